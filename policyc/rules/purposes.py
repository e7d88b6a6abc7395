"""Family PU: what data are used for, and on which legal basis."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.model.legal_basis import LegalObligation, PublicTask
from policyc.model.purpose import Processing, Provision, Purpose
from policyc.model.text import Text
from policyc.rules.case import Case
from policyc.rules.claims import Claim, claims, once_a_text, says
from policyc.rules.prose import Passage, unmarked
from policyc.rules.rule import Finding, Rule

_IN_PURPOSE = Wording("in dit doel", "in this purpose")


def no_purpose(case: Case) -> Iterator[Finding]:
    if not case.policy.purposes:
        yield Finding(
            ("purposes",),
            Wording("Er is geen enkel verwerkingsdoel beschreven.", "Not one purpose of processing is described."),
        )


def no_legal_basis(case: Case) -> Iterator[Finding]:
    """Every row wants one, and a purpose that says nothing about its processing has none."""
    for purpose_id, purpose in case.policy.purposes.items():
        if not purpose.processing:
            yield _without_basis(("purposes", purpose_id, "legal_basis"), f"“{case.say(purpose.name)}”")
    for row in case.rows:
        if case.answers_for(row) and not row.processing.legal_basis:
            yield _without_basis((*row.path, "legal_basis"), case.name_of(row))


def _without_basis(at: Path, name: str) -> Finding:
    return Finding(
        at,
        Wording(
            f"Doel {name} heeft geen grondslag. Koppel aan elk doel precies één grondslag.",
            f"The purpose {name} has no legal basis. Link every purpose to exactly one.",
        ),
    )


def several_legal_bases(case: Case) -> Iterator[Finding]:
    """Not where every basis says for which cases it counts: then it is clear. Two acts are one basis (art. 6(1)(c))."""
    for row in case.rows:
        bases = row.processing.legal_basis
        kinds = {basis.basis for basis in bases}
        if len(kinds) < 2 or not case.answers_for(row) or all(basis.cases is not None for basis in bases):
            continue
        name, count = case.name_of(row), len(kinds)
        yield Finding(
            (*row.path, "legal_basis"),
            Wording(
                f"Doel {name} heeft {count} grondslagen. Splits het doel, zodat duidelijk is welke grondslag waarvoor "
                "geldt.",
                f"The purpose {name} has {count} legal bases. Split it, so that it is clear which basis counts for "
                "what.",
            ),
        )


def purpose_not_listed(case: Case) -> Iterator[Finding]:
    """The list of purposes is where people look; a purpose found only elsewhere is hidden."""
    last_first = reversed(tuple(case.policy.cookies.items()))
    cookies = {name: id_ for id_, cookie in last_first for name in cookie.purpose}
    for purpose_id, purpose in case.policy.purposes.items():
        if purpose.listed is not False:
            continue
        where, place = _mention(purpose_id, purpose, cookies.get(purpose_id))
        name = case.say(purpose.name)
        yield Finding(
            ("purposes", purpose_id, "listed"),
            Wording(
                f"“{name}” komt voor bij {where.nl}, maar niet in de lijst met doelen.",
                f"“{name}” is mentioned among {where.en}, but not in the list of purposes.",
            ),
            related=((place, Wording("hier komt het voor", "it is mentioned here")),) if place else (),
        )


_MENTIONS = {
    "legal_basis": Wording("de grondslagen", "the legal bases"),
    "recipients": Wording("de ontvangers", "the recipients"),
    "retention": Wording("de bewaartermijnen", "the retention periods"),
}


def _mention(purpose_id: str, purpose: Purpose, cookie: str | None) -> tuple[Wording, Path]:
    """Where the text speaks of the purpose: the section, and the place."""
    for field, where in _MENTIONS.items():
        for row_id, row in purpose.processing.items():
            if getattr(row, field):
                return where, ("purposes", purpose_id, "processing", row_id, field)
    if cookie is not None:
        return Wording("de cookies", "the cookies"), ("cookies", cookie, "purpose")
    return Wording("de rest van de tekst", "the rest of the text"), ()


_EXPLAINED = 8
"""A sentence of so many words that neither is poor nor leaves a list open tells what is really done."""


def vague_purpose(case: Case) -> Iterator[Finding]:
    """WP260 12: “verbeteren van onze dienstverlening” could mean anything, unless the text says what is done."""
    for purpose_id, purpose in case.policy.purposes.items():
        at: Path = ("purposes", purpose_id)
        name = case.say(purpose.name)
        description = Passage((*at, "description"), unmarked(case.say(purpose.description)))
        has_data = any(row.data for row in purpose.processing.values())
        if has_data and any(_explains(case, sentence) for sentence in description.sentences):
            continue
        claim = next(claims(case, "poor_purposes_nl", (Passage((*at, "name"), name), description)), None)
        if claim is not None:
            yield Finding(
                claim.passage.path,
                Wording(
                    f"Doel “{name}” is te vaag. Beschrijf wat u precies doet en met welk resultaat.",
                    f"The purpose “{name}” is too vague. Describe exactly what you do and with what result.",
                ),
                phrase=claim.words,
                reader=claim.sentence,
            )


def _explains(case: Case, sentence: str) -> bool:
    is_poor = says(case, "poor_purposes_nl", sentence) or says(case, "open_lists_nl", sentence)
    return not is_poor and len(sentence.split()) >= _EXPLAINED


def other_purposes_reserved(case: Case) -> Iterator[Finding]:
    for claim in once_a_text(claims(case, "purpose_reservations_nl", case.passages)):
        yield Finding(
            claim.passage.path,
            Wording(
                "De verklaring houdt ruimte voor andere doelen open. Een nieuw doel moet u vooraf apart melden.",
                "The statement leaves room for other purposes. A new purpose has to be announced beforehand.",
            ),
            phrase=claim.words,
            reader=claim.sentence,
        )


_UNNAMED_LAW = Wording(
    "U beroept zich op een wettelijke verplichting, maar noemt de wet niet.",
    "You rely on a legal obligation, but do not name the act.",
)
_UNNAMED_TASK = Wording(
    "U beroept zich op een taak van algemeen belang, maar noemt de wet niet.",
    "You rely on a task in the public interest, but do not name the act.",
)


def obligation_without_statute(case: Case) -> Iterator[Finding]:
    """Art. 6(3): an act lays down the obligation, or the task. A text that relies on none that is named hides which."""
    duties, tasks = tuple(case.bases(LegalObligation)), tuple(case.bases(PublicTask))
    named = [(_UNNAMED_LAW, row, path, basis.law) for row, path, basis in duties]
    named += [(_UNNAMED_TASK, row, path, basis.law) for row, path, basis in tasks]
    for message, row, path, law in named:
        if case.answers_for(row) and not _is_an_act(case, law):
            yield Finding((*path, "law"), message, related=((("purposes", row.purpose_id), _IN_PURPOSE),))
    if not duties:
        for claim in once_a_text(_duties_without_act(case)):
            yield Finding(claim.passage.path, _UNNAMED_LAW, phrase=claim.words, reader=claim.sentence)


def _is_an_act(case: Case, law: Text | None) -> bool:
    """“De wet” and “geldende regelgeving” may be any act."""
    return law is not None and case.say(law).strip(" .").casefold() not in facts.words("unnamed_acts_nl", case.on)


def _duties_without_act(case: Case) -> Iterator[Claim]:
    about = (one for one in case.passages if _is_about_processing(one) and not _names_law(case, one.path))
    for claim in claims(case, "legal_duty_nl", about):
        if not says(case, "statute_citations_nl", claim.sentence):
            yield claim


_ABOUT_PROCESSING = frozenset(
    {
        "introduction", "scope", "purposes", "retention", "disclosure_by_law", "recipients", "commitments", "openings",
        "sections",
    }
)  # fmt: skip
"""Parts of a policy where a legal duty is a reason to process. Elsewhere it is a term, a child's age, or an officer."""


