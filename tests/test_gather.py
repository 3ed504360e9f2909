"""Feeds from the network, against a server on loopback that misbehaves."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from brief import gather as gathering
from brief.digest import digest
from brief.gather import Gathered, gather
from brief.model import Article, Feed, Skipped
from brief.read import Limits
from brief.read.fetch import fetch
from brief.store import Store

LONG = (
    "A ferry with 212 passengers ran aground off Sandhaven harbour on Tuesday in thick fog, and the "
    "coastguard took everyone off within three hours. Nobody was hurt, commander "
    "Ada Holm told reporters on the quay. "
    "The owner of the ship, Nordline, promised an inquiry into why it had sailed without working radar. "
    "Inspectors had found the same fault twice in the year before and had fined the company for it. "
    "The harbour stayed closed until the evening, and two trawlers waited outside for the tide to turn. "
)
PAGE = (
    "<html><head><title>Ferry Runs Aground</title></head><body><article><h1>Ferry Runs Aground</h1>"
    f"<p>{LONG}</p><p>{LONG.replace('ferry', 'vessel')}</p></article></body></html>"
)


def feed_of(*entries: tuple[str, str, str], host: str = "") -> bytes:
    """An RSS feed of (title, link, text)."""
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid>{link or title}</guid>"
        f"<description>{text}</description></item>"
        for title, link, text in entries
    )
    channel = f"<channel><title>Coastal Wire</title>{items}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()


class Site:
    """A server; `answers` maps a path to what is done with a request for it."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.answers.get(self.path, sends(b"none", 404))(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def pages(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [path for path in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    opened = Site()
    yield opened
    opened.server.shutdown()
    opened.server.server_close()


