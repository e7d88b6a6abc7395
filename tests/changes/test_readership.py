"""Who reads a change: a text changed for readers of a language when either form of address of it did."""

from __future__ import annotations

import pytest

from changes.twins import policy_of
from policyc.changes.compare import compare
from policyc.changes.readership import reads_the_same

TEXT = "{nl: '{Uw|Je} account', en: Your account}"


@pytest.mark.parametrize(
    ("after", "same_in"),
    [
        ("{nl: '{Uw|Je} account', en: Your profile}", {"nl"}),
        ("{nl: '{Uw|Je} profiel', en: Your account}", {"en"}),
        # One form of address is enough.
        ("{nl: '{Uw|Jouw} account', en: Your account}", {"en"}),
        ("{nl: '{Het|Je} account', en: Your account}", {"en"}),
        ("{nl: '{Uw|Je} profiel', en: Your profile}", set()),
    ],
)
def test_a_text(after: str, same_in: set[str]) -> None:
    source = "translations: [en]\npurposes: {a: {name: NAME}}\n"
    (change,) = compare(policy_of(source.replace("NAME", TEXT)), policy_of(source.replace("NAME", after)))
    assert {code for code in ("nl", "en") if reads_the_same(change, code)} == same_in


def test_what_is_no_text_never_reads_the_same() -> None:
    source = "purposes: {a: {name: A, retention: {period: P1Y}}}\n"
    (change,) = compare(policy_of(source), policy_of(source.replace("P1Y", "P2Y")))
    assert not reads_the_same(change, "nl")
