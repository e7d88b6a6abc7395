"""Cookies, and how consent for them is asked: rows 29 to 35."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.changes.change import Action, Change
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair
from policyc.changes.rows.generic import NOTATION
from policyc.changes.rows.judges import by_answer, by_filling, by_wording, effect_day, supplied, withdrawn
from policyc.changes.rows.recipients import NAME_IN_SOURCE
from policyc.changes.table import Judge, Judgement, Line, line, lines
from policyc.diagnostics import Wording
from policyc.law.facts import cookie_kind
from policyc.law.periods import surely_shorter
from policyc.model.cookies import Cookie, CookieDuration
from policyc.model.legal_basis import AnyLegalBasis, Consent
from policyc.model.values import SELF

_ASKED_AGAIN = ("Tw 11.7a(1)", "C-673/17 (Planet49)")

# --- kinds: a cookie that waits for consent -------------------------------------------------------------------------

ASKS = Kind(
    "cookie-asks-consent",
    30,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("nieuwe cookie waarvoor toestemming nodig is", "new cookie that needs consent"),
    _ASKED_AGAIN,
    Wording("doel, duur en derden; de keuze begint bij nee", "purpose, duration and third parties; it starts at no"),
)
ASKS_NOW = Kind(
    "cookie-asks-now",
    30,
    Materiality.CONSENT,
    Direction.BETTER,
    Wording("toestemming voor een cookie die er al was", "consent for a cookie that was there already"),
    _ASKED_AGAIN,
    Wording("dat u opnieuw kiest; de keuze begint bij nee", "that people choose anew; the choice starts at no"),
)
ASKED_ANEW = Kind(
    "cookie-asked-anew",
    30,
    Materiality.CONSENT,
    Direction.NEUTRAL,
    Wording("andere vraag om toestemming voor een cookie", "another question for the consent to a cookie"),
    ("AVG 4(11)", "AVG 7", *_ASKED_AGAIN),
    Wording("dat u opnieuw kiest; de keuze begint bij nee", "that people choose anew; the choice starts at no"),
)
DOES_MORE = Kind(
    "cookie-does-more",
    30,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording(
        "cookie met toestemming krijgt ander doel, andere gegevens, techniek of partij",
        "a cookie on consent gets another purpose, other data, another technique or party",
    ),
    ("AVG 4(11)", *_ASKED_AGAIN),
    Wording("oud en nieuw; de keuze begint bij nee", "old and new; the choice starts at no"),
)
UNCLEAR = Kind(
    "cookie-description",
    30,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("andere beschrijving van wat een cookie doet", "another description of what a cookie does"),
    ("Tw 11.7a(1)(a)", "WP260 rev.01, 29"),
    Wording("de oude en de nieuwe beschrijving", "the old and the new description"),
)
COOKIES_AFTER_ALL = Kind(
    "cookies-after-all",
    30,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("niet meer: wij gebruiken geen cookies", "no longer: we use no cookies"),
    ("Tw 11.7a(1)", "AVG 5(1)(a)"),
    Wording("welke cookies er zijn", "which cookies there are"),
)
REPLACED = Kind(
    "cookie-replaced",
    31,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording(
        "andere cookie met hetzelfde doel, dezelfde partij en niet langer",
        "another cookie with the same purpose and party, that stays no longer",
    ),
    ("Tw 11.7a(1)",),
    Wording("de nieuwe naam in de lijst", "the new name in the list"),
)
LONGER = Kind(
    "cookie-longer",
    32,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("cookie met toestemming blijft langer staan", "a cookie on consent stays longer"),
    ("C-673/17 (Planet49), 75-81", "Tw 11.7a(1)"),
    Wording("oude en nieuwe duur", "old and new duration"),
)
MORE_READERS = Kind(
    "cookie-more-readers",
    32,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("meer partijen lezen een cookie met toestemming", "more parties read a cookie on consent"),
    ("C-673/17 (Planet49), 75-81", "Tw 11.7a(1)"),
    Wording("wie de cookie eerst las en wie nu", "who read the cookie before and who does now"),
)

# --- kinds: a cookie that needs no consent --------------------------------------------------------------------------

EXEMPT_ADDED = Kind(
    "exempt-cookie",
    29,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("cookie zonder toestemming erbij of vervangen", "cookie without consent added or replaced"),
    ("Tw 11.7a(3)",),
)
EXEMPT_LONGER = Kind(
    "exempt-cookie-longer",
    29,
    Materiality.PUBLISH,
    Direction.WORSE,
    Wording("cookie zonder toestemming blijft langer staan", "a cookie without consent stays longer"),
    ("Tw 11.7a(3)", "AVG 5(1)(e)"),
)
EXEMPT_DOES_MORE = Kind(
    "exempt-cookie-does-more",
    29,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording(
        "cookie zonder toestemming krijgt ander doel, andere gegevens, techniek of lezers",
        "a cookie without consent gets another purpose, other data, another technique or readers",
    ),
    ("Tw 11.7a(3)", "WP260 rev.01, 29"),
    Wording("waarom nog steeds geen toestemming nodig is", "why still no consent is needed"),
)
NO_LONGER_ASKED = Kind(
    "cookie-no-longer-asked",
    33,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("voor een cookie geen toestemming meer gevraagd", "no consent asked any more for a cookie"),
    ("Tw 11.7a(3)", "WP260 rev.01, 29"),
    Wording("waarom, en hoe u bezwaar maakt", "why, and how to object"),
    frozenset({"refusals_respected"}),
)
EXEMPTION = Kind(
    "cookie-exemption",
    33,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("andere reden waarom geen toestemming nodig is", "another reason why no consent is needed"),
    ("Tw 11.7a(3)", "WP260 rev.01, 29"),
)
EXEMPTION_WEAKER = Kind(
    "cookie-exemption-weaker",
    33,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording(
        "voorwaarde vervalt waaronder geen toestemming nodig was", "condition under which no consent was needed is gone"
    ),
    ("Tw 11.7a(3)(b)", "WP260 rev.01, 30"),
    Wording("waarom nog steeds geen toestemming nodig is", "why still no consent is needed"),
)
CONSENT_DROPPED = Kind(
    "cookie-consent-dropped",
    7,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording(
        "toestemming vervalt voor een cookie waarvoor zij nodig is", "consent is dropped for a cookie that needs it"
    ),
    ("Tw 11.7a(1)", "AVG 5(1)(a)", "EDPB 05/2020, 121-123"),
    Wording("waarom, en dat wie weigerde buiten blijft", "why, and that those who refused stay out"),
    frozenset({"refusals_respected"}),
)
LESS = Kind(
    "cookie-less",
    34,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("cookie weg, korter of met minder", "cookie gone, shorter or with less"),
    ("Tw 11.7a",),
)
CONDITION_BETTER = Kind(
    "cookie-safeguard-added",
    34,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("cookie met een waarborg erbij", "cookie with one more safeguard"),
    ("Tw 11.7a(3)(b)",),
)
CONDITION_DROPPED = Kind(
    "cookie-safeguard-dropped",
    46,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("waarborg bij een cookie vervalt", "safeguard of a cookie is dropped"),
    ("AVG 5(1)(a)", "AVG 5(1)(f)", "WP260 rev.01, 29"),
    Wording("welke waarborg vervalt", "which safeguard is dropped"),
)
ANALYTICS_LONGER = Kind(
    "cookie-data-kept-longer",
    26,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("gegevens uit een cookie langer bewaard", "data from a cookie kept longer"),
    ("AVG 5(1)(e)", "AVG 13(2)(a)", "WP260 rev.01, 30"),
    Wording("oude en nieuwe termijn en de reden", "old and new period and the reason"),
)
ANALYTICS_SHORTER = Kind(
    "cookie-data-kept-shorter",
    27,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("gegevens uit een cookie korter bewaard", "data from a cookie kept shorter"),
    ("AVG 5(1)(c)", "AVG 5(1)(e)"),
)
BASIS = Kind(
    "cookie-basis",
    9,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("andere grondslag voor gegevens uit een cookie", "another legal basis for data from a cookie"),
    ("AVG 13(1)(c)-(d)", "AVG 21(4)"),
    Wording("oude en nieuwe grondslag, en uw recht van bezwaar", "old and new basis, and the right to object"),
)
BASIS_DETAIL = Kind(
    "cookie-basis-detail",
    11,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("ander belang of andere wet bij een cookie", "another interest or act for a cookie"),
    ("AVG 13(1)(c)-(d)", "C-394/23 (Mousse)"),
    Wording("het belang of de wet", "the interest or the act"),
)
RENAMED_PART = Kind(
    "cookie-reworded",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("tekst over cookies anders, even ruim", "text on cookies in other words, no wider"),
    ("WP260 rev.01, 29",),
)
DESCRIBED = supplied(
    "cookie-described", "meer informatie over een cookie", "more information about a cookie", "Tw 11.7a(1)(a)"
)
LESS_DESCRIBED = withdrawn(
    "cookie-less-described", "minder informatie over een cookie", "less information about a cookie", "Tw 11.7a(1)(a)"
)
TEXT = Kind(
    "cookie-text",
    52,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("andere tekst over cookies; niemand zei wat dat betekent", "another text on cookies that nobody judged"),
    ("Tw 11.7a(1)(a)", "WP260 rev.01, 29"),
)

# --- kinds: how consent is asked ------------------------------------------------------------------------------------

_EXERCISE = ("AVG 7(3)", "WP260 rev.01, 29")

MEANS = Kind(
    "consent-means",
    35,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("toestemming geven of intrekken gaat anders", "another way to give or withdraw consent"),
    _EXERCISE,
    Wording("waar en hoe het nu gaat", "where and how it goes now"),
)
MEANS_BETTER = Kind(
    "consent-easier",
    35,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("kiezen of intrekken gaat makkelijker", "choosing or withdrawing is easier"),
    _EXERCISE,
)
MEANS_HARDER = Kind(
    "consent-harder",
    40,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("weigeren of intrekken gaat moeilijker", "refusing or withdrawing is harder"),
    _EXERCISE,
    Wording("de stappen, en de oude weg zolang die open is", "the steps, and the old way while it is open"),
)
ASKED_LESS_OFTEN = Kind(
    "consent-asked-less-often",
    35,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("toestemming geldt langer zonder nieuwe vraag", "consent counts longer without a new question"),
    ("AVG 5(1)(a)", "AVG 7(3)", "WP260 rev.01, 30"),
    Wording("tot wanneer een eerdere keuze geldt", "until when an earlier choice counts"),
)
ASKED_MORE_OFTEN = Kind(
    "consent-asked-more-often",
    35,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("toestemming wordt vaker opnieuw gevraagd", "consent is asked anew more often"),
    _EXERCISE,
)
RECORD = Kind(
    "consent-record",
    35,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("toestemming anders vastgelegd", "consent recorded in another way"),
    ("AVG 7(1)",),
)
CLAIM = Kind(
    "consent-claim",
    35,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("andere bewering dat u al toestemming gaf", "another claim that consent was given before"),
    ("AVG 4(11)", "AVG 7(1)", "WP260 rev.01, 29"),
    Wording("wanneer dat gevraagd is, en hoe u intrekt", "when it was asked, and how to withdraw"),
)
CLAIM_GONE = Kind(
    "consent-claim-gone",
    35,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("bewering dat u al toestemming gaf vervalt", "claim that consent was given before is gone"),
    ("AVG 7(1)",),
)
QUESTION_ADDED = Kind(
    "consent-question-added",
    35,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("eigen vraag om toestemming erbij", "a question for consent of its own"),
    ("AVG 4(11)", "AVG 7(2)"),
)
QUESTION_GONE = Kind(
    "consent-question-gone",
    35,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("vraag om toestemming wordt niet meer gesteld", "a question for consent is no longer asked"),
    _EXERCISE,
    Wording("wat er met eerdere toestemming gebeurt", "what happens to consent that was given"),
)
QUESTION = Kind(
    "consent-question",
    4,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("vraag om toestemming in andere woorden", "question for consent in other words"),
    ("AVG 4(11)", "AVG 7", "WP260 rev.01, 29"),
    Wording("de oude en de nieuwe vraag", "the old and the new question"),
)
QUESTION_WIDER = Kind(
    "consent-question-wider",
    2,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("toestemming gevraagd voor meer dan eerst", "consent asked for more than before"),
    ("AVG 4(11)", "AVG 6(4)", "AVG 7"),
    Wording("de oude en de nieuwe vraag, en hoe u nee zegt", "the old and the new question, and how to say no"),
    frozenset({"options"}),
)
CONSENT_DESCRIBED = supplied(
    "consent-described", "meer informatie over toestemming", "more information about consent", "AVG 7", "AVG 13(2)(c)"
)
CONSENT_LESS_DESCRIBED = withdrawn(
    "consent-less-described",
    "minder informatie over toestemming",
    "less information about consent",
    "AVG 7",
    "AVG 13(2)(c)",
)

# --- whether a cookie waits for consent -----------------------------------------------------------------------------


def _is_on_consent(pair: Pair, cookie: Cookie) -> bool:
    """By the law for its category, by what the statement says, and where neither says: consent is the rule."""
    if cookie.category is not None and _law_asks(pair, cookie):
        return True
    if cookie.consent is not None:
        return cookie.consent == "required"
    return cookie.category is None or _has_consent_basis(cookie)


def _law_asks(pair: Pair, cookie: Cookie) -> bool:
    """Tw 11.7a(1): whether a cookie of its category needs consent; one that has none may always need it."""
    kind = None if cookie.category is None else cookie_kind(cookie.category, effect_day(pair))
    return kind is None or (kind.consent_required and not (kind.exempt_when_asked and bool(cookie.asked_by_user)))


def _has_consent_basis(cookie: Cookie) -> bool:
    return any(isinstance(basis, Consent) for basis in cookie.legal_basis)


def asks_consent(cookie: Cookie) -> bool:
    """Whether the statement says that consent is asked for it."""
    return cookie.consent == "required" or (cookie.consent is None and _has_consent_basis(cookie))


def _here(pair: Pair, change: Change) -> tuple[Cookie, Cookie]:
    id_ = str(change.path[1])
    return pair.old.cookies[id_], pair.new.cookies[id_]


# --- a cookie comes or goes -----------------------------------------------------------------------------------------


def _added(pair: Pair, change: Change) -> Iterator[Judgement]:
    cookie = pair.new.cookies[str(change.path[1])]
    if not _is_on_consent(pair, cookie):
        yield Judgement(EXEMPT_ADDED)
    else:
        yield Judgement(REPLACED if any(_replaces(cookie, old) for old in _gone(pair)) else ASKS)


def _gone(pair: Pair) -> Iterator[Cookie]:
    return (cookie for id_, cookie in pair.old.cookies.items() if id_ not in pair.new.cookies)


def _replaces(new: Cookie, old: Cookie) -> bool:
    """Row 31: consent for the old cookie was asked, and nothing in what people said yes to has grown."""
    return (
        asks_consent(old)
        and bool(new.purpose)
        and set(new.purpose) <= set(old.purpose)
        and set(new.data) <= set(old.data)
        and new.provider is not None
        and new.provider == old.provider
        and _lasts_no_longer(new.duration, old.duration)
        and set(new.third_party_access or ()) <= set(old.third_party_access or ())
        and _requests(new) <= _requests(old)
    )


def _requests(cookie: Cookie) -> set[str | None]:
    return {basis.request for basis in cookie.legal_basis if isinstance(basis, Consent)}


# --- what a cookie does ---------------------------------------------------------------------------------------------


def _by_need(on_consent: Kind, exempt: Kind) -> Judge:
    """By whether the cookie waited for consent, or does now."""

    def judge(pair: Pair, change: Change) -> Iterator[Judgement]:
        yield Judgement(on_consent if any(_is_on_consent(pair, one) for one in _here(pair, change)) else exempt)

    return judge


_does_more = _by_need(DOES_MORE, EXEMPT_DOES_MORE)
_replaced = _by_need(REPLACED, EXEMPT_ADDED)


def _scope(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Purposes, data, techniques: told at last, told no more, fewer, or more than people said yes to."""
    if not change.old:
        yield Judgement(DESCRIBED)
    elif not change.new:
        yield Judgement(LESS_DESCRIBED)
    elif change.action is Action.NARROWED:
        yield Judgement(LESS)
    else:
        yield from _does_more(pair, change)


