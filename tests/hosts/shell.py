"""Scripts of a pipeline, run in the shell that the host runs them in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guides" / "ci.md"
_BLOCK = re.compile(r'^```yaml title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def examples(name: str) -> list[str]:
    """The files of a name that the guide shows."""
    return [text for title, text in _BLOCK.findall(GUIDE.read_text("utf-8")) if title == name]


def loaded(text: str) -> Any:
    """A YAML file as GitHub and GitLab read it: `on` is a word."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def bash(script: str, folder: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """As `shell: bash` on GitHub: nothing of the user's own, and an end at the first command that fails."""
    given = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI_"))}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**given, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


def program(path: Path, text: str) -> Path:
    """A program of a test, for a PATH."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o755)
    return path


def policyc_here(path: Path) -> Path:
    """The policyc of this checkout as an installed program."""
    return program(path, f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m policyc "$@"\n')
