"""What somebody types for a version: the standard input, a file, what was published last, or a file in git."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from policyc.cli.inputs import STDIN, SUFFIXES, policies_in, refuse_empty
from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.report.compared import Origin
from policyc.source.suggestion import did_you_mean

PUBLISHED = "published"
MERGE_BASE = "merge-base:"

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


class Word(NamedTuple):
    """What somebody typed for a side: the standard input, a file, the last published version, or a file in git."""

    kind: Origin | None
    """None: the last published version."""
    path: str
    ref: str = ""


def word_of(typed: str) -> Word:
    """An existing path goes before a drive letter, and that before `REF:PATH`. Raises PolicycError."""
    refuse_empty("[OUD] [NIEUW]", typed)
    if "\0" in typed:  # only settings can hold it
        raise PolicycError(Wording(f"{typed} is geen naam van een bestand.", f"{typed} is not the name of a file."))
    if typed == STDIN:
        return Word("stdin", typed)
    if typed == PUBLISHED:
        return Word(None, typed)
    if exists(typed) or _DRIVE.match(typed):
        return Word("file", typed)
    ref, colon, path = split_ref(typed)
    return Word("git", path, ref) if colon else Word("file", typed)


def split_ref(typed: str) -> tuple[str, str, str]:
    """`REF:PATH` at its colon; one inside braces is part of the ref: `main@{2026-01-01 10:00}:site.yaml`."""
    start = len(MERGE_BASE) if typed.startswith(MERGE_BASE) else 0
    depth = 0
    for index, char in enumerate(typed[start:], start):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if char == ":" and depth <= 0:
            return typed[:index], ":", typed[index + 1 :]
    return typed, "", ""


def exists(typed: str) -> bool:
    """Whether there is anything by a name, be it a link that leads nowhere."""
    return os.path.lexists(typed)


def is_folder(typed: str) -> bool:
    return exists(typed) and Path(typed).is_dir()


def missing(name: str) -> PolicycError:
    """That a file is not there, and which one was probably meant: of those in its folder, the one most like it."""
    nl, en = f"Het bestand {name} bestaat niet.", f"The file {name} does not exist."
    if not name.endswith(SUFFIXES):
        return PolicycError(
            Wording(
                f"{nl} Een versie uit git schrijft u met een bestand erbij, zoals {name}:policies/site.yaml, of na "
                "--against.",
                f"{en} Write a version from git with a file, such as {name}:policies/site.yaml, or after --against.",
            )
        )
    meant = _meant(name)
    return PolicycError(
        Wording(f"{nl} Bedoelt u {meant}?", f"{en} Did you mean {meant}?") if meant else Wording(nl, en)
    )


def _meant(name: str) -> str | None:
    folder, file = os.path.split(name)
    if not is_folder(folder or "."):
        return None
    # By its stem: the endings alone would make short names alike.
    files = {Path(found).stem: Path(found).name for found in policies_in(folder or ".")}
    meant = did_you_mean(Path(file).stem, files)
    return None if meant is None else os.path.join(folder, files[meant])  # noqa: PTH118  as it was typed: `./` stays
