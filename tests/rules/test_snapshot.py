"""Every rule on every example: a new rule that fires on the good example of another is seen here.

The snapshot lists per example the codes of all rules that find something, besides those that find something in almost
every fragment because a fragment leaves most of a statement out.
"""

from __future__ import annotations

import pytest
from golden import assert_golden

from rules.examples import codes, every_example


def test_what_all_rules_find_in_all_examples(request: pytest.FixtureRequest) -> None:
    found = {example.name: list(codes(example.source, example.on)) for example in every_example()}
    everywhere = sorted(set.intersection(*(set(listed) for listed in found.values())))
    lines = [f"in every example: {' '.join(everywhere)}"]
    lines += [
        f"{name}: {' '.join(code for code in listed if code not in everywhere)}" for name, listed in found.items()
    ]
    assert_golden(request, "rules/examples.txt", "\n".join(lines) + "\n")
