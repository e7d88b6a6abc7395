"""Family DC: what the pages do not show."""

from __future__ import annotations

from datetime import date

import pytest

from rules.asking import ask, brief, related

UNLISTED = """\
data_categories:
  phone: {name: Telefoon, listed: false}
  email: {name: E-mail, listed: true}
purposes:
  call: {name: Bellen, data: [email, phone]}
  advise: {name: Advies, processing: {a: {data: [phone]}, b: {data: [phone]}}}
cookies:
  named: {names: [_id], data: [phone]}
  nameless: {description: Iets, data: [phone]}
"""


def test_dc001_names_every_user_once_and_points_at_every_use() -> None:
    (found,) = ask("DC001", UNLISTED)
    users_nl = "“Bellen”, “Advies”, “_id” en “nameless”"
    assert found.message.nl == (
        f"“Telefoon” wordt gebruikt bij {users_nl}, maar staat niet in de lijst met persoonsgegevens."
    )
    assert found.message.en == (
        "“Telefoon” is used for “Bellen”, “Advies”, “_id” and “nameless”, but is not in the list of personal data."
    )
    assert [place[:2] for place in related(found)] == [(5, 38), (6, 50), (6, 70), (8, 32), (9, 40)]
    assert {place[2:] for place in related(found)} == {("hier gebruikt", "used here")}
    assert found.sources == ("AVG 5(1)(a)", "AVG 14(1)(d)", "WP260 annex")


@pytest.mark.parametrize("listed", ["", ", listed: true"])
def test_dc001_is_silent_where_the_list_has_it_or_nobody_uses_it(listed: str) -> None:
    assert not ask("DC001", f"data_categories:\n  a: {{name: A{listed}}}\npurposes:\n  p: {{name: P, data: [a]}}\n")
    assert not ask("DC001", "data_categories:\n  a: {name: A, listed: false}\n")


DC002 = "data_categories:\n  a: {name: A}\n  b: {name: B}\n"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("", []),
        ("purposes:\n  p: {name: P}\n", ["warning data_categories.a", "warning data_categories.b"]),
        ("purposes:\n  p: {name: P, data: [a]}\n", ["warning data_categories.b"]),
        ("cookies:\n  c: {name: C, data: [b]}\n", ["warning data_categories.a"]),
        ("cookies:\n  c: {name: C}\n", ["warning data_categories.a", "warning data_categories.b"]),
    ],
)
def test_dc002_asks_for_data_that_nothing_uses(rest: str, expected: list[str]) -> None:
    assert brief(ask("DC002", DC002 + rest)) == expected


def test_dc002_in_english() -> None:
    (found,) = ask("DC002", DC002 + "purposes:\n  p: {name: P, data: [a]}\n")
    assert found.message.en == "Category “B” belongs to no purpose. Why do you have these data?"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("data_categories:\n  a: {name: Naam enz.}\n", ["enz."]),
        ("data_categories:\n  a: {name: A, items: [naam, overige gegevens, onder meer adres]}\n",
         ["overige gegevens", "onder meer"]),
        ("data_categories:\n  a: {name: A, description: 'Met name dit. En dat. Onder andere zus.'}\n",
         ["Met name", "Onder andere"]),
        ("data_categories:\n  a: {name: A, items: [naam], description: Onder andere dit.}\n", []),
        ("data_categories:\n  a: {name: A, source: onder andere de buren}\n", ["onder andere"]),
        ("openings: {data_categories: Denk aan uw naam.}\n", ["Denk aan"]),
        ("openings: {purposes: Denk aan uw vraag.}\n", []),
        ("openings: {purposes: Wij vragen diverse gegevens.}\n", ["diverse gegevens"]),
        ("purposes:\n  p: {name: P, description: Onder andere om te bellen.}\n", []),
        ("purposes:\n  p: {name: P, condition: als u bepaalde gegevens geeft}\n", ["bepaalde gegevens"]),
        ("rights: {introduction: Bepaalde gegevens kunt u inzien.}\n", []),
    ],
)  # fmt: skip
def test_dc003_reads_a_list_more_strictly_than_other_texts(source: str, words: list[str]) -> None:
    assert [one.subject for one in ask("DC003", source)] == words


