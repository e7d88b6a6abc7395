"""Writing outputs: all or nothing, and never a trace."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyc.cli.files import write_all
from policyc.errors import PolicycError

EARLIER = {"a.html": b"oud html", "a.md": b"oud md"}
NEW = {"a.html": b"nieuw html", "a.md": b"nieuw md", "a.pdf": b"nieuw pdf"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in EARLIER.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_all_are_written(folder: Path) -> None:
    assert write_all(folder, NEW) == tuple(folder / name for name in NEW)
    assert contents(folder) == NEW


def test_other_files_stay(folder: Path) -> None:
    (folder / "eigen.txt").write_bytes(b"van mij")
    write_all(folder, NEW)
    assert contents(folder) == {**NEW, "eigen.txt": b"van mij"}


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    write_all(tmp_path / "een" / "twee", NEW)
    assert contents(tmp_path / "een" / "twee") == NEW


def test_nothing_to_write(folder: Path) -> None:
    assert write_all(folder, {}) == ()
    assert contents(folder) == EARLIER


def moves(monkeypatch: pytest.MonkeyPatch, failing: int, error: BaseException) -> list[int]:
    """Make the move with number `failing` fail; moves after it, which put things back, succeed."""
    real = os.replace
    numbers: Iterator[int] = iter(range(1, 100))
    done: list[int] = []

    def replace(source: str | Path, target: str | Path) -> None:
        number = next(numbers)
        if number == failing:
            raise error
        done.append(number)
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    return done


# Five moves in all: two earlier files aside, three new ones into place.
@pytest.mark.parametrize("failing", range(1, 6))
@pytest.mark.parametrize(
    "error", [OSError(5, "Input/output error"), KeyboardInterrupt()], ids=["failed", "interrupted"]
)
def test_a_move_that_fails_undoes_all_before_it(
    failing: int, error: BaseException, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = moves(monkeypatch, failing, error)
    with pytest.raises(PolicycError if isinstance(error, OSError) else KeyboardInterrupt):
        write_all(folder, NEW)
    assert len(done) >= failing - 1
    assert contents(folder) == EARLIER


def test_every_move_was_tried(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert moves(monkeypatch, 0, OSError()) == []
    done = moves(monkeypatch, 0, OSError())
    write_all(folder, NEW)
    assert len(done) == 5


@pytest.mark.parametrize("failing", ["a.html", "a.md", "a.pdf"])
def test_a_file_that_cannot_be_staged(failing: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, mode: str = "r", *args: object) -> object:
        if failing in path.name and "x" in mode:
            raise OSError(28, "No space left on device")
        return opened(path, mode, *args)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(PolicycError, match="the disk is full"):
        write_all(folder, NEW)
    monkeypatch.undo()
    assert contents(folder) == EARLIER
