"""What the templates get: parts of the model, with every id turned into what it stands for. Values only, no wording.

`anchor` is the name by which links find a part on the page, whatever its heading says: it is made of the part's id.
"""

from __future__ import annotations

from dataclasses import dataclass

from policyc.document.rights import RightView
from policyc.document.summary import Summary
from policyc.law import facts
from policyc.model.cookies import ConsentMeans, Cookie, CookieUse
from policyc.model.party import Controller
from policyc.model.personal_data import DataCategory, DataSubjectCategory
from policyc.model.policy import Commitment, OtherDocument, Policy
from policyc.model.purpose import Processing, Purpose
from policyc.model.recipient import Recipient, SubProcessor
from policyc.model.retention import GeneralRetention
from policyc.model.rights import AutomatedDecision, AutomatedDecisions, ComplaintStep, RightDetail, RightsChannel
from policyc.model.text import Prose, Text
from policyc.model.transfer import Transfer


@dataclass(frozen=True, slots=True)
class ControllerView:
    controller: Controller
    part: Prose | None
    questions: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a purpose. `number` is None when the purpose has just this row."""

    row: Processing
    number: int | None
    audiences: tuple[DataSubjectCategory, ...]
    data: tuple[DataCategory, ...]
    recipients: tuple[Recipient, ...]
    controllers: tuple[Text, ...]
    questions: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PurposeView:
    purpose: Purpose
    rows: tuple[RowView, ...]
    questions: tuple[Text, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class DataView:
    category: DataCategory
    questions: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class RecipientView:
    recipient: Recipient
    sub_processors: tuple[SubProcessor, ...]
    purposes: tuple[Text, ...]
    questions: tuple[Text, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class TransferView:
    """A transfer with what the law facts say of its ground on the date of the statement."""

    recipient: Recipient
    transfer: Transfer
    through: SubProcessor | None
    importer: Text
    """Who receives the data there: the sub-processor, or else the recipient itself."""
    decision: facts.AdequacyDecision | None
    clauses: facts.TransferSafeguard | None
    questions: tuple[Text, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class TermView:
    """A row of the overview of retention."""

    purpose: Text
    row: Processing
    number: int | None
    """Which row of the purpose it is, as in `RowView`."""
    data: tuple[DataCategory, ...]


@dataclass(frozen=True, slots=True)
class RetentionView:
    general: GeneralRetention | None
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class CookieView:
    """`own`: set by the controller; `readers` None: not stated, empty: nobody else."""

    cookie: Cookie
    own: bool
    provider: Recipient | None
    purposes: tuple[Text, ...]
    data: tuple[DataCategory, ...]
    readers: tuple[Recipient, ...] | None
    questions: tuple[Text, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class CookiesView:
    use: CookieUse | None
    consent: ConsentMeans | None
    listed: tuple[CookieView, ...]
    """Cookies with a name: the table."""
    described: tuple[CookieView, ...]
    """Cookies without a name, or kinds of cookies of which a published text only speaks."""


@dataclass(frozen=True, slots=True)
class RightsView:
    rights: tuple[RightView, ...]
    objection: RightView | None
    """Shown in a block of its own (art. 21(4)), unless the text is a published one."""
    channel: RightsChannel | None
    contacts: tuple[Controller, ...]
    """Where requests may go too: the controllers, if the channel says so."""


@dataclass(frozen=True, slots=True)
class ComplaintView:
    ladder: tuple[ComplaintStep, ...]
    authority: facts.SupervisoryAuthority | None
    explanation: Prose | None
    detail: RightDetail | None
    """What the author adds to the right to complain, as to any other right."""
    derived: bool
    """The policy leaves it to us: art. 77 is told in our words, with the authority of the controller's country."""


@dataclass(frozen=True, slots=True)
class DecisionView:
    decision: AutomatedDecision
    questions: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class DecisionsView:
    automated: AutomatedDecisions
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One section: the template that words it, and what that template gets."""

    id: str
    anchor: str
    template: str
    content: object
    opening: Prose | None = None
    commitments: tuple[Commitment, ...] = ()
    documents: tuple[OtherDocument, ...] = ()
    questions: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """The whole statement. `questions` are those that concern no section; `open` counts all of them."""

    policy: Policy
    sections: tuple[Section, ...]
    questions: tuple[Text, ...]
    open: int
    summary: Summary | None
