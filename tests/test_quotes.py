"""Quotations and their speakers, without a parse: what marks and words alone tell."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from brief.analyse import analyse
from brief.analyse.quotes import quotes
from brief.analyse.quotes.marks import marked
from brief.analyse.quotes.patterns import by_pattern
from brief.analyse.sentences import sentences
from brief.model import Entity, Sentence, Span, Story, Token
from tests.support import case, told_by

CASES = sorted((Path(__file__).parent / "cases" / "quotes").glob("*.txt"))


def said(story: Story, entities: tuple[Entity, ...] = ()) -> list[str]:
    """What is quoted of a story and by whom."""
    found, _ = sentences(story)
    return [
        f"{story.slice(quote.span)} | {story.slice(quote.speaker) if quote.speaker else '-'}"
        for quote in quotes(story, found, entities)
    ]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    text, expected = case(path)

    assert said(told_by([text])) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“We were wrong about the pier,” admitted Ilse Brandt.",
        "“We were wrong about the pier,” Ilse Brandt quipped.",
        "“We were wrong about the pier,” stresses Ilse Brandt.",
        "Ilse Brandt signalled: “We were wrong about the pier”.",
    ],
)
def test_a_verb_of_saying_is_one_in_each_of_its_forms(text: str) -> None:
    assert said(told_by([text])) == [f"“We were wrong about the pier{',' * (',”' in text)}” | Ilse Brandt"]


@pytest.mark.parametrize(
    "text",
    [
        "“We were wrong about the pier” fitted Ilse Brandt.",
        "“We were wrong about the pier”: Ilse Brandt omitted it.",
        "“We were wrong about the pier” distresses Ilse Brandt.",
    ],
)
def test_what_only_ends_like_one_is_none(text: str) -> None:
    assert said(told_by([text])) == ["“We were wrong about the pier” | -"]


def test_he_is_the_one_person_named_just_before() -> None:
    text = "Mara Holt runs the ferry. “Nobody came for us at all,” she said."
    story = told_by([text])
    holt = Span(article=0, start=0, end=9)

    assert said(story, (Entity(name=holt, kind="person", mentions=(holt,)),)) == [
        "“Nobody came for us at all,” | Mara Holt"
    ]


def test_he_is_nobody_where_two_are_named() -> None:
    text = "Mara Holt and Ann Lee run the ferry. “Nobody came for us at all,” she said."
    story = told_by([text])
    holt, lee = Span(article=0, start=0, end=9), Span(article=0, start=14, end=21)
    people = tuple(Entity(name=span, kind="person", mentions=(span,)) for span in (holt, lee))

    assert said(story, people) == ["“Nobody came for us at all,” | -"]


def test_a_bare_surname_is_the_person_in_full() -> None:
    story = told_by(["Mara Holt and Ann Lee run the ferry.", "“Nobody came for us at all,” Holt said."])
    holt, again = Span(article=0, start=0, end=9), Span(article=0, start=67, end=71)
    lee = Span(article=0, start=14, end=21)
    people = (
        Entity(name=holt, kind="person", mentions=(holt, again)),
        Entity(name=lee, kind="person", mentions=(lee,)),
    )

    assert said(story, people) == ["“Nobody came for us at all,” | Mara Holt"]


def test_a_surname_of_two_people_stays_bare() -> None:
    story = told_by(["Mara Holt and Ann Holt run the ferry.", "“Nobody came for us at all,” Holt said."])
    spans = Span(article=0, start=0, end=9), Span(article=0, start=14, end=22)
    people = tuple(Entity(name=span, kind="person", mentions=(span,)) for span in spans)

    assert said(story, people) == ["“Nobody came for us at all,” | Holt"]


def test_a_quotation_runs_on_into_the_next_paragraph() -> None:
    story = told_by(["“The pier is closed, said the notice.", "“It will open in May.”"])

    assert [line.split(" | ")[0] for line in said(story)] == [
        "“The pier is closed, said the notice.",
        "“It will open in May.”",
    ]


def test_a_quotation_that_never_closes_is_none() -> None:
    assert said(told_by(["He said “the pier is closed.", "It is."])) == []


def test_the_parse_tells_whom_who_stands_for() -> None:
    text = "They met Ayatollah Khamenei who told him “the plan should be rejected.”"
    story = told_by([text])
    (plain,), _ = sentences(story)
    words = [
        ("They", "PRON", "nsubj", 1),
        ("met", "VERB", "ROOT", 1),
        ("Ayatollah", "PROPN", "compound", 3),
        ("Khamenei", "PROPN", "dobj", 1),
        ("who", "PRON", "nsubj", 5),
        ("told", "VERB", "relcl", 3),
        ("him", "PRON", "dative", 5),
        ("the", "DET", "det", 8),
        ("plan", "NOUN", "nsubjpass", 10),
        ("should", "AUX", "aux", 10),
        ("rejected", "VERB", "ccomp", 5),
    ]
    parsed = _with_tokens(plain, text, words)

    (quote,) = quotes(story, (parsed,), ())

    assert quote.speaker is not None
    assert story.slice(quote.speaker) == "Ayatollah Khamenei"


def _with_tokens(sentence: Sentence, text: str, words: list[tuple[str, str, str, int]]) -> Sentence:
    """A sentence with these tokens: text, part of speech, relation, head."""
    tokens, at = [], 0
    for word, pos, dep, head in words:
        at = text.index(word, at)
        tokens.append(
            Token(
                start=at,
                end=at + len(word),
                text=word,
                lemma=word.lower(),
                pos=pos,
                tag="",
                dep=dep,
                head=head,
            )
        )
        at += len(word)
    return replace(sentence, tokens=tuple(tokens))


def test_nested_single_marks_stay_inside() -> None:
    text = "“She said ‘no’ to us twice,” he wrote."

    assert [text[start:end] for start, end in marked(text, 0, len(text))] == ["“She said ‘no’ to us twice,”"]


def spoken(text: str) -> list[str | None]:
    """Who speaks in each quotation of a text that the language model has read."""
    analysis = analyse(told_by([text]))
    return [analysis.story.slice(quote.speaker) if quote.speaker else None for quote in analysis.quotes]


def test_a_bare_quotation_is_of_whom_the_sentence_before_reported() -> None:
    text = (
        "The harbour master Ann Reed said the quay was safe. “Nobody has to leave it.”"
        " The mayor Paul Stone, asked about the quay, said he would wait."
    )

    assert spoken(text) == ["The harbour master Ann Reed"]


def test_a_bare_quotation_is_not_of_the_next_who_speaks() -> None:
    text = (
        "The harbour was closed all day. “Nobody has to leave the quay.”"
        " The mayor Paul Stone said later that he would wait for the report."
    )

    assert spoken(text) == [None]


def test_he_is_the_subject_of_the_sentence_before_though_others_are_named() -> None:
    text = (
        "Ann Reed met Paul Stone and Mark Lund at the harbour on Monday."
        " “Nobody has to leave the quay,” she said."
    )

    assert spoken(text) == ["Ann Reed"]


def test_a_day_is_no_part_of_an_office() -> None:
    text = "On Tuesday harbour chairman Paul Stone said the quay was safe. “Nobody has to leave it,” he said."

    assert spoken(text) == ["harbour chairman Paul Stone"]


def test_he_is_the_office_that_the_sentence_before_is_about_and_not_whose_it_is() -> None:
    text = "Paul Stone's official spokesman declined to comment. “Nobody has to leave the quay,” he said."

    assert spoken(text) == ["Paul Stone's official spokesman"]


def test_the_name_behind_an_office_and_a_comma_belongs_to_it() -> None:
    text = "“Nobody has to leave the quay,” the harbour chairwoman, Ann Reed, said on Monday."

    assert spoken(text) == ["the harbour chairwoman, Ann Reed"]
    # Whose, the page does not say, so that "chairwoman" would not tell who she is.
    assert spoken(text.replace("the harbour", "its")) == ["Ann Reed"]


@pytest.mark.parametrize(
    ("office", "told"),
    [
        ("the provincial governor, Samira Reed,", "provincial governor, Samira Reed"),
        ("a harbour commissioner, Samira Reed,", "harbour commissioner, Samira Reed"),
        ("his deputy, Samira Reed,", "Samira Reed"),
        ("her lawyer, Samira Reed,", "Samira Reed"),
    ],
)
def test_a_bare_surname_is_quoted_with_an_office_that_says_of_what(office: str, told: str) -> None:
    text = (
        f"The quay is closed, {office} told reporters on Monday. “Nobody has to leave the quay,” Reed said."
    )

    assert spoken(text) == [told]


def test_a_surname_of_another_language_is_told_with_the_one_given_name_before_it() -> None:
    text = "Stärkste Kraft wurde die Neue Linke um {} Vogt. „Das ist ein Auftrag“, sagte Vogt vor Anhängern."

    assert spoken_in("de", text.format("Miriam")) == ["Miriam Vogt"]
    assert spoken_in("de", text.format("Miriam Vogt und Hanna")) == ["Vogt"]
    assert spoken_in("de", text.format("Frau")) == ["Vogt"]


def test_whom_a_paper_quotes_speaks() -> None:
    text = (
        "Paul Stone told the Harbour Ledger that the quay was safe."
        " “Nobody has to leave the quay,” the newspaper quoted him as saying."
    )

    assert spoken(text) == ["Paul Stone"]


def test_a_sentence_within_a_speech_is_not_of_its_own_subject() -> None:
    text = "“The report says what happened at the harbour.” “Nobody has to leave the quay.”"

    assert spoken(text) == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "According to police, Ann Reed, 34, was “very afraid of the dark water” on Monday.",
        "The chairman and the mayor opened the harbour. “Nobody has to leave the quay,” he said.",
        "The chairwoman opened the harbour on Monday. “Nobody has to leave the quay,” he said.",
    ],
)
def test_nobody_speaks_who_is_not_meant(text: str) -> None:
    assert spoken(text) == [None]


YARD = "“I can see every island from my window,” {} said in 2001."


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Ingrid Voss built boats.",
            "She and the painter Olaf Ness opened a yard in 1961.",
            "She never left it.",
        ],
        [
            "Ingrid Voss built boats.",
            "She and Olaf Ness opened a yard. It bears both names. She never left it.",
        ],
        ["Ingrid Voss built boats. She lived in Karvik. She had no children."],
        ["One woman, Ingrid Voss, built boats. She had not left the yard for years."],
    ],
)
def test_she_is_whom_the_sentences_before_call_she(lines: list[str]) -> None:
    analysis = analyse(told_by([*lines, YARD.format("she")]))

    assert [analysis.story.slice(one.speaker) if one.speaker else None for one in analysis.quotes] == [
        "Ingrid Voss"
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Weller told the court that Jones had hit him. Jones denied it.", "Jones"),
        ("Karl Weller told the court that Peter Jones had hit him. Jones denied it.", "Peter Jones"),
        ("Olaf Ness wept. Presiding Judge Karl Lopes found no proof.", "Judge Karl Lopes"),
        ("Rolf Berg spoke first. Parliament rejected the plan.", "Rolf Berg"),
    ],
)
def test_he_is_the_subject_right_before_though_hardly_known(text: str, who: str) -> None:
    assert spoken(f"{text} {YARD.format('he')}") == [who]


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("Ingrid Voss opened a yard. Olaf Ness joined her in 1982.", "she"),  # or Olaf Ness, for all we know
        ("Ingrid Voss opened a yard. Her brother, Olaf Ness, painted it.", "she"),
        ("Mrs Dahl opened a yard. Rolf Berg painted it. Dahl left.", "he"),
        ("Ingrid Voss opened a yard. She and Olaf Ness painted it.", "he"),
        ("Olaf Ness left early on Monday. A neighbour was in tears.", "he"),
        ("“Ingrid Voss has to pay for the whole of the yard.”", "he"),
    ],
)
def test_a_pronoun_of_two_meanings_has_none(text: str, pronoun: str) -> None:
    assert spoken(f"{text} {YARD.format(pronoun)}")[-1] is None


def test_a_surname_that_is_a_title_too_tells_no_man() -> None:
    assert spoken(f"Marie King opened a yard. {YARD.format('she')}") == ["Marie King"]


def test_the_first_words_of_a_speech_are_not_whom_its_pronoun_means() -> None:
    told = (
        "Harbour spokeswoman Ann Reed said the ship was gone. She told the paper that Olaf Ness steered it."
    )

    assert spoken(f"{told} “The first we saw was Olaf Ness. He came to us in his boat,” she said.") == [
        "Harbour spokeswoman Ann Reed"
    ]


def test_what_follows_a_speech_of_several_sentences_is_the_same_ones() -> None:
    text = "“We left early. It rained. It was cold,” said Mara Holt. “Nobody came for us at all.”"

    assert said(told_by([text])) == [
        "“We left early. It rained. It was cold,” | Mara Holt",
        "“Nobody came for us at all.” | Mara Holt",
    ]


LOST = "“He deserved it, and I was far too slow today,” {}."


@pytest.mark.parametrize(
    ("text", "says", "who"),
    [
        ("Adam Berg beat Luca Marchi on Monday.", "said the Italian", None),
        ("Adam Berg beat Italian Marco Bellini on Monday.", "said the Italian", "Marco Bellini"),
        ("Adam Berg, 19, beat Luca Marchi, 30, on Monday.", "the 30-year-old said", "Luca Marchi"),
        ("Adam Berg, 30, beat Luca Marchi, 30, on Monday.", "the 30-year-old said", None),
        ("Adam Berg beat the veteran Luca Marchi on Monday.", "the champion said", None),
        ("Adam Berg beat Luca Marchi on Monday.", "the Italian coach Marco Lund said", "Marco Lund"),
        (
            "Adam Berg beat Luca Marchi on Monday.",
            "a spokesman for the harbour said",
            "a spokesman for the harbour",
        ),
        ("Adam Berg beat Luca Marchi on Monday.", "the spokesman said", "the spokesman"),
    ],
)
def test_a_description_of_somebody_named_is_his_name_or_nobody(text: str, says: str, who: str | None) -> None:
    (speaker,) = spoken(f"{text} {LOST.format(says)}")

    assert speaker == who or (who and speaker and speaker.endswith(who))


@pytest.mark.parametrize(
    ("text", "says", "who"),
    [
        ("Vlist Star Lines, the operator, denied that.", "the company said", "Vlist Star Lines"),
        (
            "The Harbour Workers Union met Vlist Star Lines on Monday.",
            "the union said",
            "Harbour Workers Union",
        ),
        (
            "The deal between Vlist Star Lines and Karvik Shipping was signed.",
            "the company said",
            "the company",
        ),
        ("The ferry was late.", "the company said", "the company"),
    ],
)
def test_the_company_is_told_by_name_where_it_is_sure(text: str, says: str, who: str) -> None:
    assert spoken(f"{text} {LOST.format(says)}") == [who]


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Sen. Ann Reed", "Sen. Ann Reed"),
        ("Lt. Col. Ann Reed", "Lt. Col. Ann Reed"),
        ("Dr Ann Reed", "Dr Ann Reed"),
        ("Mrs Ann Reed", "Ann Reed"),
    ],
)
def test_titles_that_say_what_somebody_is_stay(name: str, who: str) -> None:
    assert spoken(f"{name} spoke in Karvik on Monday. {LOST.format('Reed said')}") == [who]


def test_behind_a_quotation_the_first_verb_tells_who_says_it() -> None:
    text = "Ann Reed said the quay was safe and Paul Stone said later it was not."
    story = told_by([text])
    (plain,), _ = sentences(story)

    # As of the sentence behind one that is all quotation.
    found = by_pattern(text, plain, Span(article=0, start=0, end=0))

    assert found is not None
    assert text[slice(*found)] == "Ann Reed"


def spoken_in(language: str, text: str) -> list[str | None]:
    """Who speaks in each quotation of a text in a language of which we have the words alone."""
    story = told_by([text])
    story = Story(articles=(replace(story.articles[0], language=language),))
    analysis = analyse(story)
    return [story.slice(quote.speaker) if quote.speaker else None for quote in analysis.quotes]


@pytest.mark.parametrize(
    ("language", "says", "who"),
    [
        (
            "fr",
            "« La porte reste ouverte pour tous », a déclaré à l'AFP Anne Vasseur, du port.",
            "Anne Vasseur",
        ),
        ("fr", "« La porte reste ouverte pour tous », a déclaré Anne Vasseur à l'AFP.", "Anne Vasseur"),
        ("fr", "« La porte reste ouverte pour tous », a déclaré au quotidien du port Anne Vasseur.", None),
        (
            "fr",
            "Le chef du port, Thierry Castel, a refusé. « La porte reste ouverte », a-t-il dit.",
            "Thierry Castel",
        ),
        ("de", "»Das Wasser steigt noch«, sagte dem MDR Karl Lang.", "Karl Lang"),
        ("de", "«Das Wasser steigt noch», sagte der Bürgermeister Karl Lang.", "der Bürgermeister Karl Lang"),
        ("de", "Amtsrat Karl Lang (parteilos) kam. «Das Wasser steigt», sagte er.", "Amtsrat Karl Lang"),
        ("de", "«Das Wasser steigt noch», sagte Anna Frey aus der Mühlengasse.", "Anna Frey"),
        ("de", "Karl Lang traf Paul Stein. «Das Wasser steigt», sagte er.", None),
        ("de", "Die Stadt lobte Karl Lang. «Das Wasser steigt», sagte er.", None),
        ("es", '"Salimos con lo puesto", contó a EFE María Ruiz, de 62 años.', "María Ruiz"),
    ],
)
def test_elsewhere_whom_it_was_told_to_is_no_part_of_who_says_it(
    language: str, says: str, who: str | None
) -> None:
    assert spoken_in(language, says) == [who]


@pytest.mark.parametrize("opens", ["But former harbour master Ann Reed", "And Ann Reed", "Yet Reed"])
def test_what_joins_a_sentence_is_no_part_of_who_speaks(opens: str) -> None:
    _, who = opens.split(" ", 1)

    assert said(told_by([f"{opens} said: “Nobody has to leave the quay.”"])) == [
        f"“Nobody has to leave the quay.” | {who}"
    ]


def test_a_clause_before_a_pronoun_names_nobody() -> None:
    assert said(told_by(["But standing beside Mr Reed she said: “Nobody has to leave the quay.”"])) == [
        "“Nobody has to leave the quay.” | -"
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Who acts is meant, not on whom.
        ("The council warned Paul Stone. The wind rose. “It was wet on the quay,” he said.", "-"),
        ("Paul Stone warned the council. The wind rose. “It was wet on the quay,” he said.", "Paul Stone"),
        ("She and the diver Paul Stone left. The wind rose. “It was wet on the quay,” he said.", "-"),
        ("The diver Paul Stone left. The wind rose. “It was wet on the quay,” he said.", "Paul Stone"),
    ],
)
def test_a_pronoun_behind_a_sentence_about_nobody_is_whom_the_one_before_is_about(
    text: str, speaker: str
) -> None:
    assert said(told_by([text]), named(text, "Paul Stone")) == [f"“It was wet on the quay,” | {speaker}"]


@pytest.mark.parametrize(
    ("since", "speaker"), [("The wind rose.", "Paul Stone"), ("Mara Holt and Ann Reed left.", "-")]
)
def test_who_spoke_last_speaks_again_where_nobody_was_named_since(since: str, speaker: str) -> None:
    met = "Mara Holt met Paul Stone. “Nobody came for us,” Paul Stone said."
    text = f"{met} {since} “It was wet on the quay,” he said."

    assert said(told_by([text]), named(text, "Paul Stone", "Mara Holt", "Ann Reed")) == [
        "“Nobody came for us,” | Paul Stone",
        f"“It was wet on the quay,” | {speaker}",
    ]


def named(text: str, *names: str) -> tuple[Entity, ...]:
    """People of a text, wherever it names them."""
    mentions = (
        tuple(Span(article=0, start=one.start(), end=one.end()) for one in re.finditer(name, text))
        for name in names
    )
    return tuple(Entity(name=spans[0], kind="person", mentions=spans) for spans in mentions if spans)
