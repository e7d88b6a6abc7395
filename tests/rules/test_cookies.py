"""Family CK: what its pages do not show."""

from __future__ import annotations

from datetime import date

import pytest

from policyc.model.cookies import CookieCategory
from policyc.rules.cookies import RULES
from rules.asking import ask, only, path, related, worded

BEFORE_TW, TW = date(2012, 6, 4), date(2012, 6, 5)
BEFORE_PLANET49, PLANET49 = date(2019, 9, 30), date(2019, 10, 1)


def cookie(*lines: str) -> str:
    """A policy with one cookie `c`."""
    return "cookies:\n  c:\n" + "".join(f"    {line}\n" for line in lines)


# --- CK001 ---


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("cookie_use: {present: true}\n", ["error cookie_use.present"]),
        ("cookie_use: {present: true}\nconsent: {means: cookie_banner}\n", ["error cookie_use.present"]),
        ("consent: {means: [email, cookie_banner]}\n", ["error consent.means"]),
        ("consent: {means: website}\n", []),
        ("cookie_use: {present: false}\nconsent: {means: cookie_banner}\n", []),
        ("cookie_use: {explanation: Een cookie is een bestand.}\n", []),
        ("controller: {name: X}\n", []),
    ],
)
def test_no_list_of_cookies(source: str, expected: list[str]) -> None:
    text = "You use cookies, but the list of names, providers and purposes is missing."
    assert worded(ask("CK001", source)) == [f"{place}: {text}" for place in expected]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("description: x",), "error cookies.c.names: Cookie “c” lacks: the name and the provider."),
        (("names: [_a, _b]",), "error cookies.c.provider: Cookie “_a, _b” lacks: the provider and the purpose."),
        (("name: A", "provider: self"), "error cookies.c.purpose: Cookie “A” lacks: the purpose."),
        (
            ("name: A", "names: [_a]", "description: x", "provider: self"),
            "warning cookies.c.category: Whether cookie “A” needs consent is undecided: its category is missing.",
        ),
        (("name: A", "description: x", "provider: self", "category: marketing"), None),
        (("category: strictly_necessary",), None),
        (("category: communication",), None),
        (("category: analytics_limited",), None),
        (("category: preference", "asked_by_user: true"), None),
        (("category: third_party_embed", "asked_by_user: true"), None),
    ],
)
def test_gaps_in_the_list(lines: tuple[str, ...], expected: str | None) -> None:
    assert worded(ask("CK001", cookie(*lines))) == ([expected] if expected else [])


def test_gaps_in_dutch() -> None:
    one = only("CK001", cookie("category: marketing"))
    assert one.message.nl == "Bij cookie “c” ontbreekt: de naam, de aanbieder en het doel."
    assert one.help is not None
    assert one.help.nl.startswith("Noem onder cookies elke cookie")


def test_an_undecided_category_has_its_own_help() -> None:
    one = only("CK001", cookie("name: A", "provider: self", "description: x"))
    assert one.help is not None
    assert one.help.nl == "Kies een soort (category). Kijk naar wat de cookie doet, niet naar haar naam."
    assert one.help.en == "Choose a category. Look at what the cookie does, not at its name."


def test_limited_analytics_were_not_yet_exempt() -> None:
    source = cookie("category: analytics_limited")
    assert ask("CK001", source, date(2015, 3, 10))
    assert not ask("CK001", source, date(2015, 3, 11))


# --- CK002, CK003 ---


