"""What the package reads of the facts is what people wrote, without a fault, and under a version of its own."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policyc.law import facts

from .fact_files import COMPILED, FACTS, ROOT, TOPICS, compile_facts


def row(**other: Any) -> dict[str, Any]:
    source = {"instrument": "AVG", "article": "6", "id": "CELEX:32016R0679"}
    until = date(2020, 1, 1)
    whole = {"id": "a", "source": source, "valid_from": date(2019, 1, 1), "valid_until": until, "confidence": "high"}
    return {key: value for key, value in {**whole, **other}.items() if value != "absent"}


def faults(*rows: dict[str, Any], topic: str = "some_topic") -> list[str]:
    return list(compile_facts.faults({topic: list(rows)}))


def test_the_facts_have_no_faults() -> None:
    assert list(compile_facts.faults(TOPICS)) == []


def test_the_compiled_facts_are_current() -> None:
    texts = compile_facts.compiled(TOPICS)
    assert {file.stem: file.read_text("utf-8") for file in COMPILED.iterdir()} == texts, "run tools/compile_facts.py"
    assert facts.topics() == tuple(sorted(texts))


def test_other_facts_have_another_version() -> None:
    known = compile_facts.recorded(FACTS / "versions.txt")
    assert list(known) == sorted(known)
    assert facts.version() == max(known)
    hint = "the facts changed: run tools/compile_facts.py with the version they get"
    assert known[facts.version()] == compile_facts.digest(compile_facts.compiled(TOPICS)), hint


def test_any_change_changes_the_hash() -> None:
    def hash_of(*rows: dict[str, Any]) -> str:
        return str(compile_facts.digest(compile_facts.compiled({"some_topic": list(rows)})))

    assert hash_of(row()) == hash_of(row())
    assert hash_of(row()) != hash_of(row(valid_until=None))
    assert hash_of(row()) != hash_of(row(note="x"))


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (row(confidence="sure"), "confidence is high, medium or low"),
        (row(valid_until="absent"), "valid_until is missing"),
        (row(source={"instrument": "AVG", "article": "6"}), "a source has an instrument, an article and an id"),
        (row(source={"instrument": "AVG", "article": " ", "id": "x"}), "a part of the source is no text"),
        (row(source={"instrument": "AVG", "article": 6, "id": "x"}), "a part of the source is no text"),
        (row(valid_from="2019"), "a date is no date"),
        (row(valid_until=date(2019, 1, 1)), "it ends before it begins"),
        (row(valid_until=date(2018, 1, 1)), "it ends before it begins"),
    ],
)
def test_a_fault_is_named(broken: dict[str, Any], fault: str) -> None:
    assert faults(broken) == [f"some_topic.a: {fault}"]


def test_an_id_stands_once_in_a_topic() -> None:
    assert faults(row(), row()) == ["some_topic: two rows have the id a"]


def test_a_country_is_not_in_the_eea_twice_on_one_day() -> None:
    first = row(id="eea_gb", iso2="GB")
    again = row(id="eea_gb_again", iso2="GB", valid_from=date(2019, 12, 31), valid_until=None)
    fault = "eea_countries: eea_gb and eea_gb_again hold on one day for GB"
    assert faults(first, again, topic="eea_countries") == [fault]
    assert faults(again, first, topic="eea_countries") == [
        "eea_countries: eea_gb_again and eea_gb hold on one day for GB"
    ]
    after = {**again, "valid_from": date(2020, 1, 1)}
    assert faults(first, after, topic="eea_countries") == []
    assert faults(first, {**again, "iso2": "NL"}, topic="eea_countries") == []


def test_a_version_keeps_its_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    monkeypatch.setattr(compile_facts, "LAW", tmp_path)
    topic = folder / "some_topic.yaml"
    text = (FACTS / "lead_times.yaml").read_text("utf-8")
    topic.write_text(text, "utf-8")
    assert compile_facts.main([]) == 1
    assert compile_facts.main(["2026-01-01"]) == 0
    assert compile_facts.main([]) == 0
    topic.write_text(text.replace("P30D", "P60D"), "utf-8")
    assert compile_facts.main([]) == 1
    assert compile_facts.main(["2026-01-01"]) == 1
    assert compile_facts.main(["2026-02-01"]) == 0
    assert [*compile_facts.recorded(folder / "versions.txt")] == ["2026-01-01", "2026-02-01"]
    topic.unlink()
    assert compile_facts.main(["2026-03-01"]) == 0
    assert [*(tmp_path / "compiled").iterdir()] == []


def test_the_facts_need_no_yaml() -> None:
    """Reading YAML is what would cost most at every start."""
    script = "import sys; from policyc.law import facts; list(facts.every_fact()); print('yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
