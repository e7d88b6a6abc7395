"""What a change means where that depends on more than its own field; the pairs of files show the plain cases."""

from __future__ import annotations

import pytest

from changes.twins import changes_between, policy_of


def kinds_at(old: str, new: str, at: str) -> list[str]:
    """The kinds of the changes at a path and below it."""
    found = changes_between(policy_of(old), policy_of(new))
    return [one.kind.id for one in found if f"{'.'.join(map(str, one.path))}.".startswith(f"{at}.")]


# --- rows 17 to 22: recipients --------------------------------------------------------------------------------------

HOST = "  host: {category: Hostingbedrijven, kind: bedrijf dat websites bewaart, role: processor, country: NL}\n"


def with_spare(fields: str, *, row: str = "[spare]", also: str = "", before: str = "[host]") -> list[str]:
    """What it means that `spare` comes, for a row that `before` had its data."""
    purpose = "purposes:\n  delivery: {name: Bezorgen, data: [address], recipients: %s}\n"
    data = "data_categories:\n  address: {name: Uw adres}\n"
    old = f"{data}{purpose % before}recipients:\n{HOST}{also}"
    new = f"{data}{purpose % row}recipients:\n{HOST}{also}  spare: {{{fields}}}\n"
    return kinds_at(old, new, "recipients.spare")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        (
            "category: Reserve, kind: bedrijf dat websites bewaart, role: processor, country: DE",
            "processor-like-others",
        ),
        (
            "category: Reserve, kind: Bedrijf dat websites bewaart, role: processor, country: NL",
            "processor-like-others",
        ),
        ("name: Duinhost, kind: bedrijf dat websites bewaart, role: processor, country: NL", "processor-named"),
        ("category: Reserve, kind: bedrijf dat post leest, role: processor, country: NL", "processor-new-kind"),
        ("category: Reserve, kind: bedrijf dat websites bewaart, role: processor", "processor-new-kind"),
        ("category: Reserve, role: processor, country: NL", "processor-new-kind"),
        ("category: Reserve, kind: bedrijf dat websites bewaart, country: NL", "recipient-role-open"),
    ],
)
def test_a_processor_is_like_others_by_kind_and_place(fields: str, kind: str) -> None:
    assert with_spare(fields)[0] == kind


def test_a_processor_for_a_row_that_no_processor_had_is_a_new_kind() -> None:
    like_host = "category: Reserve, kind: bedrijf dat websites bewaart, role: processor, country: NL"
    assert with_spare(like_host, before="[]")[0] == "processor-new-kind"


def test_a_country_outside_the_eea_is_told_once_with_its_recipient() -> None:
    transfers = "transfers: {us: {country: US, mechanism: adequacy}}"
    mail = f"name: Mail, role: processor, country: US, {transfers}"
    sub = "sub_processors: {a: {name: A, country: US}, b: {name: B, country: IN}, c: {name: C, country: IN}}"
    assert with_spare(mail) == ["processor-new-kind", "transfer-new"]
    assert with_spare(f"{mail}, {sub}") == ["processor-new-kind", "transfer-new", "transfer-new"]
    assert with_spare("name: Mail, role: processor, country: US") == ["processor-new-kind", "transfer-new"]
    assert with_spare("name: Mail, role: processor, country: NO") == ["processor-new-kind"]


def test_marketing_by_a_party_that_decides_itself_needs_consent() -> None:
    purpose = "purposes:\n  ads: {name: Reclame, recipients: [partner], direct_marketing: {by: post}}\n"
    without = "purposes:\n  ads: {name: Reclame, direct_marketing: {by: post}}\n"
    for role, kind in (
        ("role: controller", "recipient-for-marketing"),
        ("role: joint_controller", "recipient-for-marketing"),
        ("role: processor", "processor-new-kind"),
        ("country: NL", "recipient-role-open"),
    ):
        partner = f"recipients:\n  partner: {{name: Partner, {role}}}\n"
        assert kinds_at(without, purpose + partner, "recipients.partner")[0] == kind


# --- rows 22 to 25: transfers ---------------------------------------------------------------------------------------


