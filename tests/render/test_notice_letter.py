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
    NEXT,
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
        "| Vanaf 1\u00a0februari\u00a02027 | **Hoe lang wij ze bewaren:** 2 jaar, gerekend vanaf de levering. |\n"
        "| Waarom | De garantie op onze producten duurt nu 2 jaar. |\n"
    ) in letter(LONGER)


def test_without_a_date_nothing_is_promised_for_a_day() -> None:
    text = letter(changed(("effective", None), base=LONGER))
    assert "| Straks | " in text
    assert text.startswith("# Winkel Korenaar: wijziging van onze privacyverklaring\n")
    assert "Vanaf" not in text


def test_consent_is_free_and_silence_is_none() -> None:
    text = letter(ASKED)
    assert "Wij doen dit alleen als u ja zegt." in text
    assert "Zegt u niets, dan geeft u geen toestemming en doen wij het niet." in text
    assert "De vraag krijgt u uiterlijk op 1 februari 2027." in text
    assert "U krijgt een vraag zodra u inlogt." in text
    assert (
        "Geeft u toestemming, dan kunt u die altijd weer intrekken. Dat doet u via de instellingen van uw account, en "
        "ook hier: [winkel.example/keuze](https://winkel.example/keuze).\n"
    ) in text
    assert "ook als u niets doet" not in text, "nothing but consent is asked"


def test_a_refusal_of_before_counts() -> None:
    kept = "Hebt u dit eerder geweigerd of uw toestemming ingetrokken? Dan blijft dat gelden."
    assert kept in letter(ASKED)
    assert kept not in letter(LONGER)


def test_silence_lets_the_rest_begin() -> None:
    assert "Doet u niets, dan geldt deze wijziging voor u vanaf 1 februari 2027." in letter(LONGER)


def test_who_may_object_reads_so_in_a_block_of_its_own() -> None:
    text = letter(BOTH)
    assert "> **Recht van bezwaar**" in text
    assert "Bij deze wijziging gaat het om: “Onze nieuwsbrief sturen”." in text
    assert "Recht van bezwaar" not in letter(LONGER)


def test_a_correction_says_since_when_and_promises_nothing_ahead() -> None:
    text = letter(CORRECTED)
    assert text.startswith("# Winkel Korenaar: rechtzetting van onze privacyverklaring\n")
    assert "## Wat verandert er?" not in text
    assert text.count("Onze vorige verklaring was") == 1
    assert "| Vorige verklaring | Dit stond er niet in. |" in text
    assert text.index("## Rechtzetting") < text.index("## Uw keuze en uw rechten")
    assert "| Sinds wanneer | 1 maart 2025 |" in text
    assert "Vanaf" not in text


def test_since_when_is_a_question_in_a_draft_and_else_unsaid() -> None:
    unknown = copy.deepcopy(CORRECTED)
    del unknown["release"]["changes"][0]["since"]
    assert "Sinds wanneer" not in letter(unknown)
    assert "> **Nog te bevestigen:** Sinds wanneer is dit zo?\n>\n> - Wie uw naam krijgt\n" in letter(
        changed(("status", "draft"), base=unknown)
    )


def test_nobody_knows_since_when_is_an_answer() -> None:
    entry = {**CORRECTED["release"]["changes"][0], "since": None, "since_unknown": True}
    text = letter(changed(("status", "draft"), ("release.changes", [entry]), base=CORRECTED))
    assert "| Sinds wanneer | Wij weten niet sinds wanneer dit zo is. |" in text
    assert "Sinds wanneer is dit zo?" not in text


def test_a_draft_shows_what_is_not_known() -> None:
    text = letter(DRAFT)
    assert (
        "> **CONCEPT:** Verstuur dit bericht nog niet. In het concept van de verklaring staat nog 1 vraag open." in text
    )
    for question in (
        "Wanneer gaat dit in?", "Klopt de reden?", "Wat is de reden?", "Vanaf wanneer geldt",
        "Op welke dag verstuurt u", "Wat doet iemand die dit niet wil",
    ):  # fmt: skip
        assert f"> - {question}" in text
    assert "Klopt het adres?" not in text
    assert "Nog te bevestigen" not in letter(changed(("status", "final"), base=DRAFT))


