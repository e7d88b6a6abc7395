"""Exit codes, and what becomes of everything that goes wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import IntEnum
from typing import TextIO

from policyc.diagnostics import Wording
from policyc.errors import PolicycError, reason


class Exit(IntEnum):
    """The answer of a command (design 6)."""

    YES = 0
    NO = 1
    NO_ANSWER = 2
    INTERRUPTED = 130


def run(command: Callable[[], object], *, debug: bool) -> int:
    """Run the application and turn every way it can end into an exit code. `debug`: show where a bug arose."""
    try:
        code = command()
    except SystemExit as end:
        return _flushed(_code_of(end))
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        forget(sys.stdout)
        return Exit.NO_ANSWER
    except PolicycError as error:
        # A command that knows its language catches this itself; this is for what happens outside one.
        print(f"policyc: {error.wording.nl}", file=sys.stderr)
        return Exit.NO_ANSWER
    except Exception as error:
        if getattr(error, "exit_code", None) == Exit.NO_ANSWER and hasattr(error, "format_message"):
            return _wrong_use(error)
        if debug:
            raise
        print(
            f"policyc: interne fout ({type(error).__name__}). Dit is een fout van policyc, niet van u; meld haar met "
            "de uitvoer van dezelfde opdracht met POLICYC_TRACEBACK=1.",
            file=sys.stderr,
        )
        return Exit.NO_ANSWER
    return _flushed(code if isinstance(code, int) else Exit.YES)


def _wrong_use(error: Exception) -> int:
    """A usage error of typer's parser. Without any argument it carries the help text, which is the answer then."""
    from policyc.cli.terminal import Terminal
    from policyc.cli.usage import command_of, language_wanted, wording_of

    if type(error).__name__ == "NoArgsIsHelpError":
        print(error, file=sys.stderr)
        return Exit.NO_ANSWER
    arguments = sys.argv[1:]
    language = language_wanted(arguments, os.environ.get("POLICYC_LANG", ""))
    wording = wording_of(error, arguments)
    if command_of(arguments) == "ci":
        from policyc.cli.ci import wrong_use

        return wrong_use(wording, arguments, language)
    Terminal(sys.stderr, language=language, color="never").say(wording)
    return Exit.NO_ANSWER


def _code_of(end: SystemExit) -> int:
    """What `sys.exit` was given: None means 0, a text (which Python would print) means that something is wrong."""
    if end.code is None:
        return Exit.YES
    return end.code if isinstance(end.code, int) else Exit.NO_ANSWER


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        forget(sys.stdout)  # who left has read enough: the answer stays what it was
    except OSError as error:
        forget(sys.stdout)
        print(f"policyc: {unwritable(error).wording.nl}", file=sys.stderr)
        return Exit.NO_ANSWER
    return code


def forget(stream: TextIO) -> None:
    """Write no more to a stream that takes nothing; Python itself would try, and complain, once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def unwritable(error: OSError) -> PolicycError:
    """The output can go nowhere: `policyc validate > /dev/full`."""
    why = reason(error)
    return PolicycError(
        Wording(f"De uitvoer is niet te schrijven: {why.nl}.", f"The output cannot be written: {why.en}.")
    )