@pytest.mark.parametrize(
    ("lines", "severity"),
    [
        (("category: marketing",), "error"),
        (("category: marketing", "duration: {session: false}"), "error"),
        (("category: marketing", "duration: {permanent: false}"), "error"),
        (("consent: required",), "error"),
        (("legal_basis: consent",), "error"),
        (("legal_basis: legitimate_interests",), "warning"),
        ((), "warning"),
        (("category: strictly_necessary", "consent: required"), "warning"),
        (("category: preference", "asked_by_user: true"), "warning"),
        (("category: marketing", "asked_by_user: true"), "error"),
        (("category: marketing", "storage: [pixel, cookie]"), "error"),
        (("category: marketing", "storage: [pixel, fingerprint, tracking_link]"), None),
        (("category: marketing", "duration: P1D"), None),
        (("category: marketing", "duration: session"), None),
        (("category: marketing", "duration: {sliding: P1D}"), None),
        (("category: marketing", "duration: {until: u zich afmeldt}"), None),
    ],
)
def test_duration(lines: tuple[str, ...], severity: str | None) -> None:
    text = "cookies.c.duration: How long does cookie “N” stay?"
    expected = [f"{severity} {text}"] if severity else []
    assert worded(ask("CK002", cookie("name: N", *lines))) == expected


@pytest.mark.parametrize("category", ["marketing", "strictly_necessary"])
def test_for_good_is_no_duration(category: str) -> None:
    assert worded(ask("CK002", cookie(f"category: {category}", "duration: permanent"))) == [
        "warning cookies.c.duration: Cookie “c” stays until the visitor removes it. That is no duration."
    ]


@pytest.mark.parametrize("code", ["CK002", "CK003"])
def test_since_planet49(code: str) -> None:
    source = cookie("category: marketing")
    assert not ask(code, source, BEFORE_PLANET49)
    assert ask(code, source, PLANET49)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("category: marketing",), "error cookies.c.third_party_access: Can third parties get at cookie “c”? Say who."),
        (
            ("category: marketing", "provider: r"),
            "warning cookies.c.third_party_access: Can others besides Meter get at cookie “c”? Say who.",
        ),
        (("category: marketing", "provider: r", "third_party_access: []"), None),
        (("category: marketing", "third_party_access: [r]"), None),
        (("category: strictly_necessary",), None),
        (("name: C",), None),
        (("consent: required",), "error cookies.c.third_party_access: Can third parties get at cookie “c”? Say who."),
    ],
)
def test_third_party_access(lines: tuple[str, ...], expected: str | None) -> None:
    source = "recipients:\n  r: {name: Meter}\n" + cookie(*lines)
    assert worded(ask("CK003", source)) == ([expected] if expected else [])


# --- CK004, CK005 ---


@pytest.mark.parametrize(
    ("lines", "place", "why"),
    [
        (("legal_basis: legitimate_interests",), "legal_basis.0", "Legitimate interests will not do."),
        (("legal_basis: contract",), "legal_basis.0", "Another basis will not do."),
        (("consent: exempt",), "consent", "The exception does not apply here."),
        (("exemption: handig",), "exemption", "The exception does not apply here."),
        (("legal_basis: contract", "consent: exempt", "exemption: x"), "legal_basis.0", "Another basis will not do."),
        (("purpose: p",), "consent", "Nothing says that you ask for it."),
    ],
)
def test_another_basis(lines: tuple[str, ...], place: str, why: str) -> None:
    source = "purposes:\n  p: {name: P, legal_basis: contract}\n" + cookie("category: marketing", *lines)
    assert worded(ask("CK004", source)) == [f"error cookies.c.{place}: Cookie “c” (marketing) needs consent. {why}"]
    assert related(only("CK004", source)) == [
        (5, 5, "voor deze soort is toestemming nodig", "this category needs consent"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("category: marketing", "consent: required"),
        ("category: marketing", "legal_basis: consent"),
        ("category: marketing", "legal_basis: [consent, contract]"),  # that is CK005
        ("category: marketing", "purpose: [p, q]"),
        ("category: strictly_necessary", "legal_basis: contract"),
        ("category: analytics_limited", "consent: exempt"),
        ("legal_basis: legitimate_interests",),
        ("category: preference", "asked_by_user: true", "consent: exempt"),
    ],
)
def test_no_other_basis(lines: tuple[str, ...]) -> None:
    purposes = "purposes:\n  p: {name: P, legal_basis: contract}\n  q: {name: Q, legal_basis: [contract, consent]}\n"
    assert not ask("CK004", purposes + cookie(*lines))


