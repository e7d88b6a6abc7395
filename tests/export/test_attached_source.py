"""`policyc build --attach-source`: the PDF of each language carries the public projection of its policy."""

from __future__ import annotations

import subprocess
from pathlib import Path

import page as page_validation
import pikepdf
import pytest
from cli.run import policyc
from document.editions import ROOT, WRITTEN
from model.sixty import sixty

from policyc.export.public_source import public_source

pytestmark = pytest.mark.usefixtures("pango")

SHOP = next(sample for sample in WRITTEN if "webshop" in sample.name)
PDFS = ("ketelkameel.pdf", "ketelkameel.en.pdf")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, pango: None) -> Path:
    folder = tmp_path_factory.mktemp("attached")
    source = ROOT / "docs" / "examples" / "webshop.yaml"
    outcome = policyc("build", source, "--to", "pdf", "--attach-source", "-o", folder)
    assert outcome.code == 0, outcome.stderr
    assert sorted(path.name for path in folder.iterdir()) == sorted(PDFS)
    return folder


def run(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", PDFS)
def test_other_programs_find_it(name: str, built: Path, tmp_path: Path) -> None:
    assert run("pdfdetach", "-list", built / name).splitlines() == ["1 embedded files", "1: ketelkameel.yaml"]
    run("pdfdetach", "-savefile", "ketelkameel.yaml", "-o", tmp_path / "out.yaml", built / name)
    written = (tmp_path / "out.yaml").read_bytes()
    assert written == public_source(SHOP.policy.model_copy(update={"address_form": "je"}))
    assert b"release:" not in written
    outcome = policyc("validate", "--isolated", tmp_path / "out.yaml")
    assert outcome.code in (0, 1), "a policy that can be judged"
    assert policyc("build", "--to", "md", "-o", tmp_path / "md", tmp_path / "out.yaml").code in (0, 1)


@pytest.mark.parametrize("name", PDFS)
def test_it_says_what_it_is(name: str, built: Path) -> None:
    with pikepdf.open(built / name) as pdf:
        (file,) = pdf.Root.AF
        assert file.AFRelationship == "/Source"
        assert str(file.UF) == str(file.F) == "ketelkameel.yaml"
        words = "De inhoud van deze verklaring als gegevens (YAML)"
        assert str(file.Desc) == (words if name == PDFS[0] else "The content of this statement as data (YAML)")
        stream = file.EF.F
        assert stream.Subtype == "/application/yaml"
        assert str(stream.Params.CreationDate) == str(stream.Params.ModDate) == "D:20261201120000Z"
        assert list(pdf.attachments) == ["ketelkameel.yaml"]


@pytest.mark.parametrize("name", PDFS)
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_it_breaks_no_rule(name: str, profile: str, built: Path) -> None:
    failures = page_validation.validate_pdf(str(built / name), profile=profile).failures
    false_alarms = ("METADATA-FILTER-001", "STREAM-LENGTH-001")  # see conformance.tools
    assert [failure.message for failure in failures if not failure.rule_id.endswith(false_alarms)] == []


def test_without_a_pdf_there_is_nothing_to_attach_it_to(tmp_path: Path) -> None:
    source = ROOT / "docs" / "examples" / "webshop.yaml"
    outcome = policyc("build", source, "--to", "html,md", "--attach-source", "-o", tmp_path)
    assert (outcome.code, list(tmp_path.iterdir())) == (2, [])
    assert outcome.stderr == "--attach-source zet de bron in de PDF, maar --to vraagt geen pdf.\n"


def test_unless_asked_nothing_is_attached(tmp_path: Path) -> None:
    source = ROOT / "docs" / "examples" / "vereniging.yaml"
    assert policyc("build", source, "--to", "pdf", "--lang", "nl", "-o", tmp_path).code == 0
    (path,) = tmp_path.iterdir()
    assert run("pdfdetach", "-list", path) == "0 embedded files\n"


def test_a_big_policy_is_a_small_file() -> None:
    assert len(public_source(sixty())) < 100_000
