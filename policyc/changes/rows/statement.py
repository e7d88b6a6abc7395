"""The statement as a whole: scope, promises, security, own texts, and its bookkeeping (rows 46, 47, 49, 51 to 53)."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.changes.change import Action, Change
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair
from policyc.changes.rows.generic import ORDER
from policyc.changes.rows.judges import by_filling, by_wording, supplied, withdrawn
from policyc.changes.rows.rights import judge_transcription
from policyc.changes.table import Judgement, Line, Waiver, line, lines
from policyc.diagnostics import Wording
from policyc.model.policy import Policy

_WP260 = ("WP260 rev.01, 29",)
_KEPT = Wording("dat de oude belofte nog geldt voor deze wijziging", "that the old promise holds for this change")

# --- kinds: texts ---------------------------------------------------------------------------------------------------

FREE_TEXT = Kind(
    "free-text",
    52,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("andere vrije tekst; niemand zei wat dat betekent", "another free text that nobody judged"),
    _WP260,
    Wording("de oude en de nieuwe tekst", "the old and the new text"),
)
REWORDED = Kind(
    "reworded",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("andere woorden met dezelfde betekenis", "other words with the same meaning"),
    _WP260,
)
HEADING = Kind(
    "heading",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("andere kop of titel", "another heading or title"),
    _WP260,
)
LINK = Kind(
    "link",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("verwijzing toegevoegd of hersteld", "link added or repaired"),
    _WP260,
)
LINK_GONE = withdrawn("link-removed", "verwijzing weg", "link gone", "AVG 12(1)", "WP260 rev.01, 11")
DOCUMENT_ADDED = supplied(
    "document-added", "verwijzing naar nog een document", "reference to one more document", "AVG 12(1)"
)
DOCUMENT_GONE = withdrawn("document-removed", "document niet meer genoemd", "document no longer mentioned", "AVG 12(1)")
VERSION = Kind(
    "version",
    53,
    Materiality.EDITORIAL,
    Direction.NEUTRAL,
    Wording("ander versienummer of andere ingangsdatum", "another version number or effective date"),
    _WP260,
)
STATUS = Kind(
    "status",
    53,
    Materiality.EDITORIAL,
    Direction.NEUTRAL,
    Wording("hoever het werk aan de verklaring is", "how far the work on the statement is"),
    _WP260,
)
ADDRESSED = Kind(
    "address-form",
    53,
    Materiality.EDITORIAL,
    Direction.NEUTRAL,
    Wording("lezers met u of met je aangesproken", "readers addressed with “u” or with “je”"),
    _WP260,
)
LANGUAGES = Kind(
    "languages-of-statement",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("andere talen waarin de verklaring er is", "other languages in which the statement is published"),
    _WP260,
)
LANGUAGE_DROPPED = Kind(
    "language-dropped",
    52,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("verklaring niet meer in een taal waarin zij er was", "statement no longer published in a language"),
    ("AVG 12(1)", "WP260 rev.01, 13"),
)
PREVAILING = Kind(
    "prevailing-language",
    52,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("andere taal die bij verschil geldt", "another language prevails where texts differ"),
    ("WP260 rev.01, 13",),
)
ENDS = Kind(
    "statement-ends",
    49,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("verklaring geldt niet meer", "the statement holds no longer"),
    ("AVG 12(1)", "AVG 13", "WP260 rev.01, 29-30"),
    Wording("vanaf wanneer, en wat er met de gegevens gebeurt", "from when, and what happens to the data"),
)
HISTORY = Kind(
    "history",
    53,
    Materiality.EDITORIAL,
    Direction.NEUTRAL,
    Wording("lijst van eerdere versies", "list of earlier versions"),
    _WP260,
)

# --- kinds: scope ---------------------------------------------------------------------------------------------------

WIDER = Kind(
    "scope-wider",
    49,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("verklaring geldt voor meer of andere diensten", "statement counts for more or other services"),
    ("AVG 13", "WP260 rev.01, 29"),
    Wording("welke diensten", "which services"),
)
NARROWER = Kind(
    "scope-narrower",
    49,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("verklaring geldt voor minder diensten", "statement counts for fewer services"),
    ("AVG 13", "WP260 rev.01, 29"),
    Wording("waar u leest wat voor die diensten geldt", "where to read what counts for those services"),
)
SCOPE_STATED = supplied(
    "scope-stated", "gezegd waar de verklaring voor geldt", "said what the statement is about", "AVG 13"
)
SCOPE_OPEN = Kind(
    "scope-open",
    49,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("onduidelijk of de verklaring nog voor hetzelfde geldt", "unclear whether the scope is still the same"),
    ("AVG 13", "WP260 rev.01, 29"),
    Wording("voor welke diensten de verklaring geldt", "which services the statement is about"),
)
FURTHER_PURPOSES = Kind(
    "further-purposes",
    4,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("andere ruimte voor nieuwe doelen", "another reservation for further purposes"),
    ("AVG 5(1)(b)", "AVG 13(3)", "WP260 rev.01, 29"),
    Wording("welke doelen erbij kunnen komen", "which purposes may be added"),
)
FEWER_PURPOSES = Kind(
    "further-purposes-fewer",
    5,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("minder ruimte voor nieuwe doelen", "less room for further purposes"),
    ("AVG 5(1)(b)",),
)

# --- kinds: promises ------------------------------------------------------------------------------------------------

PROMISE_ADDED = Kind(
    "commitment-added",
    51,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("belofte erbij of ruimer", "promise added or wider"),
    ("AVG 5(1)(a)",),
)
PROMISE_DROPPED = Kind(
    "commitment-dropped",
    51,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("belofte over uw gegevens vervalt of verandert", "promise on the data dropped or changed"),
    ("AVG 5(1)(a)", "WP260 rev.01, 29-30"),
    Wording("wat nu mag of gebeurt dat eerst niet mocht", "what may happen now that might not before"),
)
LAW_REPEATED_LESS = Kind(
    "commitment-of-law-dropped",
    51,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("belofte vervalt die ook in de wet staat", "promise dropped that the law makes too"),
    ("AVG 5(1)(a)", "WP260 rev.01, 29"),
    Wording("dat de wet dit nog steeds eist", "that the law still demands it"),
)
PROMISE_DATE = Kind(
    "commitment-date",
    51,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("andere begindatum van een belofte", "another starting date of a promise"),
    ("AVG 5(1)(a)",),
)
ANNOUNCED_BETTER = Kind(
    "change-promise-stronger",
    51,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("wijzigingen beter aangekondigd", "changes announced better"),
    ("AVG 5(1)(a)", "WP260 rev.01, 29"),
)
ANNOUNCED_WORSE = Kind(
    "change-promise-weaker",
    51,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("wijzigingen minder goed aangekondigd", "changes announced less well"),
    ("AVG 5(1)(a)", "WP260 rev.01, 29"),
    _KEPT,
)
ARCHIVE_GONE = withdrawn(
    "archive-removed", "eerdere versies niet meer te vinden", "earlier versions no longer to be found", "AVG 5(1)(a)"
)
SECURED_BETTER = Kind(
    "security-better",
    46,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("beveiliging beter beschreven of maatregel erbij", "security described better or a measure added"),
    ("AVG 5(1)(f)",),
)
SECURED_WORSE = Kind(
    "security-dropped",
    46,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("beloofde beveiliging vervalt of verandert", "promised security dropped or changed"),
    ("AVG 5(1)(f)", "AVG 32", "WP260 rev.01, 29"),
    Wording("wat vervalt", "what is dropped"),
)
LEAK_CONTACT = Kind(
    "security-contact",
    38,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("ander adres om een lek te melden", "another address to report a leak"),
    _WP260,
    Wording("het nieuwe adres", "the new address"),
)
LEAK_CONTACT_ADDED = Kind(
    "security-contact-added",
    38,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("nog een adres om een lek te melden", "one more address to report a leak"),
    _WP260,
)

# --- promises -------------------------------------------------------------------------------------------------------

_OF_LAW = frozenset({"information", "rights", "lawfulness", "review"})
"""Claims that only repeat what the law demands of everybody: without them people have what they had."""


def _dropped(policy: Policy, id_: str) -> Kind:
    """What it means that the promise of a policy falls away."""
    claim = policy.commitments[id_].claim
    if claim == "security":
        return SECURED_WORSE
    return LAW_REPEATED_LESS if claim in _OF_LAW else PROMISE_DROPPED


def _promise_removed(pair: Pair, change: Change) -> Iterator[Judgement]:
    yield Judgement(_dropped(pair.old, str(change.path[1])))


def _promise_text(pair: Pair, change: Change) -> Iterator[Judgement]:
    """`narrowed`: the promise covers less. Its title is part of it: “Uw gegevens blijven bij ons”."""
    dropped = _dropped(pair.old, str(change.path[1]))
    yield from by_wording(dropped, unchanged=REWORDED, narrowed=dropped, widened=PROMISE_ADDED)(pair, change)


# --- scope ----------------------------------------------------------------------------------------------------------


def _further_purposes(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Both a reservation and a promise may stand here, so that its going says nothing by itself."""
    yield from by_wording(FURTHER_PURPOSES, unchanged=REWORDED, narrowed=FEWER_PURPOSES)(pair, change)


