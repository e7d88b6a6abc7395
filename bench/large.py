"""A policy of any size, for measuring: real field names and sentences, as many purposes and rows as asked."""

from __future__ import annotations

_HEAD = """\
policyc: 1
id: groot
title: Privacyverklaring
version: 1.0.0
effective: 2026-12-01
status: draft
controller:
  name: Gemeente Voorbeeld
  legal_name: Gemeente Voorbeeld
  legal_form: gemeente
  address: {street: Plein 1, postal_code: 1234 AB, city: Voorbeeld, country: NL}
  email: privacy@voorbeeld.example
audiences:
  inwoners: {name: Inwoners}
"""


def policy(purposes: int, rows: int) -> str:
    """The YAML of a policy with `purposes` purposes of `rows` rows each, and as many data categories and recipients."""
    lines = [_HEAD, "data_categories:\n"]
    lines += [f"  soort{n}: {{name: Gegevens van soort {n}, origin: provided}}\n" for n in range(purposes)]
    lines.append("recipients:\n")
    lines += [
        f"  bedrijf{n}: {{name: Bedrijf {n} B.V., role: processor, agreement: true, country: NL}}\n"
        for n in range(purposes)
    ]
    lines.append("purposes:\n")
    for n in range(purposes):
        lines.append(f"  doel{n}:\n    name: Aanvraag {n} afhandelen\n")
        lines.append(f"    description: Wij gebruiken uw gegevens om aanvraag {n} te beoordelen.\n    processing:\n")
        for m in range(rows):
            other = (n + m) % purposes
            lines.append(
                f"      rij{m}:\n        audiences: [inwoners]\n        data: [soort{n}, soort{other}]\n".replace(
                    f"soort{n}, soort{n}", f"soort{n}"
                )
                + f"        legal_basis: {{basis: public_task, task: aanvraag {n}, law: Gemeentewet, article: '108'}}\n"
                f"        provision: {{required: statutory, consequence: Zonder gegevens is er geen besluit.}}\n"
                f"        recipients: [bedrijf{other}]\n"
                f"        retention: {{period: P{m % 9 + 1}Y, from: het besluit}}\n"
            )
    return "".join(lines)


def later(policy: str) -> str:
    """The next version of such a policy: of every purpose another description, and another term in one row."""
    return policy.replace("te beoordelen", "te behandelen").replace("period: P3Y", "period: P4Y")
