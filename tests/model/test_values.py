"""Single values: what is taken as it was written, what is refused."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from model.parse import findings, helps, policy
from policyc.model.link import is_safe_link
from policyc.model.values import Duration

# --- periods ---

UNITS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
durations = st.builds(Duration, **dict.fromkeys(UNITS, st.integers(0, 9999))).filter(lambda d: d != Duration())


@given(durations)
def test_a_period_is_what_its_own_spelling_says(period: Duration) -> None:
    assert Duration.parse(str(period)) == period


@given(durations)
def test_the_length_of_a_period_is_that_of_its_parts(period: Duration) -> None:
    parts = [Duration(**{unit: getattr(period, unit)}) for unit in UNITS]
    assert period.length == tuple(map(sum, zip(*(part.length for part in parts), strict=True)))


@pytest.mark.parametrize("text", ["P1Y6M", "P18M", "P4W", "P30D", "PT24H", "P1Y2M3W4DT5H6M7S", "PT90S"])
def test_a_period_keeps_the_units_of_its_author(text: str) -> None:
    assert str(Duration.parse(text)) == text


@pytest.mark.parametrize(
    ("one", "other"), [("P12M", "P1Y"), ("P1Y6M", "P18M"), ("P4W", "P28D"), ("PT24H", "P1D"), ("P1Y0M", "P1Y")]
)
def test_periods_of_one_length(one: str, other: str) -> None:
    assert Duration.parse(one).length == Duration.parse(other).length


@pytest.mark.parametrize(("one", "other"), [("P1M", "P30D"), ("P1Y", "P365D"), ("P1M", "PT1M")])
def test_months_and_days_never_mix(one: str, other: str) -> None:
    assert Duration.parse(one).length != Duration.parse(other).length


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1",
        "1Y",
        "P1YT",
        "p1y",
        "P-1Y",
        "P1.5Y",
        "P1M1Y",
        "P1H",
        "P٣Y",
        "P1Y ",
        "P1Y\n",
        "P0D",
        "P10000Y",
    ],
)
def test_no_period(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        Duration.parse(text)


@given(st.text(alphabet="PT0123456789YMWDHS.-", max_size=12))
@example("P" + "9" * 5000 + "Y")
def test_no_text_makes_a_period_fail_otherwise(text: str) -> None:
    with contextlib.suppress(PydanticCustomError):
        assert Duration.parse(text).length > (0, 0)


# --- dates ---


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_of_the_calendar(day: date) -> None:
    assert policy(f"effective: {day.isoformat()}").effective == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-13-01", "MO021"),
        ("2026-02-29", "MO021"),
        ("2026-04-31", "MO021"),
        ("2026-00-10", "MO021"),
        ("0000-01-01", "MO021"),
        ("2026-1-1", "MO020"),
        ("20261215", "MO020"),
        ("2026-W50-2", "MO020"),
        ("２０２６-12-15", "MO020"),
        ("morgen", "MO020"),
        ("true", "MO010"),
        ("[2026-12-15]", "MO010"),
    ],
)
def test_no_date(text: str, code: str) -> None:
    (finding,) = findings(f"effective: {text}")
    assert finding.startswith(f"{code} 1:12 ")


@pytest.mark.parametrize("text", ["15-12-2026", "15/12/2026", "15.12.2026", "15 12 2026"])
def test_a_date_in_the_dutch_order_is_understood(text: str) -> None:
    assert helps(f"effective: {text}") == ["Bedoelt u 2026-12-15?"]


# --- countries ---


def test_norway_needs_no_quotes() -> None:
    country = policy("controller: {address: {country: NO}}").controller
    assert country is not None
    assert country.address is not None
    assert country.address.country == "NO"


@pytest.mark.parametrize(
    ("text", "meant"),
    [("UK", "GB"), ("uk", "GB"), ("nl", "NL"), ("België", "BE"), ("Netherlands", "NL"), ("verenigde staten", "US")],
)
def test_a_country_in_other_words_is_understood(text: str, meant: str) -> None:
    assert findings(f"controller: {{address: {{country: {text}}}}}") == [f"MO018 1:33 “{text}” is geen landcode."]
    assert helps(f"controller: {{address: {{country: {text}}}}}") == [f"Bedoelt u “{meant}”?"]


@pytest.mark.parametrize("text", ["EU", "XX", "AAA", "Atlantis"])
def test_no_country(text: str) -> None:
    assert helps(f"controller: {{address: {{country: {text}}}}}")[0].startswith("Schrijf de landcode")


# --- numbers, versions, yes and no ---


def test_numbers_stay_text_where_text_is_wanted() -> None:
    made = policy(
        "version: 2.0\ncontroller:\n  name: 1984\n  address: {postal_code: 0123}\n  phone: +31 6 36 456 789\n"
    )
    assert made.version == "2.0"
    assert made.controller is not None
    assert str(made.controller.name) == "1984"
    assert made.controller.address is not None
    assert str(made.controller.address.postal_code) == "0123"
    assert made.controller.phone == "+31 6 36 456 789"


@pytest.mark.parametrize("text", ["1", "2.0", "2.0.0", "10.20.30"])
def test_version(text: str) -> None:
    assert policy(f"version: {text}").version == text


@pytest.mark.parametrize("text", ["v1", "1.2.3.4", "1.", ".1", "1,0", "2026-01-01", "1" * 5000])
def test_no_version(text: str) -> None:
    assert findings(f"version: {text}")[0].startswith("MO024 1:10 ")


@pytest.mark.parametrize("text", ['"16"', "zestien", "16.5", "-1", "1e2", "12345", "true", "[16]", "0x10"])
def test_no_whole_number(text: str) -> None:
    assert findings(f"children: {{minimum_age: {text}}}") == ["MO019 1:25 Hier hoort een geheel getal te staan."]


@pytest.mark.parametrize(
    ("text", "meant"),
    [("ja", "true"), ("Nee", "false"), ("yes", "true"), ("no", "false"), ("on", "true"), ("0", "false")],
)
def test_yes_and_no_in_other_words_are_understood(text: str, meant: str) -> None:
    assert findings(f"dpo: {{designated: {text}}}")[0].startswith("MO007 1:19 ")
    assert helps(f"dpo: {{designated: {text}}}") == [f"Bedoelt u {meant}, zonder aanhalingstekens?"]


# --- links ---

GOOD = [
    "https://voorbeeld.nl",
    "https://voorbeeld.nl/",
    "https://voorbeeld.nl:8443/pad/naar(iets)?a=b&c=d#e",
    "https://xn--bcher-kva.example/",
    "https://bücher.example/größe",
    "https://例え.テスト/引数",
    "https://127.0.0.1/",
    "https://voorbeeld.nl/a%20b",
    "https://voorbeeld.nl?vraag",
    "https://voorbeeld.nl/~jan/it's_*.html",
    "mailto:privacy@voorbeeld.nl",
    "mailto:jan.de-vries+privacy@sub.voorbeeld.museum",
    "tel:+31201234567",
    "tel:112",
]
BAD = [
    "",
    "http://voorbeeld.nl",
    "HTTPS://voorbeeld.nl",
    "//voorbeeld.nl",
    "/privacy",
    "voorbeeld.nl",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "file:///etc/passwd",
    "ftp://voorbeeld.nl",
    "https:",
    "https://",
    "https:///pad",
    "https://.nl",
    "https://voorbeeld..nl",
    "https://-voorbeeld.nl",
    "https://voorbeeld-.nl",
    "https://jan@voorbeeld.nl",
    "https://jan:geheim@voorbeeld.nl",
    "https://bank.nl\\@boef.nl",
    "https://bank.nl\\.boef.nl",
    "https://bank.nl∕boef.nl",  # U+2215, shows as a slash
    "https://bank.nl․boef.nl",  # U+2024, shows as a dot
    "https://bank.nl。boef.nl",  # U+3002, browsers take it for a dot
    "https://bank.nl\u200b.boef.nl",
    "https://bank.nl/\u202e/lmth",
    "https://bank.nl/\u00adpad",
    "https://bank.nl/a b",
    "https://bank.nl/\x00",
    "https://bank.nl/\n",
    'https://bank.nl/"onmouseover="x',
    "https://bank.nl/<script>",
    "https://bank.nl/`x`",
    "https://bank.nl/|",
    "https://bank.nl/[x](y)",
    "https://bank.nl:0/",
    "https://bank.nl:65536/",
    "https://bank.nl:x/",
    "https://[::1]/",
    "mailto:",
    "mailto:jan",
    "mailto:jan@voorbeeld",
    "mailto:jan@voorbeeld.nl?bcc=boef@boef.nl",
    "mailto:jan?bcc=boef@boef.nl",
    "mailto:jan@voorbeeld.nl,boef@boef.nl",
    "mailto:jan%0d@voorbeeld.nl",
    "mailto:@voorbeeld.nl",
    "mailto:.jan@voorbeeld.nl",
    "tel:",
    "tel:12",
    "tel:+31 20 BEL",
    "tel:+31;ext=1",
    "tel:1234567890123456",
]


@pytest.mark.parametrize("target", GOOD)
def test_link(target: str) -> None:
    assert is_safe_link(target)


@pytest.mark.parametrize("target", BAD)
def test_no_link(target: str) -> None:
    assert not is_safe_link(target)


@given(st.text(max_size=30))
def test_a_link_never_leaves_its_attribute_or_its_line(rest: str) -> None:
    for scheme in ("https://a.nl/", "https://", "mailto:", "tel:", ""):
        target = scheme + rest
        if is_safe_link(target):
            assert target.startswith(("https://", "mailto:", "tel:"))
            assert target.isprintable()
            assert not set(' "<>`\\') & set(target) - ({" "} if target.startswith("tel:") else set())


def test_the_fields_for_links() -> None:
    assert findings("scope: {websites: [mailto:jan@voorbeeld.nl]}")[0].startswith("MO014 ")
    assert findings("controller: {contact_form: mailto:jan@voorbeeld.nl}") == []
    assert findings("controller: {email: jan@voorbeeld.nl, phone: 020 123 45 67}") == []


@pytest.mark.parametrize("text", ["+31 20 123 45 67", "020-1234567", "(020) 123 45 67", "112", "+31.20.1234567"])
def test_telephone_number(text: str) -> None:
    assert findings(f"controller: {{phone: {text}}}") == []


# --- texts ---


def test_a_text_is_one_line() -> None:
    made = policy("controller:\n  name: >\n    De\n    Korenaar  \n\n    B.V.\n")
    assert made.controller is not None
    assert str(made.controller.name) == "De Korenaar B.V."


def test_a_text_in_languages() -> None:
    made = policy("audiences: {a: {name: {nl: Klanten, en: Customers}}, b: {name: Kopers}}")
    name, plain = made.audiences["a"].name, made.audiences["b"].name
    assert (name.in_language("nl"), name.in_language("en"), name.in_language("de")) == ("Klanten", "Customers", None)
    assert plain.in_language("nl") == "Kopers"


def test_the_order_of_languages_does_not_count() -> None:
    one = policy("audiences: {a: {name: {nl: Klanten, en: Customers}}}")
    assert one == policy("audiences: {a: {name: {en: Customers, nl: Klanten}}}")


def test_a_text_of_more_languages_needs_that_of_the_statement() -> None:
    assert findings("audiences: {a: {name: {en: Customers}}}") == [
        "MO044 1:23 Deze tekst ontbreekt in de taal van de verklaring (nl)."
    ]


@pytest.mark.parametrize(
    ("yaml", "finding"),
    [
        ("{}", "MO011 1:20 Deze tekst is leeg."),
        ('""', "MO011 1:20 Deze tekst is leeg."),
        ('{nl: " "}', "MO011 1:25 Deze tekst is leeg."),
        ("{NL: x}", "MO012 1:21 “NL” is geen taalcode."),
        ("{nl: [x]}", "MO010 1:25 Hier hoort tekst te staan, geen lijst."),
        ("{nl: {nl: x}}", "MO010 1:25 Hier hoort tekst te staan, geen velden."),
        ("{nl: }", "MO010 1:24 Hier hoort tekst te staan, maar er staat niets."),
        ("false", "MO010 1:20 Hier hoort tekst te staan, geen false."),
    ],
)
def test_no_text(yaml: str, finding: str) -> None:
    assert findings(f"controller: {{name: {yaml}}}") == [finding]


# --- ids ---


@pytest.mark.parametrize("name", ["a", "account", "a-b_c9", "a" * 64, "on", "no", "row"])
def test_id(name: str) -> None:
    assert list(policy(f"audiences: {{{name}: {{name: x}}}}").audiences) == [name]


@pytest.mark.parametrize("name", ["A", "1a", "_a", "a.b", "a/b", "é", "a" * 65, "a b", "*"])
def test_no_id(name: str) -> None:
    (finding,) = findings(f'audiences: {{"{name}": {{name: x}}}}')
    assert finding.startswith("MO013 1:13 ")
