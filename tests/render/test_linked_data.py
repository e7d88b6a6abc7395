"""What a page says of itself to machines: JSON-LD in the words of schema.org, Open Graph, and the head around them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from document.editions import WRITTEN
from document.rendering import TEMPLATES, edition, language, policy
from model.maximal import maximal_policies
from model.sixty import sixty

from policyc.model.policy import Policy
from policyc.render.linked_data import as_json, linked_data
from policyc.render.statement_page import edition_html
from policyc.source.reader import read

POLICIES = {str(sample): sample.policy for sample in WRITTEN} | {p.id: p for p in (*maximal_policies(), sixty())}
HASH = hashlib.sha256(b"").hexdigest()


class Head(HTMLParser):
    """The elements of a page's head with their attributes, and the data in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(page.partition("<style>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in_script = tag == "script"

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts.append(data)
            self._in_script = False

    @property
    def data(self) -> Any:
        (script,) = self.scripts
        return json.loads(script)

    def meta(self, name: str) -> list[str | None]:
        return [
            attributes.get("content")
            for tag, attributes in self.elements
            if tag == "meta" and name in (attributes.get("name"), attributes.get("property"))
        ]

    def links(self, rel: str) -> list[str | None]:
        return [a.get("href") for tag, a in self.elements if tag == "link" and a.get("rel") == rel]


def page(source: Policy, code: str | None = None, source_hash: str | None = HASH) -> str:
    return edition_html(edition(source, code=code), page_folder=TEMPLATES / "page", source_hash=source_hash)


def head(source: Policy, code: str | None = None, source_hash: str | None = HASH) -> Head:
    return Head(page(source, code, source_hash))


# --- schema.org ----------------------------------------------------------------------------------------------------

# An excerpt of schema.org 30.0 (schemaorg-current-https-properties.csv and -types.csv): what each property may belong
# to, and what it may hold.
TEXT, URL = "Text", "URL"
PARENTS = {"WebPage": "CreativeWork", "WebSite": "CreativeWork", "MediaObject": "CreativeWork"}
VOCABULARY: Mapping[str, tuple[set[str], set[str]]] = {
    "additionalType": ({"Thing"}, {TEXT, URL}),
    "address": ({"Organization"}, {"PostalAddress", TEXT}),
    "addressCountry": ({"PostalAddress"}, {TEXT}),
    "addressLocality": ({"PostalAddress"}, {TEXT}),
    "contactPoint": ({"Organization"}, {"ContactPoint"}),
    "creativeWorkStatus": ({"CreativeWork"}, {TEXT}),
    "description": ({"Thing"}, {TEXT}),
    "email": ({"ContactPoint", "Organization"}, {TEXT}),
    "encodingFormat": ({"CreativeWork", "MediaObject"}, {TEXT, URL}),
    "inLanguage": ({"CreativeWork"}, {TEXT}),
    "isBasedOn": ({"CreativeWork"}, {"CreativeWork", URL}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork", URL}),
    "legalName": ({"Organization"}, {TEXT}),
    "name": ({"Thing"}, {TEXT}),
    "postalCode": ({"PostalAddress"}, {TEXT}),
    "publisher": ({"CreativeWork"}, {"Organization"}),
    "sha256": ({"MediaObject"}, {TEXT}),
    "streetAddress": ({"PostalAddress"}, {TEXT}),
    "telephone": ({"ContactPoint", "Organization"}, {TEXT}),
    "temporalCoverage": ({"CreativeWork"}, {TEXT, URL}),
    "translationOfWork": ({"CreativeWork"}, {"CreativeWork"}),
    "url": ({"Thing"}, {URL}),
    "vatID": ({"Organization"}, {TEXT}),
    "version": ({"CreativeWork"}, {TEXT}),
    "workTranslation": ({"CreativeWork"}, {"CreativeWork"}),
}


def kinds(node: Mapping[str, Any]) -> set[str]:
    return {node["@type"], PARENTS.get(node["@type"], "Thing"), "Thing"}


def faults(node: Mapping[str, Any]) -> Iterator[str]:
    """What schema.org has against a thing and all that is in it."""
    for name, given in node.items():
        if name.startswith("@"):
            continue
        domain, expected = VOCABULARY[name]
        if not domain & kinds(node):
            yield f"{node['@type']} has no {name}"
        for value in given if isinstance(given, list) else [given]:
            if isinstance(value, str):
                fits = bool(value.strip()) and bool(expected & {TEXT, URL})
            else:
                fits = bool(expected & kinds(value))
                yield from faults(value)
            if not fits:
                yield f"{name} of {node['@type']} cannot hold {value!r}"


@pytest.mark.parametrize("source", POLICIES.values(), ids=POLICIES)
def test_it_keeps_to_the_vocabulary(source: Policy) -> None:
    for code in source.languages:
        data = head(source, code).data
        assert data.pop("@context") == "https://schema.org"
        assert data["@type"] == "WebPage"
        assert list(faults(data)) == []


# --- what is said --------------------------------------------------------------------------------------------------


def test_nothing_is_said_that_the_policy_does_not_say() -> None:
    assert head(policy(), source_hash=None).data == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "additionalType": "https://w3id.org/dpv#PrivacyNotice",
        "name": "Verklaring",
        "inLanguage": "nl",
        "creativeWorkStatus": "final",
    }


