from brief.analyse.sentences import split


def test_sentences_are_offsets_into_the_text() -> None:
    text = "The bridge closed on Monday. Ferries run until six."

    assert [text[start:end] for start, end in split(text)] == [
        "The bridge closed on Monday.",
        "Ferries run until six.",
    ]
