"""The commands. Nothing heavy is imported before a command runs: `--help` and `--version` must be quick."""

from __future__ import annotations

import functools
import gc
import os
import sys
from enum import StrEnum
from typing import Annotated, NoReturn, Optional

import typer

from policyc import __version__
from policyc.cli.exits import Exit

app = typer.Typer(
    name="policyc",
    help="Maakt van een privacyverklaring in YAML een gecontroleerde tekst in HTML, Markdown en PDF.",
    epilog="policyc geeft geen juridisch advies. Laat een jurist meelezen voordat u een verklaring publiceert.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


class UiLanguage(StrEnum):
    """The language of messages, not of the statement."""

    nl = "nl"
    en = "en"


class Color(StrEnum):
    auto = "auto"
    always = "always"
    never = "never"


class FailOn(StrEnum):
    """The lightest finding that makes the answer of `validate` a no."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


class DiffFailOn(StrEnum):
    """The lightest class of change that makes the answer of `diff` a no, also when its duty is carried."""

    editorial = "editorial"
    publish = "publish"
    notify = "notify"
    advance = "advance"
    consent = "consent"


class ListFormat(StrEnum):
    text = "text"
    json = "json"


# typer evaluates these at run time and knows Optional better than `| None` in older releases of the range.
Paths = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Argument(
        help="Beleidsbestanden of mappen; - leest van de standaardinvoer. Zonder: policies/*.yaml.", metavar="[PAD]…"
    ),
]
AsOf = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--as-of", metavar="DATUM", help="Oordeel naar het recht van deze dag (jjjj-mm-dd). Zonder: de ingangsdatum."
    ),
]
ConfigFile = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--config",
        metavar="BESTAND",
        help="Instellingen. Zonder: policyc.toml of pyproject.toml, hier of hoger.",
        envvar="POLICYC_CONFIG",
    ),
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Zonder instellingen van het project.")]
Lang = Annotated[UiLanguage, typer.Option("--lang", help="Taal van de meldingen.", envvar="POLICYC_LANG")]
MessageLang = Annotated[
    UiLanguage, typer.Option("--message-lang", help="Taal van de meldingen.", envvar="POLICYC_LANG")
]
ColorOption = Annotated[Color, typer.Option("--color", help="Kleur in de meldingen.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"policyc {__version__}")
        raise typer.Exit(Exit.YES)


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie en stop.")
    ] = False,
) -> None:
    pass


@app.command(
    epilog="Uitkomst: 0 = in orde, 1 = er zijn fouten, 2 = geen antwoord (geen bestand, verkeerd gebruik).",
)
def validate(
    paths: Paths = None,
    formats: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "-f",
            "--format",
            metavar="SOORT[=BESTAND]",
            help="text, concise, json, sarif, github, gitlab of junit; met =BESTAND in een bestand. Mag vaker.",
        ),
    ] = None,
    select: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--select", metavar="CODES", help="Alleen deze regels of families, zoals TR of LA001,LA002."),
    ] = None,
    ignore: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--ignore", metavar="CODES", help="Niet deze regels of families."),
    ] = None,
    fail_on: Annotated[
        Optional[FailOn],  # noqa: UP045
        typer.Option("--fail-on", help="Vanaf welk niveau de uitkomst 1 is. Zonder: error.", show_default=False),
    ] = None,
    strict: Annotated[
        Optional[bool],  # noqa: UP045
        typer.Option("--strict/--no-strict", help="Neem een mogelijke overtreding als fout.", show_default=False),
    ] = None,
    as_of: AsOf = None,
    stdin_filename: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--stdin-filename", metavar="NAAM", help="Hoe het bestand heet dat van - komt."),
    ] = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    lang: Lang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Controleer beleidsbestanden: opbouw, velden, verwijzingen en recht."""
    from policyc.cli.choices import Choices
    from policyc.cli.validate import validate_files

    raise typer.Exit(
        validate_files(
            tuple(paths or ()),
            formats=tuple(formats or ()),
            select=tuple(select or ()),
            ignore=tuple(ignore or ()),
            fail_on=fail_on.value if fail_on else None,
            strict=strict,
            as_of=as_of,
            stdin_filename=stdin_filename,
            choices=Choices(config, isolated, lang.value, color.value),
        )
    )


@app.command(
    epilog="Uitkomst: 0 = gemaakt, 1 = er zijn fouten en er is niets geschreven, 2 = geen antwoord.",
)
def build(
    paths: Paths = None,
    output: Annotated[str, typer.Option("-o", "--output", metavar="MAP", help="Map voor de uitvoer.")] = "build",
    to: Annotated[
        str, typer.Option("--to", metavar="SOORTEN", help="Welke soorten: html, md, pdf, met komma's ertussen.")
    ] = "html,md,pdf",
    final: Annotated[
        bool, typer.Option("--final", help="Neem elke verklaring als definitief; open vragen zijn dan fouten.")
    ] = False,
    as_of: AsOf = None,
    templates: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--templates", metavar="MAP", help="Eigen sjablonen; wat daar niet in staat, komt van policyc zelf."
        ),
    ] = None,
    languages: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--lang",
            metavar="TALEN",
            help="Talen van de verklaring, zoals nl of nl,en. Zonder: alle talen waarin zij verschijnt.",
        ),
    ] = None,
    attach_source: Annotated[
        bool,
        typer.Option("--attach-source", help="Zet de bron als YAML in de PDF, zonder wat niet voor lezers bestemd is."),
    ] = False,
    fragment: Annotated[
        bool,
        typer.Option(
            "--fragment",
            help="Schrijf er ID.fragment.html en ID.fragment.css bij: alleen de tekst, om in een pagina van uw eigen "
            "website te zetten.",
        ),
    ] = False,
    stats: Annotated[
        bool, typer.Option("--stats", help="Toon per onderdeel hoe lang de zinnen zijn en hoe makkelijk ze lezen.")
    ] = False,
    config: ConfigFile = None,
    isolated: Isolated = False,
    lang: MessageLang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Maak HTML, Markdown en PDF van beleidsbestanden. Bij een fout blijft alle eerdere uitvoer staan."""
    from policyc.cli.build import build_files
    from policyc.cli.choices import Choices

    raise typer.Exit(
        build_files(
            tuple(paths or ()),
            output=output,
            to=to,
            final=final,
            as_of=as_of,
            templates=templates,
            languages=languages,
            attach_source=attach_source,
            fragment=fragment,
            stats=stats,
            choices=Choices(config, isolated, lang.value, color.value),
        )
    )


@app.command(
    epilog="Uitkomst: 0 = alles wat de wijzigingen vragen is gedaan, 1 = nog niet, of er is een wijziging vanaf "
    "--fail-on, 2 = geen antwoord (een versie is er niet of is niet te lezen, verkeerd gebruik). Het verslag gaat naar "
    "de standaarduitvoer, ook met --notice en --redline; de namen van geschreven bestanden komen in de meldingen.",
)
def diff(
    sides: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(
            metavar="[OUD] [NIEUW]",
            help="Bestanden, VERSIE:BESTAND uit git, - voor de standaardinvoer, of voor OUD: published, de laatst "
            "gepubliceerde versie (de hoogste tag <id>/v… of <id>-v…). Met alleen NIEUW of zonder namen is published "
            "de oude versie; zonder namen gaat het om de verklaringen van het project.",
        ),
    ] = None,
    against: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "--against",
            metavar="VERSIE",
            help="Vergelijk alle genoemde bestanden met deze versie: een tak, tag of commit, published, of "
            "merge-base:main voor wat alleen deze tak verandert. Mag vaker; staat published erbij, dan bepaalt die de "
            "uitkomst.",
        ),
    ] = None,
    formats: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "-f",
            "--format",
            metavar="SOORT[=BESTAND]",
            help="text, markdown, json, github of gitlab; met =BESTAND in een bestand. Mag vaker.",
        ),
    ] = None,
    fail_on: Annotated[
        Optional[DiffFailOn],  # noqa: UP045
        typer.Option(
            "--fail-on",
            help="Maak de uitkomst ook 1 bij elke wijziging vanaf deze klasse.",
            show_default=False,
        ),
    ] = None,
    all_changes: Annotated[
        bool,
        typer.Option(
            "--all", help="Toon in text en markdown elke wijziging, ook wat alleen redactioneel is, en elke zin heel."
        ),
    ] = False,
    as_of: AsOf = None,
    notice: Annotated[
        bool, typer.Option("--notice", help="Schrijf het bericht aan de mensen om wie het gaat.")
    ] = False,
    redline: Annotated[
        bool, typer.Option("--redline", help="Schrijf de hele nieuwe tekst met alle wijzigingen erin gemarkeerd.")
    ] = False,
    to: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--to",
            metavar="SOORTEN",
            help="Welke soorten, met komma's ertussen: html, md, pdf, txt, eml voor het bericht, html en pdf voor de "
            "vergelijking. Zonder: alle.",
        ),
    ] = None,
    output: Annotated[str, typer.Option("-o", "--output", metavar="MAP", help="Map voor die bestanden.")] = "build",
    audience: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--for", metavar="DOELGROEP", help="Het bericht voor één doelgroep, met haar naam in audiences."),
    ] = None,
    notice_lang: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--notice-lang",
            metavar="TAAL",
            help="De taal van het bericht, een waarin de verklaring verschijnt. Zonder: de taal van de verklaring.",
        ),
    ] = None,
    templates: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--templates",
            metavar="MAP",
            help="Eigen sjablonen. Ligt de map in git, dan krijgt de oude versie de sjablonen van toen.",
        ),
    ] = None,
    stdin_filename: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--stdin-filename", metavar="NAAM", help="Hoe het bestand heet dat van - komt."),
    ] = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    lang: Lang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Vergelijk twee versies: wat verandert er voor mensen, en is dat op tijd en goed verteld?"""
    from policyc.cli.choices import Choices
    from policyc.cli.diff import diff_files

    raise typer.Exit(
        diff_files(
            tuple(sides or ()),
            against=tuple(against or ()),
            formats=tuple(formats or ()),
            fail_on=fail_on.value if fail_on else None,
            all_changes=all_changes,
            as_of=as_of,
            notice=notice,
            redline=redline,
            to=to,
            output=output,
            audience=audience,
            notice_lang=notice_lang,
            templates=templates,
            stdin_filename=stdin_filename,
            choices=Choices(config, isolated, lang.value, color.value),
        )
    )


