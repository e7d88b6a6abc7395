"""Family TR: what the pages do not show."""

from __future__ import annotations

from datetime import date

import pytest

from policyc.law.periods import before, surely_shorter
from policyc.model.values import Duration
from policyc.rules import spoken
from policyc.rules.catalogue import RULES
from rules.asking import ask, places, related, told


def recipient(fields: str, transfer: str = "", *, id_: str = "t") -> str:
    """A recipient with the fields of a flow mapping, and perhaps one transfer."""
    lines = "".join(f"    {field}\n" for field in fields.split("; "))
    return f"recipients:\n  r:\n{lines}" + (f"    transfers:\n      {id_}: {{{transfer}}}\n" if transfer else "")


US, NL = "name: Postduif; country: US", "name: Postduif; country: NL"
SUB = "sub_processors: {s: {name: Helplijn, country: IN}}"
DPF = "country: US, mechanism: adequacy, certified: true, checked_on: 2026-10-07"


def test_dead_grounds_can_never_be_accepted() -> None:
    assert [rule.code for rule in RULES if rule.family == "TR" and not rule.acceptable] == [
        "TR002",
        "TR003",
        "TR004",
        "TR005",
    ]


# --- TR001 ---


@pytest.mark.parametrize(
    ("source", "on", "expected"),
    [
        (recipient(US), None, ["recipients.r.transfers"]),
        (recipient("category: Mailbedrijf; country: US"), None, ["recipients.r.transfers"]),
        (recipient(NL), None, []),
        (recipient("name: Postduif"), None, []),
        (recipient("name: Postduif; country: US; role: source"), None, []),
        (recipient("name: Postduif; country: GB"), date(2021, 6, 27), []),
        (recipient("name: Postduif; country: GB"), date(2021, 6, 28), ["recipients.r.transfers"]),
        (recipient(US, "mechanism: adequacy"), None, []),
        (recipient(US, "country: US, mechanism: adequacy"), None, []),
        (recipient(US, "country: IN, mechanism: adequacy"), None, ["recipients.r.country"]),
        (recipient(US, "country: US"), None, ["recipients.r.transfers.t.mechanism"]),
        (recipient(US, "explanation: Naar de VS."), None, ["recipients.r.transfers.t.mechanism"]),
        (recipient(NL, "country: DE"), None, []),
        (recipient(NL, "country: DE, mechanism: adequacy"), None, []),
        (recipient(NL, "organisation: Wereldbank"), None, ["recipients.r.transfers.t.mechanism"]),
        (recipient(NL, "explanation: Elders."), None, ["recipients.r.transfers.t.mechanism"]),
        (recipient(f"{NL}; {SUB}"), None, ["recipients.r.sub_processors.s.country"]),
        (recipient(f"{NL}; {SUB}", "through: s, mechanism: adequacy"), None, []),
        (recipient(f"{NL}; {SUB}", "through: s"), None, ["recipients.r.transfers.t.mechanism"]),
        (
            recipient(f"{NL}; {SUB}", "country: IN, mechanism: adequacy"),
            None,
            ["recipients.r.sub_processors.s.country"],
        ),
        (recipient(f"name: Postduif; country: IN; {SUB}", "country: IN, mechanism: adequacy"), None, []),
        (
            recipient(f"{US}; {SUB}", "country: US, mechanism: adequacy"),
            None,
            ["recipients.r.sub_processors.s.country"],
        ),
        (
            recipient(f"name: Postduif; country: IN; {SUB}", "through: s, mechanism: adequacy"),
            None,
            ["recipients.r.country"],
        ),
        (recipient("name: Postduif; sub_processors: {s: {name: Helplijn, country: DE}}"), None, []),
    ],
)
def test_every_third_country_needs_a_ground(source: str, on: date | None, expected: list[str]) -> None:
    assert places(ask("TR001", source, *([on] if on else []))) == expected


