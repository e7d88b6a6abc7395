"""Family ED: the editions of one statement, by language and by how it addresses its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyc.diagnostics import Path, Severity, Wording
from policyc.model.address import AddressForm, addressed, both_forms
from policyc.model.text import Name, Prose, Text
from policyc.rules.case import Case
from policyc.rules.prose import DUTCH, Passage, is_own_words, mark, unmarked
from policyc.rules.rule import Finding, Rule
from policyc.rules.spoken import language
from policyc.rules.wording import all_of


def _level(case: Case, at: Path) -> Severity:
    """A statement that is published must be right; what a notice says is no part of it."""
    return Severity.ERROR if case.policy.status == "final" and at[0] != "release" else Severity.WARNING


# --- ED001, ED002 -----------------------------------------------------------------------------------------------------


def missing_translation(case: Case) -> Iterator[Finding]:
    """A text without one of the languages of the statement; a name is the same in every language."""
    if case.policy.status == "archived":
        return
    translations = tuple(code for code in dict.fromkeys(case.policy.translations) if code != case.policy.language)
    for path, text in case.texts if translations else ():
        missing = [code for code in translations if not text.is_in(code)]
        if missing and not isinstance(text, Name) and any(map(str.isalpha, str(text))):
            names = [language(code) for code in missing]
            nl, en = all_of([f"het {name.nl}" for name in names]).nl, all_of([name.en for name in names]).en
            yield Finding(
                path,
                Wording(f"Deze tekst is er niet in {nl}.", f"This text is not there in {en}."),
                level=_level(case, path),
                subject=" ".join(missing),
                help=Wording(
                    f"Schrijf per taal een tekst: {{{case.policy.language}: …, {missing[0]}: …}}.",
                    f"Write a text per language: {{{case.policy.language}: …, {missing[0]}: …}}.",
                ),
            )


def unpublished_language(case: Case) -> Iterator[Finding]:
    """A language of texts that the statement is not published in, once."""
    found: dict[str, list[Path]] = {}
    for path, text in case.texts:
        for code, _ in text.by_language:
            if code and code not in case.policy.languages:
                found.setdefault(code, []).append(path)
    for code, paths in found.items():
        name = language(code)
        one = len(paths) == 1
        yield Finding(
            (*paths[0], code),
            Wording(
                f"{'Eén tekst is' if one else f'{len(paths)} teksten zijn'} er ook in het {name.nl}, maar de verklaring"
                " is er niet in die taal.",
                f"{'One text is' if one else f'{len(paths)} texts are'} there in {name.en} too, but the statement is"
                " not published in that language.",
            ),
            help=Wording(
                f"Zet {code} in translations, of haal deze taal weg.",
                f"Put {code} in translations, or take this language out.",
            ),
        )


# --- ED003 ------------------------------------------------------------------------------------------------------------

_WORDS: dict[AddressForm, re.Pattern[str]] = {
    # Not U.A., a.u.b., 30 km/u or “van 9 tot 17 u”.
    "u": re.compile(r"(?<![\w'’./@-])(?<!\d\s)(?:u|uw|uwe|uzelf)(?![\w'’/-]|\.\w)", re.IGNORECASE),
    "je": re.compile(r"(?<![\w'’./@-])(?:je|jij|jou|jouw|jezelf|jouzelf)(?![\w'’/-])", re.IGNORECASE),
}
"""The words that address a reader, per form."""

_QUOTED = re.compile(r"“[^”\n]*”|„[^”“\n]*[”“]|‘(?:[^’\n]|’(?=\w))*’(?!\w)|\"[^\"\n]*\"")
"""What another said or what stands on a button: it is as it is."""

_FOR_CHILDREN = re.compile(r"\b(?:kind|kinderen|jongeren|tieners|jeugd)\b", re.IGNORECASE)
"""The title of a section for children, whom nobody calls u (art. 12(1) AVG, recital 58)."""


@dataclass(frozen=True, slots=True)
class _Addressed:
    """A word that addresses the reader, in the first sentence of its kind."""

    passage: Passage
    sentence: str
    start: int
    end: int

    @property
    def word(self) -> str:
        return self.sentence[self.start : self.end]


_HAVE, _YOUR = "{u hebt|je hebt}", "{uw|je}"


def wrong_form_of_address(case: Case) -> Iterator[Finding]:
    """A word of the form that the statement does not use, once a sentence. What has both forms is right in either."""
    if case.policy.status == "archived":
        return
    form = case.policy.address_form
    if form is None:
        yield from _unchosen(case)
        return
    help_ = Wording(
        f"Schrijf “{form}”, of beide vormen, zoals {_HAVE} en {_YOUR} gegevens.",
        f"Write “{form}”, or both forms, such as {_HAVE} and {_YOUR} gegevens.",
    )
    for hit in _addressing(case, "je" if form == "u" else "u", form):
        message = Wording(
            f"Hier staat “{hit.word}”, maar deze verklaring zegt “{form}” tegen de lezer.",
            f"This says “{hit.word}”, but this statement addresses its reader as “{form}”.",
        )
        yield _about(hit, message, Severity.WARNING, help_)


def _unchosen(case: Case) -> Iterator[Finding]:
    """Nobody chose a form, so the statement says u: the first je is reported, whatever other texts say."""
    je = next(_addressing(case, "je", "u"), None)
    if je is None:
        return
    u = next(_addressing(case, "u", "u"), None)
    if u is None:
        message = Wording(
            f"Hier staat “{je.word}”, maar deze verklaring zegt “u”: address_form ontbreekt.",
            f"This says “{je.word}”, but this statement says “u”: address_form is missing.",
        )
        yield _about(je, message, Severity.WARNING, Wording("Schrijf address_form: je.", "Write address_form: je."))
        return
    message = Wording(
        f"Hier staat “{je.word}”, en elders “{u.word}”. Kies één vorm.",
        f"This says “{je.word}”, and elsewhere it says “{u.word}”. Choose one form.",
    )
    related = ((u.passage.path, Wording(f"hier staat “{u.word}”", f"here it says “{u.word}”")),)
    yield _about(
        je,
        message,
        Severity.INFO,
        Wording("Schrijf address_form: u of address_form: je.", "Write address_form: u or address_form: je."),
        related,
    )


def _about(
    hit: _Addressed,
    message: Wording,
    level: Severity,
    help_: Wording,
    related: tuple[tuple[Path, Wording], ...] = (),
) -> Finding:
    return Finding(
        hit.passage.path,
        message,
        phrase=mark(hit.passage, hit.sentence, hit.start, hit.end, whole=True),
        level=level,
        help=help_,
        related=related,
        reader=hit.sentence,
    )


def _addressing(case: Case, said: AddressForm, form: AddressForm) -> Iterator[_Addressed]:
    """Where a reader of the form `form` meets a word of the form `said`: the first of every sentence."""
    for path, text in case.texts:
        written = None if isinstance(text, Name) else _written(case, text)
        words = "" if written is None else _read_as(form, written)
        if _WORDS[said].search(words) is None or (said == "je" and _is_for_children(case, path)):
            continue
        passage = Passage(path, unmarked(words) if isinstance(text, Prose) else words)
        for sentence in passage.sentences if is_own_words(passage) else ():
            quoted = [quote.span() for quote in _QUOTED.finditer(sentence)]
            for word in _WORDS[said].finditer(sentence):
                if not any(start < word.start() < end for start, end in quoted):
                    yield _Addressed(passage, sentence, *word.span())
                    break


def _written(case: Case, text: Text) -> str | None:
    """The Dutch of a text with both its forms of address, where it is in Dutch."""
    texts = dict(text.by_language)
    return texts.get(DUTCH, texts.get("") if case.policy.language == DUTCH else None)


def _read_as(form: AddressForm, written: str) -> str:
    """What is read, without what its author wrote the same for both (`{je|je}` is meant so) and without braces.

    Braces that are left are broken, and another rule tells so.
    """
    parts, done = [], 0
    for both in both_forms(written):
        if both[1] == both[2]:
            parts += [written[done : both.start()], _NO_WORD]
            done = both.end()
    said = addressed("".join((*parts, written[done:])), form)
    return _BRACES.sub(_NO_WORD, said) if "{" in said or "}" in said else said


_NO_WORD = "\ufdd0"
"""A noncharacter, which no policy can hold."""


def _is_for_children(case: Case, path: Path) -> bool:
    """Whether it is what the statement tells children, or in a section of the author's own for them."""
    if path[0] != "sections":
        return path[0] == "children"
    return _FOR_CHILDREN.search(case.say(case.policy.sections[str(path[1])].title)) is not None


