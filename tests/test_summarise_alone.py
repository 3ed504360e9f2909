import pytest

from brief.summarise.alone import Standing, standings
from tests.support import told_by, unparsed


def stands(text: str, *, at: int = 0) -> Standing:
    """How sentence `at` of a paragraph stands."""
    return standings(unparsed(told_by([text])))[at]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was closed on Monday.",
        "“The road is open,” the mayor said.",
        "The players' union is pleased with the ruling.",
        "It is not clear who will pay for the repairs.",
        "This week the council will vote on the plan.",
        "After he was freed, Martin Vale thanked the court.",
        "So far 200 people have signed the letter.",
        "Rather than wait, Norfield sold the plant.",
        "the mayor said: ' the road is open. '",
        "the players ' union is pleased with the ruling .",
        "The port, which has 900 workers, said it would hire 40 more in May.",
        "Norfield, the owner, said its profit had doubled.",
        "All 14 miners were found alive.",
        "Most of the bridge has gone.",
        "Each crew has four men.",
        "The city replaces old buses with new ones.",
        "If these figures are right, the mayor has lost.",
        "Underneath the bridge divers found a second wreck.",
    ],
)
def test_a_sentence_that_is_clear_by_itself_stands(text: str) -> None:
    standing = stands(text)

    assert not standing.leans
    assert not standing.half


@pytest.mark.parametrize(
    "text",
    [
        "He was freed on Monday.",
        "“He” was freed on Monday.",
        "They had waited for six years.",
        "This was the third ruling in a year.",
        "The latter was freed on Monday.",
        "After he was freed, he thanked the court.",
        "When she spoke the hall fell silent.",
        "It's the third ruling in a year.",
        "All were found alive.",
        "Most have left the camp.",
        "Each has a crew of four.",
        "Modern ones can be switched off from afar.",
        "The older ones are still in use.",
        "If these are the last votes, the mayor has lost.",
        "While this was the first case, the ministry saw no danger.",
    ],
)
def test_a_pronoun_without_its_noun_points_back(text: str) -> None:
    assert stands(text).points_back


@pytest.mark.parametrize(
    "text",
    [
        "The two leaders signed a truce on Monday.",
        "The four parties of the council agreed on a budget.",
        "Both pilots died when their planes met over Vlist.",
        "Another 14 people drowned off Vlist on Monday.",
        "Neither candidate won on Sunday.",
        "The second round of talks ended on Friday.",
        "Yet another storm hit Vlist on Sunday.",
        "No fewer than 14 people died in the storm.",
        "The 24-year-old Slovak won the race on Sunday.",
        "Norfield expects to lose 5 million this year, it said on Monday.",
    ],
)
def test_an_article_may_open_with_those_it_counts(text: str) -> None:
    assert not stands(text).leans
    assert stands(f"A bridge was closed. {text}", at=1).leans


@pytest.mark.parametrize(
    "text",
    [
        "Both were killed on Monday.",
        "Both of them were killed on Monday.",
        "The two, who are brothers, were freed.",
        "The two agreed to meet again.",
        "The three had waited for six years.",
        "The 24-year-old was freed on Monday.",
        "No, it was not the storm.",
        "They signed a truce on Monday.",
        "“The talks went well,” it said on Monday.",
        "The truce will hold, he said.",
    ],
)
def test_an_opening_that_names_nobody_leans(text: str) -> None:
    assert stands(text).leans


@pytest.mark.parametrize(
    "text",
    [
        "But the council refused.",
        "However, the council refused.",
        "In addition, the council refused.",
        "As a result the council refused.",
        "Meanwhile the council refused.",
        "Not that the council had refused.",
        "Underneath, divers found a second wreck.",
    ],
)
def test_a_connective_goes_on_with_what_was_said(text: str) -> None:
    assert stands(text).connects


@pytest.mark.parametrize(
    "text",
    [
        "“The road is open.”",
        "“The road is open,” he said.",
        "The road will stay shut for a month, she added.",
        "' the road is open, ' said he .",
    ],
)
def test_speech_without_a_named_speaker_leans(text: str) -> None:
    assert stands(text).spoken


