"""Family RT: retention (arts. 5(1)(e) and 13(2)(a) AVG)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.law.periods import surely_shorter
from policyc.model.legal_basis import Consent, Contract, LegalObligation
from policyc.model.retention import (
    Retention,
    RetentionAtLeast,
    RetentionAtMost,
    RetentionCriterion,
    RetentionIndefinite,
    RetentionPeriod,
    RetentionRange,
    RetentionUntil,
    StatutoryRetention,
)
from policyc.model.text import Text
from policyc.model.values import Duration
from policyc.rules import spoken
from policyc.rules.case import Case, Row
from policyc.rules.claims import claims, first, listed, says
from policyc.rules.rule import Finding, Rule

_COUNTED = (RetentionPeriod, RetentionRange, RetentionAtLeast, RetentionAtMost)
"""The terms that have a length."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A term with its place and the row it counts for; the general rule counts for no row in particular."""

    name: Wording
    path: Path
    retention: Retention
    row: Row | None = None


def _terms(case: Case) -> Iterator[_Term]:
    """The terms of what the organisation keeps for itself, the general rule last."""
    for row in case.rows:
        if row.processing.retention is not None and case.answers_for(row):
            name = case.name_of(row)
            yield _Term(Wording(name, name), (*row.path, "retention"), row.processing.retention, row)
    if case.policy.retention is not None and case.policy.retention.rule is not None:
        name_of_rule = Wording("de algemene regel", "the general rule")
        yield _Term(name_of_rule, ("retention", "rule"), case.policy.retention.rule)


def _words(retention: Retention) -> dict[str, Text]:
    """The texts of a term under their keys, in the order of the model."""
    texts = {"from": getattr(retention, "start", None)}
    texts |= {key: getattr(retention, key, None) for key in ("depends_on", "until", "criterion", "indefinite")}
    return {key: text for key, text in texts.items() if text is not None}


# --- RT001 and RT002: no term, or a phrase instead of one ---


def term_missing(case: Case) -> Iterator[Finding]:
    """A general rule that says when data go counts for every purpose without a term. What stays on the device of the
    visitor is not kept by the organisation."""
    rule = case.policy.retention.rule if case.policy.retention else None
    if rule is not None and not any(_poor(case, rule)):
        return
    related = ((("retention", "rule"), Wording("dit is geen termijn", "this is no term")),) if rule else ()
    for purpose_id, purpose in case.policy.purposes.items():
        if not purpose.processing:
            name = f"“{case.say(purpose.name)}”"
            yield Finding(("purposes", purpose_id, "retention"), _missing(name), related=related)
    for row in case.rows:
        if row.processing.retention is None and not row.processing.on_device and case.answers_for(row):
            yield Finding((*row.path, "retention"), _missing(case.name_of(row)), related=related)


def _missing(name: str) -> Wording:
    return Wording(f"Bij {name} ontbreekt de bewaartermijn.", f"{name} has no retention period.")


def generic_phrase(case: Case) -> Iterator[Finding]:
    """“No longer than needed” repeats the law. Beside an end that readers can work out it does no harm."""
    told = False
    for term in _terms(case):
        told = True
        for key, words in _poor(case, term.retention):
            yield _generic((*term.path, key), words, case.say(_words(term.retention)[key]))
    if told:
        return
    # No term anywhere: then the phrase is all that readers learn, wherever it stands.
    others = (passage for passage in case.passages if "retention" not in passage.path[:-1])
    for claim in claims(case, _GENERIC, others):
        if not _says_an_end(case, claim.sentence):
            yield _generic(claim.passage.path, claim.words, claim.sentence)


def _generic(at: Path, words: str, reader: str) -> Finding:
    message = Wording(f"“{words}” is geen bewaartermijn.", f"“{words}” is no retention period.")
    return Finding(at, message, phrase=words, reader=reader)