def test_an_exception_stands_before_the_consent_of_the_purpose() -> None:
    purposes = "purposes:\n  p: {name: P, legal_basis: consent}\n"
    assert ask("CK004", purposes + cookie("category: marketing", "purpose: p", "consent: exempt"))


def test_consent_for_cookies_since_2012() -> None:
    source = cookie("category: marketing", "consent: exempt")
    assert not ask("CK004", source, BEFORE_TW)
    assert ask("CK004", source, TW)


def test_the_dutch_reason() -> None:
    messages = [
        only("CK004", cookie("category: marketing", line)).message.nl.removeprefix(
            "Voor cookie “c” (marketing / tracking) is toestemming nodig. "
        )
        for line in ("legal_basis: legitimate_interests", "legal_basis: contract", "consent: exempt", "name: c")
    ]
    assert messages == [
        "Gerechtvaardigd belang kan niet.",
        "Een andere grondslag kan niet.",
        "De uitzondering geldt hier niet.",
        "Er staat niet dat u die vraagt.",
    ]


@pytest.mark.parametrize(
    ("lines", "place", "column"),
    [
        (("legal_basis: [consent, contract]",), "legal_basis.1", 19),
        (("legal_basis: [contract, consent]",), "legal_basis.0", 29),
        (("consent: required", "legal_basis: contract"), "legal_basis.0", 5),
        (("legal_basis: consent", "consent: exempt"), "consent", 5),
        (("legal_basis: consent", "category: marketing", "exemption: x"), "exemption", 5),
        (("consent: required", "category: communication"), "category", 5),
        (("legal_basis: consent", "category: strictly_necessary", "asked_by_user: true"), "category", 5),
        (("legal_basis: consent", "category: analytics_limited", "consent: exempt"), "consent", 5),
    ],
)
def test_two_regimes(lines: tuple[str, ...], place: str, column: int) -> None:
    one = only("CK005", cookie(*lines))
    assert path(one) == f"cookies.c.{place}"
    assert one.severity == "error"
    assert one.message.en == "Your text puts cookie “c” under consent and under an exception. Choose."
    assert related(one) == [(3, column, "hier vraagt u toestemming", "here you ask consent")]


@pytest.mark.parametrize(
    "lines",
    [
        ("legal_basis: consent",),
        ("consent: required", "category: marketing"),
        ("legal_basis: contract", "consent: exempt"),
        ("legal_basis: consent", "category: analytics_limited"),
        ("consent: required", "category: preference", "asked_by_user: true"),
        ("category: strictly_necessary",),
    ],
)
def test_one_regime(lines: tuple[str, ...]) -> None:
    assert not ask("CK005", cookie(*lines))


# --- CK006 ---

MARKETING = "cookies:\n  c: {name: C, category: marketing}\n"


@pytest.mark.parametrize(
    ("means", "subject"),
    [
        ("browser_settings", "Browser settings are"),
        ("continued_use", "Browsing on is"),
        ("preticked_box", "A pre-ticked box is"),
    ],
)
def test_ways_that_are_no_consent(means: str, subject: str) -> None:
    text = f"{subject} no valid way to give, refuse or withdraw consent."
    assert worded(ask("CK006", f"{MARKETING}consent: {{means: [website, {means}]}}\n")) == [
        f"error consent.means.1: {text}"
    ]
    assert worded(ask("CK006", f"{MARKETING}consent: {{means: website, withdrawn_by: {means}}}\n")) == [
        f"warning consent.withdrawn_by.0: {text}"
    ]


def test_the_cookie_that_waits_is_shown() -> None:
    one = only("CK006", f"{MARKETING}consent: {{means: continued_use}}\n")
    assert related(one) == [(2, 3, "voor deze cookie is toestemming nodig", "this cookie needs consent")]


