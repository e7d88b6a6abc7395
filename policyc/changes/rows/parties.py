"""Who is responsible and how to reach them: controller, joint controllers, representative, DPO (rows 36-39, 48, 52)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policyc.changes.change import Action, Change
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair, value_at
from policyc.changes.rows import data
from policyc.changes.rows.cookies import asks_consent
from policyc.changes.rows.judges import by_wording, supplied, withdrawn
from policyc.changes.rows.processing import CONTROLLER_ON_CONSENT
from policyc.changes.table import Judge, Judgement, Line, Waiver, line, lines
from policyc.diagnostics import Path, Wording
from policyc.model.party import Contact, Controller

_ALWAYS = ("AVG 13(1)(a)", "WP260 rev.01, 29")

# --- who is responsible ---------------------------------------------------------------------------------------------

_BOTH = Wording(
    "wie de oude en wie de nieuwe organisatie is, wat er overgaat, welke keuzen mensen hebben, en hoe zij beide "
    "organisaties in de overgangstijd bereiken",
    "who the old and the new organisation are, what goes over, which choices people have, and how to reach both "
    "during the transition",
)
ENTITY_OTHER = Kind(
    "controller-other",
    36,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("andere verwerkingsverantwoordelijke", "another controller"),
    _ALWAYS,
    _BOTH,
)
CONSENT_OTHER = Kind(
    "consent-other-controller",
    36,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("toestemming die aan een ander is gegeven", "consent that was given to another"),
    ("AVG 4(11)", "AVG 7(1)", "EDPB 05/2020, 64-65"),
    Wording(
        "wie voortaan op de toestemming steunt, waarvoor, en hoe mensen weigeren of hun toestemming intrekken",
        "who relies on the consent from now on, what for, and how people refuse or withdraw",
    ),
    frozenset({"options"}),
)
"""Who consents must know to whom (EDPB 05/2020, 64-65), so consent for one controller is none for the next.

