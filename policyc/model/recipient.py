"""Who receives data (arts. 4(8)-(9), 13(1)(e)): by name or by category, in which role, where."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import model_validator

from policyc.model.base import KEY, Model, refuse
from policyc.model.link import Email, Link, Url
from policyc.model.personal_data import Formerly
from policyc.model.text import Name, Prose, Text
from policyc.model.transfer import Transfer
from policyc.model.values import Country, Date, Flag, Id

Role = Literal["processor", "controller", "joint_controller", "authority", "source"]


class SubProcessor(Model):
    """A processor engaged by a processor (art. 28(2), (4))."""

    name: Name
    task: Text | None = None
    country: Country | None = None
    formerly: Formerly = ()


class Recipient(Model):
    """A recipient: `name`, or `category` when the statement gives no name. What is unknown stays null."""

    name: Name | None = None
    category: Text | None = None
    examples: tuple[Text, ...] = ()
    kind: Text | None = None
    sector: Text | None = None
    task: Text | None = None
    role: Role | None = None
    country: Country | None = None
    condition: Text | None = None
    agreement: Flag | None = None
    agreement_signed_on: Date | None = None
    arrangement: Prose | None = None
    """The essence of the arrangement between joint controllers (art. 26(2))."""
    collects_directly: Flag | None = None
    """It collects the data itself, through content embedded in the page (C-40/17)."""
    statement: Url | None = None
    email: Email | None = None
    contact: Link | None = None
    law: Name | None = None
    article: Name | None = None
    sub_processors: Mapping[Id, SubProcessor] = {}
    transfers: Mapping[Id, Transfer] = {}
    listed: Flag | None = None
    """False: the text names it, but not in its own list of recipients."""
    formerly: Formerly = ()

    @model_validator(mode="after")
    def _named_or_described(self) -> Self:
        if self.name is None and self.category is None:
            refuse(
                "MO030",
                "Deze ontvanger heeft geen naam (name) en geen categorie (category).",
                "This recipient has no name and no category.",
                help_nl="Noem de ontvanger, of beschrijf met category wat voor soort ontvanger het is.",
                help_en="Name the recipient, or say with category what kind of recipient it is.",
            )
        if self.name is not None and self.category is not None:
            refuse(
                "MO030",
                "Een ontvanger heeft een naam (name) of een categorie (category), niet allebei.",
                "A recipient has a name or a category, not both.",
                at=("category", KEY),
                help_nl="Staat er een naam, gebruik dan kind voor het soort ontvanger.",
                help_en="Where there is a name, use kind for the kind of recipient.",
            )
        return self

    @property
    def title(self) -> Text:
        """The name, or else the category."""
        title = self.name or self.category
        assert title is not None  # noqa: S101  held by the validator above
        return title
