"""What is told to have happened at a time: the words of a clause or of an event's name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from brief.grammar import (
    HYPHENS,
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
    shouts,
    subject,
    under,
)
from brief.model import Moment, Sentence, Span, Token

Slices = tuple[tuple[int, int], ...]
"""Stretches of tokens, each by its first and last index: what is told, in order."""

MOST_PASSED = 15
"""Tokens between a subject and its verb; more are as often a slip of the parse."""
LONGEST_LABEL = 130
"""Characters; a longer stretch is a sentence that the summary may tell."""
# Who says so may be left out of what these verbs tell; of "denied that" it may not.
TELLING = forms("say tell add announce confirm report state") | {"said", "told"}
# Without what was said, these tell nothing.
SAYING = (
    TELLING
    | forms("note ask reiterate repeat stress emphasise emphasize express claim warn insist argue explain")
    | forms("suggest reveal acknowledge admit tweet write speak talk comment")
    | {"wrote", "spoke", "spoken", "quoted", "cited"}
)
# These tell nothing even with whom they were said to, or where.
SPEAKING = forms("say tell add note speak talk comment write tweet warn insist argue claim explain") | {
    "said",
    "told",
    "spoke",
    "spoken",
    "wrote",
    "written",
}
DENYING = forms("deny reject prevent avoid avert cancel postpone fear threaten oppose question") | {"denied"}
# A clause behind these did not happen, or nobody says that it did; "until" dates its end.
OPEN = frozenset({"if", "unless", "whether", "until", "till", "lest"})
DOUBTED = frozenset({"may", "might", "could", "should", "can", "ought"})
# Left behind by a time that was taken off: "late on Sunday night", "at around 2am".
HANGING = frozenset(
    """late later early earlier only just sometime shortly around approximately exactly about nearly almost
    until back""".split()  # noqa: SIM905
)
# What is planned is told by the clause that says so: "is expected to open on Tuesday".
PLANNED = forms("expect schedule plan set slate agree intend hope prepare") | {"due", "likely", "going"}
# Not "at" a time but from it or up to it: told with the time.
BOUNDS = frozenset({"since", "until", "till", "by", "before", "after", "from", "through"})
SAME_TIME = forms("begin start continue refuse fail try manage help decline stop keep") | {
    "began",
    "begun",
    "kept",
}
BEING = frozenset({"be", "is", "are", "was", "were", "been", "being", "'s", "’s", "has", "have", "had"})
# Parts of times, of which nothing is told.
TIMES = frozenset(
    """time times day days night nights morning evening afternoon week weeks weekend month months year
    years decade half quarter end beginning middle period season summer winter spring autumn fall
    rest part hours hour minutes minute date anniversary""".split()  # noqa: SIM905  (a list of words reads best as words)
)
EMPTY = frozenset({"fact", "facts", "one", "ones", "thing", "way", "reason", "place", "case"})
EVENTS = frozenset(
    """attack attacks war wars conflict death deaths crash crashes earthquake quake tsunami flood floods storm
    cyclone hurricane fire fires blast blasts raid raids strike strikes airstrike airstrikes shooting
    shootings bombing bombings killing killings murder murders clash clashes battle battles riot riots
    execution executions protest protests rally rallies march coup revolution revolt uprising
    invasion siege massacre
    election elections inauguration visit trip tour summit meeting meetings talks vote votes
    referendum poll polls debate trial hearing
    ruling verdict sentence arrest arrests launch landing flight mission test tests release premiere
    concert festival ceremony funeral wedding birth match game final win victory defeat race takeover
    merger sale deal ceasefire truce treaty accord agreement start opening closure outbreak collapse
    fall resignation appointment appeal sanctions ban disaster accident incident
    derailment explosion explosions leak scandal crisis split breakup surgery operation transplant
    jump leap bid attempt tournament championship""".split()  # noqa: SIM905
)
EVENT_ENDINGS = ("ation", "ition", "ection", "ement", "iversary")
OCCURRING = frozenset({"occurred", "happened", "began", "occurs", "happens"})
# These end like events and are none.
NO_EVENTS = frozenset(
    """statement element nation population station corporation association foundation administration
    organisation organization location generation information legislation reputation application
    publication aviation delegation federation education position condition tradition coalition addition
    edition institution constitution section collection solution""".split()  # noqa: SIM905
)
# Another thought than that of the verb these hang on.
OTHER_CLAUSES = frozenset({"conj", "cc", "parataxis", "dep", "meta"})
# From a time up to its verb, where the parse has it at an object; behind these prepositions it stays there.
THROUGH = frozenset(
    {"dobj", "pobj", "attr", "oprd", "acomp", "dative", "prt", "advmod", "agent", "prep", "compound", "nmod"}
)
NOT_OF_VERBS = frozenset({"of", "for", "from", "to", "with"})
FURTHER = frozenset({"after", "when", "as", "while"})
NEEDED_LINKS = frozenset({"of", "from", "into", "to", "for", "with", "against", "about"})
# These need the preposition behind them: "blamed the attack on".
PREPOSITIONAL = forms("blame accuse charge link compare base attribute describe regard put place turn depend")
DIVIDING = frozenset({"-", "–", "—", "--", ";", ":"})
# A time behind a noun of these is the noun's: "ahead of the assembly next week".
HOLDING = frozenset(
    {"of", "before", "after", "until", "since", "despite", "following", "ahead", "including", "like", "than"}
)
# Before an event's name, these make a time behind it the event's: "stood for the election on 3 June".
AIMED = (HOLDING - {"of"}) | {"for", "about"}
# What the verb cannot do without.
CORE = frozenset({"dobj", "attr", "acomp", "ccomp", "xcomp", "oprd", "agent", "prt", "dative"})
# A caption tells who stands where in its picture.
_POINTED = re.compile(
    r"\([^)]*\b(?:left|right|centre|center|pictured|above|below|front)\b[^)]*\)", re.IGNORECASE
)
_HALVES = (("(", ")"), ("[", "]"), ("“", "”"))
_OPENS = re.compile(r"(?<!\w)['‘](?=\w)")
_CLOSES = re.compile(r"(?<=[\w.,!?])['’](?!\w)")
_YEAR = re.compile(r"\d{4}")


def happening(
    text: str, sentence: Sentence, moment: Moment, others: Sequence[Moment]
) -> tuple[Span, tuple[Span, ...]] | None:
    """Find what a sentence tells of a time.

    Args:
        text: The words of the sentence.
        sentence: With its parse.
        moment: A day or longer, in this sentence.
        others: The other moments of the sentence.

    Returns:
        The words of time, with "since" or "until" before them where that matters; and
        what happened: a clause with a subject of its own whose verb the time hangs on
        ("The pier closed"), or the name of an event ("the start of the conflict"), the
        time left out where it stands at an end. Several slices where something stands
        between. None when neither is told, or not as a fact.
    """
    tokens = sentence.tokens
    inside = _tokens_of(tokens, moment.span)
    if not inside or shouts(text) or text.rstrip(" ”\"'’").endswith("?"):
        return None
    if _is_listed(text, sentence, moment, others) or _is_in_a_name(tokens, inside):
        return None
    top = _constituent(tokens, inside)
    if top is None:
        return None
    if tokens[top].text.lower() in BOUNDS and top and tokens[top - 1].text.lower() == "not":
        return None
    time = _grown(tokens, _unparted(tokens, under(tokens, top), inside) | set(inside), others)
    behind = _is_behind_an_event(tokens, min(time))
    slices = _event(tokens, min(time) - 1 if behind else tokens[top].head, time)
    if slices is None and not behind:
        slices = _clause(tokens, top, time)
    if slices is not None and _breaks_off(tokens, slices[-1][1], time):
        return None
    if slices is None or not _tells(tokens, slices) or any(_is_glued(tokens, first) for first, _ in slices):
        return None
    slices = _quotes_closed(tokens, slices)
    spans = tuple(
        Span(
            article=sentence.span.article,
            start=tokens[first].start,
            end=tokens[last].end,
            part=sentence.span.part,
        )
        for first, last in slices
    )
    base = sentence.span.start
    words = " ".join(text[span.start - base : span.end - base] for span in spans)
    if len(words) > LONGEST_LABEL or not _is_balanced(words):
        return None
    start = tokens[top].start if tokens[top].text.lower() in BOUNDS else moment.span.start
    when = Span(article=moment.span.article, start=start, end=moment.span.end, part=moment.span.part)
    return when, spans


def _tokens_of(tokens: Sequence[Token], span: Span) -> list[int]:
    """Indices of the tokens that a span covers."""
    return [i for i, token in enumerate(tokens) if token.start < span.end and token.end > span.start]


def _is_listed(text: str, sentence: Sentence, moment: Moment, others: Sequence[Moment]) -> bool:
    """Whether a time is one of two: "in May and August 2012", or says again what stands before it."""
    base = sentence.span.start
    for other in others:
        if other.span.end <= moment.span.start:
            between = text[other.span.end - base : moment.span.start - base].strip().lower()
            if between in ("and", "or", "to", "-", "–", "", ",", "(", "&") or between.startswith("("):
                return True
        else:
            between = text[moment.span.end - base : other.span.start - base].strip().lower()
            if between in ("and", "or", "to", "-", "–", "&"):
                return True
    return False


def _is_in_a_name(tokens: Sequence[Token], inside: Sequence[int]) -> bool:
    """Whether a time only tells which thing is meant: "the 2013 law", "Tuesday's vote", "Cosmos 1686"."""
    first, last = inside[0], inside[-1]
    linked = first > 0 and tokens[first - 1].pos == "ADP"
    for index in inside:
        head = tokens[index].head
        if not linked and head > last and tokens[head].pos in NOUNS and tokens[index].dep != "npadvmod":
            return True
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and after.text in ("'s", "’s", "'", "’"):
        return True
    if before is not None and before.pos in ("DET", "ADJ") and after is not None and after.pos in NOUNS:
        return True
    bare = last == first and _YEAR.fullmatch(tokens[first].text) is not None
    return bare and (before is None or before.pos not in ("ADP", "ADJ", "ADV"))


def _constituent(tokens: Sequence[Token], inside: Sequence[int]) -> int | None:
    """The top of an expression of time with its prepositions: what hangs on the rest of the sentence."""
    top = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), None)
    before = inside[0] - 1
    if top is not None and tokens[top].head > inside[-1] and before >= 0 and tokens[before].dep == "prep":
        top = before  # "On Wednesday Mayor Reed": the parse may take the day for a part of the name
    seen: set[int] = set()
    while top is not None and top not in seen:
        seen.add(top)
        head = tokens[top].head
        if head == top:
            return None
        if tokens[head].pos not in ("ADP", "ADV", "SCONJ"):
            return top
        top = head
    return top


def _unparted(tokens: Sequence[Token], members: set[int], inside: Sequence[int]) -> set[int]:
    """The words of a time without what the parse hangs on it behind a mark."""
    ends = next((i for i in range(inside[-1] + 1, len(tokens)) if apart(tokens, i)), len(tokens))
    return {index for index in members if index < ends}


def _grown(tokens: Sequence[Token], time: set[int], others: Sequence[Moment]) -> set[int]:
    """The tokens of a time with those of another time that stands right before or behind it."""
    for other in others:
        beside = set(_tokens_of(tokens, other.span))
        if beside and (min(beside) - 1 in time or max(beside) + 1 in time):
            time = time | beside
    return time


def _is_behind_an_event(tokens: Sequence[Token], start: int) -> bool:
    """Whether a time follows an event that another was before or after: "went on after his death in 1970"."""
    if start == 0 or tokens[start - 1].dep != "pobj" or not _names_event(tokens[start - 1].text):
        return False
    return tokens[tokens[start - 1].head].text.lower() in AIMED


def _event(tokens: Sequence[Token], noun: int, time: Collection[int]) -> Slices | None:
    """The name of an event that a time stands behind: "a sarin gas attack last August"."""
    if tokens[noun].pos != "NOUN" or noun > min(time) or tokens[min(time)].text.lower() in BOUNDS:
        return None
    while tokens[noun].dep == "pobj" and tokens[tokens[noun].head].text.lower() == "of":
        owner = tokens[tokens[noun].head].head
        if tokens[owner].pos != "NOUN" or owner > noun:
            break
        noun = owner
    parted = any(apart(tokens, index) for index in range(noun, min(time)))
    if parted or not _names_event(tokens[noun].text) or _is_doubted(tokens, noun):
        return None
    apart_of = {"relcl", "conj", "cc", "appos", "advcl", "parataxis", "punct", "dep"}
    members = under(tokens, noun, apart_of) | set(time)
    first, last = around(members, noun)
    while first < noun and tokens[first].pos in ("ADP", "SCONJ"):
        first += 1
    slices = _without(tokens, first, last, time)
    return slices if slices and _content(tokens, slices) >= 2 else None


def _names_event(noun: str) -> bool:
    """Whether a noun names something that happens."""
    word = noun.lower()
    one = word.removesuffix("s")
    return word in EVENTS or (one.endswith(EVENT_ENDINGS) and one not in NO_EVENTS)


def _is_doubted(tokens: Sequence[Token], index: int) -> bool:
    """Whether what a word hangs on is denied, feared or supposed."""
    seen: set[int] = set()
    while tokens[index].head != index and index not in seen:
        seen.add(index)
        index = tokens[index].head
        if tokens[index].pos in VERBS:
            below = [tokens[i] for i in children(tokens, index)]
            denied = tokens[index].text.lower() in DENYING or any(token.dep == "neg" for token in below)
            return denied or any(token.text.lower() in OPEN | DOUBTED for token in below)
    return False


def _without(tokens: Sequence[Token], first: int, last: int, time: Collection[int]) -> Slices | None:
    """A stretch without a time at its end, or in two where the time stands inside it."""
    at = [index for index in range(first, last + 1) if index in time]
    if not at:
        return _closed(tokens, (first, last))
    before, after = _closed(tokens, (first, at[0] - 1)), _closed(tokens, (at[-1] + 1, last))
    if before is None:
        return None
    return (*before, *after) if after else before


def _closed(tokens: Sequence[Token], stretch: tuple[int, int]) -> Slices | None:
    """A stretch without marks at its ends and small words at its end; None when nothing stays."""
    first, last = stretch
    while first <= last and (apart(tokens, first) or tokens[first].pos in ("CCONJ", "SPACE")):
        first += 1
    last = ends_well(tokens, first, last)
    return ((first, last),) if first <= last else None


def _content(tokens: Sequence[Token], slices: Slices) -> int:
    """How many words carry meaning."""
    meaning = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
    return sum(tokens[i].pos in meaning for first, last in slices for i in range(first, last + 1))


def _clause(tokens: Sequence[Token], top: int, time: Collection[int]) -> Slices | None:
    """The clause whose verb a time hangs on, from its subject on."""
    dated = _verb(tokens, top)
    if dated is None or _is_open(tokens, dated) or _is_divided(tokens, dated, min(time)):
        return None
    verb = _finite(tokens, dated)
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


def _is_divided(tokens: Sequence[Token], verb: int, start: int) -> bool:
    """Whether a dash or a colon stands between a verb and a time behind it."""
    return any(tokens[i].text in DIVIDING and apart(tokens, i) for i in range(verb, start))


def _lacks_an_object(tokens: Sequence[Token], verb: int, last: int) -> bool:
    """Whether what a verb needs is not told: "which the police found", "Japan put its craft"."""
    elsewhere = any(
        tokens[i].tag in ("WDT", "WP") and tokens[i].dep in ("dobj", "pobj", "attr")
        for i in under(tokens, verb)
        if i < verb
    )
    held = any(tokens[i].dep == "prep" and verb < i <= last for i in children(tokens, verb))
    return elsewhere or (tokens[verb].text.lower() in PREPOSITIONAL and not held)


def _of_its_subject(
    tokens: Sequence[Token], verb: int, about: int, last: int, time: Collection[int]
) -> Slices | None:
    """A clause with a subject of its own, from there on; with what was said, where that stands before it."""
    if not _is_named(tokens, about) or _is_in_an_aside(tokens, about, verb, time):
        return None
    first, end = around(under(tokens, about), about)
    only_timed = set(range(verb + 1, last + 1)) <= set(time)
    if tokens[verb].text.lower() in BEING and only_timed and _names_event(tokens[about].text):
        return ((first, end),)  # "The next meeting is on Monday"
    before = [index for index in time if index < about]
    if before and any(tokens[i].pos == "VERB" for i in under(tokens, verb) if i < min(before)):
        return None  # "Born in 1920, she studied": the time may be the participle's
    if before and max(before) >= first:
        first = next(i for i in range(max(before) + 1, about + 1) if not apart(tokens, i))
    fronted = [i for i in children(tokens, verb) if tokens[i].dep == "ccomp" and i < about]
    if fronted and tokens[verb].text.lower() in SAYING and verb >= last - len(time) - 1:
        opens = min(under(tokens, fronted[0]))
        whole = _off_the_end(tokens, opens, last, time)
        return whole if not points_back(tokens[opens : opens + 2]) else None
    return _fitting(tokens, (first, last), verb, about, time)


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
    rest = _without(tokens, start, last, time)
    return (_subject_phrase(tokens, shared), *rest) if rest and len(rest) == 1 else None


def _is_in_an_aside(tokens: Sequence[Token], about: int, verb: int, time: Collection[int]) -> bool:
    """Whether a time belongs to words between marks: "the team, without a title since 1908,"."""
    if not about < min(time) < verb or not any(apart(tokens, index) for index in range(max(time), verb)):
        return False
    return not apart(tokens, min(time) - 1)


def _finite(tokens: Sequence[Token], verb: int) -> int:
    """The verb whose clause tells of another at the same time: "began issuing", "is due to open"."""
    for _ in range(3):
        if subject(tokens, verb) is not None or tokens[verb].dep not in ("xcomp", "pcomp", "advcl"):
            return verb
        head = tokens[verb].head
        if tokens[verb].dep == "pcomp":
            near = tokens[head].text.lower() in ("before", "after", "by", "while")
        elif tokens[verb].dep == "advcl":
            near = tokens[verb].tag == "VBG"
        else:
            near = tokens[head].text.lower() in PLANNED | SAME_TIME
        while tokens[head].pos not in VERBS and tokens[head].head != head:
            head = tokens[head].head  # "is due to open": the adjective hangs on "is"
        if not near or head > verb:
            return verb
        verb = head
    return verb


def _stands_by_itself(tokens: Sequence[Token], verb: int) -> bool:
    """Whether what hangs on a verb of telling is so, or is told before a colon."""
    head = tokens[verb].head
    colon = head > verb and any(tokens[index].text == ":" for index in range(verb, head))
    return colon or _tells_news(tokens, head)


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
        if token.head == index or not through or token.text.lower() in TIMES or _names_event(token.text):
            return None
        index = token.head
    return None


def _is_open(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a clause is not told as a fact: supposed, possible, or hung on what is."""
    below = [tokens[index] for index in children(tokens, verb)]
    helpers = {token.text.lower() for token in below if token.dep == "aux"}
    if helpers & DOUBTED or ("have" in helpers and "would" in helpers):
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


