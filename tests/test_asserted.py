"""What is told as a fact, and what only with the words that say how it is meant."""

from __future__ import annotations

import pytest

from brief.analyse import analyse
from brief.asserted import conditions, reserves
from brief.grammar import VERBS
from brief.model import Token
from tests.support import told_by


def parsed(line: str) -> tuple[Token, ...]:
    """The tokens of one sentence."""
    (sentence,) = analyse(told_by([line])).sentences
    return sentence.tokens


def at(tokens: tuple[Token, ...], word: str) -> int:
    """Where a word stands."""
    return [token.text for token in tokens].index(word)


def told_with(line: str, word: str) -> list[str] | None:
    """The words that a phrase around a word has to hold; None where it may not be told."""
    tokens = parsed(line)
    needed = reserves(tokens, at(tokens, word))
    return None if needed is None else [tokens[index].text for index in sorted(needed)]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("There is no evidence that 60 miners were killed, the union said.", "miners"),
        ("It is not true that 60 miners were killed.", "miners"),
        ("The minister rejected a claim that 60 miners had been tortured.", "miners"),
        ("The plot to kill 60 miners was foiled.", "miners"),
        ("The rebels claimed to have killed 60 guards, which the army denied.", "guards"),
        ("The army denied killing 60 miners.", "miners"),
        ("Nobody believes that 60 miners were killed.", "miners"),
        ("The police have not said whether 60 miners were killed.", "miners"),
        ("Had the shaft been full, 60 miners would have died.", "miners"),
        ("Unless a buyer is found, 60 miners will lose their work.", "miners"),
        ("In the event of a strike, 60 miners will lose their work.", "miners"),
        ("If the shaft is shut, the union said, 60 miners would lose their work.", "miners"),
        ("The judge cleared her of poisoning 60 miners.", "miners"),
        ("The false claim that 60 miners died was told again.", "miners"),
        ("The mill would close if 60 miners left.", "miners"),
        ("Were 60 miners killed in the blast?", "miners"),
        ("The claim that 60 miners died is false.", "miners"),
        ("It is unlikely that 60 miners died.", "miners"),
        ("Experts doubt that 60 miners died.", "miners"),
        ("The guards stopped short of saying whether 60 miners died.", "miners"),
        ("He was quoted as if 60 miners had died.", "miners"),
        ("The guards were kept from harming 60 miners, and prevented from hitting 70 homes.", "homes"),
        ("Officials ruled out that 60 miners had died.", "miners"),
        ("The jury found him not guilty of killing 60 miners.", "miners"),
        ("The fire was put out without harming 60 miners.", "miners"),
        ("A second report that 60 miners had died was wrong, the mayor said.", "miners"),
        ("In the film, 60 miners die.", "miners"),
        ("In the 1990 film, a thief steals a boat and drowns 60 miners.", "miners"),
        ("A new novel in which a flood drowns 60 miners sold well.", "miners"),
        ("In a simulation the flood drowned 60 miners.", "miners"),
        ("The council cancelled a plan to build 60 homes.", "homes"),
        ("The council canceled a plan to build 60 homes.", "homes"),
        ("The plan to build 60 homes was cancelled.", "homes"),
    ],
)
def test_what_is_denied_doubted_or_hangs_on_a_condition_is_not_told(line: str, word: str) -> None:
    assert told_with(line, word) is None


