"""The outcome as JUnit XML: which questions of the law a policy passed, failed, or was let off with a reason.

Elements and attributes are those of the schema of Jenkins' xunit plugin (junit-10.xsd), with `file` and `line` at a
case, which GitLab reads, and `skipped` in the totals. There are no times: equal input gives equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from policyc.diagnostics import Diagnostic, Language, in_order
from policyc.report.glyphs import visible
from policyc.report.outcome import FailOn, JudgedFile, Outcome, asked, fails, name_for, weighing
from policyc.report.outside import notes, path_of
from policyc.report.words import level


@dataclass(frozen=True, slots=True)
class Suite:
    """What `<testsuite>` holds: the states of its cases ("passed", "failed" or "skipped") and the lines of them all."""

    name: str
    states: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """One question to one file, with what was found.

    It failed when a finding makes the answer of the run a no; so there are failures exactly when the verdict is one.
    It was skipped when all was accepted. What weighs less is told with a case that passed.
    """

    code: str
    name: str
    found: tuple[Diagnostic, ...]
    fail_on: FailOn

    @property
    def state(self) -> str:
        if any(fails(one, self.fail_on) for one in self.found):
            return "failed"
        return "skipped" if self.found and not weighing(self.found) else "passed"


def render(outcome: Outcome, *, language: Language) -> str:
    """A suite for each file, and in it a case for each rule that held and each other code that was found."""
    return written(suites(outcome, language))


def suites(outcome: Outcome, language: Language) -> Iterator[Suite]:
    """A suite for each file, in the order of their names."""
    for file in sorted(outcome.files, key=lambda one: one.name):
        cases = _cases(outcome, file)
        lines = tuple(line for case in cases for line in _written(case, file, language))
        yield Suite(path_of(file.name), tuple(case.state for case in cases), lines)


def written(found: Iterable[Suite]) -> str:
    """A whole report of suites."""
    all_suites = tuple(found)
    totals = _totals([state for suite in all_suites for state in suite.states])
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites{attributes(name='policyc', **totals)}>"]
    for suite in all_suites:
        lines.append(f"  <testsuite{attributes(name=suite.name, **_totals(suite.states))}>")
        lines += suite.lines
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _cases(outcome: Outcome, file: JudgedFile) -> list[_Case]:
    found = {
        code: tuple(group)
        for code, group in groupby(sorted(in_order(file.diagnostics), key=lambda d: d.code), key=lambda d: d.code)
    }
    codes = sorted({*found, *(rule.code for rule in asked(outcome, file))})
    return [_Case(code, name_for(outcome, code), found.get(code, ()), outcome.fail_on) for code in codes]


def _totals(states: Sequence[str]) -> dict[str, str]:
    return {
        "tests": str(len(states)),
        "failures": str(states.count("failed")),
        "errors": "0",
        "skipped": str(states.count("skipped")),
        "time": "0",
    }


def _written(case: _Case, file: JudgedFile, language: Language) -> Iterator[str]:
    line = {"line": str(max(case.found[0].span.line, 1))} if case.found else {}
    head = attributes(
        classname=f"policyc.{case.code[:2]}", name=f"{case.code} {case.name}", time="0", file=path_of(file.name), **line
    )
    if not case.found:
        yield f"    <testcase{head}/>"
        return
    yield f"    <testcase{head}>"
    yield f"      {_skipped(case) if case.state == 'skipped' else _told(case, file, language)}"
    yield "    </testcase>"


def _told(case: _Case, file: JudgedFile, language: Language) -> str:
    """Every place in the body; of a failure the first sentence as its message too."""
    weigh = weighing(case.found)
    body = "\n".join(xml_text(line) for found in weigh for line in _body(found, file, language))
    if case.state == "passed":
        return f"<system-out>{body}</system-out>"
    first = next(one for one in weigh if fails(one, case.fail_on))
    message = first.message.in_language(language)
    return f"<failure{attributes(type=case.code, message=message)}>{body}</failure>"


def _body(found: Diagnostic, file: JudgedFile, language: Language) -> list[str]:
    place = f"{path_of(file.name)}:{found.span.line}:{found.span.column}"
    head = f"{place}: {level(found.severity, language)}[{found.code}] {found.message.in_language(language)}"
    return [head, *(f"  = {note}" for note in notes(found, language))]


def _skipped(case: _Case) -> str:
    """The reasons for which the findings were accepted, each once."""
    reasons = dict.fromkeys(
        f"{one.accepted.reason} ({one.accepted.by}, {one.accepted.until.isoformat()})"
        for one in case.found
        if one.accepted is not None
    )
    return f"<skipped{attributes(message='; '.join(reasons))}/>"


def attributes(**values: str) -> str:
    """Attributes of an element, each with a space in front."""
    return "".join(f' {name}="{xml_text(value)}"' for name, value in values.items())


def xml_text(text: str) -> str:
    """One line for an element or an attribute. XML 1.0 (2.2) has no place for most controls, not even escaped, so they
    are shown as `\\x00`; a line break in an attribute would be read as a space."""
    return escape(visible(text, ascii_only=False), {'"': "&quot;"})
