"""Completion by the shell: `policyc --show-completion` and `--install-completion`, and the answer to a Tab.

The scripts and what they ask are typer's; which shell it is and the sentences are ours.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

from policyc.cli.exits import Exit
from policyc.cli.program import COMPLETING
from policyc.diagnostics import Wording
from policyc.errors import PolicycError, reason


class Shell(StrEnum):
    bash = "bash"
    zsh = "zsh"
    fish = "fish"


def ready() -> None:
    """Make typer ready to answer a shell, which it is only when it has its own options for that."""
    from typer import _completion_classes

    _completion_classes.completion_init()
    # typer sends each explanation through rich, which breaks it after 80 columns: fish would offer the second half.
    _completion_classes._sanitize_help_text = _one_line


def _one_line(text: str) -> str:
    return " ".join(text.replace("''", "’").split())  # two of them is how typer quotes one for zsh, which drops both


def shell_around(option: str) -> str:
    """The shell that policyc was started from. Raises PolicycError when that is none that can complete; `option` is
    what the user must add its name to then.
    """
    import shellingham

    try:
        name = str(shellingham.detect_shell()[0])
    except (shellingham.ShellDetectionFailure, OSError):
        name = Path(os.environ.get("SHELL", "")).name
    if name in list(Shell):
        return name
    raise PolicycError(
        Wording(
            f"Welke shell u gebruikt, is niet te zien. Noem haar erbij: {option} bash, zsh of fish.",
            f"Which shell you use cannot be seen. Name it: {option} bash, zsh or fish.",
        )
    )


def show(shell: Shell) -> NoReturn:
    """Print the script that completes policyc in this shell."""
    from typer._completion_shared import get_completion_script

    print(get_completion_script(prog_name="policyc", complete_var=COMPLETING, shell=shell.value))
    sys.exit(Exit.YES)


def install(shell: Shell) -> NoReturn:
    """Put the script where this shell finds it, in the home folder of the user. Raises PolicycError when a file there
    cannot be read or written.
    """
    from typer._completion_shared import install as write

    try:
        _, path = write(shell=shell.value, prog_name="policyc", complete_var=COMPLETING)
    except (OSError, UnicodeError) as error:
        why = reason(error) if isinstance(error, OSError) else Wording("geen UTF-8", "not UTF-8")
        raise PolicycError(
            Wording(
                f"De aanvulling voor {shell.value} is niet te installeren: {why.nl}.",
                f"Completion for {shell.value} cannot be installed: {why.en}.",
            )
        ) from None
    print(f"{shell.value} vult policyc voortaan aan: {path}. Het werkt in elke shell die u hierna opent.")
    sys.exit(Exit.YES)
