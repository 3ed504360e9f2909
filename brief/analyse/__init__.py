"""Story → Analysis: its sentences and what they name, date and quote."""

from __future__ import annotations

from brief.analyse.dates import moments
from brief.analyse.entities import entities
from brief.analyse.figures import figures
from brief.analyse.language import parse
from brief.analyse.quotes import quotes
from brief.analyse.sentences import sentences
from brief.labels import say
from brief.model import Analysis, Story


def analyse(story: Story, *, model: str | None = None, box: bool = True) -> Analysis:
    """Read a story: split it into sentences and find what they name.

    Args:
        story: After `dedupe`, so that nothing is read twice.
        model: Name of an installed spaCy model to use in place of the shipped one.
        box: Whether names, dates, quotations and figures are wanted. Without them
            no language model is loaded.

    Returns:
        Sentences in reading order, article by article, with everything found in
        them; `gaps` says what could not be done, such as no model for the language.
    """
    found, titles = sentences(story)
    if not box:
        return Analysis(story=story, sentences=found, titles=titles)
    found, titles, unread = parse(story, found, titles, model=model)
    named = entities(story, found, titles)
    return Analysis(
        story=story,
        sentences=found,
        titles=titles,
        entities=named,
        moments=moments(story, found, titles),
        quotes=quotes(story, found, named),
        figures=figures(story, found),
        gaps=tuple(say("en", "gap_model", name=repr(language)) for language in unread),
        unread=unread,
    )
