"""Who receives data, and transfers outside the EEA: rows 15, 17 to 25, 47 and 48.

Row 47 is about details such as an address, a link or a date. Which country of the EEA data are in is one too: they move
there freely (art. 1(3)). No circumstance makes such a detail weigh more.
"""

from __future__ import annotations

from collections.abc import Iterator

from policyc.changes.change import Action, Change
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair
from policyc.changes.rows import data
from policyc.changes.rows.generic import ADMINISTRATION
from policyc.changes.rows.judges import by_answer, by_wording, effect_day, supplied, withdrawn
from policyc.changes.table import Judgement, Line, Waiver, line, lines
from policyc.diagnostics import Path, Wording
from policyc.law.facts import is_in_eea
from policyc.model.purpose import Processing
from policyc.model.recipient import Recipient
from policyc.model.text import Text
from policyc.model.transfer import DerogationTransfer, Transfer, UndecidedTransfer

# --- kinds: recipients ----------------------------------------------------------------------------------------------

SAME_PROCESSOR = Kind(
    "processor-like-others",
    17,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("verwerker erbij van een soort die er al was", "another processor of a kind that was there already"),
    ("AVG 13(1)(e)", "WP260 rev.01, 30"),
    Wording("taak en land", "task and country"),
)
NAMED_PROCESSOR = Kind(
    "processor-named",
    17,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("andere verwerker, die bij naam genoemd is", "another processor, mentioned by name"),
    ("AVG 13(1)(e)", "WP260 rev.01, 29-30"),
    Wording("naam, taak en land", "name, task and country"),
)
SAME_PARTY_OTHER_NAME = Kind(
    "recipient-same-other-name",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("dezelfde ontvanger onder een andere naam", "the same recipient under another name"),
    ("AVG 13(1)(e)", "WP260 rev.01, 29"),
)
MOVED_WITHIN_EEA = Kind(
    "recipient-moved-within-eea",
    47,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("ontvanger in een ander land van de EER", "recipient in another country of the EEA"),
    ("AVG 1(3)", "AVG 13(1)(e)"),
)
INTO_EEA = Kind(
    "recipient-into-eea",
    17,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("ontvanger voortaan in de EER", "recipient in the EEA from now on"),
    ("AVG 13(1)(e)-(f)",),
)
BECOMES_PROCESSOR = Kind(
    "recipient-becomes-processor",
    17,
    Materiality.NOTIFY,
    Direction.BETTER,
    Wording("ontvanger beslist niet meer zelf en is nu verwerker", "recipient no longer decides and is a processor"),
    ("AVG 4(7)-(8)", "AVG 28"),
    Wording("wie voortaan beslist", "who decides from now on"),
)
AGREEMENT_MADE = Kind(
    "processor-agreement-made",
    17,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("verwerkersovereenkomst gesloten", "processing agreement made"),
    ("AVG 28(3)",),
)
AGREEMENT_DATE = Kind(
    "processor-agreement-date",
    47,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("datum van de verwerkersovereenkomst", "date of the processing agreement"),
    ("AVG 28(3)",),
)
AGREEMENT_DROPPED = Kind(
    "processor-agreement-dropped",
    46,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("geen verwerkersovereenkomst meer", "no processing agreement any more"),
    ("AVG 28(3)", "AVG 5(1)(f)"),
    Wording("wat uw gegevens nu beschermt", "what protects the data now"),
)
NEW_PROCESSOR = Kind(
    "processor-new-kind",
    18,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("nieuw soort verwerker", "a new kind of processor"),
    ("AVG 13(1)(e)", "WP260 rev.01, 30"),
    Wording("taak, gegevens en land", "task, data and country"),
)
PROCESSOR_TASK = Kind(
    "processor-task",
    18,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("verwerker doet of krijgt iets anders", "processor does or receives something else"),
    ("AVG 13(1)(e)", "WP260 rev.01, 30"),
    Wording("oude en nieuwe taak", "old and new task"),
)
CONTROLLER_ADDED = Kind(
    "controller-recipient",
    19,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("nieuwe ontvanger die zelf over de gegevens beslist", "new recipient that decides on the data itself"),
    ("AVG 13(1)(e)", "WP260 rev.01, 30"),
    Wording("wie, waarom, op welke grondslag en de eigen verklaring", "who, why, on which basis and its own statement"),
)
JOINT_ADDED = Kind(
    "joint-controller-recipient",
    48,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("ontvanger die samen met ons over de gegevens beslist", "recipient that decides on the data with us"),
    ("AVG 26(1)-(2)", "WP260 rev.01, 29-30"),
    Wording(
        "de kern van de regeling: wie waarvoor aanspreekbaar is", "the essence of the arrangement: who answers for what"
    ),
    frozenset({"arrangement"}),
)
RECIPIENT_ON_CONSENT = Kind(
    "recipient-on-consent",
    19,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording(
        "ontvanger die zelf beslist, bij een verwerking met toestemming",
        "recipient that decides itself, in a processing on consent",
    ),
    ("AVG 4(11)", "AVG 7", "EDPB 05/2020, 65"),
    Wording("wie erbij komt, waarvoor, en hoe mensen weigeren", "who joins, what for, and how to refuse"),
    frozenset({"options"}),
)
"""Consent names those who rely on it; who gave it before this recipient was named has not given it to them."""
ROLE_OPEN = Kind(
    "recipient-role-open",
    19,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("ontvanger van wie de rol niet vaststaat", "recipient whose role is not settled"),
    ("AVG 13(1)(e)", "WP260 rev.01, 30"),
    Wording("wie, waarom en in welke rol", "who, why and in which role"),
)
AUTHORITY_ADDED = Kind(
    "authority-recipient",
    19,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("nieuwe overheidsinstantie die gegevens krijgt", "new public authority that receives data"),
    ("AVG 4(9)", "AVG 13(1)(e)", "WP260 rev.01, 30"),
    Wording("welke wet dit vraagt", "which act asks for it"),
)
CONTROLLER_REPLACED = Kind(
    "controller-recipient-replaced",
    19,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("andere ontvanger die zelf over de gegevens beslist", "another recipient that decides on the data itself"),
    ("AVG 13(1)(e)", "WP260 rev.01, 30"),
    Wording("wie, waarom, op welke grondslag en de eigen verklaring", "who, why, on which basis and its own statement"),
)
CONTROLLER_TASK = Kind(
    "controller-recipient-task",
    19,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("ontvanger krijgt gegevens voor iets anders", "recipient receives data for something else"),
    ("AVG 13(1)(e)", "WP260 rev.01, 30"),
    Wording("oude en nieuwe reden", "old and new reason"),
)
CATEGORY_WIDER = Kind(
    "recipient-category-wider",
    19,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("andere of ruimere groep ontvangers", "another or wider group of recipients"),
    ("AVG 13(1)(e)", "WP260 rev.01, 30"),
    Wording("wie er nu bij horen", "who belong to it now"),
)
CONDITION_WIDER = Kind(
    "recipient-condition-wider",
    19,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("ontvanger krijgt in meer gevallen gegevens", "recipient receives data in more cases"),
    ("AVG 13(1)(e)", "WP260 rev.01, 30"),
    Wording("in welke gevallen", "in which cases"),
)
COLLECTS_DIRECTLY = Kind(
    "recipient-collects-directly",
    19,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("ontvanger verzamelt zelf gegevens op de website", "recipient collects data on the website itself"),
    ("AVG 26(2)", "C-40/17 (Fashion ID)", "WP260 rev.01, 30"),
    Wording("welke gegevens, en hoe u dit voorkomt", "which data, and how to prevent it"),
)
LAW_WIDER = Kind(
    "disclosure-by-law-wider",
    19,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("andere of ruimere verstrekking omdat de wet dat eist", "another or wider disclosure because the law asks"),
    ("AVG 13(1)(e)", "WP260 rev.01, 30"),
    Wording("welke wet, en aan wie", "which act, and to whom"),
)
NOT_NONE_ANY_MORE = Kind(
    "recipients-no-longer-none",
    19,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("niet meer: niemand anders krijgt uw gegevens", "no longer: nobody else receives your data"),
    ("AVG 13(1)(e)", "AVG 5(1)(a)", "WP260 rev.01, 30"),
    Wording("wie gegevens krijgt", "who receives data"),
)
MARKETING_RECIPIENT = Kind(
    "recipient-for-marketing",
    20,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("gegevens naar een ander voor reclame", "data to others for marketing"),
    ("AVG 6(1)(a)", "AVG 7", "AVG 13(1)(e)"),
    Wording("aan wie, en hoe u nee zegt", "to whom, and how to say no"),
    frozenset({"options"}),
)
SOURCE_ADDED = Kind(
    "source-added",
    15,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("nieuwe partij van wie gegevens komen", "new party that data come from"),
    ("AVG 14(1)-(3)", "WP260 rev.01, 30"),
    Wording("welke gegevens, en sinds wanneer", "which data, and since when"),
)
RECIPIENT_GONE = Kind(
    "recipient-removed",
    21,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("ontvanger krijgt geen gegevens meer", "recipient receives no data any more"),
    ("AVG 13(1)(e)",),
)
CONDITION_NARROWER = Kind(
    "recipient-condition-narrower",
    21,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("ontvanger krijgt in minder gevallen gegevens", "recipient receives data in fewer cases"),
    ("AVG 13(1)(e)",),
)
COLLECTS_NO_MORE = Kind(
    "recipient-collects-no-more",
    21,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("ontvanger verzamelt zelf geen gegevens op de website", "recipient collects no data on the website"),
    ("AVG 13(1)(e)",),
)
NO_RECIPIENTS = Kind(
    "no-recipients",
    21,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("niemand anders krijgt nog gegevens", "nobody else receives data any more"),
    ("AVG 13(1)(e)",),
)
LAW_GONE = Kind(
    "disclosure-by-law-removed",
    21,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("geen verstrekking meer omdat de wet dat eist", "no disclosure because the law asks any more"),
    ("AVG 4(9)", "AVG 13(1)(e)"),
)
CONTACT = Kind(
    "recipient-contact",
    47,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("contactgegevens of verklaring van een ontvanger", "contact details or statement of a recipient"),
    ("AVG 13(1)(e)",),
)
ARRANGEMENT = Kind(
    "recipient-arrangement",
    48,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("andere regeling met een gezamenlijke verantwoordelijke", "another arrangement with a joint controller"),
    ("AVG 26(2)",),
    Wording("wie waarvoor aanspreekbaar is", "who answers for what"),
)
REWORDED = Kind(
    "recipient-reworded",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("ontvanger anders beschreven, even ruim", "recipient described in other words, no wider"),
    ("WP260 rev.01, 29",),
)
DESCRIBED = supplied(
    "recipient-described",
    "meer informatie over een ontvanger",
    "more information about a recipient",
    "AVG 13(1)(e)",
)
LESS_DESCRIBED = withdrawn(
    "recipient-less-described",
    "minder informatie over een ontvanger",
    "less information about a recipient",
    "AVG 13(1)(e)",
)