@pytest.mark.parametrize(
    "consent",
    [
        "{means: website, withdrawn_by: [browser_settings, email]}",
        "{means: website, withdrawn_by: browser_settings, withdraw_at: 'https://x.example/c'}",
        "{means: website}",
        "{means: website, withdrawal: U opent de melding onderaan elke pagina.}",
        "{means: website, withdraw_at: 'https://x.example/c', withdrawal: Of in de instellingen van uw browser.}",
        "{means: website, withdrawn_by: email, withdrawal: Of in de instellingen van uw browser.}",
        "{means: website, explanation: Of in de instellingen van uw browser.}",
    ],
)
def test_a_way_back_beside_the_browser(consent: str) -> None:
    assert not ask("CK006", f"{MARKETING}consent: {consent}\n")


@pytest.mark.parametrize("field", ["consent: {means: website, withdrawal", "cookie_use: {removal"])
def test_a_text_that_knows_only_the_browser(field: str) -> None:
    base = "" if field.startswith("consent") else "consent: {means: website}\n"
    source = f"{MARKETING}{base}{field}: Dat doet u in de instellingen van uw browser.}}\n"
    one = only("CK006", source)
    assert (one.severity, one.subject) == ("warning", "instellingen van uw browser")
    assert one.reader == "Dat doet u in de instellingen van uw browser."


def test_the_basis_of_a_cookie() -> None:
    basis = "legal_basis: {basis: consent, given_by: [continued_use, website], withdrawn_by: [preticked_box]}"
    source = cookie("name: C", "category: marketing", basis)
    assert [(one.severity.value, one.path[-2:]) for one in ask("CK006", source)] == [
        ("error", ("given_by", 0)),
        ("warning", ("withdrawn_by", 0)),
    ]
    assert len(ask("CK006", source.replace("[preticked_box]", "[email]"))) == 1
    there = source.replace("[preticked_box]", "[preticked_box], withdraw_at: 'https://x.example/c'")
    assert len(ask("CK006", there)) == 1


def test_the_basis_of_a_cookie_knows_a_way_back() -> None:
    text = "consent: {means: website, withdrawal: Dat doet u in de instellingen van uw browser.}\n"
    for basis in ("withdrawn_by: email", "withdraw_at: 'https://x.example/c'"):
        assert not ask("CK006", cookie("category: marketing", f"legal_basis: {{basis: consent, {basis}}}") + text)


def test_no_way_to_consent_is_stated() -> None:
    expected = ["warning consent.means: Nothing says how you ask consent for cookies."]
    assert worded(ask("CK006", MARKETING)) == expected
    assert worded(ask("CK006", f"{MARKETING}consent: {{refusal: Dan niet.}}\n")) == expected
    one = cookie("category: marketing", "legal_basis: {basis: consent, given_by: website}")
    assert not ask("CK006", one)
    assert related(only("CK006", f"{one}  d: {{name: D, category: marketing}}\n"))[0][0] == 5


def test_only_cookies_that_wait_for_consent() -> None:
    means = "consent: {means: browser_settings}\n"
    assert not ask("CK006", cookie("category: strictly_necessary") + means)
    assert not ask("CK006", cookie("name: C") + means)
    assert ask("CK006", cookie("consent: required") + means)
    assert not ask("CK006", cookie("consent: required") + means, BEFORE_PLANET49)
    assert ask("CK006", cookie("consent: required") + means, PLANET49)


# --- CK007, CK008 ---

ALL = {
    "own_use_only": "own use only",
    "no_profiles": "no profiles",
    "processor_agreement": "a processing agreement",
    "no_reuse_by_provider": "no use by the provider for itself",
    "ip_shortened": "a shortened IP address",
    "retention": "a retention period",
}


@pytest.mark.parametrize("open_one", ALL)
def test_each_condition(open_one: str) -> None:
    met = ", ".join(f"{name}: {'P1M' if name == 'retention' else 'true'}" for name in ALL if name != open_one)
    one = only("CK007", cookie("category: analytics_limited", f"conditions: {{{met}}}"))
    assert one.message.en == (
        f"The exception for analytics applies only when all conditions are met. Still open: {ALL[open_one]}."
    )
    assert one.path == ("cookies", "c", "conditions")


def test_who_measures_himself_has_no_provider() -> None:
    one = only("CK007", cookie("category: analytics_limited", "provider: self"))
    assert one.message.nl.endswith(
        "Nog open: alleen eigen gebruik, geen profielen, een ingekort IP-adres en een bewaartermijn."
    )


