"""Reading a parse: who stands in which part of a clause, and where a phrase ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brief.cues import saying
from brief.grammar import VERBS, children, first_from, once
from brief.model import Sentence, Span, Token

# Dependency names differ between spaCy's English models, its German ones (TIGER) and those made from
# Universal Dependencies.
SUBJECT = frozenset({"nsubj", "csubj", "sb"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "nsubj:pass", "csubjpass", "sbp"})
ANY_SUBJECT = SUBJECT | PASSIVE_SUBJECT
_PARTS = ANY_SUBJECT | {"pobj", "obl:agent"}
OBJECT = frozenset({"dobj", "obj", "iobj", "dative", "oa"})
INSIDE = frozenset(
    [
        "det",
        "compound",
        "amod",
        "nummod",
        "poss",
        "quantmod",
        "advmod",
        "nmod",
        "case",
        "predet",
        "flat",
        "flat:name",
        "fixed",
        "name",
        "npadvmod",
    ]
)
"""Relations of words that belong to a noun phrase and stand before its head."""
CLAUSE = frozenset(["relcl", "acl", "acl:relcl", "advcl", "ccomp", "parataxis", "appos"])
NOUNS_AND_NUMBERS = frozenset({"NOUN", "PROPN", "NUM"})


def subtree(tokens: Sequence[Token], head: int, leave: frozenset[str] = frozenset()) -> list[int]:
    """Indices of a word and all below it, in order; branches of the relations in `leave` are cut."""
    found = [head]
    for here in found:
        below = children(tokens, here)
        found += [child for child in below if tokens[child].dep not in leave] if leave else below
    found.sort()
    return found


@once
def root(tokens: Sequence[Token]) -> int:
    """The main word of the sentence: its main verb, mostly.

    A headline of two parts has two; the first with a verb and a subject is taken,
    then the first with a verb, then what stands behind the colon. "Engineers say" at its
    end is none of them.
    """
    roots = [i for i, token in enumerate(tokens) if token.head == i and token.dep != "punct"]
    if len(roots) > 1 and tokens[roots[-1]].text.lower() in saying("en")["headline_end"]:
        roots.pop()
    if len(roots) == 1:
        return roots[0]
    verbs = [i for i in roots if tokens[i].pos in VERBS]
    with_subject = [i for i in verbs if any(tokens[k].dep in ANY_SUBJECT for k in children(tokens, i))]
    return (with_subject or verbs or roots[::-1] or [0])[0]


@once
def main_verb(tokens: Sequence[Token], reporting: frozenset[str]) -> int:
    """The verb of the main event: what is reported, where the main clause only reports it.

    >>> main_verb((), frozenset())
    0
    """
    here = root(tokens)
    for _ in range(3):
        if not tokens or tokens[here].text.lower() not in reporting:
            return here
        if any(tokens[i].dep == "neg" for i in children(tokens, here)):
            return here
        below = [i for i in children(tokens, here) if tokens[i].dep in {"ccomp", "parataxis"}]
        told = [i for i in below if tokens[i].pos in VERBS]
        if not told:
            return here
        here = told[0]
    return here


def noun_phrase(tokens: Sequence[Token], head: int, *, with_of: bool = True) -> tuple[int, int]:
    """First and last token of the plain phrase around a noun: no clauses, no appositions.

    An "of" phrase behind the noun stays ("dozens of rescuers") when `with_of` is set.
    """
    first = last = head
    grew = True
    while grew and first > 0:
        before = tokens[first - 1]
        grew = (
            (
                before.head in range(first - 1, head + 1)
                and (before.dep in INSIDE or (before.dep == "punct" and before.text in {"-", "–"}))
            )
            or _measured_by(tokens, first - 1) == head
            or _numbers_before(tokens, first - 1, head)
        ) and before.pos != "SPACE"
        first -= grew
        owner = _owner(tokens, first)
        if owner is not None and not grew:
            first, grew = owner, True
    last = _after(tokens, head, last)
    if with_of:
        for child in children(tokens, last):
            if child == last + 1 and tokens[child].text.lower() in {"of", "de", "von", "du", "des"}:
                for noun in children(tokens, child):
                    if tokens[noun].dep in {"pobj", "nmod"}:
                        last = noun_phrase(tokens, noun, with_of=False)[1]
    return first, last


def _owner(tokens: Sequence[Token], first: int) -> int | None:
    """Where the words begin that say whose a phrase is ("the band's | guitarist"), if any do."""
    if first < 2 or tokens[first - 1].tag != "POS" or tokens[first - 2].dep != "poss":
        return None
    if tokens[first - 2].entity.endswith(("-DATE", "-TIME")):
        return None
    return noun_phrase(tokens, first - 2, with_of=False)[0]


def _measured_by(tokens: Sequence[Token], noun: int) -> int | None:
    """The noun that a measure before it belongs to ("magnitude 6.8 earthquake"), None for other nouns.

    The parser gives the measure's noun the same part as the measured one.
    """
    number = noun + 1
    if tokens[noun].pos not in NOUNS_AND_NUMBERS or number >= len(tokens) or tokens[number].dep != "nummod":
        return None
    measured = tokens[number].head
    same = (tokens[measured].head, tokens[measured].dep) == (tokens[noun].head, tokens[noun].dep)
    return measured if measured > number and same else None


def _numbers_before(tokens: Sequence[Token], number: int, head: int) -> bool:
    """Whether a number belongs to a name before it that belongs to the noun ("Boeing 787 | Dreamliner")."""
    name = number - 1
    return (
        name >= 0
        and tokens[number].dep == "nummod"
        and tokens[number].head == name
        and tokens[name].tag == "NNP"
        and tokens[name].dep in INSIDE
        and tokens[name].head == head
    )


def _after(tokens: Sequence[Token], head: int, last: int) -> int:
    """The last token of names that are written behind their head ("Grand Prix", "city center")."""
    while (
        last + 1 < len(tokens)
        and tokens[last + 1].head == head
        and tokens[last + 1].dep in {"flat", "flat:name", "name", "fixed"}
    ):
        last += 1
    return last


def conjuncts(tokens: Sequence[Token], head: int) -> list[int]:
    """A word and those that are joined to it by "and", in order."""
    found = [head]
    for here in found:
        found += [
            child
            for child in children(tokens, here)
            if tokens[child].dep in {"conj", "cj"} and child not in found
        ]
    return sorted(found) if len(found) > 1 else found


@once
def subjects(tokens: Sequence[Token]) -> tuple[tuple[int, int, str], ...]:
    """Each subject noun with its verb and its part: "subject", "passive" or "agent"."""
    return tuple(_subjects(tokens))


def _subjects(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    for i in [i for i, token in enumerate(tokens) if token.dep in _PARTS]:
        dep, verb = tokens[i].dep, tokens[i].head
        if dep == "pobj":
            if tokens[verb].dep != "agent":
                continue
            verb = tokens[verb].head
        if _measured_by(tokens, i) is None:
            part = "subject" if dep in SUBJECT else "passive" if dep in PASSIVE_SUBJECT else "agent"
            yield i, verb, part


def span(sentence: Sentence, first: int, last: int) -> Span:
    """The span from one token to another, both included."""
    return sentence.span.to(sentence.tokens[first].start, sentence.tokens[last].end)


def covering(sentence: Sentence, where: Span) -> tuple[int, int] | None:
    """First and last token of the sentence inside a span; None when the span lies elsewhere."""
    if where.article != sentence.span.article or where.part != sentence.span.part:
        return None
    # Every mention is asked for in some sentence, and nearly all stand in another.
    if where.end <= sentence.span.start or sentence.span.end <= where.start:
        return None
    tokens = sentence.tokens
    first, last = first_from(tokens, where.start), first_from(tokens, where.end) - 1
    while last >= first and tokens[last].end > where.end:
        last -= 1
    return (first, last) if first <= last else None