# --- kinds: transfers -----------------------------------------------------------------------------------------------

TRANSFER_NEW = Kind(
    "transfer-new",
    22,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("gegevens naar een ander land buiten de EER", "data to another country outside the EEA"),
    ("AVG 13(1)(f)", "WP260 rev.01, 30"),
    Wording(
        "het land, waarop de doorgifte berust, waar u de afspraken leest en het risico",
        "the country, what the transfer rests on, where to get a copy, and the risk",
    ),
)
MECHANISM = Kind(
    "transfer-mechanism",
    23,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("doorgifte berust op iets anders", "transfer rests on something else"),
    ("AVG 13(1)(f)", "WP260 rev.01, 29"),
    Wording(
        "waarop zij eerst berustte en nu, en waar u de afspraken leest", "what it rested on and rests on, and a copy"
    ),
)
TRANSFER_TEXT = Kind(
    "transfer-explanation",
    23,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("andere uitleg over een doorgifte", "another explanation of a transfer"),
    ("AVG 13(1)(f)", "WP260 rev.01, 29"),
)
SAFEGUARD_BETTER = Kind(
    "transfer-safeguard-better",
    23,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("doorgifte met een waarborg of vangnet erbij", "transfer with one more safeguard or fallback"),
    ("AVG 13(1)(f)", "AVG 44"),
)
TRANSFER_DATE = Kind(
    "transfer-date",
    47,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("datum van afspraken of controle bij een doorgifte", "date of a contract or check of a transfer"),
    ("AVG 13(1)(f)",),
)
FALLBACK_DROPPED = Kind(
    "transfer-fallback-dropped",
    23,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("vangnet voor een doorgifte anders of weg", "fallback for a transfer changed or gone"),
    ("AVG 13(1)(f)", "WP260 rev.01, 29"),
)
SAFEGUARD_LOST = Kind(
    "transfer-safeguard-lost",
    24,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("doorgifte zonder een waarborg die er was", "transfer without a safeguard that was there"),
    ("AVG 44", "AVG 46", "C-311/18 (Schrems II)"),
    Wording("het risico zonder die waarborg", "the risk without that safeguard"),
    frozenset({"risks"}),
)
DEROGATION = Kind(
    "transfer-on-derogation",
    24,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("doorgifte op een uitzondering van artikel 49 AVG", "transfer on a derogation of art. 49 GDPR"),
    ("AVG 49", "WP260 rev.01, 30"),
    Wording("de risico's zonder waarborgen", "the risks without safeguards"),
    frozenset({"risks"}),
)
DEROGATION_CONSENT = Kind(
    "transfer-on-consent",
    24,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("doorgifte met uitdrukkelijke toestemming", "transfer on explicit consent"),
    ("AVG 49(1)(a)", "AVG 7"),
    Wording("de risico's zonder waarborgen, en hoe u nee zegt", "the risks without safeguards, and how to say no"),
    frozenset({"options", "risks"}),
)
TRANSFER_ENDED = Kind(
    "transfer-ended",
    25,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("doorgifte beëindigd", "transfer ended"),
    ("AVG 13(1)(f)",),
)
COPY_PLACE = Kind(
    "transfer-copy-place",
    40,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("andere plek voor een kopie van de afspraken", "another place for a copy of the safeguards"),
    ("AVG 13(1)(f)", "WP260 rev.01, 29"),
    Wording("waar u de afspraken nu leest", "where to get the copy now"),
)
TRANSFER_DESCRIBED = supplied(
    "transfer-described",
    "meer informatie over een doorgifte",
    "more information about a transfer",
    "AVG 13(1)(f)",
)
TRANSFER_LESS_DESCRIBED = withdrawn(
    "transfer-less-described",
    "minder informatie over een doorgifte",
    "less information about a transfer",
    "AVG 13(1)(f)",
)

