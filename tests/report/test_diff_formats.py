"""What holds for every report of `policyc diff`, whatever the policies say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import yaml
from comparisons import (
    COMPARISONS,
    CONSENT,
    CONTACT,
    MACHINE,
    announcing,
    as_text,
    compared,
    small,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from policyc.changes.acceptance import Staleness
from policyc.changes.change import Action
from policyc.changes.circumstances import Circumstance
from policyc.changes.duties import Step, Verdict
from policyc.changes.events import events_of
from policyc.changes.kind import Direction, Materiality
from policyc.changes.said import Said
from policyc.changes.steps import Key
from policyc.diagnostics import Language, Wording
from policyc.model.policy import Nature, ReleaseChange
from policyc.report import diff_github, diff_gitlab, diff_json, diff_markdown, diff_sentences, diff_words
from policyc.report.citation import citation
from policyc.report.compared import Baseline, Compared, Origin, View
from policyc.report.diff_entries import excerpts
from policyc.report.glyphs import visible, width_of

SCHEMA = diff_json.schema()
GITLAB = json.loads((Path(__file__).parent / "schemas" / "gitlab-code-quality.schema.json").read_text("utf-8"))
TEXT = st.text(
    alphabet="ab %:,;=[](){}<>&\"'|\\#@!$~_*`/-\t\n\r\x00\x1b\x85\u2028\u202e\ufffe\udc80é😀日", min_size=1, max_size=30
)
# Line breaks for the runners of GitHub and for anything else that reads a log, and what changes the reading order.
_DANGEROUS = set("\x00\x1b\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\u202e\u2066\ufffe\udc80")


def _changed(view: View, **values: Any) -> View:
    return replace(view, difference=replace(view.difference, **values))


def _hostile(text: str, other: str) -> Compared:
    """The small pair with a text of others wherever there can be one."""
    view = COMPARISONS["small"].views[0]
    wording = Wording(text, other)
    kind = replace(CONSENT, title=wording, asks=wording)
    changes = tuple(
        replace(one, kind=replace(kind, id=one.kind.id, materiality=one.materiality), waived=one.waived and text)
        for one in view.difference.changes
    )
    verdict = view.difference.verdict
    keys = (Key("covers", (text, other)), Key("why", hints=(Wording("waarom", "why"),)))
    steps = tuple(replace(step, wording=wording, keys=keys) for step in verdict.steps)
    accepted = tuple(
        replace(one, entry=one.entry.model_copy(update={"reason": text, "by": other, "at": text}))
        for one in view.difference.accepted
    )
    changed = _changed(
        view,
        changes=changes,
        events=events_of(changes),
        verdict=replace(verdict, steps=steps, advice=steps),
        accepted=accepted,
    )
    return compared(
        replace(
            changed,
            old=replace(view.old, name=f"{text}:{other}", ref=text),
            new=replace(view.new, name=f"x{other}"),
            said=tuple(Said(text, other) for _ in changes),
            technical=(Said(text, other), Said(None, text)),
        )
    )


# --- JSON ------------------------------------------------------------------------------------------------------------


def _checked(one: Compared) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(diff_json.render(one, language="nl"))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(report)
    return report


def test_the_schema_is_one_and_is_closed() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    objects = [one for one in _schemas(SCHEMA) if one.get("type") == "object"]
    assert len(objects) > 10
    for one in objects:
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])


def _schemas(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _schemas(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _schemas(inner)


def test_the_schema_has_the_words_of_the_program() -> None:
    parts = SCHEMA["$defs"]
    change = parts["change"]["properties"]
    assert set(change["action"]["enum"]) == {action.value for action in Action}
    assert set(change["direction"]["enum"]) == {direction.value for direction in Direction}
    assert set(change["nature"]["enum"]) == {*get_args(Nature), None}
    assert set(change["circumstances"]["items"]["enum"]) == {one.value for one in Circumstance}
    assert set(parts["class"]["enum"]) == {materiality.word for materiality in Materiality}
    assert set(parts["side"]["properties"]["source"]["enum"]) == set(get_args(Origin))
    assert set(parts["view"]["properties"]["baseline"]["enum"]) == set(get_args(Baseline))
    assert {one or "" for one in parts["accept_entry"]["properties"]["stale"]["enum"]} == set(get_args(Staleness))


@pytest.mark.parametrize("name", COMPARISONS)
def test_json(name: str) -> None:
    report = _checked(COMPARISONS[name])
    assert (report["verdict"] == "pass") is COMPARISONS[name].passes
    for view in report["views"]:
        told = [index for event in view["events"] for index in event["changes"]]
        assert sorted(told) == list(range(len(view["changes"])))
        counted = sum(
            view["summary"][key] for key in ("consent", "advance", "notify", "publish", "editorial", "waived")
        )
        assert counted == len(view["changes"])


def test_what_the_small_pair_comes_to() -> None:
    report = _checked(COMPARISONS["small"])
    (view,) = report["views"]
    assert report["verdict"] == "fail"
    assert view["summary"] == {
        "consent": 1,
        "advance": 2,
        "notify": 2,
        "publish": 2,
        "editorial": 1,
        "waived": 3,
        "technical": 1,
        "uncovered": 2,
        "accepted": 1,
    }
    (longer,) = (one for one in view["changes"] if one["kind"] == "retention-longer")
    assert longer["old"] == {"value": "P5Y", "position": _position("site.yaml", 21, 25, 28)}
    assert longer["new"] == {"value": "P7Y", "position": _position("site.yaml", 22, 25, 28)}
    assert longer["missing"] == ["effective-date"]
    assert longer["at"] == "purposes.bestellingen.retention.period"


def _position(file: str, line: int, column: int, end: int) -> dict[str, Any]:
    return {"file": file, "line": line, "column": column, "end_line": line, "end_column": end}


@pytest.mark.parametrize(
    ("fail_on", "passes"),
    [(None, True), ("consent", True), ("advance", True), ("notify", False), ("publish", False), ("editorial", False)],
)
def test_a_class_that_a_run_refuses(fail_on: str | None, passes: bool) -> None:
    one = replace(COMPARISONS["carried"], fail_on=fail_on)
    assert one.passes is passes
    assert ("oordeel: JA." in as_text(one)) is passes
    assert bool(re.search("^::error", diff_github.render(one, language="nl"), re.MULTILINE)) is not passes


def test_a_comparison_that_does_not_decide() -> None:
    one = compared(COMPARISONS["carried"].views[0], small(decides=False))
    assert one.passes
    assert diff_gitlab.render(one, language="nl") == "[]\n"
    assert "::error" not in diff_github.render(one, language="nl")


# --- any text --------------------------------------------------------------------------------------------------------


@given(TEXT, TEXT)
@settings(max_examples=50, deadline=None)
def test_any_text_in_any_format(text: str, other: str) -> None:
    one = _hostile(text, other)
    _checked(one)
    for kind, render in MACHINE.items():
        shown = render(one, language="nl")
        assert shown == render(one, language="nl")
        shown.encode()
        if kind in ("github", "markdown"):
            assert not set(shown) & _DANGEROUS
    jsonschema.Draft202012Validator(GITLAB).validate(json.loads(diff_gitlab.render(one, language="nl")))
    assert 8 <= len(_commands(diff_github.render(one, language="nl"))) <= 9
    for line in (*as_text(one).splitlines(), *as_text(one, all_changes=True).splitlines()):
        assert not set(line) & (_DANGEROUS | {"\t"})
        assert not line.lstrip().startswith("::")
        assert "##[" not in line


def _commands(log: str) -> list[tuple[str, str, str]]:
    """What GitHub's runner makes of a log: level, properties and text of each line, all of which are commands."""
    found = []
    for line in log.split("\n")[:-1]:
        match = re.fullmatch(r"::(error|warning|notice) ((?:[^:,\n]*=[^:,\n]*,?)+)::(.*)", line)
        assert match is not None, line
        found.append((match[1], match[2], match[3]))
    return found