@pytest.mark.parametrize(
    ("source", "nl", "en"),
    [
        (
            recipient(US),
            "“Postduif” zit buiten de EER (Verenigde Staten). De grond voor doorgifte ontbreekt.",
            "“Postduif” is outside the EEA (United States). The ground for the transfer is missing.",
        ),
        (
            recipient("category: Mailbedrijf; country: US"),
            "“Mailbedrijf” zit buiten de EER (Verenigde Staten). De grond voor doorgifte ontbreekt.",
            "“Mailbedrijf” is outside the EEA (United States). The ground for the transfer is missing.",
        ),
        (
            recipient(f"{NL}; {SUB}"),
            "“Helplijn” zit buiten de EER (India). De grond voor doorgifte ontbreekt.",
            "“Helplijn” is outside the EEA (India). The ground for the transfer is missing.",
        ),
        (
            recipient(f"{NL}; {SUB}", "through: s"),
            "De grond voor doorgifte aan “Helplijn” (India) ontbreekt.",
            "The ground for the transfer to “Helplijn” (India) is missing.",
        ),
        (
            recipient(US, "formerly: [x]"),
            "De grond voor doorgifte aan “Postduif” (Verenigde Staten) ontbreekt.",
            "The ground for the transfer to “Postduif” (United States) is missing.",
        ),
        (
            recipient(NL, "organisation: Wereldbank"),
            "De grond voor doorgifte aan “Postduif” (Wereldbank) ontbreekt.",
            "The ground for the transfer to “Postduif” (Wereldbank) is missing.",
        ),
        (
            recipient(NL, "formerly: [x]"),
            "De grond voor doorgifte aan “Postduif” ontbreekt.",
            "The ground for the transfer to “Postduif” is missing.",
        ),
    ],
)
def test_a_missing_ground_in_words(source: str, nl: str, en: str) -> None:
    assert [one[2:] for one in told(ask("TR001", source))] == [(nl, en)]


def test_a_missing_ground_points_at_the_country() -> None:
    label = ("dit land ligt buiten de EER", "this country is outside the EEA")
    assert related(*ask("TR001", recipient(US))) == [(4, 5, *label)]


# --- TR002 and TR003 ---

SHIELD = "country: US, mechanism: adequacy, decision: ad_us_ps"


def test_a_text_of_the_transfer_that_names_it_is_no_second_finding() -> None:
    source = recipient(US, f"{SHIELD}, explanation: Lid van Privacy Shield., fallback: Privacy-Shield")
    assert told(ask("TR002", source)) == [
        (
            "error",
            "recipients.r.transfers.t.decision",
            "Het Privacy Shield is op 16 juli 2020 ongeldig verklaard. U kunt er geen doorgifte op baseren.",
            "Privacy Shield was declared invalid on 16 July 2020. No transfer can rest on it.",
        )
    ]
    assert [one[2:] for one in related(*ask("TR002", source))] == [
        ("deze tekst noemt het ook", "this text names it too"),
        ("deze tekst noemt het ook", "this text names it too"),
    ]


def test_safe_harbor_in_words() -> None:
    assert told(ask("TR003", recipient(US, "country: US, mechanism: adequacy, decision: ad_us_sh"))) == [
        (
            "error",
            "recipients.r.transfers.t.decision",
            "Safe Harbor is op 6 oktober 2015 ongeldig verklaard. U kunt er geen doorgifte op baseren.",
            "Safe Harbor was declared invalid on 6 October 2015. No transfer can rest on it.",
        )
    ]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("TR002", "Lid van Privacy Shield.", ["introduction “Privacy Shield”"]),
        ("TR002", "Lid van privacyshield en van Privacy-Shield. Ook Privacy Shield.", ["introduction “privacyshield”"]),
        ("TR002", "Het Privacy Shield is ongeldig. Wij volgen Privacy Shield.", ["introduction “Privacy Shield”"]),
        ("TR002", "Het Privacy Shield geldt niet meer.", []),
        ("TR002", "Wij hebben een schild.", []),
        ("TR003", "Wij volgen Safe Harbour.", ["introduction “Safe Harbour”"]),
        ("TR003", "Wij volgen de veiligehavenbeginselen.", ["introduction “veiligehavenbeginselen”"]),
        ("TR003", "Een veilige haven voor uw gegevens.", []),
        ("TR003", "Safe Harbor is vervallen.", []),
    ],
)
def test_a_dead_framework_in_a_text(code: str, text: str, expected: list[str]) -> None:
    assert places(ask(code, f"introduction: {text}\n")) == expected


def test_a_dead_framework_in_the_text_of_another_transfer() -> None:
    source = recipient(US, f"{DPF}, explanation: Lid van Privacy Shield.")
    assert places(ask("TR002", source)) == ["recipients.r.transfers.t.explanation “Privacy Shield”"]


def test_the_sentence_is_shown_as_readers_see_it() -> None:
    (one,) = ask("TR002", "introduction: Eerst dit. Wij *volgen* Privacy Shield.\n")
    assert one.reader == "Wij volgen Privacy Shield."


@pytest.mark.parametrize("decision", ["ad_us_sh", "ad_us_dpf", ""])
def test_another_decision_is_no_privacy_shield(decision: str) -> None:
    named = f", decision: {decision}" if decision else ""
    assert places(ask("TR002", recipient(US, f"country: US, mechanism: adequacy{named}"))) == []


# --- TR004 ---


def clauses(id_: str, rest: str = "") -> str:
    return recipient(US, f"country: US, mechanism: standard_clauses, clauses: {id_}{rest}")