def _poor(case: Case, retention: Retention) -> Iterator[tuple[str, str]]:
    """The text of a term that is a generic phrase and nothing else: its key, and the phrase."""
    if not isinstance(retention, RetentionCriterion | RetentionUntil | RetentionIndefinite):
        return
    for key, text in _words(retention).items():
        words = first((*listed(case, _GENERIC), *listed(case, _VAGUE)), case.say(text))
        if words is not None and not _says_an_end(case, case.say(text)):
            yield key, words


_GENERIC = "poor_retention_nl"
_VAGUE = "vague_terms_nl"


def _says_an_end(case: Case, text: str) -> bool:
    """Whether anything is left, without the generic phrases, by which a reader can work out the end."""
    for phrase in (*listed(case, _GENERIC), *listed(case, _VAGUE)):
        text = phrase.sub(" ", text)
    return says(case, "dated_retention_nl", text)


# --- RT003: a legal duty ---


def statutory_term_unnamed(case: Case) -> Iterator[Finding]:
    """“The law” has thousands of articles: a reader learns something from the act and the period."""
    yield from _unnamed_exception(case)
    for term in _terms(case):
        yield from _unnamed_duty(case, term)
    yield from _unnamed_in_opening(case)
    yield from _no_fiscal_term(case)


def _unnamed_exception(case: Case) -> Iterator[Finding]:
    exception = case.policy.retention.exception if case.policy.retention else None
    if exception is None:
        return
    lacking = [key for key in ("law", "period") if getattr(exception, key) is None]
    if lacking:
        at: Path = ("retention", "exception")
        label = Wording("hier noemt u de plicht", "here you mention the duty")
        yield Finding((*at, lacking[0]), _unnamed(case, exception, *lacking), related=(((*at, "description"), label),))


def _unnamed_duty(case: Case, term: _Term) -> Iterator[Finding]:
    """What RT002 calls no term at all needs no act as well."""
    poor = dict(_poor(case, term.retention))
    counted = isinstance(term.retention, _COUNTED)
    for key, text in _words(term.retention).items():
        words = first(listed(case, _DUTY), case.say(text))
        if words is None or key in poor:
            continue
        lacking = ["law"] * (term.retention.law is None) + ["period"] * (not counted)
        if lacking:
            yield Finding(
                (*term.path, key), _unnamed(case, term.retention, *lacking), phrase=words, reader=case.say(text)
            )
            return


_DUTY = "legal_duty_nl"


def _unnamed_in_opening(case: Case) -> Iterator[Finding]:
    """A duty in the first words of the section, while no term names an act."""
    kept = case.policy.retention
    if (kept is not None and kept.exception is not None) or any(term.retention.law for term in _terms(case)):
        return
    opening = [passage for passage in case.passages if passage.path == ("openings", "retention")]
    for claim in claims(case, _DUTY, opening):
        yield Finding(
            claim.passage.path, _unnamed(case, None, "law", "period"), phrase=claim.words, reader=claim.sentence
        )
        return


_ASKED = {"law": Wording("welke", "which one"), "period": Wording("hoe lang", "for how long")}


def _unnamed(case: Case, rule: Retention | StatutoryRetention | None, *lacking: str) -> Wording:
    nl = " en ".join(_ASKED[key].nl for key in lacking)
    en = " and ".join(_ASKED[key].en for key in lacking)
    known = _known_period(case, rule)
    return Wording(
        f"U noemt een wettelijke bewaarplicht, maar niet {nl}.{known.nl}",
        f"You mention a legal duty to keep data, but not {en}.{known.en}",
    )


def _known_period(case: Case, rule: Retention | StatutoryRetention | None) -> Wording:
    """What the facts know of the act that is named; where none is, the duty that everybody has."""
    norm = facts.retention_norm(_FISCAL) if rule is None or rule.law is None else _norm_of(case, rule)
    if norm is None or norm.period is None:
        return Wording("", "")
    said = spoken.period(norm.period)
    if _is_fiscal(norm):
        return Wording(
            f" Voor de administratie is dat {said.nl} (artikel 52 AWR).",
            f" For business records that is {said.en} (art. 52 AWR).",
        )
    limit = _LIMITS[norm.kind == "statutory_minimum"]
    return Wording(
        f" Voor “{norm.name_nl}” is dat {limit.nl} {said.nl}.", f" For “{norm.id}” that is {limit.en} {said.en}."
    )


