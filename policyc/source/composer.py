"""Parse events to nodes, with every bound and refusal of the source language on the way.

Source: YAML 1.2.2, 3.1.2 (compose) and 3.2.2.2 (aliases). There is no recursion: open collections are on a list, so
that no nesting can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from policyc.diagnostics import Diagnostic, Path, Related, Severity
from policyc.source import problems
from policyc.source.characters import BLANK, has_surrogate, in_escapes, is_surrogate_escape, readable
from policyc.source.events import Event, Unreadable, parse
from policyc.source.limits import MAX_DEPTH, MAX_FINDINGS, MAX_NODES
from policyc.source.nodes import Entry, Kind, Mapping, Node, Scalar, Sequence, Style
from policyc.source.problems import Place, Problem
from policyc.source.scalars import COLLECTION_TAGS, KNOWN_TAGS, TAG, resolve, resolve_tagged, tag_name
from policyc.source.text import SourceText

_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}
# Tags, anchors and comments in front of a value. Possessive, so that no text makes it try twice.
_PROPERTIES = re.compile(r"(?:[!&][^ \t\r\n]*+|#[^\r\n]*+|[ \t\r\n]++)*+")


class Stop(Exception):
    """What follows cannot be read or need not be: the last finding says why. Caught in `read`, the one caller."""


class Findings:
    """Collects the diagnostics of one file."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._list: list[Diagnostic] = []

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._list)

    def add(self, problem: Problem, start: int, end: int, *, path: Path = (), related: Iterable[Place] = ()) -> None:
        """Add a problem at two code point indices; raises `Stop` when there are too many."""
        full = len(self._list) >= MAX_FINDINGS
        if full:
            problem, related = problems.too_many_findings(), ()
        self._list.append(
            Diagnostic(
                code=problem.code,
                severity=Severity.ERROR,
                message=problem.message,
                file=self._source.name,
                span=self._source.span(start, end),
                path=path,
                help=problem.help,
                related=tuple(Related(self._source.span(p.start, p.end), p.label) for p in related),
            )
        )
        if full:
            raise Stop


class _Key(NamedTuple):
    """The key a mapping is waiting for the value of. `scalar` is None when the key was refused."""

    name: str
    scalar: Scalar | None
    end: int


class _Open:
    """A collection that is being filled."""

    def __init__(self, kind: str, start: int, anchor: str | None, nodes_before: int, bracket: bool) -> None:
        self.kind = kind
        self.start = start
        self.anchor = anchor
        self.nodes_before = nodes_before
        self.bracket = bracket
        self.end = start
        self.height = 1
        self.key: _Key | None = None
        self.items: list[Node] = []
        self.entries: list[Entry] = []
        self.seen: dict[str, tuple[int, int]] = {}


class _Anchored(NamedTuple):
    """What an anchor names, with the size and height it has when written out; no node while it is still open."""

    node: Node | None
    start: int
    nodes: int
    height: int


def compose(source: SourceText, text: str, findings: Findings, *, pure: bool) -> Mapping | None:
    """The root mapping of the only document, or None when there is none; what is wrong is added to `findings`.
    Raises `Stop` where reading on is no use.

    `text` is what the parser gets: as long as `source.text`, character for character.
    """
    composer = _Composer(source, findings)
    try:
        for event in parse(text, pure=pure):
            composer.take(event)
    except Unreadable as failure:
        from policyc.source.syntax import explain  # imported here: only a mistake pays for it

        mistake = explain(source.text, failure, composer.open_bracket())
        findings.add(mistake.problem, mistake.start, mistake.end, related=mistake.related)
        return None
    return composer.root()