FULL: dict[str, Any] = {
    "url": "https://www.jansen.example:8443/over/privacy?x=1",
    "version": "2.1",
    "effective": "2026-12-15",
    "translations": ["en", "de"],
    "title": {"nl": "Verklaring", "en": "Statement"},
    "controller": {
        "name": "Jansen",
        "legal_name": "Jansen & Zonen B.V.",
        "address": {"street": "Dijk 1", "postal_code": "1234 AB", "city": "Łódź", "country": "PL"},
        "email": "info@jansen.example",
        "phone": "+31 20 123 45 67",
        "contact_form": "https://www.jansen.example/contact",
        "vat_number": "NL001234567B01",
    },
}


def test_all_that_it_says_is_there() -> None:
    data = linked_data(policy(**FULL), language(), description="Kort.", source_hash=HASH)
    assert data == {
        "@type": "WebPage",
        "additionalType": "https://w3id.org/dpv#PrivacyNotice",
        "name": "Verklaring",
        "description": "Kort.",
        "url": "https://www.jansen.example:8443/over/privacy?x=1",
        "isPartOf": {"@type": "WebSite", "url": "https://www.jansen.example:8443/"},
        "inLanguage": "nl",
        "version": "2.1",
        "creativeWorkStatus": "final",
        "temporalCoverage": "2026-12-15/..",
        "publisher": {
            "@type": "Organization",
            "name": "Jansen",
            "legalName": "Jansen & Zonen B.V.",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Dijk 1",
                "postalCode": "1234 AB",
                "addressLocality": "Łódź",
                "addressCountry": "PL",
            },
            "email": "info@jansen.example",
            "telephone": "+31 20 123 45 67",
            "contactPoint": {"@type": "ContactPoint", "url": "https://www.jansen.example/contact"},
            "vatID": "NL001234567B01",
        },
        "isBasedOn": {"@type": "MediaObject", "encodingFormat": "application/yaml", "sha256": HASH},
    }


def test_a_controller_without_a_trade_name_goes_by_its_legal_one() -> None:
    data = head(policy(controller={"legal_name": "Jansen B.V."})).data
    assert data["publisher"] == {"@type": "Organization", "name": "Jansen B.V.", "legalName": "Jansen B.V."}


def test_joint_controllers_publish_together() -> None:
    data = head(policy(controllers={"a": {"name": "Aal"}, "b": {"name": "Baars"}, "c": {"online_service": True}})).data
    assert [party["name"] for party in data["publisher"]] == ["Aal", "Baars"]


def test_an_archived_text_does_not_say_that_it_still_holds() -> None:
    data = head(policy("archived", effective="2020-01-01")).data
    assert data["creativeWorkStatus"] == "archived"
    assert "temporalCoverage" not in data


def test_languages_point_at_each_other() -> None:
    source = sixty()
    own, english = head(source).data, head(source, "en").data
    assert own["workTranslation"] == {"@type": "WebPage", "inLanguage": "en", "url": "rietkraag.en.html"}
    assert english["translationOfWork"] == {"@type": "WebPage", "inLanguage": "nl", "url": source.url}
    assert (own["url"], own["isPartOf"]["url"]) == (source.url, "https://www.rietkraag.example/")
    # The policy says where the Dutch page is, not where the English one is.
    assert not {"url", "isPartOf", "workTranslation"} & english.keys()
    assert "translationOfWork" not in own
    without = head(source.model_copy(update={"url": None}), "en").data
    assert without["translationOfWork"]["url"] == "rietkraag.html"


