"""Place, date and agency before the first sentence, in the styles of many papers."""

from __future__ import annotations

import pytest

from brief.clean import clean
from brief.clean.dateline import find_dateline
from brief.clean.paragraphs import split_paragraphs
from brief.model import RawArticle

STORY = "The bridge over the Vlist closed on Sunday."


@pytest.mark.parametrize(
    ("opening", "place", "date", "agency"),
    [
        ("DAMASCUS (Dispatches) – ", "DAMASCUS", None, "Dispatches"),
        ("LONDON, March 3 (Reuters) - ", "LONDON", "March 3", "Reuters"),
        ("WASHINGTON (AP) — ", "WASHINGTON", None, "AP"),
        ("WASHINGTON — ", "WASHINGTON", None, None),
        ("Kabul, Afghanistan - ", "Kabul, Afghanistan", None, None),
        ("BEIJING -- ", "BEIJING", None, None),
        ("BEIJING, Sept. 15 (Xinhua) -- ", "BEIJING", "Sept. 15", "Xinhua"),
        ("KABUL, Afghanistan (AP) — ", "KABUL, Afghanistan", None, "AP"),
        ("RICHMOND, Va. (AP) — ", "RICHMOND, Va.", None, "AP"),
        ("KABUL, Afghanistan — ", "KABUL, Afghanistan", None, None),
        ("KABUL, Afghanistan â\x80\x94 ", "KABUL, Afghanistan", None, None),
        ("AMMAN: ", "AMMAN", None, None),
        ("NEW DELHI: ", "NEW DELHI", None, None),
        ("TOKYO/SEOUL (Reuters) - ", "TOKYO/SEOUL", None, "Reuters"),
        ("Berlin (dpa) - ", "Berlin", None, "dpa"),
        ("Paris (AFP) – ", "Paris", None, "AFP"),
        ("Sanaa, Yemen (CNN) -- ", "Sanaa, Yemen", None, "CNN"),
        ("Hong Kong (CNN)", "Hong Kong", None, "CNN"),
        ("(CNN) -- ", None, None, "CNN"),
        ("(CNN)", None, None, "CNN"),
        ("(Reuters) - ", None, None, "Reuters"),
        ("GENEVA (8 March 2019) – ", "GENEVA", "8 March 2019", None),
        ("JERUSALEM, 12 March – ", "JERUSALEM", "12 March", None),
        ("The Hague, 15 March 2019 (ANP) – ", "The Hague", "15 March 2019", "ANP"),
        ("WASHINGTON, Nov 9, 2016 (AFP) - ", "WASHINGTON", "Nov 9, 2016", "AFP"),
        ("Damascus, SANA – ", "Damascus", None, "SANA"),
        ("MOSCOW, March 17 /TASS/. ", "MOSCOW", "March 17", "TASS"),
        ("SÃO PAULO (AP) — ", "SÃO PAULO", None, "AP"),
        ("AL-HASAKAH, Syria (North Press) – ", "AL-HASAKAH, Syria", None, "North Press"),
        ("ST. LOUIS (AP) — ", "ST. LOUIS", None, "AP"),
        ("PORT-AU-PRINCE, Haiti (AP) _ ", "PORT-AU-PRINCE, Haiti", None, "AP"),
        ("harwick , tollen ( cnn ) ", "harwick , tollen", None, "cnn"),
        ("washington ( cnn ) -- ", "washington", None, "cnn"),
        ("( cnn ) -- ", None, None, "cnn"),
        ("NAIROBI, Kenya, March 17, 2019 (Reuters) - ", "NAIROBI, Kenya", "March 17, 2019", "Reuters"),
        ("Nov 16 (Reuters) - ", None, "Nov 16", "Reuters"),
        ("Nov. 16 (Bloomberg) -- ", None, "Nov. 16", "Bloomberg"),
        ("16 Nov (Reuters) – ", None, "16 Nov", "Reuters"),
        ("March 3, 2019 (AP) — ", None, "March 3, 2019", "AP"),
        ("Monday, Nov 16 (Reuters) - ", None, "Monday, Nov 16", "Reuters"),
        ("Nov 16 (Reuters Health) - ", None, "Nov 16", "Reuters"),
        ("(Reuters, Nov 16) - ", None, "Nov 16", "Reuters"),
        ("Reuters, Nov 16 - ", None, "Nov 16", "Reuters"),
        ("Gera (dpa/th) - ", "Gera", None, "dpa"),
        ("(dpa/lno) - ", None, None, "dpa"),
        ("Frankfurt (dpa-AFX) - ", "Frankfurt", None, "dpa-AFX"),
        ("Bonn (epd). ", "Bonn", None, "epd"),
        ("Ciudad de Guatemala, 18 nov (EFE).- ", "Ciudad de Guatemala", "18 nov", "EFE"),
        ("Lima, Nov 18 (EFE).- ", "Lima", "Nov 18", "EFE"),
        ("Lima, 18 dic. (EFE) .— ", "Lima", "18 dic.", "EFE"),
        ("MADRID 18 Nov. (EUROPA PRESS) - ", "MADRID", "18 Nov.", "EUROPA PRESS"),
        ("Milano, 19 nov. (Adnkronos) - ", "Milano", "19 nov.", "Adnkronos"),
        ("Lisboa, 3 out (Lusa) – ", "Lisboa", "3 out", "Lusa"),
        ("(ANSA) - ROMA, 19 NOV - ", "ROMA", "19 NOV", "ANSA"),
        ("NEW YORK--(BUSINESS WIRE)--", "NEW YORK", None, "BUSINESS WIRE"),
        ("OSLO, Norway, Nov. 18, 2026 /PRNewswire/ -- ", "OSLO, Norway", "Nov. 18, 2026", "PRNewswire"),
        ("PARIS, 19.11.2026 (dpa) - ", "PARIS", "19.11.2026", "dpa"),
        ("PARIS, 11/19/2026 - ", "PARIS", "11/19/2026", None),
        ("Paris, Nov. 19th, 2026 — ", "Paris", "Nov. 19th, 2026", None),
        ("FRANKFURT, 19.11.2026. ", "FRANKFURT", "19.11.2026", None),
        ("SAN TELMO, 18/11/2026. ", "SAN TELMO", "18/11/2026", None),
        ("Berlin, 19.11.2026. ", "Berlin", "19.11.2026", None),
        ("LYON, 19 novembre 2026. ", "LYON", "19 novembre 2026", None),
        ("PARIS – 19/11/26 – ", "PARIS", "19/11/26", None),
        ("PARIS | 19 November 2026 | ", "PARIS", "19 November 2026", None),
        ("MADRID / 19 NOV 2026 - ", "MADRID", "19 NOV 2026", None),
        ("TOLLEN, Norland — Nov. 19, 2026 — ", "TOLLEN, Norland", "Nov. 19, 2026", None),
        ("Paris, le jeudi 19 novembre 2026 - ", "Paris", "jeudi 19 novembre 2026", None),
        ("PARIS, jeudi 19 novembre (AFP) - ", "PARIS", "jeudi 19 novembre", "AFP"),
        ("Berlin, den 19. November 2026 – ", "Berlin", "19. November 2026", None),
        ("Berlin, Donnerstag, 19. November (dpa) - ", "Berlin", "Donnerstag, 19. November", "dpa"),
        ("Bonn, 19.11. (epd) - ", "Bonn", "19.11.", "epd"),
        ("Bogotá, 19/11 (EFE).- ", "Bogotá", "19/11", "EFE"),
        ("Madrid, 19 de noviembre de 2026.- ", "Madrid", "19 de noviembre de 2026", None),
        ("San Telmo, jueves 19 de noviembre de 2026 — ", "San Telmo", "jueves 19 de noviembre de 2026", None),
        ("PARIS. ", "PARIS", None, None),
        ("MADRID.– ", "MADRID", None, None),
        ("Madrid.- ", "Madrid", None, None),
    ],
)
def test_styles(opening: str, place: str | None, date: str | None, agency: str | None) -> None:
    text = f"A headline above it\n{opening}{STORY}\nFerries run."

    dateline = find_dateline(text, split_paragraphs(text)[1:])

    assert dateline is not None
    assert text[dateline.end :].lstrip().startswith(STORY)
    named = (dateline.place, dateline.date, dateline.agency)
    assert tuple(span and text[slice(*span)] for span in named) == (place, date, agency)


