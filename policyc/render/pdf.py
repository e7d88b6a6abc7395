"""HTML in, PDF out: tagged and accessible (PDF/UA-1), fit to keep (PDF/A-3a), and the same bytes everywhere.

WeasyPrint does the work. It is imported only here and only when a PDF is asked for, because that costs half a second
and needs two libraries that pip cannot install.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes.util
import io
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.render.brand import OURS, Brand
from policyc.render.folders import Folder
from policyc.render.later import imported_later
from policyc.render.page import read_page_file

# The finisher adds what makes it PDF/A-3a too. WeasyPrint's own variant for that would have Pillow rewrite the colour
# profile, which costs time and gives other bytes with another release of LittleCMS.
_VARIANT = "pdf/ua-1"
# Few pages have a redline in them; those that have are of no use without its marks.
_STYLES = ("base.css", "figure.css", "print.css", "redline-print.css", "pdf.css")
# What WeasyPrint imports for variable fonts, web fonts and photographs.
_NOT_NEEDED = (
    "fontTools.subset",
    "fontTools.ttLib",
    "fontTools.varLib",
    "fontTools.varLib.instancer",
    "PIL.EpsImagePlugin",
    "PIL.Image",
    "PIL.ImageCms",
    "PIL.ImageFile",
    "PIL.ImageOps",
)
_MISSING_GLYPH = ".notdef glyph rendered"

# Pango, fontconfig's environment variable and the logger belong to the whole process, and WeasyPrint corrupts memory
# when two threads use it at once.
_one_at_a_time = threading.Lock()

_NO_LIBRARIES = Wording(
    nl="Voor PDF ontbreekt een bibliotheek; installeer de Debian-pakketten libpangoft2-1.0-0 en libharfbuzz-subset0.",
    en="PDF needs a library that is missing; install the Debian packages libpangoft2-1.0-0 and libharfbuzz-subset0.",
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What a PDF was made from, to be carried in it: its name there, its content and media type, and what it is.

    `day` is when it was made, as far as readers are concerned: a file in a PDF has a date.
    """

    name: str
    content: bytes
    media_type: str
    description: str
    day: date


def to_pdf(html: str, *, page_folder: Folder, brand: Brand = OURS, source: SourceFile | None = None) -> bytes:
    """Set a page made by `to_html` on paper, with its source in the file if that is given. `brand` is that of the page.

    Raises `PolicycError` when a library is missing, when the font lacks a character, or when WeasyPrint has anything
    at all to report: a warning there is a fault on paper.
    """
    from policyc.render.fonts import only_our_fonts

    names = (*_STYLES, *(("brand-pdf.css",) if brand.logo else ()))
    style = "\n".join((*(read_page_file(page_folder, name) for name in names), brand.paper_style))
    with _one_at_a_time, only_our_fonts(), _silence(), _messages() as messages:
        weasyprint = _weasyprint()
        try:
            data = _render(weasyprint, _without_style(html), style, source)
        except PolicycError:
            raise
        except Exception as error:
            raise _failure(f"{type(error).__name__}: {error}") from error
    if messages:
        raise _complaint(messages, html, brand)
    return data


def _render(weasyprint: Any, html: str, style: str, source: SourceFile | None) -> bytes:
    from policyc.render.finisher import finish
    from policyc.render.pieces import remembered

    fonts = weasyprint.text.fonts.FontConfiguration()
    # The page carries all it shows. Nothing else is ever opened, on this machine or another.
    fetcher = weasyprint.URLFetcher(allowed_protocols={"data"})
    sheet = weasyprint.CSS(string=style, font_config=fonts, url_fetcher=fetcher)
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    with remembered(weasyprint.pdf.tags) as boxes:
        data: bytes = document.write_pdf(
            pdf_variant=_VARIANT,
            pdf_identifier=True,
            stylesheets=[sheet],
            font_config=fonts,
            attachments=[] if source is None else [_attachment(weasyprint, source, fetcher)],
            finisher=lambda document, pdf: finish(document, pdf, boxes),
        )
    return data


