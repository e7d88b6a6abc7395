"""Style sheets kept within a fragment: each rule, before and after."""

from __future__ import annotations

import re

import pytest
import tinycss2
from page_sample import PAGE_FOLDER

from policyc.render.html import STYLES
from policyc.render.scoped_css import Scoping, UnfitStyle

P = ".policyc.policyc"
PAGE = f"{P} .policyc-page"
EMPTY = Scoping().text


def scoped(*sheets: str) -> str:
    """What becomes of the sheets, without what stands around every one."""
    scoping = Scoping()
    for sheet in sheets:
        scoping.add(sheet)
    before, _, _ = EMPTY.partition(f"{PAGE} {{ display: flow-root; }}")
    assert scoping.text.startswith(before)
    return scoping.text.removeprefix(before).partition(f"{PAGE} {{ display: flow-root; }}")[0].strip()


RULES = {
    # selectors
    "p{margin:0}": f"{P} p {{ margin: 0; }}",
    "p, ul > li{margin:0}": f"{P} p, {P} ul > li {{ margin: 0; }}",
    "*{margin:0}": f"{P} * {{ margin: 0; }}",
    ".a.b:hover::before{margin:0}": f"{P} .policyc-a.policyc-b:hover::before {{ margin: 0; }}",
    "#a{margin:0}": f"{P} #policyc-a {{ margin: 0; }}",
    ":is(h1, .a):not(.b > p):has(> h3){margin:0}": (
        f"{P} :is(h2, .policyc-a):not(.policyc-b > p):has(> h4) {{ margin: 0; }}"
    ),
    "h1, h5, h6{margin:0}": f'{P} h2, {P} h6, {P} [aria-level="7"] {{ margin: 0; }}',
    "main > .a{margin:0}": f"{P} .policyc-main > .policyc-a {{ margin: 0; }}",
    "html, body{margin:0}": f"{PAGE} {{ margin: 0; }}",
    ":root{margin:0}": f"{PAGE} {{ margin: 0; }}",
    "html > body p{margin:0}": f"{PAGE} p {{ margin: 0; }}",
    '[data-label]::before, [id*="."]{margin:0}': f'{P} [data-label]::before, {P} [id*="."] {{ margin: 0; }}',
    '[id^="a"], [class~=b]{margin:0}': f'{P} [id^="policyc-a"], {P} [class~=policyc-b] {{ margin: 0; }}',
    "li:nth-child(2n + 1 of .a){margin:0}": f"{P} li:nth-child(2n + 1 of .a) {{ margin: 0; }}",
    ":focus-visible{margin:0}": f"{P} :focus-visible {{ margin: 0; }}",
    # values
    "p{margin:1rem -.5rem 2em 3px}": (
        f"{P} p {{ margin: calc(1 * var(--policyc-rem)) calc(-.5 * var(--policyc-rem)) 2em 3px; }}"
    ),
    "p{font-size:clamp(1rem, 1rem + 2vw, 3rem)}": (
        f"{P} p {{ font-size: clamp(calc(1 * var(--policyc-rem)), calc(1 * var(--policyc-rem)) + 2cqi, "
        "calc(3 * var(--policyc-rem))); }"
    ),
    "html{font:1.0625rem/1.6 a}": f"{PAGE} {{ font: 1.0625em/1.6 a; }}",
    ":root{--a:1px}p{margin:var(--a, calc(var(--b)))!important}": (
        f"{PAGE} {{ --policyc-a: 1px; }}\n{P} p {{ margin: var(--policyc-a, calc(var(--policyc-b))) !important; }}"
    ),
    "p::before{content:'rem .a' attr(x)}": f'{P} p::before {{ content: "rem .a" attr(x); }}',
    # the host's own
    ":root{color-scheme:light dark}": "",
    "@page{margin:0}": "",
    # media
    "@media print{p{margin:0}}": f"@media print {{\n{P} p {{ margin: 0; }}\n}}",
    "@media (max-width:40rem){p{margin:0}}": f"@container policyc (max-width:40em) {{\n{P} p {{ margin: 0; }}\n}}",
    "@media screen and (min-width:40rem) and (min-height:30rem){p{margin:0}}": (
        "@media screen and (min-height:30rem) {\n@container policyc (min-width:40em) {\n"
        f"{P} p {{ margin: 0; }}\n}}\n}}"
    ),
    "@media (forced-colors: active){p{margin:0}}": f"@media (forced-colors: active) {{\n{P} p {{ margin: 0; }}\n}}",
    "@supports (a:b){p{margin:0}}": f"@supports (a:b) {{\n{P} p {{ margin: 0; }}\n}}",
    "@media print{}": "",
    # colour schemes
    ":root{--a:#fff}@media (prefers-color-scheme: dark){:root{--a:#000;color-scheme:dark}}": (
        f"{PAGE} {{ --policyc-a: #fff; }}\n@supports (color: light-dark(red, red)) {{\n"
        f"{PAGE} {{ --policyc-a: light-dark(#fff, #000); }}\n}}"
    ),
    "@media screen and (prefers-color-scheme:dark){:root{--a:#000}p{margin:0}}": (
        "@media screen {\n@supports (color: light-dark(red, red)) {\n"
        f"{PAGE} {{ --policyc-a: light-dark(#000, #000); }}\n}}\n"
        f"@media screen and (prefers-color-scheme:dark) {{\n{P} p {{ margin: 0; }}\n}}\n}}"
    ),
    # names that are global anyway, and style nothing
    "@font-face{font-family:a}": "@font-face{font-family:a}",
}