_PLACES = by_filling(SCOPE_STATED, WIDER, NARROWER, WIDER, SCOPE_OPEN)
_EXCLUSIONS = by_filling(NARROWER, NARROWER, WIDER, WIDER, WIDER)
_SCOPE_TEXT = by_wording(SCOPE_OPEN, unchanged=REWORDED, narrowed=NARROWER, widened=WIDER)
_FREE = by_wording(FREE_TEXT, unchanged=REWORDED)
_SECURITY_TEXT = by_wording(SECURED_WORSE, unchanged=REWORDED, narrowed=SECURED_WORSE, widened=SECURED_BETTER)
_ANNOUNCED = by_wording(ANNOUNCED_WORSE, unchanged=REWORDED, narrowed=ANNOUNCED_WORSE, widened=ANNOUNCED_BETTER)
_WAY_OUT = by_wording(ANNOUNCED_WORSE, unchanged=REWORDED, narrowed=ANNOUNCED_WORSE)
_CHANNELS = by_filling(ANNOUNCED_BETTER, ANNOUNCED_BETTER, ANNOUNCED_WORSE, ANNOUNCED_WORSE, ANNOUNCED_WORSE)
_MEASURES = by_filling(SECURED_BETTER, SECURED_BETTER, SECURED_WORSE, SECURED_WORSE, SECURED_WORSE)