# --- a recipient comes or goes --------------------------------------------------------------------------------------


def _added(pair: Pair, change: Change) -> Iterator[Judgement]:
    """The recipient by its role, and each country outside the EEA that comes with it (rows 17 to 20, 22)."""
    id_ = str(change.path[1])
    recipient = pair.new.recipients[id_]
    yield from (Judgement(kind) for kind in _of_new(pair, id_, recipient))
    for key, transfer in recipient.transfers.items():
        yield from _new_transfer(pair, recipient, None, transfer, (*change.path, "transfers", key))
    told = {transfer.country for transfer in recipient.transfers.values()}
    if _is_outside(pair, recipient.country) and recipient.country not in told:
        yield Judgement(TRANSFER_NEW, (*change.path, "country"))
        told.add(recipient.country)
    for key, sub in recipient.sub_processors.items():
        if _is_outside(pair, sub.country) and sub.country not in told:
            yield Judgement(TRANSFER_NEW, (*change.path, "sub_processors", key, "country"))
            told.add(sub.country)


def _of_new(pair: Pair, id_: str, recipient: Recipient) -> Iterator[Kind]:
    if recipient.role != "processor":
        yield from _by_own_role(pair, id_, recipient)
    elif _has_its_like(pair, id_, recipient):
        yield SAME_PROCESSOR if recipient.name is None else NAMED_PROCESSOR
    else:
        yield NEW_PROCESSOR


