from __future__ import annotations

import subprocess
import sys

import pytest

from policyc.source.suggestion import did_you_mean

FIELDS = ["controller", "legal_basis", "retention", "recipients", "rights", "data_categories"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("contoller", "controller"),
        ("Legal-Basis", "legal_basis"),
        ("legalbasis", "legal_basis"),
        ("data categories", "data_categories"),
        ("recipient", "recipients"),
        ("bewaartermijn", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_did_you_mean(word: str, meant: str | None) -> None:
    assert did_you_mean(word, FIELDS) == meant
    assert did_you_mean(word, reversed(FIELDS)) == meant


def test_equal_likeness_takes_the_first_in_the_alphabet() -> None:
    assert did_you_mean("bad", {"bab", "bat", "bax"}) is None  # two letters of three is too little
    assert did_you_mean("banen", ["banes", "baner"]) == "baner"


def test_difflib_is_only_imported_for_a_mistake() -> None:
    script = "import sys, policyc.source.reader, policyc.source.suggestion; sys.exit('difflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
