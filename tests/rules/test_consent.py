"""Family CO."""

from __future__ import annotations

from datetime import date

import pytest

from policyc.rules.consent import RULES
from rules.asking import ask, only, related


def purpose(fields: str) -> str:
    return f"purposes:\n  p: {{name: Doel, {fields}}}\n"


def test_what_the_rules_rest_on() -> None:
    assert {rule.code: rule.sources for rule in RULES} == {
        "CO001": ("AVG 7(3)", "AVG 13(2)(c)"),
        "CO002": ("AVG 7(3)", "EDPB 05/2020"),
        "CO003": ("AVG 6(1)(b)", "AVG 7(4)", "EDPB 05/2020"),
        "CO004": ("AVG 9(2)(a)", "AVG 22(2)(c)", "AVG 49(1)(a)"),
        "CO005": ("AVG 4(11)", "AVG 7(2)", "EDPB 05/2020"),
        "CO006": ("AVG 4(11)", "AVG 6(1)", "C-61/19"),
        "CO007": ("Tw 11.7",),
    }
    assert {rule.code: rule.facts for rule in RULES if rule.facts} == {
        "CO004": (("language_rules", "explicit_consent_nl"),),
        "CO006": (("language_rules", "provision_as_basis_nl"),),
        "CO007": (
            ("electronic_direct_marketing", "opt_in"),
            ("electronic_direct_marketing", "opt_in_2021"),
            ("electronic_direct_marketing", "opt_in_phone"),
            ("electronic_direct_marketing", "soft_opt_in"),
            ("electronic_direct_marketing", "soft_opt_in_2021"),
            ("electronic_direct_marketing", "soft_opt_in_phone"),
            ("electronic_direct_marketing", "soft_opt_in_phone_2026"),
        ),
    }
    assert {rule.code: rule.precision for rule in RULES if rule.precision != "very-high"} == {
        "CO004": "high",
        "CO006": "medium",
    }


# --- CO001 ----------------------------------------------------------------------------------------------------------

STATED = "rights: {stated: [access]}\n"


@pytest.mark.parametrize(
    ("asking", "place"),
    [
        (purpose("legal_basis: consent"), (2, 19)),
        (purpose("legal_basis: [contract, consent]"), (2, 19)),
        (purpose("special_ground: {condition: 9_2_a}, legal_basis: contract"), (2, 19)),
        ("cookies:\n  c: {name: C, consent: required}\n", (2, 16)),
        ("cookies:\n  c: {name: C, legal_basis: consent}\n", (2, 16)),
        ("cookies:\n  b: {name: B}\n  c: {name: C, legal_basis: consent}\n", (3, 16)),
    ],
)
def test_consent_without_a_way_back(asking: str, place: tuple[int, int]) -> None:
    diagnostic = only("CO001", asking + STATED)
    assert diagnostic.path == ("rights", "stated")
    assert diagnostic.message.en == "You ask for consent, but do not say that it can be withdrawn at any time."
    assert related(diagnostic) == [(*place, "hier vraagt u toestemming", "here you ask for consent")]


@pytest.mark.parametrize(
    "policy",
    [
        purpose("legal_basis: consent"),
        purpose("legal_basis: consent") + "rights: {free: true}\n",
        purpose("legal_basis: consent") + "rights: {stated: [withdraw_consent]}\n",
        purpose("legal_basis: contract") + STATED,
        purpose("legal_basis: consent, own_role: processor") + STATED,
        purpose("special_ground: {condition: 9_2_h}") + STATED,
        "cookies: {c: {name: C, consent: exempt, legal_basis: legitimate_interests}}\n" + STATED,
        "cookies: {c: {name: C, consent: required}}\nconsent: {withdrawal: Dat kan altijd.}\n" + STATED,
        purpose("legal_basis: consent")
        + "rights: {stated: [access], per_right: {withdraw_consent: {explanation: Dat kan altijd.}}}\n",
        "transcription: true\n" + purpose("legal_basis: contract"),
        "transcription: true\n" + purpose("legal_basis: consent") + "rights: {stated: [withdraw_consent]}\n",
    ],
)
def test_a_way_back_that_is_told_or_not_needed(policy: str) -> None:
    assert ask("CO001", policy) == ()


