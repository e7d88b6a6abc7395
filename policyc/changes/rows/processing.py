"""The fields of a row of a purpose: whose data, which, for whom, from where (rows 4, 5, 12-21, 42-44, 47-49, 52, 54).

A field that said nothing and now says something supplies what was missing (row 54). A field that says nothing any more
is read as wide as it may now be meant, so that weighs as much as the widest change of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policyc.changes.change import Action, Change
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair
from policyc.changes.rows import data, legal_basis
from policyc.changes.rows.judges import by_wording, effect_day, supplied, withdrawn
from policyc.changes.rows.recipients import OWN_ENDS, RECIPIENT_ON_CONSENT
from policyc.changes.table import Judge, Judgement, Line, line
from policyc.diagnostics import Wording
from policyc.law import facts
from policyc.model.policy import ReleaseChange
from policyc.model.purpose import DirectMarketing, Processing, Profiling, SoftOptIn

_NOW = ("WP260 rev.01, 29-30",)

# --- scope ----------------------------------------------------------------------------------------------------------

_OLD_AND_NEW = Wording("de oude en de nieuwe woorden naast elkaar", "the old and the new words side by side")
SCOPE_WIDER = Kind(
    "purpose-widened",
    4,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("doel ruimer", "purpose widened"),
    ("AVG 13(3)", "AVG 14(4)", "AVG 6(4)", *_NOW),
    _OLD_AND_NEW,
    frozenset({"compatibility"}),
)
SCOPE_WIDER_ON_CONSENT = Kind(
    "purpose-widened-on-consent",
    4,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("doel ruimer, met toestemming", "purpose on consent widened"),
    ("AVG 7", "AVG 4(11)", "AVG 6(4)", "WP260 rev.01, 29"),
    _OLD_AND_NEW,
    frozenset({"options"}),
)
SCOPE_REWORDED = Kind(
    "purpose-reworded",
    4,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("doel anders omschreven", "purpose described otherwise"),
    ("AVG 13(3)", "AVG 14(4)", *_NOW),
    _OLD_AND_NEW,
)
"""Nobody has said yet whether the new words mean more, less or the same (`wording`)."""
SCOPE_REWORDED_ON_CONSENT = Kind(
    "purpose-reworded-on-consent",
    4,
    Materiality.CONSENT,
    Direction.NEUTRAL,
    Wording("doel met toestemming anders omschreven", "purpose on consent described otherwise"),
    ("AVG 7", "AVG 4(11)", "WP260 rev.01, 29"),
    _OLD_AND_NEW,
)
"""Consent counts for the purpose in the words in which it was asked (AVG 4(11)); others may be another purpose."""
SCOPE_SAME = Kind(
    "purpose-same",
    5,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("hetzelfde doel, anders omschreven", "the same purpose in other words"),
    ("WP260 rev.01, 29",),
)
"""A person says that the words mean the same. That is more than spelling, so a new version tells of it."""
SCOPE_NARROWER = Kind(
    "purpose-narrowed",
    5,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("doel beperkt", "purpose narrowed"),
    ("AVG 5(1)(b)", "WP260 rev.01, 29"),
)
SCOPE_EXPLAINED = supplied("purpose-explained", "doel uitgelegd", "purpose explained", "AVG 13(1)(c)")
ROW_NAMED = Kind(
    "row-named",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("onderdeel van een doel benoemd", "part of a purpose named"),
    ("WP260 rev.01, 29",),
)
NEED_EXPLAINED = Kind(
    "necessity-explained",
    4,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("uitgelegd waarom de gegevens nodig zijn", "explained why the data are necessary"),
    ("AVG 5(1)(c)",),
)
NEED_OTHER = Kind(
    "necessity-changed",
    4,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("andere uitleg waarom de gegevens nodig zijn", "another explanation why the data are necessary"),
    ("AVG 5(1)(c)", "WP260 rev.01, 29"),
)


@dataclass(frozen=True, slots=True)
class Sides:
    """A row before and after, and what the announcement says of it. Before a row that comes in is what it continues."""

    pair: Pair
    before: Processing
    after: Processing
    entry: ReleaseChange | None

    @property
    def wording(self) -> str | None:
        return self.entry.wording if self.entry else None


def _at(pair: Pair, change: Change) -> Sides:
    row = change.path[:4]
    return Sides(pair, pair.old_rows[row], pair.new_rows[row], pair.entry(change.path))


Field = Callable[[Sides], Iterator[Judgement]]


def _judged(field: Field) -> Judge:
    """The judgement of a field as one of a change in that field."""

    def judge(pair: Pair, change: Change) -> Iterator[Judgement]:
        yield from field(_at(pair, change))

    return judge


def each(*kinds: Kind) -> Iterator[Judgement]:
    """Every kind once."""
    yield from (Judgement(kind) for kind in dict.fromkeys(kinds))


def reworded_kind(entry: ReleaseChange | None, reading: str | None, *, on_consent: bool) -> Kind:
    """What other words for a purpose or a condition mean. Mended spelling leaves a consent what it was."""
    mended = entry is not None and entry.nature == "editorial"
    return scope_kind(reading, on_consent=on_consent and not (mended and reading is None))


def scope_kind(reading: str | None, *, on_consent: bool) -> Kind:
    """Row 4 or 5: what other words for a purpose mean, as far as a person has said so."""
    match reading:
        case "narrowed":
            return SCOPE_NARROWER
        case "unchanged":
            return SCOPE_SAME
        case "widened":
            return SCOPE_WIDER_ON_CONSENT if on_consent else SCOPE_WIDER
    return SCOPE_REWORDED_ON_CONSENT if on_consent else SCOPE_REWORDED


def _condition(sides: Sides) -> Iterator[Judgement]:
    """A condition limits when the processing takes place: with one it is narrower than without."""
    old, new, reading = sides.before.condition, sides.after.condition, sides.wording
    if old is None:
        reading = reading or "narrowed"
    elif new is None:
        reading = reading or "widened"
    yield Judgement(reworded_kind(sides.entry, reading, on_consent=data.rests_on_consent(sides.after)))


# --- people and data ------------------------------------------------------------------------------------------------

PEOPLE_STATED = supplied(
    "people-stated", "vermeld over wie het gaat", "stated whom it is about", "AVG 13(1)", "AVG 14(1)"
)
PEOPLE_UNSTATED = Kind(
    "people-unstated",
    49,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("er staat niet meer over wie het gaat", "no longer stated whom it is about"),
    _NOW,
)
DATA_STATED = supplied("data-stated", "vermeld welke gegevens het zijn", "stated which data they are", "AVG 14(1)(d)")
DATA_UNSTATED = Kind(
    "data-unstated",
    12,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("er staat niet meer welke gegevens het zijn", "no longer stated which data they are"),
    ("AVG 14(1)(d)", *_NOW),
)


def _audiences(sides: Sides) -> Iterator[Judgement]:
    old, new = sides.before.audiences, sides.after.audiences
    if not old or not new:
        yield Judgement(PEOPLE_STATED if new else PEOPLE_UNSTATED)
        return
    # They get the statement when their data are collected (art. 13), but those whose data are there hear of it before.
    if set(new) - set(old):
        yield from each(data.PEOPLE_WIDER, *_marketing_to_more(sides))
    if set(old) - set(new):
        yield Judgement(data.PEOPLE_FEWER)


def _marketing_to_more(sides: Sides) -> Iterator[Kind]:
    """Advertising begins for those who join, unless each of them is asked first."""
    marketing = sides.after.direct_marketing
    if marketing is not None and sides.before.direct_marketing is not None and not data.rests_on_consent(sides.after):
        yield MARKETING_ASKED if _needs_consent(sides, _ways(marketing)) else MARKETING_BEGUN


def _data(sides: Sides) -> Iterator[Judgement]:
    old, new = sides.before.data, sides.after.data
    categories = sides.pair.new.data_categories
    if not new:
        yield Judgement(DATA_UNSTATED)
    elif not old:
        # What was left unsaid is no new use (row 54). But sensitive data that the whole statement was silent about ask
        # for more than a completed list.
        silent = [id_ for id_ in new if data.is_sensitive(categories.get(id_)) and id_ not in sides.pair.held]
        yield from each(DATA_STATED, *([data.SENSITIVE] if silent else []))
    else:
        gained = [data.added(categories.get(id_), sides.after) for id_ in new if id_ not in old]
        yield from each(*gained, *([data.REMOVED] if set(old) - set(new) else []))


def uses_sensitive(pair: Pair, row: Processing, *, special: bool | None = None) -> bool:
    """Whether a row uses sensitive data; `special` narrows it to those of art. 9, or to the others."""
    for id_ in row.data:
        category = pair.new.data_categories.get(id_) or pair.old.data_categories.get(id_)
        if data.is_sensitive(category) and (special is None or special is bool(category and category.special)):
            return True
    return False


def _special_ground(sides: Sides) -> Iterator[Judgement]:
    """A ground supplied for data that were there is row 54; one that comes with them announces sensitive data."""
    old, new = sides.before, sides.after
    if new.special_ground is None:
        stays = uses_sensitive(sides.pair, new, special=True)
        yield Judgement(legal_basis.GROUND_UNSTATED if stays else legal_basis.GROUND_OVER)
    elif not old.data or uses_sensitive(sides.pair, old, special=True):
        yield Judgement(legal_basis.GROUND_STATED)
    else:
        explicit = new.special_ground.condition == legal_basis.EXPLICIT_CONSENT
        yield Judgement(data.SENSITIVE_ON_CONSENT if explicit else data.SENSITIVE)


def _statutory_ground(field: str) -> Field:
    def judge(sides: Sides) -> Iterator[Judgement]:
        if getattr(sides.after, field) is None:
            stays = uses_sensitive(sides.pair, sides.after, special=False)
            yield Judgement(legal_basis.GROUND_UNSTATED if stays else legal_basis.GROUND_OVER)
        elif not sides.before.data or uses_sensitive(sides.pair, sides.before, special=False):
            yield Judgement(legal_basis.GROUND_STATED)
        else:
            yield Judgement(data.SENSITIVE)

    return judge


# --- where the data come from, and whether people must give them ----------------------------------------------------

SOURCE_STATED = supplied("source-stated", "bron van de gegevens vermeld", "source of the data stated", "AVG 14(2)(f)")
SOURCE_MORE = Kind(
    "data-source-added",
    15,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("gegevens uit nog een bron", "data from one more source"),
    ("AVG 14(2)(f)", "AVG 14(1)-(3)", "WP260 rev.01, 30"),
    Wording("van wie, welke gegevens en sinds wanneer", "from whom, which data and since when"),
)
SOURCE_FEWER = Kind(
    "source-dropped",
    15,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("gegevens uit minder bronnen", "data from fewer sources"),
    ("AVG 14(2)(f)",),
)
SOURCE_DETAIL = Kind(
    "source-detail",
    15,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("bron anders omschreven", "source described otherwise"),
    ("AVG 14(2)(f)", "WP260 rev.01, 29"),
)
SOURCE_LINK = Kind(
    "source-link",
    47,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("vindplaats van een bron", "where a source is found"),
    ("AVG 14(2)(f)",),
)


def _sources(sides: Sides) -> Iterator[Judgement]:
    old, new = (tuple(one.name for one in row.source or ()) for row in (sides.before, sides.after))
    if not old:
        yield Judgement(SOURCE_STATED)
    elif not new:
        categories = sides.pair.new.data_categories
        origins = [categories[id_].origin if id_ in categories else None for id_ in sides.after.data]
        own = bool(origins) and all(one and not {"third_party", "public"}.intersection(one) for one in origins)
        yield Judgement(SOURCE_FEWER if own else data.ORIGIN_UNSTATED)
    else:
        gained, lost = set(new) - set(old), set(old) - set(new)
        yield from each(*([SOURCE_MORE] if gained else []), *([SOURCE_FEWER] if lost else []))
        if not gained and not lost:
            yield Judgement(SOURCE_DETAIL)


_CONSEQUENCE = Wording(
    "wat er gebeurt als iemand de gegevens niet geeft, en of het anders kan",
    "what happens if somebody does not give the data, and whether there is another way",
)
COMPULSORY = Kind(
    "provision-compulsory",
    16,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("gegevens voortaan verplicht", "data compulsory from now on"),
    ("AVG 13(2)(e)", *_NOW),
    _CONSEQUENCE,
)
VOLUNTARY = Kind(
    "provision-voluntary",
    16,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("gegevens voortaan vrijwillig", "data voluntary from now on"),
    ("AVG 13(2)(e)",),
)
DUTY_OTHER = Kind(
    "provision-other-duty",
    16,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("gegevens om een andere reden verplicht", "data compulsory for another reason"),
    ("AVG 13(2)(e)", "WP260 rev.01, 29"),
    _CONSEQUENCE,
)
PROVISION_STATED = supplied(
    "provision-stated", "vermeld of u de gegevens moet geven", "stated whether data must be given", "AVG 13(2)(e)"
)
PROVISION_UNSTATED = Kind(
    "provision-unstated",
    16,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("er staat niet meer of gegevens vrijwillig zijn", "no longer stated whether data are voluntary"),
    ("AVG 13(2)(e)", *_NOW),
    _CONSEQUENCE,
)
PROVISION_LESS = withdrawn(
    "provision-withdrawn", "minder uitleg over verplichte gegevens", "less said of compulsory data", "AVG 13(2)(e)"
)
CONSEQUENCE_OTHER = Kind(
    "provision-consequence",
    16,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("ander gevolg als u gegevens niet geeft", "another consequence of not giving data"),
    ("AVG 13(2)(e)", "WP260 rev.01, 29"),
    _CONSEQUENCE,
)
CONSEQUENCE_SAME = Kind(
    "provision-consequence-reworded",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("hetzelfde gevolg, anders verwoord", "the same consequence in other words"),
    ("AVG 13(2)(e)",),
)


def _required(_pair: Pair, change: Change) -> Iterator[Judgement]:
    if change.old is None:
        yield Judgement(PROVISION_STATED)
    elif change.new is None:
        yield Judgement(PROVISION_UNSTATED if change.old == "voluntary" else PROVISION_LESS)
    elif change.new == "voluntary":
        yield Judgement(VOLUNTARY)
    else:
        yield Judgement(COMPULSORY if change.old == "voluntary" else DUTY_OTHER)


# --- who receives them ----------------------------------------------------------------------------------------------

RECIPIENTS_STATED = supplied(
    "recipients-stated", "ontvangers vermeld", "recipients stated", "AVG 13(1)(e)", "AVG 14(1)(e)"
)
RECIPIENTS_UNSTATED = Kind(
    "recipients-unstated",
    19,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("ontvangers staan er niet meer", "recipients no longer stated"),
    ("AVG 13(1)(e)", *_NOW),
)
NEW_RECIPIENT = Kind(
    "recipient-of-purpose",
    17,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("nieuwe ontvanger voor dit doel", "new recipient for this purpose"),
    ("AVG 13(1)(e)",),
)
"""The recipient itself is new, and weighs what a new recipient of its role weighs; this only says for what."""
PROCESSOR_MORE = Kind(
    "processor-of-purpose",
    17,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("bekende verwerker nu ook voor dit doel", "known processor for this purpose too"),
    ("AVG 13(1)(e)", "AVG 28", "WP260 rev.01, 30 e contrario"),
    Wording("naam, taak en plaats", "name, task and place"),
)
RECIPIENT_MORE = Kind(
    "recipient-gets-more",
    19,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("bekende ontvanger nu ook voor dit doel", "known recipient for this purpose too"),
    ("AVG 13(1)(e)", "AVG 26(2)", "WP260 rev.01, 30"),
    Wording("wie, waarom, op welke grondslag, en de eigen verklaring", "who, why, on which basis, its own statement"),
)
"""Who decides for itself what to do with data may do something else with those of another purpose."""
SHARED_FOR_MARKETING = Kind(
    "shared-for-marketing",
    20,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("gegevens naar anderen voor reclame", "data to others for marketing"),
    ("AVG 6(1)(a)", "AVG 7", "AVG 21(2)-(3)"),
    Wording("aan wie, en hoe mensen weigeren", "to whom, and how to refuse"),
    frozenset({"options"}),
)
RECIPIENT_FEWER = Kind(
    "recipient-removed-from-purpose",
    21,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("minder ontvangers", "fewer recipients"),
    ("AVG 13(1)(e)",),
)


def _recipients(sides: Sides) -> Iterator[Judgement]:
    """A row without recipients among rows that have them means nobody; where no row has any, nothing was said."""
    pair, old, new = sides.pair, sides.before.recipients, sides.after.recipients
    if not old and _silent(pair.old_rows.values(), none=pair.old.no_recipients):
        yield Judgement(RECIPIENTS_STATED)
        return
    if not new and _silent(pair.new_rows.values(), none=pair.new.no_recipients) and pair.new.recipients:
        yield Judgement(RECIPIENTS_UNSTATED)
        return
    yield from (received(sides, id_) for id_ in new if id_ not in old)
    for id_ in old:
        if id_ not in new:
            gone = id_ not in pair.new.recipients
            yield Judgement(RECIPIENT_FEWER, subject=("recipients", id_) if gone else None)


def _silent(rows: object, *, none: bool | None) -> bool:
    return not none and not any(row.recipients for row in rows)  # type: ignore[attr-defined]


def received(sides: Sides, id_: str) -> Judgement:
    """What it means that a recipient now gets the data of a row."""
    recipient = sides.pair.new.recipients.get(id_)
    role = recipient.role if recipient is not None else None
    is_new = id_ not in sides.pair.old.recipients
    subject = ("recipients", id_) if is_new else None
    if sides.after.direct_marketing is not None and role in OWN_ENDS:
        return Judgement(SHARED_FOR_MARKETING, subject=subject)
    if role in OWN_ENDS and data.rests_on_consent(sides.before) and data.rests_on_consent(sides.after):
        return Judgement(RECIPIENT_ON_CONSENT, subject=subject)
    if is_new:
        return Judgement(NEW_RECIPIENT, subject=subject)
    return Judgement(PROCESSOR_MORE if role == "processor" else RECIPIENT_MORE)


# --- profiling and direct marketing ---------------------------------------------------------------------------------

_LOGIC = Wording("hoe het werkt, wat het gevolg is, en wat mensen kunnen doen", "how it works, its effect, the options")
PROFILING_BEGUN = Kind(
    "profiling-begun",
    43,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("voortaan profilering", "profiling from now on"),
    ("AVG 13(2)(f)", "AVG 22", "AVG 4(4)", "WP251 rev.01, IV", "C-203/22"),
    _LOGIC,
    frozenset({"options"}),
)
PROFILING_CHANGED = Kind(
    "profiling-changed",
    43,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("profilering werkt anders", "profiling works otherwise"),
    ("AVG 13(2)(f)", "AVG 22", "C-203/22"),
    _LOGIC,
)
PROFILING_REWORDED = Kind(
    "profiling-reworded",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("dezelfde profilering, anders uitgelegd", "the same profiling, explained otherwise"),
    ("AVG 13(2)(f)",),
)
PROFILING_STATED = supplied("profiling-explained", "profilering uitgelegd", "profiling explained", "AVG 13(2)(f)")
PROFILING_ENDED = Kind(
    "profiling-ended",
    44,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("geen profilering", "no profiling"),
    ("AVG 13(2)(f)",),
)
PROFILING_UNSTATED = Kind(
    "profiling-unstated",
    43,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("over profilering staat er niets meer", "no longer a word on profiling"),
    ("AVG 13(2)(f)", *_NOW),
    _LOGIC,
)


def _profiling(sides: Sides) -> Iterator[Judgement]:
    """Profiling as a whole, or whether there is any. To explain it is to say that it happens."""
    old, new = _profiles(sides.before.profiling), _profiles(sides.after.profiling)
    if old == new:
        yield Judgement(PROFILING_REWORDED)
    elif new is None:
        yield Judgement(PROFILING_UNSTATED)
    else:
        yield Judgement(PROFILING_BEGUN if new else PROFILING_ENDED)


def _profiles(profiling: Profiling | None) -> bool | None:
    if profiling is None:
        return None
    return profiling.present if profiling.present is not None else True


_MARKETING_ASKS = Wording(
    "apart en duidelijk: dat bezwaar tegen reclame altijd kan, en hoe", "apart and clear: that people can always object"
)
MARKETING_BEGUN = Kind(
    "marketing-begun",
    20,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("gegevens voortaan ook voor reclame", "data for marketing too from now on"),
    ("AVG 21(2)-(4)", "AVG 13(3)", *_NOW),
    _MARKETING_ASKS,
    frozenset({"options"}),
)
MARKETING_ASKED = Kind(
    "marketing-needs-consent",
    20,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("reclame waarvoor toestemming nodig is", "marketing that needs consent"),
    ("Tw 11.7(1)", "AVG 21(2)-(4)"),
    _MARKETING_ASKS,
    frozenset({"options"}),
)
"""Messages and calls need consent first; own customers are excepted on four conditions (art. 11.7(3) Tw)."""
MARKETING_UNASKED = Kind(
    "marketing-without-consent",
    20,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("reclame aan klanten zonder toestemming", "marketing to customers without consent"),
    ("Tw 11.7(3)", "AVG 21(2)-(4)", "EDPB 05/2020, 121-123"),
    Wording(
        "apart en duidelijk: hoe iemand bezwaar maakt tegen reclame, en dat wie weigerde of introk erbuiten blijft",
        "apart and clear: how to object to marketing, and that who refused or withdrew stays out",
    ),
    frozenset({"options", "refusals_respected"}),
)
"""The exception for own customers in place of a consent: fewer people are asked, so this is no better information."""
MARKETING_CHANNEL = Kind(
    "marketing-more-ways",
    20,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("reclame langs meer wegen", "marketing in more ways"),
    ("AVG 21(2)-(4)", *_NOW),
    _MARKETING_ASKS,
    frozenset({"options"}),
)
MARKETING_STATED = supplied(
    "marketing-ways-stated", "vermeld langs welke weg reclame komt", "ways of marketing stated", "AVG 21(2)-(4)"
)
MARKETING_UNSTATED = Kind(
    "marketing-ways-unstated",
    20,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("er staat niet meer langs welke weg reclame komt", "no longer stated in which ways marketing comes"),
    ("AVG 21(2)-(4)", *_NOW),
    _MARKETING_ASKS,
)
MARKETING_FEWER = Kind(
    "marketing-fewer-ways",
    21,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("reclame langs minder wegen", "marketing in fewer ways"),
    ("AVG 21(2)-(3)",),
)
MARKETING_ENDED = Kind(
    "marketing-ended",
    6,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("geen reclame meer", "no marketing any more"),
    ("AVG 21(2)-(3)",),
)
OPT_IN_BETTER = Kind(
    "marketing-conditions-met",
    20,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("voorwaarden voor reclame aan klanten vermeld", "conditions for marketing to customers stated"),
    ("Tw 11.7(3)",),
)
OPT_IN_CHANGED = Kind(
    "marketing-conditions",
    20,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("voorwaarden voor reclame aan klanten gewijzigd", "conditions for marketing to customers changed"),
    ("Tw 11.7(3)", "WP260 rev.01, 29"),
)
_ASKED_FOR = frozenset({"email", "sms", "app", "phone"})


def _marketing(sides: Sides) -> Iterator[Judgement]:
    """Marketing as a whole, or by which ways."""
    old, new = sides.before.direct_marketing, sides.after.direct_marketing
    if new is None:
        yield Judgement(MARKETING_ENDED)
    elif old is None:
        yield Judgement(MARKETING_ASKED if _needs_consent(sides, _ways(new)) else MARKETING_BEGUN)
    elif not old.by:
        yield Judgement(MARKETING_STATED)
    else:
        gained = [way for way in new.by if way not in old.by]
        if not new.by:
            yield Judgement(MARKETING_UNSTATED)
            return
        if gained:
            yield Judgement(MARKETING_ASKED if _asked(sides, gained) else MARKETING_CHANNEL)
        if set(old.by) - set(new.by):
            yield Judgement(MARKETING_FEWER)


def _ways(marketing: DirectMarketing) -> tuple[str, ...]:
    """By which ways advertising comes. Whoever invokes the exception sends messages, though he does not say how."""
    return marketing.by or (("email",) if marketing.soft_opt_in is not None else ())


def _asked(sides: Sides, ways: Sequence[str]) -> bool:
    """One more way asks consent too where consent carries the marketing: people said yes to the ways they were told."""
    messages = bool(_ASKED_FOR.intersection(ways))
    return messages and (data.rests_on_consent(sides.after) or _needs_consent(sides, ways))


def _needs_consent(sides: Sides, ways: Sequence[str]) -> bool:
    """Whether marketing needs a consent that the row does not rest on: one that people were not asked yet.

    Customers may have messages on four conditions; since 2026 only supporters of a charity get calls (art. 11.7 Tw).
    """
    if data.rests_on_consent(sides.after) or not _ASKED_FOR.intersection(ways):
        return False
    exception = _exception(sides.after.direct_marketing)
    if not (_conditions_met(exception) and _offered_at_collection(sides)):
        return True
    supporter = exception is not None and exception.support is True
    customers = facts.fact("electronic_direct_marketing", "soft_opt_in_phone")
    return "phone" in ways and not (supporter or customers.holds(effect_day(sides.pair)))


def _conditions_met(exception: SoftOptIn | None) -> bool:
    """Art. 11.7(3) Tw: the address came with a sale, or from a supporter, and the other three conditions hold."""
    return exception is not None and bool(
        (exception.sale or exception.support)
        and exception.own_similar_products
        and exception.opt_out_at_collection
        and exception.opt_out_in_each_message
    )


def _offered_at_collection(sides: Sides) -> bool:
    """Art. 11.7(3) Tw: people could refuse when they gave their address. For those who gave it before, that stood here.

    Who said nothing of it before can only mean addresses that are still to come.
    """
    before = _exception(sides.before.direct_marketing)
    if before is not None and before.opt_out_at_collection:
        return True
    is_new = bool(sides.after.data) and not sides.pair.held.intersection(sides.after.data)
    return is_new or (sides.entry is not None and bool(sides.entry.only_new_data))


def _soft_opt_in(sides: Sides) -> Iterator[Judgement]:
    before, after = (_exception(row.direct_marketing) for row in (sides.before, sides.after))
    marketing = sides.after.direct_marketing
    if marketing is not None and data.rests_on_consent(sides.before) and not data.rests_on_consent(sides.after):
        asked = _needs_consent(sides, _ways(marketing))
        yield Judgement(MARKETING_ASKED if asked else MARKETING_UNASKED)
    elif _conditions_met(after):
        yield Judgement(OPT_IN_BETTER)
    elif _conditions_met(before) and marketing is not None and _needs_consent(sides, marketing.by or ("email",)):
        yield Judgement(MARKETING_ASKED)
    else:
        yield Judgement(OPT_IN_CHANGED)


def _exception(marketing: DirectMarketing | None) -> SoftOptIn | None:
    return marketing.soft_opt_in if marketing else None


# --- who is responsible, when, and where ----------------------------------------------------------------------------

ROLE_STATED = supplied(
    "own-role-stated", "vermeld wie verantwoordelijk is", "stated who is responsible", "AVG 4(7)-(8)"
)
ROLE_OTHER = Kind(
    "own-role-changed",
    48,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("andere verantwoordelijke voor deze verwerking", "another one responsible for this processing"),
    ("AVG 4(7)-(8)", "AVG 26(2)", "WP260 rev.01, 29"),
    Wording("wie waarvoor verantwoordelijk is", "who answers for what"),
)
CONTROLLER_ON_CONSENT = Kind(
    "controller-added-on-consent",
    48,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("nog een verantwoordelijke die op toestemming steunt", "one more controller that relies on consent"),
    ("AVG 4(11)", "AVG 7", "EDPB 05/2020, 65"),
    Wording("wie er bij komt", "who joins"),
    frozenset({"options"}),
)
"""Consent names those who rely on it; who is not named has none."""
PORTABLE = Kind(
    "portability-begun",
    41,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("recht om gegevens mee te nemen", "right to data portability"),
    ("AVG 20(1)(b)",),
)
AUTOMATED_STATED = Kind(
    "automated-means-stated",
    41,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("vermeld of de verwerking geautomatiseerd is", "stated whether the processing is automated"),
    ("AVG 20(1)(b)",),
)
AUTOMATED_UNSTATED = withdrawn(
    "automated-means-withdrawn",
    "niet meer vermeld of de verwerking geautomatiseerd is",
    "no longer stated whether the processing is automated",
    "AVG 20(1)(b)",
)
SOONER = Kind(
    "phase-longer",
    4,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("verwerking begint eerder of duurt langer", "processing begins sooner or lasts longer"),
    _NOW,
    Wording("de oude en de nieuwe datum", "the old and the new date"),
)
LATER = Kind(
    "phase-shorter",
    5,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("verwerking begint later of eindigt eerder", "processing begins later or ends sooner"),
    ("WP260 rev.01, 29",),
)
PHASE_OVER = Kind(
    "phase-passed",
    5,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("een datum die voorbij is", "a date that has passed"),
    ("WP260 rev.01, 29",),
)
LEAVES_DEVICE = Kind(
    "data-leave-device",
    12,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("gegevens blijven niet meer op het eigen apparaat", "data no longer stay on the person's own device"),
    ("AVG 4(2)", "AVG 13(1)", "WP260 rev.01, 30"),
    Wording("welke gegevens het apparaat verlaten, en naar wie", "which data leave the device, and to whom"),
)
AT_CONTROLLER = supplied(
    "device-stated", "vermeld dat gegevens het apparaat verlaten", "stated that data leave the device", "AVG 13(1)"
)
STAYS_ON_DEVICE = Kind(
    "data-stay-on-device",
    14,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("gegevens blijven op het eigen apparaat", "data stay on the person's own device"),
    ("AVG 25",),
)


def _own_role(_pair: Pair, change: Change) -> Iterator[Judgement]:
    yield Judgement(ROLE_STATED if change.old is None else ROLE_OTHER)


def _controllers(sides: Sides) -> Iterator[Judgement]:
    old, new = sides.before.controllers, sides.after.controllers
    if not old:
        yield Judgement(ROLE_STATED)
    elif set(new) - set(old) and data.rests_on_consent(sides.after):
        yield Judgement(CONTROLLER_ON_CONSENT)
    else:
        yield Judgement(ROLE_OTHER)


def _automated(sides: Sides) -> Iterator[Judgement]:
    """Whether people may take their data along hangs on it, where the basis allows that."""
    before = sides.after.model_copy(update={"automated_means": sides.before.automated_means})
    was, is_now = legal_basis.is_portable(before), legal_basis.is_portable(sides.after)
    if was != is_now:
        yield Judgement(PORTABLE if is_now else legal_basis.PORTABLE_LOST)
    else:
        yield Judgement(AUTOMATED_UNSTATED if sides.after.automated_means is None else AUTOMATED_STATED)


def _starts(sides: Sides) -> Iterator[Judgement]:
    """A start that has passed when the new version counts no longer tells anything."""
    old, new, day = sides.before.starts, sides.after.starts, effect_day(sides.pair)
    if (old or date.min) <= day and (new or date.min) <= day and day != date.max:
        yield Judgement(PHASE_OVER)
    else:
        yield Judgement(LATER if (new or date.min) > (old or date.min) else SOONER)


def _ends(sides: Sides) -> Iterator[Judgement]:
    old, new = sides.before.ends or date.max, sides.after.ends or date.max
    yield Judgement(SOONER if new > old else LATER)


def _on_device(_pair: Pair, change: Change) -> Iterator[Judgement]:
    yield Judgement(STAYS_ON_DEVICE if change.new else LEAVES_DEVICE if change.old else AT_CONTROLLER)


# --- lines ----------------------------------------------------------------------------------------------------------

FIELDS: dict[str, Field] = {
    "audiences": _audiences,
    "data": _data,
    "special_ground": _special_ground,
    "criminal_ground": _statutory_ground("criminal_ground"),
    "bsn_ground": _statutory_ground("bsn_ground"),
    "source": _sources,
    "recipients": _recipients,
    "profiling": _profiling,
    "direct_marketing": _marketing,
    "controllers": _controllers,
}
"""What judges a field by the row before and after, so that it judges a row that came in as well."""

ROW = "purposes.*.processing.*"
_COME_OR_GONE = (Action.ADDED, Action.REMOVED)


def _lines() -> Iterator[Line]:
    whole = ("special_ground", "criminal_ground", "bsn_ground", "profiling", "direct_marketing")
    for field in ("audiences", "data", "source", "recipients", "controllers"):
        yield line(f"{ROW}.{field}", _judged(FIELDS[field]))
    for field in whole:
        yield line(f"{ROW}.{field}", _judged(FIELDS[field]), *_COME_OR_GONE)
    yield line(f"{ROW}.name", ROW_NAMED, *_COME_OR_GONE)
    yield line(f"{ROW}.name", by_wording(SCOPE_REWORDED, unchanged=SCOPE_SAME), Action.CHANGED)
    yield line(f"{ROW}.condition", _judged(_condition))
    yield from legal_basis.lines_of_bases(f"{ROW}.legal_basis")
    yield from legal_basis.lines_of_grounds(ROW)
    yield line(f"{ROW}.source.#.kind", SOURCE_DETAIL)
    yield line(f"{ROW}.source.#.public", SOURCE_DETAIL)
    yield line(f"{ROW}.source.#.url", SOURCE_LINK)
    yield line(f"{ROW}.provision.required", _required)
    yield line(f"{ROW}.provision.consequence", PROVISION_STATED, Action.ADDED)
    yield line(
        f"{ROW}.provision.consequence",
        by_wording(CONSEQUENCE_OTHER, unchanged=CONSEQUENCE_SAME, widened=COMPULSORY),
        Action.CHANGED,
    )
    yield line(f"{ROW}.provision.consequence", PROVISION_LESS, Action.REMOVED)
    yield line(f"{ROW}.necessity", NEED_EXPLAINED, Action.ADDED)
    yield line(f"{ROW}.necessity", by_wording(NEED_OTHER, unchanged=NEED_EXPLAINED), Action.CHANGED, Action.REMOVED)
    yield line(f"{ROW}.profiling.present", _judged(_profiling))
    for field in ("explanation", "effect"):
        yield line(f"{ROW}.profiling.{field}", PROFILING_STATED, Action.ADDED)
        reworded = by_wording(PROFILING_CHANGED, unchanged=PROFILING_REWORDED)
        yield line(f"{ROW}.profiling.{field}", reworded, Action.CHANGED)
        yield line(f"{ROW}.profiling.{field}", PROFILING_UNSTATED, Action.REMOVED)
    yield line(f"{ROW}.direct_marketing.by", _judged(_marketing))
    yield line(f"{ROW}.direct_marketing.soft_opt_in", _judged(_soft_opt_in), *_COME_OR_GONE)
    for field in SoftOptIn.model_fields:
        yield line(f"{ROW}.direct_marketing.soft_opt_in.{field}", _judged(_soft_opt_in))
    yield line(f"{ROW}.automated_means", _judged(_automated))
    yield line(f"{ROW}.own_role", _own_role)
    yield line(f"{ROW}.from", _judged(_starts))
    yield line(f"{ROW}.until", _judged(_ends))
    yield line(f"{ROW}.on_device", _on_device)
    yield line(f"{ROW}.formerly", data.FORMERLY)


LINES: tuple[Line, ...] = tuple(_lines())
