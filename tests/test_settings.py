"""brief.toml: what it means, and what is said when it is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brief.errors import SettingsError
from brief.read import Limits
from brief.settings import EXAMPLE, DigestSettings, load


def written(folder: Path, text: str) -> Path:
    path = folder / "brief.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_is_valid_and_counts_from_its_folder(tmp_path: Path) -> None:
    settings = load(written(tmp_path, EXAMPLE))

    morning = settings.digest("morning")
    assert morning.title == "Morning digest"
    assert morning.inputs == (f"{tmp_path}/incoming/",)
    assert morning.output == f"{tmp_path}/out/{{date}}/{{name}}.{{format}}"
    assert morning.formats == ("pdf", "md")
    assert settings.store is None


def test_what_the_example_says_is_the_default_where_it_can_be(tmp_path: Path) -> None:
    example = load(written(tmp_path, EXAMPLE)).digest("morning")
    least = load(written(tmp_path, '[digest.morning]\ninputs = ["incoming/"]')).digest("morning")

    for name in ("timezone", "paper", "quiet", "remember_days", "keep_days", "catch_up_days", "silent_days"):
        assert (
            getattr(example, name)
            == getattr(least, name)
            == getattr(DigestSettings(name="x", inputs=()), name)
        )


def test_every_commented_line_of_the_example_is_valid_too(tmp_path: Path) -> None:
    digest, page, reading = (
        [line.removeprefix("# ") if " = " in line else line for line in part.splitlines()]
        for part in re.split(r"# \[(?:page|read)\]\n", EXAMPLE)
    )
    lines = digest
    once: dict[str, str] = {line.split(" = ")[0]: line for line in lines if " = " in line}
    body = [line for key, line in once.items() if key != "store"]
    for name in ("my-digest.typ", "logo.svg"):
        (tmp_path / name).touch()

    settings = load(
        written(
            tmp_path,
            "\n".join([once["store"], "[page]", *page, "[read]", *reading, "[digest.morning]", *body]),
        )
    )

    assert settings.store == "postgresql://user@host/database"
    assert settings.digest("morning").recipients == ("desk@desk.example",)
    assert settings.digest("morning").template == f"{tmp_path}/my-digest.typ"
    assert settings.page["desk"] == "Foreign desk"
    assert settings.page["logo"] == f"{tmp_path}/logo.svg"
    assert settings.page["analyst"] is True
    assert settings.limits == Limits()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[page]\ncolour = 1", "brief.toml:2: page.colour: is no setting"),
        ("[page]\naccent = 'red'", "brief.toml:2: page.accent: is a colour"),
        ("page = 1", "brief.toml:1: page: is a table"),
    ],
)
def test_a_fault_in_how_pages_look_has_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load(written(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("colour = 1\n[digest.a]\ninputs = ['x']", 1, "colour: is no setting"),
        ("[digest.a]\ninputs = ['x']\ntitel = 'x'", 3, "digest.a.titel: is no setting; known are"),
        ("\n\n[digest.a]\ntitle = 'x'", 3, "digest.a: inputs is missing"),
        ("[digest.a]\ninputs = 'x'", 2, "digest.a.inputs: is a list of texts"),
        ("[digest.a]\ninputs = []", 2, "digest.a.inputs: is a list of texts"),
        (
            "[digest.a]\ninputs = ['x']\n\nformats = ['pdf', 'docx']",
            4,
            "digest.a.formats: has no format named 'docx'",
        ),
        (
            "[digest.a]\ninputs = ['x']\ntimezone = 'Mars/Base'",
            3,
            "digest.a.timezone: is a time zone such as",
        ),
        ("[digest.a]\ninputs = ['x']\ntimezone = '../etc'", 3, "digest.a.timezone: is a time zone such as"),
        (
            "[digest.a]\ninputs = ['x']\noutput = 'o/{day}'",
            3,
            "no field {day}; known are {date}, {name}, {format}",
        ),
        ("[digest.a]\ninputs = ['x']\npaper = 'a3'", 3, "digest.a.paper: is one of a4, letter, not 'a3'"),
        ("[digest.a]\ninputs = ['x']\nquiet = true", 3, "digest.a.quiet: is one of page, skip"),
        ("[digest.a]\ninputs = ['x']\nfull = 'yes'", 3, "digest.a.full: is true or false"),
        (
            "[digest.a]\ninputs = ['x']\ncatch_up_days = 99",
            3,
            "digest.a.catch_up_days: is a number from 0 to 31",
        ),
        ("[digest.a]\ninputs = ['x']\nkeep_days = true", 3, "digest.a.keep_days: is a number"),
        (
            "[digest.a]\ninputs = ['x']\ncommand = 'sendmail -t'",
            3,
            "digest.a.command: a mail needs recipients",
        ),
        ("[digest.a]\ninputs = ['x']\naccent = 'blue'", 3, "digest.a.accent: is a colour"),
        ("[digest.a]\ninputs = ['x']\nlanguage = 'English'", 3, "digest.a.language: is a code such as en"),
        (
            "[digest.a]\ninputs = ['x']\nformats = ['md', 'pdf']\noutput = 'x.md'",
            4,
            "digest.a.output: 2 formats are wanted",
        ),
        (
            "[digest.a]\ninputs = ['x']\nformats = ['pdf']\noutput = 'x.md'",
            4,
            "digest.a.output: {tmp}/x.md ends in .md, but the format is pdf",
        ),
        ("[digest.a]\ninputs = ['x']\noutput = 'x.docx'", 3, "digest.a.output: {tmp}/x.docx: no format ends"),
        ("[digest.a]\ninputs = ['x']\nmethod = 'best'", 3, "digest.a.method: no summariser named 'best'"),
        ("[digest.a]\ninputs = ['x']\nlanguage = 'xx'", 3, "digest.a.language: no language named 'xx'"),
        (
            "[digest.a]\ninputs = ['x']\nsections = ['summary', 'sumary']",
            3,
            "digest.a.sections: no section named 'sumary'",
        ),
        ("[digest.a]\ninputs = ['x']\nlogo = 'l.svg'", 3, "digest.a.logo: logo {tmp}/l.svg does not exist"),
        ("[digest.a]\ninputs = ['x']\nlogo = 'brief.toml'", 3, "is not a PNG, JPEG, GIF or SVG file"),
        (
            "[digest.a]\ninputs = ['x']\ntemplate = 'my-digest.typ'",
            3,
            "digest.a.template: no template of digests named '{tmp}/my-digest.typ'; choose one of digest",
        ),
        ("[digest.a]\ninputs = ['x']\ntemplate = 'house'", 3, "named '{tmp}/house'"),
        (
            "[digest.a]\ninputs = ['x']\ntemplate = 'sitrep'",
            3,
            "digest.a.template: no template of digests named 'sitrep'",
        ),
        (
            "[digest.a]\ninputs = ['x']\ntemplate = 'brief.toml'",
            3,
            "digest.a.template: {tmp}/brief.toml: is no",
        ),
        ("[page]\ntemplate = 'digest'", 2, "page.template: no template of briefings named 'digest'"),
        ("[page]\ndesk = 'x'\nlogo = 'l.svg'", 3, "page.logo: logo {tmp}/l.svg does not exist"),
        ("[digest.'a b']\ninputs = ['x']", 1, "a name is made of letters"),
        ("store = 3\n[digest.a]\ninputs = ['x']", 1, "store: is a text, not 3"),
        ("digest = 3", 1, "digest: is a table for each digest"),
        ("store = 'x'", 1, "digest: there is none"),
    ],
)
def test_an_error_names_file_line_and_key(text: str, line: int, message: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)

    with pytest.raises(SettingsError) as raised:
        load(path)
    assert f"{path}:{line}: " in str(raised.value)
    assert message.replace("{tmp}", str(tmp_path)) in str(raised.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "[digest.a]\ninputs = 3\npaper = 'a3'\n[digest.b]\ninputs = ['x']\nfull = 1")

    with pytest.raises(SettingsError) as raised:
        load(path)
    assert [f":{line}: " in str(raised.value) for line in (2, 3, 6)] == [True] * 3


def test_text_that_is_no_toml_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"is not TOML: .*line 2"):
        load(written(tmp_path, "store = 'x'\n[digest]]\n"))


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="brief init"):
        load(tmp_path / "brief.toml")


def test_an_unknown_digest_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    settings = load(written(tmp_path, "[digest.a]\ninputs = ['x']\n[digest.b]\ninputs = ['y']"))

    with pytest.raises(SettingsError, match="no digest named 'c'; it has a, b"):
        settings.digest("c")


def test_addresses_and_absolute_paths_stay_as_they_are(tmp_path: Path) -> None:
    path = written(
        tmp_path, "[digest.a]\ninputs = ['https://news.example/feed', '/var/news/', 'wires/*.xml']"
    )

    assert load(path).digest("a").inputs == (
        "https://news.example/feed",
        "/var/news/",
        f"{tmp_path}/wires/*.xml",
    )


def test_limits_are_settings_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text('[read]\nmax_pages = 7\n[digest.morning]\ninputs = ["in/"]\n')
    bad.write_text("[read]\nmax_pages = 0\nmax_sheep = 3\n")

    assert load(good).limits.max_pages == 7
    assert load(good).digest("morning").limits.max_pages == 7
    with pytest.raises(SettingsError, match=r"bad\.toml:2: read\.max_pages.*bad\.toml:3: read\.max_sheep"):
        load(bad)


@pytest.mark.parametrize("given", ["house.typ", "house", "./house", "digest", "briefing"])
def test_a_template_is_built_in_or_stands_beside_the_settings(
    tmp_path: Path, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "house").mkdir()
    for file in ("house.typ", "house/house.typ"):
        (tmp_path / file).touch()
    path = written(tmp_path, f"[digest.a]\ninputs = ['x']\ntemplate = '{given}'")
    monkeypatch.chdir("/")  # where cron may start

    template = load(path).digest("a").template

    assert template == (given if given in ("digest", "briefing") else str(tmp_path / given))


@pytest.mark.parametrize(
    ("output", "formats"),
    [("x.pdf", ("pdf",)), ("x.htm", ("html",)), ("x.{format}", ("md",)), ("x/", ("md",))],
)
def test_without_formats_the_output_tells_the_format(
    tmp_path: Path, output: str, formats: tuple[str, ...]
) -> None:
    path = written(tmp_path, f"[digest.a]\ninputs = ['x']\noutput = '{output}'")

    assert load(path).digest("a").formats == formats
