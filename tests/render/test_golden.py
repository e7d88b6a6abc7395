"""The statements of this repository, whole: a lawyer reads the difference in `tests/golden/` before it is accepted."""

from __future__ import annotations

from datetime import date

import pytest
from document.editions import OWN, WRITTEN, Sample
from document.rendering import as_html, rendered
from golden import GOLDEN, assert_golden


def as_of(sample: Sample) -> date:
    return sample.policy.effective or date(2026, 12, 15)


@pytest.mark.parametrize("sample", WRITTEN, ids=str)
def test_the_statement_is_as_it_was_read(request: pytest.FixtureRequest, sample: Sample) -> None:
    text = rendered(sample.policy, as_of(sample), sample.language)
    assert_golden(request, f"{sample.name}/{sample.edition}/statement.md", text)


@pytest.mark.parametrize("sample", OWN, ids=str)
def test_the_page_is_as_it_was_read(request: pytest.FixtureRequest, sample: Sample) -> None:
    page = as_html(sample.policy, as_of(sample), sample.language)
    assert_golden(request, f"{sample.name}/{sample.edition}/statement.html", page)


def test_every_golden_statement_belongs_to_a_policy() -> None:
    kept = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("statement.*")}
    pages = {f"{one.name}/{one.edition}/statement.html" for one in OWN}
    assert kept == {f"{one.name}/{one.edition}/statement.md" for one in WRITTEN} | pages
