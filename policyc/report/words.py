"""The few words a report has of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policyc.diagnostics import Diagnostic, Language, Severity

_LEVEL: dict[Language, dict[Severity, str]] = {
    "nl": {Severity.ERROR: "fout", Severity.WARNING: "waarschuwing", Severity.INFO: "info"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"},
}
_LEVELS: dict[Language, dict[Severity, str]] = {
    "nl": {Severity.ERROR: "fouten", Severity.WARNING: "waarschuwingen", Severity.INFO: "info"},
    "en": {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "info"},
}
_FILES: dict[Language, tuple[str, str]] = {"nl": ("bestand", "bestanden"), "en": ("file", "files")}
_AND: dict[Language, str] = {"nl": "en", "en": "and"}
_HELP: dict[Language, str] = {"nl": "hulp", "en": "help"}


def level(severity: Severity, language: Language) -> str:
    """The word for one finding of this weight."""
    return _LEVEL[language][severity]


def help_word(language: Language) -> str:
    return _HELP[language]


def summary(diagnostics: Sequence[Diagnostic], language: Language) -> str:
    """How many of each weight in how many files: "2 fouten en 1 waarschuwing in 1 bestand"."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [f"{counts[s]} {(_LEVEL if counts[s] == 1 else _LEVELS)[language][s]}" for s in Severity if counts[s]]
    listed = f" {_AND[language]} ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]
    files = len({diagnostic.file for diagnostic in diagnostics})
    return f"{listed} in {files} {_FILES[language][files != 1]}"


def left_out(count: int, language: Language) -> str:
    """That a report stops, and what shows the rest."""
    if language == "nl":
        said = "Nog 1 melding is niet getoond" if count == 1 else f"Nog {count} meldingen zijn niet getoond"
        return f"{said}; policyc validate -f concise toont ze allemaal."
    said = "1 more finding is not shown" if count == 1 else f"{count} more findings are not shown"
    return f"{said}; policyc validate -f concise shows them all."
