"""Policies for the figure: the real ones, and one of each size that a figure has to stand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from document.rendering import policy
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.source.reader import read

ROOT = Path(__file__).parent.parent.parent


@cache
def example(path: str) -> Policy:
    loaded = load(read((ROOT / path).read_bytes(), name=path)).policy
    assert loaded is not None
    return loaded


EXAMPLES = (
    "policies/progressx.yaml",
    *(f"docs/examples/{name}.yaml" for name in ("gemeente", "vereniging", "webshop")),
)


def big(purposes: int, categories: int, recipients: int, *, rows: int = 1, length: int = 0) -> Policy:
    """A policy of a size, of which no two names are alike."""

    def name(kind: str, number: int) -> str:
        return f"{kind} {number} van de arbeidsovereenkomst met een e-mailadres".ljust(length, "n")

    return policy(
        data_categories={f"d{n}": {"name": name("Gegeven", n)} for n in range(categories)},
        recipients={f"r{n}": {"name": name("Ontvanger", n), "country": "DE"} for n in range(recipients)},
        purposes={
            f"p{n}": {
                "name": name("Doel", n),
                "processing": {
                    f"x{at}": {
                        "name": name("Rij", at),
                        "data": [f"d{(n + 3 * at + k) % categories}" for k in range(min(categories, 1 + (n + at) % 7))],
                        "recipients": [f"r{(n * at + k) % recipients}" for k in range(min(recipients, n % 3 + at % 2))],
                    }
                    for at in range(rows)
                },
            }
            for n in range(purposes)
        },
    )


SIZES: Mapping[str, Policy] = {
    "1 purpose": big(1, 3, 2),
    "3 purposes": big(3, 6, 3),
    "12 purposes": big(12, 14, 6),
    "60 purposes": big(60, 40, 30),
    "8 rows": big(1, 14, 6, rows=8),
    "long names": big(6, 12, 8, length=120),
    "one word of 120 letters": policy(
        data_categories={"d": {"name": "D" * 120}},
        recipients={"r": {"category": "r" * 120}},
        purposes={"p": {"name": "Ĳ" * 120, "data": ["d"], "recipients": ["r"]}},
    ),
    "40 of 30": policy(
        data_categories={f"d{n}": {"name": f"Gegeven nummer {n}"} for n in range(40)},
        recipients={f"r{n}": {"name": f"Ontvanger nummer {n}", "country": "NL"} for n in range(30)},
        purposes={
            "p": {"name": "Alles", "data": [f"d{n}" for n in range(40)], "recipients": [f"r{n}" for n in range(30)]}
        },
    ),
}