Where the old controller named the new one when it asked, the consent went over: then the author accepts this change.
"""
ENTITY_GONE = Kind(
    "controller-unnamed",
    36,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("niet meer te zien wie verantwoordelijk is", "no longer visible who is responsible"),
    _ALWAYS,
    _BOTH,
)
SEAT_MOVED = Kind(
    "controller-moved-abroad",
    36,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("verwerkingsverantwoordelijke in een ander land", "controller in another country"),
    ("AVG 3", "AVG 56", *_ALWAYS),
    Wording("welke toezichthouder er nu over gaat", "which authority is in charge from now on"),
)
"""Another country means another lead authority (art. 56) and, outside the EEA, a duty to have a representative."""
SAME_ENTITY = Kind(
    "controller-renamed",
    37,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("andere naam, rechtsvorm of inschrijving", "another name, legal form or registration"),
    _ALWAYS,
    Wording("dat het dezelfde organisatie is, onder een andere naam", "that it is the same organisation, renamed"),
)
ENTITY_STATED = supplied("controller-stated", "gegevens van de organisatie aangevuld", "details added", *_ALWAYS)
DETAIL_WITHDRAWN = withdrawn(
    "controller-detail-withdrawn", "minder gegevens van de organisatie", "fewer details of the organisation", *_ALWAYS
)
VAT = Kind(
    "vat-number",
    37,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("btw-nummer gewijzigd", "VAT number changed"),
    ("BW 3:15d",),
)
"""It tells nobody who is responsible: the register and the legal name do."""

_ESSENCE = Wording("wie waarvoor verantwoordelijk is", "who answers for what")
JOINT_BEGUN = Kind(
    "joint-control-begun",
    48,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("voortaan gezamenlijk verantwoordelijk", "jointly responsible from now on"),
    ("AVG 26(2)", *_ALWAYS),
    _ESSENCE,
    frozenset({"arrangement"}),
)
JOINT_ENDED = Kind(
    "joint-control-ended",
    48,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("niet meer gezamenlijk verantwoordelijk", "no longer jointly responsible"),
    ("AVG 26(2)", *_ALWAYS),
    _ESSENCE,
)
JOINT_JOINED = Kind(
    "joint-controller-added",
    48,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("nog een verwerkingsverantwoordelijke", "one more controller"),
    ("AVG 26(2)", *_ALWAYS),
    _ESSENCE,
    frozenset({"arrangement"}),
)
JOINT_LEFT = Kind(
    "joint-controller-removed",
    48,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("een verwerkingsverantwoordelijke minder", "one controller fewer"),
    ("AVG 26(2)", *_ALWAYS),
    _ESSENCE,
)
ARRANGEMENT = Kind(
    "arrangement-changed",
    48,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("andere afspraken tussen de verantwoordelijken", "another arrangement between the controllers"),
    ("AVG 26(2)", "WP260 rev.01, 29-30"),
    _ESSENCE,
)
ARRANGEMENT_REWORDED = Kind(
    "arrangement-reworded",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("dezelfde afspraken, anders verwoord", "the same arrangement in other words"),
    ("AVG 26(2)",),
)
ARRANGEMENT_WITHDRAWN = Kind(
    "arrangement-withdrawn",
    48,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("afspraken staan er niet meer", "arrangement no longer stated"),
    ("AVG 26(2)", "WP260 rev.01, 29-30"),
    _ESSENCE,
)
ARRANGEMENT_STATED = supplied(
    "arrangement-stated", "afspraken tussen de verantwoordelijken vermeld", "arrangement stated", "AVG 26(2)"
)


def _names(*controllers: object) -> set[str]:
    """What legal persons are known by, in any language: the name in the register, or else the name people know."""
    names = (one.legal_name or one.name for one in controllers if isinstance(one, Controller))
    return {words.casefold() for name in names if name is not None for _, words in name.by_language}


def _controller_added(pair: Pair, change: Change) -> Iterator[Judgement]:
    """One controller where none was named, or where there were several."""
    if not pair.old.controllers:
        yield Judgement(ENTITY_STATED)
    else:
        same = _names(change.new) & _names(*pair.old.parties)
        yield from [Judgement(JOINT_ENDED)] if same else _another(pair)


def _controller_removed(pair: Pair, change: Change) -> Iterator[Judgement]:
    if not pair.new.controllers:
        yield Judgement(ENTITY_GONE)
    else:
        same = _names(change.old) & _names(*pair.new.parties)
        yield from [Judgement(JOINT_BEGUN)] if same else _another(pair)


def _joint_added(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Who was responsible already, alone or with others, does not come in; the way it is shared changes."""
    if not pair.old.parties:
        yield Judgement(ENTITY_STATED)
    else:
        known = _names(change.new) & _names(*pair.old.parties)
        yield Judgement(JOINT_BEGUN if known else JOINT_JOINED)
        rows = [row for row in pair.new_rows.values() if data.rests_on_consent(row)]
        if not known and _consented(pair) and any(not row.controllers for row in rows):
            # A row that names its controllers tells by itself who joins it.
            yield Judgement(CONTROLLER_ON_CONSENT)


def _joint_removed(pair: Pair, change: Change) -> Iterator[Judgement]:
    if not pair.new.parties:
        yield Judgement(ENTITY_GONE)
    else:
        stays = _names(change.old) & _names(*pair.new.parties)
        yield Judgement(JOINT_ENDED if stays else JOINT_LEFT)


def _arrangement_added(pair: Pair, _change: Change) -> Iterator[Judgement]:
    yield Judgement(ARRANGEMENT_STATED if pair.old.controllers else JOINT_BEGUN)


def _arrangement_removed(pair: Pair, _change: Change) -> Iterator[Judgement]:
    yield Judgement(ARRANGEMENT_WITHDRAWN if pair.new.controllers else JOINT_ENDED)


# --- the same organisation or another -------------------------------------------------------------------------------


def _same(pair: Pair, path: Path, field: str) -> bool:
    """Whether a field of the controller is stated, and the same, on both sides."""
    old, new = value_at(pair.old, (*path[:-1], field)), value_at(pair.new, (*path[:-1], field))
    return new is not None and old == new


def _another(pair: Pair) -> Iterator[Judgement]:
    """Another controller, with the consent that the one before it was given."""
    yield Judgement(ENTITY_OTHER)
    if _consented(pair):
        yield Judgement(CONSENT_OTHER)


def _consented(pair: Pair) -> bool:
    """Whether people gave a consent that is still relied on, for a purpose or for a cookie."""
    return all(
        any(data.rests_on_consent(row) for row in rows.values())
        or any(asks_consent(cookie) for cookie in policy.cookies.values())
        for rows, policy in ((pair.old_rows, pair.old), (pair.new_rows, pair.new))
    )


