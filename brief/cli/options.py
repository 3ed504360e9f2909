"""The options that several commands share, and the wishes that they become."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from brief.formats import Format

if TYPE_CHECKING:
    from brief.pipeline import Wishes
    from brief.settings import Settings


def wishes_of(context: typer.Context, settings: Settings | None = None, **known: object) -> Wishes:
    """What a command asks of its pages: an option fills the wish of its name, or else the settings do.

    Args:
        context: Of the command, with all its options.
        settings: Those that `--config` names; None where a command has none.
        **known: Wishes that an option of their name does not say, or says of something else.
    """
    from dataclasses import fields

    from brief.pipeline import Wishes

    asked: dict[str, Any] = {one.name: context.params.get(one.name) for one in fields(Wishes)}
    extras = context.params.get("extras") or ()
    asked |= {"with_text": Extra.text in extras, "with_analysis": Extra.analysis in extras}
    if settings:
        look = dict(settings.page)
        usual = {name: look.pop(name, None) for name in ("paper", "template")}
        asked |= {name: asked[name] or value for name, value in usual.items()}
        asked |= {"look": look, "limits": settings.limits}
    return Wishes(**{name: value for name, value in {**asked, **known}.items() if value is not None})


class Paper(StrEnum):
    """Paper sizes of a page."""

    a4 = "a4"
    letter = "letter"


class Engines(StrEnum):
    """Who does the work of a batch."""

    local = "local"
    dask = "dask"


class Extra(StrEnum):
    """What `--with` adds to the JSON."""

    text = "text"
    analysis = "analysis"


Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.")
]


Formats = Annotated[
    list[Format] | None, typer.Option("--format", "-f", help="Format of the page. Repeatable.")
]


Day = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="YYYY-MM-DD", help="The day the text was published, when it does not say."
    ),
]


Method = Annotated[
    str, typer.Option(help="How sentences are scored: default, lead, lexrank, textrank, lsa, luhn, ...")
]


def _known(code: str | None) -> str | None:
    """A language's code, when there is such a language."""
    from brief.labels import check_language

    check_language(code)
    return code


Language = Annotated[
    str | None,
    typer.Option(metavar="CODE", callback=_known, help="Language of the text (en, de, ...), when known."),
]


Model = Annotated[
    str | None, typer.Option(metavar="NAME", help="An installed spaCy model to use, such as en_core_web_lg.")
]


Sentences = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Sentences in the summary, bottom line included.")
]


Words = Annotated[int | None, typer.Option(min=1, metavar="N", help="Words in the summary, at most.")]


Percent = Annotated[
    float | None,
    typer.Option(min=0.1, max=100, metavar="P", help="Share of the text's sentences, in percent."),
]


PaperSize = Annotated[Paper | None, typer.Option(help="Paper of the page; a4 when nothing says.")]


Pages = Annotated[int, typer.Option(min=1, metavar="N", help="Pages the briefing may fill.")]


Template = Annotated[
    str | None,
    typer.Option(metavar="NAME|PATH", help="A built-in template, or a file or folder of your own."),
]


KeepRepeats = Annotated[bool, typer.Option("--keep-repeats", help="Leave passages that are told twice.")]


With = Annotated[
    list[Extra] | None, typer.Option("--with", help="Add the text or the analysis to the JSON. Repeatable.")
]


AllowNetwork = Annotated[
    bool,
    typer.Option("--allow-network", help="Fetch inputs that are web addresses; files never cause a request."),
]


Config = Annotated[
    Path | None,
    typer.Option(metavar="PATH", help="A brief.toml: how pages look, how much is read."),
]


Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on standard error but errors.")]


Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what is being done.")]
