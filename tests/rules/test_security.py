"""Family SE: what its page does not show."""

from __future__ import annotations

import pytest

from policyc.rules.security import RULES
from rules.asking import ask, worded

CONTACT = "  contact: {email: lek@korenbloem.example}\n"
MEASURES = "  measures: [een versleutelde verbinding]\n"

NO_CONTACT = "info security.contact: Give an address where somebody can report a leak or a weak spot."
NO_MEASURES = "info security.measures: Name a few concrete measures."


@pytest.mark.parametrize(
    ("security", "expected"),
    [
        (MEASURES + CONTACT, []),
        (MEASURES + "  contact: {phone: 058 123 45 67}\n", []),
        (MEASURES + "  contact: {url: 'https://korenbloem.example/lek'}\n", []),
        (MEASURES + "  contact: {explanation: Bel ons.}\n", [NO_CONTACT]),
        (MEASURES, [NO_CONTACT]),
        (CONTACT, [NO_MEASURES]),
        ("  explanation: Wij versleutelen alles.\n" + CONTACT, [NO_MEASURES]),
        (
            "  explanation: Wij nemen passende maatregelen.\n" + CONTACT,
            [f"{NO_MEASURES} “passende maatregelen” tells a reader nothing."],
        ),
        (
            "  measures: [wij nemen passende maatregelen]\n" + CONTACT,
            [f"{NO_MEASURES} “passende maatregelen” tells a reader nothing."],
        ),
        (
            "  measures: [adequate beveiliging van onze website]\n" + CONTACT,
            [f"{NO_MEASURES} “adequate beveiliging” tells a reader nothing."],
        ),
        (
            "  measures: [goed beveiligd, passende maatregelen]\n" + CONTACT,
            [f"{NO_MEASURES} “goed beveiligd” tells a reader nothing."],
        ),
        ("  measures: [passende maatregelen zoals sloten op kasten]\n" + CONTACT, []),
        ("  measures: [goed beveiligd, sloten op kasten]\n" + CONTACT, []),
    ],
)
def test_measures_and_contact(security: str, expected: list[str]) -> None:
    assert worded(ask("SE001", f"security:\n{security}")) == expected


def test_no_security_at_all() -> None:
    assert worded(ask("SE001", "controller: {name: X}\n")) == [
        "info security: Name a few concrete measures and an address for reporting a leak, without promising complete "
        "safety."
    ]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Uw gegevens zijn waterdicht beschermd.", "waterdicht"),
        ("Onze server is niet te hacken.", "niet te hacken"),
        ("Onze server is volledig veilig en niet te kraken.", None),
        ("Niets is volledig veilig, want geen slot is dat.", None),
        ("Wij garanderen niet dat uw gegevens veilig zijn.", None),
        ("Wij doen ons best.", None),
    ],
)
def test_promises_anywhere_in_the_text(sentence: str, words: str | None) -> None:
    source = f"introduction: {sentence}\nsecurity:\n{MEASURES}{CONTACT}"
    found = ask("SE001", source)
    assert [(one.subject, one.reader) for one in found] == ([(words, sentence)] if words else [])
    for one in found:
        assert one.path == ("introduction",)
        assert one.message.en == f"“{words}” promises more than you can keep. No security is complete."


def test_the_sources() -> None:
    assert [rule.sources for rule in RULES] == [("AVG 5(1)(a)", "AVG 5(1)(f)", "AVG 32")]
