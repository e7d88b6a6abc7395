"""Family PU."""

from __future__ import annotations

from datetime import date

import pytest

from policyc.rules.purposes import RULES
from rules.asking import ask, only, related
from rules.examples import TODAY

DATA = """\
data_categories:
  given: {name: Gegeven, origin: provided}
  seen: {name: Gezien, origin: observed}
  both: {name: Beide, origin: [observed, provided]}
  unknown: {name: Onbekend}
"""


def purpose(fields: str, *, name: str = "Doel") -> str:
    return f"purposes:\n  p: {{name: {name}, {fields}}}\n"


def test_what_the_rules_rest_on() -> None:
    assert {rule.code: rule.sources for rule in RULES} == {
        "PU001": ("AVG 5(1)(b)", "AVG 13(1)(c)"),
        "PU002": ("AVG 6(1)", "AVG 13(1)(c)", "WP260 annex"),
        "PU003": ("AVG 5(1)(a)", "AVG 13(1)(c)", "EDPB 05/2020"),
        "PU004": ("AVG 13(1)(c)",),
        "PU005": ("AVG 5(1)(b)", "WP260 12"),
        "PU006": ("AVG 5(1)(b)", "AVG 6(4)", "AVG 13(3)"),
        "PU007": ("AVG 6(1)(c)", "AVG 6(1)(e)", "AVG 6(3)", "WP260 12"),
        "PU008": ("AVG 13(2)(e)",),
    }
    assert {
        rule.code: [id_ for topic, id_ in rule.facts if topic == "language_rules"] for rule in RULES if rule.facts
    } == {
        "PU005": ["poor_purposes_nl", "open_lists_nl"],
        "PU006": ["purpose_reservations_nl"],
        "PU007": ["legal_duty_nl", "statute_citations_nl", "unnamed_acts_nl"],
    }
    assert {rule.code: rule.precision for rule in RULES if rule.precision != "very-high"} == {
        "PU005": "medium",
        "PU006": "high",
        "PU007": "high",
    }


# --- PU001 to PU004 -------------------------------------------------------------------------------------------------


def test_there_is_no_purpose() -> None:
    diagnostic = only("PU001", "version: 1\n")
    assert diagnostic.path == ("purposes",)
    assert diagnostic.message.en == "Not one purpose of processing is described."
    assert ask("PU001", purpose("legal_basis: contract")) == ()


def test_a_purpose_without_a_legal_basis() -> None:
    diagnostic = only("PU002", purpose("data: [given]") + DATA)
    assert diagnostic.path == ("purposes", "p", "legal_basis")
    assert diagnostic.message.en == "The purpose “Doel” has no legal basis. Link every purpose to exactly one."


def test_each_part_of_a_purpose_has_its_own_basis() -> None:
    policy = (
        "purposes:\n  p:\n    name: Doel\n    processing:\n      a: {data: [given]}\n      b: {legal_basis: contract}\n"
    )
    diagnostic = only("PU002", policy + DATA)
    assert diagnostic.path == ("purposes", "p", "processing", "a", "legal_basis")
    assert diagnostic.message.nl == "Doel “Doel” (a) heeft geen grondslag. Koppel aan elk doel precies één grondslag."


def test_a_purpose_that_says_nothing_has_no_basis() -> None:
    assert only("PU002", "purposes:\n  p: {name: Doel}\n").path == ("purposes", "p", "legal_basis")


@pytest.mark.parametrize(
    ("fields", "on", "trips"),
    [
        ("legal_basis: consent", TODAY, False),
        ("own_role: processor", TODAY, False),
        ("own_role: joint_controller", TODAY, True),
        ("until: 2026-11-22", date(2026, 11, 21), True),
        ("until: 2026-11-22", date(2026, 11, 22), False),
        ("from: 2027-01-01", TODAY, True),  # announced already
    ],
)
def test_which_rows_are_looked_at(fields: str, on: date, trips: bool) -> None:
    assert bool(ask("PU002", purpose(fields), on)) is trips


