"""Everything that can be wrong with the YAML of a policy, and the words for it: one function, one kind of problem.

Who reads these words is a lawyer: they say what is wrong in the text and what to type instead, and name no token, node
or parser. A code never changes its meaning; a code that is no longer used is not used again.
"""

from __future__ import annotations

from typing import NamedTuple

from policyc.diagnostics import Wording
from policyc.source.limits import MAX_BYTES, MAX_DEPTH, MAX_FINDINGS, MAX_NODES

_LONGEST_QUOTE = 40


class Problem(NamedTuple):
    """What is wrong and how to mend it, not yet where."""

    code: str
    message: Wording
    help: Wording | None = None


class Place(NamedTuple):
    """A stretch of the text, as code point indices, and what there is to see."""

    start: int
    end: int
    label: Wording


def _quoted(text: str) -> str:
    """A piece of the author's text, short enough to stand in a sentence."""
    return f"“{text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + '…'}”"


def _problem(code: str, nl: str, en: str, help_nl: str = "", help_en: str = "") -> Problem:
    return Problem(code, Wording(nl, en), Wording(help_nl, help_en) if help_nl else None)


# --- The file and its characters ---


def too_large() -> Problem:
    size = MAX_BYTES // (1024 * 1024)
    return _problem(
        "YA001",
        f"Dit bestand is groter dan {size} MB en wordt niet gelezen.",
        f"This file is larger than {size} MB and is not read.",
        "Een verklaring is zelden groter dan 0,1 MB; is dit het juiste bestand?",
        "A statement is rarely larger than 0.1 MB; is this the right file?",
    )


def wrong_encoding(name: str) -> Problem:
    return _problem(
        "YA002",
        f"Dit bestand is opgeslagen als {name}; policyc leest alleen UTF-8.",
        f"This file is saved as {name}; policyc reads UTF-8 only.",
        "Sla het bestand opnieuw op met codering UTF-8.",
        "Save the file again with encoding UTF-8.",
    )


def invalid_utf8(byte: int, meant: str | None) -> Problem:
    guess_nl = f"; in Windows-1252 staat hier “{meant}”" if meant else ""
    guess_en = f"; in Windows-1252 this reads “{meant}”" if meant else ""
    return _problem(
        "YA003",
        f"Hier staat een byte (0x{byte:02X}) die geen geldige UTF-8 is{guess_nl}.",
        f"The byte here (0x{byte:02X}) is not valid UTF-8{guess_en}.",
        "Open het bestand met codering Windows-1252 en sla het op als UTF-8."
        if meant
        else "Sla het bestand opnieuw op met codering UTF-8.",
        "Open the file with encoding Windows-1252 and save it as UTF-8."
        if meant
        else "Save the file again with encoding UTF-8.",
    )


def forbidden_character(char: str) -> Problem:
    return _problem(
        "YA004",
        f"Hier staat een onzichtbaar teken dat niet mag (U+{ord(char):04X}).",
        f"There is an invisible character here that is not allowed (U+{ord(char):04X}).",
        "Verwijder het teken; het komt vaak mee bij kopiëren en plakken.",
        "Delete the character; it often comes along with copy and paste.",
    )


def direction_character(char: str) -> Problem:
    return _problem(
        "YA005",
        f"Hier staat een onzichtbaar teken dat de leesrichting verandert (U+{ord(char):04X}).",
        f"There is an invisible character here that changes the reading direction (U+{ord(char):04X}).",
        "Verwijder het teken: de lezer zou iets anders zien dan wat er staat.",
        "Delete the character: the reader would see something else than what is written.",
    )


def forbidden_escape(escape: str) -> Problem:
    return _problem(
        "YA006",
        f"{_quoted(escape)} staat voor een teken dat niet in een tekst mag staan.",
        f"{_quoted(escape)} stands for a character that may not be in a text.",
        "Typ het teken dat u bedoelt gewoon in, zoals é of €.",
        "Type the character you mean as it is, such as é or €.",
    )


def merge_conflict() -> Problem:
    return _problem(
        "YA007",
        "Hier staat een samenvoegconflict van git dat nog niet is opgelost.",
        "There is a git merge conflict here that is not solved yet.",
        "Kies welke regels blijven, en verwijder de regels met <<<<<<<, ======= en >>>>>>>.",
        "Choose which lines stay, and delete the lines with <<<<<<<, ======= and >>>>>>>.",
    )


# --- Grammar ---


def unclosed_quote(quote: str) -> Problem:
    return _problem(
        "YA010",
        f"De tekst die hier met {quote} begint, wordt niet afgesloten.",
        f"The text that begins with {quote} here is not closed.",
        f"Zet {quote} ook aan het eind van de tekst.",
        f"Put {quote} at the end of the text too.",
    )


def text_after_quote(quote: str) -> Problem:
    double = "''" if quote == "'" else '\\"'
    return _problem(
        "YA011",
        f"Na het afsluitende {quote} staat nog tekst.",
        f"There is more text after the closing {quote}.",
        f"Een {quote} binnen de tekst schrijft u als {double}.",
        f"Write a {quote} inside the text as {double}.",
    )


