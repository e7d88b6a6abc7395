"""Builds every policy of the project with the real command line; each checker reads a file only once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from .tools import ROOT, PageFacts, page_facts, policyc

POLICIES = sorted((ROOT / "policies").rglob("*.yaml"))  # a new policy is checked without a word here


class Built(NamedTuple):
    html: Path
    markdown: Path


def environment(home: Path, **changes: str) -> dict[str, str]:
    """What a build may see of this machine: nothing that could change its bytes unnoticed."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV") if name in os.environ}
    return kept | {"HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"} | changes


def only(folder: Path, suffix: str) -> Path:
    found = sorted(folder.glob(f"*{suffix}"))
    assert len(found) == 1, f"expected one {suffix} file in the build, found {[path.name for path in found]}"
    return found[0]


@pytest.fixture(scope="session", params=POLICIES, ids=lambda path: path.relative_to(ROOT / "policies").as_posix())
def policy(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture(scope="session")
def built(policy: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("built")
    policyc("build", policy, "-o", folder / "out", "--to", "html,md", cwd=folder, env=environment(folder))
    return Built(only(folder / "out", ".html"), only(folder / "out", ".md"))


@pytest.fixture(scope="session")
def pdf(pango: None, policy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built-pdf")
    policyc("build", policy, "-o", folder / "out", "--to", "pdf", cwd=folder, env=environment(folder))
    return only(folder / "out", ".pdf")


@pytest.fixture(scope="session")
def facts(built: Built) -> PageFacts:
    return page_facts(built.html)
