"""Wrong use of the command line: one sentence in the language of the user, nothing on stdout, exit code 2."""

from __future__ import annotations

import pytest

from cli.run import process

CASES = {
    "validate --foo": "De optie --foo bestaat niet. Hoe het wel kan, ziet u met policyc validate --help.",
    "build --finl": (
        "De optie --finl bestaat niet. Bedoelt u --final? Hoe het wel kan, ziet u met policyc build --help."
    ),
    "buld": "De opdracht buld bestaat niet. Bedoelt u build? Hoe het wel kan, ziet u met policyc --help.",
    "publish": "De opdracht publish bestaat niet. Hoe het wel kan, ziet u met policyc --help.",
    "build --to": "Na --to ontbreekt een waarde. Hoe het wel kan, ziet u met policyc build --help.",
    "build --final=x": "--final neemt geen waarde. Hoe het wel kan, ziet u met policyc build --help.",
    "ci -f": "Na -f ontbreekt een waarde. Hoe het wel kan, ziet u met policyc ci --help.",
    "ci --strict=1": "--strict neemt geen waarde. Hoe het wel kan, ziet u met policyc ci --help.",
    "weg ci": "De opdracht weg bestaat niet. Hoe het wel kan, ziet u met policyc --help.",
    "build --port abc": (
        "Bij --port hoort een getal; abc is dat niet. Hoe het wel kan, ziet u met policyc build --help."
    ),
    "build --port it's": (
        "Bij --port hoort een getal; it's is dat niet. Hoe het wel kan, ziet u met policyc build --help."
    ),
    "validate --color=blauw": (
        "Bij --color hoort één van deze woorden: auto, always, never. "
        "Hoe het wel kan, ziet u met policyc validate --help."
    ),
    # There --lang is the language of the statement.
    "build --lang en --as-of": "Na --as-of ontbreekt een waarde. Hoe het wel kan, ziet u met policyc build --help.",
    "build --message-lang en --as-of": (
        "A value is missing after --as-of. See policyc build --help for what is possible."
    ),
    "schema --message-lang=en --foo": (
        "The option --foo does not exist. See policyc schema --help for what is possible."
    ),
    "validate --lang=en --foo": "The option --foo does not exist. See policyc validate --help for what is possible.",
    "validate --\x1b[31m": "De optie --\\x1b[31m bestaat niet. Hoe het wel kan, ziet u met policyc validate --help.",
}


@pytest.mark.parametrize("line", CASES)
def test_wrong_use_is_one_sentence(line: str) -> None:
    run = process(*line.split(" "))
    said = run.stderr.replace("python -m policyc", "policyc")
    assert (run.code, run.stdout, said) == (2, "", CASES[line] + "\n")


@pytest.mark.parametrize("command", ["validate", "build"])
def test_a_variable_with_a_wrong_word_is_named(command: str) -> None:
    run = process(command, POLICYC_LANG="fr")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith("In de omgevingsvariabele POLICYC_LANG hoort één van deze woorden: nl, en. Hoe het")


def test_without_arguments_the_help_is_the_answer() -> None:
    run = process()
    assert run.code == 2
    assert "validate" in run.stderr
    assert "geen juridisch advies" in run.stderr


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (["build", "x.yaml", "-o", ""], "--output is leeg."),
        (["build", "x.yaml", "--templates", ""], "--templates is leeg."),
        (["build", "x.yaml", "--to", " "], "--to is leeg."),
        (["validate", ""], "PAD is leeg."),
        (["ci", ""], "PAD is leeg."),
    ],
)
def test_an_option_given_nothing_is_refused(line: list[str], sentence: str) -> None:
    """As by a variable of a pipeline that is not set: `-o "$OUT"`."""
    run = process(*line)
    assert (run.code, run.stdout, run.stderr) == (2, "", sentence + "\n")