# --- ED004 ------------------------------------------------------------------------------------------------------------

_BRACES = re.compile(r"\{[^\n]{0,80}?\}+|\{[^{}\n|]{0,40}(?:\|\w{0,20})?|[^\s{}|]{0,20}\|[^\s{}|]{0,20}\}")
"""What a reader sees of braces that are no notation: closed, left open, or never opened."""

_ADDRESS = re.compile(r"\b(?:u|uw|je|jij|jou|jouw)\b", re.IGNORECASE)


def broken_notation(case: Case) -> Iterator[Finding]:
    """Braces that were meant to hold both forms of address, and that readers get to see; the first of a text."""
    for path, text in case.texts:
        for code, written in text.by_language:
            found = _in_a_name(written) if isinstance(text, Name) else _broken(written)
            if found is None:
                continue
            braces, help_ = found
            yield Finding(
                (*path, code) if code else path,
                Wording(f"Lezers zien hier accolades staan: “{braces}”.", f"Readers see the braces here: “{braces}”."),
                phrase=braces,
                level=_level(case, path),
                help=help_,
            )
            break


def _in_a_name(written: str) -> tuple[str, Wording] | None:
    """A name is the same to every reader; a technical name may hold any sign."""
    both = next((both for both in both_forms(written) if _ADDRESS.search(both[0])), None)
    return None if both is None else (both[0], _A_NAME)


