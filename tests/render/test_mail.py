"""The message: what a strict parser makes of it, and that no text of the author becomes a header."""

from __future__ import annotations

import email
import re
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from typing import Any

import pytest
from document.notices import DRAFT, LONGER, SAMPLES, announced, as_mail, as_text, changed, sample, templates
from document.rendering import TEMPLATES, language

from policyc.render.mail import has_sender, mail, mail_page, one_line
from policyc.render.notice_page import notice_markdown
from policyc.render.templates import Templates

NAMES = (*SAMPLES, "progressx")


def parsed(whole: bytes) -> EmailMessage:
    """The message as Python's strictest parser reads it; any defect is an error."""
    message = email.message_from_bytes(whole, policy=default.clone(raise_on_defect=True))
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk() if part.defects] == []
    assert [value.defects for _, value in message.items() if value.defects] == []
    return message


@pytest.mark.parametrize("name", NAMES)
def test_a_strict_parser_finds_text_and_page(name: str) -> None:
    message = parsed(as_mail(sample(name)))
    assert message.get_content_type() == "multipart/alternative"
    text, page = message.iter_parts()
    assert (text.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert (text.get_content_charset(), page.get_content_charset()) == ("utf-8", "utf-8")
    assert text.get_content().replace("\r\n", "\n") == as_text(sample(name))
    assert page.get_content().startswith("<!doctype html>")


@pytest.mark.parametrize("name", NAMES)
def test_every_line_ends_as_the_wire_wants_and_is_short_enough(name: str) -> None:
    whole = as_mail(sample(name))
    assert whole.isascii()
    assert b"\n" not in whole.replace(b"\r\n", b"")
    assert b"\r" not in whole.replace(b"\r\n", b"")
    assert max(map(len, whole.split(b"\r\n"))) <= 78


def test_the_headers() -> None:
    assert parsed(as_mail(sample("advance"))).items() == [
        ("From", "Winkel Korenaar <privacy@winkel.example>"),
        ("Subject", "Winkel Korenaar: wijziging van onze privacyverklaring per 1 februari 2027"),
        ("Date", "Tue, 15 Dec 2026 12:00:00 +0000"),
        ("X-Unsent", "1"),
        ("MIME-Version", "1.0"),
        ("Content-Type", parsed(as_mail(sample("advance")))["Content-Type"]),
        ("Content-Language", "nl"),
    ]


def test_what_is_not_to_be_sent_yet_says_so_where_one_would_send_it() -> None:
    assert parsed(as_mail(sample("draft")))["Subject"].startswith("[CONCEPT] Winkel Korenaar: ")
    assert parsed(as_mail(sample("everyone")))["Subject"].startswith("[CONCEPT] ")
    assert not has_sender(sample("progressx"), language())
    assert has_sender(sample("advance"), language())


def test_a_message_in_another_language_says_so_in_its_headers_and_its_page() -> None:
    notice = announced(LONGER)
    assert notice is not None
    english = Templates(TEMPLATES, language("en"), fallback="nl")
    message = parsed(mail(notice, notice_markdown(notice, english), language("en"), english))
    assert message["Subject"] == "Winkel Korenaar: change from 1 February 2027 in “Privacyverklaring”"
    assert message["Content-Language"] == "en"
    text, page = (part.get_content() for part in message.iter_parts())
    assert '<html lang="en">' in page
    assert '<span lang="nl">Uw gegevens staan 1 jaar langer bij ons.</span>' in page
    for part in (text, page):
        assert not set(part) & set(map(chr, range(0xFDD0, 0xFDF0)))
    draft = announced(DRAFT)
    assert draft is not None
    markdown = notice_markdown(draft, english)
    assert parsed(mail(draft, markdown, language("en"), english))["Subject"].startswith("[DRAFT] Winkel Korenaar: ")


def test_without_an_address_whoever_sends_it_is_the_sender() -> None:
    assert parsed(as_mail(sample("progressx")))["From"] is None


def raw(*changes: tuple[str, Any]) -> bytes:
    notice = announced(changed(*changes, base=LONGER))
    assert notice is not None
    return as_mail(notice)


def made(*changes: tuple[str, Any]) -> EmailMessage:
    return parsed(raw(*changes))


def test_no_text_of_the_author_makes_a_header() -> None:
    written = raw(
        ("title", "Verklaring\u2028Bcc: x@y.example \N{RIGHT-TO-LEFT OVERRIDE}é “q” =?utf-8?q?a?= " + "lang " * 60),
        ("controller.name", 'Winkel "Korenaar" <a@b.example>, x\u2029Bcc: z@y.example \N{LEFT-TO-RIGHT ISOLATE}é'),
    )
    message = parsed(written)
    assert set(message.keys()) == {
        "From", "Subject", "Date", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language",
    }  # fmt: skip
    assert message["From"].addresses[0].addr_spec == "privacy@winkel.example"
    assert len(message["From"].addresses) == 1
    # As RFC 2047 has it; the parser of addresses in Python 3.11 puts a space between two encoded words.
    sender = email.message_from_bytes(written)["From"]
    assert str(make_header(decode_header(sender))).split(" <privacy@")[0] == (
        'Winkel "Korenaar" <a@b.example>, x Bcc: z@y.example é'
    )
    assert message["Subject"] == (
        '[CONCEPT] Winkel "Korenaar" <a@b.example>, x Bcc: z@y.example é: wijziging per 1 februari 2027 van '
        "“Verklaring Bcc: x@y.example é “q” =?utf-8?q?a?=" + " lang" * 60 + "”"
    )


@pytest.mark.parametrize(
    ("address", "sender"),
    [("post@wínkel.example", "post@xn--wnkel-zsa.example"), ("pöst@winkel.example", None), (None, None)],
)
def test_an_address_that_no_header_can_hold_is_left_out(address: str | None, sender: str | None) -> None:
    found = made(("controller.email", address))["From"]
    assert (found.addresses[0].addr_spec if found else None) == sender


def test_several_controllers_have_no_one_sender() -> None:
    both = {"a": {"name": "Aa", "email": "a@a.example"}, "b": {"name": "Bee", "email": "b@b.example"}}
    assert made(("controller", None), ("controllers", both))["From"] is None


def test_a_header_line_is_one_line() -> None:
    assert one_line("a\r\nB: c\x00\x85\u202e d\u00a0e") == "a B: c d e"


def test_the_boundary_stands_in_no_part() -> None:
    whole = as_mail(sample("advance"))
    boundary = parsed(whole).get_boundary()
    assert boundary is not None
    assert whole.count(boundary.encode()) == 4  # named once, and three lines


# --- the page ---------------------------------------------------------------------------------------------------------


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(name: str) -> str:
    _, page = parsed(as_mail(sample(name))).iter_parts()
    return str(page.get_content())


@pytest.mark.parametrize("name", NAMES)
def test_the_page_asks_nothing_of_anyone(name: str) -> None:
    tags = _Tags()
    tags.feed(page_of(name))
    assert tags.open == []
    assert {tag for tag, _ in tags.seen} <= {
        "html", "head", "meta", "title", "body", "div", "h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "em", "a",
    }  # fmt: skip
    assert {key for _, attrs in tags.seen for key in attrs} <= {"lang", "charset", "name", "content", "style", "href"}
    assert "url(" not in page_of(name)


def test_links_lead_only_where_a_statement_may_lead() -> None:
    page = mail_page(
        "[a](javascript:alert(1)) [b](https://b.example) [c](http://c.example) [d](mailto:d@d.example)", "x", "nl"
    )
    assert re.findall(r'href="([^"]*)"', page) == ["https://b.example", "mailto:d@d.example"]


def test_mark_up_in_the_text_is_text() -> None:
    page = mail_page("<script>x</script>\n\n\\<b>\n\n`<i>`\n\n    <u>", "</title><script>", "nl")
    assert re.findall(r"<(script|b|i|u)>", page) == []


def test_a_table_is_a_box_for_each_row_with_the_names_of_the_columns() -> None:
    page = mail_page("| Deel | Nu | Straks |\n| --- | --- | --- |\n| A | een | twee |", "x", "nl")
    assert "<table" not in page
    assert re.sub(r"<[^>]*>|\n", "·", page.split("<body")[1]).replace("·", " ").split()[-5:] == [
        "A", "Nu", "een", "Straks", "twee",
    ]  # fmt: skip


def test_the_same_letter_is_the_same_bytes() -> None:
    notice = sample("advance")
    assert mail(notice, "Tekst", language(), templates()) == mail(notice, "Tekst", language(), templates())
    assert mail(notice, "Tekst", language(), templates()) != mail(notice, "Tekst.", language(), templates())
