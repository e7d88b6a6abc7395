"""Family SC: what the pages do not show."""

from __future__ import annotations

from datetime import date

import pytest

from rules.asking import ask, brief, related


def special(more: str = "", kind: str = "health") -> str:
    return f"""\
data_categories:
  x: {{name: X}}
  h: {{name: H, special: {kind}}}
  g: {{name: G, special: religious_philosophical}}
purposes:
  p: {{name: P, data: [x, h, g]{more}}}
"""


def test_sc001_is_one_finding_for_a_row() -> None:
    (found,) = ask("SC001", special())
    assert brief((found,)) == ["error purposes.p.special_ground"]
    assert found.message.nl == "Voor “H” en “G” geldt een verbod. Noem de uitzondering van artikel 9 lid 2 AVG."
    assert found.message.en == "The use of “H” and “G” is forbidden. Name the exception of article 9(2) AVG."
    label = ("dit zijn bijzondere persoonsgegevens", "this is a special category of personal data")
    assert related(found) == [(3, 16, *label), (4, 16, *label)]


@pytest.mark.parametrize("point", list("abcdefghij"))
def test_sc001_wants_the_act_of_five_exceptions(point: str) -> None:
    found = ask("SC001", special(f", special_ground: {{condition: 9_2_{point}}}"))
    assert brief(found) == (["warning purposes.p.special_ground.law"] if point in "bghij" else [])
    assert not ask("SC001", special(f", special_ground: {{condition: 9_2_{point}, law: W}}"))
    for one in found:
        assert one.message.nl == (
            f"Voor “H” en “G” beroept u zich op artikel 9 lid 2 onder {point} AVG. Noem ook de wet die het toestaat."
        )
        assert one.message.en == (
            f"For “H” and “G” you rely on article 9(2)({point}) AVG. Also name the act that allows it."
        )
        assert one.help is not None
        assert one.help.nl == (
            "Vul law en article in bij special_ground, bijvoorbeeld law: UAVG met article: 30 lid 3."
        )
        assert one.help.en == "Fill in law and article of special_ground, such as law: UAVG with article: 30 lid 3."
        assert [place[:2] for place in related(one)] == [(3, 16), (4, 16)]


@pytest.mark.parametrize("more", [", own_role: processor", ", until: 2026-11-22"])
def test_sc001_is_silent_on_what_is_no_duty_of_today(more: str) -> None:
    assert not ask("SC001", special(more))


def test_sc001_of_data_that_only_tell_it_holds_since_the_judgment() -> None:
    source = "data_categories:\n  h: {name: H, special: inferred_special}\npurposes:\n  p: {name: P, data: [h]}\n"
    assert not ask("SC001", source, date(2022, 7, 31))
    assert ask("SC001", source, date(2022, 8, 1))


def cookie(purpose: str, data: str = "[x, h]") -> str:
    return f"""\
data_categories:
  x: {{name: X}}
  h: {{name: H, special: health}}
purposes:
  other: {{name: O, data: [x]}}
  same: {{name: S, data: [h], special_ground: {{condition: 9_2_a}}}}
cookies:
  c: {{name: C, purpose: {purpose}, data: {data}}}
"""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (cookie("[]"), ["error cookies.c.data.1"]),
        (cookie("other"), ["error cookies.c.data.1"]),
        (cookie("same"), []),
        (cookie("[other, same]"), []),
        (cookie("[]", "[x]"), []),
    ],
)
def test_sc001_of_a_cookie_looks_at_the_purposes_it_serves(source: str, expected: list[str]) -> None:
    assert brief(ask("SC001", source)) == expected


UNMARKED = """\
data_categories:
  x: {name: X}
  d: {name: D, items: [Medicijnen]}
purposes:
  p: {name: P, processing: {r: {data: [x, d]ROW}, s: {data: [d]ROW}}}
"""


@pytest.mark.parametrize(
    ("source", "trips"),
    [
        (UNMARKED.replace("ROW", ""), True),
        (UNMARKED.replace("ROW", ", own_role: processor"), False),
        (UNMARKED.replace("ROW", ", special_ground: {condition: 9_2_a}"), False),
        (UNMARKED.replace("ROW", "").replace("Medicijnen", "Boeken"), False),
        ("data_categories:\n  d: {name: Medicijnen}\n", False),
    ],
)
def test_sc001_doubts_a_name_once(source: str, trips: bool) -> None:
    assert brief(ask("SC001", source)) == (["warning data_categories.d.special"] if trips else [])


