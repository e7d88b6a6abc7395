"""From what was typed after the command to documents: which files, their bytes, and the date to judge them by."""

from __future__ import annotations

import os
import re
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from policyc.diagnostics import Wording
from policyc.errors import PolicycError, reason
from policyc.source.document import Document
from policyc.source.reader import MAX_BYTES, read

if TYPE_CHECKING:
    from policyc.model.policy import Policy

STDIN = "-"
DEFAULT_FOLDER = "policies"
SUFFIXES = (".yaml", ".yml")


def read_documents(paths: tuple[str, ...], *, stdin_name: str | None = None) -> list[Document]:
    """Read and parse every policy that `paths` mean, each once, in the order given.

    A folder stands for the policies directly in it; `stdin_name` is what the file is called that comes from the
    standard input. Raises PolicycError for what cannot be read.
    """
    return [
        read(read_bytes(name), name=stdin_name or name if name == STDIN else name) for name in names_of_files(paths)
    ]


def names_of_files(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The policies that `paths` mean, each once, in the order given. Raises PolicycError."""
    names: dict[str, str] = {}
    for path in paths_or_default(paths):
        for name in files_in(path):
            names.setdefault(name if name == STDIN else os.path.realpath(name), name)
    return tuple(names.values())


def paths_or_default(paths: tuple[str, ...]) -> tuple[str, ...]:
    """What was named, else the folder policies. Raises PolicycError when there is neither."""
    if not paths and not Path(DEFAULT_FOLDER).exists():
        raise PolicycError(
            Wording(
                "Noem een beleidsbestand: hier is geen map policies.",
                "Name a policy: there is no folder policies here.",
            )
        )
    return paths or (DEFAULT_FOLDER,)


def refuse_empty(option: str, value: str | None) -> None:
    """Raise PolicycError for an option that was given nothing, such as a variable of a pipeline that is not set."""
    if value is not None and not value.strip():
        raise PolicycError(Wording(f"{option} is leeg.", f"{option} is empty."))


def files_in(path: str) -> list[str]:
    """The policies directly in a folder; of anything else, itself. Raises PolicycError."""
    refuse_empty("PAD", path)
    if path == STDIN:
        return [path]
    try:
        if not Path(path).is_dir():
            return [path]
    except OSError as error:
        raise _unreadable(path, error) from None
    found = policies_in(path)
    if not found:
        raise nothing_in(path)
    return found


def policies_in(folder: str) -> list[str]:
    """The policies directly in a folder, in the order of their names. Raises PolicycError when it cannot be read."""
    try:
        return sorted(str(file) for file in Path(folder).iterdir() if file.suffix in SUFFIXES and file.is_file())
    except OSError as error:
        raise _unreadable(folder, error) from None


def nothing_in(folder: str) -> PolicycError:
    """That a folder holds no policy."""
    return PolicycError(
        Wording(f"In de map {folder} staat geen .yaml-bestand.", f"There is no .yaml file in the folder {folder}.")
    )


def read_bytes(name: str) -> bytes:
    """What a file, or the standard input, holds; no more of it than a policy can be. Raises PolicycError."""
    try:
        if name == STDIN:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise PolicycError(Wording(f"Het bestand {name} bestaat niet.", f"The file {name} does not exist.")) from None
    except OSError as error:
        raise _unreadable(name, error) from None


def _unreadable(name: str, error: OSError) -> PolicycError:
    why = reason(error)
    return PolicycError(Wording(f"{name} is niet te lezen: {why.nl}.", f"{name} cannot be read: {why.en}."))


# --- the date -------------------------------------------------------------------------------------------------------


def date_given(as_of: str | None) -> date | None:
    """`--as-of` as a date. Raises PolicycError when it is none."""
    if as_of is None:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", as_of):
            raise ValueError
        return date.fromisoformat(as_of)
    except ValueError:
        raise PolicycError(
            Wording(
                f"--as-of {as_of} is geen datum. Schrijf jaar-maand-dag, zoals 2026-12-15.",
                f"--as-of {as_of} is not a date. Write year-month-day, such as 2026-12-15.",
            )
        ) from None


def date_for(given: date | None, effective: date | None) -> date:
    """The date to judge by: what was given, else when the policy takes effect, else SOURCE_DATE_EPOCH, else today."""
    return given or effective or _today()


def day_of(given: date | None, policy: Policy | None) -> date:
    """The day to judge a new version by."""
    return date_for(given, policy.effective if policy else None)


def day_before(old: Policy | None, on: date) -> date:
    """The day by whose law the old version was written; without one, the day the new one is judged by."""
    return old.effective if old is not None and old.effective is not None else on


def _today() -> date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(epoch) if epoch.isascii() and epoch.isdigit() and len(epoch) < 12 else time.time()
    return datetime.fromtimestamp(seconds, UTC).date()


# --- the repository -------------------------------------------------------------------------------------------------


def name_in_repository(name: str) -> str:
    """The name of a file as code hosts know it: from the root of the repository it is in, through any links.

    A file outside a repository keeps the name it was given.
    """
    if name == STDIN:
        return name
    file = Path(os.path.realpath(name))
    root = next((folder for folder in file.parents if os.path.lexists(folder / ".git")), None)
    return name if root is None else file.relative_to(root).as_posix()
