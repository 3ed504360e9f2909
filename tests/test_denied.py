"""Who denies what, and that what was denied is neither a figure nor told alone."""

from __future__ import annotations

import pytest

from brief.analyse import analyse
from brief.compose import compose
from brief.compose.flags.denials import denials
from brief.denied import denied_next, denies
from brief.model import Analysis, FactBox, Summary
from brief.summarise import summarise
from tests.support import told_by

TOLD = "State radio claimed on Sunday that 40 soldiers had died near Sel."


def read(*lines: str) -> Analysis:
    """An article of these paragraphs, read whole."""
    return analyse(told_by(list(lines)))


@pytest.mark.parametrize(
    "answer",
    [
        "The defence ministry called the report false.",
        "The ministry called that false.",
        "This is untrue, police said.",
        "It later withdrew the report.",
        "The government denied this.",
        "That was a lie, the minister said.",
        "Police said the figure was wrong.",
        "The army has since denied it.",
        "The reports were quickly denied by the ministry.",
        "But the governor dismissed the rumours as nonsense.",
        "Officials disputed that number on Monday.",
        "The claim was strenuously denied by the army.",
        "The allegations were baseless, the army said.",
    ],
)
def test_what_the_next_sentence_denies_gives_no_figure(answer: str) -> None:
    analysis = read(f"{TOLD} {answer}")

    assert denied_next(analysis.sentences) == {0}
    assert analysis.figures == ()


@pytest.mark.parametrize(
    "after",
    [
        "The ministry denied that the plant would close.",
        "The army would neither confirm nor deny the report.",
        "Nobody denied it.",
        "He was denied entry.",
        "The union rejected the offer.",
        "Parliament rejected the report of the commission.",
        "The court dismissed the charges.",
        "The minister denied reports of a sale.",
        "It was wrong to wait, she said.",
        "That was wrong, the bishop said.",
        "She described it as a false start.",
        "It was fake, the bank said of the note.",
        "The story was published on Monday.",
        "Guards said they had not been warned of the attack in time, but the police denied that.",
    ],
)
def test_what_is_denied_elsewhere_or_not_at_all_keeps_its_figure(after: str) -> None:
    analysis = read(f"{TOLD} {after}")

    assert denied_next(analysis.sentences) == frozenset()
    assert [analysis.story.slice(figure.span) for figure in analysis.figures] == ["40"]


def test_accusations_are_those_of_the_sentence_before_only_where_it_tells_any() -> None:
    claimed = read("A union accused the mill of poisoning 40 workers. The mill denied the allegations.")
    counted = read("The mill in Vlist employs 40 workers. It has denied the allegations.")

    assert denied_next(claimed.sentences) == {0}
    assert denied_next(counted.sentences) == frozenset()


def test_what_opens_the_next_article_denies_nothing_of_this_one() -> None:
    story = told_by([TOLD], ["The ministry called that false."])

    assert denied_next(analyse(story).sentences) == frozenset()


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Arland denied carrying out the strike.", "Arland"),
        ("Mr Holm has denied that he knew of the deal.", "Holm"),
        ("Holm denies any wrongdoing.", "Holm"),
        ("The mill rejected the allegations.", "mill"),
        ("Holm pleaded not guilty on Friday.", "Holm"),
        ("Holm maintains his innocence.", "Holm"),
        ("The palace called the report a lie.", "palace"),
        ("The charges are baseless, her lawyer said.", None),
        ("The claim has been denied by the mill.", None),
    ],
)
def test_a_denial_is_told_with_who_denies(line: str, who: str | None) -> None:
    (sentence,) = read(line).sentences
    denial = denies(sentence.tokens)

    assert denial is not None
    assert (denial.subject is not None and sentence.tokens[denial.subject].text) == (who or False)


@pytest.mark.parametrize(
    "line",
    [
        "Holm was denied entry to the hall.",
        "The judge denied him bail.",
        "The ministry denied a permit for the mill.",
        "The mill did not deny the report.",
        "Vlist denied Karvik a point with a late goal.",
        "The union rejected the offer.",
        "The court dismissed the charges.",
        "Holm pleaded guilty on Friday.",
        "He protested against the tax.",
    ],
)
def test_what_withholds_rejects_or_owns_up_is_no_denial(line: str) -> None:
    (sentence,) = read(line).sentences

    assert denies(sentence.tokens) is None


HOLM = (
    "Prosecutors charged Jon Holm with bribing three officials in Vlist.",
    "The trial opens in May.",
    "The town has 4,000 people.",
    "Its harbour was built in 1903.",
    "Jon Holm denies any wrongdoing.",
)


