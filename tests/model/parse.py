"""Small policies for tests: YAML in, what the model says of it out."""

from __future__ import annotations

from policyc.model.load import Loaded, load
from policyc.model.policy import Policy
from policyc.source.reader import read

HEAD = "policyc: 1\nid: p\ntitle: Titel\nstatus: draft\n"


def loaded(yaml: str) -> Loaded:
    """The policy of a head of four lines with `yaml` below it."""
    return load(read((HEAD + yaml).encode(), name="p.yaml"))


def policy(yaml: str) -> Policy:
    result = loaded(yaml)
    assert result.diagnostics == ()
    assert result.policy is not None
    return result.policy


def findings(yaml: str) -> list[str]:
    """`code line:column message` of every finding; line 1 is the first line of `yaml`."""
    return [
        f"{found.code} {found.span.line - HEAD.count(chr(10))}:{found.span.column} {found.message.nl}"
        for found in loaded(yaml).diagnostics
    ]


def helps(yaml: str) -> list[str]:
    return [found.help.nl if found.help else "" for found in loaded(yaml).diagnostics]
