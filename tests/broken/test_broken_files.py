"""Files that are wrong as files, inputs that cannot be read, outputs that cannot be written, templates that fail."""

from __future__ import annotations

import os
import resource
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.run import Outcome, policyc, process

from broken.test_broken_policies import FOREIGN
from policyc.render.templates import packaged_templates

GOOD = b"policyc: 1\nid: korenaar\ntitle: Privacyverklaring\nstatus: draft\n"
TEXT = GOOD.decode()

BOMB = b"a0: &a0 [brood, brood, brood, brood, brood, brood, brood, brood, brood]\n" + b"".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n".encode() for n in range(1, 20)
)

CONTENTS: dict[str, tuple[bytes, str]] = {
    "50 MB": (b"# " + b"x" * 50_000_000, "1:1: fout[YA001] Dit bestand is groter dan 4 MB en wordt niet gelezen"),
    "UTF-16 with a mark": (
        TEXT.encode("utf-16"),
        "1:1: fout[YA002] Dit bestand is opgeslagen als UTF-16; policyc leest alleen UTF-8",
    ),
    "UTF-16 without a mark": (
        TEXT.encode("utf-16-le"),
        "1:1: fout[YA002] Dit bestand is opgeslagen als UTF-16; policyc leest alleen UTF-8",
    ),
    "UTF-32": (
        TEXT.encode("utf-32"),
        "1:1: fout[YA002] Dit bestand is opgeslagen als UTF-32; policyc leest alleen UTF-8",
    ),
    "Windows-1252": (
        TEXT.replace("title: ", "title: Crème: ").encode("cp1252"),
        "3:10: fout[YA003] Hier staat een byte (0xE8) die geen geldige UTF-8 is; in Windows-1252 staat hier “è”",
    ),
    "binary": (
        GOOD + b"\x00\xff\x89PNG\r\n\x1a",
        "5:2: fout[YA003] Hier staat een byte (0xFF) die geen geldige UTF-8 is",
    ),
    "NUL": (
        GOOD + b"version: 2\x000\n",
        "5:11: fout[YA004] Hier staat een onzichtbaar teken dat niet mag (U+0000)",
    ),
    "escape sequence": (
        GOOD + b"introduction: \x1b[31mrood\n",
        "5:15: fout[YA004] Hier staat een onzichtbaar teken dat niet mag (U+001B)",
    ),
    "reading direction": (
        GOOD + "introduction: wij delen \u202eniets\n".encode(),
        "5:25: fout[YA005] Hier staat een onzichtbaar teken dat de leesrichting verandert (U+202E)",
    ),
    "half a character": (
        GOOD + b"introduction: \xed\xa0\x80\n",
        "5:15: fout[YA004] Hier staat een onzichtbaar teken dat niet mag (U+D800)",
    ),
    "billion laughs": (
        BOMB,
        "6:18: fout[YA038] Hier telt het bestand meer dan 200000 waarden, verwijzingen uitgeschreven",
    ),
    "a thousand brackets": (GOOD + b"scope: " + b"[" * 1000 + b"]" * 1000, "fout[YA039]"),
    "a million brackets": (GOOD + b"scope: " + b"[" * 1_000_000, "fout[YA039]"),
    "a value of a million characters": (
        GOOD + b"effective: " + b"9" * 1_000_000,
        f"5:12: fout[MO020] “{'9' * 59}…” is geen datum.",
    ),
    "merge conflict": (
        GOOD + b"<<<<<<< HEAD\nversion: 1\n=======\nversion: 2\n>>>>>>> tak\n",
        "5:1: fout[YA007] Hier staat een samenvoegconflict van git dat nog niet is opgelost.",
    ),
    "a thousand mistakes": (GOOD + b"id: x\n" * 1000, "fout[YA043] Er zijn meer dan 100 problemen"),
}


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "korenaar.yaml"
    path.write_bytes(GOOD)
    return path


