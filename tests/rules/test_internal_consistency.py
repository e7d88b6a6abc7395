"""Family IN."""

from __future__ import annotations

import pytest

from policyc.cli.check import check
from policyc.source.reader import read

POLICY = """\
policyc: 1
id: p
title: Titel
status: {status}
unconfirmed:
  - {{at: controller, question: Wie bent u?}}
  - {{at: dpo, question: {{nl: Is er een FG?, en: Is there a DPO?}}}}
"""


def findings(status: str) -> list[str]:
    found = check(read(POLICY.format(status=status).encode(), name="p.yaml")).diagnostics
    return [f"{f.severity} {f.code} {f.span.line}:{f.span.column} {f.help.nl if f.help else ''}" for f in found]


@pytest.mark.parametrize(("status", "severity"), [("draft", "warning"), ("final", "error")])
def test_unconfirmed_fact(status: str, severity: str) -> None:
    assert findings(status) == [
        f"{severity} IN003 6:10 Vraag na: Wie bent u?",
        f"{severity} IN003 7:10 Vraag na: Is er een FG?",
    ]


def test_what_was_open_in_an_archived_text_stays_as_it_was() -> None:
    assert findings("archived") == []
