"""All rules, in the order of their codes: one module per family, listed here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from policyc.diagnostics import Wording
from policyc.rules import (
    automated_decisions,
    changes,
    consent,
    cookies,
    data_categories,
    data_source,
    data_subject_rights,
    editions,
    identity,
    internal_consistency,
    language,
    legitimate_interest,
    purposes,
    recipients,
    retention,
    security,
    special_categories,
    suppression,
    transfers,
)
from policyc.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Family:
    """Rules about one subject. `code` is what their codes begin with."""

    code: str
    title: Wording
    rules: tuple[Rule, ...]


FAMILIES = (
    Family("AD", Wording("Automatische besluiten", "Automated decisions"), automated_decisions.RULES),
    Family("CH", Wording("Wijzigingen en versies", "Changes and versions"), changes.RULES),
    Family("CK", Wording("Cookies en vergelijkbare technieken", "Cookies and similar techniques"), cookies.RULES),
    Family("CO", Wording("Toestemming", "Consent"), consent.RULES),
    Family("DC", Wording("Persoonsgegevens", "Categories of personal data"), data_categories.RULES),
    Family("ED", Wording("Talen en aanspreekvorm", "Languages and form of address"), editions.RULES),
    Family("ID", Wording("Wie de verwerkingsverantwoordelijke is", "Who the controller is"), identity.RULES),
    Family("IN", Wording("Samenhang", "Internal consistency"), internal_consistency.RULES),
    Family("LA", Wording("Taal", "Language"), language.RULES),
    Family("LI", Wording("Gerechtvaardigd belang", "Legitimate interests"), legitimate_interest.RULES),
    Family("PU", Wording("Doelen en grondslagen", "Purposes and legal bases"), purposes.RULES),
    Family("RE", Wording("Ontvangers", "Recipients"), recipients.RULES),
    Family("RI", Wording("Rechten van betrokkenen", "Rights of data subjects"), data_subject_rights.RULES),
    Family("RT", Wording("Bewaartermijnen", "Retention"), retention.RULES),
    Family("SC", Wording("Bijzondere gegevens en kinderen", "Special data and children"), special_categories.RULES),
    Family("SE", Wording("Beveiliging", "Security"), security.RULES),
    Family("SO", Wording("Herkomst van gegevens", "The source of data"), data_source.RULES),
    Family("SU", Wording("Aanvaarde meldingen", "Accepted findings"), suppression.RULES),
    Family("TR", Wording("Doorgifte buiten de EER", "Transfers outside the EEA"), transfers.RULES),
)

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.rules)


def rule(code: str) -> Rule | None:
    """The rule with that code, if there is one."""
    return next((one for one in RULES if one.code == code), None)
