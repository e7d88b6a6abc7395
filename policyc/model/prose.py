"""What an author's Markdown may hold: paragraphs, lists, emphasis, code spans and safe links. Nothing else.

CommonMark is parsed by markdown-it-py with the same settings as the renderer, so that what is checked here is what
will be shown. Headings, tables, images and raw HTML would break the outline, the requests-free page or the escape
rules of the statement, so they are refused where they are written rather than repaired later.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from policyc.model.base import refuse
from policyc.model.values import is_safe_link

_ALLOWED = frozenset(
    "paragraph_open paragraph_close bullet_list_open bullet_list_close ordered_list_open ordered_list_close "
    "list_item_open list_item_close inline text softbreak hardbreak em_open em_close strong_open strong_close "
    "code_inline link_open link_close".split()
)

_NAMES = {
    "heading_open": ("een kop", "a heading"),
    "table_open": ("een tabel", "a table"),
    "image": ("een afbeelding", "an image"),
    "html_block": ("HTML", "HTML"),
    "html_inline": ("HTML", "HTML"),
    "fence": ("een codeblok", "a code block"),
    "code_block": ("een codeblok (regels die met vier spaties beginnen)", "a code block (lines that begin with four spaces)"),
    "blockquote_open": ("een citaatblok (>)", "a block quotation (>)"),
    "hr": ("een scheidingslijn", "a dividing line"),
}


def check(text: str) -> None:
    """Refuse (see `policyc.model.base.refuse`) the first thing in `text` that a text of an author may not hold."""
    # HTML is parsed here, unlike in the renderer, so that it can be named instead of silently printed as text.
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        _check_token(token)
        for child in token.children or ():
            _check_token(child)


def _check_token(token: Token) -> None:
    if token.type in _NAMES:
        nl, en = _NAMES[token.type]
        refuse(
            "MO026",
            f"In deze tekst staat {nl}; dat kan hier niet.",
            f"This text holds {en}, which is not possible here.",
            help_nl="Gebruik alinea's, lijsten, **nadruk** en [verwijzingen](https://…).",
            help_en="Use paragraphs, lists, **emphasis** and [links](https://…).",
        )
    if token.type not in _ALLOWED:
        refuse("MO026", "In deze tekst staat opmaak die hier niet kan.", "This text holds mark-up not possible here.")
    if token.type == "link_open":
        target = str(token.attrGet("href") or "")
        if not is_safe_link(target):
            refuse(
                "MO015",
                f"“{target}” is geen toegestane verwijzing.",
                f"“{target}” is not an allowed link.",
                help_nl="Een verwijzing begint met https://, mailto: of tel:.",
                help_en="A link begins with https://, mailto: or tel:.",
            )
