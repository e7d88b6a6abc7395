"""The author's words: plain texts on one line, and prose in Markdown, in one or more languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from policyc.model.address import AddressForm, addressed
from policyc.model.base import KEY, below, quoted, refuse
from policyc.model.parsing import Parsed, as_text, filled, line, refuse_empty

_LANGUAGE = re.compile(r"[a-z]{2}\Z")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the author, on one line, in one or more languages. Plain: nothing in it is mark-up.

    Source form: a string (in the language of the policy), or a mapping from language code to string.
    `by_language` is sorted, as written; the key "" stands for the language of the policy.
    """

    by_language: tuple[tuple[str, str], ...]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def parse(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, dict):
            if not value:
                refuse_empty()
            return cls(tuple(sorted((cls._language(key), cls._clean_below(key, text)) for key, text in value.items())))
        return cls((("", cls._clean(value)),))

    @staticmethod
    def _language(key: str) -> str:
        if not _LANGUAGE.match(key):
            refuse(
                "MO012",
                f"{quoted(key)} is geen taalcode.",
                f"{quoted(key)} is not a language code.",
                at=(key, KEY),
                help_nl="Schrijf per taal een tekst onder een code van twee letters, zoals nl of en.",
                help_en="Write a text per language under a code of two letters, such as nl or en.",
            )
        return key

    @classmethod
    def _clean_below(cls, language: str, value: Any) -> str:
        try:
            return cls._clean(value)
        except PydanticCustomError as error:
            raise below(language, error) from None

    @classmethod
    def _clean(cls, value: Any) -> str:
        return line(value)

    def in_language(self, language: str, form: AddressForm = "u") -> str | None:
        """The text in `language`, or the one without a language, which is in the language of the policy.

        `form` is how it addresses its reader, where it says so in both forms (see `policyc.model.address`).
        """
        texts = dict(self.by_language)
        found = texts.get(language, texts.get(""))
        return None if found is None else self._addressed(found, form)

    def is_in(self, language: str) -> bool:
        """Whether there is a text written for just this language."""
        return any(code == language for code, _ in self.by_language)

    def __str__(self) -> str:
        return self._addressed(self.by_language[0][1], "u")

    @staticmethod
    def _addressed(text: str, form: AddressForm) -> str:
        return addressed(text, form)


class Name(Text):
    """A proper or technical name: the same in every language, unless the author says otherwise, and to every reader."""

    __slots__ = ()

    @classmethod
    def parse(cls, value: Any) -> Self:
        return super().parse(cls(value.by_language) if isinstance(value, Text) else value)

    @staticmethod
    def _addressed(text: str, form: AddressForm) -> str:
        return text


class Prose(Text):
    """A text of the author in Markdown: paragraphs, lists, emphasis and safe links, nothing else."""

    __slots__ = ()

    @classmethod
    def _clean(cls, value: Any) -> str:
        text = filled(as_text(value).strip())
        # markdown-it costs more to import than a whole validation, so it is asked only where it could find something.
        if _SUSPECT.search(text):
            from policyc.model.prose import check

            check(text)
        return text


# Whatever makes CommonMark more than paragraphs, lists and emphasis holds one of these: a sign that begins it, the
# indent of a code block, a line of `=` or `-` below a heading, a dividing line.
_SUSPECT = re.compile(r"[<\[#`|~&>\t]| {4}|^ {0,3}(?:=+|-+) *$|(?:[-*_] *){3}$", re.MULTILINE)


Plain = Annotated[str, Parsed(line)]
"""A word for the program itself, such as a path or a rule code; readers never see it."""