def _tells_news(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb says that what hangs on it is so."""
    denied = any(tokens[index].dep == "neg" for index in children(tokens, verb))
    return tokens[verb].pos == "VERB" and tokens[verb].text.lower() in TELLING and not denied


def _is_named(tokens: Sequence[Token], about: int) -> bool:
    """Whether a subject is told by a noun that needs nothing before it."""
    if tokens[about].pos not in (*NOUNS, "NUM") or tokens[about].text.lower() in TIMES:
        return False
    first, last = around(under(tokens, about, {"relcl", "acl", "appos", "conj"}), about)
    return not points_back(tokens[first : last + 1])


def _end(tokens: Sequence[Token], verb: int, time: Collection[int]) -> int:
    """The last token of a verb's own clause."""
    members = under(tokens, verb, OTHER_CLAUSES) | set(time)
    last = verb
    for index in range(verb + 1, len(tokens)):
        if apart(tokens, index) and tokens[index].text in DIVIDING:
            break
        if index in members or (apart(tokens, index) and index + 1 in members):
            last = index
        elif not apart(tokens, index):
            break
    return last


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


def _verb_start(tokens: Sequence[Token], verb: int) -> int:
    """The first word of a verb with its helpers."""
    helpers = [i for i in children(tokens, verb) if tokens[i].dep in ("aux", "auxpass", "neg") and i < verb]
    return min([verb, *helpers])


def _needed(tokens: Sequence[Token], verb: int) -> int:
    """The last word that a verb, and what hangs on it as a clause, cannot do without."""
    core = [index for index in children(tokens, verb) if tokens[index].dep in CORE]
    below = [_needed(tokens, index) for index in core if tokens[index].dep in ("ccomp", "xcomp")]
    return max([verb, *core, *below])


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
        or tokens[last].text.lower() in ("even", "just", "only")
        or (last < end and tokens[last].text.lower() in HANGING)
    ):
        last = ends_well(tokens, first, last - 1)
    if last >= first and tokens[last].text.lower() in PLANNED:
        last = end  # "is slated for 2017" says nothing without it
    return ((first, last),) if first <= last else None


