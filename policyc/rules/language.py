"""Family LA: language and clarity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.model.text import Name, Prose, Text
from policyc.rules.case import Case
from policyc.rules.prose import Passage, found, mark, phrases, present, unmarked, vocabulary
from policyc.rules.readability import Readability, words
from policyc.rules.rule import Finding, Rule

_WHOLE: Path = ("title",)
"""Where a finding about the whole text stands."""

_ENOUGH = 100
"""Words from which a score says something of a text; below that one sentence decides it."""

# --- LA001 ------------------------------------------------------------------------------------------------------------


def vague_qualifier(case: Case) -> Iterator[Finding]:
    """The first of a sentence. A question holds nothing open, and what the reader may do is no reservation."""
    vague = phrases(present(facts.words("vague_qualifiers_nl", case.on), case.vocabulary))
    for (passage, sentence), hits in groupby(found(vague, case.own_words), key=itemgetter(0, 1)):
        if sentence.endswith("?"):
            continue
        begins, ends = _exempt(sentence, case)
        hit = next((hit for *_, hit in hits if hit.start() not in begins and hit.end() not in ends), None)
        if hit is not None:
            word = hit.group()
            yield Finding(
                passage.path,
                Wording(
                    f"Vaag woord “{word}”: zeg wat u wel en niet doet.",
                    f"Vague word “{word}”: say what you do and what you do not do.",
                ),
                phrase=mark(passage, sentence, *hit.span()),
                reader=sentence,
            )


def _exempt(sentence: str, case: Case) -> tuple[set[int], set[int]]:
    """Where the contexts begin and end in which a word is not vague: it is their first or last one (“kan … niet”)."""
    named = phrases(facts.words("exempt_contexts_nl", case.on))
    spans = [
        context.span()
        for pattern in (named, *facts.patterns("exempt_contexts_nl", case.on), *_plain(sentence, case))
        for context in pattern.finditer(sentence)
    ]
    return {begin for begin, _ in spans}, {end for _, end in spans}


def _plain(sentence: str, case: Case) -> tuple[re.Pattern[str], ...]:
    """Advice to the reader, and other sentences that tell nothing of the controller."""
    return facts.patterns("not_vague_nl", case.on, within=sentence.lower())


# --- LA002 ------------------------------------------------------------------------------------------------------------


def hard_to_read(case: Case) -> Iterator[Finding]:
    """Every sentence that is too long; and the text as a whole, once."""
    limit = facts.plain_language(case.on).max_sentence_words
    for passage in case.own_words:
        if passage.text.count(" ") < limit:
            continue
        for sentence in passage.sentences:
            count = len(words(sentence))
            if count > limit:
                yield Finding(
                    passage.path,
                    Wording(
                        f"Zin van {count} woorden: maak het korter en eenvoudiger.",
                        f"A sentence of {count} words: make it shorter and simpler.",
                    ),
                    phrase=sentence,
                    reader=sentence,
                )
    yield from _hard_text(case, _measured(case))


def _measured(case: Case) -> Readability | None:
    """The measures of a text that is long enough to have them."""
    return case.readability if case.readability is not None and case.readability.words >= _ENOUGH else None


def _hard_text(case: Case, text: Readability | None) -> Iterator[Finding]:
    if text is None:
        return
    norm = facts.plain_language(case.on)
    nl, en = [], []
    if text.mean > norm.mean_sentence_words:
        nl.append(f"de zinnen hebben gemiddeld {_nl(text.mean)} woorden (hoogstens {norm.mean_sentence_words})")
        en.append(f"the sentences have {text.mean:.1f} words on average (at most {norm.mean_sentence_words})")
    score = text.flesch_douma(norm)
    if score < norm.min_flesch_douma:
        nl.append(f"de leesbaarheid is {_nl(score)} (minstens {norm.min_flesch_douma})")
        en.append(f"the readability is {score:.1f} (at least {norm.min_flesch_douma})")
    if nl:
        yield Finding(
            _WHOLE,
            Wording(
                f"Over de hele tekst: {' en '.join(nl)}. Maak het korter en eenvoudiger.",
                f"Over the whole text: {' and '.join(en)}. Make it shorter and simpler.",
            ),
        )


def _nl(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


# --- LA003 ------------------------------------------------------------------------------------------------------------


def legalese(case: Case) -> Iterator[Finding]:
    """Every stiff word; and the passive, once, where too many sentences are in it."""
    stiff = present(facts.words("legalese_nl", case.on), case.vocabulary)
    for passage, sentence, hit in found(phrases(stiff), case.own_words):
        word = hit.group()
        yield Finding(
            passage.path,
            Wording(
                f"“{word}” is ambtelijk. Schrijf gewoon en actief.",
                f"“{word}” is officialese. Write plainly and in the active voice.",
            ),
            phrase=mark(passage, sentence, *hit.span()),
            reader=sentence,
        )
    text = _measured(case)
    limit = facts.plain_language(case.on).max_passive_share
    if text is not None and text.passive_share > limit:
        yield Finding(
            _WHOLE,
            Wording(
                f"{text.passive} van de {text.sentences} zinnen zijn lijdend (hoogstens {limit:.0%}). "
                "Schrijf gewoon en actief.",
                f"{text.passive} of the {text.sentences} sentences are passive (at most {limit:.0%}). "
                "Write plainly and in the active voice.",
            ),
            help=Wording(
                "Noem wie iets doet: niet “gegevens worden bewaard”, maar “wij bewaren gegevens”.",
                "Say who acts: not “data are kept” but “we keep data”.",
            ),
        )


# --- LA004 ------------------------------------------------------------------------------------------------------------


def unclear_term(case: Case) -> Iterator[Finding]:
    """Jargon that the text does not explain, a second name for the statement itself, and slips of spelling."""
    yield from _unexplained(case)
    yield from _second_names(case)
    slips = present(facts.words("spelling_slips_nl", case.on), case.vocabulary)
    for passage, sentence, hit in found(phrases(slips), case.own_words):
        yield Finding(
            passage.path,
            Wording(f"“{hit.group()}” is een schrijffout.", f"“{hit.group()}” is a spelling mistake."),
            phrase=mark(passage, sentence, *hit.span()),
            help=Wording("Verbeter het woord.", "Correct the word."),
            reader=sentence,
        )


def _unexplained(case: Case) -> Iterator[Finding]:
    for term in facts.words("unexplained_jargon_nl", case.on):
        if not _may_occur(term, case.vocabulary):
            continue
        forms = _forms(term)
        first = next(found(forms, case.own_words), None)
        if first is None or _is_explained(forms, case):
            continue
        passage, sentence, hit = first
        yield Finding(
            passage.path,
            Wording(
                f"Leg “{hit.group()}” uit, of gebruik een gewoon woord.",
                f"Explain “{hit.group()}”, or use an everyday word.",
            ),
            phrase=mark(passage, sentence, *hit.span()),
            reader=sentence,
        )


def _forms(term: str) -> re.Pattern[str]:
    """A term of jargon in singular and plural, and as it is bent before a noun."""
    stem = r"\s+".join(map(re.escape, term.removesuffix("s").split()))
    return re.compile(rf"(?<!\w){stem}(?:s|ssen|e|en)?(?!\w)", re.IGNORECASE)


def _may_occur(term: str, vocabulary: frozenset[str]) -> bool:
    """Whether the first word of a term of jargon occurs, perhaps in another form."""
    stem = re.split(r"\W", term)[0].removesuffix("s")
    return any(stem + ending in vocabulary for ending in ("", "s", "e", "en", "ssen"))


def _is_explained(forms: re.Pattern[str], case: Case) -> bool:
    """Whether a text says what the term is, or the term is a name with its description under it."""
    described = {passage.path[:-1] for passage in case.own_words if passage.path[-1] == "description"}
    for passage in case.own_words:
        if not forms.search(passage.text):
            continue
        if passage.path[-1] == "name" and passage.path[:-1] in described:
            return True
        text = forms.sub(_TERM, passage.text)
        if any(pattern.search(text) for pattern in facts.patterns("explanations_nl", case.on, within=text.lower())):
            return True
    return False


_TERM = "TERM"
"""What stands for the word itself in the patterns of `explanations_nl`."""

_ITSELF = re.compile(r"\b(?:dit|deze)\s+\Z", re.IGNORECASE)
"""What stands before a name that the statement gives itself."""


def _second_names(case: Case) -> Iterator[Finding]:
    """“Dit privacybeleid” in a text that calls itself “privacyverklaring”. Names of other texts do not count."""
    names = present(facts.words("statement_names_nl", case.on), case.vocabulary)
    if len(names) < 2:
        return
    first: tuple[Path, str] | None = None
    seen: set[str] = set()
    for passage, sentence, hit in found(phrases(names), case.own_words):
        name = hit.group()
        if _kind(name) in seen or not (
            passage.path == _WHOLE or _ITSELF.search(sentence, max(0, hit.start() - 10), hit.start())
        ):
            continue
        seen.add(_kind(name))
        if first is None:
            first = (passage.path, name)
            continue
        yield Finding(
            passage.path,
            Wording(
                f"“{name}” en “{first[1]}” zijn hier hetzelfde. Gebruik overal hetzelfde woord.",
                f"“{name}” and “{first[1]}” are the same thing here. Use the same word everywhere.",
            ),
            phrase=mark(passage, sentence, *hit.span()),
            help=Wording(f"Schrijf ook hier “{first[1]}”.", f"Write “{first[1]}” here too."),
            related=((first[0], Wording(f"hier staat “{first[1]}”", f"here it says “{first[1]}”")),),
            reader=sentence,
        )


def _kind(name: str) -> str:
    """“Privacy- en cookieverklaring” and “privacyverklaring” are one kind of name, “privacybeleid” is another."""
    return re.split(r"privacy\W*|cookie", name.lower())[-1]


# --- LA005 ------------------------------------------------------------------------------------------------------------

_FEW = 8
"""A text of fewer words may well be a name or a fixed term in another language."""

_SURE = 3
"""So many different words of one language, and none of the other."""


def not_accessible(case: Case) -> Iterator[Finding]:
    """A long text that was taken over without a first layer, or a text in another language than its readers expect."""
    yield from _without_summary(case)
    yield from _english_for_dutch(case)
    yield from _dutch_for_english(case)


def _english_for_dutch(case: Case) -> Iterator[Finding]:
    for passage in _not_in(case, "dutch_words", "english_words", case.own_words, case.vocabulary):
        yield Finding(
            passage.path,
            Wording(
                "Deze tekst is Engels. Schrijf in de taal van uw bezoekers.",
                "This text is English. Write in the language of your visitors.",
            ),
            help=Wording("Vertaal deze tekst.", "Translate this text."),
            reader=passage.text,
        )


def _dutch_for_english(case: Case) -> Iterator[Finding]:
    """A text that was put with the translations and is none."""
    texts = [(path, text) for path, text in case.texts if text.is_in(_ENGLISH) and not isinstance(text, Name)]
    passages = [Passage((*path, _ENGLISH), _english(text)) for path, text in texts]
    for passage in _not_in(case, "english_words", "dutch_words", passages, vocabulary(passages)):
        yield Finding(
            passage.path,
            Wording("Dit is geen Engels, maar Nederlands.", "This is not English but Dutch."),
            help=Wording("Vertaal deze tekst.", "Translate this text."),
            reader=passage.text,
        )


_ENGLISH = "en"


def _english(text: Text) -> str:
    said = text.in_language(_ENGLISH) or ""
    return unmarked(said) if isinstance(text, Prose) else said


def _not_in(
    case: Case, own: str, other: str, passages: Iterable[Passage], vocabulary: frozenset[str]
) -> Iterator[Passage]:
    """The passages with several words of the other language and none of their own."""
    strange = frozenset(facts.words(other, case.on)) & vocabulary
    if len(strange) < _SURE:
        return
    expected = frozenset(facts.words(own, case.on))
    for passage in passages:
        said = [word.lower() for word in words(passage.text)]
        if len(said) >= _FEW and len(strange.intersection(said)) >= _SURE and expected.isdisjoint(said):
            yield passage


def _without_summary(case: Case) -> Iterator[Finding]:
    """Our own statements begin with a summary and a list of contents; a text that was taken over has what it had."""
    if not case.policy.transcription:
        return
    limit = facts.plain_language(case.on).summary_words
    count = sum(len(words(passage.text)) for passage in case.passages)
    first_layer = phrases(facts.words("first_layer_nl", case.on))
    if count > limit and not any(first_layer.match(line) for one in case.passages for line in one.text.split("\n")):
        yield Finding(
            _WHOLE,
            Wording(
                f"Een tekst van {count} woorden: geef een korte samenvatting of een inhoudsopgave.",
                f"A text of {count} words: give a short summary or a list of contents.",
            ),
            level=Severity.INFO,
        )


RULES = (
    Rule(
        "LA001",
        vague_qualifier,
        Severity.WARNING,
        title=Wording("Vaag woord", "Vague qualifier"),
        help=Wording(
            "Schrijf een stellige zin, of noem de voorwaarde.", "Write a definite sentence, or give the condition."
        ),
        sources=("AVG 12(1)", "WP260 12-13"),
        precision="medium",
        facts=(
            ("language_rules", "vague_qualifiers_nl"),
            ("language_rules", "exempt_contexts_nl"),
            ("language_rules", "not_vague_nl"),
        ),
    ),
    Rule(
        "LA002",
        hard_to_read,
        Severity.INFO,
        title=Wording("Lange zin of moeilijke tekst", "Long sentence or low readability"),
        help=Wording("Splits lange zinnen en gebruik lijsten.", "Split long sentences and use lists."),
        sources=("AVG 12(1)", "WP260 8-13"),
        precision="high",
        facts=(("language_rules", "readability_nl"),),
    ),
    Rule(
        "LA003",
        legalese,
        Severity.INFO,
        title=Wording("Ambtelijke taal of lijdende vorm", "Legalese or passive voice"),
        help=Wording("Gebruik gewone woorden en noem wie iets doet.", "Use everyday words and say who acts."),
        sources=("AVG 12(1)", "WP260 12-13"),
        precision="high",
        facts=(("language_rules", "legalese_nl"), ("language_rules", "readability_nl")),
    ),
    Rule(
        "LA004",
        unclear_term,
        Severity.INFO,
        title=Wording("Onduidelijk woord", "Unexplained or mixed terms"),
        help=Wording("Leg een woord één keer uit en gebruik het daarna overal.", "Define a word once and reuse it."),
        sources=("AVG 12(1)", "WP260 12-13"),
        precision="high",
        facts=(
            ("language_rules", "unexplained_jargon_nl"),
            ("language_rules", "statement_names_nl"),
            ("language_rules", "spelling_slips_nl"),
        ),
    ),
    Rule(
        "LA005",
        not_accessible,
        Severity.WARNING,
        title=Wording("Geen eerste laag of verkeerde taal", "No layers, or wrong language"),
        help=Wording(
            "Begin met een korte samenvatting of een inhoudsopgave.",
            "Begin with a short summary or a list of contents.",
        ),
        sources=("AVG 12(1)", "WP260 13", "WP260 33-37"),
        precision="high",
        facts=(("language_rules", "readability_nl"),),
    ),
)
