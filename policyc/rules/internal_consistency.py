"""Family IN: a policy that contradicts itself, or rests on what nobody has confirmed or what will not last."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.law.facts import Fact
from policyc.law.periods import later
from policyc.model.base import quoted
from policyc.model.cookies import Cookie
from policyc.model.legal_basis import Consent, Contract, Means
from policyc.model.recipient import Recipient
from policyc.rules import spoken
from policyc.rules.case import Case, Row
from policyc.rules.claims import Claim, claims, is_denied, once_a_text, says
from policyc.rules.foundations import facts_relied_on
from policyc.rules.rule import ALWAYS, AVG, Finding, Rule
from policyc.rules.wording import in_quotes

UNCONFIRMED = "IN003"


# --- IN001 ----------------------------------------------------------------------------------------------------------

_Named = tuple[str, Hashable, Path, str]
"""(id, what makes two of them the same, where its name stands below the id, its name)"""


def declared_twice(case: Case) -> Iterator[Finding]:
    """Under two ids one thing has two descriptions, and a reader cannot tell which of them counts."""
    for field in ("audiences", "data_categories", "purposes"):
        parts = getattr(case.policy, field)
        named = ((id_, _folded(case.say(one.name)), ("name",), case.say(one.name)) for id_, one in parts.items())
        yield from _repeated(field, named, lambda earlier, later: True)
    recipients, cookies = case.policy.recipients, case.policy.cookies
    yield from _repeated(
        "recipients",
        (_named_recipient(case, id_, one) for id_, one in recipients.items()),
        lambda earlier, later: _may_be_one(case, recipients[earlier], recipients[later]),
    )
    yield from _repeated(
        "cookies",
        (named for id_, one in cookies.items() for named in _named_cookie(case, id_, one)),
        lambda earlier, later: _is_alike(cookies[earlier].storage, cookies[later].storage),
    )


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _named_recipient(case: Case, id_: str, recipient: Recipient) -> _Named:
    name = case.say(recipient.title)
    return id_, _folded(name), ("name" if recipient.name else "category",), name


def _named_cookie(case: Case, id_: str, cookie: Cookie) -> Iterator[_Named]:
    """A cookie is known by its name and its provider; a name on a device is case-sensitive."""
    for index, name in enumerate(cookie.names):
        yield id_, (case.say(name), cookie.provider), ("names", index), case.say(name)
    if cookie.name is not None:
        yield id_, (_folded(case.say(cookie.name)), cookie.provider), ("name",), case.say(cookie.name)


def _may_be_one(case: Case, one: Recipient, other: Recipient) -> bool:
    """A company can be processor for one task and controller of another. Then it is told apart by that."""
    fields = ("role", "country", "task", "kind", "sector")
    return all(_is_alike(getattr(one, field), getattr(other, field)) for field in fields)


def _is_alike(one: object, other: object) -> bool:
    """Whether nothing tells them apart: equal, or not stated of one of them."""
    return one is None or other is None or one == other


def _repeated(field: str, named: Iterable[_Named], is_one: Callable[[str, str], bool]) -> Iterator[Finding]:
    first: dict[Hashable, str] = {}
    reported: set[str] = set()
    for id_, key, at, name in named:
        earlier = first.setdefault(key, id_)
        if earlier == id_ or id_ in reported or not is_one(earlier, id_):
            continue
        reported.add(id_)
        yield Finding(
            (field, id_, *at),
            Wording(
                f"“{name}” staat er twee keer: als {earlier} en als {id_}.",
                f"“{name}” is there twice: as {earlier} and as {id_}.",
            ),
            related=(((field, earlier), Wording("hier staat het al", "it is already here")),),
        )


# --- IN002 ----------------------------------------------------------------------------------------------------------


def contradiction(case: Case) -> Iterator[Finding]:
    """What excludes what is said elsewhere makes one of the two untrue (art. 5(1)(a))."""
    yield from _denied_but_there(case)
    yield from _denied_but_said(case)
    yield from _duty_and_consent(case)
    yield from _exclusive_but_shared(case)


def _excluding(
    at: Path, one: Wording, other: Wording, related: Path, phrase: str = "", level: Severity | None = None
) -> Finding:
    return Finding(
        at,
        Wording(
            f"Deze passages spreken elkaar tegen: {one.nl} / {other.nl}.",
            f"These passages contradict each other: {one.en} / {other.en}.",
        ),
        phrase=phrase,
        level=level,
        related=((related, Wording("spreekt dat tegen", "contradicts that")),),
    )


def _denied_but_there(case: Case) -> Iterator[Finding]:
    """The flag says no, what stands beside it says yes. AD001 and RE004 see to decisions and recipients."""
    policy = case.policy
    cookie = next(iter(policy.cookies), None)
    if policy.cookie_use is not None and policy.cookie_use.present is False and cookie is not None:
        yield _excluding(
            ("cookie_use", "present"),
            Wording("er zijn geen cookies", "there are no cookies"),
            Wording("er staan cookies in de lijst", "there are cookies in the list"),
            ("cookies", cookie),
        )
    officer = policy.dpo
    if officer is not None and officer.designated is False:
        given = next((field for field in ("name", "email", "phone", "contact_form") if getattr(officer, field)), None)
        if given is not None:
            yield _excluding(
                ("dpo", "designated"),
                Wording("er is geen functionaris", "there is no officer"),
                Wording("de functionaris is te bereiken", "the officer can be reached"),
                ("dpo", given),
            )


def _denied_but_said(case: Case) -> Iterator[Finding]:
    """The flag says no cookies, and a sentence says that one is placed. Only where no list says so already."""
    use = case.policy.cookie_use
    if use is None or use.present is not False or case.policy.cookies:
        return
    for claim in once_a_text(filter(partial(_is_of_here, case), claims(case, "cookies_in_use_nl", case.passages))):
        finding = _excluding(
            claim.passage.path,
            Wording("er zijn geen cookies", "there are no cookies"),
            Wording(quoted(claim.sentence), quoted(claim.sentence)),
            ("cookie_use", "present"),
            phrase=claim.words,
            level=Severity.WARNING,
        )
        yield replace(finding, reader=claim.sentence)


def _is_of_here(case: Case, claim: Claim) -> bool:
    """Whether a sentence tells what this website does: no denial, no condition, no question, no other website."""
    text = claim.sentence
    return not (text.endswith("?") or is_denied(case, claim) or says(case, "not_about_here_nl", text))


def _duty_and_consent(case: Case) -> Iterator[Finding]:
    """Consent is free (art. 4(11)); what an act obliges people to give, they cannot refuse."""
    for row in case.rows:
        bases, provision = row.processing.legal_basis, row.processing.provision
        if provision is None or provision.required != "statutory" or not case.answers_for(row):
            continue
        if bases and all(isinstance(basis, Consent) for basis in bases):
            yield _excluding(
                (*row.path, "provision", "required"),
                Wording("geven is wettelijk verplicht", "giving is a statutory duty"),
                Wording("u vraagt toestemming", "you ask consent"),
                (*row.path, "legal_basis"),
            )


def _exclusive_but_shared(case: Case) -> Iterator[Finding]:
    """“Uitsluitend gebruikt om …”, while another purpose uses just these data.

    An error where the sentence itself names that purpose. A warning where only the data and the people are the same:
    a second purpose may have got the same data in another way.
    """
    sources = {(*row.path[:2], "description"): row.purpose_id for row in case.rows}
    exclusive = claims(case, "exclusive_use_nl", (one for one in case.passages if one.path in sources))
    for claim in exclusive:
        if says(case, "exception_words_nl", claim.sentence):
            continue
        rows = [row for row in _rows_of(case, sources[claim.passage.path]) if case.answers_for(row)]
        data = frozenset(name for row in rows for name in row.processing.data)
        people = frozenset(name for row in rows for name in row.processing.audiences)
        others = [one for one in _users_of_all(case, data) if one.purpose_id != sources[claim.passage.path]]
        named = next((one for one in others if _is_named_in(case, one, claim)), None)
        same = next((one for one in others if not people.isdisjoint(one.processing.audiences)), None)
        other = named or same
        if other is not None:
            yield _shared(case, claim, other, None if named else Severity.WARNING)


def _rows_of(case: Case, purpose_id: str) -> Iterator[Row]:
    for row_id, processing in case.policy.purposes[purpose_id].processing.items():
        yield Row(purpose_id, case.policy.purposes[purpose_id], row_id, processing)


_MOST_USERS = 50
"""So many users of one kind of data are looked at for a sentence, so that the time grows with the policy alone."""


def _users_of_all(case: Case, data: frozenset[str]) -> Iterator[Row]:
    """The rows that use all of these data. Only users of the rarest of them can be."""
    if not data:
        return
    rarest = min(sorted(data), key=lambda name: len(case.data_uses[name]))
    for path in case.data_uses[rarest][:_MOST_USERS]:
        if path[0] == "purposes":
            purpose_id, row_id = str(path[1]), str(path[3])
            purpose = case.policy.purposes[purpose_id]
            row = Row(purpose_id, purpose, row_id, purpose.processing[row_id])
            if case.answers_for(row) and data.issubset(row.processing.data):
                yield row


_LONG = 5
"""A word with fewer letters (van, onze, voor) does not tell one purpose from another."""


def _is_named_in(case: Case, row: Row, claim: Claim) -> bool:
    said = _folded(claim.sentence).replace(",", " ").rstrip(".!").split()
    telling = [word for word in _folded(case.say(row.purpose.name)).split() if len(word) >= _LONG]
    return bool(telling) and set(telling).issubset(said)


def _shared(case: Case, claim: Claim, other: Row, level: Severity | None) -> Finding:
    name = case.say(other.purpose.name)
    return Finding(
        claim.passage.path,
        Wording(
            f"Deze passages spreken elkaar tegen: {quoted(claim.sentence)} / doel “{name}” gebruikt dezelfde gegevens.",
            f"These passages contradict each other: {quoted(claim.sentence)} / purpose “{name}” uses the same data.",
        ),
        phrase=claim.words,
        level=level,
        related=(
            (
                (*other.path[:2], "name"),
                Wording("dit doel gebruikt dezelfde gegevens", "this purpose uses the same data"),
            ),
        ),
        reader=claim.sentence,
    )


# --- IN003 ----------------------------------------------------------------------------------------------------------


def unconfirmed_fact(case: Case) -> Iterator[Finding]:
    """An error in a final text, a warning in a draft. An archived text is history: what was open stays as it was."""
    if case.policy.status == "archived":
        return
    level = Severity.ERROR if case.policy.status == "final" else Severity.WARNING
    for index, fact in enumerate(case.policy.unconfirmed):
        question = case.say(fact.question)
        yield Finding(
            ("unconfirmed", index, "at"),
            Wording(
                f"“{fact.at}” moet de verwerkingsverantwoordelijke nog bevestigen.",
                f"“{fact.at}” has still to be confirmed by the controller.",
            ),
            phrase=fact.at,
            level=level,
            help=Wording(f"Vraag na: {question}", f"Ask: {question}"),
        )


# --- IN004 ----------------------------------------------------------------------------------------------------------


def scope_too_narrow(case: Case) -> Iterator[Finding]:
    """A statement about the website alone leaves whoever comes to the counter without one (art. 13)."""
    at = _website_only(case)
    outside = next(_outside_the_website(case), None) if at else None
    if at is not None and outside is not None:
        yield Finding(
            at,
            Wording(
                "De verklaring gaat alleen over de website. Waar staat de rest?",
                "The statement is about the website only. Where is the rest?",
            ),
            related=((outside, Wording("dit gebeurt ook buiten de website", "this happens outside the website too")),),
        )


def _website_only(case: Case) -> Path | None:
    """Where the scope stops at the website. Who explains the scope in a text of his own has thought about it."""
    scope = case.policy.scope
    if scope is None or scope.applications or scope.explanation is not None:
        return None
    if not all(says(case, "website_words_nl", case.say(service)) for service in scope.services):
        return None
    if scope.services:
        return ("scope", "services", 0)
    return ("scope", "websites") if scope.websites else None


_ELSEWHERE: frozenset[Means] = frozenset({"paper_form", "in_person", "phone", "post"})


def _outside_the_website(case: Case) -> Iterator[Path]:
    """Processing that a website does not explain: consent on paper, a call, a contract the text does not list."""
    for row in filter(case.answers_for, case.rows):
        for index, basis in enumerate(row.processing.legal_basis):
            at: Path = (*row.path, "legal_basis", index)
            if isinstance(basis, Consent) and _ELSEWHERE.intersection(basis.given_by or ()):
                yield at
            if isinstance(basis, Contract) and (row.purpose.listed is False or not _is_online(case)):
                yield at
        marketing = row.processing.direct_marketing
        if marketing is not None and not {"phone", "post"}.isdisjoint(marketing.by):
            yield (*row.path, "direct_marketing")


def _is_online(case: Case) -> bool:
    """Whether a contract may well be one through the website: no only where that is decided."""
    return any(controller.online_service is not False for _, controller in case.controllers)


# --- IN005 ----------------------------------------------------------------------------------------------------------

_FOUNDATIONS = {
    "children": Wording("regel over kinderen", "rule on children"),
    "cookie_categories": Wording("soort cookie", "kind of cookie"),
    "eea_countries": Wording("plaats in de EER van", "place in the EEA of"),
    "legal_bases": Wording("grondslag", "legal basis"),
    "other_regulated_data": Wording("regel over", "rule on"),
    "response_rules": Wording("antwoordtermijn", "time to answer"),
    "retention_periods": Wording("bewaarnorm", "retention norm"),
    "special_categories": Wording("bijzondere gegevens", "special category"),
    "special_category_conditions": Wording("uitzondering van artikel 9", "exception of article 9"),
    "supervisory_authorities": Wording("toezichthouder", "supervisory authority"),
    "transfer_derogations": Wording("afwijking van artikel 49", "derogation of article 49"),
    "transfer_safeguards": Wording("waarborg voor doorgifte", "safeguard for transfers"),
}
"""What each topic holds. Adequacy decisions are not here: TR010 warns of their end, a year ahead."""


def foundation_ending(case: Case) -> Iterator[Finding]:
    """The statement is right today; whoever publishes it now should know until when."""
    ahead = facts.review_period("legal_fact_ending", case.on)
    horizon = later(case.on, ahead.period) if ahead else case.on
    ending: dict[tuple[Path, date, str], list[Fact]] = {}
    for topic, fact, path in facts_relied_on(case.policy, case.on):
        until = fact.valid_until
        if topic in _FOUNDATIONS and until is not None and case.on < until <= horizon:
            ending.setdefault((path, until, topic), []).append(fact)
    for (path, until, topic), found in ending.items():
        what, names, ids = _what(topic, found), in_quotes(map(_called, found)), in_quotes(fact.id for fact in found)
        yield Finding(
            path,
            Wording(
                f"Uw verklaring steunt op recht dat tot {until} geldt: {what.nl} {names.nl}.",
                f"Your statement leans on law that holds until {until}: {what.en} {ids.en}.",
            ),
        )


def _what(topic: str, found: list[Fact]) -> Wording:
    """What ends; an arrangement that bridges the time after a membership is none."""
    bridge = any(isinstance(fact, facts.EeaMembership) and fact.bridge for fact in found)
    return Wording("overgangsregeling voor", "bridging arrangement for") if bridge else _FOUNDATIONS[topic]


def _called(fact: Fact) -> str:
    name: str = getattr(fact, "name_nl", None) or getattr(fact, "name", None) or fact.id
    return name


def before_the_avg(case: Case) -> Iterator[Finding]:
    """Hardly a rule holds before the AVG applied (art. 99(2)): silence would pass for a judgement."""
    day = spoken.day(case.on)
    yield Finding(
        ("effective",) if case.policy.effective == case.on else ("policyc",),
        Wording(
            f"Op {day.nl} gold de AVG nog niet. Bijna geen regel is nagegaan.",
            f"On {day.en} the GDPR did not apply yet. Hardly any rule was asked.",
        ),
    )


RULES = (
    Rule(
        "IN001",
        declared_twice,
        Severity.ERROR,
        title=Wording("Hetzelfde twee keer opgenomen", "The same thing declared twice"),
        help=Wording(
            "Voeg de twee samen onder één id, of geef elk een naam waaraan lezers het verschil zien.",
            "Merge the two under one id, or give each a name that shows readers the difference.",
        ),
        sources=("AVG 5(1)(a)", "AVG 12(1)"),
    ),
    Rule(
        "IN002",
        contradiction,
        Severity.ERROR,
        title=Wording("Passages spreken elkaar tegen", "Contradicting statements"),
        help=Wording("Ga na wat waar is en haal het andere weg.", "Find out which is true and remove the other."),
        sources=("AVG 5(1)(a)",),
        precision="medium",
        facts=(
            ("language_rules", "exclusive_use_nl"),
            ("language_rules", "cookies_in_use_nl"),
            ("language_rules", "not_about_here_nl"),
            ("language_rules", "denials_nl"),
        ),
    ),
    Rule(
        UNCONFIRMED,
        unconfirmed_fact,
        Severity.ERROR,
        title=Wording("Feit nog niet bevestigd", "Unconfirmed fact"),
        help=Wording(
            "Vraag het na en haal de vraag weg. Raad nooit.",
            "Find out, and remove the question. Never guess.",
        ),
        sources=("AVG 5(2)", "AVG 24"),
        since=ALWAYS,
    ),
    Rule(
        "IN004",
        scope_too_narrow,
        Severity.INFO,
        title=Wording("Verklaring smaller dan de verwerking", "Scope narrower than the processing"),
        help=Wording(
            "Noem onder scope waar de verklaring nog meer geldt, of verwijs onder documents naar de andere verklaring.",
            "Say under scope where else the statement counts, or refer to the other statement under documents.",
        ),
        sources=("AVG 13", "WP260 annex"),
        precision="medium",
        facts=(("language_rules", "website_words_nl"),),
    ),
    Rule(
        "IN005",
        foundation_ending,
        Severity.WARNING,
        title=Wording("Steunt op recht dat binnenkort eindigt", "Leans on law that ends soon"),
        help=Wording(
            "Kijk wat ervoor in de plaats komt en pas de verklaring voor die dag aan.",
            "See what comes in its place and change the statement before that day.",
        ),
        sources=("AVG 5(1)(a)", "AVG 24"),
        facts=(("review_periods", "legal_fact_ending"),),
    ),
    Rule(
        "IN006",
        before_the_avg,
        Severity.ERROR,
        title=Wording("Oordeel van vóór de AVG", "Judged before the GDPR applied"),
        help=Wording(
            "Kijk de datum na: effective in de verklaring, of --as-of. Een oordeel is mogelijk vanaf 25 mei 2018.",
            "Check the date: effective in the statement, or --as-of. A judgement is possible from 25 May 2018.",
        ),
        sources=("AVG 99(2)",),
        since=ALWAYS,
        until=AVG,
    ),
)
