"""Family RE: what the pages do not show."""

from __future__ import annotations

import pytest

from rules.asking import ask, brief, related


@pytest.mark.parametrize(
    ("source", "trips"),
    [
        ("", True),
        ("no_recipients: false\n", True),
        ("no_recipients: true\n", False),
        ("recipients:\n  a: {name: A}\n", False),
        ("recipients:\n  a: {name: A, role: source}\n", True),
        ("recipients:\n  a: {name: A, role: source}\n  b: {name: B, role: authority}\n", False),
    ],
)
def test_re001_wants_recipients_or_a_decision(source: str, trips: bool) -> None:
    found = ask("RE001", source)
    assert brief(found) == (["error recipients"] if trips else [])
    for one in found:
        assert one.message.en == "The recipients of data are missing. Processors are recipients too."


WHOLE = "kind: soort, sector: zorg, country: NL"


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ("name: Bedrijf B.V.", []),
        ("name: Partners in Zorg B.V.", []),
        ("name: Onze Leveranciers", ["kind", "sector", "country"]),
        (f"name: Derden, {WHOLE}", []),
        ("category: Bedrijven", ["kind", "sector", "country"]),
        (f"category: Bedrijven, {WHOLE}", []),
        ("category: Bedrijven, sector: zorg, country: NL", ["kind"]),
        ("category: Bedrijven, kind: soort, country: NL", ["sector"]),
        ("category: Bedrijven, kind: soort, sector: zorg", ["country"]),
        ("category: Bedrijven, kind: soort, sector: zorg, transfers: {x: {}, us: {country: US}}", []),
        ("category: Bedrijven, kind: soort, sector: zorg, transfers: {x: {}}", ["country"]),
        ("category: Bedrijven, role: source", []),
    ],
)
def test_re002_wants_a_name_or_kind_sector_and_country(fields: str, lacking: list[str]) -> None:
    found = ask("RE002", f"recipients:\n  a: {{{fields}}}\n")
    assert brief(found) == ([f"warning recipients.a.{lacking[0]}"] if lacking else [])
    for one in found:
        assert one.help is not None
        assert one.help.nl == f"Vul name in, of anders {', '.join(lacking)}."
        assert one.help.en == f"Fill in name, or else {', '.join(lacking)}."


def test_re002_in_english() -> None:
    (found,) = ask("RE002", "recipients:\n  a: {category: Bedrijven}\n")
    assert found.message.en == "Recipient “Bedrijven” is too general. Give its name, or its kind, sector and country."


def test_re003_points_at_every_place_that_names_the_recipient() -> None:
    source = """\
recipients:
  a: {category: Bedrijf, listed: false}
  b: {name: B, listed: true}
  c: {name: C}
  s: {name: S, role: source, listed: false}
purposes:
  p: {name: P, recipients: [b, a]}
cookies:
  c: {name: C, provider: a, third_party_access: [b, a]}
  d: {name: D, provider: self}
"""
    (found,) = ask("RE003", source)
    assert brief((found,)) == ["error recipients.a.listed"]
    assert found.message.en == "“Bedrijf” receives data, but is not among the recipients."
    assert related(found) == [
        (line, column, "hier genoemd", "named here") for line, column in ((7, 32), (9, 16), (9, 53))
    ]
    assert not related(*ask("RE003", "recipients:\n  a: {name: A, listed: false}\n"))


KEPT = "Uw gegevens blijven bij ons."
NOT_SHARED = "Wij delen uw gegevens niet"
ONE = "recipients:\n  a: {name: Bedrijf A, role: processor}\n"
TWO = ONE + "  b: {name: B, role: controller}\n"
DATA = f"data_categories:\n  d: {{name: D, description: {KEPT}}}\n"
NOTHING = "De verklaring zegt dat u niets deelt, maar noemt wel ontvangers."


@pytest.mark.parametrize(
    ("text", "recipients", "expected"),
    [
        (KEPT, "", []),
        (KEPT, ONE, ["error"]),
        (KEPT, "recipients:\n  a: {name: A, role: source}\n", []),
        (f"{NOT_SHARED} met derden.", ONE, ["warning"]),
        (f"{NOT_SHARED} met derden.", TWO, ["error"]),
        (f"{NOT_SHARED} met anderen.", ONE, ["error"]),
        (f"{NOT_SHARED}, tenzij het nodig is.", ONE, ["error"]),
        (f"{NOT_SHARED}, behalve met de ontvangers.", ONE, []),
        (f"{NOT_SHARED}, behalve met Bedrijf A.", ONE, []),
        (f"{NOT_SHARED}, ook niet met Bedrijf A.", ONE, ["error"]),
        (f"{NOT_SHARED}, behalve met Bedrijf B.", ONE, ["error"]),
        (f"{NOT_SHARED}, behalve met de ontvangers. {KEPT}", ONE, ["error"]),
        (f"{KEPT} {NOT_SHARED}.", ONE, ["error"]),
        ("Wij verkopen niets.", ONE, []),
    ],
)
def test_re004_hears_a_denial_that_is_not_true(text: str, recipients: str, expected: list[str]) -> None:
    found = ask("RE004", f"introduction: >-\n  {text}\n{recipients}")
    assert [one.severity for one in found] == expected


