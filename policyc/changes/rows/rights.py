"""Rights and how to use them, automated decisions, and children: rows 38 and 40 to 47."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyc.changes.change import Action, Change
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair
from policyc.changes.rows.generic import ADMINISTRATION
from policyc.changes.rows.judges import by_wording, supplied, withdrawn
from policyc.changes.table import Judgement, Line, line, lines
from policyc.diagnostics import Wording
from policyc.document.rights import rights_of
from policyc.model.policy import Policy
from policyc.model.rights import ComplaintStep, Rights
from policyc.model.text import Text

_ALWAYS = ("AVG 12(2)", "WP260 rev.01, 29")

# --- kinds: rights --------------------------------------------------------------------------------------------------

ROUTE = Kind(
    "rights-route",
    38,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("ander adres voor verzoeken", "another address for requests"),
    _ALWAYS,
    Wording(
        "het nieuwe adres, en dat het oude nog minstens drie maanden werkt",
        "the new address, and that the old one works for at least three months",
    ),
)
ROUTE_ADDED = Kind(
    "rights-route-added",
    38,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("nog een weg voor verzoeken", "one more route for requests"),
    _ALWAYS,
)
ROUTE_CLOSED = Kind(
    "rights-route-closed",
    40,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("weg voor verzoeken gesloten", "route for requests closed"),
    _ALWAYS,
    Wording("welke weg overblijft, en tot wanneer de oude open is", "which route remains, and until when the old one"),
)
EXERCISE = Kind(
    "rights-exercise",
    40,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("rechten gebruiken gaat anders", "another way to use rights"),
    _ALWAYS,
    Wording("de stappen", "the steps"),
)
HARDER = Kind(
    "rights-harder",
    40,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("rechten gebruiken gaat misschien moeilijker", "using rights may be harder"),
    _ALWAYS,
    Wording("de stappen, en waarom dit nodig is", "the steps, and why this is needed"),
)
EASIER = Kind(
    "rights-easier",
    40,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("rechten gebruiken gaat makkelijker", "using rights is easier"),
    ("AVG 12(2)",),
)
NOT_FREE = Kind(
    "rights-not-free",
    40,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("verzoeken kunnen geld kosten", "requests may cost money"),
    ("AVG 12(5)", "WP260 rev.01, 29"),
    Wording(
        "wanneer een verzoek geld kost; dat mag alleen als het kennelijk ongegrond of buitensporig is "
        "(artikel 12 lid 5 AVG)",
        "when a request costs money; that is allowed only if it is manifestly unfounded or excessive (art. 12(5) GDPR)",
    ),
)
SLOWER = Kind(
    "rights-answer-slower",
    40,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("antwoord op verzoeken duurt langer", "answers to requests take longer"),
    ("AVG 12(3)", "WP260 rev.01, 29"),
    Wording("oude en nieuwe termijn", "old and new period"),
)
DESCRIBED_BETTER = Kind(
    "right-described",
    41,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("recht beter beschreven", "right described better"),
    ("AVG 13(2)(b)",),
)
ADDED = Kind(
    "right-added",
    41,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("recht erbij", "a right more"),
    ("AVG 13(2)(b)",),
)
WITHHELD = Kind(
    "right-withheld",
    41,
    Materiality.NOTIFY,
    Direction.BETTER,
    Wording("recht genoemd dat u al had", "right mentioned that people had already"),
    ("AVG 13(2)(b)", "WP260 rev.01, 29"),
    Wording("het recht, en dat u het al had", "the right, and that people had it already"),
)
LESS_DESCRIBED = withdrawn(
    "rights-less-described", "minder uitleg over rechten", "less explanation of rights", "AVG 12(1)", "AVG 13(2)(b)"
)
LOST = Kind(
    "right-removed",
    42,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("recht niet meer genoemd", "right no longer mentioned"),
    ("AVG 13(2)(b)", "WP260 rev.01, 29-30"),
    Wording("waarom, en welke rechten blijven", "why, and which rights remain"),
)
COMPLAINT = Kind(
    "complaint-details",
    47,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("gegevens van de toezichthouder of klachtenregeling", "details of the authority or complaints procedure"),
    ("AVG 13(2)(d)",),
)

COMPLAINT_OTHER = Kind(
    "complaint-route-changed",
    40,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("een klacht indienen gaat anders", "another way to complain"),
    ("AVG 13(2)(d)", "WP260 rev.01, 29"),
    Wording("waar mensen een klacht indienen", "where people complain"),
)
COMPLAINT_FEWER = Kind(
    "complaint-route-removed",
    40,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("een weg minder om een klacht in te dienen", "one way fewer to complain"),
    ("AVG 13(2)(d)", "WP260 rev.01, 29"),
    Wording(
        "welke wegen er nog zijn; naar de toezichthouder kan altijd", "which ways remain; the authority is always one"
    ),
)
COMPLAINT_UNCLEAR = Kind(
    "complaint-explanation",
    40,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("andere uitleg over klachten, die niemand beoordeelde", "another explanation of complaints, not judged"),
    ("AVG 77(1)", "AVG 13(2)(d)", "WP260 rev.01, 29"),
    Wording("dat iedereen meteen naar de toezichthouder mag", "that everybody may go to the authority at once"),
)
"""Everyone may complain to the authority, and to nobody else first (art. 77(1)). Other words may hide that."""
COMPLAINT_HARDER = Kind(
    "complaint-harder",
    40,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("klagen gaat moeilijker", "complaining is harder"),
    ("AVG 77(1)", "AVG 13(2)(d)", "WP260 rev.01, 29-30"),
    Wording("dat iedereen meteen naar de toezichthouder mag", "that everybody may go to the authority at once"),
)
COMPLAINT_LESS = withdrawn(
    "complaint-less-described", "minder uitleg over klachten", "less explanation of complaints", "AVG 13(2)(d)"
)

# --- kinds: automated decisions and children ------------------------------------------------------------------------

DECIDES = Kind(
    "automated-decision",
    43,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("automatisch besluit erbij", "automated decision introduced"),
    ("AVG 13(2)(f)", "AVG 22", "WP260 rev.01, 30"),
    Wording("hoe het werkt, het gevolg en hoe een mens meekijkt", "the logic, the effect and the human review"),
)
DECIDES_ON_CONSENT = Kind(
    "automated-decision-on-consent",
    43,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("automatisch besluit met uitdrukkelijke toestemming", "automated decision on explicit consent"),
    ("AVG 22(2)(c)", "AVG 7", "AVG 13(2)(f)"),
    Wording(
        "hoe het werkt, het gevolg, hoe een mens meekijkt en hoe u nee zegt",
        "the logic, the effect, the human review, and how to say no",
    ),
    frozenset({"options"}),
)
DECIDES_OTHERWISE = Kind(
    "automated-decision-changed",
    43,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("automatisch besluit werkt anders", "automated decision works in another way"),
    ("AVG 13(2)(f)", "C-203/22 (Dun & Bradstreet)", "WP260 rev.01, 29"),
    Wording("wat er anders gaat en het gevolg", "what changes and the effect"),
)
REVIEW_LOST = Kind(
    "human-review-removed",
    43,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("geen of een andere menselijke blik op een automatisch besluit", "human review gone or changed"),
    ("AVG 22(3)", "WP260 rev.01, 30"),
    Wording("wie u nu vraagt om mee te kijken", "whom to ask for a review now"),
)
REVIEW_ADDED = Kind(
    "human-review-added",
    43,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("een mens kijkt mee bij een automatisch besluit", "human review of an automated decision"),
    ("AVG 22(3)",),
)
DECISION_CONSENT_DROPPED = Kind(
    "automated-decision-consent-dropped",
    7,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording(
        "automatisch besluit niet meer op toestemming, maar op iets anders",
        "automated decision no longer on consent but on something else",
    ),
    ("AVG 22(2)", "AVG 5(1)(a)", "EDPB 05/2020, 121-123"),
    Wording("waarom, en dat wie weigerde buiten blijft", "why, and that those who refused stay out"),
    frozenset({"refusals_respected"}),
)
DECIDES_NO_MORE = Kind(
    "automated-decision-ended",
    44,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("automatisch besluit vervalt of bestaat niet", "automated decision ended, or there is none"),
    ("AVG 13(2)(f)",),
)
NOT_NONE = Kind(
    "automated-decisions-no-longer-none",
    43,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("niet meer: wij nemen geen automatische besluiten", "no longer: we take no automated decisions"),
    ("AVG 5(1)(a)", "AVG 13(2)(f)", "WP260 rev.01, 30"),
    Wording("of er automatische besluiten zijn", "whether there are automated decisions"),
)
DECISION_DESCRIBED = supplied(
    "automated-decision-described",
    "meer uitleg over automatische besluiten",
    "more explanation of automated decisions",
    "AVG 13(2)(f)",
)
DECISION_LESS_DESCRIBED = withdrawn(
    "automated-decision-less-described",
    "minder uitleg over automatische besluiten",
    "less explanation of automated decisions",
    "AVG 13(2)(f)",
)
DECISION_REWORDED = Kind(
    "automated-decision-reworded",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("automatisch besluit anders beschreven, met hetzelfde gevolg", "automated decision in other words"),
    ("WP260 rev.01, 29",),
)
CHILDREN = Kind(
    "children",
    45,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("andere regels voor kinderen", "other rules for children"),
    ("AVG 8", "AVG 12(1)", "UAVG 5"),
    Wording(
        "wie toestemming geeft en wie rechten gebruikt, ook in woorden voor kinderen",
        "who consents and who uses rights, in words for children too",
    ),
)
PARENTS = Kind(
    "parental-consent",
    45,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("andere regel voor toestemming van ouders", "another rule for the consent of parents"),
    ("AVG 8(1)", "UAVG 5", "WP260 rev.01, 29-30"),
    Wording(
        "voor welke kinderen een ouder toestemming geeft; jonger dan 16 jaar is dat altijd een ouder",
        "for which children a parent consents; below 16 it is always a parent",
    ),
)
"""Fewer questions to parents, as far as nobody said otherwise. In the Netherlands the age is 16 (art. 5 UAVG)."""
CHILDREN_REWORDED = Kind(
    "children-reworded",
    45,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("regels voor kinderen anders beschreven, met dezelfde inhoud", "rules for children in other words"),
    ("WP260 rev.01, 29",),
)
CHILDREN_DESCRIBED = supplied(
    "children-described", "meer uitleg over kinderen", "more explanation on children", "AVG 8", "AVG 12(1)"
)

# --- which rights people read of ------------------------------------------------------------------------------------


def _stated(pair: Pair, _change: Change) -> Iterator[Judgement]:
    """The rights that readers get from each version, however they came there (rows 41 and 42)."""
    before, now = _printed(pair.old), _printed(pair.new)
    gained, lost = now - before, before - now
    if gained:
        yield Judgement(WITHHELD if gained & _printed(_by_law(pair.old)) else ADDED)
    if lost:
        yield Judgement(LOST)
    if not gained and not lost:
        stated = pair.new.rights.stated if pair.new.rights else None
        yield Judgement(DESCRIBED_BETTER if stated is None else EXERCISE)


def _printed(policy: Policy) -> frozenset[str]:
    """What readers get. The complaint has a section of its own, which a published text has only if it says so."""
    rights = frozenset[str](view.right for view in rights_of(policy))
    return rights | {"complaint"} if _names_complaint(policy) else rights


def _names_complaint(policy: Policy) -> bool:
    own = policy.rights or Rights()
    if own.complaint or own.complaint_ladder or "complaint" in own.per_right or "complaint" in (own.stated or ()):
        return True
    return own.stated is None and not policy.transcription and bool(policy.purposes or policy.cookies)


def _by_law(policy: Policy) -> Policy:
    """The policy as if it named no rights: they then follow from its legal bases."""
    rights = policy.rights and policy.rights.model_copy(update={"stated": None})
    return policy.model_copy(update={"rights": rights, "transcription": None})


def judge_transcription(pair: Pair, change: Change) -> Iterator[Judgement]:
    """A text that was taken over names its own rights; any other gets those that follow from the law."""
    if _printed(pair.old) == _printed(pair.new) or any(one.path[:1] == ("rights",) for one in pair.changes):
        yield Judgement(ADMINISTRATION)
    else:
        yield from _stated(pair, change)


# --- how to use them ------------------------------------------------------------------------------------------------


def _route(pair: Pair, change: Change) -> Iterator[Judgement]:
    """An address for requests. One that goes while another comes is a new address; else a door is shut."""
    if change.action is Action.CHANGED and not isinstance(change.new, bool):
        yield Judgement(ROUTE)
    elif change.new:
        yield Judgement(ROUTE_ADDED)
    elif not change.old:
        yield Judgement(ADMINISTRATION)
    else:
        yield Judgement(ROUTE if _routes(pair.new) - _routes(pair.old) else ROUTE_CLOSED)


def _routes(policy: Policy) -> frozenset[str]:
    channel = policy.rights.channel if policy.rights else None
    names = ("controller_contact", "email", "form", "phone")
    return frozenset(name for name in names if channel is not None and getattr(channel, name))


def _free(_pair: Pair, change: Change) -> Iterator[Judgement]:
    yield Judgement(EASIER if change.new else NOT_FREE if change.new is False else LESS_DESCRIBED)


def _words(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Vague words on how soon an answer comes; no loss where a real period stands now."""
    time = pair.new.rights.response_time if pair.new.rights else None
    if change.action is Action.ADDED:
        yield Judgement(EXERCISE)
    elif change.action is Action.REMOVED:
        yield Judgement(EASIER if time is not None and time.within else LESS_DESCRIBED)
    else:
        yield from by_wording(EXERCISE, unchanged=DESCRIBED_BETTER)(pair, change)