def test_a_report_stops_after_a_hundred_findings_and_concise_does_not(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(GOOD + b"".join(b"x%d: 1\n" % number for number in range(250)))
    whole, concise = policyc("validate", path), policyc("validate", path, "-f", "concise")
    assert whole.stdout.count("fout[") == 100
    assert "Nog 150 meldingen zijn niet getoond; policyc validate -f concise toont ze allemaal." in whole.stdout
    assert concise.stdout.count("fout[") == 250


def no_answer(run: Outcome, sentence: str) -> None:
    """The sentence comes last: before it stands what is found in a draft that says next to nothing."""
    assert (run.code, run.stdout) == (2, "")
    assert [line for line in run.stderr.splitlines() if "korenaar.yaml:" not in line] == [sentence]


# --- contents ---


@pytest.mark.parametrize("kind", CONTENTS)
def test_content(kind: str, tmp_path: Path) -> None:
    raw, sentence = CONTENTS[kind]
    path = tmp_path / "f.yaml"
    path.write_bytes(raw)
    began = time.monotonic()
    run = policyc("validate", path, "-f", "concise")
    assert time.monotonic() - began < 10
    assert run.code == 1
    assert run.stderr == ""
    assert sentence in run.stdout
    assert not FOREIGN.search(run.stdout)
    assert max(map(len, run.stdout.splitlines())) < 400
    # The report with the excerpt and the English one stand it as well.
    for options in ([], ["--lang", "en"], ["--color", "always"]):
        assert policyc("validate", path, *options).code == 1


@pytest.mark.parametrize("kind", ["50 MB", "billion laughs", "a million brackets"])
def test_a_hostile_file_takes_no_more_than_half_a_gigabyte(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(CONTENTS[kind][0])
    assert process("validate", path).code == 1
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 512 * 1024  # of the largest child, in kB


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD)
    assert policyc("validate", path, "--fail-on", "never", "-f", "concise").stdout.count("[YA") == 0


# --- inputs ---

INPUTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing there": (lambda path: None, "Het bestand {} bestaat niet."),
    "link to nothing": (lambda path: path.symlink_to("weg.yaml"), "Het bestand {} bestaat niet."),
    "links in a circle": (
        lambda path: path.symlink_to(path.name),
        "{} is niet te lezen: de koppelingen wijzen in een kring.",
    ),
    "empty folder": (lambda path: path.mkdir(), "In de map {} staat geen .yaml-bestand."),
}


