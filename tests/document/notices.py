"""Pairs of versions and their letters, for the tests of notices: small ones made here, and those of ProgressX."""

from __future__ import annotations

import copy
import email
import email.policy
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from document.rendering import TEMPLATES, language
from policyc.changes.difference import difference
from policyc.changes.notice import Notice, notice_of
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.render.html import to_html
from policyc.render.mail import mail
from policyc.render.notice_page import notice_markdown, notice_page
from policyc.render.plain_text import plain_text
from policyc.render.templates import Templates
from policyc.source.reader import read

ROOT = Path(__file__).parent.parent.parent
ON = date(2026, 12, 1)

BASE: Mapping[str, Any] = {
    "policyc": 1,
    "id": "winkel",
    "title": "Privacyverklaring",
    "url": "https://winkel.example/privacy",
    "version": "1.0.0",
    "effective": "2026-01-01",
    "status": "final",
    "controller": {
        "name": "Winkel Korenaar",
        "email": "privacy@winkel.example",
        "phone": "+31 20 123 45 67",
        "address": {"street": "Kade 1", "postal_code": "1011 AA", "city": "Amsterdam", "country": "NL"},
    },
    "audiences": {"klanten": {"name": "Klanten"}, "lezers": {"name": "Lezers van de nieuwsbrief"}},
    "data_categories": {"naam": {"name": "Naam"}, "mail": {"name": "E-mailadres"}},
    "recipients": {"drukker": {"name": "Drukkerij Jansen", "role": "processor", "country": "NL"}},
    "purposes": {
        "bestellen": {
            "name": "Uw bestelling leveren",
            "audiences": ["klanten"],
            "data": ["naam", "mail"],
            "legal_basis": "contract",
            "retention": {"period": "P1Y", "from": "de levering"},
        },
        "nieuws": {
            "name": "Onze nieuwsbrief sturen",
            "audiences": ["lezers"],
            "data": ["mail"],
            "legal_basis": {
                "basis": "consent", "given_by": "website", "withdrawn_by": "unsubscribe_link",
                "withdraw_at": "https://winkel.example/afmelden",
            },
            "retention": {"until": "u zich afmeldt"},
        },
    },
    "change_promise": {
        "lead_time": "P30D",
        "channels": ["per e-mail"],
        "history": [{"version": "1.0.0", "url": "https://winkel.example/privacy/1.0.0"}],
    },
}  # fmt: skip
NEXT: Mapping[str, Any] = {"version": "2.0.0", "effective": "2027-02-01"}


def changed(*changes: tuple[str, Any], base: Mapping[str, Any] = BASE) -> dict[str, Any]:
    """A copy of the base with other values, each at a path of keys with dots between."""
    made: dict[str, Any] = copy.deepcopy(dict(base))
    for at, value in changes:
        *above, last = at.split(".")
        part = made
        for step in above:
            part = part.setdefault(step, {})
        part[last] = value
    return made