@pytest.mark.parametrize("id_", ["scc_2001_set1", "scc_2004_set2", "scc_2002_c2p", "scc_2010_c2p"])
def test_old_clauses_have_lapsed(id_: str) -> None:
    assert places(ask("TR004", clauses(id_))) == ["recipients.r.transfers.t.clauses"]


@pytest.mark.parametrize(
    ("source", "on"),
    [
        (clauses("scc_2021", ", signed_on: 2022-01-01"), date(2026, 11, 22)),
        (clauses("bcr"), date(2026, 11, 22)),
        (clauses("scc_2010_c2p"), date(2021, 10, 1)),
        (recipient(US, "country: US, mechanism: standard_clauses"), date(2026, 11, 22)),
        (recipient(US, "country: US, mechanism: standard_clauses, signed_on: 2022-01-01"), date(2026, 11, 22)),
        (recipient(NL, "country: DE, mechanism: standard_clauses, clauses: scc_2010_c2p"), date(2026, 11, 22)),
        ("introduction: Ons contract volgt Besluit 2010/87/EU.\n", date(2022, 12, 26)),
        ("introduction: Besluit 2010/87/EU is vervallen.\n", date(2026, 11, 22)),
    ],
)
def test_clauses_that_hold_or_of_which_nothing_is_certain(source: str, on: date) -> None:
    assert places(ask("TR004", source, on)) == []


@pytest.mark.parametrize(
    ("source", "on", "expected"),
    [
        (
            clauses("scc_2010_c2p"),
            date(2026, 11, 22),
            (
                "error",
                "recipients.r.transfers.t.clauses",
                "Deze modelcontracten (Besluit 2010/87/EU) zijn vervallen. Sluit de standaardcontractbepalingen van "
                "2021.",
                "These model contracts (Decision 2010/87/EU) have lapsed. Conclude the standard contractual clauses of "
                "2021.",
            ),
        ),
        (
            clauses("scc_2010_c2p", ", signed_on: 2021-10-01"),
            date(2021, 10, 1),
            (
                "error",
                "recipients.r.transfers.t.signed_on",
                "Deze modelcontracten (Besluit 2010/87/EU) mocht u op 1 oktober 2021 niet meer sluiten. Sluit de "
                "standaardcontractbepalingen van 2021.",
                "These model contracts (Decision 2010/87/EU) could no longer be concluded on 1 October 2021. Conclude "
                "the standard contractual clauses of 2021.",
            ),
        ),
        (
            "introduction: Ons contract volgt Besluit 2010/87/EU.\n",
            date(2022, 12, 27),
            (
                "warning",
                "introduction",
                "“2010/87” is vervallen. Sluit de standaardcontractbepalingen van 2021.",
                "“2010/87” has lapsed. Conclude the standard contractual clauses of 2021.",
            ),
        ),
    ],
)
def test_old_clauses_in_words(source: str, on: date, expected: tuple[str, str, str, str]) -> None:
    assert told(ask("TR004", source, on)) == [expected]


def test_late_clauses_point_at_their_name() -> None:
    source = clauses("scc_2010_c2p", ", signed_on: 2021-10-01")
    assert related(*ask("TR004", source, date(2021, 10, 1))) == [(6, 53, "deze bepalingen", "these clauses")]


def test_the_explanation_of_old_clauses_is_no_second_finding() -> None:
    source = clauses("scc_2010_c2p", ", explanation: Volgens Besluit 2010/87/EU.")
    assert places(ask("TR004", source)) == ["recipients.r.transfers.t.clauses"]
    other = clauses("scc_2021", ", explanation: Volgens Besluit 2010/87/EU.")
    assert places(ask("TR004", other)) == ["recipients.r.transfers.t.explanation “2010/87”"]
    (one,) = ask("TR004", other)
    assert one.reader == "Volgens Besluit 2010/87/EU."


# --- TR005 and TR006 ---


@pytest.mark.parametrize(
    ("source", "on", "expected"),
    [
        (recipient(US, SHIELD), date(2021, 1, 1), []),
        (recipient(US, "country: US, mechanism: adequacy, decision: ad_us_sh"), date(2021, 1, 1), []),
        (recipient(US, "mechanism: adequacy"), date(2021, 1, 1), ["recipients.r.transfers.t.mechanism"]),
        (
            recipient(US, "mechanism: adequacy, decision: ad_us_dpf"),
            date(2019, 6, 1),
            ["recipients.r.transfers.t.decision"],
        ),
        (recipient(NL, "country: DE, mechanism: adequacy"), date(2026, 1, 1), []),
        (recipient(NL, "mechanism: adequacy"), date(2026, 1, 1), []),
        (recipient(NL, "organisation: Wereldbank, mechanism: adequacy"), date(2026, 1, 1), []),
        (
            recipient(f"{NL}; {SUB}", "through: s, mechanism: adequacy"),
            date(2026, 1, 1),
            ["recipients.r.transfers.t.mechanism"],
        ),
        (
            recipient(NL, "organisation: EOO, mechanism: adequacy, decision: ad_epo"),
            date(2025, 7, 14),
            ["recipients.r.transfers.t.decision"],
        ),
        (recipient(NL, "organisation: EOO, mechanism: adequacy, decision: ad_epo"), date(2025, 7, 15), []),
        (recipient(US, "country: US, mechanism: standard_clauses"), date(2026, 1, 1), []),
        (
            recipient(US, "country: IN, organisation: X, mechanism: adequacy"),
            date(2026, 1, 1),
            ["recipients.r.transfers.t.mechanism"],
        ),
    ],
)
def test_a_decision_in_force(source: str, on: date, expected: list[str]) -> None:
    assert places(ask("TR005", source, on)) == expected


