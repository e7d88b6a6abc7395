"""The root of the source language: one privacy and cookie statement of one organisation (design 4)."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator

from policyc.model.address import AddressForm
from policyc.model.base import KEY, Model, refuse
from policyc.model.cookies import ConsentMeans, Cookie, CookieUse
from policyc.model.design import Design
from policyc.model.link import Email, Link, Phone, Url
from policyc.model.parsing import Parsed, unique
from policyc.model.party import Controller, DataProtectionOfficer, JointController
from policyc.model.personal_data import DataCategory, DataSubjectCategory
from policyc.model.purpose import Purpose
from policyc.model.recipient import Recipient
from policyc.model.retention import GeneralRetention
from policyc.model.rights import AutomatedDecisions, Children, Rights
from policyc.model.text import Name, Plain, Prose, Text
from policyc.model.values import Date, Duration, Flag, Id, LanguageCode, Version

Section = Literal[
    "scope",
    "controller",
    "dpo",
    "audiences",
    "purposes",
    "purposes_elsewhere",
    "data_categories",
    "recipients",
    "transfers",
    "retention",
    "rights",
    "complaint",
    "automated_decisions",
    "children",
    "cookies",
    "commitments",
    "security",
    "changes",
    "documents",
]
"""The standard sections of a statement. An author's own section stands after one of them or after another own one."""


class Exclusion(Model):
    """Something the statement is not about."""

    what: Text
    explanation: Prose | None = None
    url: Url | None = None


def _short_exclusion(value: Any) -> Any:
    return {"what": value} if isinstance(value, str) else value


class Scope(Model):
    """Where the statement counts."""

    websites: Annotated[tuple[Url, ...], unique] = ()
    applications: tuple[Text, ...] = ()
    services: tuple[Text, ...] = ()
    explanation: Prose | None = None
    exclusions: tuple[Annotated[Exclusion, BeforeValidator(_short_exclusion)], ...] = ()
    further_purposes: Prose | None = None
    """What the text says of purposes beyond its list (art. 13(3))."""


class Commitment(Model):
    """A promise or a negative claim. It is content: stored, rendered, compared."""

    title: Text | None = None
    text: Prose
    claim: (
        Literal[
            "information",
            "minimisation",
            "no_disclosure",
            "no_sale",
            "security",
            "rights",
            "lawfulness",
            "only_provided_data",
            "no_other_purposes",
            "anonymous",
            "review",
        ]
        | None
    ) = None
    since: Date | None = None
    after: Section | None = None
    """The section it belongs under; null: in the section of commitments."""


class Disclosure(Model):
    """Disclosure because the law demands it, as the text puts it."""

    text: Prose
    law: Name | None = None
    article: Name | None = None


class PublishedVersion(Model):
    """An earlier version that readers can still find."""

    version: Version
    effective: Date | None = None
    url: Url | None = None
    summary: Text | None = None


class ChangePromise(Model):
    """How changes of the statement are announced. `reservation` and `reader_duty` are what CH002 and CH003 look at."""

    channels: tuple[Text, ...] = ()
    lead_time: Duration | None = None
    explanation: Prose | None = None
    reservation: Prose | None = None
    reader_duty: Prose | None = None
    archive: Url | None = None
    history: tuple[PublishedVersion, ...] = ()


class OtherDocument(Model):
    """Another document the statement refers to for part of its content."""

    name: Text
    url: Url | None = None
    covers: Text | None = None
    after: Section | None = None


class SecurityContact(Model):
    """Where somebody reports that data may not be safe."""

    email: Email | None = None
    phone: Phone | None = None
    url: Link | None = None
    explanation: Prose | None = None


class Security(Model):
    """What the statement says of security (art. 32)."""

    explanation: Prose | None = None
    measures: tuple[Text, ...] = ()
    contact: SecurityContact | None = None


class OwnSection(Model):
    """The author's own prose, anywhere in the order."""

    title: Text
    text: Prose
    after: Id | None = None


class Unconfirmed(Model):
    """A fact the controller still has to confirm, with the question to ask. `at` is a path like controller.email."""

    at: Plain
    question: Text


class Suppression(Model):
    """A finding someone decided to accept."""

    rule: Plain
    at: Plain | None = None
    reason: Text | None = None
    by: Text | None = None
    until: Date | None = None


Nature = Literal["processing_change", "disclosure_correction", "legal_update", "editorial"]