def test_both_halves_of_a_cut_quotation_are_halves() -> None:
    text = '"The road is open. Drive with care," the mayor said. Nobody came.'

    assert [stands(text, at=place).half for place in (0, 1, 2)] == [True, True, False]


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_a_half() -> None:
    assert stands("“The road is open for all.").half


@pytest.mark.parametrize(
    ("text", "expected"), [("Who pays for it?", True), ("“Who pays?” the mayor asked.", False)]
)
def test_a_question_is_known_by_its_end(text: str, expected: bool) -> None:
    assert stands(text).question is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("any period of notice by either side of the contract.", True),
        ("(d) the end of all night work in the harbour.", True),
        ("More than 60 people watched the first debate between…", True),
        ("READ WHAT WE KNOW The harbour bridge was closed on Monday.", True),
        ("iPhone sales fell in the islands.", False),
        ("de Groot spoke to the council.", False),
        ("NATO ships left the harbour.", False),
    ],
)
def test_what_begins_or_ends_in_the_middle_is_a_fragment(text: str, expected: bool) -> None:
    assert stands(f"{text} It rained in Vlist.").fragment is expected


def test_text_without_capitals_begins_small() -> None:
    assert not stands("the harbour bridge was closed on monday .").fragment


def test_a_line_without_a_stop_is_a_fragment() -> None:
    assert stands("The mayor at the bridge on Monday").fragment
    assert not stands("The mayor stood at the bridge.").fragment
    assert stands("[See pictures of the bridge.]").fragment
    assert stands("(See section 3, part (c)(4).)").fragment
    assert not stands("The mayor (who was ill) stood at the bridge (in the rain).").fragment


@pytest.mark.parametrize("text", ["The pair were freed on Monday.", "The 27-year-old was freed on Monday."])
def test_a_description_wants_a_name_before_it(text: str) -> None:
    assert stands(text).describes
    assert stands(text).leans


def within(*paragraphs: str) -> list[tuple[bool, bool]]:
    """Of a story's sentences, which lean as speech and which are half of a quotation."""
    return [(standing.spoken, standing.half) for standing in standings(unparsed(told_by(list(paragraphs))))]


def test_what_stands_between_the_ends_of_a_quotation_is_speech() -> None:
    said = within(
        "The harbour master said: “The pillars were never safe.",
        "The city knew of it.",
        "It looked away for years.”",
        "The council closed the bridge on Monday.",
    )

    assert said[1:] == [(True, False), (True, True), (False, False)]


def test_a_quotation_opened_again_holds_what_stands_before() -> None:
    said = within(
        "“The pillars were never safe,” the harbour master said. “Nobody looked.",
        "All the fishermen asked me about it.",
        "“Then it was too late.”",
    )

    assert said[2] == (True, False)


def test_a_mark_left_open_does_not_make_speech_of_what_follows() -> None:
    said = within(
        "The harbour master said: “The pillars were never safe.",
        "The council closed the bridge on Monday.",
        "“It is shut,” said Mayor Holt on Tuesday.",
        "Ferries run until six.",
    )

    assert said[3] == (False, False)
    assert within("“The road is open.", "Ferries run until six.")[1] == (False, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opens at five (six on the", True),
        ("summer clock) on each day of the week.", True),
        ("It opens at five (six in summer) each day.", False),
        ("b) The pillars of the bridge were closed.", False),
    ],
)
def test_half_a_bracket_is_half_a_sentence(text: str, expected: bool) -> None:
    assert stands(text).half is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Now, like their rivals, they warn the islands of a flood.", True),
        ("Now, they warn the islands of a flood.", True),
        ("Soon, the harbour master gave up.", True),
        ("Had the crossing been a success, the islands would have bought a ferry.", True),
        ("Some said that it is, but nobody was sure.", True),
        ("Now, the harbour master warns the islands of a flood.", False),
        ("Now the harbour master warns the islands, and they listen.", False),
    ],
)
def test_a_word_of_time_names_nobody(text: str, expected: bool) -> None:
    assert stands(text).leans is expected
