"""The design of an organisation from the command line: in the policy, in the settings, with good and with bad files."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from brand_samples import LOGO, font, png

from cli.git_repository import ANNOUNCED, KORENAAR, commit_files, git, new_repository
from cli.run import Outcome, policyc

BOLD = "Lato-Bold.ttf"
FACES = "{family: Proef, regular: proef.ttf, bold: vet.ttf}"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with settings, a policy in a folder of its own, and files of a design in both places."""
    (tmp_path / ".git").mkdir()
    for folder in (tmp_path, tmp_path / "policies"):
        folder.mkdir(exist_ok=True)
        (folder / "logo.svg").write_bytes(LOGO)
        (folder / "proef.ttf").write_bytes(font())
        (folder / "vet.ttf").write_bytes(font(BOLD))
    (tmp_path / "logo.png").write_bytes(png())
    (tmp_path / "policyc.toml").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(design: str = "", settings: str = "") -> None:
    Path("policies/korenaar.yaml").write_text(f"{KORENAAR}{f'design: {design}' if design else ''}\n", "utf-8")
    Path("policyc.toml").write_text(f"[design]\n{settings}\n" if settings else "", "utf-8")


def build(*more: object, to: str = "html") -> Outcome:
    return policyc("build", "--to", to, *more)


def page() -> str:
    run = build()
    assert (run.code, run.stderr) == (0, "")
    return Path("build/korenaar.html").read_text("utf-8")


def logo_in(html: str) -> str:
    """The media type and the words of the logo."""
    found = re.search(r'<img class="logo" src="data:([^;]*);base64,[^"]*" alt="([^"]*)"', html)
    return f"{found[1]} {found[2]}" if found else ""


# --- both places ---


def test_a_design_in_the_policy(site: Path) -> None:
    write(f'{{logo: logo.svg, accent: "#9c1a4b", font: {FACES}}}')
    html = page()
    assert logo_in(html) == "image/svg+xml De Korenaar"
    assert ":root { --accent: #9c1a4b;" in html
    assert html.count("@font-face") == 2


def test_a_design_in_the_settings(site: Path) -> None:
    write(settings='logo = "logo.png"\nlogo_alt = "Bakkerij"\naccent = "#9c1a4b"\nfont = "Source Sans 3"')
    html = page()
    assert logo_in(html) == "image/png Bakkerij"
    assert '--font: "Source Sans 3", system-ui, sans-serif' in html


def test_the_policy_goes_before_the_settings_key_by_key(site: Path) -> None:
    write(
        '{logo: logo.svg, accent: "#9c1a4b"}',
        'logo = "logo.png"\nlogo_alt = "Huis"\naccent_dark = "#ffffff"\nfont = "Lato"',
    )
    html = page()
    assert logo_in(html) == "image/svg+xml De Korenaar"  # the words of the house are those of another logo
    assert "--accent: #d59db2" in html  # and so is its colour for the dark
    assert '--font: "Lato"' in html


def test_files_are_relative_to_who_names_them(site: Path) -> None:
    Path("policies/logo.svg").unlink()
    write("{logo: ../logo.svg}", 'logo = "policies/weg.svg"')
    assert build().stderr.startswith("policyc.toml:2:1: design.logo: ")
    write("{logo: ../logo.svg}")
    assert logo_in(page()).startswith("image/svg+xml")