@pytest.mark.parametrize(
    ("place", "trips"),
    [
        (f"security: {{explanation: {KEPT}}}\n", False),
        (f"rights: {{introduction: {KEPT}}}\n", False),
        (f"recipients:\n  b: {{name: B, task: {KEPT}}}\n", False),
        (f"consent: {{explanation: {KEPT}}}\n", True),
        ("commitments:\n  c: {text: Niets., claim: no_disclosure}\n", True),
        ("commitments:\n  c: {title: Titel, text: Niets., claim: no_sale}\n", False),
        ("commitments:\n  c: {text: 'Niets, behalve aan de ontvangers.', claim: no_disclosure}\n", False),
        (f"purposes:\n  p: {{name: P, description: {KEPT}, recipients: [a]}}\n", True),
        (f"purposes:\n  p: {{name: P, description: {KEPT}}}\n  q: {{name: Q, recipients: [a]}}\n", False),
        (f"purposes:\n  p: {{name: P, condition: {KEPT}, recipients: [a]}}\n", True),
        (f"purposes:\n  p: {{name: P, processing: {{x: {{condition: {KEPT}}}, y: {{recipients: [a]}}}}}}\n", False),
        (f"purposes:\n  p: {{name: P, description: {KEPT}, processing: {{x: {{}}, y: {{recipients: [a]}}}}}}\n", True),
        (f"cookies:\n  c: {{name: C, description: {KEPT}, provider: a}}\n", True),
        (f"cookies:\n  c: {{name: C, description: {KEPT}, third_party_access: [a]}}\n", True),
        (f"cookies:\n  c: {{name: C, description: {KEPT}, provider: self}}\n", False),
        (f"cookies:\n  c: {{name: C, description: {KEPT}}}\n", False),
        (DATA, False),
        (f"{DATA}purposes:\n  p: {{name: P, data: [d], recipients: [a]}}\n", True),
        (f"{DATA}purposes:\n  p: {{name: P, recipients: [a]}}\n", False),
    ],
)  # fmt: skip
def test_re004_compares_a_denial_with_the_recipients_it_is_about(place: str, trips: bool) -> None:
    found = ask("RE004", place if place.startswith("recipients") else place + ONE)
    assert bool(found) is trips


def test_re004_points_at_who_gets_the_data() -> None:
    (found,) = ask("RE004", f"introduction: Dag. {KEPT}\n{TWO}")
    assert (found.subject, found.reader) == ("blijven bij ons", KEPT)
    assert (found.message.nl, found.message.en) == (
        NOTHING,
        "The statement says that you share nothing, but names recipients.",
    )
    assert related(found) == [(3, 3, "krijgt gegevens", "receives data"), (4, 3, "krijgt gegevens", "receives data")]
    (claimed,) = ask("RE004", f"commitments:\n  c: {{text: Niets., claim: no_disclosure}}\n{ONE}")
    assert (claimed.subject, claimed.reader) == ("", "Niets.")
    (literal,) = ask("RE004", f"introduction: {NOT_SHARED} met derden.\n{ONE}")
    assert literal.message.en == (
        "Processors are no third parties, but whoever reads this will think that nobody gets the data."
    )


@pytest.mark.parametrize(
    ("source", "trips"),
    [(f"no_recipients: true\n{ONE}", True), (f"no_recipients: false\n{ONE}", False), ("no_recipients: true\n", False),
     ("no_recipients: true\nrecipients:\n  a: {name: A, role: source}\n", False)],
)  # fmt: skip
def test_re004_of_a_decision_that_nobody_receives(source: str, trips: bool) -> None:
    found = ask("RE004", source)
    assert brief(found) == (["error no_recipients"] if trips else [])
    for one in found:
        assert one.message.nl == NOTHING
        assert one.reader is None
        assert [place[:2] for place in related(one)] == [(3, 3)]


@pytest.mark.parametrize(
    ("fields", "trips"),
    [
        ("role: processor", True),
        ("role: processor, agreement: false", True),
        ("role: processor, agreement: true", False),
        ("role: controller", False),
        ("agreement: false", False),
    ],
)
def test_re005_wants_an_agreement_with_a_processor(fields: str, trips: bool) -> None:
    source = f"recipients:\n  a: {{name: A, {fields}}}\n"
    assert brief(ask("RE005", source)) == (["warning recipients.a.agreement"] if trips else [])
    assert brief(ask("RE005", source, strict=True)) == (["error recipients.a.agreement"] if trips else [])