def test_a_draft_asks_for_the_addresses_of_both_versions_and_for_the_sender() -> None:
    bare = changed(("url", None), ("change_promise.history", []), ("controller", {"email": "a@a.example"}), base=DRAFT)
    text = letter(bare)
    assert "> - Op welk webadres staan de nieuwe en de vorige verklaring?\n" in text
    assert "> - Welke organisatie verstuurt dit bericht?\n" in text
    assert "> - Op welk webadres staat de vorige verklaring?\n" in letter(
        changed(("change_promise.history", []), base=DRAFT)
    )
    assert "> - Op welk webadres staat de nieuwe verklaring?\n" in letter(changed(("url", None), base=DRAFT))


def test_what_does_not_carry_its_duties_is_not_to_be_sent() -> None:
    warning = (
        "> **CONCEPT:** Verstuur dit bericht nog niet. De nieuwe versie voldoet nog niet aan alles wat haar "
        "wijzigingen vragen.\n"
    )
    assert warning not in letter(LONGER)
    assert warning in letter(BOTH)
    assert "CONCEPT" in as_html(sample("everyone"))
    assert "CONCEPT" not in as_html(sample("advance"))


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
    for heading in (
        "## Meer lezen",
        "## Wat blijft hetzelfde?",
        "## Rechtzetting",
        "Waarom",
        "Wat betekent",
        "Hoe dat werkt",
    ):
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


def test_consent_that_should_have_been_asked_is_a_correction_and_is_asked() -> None:
    entry = {**ASKED["release"]["changes"][0], "nature": "disclosure_correction", "since": "2025-01-01"}
    text = letter(changed(("release.changes", [entry]), base=ASKED))
    assert "## Rechtzetting" in text
    assert "| Sinds wanneer | 1 januari 2025 |" in text
    assert "Hiervoor is uw toestemming nodig. Die vragen wij u alsnog." in text
    assert "Zegt u niets, dan geeft u geen toestemming en doen wij het niet." in text


def test_a_letter_for_some_says_for_whom_and_no_more_than_concerns_them() -> None:
    text = letter(BOTH, audience="lezers")
    assert "U krijgt dit bericht van Winkel Korenaar omdat u bij deze groep hoort: Lezers van de nieuwsbrief.\n" in text
    assert "Uw bestelling leveren" not in text
    assert "Uw bestelling leveren" in letter(BOTH)


def test_a_letter_for_all_says_why_one_gets_it_once() -> None:
    text = letter(BOTH)
    assert "Dit bericht van Winkel Korenaar is voor iedereen van wie wij gegevens gebruiken." not in text
    assert "omdat u bij een van deze groepen hoort:\n\n- Klanten\n- Lezers van de nieuwsbrief\n" in text
    assert "Voor wie dit geldt" not in letter(LONGER)
    assert "U krijgt het ook als u geen reclame van ons wilt." in text
    assert text.endswith("Met vriendelijke groet,\n\nWinkel Korenaar\n")


def test_the_words_of_the_author_on_the_whole_are_for_those_whom_it_concerns() -> None:
    summary = "Wij vragen u iets over uw bestelling."
    new = changed(("release.summary", summary), ("purposes.nieuws.retention", {"period": "P9Y"}), base=ASKED)
    assert summary in letter(new)
    assert summary in letter(new, audience="klanten")
    text = letter(new, audience="lezers")
    assert summary not in text
    assert "- **Onze nieuwsbrief sturen (bewaartermijn)**\n" in text


