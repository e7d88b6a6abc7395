"""What a parser stopped over -> the mistake its author made.

Both loaders say the same with other words and sometimes other marks; the table below goes by words they share, and the
place is worked out from the text, so that the finding does not depend on the loader.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from policyc.source import problems
from policyc.source.characters import BLANK
from policyc.source.events import Unreadable
from policyc.source.problems import Place, Problem
from policyc.source.scalars import TAG

_WORD = re.compile(r"[^\s,\[\]{}]+|\S")
_INDENT = re.compile(r"[ \t]*")
_ESCAPE = re.compile(r"\\(?:[xuU][0-9a-fA-F]*|.)")
_DIRECTIVE = re.compile(r"(?m)^%[^\r\n]*")
_GLUED = re.compile(r"""[^\s:'"]+:(?=[^\s/])""")  # `name:value`, but not `https://`
_CLOSING = {"[": "]", "{": "}"}
_LONGEST_KEY = 1024  # YAML 1.2.2, 8.2.2: a key without `?` is at most this long


@dataclass(frozen=True, slots=True)
class Mistake:
    """A problem, where it is, and the places that explain it."""

    problem: Problem
    start: int
    end: int
    related: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scene:
    """All an explanation needs: the text, the failure, and the `[` or `{` that is still open, if there is one."""

    text: str
    failure: Unreadable
    open_bracket: int | None

    @property
    def index(self) -> int:
        """Where the parser stopped, but never on the empty line behind the text."""
        at_end = not self.text[self.failure.index :].strip(BLANK)
        return len(self.text.rstrip(BLANK)) if at_end else self.failure.index

    @property
    def began(self) -> int:
        """Where the construct began that the parser was in."""
        return self.index if self.failure.context_index is None else self.failure.context_index

    def line_start(self, index: int) -> int:
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def line_end(self, index: int) -> int:
        """The end of what is written on the line of `index`: no white space, no line break."""
        ends = [end for end in (self.text.find("\n", index), self.text.find("\r", index)) if end >= 0]
        end = min(ends, default=len(self.text))
        return index + len(self.text[index:end].rstrip(BLANK))

    def word(self, problem: Problem, index: int, related: tuple[Place, ...] = ()) -> Mistake:
        """The problem on the word that begins at `index`."""
        found = _WORD.match(self.text, index)
        return Mistake(problem, index, found.end() if found else index, related)

    def char(self, problem: Problem, index: int, related: tuple[Place, ...] = ()) -> Mistake:
        return Mistake(problem, index, min(index + 1, len(self.text)), related)


def explain(text: str, failure: Unreadable, open_bracket: int | None) -> Mistake:
    """The mistake behind a failure. Every failure has one: at worst "the structure is not right here"."""
    scene = _Scene(text, failure, open_bracket)
    tab = _tab_in_indentation(scene)
    if tab is not None:
        return tab
    for context, problem, explanation in _EXPLANATIONS:
        if context in failure.context and problem in failure.problem:
            return explanation(scene)
    return scene.word(problems.not_yaml(), scene.index)


def _tab_in_indentation(scene: _Scene) -> Mistake | None:
    """A tab before the first word of the line is the cause, whatever the parser makes of it."""
    if "quoted" in scene.failure.context:  # in there white space is free
        return None
    start = scene.line_start(scene.index)
    found = _INDENT.match(scene.text, start)
    tab = scene.text.find("\t", start, found.end() if found else start)
    if tab < 0 and scene.text[scene.index : scene.index + 1] == "\t":
        tab = scene.index
    return None if tab < 0 else scene.char(problems.tab_in_indentation(), tab)


def _unclosed_quote(scene: _Scene) -> Mistake:
    return scene.char(problems.unclosed_quote(scene.text[scene.began : scene.began + 1]), scene.began)


def _unknown_escape(scene: _Scene) -> Mistake:
    start = scene.text.rfind("\\", 0, scene.failure.index + 1)
    found = _ESCAPE.match(scene.text, start)
    end = found.end() if found else start + 1
    return Mistake(problems.unknown_escape(scene.text[start:end]), start, end)


def _forbidden_escape(scene: _Scene) -> Mistake:
    start = scene.text.rfind("\\", 0, scene.failure.index + 1)
    end = start + (6 if scene.text[start + 1 : start + 2] == "u" else 10)
    return Mistake(problems.forbidden_escape(scene.text[start:end]), start, end)


def _open_bracket(scene: _Scene) -> Mistake:
    """A comma or bracket is missing: where it is missing on the line of the opening bracket, else at that bracket."""
    opening = scene.began if scene.text[scene.began : scene.began + 1] in _CLOSING else scene.open_bracket
    if opening is None:
        return scene.word(problems.not_yaml(), scene.index)
    char = scene.text[opening]
    problem = problems.unclosed_bracket(char, _CLOSING.get(char, ""))
    at_end = scene.index >= len(scene.text.rstrip(BLANK))
    if not at_end and scene.line_start(opening) == scene.line_start(scene.index):
        return scene.word(problem, scene.index, (Place(opening, opening + 1, problems.OPENED_HERE),))
    stopped = Place(scene.index, scene.index + (not at_end), problems.EXPECTED_HERE)
    return scene.char(problem, opening, (stopped,))


def _missing_content(scene: _Scene) -> Mistake:
    if scene.open_bracket is not None and scene.index >= len(scene.text.rstrip(BLANK)):
        return _open_bracket(scene)
    return _bad_first_character(scene)


def _bad_first_character(scene: _Scene) -> Mistake:
    char = scene.text[scene.index : scene.index + 1]
    if char in tuple("]}") or (char == "," and scene.open_bracket is None):
        return scene.char(problems.stray_sign(char), scene.index)
    return scene.char(problems.bad_first_character(char) if char else problems.not_yaml(), scene.index)


def _missing_colon(scene: _Scene) -> Mistake:
    return _line_without_colon(scene, scene.began)


def _line_without_colon(scene: _Scene, start: int) -> Mistake:
    end = scene.line_end(start)
    glued = _GLUED.match(scene.text, start, end)
    if glued:
        return scene.char(problems.missing_space(), glued.end() - 1)
    return Mistake(problems.missing_colon(scene.text[start:end]), start, end)


def _unexpected_colon(scene: _Scene) -> Mistake:
    """A second colon on the line; or the line continues a text, as the one before has no colon or is less far in."""
    start = scene.line_start(scene.index)
    first = start + len(_indent(scene.text, start))
    if _holds_value(scene.text[first : scene.index]):
        return scene.char(problems.colon_in_text(), scene.index)
    if scene.index - first > _LONGEST_KEY:
        return Mistake(problems.not_yaml(), first, scene.index + 1)
    before = _previous_line(scene, start)
    if before is None:
        return scene.char(problems.not_yaml(), scene.index)
    written = scene.text[before : scene.line_end(before)]
    if _holds_value(written + " ") or before - scene.line_start(before) > first - start:
        return scene.word(problems.bad_indentation(), first)
    return _line_without_colon(scene, before)


def _indent(text: str, start: int) -> str:
    found = _INDENT.match(text, start)
    return found.group() if found else ""


def _holds_value(written: str) -> bool:
    """Whether a line, up to here, already has `name: `, or is an item of a list."""
    return ": " in written or ":\t" in written or written.startswith("- ")


def _previous_line(scene: _Scene, start: int) -> int | None:
    """Where the last line before `start` with something other than a comment begins, after its indentation."""
    while start > 0:
        end = start - 2 if scene.text[start - 2 : start] == "\r\n" else start - 1
        start = scene.line_start(end)
        first = start + len(_indent(scene.text, start))
        if first < end and scene.text[first] != "#":
            return first
    return None


def _unexpected_token(scene: _Scene) -> Mistake:
    """Something stands where only a next field, a next item or the end of the file can stand."""
    start = scene.line_start(scene.index)
    before = scene.text[start : scene.index].rstrip(BLANK)
    char = scene.text[scene.index : scene.index + 1]
    if before.endswith(("'", '"')):
        return scene.word(problems.text_after_quote(before[-1]), scene.index)
    if char and char in ",]}":
        return _bad_first_character(scene)
    if char == ":" and not before:
        return scene.char(problems.null_key(), scene.index)
    if before:
        return scene.word(problems.not_yaml(), scene.index)
    if char == "-" and "mapping" in scene.failure.context:
        return scene.char(problems.misplaced_dash(), scene.index)
    return scene.word(problems.bad_indentation(), scene.index)


def _outside_document(scene: _Scene) -> Mistake:
    """After the end of the document: a directive, a second document, or a line that is less far in than the first."""
    before = _previous_line(scene, scene.line_start(scene.index))
    here = _DIRECTIVE.search(scene.text, 0 if before is None else scene.line_start(before), scene.index + 1)
    if here is not None:
        end = scene.line_end(here.start())
        return Mistake(problems.directive(scene.text[here.start() : end]), here.start(), end)
    if before is not None and scene.text.startswith("...", before):
        return scene.word(problems.second_document(), scene.index)
    return _unexpected_token(scene)


def _missing_space(scene: _Scene) -> Mistake:
    return scene.char(problems.missing_space(), scene.index)


def _misplaced_dash(scene: _Scene) -> Mistake:
    return scene.char(problems.misplaced_dash(), scene.index)


def _bad_name(scene: _Scene) -> Mistake:
    return scene.char(problems.bad_name(scene.text[scene.began : scene.began + 1]), scene.began)


def _bad_tag(scene: _Scene) -> Mistake:
    found = TAG.match(scene.text, scene.began)
    end = found.end() if found else scene.began
    return Mistake(problems.unknown_tag(scene.text[scene.began : end]), scene.began, end)


def _bad_block_header(scene: _Scene) -> Mistake:
    return scene.word(problems.bad_block_header(), scene.index)


# (words in the context, words in the problem, what it was): the first row that fits counts.
_EXPLANATIONS: tuple[tuple[str, str, Callable[[_Scene], Mistake]], ...] = (
    ("quoted scalar", "unexpected end of stream", _unclosed_quote),
    ("quoted scalar", "unexpected document", _unclosed_quote),
    ("quoted scalar", "unknown escape", _unknown_escape),
    ("quoted scalar", "decimal number", _unknown_escape),  # libyaml writes "hexdecimal"
    ("", "escape code", _forbidden_escape),
    ("flow sequence", "expected ','", _open_bracket),
    ("flow mapping", "expected ','", _open_bracket),
    ("node", "node content", _missing_content),
    ("plain scalar", "unexpected ':'", _missing_space),
    ("simple key", "':'", _missing_colon),
    ("", "mapping values are not allowed", _unexpected_colon),
    ("", "sequence entries are not allowed", _misplaced_dash),
    ("", "mapping keys are not allowed", _bad_first_character),
    ("next token", "cannot start any token", _bad_first_character),
    ("block mapping", "expected", _unexpected_token),
    ("block collection", "expected", _unexpected_token),
    ("", "<document start>", _outside_document),
    ("anchor", "", _bad_name),
    ("alias", "", _bad_name),
    ("node", "tag handle", _bad_tag),
    ("tag", "", _bad_tag),
    ("block scalar", "", _bad_block_header),
)
