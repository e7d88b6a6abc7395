"""Where a setting stands in a TOML file, for the messages about it."""

from __future__ import annotations

import pytest

from policyc.cli.toml_place import place_of

TEXT = """\
# accent = "in een opmerking"
policies = ["policies"]
"fail-on" = 'error'

  [ design ]  # hoe het eruitziet
accent = "#ffff00"
font = {family = "Lato", bold="vet.ttf"}
logo_alt.nl = "Ons logo"

[tool.policyc.design]
  logo = "x.svg"
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("policies",), (2, 1)),
        (("fail-on",), (3, 1)),
        (("design",), (5, 5)),
        (("design", "accent"), (6, 1)),
        (("design", "font"), (7, 1)),
        (("design", "font", "family"), (7, 9)),
        (("design", "font", "bold"), (7, 26)),
        (("design", "logo_alt", "nl"), (8, 1)),
        (("tool", "policyc", "design", "logo"), (11, 3)),
        # What is missing is looked for where it belongs.
        (("design", "font", "regular"), (7, 1)),
        (("tool", "policyc", "design", "accent"), (10, 2)),
        (("strict",), None),
        ((), None),
    ],
    ids=str,
)
def test_a_setting_has_a_place(path: tuple[str, ...], place: tuple[int, int] | None) -> None:
    assert place_of(TEXT, path) == place


def test_in_a_file_with_texts_over_several_lines_no_place_is_claimed() -> None:
    assert place_of('a = """\nstrict = 1\n"""\nstrict = 2\n', ("strict",)) is None


def test_the_first_of_two_places_counts() -> None:
    assert place_of("strict = 1\nstrict = 2\n", ("strict",)) == (1, 1)
