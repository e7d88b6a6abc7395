"""Family SE: what a statement says of security (art. 32)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyc.diagnostics import Severity, Wording
from policyc.model.policy import Security
from policyc.rules.case import Case
from policyc.rules.claims import claims, first, is_denied, listed
from policyc.rules.rule import Finding, Rule


def security_empty_or_absolute(case: Case) -> Iterator[Finding]:
    """A reader learns something from measures and from an address, and nothing from a promise nobody can keep."""
    if case.policy.security is None:
        yield Finding(
            ("security",),
            Wording(
                "Noem enkele concrete maatregelen en een adres om een lek te melden, zonder volledige veiligheid te "
                "beloven.",
                "Name a few concrete measures and an address for reporting a leak, without promising complete safety.",
            ),
        )
    else:
        yield from _no_measures(case)
        yield from _no_contact(case)
    yield from _promises(case)


_WORDS_AROUND = 3
"""So many words more say no measure yet: “wij nemen passende maatregelen”."""


def _no_measures(case: Case) -> Iterator[Finding]:
    security = case.policy.security or Security()
    measures = [case.say(measure) for measure in security.measures]
    generic = [_generic_words(case, measure) for measure in measures]
    if any(words is None for words in generic):
        return
    empty = next(iter(generic), None) or first(listed(case, "generic_measures_nl"), case.say(security.explanation))
    nl, en = (f" “{empty}” zegt een lezer niets.", f" “{empty}” tells a reader nothing.") if empty else ("", "")
    yield Finding(
        ("security", "measures"),
        Wording(f"Noem enkele concrete maatregelen.{nl}", f"Name a few concrete measures.{en}"),
    )


def _generic_words(case: Case, measure: str) -> str | None:
    """The words by which a measure says no more than that there are measures."""
    words = first(listed(case, "generic_measures_nl"), measure)
    return words if words and len(re.findall(r"\w+", measure.replace(words, ""))) <= _WORDS_AROUND else None


def _no_contact(case: Case) -> Iterator[Finding]:
    contact = case.policy.security.contact if case.policy.security else None
    if contact is None or not (contact.email or contact.phone or contact.url):
        yield Finding(
            ("security", "contact"),
            Wording(
                "Noem een adres waar iemand een lek of een zwakke plek kan melden.",
                "Give an address where somebody can report a leak or a weak spot.",
            ),
        )


def _promises(case: Case) -> Iterator[Finding]:
    for claim in claims(case, "safety_promises_nl", case.passages):
        if not is_denied(case, claim):
            yield Finding(
                claim.passage.path,
                Wording(
                    f"“{claim.words}” belooft meer dan u kunt waarmaken. Geen beveiliging is volledig.",
                    f"“{claim.words}” promises more than you can keep. No security is complete.",
                ),
                phrase=claim.words,
                reader=claim.sentence,
            )


RULES = (
    Rule(
        "SE001",
        security_empty_or_absolute,
        Severity.INFO,
        title=Wording(
            "Beveiliging leeg, te mooi of zonder adres",
            "Security text empty, absolute or without contact",
        ),
        help=Wording(
            "Noem onder security.measures twee tot vijf maatregelen in algemene woorden, en onder security.contact een "
            "adres.",
            "List two to five measures in general terms under security.measures, and an address under "
            "security.contact.",
        ),
        sources=("AVG 5(1)(a)", "AVG 5(1)(f)", "AVG 32"),
        precision="medium",
        facts=(("language_rules", "generic_measures_nl"), ("language_rules", "safety_promises_nl")),
    ),
)