@pytest.mark.parametrize("kind", INPUTS)
@pytest.mark.parametrize("verb", ["validate", "build"])
def test_input(kind: str, verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make, sentence = INPUTS[kind]
    make(Path("in.yaml").absolute())
    no_answer(policyc(verb, "in.yaml"), sentence.format("in.yaml"))
    assert not Path("build").exists()


def test_input_below_a_file(policy: Path) -> None:
    below = policy / "x.yaml"
    no_answer(policyc("validate", below), f"{below} is niet te lezen: een deel van het pad is geen map.")


def test_input_with_too_long_a_name(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300 + ".yaml")
    no_answer(policyc("validate", path), f"{path} is niet te lezen: de naam is te lang.")


def test_input_that_fails_while_it_is_read(policy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root every file can be read, so the refusal is made here."""

    def refused(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    no_answer(policyc("validate", policy), f"{policy} is niet te lezen: geen toegang.")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no /proc: nothing here that opens but cannot be read")
def test_input_that_opens_but_cannot_be_read() -> None:
    no_answer(
        policyc("validate", "/proc/self/mem"),
        "/proc/self/mem is niet te lezen: het lezen of schrijven mislukte.",
    )


def test_a_pipe_with_a_name_can_be_read(tmp_path: Path) -> None:
    """As in `policyc validate <(…)`."""
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(GOOD,))
    writer.start()
    assert policyc("validate", pipe, "--fail-on", "never").code == 0
    writer.join()


def test_one_unreadable_file_among_good_ones_gives_no_answer(policy: Path) -> None:
    no_answer(policyc("validate", policy, "weg.yaml"), "Het bestand weg.yaml bestaat niet.")


# --- outputs ---


def test_output_in_place_of_a_file(policy: Path) -> None:
    no_answer(
        policyc("build", policy, "--to", "md", "-o", policy),
        f"In de map {policy} is niet te schrijven: daar staat al een bestand. Er is niets veranderd.",
    )
    assert policy.read_bytes() == GOOD


def test_output_below_a_file(policy: Path) -> None:
    below = policy / "build"
    no_answer(
        policyc("build", policy, "--to", "md", "-o", below),
        f"In de map {below} is niet te schrijven: een deel van het pad is geen map. Er is niets veranderd.",
    )


def test_output_where_a_folder_stands(policy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "korenaar.md").mkdir(parents=True)
    (out / "korenaar.html").write_bytes(b"gisteren")
    no_answer(
        policyc("build", policy, "--to", "html,md", "-o", out),
        f"{out / 'korenaar.md'} kan niet worden geschreven: op die plaats staat een map. Er is niets veranderd.",
    )
    assert sorted(path.name for path in out.iterdir()) == ["korenaar.html", "korenaar.md"]
    assert (out / "korenaar.html").read_bytes() == b"gisteren"


def test_output_on_a_full_disk(policy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "korenaar.md").write_bytes(b"gisteren")
    opened = Path.open

    def full(path: Path, mode: str = "r", *args: object, **kwargs: object) -> object:
        if mode == "xb" and path.name.startswith(".korenaar.md"):
            raise OSError(28, "No space left on device")
        return opened(path, mode, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    no_answer(
        policyc("build", policy, "--to", "html,md", "-o", out),
        f"In de map {out} is niet te schrijven: de schijf is vol. Er is niets veranderd.",
    )
    assert [(path.name, path.read_bytes()) for path in out.iterdir()] == [("korenaar.md", b"gisteren")]


# --- templates ---


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Templates of one's own: just enough for a statement without sections."""
    folder = tmp_path / "sjablonen"
    (folder / "nl").mkdir(parents=True)
    shutil.copy(packaged_templates() / "nl" / "terms.yaml", folder / "nl")
    (folder / "nl" / "statement.md.j2").write_text("# {{ policy.title }}\n", "utf-8")
    return folder


def test_own_templates(policy: Path, templates: Path, tmp_path: Path) -> None:
    run = policyc("build", policy, "--to", "md", "-o", tmp_path / "out", "--templates", templates)
    assert run.code == 0
    assert all("korenaar.yaml:" in line for line in run.stderr.splitlines())
    assert (tmp_path / "out" / "korenaar.md").read_text("utf-8") == "# Privacyverklaring\n"


TEMPLATES: dict[str, tuple[str, str | bytes, str]] = {
    "broken terms": ("terms.yaml", "marks: {\n", "Het sjabloon {}"),
    "terms that are a list": ("terms.yaml", "- marks\n", "Het sjabloon {}"),
    "terms without groups": ("terms.yaml", "marks: {}\n", "Het sjabloon {}:1 is niet bruikbaar: units: deze groep"),
    "tag not closed": ("statement.md.j2", "# Titel\n\n{% if policy.title %}\n", "Het sjabloon {}:3"),
    "unknown name": ("statement.md.j2", "# Titel\n\n{{ polcy.title }}\n", "Het sjabloon {}:3"),
    "unknown field": ("statement.md.j2", "# Titel\n\n\n{{ policy.titel }}\n", "Het sjabloon {}:4"),
    "nothing to print": ("statement.md.j2", "# Titel\n{{ policy.version }}\n", "Het sjabloon {}:2"),
    "unknown filter": ("statement.md.j2", "{{ policy.title | upper }}\n", "Het sjabloon {}:1"),
    "unknown include": ("statement.md.j2", '{% include "weg.md.j2" %}\n', "weg.md.j2 ontbreekt."),
    "not UTF-8": ("statement.md.j2", b"# Cr\xe8me\n", "Het sjabloon {}"),
}


@pytest.mark.parametrize("kind", TEMPLATES)
def test_template(kind: str, policy: Path, templates: Path, tmp_path: Path) -> None:
    name, content, sentence = TEMPLATES[kind]
    path = templates / "nl" / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    run = policyc("build", policy, "-o", tmp_path / "out", "--templates", templates)
    assert (run.code, run.stdout) == (2, "")
    assert sentence.format(path) in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "out").exists()


def test_template_folder_that_is_not_there(policy: Path, tmp_path: Path) -> None:
    missing = tmp_path / "weg"
    run = policyc("build", policy, "--to", "md", "-o", tmp_path / "out", "--templates", missing)
    no_answer(run, f"De map {missing} is niet te lezen: het pad bestaat niet.")
