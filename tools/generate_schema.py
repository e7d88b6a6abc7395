"""Writes what comes from the source language: schema/*.json and docs/reference/brontaal.md."""

from __future__ import annotations

import sys
from pathlib import Path

from schema_reference import reference

from policyc.export.json_schema import LANGUAGES, as_text, policy_schema, settings_schema
from policyc.export.json_schema_words import SchemaWords

ROOT = Path(__file__).resolve().parents[1]


def texts() -> dict[Path, str]:
    """Path -> text of every file."""
    made = {}
    for language in LANGUAGES:
        schema = policy_schema(SchemaWords(language))
        made[ROOT / "schema" / f"policyc.{language}.json"] = as_text(schema)
        made[ROOT / "schema" / f"policyc-config.{language}.json"] = as_text(settings_schema(SchemaWords(language)))
        if language == "nl":
            made[ROOT / "docs" / "reference" / "brontaal.md"] = reference(schema)
    return made


def main() -> int:
    for path, text in texts().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
