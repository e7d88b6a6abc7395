"""The examples in the pages of the rules, and what policyc finds in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from policyc.diagnostics import Diagnostic
from policyc.model.load import load
from policyc.report.words import level
from policyc.rules.catalogue import RULES
from policyc.rules.judge import judge
from policyc.rules.pages import packaged_pages
from policyc.rules.rule import Rule
from policyc.source.reader import read

TODAY = date(2026, 11, 22)
"""The day by which an example is judged that names no other."""

PAGES = "[A-Z][A-Z][0-9][0-9][0-9].md"
"""The names of the pages of rules, among which their index stands too."""

_BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_REQUIRED = {"policyc": "1", "id": "voorbeeld", "title": "Privacyverklaring", "status": "draft"}


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of a policy in a page, with the findings the page promises. A good example promises none."""

    name: str
    code: str
    source: str
    on: date
    strict: bool
    expected: str
    bad: bool


def examples_of(code: str) -> tuple[Example, ...]:
    """The examples of the page of a rule, in order. A bad one is followed by a block `bevindingen`."""
    blocks = _BLOCK.findall((packaged_pages() / f"{code}.md").read_text("utf-8"))
    found: list[Example] = []
    for number, (kind, options, body) in enumerate(blocks):
        if kind != "yaml":
            continue
        following = blocks[number + 1] if number + 1 < len(blocks) else ("", "", "")
        bad = following[0] == "bevindingen"
        given = re.search(r"as-of=(\S+)", options)
        found.append(
            Example(
                name=f"{code}-{len(found) + 1}-{'bad' if bad else 'good'}",
                code=code,
                source=body,
                on=date.fromisoformat(given.group(1)) if given else TODAY,
                strict="strict" in options.split(),
                expected=following[2] if bad else "",
                bad=bad,
            )
        )
    return tuple(found)


@cache
def every_example() -> tuple[Example, ...]:
    return tuple(example for page in sorted(packaged_pages().glob(PAGES)) for example in examples_of(page.stem))


def findings(
    source: str, on: date = TODAY, *, strict: bool = False, rules: tuple[Rule, ...] = RULES
) -> tuple[Diagnostic, ...]:
    """What the rules find in a piece of a policy; what every policy must have is added below it where it lacks."""
    keys = set(re.findall(r"^(\w+):", source, re.MULTILINE))
    whole = source + "".join(f"{key}: {value}\n" for key, value in _REQUIRED.items() if key not in keys)
    loaded = load(read(whole.encode(), name="voorbeeld.yaml"))
    assert loaded.policy is not None, [f"{d.span.line}:{d.span.column} {d.message.nl}" for d in loaded.diagnostics]
    return judge(loaded.policy, loaded.document, on, rules, strict=strict)


def said(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Findings as the pages write them: `niveau[CODE] line:column-line:column message`, one on a line."""
    return "".join(f"{_line(diagnostic)}\n" for diagnostic in diagnostics)


def _line(found: Diagnostic) -> str:
    span = found.span
    place = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    return f"{level(found.severity, 'nl')}[{found.code}] {place} {found.message.nl}"


def codes(source: str, on: date = TODAY) -> Iterator[str]:
    yield from sorted({found.code for found in findings(source, on)})