TWO = "{basis: consent}, {basis: legitimate_interests"


@pytest.mark.parametrize(
    ("fields", "trips"),
    [
        (f"legal_basis: [{TWO}}}]", True),
        (f"legal_basis: [{TWO}, cases: soms}}]", True),
        ("legal_basis: [{basis: consent, cases: a}, {basis: contract}]", True),
        ("legal_basis: [{basis: consent, cases: a}, {basis: contract, cases: b}]", False),
        ("legal_basis: [{basis: legal_obligation, law: A}, {basis: legal_obligation, law: B}]", False),
        (f"legal_basis: [{TWO}}}], own_role: processor", False),
        ("legal_basis: contract", False),
        ("condition: altijd", False),
    ],
)
def test_several_bases(fields: str, trips: bool) -> None:
    diagnostics = ask("PU003", purpose(fields))
    assert bool(diagnostics) is trips
    if trips:
        assert diagnostics[0].path == ("purposes", "p", "legal_basis")
        assert diagnostics[0].message.en == (
            "The purpose “Doel” has 2 legal bases. Split it, so that it is clear which basis counts for what."
        )


def test_bases_are_counted_by_kind() -> None:
    bases = "[consent, contract, {basis: legal_obligation, law: A}, {basis: legal_obligation, law: B}]"
    assert only("PU003", purpose(f"legal_basis: {bases}")).message.nl.startswith("Doel “Doel” heeft 3 grondslagen.")


@pytest.mark.parametrize(
    ("fields", "more", "where", "place"),
    [
        ("legal_basis: contract, recipients: [r]", "", ("de grondslagen", "the legal bases"), (2, 34)),
        ("recipients: [r], retention: P1Y", "", ("de ontvangers", "the recipients"), (2, 34)),
        ("retention: {period: P1Y}", "", ("de bewaartermijnen", "the retention periods"), (2, 34)),
        (
            "condition: soms",
            "cookies: {c: {purpose: [p]}, d: {purpose: [p]}}\n",
            ("de cookies", "the cookies"),
            (3, 15),
        ),
        ("condition: soms", "cookies: {c: {name: C}}\n", ("de rest van de tekst", "the rest of the text"), None),
    ],
)
def test_where_a_hidden_purpose_is_mentioned(
    fields: str, more: str, where: tuple[str, str], place: tuple[int, int] | None
) -> None:
    fields = fields.replace("retention: P1Y", "retention: {period: P1Y}")
    diagnostic = only("PU004", purpose(f"listed: false, {fields}") + more + "recipients: {r: {name: R}}\n")
    assert diagnostic.message.nl == f"“Doel” komt voor bij {where[0]}, maar niet in de lijst met doelen."
    assert diagnostic.message.en == f"“Doel” is mentioned among {where[1]}, but not in the list of purposes."
    assert diagnostic.path == ("purposes", "p", "listed")
    assert related(diagnostic) == ([(*place, "hier komt het voor", "it is mentioned here")] if place else [])


@pytest.mark.parametrize("listed", ["listed: true", "condition: soms"])
def test_a_purpose_that_is_listed(listed: str) -> None:
    assert ask("PU004", purpose(listed)) == ()


# --- PU005 ----------------------------------------------------------------------------------------------------------

POOR = "Verbeteren van onze dienstverlening"


