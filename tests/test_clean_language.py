"""Which language a text is in."""

from __future__ import annotations

import sys

import pytest

from brief.clean import clean
from tests.support import record

TEXTS = {
    "en": "The bridge over the river has been closed since Sunday, and the town has no plan for it yet.",
    "de": "Die Brücke über den Fluss ist seit Sonntag gesperrt, und die Stadt hat noch keinen Plan für sie.",
    "fr": "Le pont sur la rivière est fermé depuis dimanche et la ville n’a pas encore de plan.",
    "es": "El puente sobre el río está cerrado desde el domingo y la ciudad no tiene un plan para él.",
    "it": "Il ponte sul fiume è chiuso da domenica e la città non ha ancora un piano per gli abitanti.",
    "nl": "De brug over de rivier is sinds zondag dicht en de stad heeft er nog geen plan voor.",
    "pt": "A ponte sobre o rio está fechada desde domingo e a cidade não tem um plano para ela.",
    "sv": "Bron över floden är stängd sedan i söndags och staden har ännu inte någon plan för den.",
    "pl": "Most na rzece jest zamknięty od niedzieli, a miasto nie ma jeszcze planu dla tych, którzy tam są.",
    "ru": "Мост через реку закрыт с воскресенья, и у города пока нет плана, сообщила администрация.",
    "el": "Η γέφυρα πάνω από το ποτάμι έκλεισε την Κυριακή και ο δήμος δεν έχει ακόμη σχέδιο.",
    "ja": "川にかかる橋は日曜日から閉鎖されており、町にはまだ計画がない。",
    "ar": "أُغلق الجسر فوق النهر منذ يوم الأحد وليس لدى المدينة خطة حتى الآن، كما قال رئيس البلدية.",
}


def language(text: str, *, stated: str | None = None, told: str | None = None) -> str:
    """The language that an article with this text gets."""
    return clean(record(text, language=stated), language=told).language


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_or_two_is_enough(code: str) -> None:
    assert language(TEXTS[code]) == code


def test_the_caller_is_believed_before_the_text_and_the_text_before_the_page() -> None:
    assert language(TEXTS["de"], told="en-GB") == "en"
    assert language(TEXTS["de"], stated="en") == "de"


def test_what_the_page_states_counts_where_the_text_says_too_little() -> None:
    assert language("Vlist dicht.", stated="nl-NL") == "nl"
    assert language("Vlist dicht.") == "en"


def test_clear_english_costs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)

    assert language(TEXTS["en"]) == "en"