@pytest.mark.parametrize(
    "more",
    [
        "consent: {withdrawal: Dat kan altijd.}\n",  # of cookies; the purpose still lacks it
        "rights: {per_right: {withdraw_consent: {channel: 'https://z.example/'}}}\n",
        "",
    ],
)
def test_a_transcription_that_tells_of_no_right(more: str) -> None:
    diagnostic = only("CO001", "transcription: true\n" + purpose("legal_basis: consent") + more)
    assert diagnostic.path == ("rights",)


def test_cookies_on_consent_of_which_nothing_is_told() -> None:
    cookies = "cookies: {c: {name: C, consent: required}}\nconsent: {means: cookie_banner}\n"
    assert only("CO001", cookies + STATED).path == ("rights", "stated")


# --- CO002 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "withdrawn", "said"),
    [
        ("website", "[post, phone]", ("de post of de telefoon", "the post or the telephone")),
        ("cookie_banner", "browser_settings", ("de instellingen van de browser", "the browser settings")),
        ("account_settings", "email", ("e-mail", "e-mail")),
        ("app_settings", "paper_form", ("een papieren formulier", "a paper form")),
        ("unsubscribe_link", "in_person", ("een gesprek", "a conversation")),
        ("continued_use", "continued_use", ("verder gebruik", "continued use")),
        ("preticked_box", "preticked_box", ("een vakje dat al is aangevinkt", "a box that was ticked beforehand")),
        ("email", "post", ("de post", "the post")),
        ("[post, website]", "post", ("de post", "the post")),
        ("[email, website]", "email", ("e-mail", "e-mail")),
    ],
)
def test_withdrawing_is_harder(given: str, withdrawn: str, said: tuple[str, str]) -> None:
    diagnostic = only(
        "CO002", purpose(f"legal_basis: {{basis: consent, given_by: {given}, withdrawn_by: {withdrawn}}}")
    )
    assert diagnostic.message.nl == (
        f"Toestemming intrekken moet net zo makkelijk zijn als geven. Nu kan dat alleen via {said[0]}."
    )
    assert diagnostic.message.en == (
        f"Withdrawing consent must be as easy as giving it. Now that is possible only through {said[1]}."
    )
    assert diagnostic.path[-1] == "withdrawn_by"
    assert related(diagnostic) == [(2, 49, "zo geeft men toestemming", "this is how consent is given")]


@pytest.mark.parametrize(
    "basis",
    [
        "given_by: website, withdrawn_by: website",
        "given_by: website, withdrawn_by: cookie_banner",
        "given_by: website, withdrawn_by: account_settings",
        "given_by: website, withdrawn_by: app_settings",
        "given_by: website, withdrawn_by: [post, unsubscribe_link]",
        "given_by: email, withdrawn_by: [post, email]",
        "given_by: email, withdrawn_by: website",
        "given_by: post, withdrawn_by: phone",
        "given_by: browser_settings, withdrawn_by: browser_settings",
        "given_by: website",
        "withdrawn_by: post",
        "given_by: website, withdrawn_by: post, withdraw_at: 'https://z.example/'",
    ],
)
def test_withdrawing_is_as_easy_or_not_told(basis: str) -> None:
    assert ask("CO002", purpose(f"legal_basis: {{basis: consent, {basis}}}")) == ()


def test_a_link_that_only_writes_a_message_is_no_click() -> None:
    basis = "given_by: website, withdrawn_by: email, withdraw_at: 'mailto:a@z.example'"
    assert only("CO002", purpose(f"legal_basis: {{basis: consent, {basis}}}")).path[-1] == "withdrawn_by"


def test_every_place_that_tells_how_is_looked_at() -> None:
    policy = (
        purpose("legal_basis: {basis: consent, given_by: website, withdrawn_by: post}")
        + "cookies: {c: {name: C, legal_basis: {basis: consent, given_by: website, withdrawn_by: post}}}\n"
        + "consent: {means: website, withdrawn_by: post}\n"
    )
    assert [diagnostic.path[0] for diagnostic in ask("CO002", policy)] == ["purposes", "cookies", "consent"]
    assert related(ask("CO002", policy)[-1]) == [(4, 11, "zo geeft men toestemming", "this is how consent is given")]


@pytest.mark.parametrize("consent", ["means: website, withdrawn_by: website", "withdrawn_by: post", "means: website"])
def test_consent_as_a_whole_that_is_fine(consent: str) -> None:
    assert ask("CO002", f"consent: {{{consent}}}\n") == ()


