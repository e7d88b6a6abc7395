"""Family IN, and the legal facts that a policy leans on: what the pages do not show."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from policyc.law import facts
from policyc.law.facts import Fact
from policyc.model.load import load
from policyc.rules import foundations, internal_consistency
from policyc.rules.foundations import facts_relied_on
from policyc.rules.internal_consistency import RULES
from policyc.source.reader import read
from rules.asking import ask, related, worded
from rules.examples import TODAY

# --- IN001 ---


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("audiences:\n  a: {name: Klanten}\n  b: {name: klanten}\n", "audiences.b.name: “klanten” is there twice"),
        ("data_categories:\n  a: {name: Uw naam}\n  b: {name: uw  naam}\n", "data_categories.b.name: “uw naam” is"),
        (
            "purposes:\n  a: {name: A}\n  b: {name: B}\n  c: {name: A}\n",
            "purposes.c.name: “A” is there twice: as a and",
        ),
        ("recipients:\n  a: {category: Drukkers}\n  b: {category: drukkers}\n", "recipients.b.category: “drukkers” is"),
        ("recipients:\n  a: {name: X, role: processor}\n  b: {name: X}\n", "recipients.b.name: “X” is there twice"),
        ("recipients:\n  a: {name: X}\n  b: {name: X, task: drukken}\n", "recipients.b.name: “X” is there twice"),
        ("cookies:\n  a: {name: Inlog}\n  b: {name: inlog}\n", "cookies.b.name: “inlog” is there twice"),
        ("cookies:\n  a: {names: [s], storage: cookie}\n  b: {names: [s]}\n", "cookies.b.names.0: “s” is there twice"),
        ("cookies:\n  a: {names: [s, t]}\n  b: {names: [u, t, s]}\n", "cookies.b.names.1: “t” is there twice"),
    ],
)
def test_declared_twice(source: str, expected: str) -> None:
    (one,) = worded(ask("IN001", source))
    assert one.startswith(f"error {expected}")


@pytest.mark.parametrize(
    "source",
    [
        "audiences:\n  a: {name: Klanten}\npurposes:\n  a: {name: Klanten}\n",
        "recipients:\n  a: {name: X, role: processor}\n  b: {name: X, role: controller}\n",
        "recipients:\n  a: {name: X, country: NL}\n  b: {name: X, country: US}\n",
        "recipients:\n  a: {name: X, task: drukken}\n  b: {name: X, task: bezorgen}\n",
        "recipients:\n  a: {category: X, kind: bank}\n  b: {category: X, kind: bezorger}\n",
        "recipients:\n  a: {category: X, sector: zorg}\n  b: {category: X, sector: handel}\n",
        "recipients:\n  a: {name: X}\ncookies:\n  a: {names: [s], provider: self}\n  b: {names: [s], provider: a}\n",
        "cookies:\n  a: {names: [s], storage: cookie}\n  b: {names: [s], storage: local_storage}\n",
        "cookies:\n  a: {names: [S]}\n  b: {names: [s]}\n",
        "cookies:\n  a: {names: [s], name: s}\n",
    ],
)
def test_not_the_same(source: str) -> None:
    assert not ask("IN001", source)


def test_the_first_is_shown() -> None:
    (one,) = ask("IN001", "purposes:\n  a: {name: A}\n  b: {name: A}\n")
    assert one.message.nl == "“A” staat er twee keer: als a en als b."
    assert one.message.en == "“A” is there twice: as a and as b."
    assert related(one) == [(2, 3, "hier staat het al", "it is already here")]


# --- IN002 ---


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "cookie_use: {present: false}\ncookies:\n  c: {name: C}\n",
            "cookie_use.present: there are no cookies / there are cookies in the list.",
        ),
        ("cookie_use: {present: true}\ncookies:\n  c: {name: C}\n", None),
        ("cookies:\n  c: {name: C}\n", None),
        ("cookie_use: {present: false}\n", None),
        (
            "dpo: {designated: false, name: F. Groen}\n",
            "dpo.designated: there is no officer / the officer can be reached.",
        ),
        (
            "dpo: {designated: false, phone: 058 1234567}\n",
            "dpo.designated: there is no officer / the officer can be reached.",
        ),
        (
            "dpo: {designated: false, contact_form: 'https://x.example/'}\n",
            "dpo.designated: there is no officer / the officer can be reached.",
        ),
        ("dpo: {designated: false, reason: niet verplicht}\n", None),
        ("dpo: {designated: true, name: F. Groen}\n", None),
        ("dpo: {name: F. Groen}\n", None),
        (
            "purposes:\n  p: {name: P, legal_basis: [consent, consent], provision: {required: statutory}}\n",
            "purposes.p.provision.required: giving is a statutory duty / you ask consent.",
        ),
        ("purposes:\n  p: {name: P, legal_basis: [consent, contract], provision: {required: statutory}}\n", None),
        ("purposes:\n  p: {name: P, legal_basis: consent, provision: {required: contractual}}\n", None),
        ("purposes:\n  p: {name: P, provision: {required: statutory}}\n", None),
        ("purposes:\n  p: {name: P, legal_basis: consent}\n", None),
        (
            "purposes:\n  p: {name: P, own_role: processor, legal_basis: consent, provision: {required: statutory}}\n",
            None,
        ),
    ],
)
def test_contradiction(source: str, expected: str | None) -> None:
    hits = worded(ask("IN002", source))
    if expected is None:
        assert hits == []
    else:
        place, text = expected.split(": ", 1)
        assert hits == [f"error {place}: These passages contradict each other: {text}"]


def test_what_contradicts_is_shown() -> None:
    (one,) = ask("IN002", "cookie_use: {present: false}\ncookies:\n  c: {name: C}\n  d: {name: D}\n")
    assert related(one) == [(3, 3, "spreekt dat tegen", "contradicts that")]
    (other,) = ask(
        "IN002", "purposes:\n  p:\n    name: P\n    legal_basis: consent\n    provision: {required: statutory}\n"
    )
    assert [place.span.line for place in other.related] == [4]


EXCLUSIVE = "Wij gebruiken uw vraag alleen om u te antwoorden."


def exclusive(sentence: str = EXCLUSIVE, *, name: str = "Diensten verbeteren", first: str = "", other: str = "") -> str:
    return f"""\