def _length(tokens: Sequence[Token], slices: Slices) -> int:
    """How many characters slices take."""
    return sum(tokens[last].end - tokens[first].start + 3 for first, last in slices) - 3


def _relative(tokens: Sequence[Token], verb: int, time: Collection[int]) -> Slices | None:
    """A noun with the clause that tells of it: "the tsunami that hit Japan"; "Prince … died"."""
    noun = tokens[verb].head
    if not _is_told_of(tokens, noun):
        return None
    own = subject(tokens, verb)
    if own is not None and tokens[own].tag in ("PRP", "EX"):
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
    return said if said and _content(tokens, said) > 2 else None


def _tells(tokens: Sequence[Token], slices: Slices) -> bool:
    """Whether what is told says something: not only that somebody spoke, or was."""
    words = [tokens[index] for first, last in slices for index in range(first, last + 1)]
    if points_back([token for token in words[:2] if token.tag in ("PRP", "PRP$", "WP", "EX")]):
        return False
    helping = ("aux", "auxpass", "amod", "compound")
    verbs = [token for token in words if token.pos in VERBS and token.dep not in helping]
    last = words[-1]
    if last.tag == "VBG" and last.pos == "VERB":
        return False
    says = last.pos == "VERB" and last.text.lower() in SAYING and len(verbs) == 1
    if says or last.text.lower() in BEING or last.pos in ("AUX", "DET"):
        return False
    bare = [token for token in verbs if token.text.lower() not in SPEAKING | BEING]
    if not bare and len(verbs) == 1 and verbs[0].text.lower() in SPEAKING:
        return False
    nouns = sum(token.pos in NOUNS for token in words)
    return nouns > 0 and len(words) > 1 and (bool(bare) or nouns > 1)


