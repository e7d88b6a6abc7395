"""`policyc schema`: the JSON Schema of the source language, for editors and validators."""

from __future__ import annotations

from pathlib import Path

from policyc.cli import terminal
from policyc.cli.exits import Exit
from policyc.cli.files import write_files
from policyc.diagnostics import Language, Wording
from policyc.errors import PolicycError
from policyc.export.packaged_schema import Kind, packaged_schema


def give_schema(of: Kind, language: Language, output: str | None, *, message_language: Language, color: str) -> Exit:
    """Print a schema on stdout, or write it to the file `output` and print that name."""
    text = packaged_schema(of, language)
    results = terminal.stdout(message_language, color)
    if output is None or output == "-":
        results.give(text)
        return Exit.YES
    try:
        write_files({Path(output): text.encode()})
    except PolicycError as error:
        terminal.stderr(message_language, color).say(error.wording)
        return Exit.NO_ANSWER
    results.say(Wording(output, output))
    return Exit.YES
