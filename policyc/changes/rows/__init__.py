"""The rows of the table, one module per part of the model. A new kind of change: a `Kind` and a `line` in one."""

from __future__ import annotations

from policyc.changes.rows import cookies, data, parties, purposes, recipients, retention, rights, statement
from policyc.changes.table import Line, Table

LINES: tuple[Line, ...] = (
    *parties.LINES,
    *data.LINES,
    *purposes.LINES,
    *recipients.LINES,
    *retention.LINES,
    *cookies.LINES,
    *rights.LINES,
    *statement.LINES,
)
TABLE = Table(LINES)
