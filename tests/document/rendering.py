"""From a policy to its Markdown and HTML, with the templates of the repository, for every test of what is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from policyc.model.address import AddressForm
from policyc.model.policy import Policy
from policyc.render.edition import Edition, edition_of
from policyc.render.language import Language, language_of
from policyc.render.statement_page import edition_html
from policyc.render.templates import packaged_templates

AS_OF = date(2026, 12, 15)
TEMPLATES = packaged_templates()
_CACHE = Path(gettempdir()) / "policyc-tests"


@cache
def language(code: str = "nl", form: AddressForm = "u") -> Language:
    return language_of(code, TEMPLATES, form)


def edition(policy: Policy, as_of: date = AS_OF, code: str | None = None) -> Edition:
    return edition_of(policy, as_of, TEMPLATES, code, cache=_CACHE)


def rendered(policy: Policy, as_of: date = AS_OF, code: str | None = None) -> str:
    return edition(policy, as_of, code).markdown


def as_html(policy: Policy, as_of: date = AS_OF, code: str | None = None) -> str:
    return edition_html(edition(policy, as_of, code), page_folder=TEMPLATES / "page")


def policy(status: str = "final", **fields: Any) -> Policy:
    """A policy with a title, a status and `fields`."""
    return Policy.model_validate({"policyc": 1, "id": "proef", "title": "Verklaring", "status": status, **fields})


def said(status: str = "final", **fields: Any) -> str:
    return rendered(policy(status, **fields))


def with_row(**row: Any) -> Mapping[str, Any]:
    """A purpose with one row, and the parts that rows point at."""
    return {
        "purposes": {"klant": {"name": "Klant zijn", "processing": {"rij": row}}},
        "data_categories": {"naam": {"name": "Naam"}},
        "recipients": {"drukker": {"name": "Drukkerij Jansen"}},
        "audiences": {"klanten": {"name": "Klanten"}},
    }
