"""What is written in and around the figures of the flows: plain text, which whoever puts it in a page has to escape."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from policyc.document.flows import FlowRecipient, FlowRow
from policyc.model.text import Text
from policyc.render.language import Language, filled


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What is written in and around the figures: plain text, which whoever puts it in a page has to escape."""

    language: Language
    fallback: str
    names_recipients: bool
    """Whether any flow of the policy says who receives the data."""

    def of(self, text: Text) -> str:
        return clean(self.language.text(text, self.fallback))

    def term(self, name: str, **values: str) -> str:
        return filled(self.language.terms["figure"][name], values)

    def named(self, row: FlowRow) -> str:
        return self.of(row.name) if row.name else self.term("row", number=str(row.number))

    def place(self, recipient: FlowRecipient) -> str:
        """“Duitsland”, “buiten de EER: Verenigde Staten”, both, or nothing."""
        country = self.language.country(recipient.country) if recipient.country else ""
        outside = self.language.list(
            [self.of(place) if isinstance(place, Text) else self.language.country(place) for place in recipient.outside]
        )
        if country and outside:
            return self.term("country_and_outside", country=country, places=outside)
        return self.term("outside", places=outside) if outside else country

    def title(self, purposes: str, number: int, count: int) -> str:
        which = self.term("title_of", number=str(number), count=str(count), purposes=purposes) if count > 1 else ""
        return f"{which} {self._about('title')}".strip()

    def title_of_part(self, purposes: str, figure: tuple[int, int], part: tuple[int, int]) -> str:
        """The title of a part of a figure. Both are which of how many."""
        names = ("number", "count", "part", "parts")
        values = dict(zip(names, map(str, (*figure, *part)), strict=True))
        which = self.term("title_of_part", purposes=purposes, **values)
        return f"{which} {self._about('title')}"

    def description(self, count: int) -> str:
        return self.term("description_of" if count > 1 else "description")

    def how_to_read(self) -> str:
        return self._about("caption")

    def _about(self, name: str) -> str:
        return self.term(name if self.names_recipients else f"{name}_without_recipients")


# What is not a character in XML 1.0 and HTML; the source refuses it, so this is for texts from elsewhere.
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", " ".join(text.split()))


def escaped(text: str) -> str:
    return html.escape(text, quote=False)