def recipient(fields: str) -> str:
    return f"recipients:\n  cloud: {{name: Cloud, role: processor, {fields}}}\n"


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        # Another mechanism under another id, for the country where this recipient had the data already.
        (
            "transfers: {a: {country: US}}",
            "transfers: {b: {country: US}}",
            ["transfer-mechanism", "transfer-mechanism"],
        ),
        # A country that was named, and a transfer that is explained at last.
        ("country: US", "country: US, transfers: {a: {country: US}}", ["transfer-described"]),
        # The country stays, so the transfer does, whatever the statement leaves out.
        ("country: US, transfers: {a: {country: US}}", "country: US", ["transfer-less-described"]),
        ("transfers: {a: {country: US}}", "country: NL", ["recipient-described", "transfer-ended"]),
        ("transfers: {a: {country: US}}", "country: US", ["recipient-described", "transfer-less-described"]),
        ("country: NL", "country: US", ["transfer-new"]),
        ("country: US", "country: NL", ["recipient-into-eea"]),
        ("country: US", "country: IN", ["transfer-new"]),
        ("country: NL", "country: LI", ["recipient-moved-within-eea"]),
        ("agreement: true", "agreement: true, transfers: {a: {country: FR}}", ["recipient-moved-within-eea"]),
        ("transfers: {a: {country: US}}", "transfers: {a: {country: FR}}", ["transfer-ended"]),
        ("transfers: {a: {country: US}}", "transfers: {a: {organisation: UNHCR}}", ["transfer-new", "transfer-new"]),
        ("transfers: {a: {}}", "transfers: {a: {country: US}}", ["transfer-described"]),
        ("transfers: {a: {country: US}}", "transfers: {a: {}}", ["transfer-less-described"]),
        ("transfers: {a: {organisation: ILO}}", "transfers: {a: {organisation: UNHCR}}", ["transfer-new"]),
        (
            "transfers: {a: {country: US, mechanism: adequacy}}",
            "transfers: {a: {country: IN, mechanism: standard_clauses}}",
            ["transfer-mechanism", "transfer-new"],
        ),
        (
            "transfers: {a: {country: US, mechanism: adequacy}}",
            "transfers: {a: {country: US, mechanism: derogation, ground: 49_1_a}}",
            ["transfer-on-consent"],
        ),
        (
            "country: US, transfers: {a: {country: US, mechanism: adequacy}}",
            "country: US, transfers: {a: {country: US, mechanism: adequacy}, b: {country: US, mechanism: derogation}}",
            ["transfer-on-derogation"],
        ),
    ],
)
def test_a_transfer_is_new_by_the_country_and_the_recipient(old: str, new: str, kinds: list[str]) -> None:
    assert kinds_at(recipient(old), recipient(new), "recipients.cloud") == kinds


# --- rows 29 to 34: cookies -----------------------------------------------------------------------------------------


def cookies(fields: str) -> str:
    head = "recipients:\n  ads: {name: Ads, role: processor}\n  shop: {name: Shop, role: processor}\npurposes:\n"
    head += "  show: {name: Reclame}\n  count: {name: Tellen}\nconsent: {requests: {one: {name: A}, two: {name: B}}}\n"
    return f"{head}cookies:\n  it: {{names: [x], {fields}}}\n"


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        # By the law, a category without an exception needs consent, whatever is said of it.
        ("category: strictly_necessary", "category: marketing", ["cookie-does-more"]),
        ("category: marketing", "category: strictly_necessary", ["cookie-no-longer-asked"]),
        ("category: strictly_necessary", "category: communication", ["exempt-cookie-does-more"]),
        ("storage: cookie", "storage: cookie, category: marketing", ["cookie-asks-now"]),
        ("storage: cookie", "storage: cookie, category: communication", ["cookie-described"]),
        ("consent: required", "consent: required, category: marketing", ["cookie-described"]),
        ("category: marketing, consent: exempt", "category: marketing, consent: required", ["cookie-asks-now"]),
        ("category: preference, consent: required", "category: preference", ["cookie-consent-dropped"]),
        (
            "category: preference, asked_by_user: true, consent: exempt",
            "category: preference, asked_by_user: false, consent: exempt",
            ["cookie-exemption-weaker"],
        ),
        (
            "category: preference, consent: exempt",
            "category: preference, asked_by_user: true, consent: exempt",
            ["cookie-exemption"],
        ),
        # Durations.
        ("consent: required, duration: P1Y", "consent: required, duration: P12M", ["notation"]),
        ("consent: required, duration: P1Y", "consent: required, duration: {sliding: P1Y}", ["cookie-longer"] * 2),
        ("consent: required, duration: {sliding: P1Y}", "consent: required, duration: P1Y", ["cookie-less"] * 2),
        ("consent: required, duration: permanent", "consent: required, duration: P1Y", ["cookie-less"] * 2),
        ("consent: required, duration: P1M", "consent: required, duration: P30D", ["cookie-longer"]),
        (
            "consent: required, duration: {until: u uitlogt}",
            "consent: required, duration: {until: u weggaat}",
            ["cookie-longer"],
        ),
        ("consent: required", "consent: required, duration: {}", ["notation"]),
        # Who reads it: the provider was told, others were not.
        (
            "consent: required, provider: ads",
            "consent: required, provider: ads, third_party_access: [ads]",
            ["cookie-described"],
        ),
        (
            "consent: required, provider: ads",
            "consent: required, provider: ads, third_party_access: [shop]",
            ["cookie-more-readers"],
        ),
        ("consent: required, provider: ads", "consent: required, provider: shop", ["cookie-does-more"]),
        ("category: communication, provider: ads", "category: communication, provider: shop", ["exempt-cookie"]),
        # Legal bases.
        (
            "legal_basis: [{basis: consent, request: one}, legitimate_interests]",
            "legal_basis: {basis: consent, request: one}",
            ["cookie-less"],
        ),
        (
            "legal_basis: {basis: consent, request: one}",
            "legal_basis: {basis: consent, request: two}",
            ["cookie-asked-anew"],
        ),
        ("legal_basis: legitimate_interests", "legal_basis: consent", ["cookie-asks-now"]),
    ],
)
def test_a_cookie_is_judged_by_whether_it_waits_for_consent(old: str, new: str, kinds: list[str]) -> None:
    assert kinds_at(cookies(old), cookies(new), "cookies.it") == kinds