def test_settings_are_found_from_a_folder_below(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(settings='logo = "logo.png"')
    monkeypatch.chdir(site / "policies")
    assert policyc("build", "korenaar.yaml", "--to", "html").code == 0
    assert logo_in(Path("build/korenaar.html").read_text("utf-8")) == "image/png De Korenaar"


def test_isolated_means_without_the_design_of_the_project(site: Path) -> None:
    write(settings='logo = "weg.png"')
    assert policyc("build", "policies/korenaar.yaml", "--to", "html", "--isolated").code == 0
    assert "<img" not in Path("build/korenaar.html").read_text("utf-8")


def test_the_words_of_a_logo_are_in_the_language_of_the_page(site: Path) -> None:
    write("{logo: logo.svg, logo_alt: {nl: Bakkerij, en: Bakery}}\ntranslations: [en]")
    policy = Path("policies/korenaar.yaml")
    policy.write_text(policy.read_text("utf-8").replace("status: final", "status: draft"), "utf-8")
    run = build()
    assert run.code == 0
    for name, words in (("korenaar", "Bakkerij"), ("korenaar.en", "Bakery")):
        assert logo_in(Path(f"build/{name}.html").read_text("utf-8")) == f"image/svg+xml {words}"


def test_a_policy_from_the_standard_input_has_its_files_here(site: Path) -> None:
    text = f"{KORENAAR}design: {{logo: logo.svg}}\n".encode()
    assert policyc("build", "-", "--to", "html", stdin=text).code == 0
    assert logo_in(Path("build/korenaar.html").read_text("utf-8")).startswith("image/svg+xml")


def test_the_pdf_has_the_logo_and_the_font(site: Path, pango: None) -> None:
    write(f'{{logo: logo.svg, accent: "#9c1a4b", font: {FACES}}}')
    assert build(to="pdf").code == 0
    raw = Path("build/korenaar.pdf").read_bytes()
    fonts = subprocess.run(["pdffonts", "build/korenaar.pdf"], capture_output=True, text=True, check=True).stdout
    assert {"Proef", "Proef-Bold"} <= set(re.findall(r"^[A-Z]{6}\+(\S+)", fonts, re.MULTILINE))
    assert build("-o", "nog", to="pdf").code == 0
    assert raw == Path("nog/korenaar.pdf").read_bytes()


# --- files that cannot be used ---

LARGE = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 1'>" + b" " * 100_000 + b"</svg>"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (None, "dat bestand bestaat niet"),
        (lambda path: path.mkdir(), "dat is een map"),
        (lambda path: os.mkfifo(path), "dat is geen gewoon bestand"),
        (lambda path: path.symlink_to("/dev/zero"), "dat is geen gewoon bestand"),
        (lambda path: path.symlink_to("nergens"), "dat bestand bestaat niet"),
        (lambda path: path.symlink_to(path.name), "de koppelingen wijzen in een kring"),
        (lambda path: path.write_bytes(b""), "het bestand is leeg"),
        (lambda path: path.write_bytes(LARGE), "het is meer dan 100 kB groot"),
        (lambda path: path.write_bytes(b"\xff\xd8\xff"), "het is JPEG en geen SVG of PNG"),
        (lambda path: path.write_bytes(LOGO.replace(b"</svg>", b"<script/></svg>")), "er staat een script in"),
    ],
    ids=["missing", "folder", "pipe", "device", "dangling", "circle", "empty", "large", "JPEG", "script"],
)
def test_a_logo_that_cannot_be_used(site: Path, make: object, said: str) -> None:
    path = Path("policies/beeld")
    if callable(make):
        make(path)
    write("{logo: beeld}")
    line = KORENAAR.count("\n") + 1
    for command in (("validate", "-f", "concise"), ("build", "--to", "html")):
        run = policyc(*command)
        assert run.code == 1
        assert f"policies/korenaar.yaml:{line}:16" in run.stdout + run.stderr
        assert f"“beeld” is niet te gebruiken: {said}." in run.stdout + run.stderr
        assert "Traceback" not in run.stderr
    assert not Path("build").exists()
    write(settings='logo = "policies/beeld"')
    for command in (("validate", "-f", "concise"), ("build", "--to", "html")):
        run = policyc(*command)
        assert (run.code, run.stdout) == (2, "")
        assert run.stderr == f"policyc.toml:2:1: design.logo: “policies/beeld” is niet te gebruiken: {said}.\n"


def test_a_logo_that_may_not_be_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def closed(path: Path, *args: object, **kwargs: object) -> object:
        if path.name == "logo.svg":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", closed)
    write("{logo: logo.svg}")
    assert "“logo.svg” is niet te gebruiken: geen toegang." in build().stderr


def test_every_file_that_cannot_be_used_is_named(site: Path) -> None:
    Path("policies/vet.ttf").write_bytes(b"\0\1\0\0")
    write("{logo: weg.svg, font: {family: Proef, regular: proef.ttf, bold: vet.ttf, italic: logo.svg}}")
    run = policyc("validate", "-f", "concise")
    line = KORENAAR.count("\n") + 1
    assert run.stdout.splitlines()[:3] == [
        f"policies/korenaar.yaml:{line}:16: fout[MO056] “weg.svg” is niet te gebruiken: dat bestand bestaat niet.",
        f"policies/korenaar.yaml:{line}:73: fout[MO056] “vet.ttf” is niet te gebruiken: het bestand is beschadigd.",
        f"policies/korenaar.yaml:{line}:90: fout[MO056] “logo.svg” is niet te gebruiken: "
        "het is geen TTF, OTF of WOFF2.",
    ]