_LIMITS = {True: Wording("minstens", "at least"), False: Wording("hoogstens", "at most")}


def _fiscal_period(case: Case) -> Wording:
    fiscal = facts.retention_norm(_FISCAL)
    assert fiscal is not None  # noqa: S101  the facts have it
    assert fiscal.period is not None  # noqa: S101
    return spoken.period(fiscal.period)


_FISCAL = "fiscal"


def _no_fiscal_term(case: Case) -> Iterator[Finding]:
    """Who is paid keeps books. A contract without money, such as a free account, leaves nothing for them."""
    kept = case.policy.retention
    exception = kept.exception if kept is not None else None
    terms = list(_terms(case))
    if exception is not None or any(_is_fiscal(_norm(case, term.retention, term.row)) for term in terms):
        return
    for row, path, _ in case.bases(Contract):
        paid = case.answers_for(row) and any(says(case, "payment_nl", text) for text in _about(case, row))
        if paid:
            name, fiscal = case.name_of(row), _fiscal_period(case)
            yield Finding(
                (*row.path, "retention"),
                Wording(
                    f"Bij {name} horen betalingen, maar nergens staat hoe lang u de administratie bewaart. Volgens de "
                    f"wet is dat {fiscal.nl} (artikel 52 AWR).",
                    f"{name} involves payments, but nothing says how long you keep your business records. By law that "
                    f"is {fiscal.en} (art. 52 AWR).",
                ),
                level=Severity.INFO,
                related=((path, Wording("de overeenkomst", "the contract")),),
            )
            return


def _is_fiscal(norm: facts.RetentionNorm | None) -> bool:
    return norm is not None and norm.id == _FISCAL


def _about(case: Case, row: Row) -> Iterator[str]:
    """What a row is called and which data it uses."""
    for text in (row.purpose.name, row.purpose.description, row.processing.name, row.processing.condition):
        yield case.say(text)
    for id_ in row.processing.data:
        category = case.policy.data_categories.get(id_)
        for text in (category.name, *category.items) if category is not None else ():
            yield case.say(text)


# --- RT004: against the norm ---


def term_against_norm(case: Case) -> Iterator[Finding]:
    """Shorter than a statute asks, or longer than the authority advises. Only what is so in every calendar."""
    for term in _terms(case):
        norm = _norm(case, term.retention, term.row)
        if norm is not None:
            yield from _against(case, term, norm)
        elif term.retention.norm is None and term.retention.law is None:
            yield from _against_by_words(case, term)
    exception = case.policy.retention.exception if case.policy.retention else None
    norm = _norm_of(case, exception) if exception is not None else None
    if exception is not None and exception.period is not None and norm is not None:
        name = Wording("de uitzondering", "the exception")
        bound = (("period",), exception.period)
        yield from _deviation(name, ("retention", "exception"), norm, norm.period, (bound, bound))


def _against(case: Case, term: _Term, norm: facts.RetentionNorm) -> Iterator[Finding]:
    """Who agrees to it may be kept on file for longer, where guidance says so."""
    agreed = norm.period_with_consent if term.row is not None and _on_consent(term.row) else None
    yield from _deviation(term.name, term.path, norm, agreed or norm.period, _bounds(term.retention))


def _on_consent(row: Row) -> bool:
    return any(isinstance(basis, Consent) for basis in row.processing.legal_basis)


def _against_by_words(case: Case, term: _Term) -> Iterator[Finding]:
    """No norm and no act is named, but the purpose says what the data are: then the norm is read from its words."""
    if term.row is None:
        return
    purpose, row = term.row.purpose, term.row.processing
    named = (purpose.name, row.name, getattr(term.retention, "start", None))
    said = "\n".join(case.say(text) for text in named if text is not None).lower()
    about = [norm for norm in facts.retention_norms(case.on) if norm.is_about(said)]
    for norm in about[:1]:
        for finding in _against(case, term, norm):
            yield replace(finding, level=Severity.INFO, help=_NAME_THE_NORM)


