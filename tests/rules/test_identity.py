"""Family ID."""

from __future__ import annotations

from datetime import date

import pytest

from policyc.rules.identity import RULES
from rules.asking import ask, only, related


def controller(fields: str) -> str:
    return f"controller: {{{fields}}}\n"


def test_what_the_rules_rest_on() -> None:
    assert {rule.code: rule.sources for rule in RULES} == {
        "ID001": ("AVG 13(1)(a)", "AVG 14(1)(a)"),
        "ID002": ("AVG 13(1)(a)", "BW 3:15d(1)(a)", "WP260 annex"),
        "ID003": ("AVG 13(1)(a)", "BW 3:15d(1)(a)"),
        "ID004": ("AVG 12(2)", "BW 3:15d(1)(b)", "WP260 annex", "C-298/07"),
        "ID005": ("BW 3:15d(1)(c)", "BW 3:15d(1)(f)"),
        "ID006": ("AVG 13(1)(b)", "AVG 37(7)", "WP243 2.6"),
        "ID007": ("AVG 13(1)(b)", "AVG 37(1)"),
        "ID008": ("AVG 13(1)(a)", "AVG 27"),
    }
    assert {rule.code: rule.facts for rule in RULES if rule.facts} == {
        "ID002": (("imprint_duties", "identity_address"), ("language_rules", "legal_form_marks_nl")),
        "ID003": (("imprint_duties", "identity_address"),),
        "ID004": (("imprint_duties", "email"),),
        "ID005": (("imprint_duties", "kvk"), ("imprint_duties", "vat")),
    }
    assert {rule.precision for rule in RULES} == {"very-high"}


# --- ID001, ID002 ---------------------------------------------------------------------------------------------------


def test_nobody_is_named() -> None:
    diagnostic = only("ID001", "purposes: {}\n")
    assert diagnostic.message.en == "The name of the controller is missing."
    assert diagnostic.path == ("controller", "name")
    assert diagnostic.label is not None
    assert diagnostic.label.nl == "hier ontbreekt controller.name"


@pytest.mark.parametrize("name", ["name: Zonnebloem", "legal_name: Zonnebloem B.V."])
def test_either_name_will_do(name: str) -> None:
    assert ask("ID001", controller(name)) == ()


def test_a_trade_name_alone() -> None:
    diagnostic = only("ID002", "controller:\n  name: {nl: Zonnebloem, en: Sunflower}\n")
    assert diagnostic.message.en == (
        "Only the trade name “Zonnebloem” is given. Also name the registered name or owner and the legal form."
    )
    assert diagnostic.path == ("controller", "legal_name")
    assert related(diagnostic) == [(2, 3, "dit is alleen de handelsnaam", "this is only the trade name")]


def test_a_legal_form_is_missing() -> None:
    diagnostic = only("ID002", controller("name: Zonnebloem, legal_name: J. de Vries"))
    assert diagnostic.message.nl == "De rechtsvorm van “Zonnebloem” staat er niet."
    assert diagnostic.message.en == "The legal form of “Zonnebloem” is not stated."
    assert diagnostic.path == ("controller", "legal_form")


@pytest.mark.parametrize(
    "fields",
    [
        "legal_name: Zonnebloem B.V.",
        "legal_name: Vof Zonnebloem",
        "legal_name: Stichting De Linde",
        "legal_name: Coöperatie De Hoek U.A.",
        "legal_name: J. de Vries, legal_form: eenmanszaak",
        "name: Gemeente Lindedorp, public_authority: true",
        "email: info@zonnebloem.example",  # no name at all is ID001
    ],
)
def test_a_legal_form_that_needs_no_saying(fields: str) -> None:
    assert ask("ID002", controller(fields)) == ()


def test_a_legal_form_is_a_whole_word() -> None:
    assert only("ID002", controller("legal_name: Stichtinghof")).message.nl == (
        "De rechtsvorm van “Stichtinghof” staat er niet."
    )


def test_a_legal_form_without_a_registered_name() -> None:
    assert only("ID002", controller("name: Zonnebloem, legal_form: bv")).path == ("controller", "legal_name")


def test_joint_controllers_are_asked_one_by_one() -> None:
    policy = "controllers:\n  a: {name: A}\n  b: {legal_name: B B.V.}\n  c: {name: C, public_authority: false}\n"
    assert [diagnostic.path for diagnostic in ask("ID002", policy)] == [
        ("controllers", "a", "legal_name"),
        ("controllers", "c", "legal_name"),
    ]


# --- ID003, ID004, ID005 --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "lacking", "message"),
    [
        ("{}", "address", "The address of the controller is missing."),
        ("{city: Ons Dorp}", "street", "The address of the controller is incomplete."),
        ("{street: Postbus 1}", "city", "The address of the controller is incomplete."),
        ("{country: NL}", "street", "The address of the controller is incomplete."),
        ("{postal_code: 1234 AB}", "street", "The address of the controller is incomplete."),
    ],
)
def test_an_address_has_a_street_and_a_town(address: str, lacking: str, message: str) -> None:
    diagnostic = only("ID003", controller(f"name: Z, address: {address}"))
    assert diagnostic.path[-1] == lacking
    assert diagnostic.message.en == message