def test_only_the_author_tells_people_that_they_need_do_nothing() -> None:
    for new in (LONGER, ASKED, CORRECTED, BOTH, DRAFT):
        assert "U hoeft niets te doen." not in letter(new)
        assert "Hieronder leest u wat u kunt doen." in letter(new)


def test_without_a_summary_the_head_says_what_it_is_about() -> None:
    means = LONGER["release"]["changes"][0]["means"]
    text = letter(changed(("release.summary", None), base=LONGER))
    assert f"Het gaat om:\n\n- **Hoe lang wij bestellingen bewaren:** {means}\n" in text
    many = {f"p{n}": {**BASE["purposes"]["bestellen"], "name": f"Doel {n}"} for n in range(7)}
    text = letter(changed(("release", None), ("purposes", {**BASE["purposes"], **many}), base=LONGER))
    assert "- **Doel 6**" not in text
    assert "- en nog 2\n" in text


def test_several_parts_of_one_entry_are_rows_of_one_table() -> None:
    release = {"changes": [{"covers": ["purposes.**"], "subject": "Bewaren", "why": "Daarom."}]}
    new = changed(
        ("version", "2.0.0"), ("effective", "2027-02-01"), ("release", release),
        ("purposes.bestellen.retention.period", "P2Y"), ("purposes.nieuws.retention", {"period": "P3Y"}),
    )  # fmt: skip
    text = letter(new)
    assert (
        "| Onderdeel | Nu | Vanaf 1\u00a0februari\u00a02027 |\n| --- | --- | --- |\n| Uw bestelling leveren | " in text
    )
    assert "\n**Waarom:** Daarom.\n" in text


def test_the_words_of_the_author_stand_for_the_whole_group() -> None:
    entry = {"covers": ["purposes.**"], "before": "Eerst 1 jaar.\n\n- of korter", "after": "Nu 2 jaar | altijd."}
    text = letter(changed(("release.changes", [entry]), base=LONGER))
    assert "| Nu | Eerst 1 jaar. of korter. |\n| Vanaf 1\u00a0februari\u00a02027 | Nu 2 jaar \\| altijd. |\n" in text


# --- new and gone -----------------------------------------------------------------------------------------------------

CHAT = {"name": "Chat B.V.", "role": "processor", "task": "bewaart de chat", "country": "US"}
ADDED = changed(
    *NEXT.items(),
    ("recipients.chat", CHAT),
    ("purposes.bestellen.recipients", ["chat"]),
    ("release", {"changes": [{"covers": ["**"], "nature": "processing_change", "why": "Daarom."}]}),
)


def test_a_new_recipient_is_a_list_and_no_cell() -> None:
    text = letter(ADDED)
    assert "### Chat B.V. krijgt gegevens\n" in text
    assert (
        "Vanaf 1 februari 2027 krijgt **Chat B.V.** ook gegevens.\n\n"
        "- **Wat deze partij doet:** Bewaart de chat.\n"
        "- **Waarvoor:** Uw bestelling leveren\n"
        "- **Rol:** Verwerker. Deze partij gebruikt de gegevens alleen in onze opdracht.\n"
        "- **Land:** Verenigde Staten\n"
    ) in text
    assert "Wie de gegevens krijgt:" not in text, "that is the same news"
    assert text.count("**Land:**") == 1


@pytest.mark.parametrize(
    ("nature", "came", "went"),
    [
        (
            "processing_change",
            "Vanaf 1 februari 2027 krijgt **Chat B.V.** ook",
            "**Chat B.V.** krijgt geen gegevens meer.",
        ),
        (
            "disclosure_correction",
            "**Chat B.V.** krijgt ook gegevens. Dat stond niet",
            "**Chat B.V.** krijgt geen gegevens. D",
        ),
        (None, "De verklaring noemt nu ook **Chat B.V.**", "De verklaring noemt **Chat B.V.** niet meer"),
    ],
)
def test_what_is_said_of_what_comes_and_goes_depends_on_what_happened(nature: str | None, came: str, went: str) -> None:
    release = {"changes": [{"covers": ["**"], "nature": nature}]}
    assert came in letter(changed(("release", release), base=ADDED))
    gone = changed(*NEXT.items(), ("release", release), ("purposes.bestellen.retention.period", "P9Y"))
    assert went in letter(gone, old=changed(("recipients.chat", CHAT)))