def _ladder(pair: Pair, _change: Change) -> Iterator[Judgement]:
    """The steps by their names: some come, some go, and what is said of those that stay."""
    before, now = _steps(pair.old), _steps(pair.new)
    gained = [name for name in now if name not in before]
    if gained or set(before) == set(now):
        yield Judgement(COMPLAINT_OTHER)
    else:
        yield Judgement(COMPLAINT_FEWER)
    if any(before[name].explanation != step.explanation for name, step in now.items() if name in before):
        yield Judgement(COMPLAINT_UNCLEAR)


def _steps(policy: Policy) -> Mapping[Text, ComplaintStep]:
    return {step.name: step for step in (policy.rights.complaint_ladder if policy.rights else ())}


_TEXT = by_wording(EXERCISE, unchanged=DESCRIBED_BETTER, narrowed=HARDER, widened=DESCRIBED_BETTER)

# --- automated decisions --------------------------------------------------------------------------------------------


def _present(_pair: Pair, change: Change) -> Iterator[Judgement]:
    """`false` is a promise, so it may not go in silence."""
    if change.new:
        yield Judgement(DECIDES)
    elif change.new is False:
        yield Judgement(DECIDES_NO_MORE)
    else:
        yield Judgement(DECISION_LESS_DESCRIBED if change.old else NOT_NONE)