@pytest.mark.parametrize(
    ("line", "word", "needed"),
    [
        ("The device could have killed 60 miners, police said.", "miners", ["could"]),
        ("The mill plans to cut 60 jobs.", "jobs", ["plans"]),
        ("The mill said it will cut 60 jobs.", "jobs", ["will"]),
        ("He threatened to kill 60 miners.", "miners", ["threatened"]),
        ("He threatened to rob the bank and kill 60 miners.", "miners", ["threatened"]),
        ("She is charged with killing two miners.", "miners", ["charged"]),
        ("The boat is licensed to carry 60 miners.", "miners", ["licensed"]),
        ("Prosecutors had asked for a sentence of seven years.", "years", ["asked"]),
        ("Activists alleged that 60 miners were tortured.", "miners", ["alleged"]),
        ("Police are looking into reports that 60 miners were hurt.", "miners", ["reports"]),
        ("The plan to build 60 homes was passed.", "homes", ["plan"]),
        ("The council counselled a plan to build 60 homes.", "homes", ["plan"]),
        ("A bid of 60 pounds came in.", "pounds", ["bid"]),
        ("The crew flew in to rescue 60 miners.", "miners", ["to"]),
        ("The crew flew to Maren in order to rescue 60 miners.", "miners", ["to"]),
        ("It is likely that 60 miners died.", "miners", ["likely"]),
        ("A report saying that 60 miners died was read.", "miners", ["report"]),
        ("The blast was meant to kill 60 miners.", "miners", ["meant"]),
        ("The gang allegedly robbed 60 miners.", "miners", ["allegedly"]),
    ],
)
def test_what_is_meant_otherwise_is_told_with_the_word_that_says_so(
    line: str, word: str, needed: list[str]
) -> None:
    assert told_with(line, word) == needed


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("The army said that its soldiers had killed 60 rebels.", "rebels"),
        ("A blast killed 60 miners on Tuesday, and nobody has claimed it.", "miners"),
        ("The minister denied that he knew the man who killed 60 miners.", "miners"),
        ("The crew managed to save 60 miners.", "miners"),
        ("He was convicted of killing 60 miners.", "miners"),
        ("The blast not only killed 60 miners but closed the road.", "miners"),
        ("No fewer than 60 miners were killed.", "miners"),
        ("The roof fell, killing 60 miners.", "miners"),
        ("He was tried in 2020 after killing 60 miners.", "miners"),
        ("The gang closed the road by killing 60 miners.", "miners"),
        ("The gang robbed a bank and killed 60 miners.", "miners"),
        ("Reed was jailed for ten years for killing 60 miners.", "miners"),
        ("It emerged that 60 miners had been killed.", "miners"),
        ("The slide has left 60 miners dead, with Karvik worst hit.", "miners"),
        ("He was quoted as saying that 60 miners were killed.", "miners"),
        ("The 60 miners of the village could be moved.", "miners"),
        ("The news that 60 miners had died reached Karvik.", "miners"),
        ("The talks ended after 60 miners were killed.", "miners"),
        ("She was the first singer to win 60 medals.", "medals"),
        ("Even if talks fail, the mill employs 60 weavers.", "weavers"),
        ("The flood forced 60 miners to flee.", "miners"),
        ("In the film industry 60 miners found work.", "miners"),
        ("The novel has sold 60 copies.", "copies"),
        ("She shot the film with 60 miners.", "miners"),
        ("The second report said that 60 miners had died.", "miners"),
        ("The flood compelled the guards to move 60 miners.", "miners"),
    ],
)
def test_what_is_told_as_a_fact_needs_nothing(line: str, word: str) -> None:
    assert told_with(line, word) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("If parliament agrees, the tax will rise in 2028.", ["agrees"]),
        ("Should parliament agree, the tax will rise in 2028.", ["agree"]),
        ("Without a deal, the tax will rise in 2028.", ["Without"]),
        ("The tax will rise in 2028, provided parliament agrees.", ["provided"]),
        ("If parliament agrees, the mayor said, the tax would rise in 2028.", ["agrees"]),
        ("When parliament agrees, the tax will rise in 2028.", []),
        ("Without a word, the mayor left the hall in 2021.", []),
        ("Even if parliament agrees, the tax will rise in 2028.", []),
    ],
)
def test_the_conditions_of_a_clause_are_found_wherever_they_stand(line: str, found: list[str]) -> None:
    tokens = parsed(line)
    verb = next(
        i for i, one in enumerate(tokens) if one.pos in VERBS and one.text in ("rise", "left") and i > 2
    )

    assert [tokens[index].text for index in conditions(tokens, verb)] == found