OWN_ENDS = ("controller", "joint_controller")
"""The roles of who decides, alone or with others, what happens to the data."""


def _by_own_role(pair: Pair, id_: str, recipient: Recipient) -> Iterator[Kind]:
    """What it means that somebody who is no processor receives data. A role nobody settled may be a controller's."""
    match recipient.role:
        case "controller" | "joint_controller":
            yield MARKETING_RECIPIENT if _is_for_marketing(pair, id_) else CONTROLLER_ADDED
            if recipient.role == "joint_controller":
                yield JOINT_ADDED
        case "authority":
            yield AUTHORITY_ADDED
        case "source":
            yield SOURCE_ADDED
        case _:
            yield ROLE_OPEN


def _relies_on_consent(pair: Pair, id_: str) -> bool:
    """Whether a recipient had data that people consented to, and still has."""
    sides = (pair.old_rows, pair.new_rows)
    found = [
        {path for path, row in rows.items() if id_ in row.recipients and data.rests_on_consent(row)} for rows in sides
    ]
    return bool(found[0] & found[1])


def _is_for_marketing(pair: Pair, id_: str) -> bool:
    """Whether a row with advertising gives it data. A role that is not settled makes no marketer of anybody."""
    return any(row.direct_marketing is not None and id_ in row.recipients for row in pair.new_rows.values())


def _has_its_like(pair: Pair, id_: str, recipient: Recipient) -> bool:
    """Row 17: there was a processor of the same kind in the same place, and data of its rows went to processors."""
    return any(
        other.role == "processor" and _same_work(other, recipient) and _same_place(pair, other, recipient)
        for other in pair.old.recipients.values()
    ) and all(
        _went_to_processors(pair, pair.old_rows.get(path))
        for path, row in pair.new_rows.items()
        if id_ in row.recipients
    )


