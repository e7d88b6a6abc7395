"""What the page of a statement says about itself: its title, author, version and marks."""

from __future__ import annotations

from policyc.model.policy import Policy
from policyc.render.html import Labels, Page
from policyc.render.language import Language


def page_of(policy: Policy, language: Language) -> Page:
    """The page around a statement in a language."""
    terms = language.terms
    name = policy.controller.name if policy.controller else None
    author = language.text(name, policy.language) if name else None
    return Page(
        language=language.code,
        title=language.text(policy.title, policy.language),
        labels=Labels(
            skip=terms["page"]["skip"], page_of=terms["page"]["page_of"], colophon=_colophon(policy, language)
        ),
        author=author,
        version=policy.version,
        effective=policy.effective,
        mark=terms["marks"].get(policy.status),
        callouts=terms["callouts"],
    )


def _colophon(policy: Policy, language: Language) -> str:
    """Version and date as one line for the foot of every page; empty when the policy gives neither."""
    forms = language.terms["page"]
    if policy.version and policy.effective:
        return str(forms["version_and_date"]).format(version=policy.version, date=language.date(policy.effective))
    if policy.version:
        return str(forms["version"]).format(version=policy.version)
    if policy.effective:
        return str(forms["date"]).format(date=language.date(policy.effective))
    return ""
