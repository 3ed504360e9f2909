"""The clause that a time belongs to: from its subject on, as far as it fits a label."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from brief.asserted import conditions
from brief.compose.events import DENYING, DOUBTED, HOLDING, OPEN, TIMES, Slices, content, names_event, without
from brief.grammar import (
    NOUNS,
    SUBJECTS,
    VERBS,
    above,
    apart,
    around,
    children,
    ends_well,
    forms,
    points_back,
    subject,
    under,
)
from brief.model import Token
from brief.resources import listed, lists

MOST_PASSED = 15
"""Tokens between a subject and its verb; more are as often a slip of the parse."""
LONGEST_LABEL = 130
"""Characters; a longer stretch is a sentence that the summary may tell."""
# Who says so may be left out of what these verbs tell; of "denied that" it may not.
TELLING = forms(listed("saying_en.txt", "say", "announce"))
# Without what was said, these tell nothing.
SAYING = (
    forms(listed("saying_en.txt", "say", "announce", "claim", "note", "ask", "speak", "reveal"))
    | listed("saying_en.txt", "cited")
    | forms(lists("events_en.txt")["hearing"])
)
# Left behind by a time that was taken off: "late on Sunday night", "at around 2am".
HANGING = listed("events_en.txt", "hanging")
NARROWING = listed("events_en.txt", "narrowing")
# What is planned is told by the clause that says so: "is expected to open on Tuesday".
PLANNED = forms(lists("events_en.txt")["planning"]) | listed("events_en.txt", "planned")
SAME_TIME = forms(lists("events_en.txt")["same_time"])
SAME_TIME_LINKS = listed("events_en.txt", "same_time_links")
BEING = listed("grammar_en.txt", "is", "be", "being", "has")
IS = listed("grammar_en.txt", "is")
# From a verb up to what its sentence tells.
LEADING = frozenset({"ccomp", "xcomp", "acomp"})
WAS = listed("events_en.txt", "was")
SINGULAR = listed("events_en.txt", "singular")
WHO = listed("events_en.txt", "who")
OPENING = listed("grammar_en.txt", "time_clauses")
EMPTY = listed("events_en.txt", "empty")
OCCURRING = listed("events_en.txt", "occurring")
# Another thought than that of the verb these hang on.
OTHER_CLAUSES = frozenset({"conj", "cc", "parataxis", "dep", "meta"})
# From a time up to its verb, where the parse has it at an object; behind these prepositions it stays there.
THROUGH = frozenset(
    {"dobj", "pobj", "attr", "oprd", "acomp", "dative", "prt", "advmod", "agent", "prep", "compound", "nmod"}
)
NOT_OF_VERBS = listed("events_en.txt", "not_of_verbs")
FURTHER = listed("events_en.txt", "further")
# These need the preposition behind them: "blamed the attack on".
PREPOSITIONAL = forms(lists("events_en.txt")["prepositional"])
DIVIDING = frozenset({"-", "–", "—", "--", ";", ":"})
PLACES = frozenset({"GPE", "LOC"})
"""Labels of the model for countries, towns, and what lies between them."""
# What the verb cannot do without.
CORE = frozenset({"dobj", "attr", "acomp", "ccomp", "xcomp", "oprd", "agent", "prt", "dative"})


def clause(tokens: Sequence[Token], top: int, time: Collection[int]) -> Slices | None:
    """Find the clause whose verb a time hangs on, and as much of it as a label holds.

    Args:
        tokens: The parse of a sentence.
        top: Index of the top word of the time, its preposition where it has one.
        time: Indices of the words of time.

    Returns:
        The clause from its subject on, without the time at its end; a noun with the
        relative clause or participle that tells of it; a shared subject and the joined
        verb as two slices. None where the subject is no noun of its own, where the clause
        is supposed, asked or denied, or where what it needs would be cut off.
    """
    dated = _verb(tokens, top)
    if dated is None or _is_open(tokens, dated) or _is_divided(tokens, dated, min(time)):
        return None
    verb = _finite(tokens, dated)
    said = _of_the_verb(tokens, dated, verb, time)
    return said if said and _holds_its_conditions(tokens, dated, said) else None


def _of_the_verb(tokens: Sequence[Token], dated: int, verb: int, time: Collection[int]) -> Slices | None:
    """What is told with the verb of a clause, in which the time hangs on `dated`."""
    dep = tokens[verb].dep
    if dep == "relcl":
        return _relative(tokens, verb, time)
    if dep == "acl":
        return _described(tokens, verb, time)
    if dep in ("xcomp", "pcomp", "csubj") or (dep == "ccomp" and not _stands_by_itself(tokens, verb)):
        return None
    last = ends_well(tokens, verb, _end(tokens, verb, time))
    if _lacks_an_object(tokens, verb, last):
        return None
    about = subject(tokens, verb)
    if about is not None:
        said = _of_its_subject(tokens, verb, about, last, time)
        # Where the time was climbed from, the label must reach: "freed them after killing many in May".
        return said if said and (dated == verb or said[-1][1] >= dated) else None
    return _of_a_shared_subject(tokens, verb, last, time) if dep == "conj" else None


def _holds_its_conditions(tokens: Sequence[Token], verb: int, said: Slices) -> bool:
    """Whether everything is told on which it hangs whether a clause is so."""
    told = {index for first, last in said for index in range(first, last + 1)}
    needed = {one for top in conditions(tokens, verb) for one in under(tokens, top)}
    return all(index in told or tokens[index].pos == "PUNCT" for index in needed)


def _verb(tokens: Sequence[Token], top: int) -> int | None:
    """The verb that a time hangs on; through an object, where the parse has it there."""
    index = tokens[top].head
    bare = tokens[top].text.lower() not in NOT_OF_VERBS
    for _ in range(7):
        token = tokens[index]
        if token.pos in VERBS:
            return index
        if token.dep == "pobj" and tokens[token.head].text.lower() in HOLDING:
            return None
        through = token.dep in THROUGH and (bare or token.dep not in ("pobj", "dobj"))
        if token.head == index or not through or token.text.lower() in TIMES or names_event(token.text):
            return None
        index = token.head
    return None


def _is_open(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a clause is not told as a fact: supposed, possible, or hung on what is."""
    below = [tokens[index] for index in children(tokens, verb)]
    helpers = {token.text.lower() for token in below if token.dep == "aux"}
    if helpers & DOUBTED or ("have" in helpers and "would" in helpers):
        return True
    if _was_to_be(tokens, verb) or _is_taken_back(tokens, verb):
        return True
    marks = {token.text.lower() for token in below if token.dep in ("mark", "advmod")}
    if marks & OPEN:
        return True
    first = verb
    while tokens[first].dep == "conj" and tokens[first].head < first:
        first = tokens[first].head
    if first != verb:
        return _is_open(tokens, first) or (
            tokens[first].dep == "ccomp" and not _tells_news(tokens, tokens[first].head)
        )
    return False


