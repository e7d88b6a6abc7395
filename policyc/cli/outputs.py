"""Reports in several formats at once: what was asked for, and where each of them goes."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.source.suggestion import did_you_mean

if TYPE_CHECKING:
    from policyc.cli.terminal import Terminal

_STDOUT = "-"


def outputs_wanted(formats: tuple[str, ...], known: Sequence[str]) -> dict[str, str]:
    """Format → file, `-` for stdout, of what was typed: `json=findings.json`; nothing typed is text on stdout.

    Raises PolicycError for a format that is not among `known`, and for two reports in one place.
    """
    wanted: dict[str, str] = {}
    for text in formats or ("text",):
        kind, equals, file = text.partition("=")
        if kind not in known:
            meant = did_you_mean(kind, known)
            listed = ", ".join(known)
            raise PolicycError(
                Wording(
                    f"-f {kind} is geen soort uitvoer. {f'Bedoelt u {meant}?' if meant else f'Kies uit {listed}.'}",
                    f"-f {kind} is no format. {f'Did you mean {meant}?' if meant else f'Choose from {listed}.'}",
                )
            )
        places = {_place(other) for other in wanted.values()}
        if (equals and not file) or kind in wanted or _place(file or _STDOUT) in places:
            raise PolicycError(
                Wording(
                    f"-f {text} gaat niet: elke soort hoort één keer genoemd, met een eigen bestand; één soort gaat "
                    "zonder bestand naar de standaarduitvoer.",
                    f"-f {text} is not possible: name every format once, with a file of its own; one format goes to "
                    "stdout without a file.",
                )
            )
        wanted[kind] = file or _STDOUT
    return wanted


def kinds_wanted(to: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of file in `--to`, each once, in the order of `known`. Raises PolicycError for one that is none."""
    wanted = tuple(dict.fromkeys(kind.strip() for kind in to.strip(" ,").split(",")))
    for kind in wanted:
        if kind not in known:
            meant, most = did_you_mean(kind, known), ", ".join(known[:-1])
            nl = f"Bedoelt u {meant}?" if meant else f"Kies uit {most} en {known[-1]}."
            en = f"Did you mean {meant}?" if meant else f"Choose from {most} and {known[-1]}."
            raise PolicycError(
                Wording(f"--to {kind} is geen soort uitvoer. {nl}", f"--to {kind} is not a kind of output. {en}")
            )
    return tuple(kind for kind in known if kind in wanted)


def _place(file: str) -> str:
    return file if file == _STDOUT else os.path.realpath(file)


def refuse_inputs_as_outputs(inputs: Iterable[str], outputs: Mapping[str, str]) -> None:
    """Raise PolicycError for a report over a policy it is about, which would be the end of the policy."""
    places = {_place(name) for name in inputs}
    for kind, file in outputs.items():
        if file != _STDOUT and _place(file) in places:
            raise PolicycError(
                Wording(
                    f"-f {kind}={file} zou het beleidsbestand zelf overschrijven. Kies een andere naam.",
                    f"-f {kind}={file} would overwrite the policy itself. Choose another name.",
                )
            )


def report_files(shown: Mapping[str, str], outputs: Mapping[str, str]) -> dict[Path, bytes]:
    """Path → content of the reports that go into a file."""
    return {Path(file): shown[kind].encode() for kind, file in outputs.items() if file != _STDOUT}


def write_reports(shown: Mapping[str, str], outputs: Mapping[str, str]) -> None:
    """Write the reports that go into a file, all or none. Raises PolicycError."""
    from policyc.cli.files import write_files

    write_files(report_files(shown, outputs))


def print_reports(
    shown: Mapping[str, str], outputs: Mapping[str, str], out: Terminal, *, for_people: Collection[str]
) -> None:
    """Print the report that goes to stdout; those that are not `for_people` byte for byte."""
    for kind, file in outputs.items():
        if file == _STDOUT:
            (out.show if kind in for_people else out.give)(shown[kind])
