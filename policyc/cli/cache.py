"""Where policyc may keep what it would otherwise compute again. Deleting it changes no result."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path | None:
    """The user's cache folder for policyc (XDG Base Directory Specification), or None when there is no home."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if Path(base).is_absolute():
        return Path(base) / "policyc"
    try:
        return Path.home() / ".cache" / "policyc"
    except RuntimeError:
        return None
