"""What hangs on a word, told of a parse that remembers and of plain tokens alike."""

from __future__ import annotations

import pickle
from collections.abc import Sequence

from brief.grammar import Parse, children, once, under
from brief.model import Token

# "The old pier closed": each word, what it is to its head, and the head's place.
WORDS = (("The", "det", 2), ("old", "amod", 2), ("pier", "nsubj", 3), ("closed", "ROOT", 3))


def test_a_parse_hangs_together_as_its_plain_tokens_do() -> None:
    plain, parse = tokens(), Parse(tokens())

    for head in range(len(plain)):
        assert list(children(parse, head)) == list(children(plain, head))
        assert under(parse, head, {"nsubj"}) == under(plain, head, {"nsubj"})
    assert list(children(parse, 2)) == [0, 1]
    assert under(parse, 3, {"nsubj"}) == {3}


def test_a_parse_is_asked_once_and_plain_tokens_each_time() -> None:
    asked: list[str] = []

    @once
    def longer_than(tokens: Sequence[Token], size: int) -> bool:
        asked.append(tokens[0].text)
        return len(tokens) > size

    parse = Parse(tokens())

    assert [longer_than(parse, 3), longer_than(parse, 3), longer_than(parse, 4)] == [True, True, False]
    assert len(asked) == 2
    assert longer_than(tokens(), 3) is longer_than(tokens(), 3) is True
    assert len(asked) == 4


def test_a_parse_that_was_asked_can_be_pickled() -> None:
    parse = Parse(tokens())
    once(lambda tokens: len(tokens))(parse)

    again = pickle.loads(pickle.dumps(parse))  # noqa: S301  (our own bytes)

    assert again == parse == tokens()
    assert isinstance(again, Parse)


def tokens() -> tuple[Token, ...]:
    """The words as tokens, a space between them."""
    found: list[Token] = []
    for word, dep, head in WORDS:
        start = found[-1].end + 1 if found else 0
        found.append(
            Token(start=start, end=start + len(word), text=word, lemma="", pos="", tag="", dep=dep, head=head)
        )
    return tuple(found)