def _decision(pair: Pair, change: Change) -> Iterator[Judgement]:
    automated = pair.new.automated_decisions
    decision = automated.decisions[str(change.path[2])] if automated else None
    on_consent = decision is not None and decision.ground == "explicit_consent"
    yield Judgement(DECIDES_ON_CONSENT if on_consent else DECIDES)


def _ground(_pair: Pair, change: Change) -> Iterator[Judgement]:
    if change.new == "explicit_consent":
        yield Judgement(DECIDES_ON_CONSENT)
    elif change.old == "explicit_consent":
        yield Judgement(DECISION_CONSENT_DROPPED)
    elif change.action is Action.CHANGED:
        yield Judgement(DECIDES_OTHERWISE)
    else:
        yield Judgement(DECISION_DESCRIBED if change.old is None else DECISION_LESS_DESCRIBED)


def _addressed(_pair: Pair, change: Change) -> Iterator[Judgement]:
    """That children are not addressed, where nothing was said, changes nothing for anybody."""
    yield Judgement(CHILDREN_DESCRIBED if change.old is None and change.new is False else CHILDREN)


_DECISION_TEXT = by_wording(DECIDES_OTHERWISE, unchanged=DECISION_REWORDED)
_REVIEW_TEXT = by_wording(REVIEW_LOST, unchanged=DECISION_REWORDED, narrowed=REVIEW_LOST, widened=REVIEW_ADDED)
_CHILDREN_TEXT = by_wording(CHILDREN, unchanged=CHILDREN_REWORDED, narrowed=CHILDREN, widened=CHILDREN)
_PARENTS_TEXT = by_wording(PARENTS, unchanged=CHILDREN_REWORDED, narrowed=PARENTS, widened=CHILDREN)
_COMPLAINT_TEXT = by_wording(COMPLAINT_UNCLEAR, unchanged=COMPLAINT, narrowed=COMPLAINT_HARDER, widened=COMPLAINT)

