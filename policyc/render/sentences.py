"""What readers read of a change: the sentence of the statement before and after, from the templates of the statement.

The part around a change is rendered with only the changed field in it, by the template that words it in the statement
itself. So a reader never meets another wording than that of the statement, and never a code or an id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from policyc.changes.difference import Difference
from policyc.changes.materiality import MaterialChange
from policyc.changes.pair import Pair, value_at
from policyc.changes.patterns import pattern_of
from policyc.changes.readership import reads_the_same
from policyc.changes.rows.generic import TRANSLATION
from policyc.changes.said import Said
from policyc.diagnostics import Path
from policyc.document.rights import rights_of
from policyc.document.statement import Parts
from policyc.document.views import (
    ComplaintView,
    ControllerView,
    CookiesView,
    DataView,
    DecisionsView,
    DecisionView,
    RecipientView,
    RetentionView,
    RightsView,
    Section,
)
from policyc.model.base import Model
from policyc.model.party import Controller, JointController
from policyc.model.policy import Policy
from policyc.model.purpose import Purpose
from policyc.model.recipient import Recipient
from policyc.model.rights import AutomatedDecisions
from policyc.model.text import Name
from policyc.render.folders import Folder
from policyc.render.language import Language, language_of
from policyc.render.plain_text import Piece, joined, pieces_of, words_of
from policyc.render.templates import Templates

_Values = Mapping[str, object]
Spoken = tuple[str | None, str | None]
"""A sentence before and after, as Markdown on one line."""


def sentences(
    difference: Difference, folder: Folder, cache: FilePath | None, on_old: date, on_new: date
) -> tuple[Said, ...]:
    """The sentences of every change of `difference`, in its order, by the templates in `folder`.

    `on_old` and `on_new` are the days of which the law counts for each version. A statement that is new or withdrawn
    has no sentences: it changed as a whole.
    """
    if difference.pair is None:
        return tuple(Said(None, None) for _ in difference.changes)
    pair, new = difference.pair, difference.pair.new

    @lru_cache
    def spoken(code: str) -> Sentences:
        language = language_of(code, folder, new.address_form or "u")
        return Sentences.of(pair, Templates(folder, language, fallback=new.language, cache=cache), on_old, on_new)

    told = (spoken(_told_in(one, new)).told(one) for one in difference.changes)
    return tuple(Said(*(text and words_of(text) for text in both)) for both in told)


def _told_in(change: MaterialChange, policy: Policy) -> str:
    """The language of the policy; of a text that changed in another language only, that one."""
    if change.kind is not TRANSLATION:
        return policy.language
    return next((one for one in policy.languages if not reads_the_same(change.change, one)), policy.language)


@dataclass(frozen=True)
class Sentences:
    """The two versions as they are told. What was said once is kept: many changes lie in one and the same sentence."""

    sides: tuple[_Side, _Side]

    @classmethod
    def of(cls, pair: Pair, templates: Templates, on_old: date, on_new: date) -> Sentences:
        names = _LanguageNames(pair.new.languages)
        old, new = Parts(pair.old, on_old), Parts(pair.new, on_new)
        return cls((_Side(old, templates, names), _Side(new, templates, names)))

    def told(self, change: MaterialChange) -> Spoken:
        """The Markdown before and after; None where that version says nothing about it."""
        before, after = (joined(pieces) or None for pieces in self.pieces(change))
        return before, after

    def pieces(self, change: MaterialChange) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """The same by paragraph and item, so that a letter can leave out what is said before as well as after."""
        aspect = aspect_of(change.path)
        if aspect is None:
            return (), ()
        before, after = (side.pieces(aspect, change.path) for side in self.sides)
        return before, after

    def whole(self, path: Path) -> str | None:
        """A part that is new as a letter describes it, in Markdown; None for parts that fit in a sentence."""
        found = WHOLES.get(pattern_of(path))
        if found is None:
            return None
        template, view = found
        side = self.sides[1]
        values = view(side.parts, path, value_at(side.parts.policy, path))
        return side.templates.render(template, {"policy": side.parts.policy, "section": _NO_SECTION, **(values or {})})


@dataclass(frozen=True, slots=True)
class _LanguageNames:
    """What languages are called, in each of the languages in which a letter may be."""

    told_in: tuple[str, ...]

    def __getitem__(self, code: str) -> Name:
        return Name(tuple((one, Language(one, {}).name_of(code)) for one in sorted(self.told_in)))


@dataclass(frozen=True)
class _Side:
    parts: Parts
    templates: Templates
    names: _LanguageNames
    said: dict[tuple[Path, tuple[str, ...], str | int | None], tuple[Piece, ...]] = field(default_factory=dict)

    def pieces(self, aspect: Aspect, path: Path) -> tuple[Piece, ...]:
        root, fields = path[: len(aspect.root)], aspect.fields(path)
        entry = path[len(root) + 1] if aspect.inner and len(path) > len(root) + 1 else None
        key = (root, fields, entry)
        if key not in self.said:
            self.said[key] = self._rendered(aspect, root, fields, entry)
        return self.said[key]

    def _rendered(
        self, aspect: Aspect, root: Path, fields: tuple[str, ...], entry: str | int | None
    ) -> tuple[Piece, ...]:
        part = value_at(self.parts.policy, root)
        if not aspect.derived and (
            part is None or (fields and not any(_says(value_at(part, (name,))) for name in fields))
        ):
            return ()
        if fields and isinstance(part, Model):
            part = limited(part, fields)
        if entry is not None:
            part = _only(part, fields[0], entry)
            if part is None:
                return ()
        values = aspect.view(self.parts, root, part)
        if values is None:
            return ()
        given = {
            "policy": self.parts.policy,
            "section": _NO_SECTION,
            "language_names": self.names,
            **values,
        }
        template = str(given.pop("template", aspect.template))
        return pieces_of(self.templates.render(template, given))


def _says(value: Any) -> bool:
    return value is not None and value != () and value != {}


_NO_SECTION = Section("changes", "", "", None)
"""What surrounds a part in its section of the statement: nothing, here."""


def limited(part: Any, fields: Iterable[str]) -> Any:
    """The part with only these fields, by the keys an author writes, besides those that no such part can do without.

    The mechanism tells the kinds of transfer apart, but a statement without it is a statement.
    """
    kept = set(fields)
    return part.model_copy(
        update={
            name: None if info.is_required() else info.get_default(call_default_factory=True)
            for name, info in type(part).model_fields.items()
            if (info.alias or name) not in kept and (name == "mechanism" or not info.is_required())
        }
    )


def _only(part: Any, name: str, key: object) -> Any:
    """The part with one entry of the mapping `name`; None when it has no such entry."""
    inner = getattr(part, name)
    if not isinstance(inner, Mapping):
        return part
    return part.model_copy(update={name: {key: inner[str(key)]}}) if key in inner else None


# --- which sentence tells of which field ------------------------------------------------------------------------------

_View = Callable[[Parts, Path, Any], _Values | None]


class Aspect(NamedTuple):
    """How a kind of part is told. `root` is its pattern, and `view` makes of it what `template` gets; or it names the
    template itself.

    Fields of one of the groups in `together` are one sentence. `inner`: a field that is a mapping is told entry by
    entry. `derived`: the statement may say it without the source saying so.
    """

    root: tuple[str, ...]
    template: str
    view: _View
    together: tuple[tuple[str, ...], ...] = ()
    inner: bool = False
    derived: bool = False

    def fields(self, path: Path) -> tuple[str, ...]:
        """The fields of the part that are told with the one at `path`; none for the part as a whole, or a list."""
        if len(path) <= len(self.root) or isinstance(path[len(self.root)], int):
            return ()
        name = str(path[len(self.root)])
        return next((group for group in self.together if name in group), (name,))


def aspect_of(path: Path) -> Aspect | None:
    """Who tells of a change at `path`: the closest part around it that is told; None for what readers never see."""
    pattern = pattern_of(path)
    if any(pattern[: len(silent)] == silent for silent in SILENT):
        return None
    return next((ASPECTS[pattern[:size]] for size in range(len(pattern), 0, -1) if pattern[:size] in ASPECTS), None)


def _value(parts: Parts, path: Path, part: Any) -> _Values:
    return {"value": part}


def _content(parts: Parts, path: Path, part: Any) -> _Values:
    return {"content": part}


def _languages(parts: Parts, path: Path, part: Any) -> _Values:
    return {"codes": parts.policy.languages}


def _list(parts: Parts, path: Path, part: Any) -> _Values:
    return {"content": (part,)}


def _dpo(parts: Parts, path: Path, part: Any) -> _Values:
    """An officer has to be there to be described."""
    designated = parts.policy.dpo.designated if parts.policy.dpo else None
    return {"content": part.model_copy(update={"designated": designated})}


def _controller(parts: Parts, path: Path, part: Controller) -> _Values:
    view = ControllerView(part, part.part if isinstance(part, JointController) else None, ())
    return {"content": (view,), "policy": parts.policy.model_copy(update={"arrangement": None})}


def _data(parts: Parts, path: Path, part: Any) -> _Values:
    return {"content": (DataView(part, ()),)}


def _recipient(parts: Parts, path: Path, part: Any) -> _Values:
    recipient = parts.policy.recipients[str(path[1])]
    whole = part is recipient
    purposes = parts.purposes_of(str(path[1])) if whole else ()
    part = part.model_copy(update={"name": recipient.name, "category": recipient.category})
    return {"view": RecipientView(part, tuple(part.sub_processors.values()), purposes, (), ""), "whole": whole}


def _transfer(parts: Parts, path: Path, part: Any) -> _Values:
    return {"view": parts.transfer(parts.policy.recipients[str(path[1])], part)}


def _purpose(parts: Parts, path: Path, part: Any) -> _Values:
    return {"purpose": part, "rows": tuple(parts.row(row) for row in part.processing.values())}


def _new_purpose(parts: Parts, path: Path, part: Purpose) -> _Values:
    rows = part.processing.values()
    numbered = (parts.row(row, number if len(rows) > 1 else None) for number, row in enumerate(rows, start=1))
    return {"purpose": part, "rows": tuple(numbered)}


def _row(parts: Parts, path: Path, part: Any) -> _Values:
    return {"row": parts.row(part)}


def _retention(parts: Parts, path: Path, part: Any) -> _Values:
    return {"content": RetentionView(part, ())}


def _recipients_as_a_whole(parts: Parts, path: Path, part: Any) -> _Values:
    alone = {"recipients": {}, "no_recipients": None, "disclosure_by_law": None, str(path[0]): part}
    return {"content": None, "policy": parts.policy.model_copy(update=alone)}


def _decisions(parts: Parts, path: Path, part: Any) -> _Values:
    return {"content": DecisionsView(part, ())}


def _decision(parts: Parts, path: Path, part: Any) -> _Values:
    whole = part is value_at(parts.policy, path)
    return {
        "content": DecisionsView(AutomatedDecisions(), (DecisionView(part, ()),)),
        "name": part.name if whole else None,
    }


def _cookie(parts: Parts, path: Path, part: Any) -> _Values:
    return {"view": parts.cookie(part)}


def _cookie_use(parts: Parts, path: Path, part: Any) -> _Values:
    return {"content": CookiesView(part, None, (), ())}


def _consent(parts: Parts, path: Path, part: Any) -> _Values:
    return {"content": CookiesView(None, part, (), ())}


def _requests(parts: Parts, path: Path, part: Any) -> _Values:
    """What is said of requests as a whole; of single rights there is another aspect."""
    policy = parts.policy.model_copy(update={"rights": part.model_copy(update={"per_right": {}, "stated": ()})})
    view = RightsView((), None, part.channel, Parts(policy, parts.as_of).contacts())
    return {"content": view, "policy": policy}


def _rights_listed(parts: Parts, path: Path, part: Any) -> _Values | None:
    found = tuple(view.right for view in rights_of(parts.policy))
    return {"rights": found} if found else None


def _right(parts: Parts, path: Path, part: Any) -> _Values | None:
    """A right as it is told, whether or not the author adds something to it."""
    if path[2] == "complaint":
        return part and {"template": "sections/complaint.md.j2", "content": _complaint_view(detail=part)}
    for view in rights_of(parts.policy):
        if view.right == path[2]:
            return {"template": f"parts/rights/{view.right}.md.j2", "view": view}
    return None


def _complaint(parts: Parts, path: Path, part: Any) -> _Values | None:
    rights = parts.policy.rights
    own = rights.complaint if rights else None
    if own is None and parts.policy.transcription:
        return None
    named = own is not None and (own.authority is not None or not parts.policy.transcription)
    authority = parts.authority() if named or own is None else None
    view = _complaint_view(authority=authority, explanation=own.explanation if own else None)
    return {"content": view} if authority or (own and own.explanation) else None


def _ladder(parts: Parts, path: Path, part: Any) -> _Values:
    return {"content": _complaint_view(ladder=part)}


def _complaint_view(**given: Any) -> ComplaintView:
    nothing = {"ladder": (), "authority": None, "explanation": None, "detail": None, "derived": False}
    return ComplaintView(**{**nothing, **given})


def _new_recipient(parts: Parts, path: Path, part: Recipient) -> _Values:
    """Who it is and what it does for whom; how the agreements are numbered and dated is for the statement."""
    short = {"module": None, "signed_on": None, "assessment": None, "clauses": None}
    transfers = (
        parts.transfer(part, one.model_copy(update={key: short[key] for key in short if hasattr(one, key)}))
        for one in part.transfers.values()
    )
    shown = tuple(replace(one, clauses=None) for one in transfers)
    return {"recipient": part, "purposes": parts.purposes_of(str(path[1])), "transfers": shown}


def _document(parts: Parts, path: Path, part: Any) -> _Values:
    return {"document": part}


_LAW = ("law", "article")
_AGREEMENT = ("agreement", "agreement_signed_on")
_GROUND = (
    "mechanism", "explanation", "decision", "scope_confirmed", "certified", "checked_on", "clauses", "module",
    "signed_on", "ground", "systematic", "through",
)  # fmt: skip
_DATA = ("items", "description", "origin", "source", "special")


def _aspect(root: str, template: str, view: _View, *together: tuple[str, ...], **flags: bool) -> Aspect:
    return Aspect(tuple(root.split(".")), template and f"{template}.md.j2", view, together, **flags)


ASPECTS: Mapping[tuple[str, ...], Aspect] = {
    one.root: one
    for one in (
        _aspect("title", "changes/value", _value),
        _aspect("introduction", "changes/value", _value),
        _aspect("url", "changes/address", _value),
        _aspect("language", "changes/languages", _languages, derived=True),
        _aspect("translations", "changes/languages", _languages, derived=True),
        _aspect("prevailing_language", "changes/prevailing_language", _value),
        _aspect("effective", "changes/value", _value),
        _aspect("scope", "sections/scope", _content),
        _aspect("scope.further_purposes", "changes/value", _value),
        _aspect("controller", "sections/controller", _controller, ("name", "legal_name", "legal_form")),
        _aspect("controllers.*", "sections/controller", _controller, ("name", "legal_name", "legal_form")),
        _aspect("arrangement", "changes/value", _value),
        _aspect("dpo", "sections/dpo", _dpo),
        _aspect("audiences.*", "sections/audiences", _list),
        _aspect("data_categories.*", "sections/data_categories", _data, _DATA),
        _aspect("recipients.*", "changes/recipient", _recipient, _LAW, _AGREEMENT, inner=True),
        _aspect("recipients.*.name", "changes/value", _value),
        _aspect("recipients.*.category", "changes/value", _value),
        _aspect("recipients.*.transfers.*", "changes/transfer", _transfer, _GROUND, ("country", "organisation")),
        _aspect("no_recipients", "sections/recipients", _recipients_as_a_whole),
        _aspect("disclosure_by_law", "sections/recipients", _recipients_as_a_whole),
        _aspect("purposes.*", "changes/purpose", _purpose),
        _aspect("purposes.*.name", "changes/value", _value),
        _aspect("purposes.*.description", "changes/value", _value),
        _aspect("purposes.*.processing.*", "parts/row", _row, ("from", "until")),
        _aspect("purposes.*.processing.*.name", "changes/value", _value),
        _aspect("retention", "sections/retention", _retention),
        _aspect("automated_decisions", "sections/automated_decisions", _decisions),
        _aspect("automated_decisions.decisions.*", "changes/decision", _decision, ("ground", *_LAW)),
        _aspect("automated_decisions.decisions.*.name", "changes/value", _value),
        _aspect("children", "sections/children", _content),
        _aspect("cookie_use", "sections/cookies", _cookie_use),
        _aspect(
            "cookies.*", "changes/cookie", _cookie,
            ("consent", "exemption"), ("name", "names"), ("provider", "third_party_access"),
        ),
        _aspect("consent", "parts/cookie_consent_means", _consent, inner=True),
        _aspect("rights", "sections/rights", _requests),
        _aspect("rights.stated", "changes/rights", _rights_listed, derived=True),
        _aspect("rights.per_right.*", "", _right, derived=True),
        _aspect("rights.complaint", "sections/complaint", _complaint, ("authority", "explanation"), derived=True),
        _aspect("rights.complaint_ladder", "sections/complaint", _ladder),
        _aspect("commitments.*", "sections/commitments", _list, ("title", "text", "since")),
        _aspect("change_promise", "sections/changes", _content),
        _aspect("documents.*", "parts/document", _document, ("name", "url", "covers")),
        _aspect("security", "sections/security", _content),
        _aspect("openings.*", "changes/value", _value),
        _aspect("sections.*", "changes/own_section", _value, ("title", "text")),
    )
}  # fmt: skip

SILENT: frozenset[tuple[str, ...]] = frozenset(
    tuple(pattern.split("."))
    for pattern in (
        "policyc", "id", "address_form", "design", "version", "status", "transcription", "unconfirmed", "suppress",
        "release", "controller.vat_liable", "controller.online_service", "controller.public_authority",
        "controllers.*.vat_liable", "controllers.*.online_service", "controllers.*.public_authority",
        "audiences.*.formerly", "data_categories.*.formerly", "data_categories.*.regulated", "data_categories.*.listed",
        "recipients.*.formerly", "recipients.*.listed", "recipients.*.sub_processors.*.formerly",
        "recipients.*.transfers.*.formerly", "purposes.*.formerly", "purposes.*.listed", "purposes.*.core_service",
        "purposes.*.processing.*.formerly", "cookies.*.formerly", "cookies.*.asked_by_user", "commitments.*.claim",
        "commitments.*.after", "documents.*.after", "sections.*.after", "change_promise.history",
    )
)  # fmt: skip
"""What the statement shows nobody: for the rules, for the program, or where something stands."""

WHOLES: Mapping[tuple[str, ...], tuple[str, _View]] = {
    ("recipients", "*"): ("changes/new_recipient.md.j2", _new_recipient),
    ("purposes", "*"): ("changes/new_purpose.md.j2", _new_purpose),
    ("purposes", "*", "processing", "*"): ("parts/row.md.j2", _row),
    ("cookies", "*"): ("changes/new_cookie.md.j2", _cookie),
}
"""The parts that have too much to say for a sentence: how a letter describes a new one."""