def test_sc001_says_what_it_doubts() -> None:
    (found,) = ask("SC001", UNMARKED.replace("ROW", ""))
    assert found.message.nl == "“D” noemt “Medicijnen”. Zijn dat bijzondere persoonsgegevens? Leg het vast."
    assert found.message.en == "“D” mentions “Medicijnen”. Is that a special category of personal data? Record it."
    assert found.help is not None
    assert found.help.nl == (
        "Vul special in bij de categorie (zoals health), en bij het doel de uitzondering (special_ground)."
    )
    assert found.help.en == (
        "Fill in special of the category (such as health), and the exception of the purpose (special_ground)."
    )
    assert related(found) == [(5, 43, "hier gebruikt", "used here")]
    (marked,) = ask(
        "SC001",
        UNMARKED.replace("ROW", "").replace("name: D", "special: health, name: D").replace("s: {data: [d]}", "s: {}"),
    )
    assert marked.severity == "error"


def regulated(kind: str, more: str = "") -> str:
    return f"""\
data_categories:
  x: {{name: X}}
  a: {{name: A, regulated: {kind}}}
  b: {{name: B, regulated: {kind}}}
purposes:
  p: {{name: P, data: [x, a, b]{more}}}
"""


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ["error purposes.p.bsn_ground.law"]),
        (", bsn_ground: {explanation: Zo is het.}", ["error purposes.p.bsn_ground.law"]),
        (", bsn_ground: {law: W}", []),
        (", legal_basis: {basis: legal_obligation, law: W}", []),
        (", legal_basis: legal_obligation", ["error purposes.p.bsn_ground.law"]),
        (", legal_basis: {basis: public_task, law: W}", []),
        (", legal_basis: [contract, consent], bsn_ground: {law: W}", ["error purposes.p.legal_basis.1"]),
        (", legal_basis: consent", ["error purposes.p.legal_basis.0"]),
        (", own_role: processor", []),
        (", until: 2026-11-22", []),
    ],
)
def test_sc002_wants_an_act_and_no_consent(more: str, expected: list[str]) -> None:
    assert brief(ask("SC002", regulated("bsn", more))) == expected


def test_sc002_in_english() -> None:
    (act,) = ask("SC002", regulated("bsn"))
    (consent,) = ask("SC002", regulated("bsn", ", legal_basis: consent"))
    assert act.message.en == "You may use the BSN only where an act says so."
    assert consent.message.en == "You may use the BSN only where an act says so. Consent is not enough."
    assert related(act) == related(consent) == [(6, 26, "hier gebruikt u het BSN", "the BSN is used here")]
    assert not ask("SC002", regulated("criminal"))


@pytest.mark.parametrize(
    ("more", "trips"),
    [
        ("", True),
        (", criminal_ground: {explanation: Zo is het.}", True),
        (", bsn_ground: {law: W}", True),
        (", criminal_ground: {law: W}", False),
        (", own_role: processor", False),
        (", until: 2026-11-22", False),
    ],
)
def test_sc003_wants_an_act(more: str, trips: bool) -> None:
    expected = ["error purposes.p.criminal_ground.law"] if trips else []
    assert brief(ask("SC003", regulated("criminal", more))) == expected