def _broken(written: str) -> tuple[str, Wording] | None:
    """The first braces that are left once both forms are read, if they were meant to hold them."""
    if "{" not in written and "}" not in written:
        return None
    left = addressed(written, "u")
    for found in _BRACES.finditer(left):
        braces = found[0].rstrip()
        inner = braces.strip("{}")
        if "|" in inner or _ADDRESS.search(inner):
            return braces, _mending(braces)
    return None


_A_NAME = Wording(
    "Een naam is voor elke lezer gelijk. Schrijf hem zonder accolades.",
    "A name is the same to every reader. Write it without braces.",
)


def _mending(braces: str) -> Wording:
    """How to write it."""
    inner = braces.strip("{}")
    if not braces.startswith("{") or not braces.endswith("}"):
        return Wording(
            "Zet aan elke kant een accolade: {u hebt|je hebt}.",
            "Put a brace on either side: {u hebt|je hebt}.",
        )
    if "{" in inner or "}" in inner:
        return Wording(
            "Zet geen accolades binnen accolades: {uw account|je account}.",
            "Put no braces within braces: {uw account|je account}.",
        )
    if inner.count("|") > 1:
        return Wording(
            "Zet er één streep in, tussen de u-vorm en de je-vorm: {u hebt|je hebt}.",
            "Put one stroke in it, between the u-form and the je-form: {u hebt|je hebt}.",
        )
    if "|" in inner:
        return Wording("Zet er aan elke kant één accolade om: {u|je}.", "Put one brace on either side: {u|je}.")
    return Wording(
        "Zet een streep tussen de u-vorm en de je-vorm: {u hebt|je hebt}.",
        "Put a stroke between the u-form and the je-form: {u hebt|je hebt}.",
    )


