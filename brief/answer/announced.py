"""Whether a word that may give a reason gives one here: "as", "over" and "for" have other meanings too."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from brief.answer.clauses import ANY_SUBJECT, SUBJECT, main_verb, root, subtree
from brief.answer.scene import Scene
from brief.grammar import VERBS, above, children
from brief.model import Sentence, Token
from brief.patterns import is_one_of
from brief.resources import listed

BEFORE_OVER = 6
"""How many words before "over" a word of dispute may stand."""
LONGEST_OCCASION = 6
"""Words in an occasion that only dates something ("the cup final in Leeds"); a longer one tells more."""
_AS_MUCH = listed("reasons_en.txt", "as_much")
"""Words before "as" that make it no conjunction of its own ("as far as")."""
_LIKE = listed("reasons_en.txt", "like")
"""Words behind "as" with which it only compares."""
_HOURS = listed("reasons_en.txt", "hours")
_BEFORE_AFTER = listed("reasons_en.txt", "before_after")
"""Words before "after" that make it part of the verb, or a mere time."""
_SESSIONS = listed("reasons_en.txt", "sessions")
_COMES = listed("reasons_en.txt", "comes")
"""What is said to come some time after something comes of it: "The launch came days after the vote"."""
_NOT = listed("grammar_en.txt", "not", "not_curled")
_AT = listed("reasons_en.txt", "at")
"""Words behind "protesting" that say where."""
_SPEAKING = listed("reasons_en.txt", "speaking")
"""What is done after something that is no reason for the event: "He was speaking after a meeting"."""
_PLEAS = listed("reasons_en.txt", "pleas")
_LED = listed("reasons_en.txt", "led")
"""Words before "led by" that tell of a rise or fall: "a crowd led by a drummer" has none."""
_SPEAKS_OF = listed("reasons_en.txt", "speaks_of")
"""Words before "on speculation that" that speak of it, and give it for no reason."""
_IS = listed("grammar_en.txt", "is")
_TALK = listed("grammar_en.txt", "i_or_you")
"""Who speaks or is spoken to: what they do is no news."""
_POINTING = listed("grammar_en.txt", "this", "these", "such")
_PRESENT = frozenset({"VBZ", "VBP", "MD"})
_OPENS_NOUN = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"})
_INSIDE_NOUN = frozenset({"det", "amod", "poss", "compound", "nummod"})
_AFTER_TO = listed("reasons_en.txt", "states")
"""Verbs behind "aimed to" and the like that tell a state, no purpose."""
QUOTES = frozenset("\"'“‘")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word or words that may announce a reason, and where they stand."""

    scene: Scene
    sentence: Sentence
    first: int
    """Index into the sentence's tokens of their first word."""
    words: str
    """In small letters."""
    following: Token
    """The first word behind them, quotation marks aside."""

    @property
    def tokens(self) -> Sequence[Token]:
        """The sentence's tokens."""
        return self.sentence.tokens

    @property
    def word(self) -> Token:
        """Its first word."""
        return self.tokens[self.first]

    @property
    def before(self) -> str:
        """The word before it, in small letters; empty at the start."""
        return self.tokens[self.first - 1].text.lower() if self.first else ""

    def is_of_kind(self, name: str, token: Token) -> bool:
        """Whether a word is in one of the cue lists."""
        return is_of_kind(self.scene, name, token)


def announces(scene: Scene, sentence: Sentence, first: int, kind: str, words: str) -> bool:
    """Whether cue words give a reason here.

    Args:
        scene: Its cue lists say which words dispute, judge, suffer and so on.
        sentence: Where they stand, with its parse.
        first: Index into its tokens of their first word.
        kind: Of the reason, as in `reasons.ANNOUNCED`.
        words: The cue, in small letters.
    """
    after = first + len(words.split())
    if after < len(sentence.tokens) and sentence.tokens[after].text in QUOTES:
        after += 1
    if kind == "illness" or after >= len(sentence.tokens):
        return kind == "illness"
    cue = Cue(scene=scene, sentence=sentence, first=first, words=words, following=sentence.tokens[after])
    if cue.following.dep == "punct" or cue.following.text.lower() in _TALK or cue.before in _NOT:
        return False
    if cue.following.text.lower() in _POINTING and cue.following.dep in {"pobj", "nsubj", "dobj", "pcomp"}:
        return False
    test = _TESTS.get(kind)
    return test is None or test(cue)