_THERE = (Action.ADDED, Action.CHANGED)
_GONE = (Action.REMOVED,)
_CONTACTS = ("security.contact.email", "security.contact.phone", "security.contact.url")
_EXCLUSION = "scope.exclusions.#"
_VERSION = "change_promise.history.#"


def judge_status(_: Pair, change: Change) -> Iterator[Judgement]:
    """A statement in force that becomes an earlier version has no successor here: it ends, and people rely on it."""
    yield Judgement(ENDS if change.new == "archived" and change.old == "final" else STATUS)


def judge_languages(pair: Pair, _: Change) -> Iterator[Judgement]:
    """A language that goes leaves people without a text they can read."""
    old, new = (set(one.languages) for one in (pair.old, pair.new))
    yield Judgement(LANGUAGE_DROPPED if old - new else LANGUAGES)


def judge_prevailing(pair: Pair, _: Change) -> Iterator[Judgement]:
    """Who could read only one text until now relied on that one, whichever prevails from now on."""
    only = pair.old.languages == (pair.new.prevailing_language,)
    yield Judgement(LANGUAGES if only else PREVAILING)


LINES: tuple[Line, ...] = (
    line("policyc", Waiver("de versie van de brontaal, die lezers niet zien")),
    line("id", Waiver("de naam van de verklaring voor bestanden; lezers zien haar niet")),
    line("status", judge_status),
    line("transcription", judge_transcription),
    line("title", HEADING),
    line("design.**", Waiver("hoe de verklaring eruitziet; wat er staat, verandert er niet door")),
    line("address_form", ADDRESSED),
    *lines(judge_languages, "language", "translations"),
    line("prevailing_language", judge_prevailing),
    line("url", LINK, *_THERE),
    line("url", LINK_GONE, *_GONE),
    *lines(VERSION, "version", "effective"),
    line("introduction", _FREE),
    *lines(_PLACES, "scope.websites", "scope.applications", "scope.services"),
    line("scope.explanation", SCOPE_STATED, Action.ADDED),
    line("scope.explanation", _SCOPE_TEXT, Action.CHANGED, Action.REMOVED),
    line("scope.exclusions", _EXCLUSIONS),
    line(f"{_EXCLUSION}.explanation", _FREE),
    line(f"{_EXCLUSION}.url", LINK, *_THERE),
    line(f"{_EXCLUSION}.url", LINK_GONE, *_GONE),
    line("scope.further_purposes", _further_purposes),
    line("commitments.*", PROMISE_ADDED, Action.ADDED),
    line("commitments.*", _promise_removed, Action.REMOVED),
    line("commitments.*.title", PROMISE_ADDED, Action.ADDED),
    line("commitments.*.title", _promise_text, Action.CHANGED, Action.REMOVED),
    line("commitments.*.text", _promise_text),
    line("commitments.*.claim", Waiver("een merk voor de regels; lezers zien de tekst van de belofte")),
    line("commitments.*.since", PROMISE_DATE),
    *lines(ORDER, "commitments.*.after", "documents.*.after", "sections.*.after"),
    line("change_promise.channels", _CHANNELS),
    line("change_promise.lead_time", ANNOUNCED_BETTER, Action.ADDED, Action.LONGER),
    line("change_promise.lead_time", ANNOUNCED_WORSE, Action.REMOVED, Action.SHORTER, Action.CHANGED),
    line("change_promise.explanation", ANNOUNCED_BETTER, Action.ADDED),
    line("change_promise.explanation", _ANNOUNCED, Action.CHANGED, Action.REMOVED),
    *lines(ANNOUNCED_WORSE, "change_promise.reservation", "change_promise.reader_duty", actions=(Action.ADDED,)),
    *lines(ANNOUNCED_BETTER, "change_promise.reservation", "change_promise.reader_duty", actions=_GONE),
    *lines(_WAY_OUT, "change_promise.reservation", "change_promise.reader_duty", actions=(Action.CHANGED,)),
    line("change_promise.archive", LINK, *_THERE),
    line("change_promise.archive", ARCHIVE_GONE, *_GONE),
    line("change_promise.history", HISTORY, Action.WIDENED, Action.CHANGED),
    line("change_promise.history", ARCHIVE_GONE, Action.NARROWED),
    *lines(HISTORY, f"{_VERSION}.effective", f"{_VERSION}.summary"),
    line(f"{_VERSION}.url", HISTORY, *_THERE),
    line(f"{_VERSION}.url", ARCHIVE_GONE, *_GONE),
    line("documents.*", DOCUMENT_ADDED, Action.ADDED),
    line("documents.*", DOCUMENT_GONE, Action.REMOVED),
    line("documents.*.name", HEADING),
    line("documents.*.url", LINK, *_THERE),
    line("documents.*.url", LINK_GONE, *_GONE),
    line("documents.*.covers", DOCUMENT_ADDED, Action.ADDED),
    line("documents.*.covers", DOCUMENT_GONE, Action.REMOVED),
    line("documents.*.covers", by_wording(DOCUMENT_GONE, unchanged=REWORDED, narrowed=DOCUMENT_GONE), Action.CHANGED),
    line("security.explanation", SECURED_BETTER, Action.ADDED),
    line("security.explanation", SECURED_WORSE, *_GONE),
    line("security.explanation", _SECURITY_TEXT, Action.CHANGED),
    line("security.measures", _MEASURES),
    *lines(LEAK_CONTACT_ADDED, *_CONTACTS, actions=(Action.ADDED,)),
    *lines(LEAK_CONTACT, *_CONTACTS, actions=(Action.CHANGED, Action.REMOVED)),
    line("security.contact.explanation", LEAK_CONTACT_ADDED, Action.ADDED),
    line("security.contact.explanation", by_wording(LEAK_CONTACT, unchanged=REWORDED), Action.CHANGED),
    line("security.contact.explanation", LEAK_CONTACT, *_GONE),
    line("openings.*", _FREE),
    line("sections.*", _FREE),
    line("sections.*.title", HEADING),
    line("sections.*.text", _FREE),
    line("unconfirmed.**", Waiver("een vraag aan de organisatie, geen uitspraak aan lezers")),
    line("suppress.**", Waiver("een keuze bij de controle, geen uitspraak aan lezers")),
    line("release.**", Waiver("de aankondiging zelf, die geen deel is van de verklaring")),
)
