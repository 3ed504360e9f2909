"""Pronouns further in: whether a sentence names somebody whom its "him" or "their" can stand for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from brief import resources
from brief.cues import cues
from brief.summarise.again import MOST_WORDS


def loose_pronoun(text: str, words: Collection[str], language: str, names: Collection[str]) -> str | None:
    """The first pronoun for somebody whom no other word of the sentence can mean.

    "Prosecutors charged him" names nobody whom they charged, and "A judge denied him bail" means
    another than the judge. Any name and any noun for a person may be who is meant by "him", any
    plural by "them": only where there is none before it a pronoun is loose.

    Args:
        text: One sentence.
        words: Its words in lower case.
        language: ISO 639-1 code; without a list `somebody_<language>.txt` no pronoun is loose.
        names: What its story writes with a capital within sentences, in lower case: "Cruz" at the
            beginning of one is a name, "Officials" is none.

    Returns:
        The pronoun in lower case; None where there is none, or where the sentence has no capitals
        to know names by. One that opens the sentence is not looked at.
    """
    lists = _lists(language)
    if lists is None or lists.pronouns.isdisjoint(words):
        return None
    tokens = tokens_of(text)
    if not next((token for token in tokens if token[0].isalpha()), "")[:1].isupper():
        return None
    lower = [plain(token) for token in tokens]
    named = [_is_name(tokens, at, names, lists) for at in range(len(tokens))]
    # "When the Orla was high": of rivers and ships, not of anybody.
    somebody = [name and lower[at - 1 : at] != ["the"] for at, name in enumerate(named)]
    for pronouns, names_of, can_be in (
        (lists.one, somebody, lists.is_somebody),
        (lists.several, named, lists.is_plural),
    ):
        place = next((place for place, word in enumerate(lower) if word in pronouns), 0)
        if place:
            meant = [at for at, word in enumerate(lower) if names_of[at] or can_be(word)]
            if _is_loose(tokens, lower, place, meant, lists):
                return lower[place]
    return None


def written_as_names(texts: Sequence[str]) -> frozenset[str]:
    """The words that these sentences write with a capital where none begins, in lower case."""
    return frozenset(plain(name) for text in texts for name in _WITHIN.findall(text))


@dataclass(frozen=True, slots=True)
class _Lists:
    """The word lists of a language."""

    one: frozenset[str]
    """Pronouns for one person."""
    several: frozenset[str]
    subjects: frozenset[str]
    """Those that can only be who does something."""
    objects: frozenset[str]
    """Those to whom something is done, never whoever does it."""
    placing: frozenset[str]
    """Words that open a phrase of place or time."""
    part_of: frozenset[str]
    somebody: frozenset[str]
    endings: re.Pattern[str]
    """Of nouns for persons."""
    nobody: frozenset[str]
    """Words that end so and are none, and names that are nobody's."""
    offices: re.Pattern[str]
    many: frozenset[str]
    """Words for several that do not end as plurals do."""
    done: frozenset[str]
    """Verbs of something done to somebody that do not end in -ed."""
    bare: frozenset[str]
    """Words behind which verbs have no ending."""
    helping: frozenset[str]
    """Words that stand between a subject and its verb."""
    inside: frozenset[str]
    """Words that stand in a subject beside its nouns."""
    outside: frozenset[str]
    """Words that stand in none: verbs, and those that join clauses."""
    finite: frozenset[str]
    """Forms of common verbs."""
    small: frozenset[str]
    """Words that no name is made of."""
    ahead: frozenset[str]
    """Words that open a phrase before the subject."""

    @property
    def pronouns(self) -> frozenset[str]:
        """All that are looked for."""
        return self.one | self.several

    def is_somebody(self, word: str) -> bool:
        """Whether a word can be a noun for one person; many that are none are among them."""
        if word in self.nobody:
            return False
        return (
            not self.somebody.isdisjoint(word.split("-"))
            or self.endings.fullmatch(word) is not None
            or self.offices.fullmatch(word) is not None
        )

    def is_plural(self, word: str) -> bool:
        """Whether a word can stand for several; many that do not are among them."""
        if word in self.nobody or word in self.outside:
            return False
        return word in self.many or word[:1].isdigit() or _PLURAL.fullmatch(word) is not None


_PLURAL = re.compile(r"[a-zà-ÿ-]{2,}[^\Wsu'’]s")
_PARTICIPLES = ("ing", "ed")
_WITHIN = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’-]+")


