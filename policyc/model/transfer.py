"""Transfers outside the EEA and what they rest on (arts. 44-49). Each mechanism carries just its own fields."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from policyc.model.base import Model
from policyc.model.link import Link
from policyc.model.personal_data import Formerly
from policyc.model.text import Prose, Text
from policyc.model.values import Country, Date, Flag, Id


class _Transfer(Model):
    country: Country | None = None
    organisation: Text | None = None
    """An international organisation (art. 4(26)) instead of a country."""
    through: Id | None = None
    """The sub-processor that receives the data there."""
    explanation: Prose | None = None
    fallback: Text | None = None
    """What the transfer rests on if the first mechanism falls away."""
    formerly: Formerly = ()


class UndecidedTransfer(_Transfer):
    """A transfer whose mechanism is not stated. That is a finding (TR001), not a schema error."""

    mechanism: None = None


class AdequacyTransfer(_Transfer):
    """Art. 45. `decision` names the decision (an id of the law facts) where a country has had several."""

    mechanism: Literal["adequacy"]
    decision: Id | None = None
    scope_confirmed: Flag | None = None
    certified: Flag | None = None
    checked_on: Date | None = None
    copy_at: Link | None = None


class _Safeguard(_Transfer):
    copy_at: Link | None = None
    assessment: Flag | None = None
    """Whether a transfer impact assessment was made (C-311/18; SCC clause 14)."""


class StandardClausesTransfer(_Safeguard):
    """Art. 46(2)(c)-(d). `clauses` names the set (an id of the law facts)."""

    mechanism: Literal["standard_clauses"]
    clauses: Id | None = None
    module: Literal["1", "2", "3", "4"] | None = None
    signed_on: Date | None = None


class BindingCorporateRulesTransfer(_Safeguard):
    """Arts. 46(2)(b) and 47."""

    mechanism: Literal["binding_corporate_rules"]


class OtherSafeguardTransfer(_Safeguard):
    """Arts. 46(2)(a), (e), (f) and 46(3)."""

    mechanism: Literal["code_of_conduct", "certification", "public_instrument", "ad_hoc_clauses"]


class DerogationTransfer(_Transfer):
    """Art. 49: an exception for single cases."""

    mechanism: Literal["derogation"]
    ground: Literal["49_1_a", "49_1_b", "49_1_c", "49_1_d", "49_1_e", "49_1_f", "49_1_g", "49_1_second"] | None = None
    systematic: Flag | None = None


_KINDS = {
    "adequacy": "adequacy",
    "standard_clauses": "standard_clauses",
    "binding_corporate_rules": "binding_corporate_rules",
    "code_of_conduct": "other_safeguard",
    "certification": "other_safeguard",
    "public_instrument": "other_safeguard",
    "ad_hoc_clauses": "other_safeguard",
    "derogation": "derogation",
}

MECHANISMS = tuple(_KINDS)


# The brackets keep a tag in the location of an error from being taken for a key of the source.
def _kind(value: Any) -> str | None:
    mechanism = value.get("mechanism") if isinstance(value, dict) else getattr(value, "mechanism", None)
    kind = "undecided" if mechanism is None else _KINDS.get(mechanism) if isinstance(mechanism, str) else None
    return kind and f"<{kind}>"


Transfer = Annotated[
    Annotated[UndecidedTransfer, Tag("<undecided>")]
    | Annotated[AdequacyTransfer, Tag("<adequacy>")]
    | Annotated[StandardClausesTransfer, Tag("<standard_clauses>")]
    | Annotated[BindingCorporateRulesTransfer, Tag("<binding_corporate_rules>")]
    | Annotated[OtherSafeguardTransfer, Tag("<other_safeguard>")]
    | Annotated[DerogationTransfer, Tag("<derogation>")],
    Discriminator(_kind, custom_error_type="transfer_mechanism", custom_error_message="no such mechanism"),
]
