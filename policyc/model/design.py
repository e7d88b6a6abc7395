"""How an organisation wants its statement to look: a logo, a colour and a font. Nothing of it is said to anyone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from policyc.diagnostics import Diagnostic, Severity, Span, Wording
from policyc.model.base import Model, quoted, refuse
from policyc.model.colour import DARK, LIGHT, NEEDED, Scheme, least, nearest
from policyc.model.parsing import Parsed, as_text, filled, line
from policyc.model.text import Text
from policyc.source.document import Document

_HEX = re.compile(r"#[0-9a-f]{6}\Z")
_SHORT = re.compile(r"#?[0-9a-f]{3}(?:[0-9a-f]{3})?\Z")
_FAMILY = re.compile(r"[^\W_](?:[^\W_]|[ -])*\Z")
_LONGEST = 60
_OTHER_PLACE = re.compile(r"/|\\|~|[A-Za-z][A-Za-z0-9+.-]*:")


def _family(value: Any) -> str:
    text = line(value, "de naam van een lettertype", "The name of a font")
    if not _FAMILY.match(text) or len(text) > _LONGEST:
        refuse(
            "MO053",
            f"{quoted(text)} kan geen naam van een lettertype zijn.",
            f"{quoted(text)} cannot be the name of a font.",
            help_nl="Schrijf één naam, met alleen letters, cijfers, spaties en streepjes, zoals Source Sans 3.",
            help_en="Write one name, in letters, digits, spaces and hyphens only, such as Source Sans 3.",
        )
    return text


FontFamily = Annotated[str, Parsed(_family)]
"""The name of one font family; nothing in it means anything to CSS."""


def _file(value: Any) -> str:
    text = filled(as_text(value, "de naam van een bestand", "The name of a file").strip())
    if not text.isprintable() or _OTHER_PLACE.match(text) or "\\" in text:
        refuse(
            "MO054",
            f"{quoted(text)} is geen pad vanaf dit bestand.",
            f"{quoted(text)} is not a path from this file.",
            help_nl="Schrijf het pad vanuit de map van dit bestand, met /, zoals beeld/logo.svg of ../logo.svg.",
            help_en="Write the path from the folder of this file, with /, such as images/logo.svg or ../logo.svg.",
        )
    return text


FileName = Annotated[str, Parsed(_file)]
"""A path relative to the file that names it. Whether such a file is there, is seen when it is read."""


def _colour(value: Any) -> str:
    text = line(value, "een kleur", "A colour").lower()
    if not _HEX.match(text):
        meant = _meant(text)
        refuse(
            "MO051",
            f"{quoted(value)} is geen kleur.",
            f"{quoted(value)} is not a colour.",
            help_nl=f'Bedoelt u "{meant}"?' if meant else 'Schrijf de kleur als "#0b5a6b", tussen aanhalingstekens.',
            help_en=f'Did you mean "{meant}"?' if meant else 'Write the colour as "#0b5a6b", in quotes.',
        )
    return text


def _meant(text: str) -> str | None:
    if not _SHORT.match(text):
        return None
    digits = text.removeprefix("#")
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _light(value: Any) -> str:
    return _legible(_colour(value), LIGHT, Wording("lichte", "light"), Wording("donkerder", "darker"))


def _dark(value: Any) -> str:
    return _legible(_colour(value), DARK, Wording("donkere", "dark"), Wording("lichter", "lighter"))


def _legible(colour: str, scheme: Scheme, called: Wording, better: Wording) -> str:
    ratio, ground = least(colour, scheme)
    if ratio < NEEDED:
        passing = nearest(colour, scheme)
        found = _ratio(ratio)
        enough = _ratio(least(passing, scheme)[0])
        refuse(
            "MO052",
            f"{colour} is niet goed te lezen: het contrast met de {called.nl} achtergrond {ground} is {found.nl} op 1, "
            "en voor tekst is 4,5 op 1 nodig (WCAG 2.2, 1.4.3).",
            f"{colour} cannot be read well: its contrast with the {called.en} ground {ground} is {found.en} to 1, "
            "and text needs 4.5 to 1 (WCAG 2.2, 1.4.3).",
            help_nl=f'Neem "{passing}" ({enough.nl} op 1): dezelfde kleur, net {better.nl} genoeg.',
            help_en=f'Take "{passing}" ({enough.en} to 1): the same colour, just {better.en} enough.',
        )
    return colour


def _ratio(value: float) -> Wording:
    """Never rounded up: what is less than needed may not look like enough."""
    text = f"{int(value * 100) / 100:.2f}"
    return Wording(text.replace(".", ","), text)


LightColour = Annotated[str, Parsed(_light)]
"""A colour `#rrggbb` that text can have on the light grounds of the page."""

DarkColour = Annotated[str, Parsed(_dark)]
"""The same on the dark grounds."""


class Font(Model):
    """A font by its name, for whoever has it, or with its files, for everyone."""

    family: FontFamily
    regular: FileName | None = None
    bold: FileName | None = None
    italic: FileName | None = None

    @model_validator(mode="after")
    def _regular_first(self) -> Self:
        for field in ("bold", "italic"):
            if getattr(self, field) is not None and self.regular is None:
                refuse(
                    "MO055",
                    f"Naast “{field}” hoort ook “regular” te staan: het bestand met de gewone letters.",
                    f"Beside “{field}” there has to be “regular”: the file with the ordinary letters.",
                    at=(field,),
                )
        return self


def _short_font(value: Any) -> Any:
    return {"family": value} if isinstance(value, str) else value


class Design(Model):
    """The looks of an organisation. What it leaves out looks as policyc itself has it."""

    logo: FileName | None = None
    """An SVG or PNG file."""
    logo_alt: Text | None = None
    """The words of the logo; null: the name of the controller, else the title of the statement."""
    accent: LightColour | None = None
    accent_dark: DarkColour | None = None
    """Null: a lighter form of the accent."""
    font: Annotated[Font, BeforeValidator(_short_font)] | None = None


# `accent: #0b5a6b` is nothing, and a comment, to YAML.
_LOST = re.compile(r"[\"']?(?:accent|accent_dark)[\"']?\s*:\s*(#(?:[0-9a-fA-F]{3}){1,2})\b")


def lost_colours(document: Document) -> Iterator[Diagnostic]:
    """Colours that their author wrote without quotes, so that nobody reads them. To the policy they are absent."""
    for field in ("accent", "accent_dark"):
        path = document.resolve(("design", field))
        place = document.locate(path, key=True)
        found = _LOST.match(document.source.line(place.line), place.column - 1) if len(path) == 2 else None
        if found is not None:
            yield Diagnostic(
                "MO051",
                Severity.ERROR,
                Wording(f"De kleur {found[1]} telt niet mee.", f"The colour {found[1]} does not count."),
                document.source.name,
                Span(place.line, found.start(1) + 1, place.line, found.end(1) + 1),
                path,
                Wording(
                    f'Zet haar tussen aanhalingstekens: "{found[1]}". Na een los # leest niemand verder.',
                    f'Put it in quotes: "{found[1]}". What follows a bare # is not read.',
                ),
            )
