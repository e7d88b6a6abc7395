"""The wording: Jinja2 templates that turn a statement into Markdown, so that a lawyer can read and change them.

A template may use `if`, `for`, `with`, `include` and `{{ value }}`. Values word themselves by their type (a date
becomes “15 december 2026”, a text of the author is escaped), so no template can forget to escape anything.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
import yaml
from jinja2.bccache import Bucket
from markupsafe import Markup

from policyc import __version__
from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.model.recipient import Recipient
from policyc.model.text import Prose, Text
from policyc.model.values import Country, Duration
from policyc.render.escape import code, escape, escape_within, link
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
    """The templates of one language.

    `fallback` is the language of the policy, for texts that lack a translation. `cache` is a folder where Jinja2 may
    keep compiled templates: compiling them takes most of a build. Their text is the key, so no result depends on it.
    """

    def __init__(self, folder: Path, language: Language, *, fallback: str, cache: Path | None = None) -> None:
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
            bytecode_cache=_cache_in(cache) if cache else None,
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
        except PolicycError:
            raise
        except Exception as error:
            # A template is the user's program: what it adds, calls or divides wrongly is named by file and line. What
            # arises outside any template is a bug of ours.
            file, line = self._place(error)
            if file is None:
                raise
            raise _broken(file, line, str(error)) from None

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


def _cache_in(folder: Path) -> jinja2.BytecodeCache | None:
    """The cache in a folder of the user, or none where there can be no folder."""
    place = folder / f"templates-{jinja2.__version__}-{__version__}"
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return _QuietCache(str(place))


class _QuietCache(jinja2.FileSystemBytecodeCache):
    """A cache that cannot be written or read back is no reason to fail a build."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, TypeError):
            bucket.reset()


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
                return Markup(_hard_breaks(self._language.text(value, self._fallback)))
            case Text():
                return Markup(escape(self._language.text(value, self._fallback)))
            case Country():
                return Markup(escape(self._language.country(value)))
            case Duration():
                return Markup(escape(self._language.duration(value)))
            case date():
                return Markup(escape(self._language.date(value)))
            case jinja2.Undefined():
                return Markup(str(value))  # which raises, with the name that does not exist
            case bool() | None:
                # A template that prints these forgot an `if`: better no statement than one with “None” in it.
                raise jinja2.UndefinedError(f"{value!r} has no wording")
            case int():
                return Markup(value)
            case str():
                return Markup(escape(value))
            case tuple() | list():
                return Markup(self._language.list([str(self.markdown(part)) for part in value]))
        raise jinja2.UndefinedError(f"a {type(value).__name__} has no wording")

    def filters(self) -> Mapping[str, Callable[..., object]]:
        return {
            "code": self._code,
            "link": self._link,
            "mail": self._mail,
            "phone": self._phone,
            "in_item": self._in_item,
            "in_quote": self._in_quote,
            "sentence": self._sentence,
            "closed": self._closed,
            "names": self._names,
            "titles": self._titles,
            "all_of": self._all_of,
            "any_of": self._any_of,
            "length": len,
        }

    def _plain(self, value: object) -> str:
        return self._language.text(value, self._fallback) if isinstance(value, Text) else str(value)

    def _code(self, value: object) -> Markup:
        """A technical name, such as that of a cookie."""
        return Markup(code(self._plain(value)))

    def _link(self, target: str, text: object | None = None) -> Markup:
        """A link; without a text it shows where it leads."""
        shown = target.removeprefix("mailto:").removeprefix("tel:").removeprefix("https://").rstrip("/")
        return Markup(link(self._plain(text) if text is not None else shown, target))

    def _mail(self, address: str) -> Markup:
        return self._link(f"mailto:{address}", address)

    def _phone(self, number: str) -> Markup:
        """RFC 3966 wants the number without spaces; the reader sees it as the author wrote it."""
        return self._link("tel:" + "".join(c for c in number if c.isdigit() or c == "+"), number)

    def _in_item(self, value: Text, indent: int = 2) -> Markup:
        """A text of the author inside a list item: what does not fit on the line is indented under it."""
        text = str(self.markdown(value))
        if "\n" not in text and not _LIST.match(text):
            return Markup(text)
        margin = " " * indent
        # It ends with a paragraph of the item begun: what the template says next belongs there.
        return Markup(
            "\n\n" + "\n".join(f"{margin}{line}" if line else "" for line in text.split("\n")) + f"\n\n{margin}"
        )

    def _in_quote(self, value: Text) -> Markup:
        """A text of the author inside a call-out, where every line needs its mark."""
        return Markup("\n".join(f"> {line}".rstrip() for line in str(self.markdown(value)).split("\n")))

    def _sentence(self, value: Text) -> Markup:
        """A text of the author that stands on its own: with a capital and a full stop, whether he wrote them or not."""
        text = self._plain(value)
        return Markup(escape(_capital(text) + _stop(text)))

    def _closed(self, value: Text) -> Markup:
        """A text of the author at the end of a sentence of ours: with a full stop, whether he wrote it or not."""
        text = self._plain(value)
        return Markup(escape_within(text + _stop(text)))

    def _names(self, values: Iterable[object]) -> Markup:
        """Names one after another, as the author wrote them. They may hold commas, so semicolons part them."""
        return Markup("; ").join(self.markdown(_name_of(value)) for value in values)

    def _titles(self, values: Iterable[object]) -> Markup:
        """Names inside a sentence of ours: “Een account”, “Een vraag” en “Een klacht”."""
        return Markup(self._language.list([f"“{self.markdown(_name_of(value))}”" for value in values]))

    def _all_of(self, codes: Iterable[str], words: Mapping[str, str]) -> Markup:
        """The words for codes: “a, b en c”."""
        return Markup(self._language.list(self._worded(codes, words)))

    def _any_of(self, codes: Iterable[str], words: Mapping[str, str]) -> Markup:
        """The words for codes: “a, b of c”."""
        return Markup(self._language.choice(self._worded(codes, words)))

    def _worded(self, codes: Iterable[str], words: Mapping[str, str]) -> list[str]:
        for code_ in codes:
            if code_ not in words:
                raise jinja2.UndefinedError(f"terms.yaml has no word for {code_!r}")
        return [escape(str(words[code_])) for code_ in codes]


_LIST = re.compile(r"[-*+] |\d{1,9}[.)] ")
_ENDED = re.compile(r"[.!?…:][)”’\"']*\Z")


def _stop(text: str) -> str:
    return "" if _ENDED.search(text) else "."


def _capital(text: str) -> str:
    """“ijs” becomes “IJs”, “’s avonds” “’s Avonds”; “iDEAL” stays."""
    if text[1:2].isupper():
        return text
    if text[:2] in ("'s", "’s", "'t", "’t", "'n", "’n") and text[2:3] == " ":
        return text[:3] + _capital(text[3:])
    letters = 2 if text.startswith("ij") else 1
    return text[:letters].upper() + text[letters:]


def _name_of(value: Any) -> object:
    """A text is its own name; a recipient is called by its name or else its category; other parts have a name."""
    return value if isinstance(value, Text) else value.title if isinstance(value, Recipient) else value.name


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