@app.command(
    epilog="Gepubliceerd is wat een tag <id>/v1.2.0 of <id>-v1.2.0 heeft. Uitkomst: 0 = getoond, 2 = geen antwoord.",
)
def log(
    paths: Paths = None,
    formats: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "-f", "--format", metavar="SOORT[=BESTAND]", help="text of json; met =BESTAND in een bestand. Mag vaker."
        ),
    ] = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    lang: Lang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Toon de gepubliceerde versies, de nieuwste eerst, en hoe zwaar elke wijziging was."""
    from policyc.cli.choices import Choices
    from policyc.cli.log import show_log

    raise typer.Exit(
        show_log(
            tuple(paths or ()),
            formats=tuple(formats or ()),
            choices=Choices(config, isolated, lang.value, color.value),
        )
    )


@app.command()
def rules(
    format_: Annotated[ListFormat, typer.Option("-f", "--format", help="text of json.")] = ListFormat.text,
    lang: Lang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Toon alle regels: niveau, sinds wanneer, bron."""
    from policyc.cli.rules import list_rules

    raise typer.Exit(list_rules(as_json=format_ is ListFormat.json, lang=lang.value, color=color.value))


@app.command()
def rule(
    code: Annotated[str, typer.Argument(metavar="CODE", help="De code van een regel, zoals TR002.")],
    lang: Lang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Leg één regel uit: wat, waarom, bron, hoe het misgaat en hoe het goed is."""
    from policyc.cli.rules import explain_rule

    raise typer.Exit(explain_rule(code, lang=lang.value, color=color.value))


def main() -> NoReturn:
    """The `policyc` command. Whatever goes wrong, the user sees a sentence and gets an exit code."""
    from policyc.cli.exits import run

    # pydantic looks through every installed package for plug-ins, which no policy needs and every start would pay for.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A command lives for a second and its values are trees: collecting cycles costs a tenth of it and frees nothing.
    gc.disable()
    # Whoever closed a stream (`policyc validate >&-`) wants the exit code alone.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    # A pipe or a terminal that cannot show a character gets an escape instead of a crash.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(functools.partial(app, standalone_mode=False), debug=bool(os.environ.get("POLICYC_TRACEBACK"))))
