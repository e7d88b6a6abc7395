"""Fonts of an organisation: which files are taken, and which can stand in a PDF."""

from __future__ import annotations

import contextlib

import pytest
from brand_samples import font, otf_font, variable_font
from hypothesis import given, settings
from hypothesis import strategies as st

from policyc.render.typeface import face_of
from policyc.render.unfit import UnfitFile


@pytest.mark.parametrize(
    ("data", "kind", "for_paper"),
    [
        (font(), "ttf", True),
        (otf_font(), "otf", True),
        (font(flavor="woff2"), "woff2", False),
        (variable_font(), "ttf", False),
    ],
    ids=["TTF", "OTF", "WOFF2", "variable"],
)
def test_what_is_taken(data: bytes, kind: str, for_paper: bool) -> None:
    face = face_of(data, "regular")
    assert (face.kind, face.data, face.for_paper) == (kind, data, for_paper)


def test_what_css_is_told() -> None:
    rules = {style: face_of(font(), style).rule.partition(" src:")[0] for style in ("regular", "bold", "italic")}
    assert rules == {
        "regular": "font-weight: 400; font-style: normal;",
        "bold": "font-weight: 700; font-style: normal;",
        "italic": "font-weight: 400; font-style: italic;",
    }
    assert (
        face_of(font(flavor="woff2"), "bold")
        .rule.partition(" src:")[2]
        .startswith(' url("data:font/woff2;base64,d09GMg')
    )


NOT_ALLOWED = "de maker staat niet toe dat het in een document zit (fsType van OS/2)"
BAD = {
    "WOFF 1": (font(flavor="woff"), "het is WOFF 1 en geen TTF, OTF of WOFF2"),
    "collection": (b"ttcf\0\0", "het is TTC en geen TTF, OTF of WOFF2"),
    "text": (b"lettertype", "het is geen TTF, OTF of WOFF2"),
    "nothing but a head": (b"\0\1\0\0", "het bestand is beschadigd"),
    "half a TTF": (font()[: len(font()) // 2], "het bestand is beschadigd"),
    "half a WOFF2": (font(flavor="woff2")[:-100], "het bestand is beschadigd"),
    "no WOFF2": (b"wOF2" + b"\0" * 100, "het bestand is beschadigd"),
    "restricted": (font(rights=2), NOT_ALLOWED),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_refused(name: str) -> None:
    data, reason = BAD[name]
    with pytest.raises(UnfitFile) as error:
        face_of(data, "regular")
    assert error.value.why.nl == reason
    assert error.value.why.en != reason


@pytest.mark.parametrize("rights", [0, 4, 8, 6])
def test_a_freer_licence_counts(rights: int) -> None:
    """Where several bits are set, the least restrictive one holds (OpenType, OS/2)."""
    assert face_of(font(rights=rights), "regular").for_paper


@settings(max_examples=60, deadline=None)
@given(st.integers(4, 2000), st.binary(min_size=1, max_size=40))
def test_any_damage_is_a_sentence(place: int, bytes_: bytes) -> None:
    data = font()[:place] + bytes_ + font()[place + len(bytes_) :]
    with contextlib.suppress(UnfitFile):
        face_of(data, "regular")
