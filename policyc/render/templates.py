"""The wording: Jinja2 templates that turn a statement into Markdown, so that a lawyer can read and change them.

A template may use `if`, `for`, `include` and `{{ value }}`. Values word themselves by their type (a date becomes
“15 december 2026”, a text of the author is escaped), so no template can forget to escape anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markupsafe import Markup

from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.model.values import Country, Duration, Prose, Text
from policyc.render.escape import code, escape, link
from policyc.render.language import Language


def packaged_templates() -> Path:
    """The templates that come with policyc: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def read_terms(folder: Path) -> Mapping[str, Any]:
    """`terms.yaml` of a language: the words for codes."""
    path = folder / "terms.yaml"
    try:
        terms = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except FileNotFoundError:
        raise _missing(path) from None
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise _broken(path, None, str(error)) from None
    if not isinstance(terms, dict):
        raise _broken(path, 1, "no mapping")
    return terms


class Templates:
    """The templates of one language. `fallback` is the language of the policy, for texts that lack a translation."""

    def __init__(self, folder: Path, language: Language, *, fallback: str) -> None:
        self._folder = folder / language.code
        self._words = _Words(language, fallback)
        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(self._source),
            autoescape=True,
            finalize=self._words.markdown,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=[],
        )
        self._environment.filters.clear()
        self._environment.filters.update(self._words.filters())
        self._environment.globals.clear()
        self._environment.globals["terms"] = language.terms

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The Markdown of one template. Raises PolicycError naming the file and line of whatever is wrong in it."""
        try:
            return self._environment.get_template(name).render(values)
        except jinja2.TemplateSyntaxError as error:
            raise _broken(self._folder / (error.name or name), error.lineno, str(error.message)) from None
        except jinja2.TemplateNotFound as error:
            raise _missing(self._folder / str(error.name)) from None
        except jinja2.UndefinedError as error:
            file, line = self._place(error)
            raise _broken(file or self._folder / name, line, str(error)) from None

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = self._folder / name
        try:
            return path.read_text("utf-8"), str(path), lambda: True
        except FileNotFoundError:
            return None
        except (UnicodeDecodeError, OSError) as error:
            raise _broken(path, None, str(error)) from None

    def _place(self, error: BaseException) -> tuple[Path | None, int | None]:
        """The template and line where an error arose: Jinja2 puts them in the traceback."""
        file, line, trace = None, None, error.__traceback__
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name.startswith(str(self._folder)):
                file, line = Path(name), trace.tb_lineno
            trace = trace.tb_next
        return file, line


class _Words:
    """How each type of value is written in Markdown."""

    def __init__(self, language: Language, fallback: str) -> None:
        self._language = language
        self._fallback = fallback

    def markdown(self, value: object) -> Markup:
        """What `{{ value }}` prints. Markup is Markdown already; everything else is worded and escaped."""
        match value:
            case Markup():
                return value
            case Prose():
                return Markup(_hard_breaks(self._language.text(value, self._fallback)))  # noqa: S704 checked on load
            case Text():
                return Markup(escape(self._language.text(value, self._fallback)))  # noqa: S704
            case Country():
                return Markup(escape(self._language.country(value)))  # noqa: S704
            case Duration():
                return Markup(escape(self._language.duration(value)))  # noqa: S704
            case date():
                return Markup(escape(self._language.date(value)))  # noqa: S704
            case bool() | None:
                # A template that prints these forgot an `if`: better no statement than one with “None” in it.
                raise jinja2.UndefinedError(f"{value!r} has no wording")
            case int():
                return Markup(value)
            case str():
                return Markup(escape(value))  # noqa: S704
            case tuple() | list():
                return Markup(self._language.list([str(self.markdown(part)) for part in value]))  # noqa: S704
        raise jinja2.UndefinedError(f"a {type(value).__name__} has no wording")

    def filters(self) -> Mapping[str, Callable[..., object]]:
        return {
            "code": self._code,
            "link": self._link,
            "mail": self._mail,
            "phone": self._phone,
            "in_item": self._in_item,
            "sentence": self._sentence,
            "length": len,
        }

    def _plain(self, value: object) -> str:
        return self._language.text(value, self._fallback) if isinstance(value, Text) else str(value)

    def _code(self, value: object) -> Markup:
        """A technical name, such as that of a cookie."""
        return Markup(code(self._plain(value)))  # noqa: S704

    def _link(self, target: str, text: object | None = None) -> Markup:
        """A link; without a text it shows where it leads."""
        shown = target.removeprefix("mailto:").removeprefix("tel:").removeprefix("https://").rstrip("/")
        return Markup(link(self._plain(text) if text is not None else shown, target))  # noqa: S704

    def _mail(self, address: str) -> Markup:
        return self._link(f"mailto:{address}", address)

    def _phone(self, number: str) -> Markup:
        """RFC 3966 wants the number without spaces; the reader sees it as the author wrote it."""
        return self._link("tel:" + "".join(c for c in number if c.isdigit() or c == "+"), number)

    def _in_item(self, value: Text) -> Markup:
        """A text of the author inside a list item: what does not fit on the line is indented under it."""
        text = str(self.markdown(value))
        if "\n" not in text and not text.startswith(("- ", "* ", "+ ", "1. ")):
            return Markup(text)  # noqa: S704
        return Markup("\n\n" + "\n".join(f"  {line}" if line else "" for line in text.split("\n")) + "\n")  # noqa: S704

    def _sentence(self, value: Text) -> Markup:
        """A text of the author that stands on its own: with a capital and a full stop, whether he wrote them or not."""
        text = self._plain(value)
        stop = "" if text.endswith((".", "!", "?", "…", ":")) else "."
        return Markup(escape(text[:1].upper() + text[1:] + stop))  # noqa: S704


def _hard_breaks(markdown: str) -> str:
    """Two spaces at the end of a line mean a break; nobody sees them in a diff, so write the backslash form."""
    return "\n".join(line.rstrip(" ") + "\\" if line.endswith("  ") else line.rstrip() for line in markdown.split("\n"))


def _missing(path: Path) -> PolicycError:
    return PolicycError(Wording(f"Het sjabloon {path} ontbreekt.", f"The template {path} is missing."))


def _broken(path: Path, line: int | None, reason: str) -> PolicycError:
    place = f"{path}:{line}" if line else str(path)
    return PolicycError(
        Wording(
            f"Het sjabloon {place} is niet bruikbaar: {reason}.",
            f"The template {place} cannot be used: {reason}.",
        )
    )