class ReleaseChange(Model):
    """What the announcement says of a group of changes, with what no comparison can know of them."""

    covers: tuple[Plain, ...]
    """Paths of the changes; `*` stands for one step, `**` for all that follow. The most specific entry counts."""
    subject: Text | None = None
    """What the group is called in the notice."""
    nature: Nature | None = None
    before: Prose | None = None
    """How it was, in a few sentences; null: each change is told by itself."""
    after: Prose | None = None
    why: Prose | None = None
    means: Prose | None = None
    """What it means for people, disadvantages included (WP260 31)."""
    risks: Prose | None = None
    """What may happen to data that go to a country without safeguards (art. 49(1)(a))."""
    options: Prose | None = None
    """What people can do, until when, and what happens if they do nothing."""
    since: Date | None = None
    """Since when the practice exists, where only the text was wrong."""
    since_unknown: Flag | None = None
    """The controller does not know since when."""
    law: Text | None = None
    """The act or the judgment behind a `legal_update`."""
    compatibility: Prose | None = None
    """Why a new purpose fits with the one the data were collected for (art. 6(4))."""
    only_new_data: Flag | None = None
    """It concerns only data that are collected after the change takes effect."""
    unexpected: Flag | None = None
    """People would not expect it, or it affects them greatly (WP260 29)."""
    wording: Literal["widened", "narrowed", "unchanged"] | None = None
    """What another wording does to the scope of a purpose, an interest or a promise."""
    refusals_respected: Flag | None = None
    """Who refused or withdrew consent stays out, also when consent is no longer the basis (EDPB 05/2020, 121-123)."""


class ConsentRefresh(Model):
    """How consent is asked anew, where a change needs it."""

    plan: Prose
    by: Date | None = None


class AcceptedChange(Model):
    """A change whose duty someone decided to answer for in another way. It holds for exactly this change.

    `until` is the last day on which a version with it may take effect: no result depends on the day of the run.
    """

    change: Plain
    """The kind of change, such as `retention-longer`."""
    at: Plain
    fingerprint: Plain
    """As `policyc diff` prints it: another change at the same place has another one."""
    reason: Text
    by: Text
    until: Date


class Release(Model):
    """What the announcement of this version needs."""

    notice_date: Date | None = None
    urgent: Flag | None = None
    summary: Prose | None = None
    """The change in a sentence or two, for the top of the notice."""
    stays: Prose | None = None
    consent_refresh: ConsentRefresh | None = None
    changes: tuple[ReleaseChange, ...] = ()
    comparison: Url | None = None
    """Where readers find all differences."""
    accept: tuple[AcceptedChange, ...] = ()


def _format(value: Any) -> int:
    if str(value) != "1":
        refuse(
            "MO033",
            "Deze versie van de brontaal kent dit programma niet.",
            "This program does not know this version of the source language.",
            help_nl="Schrijf policyc: 1.",
            help_en="Write policyc: 1.",
        )
    return 1


class Policy(Model):
    """A privacy and cookie statement as its source says it. Incomplete is allowed; wrong is not."""

    policyc: Annotated[int, Parsed(_format)]
    id: Id
    title: Text
    url: Url | None = None
    """Where readers find this statement."""
    design: Design | None = None
    """How the organisation wants it to look."""
    language: LanguageCode = "nl"
    translations: Annotated[tuple[LanguageCode, ...], unique] = ()
    """Further languages in which the statement is published."""
    prevailing_language: LanguageCode | None = None
    """Which text counts where the languages differ; null: the statement does not say."""
    address_form: AddressForm | None = None
    """How Dutch texts address the reader; null: u."""
    version: Version | None = None
    effective: Date | None = None
    status: Literal["draft", "final", "archived"]
    transcription: Flag | None = None
    """The policy takes over a text that was not made with policyc. The statement then keeps to the words of that text:
    nothing is derived or explained, and what the transcriber only read into it, for the rules, is not printed."""

    introduction: Prose | None = None
    scope: Scope | None = None
    controller: Controller | None = None
    controllers: Mapping[Id, JointController] = {}
    arrangement: Prose | None = None
    """The essence of the arrangement between joint controllers (art. 26(2))."""
    dpo: DataProtectionOfficer | None = None
    audiences: Mapping[Id, DataSubjectCategory] = {}
    data_categories: Mapping[Id, DataCategory] = {}
    recipients: Mapping[Id, Recipient] = {}
    no_recipients: Flag | None = None
    disclosure_by_law: Disclosure | None = None
    purposes: Mapping[Id, Purpose] = {}
    retention: GeneralRetention | None = None
    automated_decisions: AutomatedDecisions | None = None
    children: Children | None = None
    cookie_use: CookieUse | None = None
    cookies: Mapping[Id, Cookie] = {}
    consent: ConsentMeans | None = None
    rights: Rights | None = None
    commitments: Mapping[Id, Commitment] = {}
    change_promise: ChangePromise | None = None
    documents: Mapping[Id, OtherDocument] = {}
    security: Security | None = None
    openings: Mapping[Section, Prose] = {}
    """The author's own first words in a standard section."""
    sections: Mapping[Id, OwnSection] = {}
    unconfirmed: tuple[Unconfirmed, ...] = ()
    suppress: tuple[Suppression, ...] = ()
    release: Release | None = None

    @property
    def parties(self) -> tuple[Controller, ...]:
        """Who is responsible: the controller, or all of the joint ones."""
        return (self.controller,) if self.controller is not None else tuple(self.controllers.values())

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the statement is published, its own first."""
        return tuple(dict.fromkeys((self.language, *self.translations)))

    @model_validator(mode="after")
    def _one_or_joint(self) -> Self:
        if self.controller is not None and self.controllers:
            refuse(
                "MO034",
                "Er is één verwerkingsverantwoordelijke (controller) of er zijn er meer (controllers), niet allebei.",
                "There is one controller (controller) or there are several (controllers), not both.",
                at=("controllers", KEY),
            )
        return self
