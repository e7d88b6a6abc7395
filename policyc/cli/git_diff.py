"""`policyc git-diff`: what git runs instead of comparing lines, for a file with `diff=policyc` (git, gitattributes(5)).

A run of `git diff` shows many files, and ends at the first one whose program fails: whatever the two versions are,
something is shown and the answer is yes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from policyc.cli import terminal
from policyc.cli.exits import Exit
from policyc.cli.inputs import read_bytes
from policyc.cli.textconv import why_internal, why_no_policy
from policyc.diagnostics import Language, Wording
from policyc.errors import PolicycError
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.report.colour import BOLD, DIM, painter
from policyc.report.compared import Side
from policyc.report.glyphs import visible
from policyc.source.document import Document
from policyc.source.reader import read

_NOTHING = os.devnull
"""What git gives for the side on which the file does not exist: the null device, without a name and a mode."""

_UNMERGED, _CHANGED, _RENAMED = 1, 7, 9
"""How many words git gives for a file in a conflict, for a change, and for a change with a new name."""

_OF_LINES = {"+": "32", "-": "31", "@": "36"}


@dataclass(frozen=True, slots=True)
class _Version:
    """One side: the file that git wrote it to, the name and the object it has in git, and what is in it.

    `why` says why it is no policy; None for a policy, and where there is no file.
    """

    file: str
    name: str
    in_git: bool
    mode: str
    document: Document | None = None
    policy: Policy | None = None
    why: Wording | None = None


def show_diff(given: tuple[str, ...], *, all_changes: bool, lang: Language, color: str) -> Exit:
    """Print what a change of one file means for people, or how its source differs when it is no policy."""
    out = terminal.stdout(lang, _color(color))
    if len(given) == _UNMERGED:
        out.say(
            Wording(
                f"{given[0]}: hier is nog een samenvoeging op te lossen (merge conflict).",
                f"{given[0]}: a merge conflict is to be resolved here.",
            )
        )
        return Exit.YES
    if len(given) not in (_CHANGED, _RENAMED):
        terminal.stderr(lang, color).say(
            Wording(
                "Deze opdracht is voor git zelf: zie policyc git-diff --help. Vergelijk twee versies met policyc diff.",
                "This command is for git itself: see policyc git-diff --help. Compare two versions with policyc diff.",
            )
        )
        return Exit.NO_ANSWER
    old, new = _sides(given)
    out.show(_shown(old, new, out, all_changes=all_changes) + "\n")
    return Exit.YES


def _color(wanted: str) -> str:
    """With `auto` git's pager counts as the terminal that it shows things on (git(1), GIT_PAGER_IN_USE)."""
    paged = os.environ.get("GIT_PAGER_IN_USE", "") in ("true", "1")
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") == "dumb"
    return "always" if wanted == "auto" and paged and not plain else wanted


def _sides(given: tuple[str, ...]) -> tuple[_Version, _Version]:
    path, old_file, old_hex, old_mode, new_file, new_hex, new_mode = given[:_CHANGED]
    new_path = given[_CHANGED] if len(given) == _RENAMED else path
    return _version(old_file, path, old_hex, old_mode), _version(new_file, new_path, new_hex, new_mode)


def _version(file: str, path: str, name: str, mode: str) -> _Version:
    """A side read, by the name of its file in git and not that of git's temporary copy."""
    # Zeros: git has no object for it, because it is the file in the work tree.
    in_git = bool(name.strip("0."))
    shown = f"{name[:7]}:{path}" if in_git else path
    if file == _NOTHING:
        return _Version(file, shown, in_git, mode)
    try:
        document = read(read_bytes(file), name=path)
        loaded = load(document)
        if loaded.policy is None:
            return _Version(file, shown, in_git, mode, document, None, why_no_policy(document, loaded.diagnostics))
        from policyc.law import references

        wrong = tuple(references.check(loaded.policy, document))
    except PolicycError as error:
        return _Version(file, shown, in_git, mode, None, None, error.wording)
    if wrong:
        return _Version(file, shown, in_git, mode, document, None, why_no_policy(document, wrong))
    return _Version(file, shown, in_git, mode, document, loaded.policy)