def shown(analysis: Analysis, *picks: int) -> list[str]:
    """The denials that a page of these sentences owes."""
    summary = Summary(
        method="test", picks=picks, bottom_line=picks[0], scores=(0.0,) * len(analysis.sentences)
    )
    return [analysis.story.slice(span) for span in denials(analysis, summary)]


def test_a_page_owes_those_whom_it_names_their_denial() -> None:
    assert shown(read(*HOLM), 0, 1) == ["Jon Holm denies any wrongdoing."]


def test_a_page_that_tells_a_denial_does_not_owe_it() -> None:
    assert shown(read(*HOLM), 0, 4) == []


def test_a_denial_of_what_the_page_does_not_tell_is_left_out() -> None:
    assert shown(read(*HOLM), 2, 3) == ["Jon Holm denies any wrongdoing."]  # it stands right behind
    assert shown(read(*HOLM[:4], "The rain stopped.", "It was cold.", HOLM[4]), 2) == []


def test_no_more_than_two_denials_and_one_of_each_are_owed() -> None:
    lines = ["The report names Ada Berg, Jon Holm and Lea Vogt."]
    lines += [f"{name} denies any wrongdoing." for name in ("Ada Berg", "Ada Berg", "Jon Holm", "Lea Vogt")]

    assert shown(read(*lines), 0) == ["Ada Berg denies any wrongdoing.", "Jon Holm denies any wrongdoing."]


BLAST = [
    "# Blast at depot in Tarin",
    "An explosion at a fuel depot in Tarin injured six workers on Thursday, the fire brigade said.",
    "Posts on social media claimed that 40 people had died at the depot. This is untrue, police said.",
    "The fire was put out within two hours, and the workers are in hospital with burns.",
    "The depot employs 90 people and stores petrol for the airport of Tarin.",
]


UNION = [
    "# Tunnel fire near Orl kills three",
    "A lorry caught fire in a tunnel near Orl on Sunday, killing three people, the fire service said.",
    "It broke out after the lorry hit a van, the fire chief said.",
    "A union said 40 people had died. The road agency denied this and said nobody was missing.",
    "The tunnel will stay closed until Friday, the agency said.",
    "Police questioned the driver, who was not hurt.",
]


@pytest.mark.parametrize("length", [{}, {"sentences": 2}, {"sentences": 3}, {"sentences": 4}, {"words": 50}])
@pytest.mark.parametrize("method", ["default", "lead", "lexrank", "textrank"])
def test_a_denial_stands_with_what_it_denies_or_not_at_all(method: str, length: dict[str, int]) -> None:
    analysis = read(*UNION)
    picks = summarise(analysis, method=method, **length).picks  # type: ignore[arg-type]

    assert denied_next(analysis.sentences) == {2}
    assert (2 in picks) == (3 in picks)


@pytest.mark.parametrize("length", [{}, {"sentences": 3}, {"sentences": 2}, {"words": 60}, {"words": 30}])
@pytest.mark.parametrize("method", ["default", "lead", "lexrank"])
def test_what_is_denied_stands_with_its_denial_or_not_at_all(method: str, length: dict[str, int]) -> None:
    analysis = read(*BLAST)
    summary = summarise(analysis, method=method, **length)  # type: ignore[arg-type]

    assert denied_next(analysis.sentences) == {1}
    assert 1 not in summary.picks or 2 in summary.picks
    assert summary.bottom_line != 1
    assert len(summary.picks) <= length.get("sentences", 6)


def test_what_is_denied_is_told_behind_the_head_of_the_page() -> None:
    summary = summarise(read(*BLAST), method="lead", sentences=3)

    assert summary.picks == (0, 1, 2)
    assert summary.order.index(2) == summary.order.index(1) + 1


def test_what_is_denied_and_its_denial_leave_a_full_page_together() -> None:
    analysis = read(*BLAST)
    summary = Summary(
        method="test", picks=(0, 1, 2, 3), order=(0, 3, 1, 2), bottom_line=0, scores=(1.0, 0.2, 0.1, 0.5, 0.0)
    )

    def points_in(room: int) -> tuple[str, ...]:
        page = compose(
            analysis,
            summary,
            FactBox(),
            made="2026-03-12T06:00:00Z",
            tool="brief test",
            fits=lambda one: sum(map(len, (one.points, one.figures, one.flags, one.timeline))) <= room,
        )
        return tuple(point.text[:5] for point in page.points)

    seen = {points_in(room) for room in range(20)}

    assert ("The f",) in seen
    assert ("Posts", "This ", "The f") in seen
    assert all(("Posts" in points) == ("This " in points) for points in seen)
