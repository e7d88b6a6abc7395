"""What holds for the whole suite: a test that did not run is named, and on CI it counts as a failure."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Generator

import pytest

ON_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files of tests/golden anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On several cores a file stays with one worker, and so does a statement that browsers and readers are given:
    what a fixture makes for many tests is then made once.
    """
    for item in items:
        parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        item.add_marker(pytest.mark.xdist_group(str(parameters.get("sample", item.path))))


def _skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", [])) if reporter else 0


def pytest_sessionfinish(session: pytest.Session) -> None:
    if ON_CI and _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> Generator[None, None, None]:
    """The last sentence before pytest's closing line; pytest itself names each skip above it (-ra)."""
    yield
    if skipped := _skipped(config):
        verdict = "with CI=true that is a failure" if ON_CI else "what they check is unproven on this machine"
        terminalreporter.write_line(f"Not run: {skipped}, each named above; {verdict}.", red=ON_CI, yellow=not ON_CI)


@pytest.fixture(scope="session")
def pango() -> None:
    """For a test that makes a PDF: skips it where the system libraries of WeasyPrint are missing."""
    try:
        for library in ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
            ctypes.CDLL(library)
    except OSError as error:
        pytest.skip(f"no PDF can be made: {error} (Debian packages libpangoft2-1.0-0 libharfbuzz-subset0)")