def test_sc003_is_less_sure_of_a_name() -> None:
    source = "data_categories:\n  a: {name: A, items: [Strafblad]}\npurposes:\n  p: {name: P, data: [a]}\n"
    (found,) = ask("SC003", source)
    assert brief((found,)) == ["warning purposes.p.criminal_ground.law"]
    assert found.message.nl == (
        "“A” noemt “Strafblad”. Zijn dat strafrechtelijke gegevens? Die mogen alleen op grond van artikel 31 tot en "
        "met 33 UAVG."
    )
    assert found.message.en == (
        "“A” mentions “Strafblad”. Are those criminal data? They may be used only under articles 31 to 33 UAVG."
    )
    assert found.help is not None
    assert found.help.nl == (
        "Zo ja: zet regulated: criminal bij de categorie en noem de wet onder criminal_ground. Zo nee: leg onder "
        "suppress vast waarom niet."
    )
    assert found.help.en == (
        "If so: set regulated: criminal with the category and name the act under criminal_ground. If not: record under "
        "suppress why not."
    )
    assert related(found) == [
        (2, 3, "om deze gegevens gaat het", "these are the data"),
        (4, 23, "hier gebruikt", "used here"),
    ]
    (marked,) = ask("SC003", source.replace("items:", "regulated: criminal, items:"))
    assert marked.message.en == "Criminal data may be used only under articles 31 to 33 UAVG."
    assert related(marked) == [(4, 23, "hier gebruikt u die gegevens", "the data are used here")]
    (other,) = ask("SC003", source.replace("items:", "regulated: bsn, items:"))
    assert other.severity == "warning"


CONSENT = "purposes:\n  p: {name: P, legal_basis: [contract, consent]}\n"
COOKIE = "cookies:\n  c: {name: C, legal_basis: consent}\n"


@pytest.mark.parametrize(
    ("children", "rest", "trips"),
    [
        ("{addressed: true}", CONSENT, True),
        ("{addressed: true}", COOKIE, True),
        ("{addressed: true}", "purposes:\n  p: {name: P, legal_basis: contract}\n", False),
        ("{addressed: true, parental_consent: Ja.}", CONSENT, False),
        ("{addressed: true, minimum_age: 15}", CONSENT, True),
        ("{addressed: true, minimum_age: 16}", CONSENT, False),
        ("{addressed: false}", CONSENT, False),
        ("{explanation: Ja.}", CONSENT, False),
        ("{addressed: true}", CONSENT.replace("legal", "own_role: processor, legal"), False),
        ("{addressed: true}", CONSENT.replace("legal", "until: 2026-11-22, legal"), False),
    ],
)
def test_sc004_wants_a_parent_where_children_consent(children: str, rest: str, trips: bool) -> None:
    expected = ["error children.parental_consent"] if trips else []
    assert brief(ask("SC004", f"children: {children}\n{rest}")) == expected
    assert not ask("SC004", rest)


def test_sc004_points_at_the_consent() -> None:
    (found,) = ask("SC004", f"children: {{addressed: true}}\n{COOKIE}{CONSENT}")
    assert found.message.nl == "Onder de 16 jaar moet een ouder of voogd toestemming geven."
    assert found.message.en == "Under the age of 16 a parent or guardian must consent."
    assert related(found) == [(5, 40, "hier vraagt u toestemming", "consent is asked here")]
    (cookies,) = ask("SC004", f"children: {{addressed: true}}\n{COOKIE}")
    assert [place[0] for place in related(cookies)] == [3]


ACCOUNT = "purposes:\n  shop: {name: Winkel}\n  account: {name: Uw profiel}\n"
NAMED = "purposes:\n  a: {name: Uw account beheren}\n"
BIRTH = "data_categories:\n  x: {name: X}\n  b: {name: B, regulated: date_of_birth}\n"


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (ACCOUNT, (3, 3, "ook kinderen maken een account", "children make accounts too")),
        (NAMED, (2, 3, "ook kinderen maken een account", "children make accounts too")),
        (BIRTH, (3, 3, "hieruit blijkt de leeftijd", "this tells the age")),
    ],
)
@pytest.mark.parametrize("children", ["", "children: {minimum_age: 12}\n"])
def test_sc005_says_why_it_asks(source: str, place: tuple[int, int, str, str], children: str) -> None:
    (found,) = ask("SC005", source + children)
    assert brief((found,)) == ["info children.addressed"]
    assert related(found) == [place]


@pytest.mark.parametrize("children", ["", "children: {minimum_age: 12}\n"])
def test_sc005_asks_nothing_without_accounts_or_ages(children: str) -> None:
    assert not ask("SC005", f"purposes:\n  p: {{name: Accountantskantoor}}\n  accountants: {{name: Q}}\n{children}")