_NAME_THE_NORM = Wording(
    "Pas de termijn aan. Gaat het om andere gegevens of hebt u een goede reden, leg dat dan vast met suppress.",
    "Change the term. If these are other data, or you have a good reason, record it with suppress.",
)


def _norm(case: Case, retention: Retention, row: Row | None) -> facts.RetentionNorm | None:
    """The norm a term names, else that of its act, else that of the act that obliges to the processing."""
    if retention.norm is not None:
        norm = facts.retention_norm(retention.norm)
        return norm if norm is not None and norm.holds(case.on) else None
    if retention.law is not None or row is None:
        return _norm_of(case, retention)
    duties = [basis for basis in row.processing.legal_basis if isinstance(basis, LegalObligation)]
    return next((norm for duty in duties if (norm := _norm_of(case, duty)) is not None), None)


def _norm_of(case: Case, rule: Retention | StatutoryRetention | LegalObligation) -> facts.RetentionNorm | None:
    if rule.law is None:
        return None
    return facts.norm_of_statute(case.say(rule.law), case.say(rule.article) or None, case.on)


_Bound = tuple[Path, Duration]


def _bounds(retention: Retention) -> tuple[_Bound, _Bound] | None:
    """The shortest and the longest time a term allows, each with its place below the term."""
    match retention:
        case RetentionPeriod():
            return (("period",), retention.period), (("period",), retention.period)
        case RetentionRange():
            return (("range", "at_least"), retention.range.at_least), (("range", "at_most"), retention.range.at_most)
        case RetentionAtLeast():
            return (("at_least",), retention.at_least), (("at_least",), retention.at_least)
        case RetentionAtMost():
            return (("at_most",), retention.at_most), (("at_most",), retention.at_most)
    return None


def _deviation(
    name: Wording, path: Path, norm: facts.RetentionNorm, period: Duration | None, bounds: tuple[_Bound, _Bound] | None
) -> Iterator[Finding]:
    if period is None or bounds is None:
        return
    minimum = norm.kind == "statutory_minimum"
    below, length = bounds[0] if minimum else bounds[1]
    wrong = surely_shorter(length, period) if minimum else surely_shorter(period, length)
    if not wrong:
        return
    said, asked = spoken.period(length), spoken.period(period)
    limit = _LIMITS[minimum]
    nl = f"wijkt af van de norm “{norm.name_nl}”: {limit.nl} {asked.nl}"
    en = f"deviates from the norm “{norm.id}”: {limit.en} {asked.en}"
    yield Finding(
        (*path, *below),
        Wording(
            f"De bewaartermijn voor {name.nl} ({said.nl}) {nl}.",
            f"The retention period for {name.en} ({said.en}) {en}.",
        ),
    )


# --- RT005: no start, no end ---


def start_or_end_missing(case: Case) -> Iterator[Finding]:
    """A period of an act begins and ends as the act says; every other one needs a day to count from."""
    for term in _terms(case):
        retention = term.retention
        if retention.law is not None:
            continue
        if isinstance(retention, RetentionIndefinite | RetentionAtLeast):
            yield Finding(
                (*term.path, retention.kind),
                Wording(
                    f"Wanneer gaan de gegevens van {term.name.nl} weg? Deze termijn heeft geen einde.",
                    f"When do the data of {term.name.en} go? This term has no end.",
                ),
            )
        elif isinstance(retention, _COUNTED) and retention.start is None:
            yield Finding(
                (*term.path, "from"),
                Wording(
                    f"Vanaf wanneer loopt de bewaartermijn van {term.name.nl}?",
                    f"From when does the retention period of {term.name.en} run?",
                ),
            )
    yield from _accounts_without_end(case)


_ACCOUNT = re.compile(r"(?<!\w)\w*accounts?(?!\w)", re.IGNORECASE)