def test_a_log_gets_no_command_from_a_policy() -> None:
    shown = as_text(_hostile("::error file=a::b ##[error]c " * 20, "a::b"), width=40)
    assert "##[" not in shown
    assert not re.search(r"^\s*::", shown, re.MULTILINE)


# --- Markdown --------------------------------------------------------------------------------------------------------

_TAGS = {
    "h2", "h3", "h4", "h5", "p", "strong", "em", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote",
    "code", "br",
}  # fmt: skip
_OURS = re.compile(r"(?:<details>\n<summary>[a-z ]+ \(\d+\)</summary>|</details>)\n?")


def _tokens(shown: str) -> list[Token]:
    """The Markdown as GitHub and GitLab take it, HTML allowed; links are judged by the text itself."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").parse(shown)


def _nothing_breaks_out(shown: str) -> None:
    for token in _tokens(shown):
        assert token.type != "html_block" or _OURS.fullmatch(token.content), token.content
        for inner in [token] if token.children is None else token.children:
            assert (
                inner.tag in _TAGS
                or inner.type in ("text", "softbreak", "html_block", "hr")
                or (inner.type == "fence" and inner.info == "yaml")
            ), inner
            assert inner.type not in ("link_open", "image", "html_inline", "s_open")
            if inner.type == "text":
                # No mention, reference, emoji, address or link, and no command of GitLab.
                assert not re.search(r"[@#!~%&$](?=[\w\"])|:(?=\w)|://|www\.|GH-\d", inner.content), inner.content


@pytest.mark.parametrize("name", COMPARISONS)
def test_markdown(name: str) -> None:
    _nothing_breaks_out(diff_markdown.render(COMPARISONS[name], language="nl"))


@given(TEXT, TEXT)
@settings(max_examples=80, deadline=None)
def test_nothing_breaks_out_of_markdown(text: str, other: str) -> None:
    one = _hostile(text, other)
    shown = diff_markdown.render(one, language="nl")
    _nothing_breaks_out(shown)
    plain = diff_markdown.render(COMPARISONS["small"], language="nl")
    assert shown.count("<details>") == shown.count("</details>") == plain.count("<details>")
    (table,) = [token for token in _tokens(shown) if token.type == "tbody_open"]
    assert table.map is not None
    assert table.map[1] - table.map[0] == 7


@pytest.mark.parametrize(
    "text",
    [
        "@iemand en @team/naam",
        "#12, GH-12 en org/repo#12",
        "!12 %34 ~etiket &56 $78",
        ":smile:",
        "https://example.org en www.example.org en a@example.org",
        "/close",
        "1. een",
        "- een",
        "<img src=x onerror=alert(1)>",
        "[a](b) ![c](d)",
        "`code` **vet** _schuin_ ~~weg~~",
        "a | b | c",
        "</details><details>",
        "&lt;b&gt; &#64;iemand",
        "```\nyaml",
        "$$x$$",
        "achter\u202eom",
    ],
)
def test_a_text_is_shown_as_it_is(text: str) -> None:
    """What a reader sees is the text itself, with nothing that can be pressed."""
    written = diff_markdown.prose(text)
    _nothing_breaks_out(written)
    (paragraph,) = (token for token in _tokens(written) if token.type == "inline")
    seen = "".join(token.content for token in paragraph.children or ())
    assert seen.replace("\u200b", "") == visible(" ".join(text.split()), ascii_only=False)


@pytest.mark.parametrize("name", ["a.yaml", "`", "a``b", "`a`", "x` <b> `y", "a|b\n@iemand"])
def test_a_name_as_code(name: str) -> None:
    (paragraph,) = (token for token in _tokens(diff_markdown.code(name)) if token.type == "inline")
    assert [(token.type, token.content) for token in paragraph.children or ()] == [
        ("code_inline", visible(name, ascii_only=False))
    ]


def test_two_comparisons_have_a_part_each() -> None:
    shown = diff_markdown.render(COMPARISONS["two-views"], language="nl")
    headings = re.findall("^### .*", shown, re.MULTILINE)
    assert headings == ["### Sinds de laatste publicatie", "### Deze branch"]
    assert shown.count("Deze vergelijking telt niet mee voor de uitkomst.") == 1
    first, second = (part.split("\n", 1)[1] for part in shown.split("\n### ")[1:])
    assert first.rstrip() == second.replace("Deze vergelijking telt niet mee voor de uitkomst.\n\n", "").rstrip()


@pytest.mark.parametrize(("views", "longest"), [(1, 100), (2, 20_000), (12, 100)])
def test_a_comment_is_no_longer_than_github_takes(views: int, longest: int) -> None:
    view = small()
    change = next(one for one in view.difference.changes if one.kind is CONTACT)
    many = tuple(
        replace(
            change, subject=("sections", f"s{number}"), change=change.change._replace(path=("sections", f"s{number}"))
        )
        for number in range(400)
    )
    steps = tuple(Step(f"step-{n}", Wording("doe " + "x" * longest, ""), ("effective",), (n,)) for n in range(400))
    big = _changed(
        replace(view, said=tuple(Said("a" * longest, "b" * longest) for _ in many)),
        changes=many,
        fingerprints=tuple(f"v1:{number:016x}" for number in range(400)),
        events=events_of(many),
        verdict=Verdict(Materiality.NOTIFY, steps, (), frozenset(range(400))),
        accepted=(),
    )
    shown = diff_markdown.render(compared(*[big] * views), language="nl")
    assert len(shown) <= diff_markdown.MOST_CHARACTERS - 1_000
    assert "Dit verslag is ingekort" in shown
    assert shown.count("<details>") == shown.count("</details>")
    _nothing_breaks_out(shown)


# --- GitHub and GitLab -----------------------------------------------------------------------------------------------


def test_no_more_annotations_than_github_shows() -> None:
    view = small()
    steps = tuple(Step("effective-date", Wording(f"stap {n}", f"step {n}"), ("effective",)) for n in range(11))
    verdict = replace(view.difference.verdict, steps=steps)
    commands = _commands(diff_github.render(compared(_changed(view, verdict=verdict)), language="nl"))
    assert [level for level, _, _ in commands] == ["error"] * 10 + ["warning"] * 2 + ["notice"] * 5
    assert commands[-1][2] == "Nog 1 melding is niet getoond; policyc diff toont ze allemaal."


def test_issues_of_gitlab_are_known_by_what_they_are() -> None:
    """A line that is added above moves every place and no fingerprint; no two issues have the same one."""
    view = small()
    document = view.new.document
    assert document is not None
    issues = json.loads(diff_gitlab.render(compared(view, view), language="nl"))
    marks = [issue["fingerprint"] for issue in issues]
    assert len(set(marks)) == len(marks) == 10
    elsewhere = json.loads(diff_gitlab.render(compared(view), language="en"))
    assert [issue["fingerprint"] for issue in elsewhere] == marks[:5]
    assert [issue["severity"] for issue in elsewhere] == ["major", "major", "critical", "major", "info"]


@pytest.mark.parametrize("technical", [None, ()])
def test_what_was_not_looked_at_is_not_said_to_be_the_same(technical: tuple[Said, ...] | None) -> None:
    """Nothing else differs between the two versions."""
    one = compared(replace(COMPARISONS["same"].views[0], technical=technical))
    shown = {kind: render(one, language="nl") for kind, render in MACHINE.items()}
    shown["text"] = as_text(one)
    checked = technical is not None
    for kind in ("text", "markdown"):
        assert ("geen verschil" in shown[kind]) is checked
        assert ("niet nagegaan" in shown[kind]) is not checked
    for kind in ("github", "gitlab"):
        assert ("niet nagegaan of de tekst verandert" in shown[kind]) is not checked
    (view,) = _checked(one)["views"]
    assert (view["technical"], view["summary"]["technical"]) == (([], 0) if checked else (None, None))


def test_where_there_is_one_statement_nothing_could_be_looked_at() -> None:
    for name in ("new", "withdrawn"):
        one = COMPARISONS[name]
        assert "TECHNISCH              -   niet nagegaan" in as_text(one)
        for kind in ("github", "gitlab"):
            assert "niet nagegaan" not in MACHINE[kind](one, language="nl")


def test_a_comment_on_many_parts_has_a_line_for_each_that_is_carried() -> None:
    """The same parts as on a terminal: what lacks something is told in full."""
    view = small()
    change = next(one for one in view.difference.changes if one.kind is CONTACT)
    many = tuple(
        replace(
            change, subject=("sections", f"s{number}"), change=change.change._replace(path=("sections", f"s{number}"))
        )
        for number in range(diff_sentences.MOST_IN_FULL + 1)
    )

    def shown(count: int, **more: Any) -> str:
        big = _changed(
            replace(view, said=tuple(Said("toen", "nu") for _ in range(count))),
            changes=many[:count],
            fingerprints=tuple(f"v1:{number:016x}" for number in range(count)),
            events=events_of(many[:count]),
            verdict=Verdict(Materiality.NOTIFY, (), (), frozenset({1})),
            accepted=(),
        )
        return diff_markdown.render(compared(big), language="nl", **more)

    brief = shown(len(many))
    assert re.findall(r"^##### .*`sections\.(s\d+)`", brief, re.MULTILINE) == ["s1"]
    assert len(re.findall(r"^- .*sections\.s\d+\): contactadres gewijzigd, `", brief, re.MULTILINE)) == len(many) - 1
    assert diff_markdown.prose(diff_words.IN_BRIEF.nl) in brief
    _nothing_breaks_out(brief)
    for whole in (shown(diff_sentences.MOST_IN_FULL), shown(len(many), all_changes=True)):
        assert "op één regel per onderdeel" not in whole
        assert len(re.findall("^##### ", whole, re.MULTILINE)) >= diff_sentences.MOST_IN_FULL


# --- text ------------------------------------------------------------------------------------------------------------

_SGR = re.compile(r"\x1b\[[0-9;]*m")
# What is to be copied stays on one line: an entry of `release.accept`, a path that an entry covers, a name.
_UNBREAKABLE = re.compile(r" {6}(?:accept:| +(?:- )?\w+: |formerly: | +- )")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("name", COMPARISONS)
def test_no_line_is_wider_than_asked(name: str, width: int, ascii_only: bool) -> None:
    for language in get_args(Language):
        for all_changes in (False, True):
            shown = as_text(COMPARISONS[name], language, width, ascii=ascii_only, all_changes=all_changes)
            too_wide = [line for line in shown.splitlines() if width_of(line) > width]
            assert not [line for line in too_wide if not _UNBREAKABLE.match(line)]
            assert not ascii_only or shown.isascii()


@given(TEXT, TEXT, st.integers(40, 120))
@settings(max_examples=60, deadline=None)
def test_no_line_of_any_text_is_wider_than_asked(text: str, other: str, width: int) -> None:
    for line in as_text(_hostile(text * 4, other * 4), width=width).splitlines():
        assert width_of(line) <= width or _UNBREAKABLE.match(line), line


@pytest.mark.parametrize("name", COMPARISONS)
def test_colour_adds_nothing(name: str) -> None:
    colored = as_text(COMPARISONS[name], color=True, all_changes=True)
    assert _SGR.sub("", colored) == as_text(COMPARISONS[name], all_changes=True)
    assert "\x1b[" in colored or name == "same"


def test_a_long_event_shows_its_heaviest_changes_and_counts_the_rest() -> None:
    view = small()
    change = next(one for one in view.difference.changes if one.kind is CONTACT)
    many = tuple(
        replace(change, change=change.change._replace(path=("controller", f"f{number:02}")), subject=("controller",))
        for number in range(30)
    )
    big = _changed(
        replace(view, said=tuple(Said(f"toen {number}", f"nu {number}") for number in range(30))),
        changes=many,
        fingerprints=tuple(f"v1:{number:016x}" for number in range(30)),
        events=events_of(many),
        verdict=Verdict(Materiality.NOTIFY),
        accepted=(),
    )
    shown = as_text(compared(big))
    assert "  controller: 30 wijzigingen\n" in shown
    assert re.findall(r"controller\.f(\d\d)", shown) == [f"{number:02}" for number in range(8)]
    assert "nog 22 wijzigingen niet getoond; --all toont alles" in shown
    assert len(re.findall(r"controller\.f(\d\d)", as_text(compared(big), all_changes=True))) == 30


# --- the entry to write ----------------------------------------------------------------------------------------------


def _entries(shown: str) -> tuple[dict[str, Any], ...]:
    """What the blocks of YAML in a comment say, one after another under `release`, as YAML has them."""
    blocks = [token.content for token in _tokens(shown) if token.type == "fence" and "covers" in token.content]
    source = "release:\n" + "".join(f"  {line}\n" for block in blocks for line in block.splitlines())
    return tuple(yaml.safe_load(source)["release"]["changes"])


def _as_comment(*paths: str) -> str:
    return diff_markdown.render(compared(announcing(*paths)), language="nl")


def test_the_entries_of_all_steps_are_one_list() -> None:
    """They are put below one another in `release`, and nothing stands in for what a person has to say."""
    rows = [f"purposes.bestellingen.processing.row_{number}.recipients" for number in range(3)]
    assert _entries(_as_comment()) == (
        {"covers": ["purposes.nieuwsbrief"], "nature": None, "why": None},
        {"covers": ["recipients.post", *rows], "nature": None, "why": None},
        {"covers": ["purposes.bestellingen"], "nature": None, "why": None, "options": None},
    )


@given(st.lists(TEXT, min_size=1, max_size=3))
@settings(max_examples=80, deadline=None)
def test_a_path_is_itself_in_the_entry(paths: list[str]) -> None:
    """Whatever it says, it gives no other key and no comment."""
    paths = [path.replace("\udc80", "") for path in paths]
    first, *_ = _entries(_as_comment(*paths))
    assert first == {"covers": paths, "nature": None, "why": None}


def test_what_to_say_stands_once() -> None:
    """With the first entry that asks it; the third asks one thing more."""
    for shown in (as_text(COMPARISONS["announcing"]), _as_comment()):
        assert [shown.count(one) for one in ("# processing_change: ", "# waarom dit verandert", "# wat mensen")] == [
            1,
            1,
            1,
        ]


def test_the_list_begins_once_and_not_where_it_is() -> None:
    """A second `changes` would be an error in the YAML."""
    assert len(re.findall(r"^ +changes:$", as_text(COMPARISONS["announcing"]), re.MULTILINE)) == 1
    view = announcing()
    new = view.difference.new
    assert new is not None
    assert new.release is not None
    told = new.release.model_copy(update={"changes": (ReleaseChange.model_validate({"covers": ["controller"]}),)})
    shown = as_text(compared(_changed(view, new=new.model_copy(update={"release": told}))))
    assert "- covers: [purposes.nieuwsbrief]" in shown
    assert "changes:" not in shown


def test_entries_of_many_steps_are_copied_below_one_another() -> None:
    """The tenth step has a longer number."""
    view = announcing()
    verdict = view.difference.verdict
    many = tuple(replace(step) for _ in range(5) for step in verdict.steps)
    shown = as_text(compared(_changed(view, verdict=replace(verdict, steps=many))))
    assert re.findall(r"^( +)- covers:", shown, re.MULTILINE) == [" " * 11] * 15


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("language", get_args(Language))
def test_a_comment_in_the_yaml_fits(width: int, language: Language) -> None:
    """Behind its key where there is room, and above it where there is none."""
    lines = as_text(COMPARISONS["announcing"], language, width).splitlines()
    assert max(width_of(line) for line in lines if "#" in line) <= width
    assert any(re.fullmatch(r" +options:  # .*", line) for line in lines) is (width == 120)
    assert any(re.fullmatch(r" +options:", line) for line in lines) is (width < 120)


def test_where_there_is_no_room_for_the_entry_its_keys_are_named() -> None:
    one = COMPARISONS["announcing"]
    told = "Vertel over onderdeel 2. Zet erin: covers, nature, why en options."
    assert told in diff_github.render(one, language="nl")
    assert told in [issue["description"].removeprefix("announce: ") for issue in diff_gitlab.issues(one, "nl")]
    step = _checked(one)["views"][0]["verdict"]["steps"][2]
    assert step["text"] == {"nl": told, "en": "Tell of part 2. Put there: covers, nature, why and options."}
    assert [(key["name"], key["paths"], len(key["hints"])) for key in step["keys"]] == [
        ("covers", ["purposes.bestellingen"], 0),
        ("nature", [], 2),
        ("why", [], 1),
        ("options", [], 1),
    ]
    assert "Zet erin" not in as_text(one) + _as_comment()


@pytest.mark.parametrize("language", get_args(Language))
def test_labels_and_what_they_say_stand_below_one_another(language: Language) -> None:
    """Those of one place, such as its fingerprint, and those of all places together, such as the source."""
    labels = sorted((label.in_language(language) for label in diff_words.LABELS), key=len, reverse=True)
    label = re.compile(rf"( {{4,}})((?:{'|'.join(map(re.escape, labels))}) +)\S")
    shown = as_text(COMPARISONS["small"], language).splitlines()
    columns = {(len(found[1]), len(found[1] + found[2])) for found in map(label.match, shown) if found}
    assert len(columns) == 1


def test_a_statement_that_is_gone_has_no_place_for_a_decision() -> None:
    for shown in (as_text(COMPARISONS["withdrawn"]), diff_markdown.render(COMPARISONS["withdrawn"], language="nl")):
        assert "Zet haar terug." in shown
        assert "accept:" not in shown


def test_a_rename_keeps_what_the_part_was_called_earlier() -> None:
    view = small()
    new = view.difference.new
    assert new is not None
    support = new.purposes["support"].model_copy(update={"formerly": ("vragen",)})
    policy = new.model_copy(update={"purposes": {**new.purposes, "support": support}})
    assert "      formerly: [vragen, klantenservice]\n" in as_text(compared(_changed(view, new=policy)))


# --- sentences -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "longest", "expected"),
    [
        ("een twee", "een drie", 40, ("een twee", "een drie")),
        (None, "een\n twee", 40, (None, "een twee")),
        ("a b c d e f g h i OUD k", "a b c d e f g h i NIEUW k", 20, ("… d e f g h i OUD k", "… d e f g h i …")),
        ("a b c d e f g h", "a b c d e f g h i j k", 15, ("… c d e f g h", "… c d e f g …")),
        ("x" * 30, None, 10, ("x" * 8 + " …", None)),
    ],
)
def test_a_long_sentence_is_shown_from_where_it_differs(
    before: str | None, after: str | None, longest: int, expected: tuple[str | None, str | None]
) -> None:
    assert excerpts(Said(before, after), longest) == expected


def test_every_class_direction_nature_and_circumstance_has_words() -> None:
    assert set(diff_words.CLASS) == set(Materiality)
    assert set(diff_words.DIRECTION) == set(Direction)
    assert set(diff_words.NATURE) == {*get_args(Nature), None}
    assert set(diff_words.STALE) == set(get_args(Staleness)) - {""}
    assert set(diff_words.BASELINE) == set(get_args(Baseline))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("C-673/17 (Planet49)", "HvJ EU C-673/17 (Planet49)"),
        ("C-673/17 (Planet49), 75-81", "HvJ EU C-673/17 (Planet49), punten 75–81"),
    ],
)
def test_a_judgment_by_its_name(source: str, said: str) -> None:
    assert citation(source, "nl") == said


@pytest.mark.parametrize("circumstance", Circumstance)
def test_why_a_class_is_another_one(circumstance: Circumstance) -> None:
    change = next(one for one in small().difference.changes if one.kind is CONTACT)
    heavier = circumstance is not Circumstance.ONLY_NEW_DATA
    other = Materiality.ADVANCE if heavier else Materiality.PUBLISH
    moved = diff_words.moved(replace(change, materiality=other, circumstances=(circumstance,)))
    assert moved is not None
    assert moved[0] is (diff_words.HEAVIER if heavier else diff_words.LIGHTER)
    assert len(moved[1]) == 1
    assert diff_words.moved(change) is None
    # Nothing is said to explain what nothing explains.
    assert diff_words.moved(replace(change, materiality=other, circumstances=())) is None