def test_an_address_needs_no_postal_code() -> None:
    assert ask("ID003", controller("address: {street: Main Street 1, city: Dublin}")) == ()


@pytest.mark.parametrize(
    ("fields", "more", "trips"),
    [
        ("name: Z", "", True),
        ("email: a@z.example", "", False),
        ("email: a@z.example, online_service: true", "", False),
        ("contact_form: https://z.example/c", "", False),
        ("contact_form: https://z.example/c, online_service: false", "", False),
        ("contact_form: https://z.example/c, online_service: true", "", True),
        ("phone: 020 123 45 67", "", True),
        ("online_service: true", "rights: {channel: {email: a@z.example}}\n", False),
        ("name: Z", "rights: {channel: {form: https://z.example/c}}\n", False),
        ("online_service: true", "rights: {channel: {form: https://z.example/c}}\n", True),
        ("name: Z", "rights: {channel: {phone: 020 123 45 67}}\n", True),
        ("name: Z", "rights: {free: true}\n", True),
        ("name: Z", "dpo: {email: fg@z.example}\n", False),
        ("name: Z", "dpo: {contact_form: https://z.example/c}\n", False),
        ("name: Z", "dpo: {phone: 020 123 45 67}\n", True),
        ("online_service: true", "dpo: {email: fg@z.example}\n", True),
    ],
)
def test_an_electronic_address(fields: str, more: str, trips: bool) -> None:
    diagnostics = ask("ID004", controller(fields) + more)
    assert bool(diagnostics) is trips
    if trips:
        assert diagnostics[0].path == ("controller", "email")
        assert diagnostics[0].message.en == (
            "The contact details have no e-mail address. People must be able to reach you electronically too."
        )


BOTH = (
    "Het KvK-nummer en het btw-nummer ontbreken. Een aanbieder van een online dienst moet die vermelden.",
    "The trade register number and VAT number are missing. A provider of an online service must state this.",
)
REGISTER = (
    "Het KvK-nummer ontbreekt. Een aanbieder van een online dienst moet die vermelden.",
    "The trade register number is missing. A provider of an online service must state this.",
)
VAT = (
    "Het btw-nummer ontbreekt. Een aanbieder van een online dienst moet die vermelden.",
    "The VAT number is missing. A provider of an online service must state this.",
)


@pytest.mark.parametrize(
    ("fields", "lacking", "messages"),
    [
        ("online_service: true", "trade_register", BOTH),
        ("online_service: true, vat_liable: true", "trade_register", BOTH),
        ("online_service: true, vat_liable: false", "trade_register", REGISTER),
        ('online_service: true, vat_number: "1"', "trade_register", REGISTER),
        ('online_service: true, vat_number: "1", vat_liable: false', "trade_register", REGISTER),
        ('online_service: true, trade_register: "1"', "vat_number", VAT),
        ("online_service: true, address: {country: BE}", "trade_register", BOTH),
        ("online_service: true, address: {city: Ons Dorp}", "trade_register", BOTH),
    ],
)
def test_the_numbers_of_an_online_service(fields: str, lacking: str, messages: tuple[str, str]) -> None:
    diagnostic = only("ID005", controller(fields))
    assert diagnostic.path == ("controller", lacking)
    assert (diagnostic.message.nl, diagnostic.message.en) == messages


@pytest.mark.parametrize(
    "fields",
    [
        "name: Z",
        "online_service: false",
        'online_service: true, trade_register: "1", vat_liable: false',
        'online_service: true, trade_register: "1", vat_number: "2"',
        "online_service: true, address: {country: US}",
    ],
)
def test_who_needs_no_numbers(fields: str) -> None:
    assert ask("ID005", controller(fields)) == ()


def test_a_second_controller_is_looked_at_after_one_that_needs_nothing() -> None:
    policy = (
        "controllers:\n"
        '  a: {name: A, online_service: true, trade_register: "1", vat_number: "2", address: {country: NL}}\n'
        "  b: {name: B, online_service: true, address: {street: S 1, city: X, country: US}, email: b@z.example}\n"
        "  c: {name: C, online_service: true, address: {country: NL}}\n"
    )
    assert [diagnostic.path[1] for diagnostic in ask("ID005", policy)] == ["c"]
    assert [diagnostic.path[1] for diagnostic in ask("ID004", policy)] == ["a", "c"]
    assert [diagnostic.path[1] for diagnostic in ask("ID003", policy)] == ["a", "c"]
    assert [diagnostic.path[1] for diagnostic in ask("ID008", policy)] == ["b"]


