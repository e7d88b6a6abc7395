"""The machinery behind the pages whose commands are run: it does what a reader does, and it notices."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.walkthrough import Shell, check_page, walked


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "work").mkdir()
    return Shell(tmp_path / "work", tmp_path / "bin")


def console(body: str, marks: str = "") -> str:
    return f"Tekst.\n\n```console{marks}\n{body}```\n\nNog meer tekst.\n"


def test_what_a_command_says_stands_below_it(shell: Shell) -> None:
    page = console("$ echo een; echo twee >&2\noud\n$ true\n$ printf 'zonder einde'\n")
    assert walked(page, shell) == console(
        "$ echo een; echo twee >&2\neen\ntwee\n$ true\n$ printf 'zonder einde'\nzonder einde\n"
    )


def test_a_command_goes_on_after_a_backslash(shell: Shell) -> None:
    assert walked(console("$ echo een \\\n    twee\n"), shell) == console("$ echo een \\\n    twee\neen twee\n")


def test_a_folder_that_the_reader_goes_to_is_where_he_stays(shell: Shell) -> None:
    page = console('$ mkdir site && cd site\n$ basename "$PWD"\n') + "```toml file=a/b.toml\nc = 1\n```\n"
    assert "\nsite\n" in walked(page, shell)
    assert (shell.folder / "a" / "b.toml").read_text("utf-8") == "c = 1\n"


def test_policyc_is_the_one_under_test(shell: Shell) -> None:
    said = shell.run("policyc --version; git config user.name; echo $COLUMNS$CI$GITHUB_ACTIONS")
    assert said.screen.startswith("policyc ")
    assert said.screen.endswith("\n80\n")


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        (console("$ false\n"), "answered 1, not 0"),
        (console("$ true\n", " exit=1"), "answered 0, not 1"),
        (console("$ false\n$ false\n", " exit=1"), "answered 1, not 0"),
        (console("$ policyc validate\n", " exit=1"), "answered 2, not 1"),
        (console("echo zonder teken\n"), "without a command"),
        (console("uitvoer\n$ true\n"), "begins with its first command"),
        (console("$ echo '$ dit lijkt een opdracht'\n"), "cannot show this"),
        (console("$ true\n", " file=x"), "marks that mean nothing"),
        ("```yaml weg=x.yaml\na: 1\n```\n", "marks that mean nothing"),
        ("```yaml file=x.yaml\na: 1\n```\n```yaml add=x.yaml\nb: 1\n```\n", "there is no b to add to"),
    ],
)
def test_what_is_wrong_with_a_page(shell: Shell, page: str, complaint: str) -> None:
    with pytest.raises(AssertionError, match=complaint):
        walked(page, shell)


def test_a_page_may_show_a_no(shell: Shell) -> None:
    page = console("$ true\n$ false\n", " exit=1")
    assert walked(page, shell) == page


def test_other_blocks_are_only_shown(shell: Shell) -> None:
    page = "```yaml\na: 1\n```\n\n```sh\nrm -rf alles\n```\n"
    assert walked(page, shell) == page
    assert list(shell.folder.iterdir()) == []


BEFORE = """\
# boven
a: 1 # een
# over b

b:
  # binnen
  c: 2

# over d
d: [3]
"""


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        ("replace=x.yaml\na: 5", BEFORE.replace("a: 1 # een", "a: 5")),
        ("replace=x.yaml\nb: 6\n\nd: 7", BEFORE.replace("b:\n  # binnen\n  c: 2", "b: 6").replace("[3]", "7")),
        ("replace=x.yaml\ne: 8", BEFORE + "\ne: 8\n"),
        ("add=x.yaml\nb:\n  f: 9", BEFORE.replace("c: 2\n", "c: 2\n  f: 9\n")),
        ("add=x.yaml\nd:\n  g: 1", BEFORE + "  g: 1\n"),
    ],
)
def test_what_a_reader_types_in_an_editor(shell: Shell, edit: str, after: str) -> None:
    path = shell.folder / "x.yaml"
    path.write_text(BEFORE, "utf-8")
    walked(f"```yaml {edit}\n```\n", shell)
    assert path.read_text("utf-8") == after


class _Request:
    """A run of pytest as `check_page` knows it."""

    def __init__(self, update: bool) -> None:
        self.config = self
        self.getoption = {"--update-golden": update}.__getitem__


def test_a_page_that_lies_is_found_and_mended(shell: Shell, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(console("$ echo waar\nonwaar\n"), "utf-8")
    with pytest.raises(pytest.fail.Exception, match=r"-onwaar\n\+waar"):
        check_page(_Request(update=False), page, shell)  # type: ignore[arg-type]
    check_page(_Request(update=True), page, shell)  # type: ignore[arg-type]
    assert page.read_text("utf-8") == console("$ echo waar\nwaar\n")
    check_page(_Request(update=False), page, shell)  # type: ignore[arg-type]