def _quotes_closed(tokens: Sequence[Token], slices: Slices) -> Slices:
    """The slices with the closing mark behind them, where they hold the opening one."""
    *before, (first, last) = slices
    marks = [token.text for token in tokens[first : last + 1] if token.text in ('"', "“", "”")]
    opened = marks.count('"') % 2 or marks.count("“") > marks.count("”")
    closes = last + 1 < len(tokens) and tokens[last + 1].text in ('"', "”")
    return (*before, (first, last + 1)) if opened and closes else slices


def _breaks_off(tokens: Sequence[Token], last: int, time: Collection[int]) -> bool:
    """Whether a stretch ends with a verb whose object, or what it needs, stands behind it."""
    if tokens[last].pos != "VERB":
        return False
    behind = [
        index
        for index in children(tokens, last)
        if index > last and index not in time and not any(apart(tokens, i) for i in range(last, index))
    ]
    return any(tokens[i].dep in CORE or tokens[i].text.lower() in NEEDED_LINKS for i in behind)


def _is_glued(tokens: Sequence[Token], first: int) -> bool:
    """Whether a token is the later part of a word or name: "17" of "Apollo 17"."""
    if first > 0 and tokens[first].pos == "NUM" and tokens[first - 1].pos == "PROPN":
        return True
    return first > 0 and tokens[first - 1].end == tokens[first].start and tokens[first - 1].text in HYPHENS


def _is_balanced(words: str) -> bool:
    """Whether no half of a bracket or of quotation marks stands alone."""
    if _POINTED.search(words) or any(
        words.count(opening) != words.count(closing) for opening, closing in _HALVES
    ):
        return False
    single = len(_OPENS.findall(words)) > 0 and not _CLOSES.search(words)
    return words.count('"') % 2 == 0 and not single
