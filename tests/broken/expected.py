"""What `policyc validate` says of every policy in `policies/`, as a table that reads like the output.

`expected.yaml` holds per file: code, place, the Dutch sentence and the Dutch help. After a wanted change of words:
`python tests/broken/expected.py` writes the table anew; then read the diff.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from policyc.cli.check import check
from policyc.diagnostics import Diagnostic
from policyc.source.reader import read

HERE = Path(__file__).resolve().parent
POLICIES = HERE / "policies"
TABLE = HERE / "expected.yaml"

_HEAD = "# Per bestand wat policyc erover zegt. Zie expected.py.\n"


def findings_of(path: Path) -> tuple[Diagnostic, ...]:
    """What is wrong with a file as such. What the law says of it is another matter (tests/rules)."""
    return check(read(path.read_bytes(), name=path.name), on=lambda _: date(2026, 11, 22), rules=()).diagnostics


def row(finding: Diagnostic) -> dict[str, str]:
    """A finding as the table writes it: the place is line:column up to line:column, the end exclusive."""
    span = finding.span
    shown = {
        "finding": f"{finding.code} {span.line}:{span.column}-{span.end_line}:{span.end_column}",
        "nl": finding.message.nl,
    }
    return {**shown, "hulp": finding.help.nl} if finding.help else shown


def table() -> dict[str, list[dict[str, str]]]:
    written: dict[str, Any] = yaml.safe_load(TABLE.read_text("utf-8"))
    return written


def main() -> None:
    found = {path.name: [row(finding) for finding in findings_of(path)] for path in sorted(POLICIES.glob("*.yaml"))}
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=1000)
    TABLE.write_text(_HEAD + text, "utf-8")


if __name__ == "__main__":
    main()