def _accounts_without_end(case: Case) -> Iterator[Finding]:
    """An account that nobody closes would otherwise be kept for ever."""
    checked: dict[str, list[Row]] = {}
    for row in case.rows:
        if case.answers_for(row) and (row.purpose_id == "account" or _ACCOUNT.search(case.say(row.purpose.name))):
            checked.setdefault(row.purpose_id, []).append(row)
    for rows in checked.values():
        if not any(_ends_unused(case, row) for row in rows):
            name = case.say(rows[0].purpose.name)
            yield Finding(
                (*rows[0].path, "retention", "inactivity"),
                Wording(
                    f"Wat gebeurt er bij “{name}” met accounts die niet meer worden gebruikt?",
                    f"What happens under “{name}” to accounts that are no longer used?",
                ),
            )


def _ends_unused(case: Case, row: Row) -> bool:
    retention = row.processing.retention
    if retention is None:
        return False
    texts = _words(retention).values()
    return retention.inactivity is not None or any(says(case, "inactivity_nl", case.say(text)) for text in texts)


RULES = (
    Rule(
        "RT001",
        term_missing,
        Severity.ERROR,
        title=Wording("Bewaartermijn ontbreekt", "No period or criteria"),
        help=Wording(
            "Vul retention in: {period: P1Y, from: …}, {until: …} of een criterion waarmee een lezer het einde kan "
            "uitrekenen.",
            "Fill in retention: {period: P1Y, from: …}, {until: …} or a criterion by which readers can work out the "
            "end.",
        ),
        sources=("AVG 5(1)(e)", "AVG 13(2)(a)"),
        facts=(
            ("language_rules", "poor_retention_nl"),
            ("language_rules", "vague_terms_nl"),
            ("language_rules", "dated_retention_nl"),
        ),
    ),
    Rule(
        "RT002",
        generic_phrase,
        Severity.ERROR,
        title=Wording("Algemene zin in plaats van een termijn", "Generic retention phrase"),
        help=Wording(
            "Geef per doel een termijn met een begin (retention: {period: P1Y, from: …}).",
            "Give each purpose a period with a start (retention: {period: P1Y, from: …}).",
        ),
        sources=("AVG 13(2)(a)", "WP260 annex"),
        precision="high",
        facts=(
            ("language_rules", "poor_retention_nl"),
            ("language_rules", "vague_terms_nl"),
            ("language_rules", "dated_retention_nl"),
        ),
    ),
    Rule(
        "RT003",
        statutory_term_unnamed,
        Severity.WARNING,
        title=Wording("Wettelijke bewaarplicht zonder wet of termijn", "Statutory retention without law or period"),
        help=Wording(
            "Noem bij de termijn de wet (law), het artikel (article) en de periode.",
            "Name the act (law), the article and the period with the term.",
        ),
        sources=("AVG 13(2)(a)", "AWR 52(4)"),
        precision="high",
        facts=(
            ("retention_periods", _FISCAL),
            ("language_rules", "legal_duty_nl"),
            ("language_rules", "payment_nl"),
        ),
    ),
    Rule(
        "RT004",
        term_against_norm,
        Severity.WARNING,
        title=Wording(
            "Bewaartermijn wijkt af van wet of richtlijn",
            "Shorter than the statutory minimum or longer than guidance",
        ),
        help=Wording(
            "Pas de termijn aan. Hebt u een goede reden, leg die dan vast met suppress.",
            "Change the term. If you have a good reason, record it with suppress.",
        ),
        sources=("AVG 5(1)(e)", "AWR 52(4)"),
        facts=(("retention_periods", "applicants"), ("retention_periods", "camera"), ("retention_periods", _FISCAL)),
    ),
    Rule(
        "RT005",
        start_or_end_missing,
        Severity.WARNING,
        title=Wording("Bewaartermijn zonder begin of einde", "No start or no end for inactive data"),
        help=Wording(
            "Zeg met from vanaf wanneer de termijn loopt, en met inactivity wanneer ongebruikte accounts weggaan.",
            "Say with from when the term begins, and with inactivity when unused accounts go.",
        ),
        sources=("AVG 5(1)(e)", "AVG 25"),
        precision="medium",
        facts=(("language_rules", "inactivity_nl"),),
    ),
)
