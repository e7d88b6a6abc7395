"""Prints how much dearer policyc is than the work nobody can avoid, as ratios measured in one run.

Both commands of a comparison run in turn, and the ratio is taken pair by pair: a machine that is slow for a minute is
slow for both. What counts is processor time (user and system) of the whole child process, not the clock.
Nothing is asserted: a figure above its expectation is a question for a person.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import large

ROOT = Path(__file__).resolve().parent.parent
POLICY = ROOT / "policies" / "progressx.yaml"
LEAST_RUNS = 7

Command = Sequence[str]


class CommandFailed(Exception):
    """One of the two commands of a comparison does not run here."""


@dataclass(frozen=True, slots=True)
class Comparison:
    name: str
    ours: Command
    yardstick_name: str
    yardstick: Command
    expected: float


@dataclass(frozen=True, slots=True)
class Measured:
    ours: float
    yardstick: float
    ratio: float
    lowest: float
    highest: float


def cpu_seconds(command: Command, log: Path) -> float:
    """User and system time of one run, with that of the processes it waited for."""
    # Installed packages are compiled; without this setting our own modules are too, from their second run on.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=ROOT, env=env)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)  # it has been waited for: Popen must not do it again
    if process.returncode != 0:
        last = log.read_text("utf-8", "replace").strip().splitlines()[-1:]
        raise CommandFailed(f"{' '.join(command[:4])} … → exit {process.returncode}: {' '.join(last)[:200]}")
    return usage.ru_utime + usage.ru_stime


def measure(comparison: Comparison, runs: int, log: Path) -> Measured:
    ours, yardstick = [], []
    cpu_seconds(comparison.ours, log)  # once without counting: caches of the disk and of Python
    cpu_seconds(comparison.yardstick, log)
    for _ in range(runs):
        ours.append(cpu_seconds(comparison.ours, log))
        yardstick.append(cpu_seconds(comparison.yardstick, log))
    ratios = [a / b for a, b in zip(ours, yardstick, strict=True)]
    return Measured(
        statistics.median(ours), statistics.median(yardstick), statistics.median(ratios), min(ratios), max(ratios)
    )


def comparisons(folder: Path) -> list[Comparison]:
    policyc = [sys.executable, "-m", "policyc"]
    imports = [sys.executable, "-c", "import yaml, pydantic"]
    policy = str(POLICY)
    weasyprint = shutil.which("weasyprint", path=str(Path(sys.executable).parent)) or "weasyprint"
    html = folder / "page" / f"{POLICY.stem}.html"
    whole, half = folder / "whole.yaml", folder / "half.yaml"
    whole.write_text(large.policy(200, 10), "utf-8")
    half.write_text(large.policy(100, 10), "utf-8")
    whole_later, half_later = folder / "whole-later.yaml", folder / "half-later.yaml"
    whole_later.write_text(large.later(large.policy(200, 10)), "utf-8")
    half_later.write_text(large.later(large.policy(100, 10)), "utf-8")
    versions = [sys.executable, str(ROOT / "bench" / "versions.py")]
    never = ["--fail-on", "never", "-f", "json"]  # findings do not matter here, and all of them are written
    return [
        Comparison("validate", [*policyc, "validate", policy], "import yaml, pydantic", imports, 3.0),
        Comparison(
            "200 doelen, 2.000 rijen",
            [*policyc, "validate", str(whole), *never],
            "100 doelen, 1.000 rijen",
            [*policyc, "validate", str(half), *never],
            2.1,
        ),
        Comparison(
            "laden en vergelijken",  # at most twice the loading on top of it
            [*versions, str(whole), str(whole_later), "1"],
            "alleen laden (2.000)",
            [*versions, str(whole), str(whole_later), "0"],
            3.0,
        ),
        Comparison(
            "20x vergelijken, 2.000",
            [*versions, str(whole), str(whole_later), "20"],
            "20x vergelijken, 1.000",
            [*versions, str(half), str(half_later), "20"],
            2.1,
        ),
        Comparison(
            "build --to html,md",
            [*policyc, "build", policy, "-o", str(folder / "page"), "--to", "html,md"],
            "import yaml, pydantic",
            imports,
            4.0,
        ),
        Comparison(
            "build --to pdf",
            [*policyc, "build", policy, "-o", str(folder / "pdf"), "--to", "pdf"],
            "weasyprint pagina.html",
            [weasyprint, "--quiet", str(html), str(folder / "bare.pdf")],  # the page that the row above has built
            0.9,
        ),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help=f"pairs to measure, at least {LEAST_RUNS} (default 9)")
    runs = max(parser.parse_args().runs, LEAST_RUNS)
    failures = 0
    print(f"{runs} paren om en om, processortijd (user+sys), mediaan van de verhoudingen (laagste–hoogste)\n")
    print(f"{'policyc':<23} {'CPU s':>6}   {'tegen':<24} {'CPU s':>6}   {'verhouding':<20} verwacht")
    with tempfile.TemporaryDirectory(prefix="policyc-bench-") as name:
        folder = Path(name)
        for comparison in comparisons(folder):
            label = f"{comparison.name:<23}"
            try:
                m = measure(comparison, runs, folder / "log")
            except (CommandFailed, OSError) as failure:
                failures += 1
                print(f"{label} niet gemeten: {failure}")
                continue
            ratio = f"{m.ratio:.2f}x ({m.lowest:.2f}–{m.highest:.2f})"
            verdict = "" if m.ratio <= comparison.expected else "  meer dan verwacht"
            print(
                f"{label} {m.ours:6.3f}   {comparison.yardstick_name:<24} {m.yardstick:6.3f}   {ratio:<20} "
                f"≤ {comparison.expected}x{verdict}",
                flush=True,
            )
    if failures:
        print(f"\n{failures} van de vergelijkingen konden niet worden gemeten; zie hierboven waarom.")
    return 2 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
