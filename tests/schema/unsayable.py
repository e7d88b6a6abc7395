"""What a JSON Schema cannot say of a policy: every way in which the schema and the loader may differ, with the reason.

Each entry has an example for which the two differ for this very reason. One that no longer does is not needed any
more, and its test fails.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from policyc.diagnostics import Diagnostic
from policyc.source.document import Document
from policyc.source.nodes import plain
from schema.agreement import Complaint, Verdicts, as_an_editor_reads_text, validator

HEAD = "policyc: 1\nid: p\ntitle: Titel\nstatus: draft\n"

_Explains = Callable[[Diagnostic, Document], bool]


@dataclass(frozen=True, slots=True)
class Unsayable:
    """The loader refuses it with one of `codes`, and the schema takes it."""

    name: str
    why: str
    codes: frozenset[str]
    examples: tuple[str, ...]
    """What stands below HEAD, or whole policies; each code is in one of them."""
    of: _Explains = lambda found, document: True
    """Whether a finding with such a code is one of these."""

    def policies(self) -> tuple[bytes, ...]:
        return tuple(text.encode() if text.startswith("policyc:") else (HEAD + text).encode() for text in self.examples)

    def explains(self, found: Diagnostic, document: Document) -> bool:
        code = found.code if found.code in self.codes else found.code[:2]
        return code in self.codes and self.of(found, document)


def _value(found: Diagnostic, document: Document) -> Any:
    """What the finding is about, as policyc reads it."""
    return _at(None if document.root is None else plain(document.root), found.path)


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def _is_foreign(found: Diagnostic, document: Document) -> bool:
    return not str(_value(found, document)).isascii()


def _is_prose(found: Diagnostic, document: Document) -> bool:
    """A link within a text, and not a field that is one."""
    return found.path[-1] not in _ADDRESSES


_ADDRESSES = frozenset(
    [
        "url",
        "websites",
        "withdraw_at",
        "contact_form",
        "contact",
        "copy_at",
        "form",
        "channel",
        "archive",
        "statement",
        "comparison",
    ]
)


def _is_number(found: Diagnostic, document: Document) -> bool:
    """A number whose digits an editor does not keep as they are written."""
    written = str(_value(found, document))
    number = as_an_editor_reads_text(written)
    return isinstance(number, float) or (isinstance(number, int) and str(number) != written)


def _is_plain_number(found: Diagnostic, document: Document) -> bool:
    """A number whose digits an editor keeps."""
    return isinstance(as_an_editor_reads_text(str(_value(found, document))), int) and not _is_number(found, document)


UNSAYABLE = (
    Unsayable(
        "the YAML itself",
        "A schema sees the values that come out of a file, not the text: a key twice, an unknown alias, a character "
        "that may not be there, a file that is no YAML.",
        frozenset({"YA"}),
        ("url: https://a.example/\nurl: https://b.example/\n",),
    ),
    Unsayable(
        "ids that must exist",
        "A schema looks at one place at a time: it cannot look up whether a name stands elsewhere.",
        frozenset({"MO040"}),
        ("purposes:\n  letter: {name: Brief, data: [email]}\n",),
    ),
    Unsayable(
        "paths that must lead somewhere",
        "The same, for a path.",
        frozenset({"MO041"}),
        ("unconfirmed:\n  - {at: controller.nmae, question: Klopt dit?}\n",),
    ),
    Unsayable(
        "former ids that are gone",
        "It cannot compare the items of one list with the keys of a mapping.",
        frozenset({"MO042"}),
        ("audiences:\n  members: {name: Leden}\n  guests: {name: Gasten, formerly: [members]}\n",),
    ),
    Unsayable(
        "sections in a circle",
        "It cannot follow references.",
        frozenset({"MO043"}),
        ("sections:\n  a: {title: A, text: A, after: b}\n  b: {title: B, text: B, after: a}\n",),
    ),
    Unsayable(
        "a text in the language of the statement",
        "Which languages a text needs, another field says.",
        frozenset({"MO044"}),
        ("introduction: {en: Hello}\n",),
    ),
    Unsayable(
        "Markdown",
        "No pattern parses CommonMark: headings, tables, images, HTML and links that lead elsewhere.",
        frozenset({"MO026"}),
        ("introduction: '# Kop'\n",),
    ),
    Unsayable(
        "links in Markdown",
        "The same, for the address of a link in a text.",
        frozenset({"MO015"}),
        ("introduction: '[klik](javascript:alert(1))'\n",),
        _is_prose,
    ),
    Unsayable(
        "letters of other scripts",
        "Patterns that every validator understands know no classes of Unicode: outside ASCII any sign passes for a "
        "letter, and an invisible one for a visible one.",
        frozenset({"MO015", "MO016", "MO053", "MO054"}),
        (
            "url: https://a․example/\n",
            "controller: {email: a․b@voorbeeld.nl}\n",
            "design: {font: Source․Sans}\n",
            "design: {logo: 'logo\u200b.svg'}\n",
        ),
        _is_foreign,
    ),
    Unsayable(
        "text of which nothing shows",
        "The same: characters of no width are no white space to a pattern.",
        frozenset({"MO011"}),
        ("introduction: \u200b\n",),
        _is_foreign,
    ),
    Unsayable(
        "two terms in order",
        "It cannot compare two values.",
        frozenset({"MO035"}),
        ("retention:\n  rule: {range: {at_least: P3Y, at_most: P1Y}}\n",),
    ),
    Unsayable(
        "two dates in order",
        "It cannot compare two values.",
        frozenset({"MO037"}),
        ("purposes:\n  a: {name: A, from: 2027-02-01, until: 2027-01-01}\n",),
    ),
    Unsayable(
        "a value that is there twice in another notation",
        "It compares values as they are written: with white space, or in another language form, they differ.",
        frozenset({"MO025"}),
        ("cookies:\n  a: {names: [_ga, ' _ga']}\n",),
    ),
    Unsayable(
        "contrast",
        "It cannot compute.",
        frozenset({"MO052"}),
        ("design: {accent: '#eeeeee'}\n",),
    ),
    Unsayable(
        "how a number is written",
        "An editor reads 1e3, 0x1F and 016 as numbers and forgets their digits. policyc keeps the text.",
        frozenset({"MO003", "MO017", "MO019", "MO024", "MO033", "MO053"}),
        (
            "children: {minimum_age: 016}\n",
            "controller: {phone: 1e3}\n",
            "design: {font: 1e+5}\n",
            "recipients:\n  a: {name: A, transfers: {us: {mechanism: standard_clauses, module: 2.0}}}\n",
            "version: 1e3\n",
            HEAD.replace("policyc: 1", "policyc: 1.0"),
        ),
        _is_number,
    ),
    Unsayable(
        "how many digits a number has",
        "It can compare a number, but 12 may be written 012, which is long enough for a telephone number, and 1e61 is "
        "short enough for the name of a font.",
        frozenset({"MO017", "MO053"}),
        ("controller: {phone: 12}\n", f"design: {{font: {'1' * 61}}}\n"),
        _is_plain_number,
    ),
)


@dataclass(frozen=True, slots=True)
class TooStrict:
    """The schema refuses it and the loader takes it: nobody writes so, and allowing it would cost the others."""

    name: str
    why: str
    example: str
    key: str
    """The field of which all complaints of the schema are."""
    of: Callable[[Any, Any], bool]
    """Whether its value is one of these, as an editor reads it and as policyc does."""

    def explains(self, verdicts: Verdicts) -> bool:
        """Every complaint is of this kind, and there is none once the values are text to an editor too."""
        written = None if verdicts.document.root is None else plain(verdicts.document.root)
        mended = deepcopy(verdicts.instance)
        for complaint in verdicts.schema:
            if not self._is_one(complaint, verdicts.instance, written):
                return False
            _at(mended, complaint.path[:-1])[complaint.path[-1]] = _at(written, complaint.path)
        return bool(validator().is_valid(mended))

    def _is_one(self, complaint: Complaint, instance: Any, written: Any) -> bool:
        ours = complaint.path[-1:] == (self.key,)
        return ours and self.of(_at(instance, complaint.path), _at(written, complaint.path))


def _equal_as_numbers(seen: Any, written: Any) -> bool:
    """A list in which two numbers are equal and their texts are not."""
    if not isinstance(seen, list):
        return False
    pairs = combinations(zip(seen, map(str, written), strict=True), 2)
    return any(not isinstance(one, str) and one == other and text != rest for (one, text), (other, rest) in pairs)


TOO_STRICT = (
    TooStrict(
        "numbers that are equal, as names that are not",
        "An editor reads 1 and 1.0 as one number; to policyc they are two texts.",
        "cookies:\n  a: {names: [1, 1.0]}\n",
        "names",
        _equal_as_numbers,
    ),
)
