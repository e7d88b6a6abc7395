"""How each type of value is written in Markdown: what `{{ value }}` prints, and the filters a template may use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import jinja2
from markupsafe import Markup

from policyc.model.recipient import Recipient
from policyc.model.text import Prose, Text
from policyc.model.values import Country, Duration
from policyc.render.escape import code, escape, escape_within, link
from policyc.render.language import Language
from policyc.render.marks import anchor, figure, in_language
from policyc.render.template_faults import NO_TEXT, NOT_FILLED_IN, YES_OR_NO, TemplateFault, no_word


class Words:
    """How each type of value is written in Markdown."""

    def __init__(self, language: Language, fallback: str) -> None:
        self._language = language
        self._fallback = fallback

    def markdown(self, value: object) -> Markup:
        """What `{{ value }}` prints. Markup is Markdown already; everything else is worded and escaped."""
        match value:
            case Markup():
                return value
            case Prose():
                return self._spoken(value, _hard_breaks(self._plain(value)))
            case Text():
                return self._spoken(value, escape(self._plain(value)))
            case Country():
                return Markup(escape(self._language.country(value)))
            case Duration():
                return Markup(escape(self._language.duration(value)))
            case date():
                return Markup(escape(self._language.date(value)))
            case jinja2.Undefined():
                return Markup(str(value))  # which raises, with the name that does not exist
            case bool() | None:
                # A template that prints these forgot an `if`: better no statement than one with “None” in it.
                raise TemplateFault(NOT_FILLED_IN if value is None else YES_OR_NO)
            case int():
                return Markup(value)
            case str():
                return Markup(escape(value))
            case tuple() | list():
                return Markup(self._language.list([str(self.markdown(part)) for part in value]))
        raise TemplateFault(NO_TEXT)

    def filters(self) -> Mapping[str, Callable[..., object]]:
        return {
            "anchor": self._anchor,
            "figure": self._figure,
            "code": self._code,
            "link": self._link,
            "mail": self._mail,
            "phone": self._phone,
            "in_item": self._in_item,
            "in_quote": self._in_quote,
            "sentence": self._sentence,
            "closed": self._closed,
            "capital": _capital,
            "names": self._names,
            "titles": self._titles,
            "all_of": self._all_of,
            "any_of": self._any_of,
            "length": len,
        }

    def _spoken(self, value: object, markdown: str) -> Markup:
        """Markdown of the author's words, marked where they are in another language than what stands around them."""
        other = self._language.other_language_of(value, self._fallback) if isinstance(value, Text) else None
        return Markup(in_language(other, markdown) if other else markdown)

    def _plain(self, value: object) -> str:
        return self._language.text(value, self._fallback) if isinstance(value, Text) else str(value)

    def _anchor(self, name: str) -> Markup:
        """The stable name of the heading that this ends (see `policyc.render.marks`)."""
        return Markup(anchor(name))

    def _figure(self, name: str) -> Markup:
        """The place of a figure."""
        return Markup(figure(name))

    def _code(self, value: object) -> Markup:
        """A technical name, such as that of a cookie."""
        return Markup(code(self._plain(value)))

    def _link(self, target: str, text: object | None = None) -> Markup:
        """A link; without a text it shows where it leads."""
        shown = target.removeprefix("mailto:").removeprefix("tel:").removeprefix("https://").rstrip("/")
        if text is None:
            return Markup(link(shown, target))
        return self._spoken(text, link(self._plain(text), target))

    def _mail(self, address: str) -> Markup:
        return self._link(f"mailto:{address}", address)

    def _phone(self, number: str) -> Markup:
        """RFC 3966 wants the number without spaces; the reader sees it as the author wrote it."""
        return self._link("tel:" + "".join(c for c in number if c.isdigit() or c == "+"), number)

    def _in_item(self, value: Text, indent: int = 2) -> Markup:
        """A text of the author inside a list item: what does not fit on the line is indented under it."""
        text = str(self.markdown(value))
        if "\n" not in text and not _LIST.match(text):
            return Markup(text)
        margin = " " * indent
        # It ends with a paragraph of the item begun: what the template says next belongs there.
        return Markup(
            "\n\n" + "\n".join(f"{margin}{line}" if line else "" for line in text.split("\n")) + f"\n\n{margin}"
        )

    def _in_quote(self, value: Text) -> Markup:
        """A text of the author inside a call-out, where every line needs its mark."""
        return Markup("\n".join(f"> {line}".rstrip() for line in str(self.markdown(value)).split("\n")))

    def _sentence(self, value: Text) -> Markup:
        """A text of the author that stands on its own: with a capital and a full stop, whether he wrote them or not."""
        text = self._plain(value)
        return self._spoken(value, escape(_capital(text) + _stop(text)))

    def _closed(self, value: Text) -> Markup:
        """A text of the author at the end of a sentence of ours: with a full stop, whether he wrote it or not."""
        text = self._plain(value)
        return self._spoken(value, escape_within(text + _stop(text)))

    def _names(self, values: Iterable[object]) -> Markup:
        """Names one after another, as the author wrote them. They may hold commas, so semicolons part them."""
        return Markup("; ").join(self.markdown(_name_of(value)) for value in values)

    def _titles(self, values: Iterable[object]) -> Markup:
        """Names inside a sentence of ours: “Een account”, “Een vraag” en “Een klacht”."""
        return Markup(self._language.list([f"“{self.markdown(_name_of(value))}”" for value in values]))

    def _all_of(self, codes: Iterable[str], words: Mapping[str, str]) -> Markup:
        """The words for codes: “a, b en c”."""
        return Markup(self._language.list(self._worded(codes, words)))

    def _any_of(self, codes: Iterable[str], words: Mapping[str, str]) -> Markup:
        """The words for codes: “a, b of c”."""
        return Markup(self._language.choice(self._worded(codes, words)))

    def _worded(self, codes: Iterable[str], words: Mapping[str, str]) -> list[str]:
        for code_ in codes:
            if code_ not in words:
                raise TemplateFault(no_word(code_, words))
        return [escape(str(words[code_])) for code_ in codes]


_LIST = re.compile(r"[-*+] |\d{1,9}[.)] ")
_ENDED = re.compile(r"[.!?…:][)”’\"']*\Z")


def _stop(text: str) -> str:
    return "" if _ENDED.search(text) else "."


def _capital(text: str) -> str:
    """“ijs” becomes “IJs”, “’s avonds” “’s Avonds”; “iDEAL” stays."""
    if text[1:2].isupper():
        return text
    if text[:2] in ("'s", "’s", "'t", "’t", "'n", "’n") and text[2:3] == " ":
        return text[:3] + _capital(text[3:])
    letters = 2 if text.startswith("ij") else 1
    return text[:letters].upper() + text[letters:]


def _name_of(value: Any) -> object:
    """A text is its own name; a recipient is called by its name or else its category; other parts have a name."""
    return value if isinstance(value, Text) else value.title if isinstance(value, Recipient) else value.name


def _hard_breaks(markdown: str) -> str:
    """Two spaces at the end of a line mean a break; nobody sees them in a diff, so write the backslash form."""
    return "\n".join(line.rstrip(" ") + "\\" if line.endswith("  ") else line.rstrip() for line in markdown.split("\n"))
