"""Real git repositories for the tests: fixed people and dates, nothing of the machine's own settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

KORENAAR = (Path(__file__).parent / "korenaar.yaml").read_text("utf-8")
LONGER = KORENAAR.replace("P7Y", "P10Y").replace("version: 1.0.0", "version: 1.1.0")
"""A change that must be told in advance, and is not."""
ANNOUNCED = (
    LONGER.replace("version: 1.1.0", "version: 2.0.0").replace("effective: 2026-12-01", "effective: 2027-02-15")
    + """release:
  notice_date: 2027-01-04
  summary: Wij bewaren uw bestellingen langer.
  changes:
    - covers: [purposes.orders.**]
      nature: processing_change
      why: De Belastingdienst kan tien jaar terug om onze boeken vragen.
      means: Wij bewaren uw naam en bestelling drie jaar langer.
      options: U kunt ons tot 15 februari 2027 vragen om uw gegevens te wissen. Doet u niets, dan bewaren wij ze langer.
"""
)
"""The same change, told in time."""
QUOTED = KORENAAR.replace("id: korenaar", 'id: "korenaar"  # een opmerking')
"""No change at all."""

FIXED = {
    "GIT_AUTHOR_NAME": "Redactie",
    "GIT_AUTHOR_EMAIL": "redactie@korenaar.example",
    "GIT_AUTHOR_DATE": "2026-11-01T12:00:00Z",
    "GIT_COMMITTER_NAME": "Redactie",
    "GIT_COMMITTER_EMAIL": "redactie@korenaar.example",
    "GIT_COMMITTER_DATE": "2026-11-01T12:00:00Z",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
}
AMBIENT = tuple(name for name in os.environ if name.startswith("GIT_"))


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    """What git says, as its users run it."""
    env = {name: value for name, value in os.environ.items() if name not in AMBIENT} | FIXED
    done = subprocess.run(["git", "-C", str(folder), *arguments], input=stdin, capture_output=True, env=env, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def new_repository(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def commit_files(folder: Path, message: str, files: dict[str, str | None]) -> str:
    """Write files (None: take away) and commit everything; the name of the commit."""
    for name, text in files.items():
        path = folder / name
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file and folder with its mode, the time of its last change and its bytes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        about = path.lstat()
        content = b""
        if path.is_symlink():
            content = os.fsencode(path.readlink())
        elif path.is_file():
            content = path.read_bytes()
        found[str(path.relative_to(folder))] = (about.st_mode, about.st_mtime_ns, content)
    return found
