"""What a figure counts or measures: read from the parse of its sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from brief.asserted import reserves
from brief.grammar import (
    NOUNS,
    SUBJECTS,
    VERBS,
    apart,
    around,
    children,
    ends_well,
    forms,
    meaningful,
    once,
    points_back,
    subject,
    under,
)
from brief.model import Token
from brief.resources import listed

Stretch = tuple[int, int]
"""First and last index into the tokens of a sentence."""

HARM = forms(listed("counted_en.txt", "harm")) | listed("counted_en.txt", "lost")
"""What happens to people in the news: counted with these, they are what it is about."""
STATES = listed("counted_en.txt", "states")
TOLLS = listed("counted_en.txt", "states", "tolls")
LEAVING = listed("counted_en.txt", "leaving")
# "Eight people lost their lives", "cost eight lives".
LIVES = listed("counted_en.txt", "lives")
TAKING = forms(listed("counted_en.txt", "taking"))
# A share of these tells how far a count has come.
RESULTS_OF = listed("counted_en.txt", "results_of")
BEING = listed("grammar_en.txt", "is", "be", "being")
# A verb that says nothing with its object alone.
EMPTY = forms(listed("counted_en.txt", "empty")) | BEING
THINKING = forms(listed("saying_en.txt", "say", "note", "think", "ask"))
# What is told with these has befallen people, as far as anybody knows.
THOUGHT = forms(listed("counted_en.txt", "thought")) | listed("counted_en.txt", "reported")
# What a figure is a part or sum of stands behind these.
PART_OF = listed("counted_en.txt", "part_of")
DENIED = listed("grammar_en.txt", "not") | {"no"}
SIGNS = listed("figures_en.txt", "signs")
SHARES = listed("figures_en.txt", "shares")
CURRENCIES = listed("figures_en.txt", "moneys") | {
    code.lower() for code in listed("figures_en.txt", "codes", "code_with_stop")
}
# Behind a noun these belong to the verb more often: "took 26 crew members to Karvik".
OF_THE_VERB = listed("counted_en.txt", "of_the_verb")
# Another thought than that of the word these hang on.
ASIDE = frozenset({"relcl", "conj", "cc", "punct", "advcl", "parataxis", "appos", "dep"})
# From a figure up to the verb of its clause.
CLIMBED = frozenset(
    """prep pobj dobj attr npadvmod acomp quantmod nummod amod advmod nmod oprd agent dative appos
    nsubj nsubjpass xcomp""".split()  # noqa: SIM905  (a list of words reads best as words)
)
# A participle before its noun ("missing miners") is no verb of the clause.
BEFORE_NOUN = frozenset({"amod", "compound", "nmod", "acl"})
STANDING_IN = listed("counted_en.txt", "standing_in")
# Of what, they do not say.
LEVELS = listed("counted_en.txt", "levels")
OF_SOMETHING = listed("counted_en.txt", "of_something")
UNCOUNTED = listed("counted_en.txt", "uncounted")
# Counted by themselves these tell nothing.
VAGUE = listed("counted_en.txt", "vague")
OPENING = listed("grammar_en.txt", "time_clauses")
EACH = listed("counted_en.txt", "each")
OTHERS = listed("counted_en.txt", "others")
MORE = listed("counted_en.txt", "more")
# Behind these a number at which something stands is no age.
STANDS_AT = forms(listed("counted_en.txt", "stands_at"))
# And of these it says how old somebody is: "a woman of 31", "people over 65".
OF_AGE = listed("counted_en.txt", "of_age")
IN_AGE = listed("counted_en.txt", "in_age")
AROUND_AN_AGE = listed("counted_en.txt", "around_an_age")
OF_AN_AGE = 2
"""Digits."""
LONGEST = 9
"""Words of a noun phrase, and of a verb with what it counts."""
OF_A_SUM = 2
"""More words for a verb with a sum behind it, which is told with what it was paid for."""
LONGEST_CLAUSE = 14
OF_A_SHARE = 3
"""More words for a clause in which something rises or falls to a share: what, its verb does not say."""
FEWEST = 2
"""Words that carry meaning: fewer than these tell too little by themselves."""


def counted(tokens: Sequence[Token], inside: Sequence[int]) -> tuple[Stretch, bool] | None:
    """Find the words that tell what a figure counts or measures.

    Args:
        tokens: The parse of a sentence.
        inside: Indices of the figure's own tokens, rising.

    Returns:
        The words behind the figure ("homes in the valley"), or a phrase with the figure
        in it ("killing at least 40 people", "Unemployment fell to 4.5 percent"), and
        whether people harmed, missing, rescued or held are counted. None when nothing is
        told, or only by a pronoun.
    """
    noun = _noun(tokens, inside)
    # "4 The Challenge", "35 Match preview": a number beside a name or a heading counts nothing.
    if noun is not None and (tokens[noun].tag == "NNP" or (not inside[0] and _is_titled(tokens, inside))):
        return None
    before = tokens[inside[0] - 1].text.lower() if inside[0] else ""
    if before in DENIED or (noun is None and before == "the"):
        return None  # "none of the 100,000" has been told of before
    if noun is None and _is_an_age(tokens, inside):
        return None
    if noun is None and before in ("a", "an") and all(tokens[index].text.isdigit() for index in inside):
        return None  # "a 787 of the airline"
    needed = reserves(tokens, _top(tokens, inside) if noun is None else noun)
    if needed is None or any(
        token.text.lower() in UNCOUNTED for token in tokens[inside[-1] + 1 : inside[-1] + 2]
    ):
        return None
    for harmed, found in _ways(tokens, inside, noun):
        stretch = None if found is None else with_reserve(tokens, inside, found, needed)
        if stretch is None and found is not None and found[0] == inside[-1] + 1 and min(needed) > found[1]:
            stretch = _up_to_verb(tokens, inside, _helped(tokens, min(needed)))
        if stretch is None or _is_loose(tokens, inside, stretch, harmed=harmed):
            continue
        if not harmed and _is_of_a_place(tokens, inside, stretch):
            continue
        if tokens[stretch[0]].text[0] in "'’" or tokens[stretch[1]].text.lower() in STANDING_IN:
            continue
        if stretch[1] == inside[-1] and (
            before in ("a", "an") or tokens[max(inside[0] - 1, 0)].tag == "PRP$"
        ):
            continue  # "agreed a $168m (£89m) settlement": cut before what it is
        words = {token.text.lower() for token in tokens[stretch[0] : stretch[1] + 1]}
        if harmed or any(token.pos in NOUNS for token in tokens[stretch[0] : stretch[1] + 1]):
            thought = all(tokens[index].text.lower() in THOUGHT for index in needed)
            died = bool(words & LIVES and words & TAKING)
            return stretch, thought and (harmed or died or bool(words & TOLLS))
    return None


def with_reserve(
    tokens: Sequence[Token], inside: Sequence[int], stretch: Stretch, needed: Collection[int]
) -> Stretch | None:
    """Reach back to the words that say how a phrase is meant: "could have killed 300 people".

    Args:
        tokens: The parse of a sentence.
        inside: Indices of the figure's own tokens, rising.
        stretch: The words that tell what it counts.
        needed: Indices of words without which they would be told as a fact.

    Returns:
        The phrase with these words; None where one stands behind it, a mark between, or
        where it would be too long.
    """
    first, last = min([stretch[0], *needed]), stretch[1]
    if first == stretch[0] and all(index <= last for index in needed):
        return stretch
    verb = _verb_above(tokens, _top(tokens, inside))
    whole = all(index <= last for index in needed) and not _broken(tokens, first, inside[0])
    if verb is not None and verb > last:
        return None  # "claimed that three suspects": cut before what is claimed of them
    return (first, last) if whole and _size(tokens, first, last) <= LONGEST_CLAUSE else None


def _is_loose(tokens: Sequence[Token], inside: Sequence[int], stretch: Stretch, *, harmed: bool) -> bool:
    """Whether a phrase needs words that stand outside of it: whose, of which, for each.

    "Injuring 15 others" needs none: those harmed are people, others than the ones told of before.
    """
    first, last = stretch
    words = tokens[first : last + 1]
    about = next((i for i in range(first, last) if tokens[i].dep in ("nsubj", "nsubjpass")), None)
    if about is not None and tokens[about].pos in NOUNS:
        # "The bank cut its rate to 3%": whose rate, the phrase says.
        own = under(tokens, about)
        words = [
            tokens[i] for i in range(first, last + 1) if tokens[i].tag != "PRP$" or i < about or i in own
        ]
    if points_back([token for token in words if not (harmed and token.text.lower() in OTHERS)]):
        return True
    cut = (i for i in range(first, last) if tokens[i].tag == "POS" and tokens[i + 1].pos in VERBS)
    if next(cut, None) is not None:
        return True  # "Kestrel's slipped 3%": Kestrel's what?
    verb = _verb_above(tokens, _top(tokens, inside))
    about = None if verb is None else subject(tokens, verb)
    each = [] if about is None else [i for i in children(tokens, about) if tokens[i].text.lower() in EACH]
    return any(not first <= index <= last for index in each)


def _is_of_a_place(tokens: Sequence[Token], inside: Sequence[int], stretch: Stretch) -> bool:
    """Whether of what something is, stands before the phrase: "food, where prices rose 4.9%"."""
    verb = _verb_above(tokens, _top(tokens, inside))
    if verb is None or tokens[verb].dep != "relcl" or stretch[0] <= tokens[verb].head:
        return False
    about = subject(tokens, verb)
    located = any(tokens[i].text.lower() == "where" and i < stretch[0] for i in children(tokens, verb))
    return located and about is not None and tokens[about].text.lower() in OF_SOMETHING


def _helped(tokens: Sequence[Token], index: int) -> int:
    """The verb of a helper: "die" of "could die"; another word itself."""
    return index if tokens[index].pos == "VERB" else tokens[index].head


def _is_titled(tokens: Sequence[Token], inside: Sequence[int]) -> bool:
    """Whether a figure in digits stands before a heading: a capital that opens no name."""
    after = tokens[inside[-1] + 1]
    return tokens[inside[0]].text[:1].isdigit() and after.text[:1].isupper() and after.pos != "PROPN"


def _ways(
    tokens: Sequence[Token], inside: Sequence[int], noun: int | None
) -> Iterator[tuple[bool, Stretch | None]]:
    """The phrases that may tell it, best first, each with whether it tells of harm."""
    carried = _carried(tokens, inside, noun)
    if carried is not None:
        yield False, carried
        return
    yield True, _left(tokens, inside)
    yield True, _harmed(tokens, inside, noun)
    if _is_sum(tokens, inside) or _is_share(tokens, inside):
        yield False, _whose(tokens, inside, noun)
    if noun is not None:
        behind = _noun_phrase(tokens, inside[-1] + 1, noun)
        further = behind is not None and behind[1] > noun and tokens[behind[1]].pos == "ADV"
        if further and tokens[noun].text.lower() in VAGUE:
            yield False, _doing(tokens, inside, noun)  # "people worldwide live with dementia"
        if behind is not None and (further or meaningful(tokens, *behind) >= FEWEST):
            yield False, behind
        yield False, _doing(tokens, inside, noun)
    else:
        yield False, _part(tokens, inside)
        yield False, _beside(tokens, inside)
        yield False, _befell(tokens, inside)
    yield False, _owner(tokens, inside, noun)
    if noun is None and (_is_said_to_be(tokens, inside) or _is_numbered(tokens, inside)):
        return
    yield False, _clause(tokens, inside, noun)
    yield False, _with_verb(tokens, inside, noun)
    if noun is not None and tokens[noun].tag in ("NN", "NNS") and tokens[noun].text.lower() not in VAGUE:
        yield False, _noun_phrase(tokens, inside[-1] + 1, noun)


def _carried(tokens: Sequence[Token], inside: Sequence[int], noun: int | None) -> Stretch | None:
    """What a thing does to the counted, where the parse has both do what it does: "carrying 180 people".

    "A ferry carrying 180 people sank": the ferry did.
    """
    verb, deed = inside[0] - 1, -1 if noun is None else tokens[noun].head
    if verb > 0 and tokens[verb].dep == "prep" and tokens[verb].head == verb - 1:
        verb -= 1  # "searching for 40 people"
    if noun is None or verb < 1 or tokens[noun].dep not in SUBJECTS or tokens[verb].tag != "VBG":
        return None
    about = tokens[verb].head
    both = about < verb and tokens[about].head == deed and tokens[about].dep in SUBJECTS
    return (verb, noun) if tokens[verb].dep == "acl" and both else None


def _noun(tokens: Sequence[Token], inside: Sequence[int]) -> int | None:
    """The noun that a figure counts, which stands behind it; None when it stands for itself."""
    last = inside[-1]
    heads = [_counted_by(tokens, tokens[i].head) for i in inside if tokens[i].head > last]
    heads = [index for index in heads if tokens[index].pos in NOUNS]
    if not heads:
        return None
    between = range(last + 1, heads[-1])
    verbs = any(tokens[i].pos in VERBS and tokens[i].dep not in BEFORE_NOUN for i in between)
    links = any(tokens[i].pos in ("ADP", "CCONJ", "SCONJ") or apart(tokens, i) for i in between)
    return None if verbs or links else heads[-1]


def _counted_by(tokens: Sequence[Token], head: int) -> int:
    """What a word behind a figure stands for: "pay" for the "more" of "7 percent more pay"."""
    compares = (
        tokens[head].pos == "ADJ" and tokens[head].text.lower() in MORE and tokens[head].head == head + 1
    )
    # "20% more fuel efficient" is no fuel.
    return head + 1 if compares and tokens[head + 1].dep not in ("npadvmod", "compound", "nmod") else head


def _is_an_age(tokens: Sequence[Token], inside: Sequence[int]) -> bool:
    """Whether a bare number tells how old somebody was: "won a scholarship at 15", "a woman of 31"."""
    link, number = inside[-1] - 1, tokens[inside[-1]].text
    if link < 1 or link > inside[0] or not number.isdigit() or len(number) > OF_AN_AGE:
        return False
    word, whose = tokens[link].text.lower(), tokens[link - 1].text.lower()
    if word == "at":
        return tokens[tokens[link].head].text.lower() not in STANDS_AT
    return (word == "of" and whose in OF_AGE) or (word in AROUND_AN_AGE and whose in IN_AGE)


def _left(tokens: Sequence[Token], inside: Sequence[int]) -> Stretch | None:
    """In what state they are: "left at least 50 dead", "and 515 injured"."""
    after = inside[-1] + 1
    state = next(
        (i for i in range(after, min(after + 3, len(tokens))) if tokens[i].text.lower() in STATES), None
    )
    if state is None or _broken(tokens, after, state):
        return None
    if inside[0] > 0 and tokens[inside[0] - 1].text.lower() in LEAVING:
        return inside[0] - 1, state
    before_noun = state + 1 < len(tokens) and tokens[state + 1].pos in ("NOUN", "PROPN", "ADJ")
    told = all(tokens[index].pos in (*VERBS, "ADV") for index in range(after, state))
    return (after, state) if told and not before_noun else None


def _harmed(tokens: Sequence[Token], inside: Sequence[int], noun: int | None) -> Stretch | None:
    """The counted with what happened to them: "people were killed", "killing at least 40 people"."""
    verb = _harm(tokens, inside, noun)
    if verb is None:
        return None
    end = inside[-1] if noun is None else noun
    if verb > inside[-1]:
        return _up_to_verb(tokens, inside, verb)
    if noun is None and _broken(tokens, verb, inside[0]):
        return None
    phrase = _noun_phrase(tokens, inside[0], end) or (inside[0], end)
    last = phrase[1] if _size(tokens, verb, phrase[1]) <= LONGEST + 2 else end
    return (verb, last) if _size(tokens, verb, last) <= LONGEST + 2 else None


def _harm(tokens: Sequence[Token], inside: Sequence[int], noun: int | None) -> int | None:
    """The verb of harm or rescue whose subject or object is counted."""
    top = noun if noun is not None else _top(tokens, inside)
    if tokens[top].dep == "conj":
        top = tokens[top].head
    verb = tokens[top].head
    hangs = tokens[top].dep in ("dobj", "nsubj", "nsubjpass") and tokens[verb].pos == "VERB"
    return verb if hangs and tokens[verb].text.lower() in HARM else None


def _top(tokens: Sequence[Token], inside: Sequence[int]) -> int:
    """The word of a figure that the others hang on."""
    return next((index for index in reversed(inside) if tokens[index].head not in inside), inside[-1])


def _up_to_verb(tokens: Sequence[Token], inside: Sequence[int], verb: int) -> Stretch | None:
    """What the counted do or suffer: from the figure's end to the verb, and a little further."""
    start = inside[-1] + 1
    if _broken(tokens, start, verb):
        return None
    members = under(tokens, verb, ASIDE) - _asides(tokens, verb)
    _, last = around(members | {verb}, verb)
    stretch = _short(tokens, start, last, verb, whose="their")
    asks_more = any(
        tokens[i].dep in ("dobj", "attr", "ccomp", "xcomp", "acomp") for i in children(tokens, verb)
    )
    return None if stretch is None or (stretch[1] == verb and asks_more) else stretch


