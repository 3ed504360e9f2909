"""Whether a clause is told as a fact: what stands above and beside it in the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brief.grammar import NOUNS, VERBS, apart, children, forms, once, subject
from brief.model import Token
from brief.resources import listed

_FILE = "asserted_en.txt"
# What hangs on these as a clause is so.
KNOWING = forms(listed("saying_en.txt", "say", "announce", "note") | listed(_FILE, "knowing"))
LEADING = forms(listed(_FILE, "leading")) | listed("grammar_en.txt", "may")
GUILT = forms(listed(_FILE, "guilt"))
DENYING = forms(listed(_FILE, "denying"))
WANTING = forms(listed(_FILE, "wanting"))
UNREAL = listed(_FILE, "unreal")
REAL = listed(_FILE, "real")
FALSE = listed(_FILE, "false")
LIKELY = listed(_FILE, "likely")
SURELY = listed(_FILE, "surely")
PERHAPS = listed(_FILE, "perhaps")
NOT = listed("grammar_en.txt", "not", "not_curled")
NO = listed(_FILE, "no")
NOBODY = listed(_FILE, "nobody")
WITHOUT = listed(_FILE, "without")
SUPPOSED = listed("grammar_en.txt", "if", "whether")
PROVIDED = listed("grammar_en.txt", "if") | listed(_FILE, "provided")
SHOULD = listed(_FILE, "should")
LINKED = listed(_FILE, "linked")
TOLD_BEFORE = listed(_FILE, "told_before")
ANSWERED = listed(_FILE, "answered")
CASES = listed(_FILE, "cases")
FICTION = listed(_FILE, "fiction")
ACCUSING = forms(listed(_FILE, "accusing"))
KNOWN = listed(_FILE, "known")
OWN = listed(_FILE, "own")
ORDER = listed(_FILE, "order")
FEWER = listed(_FILE, "fewer")
EVEN = listed(_FILE, "even")
THINKING = forms(listed("saying_en.txt", "think", "claim")) | WANTING
FOUND = listed(_FILE, "found")
RULING = forms(listed(_FILE, "ruling"))
BEING = listed("grammar_en.txt", "is", "be", "being")


@once
def reserves(tokens: Sequence[Token], index: int) -> frozenset[int] | None:
    """Find what a phrase has to hold so that it says no more than its sentence does.

    Args:
        tokens: The parse of a sentence.
        index: Of a word in the phrase.

    Returns:
        Nothing where the sentence tells the phrase as a fact. The index of the word that
        says how it is meant, where it is possible, planned, tried, asked for or only
        claimed ("could", "threatened", "plan"), and of the noun of chance, claim or plan that
        its clause hangs on: a phrase with these words is true. None
        where the sentence denies or doubts it, asks whether it is so or makes it hang on
        a condition, so that no phrase is.
    """
    if tokens[-1].text == "?" or _is_answered(tokens, index):
        return None
    told_with: int | None = None
    unreal: set[int] = set()
    here, sharing, helping, near, known = index, True, True, True, False
    for _ in tokens:
        beside = _beside(tokens, here, sharing=sharing, helping=helping)
        known = known or _is_known(tokens, here)
        step = _above(tokens, here, near=near, known=known)
        if beside.denied or step.denied or (told_with is not None and _is_undone(tokens, here, step)):
            return None
        if told_with is None:
            told_with = step.told_with if beside.told_with is None else beside.told_with
        # "A chance that they will cut": "will" alone says more than that.
        surely = told_with is not None and tokens[told_with].text.lower() in SURELY
        if surely and step.told_with is not None and tokens[step.told_with].text.lower() in UNREAL:
            unreal.add(step.told_with)
        if step.up is None:
            break
        leads_away = tokens[here].pos == "ADP" and tokens[here].text.lower() not in OWN
        near = tokens[here].pos in VERBS or (near and not leads_away)
        known = known and tokens[here].pos not in VERBS
        here, sharing, helping = step.up, step.sharing, step.helping
    return frozenset(unreal if told_with is None else {told_with, *unreal})


def conditions(tokens: Sequence[Token], verb: int) -> list[int]:
    """Find on what it hangs whether the clause of a verb is so.

    Args:
        tokens: The parse of a sentence.
        verb: Index of the verb.

    Returns:
        The top word of each condition, be it told with the verb itself, with one that it
        is joined to or with one that tells of it: "If it rains, she said, they will stay".
    """
    found: list[int] = []
    while True:
        found += _conditions_of(tokens, verb)
        head = tokens[verb].head
        joined = tokens[verb].dep in ("conj", "ccomp", "xcomp") and tokens[head].pos in VERBS
        if head == verb or not joined:
            return found
        verb = head


def _is_undone(tokens: Sequence[Token], here: int, step: _Step) -> bool:
    """Whether what was claimed or planned is said to be false, or to have come to nothing."""
    return _is_called_false(tokens, here) or (step.told_with is not None and _denies(tokens, step.told_with))


def _denies(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word says that something is not so: "rejected a claim that", "ruled out that"."""
    word = tokens[index].text.lower()
    ruled = word in RULING and any(tokens[one].text.lower() == "out" for one in children(tokens, index))
    return word in DENYING or ruled