audiences: {{askers: {{name: Vragers}}, readers: {{name: Lezers}}}}
data_categories: {{message: {{name: Uw vraag}}, email: {{name: E-mailadres}}}}
purposes:
  contact: {{name: Contact, description: "{sentence}", data: [message, email]{first}}}
  other: {{name: {name}, data: [email, message]{other}}}
"""


ASKERS = ", audiences: [askers]"


@pytest.mark.parametrize(
    ("source", "severity"),
    [
        (exclusive(), None),
        (exclusive(first=ASKERS, other=ASKERS), "warning"),
        (exclusive(first=ASKERS, other=", audiences: [readers]"), None),
        (exclusive(first=ASKERS), None),
        (exclusive(first=ASKERS, other=f"{ASKERS}, own_role: processor"), None),
        (exclusive(first=ASKERS, other=f"{ASKERS}, until: 2026-11-22"), None),
        (exclusive(first=ASKERS, other=f"{ASKERS}, until: 2026-11-23"), "warning"),
        (exclusive(first=f"{ASKERS}, own_role: processor", other=ASKERS), None),
        (exclusive("Wij gebruiken uw vraag niet alleen om u te antwoorden.", first=ASKERS, other=ASKERS), None),
        (exclusive("Uw vraag gebruiken wij om u te antwoorden.", first=ASKERS, other=ASKERS), None),
        (
            exclusive(
                "Wij verwerken dit uitsluitend voor ons antwoord, tenzij u het anders wilt.", first=ASKERS, other=ASKERS
            ),
            None,
        ),
        (exclusive("Dit wordt uitsluitend gebruikt voor ons antwoord, en om onze diensten te verbeteren."), "error"),
        (exclusive("Dit wordt uitsluitend gebruikt om onze diensten te verbeteren!"), "error"),
        (exclusive("Dit wordt uitsluitend gebruikt om onze diensten te leveren."), None),
        (exclusive("Dit wordt uitsluitend gebruikt voor onze groei.", name="Groei"), "error"),
        (exclusive("Dit wordt uitsluitend gebruikt om te verbeteren en voor wat er is.", name="Wat er is"), None),
    ],
)
def test_exclusive_use(source: str, severity: str | None) -> None:
    assert [one.severity.value for one in ask("IN002", source)] == ([severity] if severity else [])


def test_exclusive_use_of_part_of_the_data() -> None:
    source = exclusive(first=ASKERS, other=ASKERS)
    assert not ask("IN002", source.replace("data: [email, message]", "data: [email]"))
    assert not ask("IN002", source.replace("data: [message, email]", "data: []"))
    assert ask("IN002", source.replace("data: [message, email]", "data: [email]"))


def test_the_rows_of_a_purpose_count_together() -> None:
    source = f"""\
