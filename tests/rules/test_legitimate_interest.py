"""Family LI."""

from __future__ import annotations

import pytest

from policyc.rules.legitimate_interest import RULES
from rules.asking import ask, only, related


def purpose(basis: str, more: str = "") -> str:
    return f"purposes:\n  p: {{name: Doel, legal_basis: {{basis: legitimate_interests, {basis}}}{more}}}\n"


def test_what_the_rules_rest_on() -> None:
    assert {rule.code: rule.sources for rule in RULES} == {
        "LI001": ("AVG 13(1)(d)", "AVG 14(2)(b)", "C-394/23"),
        "LI002": ("AVG 6(1)(f)", "WP260 annex", "EDPB 1/2024", "C-621/22"),
        "LI003": ("AVG 6(1)",),
    }
    assert {rule.code: rule.facts for rule in RULES if rule.facts} == {
        "LI001": (("language_rules", "empty_interests_nl"),),
        "LI003": (("language_rules", "no_public_task_nl"),),
    }
    assert [rule.precision for rule in RULES] == ["very-high", "very-high", "high"]


# --- LI001 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("basis", "more"),
    [
        ("whose: controller", ""),
        ("interest: doel", ""),
        ("interest: DOEL.", ""),
        ("interest: Onze belangen", ""),
        ("interest: {nl: doel, en: something else}", ""),
    ],
)
def test_an_interest_that_is_none(basis: str, more: str) -> None:
    diagnostic = only("LI001", purpose(basis, more))
    assert diagnostic.message.nl == "Doel “Doel” steunt op gerechtvaardigd belang, maar het belang zelf staat er niet."
    assert diagnostic.message.en == (
        "The purpose “Doel” rests on a legitimate interest, but the interest itself is not stated."
    )
    assert diagnostic.path[-1] == "interest"


def test_the_name_of_a_part_is_no_interest_either() -> None:
    policy = """\
purposes:
  p:
    name: Doel
    processing:
      a: {name: Deel, legal_basis: {basis: legitimate_interests, interest: deel}}
      b: {name: Rest, legal_basis: {basis: legitimate_interests, interest: deel}}
      c: {legal_basis: {basis: legitimate_interests}}
"""
    assert [diagnostic.message.nl[:20] for diagnostic in ask("LI001", policy)] == [
        "Doel “Doel” (Deel) s",
        "Doel “Doel” (c) steu",
    ]


@pytest.mark.parametrize(
    ("basis", "more"),
    [
        ("interest: aanvallen stoppen", ""),
        ("interest: ons belang bij een veilige site", ""),
        ("whose: controller", ", own_role: processor"),
        ("whose: controller", ", until: 2026-11-22"),
    ],
)
def test_an_interest_that_is_named_or_that_of_another(basis: str, more: str) -> None:
    assert ask("LI001", purpose(basis, more)) == ()


@pytest.mark.parametrize(
    ("cookie", "name"),
    [
        ("names: [_x, _y], name: Meetcookie", "_x"),
        ("name: Meetcookie", "Meetcookie"),
        ("description: Meet.", "c"),
        ("name: Meetcookie, interest: meetcookie", "Meetcookie"),
        ("name: Meetcookie, description: Bezoek tellen, interest: bezoek tellen", "Meetcookie"),
    ],
)
def test_a_cookie_without_interest(cookie: str, name: str) -> None:
    fields, _, interest = cookie.partition(", interest: ")
    basis = f"{{basis: legitimate_interests{', interest: ' + interest if interest else ''}}}"
    diagnostic = only("LI001", f"cookies:\n  c: {{{fields}, legal_basis: {basis}}}\n")
    assert (
        diagnostic.message.nl
        == f"Cookie “{name}” steunt op gerechtvaardigd belang, maar het belang zelf staat er niet."
    )
    assert diagnostic.message.en == (
        f"The cookie “{name}” rests on a legitimate interest, but the interest itself is not stated."
    )
    assert diagnostic.path[:2] == ("cookies", "c")


