"""Writes what policyc reads of the legal facts: policyc/law/compiled/*.json from policyc/law/facts/*.yaml.

compile_facts.py              compile; fails when the facts differ from the last recorded version
compile_facts.py 2026-12-01   compile, and record the facts as the version of that day
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml
from needles import needles

Row = dict[str, Any]

LAW = Path(__file__).parents[1] / "policyc" / "law"

ONE_AT_A_TIME = {"eea_countries": "iso2", "supervisory_authorities": "iso2"}
"""Topic -> the field of which two rows with one value never hold on one day.

Not adequacy decisions: a new one may be adopted before the old one ends, and then the later one counts.
"""


def read(facts: Path) -> dict[str, list[Row]]:
    """Topic -> its rows."""
    return {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in sorted(facts.glob("*.yaml"))}


def faults(topics: dict[str, list[Row]]) -> Iterator[str]:
    """What is wrong with the facts, a sentence each."""
    for topic, rows in topics.items():
        ids = [row.get("id") for row in rows]
        for id_ in sorted({str(id_) for id_ in ids if ids.count(id_) > 1}):
            yield f"{topic}: two rows have the id {id_}"
        whole = []
        for row in rows:
            wrong = [f"{topic}.{row.get('id')}: {fault}" for fault in _faults_of(row)]
            yield from wrong
            whole += [] if wrong else [row]
        if topic in ONE_AT_A_TIME:
            yield from _overlaps(topic, whole)


def _faults_of(row: Row) -> Iterator[str]:
    for field in ("id", "source", "valid_from", "valid_until", "confidence"):
        if field not in row:
            yield f"{field} is missing"
    source = row.get("source")
    if not isinstance(source, dict) or source.keys() != {"instrument", "article", "id"}:
        yield "a source has an instrument, an article and an id"
    elif not all(isinstance(part, str) and part.strip() for part in source.values()):
        yield "a part of the source is no text"
    if row.get("confidence") not in ("high", "medium", "low"):
        yield "confidence is high, medium or low"
    since, until = row.get("valid_from"), row.get("valid_until")
    if type(since) is not date or (until is not None and type(until) is not date):
        yield "a date is no date"
    elif until is not None and not since < until:
        yield "it ends before it begins"


def _overlaps(topic: str, rows: list[Row]) -> Iterator[str]:
    field = ONE_AT_A_TIME[topic]
    for one, other in combinations(rows, 2):
        if one[field] != other[field]:
            continue
        early, late = sorted((one, other), key=lambda row: row["valid_from"])
        if early["valid_until"] is None or late["valid_from"] < early["valid_until"]:
            yield f"{topic}: {one['id']} and {other['id']} hold on one day for {one[field]}"


def compiled(topics: dict[str, list[Row]]) -> dict[str, str]:
    """Topic -> its rows as JSON: a row a line, so that a change of the law is a change of a line."""
    return {topic: "[\n" + ",\n".join(map(_line, rows)) + "\n]\n" for topic, rows in topics.items()}


def _line(row: Row) -> str:
    if "patterns" in row:
        row = {**row, "needles": [needles(pattern) for pattern in row["patterns"]]}
    elif "pattern" in row:
        row = {**row, "needles": needles(row["pattern"])}
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat)


def digest(texts: dict[str, str]) -> str:
    """One hash over all facts."""
    whole = "".join(f"{topic}\n{text}" for topic, text in sorted(texts.items()))
    return hashlib.sha256(whole.encode()).hexdigest()


def recorded(versions: Path) -> dict[str, str]:
    """Version -> hash."""
    lines = versions.read_text("ascii").splitlines() if versions.exists() else []
    return dict(line.split() for line in lines)


def main(arguments: list[str]) -> int:
    topics, versions = read(LAW / "facts"), LAW / "facts" / "versions.txt"
    wrong = list(faults(topics))
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    texts, known = compiled(topics), recorded(versions)
    if arguments:
        version = date.fromisoformat(arguments[0]).isoformat()
        if known.setdefault(version, digest(texts)) != digest(texts):
            print(
                f"{version} has other facts: give a later version, or take its line out of {versions.name} if it was "
                "never published.",
                file=sys.stderr,
            )
            return 1
        versions.write_text("".join(f"{version} {hash_}\n" for version, hash_ in sorted(known.items())), "ascii")
    folder = LAW / "compiled"
    folder.mkdir(exist_ok=True)
    for file in folder.glob("*.json"):
        if file.stem not in topics:
            file.unlink()
    for topic, text in texts.items():
        (folder / f"{topic}.json").write_text(text, "utf-8")
    if known.get(max(known, default="")) == digest(texts):
        return 0
    print("The facts changed: give the version they get, as in tools/compile_facts.py 2026-12-01.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
