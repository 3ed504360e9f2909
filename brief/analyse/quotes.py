"""Story → its quotations: words in quotation marks, and who said them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from brief.analyse.spelled import Taken
from brief.cues import by_first_letter, cues, is_one_of, phrases
from brief.grammar import HYPHENS, NOUNS
from brief.model import Entity, Quote, Sentence, Span, Story, Token
from brief.text import DOUBLE_MARKS, SINGLE_MARKS, even

ASIDES = frozenset({"relcl", "acl", "conj", "cc", "punct", "advcl", "parataxis", "dep"})
"""What follows a name without belonging to it; an apposition without a comma does belong."""
FEWEST_SINGLE_WORDS = 3
"""Between single marks fewer words are more often an apostrophe's doing than a quotation."""
LONGEST_SPEAKER = 120

REPORTING = frozenset(
    """accuse acknowledge add admit advise agree allege announce answer argue ask assert believe
    boast call caution claim comment complain concede conclude confirm continue counter cry
    declare demand deny describe disclose emphasise emphasize exclaim explain express indicate
    insist joke lament mention note observe order pledge point post praise predict proclaim
    promise quip quote read recall remark remind repeat reply report respond reveal say scream
    shout sigh signal state stress suggest swear tell testify thank think tweet urge vow wail
    warn whisper wonder write yell""".split()  # noqa: SIM905  (a list of words reads best as words)
)
_IRREGULAR = frozenset({"said", "told", "thought", "read", "swore", "wrote"})
SAYING = _IRREGULAR.union(
    *((verb, f"{verb}s", f"{verb[:-1]}ies", f"{verb}d", f"{verb}ed", f"{verb[:-1]}ied") for verb in REPORTING)
)
"""Every form a verb of saying takes, and some that none takes."""
_FORMS = by_first_letter(sorted(SAYING, key=lambda form: (-len(form), form)))
_VERB = re.compile(rf"\b{_FORMS}\b", re.IGNORECASE)
_VERB_FIRST = re.compile(rf"\s*,?\s*{_FORMS}\s+", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to\s+", re.IGNORECASE)
_BREAK = re.compile(r"[,;:—–()]|\s-\s|\b(?:who|which|that|and|but|when|while|as|in|on|at|after|before)\b")
_PRONOUN = frozenset(
    """he she they it i we you who which that this these those one ones others other some many another
    someone somebody nobody everyone him her""".split()  # noqa: SIM905  (a list of words reads best as words)
)


_HONORIFIC = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady)\.?\s+")
_APPOSED = re.compile(r",\s+(?:(?:the|a|an)\s+)?")
_ARTICLES = frozenset({"a", "an", "the", "one", "another", "several", "some", "both", "two", "three", "many"})
# Before the verb of saying these belong to it, not to who says it.
_HELPERS = frozenset(
    """also then later recently once has have had is are was were will would could can may might must
    should did does do never ever often still again further and but who that which""".split()  # noqa: SIM905
)
_WHICH_ONE = frozenset({"first", "second", "third", "last", "latter", "former", "other", "latest", "same"})
# An office with a bracket in it goes on behind it: "Deputy commander, Command (West), Brigadier Tom Reed".
_BRACKET_AND_NAME = re.compile(r"\s*\([^()]{1,40}\),?(?:\s+[A-Z][\w'’.-]+){1,4}")
_ADVERB = re.compile(r"[a-z]{3,}ly")
# What opens with these is no name but a clause.
_NO_SPEAKER = frozenset(
    """after before when while if as although though because since in on at by with from to of for and
    but or so yet what how why where this that these those it there then now""".split()  # noqa: SIM905
)
_VERB_BEFORE = re.compile(
    r"\b(?:urged|told|asked|accused|warned|met|called|wrote|said|says|helped|joined|backed|criticised|criticized"
    r"|against|by|of|for|with|to|from|about|over)\b",
    re.IGNORECASE,
)
REACH = 2
"""Paragraphs that "he said" reaches back to."""
_WHOSE = re.compile(r"(?:its|his|her|their)\s+", re.IGNORECASE)
_NOT_ALONE = re.compile(r"['’]|,? (?:and|or) [A-Z]")
"""Behind a name: something of theirs, or somebody else with them."""
LONGEST_LEAD = 45
"""Characters before a name that may hold an office, at the beginning of a sentence that is about somebody."""
LONGEST_ROLE = 70
"""Characters of an office that may stand with its holder's name."""


