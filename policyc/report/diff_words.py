"""The words that the reports of `policyc diff` share, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policyc.changes.circumstances import RAISING, Circumstance
from policyc.changes.kind import Direction, Materiality
from policyc.changes.materiality import MaterialChange
from policyc.diagnostics import Language, Wording
from policyc.law.facts import lead_time
from policyc.model.policy import Nature
from policyc.model.values import Duration
from policyc.report.compared import Baseline

CLASS = {
    Materiality.CONSENT: Wording("nieuwe toestemming", "new consent"),
    Materiality.ADVANCE: Wording("vooraf melden", "tell in advance"),
    Materiality.NOTIFY: Wording("melden", "tell"),
    Materiality.PUBLISH: Wording("publiceren", "publish"),
    Materiality.EDITORIAL: Wording("redactioneel", "editorial"),
}
WAIVED = Wording("administratie", "bookkeeping")
TECHNICAL = Wording("technisch", "technical")

DIRECTION = {
    Direction.BETTER: Wording("beter voor mensen", "better for people"),
    Direction.WORSE: Wording("slechter voor mensen", "worse for people"),
    Direction.NEUTRAL: Wording("neutraal voor mensen", "neutral for people"),
}
NATURE: dict[Nature | None, Wording] = {
    "processing_change": Wording("de praktijk verandert", "the practice changes"),
    "disclosure_correction": Wording("rechtzetting", "correction"),
    "legal_update": Wording("het recht is veranderd", "the law has changed"),
    "editorial": Wording("betekenis bevestigd gelijk", "meaning confirmed the same"),
    None: Wording("aard niet ingevuld", "nature not stated"),
}
_CIRCUMSTANCE = {
    Circumstance.CHILDREN: Wording("de verklaring richt zich tot kinderen", "the statement addresses children"),
    Circumstance.SENSITIVE: Wording(
        "het gaat om bijzondere of strafrechtelijke gegevens of om het BSN",
        "it concerns special or criminal data or the citizen service number",
    ),
    Circumstance.PROFILING: Wording(
        "de gegevens worden voor profilering gebruikt", "the data are used to profile people"
    ),
    Circumstance.UNEXPECTED: Wording(
        "mensen verwachten dit niet of merken er veel van", "people do not expect it, or it affects them greatly"
    ),
    Circumstance.ONLY_NEW_DATA: Wording(
        "het geldt alleen voor gegevens die u na de ingang verzamelt",
        "it concerns only data that you collect after the effective date",
    ),
}
_EDITORIAL_LOWERS = Wording(
    "alleen woorden veranderden, en iemand heeft bevestigd dat de betekenis gelijk blijft",
    "only words changed, and somebody confirmed that the meaning stays the same",
)
_CORRECTION_LOWERS = Wording(
    "een rechtzetting kan niet vooraf; mensen horen die zonder uitstel",
    "a correction cannot come in advance; people hear of it without delay",
)
_CORRECTION_RAISES = Wording("een rechtzetting meldt u altijd", "people are always told of a correction")
STALE = {
    "gone": Wording("de wijziging is er niet meer", "the change is gone"),
    "different": Wording("de wijziging is een andere geworden", "the change has become another one"),
    "expired": Wording("de einddatum is voorbij", "the end date has passed"),
}
BASELINE: dict[Baseline, Wording] = {
    "given": Wording("Oud tegen nieuw", "Old against new"),
    "published": Wording("Sinds de laatste publicatie", "Since the last publication"),
    "branch": Wording("Deze branch", "This branch"),
}

WAS = Wording("was", "was")
THEN = Wording("toen", "then")
NOW = Wording("nu", "now")
FROM = Wording("van", "from")
TO = Wording("naar", "to")
SAME = Wording("toen en nu", "then, now")
HEAVIER = Wording("zwaarder", "heavier")
LIGHTER = Wording("lichter", "lighter")
SOURCE = Wording("bron", "source")
NOTICE = Wording("noem ook", "also say")
MISSING = Wording("ontbreekt", "missing")
NEEDED = Wording("nodig", "needed")
ACCEPTED = Wording("aanvaard", "accepted")
FINGERPRINT = Wording("kenmerk", "fingerprint")
LABELS = (THEN, NOW, FROM, TO, SAME, HEAVIER, LIGHTER, SOURCE, NOTICE, MISSING, NEEDED, ACCEPTED, FINGERPRINT)
"""What stands in front of what a report says of a change."""

COVERED = Wording("gedekt", "covered")
UNCOVERED = Wording("niet gedekt", "not covered")
AS_ABOVE = Wording("zie de zinnen hierboven", "see the sentences above")
WHOLE = Wording("de hele verklaring", "the whole statement")
NO_TECHNICAL = Wording(
    "tekst verandert nergens zonder wijziging in de bron", "no text changes without a change in the source"
)
NOT_CHECKED = Wording("niet nagegaan", "not checked")
NOT_CHECKED_TECHNICAL = Wording(
    "niet nagegaan of de tekst verandert zonder wijziging in de bron",
    "not checked whether the text changes without a change in the source",
)
WITHOUT_CHANGE = Wording("de tekst verandert zonder wijziging in de bron", "the text changes without a source change")
HIDDEN = Wording("verborgen; --all toont ze", "hidden; --all shows them")
FOR_NO_READER = Wording("raakt niemands gegevens", "touches nobody's data")
ASKS_NO_MORE = Wording("een nieuwe versie is genoeg", "a new version is enough")
ASKS_NOTHING = Wording("vraagt niets", "asks nothing")
RENAMED = Wording("hernoemd?", "renamed?")
STALE_HEADING = Wording("vervallen aanvaardingen", "void acceptances")
IN_BRIEF = Wording(
    "Wat gedekt is, staat hier op één regel per onderdeel; --all toont elke wijziging.",
    "What is covered stands on one line for each part; --all shows every change.",
)
TECHNICAL_EXPLAINED = Wording(
    "Deze passages veranderen door andere sjablonen of wettelijke feiten, niet door het beleid.",
    "These passages change by other templates or legal facts, not by the policy.",
)
VERDICT = Wording("oordeel", "verdict")
YES = Wording("JA", "YES")
NO = Wording("NEE", "NO")
STEPS = Wording("zo komt u verder", "what to do next")
ADVICE = Wording("advies (houdt niets tegen)", "advice (stops nothing)")
NOT_DECIDING = Wording(
    "Deze vergelijking telt niet mee voor de uitkomst.", "This comparison does not count for the answer."
)
ACCEPT_HOW = Wording(
    "Komt u een plicht op een andere manier na? Leg dat per wijziging vast onder release, met het kenmerk van de "
    "wijziging als fingerprint:",
    "Do you meet a duty in another way? Record that for each change under release, with its fingerprint:",
)
ACCEPT_REASON = Wording("waarom", "why")
ACCEPT_BY = Wording("naam en functie", "name and role")
NOTICE_HOW = Wording(
    "Het bericht voor betrokkenen maakt u met policyc diff --notice, van dezelfde versies.",
    "The notice to data subjects comes from policyc diff --notice, of the same versions.",
)
CUT = Wording(
    "Dit verslag is ingekort, want GitHub toont niet meer dan 65.536 tekens. policyc diff --all toont alles.",
    "This report was cut, for GitHub shows no more than 65,536 characters. policyc diff --all shows all of it.",
)


def duty(materiality: Materiality, on: date, promised: Duration | None, language: Language) -> str:
    """What a class asks, in a sentence. `promised`: the term that holds for the release, where that is longer."""
    fact = lead_time(materiality.word, on)
    usual = fact.period if fact else None
    term = promised if promised is not None and (usual is None or promised.length > usual.length) else usual
    days = "" if term is None else period(term, language)
    return _DUTY[materiality].in_language(language).format(term=days)


_DUTY = {
    Materiality.CONSENT: Wording(
        "Doe dit alleen bij wie daar toestemming voor geeft. Kondig het minstens {term} vooraf aan; bij cookies is de "
        "vraag zelf genoeg.",
        "Do this only to people who consent to it. Announce it at least {term} ahead; for cookies the question itself "
        "is enough.",
    ),
    Materiality.ADVANCE: Wording(
        "Meld dit persoonlijk aan wie het aangaat, minstens {term} vóór de ingang. Is het recht veranderd, dan "
        "uiterlijk op de dag zelf.",
        "Tell this individually to those concerned, at least {term} before it takes effect. Where the law has changed, "
        "at the latest on the day.",
    ),
    Materiality.NOTIFY: Wording(
        "Meld dit aan wie het aangaat, minstens {term} vóór de ingang. Is het een rechtzetting, is het recht veranderd "
        "of heeft het haast (release.urgent), dan uiterlijk op de dag zelf.",
        "Tell this to those concerned, at least {term} before it takes effect. For a correction, a change of the law "
        "or where it is urgent (release.urgent), at the latest on the day.",
    ),
    Materiality.PUBLISH: Wording(
        "Een nieuwe versie met haar datum is genoeg.", "A new version with its date is enough."
    ),
    Materiality.EDITORIAL: Wording("Dit vraagt niets.", "This asks nothing."),
}

_UNITS: tuple[tuple[str, Wording, Wording], ...] = (
    ("years", Wording("jaar", "year"), Wording("jaar", "years")),
    ("months", Wording("maand", "month"), Wording("maanden", "months")),
    ("weeks", Wording("week", "week"), Wording("weken", "weeks")),
    ("days", Wording("dag", "day"), Wording("dagen", "days")),
    ("hours", Wording("uur", "hour"), Wording("uur", "hours")),
    ("minutes", Wording("minuut", "minute"), Wording("minuten", "minutes")),
    ("seconds", Wording("seconde", "second"), Wording("seconden", "seconds")),
)


def period(duration: Duration, language: Language) -> str:
    """A period in words, in the units its author chose: "1 jaar en 6 maanden"."""
    counted = ((getattr(duration, unit), one, more) for unit, one, more in _UNITS)
    return listed([f"{n} {(one if n == 1 else more).in_language(language)}" for n, one, more in counted if n], language)


def listed(parts: Sequence[str], language: Language) -> str:
    """Put together: "a, b en c"; there is at least one."""
    last = f" {'en' if language == 'nl' else 'and'} "
    return last.join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def and_more(count: int, language: Language) -> str:
    """That there is more of it: “(en nog 3)”."""
    return f"(en nog {count})" if language == "nl" else f"(and {count} more)"


def changes_word(count: int, language: Language) -> str:
    if language == "nl":
        return f"{count} {'wijziging' if count == 1 else 'wijzigingen'}"
    return f"{count} {'change' if count == 1 else 'changes'}"


def keys_to_write(names: Sequence[str], language: Language) -> str:
    """Which keys an entry asks, where there is no room to show it: "Zet erin: covers, nature en why."."""
    return f"{'Zet erin' if language == 'nl' else 'Put there'}: {listed(names, language)}."


def step_numbers(numbers: Sequence[int], language: Language) -> str:
    """Which of the numbered steps: "stap 1 en 3"."""
    word = {"nl": "stap", "en": "step" if len(numbers) == 1 else "steps"}[language]
    return f"{word} {listed([str(number) for number in numbers], language)}"


def moved(change: MaterialChange) -> tuple[Wording, list[Wording]] | None:
    """Heavier or lighter than the kind by itself is, and why; nothing where the class is that of the kind."""
    usual = change.kind.materiality
    if change.materiality == usual:
        return None
    why = _raised(change) if change.materiality > usual else _lowered(change)
    return (HEAVIER if change.materiality > usual else LIGHTER, why) if why else None


def _raised(change: MaterialChange) -> list[Wording]:
    if change.nature == "disclosure_correction":
        return [_CORRECTION_RAISES]
    return [_CIRCUMSTANCE[one] for one in change.circumstances if one in RAISING]


def _lowered(change: MaterialChange) -> list[Wording]:
    if change.nature == "editorial" and change.materiality is Materiality.EDITORIAL:
        return [_EDITORIAL_LOWERS]
    if change.nature == "disclosure_correction":
        return [_CORRECTION_LOWERS]
    return [_CIRCUMSTANCE[one] for one in change.circumstances if one not in RAISING]


_PARTS = {
    "purposes": Wording("doel", "purpose"),
    "recipients": Wording("ontvanger", "recipient"),
    "cookies": Wording("cookie", "cookie"),
    "data_categories": Wording("gegevens", "data"),
    "audiences": Wording("betrokkenen", "data subjects"),
    "commitments": Wording("toezegging", "commitment"),
    "sections": Wording("eigen tekst", "own text"),
    "documents": Wording("document", "document"),
}


def part_word(field: str, language: Language) -> str:
    """What kind of part a mapping of the policy holds: `purposes` → "doel"; nothing for another field."""
    return _PARTS[field].in_language(language) if field in _PARTS else ""


def hidden_changes(count: int, language: Language) -> str:
    """That an event has more changes than are shown."""
    if language == "nl":
        return f"nog {changes_word(count, language)} niet getoond; --all toont alles"
    return f"{changes_word(count, language)} more not shown; --all shows all"


def hidden_passages(count: int, language: Language) -> str:
    if language == "nl":
        return f"nog {count} {'passage' if count == 1 else 'passages'} niet getoond; --all toont alles"
    return f"{count} more {'passage' if count == 1 else 'passages'} not shown; --all shows all"


def passages_changed(count: int, language: Language) -> str:
    """How many passages differ though nothing in the policy does."""
    if language == "nl":
        return f"{count} {'passage verandert' if count == 1 else 'passages veranderen'} zonder wijziging in de bron"
    return f"{count} {'passage changes' if count == 1 else 'passages change'} without a change in the source"


def some_uncovered(count: int, total: int, language: Language) -> str:
    """How many of a class lack what they ask."""
    if not count:
        return COVERED.in_language(language)
    uncovered = UNCOVERED.in_language(language)
    return uncovered if count == total else f"{count} {uncovered}"


def nothing_changed(old: str, new: str, language: Language) -> str:
    """The one line when there is nothing to tell."""
    return f"geen verschil: {old} en {new}" if language == "nl" else f"no difference: {old} and {new}"


def new_statement(name: str, language: Language) -> str:
    if language == "nl":
        return f"nieuwe verklaring: {name}; er was nog geen andere om mee te vergelijken"
    return f"new statement: {name}; there was no other to compare with"


def withdrawn_statement(name: str, language: Language) -> str:
    if language == "nl":
        return f"ingetrokken verklaring: {name}; in de nieuwe versie staat zij niet meer"
    return f"withdrawn statement: {name}; the new version no longer has it"


def version_of(version: str | None, effective: date | None, language: Language) -> str:
    """A version as people name it: "versie 2.0.0 (geldt vanaf 2027-01-11)"."""
    if language == "nl":
        named = f"versie {version}" if version else "zonder versie"
        return f"{named} (geldt vanaf {effective})" if effective else f"{named} (zonder ingangsdatum)"
    named = f"version {version}" if version else "no version"
    return f"{named} (effective {effective})" if effective else f"{named} (no effective date)"


def judged_on(on: date, facts: str, language: Language) -> str:
    """By the law and the lead times of which day, and by which data about them."""
    return f"recht van {on}, feiten {facts}" if language == "nl" else f"law of {on}, facts {facts}"


def rename_question(old: str, new: str, likeness: int, place: str, language: Language) -> str:
    """That one part may be another under a new id, and where to say so."""
    if language == "nl":
        alike = f"{old} is weg en {new} is nieuw; ze lijken voor {likeness}% op elkaar."
        return f"{alike} Is het hetzelfde onderdeel met een andere naam? Zet dan bij {place}:"
    return f"{old} is gone and {new} is new; they are {likeness}% alike. Is it one part? Then write at {place}:"


def stale_acceptance(at: str, change: str, why: str, place: str, language: Language) -> str:
    """That an entry of `release.accept` counts for nothing any more, and where it stands."""
    if language == "nl":
        return f"{change} bij {at} ({place}) telt niet meer: {why}. Haal dit besluit weg of leg het opnieuw vast."
    return f"{change} at {at} ({place}) counts no more: {why}. Remove this decision or record it anew."


def accepted_by(reason: str, by: str, until: date, language: Language) -> str:
    """Who answers for a change, why, and until when."""
    if language == "nl":
        return f"{reason} (door {by}, tot en met {until})"
    return f"{reason} (by {by}, through {until})"


def answer(carried: bool, steps: int, uncovered: int, language: Language) -> str:
    """What an answer rests on: that every duty is met, or how much is still to be done."""
    if carried:
        return _MEETS.in_language(language)
    if language == "nl":
        needed = "Er is nog 1 stap nodig" if steps == 1 else f"Er zijn nog {steps} stappen nodig"
        are = "is" if uncovered == 1 else "zijn"
        lacking = f"; {changes_word(uncovered, language)} {are} niet gedekt" if uncovered else ""
    else:
        needed = "1 step is still needed" if steps == 1 else f"{steps} steps are still needed"
        are = "is" if uncovered == 1 else "are"
        lacking = f"; {changes_word(uncovered, language)} {are} not covered" if uncovered else ""
    return f"{needed}{lacking}."


_MEETS = Wording("Deze versie doet wat haar wijzigingen vragen.", "This version carries what its changes ask.")


def too_heavy(fail_on: str, language: Language) -> str:
    """That a run was asked to refuse changes of a class, carried or not."""
    named = CLASS[Materiality[fail_on.upper()]].in_language(language)
    if language == "nl":
        return f"Er is een wijziging van de klasse “{named}” of zwaarder, en --fail-on {fail_on} laat die niet toe."
    return f"There is a change of the class “{named}” or above, and --fail-on {fail_on} does not let that through."


def schedule(
    notice: date | None, effective: date | None, term: Duration | None, earliest: date | None, language: Language
) -> str:
    """The days that count: notice, term, effect, and the earliest effect there may be; nothing when none is known."""
    nl = language == "nl"
    parts = []
    if notice is not None:
        parts.append(f"bericht op {notice}" if nl else f"notice on {notice}")
    if term is not None:
        parts.append(f"termijn {period(term, language)}" if nl else f"term {period(term, language)}")
    if effective is not None:
        parts.append(f"ingang op {effective}" if nl else f"effective on {effective}")
    if earliest is not None:
        parts.append(f"vroegst mogelijke ingang {earliest}" if nl else f"earliest possible effect {earliest}")
    return ", ".join(parts)


def left_out(count: int, language: Language) -> str:
    """That a report stops, and what shows the rest."""
    if language == "nl":
        said = "Nog 1 melding is niet getoond" if count == 1 else f"Nog {count} meldingen zijn niet getoond"
        return f"{said}; policyc diff toont ze allemaal."
    said = "1 more finding is not shown" if count == 1 else f"{count} more findings are not shown"
    return f"{said}; policyc diff shows them all."


NEW = Wording("Nieuwe verklaring", "New statement")
WITHDRAWN = Wording("Ingetrokken verklaring", "Withdrawn statement")
COLUMNS = (Wording("klasse", "class"), Wording("wijzigingen", "changes"), Wording("stand", "standing"))