def test_a_remedy_is_given(site: Path) -> None:
    Path("policies/logo.svg").write_bytes(LOGO.replace(b' viewBox="0 0 200 50"', b""))
    write("{logo: logo.svg}")
    assert '= hulp: Zet op <svg> bijvoorbeeld viewBox="0 0 200 50".' in policyc("validate").stdout
    assert "Put on <svg> for instance" in policyc("validate", "--lang", "en").stdout


def test_the_files_of_a_font_may_be_so_large_together(site: Path) -> None:
    for name in ("proef", "vet"):
        with Path(f"policies/{name}.ttf").open("ab") as file:
            file.write(b"\0" * 250_000)
    write(f"{{font: {FACES}}}")
    run = policyc("validate", "-f", "concise")
    assert run.stdout.count("MO056") == 1
    assert "“vet.ttf” is niet te gebruiken: de bestanden van een lettertype zijn samen meer dan 500 kB" in run.stdout


def test_a_colour_that_cannot_be_read_is_an_error_at_its_place(site: Path) -> None:
    write('{accent: "#ffcc00"}')
    run = build()
    line = KORENAAR.count("\n") + 1
    assert run.code == 1
    assert "fout[MO052]: #ffcc00 is niet goed te lezen" in run.stderr
    assert f" --> policies/korenaar.yaml:{line}:18\n" in run.stderr
    assert run.stderr.endswith("Er is niets geschreven.\n")


# --- the settings ---