def _was_to_be(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a clause only tells a plan of the past: "which was to stop", "that was to take place"."""
    head = tokens[verb].head
    infinitive = any(tokens[index].tag == "TO" for index in children(tokens, verb))
    return infinitive and tokens[verb].dep == "xcomp" and tokens[head].text.lower() in WAS


def _is_taken_back(tokens: Sequence[Token], verb: int) -> bool:
    """Whether what is told is denied or called off behind it: "was due to open, but was cancelled"."""
    told = [verb]
    while tokens[told[-1]].dep in LEADING and tokens[told[-1]].head not in told:
        told.append(tokens[told[-1]].head)
    joined = [one for each in told for one in children(tokens, each) if tokens[one].dep == "conj"]
    noun = tokens[verb].head
    if tokens[verb].dep == "acl" and tokens[verb].text.lower() in PLANNED and tokens[noun].dep in SUBJECTS:
        joined.append(tokens[noun].head)
    return any(tokens[one].text.lower() in DENYING for one in joined if one > verb)


def _is_divided(tokens: Sequence[Token], verb: int, start: int) -> bool:
    """Whether a dash or a colon stands between a verb and a time behind it."""
    return any(tokens[i].text in DIVIDING and apart(tokens, i) for i in range(verb, start))


def _finite(tokens: Sequence[Token], verb: int) -> int:
    """The verb whose clause tells of another at the same time: "began issuing", "is due to open"."""
    for _ in range(3):
        if subject(tokens, verb) is not None or tokens[verb].dep not in ("xcomp", "pcomp", "advcl"):
            return verb
        head = tokens[verb].head
        if tokens[verb].dep == "pcomp":
            near = tokens[head].text.lower() in SAME_TIME_LINKS
        elif tokens[verb].dep == "advcl":
            near = tokens[verb].tag == "VBG"
        else:
            to_be = tokens[head].text.lower() in IS and any(
                tokens[i].tag == "TO" for i in children(tokens, verb)
            )
            near = to_be or tokens[head].text.lower() in PLANNED | SAME_TIME
        while tokens[head].pos not in VERBS and tokens[head].head != head:
            head = tokens[head].head  # "is due to open": the adjective hangs on "is"
        if not near or head > verb:
            return verb
        verb = head
    return verb


def _relative(tokens: Sequence[Token], verb: int, time: Collection[int]) -> Slices | None:
    """A noun with the clause that tells of it: "the tsunami that hit Japan"; "Prince … died"."""
    noun = tokens[verb].head
    if not _is_told_of(tokens, noun):
        return None
    own = subject(tokens, verb)
    if own is not None and tokens[own].tag in ("PRP", "EX"):
        return None
    if own is not None and (_is_of_another_number(tokens, noun, verb) or _is_carried(tokens, noun)):
        return None
    who = own is not None and tokens[own].text.lower() == "who"
    which = own is not None and tokens[own].text.lower() == "which"
    person = tokens[noun].entity[2:] == "PERSON"
    aside = own is not None and own > 0 and apart(tokens, own - 1)
    if which and aside and tokens[noun].dep not in SUBJECTS:
        return None  # "an effort to save the rhino, which began in 1984"
    if (who and tokens[noun].pos == "PROPN" and not person) or (which and person):
        return None  # "Sapper Reed of 32 Regiment, who died"
    last = ends_well(tokens, verb, _end(tokens, verb, time))
    owner = _owner(tokens, noun)
    first, _ = around(under(tokens, owner, {"appos"}) | set(range(owner, noun + 1)), owner)
    between = [index for index in range(noun + 1, verb) if apart(tokens, index)]
    about = subject(tokens, verb)
    if not between and tokens[verb].text.lower() in OCCURRING and set(range(verb + 1, last + 1)) <= set(time):
        return ((first, noun),)
    if not between:
        said = _off_the_end(tokens, first, last, time)
        return said if said and said[0][1] >= verb and first <= noun else None
    if about is None or tokens[about].tag not in ("WP", "WDT") or between[-1] + 1 != about:
        return None
    said = _off_the_end(tokens, about + 1, last, time)
    return (_subject_phrase(tokens, noun), *said) if said and said[-1][1] >= verb else None


def _is_of_another_number(tokens: Sequence[Token], noun: int, verb: int) -> bool:
    """Whether a verb in the singular tells of a noun in the plural: of another noun, then."""
    told = {tokens[index].text.lower() for index in (verb, *children(tokens, verb))}
    return tokens[noun].tag in ("NNS", "NNPS") and bool(told & SINGULAR) and not told & WHO


def _is_carried(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a noun is held by another, of which what follows may tell: "carrying oil that was built"."""
    above_it = above(tokens, noun)
    deed = next((index for index in above_it if tokens[index].pos in VERBS), None)
    return deed is not None and tokens[deed].dep == "acl" and tokens[deed].tag == "VBG"


def _owner(tokens: Sequence[Token], noun: int) -> int:
    """The noun of the whole phrase: "the neighbourhood" of "the neighbourhood in Karvik where"."""
    while tokens[noun].dep == "pobj" and tokens[tokens[noun].head].text.lower() in ("of", "for", "in"):
        above_it = tokens[tokens[noun].head].head
        if tokens[above_it].pos not in NOUNS or above_it > noun:
            break
        noun = above_it
    return noun


def _is_told_of(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a noun is something of which a clause behind it tells: not what somebody else is called."""
    token = tokens[noun]
    calls = token.dep in ("attr", "appos") and token.pos == "NOUN"
    return (
        token.pos in NOUNS
        and not calls
        and token.text.lower() not in TIMES | EMPTY
        and _is_named(tokens, noun)
    )


def _described(tokens: Sequence[Token], verb: int, time: Collection[int]) -> Slices | None:
    """A noun with the participle that tells of it: "the elections planned for June"."""
    noun = tokens[verb].head
    if tokens[verb].tag != "VBN" or not _is_told_of(tokens, noun):
        return None
    if _is_carried(tokens, noun):
        return _hidden(tokens, verb, noun, time)
    if any(apart(tokens, index) for index in range(noun, verb)):
        if verb != noun + 2 or tokens[noun].dep not in SUBJECTS:
            return None
        said = _off_the_end(tokens, verb, _end(tokens, verb, time), time)
        return (_subject_phrase(tokens, noun), *said) if said else None
    owner = _owner(tokens, noun)
    closes = all(tokens[index].pos == "PUNCT" for index in range(max(time) + 1, len(tokens)))
    if closes and tokens[owner].dep in ("pobj", "dobj"):
        return None  # "protested at the funerals of soldiers killed in 2005": the time may be the verb's
    last = _end(tokens, verb, time)
    first, _ = around(under(tokens, owner) | set(range(owner, last + 1)), owner)
    said = _off_the_end(tokens, first, last, time)
    return said if said and content(tokens, said) > 2 else None


def _hidden(tokens: Sequence[Token], verb: int, noun: int, time: Collection[int]) -> Slices | None:
    """A clause whose verb the parse takes for a participle: "after a ferry carrying 127 people capsized"."""
    deed = next(index for index in above(tokens, noun) if tokens[index].pos in VERBS)
    about = tokens[deed].head
    link = tokens[about].head
    if tokens[about].dep != "pobj" or tokens[link].text.lower() not in OPENING:
        return None
    first, _ = around(under(tokens, about), about)
    return _off_the_end(tokens, first, _end(tokens, verb, time), time)


def _stands_by_itself(tokens: Sequence[Token], verb: int) -> bool:
    """Whether what hangs on a verb of telling is so, or is told before a colon."""
    head = tokens[verb].head
    colon = head > verb and any(tokens[index].text == ":" for index in range(verb, head))
    return colon or _tells_news(tokens, head)


def _tells_news(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb says that what hangs on it is so."""
    denied = any(tokens[index].dep == "neg" for index in children(tokens, verb))
    return tokens[verb].pos == "VERB" and tokens[verb].text.lower() in TELLING and not denied


def _end(tokens: Sequence[Token], verb: int, time: Collection[int]) -> int:
    """The last token of a verb's own clause."""
    members = under(tokens, verb, OTHER_CLAUSES) | set(time)
    last = verb
    for index in range(verb + 1, len(tokens)):
        if tokens[index].text in DIVIDING and apart(tokens, index):
            break
        if index in members:
            last = index
        elif not apart(tokens, index):
            break
        elif index + 1 in members:
            last = index
    return last


def _lacks_an_object(tokens: Sequence[Token], verb: int, last: int) -> bool:
    """Whether what a verb needs is not told: "which the police found", "Japan put its craft"."""
    relative = [
        index
        for index, token in enumerate(tokens[:verb])
        if token.tag in ("WDT", "WP") and token.dep in ("dobj", "pobj", "attr")
    ]
    if relative and not under(tokens, verb).isdisjoint(relative):
        return True
    return tokens[verb].text.lower() in PREPOSITIONAL and not any(
        tokens[i].dep == "prep" and verb < i <= last for i in children(tokens, verb)
    )


def _of_its_subject(
    tokens: Sequence[Token], verb: int, about: int, last: int, time: Collection[int]
) -> Slices | None:
    """A clause with a subject of its own, from there on; with what was said, where that stands before it."""
    if not _is_named(tokens, about) or _is_in_an_aside(tokens, about, verb, time):
        return None
    first, end = around(under(tokens, about), about)
    only_timed = set(range(verb + 1, last + 1)) <= set(time)
    if tokens[verb].text.lower() in BEING and only_timed and names_event(tokens[about].text):
        return ((first, end),)  # "The next meeting is on Monday"
    before = [index for index in time if index < about]
    if before and any(tokens[i].pos == "VERB" for i in under(tokens, verb) if i < min(before)):
        return None  # "Born in 1920, she studied": the time may be the participle's
    if before and max(before) >= first:
        first = next(i for i in range(max(before) + 1, about + 1) if not apart(tokens, i))
    first = _with_a_place(tokens, verb, first, time)
    fronted = [i for i in children(tokens, verb) if tokens[i].dep == "ccomp" and i < about]
    if fronted and tokens[verb].text.lower() in SAYING and verb >= last - len(time) - 1:
        opens = min(under(tokens, fronted[0]))
        whole = _off_the_end(tokens, opens, last, time)
        return whole if not points_back(tokens[opens : opens + 2]) else None
    return _fitting(tokens, (first, last), verb, about, time)


def _with_a_place(tokens: Sequence[Token], verb: int, first: int, time: Collection[int]) -> int:
    """Where a clause begins, or the name of a place right before it: "In Norland, 15 of 66 died"."""
    for index in children(tokens, verb):
        inside = under(tokens, index)
        named = any(tokens[i].dep == "pobj" and tokens[i].entity[2:] in PLACES for i in inside)
        joins = max(inside) == first - 2 and apart(tokens, first - 1)
        told = any(tokens[i].pos in VERBS or i in time for i in inside)
        if tokens[index].dep == "prep" and named and joins and not told:
            return index
    return first


def _is_named(tokens: Sequence[Token], about: int) -> bool:
    """Whether a subject is told by a noun that needs nothing before it."""
    if tokens[about].pos not in (*NOUNS, "NUM") or tokens[about].text.lower() in TIMES:
        return False
    first, last = around(under(tokens, about, {"relcl", "acl", "appos", "conj"}), about)
    return not points_back(tokens[first : last + 1])


def _is_in_an_aside(tokens: Sequence[Token], about: int, verb: int, time: Collection[int]) -> bool:
    """Whether a time belongs to words between marks: "the team, without a title since 1908,"."""
    if not about < min(time) < verb:
        return False
    if any(apart(tokens, index) for index in range(max(time), verb)):
        return not apart(tokens, min(time) - 1)
    # "A movement that toppled Mubarak in 2011 was banned": the time may be of what is said of the subject.
    return any(tokens[index].pos == "VERB" for index in under(tokens, about))


def _fitting(
    tokens: Sequence[Token], stretch: tuple[int, int], verb: int, about: int, time: Collection[int]
) -> Slices | None:
    """A clause, cut at a mark behind what its verb needs where it is too long; the time off its end."""
    first, last = stretch
    needed = _needed(tokens, verb)
    after = max(time) + 1
    if needed < min(time) and after < last and apart(tokens, after):
        last = max(time)  # what a mark parts off behind the time would leave it standing inside
    slices = _off_the_end(tokens, first, last, time)
    if slices and _length(tokens, slices) <= LONGEST_LABEL:
        return slices
    head = _subject_phrase(tokens, about)
    head = max(head[0], first), head[1]
    start = _verb_start(tokens, verb)
    for end in range(last, needed, -1):
        if end < last and not _may_end_before(tokens, end, verb):
            continue
        stop = end - 1 if end < last else end
        near = start - head[1] <= MOST_PASSED
        for lead in (None, head) if near else (None,):
            rest = _off_the_end(tokens, first if lead is None else start, stop, time)
            whole = rest if lead is None or rest is None else (lead, *rest)
            if not whole or whole[-1][1] < needed:
                continue
            final = tokens[whole[-1][1]]
            if final.text.lower() in SAYING or final.tag == "VBG":
                continue
            if _length(tokens, whole) <= LONGEST_LABEL:
                return whole
    return None


def _may_end_before(tokens: Sequence[Token], index: int, verb: int) -> bool:
    """Whether a clause still tells its own without what begins at a token."""
    if tokens[index - 1].entity[2:] in ("DATE", "TIME"):
        return False  # "six months after": the length would be left behind
    token = tokens[index]
    clause = (
        token.dep == "mark" or token.text.lower() in FURTHER or (token.dep == "cc" and token.head == verb)
    )
    objects = any(tokens[one].dep in CORE and one < index for one in children(tokens, verb))
    held = not objects or tokens[verb].text.lower() in PREPOSITIONAL
    aside = token.dep == "prep" and token.head == verb and not held
    return apart(tokens, index) or clause or aside or _opens_a_detail(tokens, index)


def _opens_a_detail(tokens: Sequence[Token], index: int) -> bool:
    """Whether a relative word opens what is said of an object: "refugees who commit crimes"."""
    if tokens[index].tag not in ("WDT", "WP") or tokens[tokens[index].head].dep != "relcl":
        return False
    noun = tokens[tokens[index].head].head
    chain = [noun, *above(tokens, noun)]
    return tokens[noun].dep in ("dobj", "pobj", "attr") and all(tokens[one].dep != "appos" for one in chain)


def _needed(tokens: Sequence[Token], verb: int) -> int:
    """The last word that a verb, and what hangs on it as a clause, cannot do without."""
    core = [index for index in children(tokens, verb) if tokens[index].dep in CORE]
    below = [_needed(tokens, index) for index in core if tokens[index].dep in ("ccomp", "xcomp")]
    return max([verb, *core, *below])


def _verb_start(tokens: Sequence[Token], verb: int) -> int:
    """The first word of a verb with its helpers."""
    helpers = [i for i in children(tokens, verb) if tokens[i].dep in ("aux", "auxpass", "neg") and i < verb]
    return min([verb, *helpers])


def _subject_phrase(tokens: Sequence[Token], about: int) -> tuple[int, int]:
    """A subject without what is said of it behind a comma."""
    first, last = around(
        under(tokens, about, {"relcl", "acl", "appos", "punct", "parataxis", "advcl"}), about
    )
    return first, last


def _off_the_end(tokens: Sequence[Token], first: int, last: int, time: Collection[int]) -> Slices | None:
    """A stretch without the time that stands at its end; one inside it stays."""
    end = last = ends_well(tokens, first, last)
    while last >= first and (
        last in time
        or tokens[last].text.lower() in NARROWING
        or (last < end and tokens[last].text.lower() in HANGING)
    ):
        last = ends_well(tokens, first, last - 1)
    if last >= first and tokens[last].text.lower() in PLANNED:
        last = end  # "is slated for 2017" says nothing without it
    return ((first, last),) if first <= last else None


def _length(tokens: Sequence[Token], slices: Slices) -> int:
    """How many characters slices take."""
    return sum(tokens[last].end - tokens[first].start + 3 for first, last in slices) - 3


def _of_a_shared_subject(
    tokens: Sequence[Token], verb: int, last: int, time: Collection[int]
) -> Slices | None:
    """A joined verb with the subject of the verb before it: "The ferry … struck a reef"."""
    shared = subject(tokens, tokens[verb].head)
    start = _verb_start(tokens, verb)
    joined = start > 0 and (tokens[start - 1].pos in ("CCONJ", "ADV") or apart(tokens, start - 1))
    if shared is None or not joined or not _is_named(tokens, shared):
        return None
    if tokens[verb].tag not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    if not any(tokens[i].dep == "cc" for one in (verb, tokens[verb].head) for i in children(tokens, one)):
        return None  # "the worst since a slide, also in Karvik, killed 33": joined by nothing but the parse
    rest = without(tokens, start, last, time)
    return (_subject_phrase(tokens, shared), *rest) if rest and len(rest) == 1 else None