audiences: {{askers: {{name: Vragers}}}}
data_categories: {{message: {{name: Uw vraag}}, email: {{name: E-mailadres}}}}
purposes:
  contact:
    name: Contact
    description: {EXCLUSIVE}
    processing:
      one: {{data: [message], audiences: [askers]}}
      two: {{data: [email]}}
  other:
    name: Anders
    processing:
      one: {{data: [email], audiences: [askers]}}
      two: {{data: [message, email], audiences: [askers]}}
  cookies: {{name: Koekjes}}
cookies:
  c: {{name: C, data: [email, message]}}
"""
    (one,) = ask("IN002", source)
    assert one.subject == "gebruiken uw vraag alleen om"
    assert one.reader == EXCLUSIVE
    assert one.message.nl == (
        "Deze passages spreken elkaar tegen: “Wij gebruiken uw vraag alleen om u te antwoorden.” / doel “Anders” "
        "gebruikt dezelfde gegevens."
    )
    assert one.message.en == (
        "These passages contradict each other: “Wij gebruiken uw vraag alleen om u te antwoorden.” / purpose “Anders” "
        "uses the same data."
    )
    assert related(one) == [(11, 5, "dit doel gebruikt dezelfde gegevens", "this purpose uses the same data")]
    assert not ask("IN002", source.replace("data: [message, email], audiences", "data: [message], audiences"))


@pytest.mark.parametrize(("others", "trips"), [(48, True), (49, False)])
def test_fifty_users_of_the_data_are_looked_at(others: int, trips: bool) -> None:
    """More than that no real policy has; it keeps the time linear."""
    rows = "".join(f"  o{number}: {{name: Doel {number}, data: [message]}}\n" for number in range(others))
    source = (
        "audiences: {askers: {name: Vragers}}\ndata_categories: {message: {name: Uw vraag}}\npurposes:\n"
        f'  contact: {{name: Contact, description: "{EXCLUSIVE}", data: [message]{ASKERS}}}\n{rows}'
        f"  last: {{name: Laatste, data: [message]{ASKERS}}}\n"
    )
    assert bool(ask("IN002", source)) is trips


def test_exclusive_use_elsewhere_in_the_text() -> None:
    source = exclusive("Wij antwoorden u.", first=ASKERS, other=ASKERS)
    assert not ask("IN002", f"{source}introduction: {EXCLUSIVE}\n")


# --- IN003 ---

UNCONFIRMED = """\
status: {status}
unconfirmed:
  - {{at: controller, question: Wie bent u?}}
  - {{at: dpo, question: {{nl: Is er een FG?, en: Is there a DPO?}}}}