@pytest.mark.parametrize(
    ("lines", "trips"),
    [
        (("category: analytics_limited",), True),
        (("category: analytics_limited", "legal_basis: consent"), False),
        (("category: analytics_limited", "legal_basis: [consent, legitimate_interests]"), True),
        (("category: analytics_limited", "consent: exempt"), True),
        (("conditions: {no_profiles: true}",), True),
        (("conditions: {no_profiles: true}", "consent: required"), False),
        (("category: analytics_other", "conditions: {no_profiles: true}"), False),
        (("name: C",), False),
    ],
)
def test_who_claims_the_exception(lines: tuple[str, ...], trips: bool) -> None:
    assert bool(ask("CK007", cookie(*lines))) is trips


def test_the_exception_for_analytics_in_time_and_strict() -> None:
    source = cookie("category: analytics_limited")
    assert not ask("CK007", source, date(2015, 3, 10))
    assert [one.severity.value for one in ask("CK007", source, date(2015, 3, 11))] == ["warning"]
    assert [one.severity.value for one in ask("CK007", source, strict=True)] == ["error"]


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        (("description: Hiermee tonen wij gepersonaliseerde tips.",), "gepersonaliseerde"),
        (("name: Retargeting",), "Retargeting"),
        (("description: Zo zien wij terugkerende bezoekers.",), "terugkerende bezoekers"),
        (("description: Zo zien wij terugkerende bezoekers.", "duration: P1D"), "terugkerende bezoekers"),
        (("description: Zo zien wij terugkerende bezoekers.", "duration: session"), None),
        (("description: Hiermee tonen wij gepersonaliseerde tips.", "duration: session"), "gepersonaliseerde"),
        (("description: Wij tonen geen gepersonaliseerde tips.",), None),
        (("description: Wij tonen gepersonaliseerde tips.", "asked_by_user: true"), None),
        (("removal: Dan ziet u geen tips. Anders gepersonaliseerde.",), None),
        (("description: Deze cookie houdt u ingelogd.",), None),
    ],
)
@pytest.mark.parametrize("category", ["strictly_necessary", "communication"])
def test_more_than_necessary(lines: tuple[str, ...], subject: str | None, category: CookieCategory) -> None:
    hits = ask("CK008", cookie(f"category: {category}", *lines))
    assert [one.subject for one in hits] == ([] if subject is None else [subject])
    for one in hits:
        assert one.message.en.endswith(" does more than is necessary. Class it as preference or marketing.")
        assert related(one) == [(3, 5, "zo is zij ingedeeld", "this is how it is classed")]
        assert one.reader is not None


@pytest.mark.parametrize("category", ["preference", "marketing", "analytics_limited"])
def test_what_is_not_called_necessary_may_do_more(category: CookieCategory) -> None:
    assert not ask("CK008", cookie(f"category: {category}", "name: Retargeting"))


@pytest.mark.parametrize(
    ("purpose", "trips"),
    [
        ("{name: P, profiling: {present: true}}", True),
        ("{name: P, profiling: {present: false}}", False),
        ("{name: P, profiling: {effect: x}}", False),
        ("{name: P}", False),
        ("{name: P, processing: {a: {profiling: {present: true}}, b: {data: []}}}", False),
    ],
)
def test_a_necessary_cookie_for_profiling(purpose: str, trips: bool) -> None:
    source = f"purposes:\n  o: {{name: O}}\n  p: {purpose}\n" + cookie("category: communication", "purpose: [o, p]")
    expected = [
        "warning cookies.c.purpose.1: Cookie “c” does more than is necessary. Class it as preference or marketing."
    ]
    assert worded(ask("CK008", source)) == (expected if trips else [])


def test_necessary_since_2012() -> None:
    source = cookie("category: strictly_necessary", "name: Retargeting")
    assert not ask("CK008", source, BEFORE_TW)


# --- CK009, CK010 ---

ASSERTED = (
    "The text claims that consent was asked, but whoever reads it need not know. Describe the choice and where to "
    "change it."
)


