"""The words that the reports of `policyc ci` share, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from policyc.changes.kind import Materiality
from policyc.diagnostics import Language, Wording
from policyc.report import diff_words
from policyc.report.ci_answer import Answer
from policyc.report.outcome import Outcome, weighing
from policyc.report.words import all_well, summary

VERDICT = {
    "pass": Wording("geslaagd", "passed"),
    "fail": Wording("niet geslaagd", "failed"),
    "error": Wording("geen antwoord", "no answer"),
}
OUTCOME = Wording("uitkomst", "outcome")
FINDINGS = Wording("controle", "findings")
CHANGES = Wording("wijzigingen", "changes")
REMARKS = Wording("opmerkingen", "remarks")
FOUND = Wording("meldingen", "what was found")
WAITING = Wording(
    "De wijzigingen zijn niet beoordeeld: los eerst de fouten op die de controle noemt.",
    "The changes were not judged: first mend the errors that were found.",
)
NOT_PUBLISHED = Wording(
    "Er is nog niets gepubliceerd om mee te vergelijken: alleen de controle telt.",
    "Nothing was published yet to compare with: only the findings count.",
)
NO_FILES = Wording("er zijn geen verklaringen meer om te controleren", "there are no statements left to check")
NOT_MATERIAL = Wording("Geen materiële wijzigingen.", "No material changes.")
NOT_MATERIAL_SINCE = Wording(
    "Geen materiële wijzigingen sinds de laatste publicatie.", "No material changes since the last publication."
)
NO_ANSWER = Wording(
    "Er is geen uitkomst: policyc kon de verklaringen niet beoordelen.",
    "There is no outcome: policyc could not judge the statements.",
)
INTERNAL = Wording(
    "Dit is een fout van policyc zelf, niet van u. Meld haar met de uitvoer van dezelfde opdracht met "
    "POLICYC_TRACEBACK=1.",
    "This is an error of policyc itself, not yours. Report it with the output of the same command with "
    "POLICYC_TRACEBACK=1.",
)
CUT_COMMENT = Wording(
    "Dit verslag is ingekort, want GitHub toont niet meer dan 65.536 tekens. policyc ci toont alles in de log.",
    "This report was cut, for GitHub shows no more than 65,536 characters. policyc ci shows all of it in the log.",
)
CUT_SUMMARY = Wording(
    "Dit verslag is ingekort, want GitHub neemt per stap niet meer dan 1 MiB. policyc diff --all toont alles.",
    "This report was cut, for GitHub takes no more than 1 MiB for a step. policyc diff --all shows all of it.",
)


def findings_sentence(outcome: Outcome, language: Language) -> str:
    """How many findings there are, or that all is well."""
    found = outcome.diagnostics
    if not outcome.files:
        return NO_FILES.in_language(language)
    if weighing(found):
        return summary(found, language)
    days = sorted({file.as_of for file in outcome.files if file.as_of})
    return all_well(len(outcome.files), len(found), days, language)


def changes_sentence(answer: Answer, language: Language) -> str:
    """How the changes stand: of which class the weightiest is, and whether they carry what they ask."""
    if answer.compared is None:
        return WAITING.in_language(language)
    if not answer.deciding:
        return NOT_PUBLISHED.in_language(language)
    if not answer.changes and answer.compared.passes:
        return "geen" if language == "nl" else "none"
    found = len(answer.changes)
    weight = "" if not found else diff_words.CLASS[Materiality[answer.materiality.upper()]].in_language(language)
    heaviest = f" ({'zwaarste klasse' if language == 'nl' else 'weightiest class'}: {weight})" if weight else ""
    carried = all(view.difference.verdict.carried for view in answer.deciding)
    nl, en = ("die vraagt", "it asks") if found == 1 else ("ze vragen", "they ask")
    if answer.compared.passes:
        standing = Wording(f"wat {nl}, is gedaan", f"what {en} is done")
    elif carried:
        standing = Wording("niet toegelaten door --fail-on", "not let through by --fail-on")
    elif not found:
        standing = Wording("er is nog wel iets te doen", "yet there is something left to do")
    else:
        standing = Wording(f"wat {nl}, is nog niet gedaan", f"what {en} is not done yet")
    return f"{diff_words.changes_word(found, language)}{heaviest}: {standing.in_language(language)}"


_MOST_NAMED = 5


def not_compared(names: Sequence[str], language: Language) -> str:
    """That these files have errors to mend before they can be compared."""
    rest = len(names) - _MOST_NAMED
    listed = ", ".join(names[:_MOST_NAMED])
    if language == "nl":
        more = f" en nog {rest}" if rest > 0 else ""
        return f"Niet vergeleken: {listed}{more}. Los eerst de fouten op die de controle noemt."
    more = f" and {rest} more" if rest > 0 else ""
    return f"Not compared: {listed}{more}. First mend the errors that were found."


def left_out(count: int, language: Language) -> str:
    """That there are more annotations than GitHub shows for a step, and where the rest is."""
    if language == "nl":
        said = "Nog 1 melding is" if count == 1 else f"Nog {count} meldingen zijn"
        return f"{said} hier niet getoond; de samenvatting van deze taak toont ze allemaal."
    said = "1 more finding is" if count == 1 else f"{count} more findings are"
    return f"{said} not shown here; the summary of this job shows them all."


def findings_left_out(count: int, language: Language) -> str:
    """That a list of findings stops."""
    if language == "nl":
        said = "Nog 1 melding past" if count == 1 else f"Nog {count} meldingen passen"
        return f"{said} hier niet; policyc validate -f concise toont ze allemaal."
    said = "1 more finding does" if count == 1 else f"{count} more findings do"
    return f"{said} not fit here; policyc validate -f concise shows them all."