@pytest.mark.parametrize(
    ("name", "description", "data", "phrase"),
    [
        (POOR, "", "given", POOR),
        (POOR, "Wij lezen uw klacht en herstellen fouten.", "given", POOR),  # seven words
        (POOR, "Wij lezen uw klacht en herstellen alle fouten.", "given", None),  # eight
        (POOR, "Wij lezen uw klacht en herstellen alle fouten.", "", POOR),
        (POOR, "Wij lezen bijvoorbeeld uw klacht en herstellen alle fouten.", "given", POOR),
        (POOR, "Wij gebruiken uw klacht voor het optimaliseren van de website.", "given", POOR),
        (POOR, "Kort. Wij lezen uw klacht en herstellen alle fouten.", "given", None),
        ("Enquête", "Voor onderzoeksdoeleinden.", "given", "onderzoeksdoeleinden"),
        (
            "Enquête",
            "Dit is kort. Voor onderzoeksdoeleinden. Voor zakelijke doeleinden.",
            "given",
            "onderzoeksdoeleinden",
        ),
        ("Onze diensten te verbeteren", "", "given", "Onze diensten te verbeteren"),
        ("De website optimaal houden", "", "given", None),
        ("Fouten herstellen", "Kort.", "given", None),
    ],
)
def test_a_vague_purpose(name: str, description: str, data: str, phrase: str | None) -> None:
    text = f"description: {description}, " if description else ""
    diagnostics = ask("PU005", purpose(f"{text}data: [{data}], condition: soms", name=name) + DATA)
    assert [diagnostic.subject for diagnostic in diagnostics] == ([phrase] if phrase else [])
    for diagnostic in diagnostics:
        in_name = phrase == name
        assert diagnostic.path == ("purposes", "p", "name" if in_name else "description")
        assert diagnostic.reader == (name if in_name else "Voor onderzoeksdoeleinden.")
        assert diagnostic.message.en == (
            f"The purpose “{name}” is too vague. Describe exactly what you do and with what result."
        )


def test_a_purpose_is_vague_whatever_follows() -> None:
    policy = f"purposes:\n  p: {{name: {POOR}}}\n  q: {{name: Q}}\n  r: {{name: Zakelijke doeleinden}}\n"
    assert [diagnostic.path[1] for diagnostic in ask("PU005", policy)] == ["p", "r"]


# --- PU006 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kort. Wij doen wat wij op grond van de wet mogen. En verenigbare doeleinden.", "op grond van de wet mogen"),
        ("Wij gebruiken uw gegevens alleen voor deze doelen.", None),
        ("Komt er een doel bij, dan hoort u dat vooraf.", None),
    ],
)
@pytest.mark.parametrize(
    "where", ["scope: {{further_purposes: '{}'}}", "purposes: {{p: {{name: P, description: '{}'}}}}"]
)
def test_room_for_other_purposes(where: str, text: str, phrase: str | None) -> None:
    diagnostics = ask("PU006", where.format(text) + "\n")
    assert [diagnostic.subject for diagnostic in diagnostics] == ([phrase] if phrase else [])
    for diagnostic in diagnostics:
        assert diagnostic.path[-1] in ("further_purposes", "description")
        assert diagnostic.reader == "Wij doen wat wij op grond van de wet mogen."
        assert diagnostic.message.en == (
            "The statement leaves room for other purposes. A new purpose has to be announced beforehand."
        )


def test_each_text_with_a_reservation_is_reported() -> None:
    policy = "scope: {further_purposes: Voor verenigbare doeleinden.}\nintroduction: Voor overige doeleinden.\n"
    assert [diagnostic.path for diagnostic in ask("PU006", policy)] == [
        ("scope", "further_purposes"),
        ("introduction",),
    ]


# --- PU007 ----------------------------------------------------------------------------------------------------------


def test_an_obligation_names_its_act() -> None:
    diagnostic = only("PU007", purpose("legal_basis: {basis: legal_obligation, article: '52'}"))
    assert diagnostic.path[-1] == "law"
    assert diagnostic.message.en == "You rely on a legal obligation, but do not name the act."
    assert related(diagnostic) == [(2, 3, "in dit doel", "in this purpose")]


@pytest.mark.parametrize(
    "fields",
    [
        "legal_basis: {basis: legal_obligation, law: AWR}",
        "legal_basis: legal_obligation, own_role: processor",
        "legal_basis: contract",
    ],
)
def test_no_obligation_or_one_of_somebody_else(fields: str) -> None:
    assert ask("PU007", purpose(fields)) == ()


DUTY = "Dit is kort. Wij doen dit als het wettelijk verplicht is. Er is een wettelijke plicht."