@once
def _noun_phrase(tokens: Sequence[Token], start: int, noun: int) -> Stretch | None:
    """The words from `start` on that belong to a noun, and behind it; "women and children" whole."""
    members = under(tokens, noun, ASIDE) - _asides(tokens, noun)
    pair = noun + 2
    if pair < len(tokens) and tokens[noun + 1].dep == "cc" and tokens[pair].dep == "conj":
        joined = tokens[pair].head == noun and tokens[pair].pos == "NOUN"
        members |= {noun + 1} | (under(tokens, pair, ASIDE) - _asides(tokens, pair)) if joined else set()
    _, last = around(members | set(range(start, noun + 1)), noun)
    return _short(tokens, start, last, noun)


@once
def _asides(tokens: Sequence[Token], top: int) -> set[int]:
    """Indices below and behind a word, of clauses of their own, times, and what a mark parts off."""
    found: set[int] = set()
    for index in under(tokens, top):
        token = tokens[index]
        directed = tokens[top].pos in NOUNS and token.head == top and token.text.lower() in OF_THE_VERB
        timed = token.dep == "npadvmod" and token.entity[2:] in ("DATE", "TIME")
        hidden = _is_hidden(tokens, index) or (
            token.dep == "prep" and token.text.lower() in OPENING and _opens_a_clause(tokens, index)
        )
        if index > top and (
            hidden
            or timed
            or directed
            or token.dep in ("relcl", "advcl", "parataxis")
            or apart(tokens, index)
        ):
            found |= under(tokens, index) | {index}
    return found


