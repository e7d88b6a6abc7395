"""What the page of a statement says about itself: its title, author, version and marks."""

from __future__ import annotations

from policyc.model.policy import Policy
from policyc.render.html import Labels, Page
from policyc.render.language import Language, filled


def page_of(policy: Policy, language: Language) -> Page:
    """The page around a statement in a language."""
    terms = language.terms
    parties = (policy.controller,) if policy.controller else tuple(policy.controllers.values())
    names = [language.text(party.title, policy.language) for party in parties if party.title is not None]
    return Page(
        language=language.code,
        title=language.text(policy.title, policy.language),
        labels=Labels(
            skip=terms["page"]["skip"], page_of=terms["page"]["page_of"], colophon=_colophon(policy, language)
        ),
        author=language.list(names) or None,
        version=policy.version,
        effective=policy.effective,
        mark=terms["marks"].get(policy.status),
        callouts=terms["callouts"],
    )


def _colophon(policy: Policy, language: Language) -> str:
    """Version and date as one line for the foot of every page; empty when the policy gives neither."""
    values = {
        "version": policy.version or "",
        "date": language.date(policy.effective) if policy.effective else "",
    }
    given = [name for name, value in values.items() if value]
    return filled(language.terms["page"]["_and_".join(given)], values) if given else ""