def _names(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Another name alone: the same purpose and party, or else those are changes too."""
    if not change.old:
        yield Judgement(DESCRIBED)
    elif not change.new:
        yield Judgement(LESS_DESCRIBED)
    elif change.action is Action.NARROWED:
        yield Judgement(LESS)
    else:
        yield from _replaced(pair, change)


def _name(pair: Pair, change: Change) -> Iterator[Judgement]:
    """What people call it. It may go where the technical names stand."""
    _, now = _here(pair, change)
    if change.action is Action.ADDED:
        yield Judgement(DESCRIBED)
    elif change.action is Action.REMOVED:
        yield Judgement(RENAMED_PART if now.names else LESS_DESCRIBED)
    else:
        yield from _replaced(pair, change)


def _description(pair: Pair, change: Change) -> Iterator[Judgement]:
    if change.action is Action.ADDED:
        yield Judgement(DESCRIBED)
    elif change.action is Action.REMOVED:
        yield Judgement(LESS_DESCRIBED)
    else:
        entry = pair.entry(change.path)
        if entry is not None and entry.wording == "widened":
            yield from _does_more(pair, change)
        else:
            yield from by_wording(UNCLEAR, unchanged=RENAMED_PART)(pair, change)


def _provider(pair: Pair, change: Change) -> Iterator[Judgement]:
    if change.old is None:
        yield Judgement(DESCRIBED)
    elif change.new is None:
        yield Judgement(LESS_DESCRIBED)
    elif change.new == SELF:
        yield Judgement(LESS)
    else:
        yield from _by_need(DOES_MORE, EXEMPT_ADDED)(pair, change)


def _readers(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Consent that was given without a word on who else reads a cookie does not cover them (C-673/17)."""
    old, _ = _here(pair, change)
    before, now = set(old.third_party_access or ()), set(change.new) if isinstance(change.new, tuple) else set()
    if change.new is None:
        yield Judgement(LESS_DESCRIBED)
    elif now - before - {old.provider}:
        yield from _by_need(MORE_READERS, EXEMPT_DOES_MORE)(pair, change)
    else:
        yield Judgement(DESCRIBED if change.old is None else LESS)


# --- how long it stays ----------------------------------------------------------------------------------------------


def _duration(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Of the duration as a whole: one that changes from a session to a period gives a change for each of the two."""
    old, new = (cookie.duration for cookie in _here(pair, change))
    if not _is_stated(old):
        yield Judgement(DESCRIBED if _is_stated(new) else NOTATION)
    elif not _is_stated(new):
        yield Judgement(LESS_DESCRIBED)
    elif _lasts_no_longer(new, old):
        yield Judgement(LESS)
    else:
        yield from _by_need(LONGER, EXEMPT_LONGER)(pair, change)


def _is_stated(duration: CookieDuration | None) -> bool:
    return duration is not None and any(getattr(duration, field) for field in CookieDuration.model_fields)


def _lasts_no_longer(new: CookieDuration | None, old: CookieDuration | None) -> bool:
    """Whether a cookie surely stays no longer than it did.

    A period that begins again at every visit may last longer than the same period without that. Words about an event
    are the same only when they are equal.
    """
    if new is None or old is None:
        return False
    if new == old or old.permanent or new.session:
        return True
    limit = old.period or old.sliding
    length = new.period or (new.sliding if old.sliding else None)
    if limit is None or length is None:
        return False
    return length.length == limit.length or surely_shorter(length, limit)


# --- whether consent is asked ---------------------------------------------------------------------------------------


def _need(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Category, consent, exception asked by the visitor: what it does to the question (rows 30, 33; row 7)."""
    old, new = _here(pair, change)
    kind = _question(pair, old, new)
    if kind is None and change.path[-1] == "category":
        kind = _reclassified(pair, old, new)
    yield Judgement(kind or (LESS_DESCRIBED if change.new is None else DESCRIBED))


def _reclassified(pair: Pair, old: Cookie, new: Cookie) -> Kind | None:
    """Another category, where the statement itself does not ask more or less: it is the law that does."""
    if new.category is None:
        return None
    if old.category is None:
        return ASKS_NOW if _law_asks(pair, new) and not asks_consent(old) else None
    if not _is_on_consent(pair, new):
        return NO_LONGER_ASKED if _is_on_consent(pair, old) else EXEMPT_DOES_MORE
    return DOES_MORE


def _question(pair: Pair, old: Cookie, new: Cookie) -> Kind | None:
    """What changes in whether consent is asked; None when nothing does."""
    if asks_consent(old) and not asks_consent(new):
        return NO_LONGER_ASKED if not _is_on_consent(pair, new) else CONSENT_DROPPED
    if asks_consent(new) and not asks_consent(old):
        return ASKS_NOW
    if _requests(old) and _requests(new) - _requests(old):
        return ASKED_ANEW
    return None


def _bases(pair: Pair, change: Change) -> Iterator[Judgement]:
    """The list of legal bases of a cookie."""
    kind = _question(pair, *_here(pair, change))
    if kind is not None:
        yield Judgement(kind)
    elif not change.old:
        yield Judgement(DESCRIBED)
    elif not change.new:
        yield Judgement(LESS_DESCRIBED)
    elif _other(change.old) == _other(change.new):
        yield Judgement(RENAMED_PART)
    elif change.action is Action.NARROWED or _other(change.new) < _other(change.old):
        yield Judgement(LESS)
    else:
        yield Judgement(BASIS)


def _other(bases: object) -> frozenset[str]:
    """Which bases a list holds besides consent."""
    found: tuple[AnyLegalBasis, ...] = bases if isinstance(bases, tuple) else ()
    return frozenset(basis.basis for basis in found) - {"consent"}


def _request(pair: Pair, change: Change) -> Iterator[Judgement]:
    if change.action is Action.CHANGED:
        yield Judgement(ASKED_ANEW)
    else:
        yield Judgement(DESCRIBED if change.old is None else LESS_DESCRIBED)


def _ways(_pair: Pair, change: Change) -> Iterator[Judgement]:
    """By which ways consent is given or withdrawn; a place to withdraw."""
    if change.action is Action.ADDED or not change.old:
        yield Judgement(CONSENT_DESCRIBED)
    elif change.action is Action.REMOVED or not change.new:
        yield Judgement(MEANS_HARDER)
    else:
        yield Judgement({Action.WIDENED: MEANS_BETTER, Action.NARROWED: MEANS_HARDER}.get(change.action, MEANS))


def _asked_by_user(pair: Pair, change: Change) -> Iterator[Judgement]:
    """WP194: a function that the visitor asked for needs no consent."""
    old, new = _here(pair, change)
    if _law_asks(pair, old) != _law_asks(pair, new):
        yield Judgement(EXEMPTION if new.asked_by_user else EXEMPTION_WEAKER)
    else:
        yield Judgement(LESS_DESCRIBED if change.new is None else DESCRIBED)


def _exemption(pair: Pair, change: Change) -> Iterator[Judgement]:
    if change.action is Action.CHANGED:
        yield from by_wording(EXEMPTION, unchanged=RENAMED_PART)(pair, change)
    else:
        yield Judgement(DESCRIBED if change.old is None else LESS_DESCRIBED)


def _condition(pair: Pair, change: Change) -> Iterator[Judgement]:
    """A condition for analytics without consent. Where consent is asked it is a promise like others."""
    if change.new:
        yield Judgement(CONDITION_BETTER)
    else:
        yield from _by_need(CONDITION_DROPPED, EXEMPTION_WEAKER)(pair, change)


def _present(_pair: Pair, change: Change) -> Iterator[Judgement]:
    """`false` is a promise. `true` follows from the list of cookies, which has its own changes."""
    if change.new is False:
        yield Judgement(LESS)
    elif change.old is False:
        yield Judgement(COOKIES_AFTER_ALL)
    else:
        yield Judgement(DESCRIBED if change.new else LESS_DESCRIBED)


def _refusing(_pair: Pair, change: Change) -> Iterator[Judgement]:
    if change.new:
        yield Judgement(MEANS_BETTER)
    else:
        yield Judgement(MEANS_HARDER if change.old or change.new is False else CONSENT_LESS_DESCRIBED)


_ONE = "cookies.*"
_BASIS = "cookies.*.legal_basis.#"
_TEXTS = ("consent.explanation", "consent.refusal", "consent.withdrawal")

LINES: tuple[Line, ...] = (
    line(_ONE, _added, Action.ADDED),
    line(_ONE, LESS, Action.REMOVED),
    line(f"{_ONE}.names", _names),
    line(f"{_ONE}.name", _name),
    line(f"{_ONE}.description", _description),
    line(f"{_ONE}.provider", _provider),
    *lines(_need, f"{_ONE}.category", f"{_ONE}.consent"),
    *lines(_scope, f"{_ONE}.storage", f"{_ONE}.purpose", f"{_ONE}.data"),
    *lines(
        _duration,
        f"{_ONE}.duration",
        f"{_ONE}.duration.period",
        f"{_ONE}.duration.session",
        f"{_ONE}.duration.sliding",
        f"{_ONE}.duration.until",
        f"{_ONE}.duration.permanent",
    ),
    line(f"{_ONE}.third_party_access", _readers),
    line(f"{_ONE}.exemption", _exemption),
    line(f"{_ONE}.asked_by_user", _asked_by_user),
    line(f"{_ONE}.legal_basis", _bases),
    line(f"{_BASIS}.request", _request),
    *lines(_ways, f"{_BASIS}.given_by", f"{_BASIS}.withdrawn_by"),
    line(f"{_BASIS}.withdraw_at", CONSENT_DESCRIBED, Action.ADDED),
    line(f"{_BASIS}.withdraw_at", MEANS_HARDER, Action.REMOVED),
    line(f"{_BASIS}.withdraw_at", MEANS, Action.CHANGED),
    *lines(
        by_answer(yes=DESCRIBED, no=LESS_DESCRIBED, open_=LESS_DESCRIBED),
        *(f"{_BASIS}.{field}" for field in ("explicit", "steps_at_request", "balancing_on_request")),
    ),
    *lines(
        DESCRIBED,
        *(f"{_BASIS}.{field}" for field in ("agreement", "law", "article", "interest", "task", "whose", "balancing")),
        actions=(Action.ADDED,),
    ),
    *lines(
        LESS_DESCRIBED,
        *(f"{_BASIS}.{field}" for field in ("agreement", "law", "article", "interest", "task", "whose", "balancing")),
        actions=(Action.REMOVED,),
    ),
    *lines(
        by_wording(BASIS_DETAIL, unchanged=RENAMED_PART),
        *(f"{_BASIS}.{field}" for field in ("agreement", "law", "article", "interest", "task", "balancing")),
        actions=(Action.CHANGED,),
    ),
    line(f"{_BASIS}.whose", BASIS_DETAIL, Action.CHANGED),
    *lines(
        _condition,
        *(
            f"{_ONE}.conditions.{field}"
            for field in (
                "own_use_only",
                "no_profiles",
                "processor_agreement",
                "no_reuse_by_provider",
                "ip_shortened",
            )
        ),
    ),
    line(f"{_ONE}.conditions.retention", DESCRIBED, Action.ADDED),
    line(f"{_ONE}.conditions.retention", LESS_DESCRIBED, Action.REMOVED),
    line(f"{_ONE}.conditions.retention", ANALYTICS_LONGER, Action.LONGER, Action.CHANGED),
    line(f"{_ONE}.conditions.retention", ANALYTICS_SHORTER, Action.SHORTER),
    line(f"{_ONE}.conditional", LESS_DESCRIBED, Action.ADDED),
    line(f"{_ONE}.conditional", DESCRIBED, Action.REMOVED),
    line(f"{_ONE}.conditional", by_wording(UNCLEAR, unchanged=RENAMED_PART), Action.CHANGED),
    *lines(MEANS_BETTER, f"{_ONE}.removal", "cookie_use.removal", actions=(Action.ADDED,)),
    *lines(LESS_DESCRIBED, f"{_ONE}.removal", "cookie_use.removal", actions=(Action.REMOVED,)),
    *lines(
        by_wording(MEANS, unchanged=RENAMED_PART, narrowed=MEANS_HARDER, widened=MEANS_BETTER),
        f"{_ONE}.removal",
        "cookie_use.removal",
        *_TEXTS,
        actions=(Action.CHANGED,),
    ),
    line(f"{_ONE}.formerly", NAME_IN_SOURCE),
    line("cookie_use.present", _present),
    *lines(DESCRIBED, "cookie_use.explanation", "cookie_use.purposes", actions=(Action.ADDED,)),
    *lines(LESS_DESCRIBED, "cookie_use.explanation", "cookie_use.purposes", actions=(Action.REMOVED,)),
    *lines(
        by_wording(TEXT, unchanged=RENAMED_PART),
        "cookie_use.explanation",
        "cookie_use.purposes",
        actions=(Action.CHANGED,),
    ),
    *lines(_ways, "consent.means", "consent.withdrawn_by"),
    *lines(CONSENT_DESCRIBED, *_TEXTS, "consent.withdraw_at", actions=(Action.ADDED,)),
    line("consent.explanation", CONSENT_LESS_DESCRIBED, Action.REMOVED),
    *lines(MEANS_HARDER, "consent.refusal", "consent.withdrawal", "consent.withdraw_at", actions=(Action.REMOVED,)),
    line("consent.withdraw_at", MEANS, Action.CHANGED),
    line("consent.choices", by_filling(CONSENT_DESCRIBED, MEANS_BETTER, MEANS_HARDER, MEANS, CONSENT_LESS_DESCRIBED)),
    line("consent.refuse_as_easy", _refusing),
    line("consent.record", RECORD),
    line("consent.valid_for", ASKED_MORE_OFTEN, Action.ADDED, Action.SHORTER),
    line("consent.valid_for", ASKED_LESS_OFTEN, Action.REMOVED, Action.LONGER, Action.CHANGED),
    line("consent.asserted", CLAIM, Action.ADDED),
    line("consent.asserted", by_wording(CLAIM, unchanged=RENAMED_PART), Action.CHANGED),
    line("consent.asserted", CLAIM_GONE, Action.REMOVED),
    line("consent.requests.*", QUESTION_ADDED, Action.ADDED),
    line("consent.requests.*", QUESTION_GONE, Action.REMOVED),
    line(
        "consent.requests.*.name",
        by_wording(QUESTION, unchanged=RENAMED_PART, widened=QUESTION_WIDER),
    ),
    line("consent.requests.*.asked", CONSENT_DESCRIBED, Action.ADDED),
    line("consent.requests.*.asked", CONSENT_LESS_DESCRIBED, Action.REMOVED),
    line(
        "consent.requests.*.asked",
        by_wording(QUESTION, unchanged=RENAMED_PART, widened=QUESTION_WIDER),
        Action.CHANGED,
    ),
)