@pytest.mark.parametrize("where", ["legal_basis", "cookie", "consent"])
def test_a_link_to_click_will_do_everywhere(where: str) -> None:
    way = "withdrawn_by: post, withdraw_at: 'https://z.example/'"
    basis = f"{{basis: consent, given_by: website, {way}}}"
    policy = {
        "legal_basis": purpose(f"legal_basis: {basis}"),
        "cookie": f"cookies: {{c: {{name: C, legal_basis: {basis}}}}}\n",
        "consent": f"consent: {{means: website, {way}}}\n",
    }
    assert ask("CO002", policy[where]) == ()


def test_the_consent_of_another() -> None:
    basis = "legal_basis: {basis: consent, given_by: website, withdrawn_by: post}, own_role: processor"
    assert ask("CO002", purpose(basis)) == ()


# --- CO003 ----------------------------------------------------------------------------------------------------------


def test_consent_for_the_service_itself() -> None:
    diagnostic = only("CO003", purpose("core_service: true, legal_basis: consent"))
    assert diagnostic.message.nl == (
        "Voor “Doel” is toestemming niet de juiste grondslag: de dienst werkt niet zonder. Gebruik overeenkomst of "
        "gerechtvaardigd belang."
    )
    assert diagnostic.message.en == (
        "For “Doel” consent is not the right basis: the service does not work without it. Use contract or legitimate "
        "interests."
    )
    assert related(diagnostic) == [(2, 19, "de dienst zelf", "the service itself")]


@pytest.mark.parametrize(
    ("fields", "trips"),
    [
        ("core_service: true, legal_basis: [contract, consent]", True),
        ("core_service: true, legal_basis: consent, provision: {required: voluntary}", True),  # the only row
        ("core_service: true, legal_basis: consent, special_ground: {condition: 9_2_h}", True),
        ("core_service: true, legal_basis: consent, special_ground: {condition: 9_2_a}", False),
        ("core_service: true, legal_basis: consent, own_role: processor", False),
        ("core_service: true, legal_basis: contract", False),
        ("core_service: false, legal_basis: consent", False),
        ("legal_basis: consent", False),
    ],
)
def test_when_consent_is_not_free(fields: str, trips: bool) -> None:
    assert bool(ask("CO003", purpose(fields))) is trips


def test_a_part_of_the_service_that_people_may_leave_out() -> None:
    policy = """\
purposes:
  p:
    name: Doel
    core_service: true
    processing:
      a: {legal_basis: consent, provision: {required: voluntary}}
      b: {legal_basis: consent, provision: {required: contractual}}
      c: {legal_basis: consent}
"""
    assert [diagnostic.path[3] for diagnostic in ask("CO003", policy)] == ["b", "c"]


# --- CO004 ----------------------------------------------------------------------------------------------------------

EXPLICIT = "legal_basis: {basis: consent, explicit: true}"
SAID = "introduction: Kort. Wij vragen Uw uitdrukkelijke toestemming.\n"


def test_explicit_consent_in_a_text() -> None:
    diagnostic = only("CO004", SAID)
    assert diagnostic.path == ("introduction",)
    assert diagnostic.subject == "uitdrukkelijke toestemming"
    assert diagnostic.reader == "Wij vragen Uw uitdrukkelijke toestemming."
    assert diagnostic.message.en == "You write “uitdrukkelijke toestemming”, but no processing asks for it."
    assert diagnostic.related == ()


def test_explicit_consent_of_a_purpose() -> None:
    diagnostic = only("CO004", purpose(EXPLICIT))
    assert diagnostic.subject == ""
    assert diagnostic.reader is None
    assert (
        diagnostic.message.nl == "U schrijft “uitdrukkelijke toestemming”, maar er is geen verwerking die dat vraagt."
    )
    assert diagnostic.message.en == "You write “explicit consent”, but no processing asks for it."
    assert related(diagnostic) == [(2, 3, "in dit doel", "in this purpose")]


def test_explicit_consent_of_a_cookie() -> None:
    diagnostic = only("CO004", f"cookies:\n  c: {{name: C, {EXPLICIT}}}\n")
    assert related(diagnostic) == [(2, 3, "bij deze cookie", "for this cookie")]