def _is_hidden(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a participle may be the verb of a clause: "after a ferry carrying 127 people capsized"."""
    held = tokens[verb].head
    deed = tokens[held].head
    return (
        tokens[verb].dep == "acl"
        and tokens[verb].tag == "VBN"
        and tokens[held].dep == "dobj"
        and tokens[deed].dep == "acl"
        and tokens[deed].tag == "VBG"
    )


def _opens_a_clause(tokens: Sequence[Token], link: int) -> bool:
    """Whether a word such as "after" opens a clause, where the parse has a phrase of it."""
    below = under(tokens, link)
    behind = tokens[max(below) + 1 : max(below) + 2]
    return any(_is_hidden(tokens, one) for one in below) or any(
        one.pos == "VERB" and one.tag in ("VBD", "VBN") for one in behind
    )


def _short(
    tokens: Sequence[Token], first: int, last: int, least: int, *, whose: str | None = None
) -> Stretch | None:
    """A phrase of not too many words, and none that points back: cut before a preposition behind `least`.

    `whose` is theirs who are counted, and points at nothing before: "340 workers will lose their jobs".
    """
    last = ends_well(tokens, first, last)
    while last >= least and (
        _size(tokens, first, last) > LONGEST
        or points_back([token for token in tokens[least + 1 : last + 1] if token.text != whose])
        or (last > least and tokens[last].pos == "NUM" and tokens[last].dep == "pobj")
        or (last < tokens[last].head and tokens[last].pos in NOUNS and last > least)
        or (tokens[last].dep == "acl" and any(index > last for index in children(tokens, last)))
    ):
        cuts = [
            index
            for index in range(least + 1, last + 1)
            if (tokens[index].pos in ("ADP", "SCONJ") or tokens[index].dep == "acl")
            and tokens[index].text.lower() != "of"
            and tokens[index].start > tokens[index - 1].end
        ]
        if not cuts:
            return None
        last = ends_well(tokens, first, cuts[-1] - 1)
    return (first, last) if first <= last and last >= least else None


def _size(tokens: Sequence[Token], first: int, last: int) -> int:
    """How many words stand in a stretch."""
    return sum(token.pos not in ("PUNCT", "SPACE") for token in tokens[first : last + 1])


def _broken(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a mark stands in a stretch."""
    return any(apart(tokens, index) for index in range(first, last + 1))


def _doing(tokens: Sequence[Token], inside: Sequence[int], noun: int) -> Stretch | None:
    """A bare noun with what it does: "people use the ferry"."""
    verb = tokens[noun].head
    about = tokens[noun].dep in ("nsubj", "nsubjpass") and tokens[verb].pos in VERBS and noun < verb
    return _up_to_verb(tokens, inside, verb) if about and tokens[verb].text.lower() not in THINKING else None


def _befell(tokens: Sequence[Token], inside: Sequence[int]) -> Stretch | None:
    """What became of a sum that stands for itself: "$1.5 million had been paid through an elder"."""
    top = _top(tokens, inside)
    verb = tokens[top].head
    about = tokens[top].dep in ("nsubj", "nsubjpass") and tokens[verb].pos == "VERB" and verb > inside[-1]
    if not about or not _is_sum(tokens, inside) or tokens[verb].text.lower() in THINKING:
        return None
    stretch = _up_to_verb(tokens, inside, verb)
    return stretch if stretch is not None and meaningful(tokens, *stretch) >= FEWEST else None


def _part(tokens: Sequence[Token], inside: Sequence[int]) -> Stretch | None:
    """What a figure is a part or sum of: "of the vote", "in aid"."""
    link = inside[-1] + 1
    if link + 1 >= len(tokens) or tokens[link].pos != "ADP" or tokens[link].text.lower() not in PART_OF:
        return None
    if tokens[link].text.lower() != "of" and not _is_sum(tokens, inside):
        return None
    below = [index for index in children(tokens, link) if tokens[index].dep == "pobj" and index > link]
    if tokens[link + 1].text[:1].isdigit():
        return None  # "£20 for 227g"
    if not below or tokens[below[0]].pos not in NOUNS or tokens[below[0]].entity[2:] in ("DATE", "TIME"):
        return None
    if tokens[below[0]].text.lower() in UNCOUNTED:
        return None  # "shared thousands of times"
    if not RESULTS_OF.isdisjoint(token.text.lower() for token in tokens[link : below[0] + 1]):
        return None  # "results from 98 percent of polling stations"
    stretch = _noun_phrase(tokens, link, below[0])
    bare = stretch is not None and (
        stretch[1] == link + 1 or (stretch[1] == link + 2 and tokens[link + 1].text.lower() == "the")
    )
    top = _top(tokens, inside)
    if bare and _is_share(tokens, inside):
        if tokens[top].dep not in SUBJECTS:
            return None  # "53% of the vote": whose?
        verb = tokens[top].head
        if tokens[verb].pos in VERBS and tokens[verb].text.lower() not in THINKING:
            return _up_to_verb(tokens, inside, verb) or stretch  # "of households have no car"
    whole = tokens[link].text.lower() in ("of", "worth")
    return stretch if stretch and (whole or meaningful(tokens, *stretch) >= FEWEST) else None


def _is_sum(tokens: Sequence[Token], inside: Sequence[int]) -> bool:
    """Whether a figure is of money."""
    own = {token.text.lower() for token in tokens[inside[0] : inside[-1] + 1]}
    return bool(own & CURRENCIES) or any(word[0] in SIGNS for word in own)


def _is_share(tokens: Sequence[Token], inside: Sequence[int]) -> bool:
    """Whether a figure is a share: "4%", "4 per cent"."""
    return any(tokens[index].text.lower() in SHARES for index in inside)


def _whose(tokens: Sequence[Token], inside: Sequence[int], noun: int | None) -> Stretch | None:
    """A clause that says whose sum or share it is, where the phrase around the figure names nobody.

    "Wimpey reported a 19% rise in profits", not "19% rise in profits".
    """
    end = max(inside[-1], noun or 0)
    phrase = _noun_phrase(tokens, inside[0], end) or (inside[0], end)
    behind = tokens[inside[-1] + 1 : inside[-1] + 2]
    named = any(token.pos == "PROPN" for token in tokens[phrase[0] : phrase[1] + 1])
    if named or any(token.text.lower() == "of" for token in behind):
        return None
    return _clause(tokens, inside, noun)


def _beside(tokens: Sequence[Token], inside: Sequence[int]) -> Stretch | None:
    """A sum with what it is another name of: "The largest loss, £311,000"."""
    top = _top(tokens, inside)
    noun = tokens[top].head
    if tokens[top].dep != "appos" or tokens[noun].pos != "NOUN" or not _is_sum(tokens, inside):
        return None
    if noun != inside[0] - 2 or tokens[noun + 1].text != ",":
        return None
    first, _ = around(under(tokens, noun, ASIDE), noun)
    fits = _size(tokens, first, inside[-1]) <= LONGEST and meaningful(tokens, first, noun) >= FEWEST
    return (first, inside[-1]) if fits else None


def _owner(tokens: Sequence[Token], inside: Sequence[int], noun: int | None) -> Stretch | None:
    """The noun that a figure gives the size of: "a crowd of 5,000"."""
    top = noun if noun is not None else _top(tokens, inside)
    while tokens[top].dep in ("nummod", "quantmod", "compound", "nmod") and tokens[top].head != top:
        top = tokens[top].head
    link = tokens[top].head
    if tokens[top].dep != "pobj" or tokens[link].text.lower() not in ("of", "to") or link > inside[0]:
        return None
    owner = tokens[link].head
    if tokens[owner].pos != "NOUN" or link - owner != 1:
        return None
    if noun is None and tokens[owner].text.lower() in LEVELS:
        return None
    if tokens[link].text.lower() == "to" and tokens[owner].text.lower() != "home":
        return None
    first, _ = around(under(tokens, owner, ASIDE), owner)
    first = max([first, *(index for index in range(first, owner) if tokens[index].pos == "DET")])
    end = max(inside[-1], noun or 0)
    phrase = _noun_phrase(tokens, inside[0], end)
    last = phrase[1] if phrase else end
    return (first, last) if _size(tokens, first, last) <= LONGEST + 2 else None


def _is_said_to_be(tokens: Sequence[Token], inside: Sequence[int]) -> bool:
    """Whether a bare number is what someone or something is: "Reed was 17"."""
    top = _top(tokens, inside)
    bare = all(tokens[index].pos in ("NUM", "ADV", "ADP", "ADJ") for index in inside)
    return bare and tokens[top].dep in ("attr", "acomp") and tokens[tokens[top].head].text.lower() in BEING


def _is_numbered(tokens: Sequence[Token], inside: Sequence[int]) -> bool:
    """Whether a bare number tells which one of the things before it: "update 5.50"."""
    bare = all(tokens[index].pos == "NUM" for index in inside)
    return bare and inside[0] > 0 and tokens[inside[0] - 1].pos in NOUNS


def _clause(tokens: Sequence[Token], inside: Sequence[int], noun: int | None) -> Stretch | None:
    """A short clause with the figure in it: "Unemployment fell to 4.5 percent"."""
    verb = _verb_above(tokens, noun if noun is not None else _top(tokens, inside))
    while verb is not None and subject(tokens, verb) is None and tokens[verb].dep == "xcomp":
        verb = _verb_above(tokens, tokens[verb].head)
    about = None if verb is None else subject(tokens, verb)
    if verb is None or about is None or about > inside[0] or tokens[about].pos not in NOUNS:
        return None
    first, _ = around(under(tokens, about, ASIDE), about)
    end = max(inside[-1], noun or 0)
    members = under(tokens, verb, ASIDE | {"ccomp"}) - _asides(tokens, verb)
    _, last = around(members | set(range(verb, end + 1)), end)
    last = ends_well(tokens, first, last)
    changed = _is_share(tokens, inside) and tokens[inside[0] - 1].text.lower() == "to"
    # "Won the election with 53 percent of the vote": who won it is told.
    of_whole = _is_share(tokens, inside) and tokens[inside[0] - 1].text.lower() == "with"
    most = LONGEST_CLAUSE + (OF_A_SHARE if changed or of_whole else 0)
    if _size(tokens, first, last) > LONGEST_CLAUSE:
        phrase = _noun_phrase(tokens, inside[0], end)
        last = phrase[1] if phrase else end
    fits = end <= last and _size(tokens, first, last) <= most
    return (first, last) if fits and not _broken(tokens, first, end) else None


def _verb_above(tokens: Sequence[Token], index: int) -> int | None:
    """The verb of the clause that a word stands in."""
    while tokens[index].pos not in VERBS:
        if tokens[index].dep not in CLIMBED or tokens[index].head == index:
            return None
        index = tokens[index].head
    return index


def _with_verb(tokens: Sequence[Token], inside: Sequence[int], noun: int | None) -> Stretch | None:
    """A verb with the figure behind it: "save 550 jobs", "bought the channel for £103.5m"."""
    end = max(inside[-1], noun or 0)
    verb = _verb_above(tokens, end)
    if verb is None or verb > inside[0] or tokens[verb].pos != "VERB" or tokens[verb].text.lower() in EMPTY:
        return None
    held = [index for index in children(tokens, verb) if tokens[index].dep == "dobj" and verb < index <= end]
    if not held or tokens[verb].text.lower() in THINKING:
        return None
    phrase = _noun_phrase(tokens, inside[0], end)
    last = phrase[1] if phrase else end
    most = LONGEST + (OF_A_SUM if _is_sum(tokens, inside) else 0)
    if _size(tokens, verb, last) > most:
        last = end
    if tokens[verb].text.lower() in LEAVING:
        last = _with_object(tokens, verb, last)  # "leaving 47 ships at anchor"
    own = meaningful(tokens, inside[0], inside[-1])
    if meaningful(tokens, verb, last) - own < FEWEST and _is_sum(tokens, inside):
        last = _with_object(tokens, verb, last)
    fits = _size(tokens, verb, last) <= most and not _broken(tokens, verb, last)
    return (verb, last) if fits and meaningful(tokens, verb, last) - own >= FEWEST else None


def _with_object(tokens: Sequence[Token], verb: int, last: int) -> int:
    """The end of a phrase with what its verb is about behind it: "stole $9,000 from elderly people"."""
    link = last + 1
    if link >= len(tokens) or tokens[link].head != verb or tokens[link].dep != "prep":
        return last
    below = [index for index in children(tokens, link) if tokens[index].dep == "pobj" and index > link]
    if not below or tokens[below[0]].pos not in NOUNS or tokens[below[0]].entity[2:] in ("DATE", "TIME"):
        return last
    stretch = _noun_phrase(tokens, link, below[0])
    return stretch[1] if stretch else last
