"""brief.toml → Settings, checked as a whole before anything is done."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from brief.errors import BriefError, SettingsError
from brief.formats import Format, formats_of
from brief.labels import check_language
from brief.read.limits import Limits

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
PAGE_FIELDS = ("template", "paper", "desk", "logo", "accent", "language", "sections", "analyst")
OUTPUT = "out/{date}/{name}.{format}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSettings:
    """One digest of `brief.toml`; paths are absolute."""

    name: str
    inputs: tuple[str, ...]
    """Files, folders, globs, addresses of feeds; `{date}` in one stands for the day."""
    title: str = "Daily digest"
    language: str | None = None
    """ISO 639-1 code of all inputs; told from each text when None."""
    timezone: str = "UTC"
    """Whose midnight a day begins at, as in the IANA database."""
    formats: tuple[str, ...] = ("md",)
    output: str = OUTPUT
    paper: Literal["a4", "letter"] = "a4"
    template: str | None = None
    method: str = "default"
    full: bool = False
    """One page for each story behind the first."""
    quiet: Literal["page", "skip"] = "skip"
    """On a day that brings nothing new: set the page all the same, or none."""
    command: str | None = None
    """A program that takes the digest as a mail on standard input."""
    sender: str = ""
    recipients: tuple[str, ...] = ()
    remember_days: int = 30
    """How far back to look for stories that go on."""
    keep_days: int = 365
    """How long the memory keeps a day."""
    catch_up_days: int = 3
    """How many missed days a run makes good."""
    silent_days: int = 7
    """An input without a new article for this many days raises the alarm; 0 for never."""
    desk: str = ""
    accent: str | None = None
    logo: str | None = None
    sections: tuple[str, ...] = ()
    """Parts of a story's own page, in order (`full`); the usual ones when empty."""
    analyst: bool = False
    """An empty line for the analyst's own words on a story's own page (`full`)."""
    limits: Limits = field(default_factory=Limits)
    """Of the whole file's `[read]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A whole `brief.toml`."""

    path: Path
    store: str | None = None
    """File or `postgresql://` address; the user's data folder when None."""
    digests: Mapping[str, DigestSettings] = field(default_factory=dict)
    page: Mapping[str, Any] = field(default_factory=dict)
    """`[page]`: how pages of `brief generate` look; paths are absolute."""
    limits: Limits = field(default_factory=Limits)
    """`[read]`: how much of an input is looked at."""

    def digest(self, name: str) -> DigestSettings:
        """The digest of that name.

        Raises:
            SettingsError: If there is none.
        """
        if name not in self.digests:
            known = ", ".join(sorted(self.digests)) or "none"
            raise SettingsError(f"{self.path}: no digest named {name!r}; it has {known}")
        return self.digests[name]


def load(path: Path) -> Settings:
    """Read settings from a file.

    Args:
        path: A TOML file; relative paths in it count from its folder.

    Returns:
        The settings, complete.

    Raises:
        SettingsError: If it cannot be read, or something in it is wrong; names the file, the line and
            the key of everything that is.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8"
        raise SettingsError(f"{path}: cannot be read: {reason}; `brief init` writes one") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is not TOML: {error}") from error
    faults: list[str] = []

    def fault(where: tuple[str, ...], what: str) -> None:
        faults.append(f"{path}:{_line(text, where)}: {'.'.join(where)}: {what}")

    digests = table.pop("digest", {})
    page = table.pop("page", {})
    reading = table.pop("read", {})
    store = table.pop("store", None)
    for key in table:
        fault((key,), "is no setting; known are store, page, read and digest")
    if store is not None and not isinstance(store, str):
        fault(("store",), f"is a text, not {_kind(store)}")
    if not isinstance(digests, dict) or not all(isinstance(one, dict) for one in digests.values()):
        fault(("digest",), "is a table for each digest: [digest.NAME]")
        digests = {}
    if not isinstance(page, dict):
        fault(("page",), "is a table: [page]")
        page = {}
    if not isinstance(reading, dict):
        fault(("read",), "is a table: [read]")
        reading = {}
    if not digests and not page and not reading and not faults:
        faults.append(f"{path}:1: digest: there is none; write [digest.NAME]")
    look = _page(page, path.resolve().parent, fault)
    limits = _limits(reading, fault)
    found = {name: _digest(name, values, path.resolve().parent, fault) for name, values in digests.items()}
    if faults:
        raise SettingsError("; ".join(faults))
    return Settings(
        path=path,
        store=_store(store, path.resolve().parent),
        digests={name: replace(one, limits=limits) for name, one in found.items() if one},
        page=look,
        limits=limits,
    )


Fault = Callable[[tuple[str, ...], str], None]


def _digest(name: str, values: Mapping[str, Any], folder: Path, fault: Fault) -> DigestSettings | None:
    """One table of the file; every fault in it is told."""
    known = {one.name for one in fields(DigestSettings)} - {"name", "limits"}
    here = ("digest", name)
    wrong = list(_wrong(values))
    if not NAME.fullmatch(name):
        wrong.append(("", "a name is made of letters, digits, '.', '_' and '-'"))
    wrong += [
        (key, f"is no setting; known are {', '.join(sorted(known))}") for key in values if key not in known
    ]
    if "inputs" not in values:
        wrong.append(("", "inputs is missing: say where its articles come from"))
    for key, what in wrong:
        fault((*here, key) if key else here, what)
    if wrong:
        return None
    given = _given(values, folder)
    given["inputs"] = tuple(_from(folder, one) for one in given["inputs"])
    given["output"] = _from(folder, str(given.get("output", OUTPUT)))
    refused = list(_refused(given, of_digest=True))
    for key, what in refused:
        fault((*here, key), what)
    if refused:
        return None
    given["formats"] = formats_of(given.get("formats", ()), given["output"])
    return DigestSettings(name=name, **given)


def _page(values: Mapping[str, Any], folder: Path, fault: Fault) -> dict[str, Any]:
    """The table that says how pages look; every fault in it is told."""
    for key in values:
        if key not in PAGE_FIELDS:
            fault(("page", key), f"is no setting; known are {', '.join(PAGE_FIELDS)}")
    known = {key: value for key, value in values.items() if key in PAGE_FIELDS}
    wrong = dict(_wrong(known))
    given = _given({key: value for key, value in known.items() if key not in wrong}, folder)
    for key, what in (*wrong.items(), *_refused(given, of_digest=False)):
        fault(("page", key), what)
    return given


def _given(values: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Values as they are kept: lists as tuples, files from the settings' folder."""
    from brief.render.templates import names

    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in values.items()
    }
    for key in ("logo", "template"):
        if key in given and given[key] not in names():
            given[key] = _from(folder, given[key])
    return given


