"""How a statement addresses its reader in Dutch: u or je, both in one text where they differ.

The notation `{u-form|je-form}` holds what is said to a reader called u and what to one called je: “{Hebt u|Heb je}
vragen?”. It is the same in the texts of an author and in the templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

AddressForm = Literal["u", "je"]
ADDRESS_FORMS: tuple[AddressForm, ...] = ("u", "je")

# `{{`, `{%` and `{#` are a template's own. A brace without a stroke, or with two, is just a brace.
_BOTH = re.compile(r"(?<!\{)\{(?![%#])([^{}|]*)\|([^{}|]*)(?<![%#])\}(?!\})")


def addressed(text: str, form: AddressForm) -> str:
    """A text with each `{u-form|je-form}` in it as `form` has it."""
    if "{" not in text:
        return text
    return _BOTH.sub(r"\1" if form == "u" else r"\2", text)


def both_forms(text: str) -> Iterator[re.Match[str]]:
    """Every `{u-form|je-form}` in a text: group 1 for a reader called u, group 2 for one called je."""
    return _BOTH.finditer(text) if "{" in text else iter(())
