"""The formats apart from PDF: the same items, inert text, the promises of docs/contract.md."""

from __future__ import annotations

import email
import email.policy
import html.parser
import json
import re
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from brief.errors import SettingsError, TemplateError, UnknownName
from brief.labels import labels
from brief.model import QUESTIONS, Box, Briefing, Item
from brief.render import RENDERERS, render
from brief.render.markdown import escape
from brief.render.profile import Profile
from brief.render.terminal import drawn
from brief.render.text import width
from brief.resources import data
from tests.support import ATTACKS, cite_of, cited, harbour_page, source_of

SCHEMA = json.loads(data("briefing.schema.json").read_text(encoding="utf-8"))


def record(page: Briefing) -> dict[str, Any]:
    """The JSON of a page, checked against the schema."""
    found: dict[str, Any] = json.loads(render(page, "json"))
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    return found


def attacked(text: str) -> Briefing:
    """A page that has a text as its headline, its sentences, its answers and its names."""
    source = source_of(f"{text}\n{text} stands here\nIt said {text}")
    item = cited(source, text)
    return harbour_page(
        title=item,
        bottom_line=cited(source, f"{text} stands here"),
        points=(cited(source, f"It said {text}"),),
        box=Box(who=(replace(item, note=text, variants=(text,)),), why=(item,)),
        quotes=(replace(item, speaker=text),),
        figures=(replace(item, label=text), replace(item, label=text)),
        timeline=(replace(item, label=text),),
        flags=(replace(item, kind="single"),),
        sources=(replace(source, outlet=text, uri=text),),
        removed=(),
    )


