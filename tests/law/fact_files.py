"""The legal facts as people write them, and the script that compiles them."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
FACTS = ROOT / "policyc" / "law" / "facts"
COMPILED = ROOT / "policyc" / "law" / "compiled"


sys.path.insert(0, str(ROOT / "tools"))  # where its scripts find each other
compile_facts: ModuleType = import_module("compile_facts")
needles: ModuleType = import_module("needles")

TOPICS: dict[str, list[dict[str, Any]]] = compile_facts.read(FACTS)
ROWS = [(topic, row) for topic, rows in TOPICS.items() for row in rows]