def _same_work(one: Recipient, other: Recipient) -> bool:
    """The same kind of company where both say so, or else the same task; a sector must not contradict it."""
    sectors = _word(one.sector), _word(other.sector)
    if all(sectors) and sectors[0] != sectors[1]:
        return False
    kinds = _word(one.kind), _word(other.kind)
    if all(kinds):
        return kinds[0] == kinds[1]
    return bool(_word(one.task)) and _word(one.task) == _word(other.task)


def _word(text: Text | None) -> tuple[tuple[str, str], ...]:
    return () if text is None else tuple((code, words.casefold()) for code, words in text.by_language)


def _same_place(pair: Pair, one: Recipient, other: Recipient) -> bool:
    if one.country == other.country:
        return True
    return all(country and not _is_outside(pair, country) for country in (one.country, other.country))


def _went_to_processors(pair: Pair, row: Processing | None) -> bool:
    known = (pair.old.recipients.get(id_) for id_ in (row.recipients if row else ()))
    return any(one is not None and one.role == "processor" for one in known)


def _is_outside(pair: Pair, country: str | None) -> bool:
    return country is not None and not is_in_eea(country, effect_day(pair))


def _removed(pair: Pair, change: Change) -> Iterator[Judgement]:
    recipient = pair.old.recipients[str(change.path[1])]
    yield Judgement(RECIPIENT_GONE)
    for key in recipient.transfers:
        yield Judgement(TRANSFER_ENDED, (*change.path, "transfers", key))


# --- what is said of a recipient ------------------------------------------------------------------------------------


def _here(pair: Pair, path: Path) -> tuple[Recipient, Recipient]:
    """The recipient around a path, as it was and as it is."""
    id_ = str(path[1])
    return pair.old.recipients[id_], pair.new.recipients[id_]


def _name(pair: Pair, change: Change) -> Iterator[Judgement]:
    """A name where there was a group, the other way round, or another name."""
    _, now = _here(pair, change.path)
    entry = pair.entry(change.path)
    if change.action is Action.ADDED:
        yield Judgement(DESCRIBED)
    elif change.action is Action.REMOVED:
        yield Judgement(LESS_DESCRIBED)
    elif entry is not None and entry.wording == "unchanged":
        yield Judgement(SAME_PARTY_OTHER_NAME)
    elif now.role == "processor":
        yield Judgement(NAMED_PROCESSOR)
    elif now.role in OWN_ENDS and _relies_on_consent(pair, str(change.path[1])):
        yield Judgement(RECIPIENT_ON_CONSENT)
    else:
        yield Judgement(CONTROLLER_REPLACED)


def _category(pair: Pair, change: Change) -> Iterator[Judgement]:
    """The other side of `_name`, or another group."""
    if change.action is Action.CHANGED:
        yield from by_wording(CATEGORY_WIDER, unchanged=REWORDED)(pair, change)
    else:
        yield Judgement(LESS_DESCRIBED if change.action is Action.ADDED else DESCRIBED)