@pytest.mark.parametrize(
    ("policy", "path"),
    [
        (f"introduction: {DUTY}", ("introduction",)),
        (f"scope: {{explanation: {DUTY}}}", ("scope", "explanation")),
        (f"purposes: {{p: {{name: P, description: {DUTY}}}}}", ("purposes", "p", "description")),
        (f"retention: {{exception: {{description: {DUTY}}}}}", ("retention", "exception", "description")),
        (f"retention: {{exception: {{description: {DUTY}, law: AWR}}}}", None),
        (f"retention: {{rule: {{criterion: {DUTY}}}}}", ("retention", "rule", "criterion")),
        (f"retention: {{rule: {{criterion: {DUTY}, law: AWR}}}}", None),
        (f"disclosure_by_law: {{text: {DUTY}}}", ("disclosure_by_law", "text")),
        (f"disclosure_by_law: {{text: {DUTY}, law: AWR}}", None),
        (f"recipients: {{r: {{name: R, condition: {DUTY}}}}}", ("recipients", "r", "condition")),
        (f"recipients: {{r: {{name: R, condition: {DUTY}, law: AWR}}}}", None),
        (f"commitments: {{c: {{text: {DUTY}}}}}", ("commitments", "c", "text")),
        (f"openings: {{purposes: {DUTY}}}", ("openings", "purposes")),
        (f"sections: {{s: {{title: S, text: {DUTY}}}}}", ("sections", "s", "text")),
        (f"purposes: {{p: {{name: P, retention: {{until: {DUTY}}}}}}}", ("purposes", "p", "retention", "until")),
        (f"purposes: {{p: {{name: P, retention: {{until: {DUTY}, law: AWR}}}}}}", None),
        (f"purposes: {{p: {{name: P, condition: {DUTY}}}}}", ("purposes", "p", "condition")),
        (f"purposes: {{p: {{name: P, provision: {{consequence: {DUTY}}}}}}}", None),
        (f"rights: {{introduction: {DUTY}}}", None),
        (f"dpo: {{designated: false, reason: {DUTY}}}", None),
        ("introduction: Wij doen dit als artikel 52 AWR ons dat wettelijk verplicht.", None),
        ("introduction: Wij bewaren dit kort.", None),
    ],
)
def test_a_text_that_relies_on_a_duty(policy: str, path: tuple[str, ...] | None) -> None:
    diagnostics = ask("PU007", policy + "\n")
    assert [diagnostic.path for diagnostic in diagnostics] == ([path] if path else [])
    for diagnostic in diagnostics:
        assert diagnostic.subject == "wettelijk verplicht"
        assert diagnostic.reader == "Wij doen dit als het wettelijk verplicht is."
        assert diagnostic.message.nl == "U beroept zich op een wettelijke verplichting, maar noemt de wet niet."


def test_one_sentence_that_cites_an_act_does_not_excuse_the_next() -> None:
    policy = "introduction: Artikel 52 AWR verplicht ons wettelijk. Wij doen wat wettelijk verplicht is.\n"
    assert only("PU007", policy).reader == "Wij doen wat wettelijk verplicht is."


def test_a_text_may_speak_of_a_duty_that_a_purpose_names() -> None:
    basis = "legal_basis: {basis: legal_obligation, law: AWR}"
    assert ask("PU007", purpose(basis) + f"introduction: {DUTY}\n") == ()


def test_every_text_without_an_act_is_reported() -> None:
    policy = (
        f"introduction: {DUTY}\n"
        f"retention: {{exception: {{description: {DUTY}, law: AWR}}}}\n"
        f"commitments: {{c: {{text: {DUTY}}}}}\n"
    )
    assert [diagnostic.path[0] for diagnostic in ask("PU007", policy)] == ["introduction", "commitments"]


# --- PU008 ----------------------------------------------------------------------------------------------------------

NEITHER = "For the purpose “Doel” it is not stated whether people must give the data and what happens if they do not."
NOT_WHETHER = "For the purpose “Doel” it is not stated whether people must give the data."
NOT_WHAT = "For the purpose “Doel” people must give the data, but it is not stated what happens if they do not."


