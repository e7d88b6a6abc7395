"""Exit codes, and what becomes of everything that goes wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import IntEnum

from policyc.errors import PolicycError


class Exit(IntEnum):
    """The answer of a command (design 6)."""

    YES = 0
    NO = 1
    NO_ANSWER = 2
    INTERRUPTED = 130


def run(command: Callable[[], object], *, debug: bool) -> int:
    """Run the application and turn every way it can end into an exit code. `debug`: show where a bug arose."""
    try:
        command()
    except SystemExit as end:
        return _flushed(end.code if isinstance(end.code, int) else Exit.YES if end.code is None else Exit.NO_ANSWER)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return _closed_pipe()
    except PolicycError as error:
        # A command that knows its language catches this itself; this is for what happens outside one.
        print(f"policyc: {error.wording.nl}", file=sys.stderr)
        return Exit.NO_ANSWER
    except Exception as error:
        if debug:
            raise
        print(
            f"policyc: interne fout ({type(error).__name__}). Dit is een fout van policyc, niet van u; meld haar met de "
            "uitvoer van dezelfde opdracht met POLICYC_TRACEBACK=1.",
            file=sys.stderr,
        )
        return Exit.NO_ANSWER
    return _flushed(Exit.YES)


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _closed_pipe()
    return code


def _closed_pipe() -> int:
    # The reader left (`policyc validate | head -1`). Python would complain again when it closes the stream.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.YES
