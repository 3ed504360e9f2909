import pytest

from brief.summarise import summarise
from brief.summarise.pronouns import loose_pronoun, tokens_of, written_as_names
from tests.support import told_by, unparsed

NAMES = frozenset({"maran", "norfield"})


def loose(text: str, language: str = "en") -> str | None:
    """The loose pronoun of a sentence."""
    return loose_pronoun(text, [word.lower() for word in tokens_of(text)], language, NAMES)


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("Prosecutors charged him with negligence.", "him"),
        ("Police searched his flat on Monday.", "his"),
        ("On Tuesday the court rejected her appeal.", "her"),
        ("Doctors have since sent her home.", "her"),
        ("Voters backed him in May.", "him"),
        ("Officials said his lawyer had asked for more time.", "his"),
        ("The rest of the money went to her family.", "her"),
        ("A judge denied him bail.", "him"),
        ("Police did not name him.", "him"),
        ("A court will hear them on Monday.", "them"),
        ("Judge Olga Brandt has also told him to pay.", "him"),
        ("“There is no proof against him,” said Olga Brandt.", "him"),
        ("Eleven of them were in hospital on Tuesday.", "them"),
        ("At least three of them had no licence.", "them"),
        ("The storm destroyed their homes.", "their"),
        ("Rescuers found them alive on Sunday.", "them"),
        ("A court ordered them to pay.", "them"),
        ("In Maran, he met the mayor.", "he"),
        ("In Norfield they rose by a tenth.", "they"),
        ("When the Orla was high, he charged 30 crowns a head.", "he"),
        ("At both clubs, she was the best of her year.", "she"),
        ("In rich countries, they are one in ten of all workers.", "they"),
        ("Near Norfield, their boat was found on Monday.", "their"),
    ],
)
def test_a_pronoun_is_loose_where_nobody_before_it_can_be_meant(text: str, pronoun: str) -> None:
    assert loose(text) == pronoun


@pytest.mark.parametrize(
    "text",
    [
        "Maran lost his appeal.",
        "A teacher lost her job.",
        "The minister said he would resign.",
        "A 20-year-old was found by his father.",
        "The mother-of-two lost her job.",
        "One of the victims lost his leg.",
        "The last bull of the herd rests his head on a gate.",
        "Police arrested Maran and seized his passport.",
        "A man who attacked Maran told him to run.",
        "The driver said police beat him.",
        "Olga Brandt's lawyer defended her.",
        "In Vlist, the mayor and his wife stayed at home.",
        "In his speech, Maran thanked the voters.",
        "Speaking to her voters, Olga Brandt called it a day.",
        "The company said their plan was sound.",
        "Residents lost their homes.",
        "Everyone must bring their papers.",
        "Rescuers pulled survivors out and gave them water.",
        "The injured were taken to Vlist, where four of them died.",
        "The storm destroyed the homes of 300 people.",
        "prosecutors charged him with negligence .",
        "In Norfield, voters said they were tired.",
        "In Norfield voters said they were tired.",
        "When Maran was ill, he charged nothing.",
        "Maran did not say who had named him.",
        "The driver said that police did not name him.",
        "When the mayor was ill, he charged nothing.",
        "In the year that Maran was born, they built a bridge.",
        "For Maran, he said, it was over.",
        "At Norfield, Olga Brandt, his lawyer, spoke.",
    ],
)
def test_a_pronoun_is_not_loose_where_somebody_can_be_meant(text: str) -> None:
    assert loose(text) is None


def test_a_language_without_a_list_has_no_loose_pronouns() -> None:
    assert loose("Die Polizei fand ihn am Montag.", "de") is None


def test_a_name_is_known_by_its_capital_within_a_sentence() -> None:
    assert written_as_names(["Officials met Maran.", "Maran and Ida left."]) == {"maran", "ida"}


SEARCH = [
    "# Search for victims of Vlist ferry ends",
    "The coast guard of Vlist called off the search on Thursday for nine people missing since a ferry sank.",
    "“Nothing more can be done for them,” said Karl Odem, a spokesman of the coast guard.",
    "Snow is forecast to reach the islands on Friday.",
    "The skipper, Pieter Maran, appeared in court in Brem and was denied bail.",
    "Prosecutors charged him with negligence resulting in the deaths of eleven people.",
    "Eleven of them had to sleep in the school of Brem, where volunteers brought blankets and soup.",
]


@pytest.mark.parametrize("count", [None, 2, 3, 4])
@pytest.mark.parametrize("method", ["default", "lead", "lexrank"])
def test_whom_a_page_names_last_is_whom_the_story_means(count: int | None, method: str) -> None:
    analysis = unparsed(told_by(SEARCH))

    summary = summarise(analysis, method=method, sentences=count)

    assert 4 not in summary.picks or 3 in summary.picks
    assert 5 not in summary.picks or 4 in summary.picks
    assert summary.bottom_line not in (4, 5)


@pytest.mark.parametrize("count", [None, 2, 3, 4])
def test_another_article_does_not_tell_who_is_meant(count: int | None) -> None:
    analysis = unparsed(told_by(SEARCH[:4], [SEARCH[0], *SEARCH[4:6]]))

    summary = summarise(analysis, sentences=count)

    assert 4 not in summary.picks or 3 in summary.picks