SETTINGS = {
    'accent = "#ffcc00"': "policyc.toml:2:1: design.accent: #ffcc00 is niet goed te lezen: het contrast met de lichte "
    "achtergrond #f4f3ef is 1,36 op 1, en voor tekst is 4,5 op 1 nodig (WCAG 2.2, 1.4.3). "
    'Neem "#876c00" (4,52 op 1): dezelfde kleur, net donkerder genoeg.',
    "accent = 123456": 'policyc.toml:2:1: design.accent: “123456” is geen kleur. Bedoelt u "#123456"?',
    "accent = true": "policyc.toml:2:1: design.accent: Hier hoort een kleur te staan, geen true.",
    "accent = 2026-12-01": "policyc.toml:2:1: design.accent: “2026-12-01” is geen kleur. "
    'Schrijf de kleur als "#0b5a6b", tussen aanhalingstekens.',
    "acent = 1": "policyc.toml:2:1: design.acent: Onbekend veld “acent”. Bedoelt u “accent”?",
    'logo-alt = "x"': "policyc.toml:2:1: design.logo-alt: Onbekend veld “logo-alt”. Bedoelt u “logo_alt”?",
    'logo_alt = {x = "y"}': "policyc.toml:2:13: design.logo_alt.x: “x” is geen taalcode. Schrijf per taal een tekst "
    "onder een code van twee letters, zoals nl of en.",
    'logo = "/etc/logo.svg"': "policyc.toml:2:1: design.logo: “/etc/logo.svg” is geen pad vanaf dit bestand. Schrijf "
    "het pad vanuit de map van dit bestand, met /, zoals beeld/logo.svg of ../logo.svg.",
    "font = 3": "policyc.toml:2:1: design.font: ",
    'font = {regular = "x"}': "policyc.toml:2:1: design.font.family: Het veld “family” ontbreekt.",
    'font = {family = "x", bold = "y"}': "policyc.toml:2:23: design.font.bold: Naast “bold” hoort ook “regular” te "
    "staan: het bestand met de gewone letters.",
    'font = ["x"]': "policyc.toml:2:1: design.font: Hier horen velden te staan (naam: waarde). Dit kan hier staan: "
    "family, regular, bold, italic.",
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_wrong_design_in_the_settings(site: Path, setting: str) -> None:
    write(settings=setting)
    run = build()
    if SETTINGS[setting].endswith(": "):
        assert run.code == 0  # a number is a name too
        return
    assert (run.code, run.stdout, run.stderr) == (2, "", f"{SETTINGS[setting]}\n")


def test_a_design_that_is_no_table(site: Path) -> None:
    Path("policyc.toml").write_text('design = "mooi"\n', "utf-8")
    write_policy = Path("policies/korenaar.yaml")
    write_policy.write_text(KORENAAR, "utf-8")
    assert build().stderr == "policyc.toml:1:1: bij design hoort een tabel.\n"


def test_pyproject(site: Path) -> None:
    write()
    Path("policyc.toml").unlink()
    Path("pyproject.toml").write_text('[tool.policyc.design]\nlogo = "logo.png"\n', "utf-8")
    assert logo_in(page()).startswith("image/png")


# --- the letter about a change ---


def test_the_letter_has_the_design_of_the_version_it_is_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of a version in git, whose logo is no longer in the work tree."""
    top = new_repository(tmp_path / "site")
    monkeypatch.chdir(top)
    commit_files(top, "een", {"policies/korenaar.yaml": KORENAAR})
    git(top, "tag", "korenaar/v1.0.0")
    branded = f'{ANNOUNCED}design: {{logo: ../logo.svg, accent: "#9c1a4b"}}\n'
    commit_files(top, "twee", {"policies/korenaar.yaml": branded, "logo.svg": LOGO.decode()})
    notice = ("--notice", "--to", "html,eml", "-o", "../uit")
    name = "../uit/korenaar-wijziging-2.0.0"

    assert policyc("diff", "published", "policies/korenaar.yaml", *notice).code == 0
    on_disk = Path(f"{name}.html").read_bytes()
    assert logo_in(on_disk.decode()) == "image/svg+xml De Korenaar"
    assert b"--accent: #9c1a4b" in on_disk
    assert b"image/svg" not in Path(f"{name}.eml").read_bytes()  # mail programs do not show it

    Path("logo.svg").unlink()
    assert policyc("diff", "published", "HEAD:policies/korenaar.yaml", *notice).code == 0
    assert Path(f"{name}.html").read_bytes() == on_disk
    run = policyc("diff", "published", "policies/korenaar.yaml", *notice)
    assert run.code == 2
    assert "fout[MO056]: “../logo.svg” is niet te gebruiken: dat bestand bestaat niet." in run.stderr
    assert "De vormgeving van policies/korenaar.yaml is niet te gebruiken: er is geen bericht geschreven." in run.stderr


def test_a_logo_outside_the_repository_is_not_in_a_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = new_repository(tmp_path / "site")
    monkeypatch.chdir(top)
    commit_files(top, "een", {"korenaar.yaml": KORENAAR})
    commit_files(top, "twee", {"korenaar.yaml": f"{ANNOUNCED}design: {{logo: ../logo.svg}}\n"})
    (tmp_path / "logo.svg").write_bytes(LOGO)
    diff = ("diff", "HEAD~:korenaar.yaml")
    notice = ("--notice", "--to", "html", "-o", "../uit")
    assert "dat ligt buiten de repository" in policyc(*diff, "HEAD:korenaar.yaml", *notice).stderr
    assert policyc(*diff, "korenaar.yaml", *notice).code == 0


def test_looks_are_no_change_for_people(site: Path) -> None:
    write()
    Path("oud.yaml").write_text(KORENAAR, "utf-8")
    write(f'{{logo: logo.svg, accent: "#9c1a4b", font: {FACES}}}')
    run = policyc("diff", "oud.yaml", "policies/korenaar.yaml", "-f", "json")
    assert run.code == 0
    (change,) = json.loads(run.stdout)["views"][0]["changes"]
    assert (change["at"], change["waived"]) == (
        "design",
        "hoe de verklaring eruitziet; wat er staat, verandert er niet door",
    )


def test_a_font_that_the_pdf_cannot_show_is_named(site: Path, pango: None) -> None:
    said = (
        "policies/korenaar.yaml: de PDF houdt de letter Lato. Voor Proef zijn de bestanden regular en bold nodig, als "
        "TTF of OTF met vaste dikte.\n"
    )
    for design in ("{font: Proef}", "{font: {family: Proef, regular: proef.ttf}}"):
        write(design)
        assert build(to="pdf").stderr == said
        assert build().stderr == ""
    write(settings='font = "Proef"')
    assert build(to="pdf").stderr == said
    write(f"{{font: {FACES}}}")
    assert build(to="pdf").stderr == ""