def test_dc003_shows_the_sentence() -> None:
    (found,) = ask("DC003", "openings: {data_categories: Wij hebben dit. Denk aan uw naam.}\n")
    assert found.reader == "Denk aan uw naam."
    assert found.message.en == "The list of data is not complete. Name all data."


def gender(basis: str, more: str = "", kind: str = "gender_title") -> str:
    legal = f", legal_basis: {basis}" if basis else ""
    return (
        f"data_categories:\n  x: {{name: X, origin: provided}}\n  g: {{name: G, regulated: {kind}}}\n"
        f"purposes:\n  p: {{name: P, data: [x, g]{legal}{more}}}\n"
    )


VOLUNTARY = ", provision: {required: voluntary}"


@pytest.mark.parametrize(
    ("basis", "more", "trips"),
    [
        ("", "", True),
        ("", VOLUNTARY, False),
        ("contract", "", True),
        ("contract", VOLUNTARY, True),
        ("legitimate_interests", "", True),
        ("legitimate_interests", VOLUNTARY, False),
        ("legitimate_interests", ", provision: {required: contractual}", True),
        ("consent", "", False),
        ("[consent, contract]", "", True),
        ("[consent, legitimate_interests]", "", True),
        ("{basis: legal_obligation, law: W}", "", False),
        ("contract", ", necessity: Daarom.", False),
        ("contract", ", own_role: processor", False),
        ("contract", ", until: 2026-11-22", False),
        ("contract", ", until: 2026-11-23", True),
    ],
)
def test_dc004_asks_why_on_a_contract_an_interest_or_no_basis(basis: str, more: str, trips: bool) -> None:
    expected = ["warning purposes.p.data.1"] if trips else []
    assert brief(ask("DC004", gender(basis, more))) == expected


def test_dc004_holds_from_the_day_of_the_judgment() -> None:
    assert not ask("DC004", gender("contract"), date(2025, 1, 8))
    (found,) = ask("DC004", gender("contract"), date(2025, 1, 9))
    assert found.message.en == ("Why is gender or title needed for “P”? A neutral form of address is usually enough.")
    assert found.sources == ("AVG 5(1)(c)", "C-394/23")
    assert related(found) == [(3, 3, "om deze gegevens gaat het", "these are the data")]


def test_one_row_asks_once_and_another_row_again() -> None:
    source = """\
data_categories:
  a: {name: Aanhef}
  b: {name: B, items: [Geslacht]}
purposes:
  p:
    name: P
    processing:
      one: {name: Een, data: [a, b]}
      two: {data: [b]}
"""
    found = ask("DC004", source)
    assert brief(found) == ["warning purposes.p.processing.one.data.0", "warning purposes.p.processing.two.data.0"]
    assert [one.message.nl.split("?")[0] for one in found] == [
        "Waarom is geslacht of aanhef nodig voor “P” (Een)",
        "Waarom is geslacht of aanhef nodig voor “P” (two)",
    ]


@pytest.mark.parametrize(
    ("basis", "more", "trips"),
    [
        ("contract", "", True),
        ("consent", VOLUNTARY, True),
        ("", "", True),
        ("legal_obligation", "", True),
        ("public_task", "", True),
        ("{basis: legal_obligation, law: W}", "", False),
        ("{basis: public_task, law: W}", "", False),
        ("[consent, {basis: legal_obligation, law: W}]", "", False),
        ("contract", ", necessity: Daarom.", False),
        ("contract", ", own_role: processor", False),
    ],
)
def test_dc005_asks_why_unless_an_act_does(basis: str, more: str, trips: bool) -> None:
    expected = ["warning purposes.p.data.1"] if trips else []
    assert brief(ask("DC005", gender(basis, more, "date_of_birth"))) == expected