def is_of_kind(scene: Scene, name: str, token: Token) -> bool:
    """Whether a word is in one of the cue lists."""
    return is_one_of(token.text, scene.cues[name])


def with_parts(tokens: Sequence[Token], verb: int, parts: frozenset[str]) -> list[int]:
    """What hangs on a verb by one of the relations."""
    return [i for i in children(tokens, verb) if tokens[i].dep in parts]


def past_event(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb is in the simple past, active or passive, and tells more than a state."""
    helpers = [tokens[i] for i in children(tokens, verb) if tokens[i].dep in {"aux", "auxpass", "aux:pass"}]
    if tokens[verb].tag == "VBN":
        return any(word.tag == "VBD" and word.dep != "aux" for word in helpers) and not any(
            word.tag in {"VBZ", "VBP"} or word.dep == "aux" for word in helpers
        )
    state = tokens[verb].text.lower() in _IS or any(
        tokens[i].dep in {"acomp", "attr", "expl"} for i in children(tokens, verb)
    )
    return tokens[verb].tag == "VBD" and tokens[verb].pos != "AUX" and not state


def _as(cue: Cue) -> bool:
    """Not "as far as", not "as one of", and not who says so ("as he told reporters")."""
    if cue.before in _AS_MUCH or cue.following.text.lower() in _LIKE or cue.word.dep != "mark":
        return False
    if cue.following.pos == "AUX":  # "As is now known"
        return False
    verb = cue.tokens[cue.word.head]
    return verb.pos in VERBS and verb.text.lower() not in cue.scene.reporting


def _after(cue: Cue) -> bool:
    """Not a moment: "named after", "shortly after", "two days after", "was speaking after", "after noon"."""
    joins = cue.word.dep in {"prep", "mark", "advmod", "pcomp"} or (
        cue.word.dep in {"advcl", "ROOT"} and cue.words == "following"
    )
    governing = {cue.tokens[i].text.lower() for i in above(cue.tokens, cue.first)[:2]}
    measured = cue.first > 0 and cue.is_of_kind("whiles", cue.tokens[cue.first - 1])
    return (
        joins
        and not (measured and not governing & _COMES)
        and not governing & _SPEAKING
        and cue.following.text.lower() not in _HOURS
        and cue.before not in _BEFORE_AFTER
        and not _is_occasion(cue)
    )


def _is_occasion(cue: Cue) -> bool:
    """Whether "after" names an occasion that is held ("the game"), or a while ("two years")."""
    if cue.word.dep == "mark":
        return False
    if cue.is_of_kind("occasions", cue.following) and cue.following.tag == "VBG":
        return True
    objects = with_parts(cue.tokens, cue.first, frozenset({"pobj"}))
    if any(cue.tokens[i].text.lower() in _SESSIONS for i in objects):
        return True
    inside = subtree(cue.tokens, objects[0]) if objects else []
    if not objects or any(cue.tokens[i].pos in VERBS for i in inside):
        return False
    noun = cue.tokens[objects[0]]
    # "After months of protests" tells what went on all the time.
    told = any(
        cue.tokens[i].text.lower() == "of" for i in with_parts(cue.tokens, objects[0], frozenset({"prep"}))
    )
    return (cue.is_of_kind("whiles", noun) and not told) or (
        cue.is_of_kind("occasions", noun) and len(inside) <= LONGEST_OCCASION
    )


def _when(cue: Cue) -> bool:
    """Only what happened to whoever suffers ("was killed when a wall fell")."""
    if cue.word.dep not in {"advmod", "mark"} or not past_event(cue.tokens, cue.word.head):
        return False
    return cue.is_of_kind("suffers", cue.tokens[cue.tokens[cue.word.head].head])


def _over(cue: Cue) -> bool:
    """Behind a word of dispute or before what one disputes about, and no place, time or number."""
    following, tokens = cue.following, cue.tokens
    near = tokens[following.head] if following.dep in _INSIDE_NOUN else following
    found = cue.scene.found
    times = found.moments_in(cue.sentence.span.to(following.start, near.end + 1))
    named = found.named_in(cue.sentence.span.to(near.start, near.end))
    place = cue.is_of_kind("place_heads", near) or any(entity.kind == "place" for entity, _ in named)
    if near.pos == "NUM" or following.text[0].isdigit() or times or place:
        return False
    if cue.is_of_kind("grounds", following):
        return True
    return any(
        cue.is_of_kind("disputes", token) for token in tokens[max(0, cue.first - BEFORE_OVER) : cue.first]
    )


def _follows(cue: Cue) -> bool:
    """A verb with its subject, and something that it follows ("the vote follows a row")."""
    subject = with_parts(cue.tokens, cue.first, SUBJECT)
    told = cue.word.pos in VERBS and cue.word.dep != "relcl" and bool(subject)
    return told and cue.following.pos in _OPENS_NOUN


def _saying(cue: Cue) -> bool:
    """Beside another deed ("left, saying it was late")."""
    return cue.word.dep in {"advcl", "xcomp", "conj", "acl"} and cue.word.tag == "VBG"


def _motive(cue: Cue) -> bool:
    """What who acts wants by it: a verb with its subject, not denied, and not the headline's own news."""
    tokens = cue.tokens
    told = cue.sentence in (cue.scene.title, cue.scene.lead)
    itself = told and cue.first in {root(tokens), main_verb(tokens, cue.scene.reporting)}
    denied = with_parts(tokens, cue.first, frozenset({"neg"}))
    return cue.word.pos in VERBS and not denied and not itself and cue.sentence is not cue.scene.title


def _serves(cue: Cue) -> bool:
    """What a thing or a deed will do ("the route will help villages"), outside of the headline."""
    tokens, verb = cue.tokens, cue.word.head
    who = [tokens[i] for i in with_parts(tokens, verb, SUBJECT)]
    people = any(
        one.pos == "PROPN" or one.text.lower() in _TALK or cue.is_of_kind("people", one) for one in who
    )
    denied = with_parts(tokens, verb, frozenset({"neg"}))
    # "Indicated it will reduce rates": what somebody says that he will do serves nothing yet.
    announced = tokens[verb].dep == "ccomp" and all(one.pos == "PRON" for one in who)
    return bool(who) and not people and not denied and not announced and cue.sentence is not cue.scene.title


def _purpose(cue: Cue) -> bool:
    """Not a state ("intended to be a chance"), nor what the headline tells ("Firm aims to grow").

    What somebody moves to do is one, where he moves to is none ("moved to Leeds").
    """
    if cue.sentence is cue.scene.title and cue.first == root(cue.tokens):
        return False
    if cue.words.startswith("mov"):
        return cue.word.pos in VERBS and cue.following.tag == "VB"
    return not (cue.words.endswith(" to") and cue.following.text.lower() in _AFTER_TO)


def _response(cue: Cue) -> bool:
    """Not by what means ("known for protesting"), nor where ("protesting at funerals")."""
    if cue.words == "protesting" and cue.following.text.lower() in _AT:
        return False
    return not (cue.words.startswith("protesting") and cue.word.dep == "pcomp")


def _charge(cue: Cue) -> bool:
    """What somebody was arrested, fined or praised for.

    A charge that headline or lead tells as the event itself ("is charged with") says what, not why.
    """
    if cue.words == "for":
        return _is_for_a_deed(cue)
    if cue.words.startswith("guilty") and cue.before in _PLEAS:
        return False
    main = main_verb(cue.tokens, cue.scene.reporting)
    told = cue.sentence in (cue.scene.title, cue.scene.lead)
    return not (told and main in {cue.first, cue.word.head})


def _is_for_a_deed(cue: Cue) -> bool:
    """Whether "for" says what somebody is judged for ("fined for fraud", "criticism for changing").

    What a thing is for ("chemicals for making") is no reason, nor are thanks, "you cannot
    blame her for", or who gets it ("a penalty for Rovers", "a ban for minors").
    """
    tokens, head = cue.tokens, cue.tokens[cue.word.head]
    if with_parts(tokens, cue.word.head, frozenset({"neg"})):
        return False
    if any(token.text.lower().startswith("thank") for token in tokens[max(0, cue.first - 3) : cue.first]):
        return False
    if cue.following.pos in {"NUM", "SYM"} or cue.following.text[0] in "$€£¥":
        return False
    if tokens[cue.first - 1].pos == "NUM":  # "30 for a motorcycle"
        return False
    things = [tokens[i] for i in with_parts(tokens, cue.first, frozenset({"pobj"}))]
    if any(thing.pos in {"PROPN", "NUM"} or cue.is_of_kind("whiles", thing) for thing in things):
        return False
    if any(thing.tag == "NNS" and cue.is_of_kind("people", thing) for thing in things):
        return False
    # "Criticised the wait for the report": the noun before has its own "for".
    if cue.is_of_kind("takes_for", tokens[cue.first - 1]):
        return False
    above = (head, tokens[head.head], *tokens[max(0, cue.first - 2) : cue.first])
    judged = any(cue.is_of_kind("judged", token) for token in above)
    wrong = head.pos in VERBS and cue.is_of_kind("wrongs", cue.following)
    return judged or wrong or cue.following.text.lower().startswith("alleged")


def _cause(cue: Cue) -> bool:
    """Not "due to open", no "since" of a past time, and what is broken must be a rule.

    What somebody takes for a breach ("view it as a violation of the law") is none that was punished.
    """
    if cue.words == "since":
        verbs = [cue.word.head, *with_parts(cue.tokens, cue.word.head, frozenset({"aux", "auxpass"}))]
        return cue.word.dep == "mark" and any(cue.tokens[i].tag in _PRESENT for i in verbs)
    if cue.words == "given":
        return cue.word.dep in {"mark", "prep"}
    if cue.words in {"due to", "owing to"}:
        return cue.following.tag != "VB"
    if cue.words.startswith("under a") or cue.words == "under the":
        return any(cue.is_of_kind("judged", token) for token in cue.tokens[max(0, cue.first - 3) : cue.first])
    if cue.words.startswith("result"):
        return cue.word.pos in VERBS
    if cue.words == "led by":
        return cue.before in _LED
    if cue.words.startswith("on "):
        return cue.before not in _SPEAKS_OF
    if cue.words.startswith("because"):
        return not _points_back(cue)
    if re.search(r"violat|breach|infring", cue.words):
        taken_for = {token.text.lower() for token in cue.tokens[max(0, cue.first - 3) : cue.first]}
        return "as" not in taken_for and any(
            cue.is_of_kind("rules", cue.tokens[i]) for i in subtree(cue.tokens, cue.first)
        )
    return True


def _points_back(cue: Cue) -> bool:
    """Whether a reason, or what it is given for, was told before ("that is because", "because of this")."""
    tokens = cue.tokens
    governor = tokens[cue.word.head].head
    pointing = any(
        tokens[i].text.lower() in {"that", "this", "it"} and tokens[i].dep in ANY_SUBJECT
        for i in children(tokens, governor)
        if tokens[governor].text.lower() in _IS and governor < cue.first
    )
    return pointing or cue.following.text.lower() in _POINTING


_TESTS: Mapping[str, Callable[[Cue], bool]] = {
    "purpose": _purpose,
    "cause": _cause,
    "response": _response,
    "charge": _charge,
    "after": _after,
    "as": _as,
    "over": _over,
    "when": _when,
    "follows": _follows,
    "saying": _saying,
    "motive": _motive,
    "serves": _serves,
}
"""What each kind of cue must pass beyond what all must."""