# --- ID006, ID007, ID008 --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "trips"),
    [
        ("designated: true", True),
        ("designated: true, address: {city: Ons Dorp}", True),
        ("designated: true, address: {street: Postbus 1}", False),
        ("designated: true, email: fg@z.example", False),
        ("designated: true, phone: 020 123 45 67", False),
        ("designated: true, contact_form: https://z.example/fg", False),
        ("designated: false", False),
        ("name: A. de Vries", False),
    ],
)
def test_an_officer_can_be_reached(fields: str, trips: bool) -> None:
    diagnostics = ask("ID006", f"dpo: {{{fields}}}\n")
    assert bool(diagnostics) is trips
    if trips:
        assert diagnostics[0].path == ("dpo", "email")
        assert diagnostics[0].message.en == ("You have a data protection officer, but the contact details are missing.")


@pytest.mark.parametrize("officer", ["", "dpo: {name: A. de Vries}\n", "dpo: {reason: klein}\n"])
@pytest.mark.parametrize("authority", ["", ", public_authority: false"])
def test_nobody_decided_on_an_officer(officer: str, authority: str) -> None:
    diagnostic = only("ID007", controller(f"name: Z{authority}") + officer)
    assert diagnostic.severity == "info"
    assert diagnostic.path == ("dpo", "designated")
    assert diagnostic.message.en == (
        "The statement does not say whether there is a data protection officer. Record: yes, or not required and not "
        "designated."
    )


@pytest.mark.parametrize(
    ("fields", "designated"), [("name: Z", "false"), ("name: Z", "true"), ("public_authority: true", "true")]
)
def test_a_decision_on_an_officer_is_enough(fields: str, designated: str) -> None:
    assert ask("ID007", controller(fields) + f"dpo: {{designated: {designated}}}\n") == ()


def test_a_public_authority_has_an_officer() -> None:
    policy = "controllers:\n  a: {name: A}\n  b: {name: B, public_authority: true}\ndpo: {designated: false}\n"
    diagnostic = only("ID007", policy)
    assert diagnostic.severity == "warning"
    assert diagnostic.message.en == "A public authority must have a data protection officer."
    assert diagnostic.help is not None
    assert diagnostic.help.nl == "Wijs een functionaris aan en zet dpo.designated op true."
    assert diagnostic.help.en == "Designate an officer and set dpo.designated to true."
    assert related(diagnostic) == [(3, 16, "hier staat dat u dat bent", "here it says that you are one")]


AWAY = "name: Z, address: {street: Main Street 1, city: London, country: GB}"


@pytest.mark.parametrize(
    ("fields", "trips"),
    [
        (AWAY, True),
        (AWAY + ", public_authority: false", True),
        (AWAY + ", public_authority: true", False),
        (AWAY + ", representative_exception: wij hebben een vestiging in Utrecht", False),
        (AWAY + ", representative: {name: V, phone: 020 123 45 67}", False),
        ("name: Z, address: {country: NL}", False),
        ("name: Z, address: {country: NO}", False),
        ("name: Z, address: {city: London}", False),
        ("name: Z", False),
    ],
)
def test_who_needs_a_representative(fields: str, trips: bool) -> None:
    diagnostics = ask("ID008", controller(fields))
    assert bool(diagnostics) is trips
    if trips:
        (diagnostic,) = diagnostics
        assert diagnostic.path == ("controller", "representative")
        assert diagnostic.message.en == (
            "The controller is established outside the EEA. The representative in the Union is missing."
        )
        assert [(one.span.column, one.label.nl, one.label.en) for one in diagnostic.related] == [
            (70, "buiten de EER", "outside the EEA")
        ]


def test_the_united_kingdom_was_in_the_eea_once() -> None:
    assert ask("ID008", controller(AWAY), date(2020, 12, 31)) == ()


def test_a_representative_can_be_reached() -> None:
    diagnostic = only("ID008", controller(AWAY + ", representative: {name: V, address: {city: Utrecht}}"))
    assert diagnostic.path == ("controller", "representative", "email")
    assert diagnostic.message.nl == "De contactgegevens van de vertegenwoordiger “V” ontbreken."
    assert diagnostic.message.en == "The contact details of the representative “V” are missing."
    assert diagnostic.help is not None
    assert (diagnostic.help.nl, diagnostic.help.en) == (
        "Vul email, phone of address in.",
        "Fill in email, phone or address.",
    )


@pytest.mark.parametrize("officer", ["", "dpo: {name: A. de Vries}\n", "dpo: {designated: false}\n"])
def test_a_public_authority_that_names_no_officer(officer: str) -> None:
    diagnostic = only("ID007", controller("name: Z, public_authority: true") + officer)
    assert diagnostic.severity == "warning"
    assert diagnostic.path == ("dpo", "designated")
    assert diagnostic.message.nl == "Een overheidsinstantie moet een functionaris voor gegevensbescherming hebben."
    assert diagnostic.help is not None
    assert diagnostic.help.nl == "Wijs een functionaris aan en zet dpo.designated op true."


def test_who_is_in_no_register_accepts_it() -> None:
    diagnostic = only("ID005", controller("online_service: true"))
    assert diagnostic.help is not None
    assert diagnostic.help.nl.endswith("Staat u in geen register, accepteer de bevinding dan met suppress.")
    assert diagnostic.help.en.endswith("If you are in no register, accept the finding with suppress.")
