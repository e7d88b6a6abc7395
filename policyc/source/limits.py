"""How much a policy file may ask of the machine: every bound of the source layer, with its reason.

A real statement has about 1,500 lines, 60 kB, 5,000 nodes and 8 levels. Each bound lies far above that and low
enough that a hostile file costs seconds at most, not minutes or gigabytes.
"""

from __future__ import annotations

MAX_BYTES = 4 * 1024 * 1024
"""Sixty times a long statement. Whoever reads a file need not read more than MAX_BYTES + 1 of it."""

MAX_NODES = 200_000
"""Values after every alias is written out. Bounds what the model must walk ("billion laughs")."""

MAX_DEPTH = 64
"""Collections inside each other, aliases written out. The model is 10 deep; recursive readers live below 1,000."""

MAX_FINDINGS = 100
"""Findings of one file. Past this the file is not a policy with mistakes but something else, and nobody reads on."""
