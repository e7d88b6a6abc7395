"""The base of every model class, and how a value is refused in words of our own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from policyc.diagnostics import Path, Wording

REFUSED = "policyc_refused"
"""The pydantic error type of every refusal raised through `refuse`."""


class Model(BaseModel):
    """A frozen part of a policy. Unknown keys are refused; `null` means the same as leaving the key out.

    That `null` and absent are one is a decision of the source language: both say "not decided", which is never the
    same as `false` ("decided: no").
    """

    # The whole tree is compiled once, when the first policy is validated: 70 classes built one by one cost a tenth
    # of a second at every start.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, data: Any) -> Any:
        if type(data) is dict and None in data.values():
            known = known_keys(cls)
            return {key: value for key, value in data.items() if value is not None or key not in known}
        return data


def known_keys(cls: type[BaseModel]) -> tuple[str, ...]:
    """The keys a mapping for `cls` may have, as an author writes them, in the order of the class."""
    return tuple(field.alias or name for name, field in cls.model_fields.items())


KEY = "[key]"
"""Ends a path that means a key and not its value; pydantic writes it so in the place of an error."""


def refuse(code: str, nl: str, en: str, *, at: Path = (), find: str = "", **help_: str) -> NoReturn:
    """Refuse a value during validation. `help_nl` and `help_en` may say how to mend it.

    `at` leads from the refused value to the part of it that is wrong; `find` is the piece of text that is.
    """
    context = {"code": code, "nl": nl, "en": en, "at": at, "find": find, **help_}
    raise PydanticCustomError(REFUSED, "{en}", context)


def below(step: str, error: PydanticCustomError) -> PydanticCustomError:
    """The refusal of a part as one of the whole: the same, one step further down."""
    context = error.context or {}
    return PydanticCustomError(REFUSED, "{en}", {**context, "at": (step, *context["at"])})


_LONGEST_QUOTE = 60


def quoted(text: object) -> str:
    """A piece of the author's text in quotation marks, short enough to stand in a sentence."""
    line = " ".join(str(text).split())
    return f"“{line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + '…'}”"


def wording_of(context: Mapping[str, Any]) -> Wording:
    """The sentence that `refuse` was given."""
    return Wording(nl=str(context["nl"]), en=str(context["en"]))
