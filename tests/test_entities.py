from __future__ import annotations

from pathlib import Path

import pytest

from brief.analyse import analyse
from brief.analyse.entities.entity import entity
from brief.analyse.entities.known_places import known_places
from brief.analyse.entities.mentions import Bearer, Mention
from brief.analyse.places import LARGE_TOWN, places
from brief.model import Analysis, Sentence, Span, Story
from brief.resources import lists
from tests.support import analysed_record, cleaned_record

CASES = sorted((Path(__file__).parent / "cases" / "names").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_names_are_found_and_merged_as_the_case_says(path: Path) -> None:
    text, _, expected = path.read_text(encoding="utf-8").partition("--- in\n")[2].partition("\n--- out\n")

    facts = facts_of(read(text))

    for line in expected.splitlines():
        refused = line.removeprefix("no ")
        assert (line in facts) if refused == line else not any(fact.endswith(refused) for fact in facts), (
            facts
        )


def test_mentions_stand_in_reading_order_and_entities_by_their_first() -> None:
    analysis = read("Oslo sent help to Bergen. Bergen thanked Oslo.")

    firsts = [one.mentions[0].start for one in analysis.entities]

    assert firsts == sorted(firsts)
    assert all(list(one.mentions) == sorted(one.mentions) for one in analysis.entities)


def test_mentions_that_begin_together_stand_in_one_order() -> None:
    spans = [Span(article=0, start=0, end=end) for end in range(12, 1, -1)]
    mentions = [Mention(span=span, name="Ann Ferris", kind="person") for span in spans]

    named = entity(Story(articles=()), Bearer(kind="person", mentions=mentions), frozenset())

    # A set has another order in each process, since strings have other hashes.
    assert list(named.mentions) == sorted(spans)


def test_every_mention_is_the_name_as_written() -> None:
    analysis = read("Roald Amundsen left Oslo. Amundsen's ship sailed from Oslo to Madeira.")

    written = {analysis.story.slice(span) for one in analysis.entities for span in one.mentions}

    assert {"Roald Amundsen", "Amundsen", "Oslo", "Madeira"} <= written


def test_one_name_with_and_without_its_marks_is_one_person_of_two_spellings() -> None:
    texts = ("The captain, Joao Pires, was held on Monday.", "The captain, João Pires, was held on Monday.")
    articles = [cleaned_record(text) for text in texts]

    facts = facts_of(analyse(Story(articles=tuple(articles))))

    people = {fact for fact in facts if fact.startswith("person ")}
    assert len({fact for fact in people if fact.endswith(" x2")}) == 1
    assert len([fact for fact in people if " variant " in fact]) == 1


def read(text: str) -> Analysis:
    """An article without a headline, read as the pipeline reads it."""
    return analysed_record(text)


def facts_of(analysis: Analysis) -> set[str]:
    """What is said of each entity, a line for each fact."""
    facts = set()
    for one in analysis.entities:
        name = f"{one.kind} {analysis.story.slice(one.name)}"
        facts |= {name, f"{name} x{len(one.mentions)}", f"{name} = {one.place}"}
        facts |= {f"{name} variant {variant}" for variant in one.variants}
        if one.role:
            facts.add(f"{name} role {analysis.story.slice(one.role)}")
    return facts


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        (
            "Shell said profits rose. Analysts at Shell and Uefa were pleased.",
            {"organisation Shell x2", "organisation Uefa"},
            set(),
        ),
        (
            "Marcus Ericsson won the race in Halden. Ericsson said he was glad.",
            {"person Marcus Ericsson x2"},
            {"organisation Ericsson"},
        ),
        ("She teaches at King's College London.", {"organisation King's College London"}, set()),
        (
            "Marine Le Pen beat her rival. Her father Jean-Marie Le Pen founded the party.",
            {"person Marine Le Pen", "person Jean-Marie Le Pen"},
            set(),
        ),
        (
            "The prop said it was hard. Adam Jones is ready. Prop Jones said Wales would win.",
            {"person Adam Jones x2"},
            {"person Prop Jones"},
        ),
        ("The letter came days after Theresa May singled it out.", {"person Theresa May"}, set()),
        (
            "The World Anti-Doping Agency met on Monday. Officials of WADA said no.",
            {"organisation World Anti-Doping Agency x2"},
            set(),
        ),
        (
            "The minister Tony Benn resigned. Anthony Benn said he was glad.",
            {"person Anthony Benn x2"},
            {"person Tony Benn"},
        ),
        (
            "Mohammed Morsi left Cairo. Mohamed Morsi said he would return.",
            {"person Mohammed Morsi x2"},
            set(),
        ),
        (
            "A ferry, the Santa Rosalia, sank off Kivik on Monday. The Santa Rosalia had left at noon.",
            {"other Santa Rosalia x2"},
            {"person Santa Rosalia"},
        ),
        (
            "Storm Arno hit Ireland on Tuesday. Hurricane Bettina is expected. A man called Arno Vos died.",
            {"event Storm Arno", "event Hurricane Bettina", "person Arno Vos"},
            {"organisation Storm Arno", "person Bettina"},
        ),
        (
            "Demonstrators storm Odessa. A case of Joseph Lund, who storms in Oslo, was closed.",
            {"person Joseph Lund"},
            {"event Odessa", "event Oslo"},
        ),
        ("An outbreak of Marburg killed six people in Oslo.", {"other Marburg"}, {"place Marburg"}),
        ("Bats carry Marburg, a cousin of Ebola, in Oslo.", {"place Oslo"}, {"place Ebola", "person Ebola"}),
        ("Six students of Marburg died of hunger.", {"place Marburg"}, {"other Marburg"}),
        (
            "He was called back to The Hague on Friday. The Hague has been silent. The Netherlands pays.",
            {"place The Hague x2", "place Netherlands"},
            {"place Hague", "place The Netherlands"},
        ),
        (
            "CFO Per Dahl resigned on Monday. Council leader Geoff Tranter said it was late.",
            {"person Per Dahl", "person Geoff Tranter"},
            {"organisation CFO Per Dahl", "organisation Geoff Tranter"},
        ),
        (
            "Brokerage Nordfinans said the price was high. Shares in Dunmore rose by a fifth.",
            {"organisation Nordfinans", "organisation Dunmore"},
            {"organisation Brokerage Nordfinans", "person Dunmore"},
        ),
        (
            "The Philippine Coast Guard said divers were on their way. Irish Rail closed the line.",
            {"organisation Philippine Coast Guard", "organisation Irish Rail"},
            {"person Philippine Coast Guard", "person Irish Rail"},
        ),
        ("The Public Order Act was passed on Monday.", set(), {"organisation Public Order Act"}),
        (
            "A fire in Lindorp killed two people on Monday. Police in Lindorp said so.",
            {"place Lindorp x2"},
            {"organisation Lindorp"},
        ),
        (
            "A bridge over the river Vee in Lindorp collapsed, killing three. It was built in 1971.",
            {"place Lindorp"},
            {"other Lindorp"},
        ),
        ("Four people died when a bus crashed near Lindorp, police said.", {"place Lindorp"}, set()),
        ("Detectives in Tarnmouth have released a picture of a man.", {"place Tarnmouth"}, set()),
        (
            "Four men were killed in Taliban raids on Monday. The Taliban said so.",
            {"organisation Taliban x2"},
            {"place Taliban"},
        ),
        ("Police found a knife in Olga Brandt's home.", {"person Olga Brandt"}, {"place Olga Brandt"}),
        ("Shares in Dunmore rose by a fifth on Monday.", {"organisation Dunmore"}, {"place Dunmore"}),
    ],
)
def test_names_are_what_they_are(text: str, told: set[str], untold: set[str]) -> None:
    facts = facts_of(read(text))

    assert told <= facts, facts
    assert not untold & facts, facts


def test_whoever_is_brought_in_far_down_is_found() -> None:
    filler = " ".join(f"The council met for the {n}th time that year." for n in range(20, 40))

    facts = facts_of(read(f"{filler} Nobody was hurt, said Oliver Finegold, a reporter."))

    assert "person Oliver Finegold" in facts


def test_a_town_is_large_from_the_same_number_on_wherever_it_is_asked() -> None:
    text = "Families in Sumedang queued for water."
    story = Story(articles=(cleaned_record(text),))
    span = Span(article=0, start=0, end=len(text))

    found = list(known_places(story, Sentence(span=span, paragraph=1, words=(), terms=()), ()))

    assert places("Sumedang")[0].inhabitants == LARGE_TOWN
    assert [one.name for one in found] == ["Sumedang"]


def test_no_short_name_stands_for_two_names() -> None:
    shorts = [short for each in lists("nicknames_en.txt").values() for short in each]

    assert sorted(set(shorts)) == sorted(shorts)