DATA = """\
data_categories:
  health: {name: Gezondheid, special: health}
  record: {name: Strafblad, regulated: criminal}
  plain: {name: Naam}
"""
DECISION = "automated_decisions: {{decisions: {{d: {{name: D, ground: {}}}}}}}\n"
TRANSFER = "recipients: {{r: {{name: R, transfers: {{us: {{mechanism: derogation, ground: {}}}}}}}}}\n"


@pytest.mark.parametrize(
    ("needed", "trips"),
    [
        (purpose("special_ground: {condition: 9_2_a}"), False),
        (purpose("special_ground: {condition: 9_2_h}"), True),
        (purpose("data: [plain, health], legal_basis: consent"), False),
        (purpose("data: [health], legal_basis: contract"), True),
        (purpose("data: [record], legal_basis: consent"), False),
        (purpose("data: [plain], legal_basis: consent"), True),
        (DECISION.format("explicit_consent"), False),
        (DECISION.format("contract"), True),
        (TRANSFER.format("49_1_a"), False),
        (TRANSFER.format("49_1_b"), True),
    ],
)
def test_what_makes_explicit_consent_right_in_a_text(needed: str, trips: bool) -> None:
    assert bool(ask("CO004", SAID + needed + DATA)) is trips


@pytest.mark.parametrize(
    ("fields", "more", "trips"),
    [
        ("special_ground: {condition: 9_2_a}", "", False),
        ("data: [health]", "", False),
        ("data: [plain]", "", True),
        ("own_role: processor", "", False),
        ("condition: soms", DECISION.format("explicit_consent"), False),
        ("condition: soms", TRANSFER.format("49_1_a"), False),
    ],
)
def test_what_makes_it_right_for_a_purpose(fields: str, more: str, trips: bool) -> None:
    assert bool(ask("CO004", purpose(f"{EXPLICIT}, {fields}") + more + DATA)) is trips


def test_a_purpose_that_needs_it_does_not_excuse_another() -> None:
    policy = f"purposes:\n  p: {{name: P, {EXPLICIT}, data: [health]}}\n  q: {{name: Q, {EXPLICIT}}}\n"
    assert [diagnostic.path[1] for diagnostic in ask("CO004", SAID + policy + DATA)] == ["q"]


def test_a_question_and_the_bases_that_refer_to_it_are_one_fault() -> None:
    policy = """\
purposes:
  p: {name: P, legal_basis: {basis: consent, explicit: true, request: r}}
  q: {name: Q, legal_basis: {basis: consent, explicit: true}}
cookies:
  c: {name: C, legal_basis: {basis: consent, explicit: true, request: r}}
consent:
  requests:
    r: {name: (Uitdrukkelijke) toestemming}
"""
    assert [diagnostic.path[:3] for diagnostic in ask("CO004", policy)] == [
        ("purposes", "q", "legal_basis"),
        ("consent", "requests", "r"),
    ]


@pytest.mark.parametrize("text", ["Wij vragen uw toestemming.", "Wij zeggen uitdrukkelijk wat wij doen."])
def test_plain_consent(text: str) -> None:
    assert ask("CO004", f"introduction: {text}\n" + purpose("legal_basis: {basis: consent, explicit: false}")) == ()


# --- CO005 ----------------------------------------------------------------------------------------------------------

ASKED = "consent: {requests: {r: {name: Vraag}, s: {name: Andere vraag}}}\n"
ON_R = "legal_basis: {basis: consent, request: r}"


def test_one_question_for_several_purposes() -> None:
    policy = f"""\
purposes:
  p: {{name: P, {ON_R}}}
  q: {{name: Q, {ON_R}}}
  s: {{name: S, legal_basis: {{basis: consent, request: s}}}}
  t: {{name: T, condition: soms}}
cookies:
  c: {{name: C, purpose: [t, p], {ON_R}}}
"""
    diagnostic = only("CO005", policy + ASKED)
    assert diagnostic.path == ("consent", "requests", "r", "name")
    assert diagnostic.message.nl == "Eén toestemming dekt 3 doelen (“P”, “Q” en “T”). Vraag per doel apart toestemming."
    assert diagnostic.message.en == "One consent covers 3 purposes (“P”, “Q” and “T”). Ask for consent per purpose."
    assert related(diagnostic) == [
        (2, 16, "valt hieronder", "is covered by it"),
        (3, 16, "valt hieronder", "is covered by it"),
        (7, 33, "valt hieronder", "is covered by it"),
    ]


