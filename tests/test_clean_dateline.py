"""Place, date and agency before the first sentence, in the styles of many papers."""

from __future__ import annotations

import pytest

from brief.clean.dateline import find_dateline
from brief.clean.paragraphs import split_paragraphs

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
    "sentence",
    [
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
