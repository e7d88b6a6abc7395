"""Family SC: special categories of data, criminal data, the BSN, and children."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.model.legal_basis import Consent, LegalObligation, PublicTask, SpecialCategoryGround
from policyc.model.personal_data import RegulatedData
from policyc.model.purpose import Processing
from policyc.model.rights import Children
from policyc.rules.case import Case, Row
from policyc.rules.claims import listed, says
from policyc.rules.mentions import mentioned_in
from policyc.rules.prose import phrases, present, unmarked
from policyc.rules.rule import Finding, Rule
from policyc.rules.spoken import day
from policyc.rules.wording import in_quotes


def special_category_without_exception(case: Case) -> Iterator[Finding]:
    """Art. 9(1) forbids; art. 9(2) lifts the ban, in five cases only as far as an act says so."""
    companies = _companies(case)
    for row in case.rows:
        data = _special(case, row.processing.data)
        if not data or not case.answers_for(row):
            continue
        ground = row.processing.special_ground
        if ground is None:
            yield _forbidden(case, (*row.path, "special_ground"), data)
            continue
        condition = facts.special_condition(ground.condition, case.on)
        if condition is not None and condition.needs_law and ground.law is None:
            names = _names(case, data)
            yield Finding(
                (*row.path, "special_ground", "law"),
                Wording(
                    f"Voor {names.nl} beroept u zich op {_cited(ground.condition)} AVG. Noem ook de wet die het "
                    "toestaat.",
                    f"For {names.en} you rely on {_cited_en(ground.condition)} AVG. Also name the act that allows it.",
                ),
                level=Severity.WARNING,
                help=Wording(
                    "Vul law en article in bij special_ground, bijvoorbeeld law: UAVG met article: 30 lid 3.",
                    "Fill in law and article of special_ground, such as law: UAVG with article: 30 lid 3.",
                ),
                related=_declared(data),
            )
        elif ground.condition == "9_2_a":
            yield from _not_explicit(case, row, ground, data)
        elif ground.condition == "9_2_d":
            yield from _not_for_companies(row, companies)
    yield from _cookies_with_special_data(case)
    yield from _perhaps_special(case)


def _not_explicit(case: Case, row: Row, ground: SpecialCategoryGround, data: list[str]) -> Iterator[Finding]:
    """Art. 9(2)(a) wants explicit consent, whatever the basis of art. 6(1). Without any basis PU002 asks first."""
    consents = {index: basis for index, basis in enumerate(row.processing.legal_basis) if isinstance(basis, Consent)}
    if any(basis.explicit for basis in consents.values()):
        return
    names = _names(case, data)
    needed = Wording(
        f"Voor {names.nl} is uitdrukkelijke toestemming nodig (artikel 9 lid 2 onder a AVG).",
        f"For {names.en} explicit consent is needed (article 9(2)(a) AVG).",
    )
    declined = next((index for index, basis in consents.items() if basis.explicit is False), None)
    if declined is not None:
        yield Finding(
            (*row.path, "legal_basis", declined, "explicit"),
            Wording(f"{needed.nl} Deze toestemming is dat niet.", f"{needed.en} This consent is not."),
            help=_EXPLICIT,
            related=_declared(data),
        )
    elif consents:
        yield Finding(
            (*row.path, "legal_basis", next(iter(consents)), "explicit"),
            Wording(
                f"{needed.nl} Leg vast of deze toestemming dat is.", f"{needed.en} Record whether this consent is."
            ),
            level=Severity.WARNING,
            help=_EXPLICIT,
            related=_declared(data),
        )
    elif row.processing.legal_basis and ground.explanation is None:
        yield Finding(
            (*row.path, "special_ground", "explanation"),
            Wording(
                f"{needed.nl} Waar geeft iemand die?",
                f"{needed.en} Where do people give it?",
            ),
            level=Severity.WARNING,
            help=Wording(
                "Zet {basis: consent, explicit: true} bij legal_basis, of schrijf onder special_ground.explanation hoe "
                "iemand uitdrukkelijk toestemming geeft.",
                "Add {basis: consent, explicit: true} to legal_basis, or write under special_ground.explanation how "
                "people give explicit consent.",
            ),
            related=_declared(data),
        )


_EXPLICIT = Wording(
    "Vraag mensen uitdrukkelijk ja te zeggen tegen dit gebruik, en zet dan explicit: true bij de toestemming.",
    "Ask people to say yes expressly to this use, and then set explicit: true with the consent.",
)


def _companies(case: Case) -> Mapping[str | int, Path]:
    """The controllers that are companies, by their legal form or else their name, and where that stands."""
    found: dict[str | int, Path] = {}
    for path, controller in case.controllers:
        for field in ("legal_form",) if controller.legal_form is not None else ("legal_name", "name"):
            if says(case, "company_marks_nl", case.say(getattr(controller, field))):
                found.setdefault(path[-1], (*path, field))
    return found


def _not_for_companies(row: Row, companies: Mapping[str | int, Path]) -> Iterator[Finding]:
    """Art. 9(2)(d) is for a foundation, association or other body that does not aim at profit, of four kinds."""
    named = row.processing.controllers
    company = next((path for id_, path in companies.items() if not named or id_ in named), None)
    if company is not None:
        yield Finding(
            (*row.path, "special_ground", "condition"),
            Wording(
                "Artikel 9 lid 2 onder d AVG is alleen voor instellingen zonder winstoogmerk op het gebied van "
                "politiek, levensovertuiging, godsdienst of vakbond. Bent u dat?",
                "Article 9(2)(d) AVG is only for not-for-profit bodies with a political, philosophical, religious or "
                "trade union aim. Are you one?",
            ),
            level=Severity.WARNING,
            help=Wording(
                "Kies de uitzondering die past, zoals 9_2_a (uitdrukkelijke toestemming), of gebruik de gegevens niet.",
                "Choose the exception that fits, such as 9_2_a (explicit consent), or do not use the data.",
            ),
            related=((company, Wording("dit is een bedrijf", "this is a company")),),
        )


def _cookies_with_special_data(case: Case) -> Iterator[Finding]:
    """A cookie has no ground of its own. A purpose it serves that uses the data too is judged itself (C-252/21)."""
    for id_, cookie in case.policy.cookies.items():
        judged = {
            name
            for purpose_id in cookie.purpose
            for row in case.policy.purposes[purpose_id].processing.values()
            for name in row.data
        }
        data = [name for name in _special(case, cookie.data) if name not in judged]
        if data:
            yield _forbidden(case, ("cookies", id_, "data", cookie.data.index(data[0])), data)


def _perhaps_special(case: Case) -> Iterator[Finding]:
    """Data that by their words belong to a special category, but are not marked as such: once for each category."""
    uses: dict[str, Path] = {}
    for row in case.rows:
        if row.processing.special_ground is None and case.answers_for(row):
            for index, id_ in enumerate(row.processing.data):
                uses.setdefault(id_, (*row.path, "data", index))
    wanted = listed(case, "special_data_words_nl")
    for id_, use in uses.items():
        if wanted and case.policy.data_categories[id_].special is None:
            texts = _texts(case, id_)
            words = mentioned_in(wanted, texts, case.on)
            if words is not None:
                yield _doubt(("data_categories", id_, "special"), texts[0], words, use)


def _texts(case: Case, id_: str) -> list[str]:
    """What a category says of itself, its name first."""
    category = case.policy.data_categories[id_]
    return [*(case.say(text) for text in (category.name, *category.items)), unmarked(case.say(category.description))]


def _doubt(at: Path, name: str, words: str, use: Path) -> Finding:
    return Finding(
        at,
        Wording(
            f"“{name}” noemt “{words}”. Zijn dat bijzondere persoonsgegevens? Leg het vast.",
            f"“{name}” mentions “{words}”. Is that a special category of personal data? Record it.",
        ),
        level=Severity.WARNING,
        help=Wording(
            "Vul special in bij de categorie (zoals health), en bij het doel de uitzondering (special_ground).",
            "Fill in special of the category (such as health), and the exception of the purpose (special_ground).",
        ),
        related=((use, Wording("hier gebruikt", "used here")),),
    )


def _special(case: Case, data: tuple[str, ...]) -> list[str]:
    """The data that fall under art. 9(1) on the day; that what can be inferred does was settled in 2022 (C-184/20)."""
    return [
        name
        for name in data
        if (kind := case.policy.data_categories[name].special) is not None
        and facts.fact("special_categories", kind).holds(case.on)
    ]


def _forbidden(case: Case, at: Path, data: list[str]) -> Finding:
    names = _names(case, data)
    return Finding(
        at,
        Wording(
            f"Voor {names.nl} geldt een verbod. Noem de uitzondering van artikel 9 lid 2 AVG.",
            f"The use of {names.en} is forbidden. Name the exception of article 9(2) AVG.",
        ),
        related=_declared(data),
    )


def _names(case: Case, data: list[str]) -> Wording:
    return in_quotes(case.say(case.policy.data_categories[name].name) for name in data)


def _declared(data: list[str]) -> tuple[tuple[Path, Wording], ...]:
    label = Wording("dit zijn bijzondere persoonsgegevens", "this is a special category of personal data")
    return tuple((("data_categories", name, "special"), label) for name in data)


def _cited(condition: str) -> str:
    """`9_2_h` as a citation."""
    article, paragraph, point = condition.split("_")
    return f"artikel {article} lid {paragraph} onder {point}"


def _cited_en(condition: str) -> str:
    article, paragraph, point = condition.split("_")
    return f"article {article}({paragraph})({point})"


def bsn_without_statute(case: Case) -> Iterator[Finding]:
    """Art. 46 UAVG. The act may stand with the BSN or with the basis; consent never will do."""
    for row, at in _rows_with(case, "bsn"):
        consent = _first_consent(row.processing)
        if consent is not None:
            yield Finding(
                (*row.path, "legal_basis", consent),
                Wording(
                    "Het BSN mag u alleen gebruiken als een wet dat bepaalt. Toestemming is daarvoor niet genoeg.",
                    "You may use the BSN only where an act says so. Consent is not enough.",
                ),
                related=((at, _THE_NUMBER),),
            )
        elif not _names_act(row.processing):
            yield Finding(
                (*row.path, "bsn_ground", "law"),
                Wording(
                    "Het BSN mag u alleen gebruiken als een wet dat bepaalt.",
                    "You may use the BSN only where an act says so.",
                ),
                related=((at, _THE_NUMBER),),
            )
    yield from _perhaps_bsn(case)


_THE_NUMBER = Wording("hier gebruikt u het BSN", "the BSN is used here")


def _first_consent(row: Processing) -> int | None:
    return next((index for index, basis in enumerate(row.legal_basis) if isinstance(basis, Consent)), None)


def _names_act(row: Processing) -> bool:
    grounds = [row.bsn_ground, *(basis for basis in row.legal_basis if isinstance(basis, LegalObligation | PublicTask))]
    return any(ground is not None and ground.law for ground in grounds)


def _perhaps_bsn(case: Case) -> Iterator[Finding]:
    """The word may be there and the number not. A copy of an identity card holds it, unless it is covered."""
    wanted = (*_words_of(case, "bsn"), *listed(case, "identity_copies_nl"))
    for id_, words, uses in _doubtful(case, "bsn", wanted, lambda row: _names_act(row) and _first_consent(row) is None):
        name = case.say(case.policy.data_categories[id_].name)
        yield Finding(
            (*uses[0][:-2], "bsn_ground", "law"),
            Wording(
                f"“{name}” noemt “{words}”. Gebruikt u daarbij het BSN? Dat mag alleen als een wet dat bepaalt.",
                f"“{name}” mentions “{words}”. Do you use the BSN there? You may do so only where an act says so.",
            ),
            level=Severity.WARNING,
            help=Wording(
                "Zo ja: zet regulated: bsn bij de categorie en noem de wet onder bsn_ground. Zo nee: schrijf dat het "
                "BSN er niet bij zit of is afgeschermd.",
                "If so: set regulated: bsn with the category and name the act under bsn_ground. If not: write that the "
                "BSN is left out or covered.",
            ),
            related=_used(id_, uses),
            subject=id_,
        )


def criminal_data_without_ground(case: Case) -> Iterator[Finding]:
    """Art. 10 AVG. What only words give away may be something else, such as the date of a VOG: a question."""
    for row, at in _rows_with(case, "criminal"):
        if not _names_criminal_act(row.processing):
            yield Finding(
                (*row.path, "criminal_ground", "law"),
                Wording(
                    "Strafrechtelijke gegevens mogen alleen op grond van artikel 31 tot en met 33 UAVG.",
                    "Criminal data may be used only under articles 31 to 33 UAVG.",
                ),
                related=((at, Wording("hier gebruikt u die gegevens", "the data are used here")),),
            )
    for id_, words, uses in _doubtful(case, "criminal", _words_of(case, "criminal"), _names_criminal_act):
        name = case.say(case.policy.data_categories[id_].name)
        yield Finding(
            (*uses[0][:-2], "criminal_ground", "law"),
            Wording(
                f"“{name}” noemt “{words}”. Zijn dat strafrechtelijke gegevens? Die mogen alleen op grond van artikel "
                "31 tot en met 33 UAVG.",
                f"“{name}” mentions “{words}”. Are those criminal data? They may be used only under articles 31 to 33 "
                "UAVG.",
            ),
            level=Severity.WARNING,
            help=Wording(
                "Zo ja: zet regulated: criminal bij de categorie en noem de wet onder criminal_ground. Zo nee: leg "
                "onder suppress vast waarom niet.",
                "If so: set regulated: criminal with the category and name the act under criminal_ground. If not: "
                "record under suppress why not.",
            ),
            related=_used(id_, uses),
            subject=id_,
        )


def _names_criminal_act(row: Processing) -> bool:
    return row.criminal_ground is not None and row.criminal_ground.law is not None


def _is_marked(case: Case, id_: str, kind: RegulatedData) -> bool:
    return kind in (case.policy.data_categories[id_].regulated or ())


def _rows_with(case: Case, kind: RegulatedData) -> Iterator[tuple[Row, Path]]:
    """The rows that use data marked as such, with the place of the data."""
    for row in case.rows:
        if case.answers_for(row):
            for index, id_ in enumerate(row.processing.data):
                if _is_marked(case, id_, kind):
                    yield row, (*row.path, "data", index)
                    break


def _doubtful(
    case: Case, kind: RegulatedData, wanted: Iterable[re.Pattern[str]], is_lawful: Callable[[Processing], bool]
) -> Iterator[tuple[str, str, list[Path]]]:
    """Every category that only its words give away, with those words and the places that use it unlawfully if so.

    A row that uses marked data has its finding already.
    """
    wanted = tuple(wanted)
    uses: dict[str, list[Path]] = {}
    for row in case.rows if wanted else ():
        data = row.processing.data
        if not case.answers_for(row) or is_lawful(row.processing):
            continue
        if not any(_is_marked(case, id_, kind) for id_ in data):
            for index, id_ in enumerate(data):
                uses.setdefault(id_, []).append((*row.path, "data", index))
    for id_, places in uses.items():
        words = mentioned_in(wanted, _texts(case, id_), case.on)
        if words is not None:
            yield id_, words, places


def _words_of(case: Case, kind: RegulatedData) -> tuple[re.Pattern[str], ...]:
    """What texts call such data, as far as the policy has it anywhere."""
    fact = facts.regulated_data(kind, case.on)
    words = present(fact.words, case.vocabulary) if fact is not None else ()
    return (phrases(words),) if words else ()


def _used(id_: str, uses: list[Path]) -> tuple[tuple[Path, Wording], ...]:
    """The category itself and every place that uses it."""
    category = ("data_categories", id_), Wording("om deze gegevens gaat het", "these are the data")
    return (category, *((use, Wording("hier gebruikt", "used here")) for use in uses))


def consent_of_children(case: Case) -> Iterator[Finding]:
    """Art. 8 AVG for online services, art. 5(1) UAVG for the rest, cookies included (art. 11.1(g) Tw)."""
    children = case.policy.children
    if not _young_children(case, children) or children is None or children.parental_consent is not None:
        return
    asked = next((path for row, path, _ in case.bases(Consent) if case.answers_for(row)), None)
    asked = asked or next((path for _, path, _ in case.cookie_bases(Consent)), None)
    if asked is not None:
        age = facts.consent_age(case.on)
        yield Finding(
            ("children", "parental_consent"),
            Wording(
                f"Onder de {age} jaar moet een ouder of voogd toestemming geven.",
                f"Under the age of {age} a parent or guardian must consent.",
            ),
            related=((asked, Wording("hier vraagt u toestemming", "consent is asked here")),),
        )


def _young_children(case: Case, children: Children | None) -> bool:
    """Whether the service is for children too young to consent themselves."""
    if children is None or not children.addressed:
        return False
    return children.minimum_age is None or children.minimum_age < facts.consent_age(case.on)


def age_group_not_considered(case: Case) -> Iterator[Finding]:
    """Whoever keeps accounts or dates of birth can have children among them; then the ages of art. 5 UAVG count."""
    children = case.policy.children
    own_age = next((rule for rule in facts.child_rules(case.on) if rule.id == "withdraw_from_12"), None)
    if children is None or children.addressed is None:
        sign = _sign_of_age(case)
        if sign is None:
            return
        nl = "Leg vast of de dienst ook voor kinderen is."
        en = "Decide whether the service is for children too."
        if own_age is None:
            nl += " Voor een kind gebruikt een ouder of voogd de rechten."
            en += " A parent or guardian uses the rights of a child."
        else:
            since = day(own_age.valid_from)
            nl += f" Sinds {since.nl} gelden per leeftijd andere regels voor rechten en intrekken."
            en += f" Since {since.en} the rules for rights and withdrawal differ by age."
        yield Finding(("children", "addressed"), Wording(nl, en), related=(sign,))
    elif own_age is not None and _young_children(case, children) and not _tells_age(case, own_age.age):
        yield Finding(
            ("children", "explanation"),
            Wording(
                f"Leg uit wie de rechten van een kind gebruikt: vanaf {own_age.age} jaar het kind ook zelf, daaronder "
                "een ouder of voogd.",
                f"Explain who uses the rights of a child: from the age of {own_age.age} the child too, before that a "
                "parent or guardian.",
            ),
            help=Wording(
                f"Schrijf onder children.explanation wie een recht gebruikt en toestemming intrekt: onder de "
                f"{own_age.age}, vanaf {own_age.age} en vanaf {facts.consent_age(case.on)} jaar.",
                f"Write under children.explanation who uses a right and withdraws consent: under {own_age.age}, from "
                f"{own_age.age} and from {facts.consent_age(case.on)}.",
            ),
        )


def _sign_of_age(case: Case) -> tuple[Path, Wording] | None:
    """An account or a date of birth, with its place."""
    account = phrases(facts.words("account_words_nl", case.on))
    for id_, purpose in case.policy.purposes.items():
        if account.search(case.say(purpose.name)) or account.fullmatch(id_):
            return ("purposes", id_), Wording("ook kinderen maken een account", "children make accounts too")
    for id_, kinds in case.regulated.items():
        if "date_of_birth" in kinds:
            return ("data_categories", id_), Wording("hieruit blijkt de leeftijd", "this tells the age")
    return None


def _tells_age(case: Case, age: int | None) -> bool:
    """Whether what is said of children or of rights names that age."""
    named = phrases((str(age),))
    return any(p.path[0] in ("children", "rights") and named.search(p.text) for p in case.passages)


RULES = (
    Rule(
        "SC001",
        special_category_without_exception,
        Severity.ERROR,
        title=Wording("Bijzondere persoonsgegevens zonder uitzondering", "Special category without exception"),
        help=Wording(
            "Vul special_ground in met condition (en de wet, zoals artikel 30 UAVG), of gebruik de gegevens niet.",
            "Fill in special_ground with a condition (and the act, such as article 30 UAVG), or do not use the data.",
        ),
        sources=("AVG 9(1)", "AVG 9(2)", "UAVG 22", "UAVG 30", "WP260 annex"),
        precision="high",
        facts=(
            ("language_rules", "absent_data_nl"),
            ("language_rules", "company_marks_nl"),
            ("language_rules", "special_data_words_nl"),
        ),
    ),
    Rule(
        "SC002",
        bsn_without_statute,
        Severity.ERROR,
        title=Wording("BSN zonder wet", "BSN without statute"),
        help=Wording(
            "Noem onder bsn_ground de wet en het artikel (law, article), of gebruik het BSN niet.",
            "Name the act and the article under bsn_ground (law, article), or do not use the BSN.",
        ),
        sources=("AVG 87", "UAVG 46"),
        precision="high",
        facts=(
            ("language_rules", "absent_data_nl"),
            ("language_rules", "identity_copies_nl"),
            ("other_regulated_data", "bsn"),
        ),
    ),
    Rule(
        "SC003",
        criminal_data_without_ground,
        Severity.ERROR,
        title=Wording("Strafrechtelijke gegevens zonder grond", "Criminal data without ground"),
        help=Wording(
            "Noem onder criminal_ground de wet en het artikel (law: UAVG, article: 33), of gebruik de gegevens niet.",
            "Name the act and the article under criminal_ground (law: UAVG, article: 33), or do not use the data.",
        ),
        sources=("AVG 10", "UAVG 31", "UAVG 32", "UAVG 33"),
        precision="high",
        facts=(("other_regulated_data", "criminal"),),
    ),
    Rule(
        "SC004",
        consent_of_children,
        Severity.ERROR,
        title=Wording("Toestemming van kinderen zonder ouder", "Consent of under-16s"),
        help=Wording(
            "Beschrijf onder children.parental_consent hoe een ouder of voogd toestemming geeft en hoe u dat nagaat.",
            "Describe under children.parental_consent how a parent or guardian consents and how you check it.",
        ),
        sources=("AVG 8(1)", "AVG 8(2)", "UAVG 5(1)"),
        facts=(("children", "online_consent_age"), ("children", "other_consent_age")),
    ),
    Rule(
        "SC005",
        age_group_not_considered,
        Severity.INFO,
        title=Wording("Leeftijd van gebruikers niet bedacht", "Age group not considered"),
        help=Wording(
            "Zet children.addressed op true of false, en noem bij true een minimum_age als die er is.",
            "Set children.addressed to true or false, and with true name a minimum_age if there is one.",
        ),
        sources=("AVG 12(1)", "UAVG 5(3)", "UAVG 5(4)"),
        precision="high",
        facts=(("children", "withdraw_from_12"), ("children", "rights_12_to_16")),
    ),
)
