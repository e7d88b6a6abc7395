"""The schemas as they come with policyc, which `tools/generate_schema.py` makes of the model."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from policyc.diagnostics import Language

Kind = Literal["policy", "config"]
_NAMES: dict[Kind, str] = {"policy": "policyc", "config": "policyc-config"}


def packaged_schemas() -> Path:
    """Their folder: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "schema"
    return inside if inside.is_dir() else package.parent / "schema"


def packaged_schema(kind: Kind, language: Language) -> str:
    """The schema of a policy or of the settings, as JSON, with its words in a language."""
    return (packaged_schemas() / f"{_NAMES[kind]}.{language}.json").read_text("utf-8")