@pytest.mark.parametrize(
    "policy",
    [
        f"purposes:\n  p: {{name: P, processing: {{a: {{{ON_R}}}, b: {{{ON_R}}}}}}}\n",
        f"purposes:\n  p: {{name: P, {ON_R}}}\ncookies: {{c: {{name: C, purpose: [p], {ON_R}}}}}\n",
        f"purposes:\n  p: {{name: P, {ON_R}}}\n  q: {{name: Q, {ON_R}, own_role: processor}}\n",
        "purposes:\n  p: {name: P, legal_basis: consent}\n  q: {name: Q, legal_basis: consent}\n",
        "purposes:\n  p: {name: P, condition: a}\n  q: {name: Q, condition: b}\n"
        "cookies: {c: {name: C, purpose: [p, q], legal_basis: consent}}\n",
        f"cookies: {{c: {{name: C, {ON_R}}}, d: {{name: D, {ON_R}}}}}\n",
    ],
)
def test_one_question_for_one_purpose(policy: str) -> None:
    assert ask("CO005", policy + ASKED) == ()


# --- CO006 ----------------------------------------------------------------------------------------------------------

GIVEN = "als u de gegevens met dat doel heeft verstrekt"


@pytest.mark.parametrize(
    ("fields", "trips"),
    [
        (f"condition: {GIVEN}", True),
        (f"condition: {GIVEN}, legal_basis: consent", True),
        (f"condition: {GIVEN}, legal_basis: [consent, contract]", True),
        (f"condition: {GIVEN}, legal_basis: [contract, legal_obligation]", True),
        (f"condition: {GIVEN}, legal_basis: contract", False),
        (f"condition: {GIVEN}, legal_basis: [legal_obligation, legal_obligation]", False),
        (f"condition: {GIVEN}, own_role: processor", False),
        (f"legal_basis: {{basis: consent, cases: {GIVEN}}}", True),
        (f"legal_basis: {{basis: contract, cases: {GIVEN}}}", False),
        (f"description: Wij doen dit {GIVEN}.", False),
        ("condition: als u een account maakt", False),
        ("description: Door dit te verzenden gaat u akkoord., legal_basis: contract", True),
    ],
)
def test_giving_data_is_no_basis(fields: str, trips: bool) -> None:
    diagnostics = ask("CO006", purpose(fields))
    assert bool(diagnostics) is trips
    for diagnostic in diagnostics:
        assert diagnostic.message.en == "That somebody gives data is no legal basis. Choose one of art. 6 GDPR."
        assert diagnostic.subject in ("met dat doel heeft verstrekt", "Door dit te verzenden gaat u akkoord")
        assert diagnostic.subject in (diagnostic.reader or "")


def test_each_text_is_reported_once() -> None:
    text = "Kort. Door dit te verzenden gaat u akkoord. Door dat te verzenden gaat u akkoord."
    diagnostics = ask("CO006", f"introduction: {text}\nscope: {{explanation: {text}}}\n")
    assert [diagnostic.path for diagnostic in diagnostics] == [("introduction",), ("scope", "explanation")]
    assert {diagnostic.reader for diagnostic in diagnostics} == {"Door dit te verzenden gaat u akkoord."}


def test_the_condition_of_a_recipient_is_a_text_like_any_other() -> None:
    policy = f"recipients: {{r: {{name: R, condition: {GIVEN}}}}}\n"
    assert ask("CO006", policy + purpose("condition: soms")) == ()


# --- CO007 ----------------------------------------------------------------------------------------------------------

ALL = {
    "sale": "u kreeg het adres bij een verkoop",
    "own_similar_products": "de reclame gaat over eigen, soortgelijke producten",
    "opt_out_at_collection": "men kon meteen weigeren bij het geven van het adres",
    "opt_out_in_each_message": "men kan in elk bericht weigeren",
}


def marketing(fields: str, basis: str = "legal_basis: legitimate_interests") -> str:
    return purpose(f"{basis}, direct_marketing: {{{fields}}}")


@pytest.mark.parametrize(
    ("by", "trips"),
    [
        ("by: email", True),
        ("by: sms", True),
        ("by: app", True),
        ("by: [post, email]", True),
        ("by: post", False),
        ("by: [post, online_advertising]", False),
        ("by: []", False),
        ("by: post, soft_opt_in: {sale: true}", False),
        ("by: [], soft_opt_in: {sale: true}", True),
    ],
)
def test_electronic_marketing(by: str, trips: bool) -> None:
    diagnostics = ask("CO007", marketing(by))
    assert bool(diagnostics) is trips
    for diagnostic in diagnostics:
        assert (
            diagnostic.message.en
            == "Marketing by e-mail needs consent, unless all conditions for own customers are met."
        )
        assert related(diagnostic) == [(2, 19, "de grondslag", "the legal basis")]


