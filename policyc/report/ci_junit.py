"""What `policyc ci` found as JUnit XML: the suites of `validate`, and one for each comparison that counts.

In the suite of a comparison the first case is its verdict; then comes a case for each change that people can notice.
There are failures exactly when the answer of the run is a no.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from policyc.changes.kind import Materiality
from policyc.diagnostics import Language
from policyc.report import ci_words as words
from policyc.report import diff_words
from policyc.report.ci_answer import Answer
from policyc.report.compared import View
from policyc.report.diff_entries import Entry, Place, dotted, entries_of, nearest
from policyc.report.diff_sentences import group_notes, group_title, stale_sentences, step_sentence, verdict_sentences
from policyc.report.junit import Suite, attributes, suites, written, xml_text

State = Literal["passed", "failed", "skipped"]


class _Case(NamedTuple):
    kind: str
    name: str
    state: State
    place: Place | None
    lines: tuple[str, ...]


def render(answer: Answer, *, language: Language) -> str:
    """The whole report."""
    return written([*suites(answer.outcome, language), *_comparisons(answer, language)])


def _comparisons(answer: Answer, language: Language) -> Iterator[Suite]:
    if answer.compared is None:
        yield _suite(
            "policyc diff", [_Case("verdict", "verdict", "failed", None, (words.WAITING.in_language(language),))]
        )
    else:
        cases = []
        if not answer.deciding:
            reason = words.NOT_PUBLISHED.in_language(language)
            cases.append(_Case("verdict", "verdict", "skipped", None, (reason,)))
        for name in answer.left_out:
            reason = words.not_compared([name], language)
            cases.append(_Case("verdict", f"verdict {name}", "failed", None, (reason,)))
        if cases:
            yield _suite("policyc diff", cases)
    for view in answer.deciding:
        cases = [_verdict(answer, view, language)]
        cases += [
            _change(view, one, language)
            for one in entries_of(view)
            if one.change.materiality >= Materiality.PUBLISH and not one.change.waived
        ]
        yield _suite(f"{view.old.shown} -> {view.new.shown}", cases)


def _verdict(answer: Answer, view: View, language: Language) -> _Case:
    assert answer.compared is not None  # noqa: S101  it has this view
    passes, sentences = verdict_sentences(answer.compared, view, language)
    steps = [
        f"{number}. {step_sentence(step, language)}{f' ({dotted(step.at)})' if step.at else ''}"
        for number, step in enumerate(view.difference.verdict.steps, start=1)
    ]
    stale = list(stale_sentences(view, language)) if answer.strict else []
    state: State = "passed" if passes and not stale else "failed"
    return _Case("verdict", "verdict", state, nearest(view, ()), (*sentences, *steps, *stale))


def _change(view: View, one: Entry, language: Language) -> _Case:
    """It failed when its duty is not carried, and was skipped when somebody answers for it in another way."""
    kind = one.change.kind.id
    if one.accepted is not None:
        entry = one.accepted
        reason = diff_words.accepted_by(str(entry.reason), str(entry.by), entry.until, language)
        return _Case(kind, f"{kind} {dotted(one.change.path)}".rstrip(), "skipped", one.near, (reason,))
    title = group_title([one], one.change.materiality, language)
    notes = (f"{label.in_language(language)}: {text}" for label, text in group_notes(view, one, language))
    state: State = "passed" if one.covered else "failed"
    return _Case(kind, f"{kind} {dotted(one.change.path)}".rstrip(), state, one.near, (title, *notes))


def _suite(name: str, cases: Sequence[_Case]) -> Suite:
    return Suite(name, tuple(case.state for case in cases), tuple(line for case in cases for line in _lines(case)))


def _lines(case: _Case) -> Iterator[str]:
    where = {} if case.place is None else {"file": case.place.file, "line": str(max(case.place.span.line, 1))}
    yield f"    <testcase{attributes(classname='policyc.diff', name=case.name, time='0', **where)}>"
    body = "\n".join(xml_text(line) for line in case.lines)
    if case.state == "failed":
        yield f"      <failure{attributes(type=case.kind, message=case.lines[0])}>{body}</failure>"
    elif case.state == "skipped":
        yield f"      <skipped{attributes(message=case.lines[0])}/>"
    else:
        yield f"      <system-out>{body}</system-out>"
    yield "    </testcase>"
