"""The page folder, `templates/page/`: a Jinja2 page and its style sheets, and one clear sentence when one is broken."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.render.folders import Folder, file_in

if TYPE_CHECKING:
    import jinja2

_TEMPLATE = "page.html.j2"


def read_page_file(page_folder: Folder, name: str) -> str:
    """The text of one file of the page folder."""
    path = file_in(page_folder, name)
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PolicycError(
            Wording(nl=f"Het paginabestand {path} ontbreekt.", en=f"The page file {path} is missing.")
        ) from None
    except UnicodeDecodeError:
        raise PolicycError(
            Wording(nl=f"Het paginabestand {path} is geen UTF-8.", en=f"The page file {path} is not UTF-8.")
        ) from None
    except OSError as error:
        raise PolicycError(
            Wording(
                nl=f"Het paginabestand {path} is niet te lezen ({error.strerror}).",
                en=f"The page file {path} cannot be read ({error.strerror}).",
            )
        ) from None


def render_page_template(page_folder: Folder, values: Mapping[str, object]) -> str:
    """Fill the page. `content`, `style` and `data` in `values` are ready HTML, CSS and JSON; the rest is escaped."""
    import jinja2
    from markupsafe import Markup

    path = file_in(page_folder, _TEMPLATE)
    source = read_page_file(page_folder, _TEMPLATE)
    environment = _environment(page_folder)
    ready = {name: Markup(values[name]) for name in ("content", "style", "data")}  # noqa: S704 (made by `html`)
    try:
        code = _compiled(source, str(path))
        template = jinja2.Template.from_code(environment, code, environment.make_globals(None))
        return template.render({**values, **ready})
    except PolicycError:
        raise
    except jinja2.TemplateSyntaxError as error:
        raise _broken(path, error.lineno, error) from error
    except Exception as error:
        # A template is the user's program: whatever it does wrong is named by file and line, like a syntax error.
        raise _broken(path, _line(error, path), error) from error


def _environment(page_folder: Folder | None) -> jinja2.Environment:
    import jinja2

    loader = None
    if page_folder is not None:
        loader = jinja2.FunctionLoader(lambda name: read_page_file(page_folder, name))
    return jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        loader=loader,
    )


@lru_cache(maxsize=4)
def _compiled(source: str, file: str) -> CodeType:
    """The page as code, once for all languages. The text is the key, so that no result depends on what is kept."""
    return _environment(None).compile(source, name=_TEMPLATE, filename=file)


def _line(error: Exception, path: Path) -> int | None:
    """The line of the template where the error arose: Jinja2 puts the template itself into the traceback."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return lines[-1] if lines else None


def _broken(path: Path, line: int | None, error: Exception) -> PolicycError:
    place = f"{path}:{line}" if line else str(path)
    reason = " ".join(str(error).split())
    return PolicycError(
        Wording(
            nl=f"Het paginasjabloon {place} is niet bruikbaar: {reason}",
            en=f"The page template {place} cannot be used: {reason}",
        )
    )
