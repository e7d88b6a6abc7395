"""`--notice-lang`: the letter in one of the languages of the statement, and a sentence for any other language."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.run import policyc

OLD = """\
policyc: 1
id: winkel
title: {nl: Privacyverklaring, en: Privacy statement}
version: 1.0.0
effective: 2026-01-01
status: final
controller: {name: Winkel Korenaar}
data_categories: {naam: {name: {nl: Naam, en: Name}}}
purposes:
  bestellen:
    name: {nl: "{Uw|Je} bestelling leveren", en: Delivering your order}
    data: [naam]
    legal_basis: contract
    retention: {period: P1Y}
"""


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(OLD, "utf-8")
    later = OLD.replace("P1Y", "P2Y").replace("1.0.0", "2.0.0").replace("effective: 2026", "effective: 2027")
    new.write_text(f"{later}address_form: je\ntranslations: [en]\n", "utf-8")
    return old, new


def letters(versions: tuple[Path, Path], *options: str) -> dict[str, str]:
    folder = versions[0].parent / "out"
    run = policyc("diff", *versions, "--as-of", "2026-11-01", "--notice", "--to", "txt,md", "-o", folder, *options)
    assert run.code in (0, 1), run.stderr
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_without_it_the_letter_is_in_the_language_of_the_statement(versions: tuple[Path, Path]) -> None:
    made = letters(versions)
    assert sorted(made) == ["winkel-wijziging-2.0.0.md", "winkel-wijziging-2.0.0.txt"]
    assert "Heb je een vraag of een klacht?" in made["winkel-wijziging-2.0.0.txt"]
    assert letters(versions, "--notice-lang", "nl") == made


def test_a_translation_is_named_after_its_language(versions: tuple[Path, Path]) -> None:
    made = letters(versions, "--notice-lang", "en")
    assert sorted(made) == ["winkel-wijziging-2.0.0.en.md", "winkel-wijziging-2.0.0.en.txt"]
    text = made["winkel-wijziging-2.0.0.en.txt"]
    assert text.startswith("Winkel Korenaar: change to our privacy statement from 1 January 2027\n")
    assert "Delivering your order" in text


@pytest.mark.parametrize(
    ("options", "nl", "en"),
    [
        (
            ["--notice", "--notice-lang", "de"],
            "De verklaring “winkel” is er niet in de taal “de”, alleen in: nl, en. Wilt u die taal erbij, zet haar dan "
            "bij translations.",
            "The statement “winkel” is not published in “de”, only in: nl, en. To add a language, list it under "
            "translations.",
        ),
        (
            ["--redline", "--notice-lang", "en"],
            "--notice-lang hoort bij --notice.",
            "--notice-lang goes with --notice.",
        ),
        (["--notice", "--notice-lang", ""], "--notice-lang is leeg.", "--notice-lang is empty."),
    ],
)
def test_any_other_language_is_refused(versions: tuple[Path, Path], options: list[str], nl: str, en: str) -> None:
    folder = versions[0].parent / "out"
    for lang, sentence in (("nl", nl), ("en", en)):
        run = policyc("diff", *versions, "-o", folder, "--lang", lang, *options)
        assert (run.code, run.stdout, run.stderr.strip()) == (2, "", sentence)
        assert not folder.exists()


def test_a_text_that_changed_in_one_language_is_told_in_that_language_only(tmp_path: Path) -> None:
    """Who reads Dutch would see the same sentence twice."""
    text = OLD.replace("address_form: je\n", "") + "translations: [en]\n"
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(text, "utf-8")
    later = text.replace("en: Delivering your order", "en: Delivering your order and our advertising")
    new.write_text(later.replace("1.0.0", "1.1.0").replace("effective: 2026", "effective: 2027"), "utf-8")
    folder, common = tmp_path / "out", ("--as-of", "2026-11-01", "--notice", "--to", "txt")
    dutch = policyc("diff", old, new, "-o", folder, *common)
    assert f"{new}: geen bericht geschreven, want in deze taal is niets veranderd. Er is wel iets te melden met " in (
        dutch.stderr
    )
    assert "--notice-lang en." in dutch.stderr
    assert not folder.exists()
    # The report has the sentences that differ.
    for line in ("toen       “Delivering your order.”", "nu         “Delivering your order and our advertising.”"):
        assert line in dutch.stdout
    policyc("diff", old, new, "-o", folder, "--notice-lang", "en", *common)
    letter = (folder / "winkel-wijziging-1.1.0.en.txt").read_text("utf-8")
    assert "and our advertising" in letter
