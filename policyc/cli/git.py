"""Running the `git` program to read what a repository holds: nothing is written, fetched, filtered or executed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from policyc.diagnostics import Wording
from policyc.errors import PolicycError

# Git finds the repository from a folder, in its own words, and asks nobody anything.
_FIXED = {
    "GIT_OPTIONAL_LOCKS": "0",  # no refresh of the index
    "GIT_NO_LAZY_FETCH": "1",  # a partial clone stays what it is; before git 2.45 only GIT_ALLOW_PROTOCOL sees to that
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",  # what was published is what the object holds
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
    "LANGUAGE": "",
}
_CONFIG = ("core.fsmonitor=", f"core.hooksPath={os.devnull}", "core.pager=cat", "log.showSignature=false")


class NoHistory(PolicycError):
    """There is no repository here to ask for earlier versions."""


class NoGit(NoHistory):
    """Nor is there a program to ask."""


class Ran(NamedTuple):
    """How a run of git ended: its exit code, what it gave, and what it complained of."""

    code: int
    out: bytes
    complaint: str


class Git:
    """The git program, run from one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        program = _program()
        # In a hook git says by these variables which repository is meant, relative to the folder the hook runs in.
        here = () if os.environ.get("GIT_DIR") else ("-C", str(folder))
        settings = (word for setting in _CONFIG for word in ("-c", setting))
        self._command = (program, "--no-optional-locks", "--no-pager", *here, *settings)
        traced = (name for name in os.environ if name.startswith("GIT_TRACE"))
        self._environment = {name: value for name, value in os.environ.items() if name not in set(traced)} | _FIXED

    def run(self, *arguments: str, stdin: bytes = b"") -> Ran:
        """Run git to its end. Raises PolicycError only when it cannot be started."""
        try:
            done = subprocess.run(  # noqa: S603  no shell, and no argument of the user can be an option
                (*self._command, *arguments), input=stdin, capture_output=True, env=self._environment, check=False
            )
        except (OSError, ValueError) as error:
            raise _cannot_run(error) from None
        return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8", "backslashreplace").strip())

    def read(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What git gives. Raises PolicycError when it fails."""
        ran = self.run(*arguments, stdin=stdin)
        if ran.code != 0:
            self.refuse(ran.complaint)
        return ran.out

    def read_some(self, limit: int, *arguments: str) -> bytes:
        """At most `limit` bytes of what git gives."""
        try:
            with subprocess.Popen(  # noqa: S603
                (*self._command, *arguments),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment,
            ) as running:
                assert running.stdout is not None  # noqa: S101
                found = running.stdout.read(limit)
                if len(found) == limit:
                    running.kill()
        except OSError as error:
            raise _cannot_run(error) from None
        if running.returncode != 0 and len(found) < limit:
            self.refuse(self.run(*arguments).complaint)
        return found

    def refuse(self, complaint: str) -> NoReturn:
        """Raise PolicycError with the reason in our words where there are any, else in those of git."""
        lines = complaint.splitlines()
        said = next((line.partition(": ")[2] for line in lines if line.startswith(("fatal: ", "error: "))), "")
        if "not a git repository" in said:
            raise NoHistory(
                Wording(
                    f"{self.folder} ligt niet in een git-repository; daardoor is er geen eerdere versie te vinden. "
                    "Noem twee bestanden: “policyc diff OUD NIEUW”.",
                    f"{self.folder} is not in a git repository, so there is no earlier version to find. "
                    "Name two files: “policyc diff OLD NEW”.",
                )
            )
        if "dubious ownership" in said:
            root = said.rpartition(" at ")[2].strip("'\"")
            mend = f"git config --global --add safe.directory {shlex.quote(root)}"
            raise PolicycError(
                Wording(
                    f"Git leest de repository {root} niet, omdat die van een andere gebruiker is. Vertrouwt u haar, "
                    f"geef dan deze opdracht: “{mend}”.",
                    f"Git does not read the repository {root}, because it belongs to another user. If you trust it, "
                    f"give this command: “{mend}”.",
                )
            )
        if "lazy fetching disabled" in complaint or "promisor remote" in complaint or "' not allowed" in complaint:
            raise partial_clone()
        why = said or (lines[0] if lines else "?")
        raise PolicycError(
            Wording(f"Git kan deze repository niet lezen: {why}.", f"Git cannot read this repository: {why}.")
        )


def partial_clone() -> PolicycError:
    """A part of the history was left where it came from."""
    return PolicycError(
        Wording(
            "Deze kloon mist een deel van de geschiedenis (partial clone), en policyc haalt niets op. Haal het zelf "
            "op: “git fetch --refetch --no-filter”.",
            "This clone lacks a part of the history (partial clone), and policyc fetches nothing. Fetch it yourself: "
            "“git fetch --refetch --no-filter”.",
        )
    )


def _program() -> str:
    """Git from the user's path. A git in the current folder may be anybody's."""
    folders = [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if Path(folder).is_absolute()]
    found = shutil.which("git", path=os.pathsep.join(folders)) if folders else None
    if found is None or not Path(found).is_absolute():
        raise NoGit(
            Wording(
                "Voor eerdere versies is git nodig, en dat programma is hier niet te vinden. Installeer git, of noem "
                "twee bestanden: “policyc diff OUD NIEUW”.",
                "Earlier versions need git, and that program cannot be found here. Install git, or name two files: "
                "“policyc diff OLD NEW”.",
            )
        )
    return found


def _cannot_run(error: Exception) -> PolicycError:
    why = getattr(error, "strerror", None) or str(error)
    return PolicycError(Wording(f"Git is niet te starten: {why}.", f"Git cannot be started: {why}."))


def lines_of(raw: bytes) -> Sequence[str]:
    """Lines of refs and object names; names of files are never read this way.

    Only a line feed ends one: the name of a ref may hold what Python takes for a line break as well.
    """
    return raw.decode("utf-8", "surrogateescape").removesuffix("\n").split("\n") if raw else []