@pytest.mark.parametrize(
    ("nature", "nothing_before", "nothing_after"),
    [
        ("processing_change", "| Nu | Dit is nieuw. |", "Dit vervalt."),
        ("legal_update", "| Nu | Dit is nieuw. |", "Dit vervalt."),
        ("disclosure_correction", "| Vorige verklaring | Dit stond er niet in. |", "| Dit stond er ten onrechte in. |"),
        (None, "| Nu | Dit staat er nog niet in. |", "| Dit staat er niet meer in. |"),
    ],
)
def test_nothing_before_or_after_is_no_admission(nature: str | None, nothing_before: str, nothing_after: str) -> None:
    release = {"changes": [{"covers": ["**"], "nature": nature, "why": "Daarom."}]}
    promised = changed(*NEXT.items(), ("commitments", {"stil": {"text": "Wij zwijgen."}}), ("release", release))
    stopped = changed(*NEXT.items(), ("release", release))
    assert nothing_after in letter(stopped, old=changed(("commitments", {"stil": {"text": "Wij zwijgen."}})))
    shared = changed(("purposes.bestellen.recipients", ["drukker"]), ("release", release), base=promised)
    text = letter(changed(("commitments", {}), base=shared))
    assert nothing_before in text


def test_a_new_purpose_comes_with_the_rights_that_go_with_it() -> None:
    purpose = {
        "name": "Filmen", "audiences": ["klanten"], "data": ["naam"], "retention": {"period": "P1M"},
        "legal_basis": {"basis": "legitimate_interests", "interest": "rust"},
    }  # fmt: skip
    release = {"changes": [{"covers": ["**"], "nature": "processing_change"}]}
    text = letter(changed(*NEXT.items(), ("purposes.filmen", purpose), ("release", release)))
    assert "### Filmen (nieuw doel)\n" in text
    assert (
        "U kunt altijd vragen om uw gegevens in te zien, te verbeteren, te wissen of tijdelijk niet te gebruiken.\n"
        in text
    )
    assert (
        "Hoe dat werkt, leest u in de verklaring: [winkel.example/privacy](https://winkel.example/privacy).\n" in text
    )
    portable = letter(changed(*NEXT.items(), ("purposes.filmen", {**purpose, "legal_basis": "contract"})))
    assert "tijdelijk niet te gebruiken of mee te nemen naar een ander.\n" in portable


def test_a_right_that_is_lost_is_said_to_be() -> None:
    old = changed(("purposes.bestellen.legal_basis", {"basis": "legitimate_interests", "interest": "verkopen"}))
    assert "U kunt hier geen bezwaar meer tegen maken. Het gaat om: “Uw bestelling leveren”." in letter(
        changed(*NEXT.items()), old=old
    )
    assert "U kunt deze gegevens niet meer meenemen naar een ander. Het gaat om: “Onze nieuwsbrief sturen”." in letter(
        BOTH
    )


def test_who_must_still_agree_to_a_transfer_is_not_said_to_have_agreed() -> None:
    """Art. 49(1)(a): the letter that asks cannot say that the reader consented."""
    transfer = {"country": "US", "mechanism": "derogation", "ground": "49_1_a"}
    entry = {"covers": ["**"], "nature": "processing_change", "risks": "De politie daar leest mee."}
    new = changed(("recipients.chat.transfers", {"us": transfer}), ("release.changes", [entry]), base=ADDED)
    for text in (
        letter(new),
        letter(new, old=changed(("recipients.chat", CHAT), ("purposes.bestellen.recipients", ["chat"]))),
    ):
        assert "U hebt uitdrukkelijk" not in text
        assert "Dit mag alleen als u er uitdrukkelijk mee instemt" in text
        assert "**Welk risico is er?** De politie daar leest mee.\n" in text
    assert "> - Welk risico lopen mensen" in letter(
        changed(("status", "draft"), ("release.changes", [{**entry, "risks": None}]), base=new)
    )


