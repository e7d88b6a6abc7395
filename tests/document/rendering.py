"""From a policy to its Markdown and HTML, with the templates of the repository, for every test of what is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from policyc.document.statement import statement_of
from policyc.model.policy import Policy
from policyc.render.html import to_html
from policyc.render.language import Language, language_of
from policyc.render.markdown import to_markdown
from policyc.render.statement_page import page_of
from policyc.render.templates import Templates, packaged_templates

AS_OF = date(2026, 12, 15)
TEMPLATES = packaged_templates()


@cache
def language() -> Language:
    return language_of("nl", TEMPLATES)


@cache
def _templates() -> Templates:
    return Templates(TEMPLATES, language(), fallback="nl")


def rendered(policy: Policy, as_of: date = AS_OF) -> str:
    return to_markdown(statement_of(policy, as_of), _templates())


def as_html(policy: Policy, as_of: date = AS_OF) -> str:
    return to_html(rendered(policy, as_of), page_of(policy, language()), page_folder=TEMPLATES / "page")


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
