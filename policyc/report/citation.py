"""Where the law says so, in words: `AVG 13(1)(a)` is article 13, paragraph 1, point a of the GDPR.

A source is written as `<instrument> <places>`, with places after commas: `AVG 13(1)(a), 14(1)(a), recital 59`. A place
that begins with a bracket goes on in the article before it: `Tw 11.7a(3)(b), (4)`. Ranges have a dash: `AVG 15-17`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from policyc.diagnostics import Language, Wording

# What an act is called after its articles. What is not here is no act that a source can name.
_ACTS = {
    "AVG": Wording("AVG", "GDPR"),
    "UAVG": Wording("UAVG", "Dutch GDPR Implementation Act"),
    "WBP": Wording("Wbp", "former Dutch Data Protection Act"),
    "RL9546": Wording("Richtlijn 95/46/EG", "Directive 95/46/EC"),
    "Tw": Wording("Tw", "Dutch Telecommunications Act"),
    "ePR": Wording("ePrivacyrichtlijn", "ePrivacy Directive"),
    "ePrivacy": Wording("ePrivacyrichtlijn", "ePrivacy Directive"),
    "BW": Wording("BW", "Dutch Civil Code"),
    "AWR": Wording("AWR", "Dutch General State Taxes Act"),
    "Awb": Wording("Awb", "Dutch General Administrative Law Act"),
    "OB": Wording("Wet OB 1968", "Dutch VAT Act 1968"),
    "URLB": Wording("URLB 2011", "Dutch Wage Tax Implementing Regulation 2011"),
    "Rv": Wording("Rv", "Dutch Code of Civil Procedure"),
    "Sr": Wording("Sr", "Dutch Criminal Code"),
    "HR": Wording("Handelsregisterwet", "Dutch Trade Register Act"),
    "Hrw": Wording("Handelsregisterwet", "Dutch Trade Register Act"),
    "Wabb": Wording("Wabb", "Dutch Citizen Service Number Act"),
    "Wwft": Wording("Wwft", "Dutch Anti-Money-Laundering Act"),
    "Handvest": Wording("EU-Handvest", "EU Charter"),
    "VWEU": Wording("VWEU", "TFEU"),
    "DSA": Wording("DSA", "DSA"),
    "AIA": Wording("AI-verordening", "AI Act"),
    "SCC": Wording("standaardcontractbepalingen", "standard contractual clauses"),
}
_AND = Wording("en", "and")


@dataclass(frozen=True, slots=True)
class Place:
    """One place in an act: article (none: in the one before), paragraph, point, each perhaps a range; or a recital."""

    article: str = ""
    paragraph: str = ""
    point: str = ""
    sub: str = ""
    kind: str = "article"
    sentence: str = ""


def citation(source: str, language: Language) -> str:
    """A source in words; as it was written where it follows no known form (see `is_citation`)."""
    wording = _worded(source)
    return source if wording is None else wording.in_language(language)


def citations(sources: Sequence[str], language: Language) -> str:
    """Several sources in words; the articles of one act that follow each other share its name."""
    grouped: list[str] = []
    for source in sources:
        act, _, places = source.partition(" ")
        if grouped and act in _ACTS and grouped[-1].startswith(f"{act} "):
            grouped[-1] += f", {places}"
        else:
            grouped.append(source)
    return "; ".join(citation(source, language) for source in grouped)


def is_citation(source: str) -> bool:
    """Whether a source is written in a form that can be put into words."""
    return _worded(source) is not None


@cache
def _worded(source: str) -> Wording | None:
    for form, worded in _FORMS:
        match = re.fullmatch(form, source)
        if match is not None:
            return worded(match)
    return None


# --- acts ------------------------------------------------------------------------------------------------------------

_ARTICLE = r"(?:\d+:)?\d+(?:\.\d+)?[a-z]{0,3}"
_STEP = r"\((?:\d+[a-z]?|[a-z]{1,2}|[ivx]+)\)"
_PLACE = re.compile(
    rf"(?P<kind>(?:art|arts|clause|recital|recitals)\.? )?"
    rf"(?P<article>{_ARTICLE}(?:-{_ARTICLE})?)?"
    rf"(?P<steps>(?:{_STEP}(?:-{_STEP})?)*)"
    r"(?:,? (?P<sentence>first|second|last) sentence)?",
    re.IGNORECASE,
)
_SENTENCES = {
    "first": Wording("eerste zin", "first sentence"),
    "second": Wording("tweede zin", "second sentence"),
    "last": Wording("laatste zin", "last sentence"),
}


def _act(match: re.Match[str]) -> Wording | None:
    act = _ACTS.get(match["act"])
    worded = None if act is None else _located(match["places"], act)
    if worded is None or match["act"] != "AVG":
        return worded
    # The definitions of art. 4 AVG are numbered points; it has no paragraphs.
    return Wording(re.sub(r"(?<![\d.])4 lid (?=\d)", "4 punt ", worded.nl), worded.en)


def _located(places: str, act: Wording) -> Wording | None:
    """The places of an act with its name: Dutch and English agree on the order."""
    parsed = [_place(part) for part in re.split(r", (?!\w+ sentence)| and ", places)]
    if any(place is None for place in parsed):
        return None
    found = [place for place in parsed if place is not None]
    if found[0].kind == "article" and not found[0].article:
        return None
    return Wording(f"{_listed(found, 'nl')} {act.nl}", f"{_listed(found, 'en')} {act.en}")


def _place(text: str) -> Place | None:
    match = _PLACE.fullmatch(text)
    if match is None or not (match["article"] or match["steps"]):
        return None
    kind = (match["kind"] or "article").lower().rstrip(" .s")
    kind = "article" if kind.startswith("art") else kind
    steps = [re.sub(r"[()]", "", step) for step in re.findall(rf"{_STEP}(?:-{_STEP})?", match["steps"])]
    paragraph = steps.pop(0) if steps and steps[0][0].isdigit() else ""
    if len(steps) > 2 or (kind != "article" and not match["article"]):
        return None
    point, sub = (*steps, "", "")[:2]
    return Place(match["article"] or "", paragraph, point, sub, kind, (match["sentence"] or "").lower())


def _listed(places: list[Place], language: Language) -> str:
    """`artikelen 13 lid 1 onder a en 14 lid 1 onder a`: each kind with its name in front, one or more."""
    said: list[str] = []
    for kind, group in groupby(places, key=lambda place: place.kind):
        members = list(group)
        several = sum(bool(place.article) for place in members) > 1 or any("-" in place.article for place in members)
        parts = [_said(place, language) for place in members]
        parts[0] = f"{_KINDS[kind].in_language(language).split('/')[several]} {parts[0]}"
        said += parts
    return _joined(said, language)


_KINDS = {
    "article": Wording("artikel/artikelen", "art./arts."),
    "recital": Wording("overweging/overwegingen", "recital/recitals"),
    "clause": Wording("bepaling/bepalingen", "clause/clauses"),
}


def _said(place: Place, language: Language) -> str:
    """One place without the word for its kind: `13 lid 1 onder a`, `13(1)(a)`."""
    if language == "en":
        steps = (place.paragraph, place.point, place.sub)
        text = place.article + "".join("(" + step.replace("-", ")-(") + ")" for step in steps if step)
    else:
        words = (("", place.article), ("lid", place.paragraph), ("onder", place.point), ("", place.sub))
        text = " ".join(f"{word} {_through(value)}".strip() for word, value in words if value)
    return f"{text}, {_SENTENCES[place.sentence].in_language(language)}," if place.sentence else text


def _through(value: str) -> str:
    """A range in Dutch: `15 tot en met 17`, and `b en c` where nothing is between."""
    first, dash, last = value.partition("-")
    if not dash:
        return value
    near = int(last) - int(first) == 1 if (first + last).isdecimal() else _follows(first, last)
    return f"{first} en {last}" if near else f"{first} tot en met {last}"


def _follows(first: str, last: str) -> bool:
    return len(first) == len(last) == 1 and ord(last) - ord(first) == 1


def _joined(parts: list[str], language: Language) -> str:
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} {_AND.in_language(language)} {parts[-1]}".replace(",,", ",")


# --- judgments, guidance, decisions ----------------------------------------------------------------------------------


def _judgment(match: re.Match[str]) -> Wording | None:
    """`C-673/17`, of the Court of Justice, or `T-553/23`, of the General Court; perhaps its name and points in it."""
    points, name = _points(match["points"]), match["name"] or ""
    nl, en = ("Gerecht EU", "General Court") if match["cases"].startswith("T") else ("HvJ EU", "CJEU")
    cases = match["cases"].split(", ")
    return Wording(f"{nl} {_joined(cases, 'nl')}{name}{points.nl}", f"{en} {_joined(cases, 'en')}{name}{points.en}")


_EDPB = {
    "": Wording("richtsnoeren", "Guidelines"),
    "Guidelines": Wording("richtsnoeren", "Guidelines"),
    "Opinion": Wording("advies", "Opinion"),
    "Rec.": Wording("aanbevelingen", "Recommendations"),
    "Recommendations": Wording("aanbevelingen", "Recommendations"),
    "Report": Wording("verslag", "Report"),
    "Statement": Wording("verklaring", "Statement"),
}


def _edpb(match: re.Match[str]) -> Wording | None:
    kind, points = _EDPB[match["kind"] or ""], _points(match["points"])
    draft = Wording(" (concept)", " (draft)") if match["draft"] else Wording("", "")
    version = match["version"] or ""
    return Wording(
        f"EDPB-{kind.nl} {match['number']}{version}{draft.nl}{points.nl}",
        f"EDPB {kind.en} {match['number']}{version}{draft.en}{points.en}",
    )


def _working_party(match: re.Match[str]) -> Wording | None:
    """An opinion of the working party before the EDPB, with points in it or its annex."""
    points = _points(match["points"])
    return Wording(match["paper"] + points.nl, match["paper"] + points.en)


def _points(text: str | None) -> Wording:
    """`12-13`, `13, 33-37`, `annex`, `12 and annex` after a comma; nothing for nothing."""
    if not text:
        return Wording("", "")
    parts = re.split(r", | and ", text.strip(", "))
    numbers = [part for part in parts if part[0].isdigit()]
    rest = [part for part in parts if not part[0].isdigit()]
    several = len(numbers) > 1 or any("-" in number for number in numbers)

    def said(language: Language) -> str:
        shown = [number.replace("-", "–") for number in numbers]
        word = {"nl": "punten " if several else "punt ", "en": "paras " if several else "para "}[language]
        if shown:
            shown[0] = word + shown[0]
        return ", " + _joined(shown + ["bijlage" if language == "nl" else "annex" for _ in rest], language)

    return Wording(said("nl"), said("en"))


def _decision(match: re.Match[str]) -> Wording | None:
    """A decision or regulation of the Union, perhaps an article of it."""
    nl, en = {
        "Decision": ("Besluit", "Decision"),
        "Regulation": ("Verordening", "Regulation"),
        "Directive": ("Richtlijn", "Directive"),
    }[match["kind"]]
    number = match["number"]
    name = Wording(f"{nl} {number.replace('/EC', '/EG')}", f"{en} {number}")
    return _located(match["places"].strip(), name) if match["places"] else name


def _publication(match: re.Match[str]) -> Wording | None:
    return Wording(match[0], match[0])


def _authority(match: re.Match[str]) -> Wording | None:
    """What the Dutch authority publishes has a Dutch title."""
    return Wording(match[0], f"Dutch data protection authority ({match[0]})")


_POINT = r"(?:\d+(?:\.\d+)*(?:-\d+(?:\.\d+)*)?|annex)"
_CASE = r"[CT]-\d+/\d\d(?: P)?"
_POINTS = rf"(?P<points>,? {_POINT}(?:(?:, | and ){_POINT})*)?"

_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Wording | None]], ...] = (
    (rf"(?:CJEU )?(?P<cases>{_CASE}(?:, {_CASE})*)(?P<name> \([^()]+\))?{_POINTS}", _judgment),
    (
        rf"EDPB (?:(?P<kind>{'|'.join(re.escape(kind) for kind in _EDPB if kind)}) )?(?P<number>\d+/\d{{4}})"
        rf"(?P<version> v\d\.\d)?(?P<draft> \(draft\))?{_POINTS}",
        _edpb,
    ),
    (rf"(?P<paper>WP ?\d+(?: rev\.\d+)?){_POINTS}", _working_party),
    (
        r"(?P<kind>Decision|Regulation|Directive) (?P<number>(?:\((?:EU|EC)\) )?\d+/\d+(?:/E[CUG])?)"
        r"(?P<places> art\. .+)?",
        _decision,
    ),
    (r"(?:Stb|Stcrt)\. \d{4}, \d+", _publication),
    (r"Kamerstukken I{1,2} \d+(?:, (?:nr\. )?\d+)?|ECLI:[A-Z]{2}:[A-Z]+:\d{4}:\w+", _publication),
    (r"AP \w.*", _authority),
    (r"(?P<act>[A-Za-z]+\d*) (?P<places>.+)", _act),
)