# --- LI002 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", ["", ", balancing_on_request: false"])
def test_no_balancing(more: str) -> None:
    diagnostic = only("LI002", purpose(f"interest: x{more}"))
    assert diagnostic.message.en == (
        "Say briefly how you balanced the interests, or that the balancing can be requested."
    )
    assert diagnostic.path[-1] == "balancing"
    assert related(diagnostic) == [(2, 3, "in dit doel", "in this purpose")]


def test_no_balancing_for_a_cookie() -> None:
    diagnostic = only("LI002", "cookies:\n  c: {name: C, legal_basis: legitimate_interests}\n")
    assert related(diagnostic) == [(2, 3, "bij deze cookie", "for this cookie")]


@pytest.mark.parametrize("more", ["balancing: Het weegt.", "balancing_on_request: true"])
def test_balancing_that_is_told_or_offered(more: str) -> None:
    assert ask("LI002", purpose(more)) == ()


def test_the_balancing_of_another() -> None:
    assert ask("LI002", purpose("interest: x", ", own_role: processor")) == ()


# --- LI003 ----------------------------------------------------------------------------------------------------------

AUTHORITY = "controller: {name: Gemeente, public_authority: true}\n"


def test_a_public_authority() -> None:
    diagnostic = only("LI003", AUTHORITY + purpose("interest: x"))
    assert diagnostic.message.en == "A public authority cannot rely on a legitimate interest for its tasks."
    assert related(diagnostic) == [(1, 30, "hier staat dat u dat bent", "here it says that you are one")]


@pytest.mark.parametrize(
    ("controller", "more"),
    [
        ("controller: {name: A}\n", ""),
        ("controller: {name: A, public_authority: false}\n", ""),
        (AUTHORITY, ", necessity: Bedrijfsvoering."),
        (AUTHORITY, ", own_role: processor"),
    ],
)
def test_who_may_rely_on_an_interest(controller: str, more: str) -> None:
    assert ask("LI003", controller + purpose("interest: x", more)) == ()


def test_of_joint_controllers_the_one_that_acts_counts() -> None:
    joint = "controllers:\n  a: {name: A}\n  b: {name: B, public_authority: true}\n"
    rows = """\
purposes:
  p:
    name: Doel
    processing:
      one: {controllers: [a], legal_basis: legitimate_interests}
      two: {controllers: [a, b], legal_basis: legitimate_interests}
      all: {legal_basis: legitimate_interests}
      law: {legal_basis: public_task}
"""
    assert [diagnostic.path[3] for diagnostic in ask("LI003", joint + rows)] == ["two", "all"]
    assert related(ask("LI003", joint + rows)[0]) == [
        (3, 16, "hier staat dat u dat bent", "here it says that you are one")
    ]


@pytest.mark.parametrize(
    ("necessity", "trips"),
    [
        ("Dit is geen publieke taak.", False),
        ("Wij doen dit als **werkgever**. Dat is bedrijfsvoering.", False),
        ("Dit hoort niet bij onze wettelijke taken.", False),
        ("Zonder dit kunnen wij onze publieke taak niet doen.", True),
        ("Wij kunnen niet zonder uw adres.", True),
    ],
)
def test_the_reason_says_that_it_is_no_task(necessity: str, trips: bool) -> None:
    diagnostics = ask("LI003", AUTHORITY + purpose("interest: x", f", necessity: '{necessity}'"))
    assert [(one.severity, one.path[-1]) for one in diagnostics] == [("warning", "necessity")] * trips
    for one in diagnostics:
        assert one.message.nl == (
            "Een overheidsinstantie kan voor haar taken geen gerechtvaardigd belang gebruiken. Dat dit geen publieke "
            "taak is, staat hier niet."
        )
        assert one.message.en == (
            "A public authority cannot rely on a legitimate interest for its tasks. It is not stated here that this is "
            "no public task."
        )
        assert one.help is not None
        assert one.help.nl == (
            "Schrijf dat dit geen publieke taak is en waarom, of kies public_task of legal_obligation."
        )
        assert one.help.en == "Write that this is no public task and why, or choose public_task or legal_obligation."
        assert related(one) == [(1, 30, "hier staat dat u dat bent", "here it says that you are one")]


def test_without_a_reason_it_is_an_error() -> None:
    assert only("LI003", AUTHORITY + purpose("interest: x")).severity == "error"