def test_sc005_tells_the_law_of_the_day() -> None:
    (before,) = ask("SC005", ACCOUNT, date(2026, 8, 31))
    (after,) = ask("SC005", ACCOUNT, date(2026, 9, 1))
    assert before.message.en == (
        "Decide whether the service is for children too. A parent or guardian uses the rights of a child."
    )
    assert after.message.nl.endswith(
        "Sinds 1 september 2026 gelden per leeftijd andere regels voor rechten en intrekken."
    )
    assert after.message.en == (
        "Decide whether the service is for children too. Since 1 September 2026 the rules for rights and withdrawal "
        "differ by age."
    )


@pytest.mark.parametrize(
    ("source", "trips"),
    [
        ("children: {addressed: true}\n", True),
        ("children: {addressed: true, minimum_age: 12}\n", True),
        ("children: {addressed: true, minimum_age: 16}\n", False),
        ("children: {addressed: false}\n" + ACCOUNT, False),
        ("children: {addressed: true, explanation: Vanaf 12 jaar ook zelf.}\n", False),
        ("children: {addressed: true, explanation: Vanaf 120 punten.}\n", True),
        ("children: {addressed: true}\nrights: {introduction: Vanaf 12 jaar ook zelf.}\n", False),
        ("children: {addressed: true}\nintroduction: Vanaf 12 jaar ook zelf.\n", True),
    ],
)
def test_sc005_wants_the_rights_of_children_explained_since_2026(source: str, trips: bool) -> None:
    assert brief(ask("SC005", source)) == (["info children.explanation"] if trips else [])
    assert not ask("SC005", source, date(2026, 8, 31))


def test_sc005_says_how_to_explain_it() -> None:
    (found,) = ask("SC005", "children: {addressed: true}\n")
    assert found.message.en == (
        "Explain who uses the rights of a child: from the age of 12 the child too, before that a parent or guardian."
    )
    assert found.help is not None
    assert found.help.nl == (
        "Schrijf onder children.explanation wie een recht gebruikt en toestemming intrekt: onder de 12, vanaf 12 en "
        "vanaf 16 jaar."
    )
    assert found.help.en == (
        "Write under children.explanation who uses a right and withdraws consent: under 12, from 12 and from 16."
    )


ROWS = """\
data_categories:
  m: {name: M, regulated: KIND}
  a: {name: A, items: [WORD]}
  b: {name: B, description: Hier staat WORD in.}
purposes:
  p:
    name: P
    processing:
      one: {data: [a]}
      lawful: {data: [a, b], GROUND}
      two: {data: [b, a]}
      three: {data: [a, m]}
      done: {data: [a], until: 2026-11-22}
      theirs: {data: [a], own_role: processor}
"""


@pytest.mark.parametrize(
    ("code", "kind", "word", "ground"),
    [("SC002", "bsn", "BSN", "bsn_ground"), ("SC003", "criminal", "Strafblad", "criminal_ground")],
)
def test_what_only_words_tell_is_asked_once_for_a_category(code: str, kind: str, word: str, ground: str) -> None:
    source = ROWS.replace("KIND", kind).replace("WORD", word).replace("GROUND", f"{ground}: {{law: W}}")
    marked, first, second = sorted(ask(code, source), key=lambda one: (str(one.severity), one.subject))
    row = "purposes.p.processing"
    assert brief((marked, first, second)) == [
        f"error {row}.three.{ground}.law",
        f"warning {row}.one.{ground}.law",
        f"warning {row}.two.{ground}.law",
    ]
    assert [place[:2] for place in related(first)] == [(3, 3), (9, 20), (11, 23)]
    assert [place[:2] for place in related(second)] == [(4, 3), (11, 20)]
    assert f"“A” noemt “{word}”." in first.message.nl
    assert f"“B” noemt “{word}”." in second.message.nl


