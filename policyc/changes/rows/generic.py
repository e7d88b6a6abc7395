"""What means the same in whatever field it happens."""

from __future__ import annotations

from policyc.changes.change import Action
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.table import Line, lines
from policyc.diagnostics import Wording

_WP260 = ("WP260 rev.01, 29",)

UNKNOWN = Kind(
    "unknown",
    0,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("wijziging die policyc niet kent", "a change that policyc does not know"),
    _WP260,
)
"""No line of the table is about it. It weighs as much as what people must hear in advance, never as nothing."""

ORDER = Kind(
    "order",
    52,
    Materiality.EDITORIAL,
    Direction.NEUTRAL,
    Wording("andere volgorde", "another order"),
    _WP260,
)
NOTATION = Kind(
    "notation",
    52,
    Materiality.EDITORIAL,
    Direction.NEUTRAL,
    Wording("anders geschreven, met dezelfde betekenis", "written in another way, with the same meaning"),
    _WP260,
)
RENAMED = Kind(
    "id-renamed",
    52,
    Materiality.EDITORIAL,
    Direction.NEUTRAL,
    Wording("andere naam in de broncode", "another name in the source"),
    _WP260,
)
ADMINISTRATION = Kind(
    "administration",
    53,
    Materiality.EDITORIAL,
    Direction.NEUTRAL,
    Wording("administratie van de verklaring", "bookkeeping of the statement"),
    _WP260,
)
LANGUAGE_ADDED = Kind(
    "language-added",
    50,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("tekst ook in een andere taal", "text in another language as well"),
    ("WP260 rev.01, 13", "AVG 12(1)"),
)
LANGUAGE_REMOVED = Kind(
    "language-removed",
    50,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("tekst niet meer in een andere taal", "text no longer in another language"),
    ("WP260 rev.01, 13", "AVG 12(1)"),
)
TRANSLATION = Kind(
    "translation",
    50,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("tekst anders in een andere taal", "text changed in another language only"),
    ("WP260 rev.01, 13", "AVG 12(1)"),
    Wording("wat er in die taal stond en nu staat", "what it said in that language and says now"),
)
STATEMENT_NEW = Kind(
    "statement-new",
    49,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("nieuwe verklaring", "a new statement"),
    ("AVG 13(1)", "AVG 14(3)"),
)
"""Nobody had another one: people get it when their data are collected, or within a month where others gave them."""
STATEMENT_WITHDRAWN = Kind(
    "statement-withdrawn",
    49,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("verklaring ingetrokken", "statement withdrawn"),
    ("AVG 12(1)", "AVG 13", "WP260 rev.01, 29-30"),
)

LINES: tuple[Line, ...] = tuple(
    lines(
        TRANSLATION,
        "scope.exclusions.#.what",
        "rights.complaint_ladder.#.name",
        "cookies.*.legal_basis.#.cases",
        "purposes.*.processing.*.legal_basis.#.cases",
        "purposes.*.processing.*.source.#.name",
        actions=(Action.CHANGED,),
    )
)
"""What names an item of a list: with other words in the language of the policy it would be another item."""
