"""Positioned YAML in, a policy or diagnostics out."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import ValidationError

from policyc.diagnostics import Diagnostic, in_order
from policyc.model import references
from policyc.model.policy import Policy
from policyc.source.document import Document
from policyc.source.nodes import plain


class Loaded(NamedTuple):
    """What became of one file. There is a policy exactly when there is nothing wrong with it."""

    document: Document
    policy: Policy | None
    diagnostics: tuple[Diagnostic, ...]


def load(document: Document) -> Loaded:
    """Check a document against the source language: schema first, then references.

    References are checked only in a policy that fits the schema, since half a policy has half its ids.
    """
    if document.root is None:
        return Loaded(document, None, in_order(document.diagnostics))
    try:
        policy = Policy.model_validate(plain(document.root))
    except ValidationError as error:
        from policyc.model.explain import diagnostics_of

        found = diagnostics_of(error.errors(include_url=False), document)
        return Loaded(document, None, in_order((*document.diagnostics, *found)))
    problems = in_order((*document.diagnostics, *references.check(policy, document)))
    return Loaded(document, None if problems else policy, problems)