class Words(html.parser.HTMLParser):
    """What a reader of an HTML page sees, and the elements it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags, self.addresses = "", set[str](), set[str]()
        self._hidden = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._hidden = tag == "style"
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src")}

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else data


def shown(page: Briefing, kind: str) -> str:
    """What a reader sees of a page in a format, white space folded."""
    out = render(page, kind).decode()
    if kind == "html":
        out = Words(out).text
    if kind == "md":
        body = out.split("\n---\n", 1)[1]
        out = Words(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(body)).text
    return " ".join(out.split())


@pytest.mark.parametrize("text", ATTACKS)
@pytest.mark.parametrize("kind", ["md", "html", "txt", "terminal"])
def test_what_looks_like_markup_prints_as_itself(text: str, kind: str) -> None:
    page = attacked(text)

    seen = shown(page, kind)

    assert f"{text} stands here" in seen
    assert f"It said {text}" in seen
    assert seen.count(text) >= 8


@pytest.mark.parametrize("text", ATTACKS)
def test_no_text_becomes_an_element_or_an_address(text: str) -> None:
    page = Words(render(attacked(text), "html").decode())

    assert page.tags == Words(render(attacked("harmless"), "html").decode()).tags
    assert page.addresses == set()


def test_no_format_asks_the_network_for_anything() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        page = attacked(f'![x]({address}) <img src={address}> #image("{address}")')
        for kind in RENDERERS:
            render(page, kind)

        with pytest.raises(TimeoutError):
            server.accept()


@given(st.text(alphabet=st.characters(exclude_categories=("C", "Z")), max_size=40))
def test_any_text_survives_markdown(text: str) -> None:
    shown = Words(
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).render("- " + escape(text))
    ).text

    assert "".join(shown.split()) == "".join(text.split())


def test_the_front_matter_is_what_the_page_says() -> None:
    head = render(attacked('a "quoted": title # no comment'), "md").decode().split("\n---\n")[0]

    title = re.search(r"^title: (.*)$", head, re.MULTILINE)
    assert title is not None
    assert json.loads(title[1]) == 'a "quoted": title # no comment'


@pytest.mark.parametrize(
    "page", [harbour_page(), harbour_page(title=None, bottom_line=None, points=(), box=Box())]
)
def test_the_json_keeps_its_schema(page: Briefing) -> None:
    found = record(page)

    assert found["title"] == (page.title.text if page.title else None)
    assert [item["text"] for item in found["summary"]] == [item.text for item in page.points]


def test_every_cite_of_the_json_is_where_it_says() -> None:
    found = record(harbour_page())
    text = found["sources"][0]["text"]

    answers = [answer for question in found["box"].values() for answer in question]
    for item in [found["bottom_line"], *found["summary"], *answers, *found["quotes"], *found["figures"]]:
        assert [text[cite["start"] : cite["end"]] for cite in item["cites"]] == [item["text"]]


@pytest.mark.parametrize("kind", ["md", "html", "txt", "terminal"])
def test_an_unanswered_question_says_so(kind: str) -> None:
    assert "not stated in the source" in shown(harbour_page(box=Box()), kind)


@pytest.mark.parametrize("kind", ["md", "html", "txt", "terminal"])
def test_what_was_left_out_is_counted_at_the_foot(kind: str) -> None:
    assert "Nothing left out for room" in shown(harbour_page(), kind)
    assert "7 items left out for room" in shown(harbour_page(left_out=7), kind)
    assert "1 item left out for room" in shown(harbour_page(left_out=1), kind)


def test_a_shortened_sentence_is_marked() -> None:
    page = harbour_page()
    assert page.bottom_line is not None
    cut = replace(page, bottom_line=replace(page.bottom_line, cut=True))

    for kind in ("md", "html", "txt", "terminal"):
        assert "[…]" in shown(cut, kind)
        assert "marked […]" in shown(cut, kind)
        assert "[…]" not in shown(page, kind)


def test_several_sources_have_letters() -> None:
    first, second = source_of("One\nThe pier is closed."), source_of("Two\nThe pier is shut.", uri="b.txt")
    there = cited(second, "The pier is shut.")
    page = harbour_page(
        bottom_line=cited(first, "The pier is closed."),
        points=(replace(there, cites=tuple(replace(cite, source=1) for cite in there.cites)),),
        sources=(first, second),
        removed=(),
    )

    assert "The pier is closed. ¶A2" in shown(page, "md")
    assert "The pier is shut. ¶B2" in shown(page, "md")


def test_no_line_of_plain_text_is_wider_than_a_mail() -> None:
    long = "W" * 300 + " 新闻报道" * 40
    lines = render(attacked(long), "txt").decode().split("\n")

    assert max(map(width, lines)) <= 72


def test_article_text_cannot_drive_a_terminal() -> None:
    page = attacked("\x1b[2J\x1b]0;owned\x07 evil\u202egnp.exe [bold]loud[/bold]")

    out = drawn(page, Profile.of(), width=100).decode()

    assert "\x1b[2J" not in out
    assert "\x1b]0" not in out
    assert "\x07" not in out
    assert "\u202e" not in out
    assert "[bold]loud[/bold]" in out


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_terminal_view_is_as_wide_as_the_terminal(columns: int) -> None:
    lines = drawn(harbour_page(), Profile.of(), width=columns, plain=True).decode().split("\n")

    assert max(map(len, lines)) <= columns


def test_the_html_is_one_file_that_loads_nothing_and_names_its_parts() -> None:
    page = render(harbour_page(), "html").decode()
    words = Words(page)

    assert "default-src 'none'" in page
    assert words.addresses == set()
    assert "script" not in words.tags
    assert {"main", "header", "footer", "section", "h1", "h2"} <= words.tags
    assert re.findall(r'aria-labelledby="([\w-]+)"', page) == re.findall(r'<h2 id="([\w-]+)"', page)
    assert '<html lang="en" dir="ltr">' in page


def test_a_web_address_is_a_link_and_a_path_is_not() -> None:
    source = source_of("Head\nText.", uri="https://news.example/a?b=1&c=<2>")
    page = harbour_page(bottom_line=cited(source, "Text."), sources=(source,), removed=())

    assert Words(render(page, "html").decode()).addresses == {"https://news.example/a?b=1&c=<2>"}
    assert "](<https://news.example/a?b=1&c=%3C2%3E>)" in render(page, "md").decode()


def test_the_mail_has_text_html_and_pdf_and_the_same_bytes_every_time() -> None:
    out = render(harbour_page(), "eml", sender="desk@news.example", recipients=["a@news.example"])
    message = email.message_from_bytes(out, policy=email.policy.default)

    assert message["Subject"] == "Ferry Service to Maren Halted After Pier Cracks"
    assert message["To"] == "a@news.example"
    assert [part.get_content_type() for part in message.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
        "application/pdf",
    ]
    assert out == render(harbour_page(), "eml", sender="desk@news.example", recipients=["a@news.example"])
    assert max(map(len, out.split(b"\r\n"))) <= 998


def test_a_headline_cannot_add_a_header_to_the_mail() -> None:
    out = render(attacked("News\r\nBcc: x@y.example\r\n\r\nbody"), "eml")

    assert email.message_from_bytes(out)["Bcc"] is None


@pytest.mark.parametrize("language", json.loads(data("labels.json").read_text("utf-8")))
def test_every_language_has_every_label(language: str) -> None:
    assert labels(language).keys() == labels("en").keys()
    assert all(labels(language).values())


@pytest.mark.parametrize("language", ["de", "fr", "es", "ar"])
@pytest.mark.parametrize("kind", ["md", "html", "txt", "terminal", "pdf"])
def test_a_page_speaks_the_language_asked_for(language: str, kind: str) -> None:
    page = harbour_page()

    out = render(page, kind, language=language)

    assert out != render(page, kind)
    if kind in ("md", "html"):
        assert labels(language)["bottom_line"] in html.unescape(out.decode())
        assert "Bottom line" not in out.decode()


@pytest.mark.parametrize("template", ["briefing", "plain", "sitrep"])
@pytest.mark.parametrize("kind", ["md", "html", "txt", "pdf"])
def test_every_template_has_every_format(template: str, kind: str) -> None:
    assert len(render(harbour_page(), kind, template=template)) > 500


def test_a_section_can_be_left_out_or_moved() -> None:
    moved = shown(harbour_page(), "md").index("Read with care") > shown(harbour_page(), "md").index(
        "Key figures"
    )
    out = " ".join(render(harbour_page(), "md", sections=["summary", "flags", "figures"]).decode().split())

    assert moved
    assert out.index("Read with care") < out.index("Key figures")
    assert "In their words" not in out


def test_a_desk_and_a_line_for_the_analyst_are_printed_when_asked_for() -> None:
    out = render(harbour_page(), "html", desk="Night desk", analyst=True).decode()

    assert "Night desk" in out
    assert "Analyst" in out
    assert "Analyst" not in render(harbour_page(), "html").decode()


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"accent": "red"}, SettingsError),
        ({"paper": "a5"}, UnknownName),
        ({"sections": ["weather"]}, UnknownName),
        ({"pdf_standard": "x"}, UnknownName),
        ({"pages": 0}, SettingsError),
        ({"logo": "missing.png"}, SettingsError),
        ({"logo": "logo.webp"}, SettingsError),
        ({"colour": "red"}, SettingsError),
    ],
)
def test_a_wrong_profile_says_what_is_wrong(settings: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error, match=re.escape(str(next(iter(settings.values()))).strip("[]'")) + "|colour"):
        render(harbour_page(), "md", **settings)


def test_an_unknown_format_or_template_names_those_there_are() -> None:
    with pytest.raises(UnknownName, match="choose one of eml, html, json, md"):
        render(harbour_page(), "docx")
    with pytest.raises(UnknownName, match=r"named .newsletter.; choose one of briefing, plain, sitrep$"):
        render(harbour_page(), "md", template="newsletter")


@pytest.mark.parametrize(
    ("body", "line"),
    [("# {{ title }}\n\n{% for %}", 3), ("a\n{{ nothing_of_that_name }}", 2), ("a\n\n\n{{ 1 / 0 }}", 4)],
)
def test_an_error_in_a_template_names_file_and_line(tmp_path: Path, body: str, line: int) -> None:
    mine = tmp_path / "mine.md.j2"
    mine.write_text(body)

    with pytest.raises(TemplateError, match=rf"mine\.md\.j2:{line}: "):
        render(harbour_page(), "md", template=str(mine))


def test_a_template_of_ones_own_is_escaped_like_ours(tmp_path: Path) -> None:
    mine = tmp_path / "mine.md.j2"
    mine.write_text("{{ title }} | {{ summary[0].text }}")

    assert render(attacked("*x*"), "md", template=str(mine)).startswith(rb"\*x\*")


def test_a_template_cannot_reach_python(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt.j2"
    mine.write_text("{{ ''.__class__.__mro__[1].__subclasses__() }}")

    with pytest.raises(TemplateError, match="unsafe"):
        render(harbour_page(), "txt", template=str(mine))


@pytest.mark.parametrize("kind", ["md", "html", "txt", "terminal"])
def test_what_is_not_looked_for_in_a_language_is_not_said_to_be_unstated(kind: str) -> None:
    finnish = replace(harbour_page(box=Box(unavailable=QUESTIONS)), language="fi")
    unread = replace(harbour_page(box=Box(unavailable=("who",))), language="en")

    assert shown(finnish, kind).count("not looked for in this language") == 5
    assert "not stated in the source" not in shown(finnish, kind)
    assert "no language model for this text" in shown(unread, kind)
    assert "not looked for in this language" not in shown(unread, kind)


@pytest.mark.parametrize("kind", ["md", "html", "txt", "terminal"])
def test_what_the_foot_says_are_sentences(kind: str) -> None:
    page = replace(harbour_page(), notes=("no sentence has 5 words or fewer", "The text was cut."))

    text = shown(page, kind)
    assert "No sentence has 5 words or fewer." in text
    assert "was cut." in text
    assert "was cut.." not in text


@pytest.mark.parametrize("kind", ["md", "html", "txt", "terminal"])
def test_what_the_headline_tells_is_referred_to_and_what_it_does_not_is_printed(kind: str) -> None:
    page = harbour_page()
    source = page.sources[0]
    told = replace(page, box=replace(page.box, what=(cited(source, "Ferry Service to Maren Halted"),)))
    unknown = replace(
        page, box=Box(who=page.box.who, where=page.box.where, when=page.box.when, why=page.box.why)
    )

    assert "as in the headline" in shown(told, kind)
    assert "as in the headline" not in shown(page, kind)
    assert "as in the headline" not in shown(unknown, kind)
    assert shown(unknown, kind).count("not stated in the source") == 1


def test_a_page_without_a_headline_has_one_title() -> None:
    page = render(harbour_page(title=None), "md").decode()

    assert 'title: "Briefing"' in page
    assert "\n# Briefing\n" in page


@pytest.mark.parametrize("kind", ["md", "html", "txt", "terminal"])
def test_words_that_lead_to_a_figure_stand_before_it(kind: str) -> None:
    source = source_of("Head\nUnemployment fell to 4.2 percent, with 300 more at work.")
    page = harbour_page(
        figures=(
            cited(source, "4.2 percent", label="Unemployment fell to"),
            cited(source, "300", label="more"),
        ),
        sources=(source,),
        title=None,
        removed=(),
    )

    told = " ".join(re.sub(r"\x1b\[[\d;]*m|\*", "", shown(page, kind)).split())
    assert "Unemployment fell to 4.2 percent" in told
    assert "300 more" in told


@pytest.mark.parametrize("kind", ["md", "html", "txt", "terminal"])
def test_a_figure_is_set_where_it_stands_and_not_inside_another_number(kind: str) -> None:
    source = source_of(
        "Head\nBy dusk 150 divers with 50 boats searched. Only 12 children of 12 schools came."
    )
    boats = cite_of(source, "50 boats")
    label = cite_of(source, "150 divers with 50 boats")
    fifty = Item(
        text="50",
        cites=(replace(boats, end=boats.start + 2),),
        label="150 divers with 50 boats",
        label_cites=(label,),
    )
    page = harbour_page(
        figures=(fifty, cited(source, "12", label="children of 12 schools")),
        sources=(source,),
        title=None,
        removed=(),
    )

    told = " ".join(re.sub(r"\x1b\[[\d;]*m|\*", "", shown(page, kind)).split())
    assert "150 divers with 50 boats" in told
    assert "12 children of 12 schools" in told


def test_a_town_is_one_place_of_writing_however_fully_it_is_named() -> None:
    page = harbour_page()
    places = ["KARVIK", "Karvik, Norland", "Maren"]
    told = replace(page, sources=tuple(replace(page.sources[0], dateline=place) for place in places))

    assert "Karvik, Norland; Maren" in shown(told, "txt")
    assert "KARVIK;" not in shown(told, "txt")