@pytest.mark.parametrize(
    ("source", "place", "subject"),
    [
        ("consent: {asserted: U gaf al toestemming.}\n", "consent.asserted", ""),
        ("consent: {asserted: Wij hebben al toestemming gevraagd.}\n", "consent.asserted", ""),
        ("openings: {cookies: Als u verder surft is dat goed.}\n", "openings.cookies", "Als u verder surft"),
        (
            "sections:\n  s: {title: T, text: Wij hebben al toestemming gevraagd.}\n",
            "sections.s.text",
            "al toestemming gevraagd",
        ),
        ("consent: {refusal: Wij hebben al toestemming gevraagd.}\n", "consent.refusal", "al toestemming gevraagd"),
        ("openings: {rights: Wij hebben al toestemming gevraagd.}\n", None, ""),
        ("introduction: Wij hebben al toestemming gevraagd.\n", None, ""),
        ("consent: {asserted: Wij vroegen al., explanation: U ziet een melding.}\n", None, ""),
        ("consent: {asserted: Wij vroegen al., choices: [ja, nee]}\n", None, ""),
    ],
)
def test_asserted_consent(source: str, place: str | None, subject: str) -> None:
    hits = ask("CK009", source)
    assert [path(one) for one in hits] == ([place] if place else [])
    for one in hits:
        assert (one.message.en, one.subject) == (ASSERTED, subject)
        assert (one.reader is None) is (subject == "")


CONDITIONAL = "Describe which technique you really use, and not what you might use."


@pytest.mark.parametrize(
    ("source", "subject"),
    [
        (cookie("conditional: Misschien."), ""),
        (cookie("conditional: Dan kunnen wij gebruikmaken van statistiek."), "kunnen wij gebruikmaken van"),
        (cookie("description: telt indien geactiveerd"), "indien geactiveerd"),
        ("cookie_use: {purposes: Wij gebruiken mogelijk cookies.}\n", "Wij gebruiken mogelijk"),
        ("openings: {cookies: Wij gebruiken mogelijk cookies.}\n", "Wij gebruiken mogelijk"),
        ("introduction: Wij gebruiken mogelijk cookies.\n", None),
        ("cookie_use: {purposes: Als u ja zegt gebruiken wij cookies.}\n", None),
    ],
)
def test_perhaps_used(source: str, subject: str | None) -> None:
    hits = ask("CK010", source)
    assert [(one.message.en, one.subject) for one in hits] == ([] if subject is None else [(CONDITIONAL, subject)])
    assert all(one.reader and (one.subject in one.reader) for one in hits)


def test_a_tool_that_was_stopped() -> None:
    source = "introduction: Wij meten met Universal Analytics.\n"
    assert not ask("CK010", source, date(2023, 6, 30))
    one = only("CK010", source, date(2023, 7, 1))
    assert one.subject == "Universal Analytics"
    assert one.message.en == (
        "“Universal Analytics” belongs to a service that was stopped. Describe what you really use."
    )


@pytest.mark.parametrize(
    ("text", "storage", "trips"),
    [
        ("Een cookie is een klein tekstbestand.", "pixel", True),
        ("Een cookie is een klein bestandje.", "[cookie, local_storage]", True),
        ("Een cookie is een klein tekstbestand.", "cookie", False),
        ("Een cookie is een bestand.", "pixel", False),
        ("Een cookie is een klein tekstbestand. Een pixel is een plaatje.", "pixel", False),
    ],
)
@pytest.mark.parametrize("field", ["cookie_use: {explanation", "openings: {cookies"])
def test_a_small_text_file(text: str, storage: str, trips: bool, field: str) -> None:
    source = cookie("name: C", f"storage: {storage}") + f"{field}: {text}}}\n"
    hits = ask("CK010", source)
    assert bool(hits) is trips
    for one in hits:
        assert one.message.en == f"“{one.subject}” describes cookies only, but you use other techniques too. Name them."
        assert related(one) == [(4, 5, "een andere techniek", "another technique")]
        assert one.reader == text