def items(text: str, more: str = "", name: str = "X") -> str:
    return f"data_categories:\n  x: {{name: {name}, items: ['{text}']}}\npurposes:\n  p: {{name: P, data: [x]{more}}}\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("naam en BSN", "BSN"),
        ("loonstrook zonder BSN", None),
        ("kopie waarop u uw BSN hebt afgeschermd", None),
        ("kopie paspoort", "kopie paspoort"),
        ("scan van uw legitimatiebewijs", "scan van uw legitimatiebewijs"),
        ("ID-kopie", "ID-kopie"),
        ("geen kopie van uw paspoort", None),
        ("kopie van uw rijbewijs, BSN doorgestreept", None),
        ("kopie van uw rijbewijs zonder uw foto en BSN", None),
        ("kopie identiteitsbewijs met onleesbaar gemaakt BSN", None),
        ("nummer van uw paspoort", None),
    ],
)
def test_sc002_doubts_what_holds_the_number(text: str, words: str | None) -> None:
    found = ask("SC002", items(text))
    assert brief(found) == (["warning purposes.p.bsn_ground.law"] if words else [])
    for one in found:
        assert one.message.nl == (
            f"“X” noemt “{words}”. Gebruikt u daarbij het BSN? Dat mag alleen als een wet dat bepaalt."
        )
        assert one.message.en == (
            f"“X” mentions “{words}”. Do you use the BSN there? You may do so only where an act says so."
        )
        assert one.help is not None
        assert one.help.nl == (
            "Zo ja: zet regulated: bsn bij de categorie en noem de wet onder bsn_ground. Zo nee: schrijf dat het BSN "
            "er niet bij zit of is afgeschermd."
        )
        assert one.help.en == (
            "If so: set regulated: bsn with the category and name the act under bsn_ground. If not: write that the BSN "
            "is left out or covered."
        )


@pytest.mark.parametrize(
    ("more", "trips"),
    [
        (", bsn_ground: {law: W}", False),
        (", legal_basis: {basis: legal_obligation, law: W}", False),
        (", bsn_ground: {law: W}, legal_basis: consent", True),
    ],
)
def test_sc002_doubts_nothing_where_an_act_is_named(more: str, trips: bool) -> None:
    assert bool(ask("SC002", items("BSN", more))) is trips


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("X", "ziekten van uw kat", None),
        ("Gegevens van uw hond", "ziekten", None),
        ("Uw huisdier", "ziekten", None),
        ("Gegevens van u en uw hond", "ziekten", "ziekten"),
        ("X", "ziekten van uw kind", "ziekten"),
        ("X", "allergie voor katten", "allergie"),
        ("X", "gewicht, vetpercentage, hartslag", "vetpercentage"),
        ("X", "ziekmelding, verwachte duur", "ziekmelding"),
        ("X", "BMI en bloeddruk", "BMI"),
        ("X", "gezichtsherkenning", "gezichtsherkenning"),
        ("X", "verzuim", "verzuim"),
        ("X", "of u in verzuim bent", None),
        ("X", "verzuim bij het betalen", None),
        ("X", "geen medische gegevens", None),
    ],
)
def test_sc001_doubts_words_about_people(name: str, text: str, words: str | None) -> None:
    found = ask("SC001", items(text, name=name))
    assert [one.message.nl for one in found] == (
        [f"“{name}” noemt “{words}”. Zijn dat bijzondere persoonsgegevens? Leg het vast."] if words else []
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [("Wij herkennen uw gezicht.", "herkennen uw gezicht"), ("Wij vragen **geen** medische gegevens.", None)],
)
def test_sc001_reads_a_description_too(said: str, words: str | None) -> None:
    source = f"data_categories:\n  x: {{name: X, description: {said}}}\npurposes:\n  p: {{name: P, data: [x]}}\n"
    found = ask("SC001", source)
    assert brief(found) == (["warning data_categories.x.special"] if words else [])
    assert all(f"“{words}”" in one.message.nl for one in found)


NEEDED = (
    "Voor “H” en “G” is uitdrukkelijke toestemming nodig (artikel 9 lid 2 onder a AVG).",
    "For “H” and “G” explicit consent is needed (article 9(2)(a) AVG).",
)
SAY_YES = (
    "Vraag mensen uitdrukkelijk ja te zeggen tegen dit gebruik, en zet dan explicit: true bij de toestemming.",
    "Ask people to say yes expressly to this use, and then set explicit: true with the consent.",
)
GIVEN = (
    "Zet {basis: consent, explicit: true} bij legal_basis, of schrijf onder special_ground.explanation hoe iemand "
    "uitdrukkelijk toestemming geeft.",
    "Add {basis: consent, explicit: true} to legal_basis, or write under special_ground.explanation how people give "
    "explicit consent.",
)
DECLINED = (" Deze toestemming is dat niet.", " This consent is not.")
RECORD = (" Leg vast of deze toestemming dat is.", " Record whether this consent is.")
WHERE = (" Waar geeft iemand die?", " Where do people give it?")


