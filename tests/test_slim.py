import subprocess
import sys

import pytest

from brief import slim


def run(code: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_module_comes_without_the_rest_of_its_package() -> None:
    code = """
import sys
from brief import slim
punkt = slim.load("nltk.tokenize.punkt")
print(punkt.PunktSentenceTokenizer().tokenize("One. Two."))
print([name for name in sys.modules if name.split(".")[0] == "nltk"])
"""

    assert run(code).splitlines() == ["['One.', 'Two.']", "[]"]


def test_the_whole_package_can_be_imported_afterwards() -> None:
    code = """
from brief import slim
first = slim.load("nltk.tokenize.punkt")
import nltk
print(nltk.tokenize.punkt.PunktSentenceTokenizer().tokenize("One. Two."))
print(first.PunktSentenceTokenizer().tokenize("One. Two."))
print(nltk.stem.SnowballStemmer("english").stem("running"))
"""

    assert run(code).splitlines() == ["['One.', 'Two.']", "['One.', 'Two.']", "run"]


def test_a_package_that_is_there_is_used() -> None:
    code = """
import nltk
from brief import slim
print(slim.load("nltk.tokenize.punkt") is nltk.tokenize.punkt)
"""

    assert run(code) == "True"


def test_a_package_that_needs_its_parents_is_imported_whole() -> None:
    code = """
from brief import slim
print(slim.load("nltk.stem").SnowballStemmer("english").stem("running"))
"""

    assert run(code) == "run"


def test_a_missing_module_is_an_import_error() -> None:
    with pytest.raises(ImportError):
        slim.load("nltk.tokenize.no_such_module")