def quotes(story: Story, sentences: Sequence[Sentence], entities: Sequence[Entity]) -> tuple[Quote, ...]:
    """Find what is quoted and who is quoted.

    Args:
        story: Where the sentences stand.
        sentences: In reading order; parsed ones give better speakers.
        entities: Whom "he said" may mean.

    Returns:
        Quotations in reading order, marks included. `speaker` is None where the text
        does not tell; of "he said" it is the one person named just before, if it is one;
        of a bare surname it is the person's full name, where that stands.
    """
    cast = _Cast.of(story, entities)
    found: list[Quote] = []
    numbered = list(enumerate(sentences))
    for _, group in groupby(numbered, key=lambda pair: (pair[1].span.article, pair[1].paragraph)):
        for quote in _in_paragraph(story, list(group), sentences, cast, found):
            found.append(quote)
    where = [(sentence.span.article, sentence.span.start) for sentence in sentences]
    return tuple(
        replace(quote, speaker=_in_full(story, sentences, where, quote.speaker, cast))
        if quote.speaker
        else quote
        for quote in found
    )


@dataclass(frozen=True, slots=True)
class _Cast:
    """Whom a story names, ready to be looked up for every quotation."""

    taken: Taken
    """Where anybody or anything is named."""
    people: Mapping[int, Sequence[tuple[Span, int]]]
    """For each article where people are named in its text, in order, and which one each time."""
    by_last_word: Mapping[str, Sequence[tuple[Entity, Sequence[str]]]]
    """People with the words of their names, evened, by the last of them."""
    everybody: Sequence[Entity]

    @staticmethod
    def of(story: Story, entities: Sequence[Entity]) -> _Cast:
        """Those of a story."""
        people: defaultdict[int, list[tuple[Span, int]]] = defaultdict(list)
        by_last_word: defaultdict[str, list[tuple[Entity, Sequence[str]]]] = defaultdict(list)
        for order, entity in enumerate(entities):
            if entity.kind == "person":
                words = even(story.slice(entity.name)).split()
                by_last_word[words[-1] if words else ""].append((entity, words))
                for mention in entity.mentions:
                    if mention.part == "text":
                        people[mention.article].append((mention, order))
        for mentions in people.values():
            mentions.sort()
        return _Cast(
            Taken.of(mention for entity in entities for mention in entity.mentions),
            people,
            by_last_word,
            entities,
        )

    def names_between(self, within: Span, outside: Span) -> bool:
        """Whether somebody is named within a stretch of an article, but not in a quotation."""
        people = self.people.get(within.article, ())
        first = bisect_left(people, (within.to(within.start, 0), -1))
        return any(
            within.meets(mention) and not mention.meets(outside) for mention, _ in people[first : first + 3]
        )

    def with_name(self, speaker: Span, story: Story) -> Span:
        """A speaker's office with the name behind its comma: "the chairwoman, Ann Reed, said"."""
        people = self.people.get(speaker.article, ())
        here = bisect_left(people, (speaker.to(speaker.end, 0), -1))
        cut = [one for one, _ in people[max(0, here - 1) : here] if one.start < speaker.end < one.end]
        if cut:  # "Prime Minister Theresa" of "Prime Minister Theresa May"
            return speaker.to(speaker.start, cut[0].end)
        if here == len(people) or any(speaker.meets(one) for one, _ in people[max(0, here - 2) : here]):
            return speaker
        mention = people[here][0]
        head = story.slice(speaker).split()[-1:]
        lead = story.slice(speaker.to(max(0, speaker.start - LONGEST_LEAD), speaker.start))
        if not head or not is_one_of(head[0].lower(), _offices()) or lead.endswith("according to "):
            return speaker
        gap = story.slice(speaker.to(speaker.end, max(speaker.end, mention.start)))
        behind = story.slice(speaker.to(mention.end, mention.end + 1))
        if gap != ", " or behind != ",":
            return speaker
        whose = _WHOSE.match(story.slice(speaker))
        return speaker.to(speaker.start + (whose.end() if whose else 0), mention.end)

    def called(self, span: Span) -> list[Entity]:
        """Whom these words name, by where they stand."""
        people = self.people.get(span.article, ())
        here = bisect_left(people, (span.to(span.start, 0), -1))
        return [self.everybody[order] for one, order in people[here : here + 1] if one == span]

    def ending(self, name: str) -> list[Entity]:
        """The people whose names these words are, or end with."""
        words = even(name).split()
        alike = self.by_last_word.get(words[-1], ()) if words else ()
        return [entity for entity, full in alike if full[-len(words) :] == words]


