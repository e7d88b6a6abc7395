"""Whether the announcement says of every change what people must hear: the entries of `release.changes`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from policyc.changes.kind import Materiality, Need
from policyc.changes.materiality import MaterialChange
from policyc.changes.steps import Asked, Placed, Step, entries, entry_indexes, places, subjects
from policyc.diagnostics import Wording


def announcement_steps(asked: Asked) -> Iterator[Step]:
    """One step for each thing that is lacking, however many changes lack it."""
    told = asked.at_least(Materiality.NOTIFY)
    yield from _unannounced([placed for placed in told if placed[1].entry is None])
    yield from _no_mere_words(asked)
    for field, wording in _ALWAYS:
        yield from _lacking(asked, told, field, wording)
    yield from _consent(asked)
    for need, wording in _NEEDED:
        yield from _lacking(asked, [placed for placed in told if _needs(asked, placed[1], need)], need, wording)


def _unannounced(changes: list[Placed]) -> Iterator[Step]:
    if changes:
        names = subjects(changes)
        yield Step(
            "announce",
            Wording(
                f"Vertel in release.changes over {names.nl}: covers, nature, why en means.",
                f"Tell in release.changes of {names.en}: covers, nature, why and means.",
            ),
            ("release", "changes"),
            places(changes),
        )


def _no_mere_words(asked: Asked) -> Iterator[Step]:
    """`nature: editorial` on a change that is more than text: a person cannot confirm that away."""
    changes = [placed for placed in asked.at_least(Materiality.PUBLISH) if placed[1].nature == "editorial"]
    if changes:
        indexes = entry_indexes(changes)
        names = entries(asked, indexes)
        yield Step(
            "correct-nature",
            Wording(
                f"nature: editorial kan niet bij {names.nl}: daar verandert meer dan de tekst. Kies processing_change, "
                "disclosure_correction of legal_update.",
                f"nature: editorial is not possible for {names.en}: more than the text changes. Choose "
                "processing_change, disclosure_correction or legal_update.",
            ),
            ("release", "changes", indexes[0], "nature"),
            places(changes),
        )


def _consent(asked: Asked) -> Iterator[Step]:
    changes = asked.at_least(Materiality.CONSENT)
    if changes and asked.release.consent_refresh is None:
        names = subjects(changes)
        yield Step(
            "plan-consent",
            Wording(
                f"Beschrijf in release.consent_refresh.plan hoe u opnieuw toestemming vraagt voor {names.nl}.",
                f"Describe in release.consent_refresh.plan how you ask consent afresh for {names.en}.",
            ),
            ("release", "consent_refresh"),
            places(changes),
        )


_Sentence = Callable[[Wording], Wording]

_ALWAYS: tuple[tuple[str, _Sentence], ...] = (
    (
        "nature",
        lambda names: Wording(
            f"Zet nature bij {names.nl}: verandert wat u doet (processing_change), klopte alleen de tekst niet "
            "(disclosure_correction) of veranderde de wet (legal_update)?",
            f"Set nature for {names.en}: does what you do change (processing_change), was only the text wrong "
            "(disclosure_correction) or did the law change (legal_update)?",
        ),
    ),
    (
        "why",
        lambda names: Wording(
            f"Schrijf in why bij {names.nl} waarom dit verandert.", f"Write in why for {names.en} why this changes."
        ),
    ),
    (
        "means",
        lambda names: Wording(
            f"Schrijf in means bij {names.nl} wat dit voor mensen betekent, ook het nadeel.",
            f"Write in means for {names.en} what this means for people, disadvantages included.",
        ),
    ),
)
"""What every message says of a change."""

_NEEDED: tuple[tuple[Need, _Sentence], ...] = (
    (
        "compatibility",
        lambda names: Wording(
            f"Schrijf in compatibility bij {names.nl} waarom het nieuwe doel past bij het doel waarvoor u de gegevens "
            "kreeg.",
            f"Write in compatibility for {names.en} why the new purpose fits with the one you got the data for.",
        ),
    ),
    (
        "refusals_respected",
        lambda names: Wording(
            f"Zet refusals_respected: true bij {names.nl}: wie weigerde of toestemming introk, blijft erbuiten. Is dat "
            "niet zo, dan kan deze wijziging niet.",
            f"Set refusals_respected: true for {names.en}: who refused or withdrew consent stays out. If that is not "
            "so, this change is not possible.",
        ),
    ),
    (
        "options",
        lambda names: Wording(
            f"Schrijf in options bij {names.nl} wat mensen kunnen doen, tot wanneer, en wat er gebeurt als zij niets "
            "doen.",
            f"Write in options for {names.en} what people can do, until when, and what happens if they do nothing.",
        ),
    ),
)
"""What only some kinds of change ask. `since` is advice: nobody always knows it."""


def _needs(asked: Asked, change: MaterialChange, need: Need) -> bool:
    """A purpose that existed already, or that uses no data which are there now, has no other purpose to fit with."""
    entry = asked.entry(change)
    is_spared = entry is not None and (entry.nature == "disclosure_correction" or bool(entry.only_new_data))
    return need in change.kind.needs and not (need == "compatibility" and is_spared)


def _lacking(asked: Asked, told: Sequence[Placed], field: str, wording: _Sentence) -> Iterator[Step]:
    changes = [placed for placed in told if (entry := asked.entry(placed[1])) is not None and not getattr(entry, field)]
    if changes:
        indexes = entry_indexes(changes)
        yield Step(
            _CODES[field],
            wording(entries(asked, indexes)),
            ("release", "changes", indexes[0], field),
            places(changes),
        )


_CODES = {
    "nature": "state-nature",
    "why": "explain-why",
    "means": "explain-meaning",
    "compatibility": "explain-compatibility",
    "refusals_respected": "respect-refusals",
    "options": "offer-options",
}