@cache
def _lists(language: str) -> _Lists | None:
    """The word lists of a language; None where none are written."""
    try:
        lists = resources.lists(f"somebody_{language}.txt")
    except FileNotFoundError:
        return None
    listed = {name: frozenset(words) for name, words in lists.items()}
    stops = frozenset(resources.stop_words(language))
    finite = resources.listed(f"alone_{language}.txt", "finite")
    return _Lists(
        one=listed["one"],
        several=listed["several"],
        subjects=listed["subjects"],
        objects=listed["objects"],
        placing=listed["placing"],
        part_of=listed["part_of"],
        somebody=listed["somebody"],
        endings=re.compile(rf"[^\W_][\w-]+(?:{'|'.join(sorted(listed['endings']))})"),
        nobody=listed["nobody"],
        offices=re.compile(str(cues(language).get("offices", "(?!)"))),
        many=listed["many"],
        done=listed["done"],
        bare=listed["before_a_bare_verb"],
        helping=listed["helping"] | listed["before_a_bare_verb"],
        inside=listed["inside"],
        finite=finite,
        small=stops,
        ahead=resources.listed(f"alone_{language}.txt", "subordinating"),
        outside=(stops | finite) - listed["inside"] - listed["many"],
    )


def _is_name(tokens: Sequence[str], at: int, names: Collection[str], lists: _Lists) -> bool:
    """Whether a word is written as a name; of what begins a sentence only where it is one elsewhere too."""
    word = plain(tokens[at])
    if not tokens[at][0].isupper() or word in lists.nobody or word in lists.small:
        return False
    begins = at == 0 or not (tokens[at - 1][0].isalnum() or tokens[at - 1] == ",")
    return not begins or word in names or any(token[0].isupper() for token in tokens[at + 1 : at + 2])


def _is_loose(
    tokens: Sequence[str], lower: Sequence[str], place: int, meant: Sequence[int], lists: _Lists
) -> bool:
    """Whether none of the words that a pronoun can mean is one that it does mean."""
    if _is_behind_a_place(lower, place, lists):
        return True
    # "Eleven of them": those are others than "them".
    end = place - 2 if lower[place - 1] in lists.part_of else place
    if any(at < end for at in meant):
        return lower[place] in lists.objects and _acts(tokens, lower, place, lists)
    if "," in lower[:place] or "," not in lower[place:]:
        return True
    # "In his speech, Cruz said ...", "Speaking to his voters, Cruz said ...": who, comes next.
    ahead = lower[0] in lists.ahead or lower[0].endswith(_PARTICIPLES)
    return not ahead or all(at < lower.index(",", place) for at in meant)


def _is_behind_a_place(lower: Sequence[str], place: int, lists: _Lists) -> bool:
    """Whether only a phrase of place or time stands before a subject: "In Vlist, he met the mayor"."""
    comma = lower[place - 1] == ","
    if not comma and lower[place] not in lists.subjects:
        return False
    ahead = lower[: place - 1] if comma else lower[:place]
    return (
        0 < len(ahead) <= _PLACE
        and ahead[0] in lists.placing
        and "," not in ahead
        and lists.finite.isdisjoint(ahead)
    )


# A phrase of place is seldom longer, and what is may have a clause in it.
_PLACE = 6


def _acts(tokens: Sequence[str], lower: Sequence[str], place: int, lists: _Lists) -> bool:
    """Whether all that stands before an object is who does something to it: "A judge denied him bail"."""
    bare = not lists.bare.isdisjoint(lower[max(0, place - 3) : place - 1])
    if not (bare or lower[place - 1].endswith("ed") or lower[place - 1] in lists.done):
        return False
    end = place - 1
    while end > 1 and lower[end - 1] in lists.helping:
        end -= 1
    return end > 0 and all(_in_subject(tokens, lower, at, lists) for at in range(end))


def _in_subject(tokens: Sequence[str], lower: Sequence[str], at: int, lists: _Lists) -> bool:
    """Whether a word can stand in a plain subject: no mark, no verb, nothing that is somebody's."""
    if not tokens[at][0].isalnum() or tokens[at].lower() != lower[at]:
        return False
    is_name = at > 0 and tokens[at][0].isupper()
    return is_name or not (lower[at].endswith("ed") or lower[at] in lists.outside)


_TOKEN = re.compile(r"[^\W_]+(?:['’\-‑.,][^\W_]+)*|[^\w\s]")


def tokens_of(text: str) -> list[str]:
    """The words and marks of a sentence."""
    return _TOKEN.findall(text)


@lru_cache(MOST_WORDS)
def plain(word: str) -> str:
    """A word in lower case without the ending of a possessive."""
    return word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
