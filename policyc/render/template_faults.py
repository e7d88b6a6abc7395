"""What can be wrong with a template or its words, for whoever edits them: place, mistake and often what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import jinja2
from jinja2.utils import missing

from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.source.suggestion import did_you_mean


class TemplateFault(Exception):
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


class MissingName(jinja2.StrictUndefined):
    """What a template names and does not exist; whatever is done with it raises a `TemplateFault`."""

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


def _fault_of(holder: object, name: str) -> TemplateFault:
    if holder is missing:
        return TemplateFault(None, name)
    if isinstance(holder, Mapping):
        return TemplateFault(no_word(name, holder))
    fields = getattr(type(holder), "model_fields", None) or getattr(type(holder), "__dataclass_fields__", {})
    return TemplateFault(
        _unknown(Wording(f"het veld “{name}” bestaat niet", f"there is no field “{name}”"), name, fields)
    )


def no_word(name: str, words: Mapping[str, object]) -> Wording:
    return _unknown(Wording(f"er is geen woord voor “{name}”", f"there is no word for “{name}”"), name, words)


def _unknown(said: Wording, name: str, known: Iterable[str]) -> Wording:
    meant = did_you_mean(name, known)
    if meant is None:
        return said
    return Wording(f"{said.nl}. Bedoelt u “{meant}”?", f"{said.en}. Did you mean “{meant}”?")


NOT_FILLED_IN = Wording(
    "dit veld is niet ingevuld; zet er {% if %} omheen", "this field is not filled in; put {% if %} around it"
)
YES_OR_NO = Wording(
    "dit is ja of nee en geen tekst; kies de woorden met {% if %}",
    "this is yes or no and not a text; choose the words with {% if %}",
)
NO_TEXT = Wording(
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


def syntax_fault(message: str, filters: Iterable[str]) -> Wording:
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


def failure(error: Exception) -> Wording:
    """What went wrong while a template was followed, in the words of Python for who reads English."""
    if isinstance(error, RecursionError):
        return Wording("dit sjabloon voegt steeds zichzelf in", "this template keeps including itself")
    return Wording("wat hier staat, kan niet", f"what stands here is not possible ({_one_line(str(error))})")


def _one_line(text: str) -> str:
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def missing_template(path: Path) -> PolicycError:
    return PolicycError(Wording(f"Het sjabloon {path} ontbreekt.", f"The template {path} is missing."))


def broken_template(path: Path, line: int | None, why: Wording) -> PolicycError:
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