@pytest.mark.parametrize(
    ("source", "on", "nl", "en"),
    [
        (
            recipient(US, "mechanism: adequacy, decision: ad_us_dpf"),
            date(2019, 6, 1),
            "Het adequaatheidsbesluit (Verenigde Staten: Uitvoeringsbesluit (EU) 2023/1795) gold niet op 1 juni 2019.",
            "The adequacy decision (United States: Implementing Decision (EU) 2023/1795) was not in force on 1 June "
            "2019.",
        ),
        (
            recipient(NL, "organisation: EOO, mechanism: adequacy, decision: ad_epo"),
            date(2025, 7, 14),
            "Het adequaatheidsbesluit (Uitvoeringsbesluit (EU) 2025/1382) gold niet op 14 juli 2025.",
            "The adequacy decision (Implementing Decision (EU) 2025/1382) was not in force on 14 July 2025.",
        ),
        (
            recipient(US, "mechanism: adequacy"),
            date(2021, 1, 1),
            "Op 1 januari 2021 gold er geen adequaatheidsbesluit voor dit land (Verenigde Staten).",
            "On 1 January 2021 no adequacy decision was in force for this country (United States).",
        ),
    ],
)
def test_a_decision_not_in_force_in_words(source: str, on: date, nl: str, en: str) -> None:
    assert [one[2:] for one in told(ask("TR005", source, on))] == [(nl, en)]


@pytest.mark.parametrize(
    ("transfer", "on", "asked"),
    [
        ("country: CA, mechanism: adequacy", None, True),
        ("country: CA, mechanism: adequacy, decision: ad_ca", None, True),
        ("country: CA, mechanism: adequacy, scope_confirmed: false", None, True),
        ("country: CA, mechanism: adequacy, scope_confirmed: true", None, False),
        ("country: CA, mechanism: standard_clauses", None, False),
        ("country: CH, mechanism: adequacy", None, False),
        ("country: US, mechanism: adequacy", None, False),
        ("country: IN, mechanism: adequacy", None, False),
        ("country: GB, mechanism: adequacy", date(2022, 1, 1), False),
        ("country: GB, mechanism: adequacy, scope_confirmed: false", date(2022, 1, 1), True),
        ("country: GB, mechanism: adequacy, decision: ad_uk_2021, scope_confirmed: false", date(2026, 1, 1), False),
        ("organisation: EOO, mechanism: adequacy, decision: ad_epo", None, False),
        ("organisation: EOO, mechanism: adequacy, decision: ad_epo, scope_confirmed: false", None, True),
        ("mechanism: adequacy, decision: ad_epo", None, True),
        ("country: CA, mechanism: adequacy", date(2001, 12, 19), False),
    ],
)
def test_a_decision_for_some_recipients(transfer: str, on: date | None, asked: bool) -> None:
    expected = ["recipients.r.transfers.t.scope_confirmed"] if asked else []
    assert places(ask("TR006", recipient(NL, transfer), *([on] if on else []))) == expected


def test_a_scope_in_words() -> None:
    source = recipient(NL, "country: BR, mechanism: adequacy")
    assert told(ask("TR006", source)) == [
        (
            "error",
            "recipients.r.transfers.t.scope_confirmed",
            "Het adequaatheidsbesluit (Brazilië) dekt niet alles: alleen ontvangers die onder de Braziliaanse wet LGPD "
            "vallen. Leg vast dat “Postduif” eronder valt.",
            "The adequacy decision (Brazil) does not cover everything: controllers and processors subject to the LGPD; "
            "the LGPD itself leaves out among others public security, national defence and criminal investigation. "
            "Record that “Postduif” is covered.",
        )
    ]
    denied = told(ask("TR006", recipient(NL, "country: BR, mechanism: adequacy, scope_confirmed: false")))
    assert denied[0][2].endswith(" vallen. Volgens u valt “Postduif” er niet onder.")
    assert denied[0][3].endswith(" investigation. By your own account “Postduif” is not covered.")
    bare = told(ask("TR006", recipient(NL, "mechanism: adequacy, decision: ad_epo")))
    assert bare[0][2].startswith(
        "Het adequaatheidsbesluit dekt niet alles: alleen de Europese Octrooiorganisatie zelf."
    )
    assert bare[0][3].startswith(
        "The adequacy decision does not cover everything: the European Patent Organisation itself."
    )


