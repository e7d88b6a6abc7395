"""What a statement says of itself to machines: JSON-LD in the words of schema.org (release 30.0).

Only what the policy says, so nothing is published here that a reader would not find on the page. The day from which a
statement holds is not the day it was published: it begins the period the text is about (`temporalCoverage`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from policyc.model.party import Address, Controller
from policyc.model.policy import Policy
from policyc.render.html import Alternate
from policyc.render.language import Language

_PRIVACY_NOTICE = "https://w3id.org/dpv#PrivacyNotice"
"""What schema.org has no word for; the Data Privacy Vocabulary of the W3C has."""

_SOURCE_FORMAT = "application/yaml"  # RFC 9512

Node = Mapping[str, Any]


def linked_data(
    policy: Policy,
    language: Language,
    *,
    description: str | None = None,
    alternates: Sequence[Alternate] = (),
    source_hash: str | None = None,
) -> Node:
    """The page of a statement in one language as a `WebPage`.

    `alternates` are its languages, if there are more; `source_hash` is the SHA-256 of the policy it was made from.
    """
    own = language.code == policy.language
    address = address_of(policy)
    url = address if own else None
    return _node(
        "WebPage",
        {
            "additionalType": _PRIVACY_NOTICE,
            "name": language.text(policy.title, policy.language),
            "description": description,
            "url": url,
            "isPartOf": url and _node("WebSite", {"url": _site(url)}),
            "inLanguage": language.code,
            "version": policy.version,
            "creativeWorkStatus": policy.status,
            "temporalCoverage": _period(policy),
            "publisher": _one_or_more([_organisation(party, policy, language) for party in policy.parties]),
            "isBasedOn": source_hash
            and _node("MediaObject", {"encodingFormat": _SOURCE_FORMAT, "sha256": source_hash}),
            **_translations(policy, alternates, address, own=own),
        },
    )


def address_of(policy: Policy) -> str | None:
    """Where the statement will be found: in its own language, and while it is in force. An earlier version has none."""
    return None if policy.status == "archived" else policy.url


def as_json(data: Node) -> str:
    """The data as they may stand in a `<script>`: nothing in them can end it, begin a comment or break a line of it.

    HTML Standard, 4.12.1.3: “<!--”, “<script” and “</script” must not occur; JSON may write any character as its code.
    """
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, separators=(",", ":"))
    return "".join(_ESCAPED.get(character, character) for character in text)


_ESCAPED = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def _node(kind: str, properties: Mapping[str, Any]) -> Node:
    """A thing with what is known of it. A thing of which nothing is known is nothing."""
    known = {name: value for name, value in properties.items() if value}
    return {"@type": kind, **known} if known else {}


def _one_or_more(nodes: Sequence[Node]) -> Node | Sequence[Node]:
    known = [node for node in nodes if node]
    return known[0] if len(known) == 1 else known


def _organisation(party: Controller, policy: Policy, language: Language) -> Node:
    """A controller, with how it presents itself (art. 13(1)(a) AVG; art. 3:15d BW)."""

    def said(name: str) -> str | None:
        value = getattr(party, name)
        return None if value is None else language.text(value, policy.language)

    form = party.contact_form
    return _node(
        "Organization",
        {
            "name": said("name") or said("legal_name"),
            "legalName": said("legal_name"),
            "address": _address(party.address, policy, language) if party.address else None,
            "email": party.email,
            "telephone": party.phone,
            # A form may also be a mailto or tel link, which repeats what stands above.
            "contactPoint": form and form.startswith("https:") and _node("ContactPoint", {"url": form}),
            "vatID": said("vat_number"),
        },
    )


def _address(address: Address, policy: Policy, language: Language) -> Node:
    lines = {"streetAddress": address.street, "postalCode": address.postal_code, "addressLocality": address.city}
    return _node(
        "PostalAddress",
        {
            **{name: line and language.text(line, policy.language) for name, line in lines.items()},
            "addressCountry": address.country,
        },
    )


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def _period(policy: Policy) -> str | None:
    """From when the statement holds, as an interval without an end (ISO 8601). When an archived one ended is unsaid."""
    if policy.effective is None or policy.status == "archived":
        return None
    return f"{policy.effective.isoformat()}/.."


def _translations(policy: Policy, alternates: Sequence[Alternate], address: str | None, *, own: bool) -> Node:
    """The text it was translated from, or those that were translated from it."""
    pages = {one.language: _node("WebPage", {"inLanguage": one.language, "url": one.href}) for one in alternates}
    original = pages.pop(policy.language, {})
    if own:
        return {"workTranslation": _one_or_more(list(pages.values()))}
    return {"translationOfWork": {**original, **({"url": address} if address else {})}}
