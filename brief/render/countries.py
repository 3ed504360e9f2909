"""Countries by their names in the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

# Names of our table that Unicode's English has otherwise.
_OTHERWISE = {
    "Cabo Verde": "CV",
    "Czech Republic": "CZ",
    "Democratic Republic of the Congo": "CD",
    "East Timor": "TL",
    "Hong Kong": "HK",
    "Ivory Coast": "CI",
    "Macao": "MO",
    "Macedonia": "MK",
    "Myanmar": "MM",
    "Republic of the Congo": "CG",
    "Swaziland": "SZ",
    "Turkey": "TR",
}


def placed(place: str, language: str) -> str:
    """A place as the table has it, its country by the name that the language has for it.

    Args:
        place: What contains it last, as in "Gera, Thuringia, Germany".
        language: ISO 639-1 code of the page's labels.

    Returns:
        The same where the language or the country is not known.

    Source:
        Unicode CLDR's names of territories, as the package babel ships them.

    >>> placed("Erfurt, Germany", "de"), placed("Turkey", "fr"), placed("Nowhere", "de")
    ('Erfurt, Deutschland', 'Turquie', 'Nowhere')
    """
    if language == "en":
        return place
    before, comma, country = place.rpartition(", ")
    code = _codes().get(country)
    return before + comma + _names(language).get(code or "", country)


@cache
def _codes() -> Mapping[str, str]:
    """The code of each country by its English name."""
    plain = {name.replace("&", "and").replace("St. ", "Saint "): code for code, name in _names("en").items()}
    return plain | _OTHERWISE


@cache
def _names(language: str) -> Mapping[str, str]:
    """The name of each territory by its code; none in a language that is not known."""
    from babel import Locale, UnknownLocaleError

    try:
        return dict(Locale(language).territories)
    except UnknownLocaleError:
        return {}