# --- TR007 ---


@pytest.mark.parametrize(
    ("transfer", "level", "field", "nl", "en"),
    [
        (
            "country: US, mechanism: adequacy, checked_on: 2026-10-07",
            "error",
            "certified",
            "Niet vastgelegd is dat “Postduif” op de DPF-lijst staat.",
            "It is not recorded that “Postduif” is on the DPF List.",
        ),
        (
            "country: US, mechanism: adequacy, certified: false",
            "error",
            "certified",
            "“Postduif” staat niet op de DPF-lijst. Dan geldt het besluit voor de Verenigde Staten niet.",
            "“Postduif” is not on the DPF List. The decision on the United States does not cover it.",
        ),
        (
            "country: US, mechanism: adequacy, certified: true",
            "warning",
            "checked_on",
            "Niet vastgelegd is wanneer u hebt gezien dat “Postduif” op de DPF-lijst staat.",
            "It is not recorded when you saw that “Postduif” is on the DPF List.",
        ),
        (
            "country: US, mechanism: adequacy, certified: true, checked_on: 2025-11-21",
            "warning",
            "checked_on",
            "Controleer opnieuw of “Postduif” op de DPF-lijst staat (laatst gecontroleerd: 21 november 2025).",
            "Check again whether “Postduif” is on the DPF List (last checked: 21 November 2025).",
        ),
    ],
)
def test_a_participant_that_nobody_checked(transfer: str, level: str, field: str, nl: str, en: str) -> None:
    assert told(ask("TR007", recipient(NL, transfer))) == [(level, f"recipients.r.transfers.t.{field}", nl, en)]


@pytest.mark.parametrize(
    "transfer",
    [
        "country: US, mechanism: adequacy, certified: true, checked_on: 2025-11-22",
        "country: US, mechanism: adequacy, certified: true, checked_on: 2026-12-01",
        "country: US, mechanism: standard_clauses",
        "country: US, mechanism: adequacy, decision: ad_us_ps",
        "country: CH, mechanism: adequacy",
    ],
)
def test_a_participant_that_was_checked(transfer: str) -> None:
    assert places(ask("TR007", recipient(NL, transfer))) == []


def test_the_participant_is_who_receives_there() -> None:
    source = recipient(
        f"{NL}; sub_processors: {{s: {{name: Postduif Inc., country: US}}}}", "through: s, mechanism: adequacy"
    )
    assert "“Postduif Inc.”" in told(ask("TR007", source))[0][2]


# --- TR008 ---


@pytest.mark.parametrize(
    "mechanism",
    [
        "standard_clauses",
        "binding_corporate_rules",
        "code_of_conduct",
        "certification",
        "public_instrument",
        "ad_hoc_clauses",
    ],
)
def test_every_safeguard_has_a_copy_and_an_assessment(mechanism: str) -> None:
    bare = recipient(US, f"country: US, mechanism: {mechanism}")
    assert told(ask("TR008", bare)) == [
        (
            "error",
            "recipients.r.transfers.t.copy_at",
            "Vermeld hoe iemand een kopie van de waarborgen voor “Postduif” kan krijgen.",
            "State how people can get a copy of the safeguards for “Postduif”.",
        )
    ]
    assert places(ask("TR010", bare)) == ["recipients.r.transfers.t.assessment"]
    full = recipient(US, f"country: US, mechanism: {mechanism}, copy_at: https://a.nl, assessment: true")
    assert places(ask("TR008", full)) == places(ask("TR010", full)) == []


@pytest.mark.parametrize("transfer", ["country: DE, mechanism: standard_clauses", "country: US, mechanism: adequacy"])
def test_no_copy_is_asked_where_there_is_no_safeguard(transfer: str) -> None:
    assert places(ask("TR008", recipient(NL, transfer))) == []