def _is_about_processing(passage: Passage) -> bool:
    # A duty to give data is one of the reader (art. 13(2)(e)).
    return passage.path[0] in _ABOUT_PROCESSING and "provision" not in passage.path


def _names_law(case: Case, path: Path) -> bool:
    """Whether the field beside the text says which act it is."""
    policy = case.policy
    general = policy.retention
    named: object = None
    match path:
        case ("disclosure_by_law", *_):
            named = policy.disclosure_by_law
        case ("retention", "exception", *_):
            named = general and general.exception
        case ("retention", "rule", *_):
            named = general and general.rule
        case ("recipients", id_, *_):
            named = policy.recipients[str(id_)]
        case ("purposes", id_, "processing", row_id, "retention", *_):
            named = policy.purposes[str(id_)].processing[str(row_id)].retention
    return _is_an_act(case, getattr(named, "law", None))


def provision_unexplained(case: Case) -> Iterator[Finding]:
    """Of data that people give themselves (art. 13); what comes from elsewhere, nobody is asked to give (art. 14)."""
    for row in case.rows:
        if not case.answers_for(row) or not _is_given_by_people(case, row.processing):
            continue
        provision, name = row.processing.provision or Provision(), case.name_of(row)
        if provision.required is None and provision.consequence is None:
            at: Path = ("provision",)
            message = Wording(
                f"Bij doel {name} ontbreekt of het geven van gegevens verplicht is en wat er gebeurt als iemand ze "
                "niet geeft.",
                f"For the purpose {name} it is not stated whether people must give the data and what happens if they "
                "do not.",
            )
        elif provision.required is None:
            at = ("provision", "required")
            message = Wording(
                f"Bij doel {name} ontbreekt of het geven van gegevens verplicht is.",
                f"For the purpose {name} it is not stated whether people must give the data.",
            )
        elif provision.required != "voluntary" and provision.consequence is None:
            at = ("provision", "consequence")
            message = Wording(
                f"Bij doel {name} is het geven van gegevens verplicht, maar er staat niet wat er gebeurt als iemand ze "
                "niet geeft.",
                f"For the purpose {name} people must give the data, but it is not stated what happens if they do not.",
            )
        else:
            continue
        given = Wording("deze gegevens geven mensen zelf", "people give these data themselves")
        yield Finding((*row.path, *at), message, related=(((*row.path, "data"), given),))