LONGER = changed(
    *NEXT.items(),
    ("purposes.bestellen.retention.period", "P2Y"),
    ("release", {
        "notice_date": "2026-12-15",
        "summary": "Wij bewaren uw bestellingen langer: 2 jaar in plaats van 1 jaar.",
        "stays": "Wij gebruiken niet meer gegevens dan eerst.",
        "comparison": "https://winkel.example/privacy/verschillen",
        "changes": [{
            "covers": ["purposes.bestellen.**"],
            "subject": "Hoe lang wij bestellingen bewaren",
            "nature": "processing_change",
            "why": "De garantie op onze producten duurt nu 2 jaar.",
            "means": "Uw gegevens staan 1 jaar langer bij ons.",
            "options": "U kunt ons vóór 1 februari 2027 vragen om uw gegevens te wissen.",
        }],
    }),
)  # fmt: skip
ASKED = changed(
    *NEXT.items(),
    ("purposes.bestellen.legal_basis", {
        "basis": "consent", "given_by": "website", "withdrawn_by": "account_settings",
        "withdraw_at": "https://winkel.example/keuze",
    }),
    ("release", {
        "notice_date": "2026-12-15",
        "consent_refresh": {"plan": "U krijgt een vraag zodra u inlogt.", "by": "2027-02-01"},
        "changes": [{
            "covers": ["purposes.bestellen.**"],
            "nature": "processing_change",
            "why": "Voortaan kiest u zelf.",
            "means": "Zegt u nee, dan leveren wij niet.",
            "refusals_respected": True,
        }],
    }),
)  # fmt: skip
CORRECTED = changed(
    ("version", "1.1.0"),
    ("effective", "2026-12-15"),
    ("purposes.bestellen.recipients", ["drukker"]),
    ("release", {
        "notice_date": "2026-12-15",
        "changes": [{
            "covers": ["purposes.**"],
            "subject": "Wie uw naam krijgt",
            "nature": "disclosure_correction",
            "why": "Wij waren de drukkerij vergeten.",
            "means": "De drukkerij krijgt uw naam, maar niet uw e-mailadres.",
            "since": "2025-03-01",
        }],
    }),
)  # fmt: skip
BOTH = changed(
    *NEXT.items(),
    ("purposes.bestellen.retention.period", "P2Y"),
    ("purposes.nieuws.legal_basis", {"basis": "legitimate_interests", "interest": "klanten houden"}),
)
DRAFT = changed(
    ("status", "draft"),
    ("version", "2.0.0"),
    ("effective", None),
    ("purposes.bestellen.retention.period", "P2Y"),
    ("unconfirmed", [
        {"at": "effective", "question": "Wanneer gaat dit in?"},
        {"at": "release.changes.0.why", "question": "Klopt de reden?"},
        {"at": "controller", "question": "Klopt het adres?"},
    ]),
    ("release", {"changes": [{"covers": ["purposes.**"], "nature": "processing_change"}]}),
)  # fmt: skip

SAMPLES: Mapping[str, tuple[Mapping[str, Any], str | None]] = {
    "advance": (LONGER, None),
    "consent": (ASKED, None),
    "correction": (CORRECTED, None),
    "everyone": (BOTH, None),
    "readers": (BOTH, "lezers"),
    "draft": (DRAFT, None),
}
"""What each golden letter is about, and for whom."""


def policy_from(source: Mapping[str, Any]) -> Policy:
    return Policy.model_validate(copy.deepcopy(dict(source)))


def policy_at(path: str) -> Policy:
    loaded = load(read((ROOT / path).read_bytes(), name=path))
    assert loaded.policy is not None
    return loaded.policy


@cache
def templates() -> Templates:
    return Templates(TEMPLATES, language(), fallback="nl")


def announced(new: Mapping[str, Any], audience: str | None = None, old: Mapping[str, Any] = BASE) -> Notice | None:
    return notice_of(difference(policy_from(old), policy_from(new), ON), ON, audience)


def sample(name: str) -> Notice:
    notice = progressx() if name == "progressx" else announced(*SAMPLES[name])
    assert notice is not None
    return notice


@cache
def progressx() -> Notice:
    old, new = policy_at("policies/archive/progressx-1.0.0.yaml"), policy_at("policies/progressx.yaml")
    notice = notice_of(difference(old, new, ON), ON)
    assert notice is not None
    return notice


def as_markdown(notice: Notice) -> str:
    return notice_markdown(notice, templates())


def as_text(notice: Notice) -> str:
    return plain_text(as_markdown(notice))


def as_html(notice: Notice) -> str:
    return to_html(as_markdown(notice), notice_page(notice, language(), templates()), page_folder=TEMPLATES / "page")


def as_mail(notice: Notice) -> bytes:
    return mail(notice, as_markdown(notice), language(), templates())


RENDERED: Mapping[str, Callable[[Notice], str]] = {
    "md": as_markdown,
    "txt": as_text,
    "html": as_html,
    "mail": lambda notice: _as_opened(as_mail(notice)),
}


def _as_opened(message: bytes) -> str:
    """A message as a mail program shows it: headers, parts and HTML. Its text has a golden file of its own."""
    opened = email.message_from_bytes(message, policy=email.policy.default)
    headers = [f"{name}: {value}" for name, value in opened.items() if name != "Content-Type"]
    parts = [f"- {part.get_content_type()}" for part in opened.walk()]
    page = opened.get_body(("html",))
    assert page is not None
    return "\n".join([*headers, *parts, "", page.get_content().replace("\r\n", "\n").rstrip()]) + "\n"