def _attachment(weasyprint: Any, source: SourceFile, fetcher: Any) -> Any:
    """As a data URL, because that says its media type; else WeasyPrint asks the machine what the name means."""
    noon = datetime.combine(source.day, time(12), UTC)  # the same day for nearly every clock
    return weasyprint.Attachment(
        url=f"data:{source.media_type};base64,{base64.b64encode(source.content).decode()}",
        url_fetcher=fetcher,
        name=source.name,
        description=source.description,
        created=noon,
        modified=noon,
    )


def _without_style(html: str) -> str:
    """The page without its style element, which is for browsers and holds CSS that WeasyPrint would complain about."""
    before, _, rest = html.partition("<style>")
    return before + rest.partition("</style>")[2] if rest else html


# ---- what WeasyPrint says ---------------------------------------------------------------------------------------


class _Collector(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())


@contextlib.contextmanager
def _messages() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs, and keep it from every other handler."""
    messages: list[str] = []
    collector = _Collector(messages)
    logger = logging.getLogger("weasyprint")
    level, propagate, disabled = logger.level, logger.propagate, logger.disabled
    logger.addHandler(collector)
    logger.setLevel(logging.WARNING)
    logger.propagate = logger.disabled = False
    try:
        yield messages
    finally:
        logger.removeHandler(collector)
        logger.setLevel(level)
        logger.propagate, logger.disabled = propagate, disabled


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """WeasyPrint prints a banner, on standard output, when a library is missing."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def _failure(reason: str) -> PolicycError:
    said = " ".join(reason.split())
    return PolicycError(
        Wording(
            nl=f"De PDF is niet gemaakt. WeasyPrint meldt: {said}", en=f"No PDF was made. WeasyPrint reports: {said}"
        )
    )


def _complaint(messages: list[str], html: str, brand: Brand) -> PolicycError:
    """One sentence for everything WeasyPrint logged: the characters it could not draw, else its first message."""
    if not any(message.startswith(_MISSING_GLYPH) for message in messages):
        return _failure(messages[0])
    from html import unescape

    from policyc.render.fonts import missing

    text = unescape(re.sub(r"<[^>]*>", "", _without_style(html)))
    said = "".join(messages)
    # The font also lacks characters that are never drawn, such as soft breaks: name those WeasyPrint stumbled over.
    named = [character for character in missing(text) if f"(U+{ord(character):04X})" in said]
    shown = ", ".join(f"{character} (U+{ord(character):04X})" for character in named) or messages[0]
    if brand.paper_faces:
        return PolicycError(
            Wording(
                nl=f"De PDF is niet gemaakt, want de lettertypen {brand.family} en Lato hebben dit niet: {shown}.",
                en=f"No PDF was made, because the fonts {brand.family} and Lato have no glyph for: {shown}.",
            )
        )
    return PolicycError(
        Wording(
            nl=f"De PDF is niet gemaakt, want het lettertype Lato heeft dit niet: {shown}.",
            en=f"No PDF was made, because the font Lato has no glyph for: {shown}.",
        )
    )


# ---- the import -------------------------------------------------------------------------------------------------


def _weasyprint() -> Any:
    """Import WeasyPrint, or say in one sentence what to install."""
    if (loaded := sys.modules.get("weasyprint")) is not None:
        return loaded
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            module = _import_fast()
        except OSError:
            # Some systems do need the search for libraries that `_import_fast` leaves out.
            _forget_weasyprint()
            module = _import_slow()
    # Without this library WeasyPrint takes another route to the fonts, and to other bytes.
    if module.text.ffi.harfbuzz_subset is None:
        _forget_weasyprint()
        raise PolicycError(_NO_LIBRARIES)
    return module


def _import_fast() -> Any:
    """WeasyPrint asks for libraries by their Windows names first, and each miss starts a compiler: a third of the time.

    `find_library` is the search of last resort and is not needed where the loader knows the libraries by name.
    """
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        with imported_later(_NOT_NEEDED):
            import weasyprint
    finally:
        ctypes.util.find_library = search
    return weasyprint


def _import_slow() -> Any:
    try:
        import weasyprint
    except OSError as error:
        _forget_weasyprint()
        raise PolicycError(_NO_LIBRARIES) from error
    return weasyprint


def _forget_weasyprint() -> None:
    """Drop what a failed import left behind, so that the next one starts afresh."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        del sys.modules[name]
