"""The outcome as workflow commands, which GitHub shows as annotations beside the lines of a change.

The commands are those of actions/toolkit (docs/commands.md). Every line is one command: what could end a line or a
property is escaped, so no text of a policy can begin a command of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from policyc.diagnostics import Diagnostic, Language, Severity, Span
from policyc.report.glyphs import visible
from policyc.report.outcome import JudgedFile, Outcome, name_for
from policyc.report.outside import notes, path_of, shown
from policyc.report.words import left_out

MOST = 10
"""GitHub shows no more annotations of one level for a step; the rest would be dropped without a word."""

Level = Literal["error", "warning", "notice"]
LEVELS: tuple[Level, ...] = ("error", "warning", "notice")

_LEVEL: dict[Severity, Level] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class Command(NamedTuple):
    """A workflow command: its level, and the whole line without a line break."""

    level: Level
    line: str


def render(outcome: Outcome, *, language: Language) -> str:
    """The findings that nobody accepted, the weightiest first; a last notice counts the rest. Empty without any."""
    found = commands(outcome, language)
    kept = fitting(found)
    if hidden := len(found) - len(kept):
        kept.append(notice(left_out(hidden, language)))
    return "".join(f"{one.line}\n" for one in kept)


def commands(outcome: Outcome, language: Language) -> list[Command]:
    """A command for every finding that nobody accepted, the weightiest first."""
    found = [(file, one) for file in outcome.files for one in file.diagnostics if one.accepted is None]
    levels = list(Severity)
    found.sort(key=lambda pair: (levels.index(pair[1].severity), pair[0].name, pair[1].span, pair[1].code))
    return [_command(outcome, file, one, language) for file, one in found]


def fitting(found: Sequence[Command]) -> list[Command]:
    """The commands there is room for, level by level. When not all fit, one notice is kept for saying so."""
    rest = any(count > MOST for count in Counter(one.level for one in found).values())
    room = {level: MOST - (rest and level == "notice") for level in LEVELS}
    return [one for level in LEVELS for one in [other for other in found if other.level == level][: room[level]]]


def notice(text: str) -> Command:
    """A sentence that belongs to no line."""
    return Command("notice", f"::notice title=policyc::{data(text)}")


def _command(outcome: Outcome, file: JudgedFile, found: Diagnostic, language: Language) -> Command:
    properties = {"title": f"{found.code} {name_for(outcome, found.code)}", "file": path_of(file.name)}
    properties |= {key: str(value) for key, value in place_properties(found.span)}
    written = ",".join(f"{key}={property_(value)}" for key, value in properties.items())
    level = _LEVEL[found.severity]
    return Command(level, f"::{level} {written}::{data(_message(file, found, language))}")


def place_properties(span: Span) -> Iterator[tuple[str, int]]:
    """Columns only within one line: GitHub drops an annotation that has them and spans several."""
    yield "line", max(span.line, 1)
    yield "endLine", max(span.end_line, 1)
    if span.line == span.end_line:
        yield "col", max(span.column, 1)
        yield "endColumn", max(span.end_column, 1)


def _message(file: JudgedFile, found: Diagnostic, language: Language) -> str:
    """Place and code too, for the log shows no properties."""
    place = f"{visible(path_of(file.name), ascii_only=False)}:{found.span.line}:{found.span.column}"
    lines = [f"{place} {found.code} {shown(found.message, language)}"]
    return "\n".join([*lines, *(f"= {note}" for note in notes(found, language))])


def data(text: str) -> str:
    """A message as a command holds it: one line, that can end nothing."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_(text: str) -> str:
    """A value of a property. Controls that the commands cannot escape are shown: a log is read on terminals too."""
    return visible(data(text).replace(":", "%3A").replace(",", "%2C"), ascii_only=False)
