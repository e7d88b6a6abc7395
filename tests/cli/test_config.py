"""The settings of a project: where they are found, what they may hold, and what goes before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyc.cli.config import Config, config_for
from policyc.errors import PolicycError


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(file: str | None = None) -> str:
    with pytest.raises(PolicycError) as error:
        config_for(file, isolated=False)
    assert error.value.wording.en
    return error.value.wording.nl


def test_no_settings_at_all(project: Path) -> None:
    assert config_for(None, isolated=False) == Config()


def test_policyc_toml(project: Path) -> None:
    (project / "policyc.toml").write_text(
        'policies = ["beleid"]\nselect = ["TR"]\nignore = ["LA002", "ID"]\nfail-on = "warning"\nstrict = true\n'
    )
    assert config_for(None, isolated=False) == Config(
        Path(), "policyc.toml", ("beleid",), ("TR",), ("LA002", "ID"), "warning", True
    )


def test_pyproject_toml(project: Path) -> None:
    (project / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.policyc]\nignore = ["LA"]\n')
    assert config_for(None, isolated=False).ignore == ("LA",)


def test_a_pyproject_that_does_not_speak_of_policyc_is_not_even_read(project: Path) -> None:
    (project / "pyproject.toml").write_text("this is [not toml")
    assert config_for(None, isolated=False) == Config()


def test_policyc_toml_goes_before_pyproject_toml(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.policyc]\nignore = ["LA"]\n')
    (project / "policyc.toml").write_text('ignore = ["ID"]\n')
    assert config_for(None, isolated=False).ignore == ("ID",)


def test_settings_are_looked_for_upwards_and_paths_are_relative_to_them(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "policyc.toml").write_text('policies = ["beleid/site.yaml"]\n')
    monkeypatch.chdir(project / "deep" / "er")
    settings = config_for(None, isolated=False)
    assert settings.paths(()) == ("../../beleid/site.yaml",)
    assert settings.paths(("x.yaml",)) == ("x.yaml",)


def test_what_lies_above_the_repository_does_not_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = project / "deep"
    (inner / ".git").mkdir()
    (project / "policyc.toml").write_text('ignore = ["LA"]\n')
    monkeypatch.chdir(inner / "er")
    assert config_for(None, isolated=False) == Config()


def test_isolated_and_a_file_by_name(project: Path) -> None:
    (project / "policyc.toml").write_text('ignore = ["LA"]\n')
    (project / "deep" / "ander.toml").write_text('ignore = ["ID"]\n')
    assert config_for(None, isolated=True) == Config()
    assert config_for("deep/ander.toml", isolated=False) == Config(Path("deep"), "deep/ander.toml", ignore=("ID",))


WRONG = {
    'ignroe = ["LA"]': "policyc.toml:1:1: de instelling ignroe bestaat niet. Bedoelt u ignore?",
    "x = 1": (
        "policyc.toml:1:1: de instelling x bestaat niet. "
        "Dit zijn ze: policies, select, ignore, fail-on, strict, design."
    ),
    'ignore = "LA"': 'policyc.toml:1:1: bij ignore hoort een lijst met teksten, zoals ["LA002"].',
    "ignore = [1]": 'policyc.toml:1:1: bij ignore hoort een lijst met teksten, zoals ["LA002"].',
    'policies = [" "]': 'policyc.toml:1:1: bij policies hoort een lijst met teksten, zoals ["LA002"].',
    'fail-on = "fout"': "policyc.toml:1:1: bij fail-on hoort één van deze woorden: error, warning, info, never.",
    'strict = "ja"': "policyc.toml:1:1: bij strict hoort true of false.",
}


@pytest.mark.parametrize("content", WRONG)
def test_a_wrong_setting_is_refused(project: Path, content: str) -> None:
    (project / "policyc.toml").write_text(content + "\n")
    assert refused() == WRONG[content]


def test_what_is_no_toml_is_refused_with_its_place(project: Path) -> None:
    (project / "policyc.toml").write_text("ignore = [\n")
    assert refused().startswith("policyc.toml is geen geldige TOML: ")
    assert "line 1" in refused() or "line 2" in refused() or "end of document" in refused()


def test_a_table_that_is_none(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool]\npolicyc = "ja" # tool.policyc\n')
    assert refused() == "pyproject.toml:2:1: bij tool.policyc hoort een tabel."


def test_bytes_that_are_no_text(project: Path) -> None:
    (project / "policyc.toml").write_bytes(b"\xff")
    assert refused().startswith("policyc.toml is geen geldige TOML")


def test_a_file_that_is_not_there(project: Path) -> None:
    assert refused("weg.toml") == "weg.toml is niet te lezen: het pad bestaat niet."