def _is_called_false(tokens: Sequence[Token], noun: int) -> bool:
    """Whether what a noun names is said to be false: "called the reports a lie"."""
    return tokens[noun].dep in ("nsubj", "nsubjpass", "dobj") and any(
        tokens[index].dep in ("acomp", "attr", "oprd", "ccomp", "xcomp", "conj")
        and tokens[index].text.lower() in FALSE
        for index in children(tokens, tokens[noun].head)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One step up the parse: what it takes away from a clause, and where it leads."""

    denied: bool = False
    told_with: int | None = None
    """The word without which it would be told as a fact."""
    up: int | None = None
    """None where what stands higher says nothing of it."""
    sharing: bool = True
    """Whether what stands beside the next verb holds for it too: "will", "not", "perhaps"."""
    helping: bool = True
    """Whether "may" and "perhaps" do: not those beside a verb that tells of it."""


_DENIED = _Step(denied=True)


def _conditions_of(tokens: Sequence[Token], verb: int) -> list[int]:
    """The conditions that hang on a verb, or on one of telling that is set into its clause."""
    told = [
        i
        for i in children(tokens, verb)
        if tokens[i].dep == "parataxis" and tokens[i].text.lower() in KNOWING
    ]
    return [i for top in (verb, *told) for i in children(tokens, top) if _is_condition(tokens, i)]


def _is_condition(tokens: Sequence[Token], index: int) -> bool:
    """Whether what hangs on a verb says under which condition it is so: "if", "should they fail"."""
    word, head = tokens[index].text.lower(), tokens[index].head
    if tokens[index].dep in ("prep", "advmod", "advcl") and word in PROVIDED:
        return not _is_even(tokens, index)
    if tokens[index].dep == "prep" and word in WITHOUT and index < head:
        return any(tokens[one].tag == "MD" for one in children(tokens, head))
    if tokens[index].dep == "prep" and word == "in":
        if index < head and _is_fiction(tokens, index):
            return True
        of_a_case = [one for one in children(tokens, index) if tokens[one].text.lower() in CASES]
        return any(tokens[one].text.lower() == "of" for i in of_a_case for one in children(tokens, i))
    if tokens[index].dep not in ("advcl", "ccomp", "csubj", "parataxis", "dep"):
        return False
    opens = [one for one in children(tokens, index) if tokens[one].dep in ("mark", "advmod", "prep")]
    if tokens[index].dep == "advcl" and any(
        tokens[one].text.lower() in PROVIDED and not _is_even(tokens, one) for one in opens
    ):
        return True
    about = subject(tokens, index)
    helpers = [one for one in children(tokens, index) if tokens[one].dep in ("aux", "auxpass")]
    opening = [*helpers, index][0]
    turned = about is None or opening < about
    leads = opening == 0 or apart(tokens, opening - 1)
    return turned and leads and tokens[opening].text.lower() in SHOULD and index < head


def _is_fiction(tokens: Sequence[Token], link: int) -> bool:
    """Whether what is told behind a preposition is made up: "in the film", and "in which" behind one."""
    for index in children(tokens, link):
        # "A film in which a wave kills 300": the clause hangs on what "which" stands for.
        told = tokens[tokens[link].head].head if tokens[index].tag == "WDT" else index
        if tokens[told].text.lower() in FICTION:
            return True
    return False


def _is_even(tokens: Sequence[Token], index: int) -> bool:
    """Whether "even" stands before "if": no condition then."""
    return index > 0 and tokens[index - 1].text.lower() in EVEN


def _is_answered(tokens: Sequence[Token], index: int) -> bool:
    """Whether somebody denies further on what was said: "which the army denied"."""
    return any(
        tokens[one].text.lower() in ANSWERED
        and tokens[one].dep in ("dobj", "nsubjpass")
        and tokens[one].head > index
        and tokens[tokens[one].head].text.lower() in DENYING
        for one in range(index + 1, len(tokens))
    )


def _beside(tokens: Sequence[Token], here: int, *, sharing: bool, helping: bool) -> _Step:
    """What stands beside a word: "no" with a noun; "not", "could" or "if" with a verb."""
    below = children(tokens, here)
    if tokens[here].pos in NOUNS:
        if any(_is_none(tokens, index) for index in below):
            return _DENIED
        likely = (i for i in below if tokens[i].dep == "amod" and tokens[i].text.lower() in LIKELY)
        return _Step(told_with=next(likely, None))
    if tokens[here].pos == "ADJ" and any(_is_not(tokens, index) for index in below):
        return _DENIED
    if tokens[here].pos not in VERBS or tokens[here].dep in ("amod", "compound", "aux", "auxpass"):
        return _Step()
    if _conditions_of(tokens, here):
        return _DENIED
    if not sharing:
        return _Step()
    about = subject(tokens, here)
    nobody = about is not None and (
        tokens[about].text.lower() in NOBODY or any(_is_none(tokens, i) for i in children(tokens, about))
    )
    if nobody or any(_is_not(tokens, index) for index in below):
        return _DENIED
    maybe = (
        index
        for index in below
        if tokens[index].tag == "MD"
        or (tokens[index].dep == "advmod" and tokens[index].text.lower() in PERHAPS and index < here)
    )
    return _Step(told_with=next(maybe, None) if helping else None)


def _is_none(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word says that there is none: "no evidence", not "no fewer than"."""
    after = tokens[index + 1].text.lower() if index + 1 < len(tokens) else ""
    return tokens[index].dep == "det" and tokens[index].text.lower() in NO and after not in FEWER


def _is_not(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word denies its verb: "not", but in "not only"."""
    after = tokens[index + 1].text.lower() if index + 1 < len(tokens) else ""
    return tokens[index].dep == "neg" and tokens[index].text.lower() in NOT and after not in EVEN


def _above(tokens: Sequence[Token], here: int, *, near: bool, known: bool) -> _Step:
    """What a word hangs on, and what that makes of it.

    `near` is a phrase without a preposition that leads away, `known` one of what is there in any case.
    """
    token, head = tokens[here], tokens[here].head
    if head == here:
        return _Step()
    clause = token.pos in VERBS
    if clause and token.dep in ("acl", "relcl"):
        return _of_a_noun(tokens, here, head)
    if clause and token.dep == "advcl":
        return _beside_another(tokens, here, head)
    if clause and token.dep == "pcomp":
        return _behind_a_preposition(tokens, here, head)
    if clause and token.dep in ("ccomp", "csubj", "csubjpass"):
        return _told(tokens, here, head)
    if clause and token.dep == "xcomp":
        return _completing(tokens, here, head)
    if clause and token.dep == "conj":
        bare = token.tag == "VB" or (
            token.tag in ("VBG", "VBN")
            and not any(tokens[i].dep in ("aux", "auxpass") for i in children(tokens, here))
        )
        return _Step(up=head, sharing=bare and subject(tokens, here) is None)
    if clause and token.dep in ("parataxis", "dep", "meta"):
        return _Step()
    return _in_a_phrase(tokens, here, head, near=near, known=known)


def _of_a_noun(tokens: Sequence[Token], here: int, head: int) -> _Step:
    """A clause that hangs on a noun: "the plan to", "a claim that", "the man who"."""
    to = _to(tokens, here)
    aims = to is not None
    marks = {tokens[index].text.lower() for index in children(tokens, here) if tokens[index].dep == "mark"}
    if marks & SUPPOSED or tokens[head].text.lower() in DENYING:
        return _DENIED
    if "that" in marks and _is_called_false(tokens, head):
        return _DENIED
    if any(tokens[index].text.lower() in FALSE for index in children(tokens, head)):
        return _DENIED
    if not aims and "that" not in marks:
        nothing = any(_is_none(tokens, index) for index in children(tokens, head))
        said = tokens[here].text.lower() in KNOWING and tokens[head].text.lower() in UNREAL
        return _Step(denied=nothing, told_with=head if said else None)
    if tokens[head].text.lower() in ORDER:
        return _Step(told_with=to, up=head)  # "in order to rescue"
    words = {tokens[index].text.lower() for index in (head, *children(tokens, head))}
    return _Step(told_with=None if words & REAL else head, up=head, helping=False)


def _beside_another(tokens: Sequence[Token], here: int, head: int) -> _Step:
    """A clause beside another: "to kill", "killing 40", "after it sank"."""
    if _is_condition(tokens, here):
        return _DENIED
    opens = [index for index in children(tokens, here) if tokens[index].dep in ("mark", "advmod")]
    if {tokens[index].text.lower() for index in opens} & SUPPOSED:
        return _DENIED
    to = _to(tokens, here)
    if to is not None:
        close = head == to - 1 and tokens[head].pos in ("VERB", "ADJ")
        return _Step(told_with=head if close else to, up=head)
    linked = any(tokens[index].dep == "mark" or tokens[index].tag == "WRB" for index in opens)
    if tokens[here].tag in ("VBG", "VBN") and not linked:
        return _Step(up=head)
    return _Step()


def _behind_a_preposition(tokens: Sequence[Token], here: int, link: int) -> _Step:
    """A deed behind a preposition: "after killing", "by killing", "accused of killing"."""
    word, head = tokens[link].text.lower(), tokens[link].head
    if word in WITHOUT:
        return _DENIED
    if word in TOLD_BEFORE or head == link:
        return _Step()
    if word == "as" and tokens[here].text.lower() in KNOWING:
        return _Step(up=head, helping=False)  # "was quoted as saying"
    if word in LINKED and tokens[head].text.lower() not in WANTING | DENYING | ACCUSING:
        return _Step(up=head)
    if tokens[head].text.lower() in DENYING:
        return _DENIED
    return _Step(told_with=None if tokens[head].text.lower() in GUILT else head, up=head, helping=False)


def _told(tokens: Sequence[Token], here: int, head: int) -> _Step:
    """A clause that is told, thought or denied."""
    marks = {tokens[index].text.lower() for index in children(tokens, here) if tokens[index].dep == "mark"}
    word = tokens[head].text.lower()
    if marks & SUPPOSED or word in FALSE or _denies(tokens, head):
        return _DENIED
    if tokens[head].pos == "AUX" or word in BEING:
        called = [i for i in children(tokens, head) if tokens[i].dep in ("acomp", "attr", "nsubj")]
        if any(tokens[index].text.lower() in FALSE for index in called):
            return _DENIED
        unsure = (i for i in called if tokens[i].text.lower() in LIKELY | UNREAL)
        return _Step(told_with=next(unsure, None), up=head)
    led = word in LEADING
    # "They died, a friend insisted": what stands behind a whole sentence tells of it, unless it doubts.
    behind = here < head and not marks and any(apart(tokens, index) for index in range(here, head))
    sure = led or word in KNOWING or tokens[head].pos == "ADJ" or (behind and word not in THINKING)
    return _Step(told_with=None if sure else head, up=head, helping=led)


def _completing(tokens: Sequence[Token], here: int, head: int) -> _Step:
    """What a verb or adjective needs: "managed to save", "threatened to kill", "denied killing"."""
    word = tokens[head].text.lower()
    if _denies(tokens, head) and tokens[here].tag == "VBG":
        return _DENIED
    aims = _to(tokens, here) is not None or tokens[here].tag in ("VB", "VBG")
    found = word in FOUND and tokens[head].tag == "VBN"
    return _Step(told_with=head if aims and word not in LEADING and not found else None, up=head)


def _in_a_phrase(tokens: Sequence[Token], here: int, head: int, *, near: bool, known: bool) -> _Step:
    """What belongs to a phrase: "asked for a sentence of", "a bid of"."""
    token, word = tokens[here], tokens[head].text.lower()
    if token.dep in ("nsubj", "nsubjpass") and tokens[head].pos in VERBS and word not in WANTING | DENYING:
        # "The 300 people in the village could be moved": they are there in any case.
        return _Step(up=head, helping=not known)
    linked = near and token.dep in ("prep", "dative") and token.text.lower() in OWN
    if tokens[head].pos == "VERB":
        meant = token.dep in ("dobj", "nsubjpass", "attr", "oprd") or (
            token.dep == "prep" and token.text.lower() in ("for", "of")
        )
        return _Step(told_with=head if near and meant and word in WANTING | DENYING else None, up=head)
    return _Step(told_with=head if linked and word in UNREAL else None, up=head)


def _is_known(tokens: Sequence[Token], noun: int) -> bool:
    """Whether what a noun names is there in any case: "the 300 homes", "its staff", a name."""
    return tokens[noun].pos == "PROPN" or any(
        tokens[index].dep == "poss"
        or (tokens[index].dep in ("det", "predet") and tokens[index].text.lower() in KNOWN)
        for index in children(tokens, noun)
    )


def _to(tokens: Sequence[Token], verb: int) -> int | None:
    """The "to" before a verb."""
    return next((index for index in children(tokens, verb) if tokens[index].tag == "TO"), None)
