"""The one font family of the PDF, from a pinned package, and nothing else the machine may have installed.

Equal input gives equal bytes only when no system font, no font cache and no font setting of the machine takes part.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import fontpkg_lato

# The weights that `templates/page/print.css` uses. Each costs time to read, so there are no others.
FILES = ("Lato-Regular.ttf", "Lato-Italic.ttf", "Lato-Bold.ttf", "Lato-BoldItalic.ttf")

# `rejectfont` and `include` would be the usual means; a folder with four links needs neither.
_CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir>{cache}</cachedir></fontconfig>
"""

# What else fontconfig listens to: another root for all paths, and debug messages on standard output.
_DISTURBING = ("FONTCONFIG_SYSROOT", "FONTCONFIG_PATH", "FC_DEBUG", "FC_LANG")


def _folder() -> Path:
    return Path(fontpkg_lato.ROOT) / "files"


@contextmanager
def only_our_fonts() -> Iterator[None]:
    """While this lasts, fontconfig knows the four files and no more. Afterwards nothing of it is left."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="policyc-fonts-") as name:
        folder = Path(name)
        (folder / "fonts").mkdir()
        for file in FILES:
            (folder / "fonts" / file).symlink_to(_folder() / file)
        configuration = folder / "fonts.conf"
        # The cache folder knows no `relative`: fontconfig would make it in the working directory.
        cache = escape(str(folder / "cache"))
        configuration.write_text(_CONFIGURATION.format(cache=cache), encoding="utf-8")
        for variable in _DISTURBING:
            os.environ.pop(variable, None)
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        try:
            yield
        finally:
            for variable in (*_DISTURBING, "FONTCONFIG_FILE"):
                os.environ.pop(variable, None)
                if variable in before:
                    os.environ[variable] = before[variable]


def missing(text: Iterable[str]) -> list[str]:
    """The characters that the font cannot show, in order of code point. Slow: reads the font with fontTools."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(_folder() / FILES[0], lazy=True) as font:
        known = font.getBestCmap()
    return sorted({character for character in text if ord(character) not in known})
