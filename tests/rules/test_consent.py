"""Family CO."""

from __future__ import annotations

from datetime import date

import pytest

from policyc.diagnostics import Diagnostic
from policyc.rules.consent import RULES
from rules.examples import TODAY, findings


def found(code: str, source: str, on: date = TODAY) -> tuple[Diagnostic, ...]:
    return findings(source, on, rules=tuple(rule for rule in RULES if rule.code == code))


def one(code: str, source: str, on: date = TODAY) -> Diagnostic:
    (diagnostic,) = found(code, source, on)
    return diagnostic


def purpose(fields: str) -> str:
    return f"purposes:\n  p: {{name: Doel, {fields}}}\n"


def related(diagnostic: Diagnostic) -> list[tuple[int, int, str, str]]:
    return [(one.span.line, one.span.column, one.label.nl, one.label.en) for one in diagnostic.related]


def test_what_the_rules_rest_on() -> None:
    assert {rule.code: rule.sources for rule in RULES} == {
        "CO001": ("AVG 7(3)", "AVG 13(2)(c)"),
        "CO002": ("AVG 7(3)", "EDPB 05/2020"),
        "CO003": ("AVG 6(1)(b)", "AVG 7(4)", "EDPB 05/2020"),
        "CO004": ("AVG 9(2)(a)", "AVG 22(2)(c)", "AVG 49(1)(a)"),
        "CO005": ("AVG 4(11)", "AVG 7(2)", "EDPB 05/2020"),
        "CO006": ("AVG 4(11)", "AVG 6(1)", "C-61/19"),
        "CO007": ("Tw 11.7(1)", "Tw 11.7(3)", "Tw 11.7(4)"),
    }
    assert {rule.code: rule.facts for rule in RULES if rule.facts} == {
        "CO004": (("language_rules", "explicit_consent_nl"),),
        "CO006": (("language_rules", "provision_as_basis_nl"),),
        "CO007": (("electronic_direct_marketing", "opt_in"), ("electronic_direct_marketing", "soft_opt_in")),
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
    diagnostic = one("CO001", asking + STATED)
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
    assert found("CO001", policy) == ()


@pytest.mark.parametrize(
    "more",
    [
        "consent: {withdrawal: Dat kan altijd.}\n",  # of cookies; the purpose still lacks it
        "rights: {per_right: {withdraw_consent: {channel: 'https://z.example/'}}}\n",
        "",
    ],
)
def test_a_transcription_that_tells_of_no_right(more: str) -> None:
    diagnostic = one("CO001", "transcription: true\n" + purpose("legal_basis: consent") + more)
    assert diagnostic.path == ("rights",)


def test_cookies_on_consent_of_which_nothing_is_told() -> None:
    cookies = "cookies: {c: {name: C, consent: required}}\nconsent: {means: cookie_banner}\n"
    assert one("CO001", cookies + STATED).path == ("rights", "stated")


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
    diagnostic = one("CO002", purpose(f"legal_basis: {{basis: consent, given_by: {given}, withdrawn_by: {withdrawn}}}"))
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
    assert found("CO002", purpose(f"legal_basis: {{basis: consent, {basis}}}")) == ()


def test_a_link_that_only_writes_a_message_is_no_click() -> None:
    basis = "given_by: website, withdrawn_by: email, withdraw_at: 'mailto:a@z.example'"
    assert one("CO002", purpose(f"legal_basis: {{basis: consent, {basis}}}")).path[-1] == "withdrawn_by"


def test_every_place_that_tells_how_is_looked_at() -> None:
    policy = (
        purpose("legal_basis: {basis: consent, given_by: website, withdrawn_by: post}")
        + "cookies: {c: {name: C, legal_basis: {basis: consent, given_by: website, withdrawn_by: post}}}\n"
        + "consent: {means: website, withdrawn_by: post}\n"
    )
    assert [diagnostic.path[0] for diagnostic in found("CO002", policy)] == ["purposes", "cookies", "consent"]
    assert related(found("CO002", policy)[-1]) == [(4, 11, "zo geeft men toestemming", "this is how consent is given")]


@pytest.mark.parametrize("consent", ["means: website, withdrawn_by: website", "withdrawn_by: post", "means: website"])
def test_consent_as_a_whole_that_is_fine(consent: str) -> None:
    assert found("CO002", f"consent: {{{consent}}}\n") == ()


@pytest.mark.parametrize("where", ["legal_basis", "cookie", "consent"])
def test_a_link_to_click_will_do_everywhere(where: str) -> None:
    way = "withdrawn_by: post, withdraw_at: 'https://z.example/'"
    basis = f"{{basis: consent, given_by: website, {way}}}"
    policy = {
        "legal_basis": purpose(f"legal_basis: {basis}"),
        "cookie": f"cookies: {{c: {{name: C, legal_basis: {basis}}}}}\n",
        "consent": f"consent: {{means: website, {way}}}\n",
    }
    assert found("CO002", policy[where]) == ()


def test_the_consent_of_another() -> None:
    basis = "legal_basis: {basis: consent, given_by: website, withdrawn_by: post}, own_role: processor"
    assert found("CO002", purpose(basis)) == ()


# --- CO003 ----------------------------------------------------------------------------------------------------------


def test_consent_for_the_service_itself() -> None:
    diagnostic = one("CO003", purpose("core_service: true, legal_basis: consent"))
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
    assert bool(found("CO003", purpose(fields))) is trips


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
    assert [diagnostic.path[3] for diagnostic in found("CO003", policy)] == ["b", "c"]


# --- CO004 ----------------------------------------------------------------------------------------------------------

EXPLICIT = "legal_basis: {basis: consent, explicit: true}"
SAID = "introduction: Kort. Wij vragen Uw uitdrukkelijke toestemming.\n"


def test_explicit_consent_in_a_text() -> None:
    diagnostic = one("CO004", SAID)
    assert diagnostic.path == ("introduction",)
    assert diagnostic.subject == "uitdrukkelijke toestemming"
    assert diagnostic.reader == "Wij vragen Uw uitdrukkelijke toestemming."
    assert diagnostic.message.en == "You write “uitdrukkelijke toestemming”, but no processing asks for it."
    assert diagnostic.related == ()


def test_explicit_consent_of_a_purpose() -> None:
    diagnostic = one("CO004", purpose(EXPLICIT))
    assert diagnostic.subject == ""
    assert diagnostic.reader is None
    assert (
        diagnostic.message.nl == "U schrijft “uitdrukkelijke toestemming”, maar er is geen verwerking die dat vraagt."
    )
    assert diagnostic.message.en == "You write “explicit consent”, but no processing asks for it."
    assert related(diagnostic) == [(2, 3, "in dit doel", "in this purpose")]


def test_explicit_consent_of_a_cookie() -> None:
    diagnostic = one("CO004", f"cookies:\n  c: {{name: C, {EXPLICIT}}}\n")
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
    assert bool(found("CO004", SAID + needed + DATA)) is trips


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
    assert bool(found("CO004", purpose(f"{EXPLICIT}, {fields}") + more + DATA)) is trips


def test_a_purpose_that_needs_it_does_not_excuse_another() -> None:
    policy = f"purposes:\n  p: {{name: P, {EXPLICIT}, data: [health]}}\n  q: {{name: Q, {EXPLICIT}}}\n"
    assert [diagnostic.path[1] for diagnostic in found("CO004", SAID + policy + DATA)] == ["q"]


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
    assert [diagnostic.path[:3] for diagnostic in found("CO004", policy)] == [
        ("purposes", "q", "legal_basis"),
        ("consent", "requests", "r"),
    ]


@pytest.mark.parametrize("text", ["Wij vragen uw toestemming.", "Wij zeggen uitdrukkelijk wat wij doen."])
def test_plain_consent(text: str) -> None:
    assert found("CO004", f"introduction: {text}\n" + purpose("legal_basis: {basis: consent, explicit: false}")) == ()


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
    diagnostic = one("CO005", policy + ASKED)
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
    assert found("CO005", policy + ASKED) == ()


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
    diagnostics = found("CO006", purpose(fields))
    assert bool(diagnostics) is trips
    for diagnostic in diagnostics:
        assert diagnostic.message.en == "That somebody gives data is no legal basis. Choose one of art. 6 GDPR."
        assert diagnostic.subject in ("met dat doel heeft verstrekt", "Door dit te verzenden gaat u akkoord")
        assert diagnostic.subject in (diagnostic.reader or "")


def test_each_text_is_reported_once() -> None:
    text = "Kort. Door dit te verzenden gaat u akkoord. Door dat te verzenden gaat u akkoord."
    diagnostics = found("CO006", f"introduction: {text}\nscope: {{explanation: {text}}}\n")
    assert [diagnostic.path for diagnostic in diagnostics] == [("introduction",), ("scope", "explanation")]
    assert {diagnostic.reader for diagnostic in diagnostics} == {"Door dit te verzenden gaat u akkoord."}


def test_the_condition_of_a_recipient_is_a_text_like_any_other() -> None:
    policy = f"recipients: {{r: {{name: R, condition: {GIVEN}}}}}\n"
    assert found("CO006", policy + purpose("condition: soms")) == ()


# --- CO007 ----------------------------------------------------------------------------------------------------------

ALL = {
    "sale": "u kreeg het adres bij een verkoop",
    "own_similar_products": "de reclame gaat over eigen, soortgelijke producten",
    "opt_out_at_collection": "men kon meteen bij die verkoop weigeren",
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
        ("by: [phone, online_advertising]", False),
        ("by: []", False),
        ("by: post, soft_opt_in: {sale: true}", False),
        ("by: [], soft_opt_in: {sale: true}", True),
    ],
)
def test_electronic_marketing(by: str, trips: bool) -> None:
    diagnostics = found("CO007", marketing(by))
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
    assert bool(found("CO007", marketing("by: email", basis))) is trips


