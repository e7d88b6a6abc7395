"""The wording: Jinja2 templates that turn a statement into Markdown, so that a lawyer can read and change them.

A template may use `if`, `for`, `with`, `include` and `{{ value }}`. Values word themselves by their type (a date
becomes “15 december 2026”, a text of the author is escaped), so no template can forget to escape anything.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import jinja2
from jinja2.bccache import Bucket

from policyc import __version__
from policyc.diagnostics import Diagnostic, Wording
from policyc.errors import PolicycError, reason
from policyc.model.address import AddressForm, addressed
from policyc.render.folders import Folder, file_in, places_of
from policyc.render.language import Language, fault_in_terms
from policyc.render.template_faults import (
    MissingName,
    TemplateFault,
    broken_template,
    failure,
    missing_template,
    syntax_fault,
)
from policyc.render.words import Words
from policyc.source.nodes import plain
from policyc.source.reader import read


def packaged_templates() -> Path:
    """The templates that come with policyc: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def read_terms(folder: Folder, form: AddressForm = "u") -> Mapping[str, Any]:
    """`terms.yaml` of a language: the words for codes. Raises PolicycError naming the file and line of a mistake."""
    path = file_in(folder, "terms.yaml")
    try:
        document = read(path.read_bytes(), name=str(path))
    except FileNotFoundError:
        raise missing_template(path) from None
    except OSError as error:
        raise broken_template(path, None, reason(error)) from None
    if document.root is None and not any(map(_is_about_the_file, document.diagnostics)):
        raise broken_template(path, 1, Wording("hier horen groepen woorden te staan", "groups of words belong here"))
    for finding in document.diagnostics:
        raise broken_template(path, finding.span.line, finding.message)
    assert document.root is not None  # noqa: S101
    terms: Any = plain(document.root)
    fault = fault_in_terms(terms)
    if fault is not None:
        keys, wrong = fault
        at = ".".join(keys)
        raise broken_template(
            path, document.locate(keys, key=True).line, Wording(f"{at}: {wrong.nl}", f"{at}: {wrong.en}")
        )
    return cast("Mapping[str, Any]", _in_form(terms, form))


def _in_form(terms: Any, form: AddressForm) -> Any:
    """Words with `{u-form|je-form}` in them as they are said to the reader, whatever holds them."""
    if isinstance(terms, str):
        return addressed(terms, form)
    if isinstance(terms, Mapping):
        return {addressed(str(key), form): _in_form(words, form) for key, words in terms.items()}
    return [_in_form(word, form) for word in terms] if isinstance(terms, list) else terms


def _is_about_the_file(finding: Diagnostic) -> bool:
    """Whether a finding fits any YAML file; that there is no field in a statement does not."""
    return finding.code not in ("YA041", "YA042")


class Templates:
    """The templates of one language.

    `fallback` is the language of the policy, for texts that lack a translation. `cache` is a folder where Jinja2 may
    keep compiled templates: compiling them takes most of a build. Their text is the key, so no result depends on it.
    """

    def __init__(self, folder: Folder, language: Language, *, fallback: str, cache: Path | None = None) -> None:
        self._folder = folder / language.code
        self._form: AddressForm = language.form
        self._words = Words(language, fallback)
        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(self._source),
            autoescape=True,
            finalize=self._words.markdown,
            undefined=MissingName,
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
            wrong = syntax_fault(error.message or "", self._environment.filters)
            raise broken_template(file_in(self._folder, error.name or name), error.lineno, wrong) from None
        except jinja2.TemplateNotFound as error:
            raise missing_template(file_in(self._folder, str(error.name))) from None
        except TemplateFault as error:
            file, line = self._place(error)
            raise broken_template(
                file or file_in(self._folder, name), line, error.explain({*values, "terms"})
            ) from None
        except PolicycError:
            raise
        except Exception as error:
            # A template is the user's program: what it adds, calls or divides wrongly is named by file and line. What
            # arises outside any template is a bug of ours.
            file, line = self._place(error)
            if file is None:
                raise
            raise broken_template(file, line, failure(error)) from None

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = file_in(self._folder, name)
        try:
            return addressed(path.read_text("utf-8"), self._form), str(path), lambda: True
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise broken_template(
                path, line, Wording("het is niet opgeslagen als UTF-8", "it is not saved as UTF-8")
            ) from None
        except OSError as error:
            raise broken_template(path, None, reason(error)) from None
        except ValueError:  # a name that no file can have
            return None

    def _place(self, error: BaseException) -> tuple[Path | None, int | None]:
        """The template and line where an error arose: Jinja2 puts them in the traceback."""
        file, line, trace = None, None, error.__traceback__
        places = tuple(map(str, places_of(self._folder)))
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name.startswith(places):
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
