"""Make `brief/data/given_names.txt` again from the facts of a census and of a package of names.

Needs, in any folder on PYTHONPATH, the package `names`, which carries the lists of the 1990 census
of the United States (public domain), and the package `faker` (MIT), which has those of other
countries; and the news texts of the evaluation data, which tell everyday words:

    PYTHONPATH=FOLDER python -m benchmarks.make_given_names
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from brief.analyse.places import places
from brief.resources import data

HEADER = """# Given names that are no large places, lower-cased.
# Source: U.S. Census Bureau, Frequently Occurring Names, 1990 (public domain), by way of the package names;
# of other countries the package faker (MIT), family names too where these stand first.
# Made by benchmarks/make_given_names.py.
"""
TOO_LARGE = 250_000
"""Inhabitants above which a town is meant before a person, so that its name is not listed."""
EVERYDAY = frozenset(
    """an april august art bell bill buck cash christian dawn dean don east faith flor forest golden grant
    holly hope hunter ivory jewel joy june justice king lady long love major man many mark may merry
    mercy miss morning new north ocean page pearl precious prince princess queen rich rob royal sage
    season see see sky so south star start summer sunday sunny tiny trinity tuesday violet will winter world
    young grace rose ruby ginger olive ivy heather daisy crystal amber jade gene frank guy ray rocky rusty
    sandy stormy sterling rod pat chase clay cliff carry chance dale drew duke dusty earl ford gay glen
    hank happy harbor harley honey junior lane lee less love lucky marine mason miles miller norman
    parker penny porter reed rich robin royce shell spring taylor temple theo tracy ty val van war ward wade
    wells west worth""".split()  # noqa: SIM905  (a list of words reads best as words)
) - {
    "mark",
    "frank",
    "robin",
    "tracy",
    "grace",
    "rose",
    "ruby",
    "heather",
    "theo",
    "lee",
    "dean",
    "dale",
    "rob",
}
"""Words that begin the names of organisations at least as often."""


COUNTRIES = (  # noqa: SIM905  (as above)
    "ar_AA en_GB en_IE en_IN en_KE en_NG en_NZ en_PK es_AR es_CL es_CO es_ES es_MX cs_CZ da_DK de_DE el_GR"
    " fi_FI fr_FR ga_IE ha_NG hr_HR hu_HU id_ID ig_NG it_IT ja_JP ko_KR nl_NL no_NO pl_PL"
    " pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE tr_TR tw_GH vi_VN yo_NG zh_CN zu_ZA ne_NP"
).split()
GIVEN = (
    "first_names",
    "first_names_male",
    "first_names_female",
    "first_romanized_names",
    "first_romanized_names_male",
    "first_romanized_names_female",
)
FAMILY_FIRST = (*GIVEN, "last_names", "last_romanized_names")


def make() -> None:
    """Write the file; prints how many names it has."""
    found: set[str] = set()
    for part in ("male", "female"):
        for line in _path(f"dist.{part}.first").read_text(encoding="utf-8").splitlines():
            name = line.split()[0]
            taken = any(one.kind != "city" or one.inhabitants > TOO_LARGE for one in places(name.title()))
            if len(name) > 1 and name.lower() not in EVERYDAY and not taken:
                found.add(name.lower())
    names = sorted(found | _of_other_countries())
    data("given_names.txt").write_text(HEADER + "\n".join(names) + "\n", encoding="utf-8")
    print(f"given_names.txt: {len(names)} names")


def _of_other_countries() -> set[str]:
    """Names written in Latin letters, without accents too, that are no everyday words and no places."""
    small = _everyday_words()
    found = set()
    for country in COUNTRIES:
        person: Any = import_module(f"faker.providers.person.{country}").Provider
        fields = FAMILY_FIRST if country[:2] in {"zh", "ko", "vi"} else GIVEN
        listed = [getattr(person, field, ()) for field in fields]
        for name in {each for names in listed if not isinstance(names, property) for each in names}:
            plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
            for form in {name, plain}:
                word = form.lower()
                if re.fullmatch(r"[^\W\d_]{3,}", word) and word.isascii() | (name == form):
                    known = word in small or word in EVERYDAY or places(form)
                    if not known and all("a" <= c <= "ɏ" for c in word):
                        found.add(word)
    return found


def _everyday_words() -> set[str]:
    """Words that news texts write in small letters more than once."""
    folder = Path(os.environ.get("BRIEF_EVAL_DATA", "../shared/data"))
    seen: Counter[str] = Counter()
    for line in (folder / "news" / "bbc_raw.dev.jsonl").open(encoding="utf-8"):
        seen.update(re.findall(r"\b[a-z]+\b", json.loads(line)["text"]))
    return {word for word, times in seen.items() if times > 1}


def _path(name: str) -> Path:
    spec = find_spec("names")
    if spec is None or spec.origin is None:
        raise SystemExit("names is not on PYTHONPATH")
    return Path(spec.origin).parent / name


if __name__ == "__main__":
    make()
