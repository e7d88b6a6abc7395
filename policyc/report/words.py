"""The few words a report has of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

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
_SOURCE: dict[Language, str] = {"nl": "bron", "en": "source"}
_READER: dict[Language, str] = {"nl": "lezer ziet nu", "en": "readers see now"}
_MORE: dict[Language, str] = {"nl": "meer", "en": "more"}


def level(severity: Severity, language: Language) -> str:
    """The word for one finding of this weight."""
    return _LEVEL[language][severity]


def counted(count: int, severity: Severity, language: Language) -> str:
    """How many findings of one weight: "1 fout", "24 waarschuwingen"."""
    return f"{count} {(_LEVEL if count == 1 else _LEVELS)[language][severity]}"


def help_word(language: Language) -> str:
    return _HELP[language]


def source_word(language: Language) -> str:
    return _SOURCE[language]


def reader_word(language: Language) -> str:
    return _READER[language]


def more(code: str, language: Language) -> str:
    """Where a rule is explained: "meer: policyc rule ID002"."""
    return f"{_MORE[language]}: policyc rule {code}"


def summary(diagnostics: Sequence[Diagnostic], language: Language) -> str:
    """How many of each weight in how many files: "2 fouten en 1 waarschuwing in 1 bestand · 1 aanvaard met reden".

    Accepted findings are counted apart; nothing but those gives only that part. There is at least one finding.
    """
    weighing = [diagnostic for diagnostic in diagnostics if diagnostic.accepted is None]
    accepted = accepted_count(len(diagnostics) - len(weighing), language)
    if not weighing:
        return accepted
    counts = Counter(diagnostic.severity for diagnostic in weighing)
    parts = [counted(counts[severity], severity, language) for severity in Severity if counts[severity]]
    found = f"{listed(parts, language)} in {files_word(len({d.file for d in weighing}), language)}"
    return f"{found} · {accepted}" if accepted else found


def listed(parts: Sequence[str], language: Language) -> str:
    """Put together: "a, b en c"."""
    return f" {_AND[language]} ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def files_word(count: int, language: Language) -> str:
    return f"{count} {_FILES[language][count != 1]}"


def accepted_count(count: int, language: Language) -> str:
    """How many findings somebody accepted; nothing for none."""
    if not count:
        return ""
    return f"{count} aanvaard met reden" if language == "nl" else f"{count} accepted with a reason"


def all_well(files: int, accepted: int, days: Sequence[date], language: Language) -> str:
    """The one line when there is nothing to mend: "in orde: 1 bestand, recht van 2026-11-22"."""
    parts = [files_word(files, language), accepted_count(accepted, language), law_of(days, language)]
    return f"{'in orde' if language == 'nl' else 'all well'}: {', '.join(part for part in parts if part)}"


def law_of(days: Sequence[date], language: Language) -> str:
    """By the law of which days the files were judged; nothing when none was."""
    said = listed([day.isoformat() for day in days], language) if days else ""
    return f"{'recht van' if language == 'nl' else 'law of'} {said}" if said else ""


def facts_of(version: str, language: Language) -> str:
    """By which data about the law."""
    return f"{'feiten' if language == 'nl' else 'facts'} {version}"


def unjudged(language: Language) -> str:
    """That a file which is no policy yet was not looked at by any rule."""
    if language == "nl":
        return "Het recht is nog niet bekeken: dat kan pas als deze fouten zijn opgelost."
    return "The law was not looked at yet: that is possible once these errors are mended."


def low_confidence(facts: Sequence[str], language: Language) -> str:
    """That the judgement leans on facts nobody is sure of yet."""
    said = listed(facts, language)
    if language == "nl":
        return f"Niet zeker: dit oordeel steunt op {said}. Laat een jurist dat nagaan."
    return f"Not certain: this judgement rests on {said}. Have a lawyer check that."


def left_out(count: int, language: Language) -> str:
    """That a report stops, and what shows the rest."""
    if language == "nl":
        said = "Nog 1 melding is niet getoond" if count == 1 else f"Nog {count} meldingen zijn niet getoond"
        return f"{said}; policyc validate -f concise toont ze allemaal."
    said = "1 more finding is not shown" if count == 1 else f"{count} more findings are not shown"
    return f"{said}; policyc validate -f concise shows them all."
