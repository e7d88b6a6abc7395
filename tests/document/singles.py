"""The least that makes each section of a statement appear."""

from __future__ import annotations

from typing import Any

SINGLE: dict[str, dict[str, Any]] = {
    "flows": {"purposes": {"a": {"name": "A", "data": ["n"]}}, "data_categories": {"n": {"name": "Naam"}}},
    "scope": {"scope": {"services": ["Bezorgen"]}},
    "controller": {"controller": {"name": "Jansen"}},
    "dpo": {"dpo": {"designated": False}},
    "audiences": {"audiences": {"a": {"name": "Klanten"}}},
    "commitments": {"commitments": {"a": {"text": "Nooit."}}},
    "purposes": {"scope": {"further_purposes": "Geen."}},
    "purposes_elsewhere": {"purposes": {"a": {"name": "A", "listed": False}}},
    "data_categories": {"data_categories": {"a": {"name": "Naam"}}},
    "recipients": {"no_recipients": True},
    "transfers": {"recipients": {"a": {"name": "A", "listed": False, "transfers": {"us": {"country": "US"}}}}},
    "retention": {"retention": {"rule": {"period": "P1Y"}}},
    "cookies": {"cookie_use": {"present": False}},
    "automated_decisions": {"automated_decisions": {"present": False}},
    "children": {"children": {"addressed": False}},
    "security": {"security": {"measures": ["Sloten"]}},
    "rights": {"rights": {"free": True}},
    "complaint": {"rights": {"complaint_ladder": [{"name": "Klachtencommissie"}]}},
    "changes": {"change_promise": {"lead_time": "P30D"}},
    "documents": {"documents": {"a": {"name": "Lijst"}}},
}
"""The standard sections in their order, each with the least that makes it appear."""
