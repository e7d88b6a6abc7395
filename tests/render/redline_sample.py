"""Two small versions of a statement with one of each sort of change, and what a reader finds on the page of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from document.rendering import TEMPLATES, language, policy
from lxml import html as lxml_html  # type: ignore[import-untyped]

from policyc.render.redline import redline_html

PAGE_FOLDER = TEMPLATES / "page"

OLD = """\
# Verklaring

Versie 1.0.0.

## Inhoud

- [Wie zijn wij?](#wie-zijn-wij)
- [Oude cookies](#oude-cookies)
- [Bewaren](#bewaren)

## Wie zijn wij?

Wij zijn Bakkerij De Korenaar in Zwolle.

Lees de regels van [onze winkel](https://korenaar.example/regels).

- **Telefoon:** [038 123 45 67](tel:+31381234567)
- **Post:** Markt 1, Zwolle

## Oude cookies

Wij plaatsen een cookie voor reclame.

## Bewaren

Wij bewaren uw bestelling 6 maanden na de levering. Daarna wissen wij haar.

**Termijnen**

| Wat | Hoe lang |
| --- | --- |
| Bestelling | 6 maanden |
| Vraag | 1 jaar |
| Klacht | 2 jaar |

1. U vraagt.
2. Wij bellen u terug.
3. Wij antwoorden.

> **Bezwaar** U kunt bezwaar maken.
"""

NEW = """\
# Verklaring

Versie 2.0.0.

## Inhoud

- [Wie zijn wij?](#wie-zijn-wij)
- [Bewaren](#bewaren)
- [Klachten](#klachten)

## Wie zijn wij?

Wij zijn Bakkerij De Korenaar in Zwolle.

Lees de regels van [onze winkel](https://korenaar.example/regels-2027).

- **Telefoon:** [038 123 45 67](tel:+31381234567)
- **Post:** Grote Kerkplein 12, Zwolle

## Bewaren

Wij bewaren uw bestelling 1 jaar na de levering. Daarna wissen wij haar.

**Termijnen**

| Wat | Hoe lang |
| --- | --- |
| Bestelling | 1 jaar |
| Vraag | 1 jaar |
| Nieuwsbrief | tot u zich afmeldt |

1. U vraagt.
2. Wij antwoorden.

> **Bezwaar** U kunt altijd bezwaar maken.

## Klachten

Hebt u een klacht? Bel ons.
"""


def redline(old: str | None, new: str | None, **fields: Any) -> str:
    policies = [
        None if text is None else policy(**{"version": version, **fields})
        for text, version in ((old, "1.0.0"), (new, "2.0.0"))
    ]
    return redline_html(old, new, policies[0], policies[1], language(), PAGE_FOLDER)


def main_of(page: str) -> str:
    """What stands between the tags of `<main>`, below the summary."""
    main = page.partition('<main id="page.content">\n')[2].partition("\n</main>")[0]
    before, _, rest = main.partition('<section class="summary"')
    return before + rest.partition("</section>\n")[2]


def passages(page: str, *, without: str) -> list[str]:
    """The text of each passage as it was (without `ins`) or is (without `del`), with none of the redline's words.

    Banners and open questions are only in the text as it is.
    """
    (main,) = lxml_html.fromstring(page).xpath("//main")
    ours = ["section[@class='summary']", "*[@class='said']", "a[@class='number']", "*[@class='target']", without]
    if without == "ins":
        ours += [f"div[@class='note {kind}']" for kind in ("draft", "archived", "question")]
    for element in main.xpath(" | ".join(f".//{path}" for path in ours)):
        element.drop_tree()
    found = [
        _own_text(element) for element in main.xpath(".//p | .//li | .//th | .//td | .//pre | .//caption" + _HEADINGS)
    ]
    return [" ".join(text.split()) for text in found if text.strip()]


_HEADINGS = "".join(f" | .//h{level}" for level in range(1, 7))
_BLOCKS = ("p", "ul", "ol", "li", "table", "div", "pre", *(f"h{level}" for level in range(1, 7)))


def _own_text(element: Any) -> str:
    """The text of a block, up to the blocks in it."""
    parts: list[str] = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS or child.tag == "br":
            parts.append(" ")
        else:
            parts.append(_own_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def marks(page: str) -> Sequence[str]:
    return re.findall(r"<(?:ins|del)\b", main_of(page))
