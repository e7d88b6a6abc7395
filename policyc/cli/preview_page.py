"""The pages of `policyc build --watch` as they are served: with a script that reloads them and a panel for what is
wrong. The files that are written have neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote

from policyc.diagnostics import Diagnostic, Language, Wording
from policyc.report.colour import painter
from policyc.report.excerpt import Frame, excerpt
from policyc.report.glyphs import visible
from policyc.report.words import help_word, level, listed, summary
from policyc.source.document import Document

OWN = "/_policyc/"
"""Where what belongs to the preview is; no statement can be called so."""

_WIDTH = 100
_MOST = 30
"""Of so many findings the place is shown. Nobody mends more at a time."""

_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?', re.IGNORECASE)
_BODY = re.compile(r'<body\b[^>]*>(?:\s*<a class="skip"[^>]*>[^<]*</a>)?', re.IGNORECASE)
"""With the link that skips to the text, which has to stay the first of the page."""
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


def is_page(name: str) -> bool:
    """Whether a file that was built is a page of its own, and not a part for a page of somebody else."""
    return name.endswith(".html") and not name.endswith(".fragment.html")


class Served(NamedTuple):
    """A page as a browser gets it, with its content security policy for the header."""

    html: str
    policy: str


def served(page: str, panel: str, news: str) -> Served:
    """A built page with the panel on top. `news` is the query with which its script hears of a newer one.

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
        f"{head}{_head(news)}{end_of_head}{rest[:at]}\n{panel}{rest[at:]}", _policy(unescape(found[1]) if found else "")
    )


def _head(news: str) -> str:
    # The empty icon keeps browsers from asking for one.
    return (
        f'<link rel="stylesheet" href="{OWN}preview.css">\n'
        '<link rel="icon" href="data:,">\n'
        f'<script defer src="{OWN}preview.js" data-news="{escape(news)}"></script>\n'
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


class Broken(NamedTuple):
    """A file that cannot be built: its name, what is wrong, what it was read from, and the page it has from before."""

    name: str
    found: Sequence[Diagnostic]
    document: Document
    page: str | None


def panel_of_file(one: Broken, others: Sequence[Broken], language: Language) -> str:
    """What keeps the pages of a file from being built anew: each finding with its place, its lines and how to mend it.

    Below it, which `others` are broken too.
    """
    title = _of_file(one.name, len(one.found), older=one.page is not None)
    content = _findings(one.found, [one.document], language) + _elsewhere(others, language, _TOO)
    return _panel(_text(title, language), content, language)


def panel_of_others(others: Sequence[Broken], language: Language) -> str:
    """On a page that is as it should be: which other files are not."""
    name = escape(_ELSEWHERE_TITLE.in_language(language))
    return (
        f'<section class="policyc-preview elsewhere" lang="{language}" aria-label="{name}">'
        f"{_elsewhere(others, language, _CURRENT)}</section>\n"
    )


def panel_of_all(broken: Sequence[Broken], language: Language) -> str:
    """What is wrong in every file, above the list of pages."""
    if len(broken) == 1:
        return panel_of_file(broken[0]._replace(page=None), (), language)
    found = [finding for one in broken for finding in one.found]
    content = _findings(found, [one.document for one in broken], language)
    return _panel(escape(summary(found, language)), content, language)


def panel_of_sentence(said: Wording, language: Language, *, below: bool) -> str:
    """That nothing can be built at all, such as after a mistake in a template or in the settings.

    `below`: there is an older page below it.
    """
    title = _text(_NOT_BUILT_OLDER if below else _NOT_BUILT, language)
    return _panel(title, f"<p>{_text(said, language)}</p>", language)


def _findings(found: Sequence[Diagnostic], documents: Iterable[Document], language: Language) -> str:
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
    return f"<ol>{''.join(items)}</ol>"


def _elsewhere(others: Sequence[Broken], language: Language, sentence: Wording) -> str:
    """A sentence on other files, each with a link to its page, or else to the list where its findings stand."""
    if not others:
        return ""
    links = [f'<a href="/{escape(quote(one.page or ""))}">{_shown(one.name)}</a>' for one in others]
    before, after = sentence.in_language(language).split("FILES")
    return f"<p>{escape(before)}{listed(links, language)}{escape(after)}</p>"


def _panel(title: str, content: str, language: Language) -> str:
    # A region of its own with a name (WCAG 2.2, 1.3.1); one that scrolls can be reached by keyboard (2.1.1).
    return (
        f'<section class="policyc-preview" lang="{language}" tabindex="0" aria-labelledby="policyc-preview-title">'
        f'<h2 id="policyc-preview-title">{title}</h2><p>{_text(_MEND, language)}</p>{content}</section>\n'
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


def _of_file(name: str, count: int, *, older: bool) -> Wording:
    nl, en = ("Fout", "Error") if count == 1 else (f"{count} fouten", f"{count} errors")
    older_nl, older_en = _OLDER if older else Wording("", "")
    return Wording(f"{nl} in {name}{older_nl}", f"{en} in {name}{older_en}")


_OLDER = Wording(
    ": de pagina hieronder is van de laatste keer dat het goed ging",
    ": the page below is of the last time it went well",
)
_NOT_BUILT = Wording("Niet gebouwd", "Not built")
_NOT_BUILT_OLDER = Wording(*(said + older for said, older in zip(_NOT_BUILT, _OLDER, strict=True)))
_ELSEWHERE_TITLE = Wording("Fout in een ander bestand", "Error in another file")
_CURRENT = Wording(
    "Deze pagina is bijgewerkt. Er is wel een fout in FILES.",
    "This page is up to date. There is an error in FILES, though.",
)
_TOO = Wording("Er is ook een fout in FILES.", "There is an error in FILES too.")
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