def test_dc005_in_english() -> None:
    (found,) = ask("DC005", gender("contract", kind="date_of_birth"))
    assert found.message.en == "Why is the full date of birth needed for “P”?"
    assert related(found) == [(3, 3, "om deze gegevens gaat het", "these are the data")]
    assert not ask("DC005", gender("contract"))


ORIGINS = """\
data_categories:
  given: {name: Gegeven, origin: provided}
  seen: {name: Gezien, origin: [provided, observed]}
  made: {name: Gemaakt, origin: derived}
  got: {name: Gekregen, origin: third_party}
  open: {name: Openbaar, origin: public}
  unknown: {name: Onbekend}
"""
ONLY = "Wij gebruiken alleen de gegevens die u invult."


def test_dc006_names_what_is_collected_and_what_is_obtained() -> None:
    (found,) = ask("DC006", f"introduction: {ONLY}\n{ORIGINS}")
    assert found.message.nl == (
        "De verklaring zegt dat u alleen opgegeven gegevens gebruikt, maar “Gezien” en “Gemaakt” verzamelt u zelf "
        "en “Gekregen” en “Openbaar” krijgt u van anderen."
    )
    assert found.message.en == (
        "The statement says that you only use data people give you, but you collect “Gezien” and “Gemaakt” yourself "
        "and you get “Gekregen” and “Openbaar” from others."
    )
    assert found.reader == ONLY
    assert related(found) == [
        (line, column, "hier staat de herkomst", "the origin is stated here")
        for line, column in ((4, 24), (5, 25), (6, 25), (7, 26))
    ]


def test_dc006_reports_what_is_both_collected_and_obtained_once() -> None:
    source = f"introduction: {ONLY}\ndata_categories:\n  a: {{name: A, origin: [observed, third_party]}}\n"
    (found,) = ask("DC006", source)
    assert found.message.nl.endswith("maar “A” verzamelt u zelf.")
    assert len(found.related) == 1


@pytest.mark.parametrize(
    ("claim", "trips"),
    [
        ("introduction: Wij gebruiken veel.\n", False),
        ("introduction: Wij gebruiken alleen gegevens die u zelf geeft, behalve uw kliks.\n", False),
        ("commitments:\n  a: {text: Niets meer., claim: only_provided_data}\n", True),
        ("commitments:\n  a: {text: 'Niets meer, behalve kliks.', claim: only_provided_data}\n", False),
        ("commitments:\n  a: {text: Niets meer., claim: minimisation}\n", False),
        (f"purposes:\n  p: {{name: P, data: [given], description: {ONLY}}}\n", False),
        (f"purposes:\n  p: {{name: P, data: [given, made], description: {ONLY}}}\n", True),
        (f"cookies:\n  c: {{name: C, data: [given], description: {ONLY}}}\n", False),
        (f"cookies:\n  c: {{name: C, data: [got], description: {ONLY}}}\n", True),
    ],
)
def test_dc006_compares_a_claim_with_the_data_it_is_about(claim: str, trips: bool) -> None:
    assert bool(ask("DC006", ORIGINS + claim)) is trips