def _described(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Kind, sector or task: told at last, told no more, or another one."""
    if change.action is Action.ADDED:
        yield Judgement(DESCRIBED)
    elif change.action is Action.REMOVED:
        yield Judgement(LESS_DESCRIBED)
    else:
        _, now = _here(pair, change.path)
        kind = PROCESSOR_TASK if now.role == "processor" else CONTROLLER_TASK
        yield from by_wording(kind, unchanged=REWORDED)(pair, change)


def _examples(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Examples of a group: the first ones explain it; more of them may be more parties."""
    _, now = _here(pair, change.path)
    if not change.old:
        yield Judgement(DESCRIBED)
    elif change.action is Action.NARROWED:
        yield Judgement(LESS_DESCRIBED)
    else:
        kind = NAMED_PROCESSOR if now.role == "processor" else CATEGORY_WIDER
        yield from by_wording(kind, unchanged=REWORDED)(pair, change)


def _role(pair: Pair, change: Change) -> Iterator[Judgement]:
    id_ = str(change.path[1])
    now = pair.new.recipients[id_]
    if now.role == "processor":
        yield Judgement(DESCRIBED if change.old is None else BECOMES_PROCESSOR)
    elif change.old in OWN_ENDS and now.role in OWN_ENDS:
        # It decided already; what changes is whether it does so alone.
        yield Judgement(JOINT_ADDED if now.role == "joint_controller" else ARRANGEMENT)
    else:
        yield from (Judgement(kind) for kind in _by_own_role(pair, id_, now))
        if now.role in OWN_ENDS and _relies_on_consent(pair, id_):
            yield Judgement(RECIPIENT_ON_CONSENT)


def _arrangement_added(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Told of a party that was a joint controller already, or part of its becoming one: then nothing was left out."""
    before, now = _here(pair, change.path)
    begins = now.role == "joint_controller" and before.role not in (None, "joint_controller")
    yield Judgement(JOINT_ADDED if begins else DESCRIBED)


def _country(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Row 22, unless the old statement already said that this recipient had the data in that country."""
    before, _ = _here(pair, change.path)
    if change.new is None:
        yield Judgement(LESS_DESCRIBED)
    elif _is_outside(pair, str(change.new)):
        known = str(change.new) in _countries(before)
        yield Judgement(DESCRIBED if known else TRANSFER_NEW)
    elif change.old is None:
        yield Judgement(DESCRIBED)
    else:
        yield Judgement(INTO_EEA if _is_outside(pair, str(change.old)) else MOVED_WITHIN_EEA)


def _countries(recipient: Recipient | None) -> frozenset[str]:
    """Every country where a statement says that a recipient has the data."""
    if recipient is None:
        return frozenset()
    subs, transfers = recipient.sub_processors.values(), recipient.transfers.values()
    found = {recipient.country, *(sub.country for sub in subs), *(transfer.country for transfer in transfers)}
    return frozenset(country for country in found if country)


def _condition(pair: Pair, change: Change) -> Iterator[Judgement]:
    if change.action is Action.ADDED:
        yield Judgement(CONDITION_NARROWER)
    elif change.action is Action.REMOVED:
        yield Judgement(CONDITION_WIDER)
    else:
        yield from by_wording(CONDITION_WIDER, unchanged=REWORDED, narrowed=CONDITION_NARROWER)(pair, change)


_AGREEMENT = by_answer(yes=AGREEMENT_MADE, no=AGREEMENT_DROPPED, open_=LESS_DESCRIBED)


def _collects(_pair: Pair, change: Change) -> Iterator[Judgement]:
    if change.new is None:
        yield Judgement(LESS_DESCRIBED)
    elif change.new:
        yield Judgement(COLLECTS_DIRECTLY)
    else:
        yield Judgement(DESCRIBED if change.old is None else COLLECTS_NO_MORE)


def _law(_pair: Pair, change: Change) -> Iterator[Judgement]:
    """The act that a disclosure rests on. Another act is another disclosure."""
    if change.action is Action.CHANGED:
        yield Judgement(LAW_WIDER)
    else:
        yield Judgement(DESCRIBED if change.old is None else LESS_DESCRIBED)


def _no_recipients(_pair: Pair, change: Change) -> Iterator[Judgement]:
    """Only “nobody” is a promise; that there are recipients shows from the list of them."""
    if change.new:
        yield Judgement(NO_RECIPIENTS)
    elif change.old:
        yield Judgement(NOT_NONE_ANY_MORE)
    else:
        yield Judgement(ADMINISTRATION)


# --- sub-processors -------------------------------------------------------------------------------------------------


def _sub_added(pair: Pair, change: Change) -> Iterator[Judgement]:
    before, now = _here(pair, change.path)
    sub = now.sub_processors[str(change.path[3])]
    yield Judgement(NAMED_PROCESSOR)
    told = _countries(before) | {transfer.country for transfer in now.transfers.values()}
    if _is_outside(pair, sub.country) and sub.country not in told:
        yield Judgement(TRANSFER_NEW, (*change.path, "country"))


_SUB_NAME = by_wording(NAMED_PROCESSOR, unchanged=SAME_PARTY_OTHER_NAME)
_SUB_TASK = by_wording(PROCESSOR_TASK, unchanged=REWORDED)

# --- transfers ------------------------------------------------------------------------------------------------------


def _transfer_of(recipient: Recipient | None, path: Path) -> Transfer | None:
    return recipient.transfers.get(str(path[3])) if recipient else None


def _new_transfer(
    pair: Pair, now: Recipient, before: Recipient | None, transfer: Transfer, path: Path
) -> Iterator[Judgement]:
    """A transfer that was not there: to a country this recipient already had the data in, or to another one."""
    if transfer.country is not None and not _is_outside(pair, transfer.country):
        yield Judgement(MOVED_WITHIN_EEA, path)
        return
    known = transfer.country is not None and transfer.country in _countries(before)
    if isinstance(transfer, DerogationTransfer):
        yield Judgement(_on_derogation(transfer), path)
        if known:
            return
    yield Judgement(_known_country(before, transfer) if known else TRANSFER_NEW, path)


def _known_country(before: Recipient | None, transfer: Transfer) -> Kind:
    """Another mechanism beside or in place of the old one, or the first that is told of a place told before."""
    earlier = before.transfers.values() if before else ()
    return MECHANISM if any(one.country == transfer.country for one in earlier) else TRANSFER_DESCRIBED


def _on_derogation(transfer: DerogationTransfer) -> Kind:
    return DEROGATION_CONSENT if transfer.ground == "49_1_a" else DEROGATION


def _transfer_added(pair: Pair, change: Change) -> Iterator[Judgement]:
    before, now = _here(pair, change.path)
    yield from _new_transfer(pair, now, before, now.transfers[str(change.path[3])], change.path)


def _transfer_removed(pair: Pair, change: Change) -> Iterator[Judgement]:
    """It ended only if the recipient no longer has the data in that country, by all the statement says."""
    before, now = _here(pair, change.path)
    gone = before.transfers[str(change.path[3])]
    if gone.country is None or gone.country not in _countries(now):
        yield Judgement(TRANSFER_ENDED)
    elif any(one.country == gone.country for one in now.transfers.values()):
        yield Judgement(MECHANISM)
    else:
        yield Judgement(TRANSFER_LESS_DESCRIBED)


def _transfer_changed(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Another sort of mechanism: standard clauses in place of a decision, a derogation, none that is stated."""
    old, new = (_transfer_of(recipient, change.path) for recipient in _here(pair, change.path))
    if isinstance(new, DerogationTransfer):
        yield Judgement(_on_derogation(new))
    elif isinstance(new, UndecidedTransfer):
        yield Judgement(TRANSFER_LESS_DESCRIBED)
    else:
        yield Judgement(TRANSFER_DESCRIBED if isinstance(old, UndecidedTransfer) else MECHANISM)
    if old is not None and new is not None and (old.country, old.organisation) != (new.country, new.organisation):
        yield from _destination(pair, change.path, old, new)


def _transfer_place(pair: Pair, change: Change) -> Iterator[Judgement]:
    old, new = (_transfer_of(recipient, change.path) for recipient in _here(pair, change.path))
    if old is not None and new is not None:
        yield from _destination(pair, change.path, old, new)


def _destination(pair: Pair, path: Path, old: Transfer, new: Transfer) -> Iterator[Judgement]:
    """The country or the international organisation."""
    places = old.country or old.organisation, new.country or new.organisation
    before = pair.old.recipients.get(str(path[1]))
    if places[1] is None:
        yield Judgement(TRANSFER_LESS_DESCRIBED, path)
    elif places[0] is None:
        yield Judgement(TRANSFER_DESCRIBED, path)
    elif new.country is None or old.country == new.country:
        yield Judgement(TRANSFER_NEW if new.organisation else TRANSFER_LESS_DESCRIBED, path)
    elif not _is_outside(pair, new.country):
        yield Judgement(TRANSFER_ENDED, path)
    else:
        yield Judgement(MECHANISM if new.country in _countries(before) else TRANSFER_NEW, path)


def _through(_pair: Pair, change: Change) -> Iterator[Judgement]:
    yield Judgement(_told(change) or NAMED_PROCESSOR)


def _told(change: Change) -> Kind | None:
    """That something of a transfer is told at last, or no longer; None when it is another."""
    if change.action is Action.CHANGED:
        return None
    return TRANSFER_DESCRIBED if change.action is Action.ADDED else TRANSFER_LESS_DESCRIBED


def _basis(_pair: Pair, change: Change) -> Iterator[Judgement]:
    """The decision or the clauses that a transfer rests on."""
    yield Judgement(_told(change) or MECHANISM)


def _copy(_pair: Pair, change: Change) -> Iterator[Judgement]:
    yield Judgement(_told(change) or COPY_PLACE)


def _ground(pair: Pair, change: Change) -> Iterator[Judgement]:
    new = _transfer_of(_here(pair, change.path)[1], change.path)
    if change.new is None or not isinstance(new, DerogationTransfer):
        yield Judgement(TRANSFER_LESS_DESCRIBED)
    else:
        yield Judgement(_on_derogation(new))


_SAFEGUARD = by_answer(yes=SAFEGUARD_BETTER, no=SAFEGUARD_LOST, open_=TRANSFER_LESS_DESCRIBED)
_SYSTEMATIC = by_answer(yes=DEROGATION, no=TRANSFER_DESCRIBED, open_=TRANSFER_LESS_DESCRIBED)
_TRANSFER_TEXT = by_wording(TRANSFER_TEXT, unchanged=REWORDED)
_ARRANGEMENT = by_wording(ARRANGEMENT, unchanged=REWORDED)
_DISCLOSURE = by_wording(LAW_WIDER, unchanged=REWORDED)

NAME_IN_SOURCE = Waiver("een eerdere naam in de broncode, die lezers niet zien")

_ONE = "recipients.*"
_SUB = "recipients.*.sub_processors.*"
_TRANSFER = "recipients.*.transfers.*"

LINES: tuple[Line, ...] = (
    line(_ONE, _added, Action.ADDED),
    line(_ONE, _removed, Action.REMOVED),
    line(f"{_ONE}.name", _name),
    line(f"{_ONE}.category", _category),
    line(f"{_ONE}.examples", _examples),
    *lines(_described, f"{_ONE}.kind", f"{_ONE}.sector", f"{_ONE}.task"),
    line(f"{_ONE}.role", _role),
    *lines(_country, f"{_ONE}.country", f"{_SUB}.country"),
    line(f"{_ONE}.condition", _condition),
    line(f"{_ONE}.agreement", _AGREEMENT),
    line(f"{_ONE}.agreement_signed_on", AGREEMENT_DATE),
    line(f"{_ONE}.arrangement", _arrangement_added, Action.ADDED),
    line(f"{_ONE}.arrangement", ARRANGEMENT, Action.REMOVED),
    line(f"{_ONE}.arrangement", _ARRANGEMENT, Action.CHANGED),
    line(f"{_ONE}.collects_directly", _collects),
    *lines(
        CONTACT,
        f"{_ONE}.statement",
        f"{_ONE}.email",
        f"{_ONE}.contact",
        actions=(Action.ADDED, Action.CHANGED),
    ),
    *lines(
        LESS_DESCRIBED,
        f"{_ONE}.statement",
        f"{_ONE}.email",
        f"{_ONE}.contact",
        actions=(Action.REMOVED,),
    ),
    *lines(_law, f"{_ONE}.law", f"{_ONE}.article", "disclosure_by_law.law", "disclosure_by_law.article"),
    line(
        f"{_ONE}.listed",
        Waiver("zegt alleen of een overgenomen tekst de ontvanger in de eigen lijst noemt"),
    ),
    *lines(NAME_IN_SOURCE, f"{_ONE}.formerly", f"{_SUB}.formerly", f"{_TRANSFER}.formerly"),
    line(_SUB, _sub_added, Action.ADDED),
    line(_SUB, RECIPIENT_GONE, Action.REMOVED),
    line(f"{_SUB}.name", _SUB_NAME),
    line(f"{_SUB}.task", DESCRIBED, Action.ADDED),
    line(f"{_SUB}.task", LESS_DESCRIBED, Action.REMOVED),
    line(f"{_SUB}.task", _SUB_TASK, Action.CHANGED),
    line(_TRANSFER, _transfer_added, Action.ADDED),
    line(_TRANSFER, _transfer_removed, Action.REMOVED),
    line(_TRANSFER, _transfer_changed, Action.CHANGED),
    *lines(_transfer_place, f"{_TRANSFER}.country", f"{_TRANSFER}.organisation"),
    line(f"{_TRANSFER}.through", _through),
    line(f"{_TRANSFER}.explanation", TRANSFER_DESCRIBED, Action.ADDED),
    line(f"{_TRANSFER}.explanation", TRANSFER_LESS_DESCRIBED, Action.REMOVED),
    line(f"{_TRANSFER}.explanation", _TRANSFER_TEXT, Action.CHANGED),
    line(f"{_TRANSFER}.fallback", SAFEGUARD_BETTER, Action.ADDED),
    line(f"{_TRANSFER}.fallback", FALLBACK_DROPPED, Action.REMOVED, Action.CHANGED),
    line(f"{_TRANSFER}.mechanism", MECHANISM),
    *lines(_basis, f"{_TRANSFER}.decision", f"{_TRANSFER}.clauses", f"{_TRANSFER}.module"),
    *lines(_SAFEGUARD, f"{_TRANSFER}.scope_confirmed", f"{_TRANSFER}.certified", f"{_TRANSFER}.assessment"),
    *lines(TRANSFER_DATE, f"{_TRANSFER}.checked_on", f"{_TRANSFER}.signed_on"),
    line(f"{_TRANSFER}.copy_at", _copy),
    line(f"{_TRANSFER}.ground", _ground),
    line(f"{_TRANSFER}.systematic", _SYSTEMATIC),
    line("no_recipients", _no_recipients),
    line("disclosure_by_law", DESCRIBED, Action.ADDED),
    line("disclosure_by_law", LAW_GONE, Action.REMOVED),
    line("disclosure_by_law.text", _DISCLOSURE),
)
