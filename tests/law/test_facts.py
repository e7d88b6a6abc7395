"""The law as data: every fact is complete, dated and sourced, and holds on exactly the days it should."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

import pytest

from policyc.law import facts
from policyc.model.cookies import CookieCategory
from policyc.model.link import is_safe_link
from policyc.model.policy import Policy
from policyc.render.templates import packaged_templates, read_terms

from .fact_files import FACTS, ROWS, TOPICS

DAY = timedelta(days=1)

rows_of_all_topics = pytest.mark.parametrize(
    ("topic", "row"), [pytest.param(topic, row, id=f"{topic}-{row['id']}") for topic, row in ROWS]
)


def test_the_topics() -> None:
    """Every topic of the law that the rules and the diff ask about."""
    assert facts.topics() == (
        "adequacy_decisions",
        "authority_notions",
        "case_law",
        "children",
        "cookie_categories",
        "cookie_rules",
        "data_subject_rights",
        "eea_countries",
        "electronic_direct_marketing",
        "guidance",
        "imprint_duties",
        "information_duties",
        "instruments",
        "language_rules",
        "lead_times",
        "legal_bases",
        "other_regulated_data",
        "outdated_authority_details",
        "pending_law",
        "response_rules",
        "retention_periods",
        "review_periods",
        "special_categories",
        "special_category_conditions",
        "statement_term_alerts",
        "supervisory_authorities",
        "transfer_case_law",
        "transfer_derogations",
        "transfer_safeguards",
    )


@rows_of_all_topics
def test_links_and_countries(topic: str, row: dict[str, Any]) -> None:
    for key in ("website", "complaint_page", "register"):
        assert row.get(key) is None or is_safe_link(row[key])
    country = row.get("iso2")
    if country is not None:
        policy = {"policyc": 1, "id": "x", "title": "x", "status": "draft"}
        assert Policy.model_validate({**policy, "controller": {"address": {"country": country}}})


def test_every_file_says_what_it_is_and_how_to_read_it() -> None:
    for topic in TOPICS:
        first, second = (FACTS / f"{topic}.yaml").read_text("utf-8").split("\n")[:2]
        assert first.startswith("# ")
        assert "valid_from <= d < valid_until" in second


def test_every_fact_is_found_by_topic_and_id() -> None:
    found = {(topic, fact.id): fact for topic, fact in facts.every_fact()}
    assert found.keys() == {(topic, row["id"]) for topic, row in ROWS}
    for (topic, id_), fact in found.items():
        assert facts.fact(topic, id_) is fact
        assert fact.confidence in get_args(facts.Confidence)
        assert "(" in fact.source


@pytest.mark.parametrize(("topic", "id_"), [("children", "no_such_rule"), ("no_such_topic", "x"), ("../facts", "x")])
def test_a_fact_that_is_not_there(topic: str, id_: str) -> None:
    with pytest.raises(KeyError):
        facts.fact(topic, id_)


def test_a_fact_does_not_change() -> None:
    fact = facts.fact("case_law", "planet49")
    with pytest.raises(AttributeError):
        setattr(fact, "valid_until", None)  # noqa: B010
    assert repr(fact) == "Fact('planet49', 2019-10-01 to now)"


# --- days ---


@rows_of_all_topics
def test_a_fact_begins_on_its_first_day_and_ends_before_its_last(topic: str, row: dict[str, Any]) -> None:
    fact = facts.fact(topic, row["id"])
    assert (fact.valid_from, fact.valid_until) == (row["valid_from"], row["valid_until"])
    assert not fact.holds(fact.valid_from - DAY)
    assert fact.holds(fact.valid_from)
    if fact.valid_until is not None:
        assert fact.holds(fact.valid_until - DAY)
        assert not fact.holds(fact.valid_until)
    else:
        assert fact.holds(date(9999, 12, 31))


@pytest.mark.parametrize(
    ("country", "on", "decision"),
    [
        ("US", date(2000, 7, 25), None),
        ("US", date(2000, 7, 26), "ad_us_sh"),
        ("US", date(2015, 10, 5), "ad_us_sh"),
        ("US", date(2015, 10, 6), None),
        ("US", date(2016, 7, 11), None),
        ("US", date(2016, 7, 12), "ad_us_ps"),
        ("US", date(2019, 5, 1), "ad_us_ps"),
        ("US", date(2020, 7, 15), "ad_us_ps"),
        ("US", date(2020, 7, 16), None),
        ("US", date(2023, 7, 9), None),
        ("US", date(2023, 7, 10), "ad_us_dpf"),
        ("US", date(2026, 12, 15), "ad_us_dpf"),
        ("CH", date(2026, 12, 15), "ad_ch"),
        ("BR", date(2026, 1, 25), None),
        ("BR", date(2026, 1, 26), "ad_br"),
        ("GB", date(2025, 6, 26), "ad_uk_2021"),
        ("GB", date(2025, 6, 27), "ad_uk_ext"),
        ("GB", date(2025, 12, 18), "ad_uk_ext"),
        ("GB", date(2025, 12, 19), "ad_uk_2025"),
        ("GB", date(2031, 12, 26), "ad_uk_2025"),
        ("GB", date(2031, 12, 27), None),
        ("CN", date(2026, 12, 15), None),
        ("NL", date(2026, 12, 15), None),
    ],
)
def test_adequacy(country: str, on: date, decision: str | None) -> None:
    found = facts.adequacy_for(country, on)
    assert (found.id if found else None) == decision


def test_the_united_kingdom_is_adequate_from_the_day_of_the_decision_and_without_a_gap() -> None:
    day = date(2021, 6, 28)
    assert facts.adequacy_for("GB", day - timedelta(days=1)) is None
    while day < date(2026, 12, 15):
        found = facts.adequacy_for("GB", day)
        assert found is not None, day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("country", "on", "inside"),
    [
        ("NL", date(2018, 5, 24), False),
        ("NL", date(2018, 5, 25), True),
        ("NO", date(2018, 7, 19), False),
        ("NO", date(2018, 7, 20), True),
        ("GB", date(2019, 1, 1), True),
        ("GB", date(2021, 6, 27), True),
        ("GB", date(2021, 6, 28), False),
        ("US", date(2026, 1, 1), False),
        ("CH", date(2026, 1, 1), False),
    ],
)
def test_european_economic_area(country: str, on: date, inside: bool) -> None:
    assert facts.is_in_eea(country, on) is inside


def test_thirty_countries_have_one_authority_each_today() -> None:
    today = date(2026, 12, 15)
    countries = {row["iso2"] for row in TOPICS["eea_countries"] if facts.is_in_eea(row["iso2"], today)}
    assert len(countries) == 30
    for country in countries:
        authority = facts.supervisory_authority(country, today)
        assert authority is not None, country
        assert authority.country == country
        assert sum(a.country == country and a.holds(today) for a in facts.authorities()) == 1


def test_the_dutch_authority() -> None:
    authority = facts.supervisory_authority("NL", date(2026, 12, 15))
    assert authority is not None
    assert authority.name == "Autoriteit Persoonsgegevens"
    assert authority.website == "https://www.autoriteitpersoonsgegevens.nl"
    assert facts.supervisory_authority("US", date(2026, 12, 15)) is None


# --- words ---


def test_every_category_of_cookies_of_the_model_is_a_fact_with_a_word() -> None:
    kinds = {kind.id for kind in facts.cookie_kinds()}
    words = read_terms(packaged_templates() / "nl")["cookie_category"]
    assert set(get_args(CookieCategory)) <= kinds
    assert set(get_args(CookieCategory)) <= set(words)


def test_every_decision_has_dutch_words() -> None:
    for decision in facts.adequacy_decisions():
        assert decision.document_nl
        assert (decision.scope_condition is None) == (decision.scope_condition_nl is None), decision
        assert facts.adequacy_decision(decision.id) is decision
    for safeguard in facts.transfer_safeguards():
        assert safeguard.name_nl
        assert facts.transfer_safeguard(safeguard.id) is safeguard
    assert facts.adequacy_decision("ad_nergens") is None
    assert facts.transfer_safeguard("scc_nooit") is None