# --- TR009 ---


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (recipient("name: Postduif"), ["recipients.r.country"]),
        (recipient("name: Postduif; role: authority"), ["recipients.r.country"]),
        (recipient("name: Postduif; role: source"), []),
        (recipient("name: Postduif; country: NL"), []),
        (recipient("name: Postduif", "country: US, mechanism: adequacy"), []),
        (recipient("name: Postduif", "organisation: Wereldbank"), []),
        (recipient("name: Postduif", "mechanism: adequacy"), ["recipients.r.country"]),
        (recipient(f"name: Postduif; {SUB}", "through: s, country: IN"), ["recipients.r.country"]),
        (recipient(US, "mechanism: adequacy"), []),
        (recipient(NL, "mechanism: adequacy"), ["recipients.r.transfers.t.country"]),
        (recipient(NL, "organisation: Wereldbank"), []),
        (recipient(f"{NL}; sub_processors: {{s: {{name: Helplijn}}}}"), ["recipients.r.sub_processors.s.country"]),
        (
            recipient(f"{NL}; sub_processors: {{s: {{name: Helplijn}}}}", "through: s"),
            ["recipients.r.sub_processors.s.country"],
        ),
        (recipient(f"{NL}; sub_processors: {{s: {{name: Helplijn}}}}", "through: s, country: US"), []),
        (
            recipient(f"{NL}; sub_processors: {{s: {{name: Helplijn}}}}", "country: US"),
            ["recipients.r.sub_processors.s.country"],
        ),
    ],
)
def test_a_place_that_is_unknown(source: str, expected: list[str]) -> None:
    assert places(ask("TR009", source)) == expected


@pytest.mark.parametrize(
    ("source", "nl", "en"),
    [
        (
            recipient("category: Mailbedrijf"),
            "Onbekend is waar “Mailbedrijf” gegevens verwerkt. Daardoor is doorgifte niet te beoordelen.",
            "It is unknown where “Mailbedrijf” processes data. So a transfer cannot be judged.",
        ),
        (
            recipient(NL, "mechanism: adequacy"),
            "Onbekend is naar welk land buiten de EER de gegevens van “Postduif” gaan.",
            "It is unknown to which country outside the EEA the data of “Postduif” go.",
        ),
        (
            recipient(f"{NL}; sub_processors: {{s: {{name: Helplijn}}}}"),
            "Onbekend is waar “Helplijn” gegevens verwerkt. Daardoor is doorgifte niet te beoordelen.",
            "It is unknown where “Helplijn” processes data. So a transfer cannot be judged.",
        ),
    ],
)
def test_a_place_that_is_unknown_in_words(source: str, nl: str, en: str) -> None:
    assert [one[2:] for one in told(ask("TR009", source))] == [(nl, en)]


# --- TR010 ---

T = "recipients.r.transfers.t"


@pytest.mark.parametrize(
    ("source", "on", "expected"),
    [
        (recipient(US, DPF), date(2025, 10, 30), []),
        (recipient(US, DPF), date(2025, 10, 31), [f"{T}.fallback"]),
        (recipient(US, f"{DPF}, fallback: SCC"), date(2026, 1, 1), []),
        (recipient(US, "country: US, mechanism: adequacy, decision: ad_us_dpf"), date(2026, 1, 1), [f"{T}.fallback"]),
        (recipient(US, SHIELD), date(2026, 1, 1), []),
        (recipient(NL, "country: CH, mechanism: adequacy"), date(2026, 1, 1), []),
        (recipient(NL, "mechanism: standard_clauses"), date(2026, 1, 1), []),
        (
            recipient(NL, "country: US, mechanism: standard_clauses, assessment: false"),
            date(2026, 1, 1),
            [f"{T}.assessment"],
        ),
        (recipient(NL, "country: DE, mechanism: standard_clauses"), date(2026, 1, 1), []),
        (recipient(NL, "country: US, mechanism: derogation, ground: 49_1_b, systematic: false"), date(2026, 1, 1), []),
        (recipient(NL, "country: US, mechanism: derogation, systematic: false"), date(2026, 1, 1), [f"{T}.ground"]),
        (
            recipient(NL, "country: US, mechanism: derogation, ground: 49_1_b, systematic: true"),
            date(2026, 1, 1),
            [f"{T}.systematic"],
        ),
        (recipient(NL, "country: US, mechanism: derogation, ground: 49_1_b"), date(2026, 1, 1), [f"{T}.systematic"]),
        (recipient(NL, "country: GB, mechanism: adequacy"), date(2024, 12, 1), []),
        (recipient(NL, "country: GB, mechanism: adequacy"), date(2030, 12, 26), []),
        (recipient(NL, "country: GB, mechanism: adequacy"), date(2030, 12, 27), [f"{T}.mechanism"]),
        (recipient(NL, "country: GB, mechanism: adequacy, decision: ad_uk_2021"), date(2031, 1, 1), [f"{T}.mechanism"]),
        (recipient(NL, "country: GB, mechanism: adequacy"), date(2032, 1, 1), []),
        (recipient(NL, "organisation: EOO, mechanism: adequacy"), date(2026, 1, 1), [f"{T}.decision"]),
        (recipient(NL, "organisation: EOO, mechanism: adequacy, decision: ad_epo"), date(2026, 1, 1), []),
        (recipient(NL, "country: IN, mechanism: adequacy"), date(2026, 1, 1), []),
    ],
)
def test_a_ground_that_needs_a_second_look(source: str, on: date, expected: list[str]) -> None:
    assert places(ask("TR010", source, on)) == expected