def unclosed_bracket(opening: str, closing: str) -> Problem:
    return _problem(
        "YA012",
        f"Na {_quoted(opening)} ontbreekt een komma of het afsluitende {_quoted(closing)}.",
        f"After {_quoted(opening)} a comma or the closing {_quoted(closing)} is missing.",
    )


def missing_colon(key: str) -> Problem:
    return _problem(
        "YA013",
        f"Na {_quoted(key)} ontbreekt een dubbele punt.",
        f"A colon is missing after {_quoted(key)}.",
        "Elke regel is “naam: waarde”; vervolgregels van een tekst springen verder in.",
        "Every line is “name: value”; lines that continue a text are indented further.",
    )


def colon_in_text() -> Problem:
    return _problem(
        "YA014",
        "Een dubbele punt met een spatie erna mag hier niet: zo begint een tweede waarde op dezelfde regel.",
        "A colon followed by a space is not allowed here: it begins a second value on the same line.",
        "Zet de hele tekst tussen aanhalingstekens.",
        "Put the whole text between quotes.",
    )


def bad_indentation() -> Problem:
    return _problem(
        "YA015",
        "Deze regel springt niet even ver in als de regels waar hij bij hoort.",
        "This line is not indented as far as the lines it belongs to.",
        "Zet velden die bij elkaar horen precies onder elkaar, met spaties.",
        "Put fields that belong together exactly below each other, with spaces.",
    )


def tab_in_indentation() -> Problem:
    return _problem(
        "YA016",
        "Hier staat een tab; inspringen kan in YAML alleen met spaties.",
        "There is a tab here; YAML is indented with spaces only.",
        "Vervang elke tab door twee spaties.",
        "Replace every tab by two spaces.",
    )


def bad_first_character(char: str) -> Problem:
    return _problem(
        "YA017",
        f"Een tekst zonder aanhalingstekens kan niet met {_quoted(char)} beginnen.",
        f"A text without quotes cannot begin with {_quoted(char)}.",
        "Zet de tekst tussen aanhalingstekens.",
        "Put the text between quotes.",
    )


def unknown_escape(escape: str) -> Problem:
    return _problem(
        "YA018",
        f"{_quoted(escape)} betekent niets in een tekst tussen dubbele aanhalingstekens.",
        f"{_quoted(escape)} means nothing in a text between double quotes.",
        "Schrijf een gewone backslash als \\\\, of zet de tekst tussen enkele aanhalingstekens.",
        "Write a plain backslash as \\\\, or put the text between single quotes.",
    )


def bad_block_header() -> Problem:
    return _problem(
        "YA019",
        "Na “|” of “>” mag op dezelfde regel geen tekst staan.",
        "No text may follow “|” or “>” on the same line.",
        "Begin de tekst op de volgende regel, ingesprongen.",
        "Begin the text on the next line, indented.",
    )


def misplaced_dash() -> Problem:
    return _problem(
        "YA020",
        "Een streepje met een spatie erna begint een onderdeel van een lijst, en dat kan hier niet.",
        "A dash followed by a space begins an item of a list, which is not possible here.",
        "Begin de lijst op een nieuwe regel onder de naam, of zet de tekst tussen aanhalingstekens.",
        "Begin the list on a new line below the name, or put the text between quotes.",
    )


def bad_name(sign: str) -> Problem:
    return _problem(
        "YA021",
        f"Na {_quoted(sign)} mag alleen een naam van letters en cijfers staan.",
        f"Only a name of letters and digits may follow {_quoted(sign)}.",
        f"Moet de tekst met {_quoted(sign)} beginnen, zet hem dan tussen aanhalingstekens.",
        f"If the text has to begin with {_quoted(sign)}, put it between quotes.",
    )


def directive(text: str) -> Problem:
    return _problem(
        "YA022",
        f"De regel {_quoted(text)} wordt hier niet ondersteund.",
        f"The line {_quoted(text)} is not supported here.",
        "Verwijder de regel; policyc leest YAML 1.2.",
        "Delete the line; policyc reads YAML 1.2.",
    )


def not_yaml() -> Problem:
    return _problem(
        "YA023",
        "Hier klopt de opbouw van de YAML niet.",
        "The structure of the YAML is not right here.",
        "Kijk naar de inspringing, de dubbele punten en de aanhalingstekens op deze en de vorige regel.",
        "Look at the indentation, the colons and the quotes on this line and the one before.",
    )


def missing_space() -> Problem:
    return _problem(
        "YA024",
        "Na deze dubbele punt ontbreekt een spatie.",
        "A space is missing after this colon.",
    )


def stray_sign(char: str) -> Problem:
    return _problem(
        "YA025",
        f"{_quoted(char)} hoort hier niet: er is geen lijst of groep die nog open is.",
        f"{_quoted(char)} does not belong here: no list or group is open.",
        "Verwijder het teken, of zet de hele tekst tussen aanhalingstekens.",
        "Delete the character, or put the whole text between quotes.",
    )