@pytest.mark.parametrize(
    ("fields", "path", "message"),
    [
        ("data: [given]", ("provision",), NEITHER),
        ("data: [seen, both]", ("provision",), NEITHER),
        ("data: [given], provision: {}", ("provision",), NEITHER),
        ("data: [given], provision: {consequence: Niets.}", ("provision", "required"), NOT_WHETHER),
        ("data: [given], provision: {required: statutory}", ("provision", "consequence"), NOT_WHAT),
        ("data: [given], provision: {required: contractual}", ("provision", "consequence"), NOT_WHAT),
        ("data: [given], provision: {required: precondition}", ("provision", "consequence"), NOT_WHAT),
        ("data: [given], provision: {required: statutory, consequence: Niets.}", None, ""),
        ("data: [given], provision: {required: voluntary}", None, ""),
        ("data: [given], own_role: processor", None, ""),
        ("data: [given], source: {name: KvK}", None, ""),
        ("data: [seen, unknown]", None, ""),
        ("data: []", None, ""),
    ],
)
def test_whether_people_must_give_data(fields: str, path: tuple[str, ...] | None, message: str) -> None:
    diagnostics = ask("PU008", purpose(f"condition: soms, {fields}") + DATA)
    assert [diagnostic.path for diagnostic in diagnostics] == ([("purposes", "p", *path)] if path else [])
    for diagnostic in diagnostics:
        assert diagnostic.message.en == message
        assert related(diagnostic) == [(2, 36, "deze gegevens geven mensen zelf", "people give these data themselves")]


def test_a_row_that_lacks_nothing_does_not_hide_the_next() -> None:
    policy = """\
purposes:
  p:
    name: Doel
    processing:
      a: {data: [seen]}
      b: {data: [given], provision: {required: voluntary}}
      c: {name: Deel, data: [given]}
"""
    diagnostic = only("PU008", policy + DATA)
    assert diagnostic.message.nl == (
        "Bij doel “Doel” (Deel) ontbreekt of het geven van gegevens verplicht is en wat er gebeurt als iemand ze niet "
        "geeft."
    )


# --- PU007: a task, and an act that is none -------------------------------------------------------------------------

TASK = (
    "U beroept zich op een taak van algemeen belang, maar noemt de wet niet.",
    "You rely on a task in the public interest, but do not name the act.",
)


def test_a_task_names_its_act() -> None:
    diagnostic = only("PU007", purpose("legal_basis: {basis: public_task, task: groen}"))
    assert diagnostic.severity == "warning"
    assert diagnostic.path[-1] == "law"
    assert (diagnostic.message.nl, diagnostic.message.en) == TASK
    assert related(diagnostic) == [(2, 3, "in dit doel", "in this purpose")]


@pytest.mark.parametrize("basis", ["legal_obligation", "public_task"])
@pytest.mark.parametrize(
    ("law", "trips"),
    [
        ("de wet", True),
        ("De Wet.", True),
        ("Wet- en regelgeving", True),
        ("geldende wetgeving", True),
        ("{nl: de belastingwet, en: General Tax Act}", True),
        ("AWR", False),
        ("de Wet op de loonbelasting 1964", False),
        ("Gemeentewet", False),
    ],
)
def test_a_name_that_is_of_no_act(basis: str, law: str, trips: bool) -> None:
    policy = purpose(f"legal_basis: {{basis: {basis}, law: {law}, article: '1'}}")
    assert bool(ask("PU007", policy)) is trips
    assert ask("PU007", policy.replace("}}\n", "}, own_role: processor}\n")) == ()


def test_a_task_excuses_no_duty_in_a_text() -> None:
    task = purpose("legal_basis: {basis: public_task, law: Gemeentewet}")
    assert only("PU007", task + f"introduction: {DUTY}\n").path == ("introduction",)


def test_the_field_beside_a_text_has_to_name_an_act_too() -> None:
    policy = f"retention: {{exception: {{description: {DUTY}, law: de wet}}}}\n"
    assert only("PU007", policy).path == ("retention", "exception", "description")
