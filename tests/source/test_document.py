from __future__ import annotations

import pytest

from policyc.diagnostics import Path, Span
from policyc.source.reader import read

TEXT = """\
# a comment
controller:
  name: Jan
  address: {street: Kade,
            city: Delft}
recipients:
  google:
    role: processor
    transfers:
      - country: US
        mechanism: adequacy
      - x
text: |
  one
  two

empty:
"""
DOCUMENT = read(TEXT.encode(), name="f.yaml")

LOCATE: list[tuple[Path, bool, tuple[int, int, int, int]]] = [
    ((), False, (1, 1, 1, 1)),
    (("nothing",), False, (1, 1, 1, 1)),
    (("controller", "name"), False, (3, 9, 3, 12)),
    (("controller", "name"), True, (3, 3, 3, 7)),
    (("controller", "email"), False, (2, 1, 2, 11)),
    (("controller",), False, (3, 3, 3, 12)),
    (("controller", "address"), False, (4, 12, 4, 25)),
    (("controller", "address", "city"), False, (5, 19, 5, 24)),
    (("controller", "address", "postal_code"), False, (4, 3, 4, 10)),
    (("controller", "address", "city", "x", 3, "y"), False, (5, 13, 5, 17)),
    # a union tag, a made-up index, a list index that exists and one that does not
    (("recipients", "google", "named", "role"), False, (8, 11, 8, 20)),
    (("recipients", "google", 0, "role"), True, (8, 5, 8, 9)),
    (("recipients", "google", "transfers", 0, "country"), False, (10, 18, 10, 20)),
    (("recipients", "google", "transfers", 0), False, (10, 9, 10, 20)),
    (("recipients", "google", "transfers", 0, "certified"), False, (10, 9, 10, 20)),
    (("recipients", "google", "transfers", 1), False, (12, 9, 12, 10)),
    (("recipients", "google", "transfers", 2), False, (9, 5, 9, 14)),
    (("recipients", "google", "transfers", -1), False, (9, 5, 9, 14)),
    (("text",), False, (13, 7, 15, 6)),
    (("empty",), False, (17, 7, 17, 7)),
]


@pytest.mark.parametrize(("path", "key", "span"), LOCATE)
def test_locate(path: Path, key: bool, span: tuple[int, int, int, int]) -> None:
    assert DOCUMENT.locate(path, key=key) == Span(*span)


@pytest.mark.parametrize(
    ("path", "exists"),
    [
        ((), ()),
        (("controller", "email"), ("controller",)),
        (("recipients", "google", "named", "role"), ("recipients", "google", "role")),
        (("recipients", "google", "transfers", 5, 1), ("recipients", "google", "transfers", 1)),
    ],
)
def test_resolve(path: Path, exists: Path) -> None:
    assert DOCUMENT.resolve(path) == exists


def test_locate_without_a_root() -> None:
    assert read(b"- a\n", name="f").locate(("a", 1)) == Span(1, 1, 1, 1)