def _is_given_by_people(case: Case, row: Processing) -> bool:
    categories = case.policy.data_categories
    return row.source is None and any("provided" in (categories[name].origin or ()) for name in row.data)


RULES = (
    Rule(
        "PU001",
        no_purpose,
        Severity.ERROR,
        title=Wording("Geen doel beschreven", "No purpose"),
        help=Wording("Beschrijf elk doel onder purposes.", "Describe every purpose under purposes."),
        sources=("AVG 5(1)(b)", "AVG 13(1)(c)"),
    ),
    Rule(
        "PU002",
        no_legal_basis,
        Severity.ERROR,
        title=Wording("Doel zonder grondslag", "Purpose without legal basis"),
        help=Wording(
            "Kies een van de zes grondslagen van artikel 6 AVG en zet die bij legal_basis.",
            "Choose one of the six bases of art. 6 GDPR and put it under legal_basis.",
        ),
        sources=("AVG 6(1)", "AVG 13(1)(c)", "WP260 annex"),
    ),
    Rule(
        "PU003",
        several_legal_bases,
        Severity.WARNING,
        title=Wording("Meer grondslagen voor één doel", "Several legal bases for one purpose"),
        help=Wording(
            "Splits het doel in delen (processing) met elk één grondslag, of zeg bij elke grondslag met cases wanneer "
            "die geldt.",
            "Split the purpose into parts (processing) with one basis each, or say with cases at every basis when it "
            "counts.",
        ),
        sources=("AVG 5(1)(a)", "AVG 13(1)(c)", "EDPB 05/2020"),
    ),
    Rule(
        "PU004",
        purpose_not_listed,
        Severity.ERROR,
        title=Wording("Doel staat niet in de lijst met doelen", "Purpose hidden in another section"),
        help=Wording(
            "Zet het doel in de lijst en haal listed: false weg, of schrap het doel.",
            "Put the purpose in the list and remove listed: false, or drop the purpose.",
        ),
        sources=("AVG 13(1)(c)",),
    ),
    Rule(
        "PU005",
        vague_purpose,
        Severity.WARNING,
        title=Wording("Doel is te vaag", "Vague or open purpose"),
        help=Wording(
            "Schrijf in description wat u doet en waarom, zoals: wij lezen klachten na om storingen te verhelpen.",
            "Write in description what you do and why, such as: we read complaints to repair faults.",
        ),
        sources=("AVG 5(1)(b)", "WP260 12"),
        precision="medium",
        facts=(("language_rules", "poor_purposes_nl"), ("language_rules", "open_lists_nl")),
    ),
    Rule(
        "PU006",
        other_purposes_reserved,
        Severity.WARNING,
        title=Wording("Ruimte voor andere doelen", "Reservation for undefined other purposes"),
        help=Wording(
            "Haal het voorbehoud weg. Komt er een doel bij, meld dat dan voordat u begint.",
            "Remove the reservation. If a purpose is added, announce it before you begin.",
        ),
        sources=("AVG 5(1)(b)", "AVG 6(4)", "AVG 13(3)"),
        precision="high",
        facts=(("language_rules", "purpose_reservations_nl"),),
    ),
    Rule(
        "PU007",
        obligation_without_statute,
        Severity.WARNING,
        title=Wording("Wettelijke verplichting of taak zonder wet", "Legal obligation or task without statute"),
        help=Wording(
            "Noem de wet (law) en het artikel (article), zoals artikel 52 AWR. Is er geen wet, schrap dan het beroep "
            "erop.",
            "Name the act (law) and the article (article), such as art. 52 AWR. If there is no act, drop the reliance "
            "on it.",
        ),
        sources=("AVG 6(1)(c)", "AVG 6(1)(e)", "AVG 6(3)", "WP260 12"),
        precision="high",
        facts=(
            ("language_rules", "legal_duty_nl"),
            ("language_rules", "statute_citations_nl"),
            ("language_rules", "unnamed_acts_nl"),
        ),
    ),
    Rule(
        "PU008",
        provision_unexplained,
        Severity.ERROR,
        title=Wording("Niet gezegd of gegevens verplicht zijn", "Provision not explained"),
        help=Wording(
            "Vul bij provision required in (statutory, contractual, precondition of voluntary), en consequence als het "
            "geven verplicht is.",
            "Fill in required under provision (statutory, contractual, precondition or voluntary), and consequence if "
            "people must give the data.",
        ),
        sources=("AVG 13(2)(e)",),
    ),
)