@pytest.mark.parametrize(
    ("basis", "place", "said", "help_"),
    [
        ("{basis: consent, explicit: true}", None, None, None),
        ("[{basis: consent, explicit: false}, {basis: consent, explicit: true}]", None, None, None),
        ("[contract, {basis: consent, explicit: false}]", "error legal_basis.1.explicit", DECLINED, SAY_YES),
        ("[consent, {basis: consent, explicit: false}]", "error legal_basis.1.explicit", DECLINED, SAY_YES),
        ("[contract, consent]", "warning legal_basis.1.explicit", RECORD, SAY_YES),
        ("contract", "warning special_ground.explanation", WHERE, GIVEN),
        ("legitimate_interests", "warning special_ground.explanation", WHERE, GIVEN),
        ("[]", None, None, None),
    ],
)
def test_sc001_wants_consent_to_be_explicit(
    basis: str, place: str | None, said: tuple[str, str] | None, help_: tuple[str, str] | None
) -> None:
    found = ask("SC001", special(f", special_ground: {{condition: 9_2_a}}, legal_basis: {basis}"))
    assert brief(found) == ([place.replace(" ", " purposes.p.")] if place else [])
    for one in found:
        assert said is not None
        assert (one.message.nl, one.message.en) == (NEEDED[0] + said[0], NEEDED[1] + said[1])
        assert one.help is not None
        assert (one.help.nl, one.help.en) == help_
        assert [where[:2] for where in related(one)] == [(3, 16), (4, 16)]


def test_sc001_is_told_where_consent_is_given() -> None:
    ground = "special_ground: {condition: 9_2_a, explanation: U zet een vinkje.}"
    assert not ask("SC001", special(f", legal_basis: contract, {ground}"))
    assert ask("SC001", special(f", legal_basis: consent, {ground}"))
    assert not ask("SC001", special(", legal_basis: consent, special_ground: {condition: 9_2_c}"))


NOT_FOR_PROFIT = ", special_ground: {condition: 9_2_d}"


@pytest.mark.parametrize(
    ("who", "more", "place"),
    [
        ("controller: {legal_form: besloten vennootschap}", "", (1, 14)),
        ("controller: {name: Kerk B.V.}", "", (1, 14)),
        ("controller: {name: Kerk, legal_name: Kerk B.V.}", "", (1, 26)),
        ("controller: {name: Bond B.V., legal_form: vereniging}", "", None),
        ("controller: {name: Vakbond Zaan}", "", None),
        ("controllers: {a: {name: Kerk}, b: {name: Winkel B.V.}}", "", (1, 36)),
        ("controllers: {a: {name: Kerk}, b: {name: Winkel B.V.}}", ", controllers: [a]", None),
        ("controllers: {a: {name: Kerk}, b: {name: Winkel B.V.}}", ", controllers: [b]", (1, 36)),
    ],
)
def test_sc001_knows_a_company_from_a_church(who: str, more: str, place: tuple[int, int] | None) -> None:
    found = ask("SC001", f"{who}\n" + special(NOT_FOR_PROFIT + more))
    assert brief(found) == (["warning purposes.p.special_ground.condition"] if place else [])
    for one in found:
        assert one.message.nl == (
            "Artikel 9 lid 2 onder d AVG is alleen voor instellingen zonder winstoogmerk op het gebied van politiek, "
            "levensovertuiging, godsdienst of vakbond. Bent u dat?"
        )
        assert one.message.en == (
            "Article 9(2)(d) AVG is only for not-for-profit bodies with a political, philosophical, religious or trade "
            "union aim. Are you one?"
        )
        assert one.help is not None
        assert one.help.nl == (
            "Kies de uitzondering die past, zoals 9_2_a (uitdrukkelijke toestemming), of gebruik de gegevens niet."
        )
        assert one.help.en == (
            "Choose the exception that fits, such as 9_2_a (explicit consent), or do not use the data."
        )
        assert place is not None
        assert related(one) == [(*place, "dit is een bedrijf", "this is a company")]
