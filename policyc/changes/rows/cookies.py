"""TODO"""

from __future__ import annotations

from policyc.changes.table import Line

LINES: tuple[Line, ...] = ()
