"""The design of an organisation: what may stand in it, and colours that people can read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.parse import findings, helps, loaded, policy
from policyc.model.colour import DARK, LIGHT, NEEDED, Scheme, contrast, least, luminance, nearest, on_dark
from policyc.model.design import lost_colours

PAGE = Path(__file__).parents[2] / "templates" / "page"
SCHEMES = {"light": LIGHT, "dark": DARK}

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")

# --- contrast (WCAG 2.2) ---


def test_contrast_is_that_of_wcag() -> None:
    """Pairs with a known ratio: the extremes, and the greys that just pass and just fail on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ff0000", "#ffffff") == pytest.approx(3.998, abs=0.001)
    assert luminance("#ff0000") == pytest.approx(0.2126)


@settings(deadline=None)
@given(colours, colours)
def test_contrast_has_no_sides(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one) >= 1


def palette(name: str, *, dark: bool) -> dict[str, str]:
    """The custom properties that a style sheet of the page gives the root, in the dark scheme or outside it."""
    text = (PAGE / name).read_text("utf-8")
    before, _, inside = text.partition("(prefers-color-scheme: dark)")
    block = re.search(r":root\s*\{(.*?)\}", inside if dark else before, re.DOTALL)
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]+)", block[1])) if block else {}


def test_the_grounds_are_those_of_the_style_sheets() -> None:
    """Links stand on the ground of the page and on panels. Who changes a ground changes `policyc/model/colour.py`."""
    light, dark = palette("base.css", dark=False), palette("screen.css", dark=True)
    assert (light["ground"], light["panel"]) == LIGHT.grounds
    assert (dark["ground"], dark["panel"]) == DARK.grounds


def test_our_own_colours_pass() -> None:
    for scheme, own in ((LIGHT, palette("base.css", dark=False)), (DARK, palette("screen.css", dark=True))):
        for name in ("accent", "link"):
            assert least(own[name], scheme)[0] >= NEEDED, name


def test_no_panel_is_harder_to_read_on_than_those_that_are_checked() -> None:
    """On call-outs a link has the colour of the text around it, which goes with that ground."""
    said = (PAGE / "base.css").read_text("utf-8")
    assert ".note a { color: inherit; }" in said


@settings(deadline=None)
@given(colours, st.sampled_from(list(SCHEMES.values())))
def test_the_nearest_colour_passes_and_no_nearer_one_does(colour: str, scheme: Scheme) -> None:
    found = nearest(colour, scheme)
    assert least(found, scheme)[0] >= NEEDED
    assert (found == colour) == (least(colour, scheme)[0] >= NEEDED)
    assert nearest(found, scheme) == found


@settings(deadline=None)
@given(colours)
def test_a_colour_for_the_dark_is_easy_to_read_there(colour: str) -> None:
    assert least(on_dark(colour), DARK)[0] >= 7


# --- colours as they are written ---

COLOURS = {
    'accent: "#0b5a6b"': [],
    'accent: "#0B5A6B"': [],
    "accent: rood": ["MO051 1:18 “rood” is geen kleur."],
    'accent: "#abc"': ["MO051 1:18 “#abc” is geen kleur."],
    "accent: 123456": ["MO051 1:18 “123456” is geen kleur."],
    "accent: [a]": ["MO010 1:18 Hier hoort een kleur te staan, geen lijst."],
    "accent: true": ["MO010 1:18 Hier hoort een kleur te staan, geen true."],
    'accent: "#0b5a6b; } body { display: none"': ["MO051 1:18 “#0b5a6b; } body { display: none” is geen kleur."],
    'accent: "#ffcc00"': [
        "MO052 1:18 #ffcc00 is niet goed te lezen: het contrast met de lichte achtergrond #f4f3ef is 1,36 op 1, en "
        "voor tekst is 4,5 op 1 nodig (WCAG 2.2, 1.4.3)."
    ],
    'accent_dark: "#0b5a6b"': [
        "MO052 1:23 #0b5a6b is niet goed te lezen: het contrast met de donkere achtergrond #1e2327 is 2,02 op 1, en "
        "voor tekst is 4,5 op 1 nodig (WCAG 2.2, 1.4.3)."
    ],
}


@pytest.mark.parametrize("field", COLOURS)
def test_colour(field: str) -> None:
    assert findings(f"design: {{{field}}}") == COLOURS[field]


@pytest.mark.parametrize(
    ("field", "help_"),
    [
        ("accent: rood", 'Schrijf de kleur als "#0b5a6b", tussen aanhalingstekens.'),
        ('accent: "#aBc"', 'Bedoelt u "#aabbcc"?'),
        ("accent: 0b5a6b", 'Bedoelt u "#0b5a6b"?'),
        ('accent: "#ffcc00"', 'Neem "#876c00" (4,52 op 1): dezelfde kleur, net donkerder genoeg.'),
        ('accent_dark: "#0b5a6b"', 'Neem "#5c919c" (4,51 op 1): dezelfde kleur, net lichter genoeg.'),
    ],
)
def test_the_way_out_of_a_wrong_colour_is_given(field: str, help_: str) -> None:
    assert helps(f"design: {{{field}}}") == [help_]
    passing = re.search(r'Neem "(#\w+)"', help_)
    if passing:
        assert findings(f'design: {{{field.partition(":")[0]}: "{passing[1]}"}}') == []