# --- ED005, ED006 -----------------------------------------------------------------------------------------------------


def no_prevailing_language(case: Case) -> Iterator[Finding]:
    """No statute asks for it; two texts that differ leave people not knowing which one holds."""
    if case.policy.translations and case.policy.prevailing_language is None and case.policy.status != "archived":
        yield Finding(
            ("prevailing_language",),
            Wording(
                "Zeg welke taal geldt als de teksten verschillen.",
                "Say which language prevails where the texts differ.",
            ),
            related=((("translations",), Wording("er is meer dan één taal", "there is more than one language")),),
        )


def languages_at_odds(case: Case) -> Iterator[Finding]:
    """A translation into the language of the text itself, and a prevailing language that the statement is not in."""
    own, prevailing = case.policy.language, case.policy.prevailing_language
    for index, code in enumerate(case.policy.translations):
        if code == own:
            name = language(own)
            yield Finding(
                ("translations", index),
                Wording(
                    f"Het {name.nl} is de taal van de verklaring zelf, en geen vertaling.",
                    f"{name.en} is the language of the statement itself, and no translation.",
                ),
                help=Wording(f"Haal {own} uit translations.", f"Take {own} out of translations."),
            )
    if prevailing is not None and prevailing not in case.policy.languages:
        name = language(prevailing)
        yield Finding(
            ("prevailing_language",),
            Wording(
                f"De verklaring is er niet in het {name.nl}. Die taal kan niet gelden.",
                f"The statement is not published in {name.en}. That language cannot prevail.",
            ),
            help=Wording(
                f"Kies een taal waarin de verklaring er is: {', '.join(case.policy.languages)}.",
                f"Choose a language that the statement is in: {', '.join(case.policy.languages)}.",
            ),
        )


RULES = (
    Rule(
        "ED001",
        missing_translation,
        Severity.ERROR,
        title=Wording("Vertaling ontbreekt", "Missing translation"),
        help=Wording("Schrijf de tekst in elke taal van de verklaring.", "Write the text in every language."),
        sources=("AVG 12(1)", "WP260 13"),
    ),
    Rule(
        "ED002",
        unpublished_language,
        Severity.INFO,
        title=Wording("Taal zonder eigen verklaring", "Language without an edition"),
        help=Wording(
            "Publiceer de verklaring ook in die taal, of haal de taal weg.",
            "Publish the statement in that language too, or take it out.",
        ),
        sources=("AVG 12(1)", "WP260 13"),
    ),
    Rule(
        "ED003",
        wrong_form_of_address,
        Severity.WARNING,
        title=Wording("Verkeerde aanspreekvorm", "Wrong form of address"),
        help=Wording("Spreek lezers overal op dezelfde manier aan.", "Address readers in the same way everywhere."),
        sources=("AVG 12(1)",),
        precision="high",
    ),
    Rule(
        "ED004",
        broken_notation,
        Severity.ERROR,
        title=Wording("Accolades die lezers te zien krijgen", "Braces that readers get to see"),
        help=Wording("Schrijf beide vormen als {u hebt|je hebt}.", "Write both forms as {u hebt|je hebt}."),
        sources=("AVG 12(1)",),
        precision="high",
    ),
    Rule(
        "ED005",
        no_prevailing_language,
        Severity.INFO,
        title=Wording("Niet gezegd welke taal geldt", "Prevailing language not stated"),
        help=Wording("Vul prevailing_language in.", "Fill in prevailing_language."),
        sources=("AVG 5(1)(a)", "WP260 13"),
    ),
    Rule(
        "ED006",
        languages_at_odds,
        Severity.ERROR,
        title=Wording("Talen kloppen niet met elkaar", "Languages at odds"),
        help=Wording("Noem elke taal van de verklaring één keer.", "Name every language of the statement once."),
        sources=("AVG 12(1)",),
    ),
)
