"""Writing outputs: all of them or none, and never half a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from policyc.diagnostics import Wording
from policyc.errors import PolicycError, reason


def write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write `files` (name → content) into `folder`, made if need be. On any failure everything is as it was before."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(folder, error) from None
    return write_files({folder / name: content for name, content in files.items()})


def write_files(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write `files` (path → content), all or none; their folders are made if need be.

    Every file is first written beside its place and then moved there, which a file system does at once. What was
    there is kept aside until all moves have succeeded. A link is followed, and what is no file (a pipe, a device) is
    written into, last of all. Raises PolicycError.
    """
    staged: list[tuple[Path, Path]] = []
    streams: dict[Path, bytes] = {}
    folder = Path()
    try:
        for path, content in files.items():
            folder = path.parent
            if _is_stream(path):
                streams[path] = content
                continue
            target = Path(os.path.realpath(path)) if path.is_symlink() else path
            folder = target.parent
            folder.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise _in_the_way(target)
            temporary = folder / f".{target.name}.{os.getpid()}.new"
            staged.append((temporary, target))
            with temporary.open("xb") as file:
                file.write(content)
        _move(staged)
        for stream, content in streams.items():
            folder = stream
            stream.write_bytes(content)
    except BaseException as error:  # an interrupted run too leaves nothing behind
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _refused(folder, error) from None
        raise
    return tuple(files)


def _is_stream(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def _move(staged: list[tuple[Path, Path]]) -> None:
    moved: list[tuple[Path, Path | None]] = []
    try:
        for temporary, target in staged:
            before = None
            if target.exists():
                before = temporary.with_suffix(".old")
                target.replace(before)
            moved.append((target, before))
            temporary.replace(target)
    except BaseException:
        for target, before in reversed(moved):
            if before is not None:
                before.replace(target)
            else:
                target.unlink(missing_ok=True)
        raise
    for _, before in moved:
        if before is not None:
            before.unlink(missing_ok=True)


def _in_the_way(target: Path) -> PolicycError:
    return PolicycError(
        Wording(
            f"{target} kan niet worden geschreven: op die plaats staat een map. Er is niets veranderd.",
            f"{target} cannot be written: there is a folder in that place. Nothing was changed.",
        )
    )


def _refused(folder: Path, error: OSError) -> PolicycError:
    why = reason(error)
    return PolicycError(
        Wording(
            f"In de map {folder} is niet te schrijven: {why.nl}. Er is niets veranderd.",
            f"The folder {folder} cannot be written to: {why.en}. Nothing was changed.",
        )
    )
