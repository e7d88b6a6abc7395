"""Choosing rules by code and family."""

from __future__ import annotations

import pytest

from policyc.errors import PolicycError
from policyc.rules.catalogue import RULES
from policyc.rules.selection import selected

ALL = {rule.code for rule in RULES}
NOT_TO_BE_IGNORED = {rule.code for rule in RULES if not rule.acceptable}


def left(*, select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), whole: bool = False) -> set[str]:
    return {rule.code for rule in selected(RULES, select=select, ignore=ignore, whole=whole)}


def family(*beginnings: str) -> set[str]:
    return {code for code in ALL if code.startswith(beginnings)}


def test_without_a_choice_all_rules_are_asked() -> None:
    assert left() == ALL


def test_a_code_a_family_and_a_beginning() -> None:
    assert left(select=("ID002",)) == {"ID002"}
    assert left(select=("ID",)) == family("ID")
    assert left(select=("LA", "ID00")) == family("LA", "ID00")


def test_commas_spaces_and_small_letters() -> None:
    assert left(select=(" id002, la ,", "")) == {"ID002"} | family("LA")


def test_what_is_ignored_is_not_asked() -> None:
    assert left(ignore=("ID",)) == ALL - family("ID")
    assert left(select=("ID",), ignore=("ID002",)) == family("ID") - {"ID002"}


def test_what_says_more_counts() -> None:
    assert left(select=("ID002",), ignore=("ID",)) == {"ID002"}
    with pytest.raises(PolicycError) as refused:
        left(select=("ID",), ignore=("ID",))
    assert refused.value.wording.nl.startswith("Met deze keuze blijft er geen regel over")
    assert refused.value.wording.en.startswith("No rule is left by this choice")


def test_dead_law_stays_when_its_family_goes() -> None:
    assert left(ignore=("TR",)) == ALL - family("TR") | (NOT_TO_BE_IGNORED & family("TR"))


def test_a_narrow_choice_is_narrow_except_for_a_whole_judgement() -> None:
    assert left(select=("ID",)) & NOT_TO_BE_IGNORED == set()
    assert left(select=("ID",), whole=True) == family("ID") | NOT_TO_BE_IGNORED


@pytest.mark.parametrize("code", ["TR002", "TR003", "TR004", "TR005"])
def test_dead_law_cannot_be_ignored(code: str) -> None:
    with pytest.raises(PolicycError) as refused:
        left(ignore=(code,))
    assert refused.value.wording.nl == f"{code} is niet uit te zetten. policyc rule {code} zegt waarom."
    assert refused.value.wording.en == f"{code} cannot be switched off. policyc rule {code} says why."


def test_an_unknown_code_is_refused_with_a_guess() -> None:
    with pytest.raises(PolicycError) as refused:
        left(select=("TR0022",))
    assert refused.value.wording.nl.startswith("TR0022 is geen regel of familie van regels. Bedoelt u TR002?")
    assert refused.value.wording.en.startswith("TR0022 is no rule or family of rules. Did you mean TR002?")


def test_a_code_like_nothing_gets_no_guess() -> None:
    with pytest.raises(PolicycError) as refused:
        left(ignore=("WP260",))
    assert "Bedoelt" not in refused.value.wording.nl