def _in_full(
    story: Story,
    sentences: Sequence[Sentence],
    where: Sequence[tuple[int, int]],
    speaker: Span,
    cast: _Cast,
) -> Span | None:
    """Where a speaker stands with full name and office, when only the name or its last part is given."""
    name = _HONORIFIC.sub("", story.slice(speaker))
    called = cast.ending(name) or cast.called(speaker)
    meant = [one for one in called if any(speaker.meets(mention) for mention in one.mentions)] or called
    if len(meant) != 1:
        return speaker
    return _introduced(story, sentences, where, meant[0]) or (
        meant[0].name if len(story.slice(meant[0].name).split()) > len(name.split()) else speaker
    )


def _introduced(
    story: Story, sentences: Sequence[Sentence], where: Sequence[tuple[int, int]], person: Entity
) -> Span | None:
    """Where a person is named with the office beside it: "Harbour master Ilse Brandt"."""
    role = person.role
    if role is None or role.part != "text" or len(story.slice(role)) > LONGEST_ROLE:
        return None
    # Sentences stand one behind the other: those before this one end before the office begins.
    first = max(0, bisect_right(where, (role.article, role.start)) - 1)
    words = [
        token
        for sentence in sentences[first : bisect_left(where, (role.article, role.end))]
        if sentence.span.meets(role)
        for token in sentence.tokens
        if token.start < role.end and token.end > role.start
    ]
    if not words or words[0].pos not in ("NOUN", "PROPN", "ADJ", "DET") or words[-1].pos not in NOUNS:
        return None
    if any(token.pos in ("VERB", "AUX", "PRON", "ADV") or token.tag == "PRP$" for token in words):
        return None
    size = len(story.slice(person.name).split())
    for mention in person.mentions:
        if (mention.article, mention.part) != (role.article, role.part):
            continue
        if len(story.slice(mention).split()) < size:
            continue
        if role.end <= mention.start and not story.slice(
            replace(role, start=role.end, end=mention.start)
        ).strip(" "):
            return replace(role, end=mention.end)
        gap = (
            story.slice(replace(role, start=mention.end, end=role.start)) if mention.end <= role.start else ""
        )
        if _APPOSED.fullmatch(gap):
            return replace(mention, end=role.end)
    return None


def _in_paragraph(
    story: Story,
    paragraph: Sequence[tuple[int, Sentence]],
    sentences: Sequence[Sentence],
    cast: _Cast,
    told: Sequence[Quote],
) -> Iterator[Quote]:
    """The quotations of one paragraph; one without a speaker of its own takes its neighbour's.

    `told` are all those before, each of this paragraph's among them once it is found.
    """
    article = paragraph[0][1].span.article
    text = story.articles[article].text
    starts = [sentence.span.start for _, sentence in paragraph]
    for start, end in marked(text, starts[0], paragraph[-1][1].span.end):
        index, sentence = paragraph[max(0, bisect_right(starts, start) - 1)]
        span = Span(article=article, start=start, end=end)
        speaker = _speaker(story, sentence, span, cast, told, _before(sentences, index))
        last, ends = paragraph[max(0, bisect_right(starts, end - 1) - 1)]
        if speaker is None and ends is not sentence:
            speaker = _speaker(story, ends, span, cast, told, _before(sentences, last))
        if speaker is None and _is_whole(text, sentence, span):
            speaker = _neighbour(story, paragraph, index, span, cast, told, sentences)
        yield Quote(span=span, speaker=speaker, sentence=index)


