"""Whether people can read text in a colour: contrast exactly as WCAG 2.2 computes it. A colour is `#rrggbb`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

_Channels = tuple[int, int, int]

NEEDED = 4.5
"""Of text and its ground (WCAG 2.2, 1.4.3). What is no text needs 3 (1.4.11), so it is served as well."""

_COMFORTABLE = 7.0
"""What a colour gets that we choose ourselves (WCAG 2.2, 1.4.6)."""


class Scheme(NamedTuple):
    """The grounds on which links stand in a colour scheme, as `templates/page/screen.css` has them, and its ink."""

    grounds: tuple[str, ...]
    towards: str
    """Black or white: a colour that fails is moved to it."""


# A test compares these with the style sheet.
LIGHT = Scheme(("#ffffff", "#f4f3ef"), "#000000")
DARK = Scheme(("#14171a", "#1e2327"), "#ffffff")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, “contrast ratio”): from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2, “relative luminance”): 0 is black, 1 is white."""
    red, green, blue = (_linear(value / 255) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def on_dark(colour: str) -> str:
    """The colour for the dark scheme of an organisation that gives one for the light scheme only."""
    return nearest(colour, DARK, _COMFORTABLE)


def nearest(colour: str, scheme: Scheme, needed: float = NEEDED) -> str:
    """The first colour with enough contrast on the way from this one to the ink of a scheme; often itself."""
    return next(one for one in _way(colour, scheme.towards) if least(one, scheme)[0] >= needed)


def _way(colour: str, towards: str) -> Iterable[str]:
    start, end = _channels(colour), _channels(towards)
    for step in range(256):
        mixed = (round(a + (b - a) * step / 255) for a, b in zip(start, end, strict=True))
        yield "#" + "".join(f"{value:02x}" for value in mixed)


def least(colour: str, scheme: Scheme) -> tuple[float, str]:
    """The least contrast of a colour with a ground of a scheme, and that ground."""
    return min((contrast(colour, ground), ground) for ground in scheme.grounds)


def _channels(colour: str) -> _Channels:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue
