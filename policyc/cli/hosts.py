"""The host that a pipeline runs on, as its environment tells: where results are shown, and what they are compared with.

Only `policyc ci` looks at these variables. None of them is a secret, and nothing is fetched or sent.
GitHub: docs.github.com, "Variables reference" and "Workflow commands"; GitLab: docs.gitlab.com, "Predefined CI/CD
variables reference".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from policyc.cli.typed import MERGE_BASE
from policyc.diagnostics import Wording
from policyc.errors import PolicycError, reason

Kind = Literal["github", "gitlab", "none"]

FILE_NAMES = {
    "sarif": "policyc.sarif",
    "markdown": "policyc.md",
    "json": "policyc.json",
    "gitlab": "gl-code-quality.json",
    "junit": "policyc.xml",
}
"""What a report is called that goes into a file of which nobody said the name."""

_SHOWN: dict[Kind, tuple[str, ...]] = {
    "github": ("text", "github", "sarif", "markdown"),
    "gitlab": ("text", "gitlab", "junit", "markdown"),
    "none": ("text",),
}


@dataclass(frozen=True, slots=True)
class Host:
    """`branch` is where the branch of a pull or merge request began, as `--against` takes it; None outside one.

    `summary` and `output` are the files in which GitHub takes the summary and the outputs of a step.
    """

    kind: Kind
    branch: str | None = None
    summary: Path | None = None
    output: Path | None = None

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that this host shows."""
        return _SHOWN[self.kind]


def host_of(wanted: Kind | None, environ: Mapping[str, str]) -> Host:
    """The host that was named, or else the one that the variables of the pipeline tell of."""
    kind = wanted or _kind(environ)
    if kind == "github":
        base = environ.get("GITHUB_BASE_REF", "")
        return Host(
            kind,
            f"{MERGE_BASE}origin/{base}" if base else None,
            _file(environ.get("GITHUB_STEP_SUMMARY")),
            _file(environ.get("GITHUB_OUTPUT")),
        )
    if kind == "gitlab":
        base = environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "")
        return Host(kind, f"{MERGE_BASE}{base}" if base else None)
    return Host(kind)


def _kind(environ: Mapping[str, str]) -> Kind:
    if environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "gitlab" if environ.get("GITLAB_CI") == "true" else "none"


def _file(name: str | None) -> Path | None:
    return Path(name) if name else None


def outputs_of_step(values: Mapping[str, str]) -> str:
    """Name and value of each output, as GITHUB_OUTPUT takes them.

    A value with a line break stands between two lines that are made of it, so that it cannot hold them.
    """
    lines = []
    for name, value in values.items():
        if "\n" in value or "\r" in value:
            mark = f"policyc-{sha256(value.encode('utf-8', 'surrogateescape')).hexdigest()}"
            lines.append(f"{name}<<{mark}\n{value}\n{mark}\n")
        else:
            lines.append(f"{name}={value}\n")
    return "".join(lines)


def size_of(file: Path) -> int:
    """How many bytes a file has; none when it is not there."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def append(file: Path, text: str) -> None:
    """Add lines to a file of the host, which other steps may have written to. Raises PolicycError."""
    raw = text.encode("utf-8", "surrogateescape")
    if not raw:
        return
    try:
        with file.open("a+b") as opened:
            if opened.tell() and not _ends_in_a_line_break(file):
                raw = b"\n" + raw
            opened.write(raw)
    except OSError as error:
        why = reason(error)
        raise PolicycError(
            Wording(
                f"In {file} is niet te schrijven: {why.nl}. Daar wil de host van de pijplijn de uitkomst hebben.",
                f"{file} cannot be written to: {why.en}. That is where the host of the pipeline wants the outcome.",
            )
        ) from None


def _ends_in_a_line_break(file: Path) -> bool:
    with file.open("rb") as opened:
        opened.seek(-1, 2)
        return opened.read(1) == b"\n"