@pytest.mark.parametrize("field", ["accent", "accent_dark", '"accent"'])
def test_a_colour_that_yaml_takes_for_a_comment_is_found(field: str) -> None:
    found = loaded(f"design:\n  {field}: #0b5a6b\n  logo: x.svg\n")
    assert found.diagnostics == ()
    (one,) = lost_colours(found.document)
    column = len(field) + 5
    assert (one.code, one.span) == ("MO051", (6, column, 6, column + 7))
    assert one.message == ("De kleur #0b5a6b telt niet mee.", "The colour #0b5a6b does not count.")
    assert one.help is not None
    assert one.help.nl == 'Zet haar tussen aanhalingstekens: "#0b5a6b". Na een los # leest niemand verder.'


@pytest.mark.parametrize(
    "yaml", ["design:\n  accent: # nog te kiezen\n", "design: null\n", "", "design:\n  logo: x.svg\n"]
)
def test_other_comments_are_comments(yaml: str) -> None:
    assert list(lost_colours(loaded(yaml).document)) == []


# --- the rest ---

WRONG = {
    "logo: https://x.example/x.svg": "MO054 1:16 “https://x.example/x.svg” is geen pad vanaf dit bestand.",
    "logo: 'data:image/svg+xml,x'": "MO054 1:16 “data:image/svg+xml,x” is geen pad vanaf dit bestand.",
    "logo: /etc/logo.svg": "MO054 1:16 “/etc/logo.svg” is geen pad vanaf dit bestand.",
    "logo: ~/logo.svg": "MO054 1:16 “~/logo.svg” is geen pad vanaf dit bestand.",
    "logo: 'C:\\logo.svg'": "MO054 1:16 “C:\\logo.svg” is geen pad vanaf dit bestand.",
    "logo: 'beeld\\logo.svg'": "MO054 1:16 “beeld\\logo.svg” is geen pad vanaf dit bestand.",
    "logo: [a]": "MO010 1:16 Hier hoort de naam van een bestand te staan, geen lijst.",
    'logo: " "': "MO011 1:16 Deze tekst is leeg.",
    'logo_alt: ""': "MO011 1:20 Deze tekst is leeg.",
    "logo_alt: {x: y}": "MO012 1:21 “x” is geen taalcode.",
    "logoo: x": "MO002 1:10 Onbekend veld “logoo”.",
    "font: [a]": "MO004 1:16 Hier horen velden te staan (naam: waarde).",
    "font: {regular: a.ttf}": "MO001 1:10 Bij design.font ontbreekt het veld “family”.",
    "font: {family: a, bold: a.ttf}": (
        "MO055 1:34 Naast “bold” hoort ook “regular” te staan: het bestand met de gewone letters."
    ),
    "font: {family: a, italic: a.ttf}": (
        "MO055 1:36 Naast “italic” hoort ook “regular” te staan: het bestand met de gewone letters."
    ),
    "font: 'Arial, serif'": "MO053 1:16 “Arial, serif” kan geen naam van een lettertype zijn.",
    "font: 'x\"; } * { display: none'": 'MO053 1:16 “x"; } * { display: none” kan geen naam van een lettertype zijn.',
    "font: '</style><script>'": "MO053 1:16 “</style><script>” kan geen naam van een lettertype zijn.",
    "font: 'a_b'": "MO053 1:16 “a_b” kan geen naam van een lettertype zijn.",
    f"font: {'a' * 61}": f"MO053 1:16 “{'a' * 59}…” kan geen naam van een lettertype zijn.",
}


@pytest.mark.parametrize("field", WRONG)
def test_wrong(field: str) -> None:
    assert findings(f"design: {{{field}}}") == [WRONG[field]]


@pytest.mark.parametrize("name", ["logo.svg", "../huis/logo.svg", "beeld/Logo (nieuw) é.svg", "a..b", "c:d/e"[2:]])
def test_a_path_is_kept_as_it_is(name: str) -> None:
    design = policy(f'design: {{logo: "{name}"}}').design
    assert design is not None
    assert design.logo == name


def test_a_font_is_a_name_or_a_name_with_files() -> None:
    short, long = (
        policy("design: {font: Source Sans 3}").design,
        policy("design: {font: {family: Source Sans 3}}").design,
    )
    assert short == long
    assert short is not None
    assert short.font is not None
    assert (short.font.family, short.font.regular) == ("Source Sans 3", None)