def _identity_changed(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Another name, form or number. Of the fields that show another legal person, the first tells of the consent."""
    if not _shows_another(pair, change.path):
        yield Judgement(SAME_ENTITY)
        return
    fields = (
        one.path
        for one in pair.changes
        if one.action is Action.CHANGED and one.path[:-1] == change.path[:-1] and one.path[-1] in _IDENTITY
    )
    is_first = next(path for path in fields if _shows_another(pair, path)) == change.path
    yield from _another(pair) if is_first else [Judgement(ENTITY_OTHER)]


def _shows_another(pair: Pair, path: Path) -> bool:
    return _IDENTITY[path[-1]](pair, path)


def _other_legal_name(pair: Pair, path: Path) -> bool:
    """Its number in the register tells a legal person from others; without one, another name may be another one."""
    return not _same(pair, path, "trade_register")


def _other_name(pair: Pair, path: Path) -> bool:
    return not (_same(pair, path, "legal_name") or _same(pair, path, "trade_register"))


def _name_removed(pair: Pair, change: Change) -> Iterator[Judgement]:
    known = _same(pair, change.path, "legal_name") or _same(pair, change.path, "trade_register")
    yield Judgement(DETAIL_WITHDRAWN if known else ENTITY_GONE)


def _legal_name_removed(pair: Pair, change: Change) -> Iterator[Judgement]:
    """A trade name is not an identity: several legal persons may use it in turn (AVG 13(1)(a))."""
    yield Judgement(DETAIL_WITHDRAWN if _same(pair, change.path, "trade_register") else ENTITY_GONE)


def _other_number(pair: Pair, path: Path) -> bool:
    """A number that changes together with the name or the legal form is another legal person.

    So it is when a sole trader brings the business into a company, under the same trade name. A company that only
    takes another legal form (art. 2:18 BW) or another number remains who it was.
    """
    old, new = (value_at(side, path[:-1]) for side in (pair.old, pair.new))
    return any(getattr(old, field) != getattr(new, field) for field in ("legal_name", "legal_form"))


def _other_form(pair: Pair, path: Path) -> bool:
    register = [value_at(side, (*path[:-1], "trade_register")) for side in (pair.old, pair.new)]
    return None not in register and register[0] != register[1]


_IDENTITY: Mapping[str | int, Callable[[Pair, Path], bool]] = {
    "legal_name": _other_legal_name,
    "name": _other_name,
    "legal_form": _other_form,
    "trade_register": _other_number,
}
"""The fields by which a legal person is known, with whether another value shows another one."""


# --- how to reach them ----------------------------------------------------------------------------------------------

_OVERLAP = Wording(
    "dat de oude weg nog minstens drie maanden open blijft", "that the old route stays open for at least three months"
)
_NEW_CONTACT = Wording("hoe mensen hen nu bereiken", "how people reach them from now on")


class _Reach:
    """The kinds for the contact details of one party: a row of its own for the controller, for the others row 39."""

    def __init__(self, id_: str, row: int, nl: str, en: str, source: str, asks: Wording) -> None:
        sources = (source, "WP260 rev.01, 29")
        better, worse, neutral = Direction.BETTER, Direction.WORSE, Direction.NEUTRAL
        self.added = Kind(
            f"{id_}-added", row, Materiality.NOTIFY, better, Wording(f"{nl} erbij", f"{en} added"), sources
        )
        self.changed = Kind(
            f"{id_}-changed",
            row,
            Materiality.NOTIFY,
            neutral,
            Wording(f"{nl} gewijzigd", f"{en} changed"),
            sources,
            asks,
        )
        self.removed = Kind(
            f"{id_}-removed", row, Materiality.NOTIFY, worse, Wording(f"{nl} vervallen", f"{en} gone"), sources, asks
        )
        self.gone = Kind(
            f"{id_}-none-left",
            row,
            Materiality.ADVANCE,
            worse,
            Wording(f"geen enkel {nl} meer", f"no {en} left"),
            (source, "WP260 rev.01, 29-30"),
            asks,
        )
        self.completed = Kind(
            f"{id_}-address-completed",
            row,
            Materiality.PUBLISH,
            better,
            Wording("adres aangevuld", "address completed"),
            sources,
        )

    def lines(self, at: str) -> Iterator[Line]:
        """The lines for the contact details below `at`. An address that comes or goes is told line by line."""
        fields = ("email", "phone", "contact_form")
        address = ("address.street", "address.postal_code", "address.city", "address.country")
        for field in fields:
            yield line(f"{at}.{field}", self.added, Action.ADDED)
        for field in address:
            yield line(f"{at}.{field}", self._address_added, Action.ADDED)
        for field in (*fields, *address):
            yield line(f"{at}.{field}", self._removed(field.count(".") + 1), Action.REMOVED)
        for field in (*fields, *address[:-1]):
            yield line(f"{at}.{field}", self.changed, Action.CHANGED)

    def _address_added(self, pair: Pair, change: Change) -> Iterator[Judgement]:
        known = value_at(pair.old, change.path[:-1]) is not None
        yield Judgement(self.completed if known else self.added)

    def _removed(self, depth: int) -> Judge:
        def judge(pair: Pair, change: Change) -> Iterator[Judgement]:
            left = value_at(pair.new, change.path[:-depth])
            yield Judgement(self.removed if left is None or _reachable(left) else self.gone)

        return judge


def _reachable(party: Contact) -> bool:
    return any(value is not None for value in (party.email, party.phone, party.contact_form, party.address))


CONTACT = _Reach("contact", 38, "contactgegeven", "contact detail", "AVG 13(1)(a)", _OVERLAP)
REPRESENTATIVE_CONTACT = _Reach(
    "representative-contact",
    39,
    "contactgegeven van de vertegenwoordiger",
    "contact detail of the representative",
    "AVG 13(1)(a)",
    _NEW_CONTACT,
)
DPO_CONTACT = _Reach(
    "dpo-contact",
    39,
    "contactgegeven van de functionaris gegevensbescherming",
    "contact detail of the data protection officer",
    "AVG 13(1)(b)",
    _NEW_CONTACT,
)
CONTACT_TEXT = Kind(
    "contact-explanation",
    38,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("uitleg over contact gewijzigd", "explanation of contact changed"),
    _ALWAYS,
    _OVERLAP,
)
CONTACT_TEXT_SAME = Kind(
    "contact-explanation-reworded",
    38,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("dezelfde uitleg over contact, anders verwoord", "the same explanation of contact in other words"),
    _ALWAYS,
)

# --- representative and data protection officer ---------------------------------------------------------------------

REPRESENTATIVE_ADDED = Kind(
    "representative-added",
    39,
    Materiality.NOTIFY,
    Direction.BETTER,
    Wording("vertegenwoordiger in de EU", "representative in the EU"),
    ("AVG 13(1)(a)", "AVG 27", "WP260 rev.01, 29"),
    _NEW_CONTACT,
)
REPRESENTATIVE_REMOVED = Kind(
    "representative-removed",
    39,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("geen vertegenwoordiger in de EU meer", "no representative in the EU any more"),
    ("AVG 13(1)(a)", "AVG 27", "WP260 rev.01, 29"),
    _NEW_CONTACT,
)
REPRESENTATIVE_OTHER = Kind(
    "representative-changed",
    39,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("andere vertegenwoordiger in de EU", "another representative in the EU"),
    ("AVG 13(1)(a)", "AVG 27", "WP260 rev.01, 29"),
    _NEW_CONTACT,
)
REPRESENTATIVE_EXCEPTION = Kind(
    "representative-exception",
    39,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("waarom er geen vertegenwoordiger is", "why there is no representative"),
    ("AVG 27(2)",),
)
DPO_ADDED = Kind(
    "dpo-designated",
    39,
    Materiality.NOTIFY,
    Direction.BETTER,
    Wording("functionaris gegevensbescherming aangewezen", "data protection officer designated"),
    ("AVG 13(1)(b)", "AVG 38(4)", "WP260 rev.01, 29"),
    _NEW_CONTACT,
)
DPO_ENDED = Kind(
    "dpo-ended",
    39,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("geen functionaris gegevensbescherming meer", "no data protection officer any more"),
    ("AVG 13(1)(b)", "AVG 38(4)", "WP260 rev.01, 29"),
    Wording("bij wie mensen nu terecht kunnen", "whom people can turn to from now on"),
)
DPO_DECIDED = Kind(
    "dpo-none",
    39,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("vermeld of er een functionaris is, en waarom", "stated whether there is an officer, and why"),
    ("AVG 37(1)",),
)
DPO_OTHER = Kind(
    "dpo-name",
    39,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("andere functionaris gegevensbescherming", "another data protection officer"),
    ("AVG 13(1)(b)", "WP260 rev.01, 29"),
    _NEW_CONTACT,
)
DPO_OTHER_SAME_ROUTE = Kind(
    "dpo-name-same-route",
    39,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("andere functionaris, zelfde contact", "another officer, same contact"),
    ("AVG 13(1)(b)", "WP243 rev.01, 2.6"),
)
"""Art. 13(1)(b) asks how to reach the officer, not who it is; the mailbox of the role stays (WP243 rev.01, 2.6)."""


def _dpo_designated(_pair: Pair, change: Change) -> Iterator[Judgement]:
    if change.new:
        yield Judgement(DPO_ADDED)
    else:
        yield Judgement(DPO_ENDED if change.old else DPO_DECIDED)


def _dpo_named(pair: Pair, change: Change) -> Iterator[Judgement]:
    routes = ("email", "phone", "contact_form")
    stays = any(_same(pair, change.path, route) for route in routes)
    yield Judgement(DPO_OTHER_SAME_ROUTE if stays else DPO_OTHER)


_RULES_ONLY = "Tells the rules which duties the controller has; the statement does not print it."


def _controller_lines(at: str) -> Iterator[Line]:
    yield from CONTACT.lines(at)
    yield line(f"{at}.address.country", SEAT_MOVED, Action.CHANGED)
    yield line(f"{at}.legal_name", _legal_name_removed, Action.REMOVED)
    yield line(f"{at}.name", _name_removed, Action.REMOVED)
    yield from lines(_identity_changed, *(f"{at}.{field}" for field in _IDENTITY), actions=(Action.CHANGED,))
    for field in ("legal_form", "trade_register"):
        yield line(f"{at}.{field}", DETAIL_WITHDRAWN, Action.REMOVED)
    for field in ("legal_name", "name", "legal_form", "trade_register"):
        yield line(f"{at}.{field}", ENTITY_STATED, Action.ADDED)
    yield line(f"{at}.vat_number", VAT)
    yield line(f"{at}.explanation", by_wording(CONTACT_TEXT, unchanged=CONTACT_TEXT_SAME))
    yield line(f"{at}.representative", REPRESENTATIVE_ADDED, Action.ADDED)
    yield line(f"{at}.representative", REPRESENTATIVE_REMOVED, Action.REMOVED)
    yield line(f"{at}.representative.name", REPRESENTATIVE_OTHER)
    yield from REPRESENTATIVE_CONTACT.lines(f"{at}.representative")
    yield line(f"{at}.representative.address.country", REPRESENTATIVE_CONTACT.changed, Action.CHANGED)
    yield line(f"{at}.representative_exception", REPRESENTATIVE_EXCEPTION)
    yield from lines(
        Waiver(_RULES_ONLY), *(f"{at}.{field}" for field in ("vat_liable", "online_service", "public_authority"))
    )


LINES: tuple[Line, ...] = (
    line("controller", _controller_added, Action.ADDED),
    line("controller", _controller_removed, Action.REMOVED),
    *_controller_lines("controller"),
    line("controllers.*", _joint_added, Action.ADDED),
    line("controllers.*", _joint_removed, Action.REMOVED),
    *_controller_lines("controllers.*"),
    line("controllers.*.part", ARRANGEMENT_STATED, Action.ADDED),
    line("controllers.*.part", by_wording(ARRANGEMENT, unchanged=ARRANGEMENT_REWORDED), Action.CHANGED),
    line("controllers.*.part", ARRANGEMENT_WITHDRAWN, Action.REMOVED),
    line("arrangement", _arrangement_added, Action.ADDED),
    line("arrangement", by_wording(ARRANGEMENT, unchanged=ARRANGEMENT_REWORDED), Action.CHANGED),
    line("arrangement", _arrangement_removed, Action.REMOVED),
    line("dpo.designated", _dpo_designated),
    line("dpo.name", _dpo_named),
    line("dpo.reason", DPO_DECIDED),
    *DPO_CONTACT.lines("dpo"),
    line("dpo.address.country", DPO_CONTACT.changed, Action.CHANGED),
)
