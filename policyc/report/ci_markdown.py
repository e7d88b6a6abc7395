"""What `policyc ci` found in Markdown: a comment for a pull or merge request, and the summary of a job on GitHub.

What comes from a policy, a file name or a ref cannot break out of its place; see `diff_markdown.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from policyc.changes.kind import Materiality
from policyc.diagnostics import Diagnostic, Language, Severity, Wording
from policyc.report import ci_words as words
from policyc.report import diff_markdown
from policyc.report.ci_answer import Answer
from policyc.report.compared import View
from policyc.report.diff_markdown import code, prose
from policyc.report.glyphs import visible
from policyc.report.outcome import JudgedFile, fails
from policyc.report.outside import notes, path_of, shown
from policyc.report.words import counted, level, low_confidence, unjudged

MARKER = "<!-- policyc ci -->"
"""The first line of a comment. It is not seen, and tells which comment to replace."""

MOST_CHARACTERS = 65_536 - 1_024
"""GitHub takes no longer comment; the rest is for what whoever posts it puts around it."""

MOST_BYTES = 1024 * 1024
"""GitHub takes no larger summary for a step, and shows nothing of one that is."""

_LONGEST = 600
_LONGEST_NAME = 300
_MOST_REMARKS = 20


def comment(answer: Answer, *, language: Language, all_changes: bool = False) -> str:
    """The comment. When nothing is left to do and no change is material it says so in a few lines."""
    head = f"{MARKER}\n{_head(answer.verdict, language)}"
    return _written(
        answer, language, head, _Extent(MOST_CHARACTERS, words.CUT_COMMENT, brief=True, all_changes=all_changes)
    )


def summary(answer: Answer, *, language: Language, taken: int = 0) -> str:
    """Everything there is to say, in no more bytes than GitHub takes. `taken` bytes are in the summary already."""
    room = MOST_BYTES - taken - 1
    # A character takes four bytes at most; a policy in which many take more than one is rare.
    for most in (room, room // 4):
        extent = _Extent(most, words.CUT_SUMMARY, brief=False, all_changes=True)
        text = _written(answer, language, _head(answer.verdict, language), extent)
        if _size(text) <= room:
            return text
    return _smallest(_head(answer.verdict, language), words.CUT_SUMMARY, language, room)


def comment_without_answer(wording: Wording, *, language: Language) -> str:
    """The comment of a run that has no answer: the one before it would say what may no longer be so."""
    return f"{MARKER}\n{summary_without_answer(wording, language=language)}"


def summary_without_answer(wording: Wording, *, language: Language, taken: int = 0) -> str:
    """That there is no answer, and why."""
    said = _to_copy(wording.in_language(language), 4 * _LONGEST)
    text = f"{_head('error', language)}\n{prose(words.NO_ANSWER.in_language(language))}\n\n{said}\n"
    room = MOST_BYTES - taken - 1
    return text if _size(text) <= room else _smallest(_head("error", language), words.CUT_SUMMARY, language, room)


def _smallest(head: str, cut: Wording, language: Language, room: int) -> str:
    """The verdict alone, or nothing where there is no room even for that."""
    text = f"{head}\n*{prose(cut.in_language(language))}*\n"
    return text if _size(text) <= room else ""


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))


def _head(verdict: Literal["pass", "fail", "error"], language: Language) -> str:
    return f"## policyc: {words.VERDICT[verdict].in_language(language)}\n"


@dataclass(frozen=True, slots=True)
class _Extent:
    """How many characters there are, the sentence for when that is too few, and whether what needs nobody's attention
    is left out.
    """

    most: int
    cut: Wording
    brief: bool
    all_changes: bool


def _written(answer: Answer, language: Language, head: str, extent: _Extent) -> str:
    blocks = [head, *_summed_up(answer, language), *_remarks(answer, language)]
    used = sum(len(block) + 1 for block in blocks)
    is_told = not extent.brief or not _is_settled(answer)
    compares = answer.compared is not None and bool(answer.compared.views) and is_told
    # The findings may take half of what there is when changes follow, and all of it when none do.
    left = extent.most - used
    room = left // 2 if compares else left
    findings = list(_findings(answer, language, room))
    blocks += findings
    if compares and answer.compared is not None:
        left = max(left - sum(len(block) + 1 for block in findings), 0)
        render, cut = diff_markdown.render, extent.cut
        blocks.append(render(answer.compared, language=language, all_changes=extent.all_changes, most=left, cut=cut))
    return "\n".join(blocks)


def _summed_up(answer: Answer, language: Language) -> Iterator[str]:
    found = words.findings_sentence(answer.outcome, language)
    yield f"**{words.FINDINGS.in_language(language).capitalize()}:** {prose(found)}  "
    said = words.changes_sentence(answer, language)
    if _is_settled(answer):
        published = all(view.baseline == "published" for view in answer.deciding)
        said = (words.NOT_MATERIAL_SINCE if published else words.NOT_MATERIAL).in_language(language)
    yield f"**{words.CHANGES.in_language(language).capitalize()}:** {prose(said)}\n"
    if answer.left_out:
        names = [code(path_of(name)[:_LONGEST_NAME]) for name in answer.left_out]
        yield f"{words.not_compared(names, language)}\n"
    stale = [f"- {_cut(one.wording.in_language(language), _LONGEST)}" for one in answer.stale]
    if stale:
        yield "\n".join(stale) + "\n"


def _is_settled(answer: Answer) -> bool:
    """Whether no comparison has anything that people notice, and none lacks anything."""
    if answer.compared is None or not answer.deciding or not answer.compared.passes:
        return False
    if answer.stale or answer.left_out:
        return False
    return all(_is_immaterial(view) for view in answer.compared.views)


def _is_immaterial(view: View) -> bool:
    classes = (one.materiality for one in view.difference.changes if not one.waived)
    return not view.technical and max(classes, default=Materiality.EDITORIAL) is Materiality.EDITORIAL


def _remarks(answer: Answer, language: Language) -> Iterator[str]:
    if answer.remarks:
        told = [f"- {_to_copy(one.in_language(language), _LONGEST)}" for one in answer.remarks[:_MOST_REMARKS]]
        yield "\n".join([f"**{words.REMARKS.in_language(language).capitalize()}**\n", *told, ""])


# --- findings --------------------------------------------------------------------------------------------------------


def _findings(answer: Answer, language: Language, room: int) -> Iterator[str]:
    """The findings that nobody accepted, as many as fit, the weightiest first; what fails nothing is folded away."""
    is_headed = False
    for severity in Severity:
        found = list(_of(answer, severity))
        if not found:
            continue
        folded = not any(fails(one, answer.outcome.fail_on) for _, one in found)
        name = counted(len(found), severity, language)
        # Without a heading the list would go on from that of the remarks.
        heading = "" if is_headed else f"**{words.FOUND.in_language(language).capitalize()}**\n"
        opening = f"<details>\n<summary>{name}</summary>\n" if folded else heading
        closing = "</details>\n" if folded else ""
        rest = f"*{prose(words.findings_left_out(len(found), language))}*\n"
        room -= sum(len(part) + 2 for part in (opening, closing, rest))
        kept = list(_fitting((_finding(*pair, language) for pair in found), room))
        room -= sum(len(one) + 1 for one in kept)
        hidden = len(found) - len(kept)
        if room < 0:
            return
        parts = [*([opening] if opening else []), *kept, ""] if kept else []
        is_headed = is_headed or (bool(kept) and not folded)
        if hidden:
            parts.append(f"*{prose(words.findings_left_out(hidden, language))}*\n")
        yield "\n".join([*parts, closing] if kept and folded else parts)
        if hidden:
            return
    yield from _caveats(answer, language)


def _caveats(answer: Answer, language: Language) -> Iterator[str]:
    if any(file.as_of is None for file in answer.outcome.files):
        yield f"{prose(unjudged(language))}\n"
    unsure = sorted({fact for file in answer.outcome.files for fact in file.low_confidence})
    if unsure:
        yield f"{_cut(low_confidence(unsure, language), 2 * _LONGEST)}\n"


def _of(answer: Answer, severity: Severity) -> Iterator[tuple[JudgedFile, Diagnostic]]:
    for file in sorted(answer.outcome.files, key=lambda one: one.name):
        for one in sorted(file.diagnostics, key=lambda found: (found.span, found.code)):
            if one.accepted is None and one.severity is severity:
                yield file, one


def _fitting(blocks: Iterable[str], room: int) -> Iterator[str]:
    for block in blocks:
        room -= len(block) + 1
        if room < 0:
            return
        yield block


def _finding(file: JudgedFile, found: Diagnostic, language: Language) -> str:
    """`- **fout** TR002 `policies/site.yaml:12:3`: …`, with what explains it below."""
    place = f"{path_of(file.name)[:_LONGEST_NAME]}:{found.span.line}:{found.span.column}"
    said = _cut(shown(found.message, language), _LONGEST)
    lines = [f"- **{level(found.severity, language)}** {prose(found.code)} {code(place)}: {said}"]
    lines += [f"  - {_cut(note, _LONGEST)}" for note in notes(found, language)]
    return "\n".join(lines)


def _cut(text: str, longest: int) -> str:
    text = visible(text, ascii_only=False)
    return prose(text if len(text) <= longest else text[: longest - 1].rstrip() + "…")


_COPIED = re.compile(r"(?<=“)[^”]+(?=”)|\S+/v[0-9]+(?:\.[0-9]+)*")
"""A command between quotation marks, and a tag."""


def _to_copy(text: str, longest: int) -> str:
    """A sentence of our own in which commands and tags are code: `prose` breaks words in ways that nobody sees."""
    text = visible(text, ascii_only=False)
    text = text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
    parts, at = [], 0
    for match in _COPIED.finditer(text):
        parts += [_between(text[at : match.start()]), code(match[0])]
        at = match.end()
    return "".join([*parts, _between(text[at:])])


def _between(text: str) -> str:
    """A part of a sentence as prose, with the spaces at its ends."""
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{before}{prose(text)}{after}" if text.strip() else before