"""


@pytest.mark.parametrize(("status", "severity"), [("draft", "warning"), ("final", "error")])
def test_unconfirmed_fact(status: str, severity: str) -> None:
    hits = ask("IN003", UNCONFIRMED.format(status=status))
    assert [(f"{one.severity}", one.span.line, one.span.column, one.subject) for one in hits] == [
        (severity, 3, 10, "controller"),
        (severity, 4, 10, "dpo"),
    ]
    assert [one.message.en for one in hits] == [
        "“controller” has still to be confirmed by the controller.",
        "“dpo” has still to be confirmed by the controller.",
    ]
    assert [(one.help.nl, one.help.en) for one in hits if one.help] == [
        ("Vraag na: Wie bent u?", "Ask: Wie bent u?"),
        ("Vraag na: Is er een FG?", "Ask: Is er een FG?"),
    ]


def test_what_was_open_in_an_archived_text_stays_as_it_was() -> None:
    assert not ask("IN003", UNCONFIRMED.format(status="archived"))


# --- IN004 ---

WEBSITE = "scope: {websites: ['https://x.example/']}\n"
PAPER = "purposes:\n  p: {name: P, legal_basis: {basis: consent, given_by: [website, in_person]}}\n"


@pytest.mark.parametrize(
    ("scope", "place"),
    [
        (WEBSITE, "scope.websites"),
        ("scope: {services: [onze webshop]}\n", "scope.services.0"),
        ("scope: {services: [onze webshop, de website], websites: ['https://x.example/']}\n", "scope.services.0"),
        ("scope: {services: [onze webshop, onze winkel]}\n", None),
        ("scope: {websites: ['https://x.example/'], applications: [Onze app]}\n", None),
        ("scope: {websites: ['https://x.example/'], explanation: Deze verklaring geldt overal.}\n", None),
        ("scope: {further_purposes: Er komt niets bij.}\n", None),
        ("", None),
    ],
)
def test_a_scope_of_the_website_only(scope: str, place: str | None) -> None:
    expected = [f"info {place}: The statement is about the website only. Where is the rest?"] if place else []
    assert worded(ask("IN004", scope + PAPER)) == expected


@pytest.mark.parametrize(
    ("purpose", "trips"),
    [
        ("legal_basis: {basis: consent, given_by: post}", True),
        ("legal_basis: {basis: consent, given_by: phone}", True),
        ("legal_basis: {basis: consent, given_by: paper_form}", True),
        ("legal_basis: {basis: consent, given_by: [website, email]}", False),
        ("legal_basis: consent", False),
        ("legal_basis: contract", False),
        ("listed: true, legal_basis: contract", False),
        ("listed: false, legal_basis: contract", True),
        ("listed: false, legal_basis: legitimate_interests", False),
        ("listed: false, legal_basis: contract, own_role: processor", False),
        ("direct_marketing: {by: [email, phone]}", True),
        ("direct_marketing: {by: [email, sms, app]}", False),
        ("direct_marketing: {}", False),
    ],
)
def test_what_happens_outside_the_website(purpose: str, trips: bool) -> None:
    hits = ask("IN004", f"{WEBSITE}purposes:\n  p: {{name: P, {purpose}}}\n")
    assert bool(hits) is trips
    column = 16 + max(purpose.find("legal_basis"), 0)
    for one in hits:
        assert related(one) == [
            (3, column, "dit gebeurt ook buiten de website", "this happens outside the website too")
        ]


@pytest.mark.parametrize(
    ("controllers", "trips"),
    [
        ("controller: {name: A, online_service: false}\n", True),
        ("controller: {name: A, online_service: true}\n", False),
        ("controller: {name: A}\n", False),
        ("controllers: {a: {name: A, online_service: false}, b: {name: B, online_service: true}}\n", False),
        ("controllers: {a: {name: A, online_service: false}, b: {name: B, online_service: false}}\n", True),
    ],
)
def test_a_contract_without_an_online_service(controllers: str, trips: bool) -> None:
    assert bool(ask("IN004", f"{WEBSITE}{controllers}purposes:\n  p: {{name: P, legal_basis: contract}}\n")) is trips


# --- what a policy leans on ---


def relied_on(source: str, on: date = TODAY) -> list[tuple[str, str, str]]:
    loaded = load(read(f"policyc: 1\nid: p\ntitle: T\nstatus: draft\n{source}".encode(), name="p.yaml"))
    assert loaded.policy is not None, loaded.diagnostics
    return [(topic, fact.id, ".".join(map(str, path))) for topic, fact, path in facts_relied_on(loaded.policy, on)]


def transfer(fields: str) -> str:
    return f"recipients:\n  r: {{name: R, transfers: {{t: {{{fields}}}}}}}\n"


T = "recipients.r.transfers.t"
ROW = "purposes.p.processing.row"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("controller: {name: X}\n", []),
        (
            transfer("mechanism: adequacy, decision: ad_us_ps, country: US"),
            [("adequacy_decisions", "ad_us_ps", f"{T}.decision")],
        ),
        (transfer("mechanism: adequacy, country: US"), [("adequacy_decisions", "ad_us_dpf", f"{T}.mechanism")]),
        (transfer("mechanism: adequacy, country: IN"), []),
        (transfer("mechanism: adequacy"), []),
        (
            transfer("mechanism: standard_clauses, clauses: scc_2010_c2p"),
            [("transfer_safeguards", "scc_2010_c2p", f"{T}.clauses")],
        ),
        (transfer("mechanism: standard_clauses"), []),
        (transfer("mechanism: binding_corporate_rules"), [("transfer_safeguards", "bcr", f"{T}.mechanism")]),
        (transfer("mechanism: ad_hoc_clauses"), [("transfer_safeguards", "adhoc_clauses", f"{T}.mechanism")]),
        *(
            (transfer(f"mechanism: {id_}"), [("transfer_safeguards", id_, f"{T}.mechanism")])
            for id_ in ("code_of_conduct", "certification", "public_instrument")
        ),
        (
            transfer("mechanism: derogation, ground: 49_1_second"),
            [("transfer_derogations", "49_1_second", f"{T}.ground")],
        ),
        (transfer("mechanism: derogation"), []),
        (transfer("country: US"), []),
        (
            "recipients:\n  r: {name: R, country: NO, sub_processors: {s: {name: S, country: DE}, u: {name: U}}}\n",
            [
                ("eea_countries", "eea_no", "recipients.r.country"),
                ("eea_countries", "eea_de", "recipients.r.sub_processors.s.country"),
            ],
        ),
        ("recipients:\n  r: {name: R, country: US}\n", []),
        (
            "data_categories:\n  d: {name: D, special: health, regulated: [bsn, gender_title]}\n  e: {name: E}\n",
            [
                ("special_categories", "health", "data_categories.d.special"),
                ("other_regulated_data", "bsn", "data_categories.d.regulated"),
                ("other_regulated_data", "gender_title", "data_categories.d.regulated"),
            ],
        ),
        (
            "purposes:\n  p: {name: P, legal_basis: [consent, contract], special_ground: {condition: 9_2_h}}\n",
            [
                ("legal_bases", "consent", f"{ROW}.legal_basis.0"),
                ("legal_bases", "contract", f"{ROW}.legal_basis.1"),
                ("special_category_conditions", "9_2_h", f"{ROW}.special_ground.condition"),
            ],
        ),
        ("purposes:\n  p: {name: P, legal_basis: consent, own_role: processor}\n", []),
        ("purposes:\n  p: {name: P, legal_basis: consent, until: 2026-11-22}\n", []),
        (
            "purposes:\n  p: {name: P, legal_basis: consent, until: 2026-11-23}\n",
            [("legal_bases", "consent", f"{ROW}.legal_basis.0")],
        ),
        (
            "purposes:\n  p: {name: P, retention: {period: P4W, norm: applicants}}\n",
            [("retention_periods", "applicants", f"{ROW}.retention.norm")],
        ),
        (
            "purposes:\n  p: {name: P, retention: {at_least: P7Y, law: AWR, article: '52'}}\n",
            [("retention_periods", "fiscal", f"{ROW}.retention.law")],
        ),
        ("purposes:\n  p: {name: P, retention: {at_least: P7Y, law: AWR, article: '1'}}\n", []),
        (
            "retention: {rule: {period: P7Y, law: AWR}, exception: {description: x, law: AWR, article: 52 lid 4}}\n",
            [
                ("retention_periods", "fiscal", "retention.rule.law"),
                ("retention_periods", "fiscal", "retention.exception.law"),
            ],
        ),
        ("retention: {exception: {description: wat de wet eist}}\n", []),
        (
            "cookies:\n  c: {name: C, category: marketing, legal_basis: consent}\n  d: {name: D}\n",
            [
                ("cookie_categories", "marketing", "cookies.c.category"),
                ("legal_bases", "consent", "cookies.c.legal_basis.0"),
            ],
        ),
        (
            "rights: {response_time: P1M, complaint: {authority: NL}}\n",
            [
                ("response_rules", "response_time", "rights.response_time"),
                ("supervisory_authorities", "ap", "rights.complaint.authority"),
            ],
        ),
        ("rights: {free: true, complaint: {authority: US}}\n", []),
        ("rights: {complaint: {explanation: Klaag gerust.}}\n", []),
        ("children: {addressed: false}\n", []),
        ("children: {minimum_age: 16}\n", []),
    ],
)
def test_facts_relied_on(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert relied_on(source) == expected


def test_the_rules_on_children_are_those_of_the_day() -> None:
    old, new = (relied_on("children: {addressed: true}\n", day) for day in (date(2026, 8, 31), date(2026, 9, 1)))
    assert {place for _, _, place in (*old, *new)} == {"children.addressed"}
    assert {id_ for _, id_, _ in old} - {id_ for _, id_, _ in new} == {
        "rights_under_16_old",
        "withdraw_by_representative",
    }


def test_what_a_policy_only_says_leans_on_the_law_of_the_day() -> None:
    category = "data_categories:\n  d: {name: D, regulated: gender_title}\n"
    assert relied_on(category, date(2025, 1, 8)) == []
    assert len(relied_on(category, date(2025, 1, 9))) == 1
    cookie = "cookies:\n  c: {name: C, category: analytics_limited}\n"
    assert relied_on(cookie, date(2015, 3, 10)) == []


# --- IN005 ---

ENDS = "Your statement leans on law that holds until"


@pytest.mark.parametrize(
    ("on", "trips"), [("2026-03-04", False), ("2026-03-05", True), ("2026-08-31", True), ("2026-09-01", False)]
)
def test_180_days_ahead(on: str, trips: bool) -> None:
    expected = [
        f"warning children.addressed: {ENDS} 2026-09-01: rule on children “withdraw_by_representative” and "
        "“rights_under_16_old”."
    ]
    assert worded(ask("IN005", "children: {addressed: true}\n", date.fromisoformat(on))) == (expected if trips else [])


def test_the_united_kingdom_left_twice() -> None:
    source = "recipients:\n  r: {name: R, country: GB}\n"
    place = "warning recipients.r.country"
    country, bridge = "place in the EEA of", "bridging arrangement for"
    assert worded(ask("IN005", source, date(2020, 12, 31))) == [f"{place}: {ENDS} 2021-01-01: {country} “eea_gb”."]
    assert worded(ask("IN005", source, date(2021, 1, 1))) == [f"{place}: {ENDS} 2021-06-28: {bridge} “eea_gb_bridge”."]
    assert worded(ask("IN005", source, date(2021, 6, 28))) == []


def test_what_has_ended_is_not_about_to() -> None:
    """The policy names the clauses, so it leans on them all the same; TR004 says that they are dead."""
    source = transfer("mechanism: standard_clauses, clauses: scc_2010_c2p")
    assert len(ask("IN005", source, date(2022, 12, 26))) == 1
    assert not ask("IN005", source, date(2022, 12, 27))


def test_one_who_may_say_only_does_not_hide_the_next() -> None:
    """A sentence with an exception is left alone, and the one after it is read."""
    both = f"Wij gebruiken dit alleen om u te helpen, tenzij u het anders wilt. {EXCLUSIVE}"
    assert [one.reader for one in ask("IN002", exclusive(both, first=ASKERS, other=ASKERS))] == [EXCLUSIVE]


def test_a_processor_does_not_hide_the_next_row() -> None:
    bad = "legal_basis: consent, provision: {required: statutory}"
    source = f"purposes:\n  p: {{name: P, own_role: processor, {bad}}}\n  q: {{name: Q, {bad}}}\n"
    assert [one.path[1] for one in ask("IN002", source)] == ["q"]


def test_the_first_pair_does_not_hide_the_next() -> None:
    source = "purposes:\n  a: {name: A}\n  b: {name: A}\n  c: {name: C}\n  d: {name: C}\n"
    assert [one.path[1] for one in ask("IN001", source)] == ["b", "d"]


def test_the_end_of_an_adequacy_decision_is_for_another_rule() -> None:
    assert not ask("IN005", transfer("mechanism: adequacy, country: GB"), date(2031, 12, 1))


@pytest.mark.parametrize(
    ("topic", "source", "nl", "en"),
    [
        (
            "cookie_categories",
            "cookies:\n  c: {name: C, category: marketing}\n",
            "soort cookie “marketing / tracking”",
            "kind of cookie “marketing”",
        ),
        (
            "legal_bases",
            "purposes:\n  p: {name: P, legal_basis: consent}\n",
            "grondslag “consent”",
            "legal basis “consent”",
        ),
        (
            "other_regulated_data",
            "data_categories:\n  d: {name: D, regulated: bsn}\n",
            "regel over “burgerservicenummer / nationaal identificatienummer”",
            "rule on “bsn”",
        ),
        (
            "response_rules",
            "rights: {response_time: P1M}\n",
            "antwoordtermijn “response_time”",
            "time to answer “response_time”",
        ),
        (
            "retention_periods",
            "purposes:\n  p: {name: P, retention: {period: P4W, norm: camera}}\n",
            "bewaarnorm “camerabeelden”",
            "retention norm “camera”",
        ),
        (
            "special_categories",
            "data_categories:\n  d: {name: D, special: health}\n",
            "bijzondere gegevens “health”",
            "special category “health”",
        ),
        (
            "special_category_conditions",
            "purposes:\n  p: {name: P, special_ground: {condition: 9_2_h}}\n",
            "uitzondering van artikel 9 “preventieve of arbeidsgeneeskunde, medische diagnose, zorg”",
            "exception of article 9 “9_2_h”",
        ),
        (
            "supervisory_authorities",
            "rights: {complaint: {authority: NL}}\n",
            "toezichthouder “Autoriteit Persoonsgegevens”",
            "supervisory authority “ap”",
        ),
        (
            "transfer_derogations",
            transfer("mechanism: derogation, ground: 49_1_e"),
            "afwijking van artikel 49 “rechtsvordering”",
            "derogation of article 49 “49_1_e”",
        ),
        (
            "transfer_safeguards",
            transfer("mechanism: binding_corporate_rules"),
            "waarborg voor doorgifte “bindende bedrijfsvoorschriften”",
            "safeguard for transfers “bcr”",
        ),
    ],
)
def test_every_foundation_has_a_name(
    topic: str, source: str, nl: str, en: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No real row of these ends soon; here each ends in ten days."""
    until = TODAY + timedelta(days=10)

    def ending(*arguments: object) -> tuple[foundations.Foundation, ...]:
        real = facts_relied_on(*arguments)  # type: ignore[arg-type]
        return tuple((one, _until(fact, until), path) for one, fact, path in real if one == topic)

    monkeypatch.setattr(internal_consistency, "facts_relied_on", ending)
    (one,) = ask("IN005", source)
    assert one.message.nl == f"Uw verklaring steunt op recht dat tot {until} geldt: {nl}."
    assert one.message.en == f"{ENDS} {until}: {en}."
    assert one.severity == "warning"


