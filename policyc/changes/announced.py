"""Whether the announcement says of every change what people must hear: `release`, and its entries in `changes`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from policyc.changes.kind import Materiality, Need
from policyc.changes.materiality import MaterialChange, is_text
from policyc.changes.steps import Asked, Key, Placed, Step, by_part, entries, entry_indexes, places, some, written
from policyc.diagnostics import Path, Wording
from policyc.model.policy import ReleaseChange


def announcement_steps(asked: Asked) -> Iterator[Step]:
    """One step for each part that nobody tells of, and one for each thing that the entries lack."""
    told = asked.at_least(Materiality.NOTIFY)
    yield from _unannounced(asked, [placed for placed in told if placed[1].entry is None])
    yield from _no_mere_words(asked)
    for field in _FIELDS:
        yield from _lacking(asked, told, field)
    yield from _arrangement(asked, told)
    if asked.materiality >= Materiality.ADVANCE and asked.release.summary is None:
        yield SUMMARISE
    if told and asked.new.url is None and asked.new.status != "draft":
        yield _STATE_URL


SUMMARISE = Step(
    "summarise",
    Wording(
        "Schrijf in release.summary in een of twee zinnen wat er verandert. Daarmee begint het bericht.",
        "Write in release.summary in a sentence or two what changes. The message begins with it.",
    ),
    ("release", "summary"),
)

_STATE_URL = Step(
    "state-url",
    Wording(
        "Vul url in, het webadres van deze verklaring. Vanuit het bericht moeten mensen haar helemaal kunnen lezen.",
        "Fill in url, the address of this statement. From the message, people must be able to read all of it.",
    ),
    ("url",),
)


# --- what an entry must have ----------------------------------------------------------------------------------------

_Test = Callable[[Asked, MaterialChange, ReleaseChange | None], bool]
"""Whether something holds for a change and the entry that tells of it, if there is one."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of an entry: which changes ask it, which entries lack it, and how an author hears of that.

    `hints` stand at the key in the entry that a part without one asks; none: there it is said with `nature`. `whole` is
    a sentence about entries that lack it.
    """

    name: str
    code: str
    is_asked: _Test
    hints: tuple[Wording, ...]
    whole: Callable[[Wording], Wording]

    def is_lacking(self, asked: Asked, change: MaterialChange) -> bool:
        entry = asked.entry(change)
        return entry is not None and not getattr(entry, self.name) and self.is_asked(asked, change, entry)


def _always(_asked: Asked, _change: MaterialChange, _entry: ReleaseChange | None) -> bool:
    return True


def _if_needed(need: Need) -> _Test:
    return lambda _asked, change, _entry: need in change.kind.needs


def _must_name_law(_asked: Asked, _change: MaterialChange, entry: ReleaseChange | None) -> bool:
    return entry is not None and entry.nature == "legal_update"


def _must_say_since(asked: Asked, _change: MaterialChange, entry: ReleaseChange | None) -> bool:
    """In a draft it is advice: the question may be open still."""
    if entry is None or asked.new.status == "draft":
        return False
    return entry.nature == "disclosure_correction" and not entry.since_unknown


def _must_offer(_asked: Asked, change: MaterialChange, _entry: ReleaseChange | None) -> bool:
    """What people hear of ahead, they hear of so that they can do something (WP260 rev.01, 30)."""
    return change.materiality >= Materiality.ADVANCE or "options" in change.kind.needs


def _must_fit(_asked: Asked, change: MaterialChange, entry: ReleaseChange | None) -> bool:
    """A purpose that existed already, or that uses no data which are there now, has no other purpose to fit with."""
    is_spared = entry is not None and (entry.nature == "disclosure_correction" or bool(entry.only_new_data))
    return "compatibility" in change.kind.needs and not is_spared


_FIELDS = (
    _Field(
        "nature",
        "state-nature",
        _always,
        (
            Wording("processing_change: u gaat iets anders doen", "processing_change: you will do something else"),
            Wording(
                "disclosure_correction: alleen de tekst klopte niet (dan ook since, of since_unknown: true)",
                "disclosure_correction: only the text was wrong (then also since, or since_unknown: true)",
            ),
            Wording(
                "legal_update: een wet of uitspraak veranderde dit (dan ook law)",
                "legal_update: an act or a judgment changed it (then also law)",
            ),
        ),
        lambda names: Wording(
            f"Zet nature bij {names.nl}: verandert wat u doet (processing_change), klopte alleen de tekst niet "
            "(disclosure_correction, met since of since_unknown: true) of veranderde de wet (legal_update, met law)?",
            f"Set nature for {names.en}: does what you do change (processing_change), was only the text wrong "
            "(disclosure_correction, with since or since_unknown: true) or did the law change (legal_update, with "
            "law)?",
        ),
    ),
    _Field(
        "law",
        "name-law",
        _must_name_law,
        (),
        lambda names: Wording(
            f"Noem in law bij {names.nl} de wet of de uitspraak waardoor dit verandert. Is die er niet, dan is het "
            "geen legal_update: kies een andere nature.",
            f"Name in law for {names.en} the act or the judgment by which this changes. If there is none, it is no "
            "legal_update: choose another nature.",
        ),
    ),
    _Field(
        "since",
        "state-since",
        _must_say_since,
        (),
        lambda names: Wording(
            f"Zet since bij {names.nl}: sinds wanneer is dit zo? Weet u dat niet, zet dan since_unknown: true.",
            f"Set since for {names.en}: since when is it so? If you do not know, set since_unknown: true.",
        ),
    ),
    _Field(
        "why",
        "explain-why",
        _always,
        (Wording("waarom dit verandert", "why this changes"),),
        lambda names: Wording(
            f"Schrijf in why bij {names.nl} waarom dit verandert.", f"Write in why for {names.en} why this changes."
        ),
    ),
    _Field(
        "means",
        "explain-meaning",
        _always,
        (
            Wording(
                "wat dit voor mensen betekent, ook het nadeel",
                "what this means for people, disadvantages included",
            ),
        ),
        lambda names: Wording(
            f"Schrijf in means bij {names.nl} wat dit voor mensen betekent, ook het nadeel.",
            f"Write in means for {names.en} what this means for people, disadvantages included.",
        ),
    ),
    _Field(
        "options",
        "offer-options",
        _must_offer,
        (
            Wording(
                "wat mensen kunnen doen, tot wanneer, en wat er gebeurt als zij niets doen",
                "what people can do, until when, and what happens if they do nothing",
            ),
        ),
        lambda names: Wording(
            f"Schrijf in options bij {names.nl} wat mensen kunnen doen, tot wanneer, en wat er gebeurt als zij niets "
            "doen.",
            f"Write in options for {names.en} what people can do, until when, and what happens if they do nothing.",
        ),
    ),
    _Field(
        "compatibility",
        "explain-compatibility",
        _must_fit,
        (
            Wording(
                "waarom het nieuwe doel past bij het doel waarvoor u de gegevens kreeg",
                "why the new purpose fits with the one you got the data for",
            ),
        ),
        lambda names: Wording(
            f"Schrijf in compatibility bij {names.nl} waarom het nieuwe doel past bij het doel waarvoor u de gegevens "
            "kreeg.",
            f"Write in compatibility for {names.en} why the new purpose fits with the one you got the data for.",
        ),
    ),
    _Field(
        "refusals_respected",
        "respect-refusals",
        _if_needed("refusals_respected"),
        (
            Wording(
                "true: wie weigerde of toestemming introk, blijft erbuiten",
                "true: who refused or withdrew consent stays out",
            ),
            Wording("is dat niet zo, dan kan deze wijziging niet", "if that is not so, this change is not possible"),
        ),
        lambda names: Wording(
            f"Zet refusals_respected: true bij {names.nl}: wie weigerde of toestemming introk, blijft erbuiten. Is dat "
            "niet zo, dan kan deze wijziging niet.",
            f"Set refusals_respected: true for {names.en}: who refused or withdrew consent stays out. If that is not "
            "so, this change is not possible.",
        ),
    ),
    _Field(
        "risks",
        "explain-risks",
        _if_needed("risks"),
        (
            Wording(
                "wat er met gegevens kan gebeuren in een land zonder passende bescherming",
                "what may happen to data in a country without suitable protection",
            ),
        ),
        lambda names: Wording(
            f"Schrijf in risks bij {names.nl} wat er met gegevens kan gebeuren in een land zonder passende "
            "bescherming.",
            f"Write in risks for {names.en} what may happen to data in a country without suitable protection.",
        ),
    ),
)
"""What a message says of a change: `nature`, `why` and `means` always, the rest for some."""


def _lacking(asked: Asked, told: Sequence[Placed], field: _Field) -> Iterator[Step]:
    changes = [placed for placed in told if field.is_lacking(asked, placed[1])]
    if not changes:
        return
    indexes = entry_indexes(changes)
    wording = field.whole(entries(asked, indexes))
    if field.name == "nature":
        wording = _and(wording, _mere_words(changes))
    yield Step(field.code, wording, ("release", "changes", indexes[0], field.name), places(changes))


# --- changes without an entry ---------------------------------------------------------------------------------------


def _unannounced(asked: Asked, changes: Sequence[Placed]) -> Iterator[Step]:
    """All that is to be written of a part, at once: nobody should have to come back for the next field."""
    remark = _PRINTED
    for name, linked in by_part(changes):
        asking = [
            Key(field.name, hints=field.hints)
            for field in _FIELDS
            if field.hints and any(field.is_asked(asked, change, None) for _, change in linked)
        ]
        covers = Key("covers", tuple(dict.fromkeys(_covering(change) for _, change in linked)))
        wording = Wording(f"Vertel in release.changes over {name}.", f"Tell in release.changes of {name}.")
        yield Step(
            "announce",
            _and(wording, remark, _mere_words(linked)),
            ("release", "changes"),
            places(linked),
            (covers, *asking),
        )
        remark = Wording("", "")


_PRINTED = Wording(
    "De teksten bij why, means en options staan zo in het bericht: schrijf ze aan uw lezers.",
    "The texts of why, means and options stand in the message as they are: write them to your readers.",
)


def _covering(change: MaterialChange) -> str:
    """What to write in `covers`: the part around the change, unless it is told with a part elsewhere."""
    is_inside = change.path[: len(change.subject)] == change.subject
    return written(change.subject if is_inside else change.path)


def _mere_words(changes: Sequence[Placed]) -> Wording:
    """The way out where only words changed and nothing did that they are about."""
    texts = [change for _, change in changes if is_text(change.change)]
    if not texts:
        return Wording("", "")
    is_all = len(texts) == len(changes)
    at = Wording("", "") if is_all else some(list(dict.fromkeys(written(change.path) for change in texts)))
    lighter = any(change.materiality < Materiality.CONSENT for change in texts)
    how_nl = "nature: editorial (of wording: unchanged)" if lighter else "wording: unchanged"
    how_en = "nature: editorial (or wording: unchanged)" if lighter else "wording: unchanged"
    return Wording(
        f"Veranderde {'' if is_all else f'bij {at.nl} '}alleen de formulering? Zet bij die wijziging {how_nl}.",
        f"Did only the wording change{'' if is_all else f' at {at.en}'}? Set {how_en} for that change.",
    )


def _and(*sentences: Wording) -> Wording:
    return Wording(" ".join(one.nl for one in sentences if one.nl), " ".join(one.en for one in sentences if one.en))


def _no_mere_words(asked: Asked) -> Iterator[Step]:
    """`nature: editorial` on what a person cannot confirm away: more than text, or text that people consented to."""
    changes = [placed for placed in asked.at_least(Materiality.PUBLISH) if placed[1].nature == "editorial"]
    texts = [placed for placed in changes if is_text(placed[1].change)]
    others = [placed for placed in changes if not is_text(placed[1].change)]
    if others:
        names = entries(asked, entry_indexes(others))
        yield _correct_nature(
            others,
            Wording(
                f"nature: editorial kan niet bij {names.nl}: daar verandert meer dan de tekst. Kies processing_change, "
                "disclosure_correction of legal_update.",
                f"nature: editorial is not possible for {names.en}: more than the text changes. Choose "
                "processing_change, disclosure_correction or legal_update.",
            ),
        )
    if texts:
        names = entries(asked, entry_indexes(texts))
        yield _correct_nature(
            texts,
            Wording(
                f"nature: editorial is niet genoeg bij {names.nl}: van deze woorden hangt toestemming af. Betekenen de "
                "nieuwe hetzelfde, zet er dan wording: unchanged bij. Anders kiest u processing_change.",
                f"nature: editorial is not enough for {names.en}: consent hangs on these words. If the new ones mean "
                "the same, add wording: unchanged. Otherwise choose processing_change.",
            ),
        )


def _correct_nature(changes: Sequence[Placed], wording: Wording) -> Step:
    return Step("correct-nature", wording, ("release", "changes", entry_indexes(changes)[0], "nature"), places(changes))


# --- joint controllers ----------------------------------------------------------------------------------------------


def _arrangement(asked: Asked, told: Sequence[Placed]) -> Iterator[Step]:
    """Art. 26(2): people get the essence of what joint controllers agreed."""
    lacking: dict[Path, list[Placed]] = {}
    for placed in told:
        at = _arrangement_at(asked, placed[1])
        if at is not None:
            lacking.setdefault(at, []).append(placed)
    for at, changes in lacking.items():
        where = written(at)
        yield Step(
            "explain-arrangement",
            Wording(
                f"Schrijf in {where} wat u met de andere verwerkingsverantwoordelijke hebt afgesproken: wie doet wat, "
                "en bij wie kunnen mensen terecht (AVG 26 lid 2)?",
                f"Write in {where} what you agreed with the other controller: who does what, and whom can people turn "
                "to (AVG 26(2))?",
            ),
            at,
            places(changes),
        )


def _arrangement_at(asked: Asked, change: MaterialChange) -> Path | None:
    """Where the essence of an arrangement is lacking; None where it is there, or no change asks it."""
    if "arrangement" not in change.kind.needs or asked.new.arrangement is not None:
        return None
    subject = change.subject if change.subject[:1] == ("recipients",) else change.path
    recipient = asked.new.recipients.get(str(subject[1])) if subject[:1] == ("recipients",) and subject[1:] else None
    if recipient is None:
        return ("arrangement",)
    return None if recipient.arrangement is not None else ("recipients", str(subject[1]), "arrangement")
