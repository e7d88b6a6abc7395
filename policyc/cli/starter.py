"""The files that a project begins with, from `policyc/starter/`, with what somebody answered in their places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from policyc import __version__
from policyc.diagnostics import Path as Place
from policyc.model.address import AddressForm, addressed
from policyc.source.nodes import plain
from policyc.source.reader import read

Host = Literal["github", "gitlab"]

SCHEMA = ".policyc/schema.json"
"""Where the schema of the source language goes; the first line of the policy leads an editor to it."""
SETTINGS = "policyc.toml"
IGNORED = ".gitignore"
PRE_COMMIT = ".pre-commit-config.yaml"
PIPELINES: Mapping[Host, str] = {"github": ".github/workflows/policyc.yml", "gitlab": ".gitlab-ci.yml"}

_FOLDER = Path(__file__).parent.parent / "starter"
HOME = "NL"
"""The country whose own law policyc knows."""

_PIPELINE_SOURCES: Mapping[Host, str] = {"github": "github.yml", "gitlab": "gitlab-ci.yml"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of the organisation; None: not known yet."""

    name: str
    id: str
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country: str = HOME
    email: str | None = None
    website: str | None = None
    address_form: AddressForm = "u"

    @property
    def policy_file(self) -> str:
        return policy_file(self.id)


def policy_file(policy_id: str) -> str:
    """Where the policy with an id is written, from the folder of the project."""
    return f"policies/{policy_id}.yaml"


def policy_text(answers: Answers) -> str:
    """The example policy with the answers in it, and without the questions that they answer."""
    text = addressed(_of_country((_FOLDER / "policy.yaml").read_text("utf-8"), answers.country), answers.address_form)
    values: dict[Place, str | Sequence[str] | None] = {
        ("id",): answers.id,
        ("address_form",): answers.address_form,
        ("scope", "websites"): [answers.website] if answers.website else None,
        ("controller", "name"): answers.name,
        ("controller", "address", "street"): answers.street,
        ("controller", "address", "postal_code"): answers.postal_code,
        ("controller", "address", "city"): answers.city,
        ("controller", "address", "country"): answers.country,
        ("controller", "email"): answers.email,
        ("rights", "complaint", "authority"): answers.country,
    }
    text = _filled_in(text, {place: value for place, value in values.items() if value is not None})
    for question, answered in {
        "scope.websites": answers.website,
        "controller.address": answers.street and answers.city,
        "controller.email": answers.email,
    }.items():
        if answered:
            text = _without_question(text, question)
    return text


def _of_country(text: str, country: str) -> str:
    """`text` with each `<at home|elsewhere>` in it as the country has it: Dutch law holds in the Netherlands only."""
    return re.sub(r"<([^<>|]*)\|([^<>|]*)>", r"\1" if country == HOME else r"\2", text)


def _filled_in(text: str, values: Mapping[Place, str | Sequence[str]]) -> str:
    """`text` with the values in their places: what stands around them, comments too, stays as it is."""
    document = read(text.encode(), name="policy.yaml")
    lines = text.splitlines(keepends=True)
    spans = sorted(((document.locate(place), value) for place, value in values.items()), key=lambda one: one[0])
    for span, value in reversed(spans):  # from the back: what is written moves no place that is still to come
        line = lines[span.line - 1]
        lines[span.line - 1] = f"{line[: span.column - 1]}{written(value)}{line[span.end_column - 1 :]}"
    return "".join(lines)


def written(value: str | Sequence[str]) -> str:
    """A text, or a list of texts, as YAML on one line that reads back as exactly that."""
    if not isinstance(value, str):
        return f"[{', '.join(written(one) for one in value)}]"
    plainly: str = yaml.safe_dump(value, allow_unicode=True, width=10**9, default_flow_style=True).splitlines()[0]
    return plainly if _reads_as(plainly, value) else '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'


def _reads_as(scalar: str, value: str) -> bool:
    """Whether it is the text, as a value and, which is harder, as an item of a list between brackets."""
    document = read(f"value: {scalar}\nitems: [{scalar}, x]\n".encode(), name="")
    if document.root is None or document.diagnostics:
        return False
    root = plain(document.root)
    return root == {"value": value, "items": [value, "x"]} and isinstance(root, dict) and type(root["value"]) is str


def _without_question(text: str, at: str) -> str:
    return re.sub(rf"^  - at: {re.escape(at)}\n(?:    .*\n)+", "", text, count=1, flags=re.MULTILINE)


def starter_files(answers: Answers, *, ci: Host | None, pre_commit: bool) -> dict[str, bytes]:
    """Path → content, relative to the folder of the project, of everything that `policyc init` writes."""
    from policyc.export.packaged_schema import packaged_schema

    schema = packaged_schema("policy", "nl")
    files = {answers.policy_file: policy_text(answers), SCHEMA: schema, SETTINGS: _text("policyc.toml")}
    files[IGNORED] = _text("gitignore")
    if ci is not None:
        files[PIPELINES[ci]] = _text(_PIPELINE_SOURCES[ci]).replace("{version}", __version__)
    if pre_commit:
        files[PRE_COMMIT] = _text("pre-commit-config.yaml")
    return {name: text.encode() for name, text in files.items()}


def _text(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")