# --- What YAML allows and a policy does not ---


def duplicate_key(key: str) -> Problem:
    return _problem(
        "YA030",
        f"{_quoted(key)} staat hier voor de tweede keer.",
        f"{_quoted(key)} stands here for the second time.",
        "Houd één van beide over, of geef de tweede een andere naam.",
        "Keep one of the two, or give the second another name.",
    )


def merge_key() -> Problem:
    return _problem(
        "YA031",
        "Samenvoegen met “<<” bestaat niet in YAML 1.2.",
        "Merging with “<<” does not exist in YAML 1.2.",
        "Herhaal de velden, of verwijs met “*naam” naar een hele waarde.",
        "Repeat the fields, or refer to a whole value with “*name”.",
    )


def collection_as_key() -> Problem:
    return _problem(
        "YA032",
        "Vóór een dubbele punt hoort een naam, geen lijst of groep velden.",
        "A name belongs before a colon, not a list or a group of fields.",
    )


def null_key() -> Problem:
    return _problem(
        "YA033",
        "Vóór deze dubbele punt staat geen naam.",
        "There is no name before this colon.",
        "Heet het veld werkelijk “null” of “~”, zet dat dan tussen aanhalingstekens.",
        "If the field is really called “null” or “~”, put that between quotes.",
    )


def unknown_tag(tag: str) -> Problem:
    return _problem(
        "YA034",
        f"De aanduiding {_quoted(tag)} wordt niet ondersteund.",
        f"The tag {_quoted(tag)} is not supported.",
        "Laat de aanduiding weg; begint de tekst met een uitroepteken, zet hem dan tussen aanhalingstekens.",
        "Leave the tag out; if the text begins with an exclamation mark, put it between quotes.",
    )


def tag_mismatch(tag: str) -> Problem:
    return _problem(
        "YA035",
        f"Deze waarde past niet bij de aanduiding {_quoted(tag)}.",
        f"This value does not fit the tag {_quoted(tag)}.",
        "Laat de aanduiding weg of verander de waarde.",
        "Leave the tag out or change the value.",
    )


def undefined_alias(name: str) -> Problem:
    return _problem(
        "YA036",
        f"Er wordt verwezen naar {_quoted('*' + name)}, maar {_quoted('&' + name)} staat niet eerder in het bestand.",
        f"{_quoted('*' + name)} is referred to, but {_quoted('&' + name)} does not stand earlier in the file.",
        "Moet de tekst met een sterretje beginnen, zet hem dan tussen aanhalingstekens.",
        "If the text has to begin with an asterisk, put it between quotes.",
    )


def recursive_alias(name: str) -> Problem:
    return _problem(
        "YA037",
        f"{_quoted('*' + name)} verwijst naar een waarde waar hij zelf in staat.",
        f"{_quoted('*' + name)} refers to a value that it is itself a part of.",
    )


def too_many_nodes() -> Problem:
    return _problem(
        "YA038",
        f"Hier telt het bestand meer dan {MAX_NODES} waarden, verwijzingen uitgeschreven.",
        f"Here the file has more than {MAX_NODES} values, aliases written out.",
    )


def too_deep() -> Problem:
    return _problem(
        "YA039",
        f"Hier staan meer dan {MAX_DEPTH} lijsten of groepen in elkaar.",
        f"Here more than {MAX_DEPTH} lists or groups stand inside each other.",
    )


def second_document() -> Problem:
    return _problem(
        "YA040",
        "Hier begint een tweede document; een bestand bevat één verklaring.",
        "A second document begins here; a file holds one statement.",
        "Verwijder de regel “---”, of maak er een eigen bestand van.",
        "Delete the line “---”, or make it a file of its own.",
    )


def empty_document() -> Problem:
    return _problem(
        "YA041",
        "Dit bestand bevat geen verklaring: er staat geen enkel veld in.",
        "This file holds no statement: there is not a single field in it.",
        "Een verklaring begint met de velden policyc, id, title en status.",
        "A statement begins with the fields policyc, id, title and status.",
    )


def root_not_mapping() -> Problem:
    return _problem(
        "YA042",
        "Een verklaring bestaat uit velden “naam: waarde”; hier staat iets anders.",
        "A statement consists of fields “name: value”; here is something else.",
    )


def too_many_findings() -> Problem:
    return _problem(
        "YA043",
        f"Er zijn meer dan {MAX_FINDINGS} problemen; de rest van het bestand is niet gelezen.",
        f"There are more than {MAX_FINDINGS} problems; the rest of the file was not read.",
    )


# --- Labels of places that explain a problem ---

FIRST_KEY = Wording("hier staat de eerste", "the first one is here")
OPENED_HERE = Wording("hier geopend", "opened here")
EXPECTED_HERE = Wording("hier loopt het vast", "this is where it stops making sense")
CONFLICT_ENDS = Wording("hier eindigt het", "it ends here")
ANCHORED_HERE = Wording("de waarde begint hier", "the value begins here")
