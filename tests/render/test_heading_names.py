"""Headings are named as on a code host."""

from __future__ import annotations

import pytest

from policyc.render.slug import Slugger, slug


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Wie is verantwoordelijk?", "wie-is-verantwoordelijk"),
        ("  Uw rechten ", "uw-rechten"),
        ("Privacy- en cookieverklaring", "privacy--en-cookieverklaring"),
        ("Cafébeleid (2026)", "cafébeleid-2026"),
        ("a & b", "a--b"),
        ("`_ga` en _gid", "_ga-en-_gid"),
        ("«Ĳ»", "ĳ"),
        ("?!", "section"),
    ],
)
def test_slug(heading: str, name: str) -> None:
    assert slug(heading) == name


def test_each_name_is_given_once() -> None:
    names = list(map(Slugger().__call__, ["Vragen", "Vragen", "Vragen 1", "Vragen", "vragen-1"]))
    assert names == ["vragen", "vragen-1", "vragen-1-1", "vragen-2", "vragen-1-2"]
