"""The frame of `policyc ci` for people: headings around the two reports, and the answer below them."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.diagnostics import Language
from policyc.report import ci_words as words
from policyc.report.ci_answer import Answer
from policyc.report.colour import BOLD, painter
from policyc.report.glyphs import visible, wrapped


def render(
    answer: Answer,
    findings: str,
    changes: str,
    *,
    language: Language,
    width: int,
    color: bool,
    ascii: bool = False,
) -> str:
    """The whole report. `findings` and `changes` are the reports of `validate` and `diff` for the same stream; either
    may be empty.
    """
    paint = painter(color)
    parts = []
    for heading, report in ((words.FINDINGS, findings), (words.CHANGES, changes)):
        if report:
            parts.append(f"{paint(f'== {heading.in_language(language)} ==', BOLD)}\n\n{report}")
    lines = [
        line
        for sentence in _closing(answer, language)
        for line in wrapped(visible(sentence, ascii_only=ascii), max(width, 40))
    ]
    lines[0] = paint(lines[0], BOLD)
    return "\n".join([*parts, "".join(f"{line}\n" for line in lines)])


def _closing(answer: Answer, language: Language) -> Iterator[str]:
    yield f"{words.OUTCOME.in_language(language)}: {words.VERDICT[answer.verdict].in_language(language)}"
    yield f"{words.FINDINGS.in_language(language)}: {words.findings_sentence(answer.outcome, language)}"
    yield f"{words.CHANGES.in_language(language)}: {words.changes_sentence(answer, language)}"
    if answer.left_out:
        yield words.not_compared(answer.left_out, language)
    for one in answer.stale:
        yield one.wording.in_language(language)
