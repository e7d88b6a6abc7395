"""The bases of art. 6 and the grounds beside them (arts. 9, 10, 87): rows 2, 7-11, 13, 35, 42, 52 and 54.

A basis where none was stated is no other basis: the statement was incomplete (row 54, AVG 13(1)(c)).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyc.changes.change import Action, Change
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair, value_at
from policyc.changes.rows.judges import by_filling, by_wording, supplied, withdrawn
from policyc.changes.table import Judge, Judgement, Line, line
from policyc.diagnostics import Wording
from policyc.model.legal_basis import AnyLegalBasis, Consent, LegitimateInterests, SpecialCategoryGround
from policyc.model.policy import ReleaseChange
from policyc.model.purpose import Processing

_SILENT_SWAP = "EDPB 05/2020, 121-123"
_REFUSALS = Wording(
    "waarom, dat toestemming niet langer de grondslag is, en dat wie weigerde of introk erbuiten blijft",
    "why, that consent is no longer the basis, and that who refused or withdrew stays out",
)
CONSENT_TO_BALANCE = Kind(
    "basis-consent-to-interest",
    7,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("niet langer met toestemming, voortaan met recht van bezwaar", "no longer on consent, with an objection"),
    ("AVG 13(1)(c)", "AVG 21(4)", "AVG 5(1)(a)", _SILENT_SWAP),
    _REFUSALS,
    frozenset({"refusals_respected", "options"}),
)
CONSENT_TO_OTHER = Kind(
    "basis-consent-to-other",
    7,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("niet langer met toestemming", "no longer on consent"),
    ("AVG 13(1)(c)", "AVG 5(1)(a)", _SILENT_SWAP),
    _REFUSALS,
    frozenset({"refusals_respected"}),
)
TO_CONSENT = Kind(
    "basis-to-consent",
    8,
    Materiality.CONSENT,
    Direction.BETTER,
    Wording("voortaan alleen met toestemming", "on consent only from now on"),
    ("AVG 7", "AVG 13(2)(c)"),
    Wording(
        "hoe mensen toestemming geven en intrekken, en dat de verwerking stopt voor wie niet antwoordt",
        "how to consent and withdraw, and that the processing stops for who does not answer",
    ),
    frozenset({"options"}),
)
TO_BALANCE = Kind(
    "basis-to-interest",
    9,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("voortaan op een belang of taak, met recht van bezwaar", "on an interest or task, with an objection"),
    ("AVG 13(1)(c)-(d)", "AVG 21(4)", "WP260 rev.01, 29-30"),
    Wording(
        "welk belang of welke taak, de afweging, en in een eigen blok het recht van bezwaar",
        "which interest or task, the balancing, and the right to object in a block of its own",
    ),
    frozenset({"options"}),
)
FROM_BALANCE = Kind(
    "basis-objection-lost",
    10,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("andere grondslag, zonder recht van bezwaar", "another basis, without the right to object"),
    ("AVG 13(1)(c)", "AVG 21(1)", "WP260 rev.01, 29-30"),
    Wording(
        "dat het recht van bezwaar vervalt, en wat daarvoor in de plaats komt",
        "that the right to object ends, and what replaces it",
    ),
)
PORTABLE_LOST = Kind(
    "portability-ended",
    42,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("geen recht meer om gegevens mee te nemen", "no right to data portability any more"),
    ("AVG 20(1)", "WP260 rev.01, 29-30"),
    Wording("waarom, en wat er overblijft", "why, and what remains"),
)
"""Data go along only where the basis is consent or a contract, and a computer processes them (art. 20(1))."""
BASIS_OTHER = Kind(
    "basis-other",
    9,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("andere grondslag", "another legal basis"),
    ("AVG 13(1)(c)", "AVG 17(3)(b)", "AVG 20(1)", "WP260 rev.01, 29-30"),
    Wording("welke rechten daardoor veranderen", "which rights change with it"),
)
"""Contract to law and the like, and e to f: no row of its own; erasure and portability hang on the basis."""
BASIS_STATED = supplied("basis-stated", "grondslag vermeld", "legal basis stated", "AVG 13(1)(c)")
BASIS_UNSTATED = Kind(
    "basis-unstated",
    54,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("grondslag staat er niet meer", "legal basis no longer stated"),
    ("AVG 13(1)(c)", "WP260 rev.01, 29-30"),
    Wording("welke grondslag nu geldt", "which basis counts now"),
)
CASES_OTHER = Kind(
    "basis-cases",
    9,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("grondslag geldt in andere gevallen", "the basis counts in other cases"),
    ("AVG 13(1)(c)", "WP260 rev.01, 29-30"),
)
DETAIL_STATED = supplied("basis-detail-stated", "grondslag nader omschreven", "basis described", "AVG 13(1)(c)")
DETAIL_OTHER = Kind(
    "basis-detail-changed",
    9,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording(
        "andere wet, overeenkomst of taak achter de grondslag", "another act, agreement or task behind the legal basis"
    ),
    ("AVG 13(1)(c)", "AVG 6(3)", "WP260 rev.01, 29-30"),
)
DETAIL_SAME = Kind(
    "basis-detail-reworded",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("dezelfde grondslag, anders verwoord", "the same basis in other words"),
    ("AVG 13(1)(c)",),
)
DETAIL_WITHDRAWN = withdrawn("basis-detail-withdrawn", "grondslag minder uitgelegd", "basis less clear", "AVG 13(1)(c)")

_THE_INTEREST = Wording("het belang", "the interest")
INTEREST_STATED = supplied("interest-stated", "belang vermeld", "interest stated", "AVG 13(1)(d)")
INTEREST_OTHER = Kind(
    "interest-other",
    11,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("een ander belang", "another interest"),
    ("AVG 13(1)(d)", "AVG 21(4)", "C-394/23"),
    _THE_INTEREST,
    frozenset({"options"}),
)
INTEREST_REWORDED = Kind(
    "interest-reworded",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("hetzelfde belang, anders verwoord", "the same interest in other words"),
    ("AVG 13(1)(d)", "C-394/23"),
)
INTEREST_UNSTATED = Kind(
    "interest-unstated",
    11,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("belang staat er niet meer", "interest no longer stated"),
    ("AVG 13(1)(d)", "C-394/23"),
    _THE_INTEREST,
)
INTEREST_FEWER = Kind(
    "interest-dropped",
    11,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("een belang minder", "one interest fewer"),
    ("AVG 13(1)(d)",),
)
BALANCING_ADDED = Kind(
    "balancing-explained",
    11,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("belangenafweging uitgelegd", "balancing explained"),
    ("AVG 13(1)(d)", "WP260 rev.01, 36"),
)
BALANCING_CHANGED = Kind(
    "balancing-changed",
    11,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("belangenafweging anders uitgelegd", "balancing explained in another way"),
    ("AVG 13(1)(d)", "WP260 rev.01, 36"),
)
BALANCING_LESS = withdrawn(
    "balancing-withdrawn", "belangenafweging niet meer te lezen", "balancing no longer readable", "AVG 13(1)(d)"
)

# --- how consent is given and withdrawn -----------------------------------------------------------------------------

_WHERE = Wording("waar en hoe het nu kan", "where and how it goes from now on")
QUESTION_OTHER = Kind(
    "consent-question-other",
    2,
    Materiality.CONSENT,
    Direction.NEUTRAL,
    Wording("toestemming met een andere vraag", "consent by another question"),
    ("AVG 4(11)", "AVG 7", "WP260 rev.01, 29"),
    Wording(
        "de oude en de nieuwe vraag naast elkaar, en hoe mensen weigeren",
        "the old and the new question side by side, and how to refuse",
    ),
)
"""Consent counts for the question that people answered (art. 4(11)); who answered another one has not been asked."""
CONSENT_ASKED = Kind(
    "consent-asked-otherwise",
    35,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("toestemming wordt anders gevraagd", "consent is asked in another way"),
    ("AVG 7(1)-(2)", "WP260 rev.01, 29"),
    _WHERE,
)
"""A consent that was specific stays one when later people are asked otherwise. Whether the old question was specific
enough (AVG 4(11), 7(2)) is a finding about the old version, not a change."""
CONSENT_DETAIL = Kind(
    "consent-detail-stated",
    35,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("vermeld hoe toestemming wordt gevraagd", "stated how consent is asked"),
    ("AVG 7(1)-(2)",),
)
CONSENT_EXPLICIT = Kind(
    "consent-explicit",
    35,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("wel of niet uitdrukkelijke toestemming", "consent that is explicit or not"),
    ("AVG 7",),
)
CONSENT_LESS_EXPLICIT = Kind(
    "consent-no-longer-explicit",
    35,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("geen uitdrukkelijke toestemming meer voor bijzondere gegevens", "no explicit consent for special data"),
    ("AVG 9(2)(a)", "WP260 rev.01, 29-30"),
)
WITHDRAWAL_STATED = supplied(
    "withdrawal-stated", "vermeld hoe u toestemming intrekt", "way to withdraw stated", "AVG 7(3)", "AVG 13(2)(c)"
)
WITHDRAWAL_MORE = Kind(
    "withdrawal-easier",
    35,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("meer manieren om toestemming in te trekken", "more ways to withdraw consent"),
    ("AVG 7(3)",),
)
WITHDRAWAL_OTHER = Kind(
    "withdrawal-changed",
    35,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("toestemming intrekken gaat anders", "consent is withdrawn in another way"),
    ("AVG 7(3)", "WP260 rev.01, 29"),
    _WHERE,
)
WITHDRAWAL_HARDER = Kind(
    "withdrawal-harder",
    40,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("minder manieren om toestemming in te trekken", "fewer ways to withdraw consent"),
    ("AVG 7(3)", "WP260 rev.01, 29-30"),
    _WHERE,
)
"""Withdrawing must be as easy as consenting (art. 7(3)); a way less is a right that is harder to use (row 40)."""

# --- the grounds beside the basis -----------------------------------------------------------------------------------

_EXCEPTION_USED = Wording("welke uitzondering geldt", "which exception counts")
GROUND_STATED = supplied("ground-stated", "uitzondering vermeld", "exception stated", "AVG 9(2)", "AVG 10", "AVG 87")
GROUND_OTHER = Kind(
    "ground-other",
    13,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("andere uitzondering voor gevoelige gegevens", "another exception for sensitive data"),
    ("AVG 9(2)", "AVG 10", "AVG 87", "UAVG 22-33", "UAVG 46"),
    _EXCEPTION_USED,
)
GROUND_TO_CONSENT = Kind(
    "ground-to-consent",
    8,
    Materiality.CONSENT,
    Direction.BETTER,
    Wording("voortaan alleen met uitdrukkelijke toestemming", "on explicit consent only from now on"),
    ("AVG 9(2)(a)", "AVG 7"),
    _EXCEPTION_USED,
    frozenset({"options"}),
)
GROUND_FROM_CONSENT = Kind(
    "ground-consent-to-other",
    7,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("niet langer met uitdrukkelijke toestemming", "no longer on explicit consent"),
    ("AVG 9(2)", "AVG 5(1)(a)", _SILENT_SWAP),
    _REFUSALS,
    frozenset({"refusals_respected"}),
)
GROUND_UNSTATED = Kind(
    "ground-unstated",
    13,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("uitzondering voor gevoelige gegevens staat er niet meer", "exception for sensitive data not stated"),
    ("AVG 9(2)", "AVG 10", "AVG 87"),
    _EXCEPTION_USED,
)
GROUND_OVER = Kind(
    "ground-no-longer-needed",
    14,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("uitzondering niet meer nodig", "exception no longer needed"),
    ("AVG 5(1)(c)",),
)

EXPLICIT_CONSENT = "9_2_a"
_CONSENT, _BALANCED = "consent", ("public_task", "legitimate_interests")


def bases_between(
    old: Sequence[AnyLegalBasis], new: Sequence[AnyLegalBasis], entry: ReleaseChange | None
) -> Iterator[Kind]:
    """What other bases for the same processing mean, each kind once.

    A basis that is gone leaves its cases to those that remain, so then these are what it is exchanged for.
    """
    if not old or not new:
        yield BASIS_STATED if new else BASIS_UNSTATED
        return
    before, after = _names(old), _names(new)
    lost = [name for name in before if name not in after]
    gained = [name for name in after if name not in before]
    if lost or gained:
        # Beside a consent that stays and another basis, one more is no way out of that consent (EDPB 05/2020, 121-123);
        # beside consent alone it is.
        from_ = lost or [name for name in before if name != _CONSENT] or before
        yield from dict.fromkeys(_exchanged(from_, name) for name in gained or after)
    yield from dict.fromkeys(kind for name in after if name in before for kind in _same_basis(old, new, name, entry))


def _names(bases: Sequence[AnyLegalBasis]) -> list[str]:
    return list(dict.fromkeys(one.basis for one in bases))


def _exchanged(old: Sequence[str], new: str) -> Kind:
    """One basis in place of others, or beside the only ones there were."""
    if new == _CONSENT:
        return TO_CONSENT if _CONSENT not in old else CONSENT_TO_OTHER
    if _CONSENT in old:
        return CONSENT_TO_BALANCE if new in _BALANCED else CONSENT_TO_OTHER
    balanced = any(name in _BALANCED for name in old)
    if new in _BALANCED:
        return BASIS_OTHER if balanced else TO_BALANCE
    return FROM_BALANCE if balanced else BASIS_OTHER


def _same_basis(
    old: Sequence[AnyLegalBasis], new: Sequence[AnyLegalBasis], name: str, entry: ReleaseChange | None
) -> Iterator[Kind]:
    """What changed in a basis that stayed. Those with the same cases are one; else they count in their order."""
    before = [one for one in old if one.basis == name and one not in new]
    after = [one for one in new if one.basis == name and one not in old]
    confirmed = entry is not None and entry.wording in ("unchanged", "narrowed")
    for one, other in zip(before, after, strict=False):
        if one.cases != other.cases:
            yield DETAIL_SAME if confirmed else CASES_OTHER
        if isinstance(one, LegitimateInterests) and isinstance(other, LegitimateInterests):
            yield from _interest(one, other, confirmed=confirmed)
        elif isinstance(one, Consent) and isinstance(other, Consent):
            yield from _consent(one, other, confirmed=confirmed)
        elif one.model_copy(update={"cases": None}) != other.model_copy(update={"cases": None}):
            yield DETAIL_SAME if confirmed else _detail_kind(one, other)
    if len(after) > len(before):
        yield INTEREST_OTHER if name == "legitimate_interests" else CASES_OTHER
    elif len(after) < len(before):
        yield INTEREST_FEWER if name == "legitimate_interests" else DETAIL_SAME


def _detail_kind(old: AnyLegalBasis, new: AnyLegalBasis) -> Kind:
    """What is behind a basis: only supplied, only withdrawn, or another."""
    fields = [field for field in type(old).model_fields if field != "cases"]
    changed = [pair for field in fields if (pair := (getattr(old, field), getattr(new, field)))[0] != pair[1]]
    if all(before is None for before, _ in changed):
        return DETAIL_STATED
    return DETAIL_WITHDRAWN if all(after is None for _, after in changed) else DETAIL_OTHER


def _consent(old: Consent, new: Consent, *, confirmed: bool) -> Iterator[Kind]:
    """Another question, or the same one by other ways."""
    if old.request != new.request and None not in (old.request, new.request) and not confirmed:
        yield QUESTION_OTHER
    elif old.model_copy(update={"cases": None}) != new.model_copy(update={"cases": None}):
        yield CONSENT_ASKED


def _interest(old: LegitimateInterests, new: LegitimateInterests, *, confirmed: bool) -> Iterator[Kind]:
    if old.interest != new.interest:
        if old.interest is None or new.interest is None:
            yield INTEREST_UNSTATED if new.interest is None else INTEREST_STATED
        else:
            yield INTEREST_REWORDED if confirmed else INTEREST_OTHER
    if old.whose != new.whose:
        yield _whose(old.whose, new.whose)
    if (old.balancing, old.balancing_on_request) != (new.balancing, new.balancing_on_request):
        more, less = old.balancing is None, bool(old.balancing) and new.balancing is None
        yield BALANCING_LESS if less else BALANCING_ADDED if more else BALANCING_CHANGED


def _whose(old: object, new: object) -> Kind:
    """The interest of a third party weighs in another balance than one's own (art. 6(1)(f))."""
    if old is None or new is None:
        return INTEREST_STATED if old is None else DETAIL_WITHDRAWN
    return INTEREST_FEWER if old == "both" else INTEREST_OTHER


