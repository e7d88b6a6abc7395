"""The checkers see what is wrong, or their silence would prove nothing: a page and a PDF with one of each fault."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from .tools import PageFacts, nu_messages, page_facts, pdf_facts, pdf_failures, pdf_info, qpdf_complaint

pytestmark = pytest.mark.conformance

BAD_PAGE = """<!DOCTYPE html>
<html><head><title></title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>.low { color: #999; background: #aaa }
.plain:focus { outline: none } html { scroll-behavior: smooth }
.lid { position: fixed; inset: 0; background: #fff; animation: open 60s } @keyframes open { to { opacity: .9 } }
.cut { overflow: hidden; height: 1.2em; width: 9em; line-height: 1 }</style>
</head><body>
<p class="low" style="margin: 0">Grijs op grijs</p>
<p class="cut">Een regel die net past, zo lang niemand hem wijder zet dan hij hier staat.</p>
<table style="width: 900px"><tr><td>te breed</td></tr></table>
<img src="https://example.invalid/pixel.png">
<a href="javascript:alert(1)" onclick="alert(2)">klik</a>
<nav><a class="plain" href="#weg">weg</a> <a tabindex="2" href="#low">eerst</a></nav>
<div class="lid">deksel</div>
<script>document.title = 'x'</script>
</body></html>
"""


@pytest.fixture(scope="module")
def bad_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bad") / "bad.html"
    path.write_text(BAD_PAGE, "utf-8")
    return path


@pytest.fixture(scope="module")
def bad_facts(bad_page: Path) -> PageFacts:
    return page_facts(bad_page)


def test_nu_html_checker_reports_errors_and_warnings(bad_page: Path) -> None:
    messages = "\n".join(nu_messages(bad_page))
    assert "must have an “alt” attribute" in messages
    assert "Consider adding a “lang” attribute" in messages


def test_axe_reports_violations_in_every_view(bad_facts: PageFacts) -> None:
    for view in bad_facts["views"]:
        rules = {violation.split()[0] for violation in view["violations"]}
        # In forced colours the reader's own colours count, so there is no contrast to find fault with.
        contrast = set() if view["name"] == "forced colours" else {"color-contrast"}
        assert {"html-has-lang", "image-alt"} | contrast <= rules, view["name"]


def test_layout_faults_are_seen(bad_facts: PageFacts) -> None:
    narrow = [view for view in bad_facts["views"] if view["width"] == 320]
    assert all(view["layout"]["page"] > view["layout"]["viewport"] and view["layout"]["tooWide"] for view in narrow)
    assert all(view["clippedWhenSpaced"] for view in bad_facts["views"])
    assert {view["background"] for view in bad_facts["views"]} == {"rgba(0, 0, 0, 0)"}


def test_whatever_acts_or_asks_is_seen(bad_facts: PageFacts) -> None:
    assert bad_facts["requests"] == ["https://example.invalid/pixel.png"]
    assert any("Content Security Policy" in message for message in bad_facts["console"])
    assert len(bad_facts["scripts"]) == len(bad_facts["eventAttributes"]) == len(bad_facts["scriptLinks"]) == 1
    assert len(bad_facts["styleAttributes"]) == 2
    assert not bad_facts["viewportMeta"]
    assert bad_facts["h1"] == 0


def test_faults_of_keyboard_and_motion_are_seen(bad_facts: PageFacts) -> None:
    for keyboard in bad_facts["keyboard"]:
        assert [focus["name"] for focus in keyboard["reached"]] != keyboard["wanted"]
        assert all(focus["covered"] for focus in keyboard["reached"])
        assert not next(focus for focus in keyboard["reached"] if focus["name"] == "a #weg")["outlined"]
        assert [jump["link"] for jump in keyboard["contents"] if jump["target"] is None] == ["#weg", "#low"]
    assert all(view["motion"] == {"animations": 1, "scrolling": "smooth"} for view in bad_facts["views"])


def test_pdf_faults_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(path)
    assert len(pdf_failures(path, "ua1")) > 3
    assert len(pdf_failures(path, "3a")) > 3
    assert pdf_info(path)["Tagged"] == "no"
    assert pdf_facts(path) == ("", "", False, [], False)
    path.write_bytes(path.read_bytes()[:-40])
    assert qpdf_complaint(path) is not None