class _Composer:
    def __init__(self, source: SourceText, findings: Findings) -> None:
        self._source = source
        self._text = source.text
        self._findings = findings
        self._open: list[_Open] = []
        self._anchors: dict[str, _Anchored] = {}
        self._nodes = 0  # as if every alias were written out
        self._documents = 0
        self._root: Node | None = None
        self._handlers: dict[str, Callable[[Any], None]] = {
            "DocumentStartEvent": self._begin_document,
            "ScalarEvent": self._take_scalar,
            "AliasEvent": self._take_alias,
            "MappingStartEvent": partial(self._begin, "mapping"),
            "SequenceStartEvent": partial(self._begin, "sequence"),
            "MappingEndEvent": self._finish,
            "SequenceEndEvent": self._finish,
        }

    # --- Results ---

    def root(self) -> Mapping | None:
        """The finished document, if it is a mapping."""
        root = self._root
        if isinstance(root, Mapping):
            return root
        if root is None or (isinstance(root, Scalar) and root.kind == "null"):
            self._findings.add(problems.empty_document(), 0, 0)
        else:
            start = self._source.index(root.span.line, root.span.column)
            self._findings.add(problems.root_not_mapping(), start, start + 1)
        return None

    def open_bracket(self) -> int | None:
        """Where the innermost `[` or `{` is that is not closed yet."""
        return self._open[-1].start if self._open and self._open[-1].bracket else None

    # --- Events ---

    def take(self, event: Event) -> None:
        """One event further. The attributes differ per kind of event, hence Any below."""
        handler = self._handlers.get(type(event).__name__)
        if handler is not None:
            handler(event)

    def _begin_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            start = event.start_mark.index
            self._findings.add(problems.second_document(), start, min(start + 3, len(self._text)))
            raise Stop

    def _take_scalar(self, event: Any) -> None:
        style = _STYLES.get(event.style, "plain")
        start, end = self._scalar_place(event, style)
        value = readable(event.value)
        if style == "double":
            self._check_escapes(start, end, stop=has_surrogate(event.value))
        kind = resolve(value, style) if event.tag is None else self._tagged_kind(event, value, start, end)
        self._count(1, end)
        node = Scalar(value, style, self._source.span(start, end), kind)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchored(node, start, 1, 0)
        self._place(node, start, end)

    def _take_alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        target = self._anchors.get(event.anchor)
        if target is None:
            self._report(problems.undefined_alias(event.anchor), start, end)
        elif target.node is None:
            begin = Place(target.start, target.start + 1, problems.ANCHORED_HERE)
            self._report(problems.recursive_alias(event.anchor), start, end, begin)
        else:
            self._count(target.nodes, end)
            self._check_depth(target.height, start, end)
            if self._open:
                self._open[-1].height = max(self._open[-1].height, target.height + 1)
            self._place(target.node, start, end, alias=True)
            return
        self._place(Scalar("", "plain", self._source.span(start, end), "null"), start, end, refused=True)

    def _begin(self, kind: str, event: Any) -> None:
        start = self._after_properties(event)
        bracket = self._text[start : start + 1] in ("[", "{") and bool(event.flow_style)
        self._check_depth(1, start, start + 1)
        if event.tag is not None and event.tag != COLLECTION_TAGS[kind]:
            self._report_tag(event, start)
        self._count(1, start)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchored(None, start, 0, 0)
        self._open.append(_Open(kind, start, event.anchor, self._nodes - 1, bracket))

    def _finish(self, event: Any) -> None:
        done = self._open.pop()
        # The end mark of a block collection is at the next token, far past its last value.
        end = event.end_mark.index if done.bracket else done.end
        span = self._source.span(done.start, end)
        node: Node = Mapping(tuple(done.entries), span) if done.kind == "mapping" else Sequence(tuple(done.items), span)
        if done.anchor is not None:
            self._anchors[done.anchor] = _Anchored(node, done.start, self._nodes - done.nodes_before, done.height)
        if self._open:
            self._open[-1].height = max(self._open[-1].height, done.height + 1)
        self._place(node, done.start, end)

    # --- Nodes into their collection ---

    def _place(self, node: Node, start: int, end: int, *, refused: bool = False, alias: bool = False) -> None:
        """Give a finished node, standing at `start` to `end`, to the collection it is in."""
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        if end > parent.end:
            parent.end = end
        if parent.kind == "sequence":
            parent.items.append(node)
        elif parent.key is None:
            parent.key = _Key("", None, end) if refused else self._key(parent, node, start, end, alias)
        else:
            if parent.key.scalar is not None:
                parent.entries.append(Entry(parent.key.scalar, node))
            parent.key = None

    def _key(self, parent: _Open, node: Node, start: int, end: int, alias: bool) -> _Key:
        """The key for the value that follows; a key that is refused drops its value."""
        if not isinstance(node, Scalar):
            self._report(problems.collection_as_key(), start, min(start + 1, end))
            return _Key("", None, end)
        refusal = self._refusal(parent, node)
        if refusal is not None:
            related = [Place(*parent.seen[node.value], problems.FIRST_KEY)] if node.value in parent.seen else []
            self._report(refusal, start, end, *related)
            return _Key(node.value, None, end)
        parent.seen[node.value] = (start, end)
        # Keys are names, so their kind is text; and one that came through an alias stands here.
        span = self._source.span(start, end) if alias else node.span
        return _Key(node.value, Scalar(node.value, node.style, span, "text"), end)

    def _refusal(self, parent: _Open, key: Scalar) -> Problem | None:
        if key.kind == "null":
            return problems.null_key()
        if key.value == "<<" and key.style == "plain":
            return problems.merge_key()
        return problems.duplicate_key(key.value) if key.value in parent.seen else None

    # --- Places ---

    def _after_properties(self, event: Any) -> int:
        """Where the value itself begins, behind its tag and anchor."""
        start: int = event.start_mark.index
        if event.anchor is None and event.tag is None:
            return start
        found = _PROPERTIES.match(self._text, start)
        return found.end() if found else start

    def _scalar_place(self, event: Any, style: Style) -> tuple[int, int]:
        start, end = event.start_mark.index, event.end_mark.index
        if style == "plain" and not event.value:
            return self._empty_place(start, end)
        start = self._after_properties(event)
        # The end mark of a block scalar is on the first line after it, or even further.
        return start, start + len(self._text[start:end].rstrip(BLANK))

    def _empty_place(self, start: int, end: int) -> tuple[int, int]:
        """An empty value stands behind its colon, where libyaml sometimes means the next token; or it has a tag."""
        key = self._open[-1].key if self._open else None
        if start < end or key is None:
            return start, end
        colon = self._text.find(":", key.end, start)
        index = key.end if colon < 0 else colon + 1
        return index, index

    # --- Checks ---

    def _tagged_kind(self, event: Any, value: str, start: int, end: int) -> Kind:
        kind = resolve_tagged(value, event.tag)
        if kind is None:
            self._report_tag(event, start, end)
        return kind or "text"

    def _report_tag(self, event: Any, start: int, end: int | None = None) -> None:
        """The tag is unknown, or known and this value does not fit it."""
        if event.tag in KNOWN_TAGS:
            self._report(problems.tag_mismatch(tag_name(event.tag)), start, start + 1 if end is None else end)
            return
        written = TAG.search(self._text, event.start_mark.index)
        place = written.span() if written else (start, start)
        self._report(problems.unknown_tag(written.group() if written else event.tag), *place)

    def _check_escapes(self, start: int, end: int, *, stop: bool) -> None:
        """Report escapes of forbidden characters. At half a character (`stop`) libyaml stops, so we do too."""
        for first, last, problem in in_escapes(self._text[start:end]):
            if not stop:
                self._report(problem, start + first, start + last)
            elif is_surrogate_escape(self._text[start + first : start + last]):
                self._report(problem, start + first, start + last)
                raise Stop

    def _count(self, nodes: int, index: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            self._report(problems.too_many_nodes(), index, index)
            raise Stop

    def _check_depth(self, height: int, start: int, end: int) -> None:
        """`height` levels more than are open now: one for a collection that begins, more for an alias."""
        if len(self._open) + height > MAX_DEPTH:
            self._report(problems.too_deep(), start, end)
            raise Stop

    def _report(self, problem: Problem, start: int, end: int, *related: Place) -> None:
        self._findings.add(problem, start, end, path=self._path(), related=related)

    def _path(self) -> Path:
        steps: list[str | int] = []
        for parent in self._open:
            if parent.kind == "sequence":
                steps.append(len(parent.items))
            elif parent.key is not None:
                steps.append(parent.key.name)
        return tuple(steps)
