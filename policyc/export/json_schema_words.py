"""What the schema says to people: every field, word and mistake of the source language, in Dutch and in English.

The words are in `source_language.yaml` beside this file. A lawyer may change them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from policyc.diagnostics import Language

FILE = Path(__file__).with_name("source_language.yaml")
_Table = Mapping[str, Any]


class NoWords(LookupError):
    """The schema needs words that the file does not have. Says where they belong."""


class SchemaWords:
    """The words of one language. Notes what was asked for, so that a test can tell what nobody needs any more."""

    def __init__(self, language: Language, table: _Table | None = None) -> None:
        self.language = language
        self._table = read_words() if table is None else table
        self.used: set[tuple[str, ...]] = set()

    def of_class(self, cls: str) -> str | None:
        """What a part of the policy is; None where its field says so."""
        return self._said("fields", cls, "about") if "about" in self._table["fields"].get(cls, {}) else None

    def of_field(self, cls: str, field: str) -> str:
        """What a field is for."""
        return self._said("fields", cls, field)

    def examples_of(self, cls: str, field: str) -> list[Any]:
        """Values a field may have, as an editor reads them; often none."""
        self.of_field(cls, field)
        examples = self._table["fields"][cls][field].get("examples", ())
        return [_in_language(value, self.language) for value in examples]

    def of_word(self, group: str, word: str) -> str:
        """What one of the words means that a field can have."""
        return self._said("words", group, word)

    def of_type(self, name: str) -> str:
        """What a kind of single value looks like: also the message when it does not."""
        return self._said("types", name)

    def of_rule(self, name: str) -> str:
        """What is wrong when two fields do not go together."""
        return self._said("rules", name)

    def _said(self, *keys: str) -> str:
        found: Any = self._table
        for key in keys:
            if key not in found:
                raise NoWords(f"{FILE.name} has no {'.'.join(keys)}")
            found = found[key]
        self.used.add(keys)
        return cast("str", found[self.language])


def _in_language(value: Any, language: Language) -> Any:
    """An example as one of the two languages has it."""
    if isinstance(value, list):
        return [_in_language(inner, language) for inner in value]
    return value[language] if isinstance(value, dict) and set(value) == {"nl", "en"} else value


def read_words() -> _Table:
    """The file as it is: `fields`, `words`, `types` and `rules`."""
    return cast("_Table", yaml.load(FILE.read_text("utf-8"), Loader=yaml.CSafeLoader))


def entries(table: _Table) -> Iterator[tuple[str, ...]]:
    """The place of every entry of the file."""
    for section in ("fields", "words"):
        for group, members in table[section].items():
            yield from ((section, group, name) for name in members)
    for section in ("types", "rules"):
        yield from ((section, name) for name in table[section])