@pytest.mark.parametrize(
    "above",
    [
        "* A bridge closed\n* Ferries run\n* Nobody was hurt\n(Adds ferries, background)\nBy Vera Blok",
        "- Bridge closed\n- Ferries run from noon\n- Mayor promises help\n- Shops are angry",
        "[With pictures]\nThe closure of the bridge\nWhat is known so far\nThe mayor speaks",
    ],
)
def test_bullets_and_notes_may_stand_above_it(above: str) -> None:
    text = f"Bridge closes\n{above}\nTOLLEN, Norland, Nov 17 (Reuters) - {STORY}\nFerries run."

    article = clean(RawArticle(uri="a.txt", media_type="text/plain", sha256="0" * 64, text=text))

    assert article.dateline is not None
    assert article.dateline.place is not None
    assert text[slice(*article.dateline.place)] == "TOLLEN, Norland"


def test_a_town_in_capitals_that_no_table_has_is_one_where_the_story_names_it_again() -> None:
    text = "HAASTRECHT. The bridge over the river closed on Sunday.\n\nFerries from Haastrecht run."

    assert find_dateline(text, split_paragraphs(text)) is not None


def test_german_papers_write_the_town_alone() -> None:
    text = "Lübeck. Die Brücke über die Trave ist seit Sonntag für den Verkehr gesperrt, sagt die Stadt."

    dateline = find_dateline(text, split_paragraphs(text))

    assert dateline is not None
    assert dateline.place is not None
    assert text[slice(*dateline.place)] == "Lübeck"


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge – 19/11/26 – is the third of its name and will stay closed.",
        "NATO. The word alone was enough to empty the hall, said Blok on Monday.",
        "PARIS. LONDON. NEW YORK. Three towns that the bridge has never seen.",
        "WARNING. The bridge is closed to every cyclist in the province until May.",
        "Nobody. That is who came to the opening of the bridge on Sunday, said Blok.",
        "Lindenau, 4. Mai 1945. Die Stadt liegt in Trümmern, und niemand weiß es besser.",
        "PARIS. The museum opens at nine on all days.\nLONDON. The tower opens at ten on all days.",
        "Primero.- Se acuerda cerrar el puente sobre el río durante todo el invierno.",
        "NEW YORK, 9/11. The day that nobody forgets was a Tuesday with a blue sky.",
        "Blok, 45. The shopkeeper fears for her trade in the winter months, she said.",
        "Section 4, 19.11.2026 - the bridge is closed.",
        "Orange. That is the colour of the bridge, and no other will do in the province.",
        "The bridge fell.\nNobody heard it.\nIt was old.\nBERLIN, GERMANY - MAY 17: A figure of the pope.",
        "The bridge fell.\nNobody heard it.\nIt was old.\nVERA BLOK, BYLINE: Good morning to all of you.",
        "The bridge – the oldest in the province – closed on Sunday.",
        "Geneva-based experts said on Sunday that the bridge could not be saved.",
        "Profits - of which there were none - went to the ferry company.",
        "UPDATE: The bridge will stay closed.",
        "BREAKING - The bridge will stay closed.",
        "FILE - A cyclist waits at the bridge.",
        "Blok (Labour) – who ordered the closure – will speak on Monday.",
        "March 17 - The bridge closes.",
        "March 17 (Sunday) - The bridge closes.",
        "March 17 (Labour Day) - The bridge closes.",
        "March 17 (AP) was a long day for the agency.",
        "CNN, March 17 - a night to remember - had many viewers.",
        "12 (dpa) - The bridge is the twelfth.",
        "Blok (Labour).- The bridge is nobody's.",
        "Set 12 (AP) - The bridge of the set is nobody's.",
        "UN - the bridge is nobody's.",
        "Blok, Alderman - Nobody came.",
        "Paris, France: the bridge is closed.",
        "Cyclists: the ferry is free.",
        "“Haastrecht – that is home,” she said.",
        "Marijke van Dam (45) – a shopkeeper – fears for her trade.",
        "(With pictures) The bridge closed on Sunday.",
        "DEAR ABBY: My neighbour closed the bridge.",
        "HAASTRECHT",
    ],
)
def test_what_is_none(sentence: str) -> None:
    assert find_dateline(sentence, split_paragraphs(sentence)) is None
