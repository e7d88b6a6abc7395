"""What an author's Markdown may hold: paragraphs, lists, emphasis, code spans and safe links. Nothing else.

CommonMark is parsed by markdown-it-py with the same settings as the renderer, so that what is checked here is what
will be shown. Headings, tables, images and raw HTML would break the outline, the requests-free page or the escape
rules of the statement, so they are refused where they are written rather than repaired later.
"""

from __future__ import annotations

from typing import Any, NoReturn
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from policyc.model.base import refuse
from policyc.model.link import is_safe_link, refuse_link
from policyc.source.characters import readable

_ALLOWED = frozenset(
    f"{name}_{end}"
    for name in ("paragraph", "bullet_list", "ordered_list", "list_item", "em", "strong", "link")
    for end in ("open", "close")
) | {"inline", "text", "softbreak", "hardbreak", "code_inline"}

_NAMES = {
    "heading_open": ("een kop", "a heading"),
    "table_open": ("een tabel", "a table"),
    "image": ("een afbeelding", "an image"),
    "html_block": ("HTML", "HTML"),
    "html_inline": ("HTML", "HTML"),
    "fence": ("een codeblok", "a code block"),
    "code_block": (
        "een codeblok (regels die met vier spaties beginnen)",
        "a code block (lines that begin with four spaces)",
    ),
    "blockquote_open": ("een citaatblok (>)", "a block quotation (>)"),
    "hr": ("een scheidingslijn", "a dividing line"),
}


def check(text: str) -> None:
    """Refuse (see `policyc.model.base.refuse`) the first thing in `text` that a text of an author may not hold."""
    # HTML is parsed here, unlike in the renderer, so that it can be named instead of silently printed as text.
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    # As in the renderer: else markdown-it leaves a link to `javascript:` as text, and nobody hears of it.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    found: dict[str, Any] = {}
    tokens = parser.parse(text, found)
    if found.get("references"):
        # It would count for the whole statement, and so could change where the links of other texts lead.
        _refuse("een los adres bij een verwijzing ([naam]: adres)", "an address on its own ([name]: address)", "]:")
    lines = text.split("\n")
    for token in tokens:
        _check_token(token, lines[token.map[0]].strip() if token.map else "")
        children = token.children or []
        for number, child in enumerate(children):
            _check_token(child, child.content if child.type == "html_inline" else "![" * (child.type == "image"))
            if child.type == "link_open" and children[number + 1].type == "link_close":
                _refuse("een verwijzing zonder tekst", "a link without a text", "[](")


def _check_token(token: Token, written: str) -> None:
    """`written` is how the token begins in the source, as far as known."""
    if token.type in _NAMES:
        _refuse(*_NAMES[token.type], written)
    if token.type not in _ALLOWED:
        _refuse("opmaak die een verklaring niet kent", "mark-up that a statement does not have", written)
    if token.type in ("text", "code_inline") and readable(token.content) != token.content:
        # The file itself cannot hold it, but &#8238; can make it.
        _refuse("een teken dat niemand kan zien (met &#…;)", "a character that nobody can see (with &#…;)", "&#")
    if token.type == "link_open":
        target = str(token.attrGet("href") or "")
        # markdown-it has escaped what is not ASCII; in https addresses escapes are at home, in the others not.
        target = target if target.startswith("https:") else unquote(target)
        if not is_safe_link(target):
            refuse_link(target)


def _refuse(nl: str, en: str, written: str) -> NoReturn:
    refuse(
        "MO026",
        f"In deze tekst staat {nl}; dat kan hier niet.",
        f"This text holds {en}, which is not possible here.",
        find=written,
        help_nl="Gebruik alinea's, lijsten, **nadruk** en [verwijzingen](https://…).",
        help_en="Use paragraphs, lists, **emphasis** and [links](https://…).",
    )