def test_without_the_exception_the_way_is_the_place() -> None:
    diagnostic = one("CO007", marketing("by: email", "condition: soms"))
    assert diagnostic.path[-2:] == ("direct_marketing", "by")
    assert diagnostic.related == ()
    assert diagnostic.help is not None
    assert diagnostic.help.nl == "Kies consent als basis, of vul alle vier de voorwaarden van soft_opt_in in."


def test_the_whole_exception() -> None:
    assert found("CO007", marketing(f"by: email, soft_opt_in: {{{', '.join(f'{name}: true' for name in ALL)}}}")) == ()


@pytest.mark.parametrize("value", ["false", "null"])
@pytest.mark.parametrize("lacking", list(ALL))
def test_each_condition_of_the_exception(lacking: str, value: str) -> None:
    fields = ", ".join(f"{name}: {value if name == lacking else 'true'}" for name in ALL)
    diagnostic = one("CO007", marketing(f"by: email, soft_opt_in: {{{fields}}}"))
    assert diagnostic.path[-2:] == ("soft_opt_in", lacking)
    assert diagnostic.help is not None
    assert diagnostic.help.nl == f"Nog niet vervuld: {lacking} ({ALL[lacking]}). Vraag anders toestemming."


def test_all_conditions_that_lack_are_named() -> None:
    diagnostic = one("CO007", marketing("by: email, soft_opt_in: {}"))
    assert diagnostic.path[-2:] == ("soft_opt_in", "sale")
    assert diagnostic.help is not None
    assert diagnostic.help.en == (
        "Not yet met: sale (you got the address at a sale), own_similar_products (the advertising is about your own "
        "similar products), opt_out_at_collection (people could refuse right at that sale) and opt_out_in_each_message "
        "(people can refuse in each message). Otherwise ask for consent."
    )


def test_the_rule_is_older_than_the_avg() -> None:
    assert found("CO007", marketing("by: email"), date(2004, 5, 18)) == ()
    assert len(found("CO007", marketing("by: email"), date(2004, 5, 19))) == 1
