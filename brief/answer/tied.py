"""Whether a place hangs on the event's own verb: it happened there, wherever it is told from."""

from __future__ import annotations

from collections.abc import Sequence

from brief.answer.announced import is_of_kind, with_parts
from brief.answer.clauses import ANY_SUBJECT, OBJECT, covering, main_verb
from brief.answer.scene import Scene
from brief.grammar import VERBS, forms
from brief.model import Sentence, Span, Token
from brief.resources import listed

_INSIDE = listed("places_en.txt", "inside")
_THROUGH = listed("places_en.txt", "through")
_OF = listed("places_en.txt", "of")
_NEVER = listed("places_en.txt", "never_where")
_STRUCK_AT = listed("places_en.txt", "struck_at")
_FROM_AFAR = forms(listed("places_en.txt", "decided_from_afar"))
_PHRASE = frozenset(
    {"pobj", "compound", "amod", "nmod", "nummod", "appos", "conj", "flat", "npadvmod", "attr"}
)
"""How the words of a phrase hang together, and the phrase on its preposition."""


def is_tied(scene: Scene, sentence: Sentence, where: Span) -> bool:
    """Whether the way from a place up to the main verb leads by places and by what happened alone.

    "Struck the east", "died in floods in the south" and "a strike in the ocean killed two" are tied;
    "convicted of crimes in the north" and "voted to send aid to the coast" are not.

    Args:
        scene: Its cue lists say what a kind of place is.
        sentence: That names the place; without a parse nothing is tied.
        where: The place in it.
    """
    inside = covering(sentence, where)
    tokens = sentence.tokens
    if not inside or tokens[main_verb(tokens, scene.reporting)].pos not in VERBS:
        return False
    main, here, nearest = main_verb(tokens, scene.reporting), inside[1], True
    while here != main:
        if tokens[here].head == here or not _leads_on(scene, tokens, here, main, nearest=nearest):
            return False
        nearest = nearest and (tokens[here].dep != "prep" or tokens[here].text.lower() in _OF)
        here = tokens[here].head
    return True


def _leads_on(scene: Scene, tokens: Sequence[Token], here: int, main: int, *, nearest: bool) -> bool:
    """Whether one word on the way keeps what is below it where the event was."""
    token, over = tokens[here], tokens[tokens[here].head]
    word = token.text.lower()
    if word in _OF:
        return _is_place(scene, over)
    if token.dep == "prep":
        if nearest:
            return word not in _NEVER
        struck = over.text.lower() in _STRUCK_AT
        inside = [tokens[i] for i in with_parts(tokens, here, frozenset({"pobj"}))]
        of_place = word in _THROUGH and any(_is_place(scene, one) for one in inside)
        return word in _INSIDE or struck or of_place
    if token.dep in OBJECT:
        return over.text.lower() not in _FROM_AFAR
    if token.dep == "advcl":
        # "Were killed after a ferry sank off the coast": what they suffered happened there.
        return token.head == main and is_of_kind(scene, "suffers", over)
    return token.dep in _PHRASE | ANY_SUBJECT


def _is_place(scene: Scene, noun: Token) -> bool:
    """Whether a noun is a kind of place or a side of one ("the island of", "the west of")."""
    side = noun.pos == "NOUN" and is_of_kind(scene, "compass", noun)
    return side or is_of_kind(scene, "place_heads", noun)