def test_dc006_of_one_category_and_of_none() -> None:
    for origin, trips in (("provided", False), ("observed", True)):
        own = f"{{name: A, origin: {origin}, description: {ONLY}}}"
        source = f"data_categories:\n  a: {own}\n  b: {{name: B, origin: public}}\n"
        assert bool(ask("DC006", source)) is trips
    assert not ask("DC006", f"introduction: {ONLY}\n")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("introduction: Het IP-adres is anoniem.\n", ["anoniem"]),
        ("introduction: Het IP-adres is niet anoniem.\n", []),
        ("introduction: Wij tellen anoniem, zonder het IP-adres.\n", []),
        ("introduction: Wij tellen anoniem.\n", []),
        ("introduction: Gehashte e-mailadressen zijn anoniem. Alles is anoniem.\n", ["anoniem"]),
        ("introduction: Er zijn mogelijke persoonsgegevens.\n", ["mogelijke persoonsgegevens"]),
        ("introduction: Wij verkopen geen persoonsgegevens.\n", []),
        ("data_categories:\n  a: {name: Anonieme cijfers}\n", []),
        ("data_categories:\n  a: {name: Anonieme cijfers, regulated: pseudonymised}\n", ["Anonieme"]),
        ("data_categories:\n  a: {name: Anonieme cijfers, regulated: gender_title}\n", []),
        ("data_categories:\n  a: {name: A, items: [MAC-adres], description: Anoniem.}\n", ["Anoniem"]),
        (
            "data_categories:\n  a: {name: IP-adres}\ncommitments:\n  c: {text: Anoniem., claim: anonymous}\n",
            ["Anoniem"],
        ),
        ("data_categories:\n  a: {name: IP-adres}\ncommitments:\n  c: {text: Anoniem., claim: no_sale}\n", []),
        ("data_categories:\n  a: {name: Naam}\ncommitments:\n  c: {text: Anoniem., claim: anonymous}\n", []),
    ],
)
def test_dc007_is_about_data_with_an_identifier(source: str, words: list[str]) -> None:
    assert [one.subject for one in ask("DC007", source)] == words


def test_dc007_shows_the_sentence() -> None:
    (found,) = ask("DC007", "introduction: Dit is zo. Het IP-adres is anoniem.\n")
    assert found.reader == "Het IP-adres is anoniem."
    assert found.message.en == "Pseudonymised data are still personal data. Do not call them anonymous."
    assert found.sources == ("AVG 4(1)", "AVG 4(5)", "C-582/14", "C-413/23 P")


def test_dc006_reads_on_after_a_claim_with_an_exception() -> None:
    source = f"introduction: {ONLY[:-1]}, behalve uw kliks.\nscope: {{explanation: {ONLY}}}\n{ORIGINS}"
    assert brief(ask("DC006", source)) == ["error scope.explanation"]


@pytest.mark.parametrize(
    ("category", "trips"),
    [
        ("name: G, items: [geslacht van uw hond]", False),
        ("name: G, items: [naam en geslacht van uw eigen kat]", False),
        ("name: Gegevens over uw paard, items: [geslacht]", False),
        ("name: G, items: [geslacht van uw hond, geslacht]", True),
        ("name: G, items: [geslacht van uw kind]", True),
        ("name: G, items: [gegevens zonder geslacht]", False),
        ("name: Uw paard, regulated: gender_title", True),
    ],
)
def test_dc004_is_about_people(category: str, trips: bool) -> None:
    source = f"data_categories:\n  g: {{{category}}}\npurposes:\n  p: {{name: P, data: [g], legal_basis: contract}}\n"
    assert brief(ask("DC004", source)) == (["warning purposes.p.data.0"] if trips else [])


@pytest.mark.parametrize(
    ("text", "trips"),
    [
        ("U vult de enquête anoniem in, wij vragen geen naam en zien geen IP-adres.", False),
        ("Wij tellen anoniem en bewaren uw IP-adres nooit.", False),
        ("Wij tellen anoniem, wij zien uw IP-adres niet.", False),
        ("Wij tellen anoniem, zonder het laatste deel van het IP-adres.", True),
        ("Wij zien geen naam, maar wel het IP-adres: dat is anoniem.", True),
        ("Wij zien geen IP-adres, maar de cookie-id is anoniem.", True),
    ],
)
def test_dc007_hears_that_an_identifier_is_not_there(text: str, trips: bool) -> None:
    assert bool(ask("DC007", f"introduction: '{text}'\n")) is trips