@pytest.mark.parametrize(
    ("second", "is_enough"),
    [
        ("{country: US, mechanism: standard_clauses, assessment: true}", True),
        ("{mechanism: binding_corporate_rules, assessment: true}", False),
        ("{country: IN, mechanism: standard_clauses, assessment: true}", False),
        ("{country: US, mechanism: standard_clauses, assessment: true, through: s}", False),
        ("{country: US, mechanism: derogation, ground: 49_1_b, systematic: false}", False),
    ],
)
def test_a_second_transfer_is_a_fallback_when_it_goes_to_the_same_importer(second: str, is_enough: bool) -> None:
    source = recipient(f"{NL}; {SUB}", DPF) + f"      u: {second}\n"
    assert (f"{T}.fallback" not in places(ask("TR010", source))) is is_enough


@pytest.mark.parametrize(
    ("transfer", "on", "nl", "en"),
    [
        (
            "country: US, mechanism: standard_clauses",
            date(2026, 1, 1),
            "er is niet vastgelegd dat u het recht van dat land hebt beoordeeld",
            "it is not recorded that you assessed the law of that country",
        ),
        (
            "country: US, mechanism: derogation, systematic: false",
            date(2026, 1, 1),
            "welke uitzondering van artikel 49 geldt, staat er niet",
            "it is not said which derogation applies",
        ),
        (
            "country: US, mechanism: derogation, ground: 49_1_b, systematic: true",
            date(2026, 1, 1),
            "een uitzondering van artikel 49 kan geen vaste doorgifte dragen",
            "a derogation of article 49 cannot carry a transfer that happens all the time",
        ),
        (
            "country: US, mechanism: derogation, ground: 49_1_b",
            date(2026, 1, 1),
            "leg vast of zij steeds opnieuw gebeurt; dan kan een uitzondering van artikel 49 haar niet dragen",
            "record whether it happens all the time; a derogation of article 49 cannot carry that",
        ),
        (
            DPF,
            date(2026, 1, 1),
            "over het besluit loopt een beroep bij het Europese Hof en er is geen grond die het kan vervangen",
            "the decision is under appeal at the European Court and no other ground can take its place",
        ),
    ],
)
def test_a_second_look_in_words(transfer: str, on: date, nl: str, en: str) -> None:
    assert told(ask("TR010", recipient(NL, transfer), on)) == [
        (
            "warning",
            told(ask("TR010", recipient(NL, transfer), on))[0][1],
            f"Controleer de doorgifte aan “Postduif” (Verenigde Staten): {nl}.",
            f"Check the transfer to “Postduif” (United States): {en}.",
        )
    ]


@pytest.mark.parametrize(
    ("transfer", "nl", "en"),
    [
        (
            "country: GB, mechanism: adequacy",
            "Controleer de doorgifte aan “Postduif” (Verenigd Koninkrijk): het adequaatheidsbesluit eindigt op 27 "
            "december 2031.",
            "Check the transfer to “Postduif” (United Kingdom): the decision ends on 27 December 2031.",
        ),
        (
            "organisation: EOO, mechanism: adequacy",
            "Controleer de doorgifte aan “Postduif” (EOO): welk adequaatheidsbesluit geldt, staat er niet.",
            "Check the transfer to “Postduif” (EOO): it is not said which decision applies.",
        ),
    ],
)
def test_a_decision_that_needs_a_second_look_in_words(transfer: str, nl: str, en: str) -> None:
    assert [one[2:] for one in told(ask("TR010", recipient(NL, transfer), date(2031, 1, 1)))] == [(nl, en)]


# --- periods and words ---


@pytest.mark.parametrize(
    ("one", "other", "shorter"),
    [
        ("P6Y", "P7Y", True),
        ("P7Y", "P7Y", False),
        ("P84M", "P7Y", False),
        ("P83M", "P7Y", True),
        ("P8Y", "P7Y", False),
        ("P4W", "P30D", True),
        ("P28D", "P4W", False),
        ("P4W", "P1M", False),
        ("P27D", "P1M", True),
        ("P1M", "P31D", False),
        ("P1M", "P32D", True),
        ("P30D", "P1M", False),
        ("P364D", "P1Y", True),
        ("P365D", "P1Y", False),
        ("P1Y", "P366D", False),
        ("P1Y", "P367D", True),
        ("P13M", "P397D", False),
        ("P13M", "P398D", True),
        ("PT23H", "P1D", True),
        ("PT24H", "P1D", False),
        ("P1YT1H", "P1Y", False),
        ("P1Y", "P1YT1S", True),
    ],
)
def test_only_what_is_shorter_in_every_calendar(one: str, other: str, shorter: bool) -> None:
    assert surely_shorter(Duration.parse(one), Duration.parse(other)) is shorter