def marked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the quotations of `text[start:end]` begin and end, marks included.

    >>> [text[a:b] for text in ['"One,” he said. «Two».'] for a, b in marked(text, 0, len(text))]
    ['"One,”', '«Two»']
    """
    marks = DOUBLE_MARKS if _DOUBLE_MARK.search(text, start, end) else SINGLE_MARKS
    opened: int | None = None
    for found in (_DOUBLE_MARK if marks is DOUBLE_MARKS else _SINGLE_MARK).finditer(text, start, end):
        at = found.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if opened is None:
            if _opens(before, after) or (text[at] == "«" and after.isspace()):
                opened = at
        elif (
            marks is DOUBLE_MARKS and _opens(before, after) and text[start:at].rstrip()[-1:] in tuple(".!?…")
        ):
            # A new paragraph of the same speech, run together: it opens again, and nothing was closed.
            yield opened, len(text[:at].rstrip())
            opened = at
        elif (text[at] == "»" and before.isspace()) or _closes(before, after, single=marks is SINGLE_MARKS):
            if marks is DOUBLE_MARKS or len(text[opened:at].split()) >= FEWEST_SINGLE_WORDS:
                yield opened, at + 1
            opened = None
    # Where the next paragraph opens with a mark too, it goes on with the same quotation.
    if opened is not None and marks is DOUBLE_MARKS and text[end:].lstrip()[:1] in tuple(DOUBLE_MARKS):
        yield opened, end


_DOUBLE_MARK, _SINGLE_MARK = re.compile(f"[{DOUBLE_MARKS}]"), re.compile(f"[{SINGLE_MARKS}]")


def _opens(before: str, after: str) -> bool:
    """Whether a mark between these characters opens a quotation."""
    return (before.isspace() or before in "([{—–-/:,") and not after.isspace() and after not in ".,;:!?)"


def _closes(before: str, after: str, *, single: bool) -> bool:
    """Whether a mark between these characters closes one; an apostrophe does not."""
    if after.isalnum():
        return not single and before in ".!?"  # run together: 'we made it."Reed called'
    if single:
        return before in ".,!?…" or (before.isalnum() and after in ".,;:!?)")
    return not before.isspace() or after.isspace()


def _is_whole(text: str, sentence: Sentence, span: Span) -> bool:
    """Whether the sentence the quotation begins in holds hardly anything else."""
    outside = text[sentence.span.start : span.start] + text[span.end : sentence.span.end]
    return len(outside.split()) <= 1


def _before(sentences: Sequence[Sentence], index: int) -> Sentence | None:
    """The sentence before one, of the same article."""
    same = index > 0 and sentences[index - 1].span.article == sentences[index].span.article
    return sentences[index - 1] if same else None


def _neighbour(
    story: Story,
    paragraph: Sequence[tuple[int, Sentence]],
    index: int,
    span: Span,
    cast: _Cast,
    found: Sequence[Quote],
    sentences: Sequence[Sentence],
) -> Span | None:
    """Whoever said what stands beside it: the quotation right before, the sentence before, or what goes on.

    A sentence that follows and brings in somebody else with words of his own is no neighbour.
    """
    first = paragraph[0][0]
    last = found[-1] if found else None
    if last is not None and last.span.article == span.article and last.speaker is not None:
        runs_on = story.slice(last.span)[-1:] not in tuple(DOUBLE_MARKS + SINGLE_MARKS)
        if (last.sentence >= first and index - last.sentence <= 1) or (index == first and runs_on):
            return last.speaker
    before = _before(sentences, index)
    if before is not None and before.paragraph >= sentences[index].paragraph - 1:
        speaker = _reporting(story, before, cast, found, _before(sentences, index - 1))
        if speaker is not None:
            return speaker
    following = next((sentence for number, sentence in paragraph if number == index + 1), None)
    english = story.articles[span.article].language.startswith("en")
    if following is None or (
        english and story.slice(following.span)[:1] not in tuple(DOUBLE_MARKS + SINGLE_MARKS)
    ):
        return None
    return _speaker(story, following, span, cast, found, sentences[index])


def _reporting(
    story: Story, sentence: Sentence, cast: _Cast, found: Sequence[Quote], before: Sentence | None
) -> Span | None:
    """Whose words a sentence gives in its own: "Reed said the harbour was safe."."""
    end = replace(sentence.span, start=sentence.span.end)
    if story.slice(sentence.span).rstrip()[-1:] in tuple(DOUBLE_MARKS + SINGLE_MARKS):
        return None  # words of somebody's, not about him
    if sentence.tokens:
        top = _top(sentence.tokens)
        if not _reports(sentence.tokens[top]) or _subject(sentence.tokens, top) is None:
            return None
        tokens = [
            token if place == top or not _reports(token) else replace(token, pos="X")
            for place, token in enumerate(sentence.tokens)
        ]
        return _speaker(story, replace(sentence, tokens=tuple(tokens)), end, cast, found, before)
    somebody = _subject_person(story, sentence, cast)
    if somebody is None:
        return None
    behind = story.slice(replace(sentence.span, start=somebody.end))
    return somebody if _VERB_FIRST.match(behind) else None


def _subject_office(sentence: Sentence) -> Span | None:
    """The office that a sentence is about: "the mayor's spokesman"."""
    subject = _subject(sentence.tokens, _top(sentence.tokens)) if sentence.tokens else None
    if subject is None or not is_one_of(sentence.tokens[subject].text.lower(), _offices()):
        return None
    if any(one.head == subject and one.dep == "conj" for one in sentence.tokens):
        return None
    return sentence.span.to(*_phrase(sentence.tokens, subject, [True] * len(sentence.tokens)))


def _offices() -> str:
    """Words for what somebody is: "spokesman"."""
    return str(cues("en")["offices"])


def _top(tokens: Sequence[Token]) -> int:
    """The main word of a sentence."""
    return next((index for index, token in enumerate(tokens) if token.head == index), 0)


def _subject_person(story: Story, sentence: Sentence, cast: _Cast) -> Span | None:
    """Where a sentence names the person that it is about, as subject or at its beginning."""
    people = cast.people.get(sentence.span.article, ())
    own = people[bisect_left(people, (sentence.span.to(sentence.span.start, 0), -1)) :]
    named = [mention for mention, _ in own[: bisect_left(own, (sentence.span.to(sentence.span.end, 0), 0))]]
    if sentence.tokens:
        subject = _subject(sentence.tokens, _top(sentence.tokens))
        if subject is None or any(one.head == subject and one.dep == "conj" for one in sentence.tokens):
            return None
        head = sentence.tokens[subject]
        return next((one for one in named if one.start <= head.start < one.end), None)
    for mention in named[:1]:
        lead = story.slice(replace(sentence.span, end=mention.start))
        behind = story.slice(sentence.span.to(mention.end, mention.end + LONGEST_LEAD))
        if len(lead) > LONGEST_LEAD or _BREAK.search(lead) or _VERB_BEFORE.search(lead):
            return None
        return None if _NOT_ALONE.match(behind) else mention
    return None


def _speaker(
    story: Story,
    sentence: Sentence,
    quote: Span,
    cast: _Cast,
    before: Sequence[Quote],
    previous: Sentence | None,
) -> Span | None:
    """Who says so in this sentence; `previous` is the one before it, whose subject "he" may mean."""
    named = _by_parse(sentence, quote) if sentence.tokens else _by_pattern(story, sentence, quote)
    if named is None:
        return None
    span = Span(article=sentence.span.article, start=named[0], end=named[1])
    english = story.articles[span.article].language.startswith("en")
    span = cast.with_name(_trimmed(story, span), story) if english else span
    words = story.slice(span)
    if words.lower() in _PRONOUN:
        if words.lower() not in ("he", "she", "him", "her"):
            return None
        alone = not cast.names_between(sentence.span.to(sentence.span.start, span.start), quote)
        about = _subject_person(story, previous, cast) if previous and alone else None
        if about:
            return about if _suits(story, span, about) else None
        held = _subject_office(previous) if previous and alone else None
        held = held if held and _is_somebody(story.slice(held), cast, held) else None
        held = held if held and _suits(story, span, held) else None
        if held and cast.names_between(held, quote):  # "The mayor's spokesman ... He said"
            return held
        return _referent(story, span, cast, before, quote) or held
    somebody = not english or _is_somebody(words, cast, span)
    return span if len(words) <= LONGEST_SPEAKER and somebody else None


def _trimmed(story: Story, span: Span) -> Span:
    """A speaker without the adverbs and helpers that stand before the verb: "Reed also later"."""
    words = list(re.finditer(r"\S+", story.slice(span)))
    while len(words) > 1 and (words[-1].group().lower() in _HELPERS or _ADVERB.fullmatch(words[-1].group())):
        words.pop()
    span = replace(span, end=span.start + words[-1].end()) if words else span
    behind = _BRACKET_AND_NAME.match(
        story.slice(replace(span, start=span.end, end=span.end + LONGEST_SPEAKER))
    )
    return replace(span, end=span.end + behind.end()) if behind else span


def _is_somebody(words: str, cast: _Cast, span: Span) -> bool:
    """Whether words can name a speaker: they open like a name or a noun, and hold no verb."""
    first, *rest = words.split()
    if not rest and first.lower() in _ARTICLES:
        return False
    if rest and rest[-1].lower() in _NO_SPEAKER | _ARTICLES:
        return False  # "the secretary of": the name was cut off
    named = cast.taken.meets(span)
    if re.split("['’]", first.lower())[0] in _PRONOUN or (len(rest) == 1 and rest[0] in _WHICH_ONE):
        return False
    opens = first[0].isupper() or first[0].isdigit() or first.lower() in _ARTICLES or named
    opens = opens or any(one[0].isupper() for one in rest)  # "harbour master Ilse Brandt"
    cased = words.lower() != words.upper() and any(one.isupper() for one in words)
    return (
        opens
        and first.lower() not in _NO_SPEAKER | SAYING
        and not (cased and not _HELPERS.isdisjoint(rest))  # Theresa May is named, "she may" is not
    )


def _by_parse(sentence: Sentence, quote: Span) -> tuple[int, int] | None:
    """The subject of the verb that reports the quotation."""
    tokens = sentence.tokens
    outside = [not (quote.start <= token.start < quote.end) for token in tokens]
    verb = _reporting_verb(tokens, outside, quote)
    if verb is not None:
        subject = _quoted_one(tokens, verb)
        subject = _subject(tokens, verb) if subject is None else subject
        if subject is not None and outside[subject]:
            return _phrase(tokens, subject, outside)
    for index, token in enumerate(tokens):
        if token.dep == "pobj" and tokens[token.head].text.lower() == "to" and outside[index]:
            governor = tokens[tokens[token.head].head]
            if governor.text.lower() == "according":
                return _phrase(tokens, index, outside)
    return None


def _reporting_verb(tokens: Sequence[Token], outside: Sequence[bool], quote: Span) -> int | None:
    """The verb of saying that the quoted words hang on; else the nearest one outside the marks."""
    inside = [index for index, out in enumerate(outside) if not out]
    for index in inside:
        seen: set[int] = set()
        while index not in seen:
            seen.add(index)
            if outside[index] and _reports(tokens[index]):
                return index
            index = tokens[index].head
    verbs = [index for index, token in enumerate(tokens) if outside[index] and _reports(token)]
    return min(verbs, key=lambda index: _distance(tokens[index], quote), default=None)


def _reports(token: Token) -> bool:
    """Whether a token is a verb of saying."""
    return token.pos in ("VERB", "AUX") and token.text.lower() in SAYING


def _distance(token: Token, quote: Span) -> int:
    """Characters between a token and the quotation."""
    return min(abs(token.start - quote.end), abs(quote.start - token.end))


def _quoted_one(tokens: Sequence[Token], verb: int) -> int | None:
    """Whom a paper quotes: "the paper quoted him as saying"."""
    if tokens[verb].text.lower() not in _QUOTES:
        return None
    return next((i for i, token in enumerate(tokens) if token.head == verb and token.dep == "dobj"), None)


_QUOTES = frozenset({"quoted", "quotes", "quoting", "quote"})


def _subject(tokens: Sequence[Token], verb: int) -> int | None:
    """The one who says it; of "who told him" the one it refers to, of a joined verb the first's subject."""
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        for index, token in enumerate(tokens):
            if token.head == verb and token.dep == "nsubj" and index != verb:
                if token.text.lower() in ("who", "which", "that") and tokens[verb].dep == "relcl":
                    return tokens[verb].head
                return index
        if tokens[verb].dep not in ("conj", "xcomp", "advcl", "acl"):
            return None
        if tokens[verb].dep == "acl" and tokens[tokens[verb].head].pos in ("NOUN", "PROPN"):
            return tokens[verb].head
        verb = tokens[verb].head
    return None