def _shown(old: _Version, new: _Version, out: terminal.Terminal, *, all_changes: bool) -> str:
    mode = _mode(old, new, out)
    broken = [side for side in (old, new) if side.why is not None]
    if not broken:
        try:
            return mode + _report(old, new, out, all_changes=all_changes)
        except PolicycError as error:
            broken = [replace(new, why=error.wording)]
        except Exception as error:
            if os.environ.get("POLICYC_TRACEBACK"):
                raise
            broken = [replace(new, why=why_internal(error))]
    paint = painter(out.frame()["color"])
    said = "".join(f"{paint(_reason(side, out), BOLD)}\n" for side in broken)
    return mode + said + "".join(f"{line}\n" for line in _of_sources(old, new, out))


def _mode(old: _Version, new: _Version, out: terminal.Terminal) -> str:
    """That a file became executable or a link; nothing for one that came or went."""
    if old.mode == new.mode or _NOTHING in (old.file, new.file):
        return ""
    said = Wording(
        f"{new.name}: de modus ging van {old.mode} naar {new.mode}.",
        f"{new.name}: the mode went from {old.mode} to {new.mode}.",
    )
    return _line(said, out) + "\n"


def _reason(side: _Version, out: terminal.Terminal) -> str:
    assert side.why is not None  # noqa: S101  only such sides are told of
    return _line(
        Wording(
            f"{side.name} is niet als verklaring te vergelijken: {side.why.nl.rstrip('.')}. Dit is het verschil in de "
            "bron.",
            f"{side.name} cannot be compared as a statement: {side.why.en.rstrip('.')}. This is how the source "
            "differs.",
        ),
        out,
    )


def _line(said: Wording, out: terminal.Terminal) -> str:
    return visible(said.in_language(out.language), ascii_only=out.frame()["ascii"])


# --- what it means ----------------------------------------------------------------------------------------------------


def _report(old: _Version, new: _Version, out: terminal.Terminal, *, all_changes: bool) -> str:
    """The report of `policyc diff` on the two versions. Raises PolicycError."""
    from policyc.cli.diff import compared_pairs
    from policyc.cli.pairs import Comparison
    from policyc.cli.versions import Version
    from policyc.report import diff_text

    before, after = (Version(_side(one), one.policy) for one in (old, new))
    pair = Comparison("given", before, after)
    # What could not be seen is no part of the report, and git has no place for it.
    compared = compared_pairs((pair,), None, None, None, lambda said: None, in_words=True)
    return diff_text.render(compared, **out.frame(), all_changes=all_changes)


def _side(one: _Version) -> Side:
    ref = one.name.partition(":")[0] if one.in_git else None
    return Side(one.name, "git" if ref else "worktree", one.document, ref)


# --- how the source differs -------------------------------------------------------------------------------------------


def _of_sources(old: _Version, new: _Version, out: terminal.Terminal) -> Iterator[str]:
    """The lines of a unified diff, as git itself makes it, under the names of the files in git."""
    from policyc.cli.git import Git

    frame = out.frame()
    paint = painter(frame["color"])
    try:
        ran = Git(Path()).run(
            "diff", "--no-index", "--no-ext-diff", "--no-textconv", "--no-color", "--text", "--", old.file, new.file
        )
    except PolicycError as error:
        yield _line(error.wording, out)
        return
    lines = ran.out.decode("utf-8", "backslashreplace").split("\n")[:-1]
    start = next((number for number, line in enumerate(lines) if line.startswith("@@")), len(lines))
    for sign, side in (("---", old), ("+++", new)):
        name = _NOTHING if side.file == _NOTHING else side.name
        yield paint(visible(f"{sign} {name}", ascii_only=frame["ascii"]), DIM)
    for line in lines[start:]:
        shown = "\t".join(visible(part, ascii_only=frame["ascii"]) for part in line.removesuffix("\r").split("\t"))
        yield paint(shown, _OF_LINES.get(line[:1], ""))