def sends(data: bytes, status: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """An answer of these bytes."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"content-length": str(len(data)), **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(data)

    return answer


def gathered(
    site: Site,
    *paths: str,
    before: tuple[Feed, ...] = (),
    waited: list[float] | None = None,
    limits: Limits | None = None,
) -> Gathered:
    slept = waited if waited is not None else []
    return gather(
        [f"{site.url}{path}" for path in paths],
        today="2026-03-05",
        before=before,
        sleep=slept.append,
        limits=limits or Limits(),
    )


def texts(found: Gathered) -> list[str]:
    return [one.text for _, one in found.found if isinstance(one, Article)]


def reasons(found: Gathered) -> list[str]:
    return [one.reason for _, one in found.found if isinstance(one, Skipped)]


def test_each_entry_of_a_feed_is_an_article(site: Site) -> None:
    site.answers["/feed"] = sends(feed_of(("Ferry", "", LONG), ("Bank", "", LONG.replace("ferry", "bank"))))

    found = gathered(site, "/feed")

    assert len(texts(found)) == 2
    assert [source for source, _ in found.found] == [f"{site.url}/feed"] * 2


def test_a_feed_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    def conditional(request: BaseHTTPRequestHandler) -> None:
        if request.headers.get("If-None-Match") == '"v1"':
            request.send_response(304)
            request.end_headers()
        else:
            sends(feed_of(("Ferry", "", LONG)), etag='"v1"', last_modified="Mon, 02 Mar 2026 06:00:00 GMT")(
                request
            )

    site.answers["/feed"] = conditional
    first = gathered(site, "/feed")
    second = gathered(site, "/feed", before=tuple(first.feeds.values()))

    assert texts(second) == texts(first) != []
    assert second.feeds == first.feeds


def test_a_teaser_is_followed_to_its_page_once(site: Site) -> None:
    site.answers["/feed"] = sends(feed_of(("Ferry", f"{site.url}/ferry", "A ferry ran aground.")))
    site.answers["/ferry"] = sends(PAGE.encode(), content_type="text/html")

    first = gathered(site, "/feed")
    second = gathered(site, "/feed", before=tuple(first.feeds.values()))

    assert "promised an inquiry" in texts(first)[0]
    assert texts(second) == texts(first)
    assert site.pages() == ["/feed", "/ferry", "/feed"]


def test_a_teaser_whose_page_cannot_be_had_stands_for_itself(site: Site) -> None:
    site.answers["/feed"] = sends(
        feed_of(("Ferry", f"{site.url}/gone", "A ferry ran aground off Sandhaven."))
    )

    (text,) = texts(gathered(site, "/feed"))
    assert "A ferry ran aground off Sandhaven." in text


def page_of(title: str, *paragraphs: str) -> bytes:
    told = "".join(f"<p>{one}</p>" for one in paragraphs)
    body = f"<article><h1>{title}</h1>{told}</article>"
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("title", "teaser", "page"),
    [
        (
            "Ferry runs aground off Sandhaven",
            "A ferry ran aground off Sandhaven on Tuesday night in thick fog, the coastguard said.",
            page_of(
                "We value your privacy",
                "We and our 843 partners store and access information on your device, such as cookies, to "
                "process personal data for advertising and audience research.",
                "Please accept or manage your choices before you continue to the site. You can change your "
                "choice at any time.",
            ),
        ),
        (
            "Ferry runs aground off Sandhaven",
            "A ferry ran aground off Sandhaven on Tuesday night in thick fog, the coastguard said.",
            page_of(
                "Mayor of Lowmarsh opens new library",
                "The mayor of Lowmarsh opened a library on Tuesday that cost the town nine million crowns.",
                "The coastguard band played, and the mayor said that every child would have a card soon.",
            ),
        ),
        (
            "Fähre vor Sandhafen auf Grund gelaufen",
            "Eine Fähre ist am Dienstag vor dem Hafen von Sandhafen auf Grund gelaufen.",
            page_of(
                "Ihre Privatsphäre ist uns wichtig",
                "Wir und unsere Partner speichern Informationen auf Ihrem Gerät, um Ihnen Werbung zu zeigen, "
                "die zu Ihnen passt, und um zu messen, was auf den Seiten gelesen wird.",
                "Sie können der Verarbeitung Ihrer Daten zustimmen oder die Auswahl später noch ändern.",
            ),
        ),
    ],
)
def test_a_page_about_something_else_does_not_take_the_teasers_place(
    title: str, teaser: str, page: bytes, site: Site
) -> None:
    site.answers["/feed"] = sends(feed_of((title, f"{site.url}/page", teaser)))
    site.answers["/page"] = sends(page, content_type="text/html")

    (text,) = texts(gathered(site, "/feed"))

    assert teaser in text


@pytest.mark.parametrize(
    ("title", "teaser"),
    [
        ("Ferry Runs Aground", "Read more."),
        ("What we know of the ferry", "Passengers were taken off in fog near Sandhaven harbour."),
        ("Nobody hurt on stranded ship", "Nordline promises an inquiry into why it sailed without radar."),
    ],
)
def test_a_page_that_tells_the_same_in_other_words_does(title: str, teaser: str, site: Site) -> None:
    site.answers["/feed"] = sends(feed_of((title, f"{site.url}/ferry", teaser)))
    site.answers["/ferry"] = sends(PAGE.encode(), content_type="text/html")

    (text,) = texts(gathered(site, "/feed"))

    assert "promised an inquiry" in text


def test_limits_that_were_set_hold_for_what_is_fetched(site: Site) -> None:
    site.answers["/feed"] = sends(
        feed_of(("Ferry", f"{site.url}/ferry", "A ferry ran aground off Sandhaven."))
    )
    site.answers["/ferry"] = sends(PAGE.encode(), content_type="text/html")

    (teaser,) = texts(gathered(site, "/feed", limits=Limits(max_bytes=len(PAGE) - 1)))
    (skipped,) = gathered(site, "/feed", limits=Limits(max_bytes=100)).found
    (whole,) = texts(gathered(site, "/feed", limits=Limits(max_bytes=2**30)))

    assert "promised an inquiry" not in teaser
    assert isinstance(skipped[1], Skipped)
    assert "promised an inquiry" in whole


def test_a_feed_cannot_send_us_into_the_local_network(site: Site) -> None:
    other = Site()
    try:
        other.answers["/secret"] = sends(PAGE.encode())
        inside = other.url.replace("127.0.0.1", "localhost")
        site.answers["/feed"] = sends(
            feed_of(("Ferry", f"{inside}/secret", "A ferry ran aground off Sandhaven."))
        )

        (text,) = texts(gathered(site, "/feed"))

        assert "promised an inquiry" not in text
        assert other.asked == []
    finally:
        other.server.shutdown()
        other.server.server_close()


def test_a_site_that_fails_in_passing_is_asked_again_after_a_while(site: Site) -> None:
    tries = []

    def flaky(request: BaseHTTPRequestHandler) -> None:
        tries.append(1)
        (sends(b"busy", 503) if len(tries) < 3 else sends(feed_of(("Ferry", "", LONG))))(request)

    site.answers["/feed"] = flaky
    waited: list[float] = []

    assert len(texts(gathered(site, "/feed", waited=waited))) == 1
    assert [wait for wait in waited if wait > gathering.POLITE_S] == list(gathering.WAITS_S)


def test_a_refusal_is_not_asked_again(site: Site) -> None:
    site.answers["/feed"] = sends(b"no", 403)

    assert reasons(gathered(site, "/feed")) == ["the site answered 403"]
    assert site.pages() == ["/feed"]


def test_requests_to_one_host_are_spaced(site: Site) -> None:
    links = [(f"Ferry {n}", f"{site.url}/{n}", "A ferry ran aground.") for n in range(3)]
    site.answers["/feed"] = sends(feed_of(*links))
    for n in range(3):
        site.answers[f"/{n}"] = sends(PAGE.encode())
    waited: list[float] = []

    gathered(site, "/feed", waited=waited)
    assert waited == [gathering.POLITE_S] * 3


def hang_up(request: BaseHTTPRequestHandler) -> None:
    request.connection.close()


def lies_about_length(request: BaseHTTPRequestHandler) -> None:
    sends(feed_of(("Ferry", "", LONG)), content_length="999999")(request)
    request.connection.close()


def endless_redirect(request: BaseHTTPRequestHandler) -> None:
    sends(b"", 302, location="/feed")(request)


def dribbles(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(200):
        request.wfile.write(b"<")
        request.wfile.flush()
        time.sleep(0.05)


def rubbish(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HELLO\r\n\r\n")


MISBEHAVIOURS: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {
    "hangs up": hang_up,
    "lies about its length": lies_about_length,
    "redirects for ever": endless_redirect,
    "dribbles": dribbles,
    "sends too much": sends(b"x" * 200_000),
    "sends a bomb": sends(gzip.compress(b"x" * 50_000_000), content_encoding="gzip"),
    "sends no feed": sends(b"\x00\xff\x13" * 100),
    "sends nothing": sends(b""),
    "sends a broken feed": sends(feed_of(("Ferry", "", LONG))[:150]),
    "redirects to a file": sends(b"", 302, location="file:///etc/passwd"),
    "says not modified to the first request": sends(b"", 304),
    "fails": sends(b"", 500),
    "sends rubbish for a status": rubbish,
}


@pytest.mark.parametrize("how", MISBEHAVIOURS)
def test_a_site_that_misbehaves_costs_only_itself(
    how: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = Limits(max_bytes=100_000, max_seconds=1)
    monkeypatch.setattr(gathering, "FEED_LIMITS", limits)
    monkeypatch.setattr(gathering, "TIMEOUT_S", 0.5)
    site.answers["/feed"] = MISBEHAVIOURS[how]
    site.answers["/good"] = sends(feed_of(("Bank", "", LONG)))
    kept = Feed(uri=f"{site.url}/feed", body=b"<rss/>", last_news="2026-03-01")

    started = time.monotonic()
    found = gathered(site, "/feed", "/good", before=() if "first" in how else (kept,))

    assert len(texts(found)) == 1
    assert len(reasons(found)) == 1
    assert time.monotonic() - started < 15


def test_a_feed_that_fails_keeps_what_is_known_of_it(site: Site) -> None:
    known = Feed(uri=f"{site.url}/feed", etag='"v1"', body=b"<rss/>", last_news="2026-03-01")
    site.answers["/feed"] = sends(b"", 404)

    assert gathered(site, "/feed", before=(known,)).feeds == {known.uri: known}


def test_robots_txt_is_heeded(site: Site) -> None:
    site.answers["/robots.txt"] = sends(b"User-agent: *\nDisallow: /feed\n")
    site.answers["/feed"] = sends(feed_of(("Ferry", "", LONG)))

    (reason,) = reasons(gathered(site, "/feed"))
    assert "robots.txt" in reason
    assert site.pages() == []


def test_a_digest_of_a_feed_tells_each_entry_once(site: Site, tmp_path: object) -> None:
    site.answers["/feed"] = sends(feed_of(("Ferry", "", LONG)))
    run = partial(digest, [f"{site.url}/feed"], fetch=fetch, made="2026-03-05T06:00:00Z")
    with Store(f"{tmp_path}/m.sqlite3") as store:
        first = run(day="2026-03-04", store=store)
        # A new entry comes first in a feed and moves the others down.
        site.answers["/feed"] = sends(
            feed_of(("Bank", "", "The central bank of Orland held its rate. " * 12), ("Ferry", "", LONG))
        )
        second = run(day="2026-03-05", store=store)
        news = {feed.uri: feed.last_news for feed in store.feeds("digest")}

    assert (len(first.chapters), len(second.chapters)) == (1, 1)
    assert second.told_before == 1
    assert second.chapters[0].status == "new"
    assert news == {f"{site.url}/feed": "2026-03-05"}
