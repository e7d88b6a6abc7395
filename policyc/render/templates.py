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
from typing import Any, cast

import jinja2
from jinja2.bccache import Bucket
from jinja2.utils import missing
from markupsafe import Markup

from policyc import __version__
from policyc.diagnostics import Diagnostic, Wording
from policyc.errors import PolicycError, reason
from policyc.model.recipient import Recipient
from policyc.model.text import Prose, Text
from policyc.model.values import Country, Duration
from policyc.render.escape import code, escape, escape_within, link
from policyc.render.language import Language, fault_in_terms
from policyc.source.nodes import plain
from policyc.source.reader import read
from policyc.source.suggestion import did_you_mean


def packaged_templates() -> Path:
    """The templates that come with policyc: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def read_terms(folder: Path) -> Mapping[str, Any]:
    """`terms.yaml` of a language: the words for codes. Raises PolicycError naming the file and line of a mistake."""
    path = folder / "terms.yaml"
    try:
        document = read(path.read_bytes(), name=str(path))
    except FileNotFoundError:
        raise _missing(path) from None
    except OSError as error:
        raise _broken(path, None, reason(error)) from None
    if document.root is None and not any(map(_is_about_the_file, document.diagnostics)):
        raise _broken(path, 1, Wording("hier horen groepen woorden te staan", "groups of words belong here"))
    for finding in document.diagnostics:
        raise _broken(path, finding.span.line, finding.message)
    assert document.root is not None  # noqa: S101
    terms: Any = plain(document.root)
    fault = fault_in_terms(terms)
    if fault is not None:
        keys, wrong = fault
        at = ".".join(keys)
        raise _broken(path, document.locate(keys, key=True).line, Wording(f"{at}: {wrong.nl}", f"{at}: {wrong.en}"))
    return cast("Mapping[str, Any]", terms)


def _is_about_the_file(finding: Diagnostic) -> bool:
    """Whether a finding fits any YAML file; that there is no field in a statement does not."""
    return finding.code not in ("YA041", "YA042")


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
            undefined=_Missing,
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
            wrong = _syntax(error.message or "", self._environment.filters)
            raise _broken(self._folder / (error.name or name), error.lineno, wrong) from None
        except jinja2.TemplateNotFound as error:
            raise _missing(self._folder / str(error.name)) from None
        except _Fault as error:
            file, line = self._place(error)
            raise _broken(file or self._folder / name, line, error.explain({*values, "terms"})) from None
        except PolicycError:
            raise
        except Exception as error:
            # A template is the user's program: what it adds, calls or divides wrongly is named by file and line. What
            # arises outside any template is a bug of ours.
            file, line = self._place(error)
            if file is None:
                raise
            raise _broken(file, line, _failure(error)) from None

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = self._folder / name
        try:
            return path.read_text("utf-8"), str(path), lambda: True
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise _broken(path, line, Wording("het is niet opgeslagen als UTF-8", "it is not saved as UTF-8")) from None
        except OSError as error:
            raise _broken(path, None, reason(error)) from None
        except ValueError:  # a name that no file can have
            return None

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
                raise _Fault(_NOT_FILLED_IN if value is None else _YES_OR_NO)
            case int():
                return Markup(value)
            case str():
                return Markup(escape(value))
            case tuple() | list():
                return Markup(self._language.list([str(self.markdown(part)) for part in value]))
        raise _Fault(_NO_TEXT)

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
                raise _Fault(_no_word(code_, words))
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


class _Fault(Exception):
    """A mistake of a template: in words, or a name that does not exist. Caught in `Templates.render`."""

    def __init__(self, wording: Wording | None, name: str = "") -> None:
        super().__init__(wording.en if wording else name)
        self._wording = wording
        self._name = name

    def explain(self, known: Iterable[str]) -> Wording:
        """The words for it; `known` are the names that a template gets."""
        return self._wording or _unknown(
            Wording(f"“{self._name}” bestaat niet", f"“{self._name}” does not exist"), self._name, known
        )


class _Missing(jinja2.StrictUndefined):
    """What a template names and does not exist; whatever is done with it raises a `_Fault`."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        # Jinja2 calls this with its own English sentence. A class is what it asks for, a function is what it needs.
        self._undefined_exception = cast("Any", lambda _: _fault_of(obj, str(name)))


def _fault_of(holder: object, name: str) -> _Fault:
    if holder is missing:
        return _Fault(None, name)
    if isinstance(holder, Mapping):
        return _Fault(_no_word(name, holder))
    fields = getattr(type(holder), "model_fields", None) or getattr(type(holder), "__dataclass_fields__", {})
    return _Fault(_unknown(Wording(f"het veld “{name}” bestaat niet", f"there is no field “{name}”"), name, fields))