@pytest.mark.parametrize(
    ("basis", "trips"),
    [
        ("legal_basis: consent", False),
        ("legal_basis: [legitimate_interests, consent]", False),
        ("legal_basis: contract, own_role: processor", False),
        ("legal_basis: contract", True),
        ("condition: soms", True),
    ],
)
def test_on_which_basis(basis: str, trips: bool) -> None:
    assert bool(ask("CO007", marketing("by: email", basis))) is trips


def test_without_the_exception_the_way_is_the_place() -> None:
    diagnostic = only("CO007", marketing("by: email", "condition: soms"))
    assert diagnostic.path[-2:] == ("direct_marketing", "by")
    assert diagnostic.related == ()
    assert diagnostic.help is not None
    assert diagnostic.help.nl == "Kies consent als basis, of vul alle vier de voorwaarden van soft_opt_in in."


def test_the_whole_exception() -> None:
    assert ask("CO007", marketing(f"by: email, soft_opt_in: {{{', '.join(f'{name}: true' for name in ALL)}}}")) == ()


@pytest.mark.parametrize("value", ["false", "null"])
@pytest.mark.parametrize("lacking", list(ALL))
def test_each_condition_of_the_exception(lacking: str, value: str) -> None:
    fields = ", ".join(f"{name}: {value if name == lacking else 'true'}" for name in ALL)
    diagnostic = only("CO007", marketing(f"by: email, soft_opt_in: {{{fields}}}"))
    assert diagnostic.path[-2:] == ("soft_opt_in", lacking)
    assert diagnostic.help is not None
    assert diagnostic.help.nl == f"Nog niet vervuld: {lacking} ({ALL[lacking]}). Vraag anders toestemming."


def test_all_conditions_that_lack_are_named() -> None:
    diagnostic = only("CO007", marketing("by: email, soft_opt_in: {}"))
    assert diagnostic.path[-2:] == ("soft_opt_in", "sale")
    assert diagnostic.help is not None
    assert diagnostic.help.en == (
        "Not yet met: sale (you got the address at a sale), own_similar_products (the advertising is about your own "
        "similar products), opt_out_at_collection (people could refuse right when they gave the address) and "
        "opt_out_in_each_message (people can refuse in each message). Otherwise ask for consent."
    )


def test_the_rule_is_older_than_the_avg() -> None:
    assert ask("CO007", marketing("by: email"), date(2004, 5, 18)) == ()
    assert len(ask("CO007", marketing("by: email"), date(2004, 5, 19))) == 1


NO_CALLS = "Marketing by phone needs consent, also from own customers."
UNLESS_PHONE = "Marketing by phone needs consent, unless all conditions for own customers are met."
UNLESS_MAIL = "Marketing by e-mail needs consent, unless all conditions for own customers are met."
UNLESS_BOTH = "Marketing by e-mail and by phone needs consent, unless all conditions for own customers are met."
WHOLE = (
    "soft_opt_in: {sale: true, own_similar_products: true, opt_out_at_collection: true, opt_out_in_each_message: true}"
)
CHARITY = WHOLE.replace("sale: true", "sale: false, support: true")