def _phrase(tokens: Sequence[Token], top: int, outside: Sequence[bool]) -> tuple[int, int]:
    """The noun phrase around its head, without the clauses and asides that follow it."""
    members = {top}
    grown = True
    while grown:
        grown = False
        for index, token in enumerate(tokens):
            beside = token.dep in ASIDES
            if (
                index not in members
                and token.head in members
                and outside[index]
                and not (beside and index > top)
            ):
                members.add(index)
                grown = True
    first, last = top, top
    while first - 1 in members:
        first -= 1
    while last + 1 in members or (last + 2 < len(tokens) and _joins(tokens, last + 1)):
        last += 1
    return tokens[first].start, tokens[last].end


def _joins(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is the hyphen inside a word, or the part behind one: "Secretary-General"."""
    tight = tokens[index].start == tokens[index - 1].end
    return tight and (tokens[index].text in HYPHENS or tokens[index - 1].text in HYPHENS)


def _by_pattern(story: Story, sentence: Sentence, quote: Span) -> tuple[int, int] | None:
    """Without a parse: what stands before "said", or after it when the quotation stands before."""
    text = story.articles[sentence.span.article].text
    start, end = sentence.span.start, sentence.span.end
    tail = text[min(quote.end, end) : end]
    saying = _saying(story.articles[sentence.span.article].language.split("-")[0])
    if saying is not None:
        return _elsewhere(text, (start, end), quote, saying)
    if match := _ACCORDING.search(tail):
        return _until_break(text, min(quote.end, end) + match.end(), end)
    # "...," said Ann Ferris, the harbour master.
    if match := _VERB_FIRST.match(tail):
        return _until_break(text, min(quote.end, end) + match.end(), end)
    # Ann Ferris said "..."; "..." Ann Ferris said.
    for piece_start, piece_end in ((start, max(start, quote.start)), (min(quote.end, end), end)):
        verbs = list(_VERB.finditer(text, piece_start, piece_end))
        if verbs:
            return _before_verb(text, piece_start, verbs[-1 if piece_start == start else 0].start())
    return None


def _elsewhere(
    text: str, sentence: tuple[int, int], quote: Span, saying: Mapping[str, re.Pattern[str]]
) -> tuple[int, int] | None:
    """Not in English: who stands behind the verb of saying that follows, or before the one that leads."""
    after = min(quote.end, sentence[1])
    if match := saying["behind"].match(text, after, sentence[1]):
        return _up_to(text, match.end(), sentence[1], saying)
    verbs = list(saying["verb"].finditer(text, sentence[0], max(sentence[0], quote.start)))
    if not verbs:
        return None
    breaks = list(saying["break"].finditer(text, sentence[0], verbs[-1].start()))
    first = breaks[-1].end() if breaks else sentence[0]
    words = text[first : verbs[-1].start()]
    begin = first + len(words) - len(words.lstrip(" ,"))
    return _named(text, begin, first + len(words.rstrip(" ,")), saying)


def _up_to(text: str, start: int, end: int, saying: Mapping[str, re.Pattern[str]]) -> tuple[int, int] | None:
    """The words from here to the next mark or small word."""
    found = saying["break"].search(text, start, end)
    stop = found.start() if found else end
    return _named(text, start, start + len(text[start:stop].rstrip(" ,.!?\n")), saying)


def _named(text: str, start: int, end: int, saying: Mapping[str, re.Pattern[str]]) -> tuple[int, int] | None:
    """These words, when they name someone."""
    words = text[start:end]
    named = any(word[:1].isupper() for word in words.split())
    return (start, end) if named and not saying["pronoun"].fullmatch(words) else None


@cache
def _saying(language: str) -> Mapping[str, re.Pattern[str]] | None:
    """How a language other than English says who speaks; None where we have no words of it."""
    words = phrases(language)
    if "saying" not in words:
        return None
    verb = rf"(?:{words['saying']}|{words['according']})"
    return {
        "verb": re.compile(rf"\b(?:{words['saying']})\b", re.IGNORECASE),
        "behind": re.compile(rf"[\s,–—-]*{verb}\s+", re.IGNORECASE),
        "break": re.compile(rf"[,;:.!?–—()]|\s(?:{words['speaker_break']})\b"),
        "pronoun": re.compile(words["pronouns"], re.IGNORECASE),
    }


def _until_break(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words from here to the next comma, full stop or small word."""
    piece = text[start:end]
    match = _BREAK.search(piece)
    words = (piece[: match.start()] if match else piece).rstrip(" .!?\n")
    return (start, start + len(words)) if words.strip() else None


def _before_verb(text: str, start: int, verb: int) -> tuple[int, int] | None:
    """The words that end at the verb and begin after the last comma or small word."""
    piece = text[start:verb]
    breaks = list(_BREAK.finditer(piece))
    first = breaks[-1].end() if breaks else 0
    words = piece[first:]
    trimmed = words.strip(" \n" + DOUBLE_MARKS)
    if not trimmed:
        return None
    begin = start + first + words.index(trimmed)
    return begin, begin + len(trimmed)


def _referent(story: Story, pronoun: Span, cast: _Cast, before: Sequence[Quote], said: Span) -> Span | None:
    """Whom "he" or "she" stands for: who spoke last, or the one person named in the paragraphs just before.

    None when others were named since, when several are named, or when a title tells against it.
    """
    article = story.articles[pronoun.article]
    number = article.number_at(pronoun.start)
    people = cast.people.get(pronoun.article, ())
    named: list[tuple[Span, int]] = []
    for mention, order in reversed(people[: bisect_left(people, (pronoun, 0))]):
        if article.number_at(mention.start) < number - REACH:
            break
        if mention.end <= pronoun.start and not mention.meets(said) and not _quoted(mention, before):
            named.append((mention, order))
    last = before[-1].speaker if before else None
    near = last is not None and last.article == pronoun.article and before[-1].span.end <= pronoun.start
    if last is not None and near and article.number_at(before[-1].span.start) >= number - REACH:
        own = {order for mention, order in named if mention.meets(last)}
        since = {order for mention, order in named if mention.start > before[-1].span.start}
        if own and since <= own:
            return last if _suits(story, pronoun, last) else None
    for paragraph in (number, number - 1):
        here = [(m, order) for m, order in named if article.number_at(m.start) == paragraph]
        if here:
            first = min(here)[0]
            one = len({order for _, order in here}) == 1 and _suits(story, pronoun, first)
            return max(here)[0] if one and _is_about(story, first) else None
    return None


def _quoted(mention: Span, before: Sequence[Quote]) -> bool:
    """Whether a mention stands in one of these quotations, which stand one behind the other."""
    place = bisect_right(before, (mention.article, mention.start), key=_beginning)
    return any(mention.meets(quote.span) for quote in before[max(0, place - 1) : place + 1])


def _beginning(quote: Quote) -> tuple[int, int]:
    return quote.span.article, quote.span.start


def _suits(story: Story, pronoun: Span, mention: Span) -> bool:
    """Whether a title before a name, or in it, does not contradict "he" or "she"."""
    lead = replace(mention, start=max(0, mention.start - 6))
    words = set(re.findall(r"[a-z]+", story.slice(lead).lower()))
    she = story.slice(pronoun).lower() in ("she", "her")
    against = {"mr", "sir", "lord", "king"} if she else {"mrs", "ms", "miss", "queen", "actress"}
    office = [word for word in story.slice(mention).split() if word.islower()]
    if any(_OF_A_MAN.search(word) if she else word.endswith("woman") for word in office):
        return False
    return not words & against


_OF_A_MAN = re.compile(r"(?<!wo)man$")


def _is_about(story: Story, mention: Span) -> bool:
    """Whether a name stands where the subject of its sentence does: not behind another one's deed."""
    text = story.articles[mention.article].text
    line = text.rfind("\n", 0, mention.start) + 1
    opened = max(text.rfind(mark, line, mention.start) for mark in (". ", "! ", "? ", "” ", '" '))
    return not _VERB_BEFORE.search(text[max(line, opened + 1) : mention.start])
