"""Why data are processed (art. 13(1)(c)). Its rows: audience × data × condition → basis, recipients, term."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from policyc.model.base import KEY, Model, refuse
from policyc.model.legal_basis import LegalBases, SpecialCategoryGround, StatutoryGround
from policyc.model.link import Url
from policyc.model.parsing import one_or_more, unique
from policyc.model.personal_data import Formerly
from policyc.model.retention import Retention
from policyc.model.text import Prose, Text
from policyc.model.values import Date, Flag, Id

Ids = Annotated[tuple[Id, ...], unique]


class DataSource(Model):
    """Where data come from that the person did not give (art. 14(2)(f)), and whether that source is public."""

    name: Text
    kind: Literal["person", "organisation", "employer", "register", "public_source"] | None = None
    public: Flag | None = None
    url: Url | None = None


class Provision(Model):
    """Whether people have to give the data, and what happens if they do not (art. 13(2)(e))."""

    required: Literal["statutory", "contractual", "precondition", "voluntary"] | None = None
    consequence: Prose | None = None


class Profiling(Model):
    """Profiling (art. 4(4)): that it happens, how, and what it means for people. `present: false`: decided, none."""

    present: Flag | None = None
    explanation: Prose | None = None
    effect: Prose | None = None


class SoftOptIn(Model):
    """The exception for own customers (art. 11.7 Tw). All four conditions must hold; `support` may stand for `sale`."""

    sale: Flag | None = None
    support: Flag | None = None
    """The address was given with a gift to a charity, as a volunteer, or at its meeting."""
    own_similar_products: Flag | None = None
    opt_out_at_collection: Flag | None = None
    opt_out_in_each_message: Flag | None = None


class DirectMarketing(Model):
    """Advertising aimed at the person: always open to objection (art. 21(2)-(3))."""

    by: Annotated[
        tuple[Literal["email", "sms", "app", "phone", "post", "online_advertising"], ...], one_or_more(), unique
    ] = ()
    soft_opt_in: SoftOptIn | None = None


class Processing(Model):
    """One row of a purpose. Everything may be missing: what the law asks and a row lacks is a rule's finding."""

    name: Text | None = None
    audiences: Ids = ()
    data: Ids = ()
    condition: Text | None = None
    legal_basis: LegalBases = ()
    special_ground: SpecialCategoryGround | None = None
    criminal_ground: StatutoryGround | None = None
    bsn_ground: StatutoryGround | None = None
    source: Annotated[tuple[DataSource, ...], one_or_more()] | None = None
    provision: Provision | None = None
    recipients: Ids = ()
    retention: Retention | None = None
    necessity: Prose | None = None
    profiling: Profiling | None = None
    direct_marketing: DirectMarketing | None = None
    automated_means: Flag | None = None
    """Whether the processing is automated; the right to portability asks it (art. 20(1)(b))."""
    own_role: Literal["controller", "joint_controller", "processor"] | None = None
    controllers: Ids = ()
    """Which of several controllers answer for this row."""
    starts: Date | None = Field(default=None, alias="from")
    ends: Date | None = Field(default=None, alias="until")
    on_device: Flag | None = None
    formerly: Formerly = ()

    @model_validator(mode="after")
    def _starts_before_it_ends(self) -> Self:
        if self.starts is not None and self.ends is not None and self.starts >= self.ends:
            refuse(
                "MO037",
                "Deze verwerking eindigt (until) voordat zij begint (from).",
                "This processing ends (until) before it starts (from).",
                at=("until",),
            )
        return self


ONLY_ROW = "row"
"""The id of the row that a purpose without `processing` makes of its own fields."""

_ROW_KEYS = frozenset(field.alias or name for name, field in Processing.model_fields.items()) - {"name", "formerly"}


class Purpose(Model):
    """A purpose. `listed: false`: the text pursues it, but not in its own list of purposes."""

    name: Text
    description: Prose | None = None
    listed: Flag | None = None
    core_service: Flag | None = None
    """People ask for exactly this service; it does not work without the processing."""
    processing: Mapping[Id, Processing] = {}
    formerly: Formerly = ()

    @model_validator(mode="before")
    @classmethod
    def _row_of_its_own(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        row = {key: value for key, value in data.items() if key in _ROW_KEYS and value is not None}
        if not row:
            return {key: value for key, value in data.items() if key not in _ROW_KEYS}
        if data.get("processing") is not None:
            keys = ", ".join(row)
            refuse(
                "MO031",
                f"Dit doel heeft rijen (processing) en daarnaast zelf: {keys}.",
                f"This purpose has rows (processing) and also, of its own: {keys}.",
                at=(next(iter(row)), KEY),
                help_nl="Zet alles in de rijen, of laat processing weg als er één rij is.",
                help_en="Put all of it in the rows, or leave out processing when there is one row.",
            )
        rest = {key: value for key, value in data.items() if key not in _ROW_KEYS and key != "processing"}
        return {**rest, "processing": {ONLY_ROW: row}}