def _no_word(name: str, words: Mapping[str, object]) -> Wording:
    return _unknown(Wording(f"er is geen woord voor “{name}”", f"there is no word for “{name}”"), name, words)


def _unknown(said: Wording, name: str, known: Iterable[str]) -> Wording:
    meant = did_you_mean(name, known)
    if meant is None:
        return said
    return Wording(f"{said.nl}. Bedoelt u “{meant}”?", f"{said.en}. Did you mean “{meant}”?")


_NOT_FILLED_IN = Wording(
    "dit veld is niet ingevuld; zet er {% if %} omheen", "this field is not filled in; put {% if %} around it"
)
_YES_OR_NO = Wording(
    "dit is ja of nee en geen tekst; kies de woorden met {% if %}",
    "this is yes or no and not a text; choose the words with {% if %}",
)
_NO_TEXT = Wording(
    "dit is een geheel van velden en geen tekst; noem één van de velden",
    "this is a whole of fields and not a text; name one of the fields",
)
_TAGS = ("if", "elif", "else", "endif", "for", "endfor", "with", "endwith", "include")
_FILTER = re.compile(r"No filter named '(.+)'")
_TEST = re.compile(r"No test named '(.+)'")
_OPEN_TAG = re.compile(r"Unexpected end of template.*needs to be closed is '(\w+)'", re.DOTALL)
_WRONG_TAG = re.compile(r"Encountered unknown tag '(\w+)'(?:.*needs to be closed is '(\w+)')?", re.DOTALL)
_OPEN_END = re.compile(r"unexpected end of template|Missing end of|unexpected '\}'")
_LONGEST_QUOTE = 200


def _syntax(message: str, filters: Iterable[str]) -> Wording:
    """What Jinja2 could not read, by its English sentence."""
    if found := _FILTER.match(message):
        name = found.group(1)
        return _unknown(Wording(f"het filter “{name}” bestaat niet", f"there is no filter “{name}”"), name, filters)
    if found := _TEST.match(message):
        name = found.group(1)
        return Wording(f"de toets “is {name}” bestaat niet", f"there is no test “is {name}”")
    if found := _OPEN_TAG.match(message):
        return _still_open(found.group(1))
    if found := _WRONG_TAG.match(message):
        return _wrong_tag(found.group(1), found.group(2))
    if _OPEN_END.match(message):
        return Wording(
            "een {{, {% of {# wordt niet afgesloten met }}, %} of #}", "a {{, {% or {# is not closed with }}, %} or #}"
        )
    return Wording("hier klopt de opbouw niet", f"the structure is not right here ({_one_line(message)})")


def _wrong_tag(tag: str, opened: str | None) -> Wording:
    if tag not in _TAGS:
        return _unknown(Wording(f"{{% {tag} %}} bestaat niet", f"{{% {tag} %}} does not exist"), tag, _TAGS)
    if opened is None:
        return Wording(
            f"{{% {tag} %}} hoort nergens bij: er is niets meer open",
            f"{{% {tag} %}} belongs to nothing: nothing is open any more",
        )
    still = _still_open(opened)
    return Wording(f"{{% {tag} %}} kan hier niet: {still.nl}", f"{{% {tag} %}} cannot be here: {still.en}")


def _still_open(tag: str) -> Wording:
    return Wording(
        f"{{% {tag} %}} is niet afgesloten met {{% end{tag} %}}", f"{{% {tag} %}} is not closed with {{% end{tag} %}}"
    )


def _failure(error: Exception) -> Wording:
    """What went wrong while a template was followed, in the words of Python for who reads English."""
    if isinstance(error, RecursionError):
        return Wording("dit sjabloon voegt steeds zichzelf in", "this template keeps including itself")
    return Wording("wat hier staat, kan niet", f"what stands here is not possible ({_one_line(str(error))})")


def _one_line(text: str) -> str:
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _missing(path: Path) -> PolicycError:
    return PolicycError(Wording(f"Het sjabloon {path} ontbreekt.", f"The template {path} is missing."))


def _broken(path: Path, line: int | None, why: Wording) -> PolicycError:
    place = f"{path}:{line}" if line else str(path)
    return PolicycError(
        Wording(
            f"Het sjabloon {place} is niet bruikbaar: {_ended(why.nl)}",
            f"The template {place} cannot be used: {_ended(why.en)}",
        )
    )


def _ended(text: str) -> str:
    """The rest of a sentence that began with ours: no capital of its own, and a full stop."""
    text = text[:1].lower() + text[1:] if text[1:2].islower() else text
    return text if text.endswith((".", "?")) else f"{text}."
