"""A letter as a message to open in a mail program, look over and send (RFC 5322, 2045-2047, 2046 5.1.4).

It has the text and the page side by side, asks nothing of anyone, and holds no clock: the same letter is the same
bytes. Nobody is addressed; whoever sends it knows to whom.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from policyc.changes.notice import Notice
from policyc.model.link import is_safe_link
from policyc.render import marks
from policyc.render.language import Language
from policyc.render.notice_page import subject_line
from policyc.render.plain_text import plain_text, tree_of, words_in
from policyc.render.templates import Templates

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


def mail(notice: Notice, markdown: str, language: Language, templates: Templates) -> bytes:
    """The message with the Markdown of a notice as text and as HTML, dated on the day of the notice.

    A message needs a sender (RFC 5322, 3.6), but who that is must not be guessed: without an e-mail address of the
    controller there is no From, and the mail program puts in that of whoever opens and sends it. `X-Unsent` makes it
    open as a draft.
    """
    subject = one_line(subject_line(notice, templates))
    if not notice.is_ready:
        subject = f"[{language.terms['marks']['draft']}] {subject}"
    text, page = plain_text(markdown), mail_page(markdown, subject, language.code)
    body = EmailMessage(policy=SMTP)
    body.set_content(text, cte="quoted-printable")
    body.add_alternative(page, subtype="html", cte="quoted-printable")
    body["Content-Language"] = language.code
    # No line of quoted-printable holds `=_`, so the boundary cannot occur in the parts.
    body.set_boundary("=_" + hashlib.sha256(f"{subject}\n{text}\n{page}".encode()).hexdigest()[:40])
    return "".join(f"{line}\r\n" for line in _headers(notice, subject, language)).encode("ascii") + body.as_bytes()


def _headers(notice: Notice, subject: str, language: Language) -> Iterator[str]:
    """Written here, because `email` takes what looks like an encoded word in a text for one, and loses spaces."""
    sender = _sender(notice, language)
    if sender is not None:
        yield f"From: {sender}"
    yield f"Subject: {_encoded(subject, 'Subject') if _needs_encoding(subject) else subject}"
    yield f"Date: {format_datetime(_noon(notice.dated))}"
    yield "X-Unsent: 1"


_SHORT = 60
"""Of characters that need no folding: with the name of its header such a text fits on a line (RFC 5322, 2.1.1)."""


def _needs_encoding(text: str) -> bool:
    return not text.isascii() or "=?" in text or len(text) > _SHORT


def _encoded(text: str, header: str) -> str:
    """The text as encoded words, folded (RFC 2047, 2)."""
    return Header(text, "utf-8", header_name=header).encode(linesep="\r\n")


def one_line(text: str) -> str:
    """A text fit for a header: one line without control and direction characters, which could forge another header."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _noon(day: date) -> datetime:
    """In the middle of the day, so that it is that day in every time zone of the EEA."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def has_sender(notice: Notice, language: Language) -> bool:
    """Whether the message says from whom it is; without that, whoever sends it has to."""
    return _sender(notice, language) is not None


def _sender(notice: Notice, language: Language) -> str | None:
    """The controller, if it is one and gives an address that a header can hold."""
    if len(notice.controllers) != 1 or notice.controllers[0].email is None:
        return None
    controller = notice.controllers[0]
    user, _, host = str(controller.email).rpartition("@")
    try:
        address = f"{user.encode('ascii').decode()}@{host.encode('idna').decode()}"
    except UnicodeError:
        return None
    if controller.title is None:
        return address
    name = one_line(language.text(controller.title, notice.policy.language))
    if _needs_encoding(name):
        return f"{_encoded(name, 'From')}\r\n <{address}>"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'


# --- the page of a mail program ---------------------------------------------------------------------------------------

# Mail programs drop style sheets, so each element carries its style, in properties that all of them know.
_INK, _SOFT, _LINE, _GROUND = "#1f2328", "#565b62", "#dcd9d0", "#f4f3ee"
_FONT = "font-family:Segoe UI,Roboto,Helvetica,Arial,sans-serif"
_STYLES = {
    "h1": f"margin:0 0 16px;font-size:24px;line-height:30px;color:{_INK}",
    "h2": f"margin:32px 0 10px;font-size:19px;line-height:26px;color:{_INK}",
    "h3": f"margin:24px 0 8px;font-size:17px;line-height:24px;color:{_INK}",
    "p": "margin:0 0 12px",
    "ul": "margin:0 0 12px;padding-left:22px",
    "ol": "margin:0 0 12px;padding-left:22px",
    "li": "margin:0 0 4px",
    "a": "color:#0b5a6b",
}
_BOX = f"margin:0 0 12px;padding:12px 14px;border:1px solid {_LINE};border-radius:6px"
_NOTE = f"margin:0 0 14px;padding:12px 14px 2px;border-left:4px solid #0b5a6b;background-color:{_GROUND}"
_NAME = f"margin:0 0 2px;color:{_SOFT};font-size:13px;font-weight:bold"


def mail_page(markdown: str, title: str, language: str) -> str:
    """A whole HTML document without style sheet, script, picture or request, that is legible in 320 pixels."""
    body = _Body().flow(tree_of(markdown).children)
    return (
        f'<!doctype html>\n<html lang="{html.escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light">\n'
        f"<title>{html.escape(title)}</title>\n</head>\n"
        f'<body style="margin:0;padding:0;background-color:#ffffff">\n'
        f'<div style="max-width:640px;margin:0 auto;padding:24px 16px 40px;{_FONT};font-size:16px;line-height:24px;'
        f'color:{_INK};word-wrap:break-word;overflow-wrap:break-word">\n{body}\n</div>\n</body>\n</html>\n'
    )


def _element(name: str, content: str, style: str | None = None) -> str:
    look = _STYLES.get(name) if style is None else style
    return f'<{name} style="{look}">{content}</{name}>' if look else f"<{name}>{content}</{name}>"


class _Body:
    """Writes one message. `_tongue` is the language in which the text goes on, empty for that of the message."""

    def __init__(self) -> None:
        self._tongue = ""

    def flow(self, nodes: Sequence[SyntaxTreeNode]) -> str:
        """The blocks one after another."""
        return "\n".join(filter(None, map(self._block, nodes)))

    def _block(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "heading" | "paragraph":
                content = self._inline(node)
                name = node.tag if node.tag in _STYLES else "h3"
                return _element(name, content) if content.strip() else ""
            case "bullet_list" | "ordered_list":
                items = (_element("li", self._item(item)) for item in node.children)
                return _element(node.tag, "\n" + "\n".join(items) + "\n")
            case "blockquote":
                return _element("div", f"\n{self.flow(node.children)}\n", _NOTE)
            case "table":
                return self._table(node)
            case "fence" | "code_block":
                return _element("p", html.escape(node.content))
            case _:
                return self.flow(node.children)

    def _item(self, node: SyntaxTreeNode) -> str:
        """An item that begins with a paragraph has its words beside the mark."""
        if not node.children or node.children[0].type != "paragraph":
            return self.flow(node.children)
        return "\n".join(filter(None, (self._inline(node.children[0]), self.flow(node.children[1:]))))

    def _table(self, node: SyntaxTreeNode) -> str:
        """Each row as a box, with the name of its column above each value: that needs no width. A table of two columns
        without names is one box of names and values."""
        header, *rows = (row for group in node.children for row in group.children)
        names = [marks.without(words_in(cell)) for cell in header.children]
        if len(names) == 2 and not names[1]:
            pairs = "\n".join(self._pair(marks.without(words_in(row.children[0])), row.children[1]) for row in rows)
            return _element("div", f"\n{pairs}\n", _BOX)
        return "\n".join(_element("div", f"\n{self._card(row, names)}\n", _BOX) for row in rows)

    def _card(self, row: SyntaxTreeNode, names: list[str]) -> str:
        first, *others = row.children
        title = _element("p", f"<strong>{self._inline(first)}</strong>")
        return "\n".join([title, *(self._pair(name, cell) for name, cell in zip(names[1:], others, strict=True))])

    def _pair(self, name: str, cell: SyntaxTreeNode) -> str:
        return _element("p", html.escape(name, quote=False), _NAME) + "\n" + _element("p", self._inline(cell))

    def _inline(self, node: SyntaxTreeNode) -> str:
        return "".join(map(self._span, node.children))

    def _span(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "text":
                return self._text(node.content)
            case "softbreak":
                return "\n"
            case "hardbreak":
                return "<br>\n"
            case "code_inline":
                return html.escape(node.content, quote=False)
            case "strong" | "em":
                return f"<{node.tag}>{self._inline(node)}</{node.tag}>"
            case "link":
                href = str(node.attrs.get("href", ""))
                content = self._inline(node)
                if not is_safe_link(href):
                    return content
                return f'<a href="{html.escape(href)}" style="{_STYLES["a"]}">{content}</a>'
            case _:
                return self._inline(node)

    def _text(self, content: str) -> str:
        """Text, of which the parts in another language say so (WCAG 2.2, 3.1.2)."""
        written = []
        for turn, text in marks.runs(content):
            self._tongue = self._tongue if turn is None else turn
            escaped = html.escape(text, quote=False)
            written.append(f'<span lang="{self._tongue}">{escaped}</span>' if self._tongue and escaped else escaped)
        return "".join(written)
