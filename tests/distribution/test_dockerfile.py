"""The image for a pipeline, read: docker is not here. Its first stage is run for real by test_installed.py."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import ROOT
from .dockerfile import apt_packages, sent, stages

DOCKERFILE = ROOT / "Dockerfile"
BUILD, RUN = stages(DOCKERFILE)


def test_both_stages_have_the_same_base() -> None:
    """An environment that is copied works only beside the Python it was made with."""
    (build,), (run,) = BUILD.all("FROM"), RUN.all("FROM")
    assert build == f"{run} AS build"
    assert re.fullmatch(r"python:\d+\.\d+-slim-\w+", run)


def test_only_the_environment_is_copied() -> None:
    assert RUN.all("COPY") == ["--from=build /opt/policyc /opt/policyc"]
    assert "PATH=/opt/policyc/bin:$PATH" in RUN.all("ENV")[0]


def test_it_has_the_system_libraries_of_the_pdf_and_git() -> None:
    needed = re.search(r"can_make_pdf \|\| need_packages .*?PDF\" (.*)", (ROOT / "tools" / "dev.sh").read_text("utf-8"))
    assert needed
    assert apt_packages(RUN) == {"git", *needed[1].split()}


def test_it_runs_as_nobody_in_particular() -> None:
    order = [one.name for one in RUN.instructions]
    (user,) = RUN.all("USER")
    assert user not in ("root", "0")
    assert f"--uid 1000 {user}" in RUN.all("RUN")[-1]
    assert order.index("USER") > max(at for at, name in enumerate(order) if name in ("RUN", "COPY"))
    assert json.loads(RUN.all("CMD")[0])[0] == "policyc"


def test_every_package_from_an_index_has_a_hash() -> None:
    installs = [part for run in BUILD.all("RUN") for part in run.split("&&") if "pip install" in part]
    assert len(installs) == 2
    assert [part for part in installs if "--require-hashes" not in part and "--no-index" not in part] == []
    assert "pip" not in "".join(RUN.all("RUN"))


def test_secrets_and_tests_stay_out() -> None:
    others = [".git/config", ".env", "policies/progressx.yaml", "tests/conftest.py", "policyc/__pycache__/x.pyc"]
    assert sent(ROOT / ".dockerignore", [*others, "policyc/__main__.py"]) == ["policyc/__main__.py"]


def test_a_dockerfile_is_read_as_docker_does(tmp_path: Path) -> None:
    file = tmp_path / "Dockerfile"
    file.write_text("# a\nFROM x AS y\nRUN a \\\n    && b\n\nFROM z\nUSER u\n")
    first, second = stages(file)
    assert (first.all("RUN"), second.all("USER"), second.all("RUN")) == (["a && b"], ["u"], [])
    (tmp_path / ".dockerignore").write_text("*.pyc\n")
    with pytest.raises(ValueError, match="of one form"):
        sent(tmp_path / ".dockerignore", [])