_EXPLANATIONS = ("rights.introduction", "rights.channel.explanation", "rights.per_right.*.explanation")
_STEP = "rights.complaint_ladder.#"
_DECISION = "automated_decisions.decisions.*"
_DECISION_TEXTS = (
    *(f"{_DECISION}.{field}" for field in ("logic", "significance", "consequences", "law", "article")),
    "automated_decisions.explanation",
)

LINES: tuple[Line, ...] = (
    line("rights.stated", _stated),
    *lines(DESCRIBED_BETTER, *_EXPLANATIONS, actions=(Action.ADDED,)),
    *lines(LESS_DESCRIBED, *_EXPLANATIONS, actions=(Action.REMOVED,)),
    *lines(_TEXT, *_EXPLANATIONS, actions=(Action.CHANGED,)),
    *lines(_route, *(f"rights.channel.{field}" for field in ("controller_contact", "email", "form", "phone"))),
    line("rights.per_right.*", DESCRIBED_BETTER, Action.ADDED),
    line("rights.per_right.*", LESS_DESCRIBED, Action.REMOVED),
    line("rights.per_right.*.channel", ROUTE_ADDED, Action.ADDED),
    line("rights.per_right.*.channel", ROUTE, Action.CHANGED),
    line("rights.per_right.*.channel", ROUTE_CLOSED, Action.REMOVED),
    line("rights.identification", HARDER, Action.ADDED),
    line(
        "rights.identification",
        by_wording(HARDER, unchanged=DESCRIBED_BETTER, narrowed=EASIER, widened=HARDER),
        Action.CHANGED,
    ),
    line("rights.identification", EXERCISE, Action.REMOVED),
    *lines(SLOWER, "rights.response_time.within", actions=(Action.LONGER, Action.CHANGED)),
    line("rights.response_time.within", EASIER, Action.SHORTER, Action.ADDED),
    line("rights.response_time.within", LESS_DESCRIBED, Action.REMOVED),
    line("rights.response_time.words", _words),
    line("rights.response_time.extension", SLOWER, Action.LONGER, Action.CHANGED),
    line("rights.response_time.extension", EASIER, Action.SHORTER, Action.REMOVED),
    line("rights.response_time.extension", EXERCISE, Action.ADDED),
    line("rights.free", _free),
    line("rights.complaint.authority", COMPLAINT, Action.ADDED, Action.CHANGED),
    line("rights.complaint.authority", COMPLAINT_LESS, Action.REMOVED),
    line("rights.complaint.explanation", COMPLAINT_LESS, Action.REMOVED),
    *lines(
        by_wording(COMPLAINT, unchanged=COMPLAINT, narrowed=COMPLAINT_HARDER),
        "rights.complaint.explanation",
        f"{_STEP}.explanation",
        actions=(Action.ADDED,),
    ),
    *lines(_COMPLAINT_TEXT, "rights.complaint.explanation", f"{_STEP}.explanation", actions=(Action.CHANGED,)),
    line("rights.complaint_ladder", _ladder),
    *lines(COMPLAINT, f"{_STEP}.url", f"{_STEP}.email", actions=(Action.ADDED, Action.CHANGED)),
    *lines(COMPLAINT_LESS, f"{_STEP}.explanation", f"{_STEP}.url", f"{_STEP}.email", actions=(Action.REMOVED,)),
    line("automated_decisions.present", _present),
    line(_DECISION, _decision, Action.ADDED),
    line(_DECISION, DECIDES_NO_MORE, Action.REMOVED),
    line(f"{_DECISION}.name", _DECISION_TEXT),
    line(f"{_DECISION}.ground", _ground),
    *lines(DECISION_DESCRIBED, *_DECISION_TEXTS, actions=(Action.ADDED,)),
    *lines(DECISION_LESS_DESCRIBED, *_DECISION_TEXTS, actions=(Action.REMOVED,)),
    *lines(_DECISION_TEXT, *_DECISION_TEXTS, actions=(Action.CHANGED,)),
    line(f"{_DECISION}.human_review", REVIEW_ADDED, Action.ADDED),
    line(f"{_DECISION}.human_review", REVIEW_LOST, Action.REMOVED),
    line(f"{_DECISION}.human_review", _REVIEW_TEXT, Action.CHANGED),
    line("children.addressed", _addressed),
    line("children.minimum_age", CHILDREN),
    line("children.parental_consent", CHILDREN, Action.ADDED),
    line("children.parental_consent", _PARENTS_TEXT, Action.CHANGED, Action.REMOVED),
    line("children.age_check", CHILDREN, Action.ADDED, Action.REMOVED),
    *lines(_CHILDREN_TEXT, "children.age_check", "children.explanation", actions=(Action.CHANGED,)),
    line("children.explanation", CHILDREN_DESCRIBED, Action.ADDED),
    line("children.explanation", CHILDREN, Action.REMOVED),
)
