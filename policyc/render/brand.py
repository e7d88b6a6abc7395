"""How the pages of an organisation look: its logo, colours and font, ready to be set. Made of bytes, never of paths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policyc.model.colour import on_dark

if TYPE_CHECKING:
    from policyc.model.text import Text
    from policyc.render.picture import Picture
    from policyc.render.typeface import Face

# Names that are no family but a kind of letter, and lose that meaning in quotes (CSS Fonts 4, 2.1.3).
_KINDS_OF_LETTER = ("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math")

_MARGIN_BOXES = ("@top-left", "@top-right", "@bottom-left", "@bottom-right")


@dataclass(frozen=True, slots=True)
class Brand:
    """The design of an organisation with the contents of its files. Without any of it a page looks as ours do."""

    logo: Picture | None = None
    logo_alt: Text | None = None
    accent: str | None = None
    accent_dark: str | None = None
    family: str | None = None
    faces: tuple[Face, ...] = ()

    def over(self, house: Brand) -> Brand:
        """This design, and that of the house for what it leaves out.

        The words of a logo go with the logo, the dark form of a colour with the colour, and the files of a font with
        its name.
        """
        made = replace(house, logo_alt=None) if self.logo else house
        made = replace(made, accent_dark=None) if self.accent else made
        made = replace(made, family=None, faces=()) if self.family else made
        own = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name)}
        return replace(made, **own)

    @property
    def page_style(self) -> str:
        """For browsers: comes after the style sheets of the page and sets what they leave open."""
        parts = [self._font_faces(self.faces), self.inner_style]
        if self.logo:
            parts.append(f".logo {{ width: {self.logo.size[0] / 16:.4g}rem; height: auto; }}")
        return "\n".join(filter(None, parts))

    @property
    def inner_style(self) -> str:
        """The same without the logo and the files of the font, for a page that has its own."""
        light = _colours(self.accent)
        if self.family:
            light.append(f"--font: {_quoted(self.family)}, system-ui, sans-serif")
        dark = _colours(self.accent_dark or (self.accent and on_dark(self.accent)))
        in_the_dark = f"@media screen and (prefers-color-scheme: dark) {{ {_rule(':root', dark)} }}" if dark else ""
        return "\n".join(filter(None, (_rule(":root", light), in_the_dark)))

    @property
    def paper_style(self) -> str:
        """For the PDF. A font that is only a name is not there, and Lato stays."""
        faces = self.paper_faces
        parts = [self._font_faces(faces), _rule(":root", _colours(self.accent))]
        if faces:
            font = f"font-family: {_quoted(self.family or '')}, Lato"
            boxes = " ".join(f"{box} {{ {font}; }}" for box in _MARGIN_BOXES)
            parts += [f"html {{ {font}; }}", f"@page {{ {boxes} }}"]
            if not any(face.style == "italic" for face in faces):
                parts.append("em { font-family: Lato; }")
        if self.logo:
            parts.append(f".logo {{ width: {self.logo.size[0] * 0.75:.4g}pt; }}")
        return "\n".join(filter(None, parts))

    @property
    def paper_faces(self) -> tuple[Face, ...]:
        """The faces that a PDF can use; none unless there are bold letters among them, which WeasyPrint cannot make."""
        faces = tuple(face for face in self.faces if face.for_paper)
        return faces if {"regular", "bold"} <= {face.style for face in faces} else ()

    @property
    def lost_on_paper(self) -> str | None:
        """The font that the design asks for and that a PDF cannot show, by its name."""
        return self.family if self.family and not self.paper_faces else None

    def _font_faces(self, faces: Iterable[Face]) -> str:
        return "\n".join(f"@font-face {{ font-family: {_quoted(self.family or '')}; {face.rule}; }}" for face in faces)


OURS = Brand()
"""The looks of who has none of its own."""


def _colours(accent: str | None) -> list[str]:
    return [f"--accent: {accent}", f"--link: {accent}"] if accent else []


def _rule(selector: str, declarations: Iterable[str]) -> str:
    said = "; ".join(declarations)
    return f"{selector} {{ {said}; }}" if said else ""


def _quoted(family: str) -> str:
    """Letters, digits, spaces and hyphens are all that is in a name (`policyc.model.design`)."""
    return family if family in _KINDS_OF_LETTER else f'"{family}"'
