"""Who is responsible, and how to reach them: controllers, representative, DPO (AVG 4(7), 26, 27, 37)."""

from typing import Self

from pydantic import model_validator

from policyc.model.base import KEY, Model, refuse
from policyc.model.link import Email, Link, Phone
from policyc.model.text import Name, Prose, Text
from policyc.model.values import Country, Flag


class Address(Model):
    """A postal or visiting address. Every line may be unknown."""

    street: Name | None = None
    postal_code: Name | None = None
    city: Name | None = None
    country: Country | None = None


class Contact(Model):
    """The ways to reach somebody; what is left out is not offered."""

    address: Address | None = None
    email: Email | None = None
    phone: Phone | None = None
    contact_form: Link | None = None


class Representative(Contact):
    """The representative in the Union of a controller outside it (art. 27)."""

    name: Name


class Controller(Contact):
    """The controller (art. 4(7)), identified as art. 13(1)(a) AVG and art. 3:15d BW ask."""

    name: Name | None = None
    legal_name: Name | None = None
    legal_form: Name | None = None
    trade_register: Name | None = None
    vat_number: Name | None = None
    vat_liable: Flag | None = None
    explanation: Prose | None = None
    """What the statement says about getting in touch, beyond the contact details themselves."""
    representative: Representative | None = None
    representative_exception: Text | None = None
    online_service: Flag | None = None
    public_authority: Flag | None = None

    @property
    def title(self) -> Text | None:
        """The name people know it by, else the one in the register."""
        return self.name or self.legal_name

    @model_validator(mode="after")
    def _represented_or_excepted(self) -> Self:
        if self.representative is not None and self.representative_exception is not None:
            refuse(
                "MO036",
                "Er is een vertegenwoordiger of een uitzondering op die plicht, niet allebei.",
                "There is a representative or an exception from that duty, not both.",
                at=("representative_exception", KEY),
            )
        return self


class JointController(Controller):
    """One of several controllers who decide together (art. 26), with the part each plays."""

    part: Prose | None = None


class DataProtectionOfficer(Contact):
    """The data protection officer (arts. 37-39). `designated` null: not decided; false: decided that there is none."""

    designated: Flag | None = None
    name: Name | None = None
    reason: Text | None = None
