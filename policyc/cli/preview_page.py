"""The pages of `policyc build --watch` as they are served: with a script that reloads them and a panel for what is
wrong. The files that are written have neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape
from typing import NamedTuple

from policyc.diagnostics import Diagnostic, Language, Severity, Wording
from policyc.report.colour import painter
from policyc.report.excerpt import Frame, excerpt
from policyc.report.glyphs import visible
from policyc.report.words import help_word, level, summary
from policyc.source.document import Document

OWN = "/_policyc/"
"""Where what belongs to the preview is; no statement can be called so."""

_WIDTH = 100
_MOST = 30
"""Of so many findings the place is shown. Nobody mends more at a time."""

_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?', re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_WORDS = re.compile(r"[\x21-\x7e]+")

_ADDED = {
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "connect-src": ("'self'",),
    "img-src": ("data:",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
    "frame-ancestors": ("'none'",),
}
"""What a served page may do besides what it may already: run the script of the preview, and hear of new builds."""


class Served(NamedTuple):
    """A page as a browser gets it, with its content security policy for the header."""

    html: str
    policy: str


def served(page: str, panel: str, seen: str) -> Served:
    """A built page with the panel on top. `seen` names the build, so that the script knows when there is a newer one.

    The policy in the page itself would not let the script in, so it goes to the header, with no more than is needed.
    """
    head, end_of_head, rest = page.partition("</head>")
    found = _META.search(head)
    head = _META.sub("", head, count=1)
    if not end_of_head:  # somebody's own template, with less than a page
        head, rest = "", page
    body = _BODY.search(rest)
    at = body.end() if body else 0
    return Served(
        f"{head}{_head(seen)}{end_of_head}{rest[:at]}\n{panel}{rest[at:]}", _policy(unescape(found[1]) if found else "")
    )


def _head(seen: str) -> str:
    # The empty icon keeps browsers from asking for one.
    return (
        f'<link rel="stylesheet" href="{OWN}preview.css">\n'
        '<link rel="icon" href="data:,">\n'
        f'<script defer src="{OWN}preview.js" data-seen="{escape(seen)}"></script>\n'
    )


def _policy(of_page: str) -> str:
    """The directives of the page with ours (Content Security Policy Level 3, 2.2)."""
    directives: dict[str, list[str]] = {"default-src": ["'none'"]}
    for directive in of_page.split(";"):
        name, *values = _WORDS.findall(directive) or [""]
        if name:
            directives[name] = values
    for name, ours in _ADDED.items():
        values = [value for value in directives.get(name, ()) if value != "'none'"]
        directives[name] = list(dict.fromkeys((*values, *ours)))
    return "; ".join(" ".join((name, *values)) for name, values in directives.items())


# --- the panel --------------------------------------------------------------------------------------------------------


def panel_of_findings(
    found: Sequence[Diagnostic], documents: Iterable[Document], language: Language, *, below: bool
) -> str:
    """What keeps the page from being built anew: each finding with its place, its lines and how to mend it.

    `below`: there is an older page below it.
    """
    sources = {document.source.name: document.source for document in documents}
    frame = Frame(language, _WIDTH, painter(False), False)
    items = []
    for one in found[:_MOST]:
        place = f"{one.file}:{one.span.line}:{one.span.column}"
        lines = excerpt(one, sources[one.file], frame) if one.file in sources else ()
        code = "\n".join(lines)
        items.append(
            f"<li><p><strong>{level(one.severity, language)}[{escape(one.code)}]</strong> "
            f'{_text(one.message, language)}</p><p class="place">{_shown(place)}</p>'
            + (f'<pre tabindex="0">{escape(code)}</pre>' if code else "")
            + (f"<p>{help_word(language)}: {_text(one.help, language)}</p>" if one.help else "")
            + "</li>"
        )
    hidden = len(found) - len(items)
    if hidden:
        items.append(f"<li><p>{_text(_more(hidden), language)}</p></li>")
    return _panel(escape(summary(found, language)), f"<ol>{''.join(items)}</ol>", language, below=below)


def panel_of_sentence(said: Wording, language: Language, *, below: bool) -> str:
    """That nothing can be built at all, such as after a mistake in a template or in the settings."""
    return _panel(level(Severity.ERROR, language), f"<p>{_text(said, language)}</p>", language, below=below)


def _panel(title: str, content: str, language: Language, *, below: bool) -> str:
    older = f"{_text(_OLDER, language)} " if below else ""
    # A region of its own with a name (WCAG 2.2, 1.3.1); one that scrolls can be reached by keyboard (2.1.1).
    return (
        f'<section class="policyc-preview" lang="{language}" tabindex="0" aria-labelledby="policyc-preview-title">'
        f'<h2 id="policyc-preview-title">{title}</h2><p>{older}{_text(_MEND, language)}</p>{content}</section>\n'
    )


def _text(said: Wording, language: Language) -> str:
    return _shown(said.in_language(language))


def _shown(text: str) -> str:
    """A text of others: what cannot be seen in it is shown, and nothing in it is HTML."""
    return escape(visible(text, ascii_only=False))


def _more(count: int) -> Wording:
    return Wording(
        f"En nog {count}. policyc validate toont alles.", f"And {count} more. policyc validate shows everything."
    )


_OLDER = Wording("Hieronder staat wat het laatst te bouwen was.", "Below is what could be built last.")
_MEND = Wording("Herstel dit en sla op; de pagina ververst zichzelf.", "Mend this and save; the page refreshes itself.")

# --- the list of pages ------------------------------------------------------------------------------------------------


def index_page(titles: Mapping[str, Sequence[str]], language: Language) -> str:
    """A page with a link to every statement, and to its other files. `titles` are the names of files by that of the
    page they belong to.
    """
    items = "".join(
        f'<li><a href="/{escape(page)}">{escape(page)}</a>'
        + "".join(f', <a href="/{escape(name)}">{escape(name)}</a>' for name in others)
        + "</li>"
        for page, others in titles.items()
    )
    content = f"<ul>{items}</ul>" if items else f"<p>{_text(_NO_PAGE, language)}</p>"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>policyc</title>\n</head>\n<body class="policyc-index">\n<main><h1>{_text(_PAGES, language)}</h1>'
        f"{content}</main>\n</body>\n</html>\n"
    )


_PAGES = Wording("Wat er gebouwd is", "What was built")
_NO_PAGE = Wording("Er is nog geen pagina.", "There is no page yet.")