@pytest.mark.parametrize(
    ("day", "period", "earlier"),
    [
        (date(2026, 11, 22), "P12M", date(2025, 11, 22)),
        (date(2026, 1, 31), "P1M", date(2025, 12, 31)),
        (date(2026, 3, 31), "P1M", date(2026, 2, 28)),
        (date(2024, 3, 31), "P1M", date(2024, 2, 29)),
        (date(2024, 2, 29), "P1Y", date(2023, 2, 28)),
        (date(2026, 12, 15), "P2W", date(2026, 12, 1)),
        (date(2026, 12, 15), "P11M", date(2026, 1, 15)),
        (date(2026, 12, 15), "P1M1D", date(2026, 11, 14)),
        (date(2026, 12, 15), "PT23H", date(2026, 12, 15)),
        (date(2026, 12, 15), "P9999Y", date.min),
        (date(1, 1, 1), "P1D", date.min),
    ],
)
def test_a_day_that_lies_a_period_earlier(day: date, period: str, earlier: date) -> None:
    assert before(day, Duration.parse(period)) == earlier


@pytest.mark.parametrize(
    ("period", "nl", "en"),
    [
        ("P1Y", "1 jaar", "1 year"),
        ("P2Y", "2 jaar", "2 years"),
        ("P1Y6M", "1 jaar en 6 maanden", "1 year and 6 months"),
        ("P1M", "1 maand", "1 month"),
        ("P4W", "4 weken", "4 weeks"),
        ("P1W", "1 week", "1 week"),
        ("P1D", "1 dag", "1 day"),
        ("P30D", "30 dagen", "30 days"),
        ("P1DT1H1M1S", "1 dag, 1 uur, 1 minuut en 1 seconde", "1 day, 1 hour, 1 minute and 1 second"),
        ("PT2H2M2S", "2 uur, 2 minuten en 2 seconden", "2 hours, 2 minutes and 2 seconds"),
    ],
)
def test_a_period_in_words(period: str, nl: str, en: str) -> None:
    said = spoken.period(Duration.parse(period))
    assert (said.nl, said.en) == (nl, en)


# --- a denial relies on nothing ---


@pytest.mark.parametrize(
    "text",
    [
        "Privacy Shield gebruiken wij niet.",
        "Wij gebruiken geen Privacy Shield.",
        "Wij maken geen gebruik van het Privacy Shield.",
        "Wij gebruiken geen Safe Harbor of Privacy Shield.",
        "Het Privacy Shield gebruiken wij niet meer.",
        "Wij doen niet mee aan Privacy Shield.",
        "Onze leverancier is niet aangesloten bij Privacy Shield.",
        "Wij vertrouwen niet op Safe Harbor of Privacy Shield.",
        "Wij baseren onze doorgiften nooit op het Privacy Shield.",
        "Het Privacy Shield wordt niet gebruikt.",
        "U leest hier dat wij Privacy Shield niet nodig hebben.",
        "Wij gebruiken Privacy Shield niet voor doorgiften.",
        "Wij werken zonder Privacy Shield.",
        "In plaats van het Privacy Shield sluiten wij een contract.",
        "Het Privacy Shield is voor ons geen grond meer.",
        "Wij verwijzen niet meer naar Privacy Shield.",
    ],
)
def test_a_denial_of_a_dead_ground_is_silent(text: str) -> None:
    assert ask("TR002", f"introduction: {text}\n") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Google is aangesloten bij Privacy Shield en deelt uw gegevens niet.",
        "Google doet mee aan Privacy Shield, zodat u geen zorgen hoeft te hebben.",
        "Uw gegevens zijn niet in gevaar, want Google heeft Privacy Shield.",
        "Wij verkopen geen gegevens en Google is lid van Privacy Shield.",
        "Wij gebruiken geen leveranciers zonder Privacy Shield.",
        "Wij gebruiken niet alleen Privacy Shield.",
        "Google is lid van Privacy Shield. Wij verkopen niets en gebruiken het niet.",
        "Google stelt zich te houden aan de Privacy Shield principles.",
    ],
)
def test_a_denial_of_something_else_is_none(text: str) -> None:
    (one,) = ask("TR002", f"introduction: {text}\n")
    assert (str(one.severity), one.subject) == ("error", "Privacy Shield")


def test_other_dead_grounds_can_be_denied_too() -> None:
    assert ask("TR003", "introduction: Wij gebruiken geen Safe Harbor.\n") == ()
    assert ask("TR004", "introduction: Besluit 2010/87 gebruiken wij niet meer.\n") == ()