@pytest.mark.parametrize("sheet", RULES)
def test_rule(sheet: str) -> None:
    assert scoped(sheet) == RULES[sheet]


def test_what_paper_says_of_colours_is_not_the_other_side_of_the_dark() -> None:
    sheet = ":root{--a:#fff}@media print{:root{--a:#eee}}@media (prefers-color-scheme:dark){:root{--a:#000}}"
    assert "light-dark(#fff, #000)" in scoped(sheet)


def test_sheets_follow_each_other() -> None:
    assert "light-dark(#111, #222)" in scoped(":root{--a:#111}", "@media (prefers-color-scheme:dark){:root{--a:#222}}")


WRONG = {
    "@import 'a.css';": "@import werkt op de hele pagina",
    "@layer a;": "@layer werkt op de hele pagina",
    "p{margin:0}\n}": "regel 2 is geen geldige CSS",
    "p{margin:0;p{margin:0}}": "regel 1 is geen eigenschap met een waarde",
    "@media print, (width:1px){p{margin:0}}": "“@media print, (width:1px)” is te ingewikkeld om over te zetten",
    "@media not (min-width:1rem){p{margin:0}}": "“@media not (min-width:1rem)” is te ingewikkeld om over te zetten",
}


@pytest.mark.parametrize("sheet", WRONG)
def test_what_cannot_be_kept_within_a_fragment_is_refused(sheet: str) -> None:
    with pytest.raises(UnfitStyle) as error:
        Scoping().add(sheet)
    assert error.value.why.nl == WRONG[sheet]
    assert error.value.why.en != WRONG[sheet]


# --- our own sheets ---


def selectors_of(rules: list[tinycss2.ast.Node]) -> list[str]:
    found: list[str] = []
    for rule in rules:
        if rule.type == "qualified-rule":
            found += [part.strip() for part in tinycss2.serialize(rule.prelude).split(f", {P}")]
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword != "property":
            found += selectors_of(tinycss2.parse_rule_list(rule.content, skip_whitespace=True))
    return found


@pytest.fixture(scope="module")
def ours() -> str:
    scoping = Scoping()
    for name in STYLES:
        scoping.add((PAGE_FOLDER / name).read_text("utf-8"))
    return scoping.text


def test_no_selector_of_ours_matches_outside_the_fragment(ours: str) -> None:
    selectors = selectors_of(tinycss2.parse_stylesheet(ours, skip_whitespace=True))
    assert len(selectors) > 100
    first = {one for one in selectors if not one.startswith(P)}
    # What follows a comma has lost its scope in `selectors_of` and nowhere else.
    assert all(f", {P}{' ' * (not one.startswith('.'))}{one}" in ours or f", {P} {one}" in ours for one in first)


def test_every_name_of_ours_has_our_prefix(ours: str) -> None:
    outside_strings = re.sub(r'"[^"]*"', '""', ours)
    assert set(re.findall(r"\.([a-zA-Z][\w-]*)(?=[^{}]*\{)", outside_strings)) >= {"policyc", "policyc-note"}
    assert not re.findall(r"(?<=[\s,(>+~])\.(?!policyc)[a-zA-Z][\w-]*(?=[^;{}]*\{)", outside_strings)
    assert {name[:10] for name in re.findall(r"--[a-z][\w-]*", outside_strings)} == {"--policyc-"}


def test_nothing_goes_by_the_window_or_the_root_of_the_host(ours: str) -> None:
    assert not re.search(r"\d(?:rem|vw)\b", re.sub(r"@media[^{]*", "", ours))
    assert "prefers-color-scheme" not in ours
    assert "@page" not in ours
    assert not re.search(r"@media[^{]*width", ours)


def test_the_sheet_is_small(ours: str) -> None:
    assert len(ours.encode()) < 40_000
