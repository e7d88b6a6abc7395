"""A pattern that is left out because its needles are not in a text would not have been found in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from law.fact_files import TOPICS, needles

PATTERNS = sorted({pattern for row in TOPICS["language_rules"] for pattern in row.get("patterns", ())})


def may_be_in(pattern: str, text: str) -> bool:
    groups = needles.needles(pattern)
    return all(any(word in text.lower() for word in group) for group in groups)


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        (r"\bherken\w*\b[^.]{0,40}\bbezoek\b", [["bezoek"], ["herken"]]),
        (r"\b(?:uur|dagen) lang", [[" lang"], ["dagen", "uur"]]),
        (r"\b(?:web)?site\b", [["site"]]),
        (r"(?:abc)?(?:de|fgh)", []),
        (r"(?:nooit){1,3} (?:weer)*", [["nooit"]]),
        (r"(?!nooit)(?<!ooit)ergens(?=hier)", [["ergens"]]),
        (r"[abc]\d+", []),
        (r"Hoofdletter", [["hoofdletter"]]),
        (r"\b(?:AWR|BW)\b", []),
    ],
)
def test_what_a_text_must_hold(pattern: str, groups: list[list[str]]) -> None:
    assert needles.needles(pattern) == groups


# Letters that only fold to ours, such as the long s, are in no text that anybody writes today.
LETTERS = st.characters(max_codepoint=0xFF)


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_a_pattern_finds_holds_its_needles(pattern: str, data: st.DataObject) -> None:
    found = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE | re.MULTILINE), alphabet=LETTERS))
    assert may_be_in(pattern, found)