def test_the_law_behind_a_change_stands_after_the_reason() -> None:
    entry = {**LONGER["release"]["changes"][0], "nature": "legal_update", "law": "Wet X", "since": "2026-01-01"}
    assert (
        "| Waarom | De garantie op onze producten duurt nu 2 jaar. |\n| Het gaat om | Wet X. |\n"
        "| Sinds wanneer de regels anders zijn | 1 januari 2026 |\n"
    ) in letter(changed(("release.changes", [entry]), base=LONGER))


def test_a_lesser_change_says_what_was_what_is_and_what_to_do() -> None:
    entry = {
        "covers": ["purposes.nieuws"],
        "nature": "processing_change",
        "means": "Eerder weg.",
        "options": "Bel ons.",
    }
    old = changed(("purposes.nieuws.retention", {"period": "P9M"}))
    new = changed(
        ("purposes.nieuws.retention", {"period": "P1M"}),
        ("release.changes", [*LONGER["release"]["changes"], entry]),
        base=LONGER,
    )
    assert (
        "## Wat ook verandert\n\n"
        "- **Onze nieuwsbrief sturen (bewaartermijn):** Eerder weg.\n\n"
        "  Nu: **Hoe lang wij ze bewaren:** 9 maanden.\n\n"
        "  Vanaf 1 februari 2027: **Hoe lang wij ze bewaren:** 1 maand.\n\n"
        "  Bel ons.\n"
    ) in letter(new, old=old)


def test_only_what_is_different_is_said_of_a_part() -> None:
    """An officer who gets another mailbox is still an officer."""
    old = changed(("dpo", {"designated": True, "email": "a@winkel.example"}))
    new = changed(("dpo", {"designated": True, "email": "b@winkel.example"}), base=LONGER)
    text = letter(new, old=old)
    assert "Wij hebben een functionaris voor gegevensbescherming. " not in text
    assert "[b@winkel.example](mailto:b@winkel.example)" in text


def test_a_part_does_not_repeat_its_name() -> None:
    release = {"changes": [{"covers": ["data_categories.**"], "nature": "processing_change", "why": "Daarom."}]}
    new = changed(("data_categories.naam.items", ["voornaam"]), ("release", release), base=LONGER)
    text = letter(new, old=changed(("data_categories.naam.items", ["voornaam", "titel"])))
    assert "Naam:** Naam" not in text
    assert "**Naam:** **Naam" not in text


def test_a_title_of_the_author_is_quoted_and_one_of_ours_is_not() -> None:
    text = letter(changed(("title", "Privacyreglement Korenaar"), base=LONGER))
    assert text.startswith(
        "# Winkel Korenaar: wijziging per 1\u00a0februari\u00a02027 van “Privacyreglement Korenaar”\n"
    )


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
        "risks": HOSTILE_PROSE, "law": HOSTILE_TEXT,
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
    assert line.startswith("**x** _y_ <script>alert(1)</script> [a](javascript:alert(1))")
    assert "wijziging per 1 februari 2027 van “**x** _y_ <script>" in line


# --- the same every time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["advance", "progressx"])
def test_the_same_versions_give_the_same_bytes(name: str) -> None:
    assert as_mail(sample(name)) == as_mail(sample(name))
    assert as_markdown(sample(name)) == as_markdown(sample(name))


def test_there_is_nothing_to_announce_where_nothing_matters() -> None:
    assert announced(changed(("version", "1.0.1"))) is None
    assert announced(BASE) is None
