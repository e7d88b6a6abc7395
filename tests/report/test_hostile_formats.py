"""Whatever a policy says, no format can be made to say something else."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]
from outcomes import HOSTILE, MACHINE, OUTCOMES, as_concise, as_text, found, one_file

from policyc.diagnostics import Acceptance, Related, Severity, Span, Wording
from policyc.report import github, json_report
from policyc.report.glyphs import visible
from policyc.report.outcome import Outcome

TEXT = st.text(
    alphabet="ab %:,;=[](){}<>&\"'|\\#\t\n\r\x00\x1b\x85\u2028\u202e\ufffe\udc80é😀", min_size=1, max_size=30
)
# Line breaks for the runners of GitHub and for anything else that reads a log.
_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def _commands(log: str) -> list[tuple[str, dict[str, str], str]]:
    """What GitHub's runner makes of a log (actions/runner, ActionCommand): level, properties, text of each command."""
    commands = []
    for line in log.split("\n")[:-1]:
        match = re.fullmatch(r"::(\w+)(?: ([^\n]*?))?::(.*)", line, re.DOTALL)
        assert match is not None, line
        pairs = (pair.split("=", 1) for pair in match[2].split(","))
        properties = {key: _plain(value.replace("%3A", ":").replace("%2C", ",")) for key, value in pairs}
        commands.append((match[1], properties, _plain(match[3])))
    return commands


def _plain(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_a_policy_cannot_give_commands_to_github() -> None:
    outcome = OUTCOMES["hostile"]
    log = github.render(outcome, language="nl")
    commands = _commands(log)
    assert [command[0] for command in commands] == ["error", "error"]
    assert {command[1]["file"] for command in commands} == {outcome.files[0].name}
    assert all(visible(HOSTILE, ascii_only=False) in text for _, _, text in commands)
    assert not set(log.replace("\n", "")) & set(_BREAKS)


def test_columns_only_within_a_line() -> None:
    (command,) = _commands(github.render(OUTCOMES["multiline"], language="nl"))
    assert {key: value for key, value in command[1].items() if key not in ("title", "file")} == {
        "line": "2",
        "endLine": "6",
    }


@pytest.mark.parametrize(
    ("levels", "shown", "hidden"),
    [
        ("e" * 10 + "w" * 10 + "i" * 10, [10, 10, 10], 0),
        ("e" * 11, [10, 0, 1], 1),
        ("i" * 11, [0, 0, 10], 2),
        ("e" * 30 + "i" * 10, [10, 0, 10], 21),
    ],
)
def test_no_more_than_github_shows(levels: str, shown: list[int], hidden: int) -> None:
    weights = {"e": Severity.ERROR, "w": Severity.WARNING, "i": Severity.INFO}
    span = Span(1, 1, 1, 2)
    many = [found("ZZ001", span, f"m{n}", severity=weights[letter]) for n, letter in enumerate(levels)]
    commands = _commands(github.render(one_file(b"a: 1\n", *many), language="nl"))
    assert [sum(kind == level for kind, _, _ in commands) for level in ("error", "warning", "notice")] == shown
    said = commands[-1][2]
    assert said.startswith(f"Nog {hidden} melding") if hidden else "melding" not in said


@given(TEXT, TEXT, TEXT, st.sampled_from(Severity), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_text_in_any_format(message: str, name: str, word: str, severity: Severity, accept: bool) -> None:
    wording = Wording(message, word)
    one = found(
        "ZZ001",
        Span(1, 1, 1, 2),
        message,
        severity=severity,
        file=name,
        path=(word, 3),
        subject=word,
        reader=message,
        help=wording,
        label=wording,
        sources=(word,),
        related=(Related(Span(2, 1, 2, 2), wording),),
        accepted=Acceptance(message, word, date(2027, 1, 31)) if accept else None,
    )
    outcome = one_file(b"a: 1\nb: 2\n", one, name=name)
    for kind, render in MACHINE.items():
        shown = render(outcome, language="nl")
        assert shown == render(outcome, language="nl")
        assert shown.endswith("\n") or (kind == "github" and not shown)
        shown.encode()
        assert not set(shown) & set("\x00\x1b\r")
        _parsed(kind, shown)
    assert not set(as_text(outcome)) & set("\x00\x1b\r\u202e\u2028")
    assert not set(as_concise(outcome)) & set("\x00\x1b\r\u202e\u2028")
    _reads_back(outcome, message)


def _parsed(kind: str, shown: str) -> None:
    if kind == "junit":
        root = etree.fromstring(shown.encode())
        assert {node.tag for node in root.iter()} <= {
            "testsuites", "testsuite", "testcase", "failure", "skipped", "system-out",
        }  # fmt: skip
    elif kind == "github":
        assert len(_commands(shown)) <= 1
    else:
        json.loads(shown)


def _reads_back(outcome: Outcome, message: str) -> None:
    """Our JSON keeps a text as it is, but for halves of characters."""
    (finding,) = json.loads(json_report.render(outcome, language="nl"))["findings"]
    told: Any = finding["message"]["nl"]
    assert told == message.replace("\udc80", "\\udc80")