def test_a_small_text_file_where_no_technique_is_stated() -> None:
    assert not ask("CK010", cookie("name: C") + "cookie_use: {explanation: Een klein tekstbestand.}\n")


SOURCES = {
    "CK001": ("Tw 11.7a(1)(a)", "AVG 13"),
    "CK002": ("Tw 11.7a(1)(a)", "AVG 5(1)(e)", "C-673/17"),
    "CK003": ("Tw 11.7a(1)(a)", "C-673/17"),
    "CK004": ("Tw 11.7a(1)", "Tw 11.7a(3)", "EDPB 5/2019"),
    "CK005": ("Tw 11.7a", "AVG 5(1)(a)"),
    "CK006": ("Tw 11.7a(1)(b)", "Tw 11.1(g)", "AVG 7(3)", "C-673/17"),
    "CK007": ("Tw 11.7a(3)(b)", "Kamerstukken II 33902, 3"),
    "CK008": ("Tw 11.7a(3)(b)", "Tw 11.7a(4)", "WP194"),
    "CK009": ("AVG 7(1)", "AVG 13", "C-61/19", "EDPB 05/2020"),
    "CK010": ("WP260", "EDPB 2/2023"),
}


def test_the_sources() -> None:
    assert {rule.code: rule.sources for rule in RULES} == SOURCES


@pytest.mark.parametrize(
    ("code", "quiet", "loud"),
    [
        ("CK001", "category: strictly_necessary", "category: marketing"),
        ("CK002", "storage: pixel", "category: marketing"),
        ("CK002", "duration: P1D", "category: marketing"),
        ("CK002", "duration: permanent", "category: marketing"),
        ("CK003", "category: strictly_necessary", "category: marketing"),
        ("CK004", "consent: required", "category: marketing, consent: exempt"),
        ("CK005", "consent: exempt", "consent: required, exemption: x"),
        ("CK005", "consent: required", "consent: required, exemption: x"),
        ("CK007", "category: marketing", "category: analytics_limited"),
        ("CK008", "category: marketing", "category: communication, name: Retargeting"),
    ],
)
def test_every_cookie_is_looked_at(code: str, quiet: str, loud: str) -> None:
    hits = ask(code, f"cookies:\n  a: {{{quiet}}}\n  b: {{{loud}}}\n  c: {{{loud}}}\n")
    assert [one.path[1] for one in hits if one.path[1] != "a"] == ["b", "c"]


def test_a_third_party_provider_does_not_hide_the_next_cookie() -> None:
    source = "recipients:\n  r: {name: R}\ncookies:\n"
    source += "".join(
        f"  {id_}: {{category: marketing, provider: {who}}}\n" for id_, who in (("a", "r"), ("b", "self"))
    )
    assert [one.severity.value for one in ask("CK003", source)] == ["warning", "error"]


def test_a_purpose_that_asks_does_not_hide_the_next_cookie() -> None:
    source = "purposes:\n  p: {name: P, legal_basis: consent}\ncookies:\n"
    source += "  a: {category: marketing, purpose: p}\n  b: {category: marketing}\n"
    assert [one.path[1] for one in ask("CK004", source)] == ["b"]


# --- CK010: what is said not to be used ---


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wij gebruiken geen Universal Analytics.", False),
        ("Universal Analytics gebruiken wij niet meer.", False),
        ("Universal Analytics is vervangen door Google Analytics 4.", False),
        ("Wij zijn overgestapt van Universal Analytics naar Matomo.", False),
        ("Wij gebruiken Universal Analytics zonder cookies.", True),
        ("Universal Analytics slaat uw IP-adres niet op.", True),
        ("Wij gebruiken Universal Analytics niet om u te volgen.", True),
        ("Wij gebruiken geen Universal Analytics. Wel analytics.js, en analytics.js is klein.", True),
    ],
)
def test_a_tool_that_is_not_in_use(text: str, said: bool) -> None:
    found = ask("CK010", f"introduction: {text}\n")
    assert [path(one) for one in found] == (["introduction"] if said else [])