def _refused(given: Mapping[str, Any], *, of_digest: bool) -> Iterator[tuple[str, str]]:
    """Key and reason of each value that would be refused when a page is made."""
    from brief.render.profile import Profile
    from brief.render.templates import check_template
    from brief.summarise import check_method

    checks: dict[str, Callable[[Any], object]] = {
        "template": partial(check_template, of_digest=of_digest),
        "logo": lambda logo: Profile.of(logo=logo),
        "sections": lambda sections: Profile.of(sections=sections),
        "language": check_language,
        "method": check_method,
        "output": lambda output: formats_of(given.get("formats", ()), output),
    }
    for key, check in checks.items():
        try:
            if key in given:
                check(given[key])
        except BriefError as error:
            yield key, str(error)


def _wrong(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Key and fault of each value that cannot be."""
    for key, value in values.items():
        check = _CHECKS.get(key)
        what = check(value) if check else None
        if what:
            yield key, what
    if values.get("command") and not values.get("recipients"):
        yield "command", "a mail needs recipients"


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else f"is a text, not {_kind(value)}"


def _any_text(value: Any) -> str | None:
    return None if isinstance(value, str) else f"is a text, not {_kind(value)}"


def _texts(value: Any) -> str | None:
    if isinstance(value, list) and value and all(isinstance(one, str) and one.strip() for one in value):
        return None
    given = "an empty one" if value == [] else _kind(value)
    return f'is a list of texts, such as ["one", "two"], not {given}'


def _one_line(value: Any) -> str | None:
    if isinstance(value, str) and not re.search(r"[\x00-\x1f\x7f]", value):
        return None
    return f"is a text of one line, not {_kind(value)}"


def _one_line_text(value: Any) -> str | None:
    return _text(value) or _one_line(value)


def _lines_texts(value: Any) -> str | None:
    return _texts(value) or next(filter(None, map(_one_line, value)), None)


def _yes_no(value: Any) -> str | None:
    return None if isinstance(value, bool) else f"is true or false, not {_kind(value)}"


def _count(low: int, high: int) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return None
        return f"is a number from {low} to {high}, not {_kind(value)}"

    return check


def _one_of(*choices: str) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        return None if value in choices else f"is one of {', '.join(choices)}, not {_kind(value)}"

    return check


def _formats(value: Any) -> str | None:
    if (wrong := _texts(value)) is not None:
        return wrong
    unknown = [one for one in value if one not in [*Format]]
    return f"has no format named {unknown[0]!r}; known are {', '.join(Format)}" if unknown else None


def _zone(value: Any) -> str | None:
    try:
        ZoneInfo(value)
    except Exception:  # zoneinfo raises half a dozen kinds for names that are none
        return f"is a time zone such as Europe/Berlin, not {_kind(value)}"
    return None


def _language(value: Any) -> str | None:
    matches = isinstance(value, str) and re.fullmatch(r"[a-z]{2,3}", value)
    return None if matches else f"is a code such as en, not {_kind(value)}"


def _colour(value: Any) -> str | None:
    matches = isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", value)
    return None if matches else f"is a colour such as #0f3d5c, not {_kind(value)}"


_CHECKS: Mapping[str, Callable[[Any], str | None]] = {
    "inputs": _texts,
    "title": _one_line_text,
    "language": _language,
    "timezone": _zone,
    "formats": _formats,
    "output": _text,
    "paper": _one_of("a4", "letter"),
    "template": _text,
    "method": _text,
    "full": _yes_no,
    "quiet": _one_of("page", "skip"),
    "command": _text,
    "sender": _one_line,
    "recipients": _lines_texts,
    "remember_days": _count(1, 366),
    "keep_days": _count(1, 36_600),
    "catch_up_days": _count(0, 31),
    "silent_days": _count(0, 366),
    "desk": _any_text,
    "accent": _colour,
    "logo": _text,
    "sections": _texts,
    "analyst": _yes_no,
}


def _kind(value: Any) -> str:
    """A wrong value as a message shows it."""
    return repr(value) if isinstance(value, str | int | float | bool) else f"a {type(value).__name__}"


def _from(folder: Path, name: str) -> str:
    """A path that counts from the settings' folder; addresses stay as they are."""
    if re.match(r"[a-z][a-z0-9+.-]*://", name) or name == "-":
        return name
    ending = "/" if name.endswith("/") else ""
    return f"{folder / Path(name).expanduser()}{ending}"


def _store(store: str | None, folder: Path) -> str | None:
    return None if store is None else _from(folder, store)


def _line(text: str, where: tuple[str, ...]) -> int:
    """The line of a key, or of the table it belongs to; tomllib does not say."""
    table: tuple[str, ...] = ()
    best = 1
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        key = re.match(r"\s*([\w.\-\"']+)\s*=", line)
        if header:
            table = _parts(header[1])
            if table and table == where[: len(table)]:
                best = number
        elif key and (table + _parts(key[1])) == where:
            return number
    return best


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", dotted))


def _limits(values: Mapping[str, Any], fault: Fault) -> Limits:
    """The table that says how much of an input is looked at; every fault in it is told."""
    known = {one.name for one in fields(Limits)}
    given: dict[str, Any] = {}
    for key, value in values.items():
        if key not in known:
            fault(("read", key), f"is no setting; known are {', '.join(sorted(known))}")
        elif isinstance(value, bool) or not isinstance(value, int) or value < 1:
            fault(("read", key), "is a whole number of at least 1")
        else:
            given[key] = value
    return Limits(**given)


EXAMPLE = """\
# Settings of brief. Paths count from the folder of this file.
# `brief schedule run NAME` makes a digest; `brief schedule install NAME --at 06:00` every morning.

# Where the memory of what was told is kept; the user's data folder when not given.
# store = "memory.sqlite3"
# store = "postgresql://user@host/database"     # shared by a team; needs brief-page[postgres]

[digest.morning]
title = "Morning digest"

# Where the articles come from: folders, files, patterns, addresses of feeds.
inputs = ["incoming/"]
# inputs = ["incoming/", "wires/*.xml", "https://news.example/feed.xml"]
# A folder that grows for years is read anew every day; one folder a day is not:
# inputs = ["incoming/{date}/"]

timezone = "UTC"             # a day begins at midnight here, for example "Asia/Dubai"
# language = "en"            # of all inputs; told from each text when not given

formats = ["pdf", "md"]      # md, pdf, html, json, txt, eml
output = "out/{date}/{name}.{format}"
paper = "a4"                 # or "letter"
# full = true                # one page for each story behind the first
# sections = ["summary", "figures", "quotes", "flags", "timeline", "named"]    # of these pages
# analyst = true             # and an empty line on them for the analyst's own words
# template = "my-digest.typ"
# desk = "Foreign desk"
# accent = "#0f3d5c"
# logo = "logo.svg"

quiet = "skip"               # on a day without news: "skip" the page, or set the "page" all the same

# Sends the digest as a mail: the program gets it on standard input.
# command = "sendmail -t"
# sender = "digest@desk.example"
# recipients = ["desk@desk.example"]

remember_days = 30           # how far back to look for stories that go on
keep_days = 365              # how long the memory keeps a day
catch_up_days = 3            # how many missed days a run makes good
silent_days = 7              # alarm when an input brings nothing new for so many days; 0 for never

# How the pages of `brief generate --config brief.toml` look.
# [page]
# template = "briefing"        # briefing, plain, sitrep, or a path; `brief templates` shows them
# paper = "a4"                 # or "letter"
# desk = "Foreign desk"
# logo = "logo.svg"
# accent = "#0f3d5c"
# language = "en"              # of labels and dates: en, de, fr, es, ar; the text's when not given
# sections = ["summary", "figures", "quotes", "flags", "timeline", "named"]
# analyst = true               # an empty line for the analyst's own words

# How much of an input is looked at before it is refused.
# [read]
# max_bytes = 268435456        # of one input, and of everything unpacked from it
# max_text = 33554432          # characters of one article
# max_ratio = 200              # unpacked bytes for each packed byte
# max_entries = 100000         # articles or members of one input
# max_depth = 5                # containers within containers
# max_nesting = 500            # elements within elements
# max_pages = 5000             # of one PDF
# max_seconds = 120            # for one input
"""
"""What `brief init` writes, with the time zone of the machine."""


def example(timezone: str) -> str:
    """What `brief init` writes where the clocks show the time of that zone."""
    return EXAMPLE.replace('timezone = "UTC"  ', f'timezone = "{timezone}"  ')
