"""The outcome as workflow commands, which GitHub shows as annotations beside the lines of a change.

The commands are those of actions/toolkit (docs/commands.md). Every line is one command: what could end a line or a
property is escaped, so no text of a policy can begin a command of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policyc.diagnostics import Diagnostic, Language, Severity, Span
from policyc.report.glyphs import visible
from policyc.report.outcome import JudgedFile, Outcome, name_for
from policyc.report.outside import notes, path_of, shown
from policyc.report.words import left_out

MOST = 10
"""GitHub shows no more annotations of one level for a step; the rest would be dropped without a word."""

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(outcome: Outcome, *, language: Language) -> str:
    """The findings that nobody accepted, the weightiest first; a last notice counts the rest. Empty without any."""
    found = [(file, one) for file in _sorted(outcome) for one in file.diagnostics if one.accepted is None]
    levels = list(Severity)
    found.sort(key=lambda pair: (levels.index(pair[1].severity), pair[0].name, pair[1].span, pair[1].code))
    chosen = _chosen([one for _, one in found])
    lines = [_command(outcome, *pair, language) for pair, wanted in zip(found, chosen, strict=True) if wanted]
    if hidden := chosen.count(False):
        lines.append(f"::notice title=policyc::{data(left_out(hidden, language))}")
    return "".join(line + "\n" for line in lines)


def _sorted(outcome: Outcome) -> list[JudgedFile]:
    return sorted(outcome.files, key=lambda file: file.name)


def _chosen(found: list[Diagnostic]) -> list[bool]:
    """Which findings there is room for. When not all fit, one notice is kept for saying so."""
    counted = Counter(one.severity for one in found)
    rest = any(count > MOST for count in counted.values())
    room = Counter({level: MOST - (rest and level is Severity.INFO) for level in Severity})
    chosen = []
    for one in found:
        chosen.append(room[one.severity] > 0)
        room[one.severity] -= 1
    return chosen


def _command(outcome: Outcome, file: JudgedFile, found: Diagnostic, language: Language) -> str:
    properties = {"title": f"{found.code} {name_for(outcome, found.code)}", "file": path_of(file.name)}
    properties |= {key: str(value) for key, value in place_properties(found.span)}
    written = ",".join(f"{key}={property_(value)}" for key, value in properties.items())
    return f"::{_COMMAND[found.severity]} {written}::{data(_message(file, found, language))}"


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
