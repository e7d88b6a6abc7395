"""Running the command line: inside this process (quick), or as a process of its own (as users do)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from typer.testing import CliRunner

from policyc.cli.app import app

# What may not come from the machine the tests run on.
_AMBIENT = "NO_COLOR FORCE_COLOR CLICOLOR_FORCE COLUMNS POLICYC_LANG POLICYC_TRACEBACK SOURCE_DATE_EPOCH CI LC_ALL LANG"


@dataclass(frozen=True, slots=True)
class Outcome:
    code: int
    stdout: str
    stderr: str


def policyc(*args: object, stdin: bytes | None = None, env: Mapping[str, str] | None = None) -> Outcome:
    """`policyc ARGS` without the start of a process. An exception that no one handles fails the test."""
    clean: dict[str, str | None] = {**dict.fromkeys(_AMBIENT.split()), **(env or {})}
    result = CliRunner().invoke(app, [str(arg) for arg in args], input=stdin, env=clean)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)


def command(*args: object) -> list[str]:
    return [sys.executable, "-m", "policyc", *(str(arg) for arg in args)]


def environment(**added: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in _AMBIENT.split()}
    return {**kept, **added}


def process(*args: object, **env: str) -> Outcome:
    """`policyc ARGS` as a process of its own."""
    done = subprocess.run(
        command(*args), stdin=subprocess.DEVNULL, capture_output=True, env=environment(**env), timeout=60
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
