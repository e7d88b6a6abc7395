"""RI007 and RI008: the right to complain to a supervisory authority (art. 77 AVG)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyc.diagnostics import Path, Wording
from policyc.law import facts
from policyc.model.rights import Right, Rights
from policyc.rules import spoken
from policyc.rules.case import Case
from policyc.rules.claims import Claim, claims, is_refused, once_a_text, says
from policyc.rules.prose import Passage, phrases, sentences
from policyc.rules.rule import Finding


def named_rights(case: Case) -> tuple[Right, ...] | None:
    """The rights that a published text names. None: they follow from the bases, and our own templates print them."""
    rights = case.policy.rights
    if rights is not None and rights.stated is not None:
        return rights.stated
    return () if case.policy.transcription else None


_COMPLAINT: Path = ("rights", "complaint")


def complaint_missing(case: Case) -> Iterator[Finding]:
    if named_rights(case) is not None and not _tells_complaint(case):
        yield Finding(
            _COMPLAINT,
            Wording(
                "Het recht om een klacht in te dienen bij de toezichthouder ontbreekt.",
                "The right to lodge a complaint with the supervisory authority is missing.",
            ),
        )


def _tells_complaint(case: Case) -> bool:
    rights = case.policy.rights
    if rights is None:
        return False
    own, detail = rights.complaint, rights.per_right.get("complaint")
    told = own is not None and (own.authority is not None or own.explanation is not None)
    explained = detail is not None and (detail.explanation is not None or detail.channel is not None)
    return told or explained or any(_is_authority(case, case.say(step.name)) for step in rights.complaint_ladder)


def _is_authority(case: Case, text: str) -> bool:
    """Whether a text, such as a step of the ladder, names a supervisory authority."""
    known = [fact for fact in facts.authorities() if fact.holds(case.on)]
    names = {fact.name for fact in known} | {fact.short for fact in known if fact.short}
    return phrases(tuple(sorted(names))).search(text) is not None


def complaint_forum_wrong(case: Case) -> Iterator[Finding]:
    first = tuple(_complaint_first(case))
    yield from (_no_condition(claim) for claim in first)
    yield from _narrowed_forum(case, {claim.sentence for claim in first})
    yield from _authority_elsewhere(case)
    other = next(_other_forum(case), None)
    yield from _authority_without_website(case) if other is None else (other,)
    yield from _outdated_authority(case)


def _complaint_first(case: Case) -> Iterator[Claim]:
    """The first sentence of a text that asks something of people before they may complain (art. 77(1) does not).

    A sentence about a court or a committee for disputes may: there the order can be part of an agreement.
    """
    wanted = (one for one in case.passages if _is_about_authority(case, one))
    yield from once_a_text(
        claim
        for claim in claims(case, "complaint_first_nl", wanted)
        if not is_refused(case, claim) and not _is_of_another_forum(case, claim.sentence)
    )


def _is_about_authority(case: Case, passage: Passage) -> bool:
    """Whether a text is about the complaint to the authority, and not about the steps before or beside it."""
    if passage.path[:3] == ("rights", "per_right", "complaint") or passage.path[:2] == _COMPLAINT:
        return True
    return _names_authority(case, passage.text) and says(case, "complaint_words_nl", passage.text)


def _names_authority(case: Case, text: str) -> bool:
    return says(case, "authority_words_nl", text) or _is_authority(case, text) or _links_authority(case, text)


def _links_authority(case: Case, text: str) -> bool:
    return any(fact.website in text for fact in facts.authorities() if fact.holds(case.on))


def _is_of_another_forum(case: Case, text: str) -> bool:
    return says(case, "other_forums_nl", text) and not _names_authority(case, text)


def _no_condition(claim: Claim) -> Finding:
    return Finding(
        claim.passage.path,
        Wording(
            "Iedereen mag meteen bij de toezichthouder klagen, ook wie nog niet bij u heeft geklaagd.",
            "Anyone may complain to the supervisory authority at once, also who has not complained to you yet.",
        ),
        phrase=claim.words,
        reader=claim.sentence,
    )


def _authority_elsewhere(case: Case) -> Iterator[Finding]:
    """The authority of another country than the controller's, where the own one is named nowhere.

    Its readers may complain at home (art. 77(1)); a lead authority abroad takes nothing of that away.
    """
    own = case.policy.rights.complaint if case.policy.rights is not None else None
    named = facts.supervisory_authority(own.authority, case.on) if own is not None and own.authority else None
    homes = [one.address.country for _, one in case.controllers if one.address and one.address.country]
    authorities = [found for home in homes if (found := facts.supervisory_authority(home, case.on)) is not None]
    if named is None or not authorities or len(authorities) < len(case.controllers) or named in authorities:
        return
    home, told = authorities[0], "\n".join(_told_of_complaint(case))
    if phrases(tuple(filter(None, (home.name, home.short)))).search(told):
        return
    there, here = spoken.country(named.country), spoken.country(home.country)
    yield Finding(
        (*_COMPLAINT, "authority"),
        Wording(
            f"U noemt de toezichthouder van {there.nl}, en niet die van uw eigen land ({here.nl}): {home.name}.",
            f"You name the supervisory authority of {there.en}, and not that of your own country ({here.en}): "
            f"{home.name}.",
        ),
    )


def _told_of_complaint(case: Case) -> Iterator[str]:
    """What the text says of the complaint."""
    rights = case.policy.rights
    if rights is None:
        return
    detail = rights.per_right.get("complaint")
    yield case.say(rights.complaint.explanation if rights.complaint is not None else None)
    yield case.say(detail.explanation if detail is not None else None)
    for step in rights.complaint_ladder:
        yield " ".join((case.say(step.name), case.say(step.explanation), step.url or ""))


def _other_forum(case: Case) -> Iterator[Finding]:
    """A text that sends people to one who does not supervise the AVG, and names none who does."""
    if named_rights(case) is None or any(_names_authority(case, text) for text in _told_of_complaint(case)):
        return
    places = ((*_COMPLAINT, "explanation"), ("rights", "per_right", "complaint", "explanation"))
    for claim in claims(case, "other_forums_nl", (one for one in case.passages if one.path in places)):
        yield Finding(
            claim.passage.path,
            Wording(
                f"“{claim.words}” houdt geen toezicht op de AVG. Noem de toezichthouder met website.",
                f"“{claim.words}” does not supervise the GDPR. Name the supervisory authority with its website.",
            ),
            phrase=claim.words,
            reader=claim.sentence,
        )


def _narrowed_forum(case: Case, told: set[str]) -> Iterator[Finding]:
    """People choose: where they live, where they work, or where the infringement was (art. 77(1))."""
    for claim in claims(case, "forum_confusion_nl", case.passages):
        of_rights = claim.passage.path[0] == "rights"
        if not of_rights and not says(case, "complaint_words_nl", claim.sentence):
            continue
        if claim.sentence in told or says(case, "forum_choice_nl", claim.sentence) or is_refused(case, claim):
            continue
        yield Finding(
            claim.passage.path,
            Wording(
                "Betrokkenen mogen klagen waar zij wonen, werken of waar de inbreuk is.",
                "People may complain where they live, where they work or where the infringement is.",
            ),
            phrase=claim.words,
            reader=claim.sentence,
        )


def _authority_without_website(case: Case) -> Iterator[Finding]:
    rights = case.policy.rights
    country = rights.complaint.authority if rights is not None and rights.complaint is not None else None
    if named_rights(case) is None:
        # Our template names the authority of the controller's own country, and complains of none that it does not know.
        country = country or next(
            (one.address.country for _, one in case.controllers if one.address and one.address.country), None
        )
        known = country is not None and facts.supervisory_authority(country, case.on) is not None
        if known or not (case.policy.purposes or case.policy.cookies):
            return
        at: Path = (*_COMPLAINT, "authority")
    elif not _tells_complaint(case) or _links_complaint(case, rights):
        return
    else:
        at = (*_COMPLAINT, "explanation")
    authority = facts.supervisory_authority(country, case.on) if country is not None else None
    where = f": {authority.name}, {authority.website}" if authority is not None else ""
    yield Finding(
        at,
        Wording(
            f"Noem de toezichthouder met website{where}.", f"Name the supervisory authority with its website{where}."
        ),
    )


def _links_complaint(case: Case, rights: Rights | None) -> bool:
    """Whether the text about the complaint leads to a website."""
    if rights is None:
        return False
    detail = rights.per_right.get("complaint")
    own = rights.complaint.explanation if rights.complaint is not None else None
    told = [case.say(own), case.say(detail.explanation) if detail is not None else ""]
    links = [step.url for step in rights.complaint_ladder] + [detail.channel if detail is not None else None]
    return any("https://" in (text or "") for text in (*told, *links))


def _outdated_authority(case: Case) -> Iterator[Finding]:
    """Names, addresses, numbers and links that the authority no longer has, also behind the words of a link."""
    said = tuple(_texts_and_links(case))
    whole = "\n".join(text for _, text in said).lower()
    words = (re.escape(word) for word in facts.outdated_authority_words(case.on) if word in whole)
    patterns = facts.outdated_authority_patterns(case.on, within=whole)
    outdated = "|".join((*words, *(pattern.pattern for pattern in patterns)))
    for path, text in said if outdated else ():
        match = next((one for one in re.finditer(outdated, text, re.IGNORECASE) if not _is_past(case, text, one)), None)
        if match is not None:
            yield Finding(
                path,
                Wording(
                    f"“{match.group()}” klopt niet meer. Neem de gegevens van de toezichthouder over van haar website.",
                    f"“{match.group()}” is out of date. Take the details of the authority from its website.",
                ),
                phrase=match.group(),
            )


def _is_past(case: Case, text: str, match: re.Match[str]) -> bool:
    """Whether the sentence says that this is how it was: “heette vroeger …”."""
    whole, old = " ".join(text.split()), " ".join(match.group().split())
    return all(says(case, "former_name_nl", sentence) for sentence in sentences(whole) if old in sentence)


def _texts_and_links(case: Case) -> Iterator[tuple[Path, str]]:
    yield from case.said
    rights = case.policy.rights
    for index, step in enumerate(rights.complaint_ladder if rights is not None else ()):
        yield ("rights", "complaint_ladder", index, "url"), step.url or ""
    detail = rights.per_right.get("complaint") if rights is not None else None
    if detail is not None:
        yield ("rights", "per_right", "complaint", "channel"), detail.channel or ""
