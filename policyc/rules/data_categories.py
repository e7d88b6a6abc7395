"""Family DC: data categories and minimisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.model.legal_basis import Contract, LegalObligation, LegitimateInterests, PublicTask
from policyc.model.personal_data import RegulatedData
from policyc.model.purpose import Processing
from policyc.rules.case import Case, Row
from policyc.rules.claims import claims, says
from policyc.rules.mentions import mentioned
from policyc.rules.prose import Passage, phrases
from policyc.rules.rule import Finding, Rule
from policyc.rules.wording import all_of, in_quotes

_USED_HERE = Wording("hier gebruikt", "used here")


def data_not_listed(case: Case) -> Iterator[Finding]:
    """Data that are declared only for a purpose; an id that does not exist the loader has refused already (MO040)."""
    for id_, category in case.policy.data_categories.items():
        uses = case.data_uses.get(id_, ())
        if category.listed is not False or not uses:
            continue
        users = in_quotes(dict.fromkeys(_user(case, use) for use in uses))
        name = case.say(category.name)
        yield Finding(
            ("data_categories", id_, "listed"),
            Wording(
                f"“{name}” wordt gebruikt bij {users.nl}, maar staat niet in de lijst met persoonsgegevens.",
                f"“{name}” is used for {users.en}, but is not in the list of personal data.",
            ),
            related=tuple((use, _USED_HERE) for use in uses),
        )


def _user(case: Case, use: Path) -> str:
    """The name of the purpose or the cookie that uses data."""
    if use[0] == "purposes":
        return case.say(case.policy.purposes[str(use[1])].name)
    cookie = case.policy.cookies[str(use[1])]
    return case.say(cookie.name or next(iter(cookie.names), None)) or str(use[1])


def data_unused(case: Case) -> Iterator[Finding]:
    """Without any purpose all data would be unused; that is one fault, and PU001 reports it."""
    if not case.policy.purposes and not case.policy.cookies:
        return
    for id_, category in case.policy.data_categories.items():
        if id_ not in case.data_uses:
            name = case.say(category.name)
            yield Finding(
                ("data_categories", id_),
                Wording(
                    f"Categorie “{name}” hoort bij geen enkel doel. Waarom hebt u die gegevens?",
                    f"Category “{name}” belongs to no purpose. Why do you have these data?",
                ),
            )


def open_data_list(case: Case) -> Iterator[Finding]:
    """In a list of data every open word counts; elsewhere only one that speaks of data itself."""
    lists = [passage for passage in case.passages if _lists_data(case, passage.path)]
    others = [
        passage
        for passage in case.passages
        if passage.path[0] in ("purposes", "openings") and not _lists_data(case, passage.path)
    ]
    for claim in (*claims(case, "open_lists_nl", lists), *claims(case, "unnamed_data_nl", others)):
        yield Finding(
            claim.passage.path,
            Wording(
                "De lijst met gegevens is niet volledig. Noem alle gegevens.",
                "The list of data is not complete. Name all data.",
            ),
            phrase=claim.words,
            reader=claim.sentence,
        )


def _lists_data(case: Case, path: Path) -> bool:
    """Whether a text is the list of data or a part of it. Beside items a description only explains them."""
    if path[0] == "openings":
        return path[1] == "data_categories"
    if path[0] != "data_categories":
        return False
    return path[2] != "description" or not case.policy.data_categories[str(path[1])].items


def gender_not_necessary(case: Case) -> Iterator[Finding]:
    """C-394/23: neither a contract nor a polite letter needs a title. Whoever may leave it out has a choice."""
    for row, at in _rows_with(case, "gender_title"):
        bases = row.processing.legal_basis
        by_choice = row.processing.provision is not None and row.processing.provision.required == "voluntary"
        # What people may leave out is by definition not needed for a contract.
        on_contract = any(isinstance(basis, Contract) for basis in bases)
        on_interest = not bases or any(isinstance(basis, LegitimateInterests) for basis in bases)
        if on_contract or (on_interest and not by_choice):
            name = case.name_of(row)
            yield Finding(
                at,
                Wording(
                    f"Waarom is geslacht of aanhef nodig voor {name}? Een neutrale aanspreekvorm is meestal genoeg.",
                    f"Why is gender or title needed for {name}? A neutral form of address is usually enough.",
                ),
                related=(_category_of(row.processing, at),),
            )


def date_of_birth_not_necessary(case: Case) -> Iterator[Finding]:
    """Art. 5(1)(c): an age check or the year is often enough. Where an act asks for it, that act is the reason."""
    for row, at in _rows_with(case, "date_of_birth"):
        if any(isinstance(basis, LegalObligation | PublicTask) and basis.law for basis in row.processing.legal_basis):
            continue
        name = case.name_of(row)
        yield Finding(
            at,
            Wording(
                f"Waarom is de volledige geboortedatum nodig voor {name}?",
                f"Why is the full date of birth needed for {name}?",
            ),
            related=(_category_of(row.processing, at),),
        )


def _rows_with(case: Case, kind: RegulatedData) -> Iterator[tuple[Row, Path]]:
    """The rows that use such data and do not say why, with the place of the data."""
    for row in case.rows:
        if row.processing.necessity is not None or not case.answers_for(row):
            continue
        for index, id_ in enumerate(row.processing.data):
            if kind in case.regulated[id_]:
                yield row, (*row.path, "data", index)
                break


def _category_of(row: Processing, at: Path) -> tuple[Path, Wording]:
    id_ = row.data[int(at[-1])]
    return ("data_categories", id_), Wording("om deze gegevens gaat het", "these are the data")


_COLLECTED = frozenset({"observed", "derived"})
_OBTAINED = frozenset({"third_party", "public"})


def claims_only_provided_data(case: Case) -> Iterator[Finding]:
    """Art. 5(1)(a): a promise that the rest of the statement breaks."""
    said = {claim.passage.path: claim.words for claim in claims(case, "only_provided_nl", case.passages)}
    for passage in case.passages:
        if passage.path not in said and case.claim_at(passage.path) != "only_provided_data":
            continue
        if says(case, "exception_words_nl", passage.text):
            continue  # “only what you give us, except …” may well be true
        data = {id_: set(case.policy.data_categories[id_].origin or ()) for id_ in _spoken_of(case, passage.path)}
        collected = [id_ for id_, origin in data.items() if origin & _COLLECTED]
        obtained = [id_ for id_, origin in data.items() if origin & _OBTAINED and not origin & _COLLECTED]
        if collected or obtained:
            yield Finding(
                passage.path,
                _contradicted(case, collected, obtained),
                phrase=said.get(passage.path, ""),
                related=tuple(
                    (("data_categories", id_, "origin"), Wording("hier staat de herkomst", "the origin is stated here"))
                    for id_ in (*collected, *obtained)
                ),
                reader=passage.text,
            )


def _spoken_of(case: Case, path: Path) -> Iterable[str]:
    """The data a text is about: those of its purpose, cookie or category, else all of them."""
    match path:
        case ("purposes", str(id_), *_):
            return dict.fromkeys(name for row in case.policy.purposes[id_].processing.values() for name in row.data)
        case ("cookies", str(id_), *_):
            return case.policy.cookies[id_].data
        case ("data_categories", str(id_), *_):
            return (id_,)
    return case.policy.data_categories


def _contradicted(case: Case, collected: list[str], obtained: list[str]) -> Wording:
    nl, en = [], []
    if collected:
        names = in_quotes(case.say(case.policy.data_categories[id_].name) for id_ in collected)
        nl.append(f"{names.nl} verzamelt u zelf")
        en.append(f"you collect {names.en} yourself")
    if obtained:
        names = in_quotes(case.say(case.policy.data_categories[id_].name) for id_ in obtained)
        nl.append(f"{names.nl} krijgt u van anderen")
        en.append(f"you get {names.en} from others")
    return Wording(
        f"De verklaring zegt dat u alleen opgegeven gegevens gebruikt, maar {all_of(nl).nl}.",
        f"The statement says that you only use data people give you, but {all_of(en).en}.",
    )


_IDENTIFYING: tuple[RegulatedData, ...] = ("online_identifiers", "pseudonymised")


def anonymous_label(case: Case) -> Iterator[Finding]:
    """Arts. 4(1) and 4(5): what still tells people apart is personal data, whatever the text calls it."""
    known = [facts.regulated_data(kind, case.on) for kind in _IDENTIFYING]
    identifying = phrases(tuple(word for fact in known if fact for word in fact.words))
    for claim in claims(case, "anonymous_labels_nl", case.passages):
        if says(case, "not_anonymous_nl", claim.sentence):
            continue
        identifier = mentioned((identifying,), claim.sentence, case.on)
        if identifier is None and identifying.search(claim.sentence):
            continue  # “anoniem, wij zien geen IP-adres” says itself that the identifier is not there
        if (
            identifier is not None
            or says(case, "possible_personal_data_nl", claim.words)
            or _is_about_identifiers(case, claim.passage)
        ):
            yield Finding(
                claim.passage.path,
                Wording(
                    "Gepseudonimiseerde gegevens zijn nog steeds persoonsgegevens. Noem ze niet anoniem.",
                    "Pseudonymised data are still personal data. Do not call them anonymous.",
                ),
                phrase=claim.words,
                reader=claim.sentence,
            )


def _is_about_identifiers(case: Case, passage: Passage) -> bool:
    """Whether a text is about data with an identifier: of such a category, or a claim of anonymity for all data."""
    if passage.path[0] == "data_categories":
        return not case.regulated[str(passage.path[1])].isdisjoint(_IDENTIFYING)
    return case.claim_at(passage.path) == "anonymous" and any(
        not kinds.isdisjoint(_IDENTIFYING) for kinds in case.regulated.values()
    )


RULES = (
    Rule(
        "DC001",
        data_not_listed,
        Severity.ERROR,
        title=Wording("Gegevens ontbreken in de lijst", "Data used but not declared"),
        help=Wording(
            "Zet de categorie in de lijst (listed: true), of haal haar weg bij het doel.",
            "Put the category in the list (listed: true), or take it away from the purpose.",
        ),
        sources=("AVG 5(1)(a)", "AVG 14(1)(d)", "WP260 annex"),
    ),
    Rule(
        "DC002",
        data_unused,
        Severity.WARNING,
        title=Wording("Gegevens zonder doel", "Declared but unused"),
        help=Wording(
            "Noem de categorie onder data bij een doel of een cookie, of verzamel haar niet meer en haal haar weg.",
            "Name the category under data of a purpose or a cookie, or stop collecting it and remove it.",
        ),
        sources=("AVG 5(1)(b)", "AVG 5(1)(c)"),
    ),
    Rule(
        "DC003",
        open_data_list,
        Severity.WARNING,
        title=Wording("Lijst met gegevens blijft open", "Open-ended data list"),
        help=Wording(
            "Schrijf onder items precies welke gegevens het zijn, en haal de open woorden weg.",
            "Write under items exactly which data they are, and take the open words away.",
        ),
        sources=("AVG 5(1)(a)", "WP260"),
        precision="medium",
        facts=(("language_rules", "open_lists_nl"), ("language_rules", "unnamed_data_nl")),
    ),
    Rule(
        "DC004",
        gender_not_necessary,
        Severity.WARNING,
        title=Wording("Geslacht of aanhef zonder noodzaak", "Gender or title without necessity"),
        help=Wording(
            "Vraag er niet naar, leg onder necessity uit waarom het nodig is, of maak het vrijwillig "
            "(provision.required: voluntary) met een andere grondslag dan de overeenkomst.",
            "Do not ask for it, explain under necessity why it is needed, or make it voluntary (provision.required: "
            "voluntary) on another basis than the contract.",
        ),
        sources=("AVG 5(1)(c)", "C-394/23"),
        since=date(2025, 1, 9),
        precision="high",
        facts=(("other_regulated_data", "gender_title"),),
    ),
    Rule(
        "DC005",
        date_of_birth_not_necessary,
        Severity.WARNING,
        title=Wording("Geboortedatum zonder noodzaak", "Date of birth without necessity"),
        help=Wording(
            "Vraag er niet naar, vraag alleen de leeftijd of het geboortejaar, of leg onder necessity uit waarom de "
            "hele datum nodig is.",
            "Do not ask for it, ask only for the age or the year of birth, or explain under necessity why the whole "
            "date is needed.",
        ),
        sources=("AVG 5(1)(c)",),
        precision="high",
        facts=(("other_regulated_data", "date_of_birth"),),
    ),
    Rule(
        "DC006",
        claims_only_provided_data,
        Severity.ERROR,
        title=Wording("Belofte over alleen opgegeven gegevens klopt niet", "False claim that data are only provided"),
        help=Wording(
            "Haal de belofte weg, of beperk haar tot de gegevens waarvoor zij klopt.",
            "Remove the claim, or limit it to the data for which it is true.",
        ),
        sources=("AVG 5(1)(a)",),
        precision="high",
        facts=(("language_rules", "only_provided_nl"),),
    ),
    Rule(
        "DC007",
        anonymous_label,
        Severity.WARNING,
        title=Wording("Persoonsgegevens anoniem genoemd", "Personal data called anonymous"),
        help=Wording(
            "Schrijf “gepseudonimiseerd” en leg uit wat dat is, of zeg gewoon dat het persoonsgegevens zijn.",
            "Write “pseudonymised” and explain it, or simply say that they are personal data.",
        ),
        sources=("AVG 4(1)", "AVG 4(5)", "C-582/14", "C-413/23 P"),
        precision="medium",
        facts=(
            ("language_rules", "absent_data_nl"),
            ("language_rules", "anonymous_labels_nl"),
            ("other_regulated_data", "online_identifiers"),
            ("other_regulated_data", "pseudonymised"),
        ),
    ),
)
