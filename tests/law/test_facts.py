"""The law as data: every fact is complete, dated and sourced, and holds on exactly the days it should."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import resources
from typing import Any, get_args

import pytest
import yaml

from policyc.law import facts
from policyc.model.cookies import CookieCategory
from policyc.model.link import is_safe_link
from policyc.model.policy import Policy
from policyc.render.templates import packaged_templates, read_terms

TOPICS = tuple(facts.topics())


def rows(topic: str) -> list[dict[str, Any]]:
    text = resources.files("policyc.law").joinpath("facts", f"{topic}.yaml").read_text("utf-8")
    loaded: list[dict[str, Any]] = yaml.safe_load(text)
    return loaded


ROWS = [pytest.param(topic, row, id=f"{topic}-{row['id']}") for topic in TOPICS for row in rows(topic)]


def test_the_topics() -> None:
    assert {"adequacy_decisions", "cookie_categories", "eea_countries", "supervisory_authorities"} <= set(TOPICS)


@pytest.mark.parametrize(("topic", "row"), ROWS)
def test_fact(topic: str, row: dict[str, Any]) -> None:
    assert {"id", "valid_from", "valid_until", "confidence", "source"} <= row.keys()
    assert row["confidence"] in get_args(facts.Confidence)
    assert type(row["valid_from"]) is date
    assert row["valid_until"] is None or row["valid_from"] < row["valid_until"]
    assert row["source"].keys() == {"instrument", "article", "id"}
    assert all(isinstance(part, str) and part for part in row["source"].values())
    for key, value in row.items():
        if key in ("website", "complaint_page", "register") and value is not None:
            assert is_safe_link(value), value
        if key == "iso2" and value is not None:
            assert Policy.model_validate(
                {
                    "policyc": 1,
                    "id": "x",
                    "title": "x",
                    "status": "draft",
                    "controller": {"address": {"country": value}},
                }
            )


def test_ids_are_unique_over_all_topics() -> None:
    ids = [row["id"] for topic in TOPICS for row in rows(topic)]
    assert sorted(ids) == sorted(set(ids))


def test_every_file_says_what_it_is_and_how_to_read_it() -> None:
    for topic in TOPICS:
        text = resources.files("policyc.law").joinpath("facts", f"{topic}.yaml").read_text("utf-8")
        first, second = text.split("\n")[:2]
        assert first.startswith("# ")
        assert "valid_from <= d < valid_until" in second


# --- days ---


@pytest.mark.parametrize(("topic", "row"), ROWS)
def test_a_fact_begins_on_its_first_day_and_ends_before_its_last(topic: str, row: dict[str, Any]) -> None:
    fact = facts._fact(row)
    day = timedelta(days=1)
    assert not fact.holds(fact.valid_from - day)
    assert fact.holds(fact.valid_from)
    if fact.valid_until is not None:
        assert fact.holds(fact.valid_until - day)
        assert not fact.holds(fact.valid_until)
    else:
        assert fact.holds(date(9999, 12, 31))


@pytest.mark.parametrize(
    ("country", "on", "decision"),
    [
        ("US", date(2000, 7, 25), None),
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
        ("GB", date(2022, 1, 1), False),
        ("US", date(2026, 1, 1), False),
        ("CH", date(2026, 1, 1), False),
    ],
)
def test_european_economic_area(country: str, on: date, inside: bool) -> None:
    assert facts.is_in_eea(country, on) is inside


def test_thirty_countries_have_one_authority_each_today() -> None:
    today = date(2026, 12, 15)
    countries = {row["iso2"] for row in rows("eea_countries") if facts.is_in_eea(row["iso2"], today)}
    assert len(countries) == 30
    for country in countries:
        authority = facts.supervisory_authority(country, today)
        assert authority is not None, country
        assert authority.country == country
        assert sum(a.country == country and a.holds(today) for a in facts._authorities()) == 1


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
        assert facts.adequacy_decision(decision.id) is decision
    for safeguard in facts.transfer_safeguards():
        assert safeguard.name_nl
        assert facts.transfer_safeguard(safeguard.id) is safeguard
    assert facts.adequacy_decision("ad_nergens") is None
    assert facts.transfer_safeguard("scc_nooit") is None
