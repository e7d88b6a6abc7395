"""Builds every statement of the suite with the real command line; each checker reads a file only once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from document.editions import SAMPLES, Sample

from .tools import PageFacts, page_facts, policyc


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


def build(sample: Sample, folder: Path, formats: str, env: dict[str, str]) -> Path:
    """The folder with what `policyc build` makes of a sample, by a relative path."""
    (folder / "policy.yaml").write_text(sample.source, "utf-8")
    policyc("build", "policy.yaml", "-o", "out", "--to", formats, "--lang", sample.language, cwd=folder, env=env)
    return folder / "out"


@pytest.fixture(scope="session", params=SAMPLES, ids=str)
def sample(request: pytest.FixtureRequest) -> Sample:
    found: Sample = request.param
    return found


@pytest.fixture(scope="session")
def built(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("built")
    out = build(sample, folder, "html,md", environment(folder))
    return Built(only(out, ".html"), only(out, ".md"))


@pytest.fixture(scope="session")
def pdf(pango: None, sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built-pdf")
    return only(build(sample, folder, "pdf", environment(folder)), ".pdf")


@pytest.fixture(scope="session")
def paper(built: Built) -> Path:
    """Where the page goes that a browser prints."""
    return built.html.with_name("printed.pdf")


@pytest.fixture(scope="session")
def facts(built: Built, paper: Path) -> PageFacts:
    return page_facts(built.html, paper)