# --- hostile texts -------------------------------------------------------------------------------------------------

HOSTILE = "</script><!--<script>alert(1)//--> ]]> \" ' \\ & &lt; {{ 7 * 7 }} \u2028 \u2029 \\u003c 😀"


def test_no_text_ends_the_script() -> None:
    source = policy(title=HOSTILE, controller={"name": HOSTILE, "address": {"street": HOSTILE}})
    written = page(source)
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', written)
    assert not set("<>&\u2028\u2029") & set(script)
    said = " ".join(HOSTILE.split())
    data = json.loads(script)
    assert (data["name"], data["publisher"]["address"]["streetAddress"]) == (said, said)
    assert len(re.findall("<script", written)) == 1
    assert Head(written).meta("og:title") == [said]


def test_characters_that_html_forbids_stay_out() -> None:
    """No policy can hold them; a page made in another way gets the sign for an unknown character."""
    written = as_json({"name": "a\x00b\x1fc"})
    assert written == '{"@context":"https://schema.org","name":"a\\u0000b\\u001fc"}'


# --- the rest of the head ------------------------------------------------------------------------------------------


def test_the_description_is_a_sentence() -> None:
    source = policy(**FULL)
    what = "Verklaring: hier leest u wat er bij Jansen met uw persoonsgegevens gebeurt."
    said = f"{what} Versie 2.1, geldig vanaf 15 december 2026."
    found = head(source)
    assert found.meta("description") == found.meta("og:description") == [said] == [found.data["description"]]
    assert "hier lees je wat" in str(head(source.model_copy(update={"address_form": "je"})).meta("description"))
    bare = source.model_copy(update={"version": None, "effective": None})
    assert head(bare).meta("description") == [what]
    assert head(policy(version="1")).meta("description") == []
    joint = policy(controllers={"a": {"name": "Aal"}, "b": {"name": "Baars"}})
    assert "bij Aal en Baars met" in str(head(joint).meta("description"))


def test_open_graph_without_third_parties() -> None:
    found = head(policy(**{**FULL, "translations": ["en"]}), "en")
    assert found.meta("og:type") == ["article"]
    assert found.meta("og:title") == ["Statement"]
    assert found.meta("og:site_name") == ["Jansen"]
    assert (found.meta("og:locale"), found.meta("og:locale:alternate")) == (["en_GB"], ["nl_NL"])
    assert found.meta("og:url") == found.meta("og:image") == found.links("canonical") == []


def test_the_page_says_where_it_belongs() -> None:
    found = head(sixty())
    assert found.links("canonical") == found.meta("og:url") == ["https://www.rietkraag.example/privacy"]
    assert found.links("alternate") == ["rietkraag.en.html"]


def test_nothing_of_it_is_on_a_page_that_is_no_statement() -> None:
    from page_sample import page_of

    assert "<script" not in page_of("# T")
    assert "og:" not in page_of("# T")


# --- the hash of the source ----------------------------------------------------------------------------------------


def test_a_reader_can_check_the_hash() -> None:
    """`sha256sum policies/progressx.yaml` gives it, in a checkout with plain line feeds."""
    raw = "policyc: 1\ntitle: Łódź → x\n".encode()
    wanted = hashlib.sha256(raw).hexdigest()
    for same in (raw, raw.replace(b"\n", b"\r\n"), raw.replace(b"\n", b"\r"), b"\xef\xbb\xbf" + raw):
        assert read(same, name="a").source.sha256 == wanted
    assert read(raw + b"\n", name="a").source.sha256 != wanted
    assert head(policy(), source_hash=wanted).meta("source-sha256") == [wanted]
    assert head(policy(), source_hash=None).meta("source-sha256") == []


def test_a_date_is_not_called_a_date_of_publication() -> None:
    found = page(policy(effective=date(2026, 12, 15)))
    assert "datePublished" not in found
    assert "article:published_time" not in found
