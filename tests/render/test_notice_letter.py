"""The letters whole, as a lawyer reads them in `tests/golden/notice/`, and what may never stand in one."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from document.notices import (
    ASKED,
    BASE,
    BOTH,
    CORRECTED,
    DRAFT,
    LONGER,
    RENDERED,
    SAMPLES,
    announced,
    as_html,
    as_mail,
    as_markdown,
    as_text,
    changed,
    policy_from,
    sample,
    templates,
)
from golden import assert_golden
from markdown_it import MarkdownIt
from pydantic import BaseModel

from policyc.model.shape import options
from policyc.model.text import Text
from policyc.render.notice_page import subject_line

NAMES = (*SAMPLES, "progressx")


@pytest.mark.parametrize(
    ("name", "kind"),
    # The page around a letter is that of every other letter.
    [(name, kind) for name in NAMES for kind in RENDERED if kind != "html" or name in ("advance", "progressx")],
)
def test_the_letter_is_as_it_was_read(request: pytest.FixtureRequest, name: str, kind: str) -> None:
    assert_golden(request, f"notice/{name}.{kind}", RENDERED[kind](sample(name)))


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_sends_people_to_look_for_themselves(name: str) -> None:
    text = as_text(sample(name)).lower()
    for words in ("bijgewerkt", "geüpdatet", "regelmatig", "van tijd tot tijd", "raadpleeg deze pagina", "check "):
        assert words not in text or name == "progressx"  # whose old text said so
    assert "servicebericht en geen" in text


def letter(new: Mapping[str, Any], **given: Any) -> str:
    notice = announced(new, **given)
    assert notice is not None
    return as_markdown(notice)


# --- what each class asks ---------------------------------------------------------------------------------------------


def test_then_and_now_stand_beside_each_other() -> None:
    assert (
        "| Nu | **Hoe lang wij ze bewaren:** 1 jaar, gerekend vanaf de levering. |\n"
        "| Vanaf 1 februari 2027 | **Hoe lang wij ze bewaren:** 2 jaar, gerekend vanaf de levering. |\n"
        "| Waarom | De garantie op onze producten duurt nu 2 jaar. |\n"
    ) in letter(LONGER)


def test_without_a_date_nothing_is_promised_for_a_day() -> None:
    text = letter(changed(("effective", None), base=LONGER))
    assert "| Straks | " in text
    assert "Wijziging: Privacyverklaring" in text
    assert "Vanaf" not in text


def test_consent_is_free_and_silence_is_none() -> None:
    text = letter(ASKED)
    assert "Waarvoor wij uw toestemming vragen, doen wij alleen als u ja zegt." in text
    assert "Zegt u niets, dan geeft u geen toestemming." in text
    assert "U krijgt een vraag zodra u inlogt." in text
    assert (
        "Geeft u toestemming, dan kunt u die altijd weer intrekken.\n"
        "Dat doet u hier: [winkel.example/keuze](https://winkel.example/keuze).\n"
    ) in text
    assert "ook als u niets doet" not in text, "nothing but consent is asked"


def test_a_refusal_of_before_counts() -> None:
    kept = "Hebt u eerder geweigerd of uw toestemming ingetrokken? Dan blijft dat gelden."
    assert kept in letter(ASKED)
    assert kept not in letter(LONGER)


def test_silence_lets_the_rest_begin() -> None:
    assert "Doet u niets, dan gelden de wijzigingen voor u vanaf 1 februari 2027." in letter(LONGER)


def test_who_may_object_reads_so_in_a_block_of_its_own() -> None:
    text = letter(BOTH)
    assert "> **Recht van bezwaar**" in text
    assert "Bij ons gaat het om: “Onze nieuwsbrief sturen”." in text
    assert "Recht van bezwaar" not in letter(LONGER)


def test_a_correction_says_since_when_and_promises_nothing_ahead() -> None:
    text = letter(CORRECTED)
    assert text.startswith("# Rechtzetting: Privacyverklaring\n")
    assert "## Wat verandert er?" not in text
    assert "Onze vorige verklaring was op deze punten niet volledig of niet juist." in text
    assert "| Dit stond er | Dit noemden wij niet. |" in text
    assert "| Sinds wanneer | 1 maart 2025 |" in text
    assert "Vanaf" not in text


def test_since_when_is_a_question_in_a_draft_and_else_unsaid() -> None:
    unknown = copy.deepcopy(CORRECTED)
    del unknown["release"]["changes"][0]["since"]
    assert "Sinds wanneer" not in letter(unknown)
    assert "> **Nog te bevestigen** Sinds wanneer is dit zo?\n>\n> - Wie uw naam krijgt\n" in letter(
        changed(("status", "draft"), base=unknown)
    )


def test_a_draft_shows_what_is_not_known() -> None:
    text = letter(DRAFT)
    assert "> **CONCEPT** Dit is een concept. Verstuur dit bericht nog niet. In het concept van de verklaring " in text
    assert "van de verklaring staat nog 1 vraag open." in text
    for question in ("Wanneer gaat dit in?", "Klopt de reden?", "Wat is de reden?", "Vanaf wanneer geldt"):
        assert f"> **Nog te bevestigen** {question}" in text
    assert "Klopt het adres?" not in text
    assert "Nog te bevestigen" not in letter(changed(("status", "final"), base=DRAFT))


def test_the_reader_finds_both_versions_and_all_differences() -> None:
    text = letter(LONGER)
    assert (
        "- **De nieuwe verklaring** (versie 2.0.0, geldig vanaf 1 februari 2027): "
        "[winkel.example/privacy](https://winkel.example/privacy)\n"
        "- **De vorige verklaring:** [winkel.example/privacy/1.0.0](https://winkel.example/privacy/1.0.0)\n"
        "- **Alle verschillen:** [winkel.example/privacy/verschillen](https://winkel.example/privacy/verschillen)\n"
    ) in text


def test_what_is_not_given_is_not_said() -> None:
    bare = changed(("url", None), ("change_promise.history", []), ("release", None), base=LONGER)
    text = letter(bare)
    for heading in ("## Meer lezen", "## Wat blijft hetzelfde?", "## Rechtzetting", "Waarom", "Wat betekent"):
        assert heading not in text


def test_an_archive_stands_in_for_the_version_before() -> None:
    old = changed(("version", "0.9.0"))
    text = letter(changed(("change_promise.archive", "https://winkel.example/oud"), base=LONGER), old=old)
    assert "- **Eerdere verklaringen:** [winkel.example/oud](https://winkel.example/oud)\n" in text


def test_contact_and_complaint() -> None:
    text = letter(LONGER)
    assert "Met vragen kunt u terecht bij Winkel Korenaar:" in text
    assert "[privacy@winkel.example](mailto:privacy@winkel.example)" in text
    assert "In Nederland heet die Autoriteit Persoonsgegevens (AP)." in text
    assert "autoriteitpersoonsgegevens.nl/een-tip-of-klacht" in text


def test_who_gives_no_address_gets_no_list_of_them() -> None:
    assert "\nMet vragen kunt u terecht bij Korenaar.\n" in letter(
        changed(("controller", {"name": "Korenaar"}), base=LONGER)
    )


def test_asking_consent_is_never_a_mere_correction() -> None:
    entry = {**ASKED["release"]["changes"][0], "nature": "disclosure_correction"}
    text = letter(changed(("release.changes", [entry]), base=ASKED))
    assert "## Rechtzetting" not in text
    assert "doen wij alleen als u ja zegt" in text


def test_a_letter_for_some_says_for_whom_and_no_more_than_concerns_them() -> None:
    text = letter(BOTH, audience="lezers")
    assert "Dit bericht van Winkel Korenaar is voor: Lezers van de nieuwsbrief." in text
    assert "Uw bestelling leveren" not in text
    assert "Uw bestelling leveren" in letter(BOTH)


def test_several_parts_of_one_entry_are_rows_of_one_table() -> None:
    release = {"changes": [{"covers": ["purposes.**"], "subject": "Bewaren", "why": "Daarom."}]}
    new = changed(
        ("version", "2.0.0"), ("effective", "2027-02-01"), ("release", release),
        ("purposes.bestellen.retention.period", "P2Y"), ("purposes.nieuws.retention", {"period": "P3Y"}),
    )  # fmt: skip
    text = letter(new)
    assert "| Onderdeel | Nu | Vanaf 1 februari 2027 |\n| --- | --- | --- |\n| Uw bestelling leveren | " in text
    assert "\n**Waarom:** Daarom.\n" in text


def test_the_words_of_the_author_stand_for_the_whole_group() -> None:
    entry = {"covers": ["purposes.**"], "before": "Eerst 1 jaar.\n\n- of korter", "after": "Nu 2 jaar | altijd."}
    text = letter(changed(("release.changes", [entry]), base=LONGER))
    assert "| Nu | Eerst 1 jaar. of korter. |\n| Vanaf 1 februari 2027 | Nu 2 jaar \\| altijd. |\n" in text


# --- hostile texts ----------------------------------------------------------------------------------------------------

HOSTILE_TEXT = "**x** _y_ <script>alert(1)</script> [a](javascript:alert(1)) | `c` &copy; # ~~z~~ <!-- \u2028 $m$"
HOSTILE_PROSE = (
    "Eén | *x* en **y**\\\ntwee & 3 \\# \\| $m$ ~~z~~\n\n1. "
    + "w" * 400
    + "\n2. [z](https://z.example/a_b(c))\n\n- \\*q"
)


def hostile() -> dict[str, Any]:
    entry = {
        "covers": ["purposes.**"], "subject": HOSTILE_TEXT, "before": HOSTILE_PROSE, "after": HOSTILE_PROSE,
        "why": HOSTILE_PROSE, "means": HOSTILE_PROSE, "options": HOSTILE_PROSE, "compatibility": HOSTILE_PROSE,
        "nature": "processing_change",
    }  # fmt: skip
    return changed(
        ("title", HOSTILE_TEXT), ("controller.name", HOSTILE_TEXT), ("audiences.klanten.name", HOSTILE_TEXT),
        ("release", {
            "summary": HOSTILE_PROSE, "stays": HOSTILE_PROSE, "consent_refresh": {"plan": HOSTILE_PROSE},
            "changes": [entry],
        }),
        base=ASKED,
    )  # fmt: skip


def test_every_text_of_a_release_is_tried() -> None:
    release = policy_from(hostile()).release
    assert release is not None
    assert release.consent_refresh is not None
    part: BaseModel
    for part in (release, release.consent_refresh, release.changes[0]):
        texts = [name for name, field in type(part).model_fields.items() if Text in options_of(field.annotation)]
        assert texts
        assert [name for name in texts if getattr(part, name) is None] == []


def options_of(annotation: Any) -> set[type]:
    return {Text for option in options(annotation) if isinstance(option, type) and issubclass(option, Text)}


def tags(text: str) -> Iterator[str]:
    return (found.lower() for found in re.findall(r"<(/?[a-zA-Z!][a-zA-Z0-9]*)", text))


def test_a_table_without_names_of_columns_has_no_heads() -> None:
    """An empty row of heads would be a line above the table, and a riddle for a screen reader."""
    page = as_html(sample("advance"))
    assert "<thead>" not in page
    assert '<tr><th scope="row">Nu</th><td>' in page


def test_hostile_words_are_only_words_on_the_page_and_in_the_mail() -> None:
    notice, calm = announced(hostile()), announced(ASKED)
    assert notice is not None
    assert calm is not None
    page = as_html(notice)
    assert set(tags(page)) <= set(tags(as_html(calm))) | {
        "ol", "/ol", "li", "/li", "em", "/em", "code", "/code", "ul", "/ul", "strong", "/strong", "br",
    }  # fmt: skip
    assert "javascript:alert" not in re.findall(r'href="([^"]*)"', page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_cell_holds_whatever_was_written_in_it() -> None:
    notice = announced(hostile())
    assert notice is not None
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(as_markdown(notice))
    rows = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type in ("td_open", "th_open")]
    assert rows.count("Waarom") == 1
    assert rows[rows.index("Waarom") - 4] == "Nu"
    assert sum("w" * 400 in one for one in rows) == 3


def test_the_subject_line_is_bare_words_on_one_line() -> None:
    notice = announced(hostile())
    assert notice is not None
    line = subject_line(notice, templates())
    assert "\n" not in line
    assert line.startswith(
        "Wijziging per 1 februari 2027: **x** _y_ <script>alert(1)</script> [a](javascript:alert(1))"
    )


# --- the same every time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["advance", "progressx"])
def test_the_same_versions_give_the_same_bytes(name: str) -> None:
    assert as_mail(sample(name)) == as_mail(sample(name))
    assert as_markdown(sample(name)) == as_markdown(sample(name))


def test_there_is_nothing_to_announce_where_nothing_matters() -> None:
    assert announced(changed(("version", "1.0.1"))) is None
    assert announced(BASE) is None