_OLD_COOKIE = "provider: ads, purpose: show, duration: P6M, third_party_access: [ads], consent: required"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        (_OLD_COOKIE, "cookie-replaced"),
        (_OLD_COOKIE.replace("P6M", "session"), "cookie-replaced"),
        (_OLD_COOKIE.replace("P6M", "P1Y"), "cookie-asks-consent"),
        (_OLD_COOKIE.replace("provider: ads", "provider: shop"), "cookie-asks-consent"),
        (_OLD_COOKIE.replace("purpose: show", "purpose: [show, count]"), "cookie-asks-consent"),
        (_OLD_COOKIE.replace("[ads]", "[ads, shop]"), "cookie-asks-consent"),
        (_OLD_COOKIE.replace("duration: P6M, ", ""), "cookie-asks-consent"),
        (f"{_OLD_COOKIE}, legal_basis: {{basis: consent, request: two}}", "cookie-asks-consent"),
    ],
)
def test_a_cookie_replaces_one_that_people_said_yes_to(fields: str, kind: str) -> None:
    old, new = cookies(_OLD_COOKIE), cookies(fields).replace("  it:", "  other:")
    assert kinds_at(old, new, "cookies.other") == [kind]
    # Beside the old one, it is one more.
    assert kinds_at(old, f"{old}{new.splitlines()[-1]}\n", "cookies.other") == ["cookie-asks-consent"]


# --- rows 38 to 45: rights ------------------------------------------------------------------------------------------

BASES = "purposes:\n  a: {name: A, legal_basis: contract}\n"
BY_LAW = "rights: {stated: [access, rectification, erasure, restriction, portability, complaint]}\n"
SOME = "rights: {stated: [access, complaint]}\n"
MAIL = "rights: {channel: {email: a@b.nl}}\n"
PHONE = "rights: {channel: {phone: '+31 20 123 45 67'}}\n"


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("", SOME, ["right-removed"]),
        (SOME, "", ["right-withheld"]),
        ("", BY_LAW, ["rights-exercise"]),
        (BY_LAW, "", ["right-described"]),
        (SOME, "rights: {stated: [complaint, objection]}\n", ["right-added", "right-removed"]),
        # The complaint has a section of its own.
        (SOME, "rights: {stated: [access]}\n", ["right-removed"]),
        # A route that goes while another comes is a new address.
        (MAIL, PHONE, ["rights-route", "rights-route-added"]),
        (MAIL, "", ["rights-route-closed"]),
    ],
)
def test_rights_are_compared_as_readers_get_them(old: str, new: str, kinds: list[str]) -> None:
    assert sorted(kinds_at(BASES + old, BASES + new, "rights")) == kinds


def test_a_text_that_was_taken_over_and_then_gives_the_rights_of_the_law() -> None:
    taken_over = "transcription: true\n"
    assert kinds_at(BASES + taken_over, BASES, "transcription") == ["right-withheld"]
    assert kinds_at(BASES + taken_over + SOME, BASES + SOME, "transcription") == ["administration"]


# --- row 51: promises -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("no_sale", "commitment-dropped"),
        ("no_disclosure", "commitment-dropped"),
        ("anonymous", "commitment-dropped"),
        ("security", "security-dropped"),
        ("lawfulness", "commitment-of-law-dropped"),
        ("review", "commitment-of-law-dropped"),
        ("null", "commitment-dropped"),
    ],
)
def test_a_promise_weighs_by_what_it_is_about(claim: str, kind: str) -> None:
    old = f"commitments:\n  it: {{text: Dat beloven wij., claim: {claim}}}\n"
    assert kinds_at(old, "", "commitments.it") == [kind]
    assert kinds_at(old, old.replace("beloven", "proberen"), "commitments.it") == [kind]


