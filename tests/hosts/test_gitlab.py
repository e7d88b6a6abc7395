"""The GitLab component and the job of the guide, in a shell with the variables of a runner."""

from __future__ import annotations

import http.server
import json
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli.git_repository import KORENAAR, LONGER, commit_files, git
from cli.pipeline import EDITORIAL, POLICY, published

from hosts.shell import ROOT, bash, examples, loaded, program

HEADER, BODY = (ROOT / "ci" / "gitlab" / "templates" / "policyc.yml").read_text("utf-8").split("\n---\n")
INPUTS = yaml.safe_load(HEADER)["spec"]["inputs"]


def job(**inputs: str) -> dict[str, Any]:
    """The job that GitLab makes of the component: inputs are filled in before anything else."""
    assert inputs.keys() <= INPUTS.keys()
    given = {name: str(one["default"]).replace("False", "false") for name, one in INPUTS.items() if "default" in one}
    given |= {"package": "policyc.whl"} | inputs
    for name, one in INPUTS.items():
        assert given[name] in one.get("options", [given[name]])
    text = re.sub(r"\$\[\[ inputs\.([a-z_]+) \]\]", lambda match: given[match[1]], BODY)
    found: dict[str, Any] = loaded(text)["policyc"]
    return found


def script(lines: list[str], made: dict[str, Any], folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    host = {"GITLAB_CI": "true", "CI_BUILDS_DIR": str(folder.parent), "CI_JOB_ID": "7", "CI_PROJECT_DIR": str(folder)}
    return bash("\n".join(lines), folder, {**host, **made["variables"], **env})


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return published(tmp_path / "work")


def test_every_input_is_used() -> None:
    assert set(re.findall(r"\$\[\[ inputs\.([a-z_]+) \]\]", BODY)) == set(INPUTS)
    # In a script an input would be a part of it.
    assert not any("$[[" in line for part in ("before_script", "script") for line in loaded(BODY)["policyc"][part])


@pytest.mark.parametrize(
    ("text", "inputs", "code"),
    [
        (KORENAAR, {}, 0),
        (LONGER, {}, 1),
        (LONGER, {"against": "HEAD"}, 0),
        (EDITORIAL, {"fail_on": "editorial", "strict": "true"}, 1),
        (KORENAAR, {"against": "weg"}, 2),
        (KORENAAR, {"require_published": "true"}, 0),
        (KORENAAR, {"require_published": "true", "against": "HEAD"}, 2),
    ],
)
def test_the_job(work: Path, text: str, inputs: dict[str, str], code: int) -> None:
    commit_files(work, "nu", {POLICY: text})
    made = job(**inputs)
    done = script(made["script"], made, work, POLICYC_PYTHON=sys.executable, PYTHONPATH=str(ROOT))
    assert done.returncode == code, done.stdout + done.stderr
    kept = {*made["artifacts"]["paths"], *made["artifacts"]["reports"].values()}
    there = {path.name for path in work.iterdir() if path.is_file()}
    assert there == (kept if code < 2 else {"policyc.md"})


def test_a_merge_request_shows_its_own_changes(work: Path) -> None:
    base = commit_files(work, "langer", {POLICY: LONGER})
    git(work, "checkout", "--quiet", "-b", "tak")
    commit_files(work, "nog een", {POLICY: LONGER.replace("version: 1.1.0", "version: 1.1.1")})
    made = job()
    env = {"POLICYC_PYTHON": sys.executable, "PYTHONPATH": str(ROOT), "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    done = script(made["script"], made, work, **env)
    assert done.returncode == 1, done.stderr
    assert "### Deze branch" in (work / "policyc.md").read_text("utf-8")


def test_the_package_is_installed(work: Path) -> None:
    wheel = work / "policyc-0.0.1-py3-none-any.whl"
    info = "policyc-0.0.1.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("policyc/__main__.py", "import sys\nprint(sys.argv[1:])\n")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: policyc\nVersion: 0.0.1\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    (work / "leeg.txt").write_text("", "utf-8")
    bin_ = program(work.parent / "bin" / "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n').parent
    made = job(package=wheel.name, against='"; touch pwned; "'.replace('"', "'"), requirements="leeg.txt")
    done = script([*made["before_script"], *made["script"]], made, work, PATH=f"{bin_}:/usr/bin:/bin")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == str(
        [
            "ci",
            "--host",
            "gitlab",
            "--fail-on",
            "uncovered",
            "--fail-on-finding",
            "error",
            "--against",
            "'; touch pwned; '",
        ]
    )
    assert not list(work.parent.rglob("pwned"))


# --- the note, as the guide posts it ---


class _Api(http.server.BaseHTTPRequestHandler):
    notes: list[dict[str, Any]]
    calls: list[tuple[str, str, str]]

    def _answer(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        sent = json.loads(self.rfile.read(size)) if size else {}
        self.calls.append((self.command, self.path, sent.get("body", "")))
        assert self.headers["PRIVATE-TOKEN"] == "geheim"
        page = 1 if "page=1" in self.path.replace("per_page=100", "") else 2
        listed = self.notes if page == 1 else []
        found: Any = {"id": 5} if self.path == "/api/user" else listed if self.command == "GET" else {}
        raw = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    do_GET = do_POST = do_PUT = _answer

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def api() -> Iterator[tuple[type[_Api], str]]:
    handler = type("Api", (_Api,), {"notes": [], "calls": []})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield handler, f"http://127.0.0.1:{server.server_address[1]}/api"
        server.shutdown()


@pytest.mark.parametrize("is_there", [False, True])
def test_the_note_is_posted_once(work: Path, api: tuple[type[_Api], str], is_there: bool) -> None:
    handler, url = api
    marked = "<!-- policyc ci -->\noud"
    handler.notes = [{"id": 1, "author": {"id": 9}, "body": marked}, {"id": 2, "author": {"id": 5}, "body": "anders"}]
    handler.notes += [{"id": 3, "author": {"id": 5}, "body": marked}] if is_there else []
    (work / "policyc.md").write_text("<!-- policyc ci -->\nnieuw “é”\n", "utf-8")
    bin_ = program(work.parent / "bin" / "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n').parent
    made = loaded(examples(".gitlab-ci.yml")[2])["policyc-reactie"]
    env = {"CI_API_V4_URL": url, "CI_PROJECT_ID": "1", "CI_MERGE_REQUEST_IID": "2", "POLICYC_NOTE_TOKEN": "geheim"}
    done = script(made["script"], made, work, **env, PATH=f"{bin_}:/usr/bin:/bin")
    assert done.returncode == 0, done.stderr
    notes = "/api/projects/1/merge_requests/2/notes"
    method, path, body = handler.calls[-1]
    assert (method, path) == (("PUT", f"{notes}/3") if is_there else ("POST", notes))
    assert body == "<!-- policyc ci -->\nnieuw “é”\n"