def test_re005_in_english() -> None:
    (found,) = ask("RE005", "recipients:\n  a: {category: Bedrijven, role: processor}\n")
    assert found.message.en == "No processing agreement is on record for processor “Bedrijven”."
    assert found.sources == ("AVG 28(3)",)


LINKED = "purposes:\n  p: {name: P, recipients: [a]}\n"
BOTH_EN = "Make clear whether “A” is a processor or a controller of its own, and what for."
ROLE_EN = "Make clear whether “A” is a processor or a controller of its own."
TASK_EN = "Make clear what “A” gets data for."


@pytest.mark.parametrize(
    ("fields", "rest", "place", "message"),
    [
        ("name: A", "", "role", BOTH_EN),
        ("name: A", LINKED, "role", ROLE_EN),
        ("name: A, task: T", "", "role", ROLE_EN),
        ("name: A, law: W", "", "role", ROLE_EN),
        ("name: A, role: controller", "", "task", TASK_EN),
        ("name: A, role: controller, task: T", "", None, None),
        ("name: A, role: authority, law: W", "", None, None),
        ("name: A, role: controller", LINKED, None, None),
        ("name: A, role: controller", "cookies:\n  c: {name: C, provider: a}\n", None, None),
        ("name: A, role: controller", "cookies:\n  c: {name: C, third_party_access: [a]}\n", None, None),
        ("name: A, role: source", "", None, None),
    ],
)
def test_re006_wants_a_role_and_a_reason(fields: str, rest: str, place: str | None, message: str | None) -> None:
    found = ask("RE006", f"recipients:\n  a: {{{fields}}}\n{rest}")
    assert brief(found) == ([f"warning recipients.a.{place}"] if place else [])
    assert [one.message.en for one in found] == ([message] if message else [])


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ("name: Derde Partij B.V., role: processor, task: T", "name"),
        ("category: Derden die helpen, role: processor, task: T", "category"),
        ("category: Derden die helpen, role: controller, task: T", None),
        ("category: Helpers, role: processor, task: werken voor derden", None),
    ],
)
def test_re006_calls_no_processor_a_third_party(fields: str, place: str | None) -> None:
    found = ask("RE006", f"recipients:\n  a: {{{fields}}}\n")
    assert brief(found) == ([f"warning recipients.a.{place}"] if place else [])
    for one in found:
        assert one.subject in ("Derde Partij", "Derden")
        assert one.message.en.endswith("is a processor, and a processor is no third party. Choose another word.")
        assert one.help is not None
        assert (one.help.nl, one.help.en) == (
            "Schrijf wat voor bedrijf het is.",
            "Write what kind of company it is.",
        )


def test_re006_can_find_two_faults_of_one_recipient() -> None:
    found = ask("RE006", "recipients:\n  a: {category: Derden, role: processor}\n")
    assert sorted(brief(found)) == ["warning recipients.a.category", "warning recipients.a.task"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wij delen uw gegevens niet met adverteerders.", None),
        ("Wij delen uw gegevens nooit met onze adverteerders.", None),
        ("Wij geven uw adres niet aan derden die er reclame mee maken.", None),
        ("Wij verstrekken uw gegevens niet aan derden voor commerciële doeleinden.", None),
        ("Wij geven uw gegevens niet door aan derden buiten de EU.", None),
        ("Wij delen uw gegevens niet met derden, die ermee doen wat zij willen.", "delen uw gegevens niet met derden"),
        ("Wij delen uw gegevens niet met adverteerders of derden.", "delen uw gegevens niet"),
        ("Wij delen uw gegevens niet met andere bedrijven.", "delen uw gegevens niet"),
        ("Wij delen uw gegevens niet met Bedrijf A.", "delen uw gegevens niet"),
        (
            "Wij delen uw gegevens niet met adverteerders en verstrekken geen gegevens aan anderen.",
            "verstrekken geen gegevens",
        ),
        ("Uw foto's blijven bij ons tot u ze weghaalt.", None),
        ("Uw gegevens blijven bij ons zolang u klant bent.", None),
        ("Uw gegevens blijven twee jaar bij ons.", None),
        ("Uw gegevens blijven bij ons twee jaar bewaard.", None),
        ("Uw gegevens blijven altijd bij ons.", "blijven altijd bij ons"),
        ("Uw gegevens blijven uitsluitend bij ons zolang u klant bent.", "blijven uitsluitend bij ons"),
    ],
)
def test_re004_tells_a_denial_of_all_from_one_of_some_and_from_a_period(text: str, words: str | None) -> None:
    found = ask("RE004", f"introduction: >-\n  {text}\n{TWO}")
    assert [one.subject for one in found] == ([words] if words else [])