@pytest.mark.parametrize(
    ("on", "fields", "said"),
    [
        ("2021-06-30", "by: phone", []),
        ("2021-07-01", "by: phone", [UNLESS_PHONE]),
        ("2021-07-01", f"by: phone, {WHOLE}", []),
        ("2026-06-30", "by: phone", [UNLESS_PHONE]),
        ("2026-06-30", f"by: [phone, email], {WHOLE}", []),
        ("2026-06-30", "by: [phone, email]", [UNLESS_BOTH]),
        ("2021-06-30", "by: [phone, email]", [UNLESS_MAIL]),
        ("2026-07-01", "by: phone", [NO_CALLS]),
        ("2026-07-01", f"by: phone, {WHOLE}", [NO_CALLS]),
        ("2026-07-01", f"by: [email, phone], {WHOLE}", [NO_CALLS]),
        ("2026-07-01", "by: [phone, email]", [UNLESS_MAIL, NO_CALLS]),
        ("2026-07-01", f"by: [email, phone], {CHARITY}", []),
        ("2026-07-01", "by: [email, phone], soft_opt_in: {support: true}", [UNLESS_BOTH]),
        ("2026-07-01", "by: phone, soft_opt_in: {support: false, sale: true}", [NO_CALLS]),
        ("2026-07-01", f"by: [post, online_advertising], {WHOLE}", []),
        ("2021-06-30", f"by: email, {CHARITY}", [UNLESS_MAIL]),
        ("2021-07-01", f"by: email, {CHARITY}", []),
        ("2021-07-01", f"by: email, {CHARITY.replace('support: true', 'support: false')}", [UNLESS_MAIL]),
    ],
)
def test_calls_and_supporters_on_a_day(on: str, fields: str, said: list[str]) -> None:
    found = ask("CO007", marketing(fields), date.fromisoformat(on))
    assert sorted(one.message.en for one in found) == sorted(said)


@pytest.mark.parametrize(
    "basis", ["legal_basis: consent", "legal_basis: [consent, contract]", "own_role: processor", "until: 2026-01-01"]
)
def test_who_may_call(basis: str) -> None:
    assert ask("CO007", marketing("by: phone", basis)) == ()


def test_what_a_caller_hears() -> None:
    one = only("CO007", marketing(f"by: [email, phone], {WHOLE}"))
    assert one.severity == "warning"
    assert one.path[-3:] == ("direct_marketing", "by", 1)
    assert one.message.nl == "Voor telefonische reclame is toestemming nodig, ook bij eigen klanten."
    assert related(one) == [(2, 19, "de grondslag", "the legal basis")]
    assert one.help is not None
    assert one.help.nl == (
        "Kies consent als basis. Belt een goed doel de eigen donateurs of vrijwilligers, zet dan in soft_opt_in "
        "support op true. Is dit een loterij voor goede doelen of een uitgever van een krant of tijdschrift, accepteer "
        "de bevinding dan met suppress."
    )
    assert one.help.en == (
        "Choose consent as the basis. If a charity calls its own donors or volunteers, set support to true in "
        "soft_opt_in. If this is a charity lottery or a publisher of a newspaper or magazine, accept the finding with "
        "suppress."
    )
    both = only("CO007", marketing("by: [email, phone]"), date(2026, 6, 30))
    assert both.message.nl == (
        "Voor e-mailmarketing en telefonische reclame is toestemming nodig, tenzij aan alle voorwaarden voor eigen "
        "klanten is voldaan."
    )
    assert only("CO007", marketing("by: phone", "condition: soms")).related == ()


@pytest.mark.parametrize(
    ("controller", "nl", "en"),
    [
        ("controller: {name: G, public_authority: true}\n", "publieke taak", "public task"),
        ("controller: {name: G, public_authority: false}\n", "gerechtvaardigd belang", "legitimate interests"),
        ("", "gerechtvaardigd belang", "legitimate interests"),
    ],
)
def test_what_stands_in_for_consent(controller: str, nl: str, en: str) -> None:
    one = only("CO003", controller + purpose("core_service: true, legal_basis: consent"))
    assert one.message.nl.endswith(f" Gebruik overeenkomst of {nl}.")
    assert one.message.en.endswith(f" Use contract or {en}.")
    assert one.help is not None
    is_authority = "true" in controller
    assert one.help.nl.startswith("Zet basis op public_task" if is_authority else "Zet basis op contract")
    if is_authority:
        assert one.help.nl == (
            "Zet basis op public_task, met de wet (law) die u die taak geeft. Zet basis op contract als iemand echt "
            "een overeenkomst met u sluit."
        )
        assert one.help.en == (
            "Set basis to public_task, with the act (law) that gives you that task. Set basis to contract if somebody "
            "really makes a contract with you."
        )


def test_the_advice_is_that_of_who_answers_for_the_row() -> None:
    joint = "controllers:\n  a: {name: A}\n  b: {name: B, public_authority: true}\n"
    alone = "core_service: true, legal_basis: consent, controllers: [{}]"
    assert only("CO003", joint + purpose(alone.format("a"))).message.nl.endswith("gerechtvaardigd belang.")
    assert only("CO003", joint + purpose(alone.format("b"))).message.nl.endswith("publieke taak.")
