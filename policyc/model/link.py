"""Addresses a reader can use: web addresses, e-mail addresses, telephone numbers. Only https, mailto and tel."""

from __future__ import annotations

import re
from typing import Annotated, Any, NoReturn

from policyc.model.base import quoted, refuse
from policyc.model.parsing import Parsed, line

# A host is letters and digits of any script, with dots and hyphens between: nothing that shows as one host and leads
# to another. No user name before it. After it the characters of RFC 3986 and letters of other scripts.
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*"
_HTTPS = re.compile(rf"https://{_HOST}(?::(?P<port>[0-9]{{1,5}}))?(?:[/?#][^\s\\<>\"`{{}}|^\[\]]*)?\Z")
# Of what RFC 6068 lets stand before the @, only what needs no escape: a “?” there would begin the headers of a message.
_EMAIL = re.compile(rf"[\w+=&-]+(?:\.[\w+=&-]+)*@{_HOST}\.[^\W\d_]{{2,}}\Z")
_PHONE = re.compile(r"\+?\(?[0-9](?:[0-9 ().-]*[0-9])?\Z")


def is_safe_link(target: str) -> bool:
    """Whether a link may lead there: https, mailto or tel, and well-formed (RFC 3986, 6068, 3966)."""
    if not target.isprintable():
        return False
    if target.startswith("mailto:"):
        return _EMAIL.match(target[7:]) is not None
    if target.startswith("tel:"):
        return _is_phone(target[4:])
    https = _HTTPS.match(target)
    return https is not None and 0 < int(https["port"] or 443) < 65536


def _is_phone(text: str) -> bool:
    return _PHONE.match(text) is not None and 3 <= sum(c.isdigit() for c in text) <= 15


def _url(value: Any) -> str:
    text = line(value, "een webadres", "A web address")
    if not text.startswith("https://"):
        refuse(
            "MO014",
            f"{quoted(text)} is geen webadres dat met https:// begint.",
            f"{quoted(text)} is not a web address that begins with https://.",
            help_nl="Schrijf het hele adres, zoals https://www.voorbeeld.nl/privacy.",
            help_en="Write the whole address, such as https://www.example.org/privacy.",
        )
    return _link(text)


def _link(value: Any) -> str:
    text = line(value, "een verwijzing", "A link")
    if not is_safe_link(text):
        refuse_link(text)
    return text


def refuse_link(target: str, *, find: str = "") -> NoReturn:
    """Say what is wrong with a link for which `is_safe_link` is false; `find` is how the source writes it."""
    nl, en = "Een verwijzing begint met https://, mailto: of tel:.", "A link begins with https://, mailto: or tel:."
    if target.startswith("https://"):
        nl = "Schrijf een gewoon adres: de naam van een website en het pad, zonder gebruikersnaam of vreemde tekens."
        en = "Write a plain address: the name of a website and the path, without user name or strange characters."
    elif target.startswith("mailto:"):
        nl, en = "Na mailto: hoort alleen een e-mailadres.", "After mailto: only an e-mail address may stand."
    elif target.startswith("tel:"):
        nl, en = "Na tel: hoort alleen een telefoonnummer.", "After tel: only a telephone number may stand."
    refuse(
        "MO015",
        f"{quoted(target)} is geen toegestane verwijzing.",
        f"{quoted(target)} is not an allowed link.",
        find=find or target,
        help_nl=nl,
        help_en=en,
    )


def _email(value: Any) -> str:
    text = line(value, "een e-mailadres", "An e-mail address")
    if not _EMAIL.match(text):
        refuse(
            "MO016",
            f"{quoted(text)} is geen e-mailadres.",
            f"{quoted(text)} is not an e-mail address.",
            help_nl="Schrijf alleen het adres zelf, zoals privacy@voorbeeld.nl.",
            help_en="Write just the address itself, such as privacy@example.org.",
        )
    return text


def _phone(value: Any) -> str:
    text = line(value, "een telefoonnummer", "A telephone number")
    if not _is_phone(text):
        refuse(
            "MO017",
            f"{quoted(text)} is geen telefoonnummer.",
            f"{quoted(text)} is not a telephone number.",
            help_nl="Schrijf het nummer met cijfers en spaties, zoals +31 20 123 45 67.",
            help_en="Write the number in digits and spaces, such as +31 20 123 45 67.",
        )
    return text


Url = Annotated[str, Parsed(_url)]
Link = Annotated[str, Parsed(_link)]
Email = Annotated[str, Parsed(_email)]
Phone = Annotated[str, Parsed(_phone)]
