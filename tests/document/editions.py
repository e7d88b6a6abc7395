"""The statements that every output is tried on: each policy of the project, and the examples in all their editions.

An edition is a policy in a language and, in Dutch, with a form of address.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from model.maximal import to_yaml
from model.sixty import sixty_source

from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.source.reader import read

ROOT = Path(__file__).parents[2]
POLICIES = sorted((ROOT / "policies").rglob("*.yaml"))  # a new policy is tried without a word here
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.yaml"))
SIXTY = "sixty"


class Sample(NamedTuple):
    """The name of a policy, its text, the language to print it in, and what the edition is called: `nl-je`, `en`."""

    name: str
    source: str
    language: str
    edition: str

    def __str__(self) -> str:
        return f"{self.name}-{self.edition}"

    @property
    def policy(self) -> Policy:
        loaded = load(read(self.source.encode(), name=self.name))
        assert loaded.policy is not None, loaded.diagnostics
        return loaded.policy


def _editions(name: str, source: str) -> list[Sample]:
    forms = [Sample(name, _in_form(source, form), "nl", f"nl-{form}") for form in ("u", "je")]
    return [*forms, Sample(name, source, "en", "en")]


def _in_form(source: str, form: str) -> str:
    """The policy with another form of address; each of these gives one."""
    changed, count = re.subn(r"^address_form: .*$", f"address_form: {form}", source, flags=re.MULTILINE)
    assert count == 1
    return changed


def _name(path: Path, folder: str) -> str:
    return path.relative_to(ROOT / folder).with_suffix("").as_posix()


_TEXTS = {_name(path, "docs"): path.read_text("utf-8") for path in EXAMPLES}
OWN = [Sample(_name(path, "policies"), path.read_text("utf-8"), "nl", "nl") for path in POLICIES]
IN_ALL_EDITIONS = [sample for name, text in _TEXTS.items() for sample in _editions(name, text)]
WRITTEN = [*OWN, *IN_ALL_EDITIONS]
"""The statements that people wrote."""
SIXTY_PURPOSES = _editions(SIXTY, to_yaml(sixty_source()).decode())
# A browser takes its time, and the other form of address changes a few words: each example in its own form and in
# English, the big one, which takes as long as all others, in one edition.
_AS_WRITTEN = [
    one
    for one in IN_ALL_EDITIONS
    if one.edition == "en" or re.search(rf"^address_form: {one.edition[3:]}\b", _TEXTS[one.name], re.MULTILINE)
]
SAMPLES = [*OWN, *_AS_WRITTEN, SIXTY_PURPOSES[1]]
"""What is tried in a browser and on paper."""