A = "recipients:\n  a: {name: A, role: joint_controller, task: T"
SHARED_HELP = (
    "Schrijf onder arrangement wie mensen informeert, hun verzoeken behandelt en de gegevens beveiligt.",
    "Write under arrangement who informs people, handles their requests and secures the data.",
)


@pytest.mark.parametrize(
    ("more", "trips"),
    [
        ("", True),
        (", contact: 'https://a.example/contact'", True),
        (", arrangement: Zo doen wij het.", False),
        (", statement: 'https://a.example/privacy'", False),
    ],
)
def test_re006_wants_what_joint_controllers_agreed(more: str, trips: bool) -> None:
    found = ask("RE006", f"{A}{more}}}\n  b: {{name: B, role: controller, task: T}}\n")
    assert brief(found) == (["warning recipients.a.arrangement"] if trips else [])
    for one in found:
        assert one.message.nl == "Met “A” bent u samen verantwoordelijk. Schrijf wat u met elkaar hebt afgesproken."
        assert one.message.en == "With “A” you are joint controllers. Write what you have agreed with each other."
        assert one.help is not None
        assert (one.help.nl, one.help.en) == SHARED_HELP


@pytest.mark.parametrize(
    ("source", "trips"),
    [
        ("controllers: {a: {name: A}, b: {name: B}}\n", True),
        ("controllers: {a: {name: A, part: Dit.}, b: {name: B}}\n", True),
        ("controllers: {a: {name: A, part: Dit.}, b: {name: B, part: Dat.}}\n", False),
        ("controllers: {a: {name: A}, b: {name: B}}\narrangement: Zo doen wij het.\n", False),
        ("controllers: {a: {name: A}}\n", False),
        ("controller: {name: A}\n", False),
    ],
)
def test_re006_wants_what_several_controllers_agreed(source: str, trips: bool) -> None:
    found = ask("RE006", source)
    assert brief(found) == (["warning arrangement"] if trips else [])
    for one in found:
        assert one.message.nl == (
            "U bent met meer partijen samen verantwoordelijk. Schrijf wat u met elkaar hebt afgesproken."
        )
        assert one.message.en == "You are joint controllers. Write what you have agreed with each other."
        assert one.help is not None
        assert (one.help.nl, one.help.en) == SHARED_HELP


JOINT_ROW = "purposes:\n  p: {name: P, own_role: joint_controller, recipients: [RECIPIENTS]}\n"
AGREED = f"{A}, arrangement: Zo.}}\n  b: {{name: B, role: controller}}\n"


@pytest.mark.parametrize(
    ("source", "trips"),
    [
        (JOINT_ROW.replace("RECIPIENTS", "a"), False),
        (JOINT_ROW.replace("RECIPIENTS", "b, a"), False),
        (JOINT_ROW.replace("RECIPIENTS", "b"), True),
        (JOINT_ROW.replace("RECIPIENTS", ""), True),
        (JOINT_ROW.replace("RECIPIENTS", "").replace("own_role: joint_controller", "own_role: controller"), False),
        (JOINT_ROW.replace("RECIPIENTS", "").replace("name: P", "name: P, until: 2026-11-22"), False),
        (JOINT_ROW.replace("RECIPIENTS", "") + "controllers: {a: {name: A}, b: {name: B}}\narrangement: Zo.\n", False),
        (JOINT_ROW.replace("RECIPIENTS", "") + "controllers: {a: {name: A}}\n", True),
    ],
)
def test_re006_asks_with_whom(source: str, trips: bool) -> None:
    found = [one for one in ask("RE006", AGREED + source) if one.path[0] == "purposes"]
    assert brief(found) == (["warning purposes.p.own_role"] if trips else [])
    for one in found:
        assert one.message.nl == "Met wie bent u samen verantwoordelijk voor “P”? Dat staat er niet."
        assert one.message.en == "With whom are you joint controllers for “P”? You do not say."
        assert one.help is not None
        assert one.help.nl == "Noem die partij bij recipients, met role: joint_controller."
        assert one.help.en == "Name that party among the recipients, with role: joint_controller."


def test_re004_says_no_more_of_a_promise_than_it_says_itself() -> None:
    source = (
        "recipients:\n  mail: {name: Voorbeeld Mail B.V., role: controller}\n"
        "introduction: Wij delen uw gegevens niet met anderen, tenzij dat nodig is.\n"
    )
    (found,) = ask("RE004", source)
    assert (
        found.message.nl == "De verklaring belooft niets te delen, met een uitzondering die de ontvangers niet noemt."
    )
    assert found.message.en == (
        "The statement promises to share nothing, with an exception that does not name the recipients."
    )
    (plain,) = ask("RE004", source.replace(", tenzij dat nodig is", ""))
    assert plain.message.en == "The statement says that you share nothing, but names recipients."
