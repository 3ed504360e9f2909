"""Options and settings, and the wishes that they become."""

from __future__ import annotations

from pathlib import Path

import typer

from brief.cli.options import (
    Config,
    KeepRepeats,
    Language,
    Method,
    Model,
    Pages,
    PaperSize,
    Percent,
    Sentences,
    Template,
    With,
    Words,
    wishes_of,
)
from brief.cli.talk import settings_of
from brief.pipeline import Wishes
from brief.read import Limits


def wishes(*arguments: str) -> Wishes:
    """What a command with all the options of a page makes of these arguments."""
    app = typer.Typer()
    made: list[Wishes] = []

    @app.command()
    def page(
        context: typer.Context,
        sentences: Sentences = None,
        words: Words = None,
        percent: Percent = None,
        paper: PaperSize = None,
        pages: Pages = 1,
        template: Template = None,
        config: Config = None,
        method: Method = "default",
        language: Language = None,
        model: Model = None,
        keep_repeats: KeepRepeats = False,
        extras: With = None,
    ) -> None:
        made.append(wishes_of(context, settings_of(config)))

    app(list(arguments), standalone_mode=False)
    return made[0]


def settings(folder: Path) -> str:
    path = folder / "brief.toml"
    path.write_text(
        '[page]\npaper = "letter"\ntemplate = "plain"\ndesk = "Night desk"\n[read]\nmax_depth = 2\n'
    )
    return str(path)


def test_without_options_the_wishes_are_the_usual_ones() -> None:
    assert wishes() == Wishes()


def test_every_option_of_a_page_fills_the_wish_of_its_name() -> None:
    asked = wishes(
        *("--sentences", "4", "--words", "90", "--percent", "12.5", "--paper", "letter", "--pages", "2"),
        *("--template", "sitrep", "--method", "lead", "--language", "de", "--model", "de_core_news_sm"),
        *("--keep-repeats", "--with", "text", "--with", "analysis"),
    )

    assert asked == Wishes(
        sentences=4,
        words=90,
        percent=12.5,
        paper="letter",
        pages=2,
        template="sitrep",
        method="lead",
        language="de",
        model="de_core_news_sm",
        keep_repeats=True,
        with_text=True,
        with_analysis=True,
    )


def test_what_no_option_says_the_settings_say(tmp_path: Path) -> None:
    asked = wishes("--config", settings(tmp_path))

    assert asked == Wishes(
        paper="letter", template="plain", look={"desk": "Night desk"}, limits=Limits(max_depth=2)
    )


def test_an_option_goes_before_the_settings(tmp_path: Path) -> None:
    asked = wishes("--config", settings(tmp_path), "--paper", "a4", "--template", "sitrep")

    assert (asked.paper, asked.template) == ("a4", "sitrep")
    assert asked.look == {"desk": "Night desk"}