def _until(fact: Fact, until: date) -> Fact:
    return type(fact)(**{**vars(fact), "valid_until": until})


def test_every_topic_that_a_policy_leans_on_is_a_topic_of_the_law() -> None:
    assert set(internal_consistency._FOUNDATIONS) <= set(facts.topics())


def test_the_sources() -> None:
    assert {rule.code: rule.sources for rule in RULES} == {
        "IN001": ("AVG 5(1)(a)", "AVG 12(1)"),
        "IN002": ("AVG 5(1)(a)",),
        "IN003": ("AVG 5(2)", "AVG 24"),
        "IN004": ("AVG 13", "WP260 annex"),
        "IN005": ("AVG 5(1)(a)", "AVG 24"),
        "IN006": ("AVG 99(2)",),
    }


# --- IN002: no cookies, and yet ---

NO_COOKIES = "cookie_use: {present: false}\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Die agenda plaatst cookies van Google Analytics.", "plaatst cookies"),
        ("Wij gebruiken op elke pagina drie analytische cookies.", "gebruiken op elke pagina drie analytische cookies"),
        ("Op deze site worden trackingcookies geplaatst.", "trackingcookies geplaatst"),
        ("Wij gebruiken geen cookies.", None),
        ("Cookies worden nooit geplaatst.", None),
        ("Als u doorklikt, plaatst een ander cookies.", None),
        ("Andere websites gebruiken cookies.", None),
        ("Gebruiken wij cookies?", None),
        ("Wij schrijven over cookies.", None),
    ],
)
def test_a_sentence_that_says_that_cookies_are_placed(text: str, words: str | None) -> None:
    found = ask("IN002", f"{NO_COOKIES}introduction: {text}\n")
    assert [(one.subject, one.reader) for one in found] == ([] if words is None else [(words, text)])
    assert ask("IN002", f"introduction: {text}\n") == ()


def test_no_cookies_in_words() -> None:
    source = f"{NO_COOKIES}introduction: Wij gebruiken cookies. De agenda gebruikt cookies.\n"
    assert worded(ask("IN002", source)) == [
        "warning introduction: These passages contradict each other: there are no cookies / “Wij gebruiken cookies.”."
    ]
    assert related(*ask("IN002", source)) == [(1, 14, "spreekt dat tegen", "contradicts that")]


def test_a_list_of_cookies_says_it_already() -> None:
    source = f"{NO_COOKIES}introduction: Wij gebruiken cookies.\ncookies:\n  c: {{name: C}}\n"
    assert [str(one.severity) for one in ask("IN002", source)] == ["error"]