# --- rows 36 and 48: consent names its controller -------------------------------------------------------------------

ON_CONSENT = "purposes:\n  tips: {name: Tips, legal_basis: consent}\n"
OWNER = 'controller: {name: Thee, legal_name: %s, legal_form: %s, trade_register: "%s"}\n'


@pytest.mark.parametrize(
    ("new", "kinds"),
    [
        (("Thee B.V.", "bv", "87654321"), ["controller-renamed"]),
        (("Koffie B.V.", "bv", "12345678"), ["controller-renamed"]),
        (("Thee N.V.", "nv", "12345678"), ["controller-renamed", "controller-renamed"]),
        (("Thee B.V.", "nv", "87654321"), ["controller-other", "consent-other-controller", "controller-other"]),
        (("Koffie B.V.", "bv", "87654321"), ["controller-other", "consent-other-controller", "controller-other"]),
        (("Koffie", "nv", "87654321"), ["controller-other", "consent-other-controller", *["controller-other"] * 2]),
    ],
)
def test_a_consent_is_asked_again_once_by_another_legal_person(new: tuple[str, ...], kinds: list[str]) -> None:
    old = OWNER % ("Thee B.V.", "bv", "12345678")
    assert kinds_at(ON_CONSENT + old, ON_CONSENT + OWNER % new, "controller") == kinds


def test_nobody_is_asked_again_who_was_never_asked() -> None:
    old, new = OWNER % ("Thee B.V.", "bv", "12345678"), OWNER % ("Koffie B.V.", "bv", "87654321")
    on_contract = ON_CONSENT.replace("consent", "contract")
    for before, after in ((on_contract, on_contract), (on_contract, ON_CONSENT), (ON_CONSENT, on_contract)):
        assert kinds_at(before + old, after + new, "controller") == ["controller-other", "controller-other"]


def test_a_row_that_names_its_controllers_tells_who_joins_it() -> None:
    old = "controllers: {a: {legal_name: A}, b: {legal_name: B}}\n"
    new = old.replace("}}", "}, c: {legal_name: C}}")
    assert kinds_at(ON_CONSENT + old, ON_CONSENT + new, "controllers.c") == [
        "joint-controller-added",
        "controller-added-on-consent",
    ]
    named = ON_CONSENT.replace("consent", "consent, controllers: [a]")
    assert kinds_at(named + old, named + new, "controllers.c") == ["joint-controller-added"]


# --- row 20: the exception for customers ----------------------------------------------------------------------------

MET = "{sale: true, own_similar_products: true, opt_out_at_collection: true, opt_out_in_each_message: true}"
NEWS = "purposes:\n  news: {name: Nieuws, data: [mail], legal_basis: contract, direct_marketing: {by: email%s}}\n"
HELD = "data_categories: {mail: {name: E-mailadres}}\n"


@pytest.mark.parametrize(
    ("old", "more", "kind"),
    [
        # The addresses were there, and nobody was offered a way out when they gave them.
        ("purposes:\n  news: {name: Nieuws, data: [mail], legal_basis: contract}\n", "", "marketing-needs-consent"),
        (
            "purposes:\n  news: {name: Nieuws, data: [mail], legal_basis: contract}\n",
            "release: {changes: [{covers: ['**'], only_new_data: true}]}\n",
            "marketing-begun",
        ),
        ("", "", "marketing-begun"),
    ],
)
def test_customers_could_refuse_when_they_gave_their_address(old: str, more: str, kind: str) -> None:
    new = HELD + NEWS % f", soft_opt_in: {MET}"
    assert kind in kinds_at(HELD + old, new + more, "purposes.news")


# --- row 40: complaints ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("[{name: A}, {name: B}]", "[{name: A}]", ["complaint-route-removed"]),
        ("[{name: A}]", "[{name: A}, {name: B}]", ["complaint-route-changed"]),
        ("[{name: A}]", "[{name: B}]", ["complaint-route-changed"]),
        ("[{name: A}]", "[]", ["complaint-route-removed"]),
        (
            "[{name: A, explanation: Snel.}, {name: B}]",
            "[{name: A, explanation: Traag.}]",
            ["complaint-route-removed", "complaint-explanation"],
        ),
        ("[{name: A, explanation: Snel.}]", "[{name: A, explanation: Traag.}]", ["complaint-explanation"]),
    ],
)
def test_a_step_of_the_complaint_that_goes_is_one_way_fewer(old: str, new: str, kinds: list[str]) -> None:
    text = "rights: {free: true, complaint_ladder: %s}\n"
    assert kinds_at(text % old, text % new, "rights.complaint_ladder") == kinds