# --- lines ----------------------------------------------------------------------------------------------------------


def _bases(pair: Pair, change: Change) -> Iterator[Judgement]:
    kinds = bases_between(change.old or (), change.new or (), pair.entry(change.path))  # type: ignore[arg-type]
    yield from (Judgement(kind) for kind in kinds)
    before, after = pair.old_rows.get(change.path[:4]), pair.new_rows.get(change.path[:4])
    if change.new and before is not None and after is not None and is_portable(before) and not is_portable(after):
        yield Judgement(PORTABLE_LOST)


def is_portable(row: Processing) -> bool:
    """Consent or a contract, and automated means; what is not decided counts as automated (art. 20(1))."""
    explicit = row.special_ground is not None and row.special_ground.condition == EXPLICIT_CONSENT
    on_basis = explicit or any(basis.basis in (_CONSENT, "contract") for basis in row.legal_basis)
    return on_basis and row.automated_means is not False


def _explicit(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Only special categories ask explicit consent; elsewhere it is a promise that costs people nothing."""
    ground = value_at(pair.new, (*change.path[:4], "special_ground"))
    needed = isinstance(ground, SpecialCategoryGround) and ground.condition == EXPLICIT_CONSENT
    yield Judgement(CONSENT_LESS_EXPLICIT if needed and change.old and not change.new else CONSENT_EXPLICIT)


def _answers_for(pair: Pair, change: Change) -> Iterator[Judgement]:
    yield Judgement(_whose(change.old, change.new))


def _on_request(_pair: Pair, change: Change) -> Iterator[Judgement]:
    yield Judgement(BALANCING_ADDED if change.new else BALANCING_LESS if change.old else BALANCING_CHANGED)


def _condition(_pair: Pair, change: Change) -> Iterator[Judgement]:
    """One exception of art. 9(2) in place of another."""
    if EXPLICIT_CONSENT in (change.old, change.new):
        yield Judgement(GROUND_TO_CONSENT if change.new == EXPLICIT_CONSENT else GROUND_FROM_CONSENT)
    else:
        yield Judgement(GROUND_OTHER)


_WITHDRAWN_BY = by_filling(WITHDRAWAL_STATED, WITHDRAWAL_MORE, WITHDRAWAL_HARDER, WITHDRAWAL_OTHER, WITHDRAWAL_HARDER)


def _detail(at: str, stated: Kind, other: Judge | Kind, gone: Kind) -> Iterator[Line]:
    yield line(at, stated, Action.ADDED)
    yield line(at, other, Action.CHANGED)
    yield line(at, gone, Action.REMOVED)


def lines_of_bases(at: str) -> Iterator[Line]:
    """The lines for a list of legal bases at `at`."""
    item = f"{at}.#"
    detail = by_wording(DETAIL_OTHER, unchanged=DETAIL_SAME)
    yield line(at, _bases)
    yield line(f"{item}.explicit", _explicit)
    question = by_wording(QUESTION_OTHER, unchanged=CONSENT_ASKED)
    yield from _detail(f"{item}.request", CONSENT_DETAIL, question, CONSENT_ASKED)
    yield from _detail(f"{item}.given_by", CONSENT_DETAIL, CONSENT_ASKED, CONSENT_ASKED)
    yield line(f"{item}.given_by", CONSENT_DETAIL, Action.WIDENED)
    yield line(f"{item}.given_by", CONSENT_ASKED, Action.NARROWED)
    yield line(f"{item}.withdrawn_by", _WITHDRAWN_BY)
    yield from _detail(f"{item}.withdraw_at", WITHDRAWAL_STATED, WITHDRAWAL_OTHER, WITHDRAWAL_HARDER)
    for field in ("agreement", "steps_at_request", "law", "article", "task"):
        yield from _detail(f"{item}.{field}", DETAIL_STATED, detail, DETAIL_WITHDRAWN)
    yield from _detail(
        f"{item}.interest",
        INTEREST_STATED,
        by_wording(INTEREST_OTHER, unchanged=INTEREST_REWORDED),
        INTEREST_UNSTATED,
    )
    yield line(f"{item}.whose", _answers_for)
    yield from _detail(f"{item}.balancing", BALANCING_ADDED, BALANCING_CHANGED, BALANCING_LESS)
    yield line(f"{item}.balancing_on_request", _on_request)


def lines_of_grounds(row: str) -> Iterator[Line]:
    """The lines for what a ground says besides that it is one; its coming and going is the business of the row."""
    for ground in ("special_ground", "criminal_ground", "bsn_ground"):
        other = by_wording(GROUND_OTHER, unchanged=DETAIL_SAME)
        yield from _detail(f"{row}.{ground}.law", DETAIL_STATED, other, DETAIL_WITHDRAWN)
        yield from _detail(f"{row}.{ground}.article", DETAIL_STATED, other, DETAIL_WITHDRAWN)
        yield from _detail(f"{row}.{ground}.explanation", DETAIL_STATED, other, DETAIL_WITHDRAWN)
    yield line(f"{row}.special_ground.condition", _condition, Action.CHANGED)
