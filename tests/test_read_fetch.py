"""Addresses: only when allowed, never a private one, and politely."""

from __future__ import annotations

import gzip

import httpx
import pytest

from brief.errors import ReadError
from brief.read import Limits, read
from brief.read.fetch import Fetched, fetch

PUBLIC = "93.184.216.34"
PAGE = "http://paper.example/story"


def says(status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> httpx.Response:
    """An answer that is still to be read, as from the network."""
    return httpx.Response(status, headers=headers, stream=httpx.ByteStream(body))


def get(
    answers: dict[str, httpx.Response],
    url: str = PAGE,
    *,
    ips: dict[str, str] | None = None,
    **wishes: object,
) -> Fetched | None:
    """Fetch from a site that answers so by path; its robots.txt is missing unless given."""

    def answer(request: httpx.Request) -> httpx.Response:
        return answers.get(request.url.path, says(404))

    return fetch(
        url,
        limits=Limits(max_bytes=10_000),
        transport=httpx.MockTransport(answer),
        resolve=lambda host, port: [(ips or {}).get(host, PUBLIC)],
        **wishes,  # type: ignore[arg-type]  # passed through
    )


def test_an_address_is_not_read_unless_the_network_is_allowed() -> None:
    with pytest.raises(ReadError, match="--allow-network"):
        read(PAGE)


def test_the_answer_comes_with_what_the_next_request_needs() -> None:
    fetched = get({"/story": says(200, b"The bridge closed.", {"ETag": '"7"'})})

    assert fetched == Fetched(url=PAGE, data=b"The bridge closed.", etag='"7"')


def test_a_copy_that_is_current_is_not_sent_again() -> None:
    seen: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("If-None-Match"))
        return says(404 if request.url.path == "/robots.txt" else 304)

    fetched = fetch(
        PAGE,
        limits=Limits(),
        etag='"7"',
        transport=httpx.MockTransport(answer),
        resolve=lambda host, port: [PUBLIC],
    )

    assert fetched is None
    assert seen == [None, '"7"']


def test_the_request_goes_to_the_address_that_was_checked() -> None:
    seen: list[tuple[str, str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.host, request.headers["Host"]))
        return says(200)

    fetch(PAGE, limits=Limits(), transport=httpx.MockTransport(answer), resolve=lambda host, port: [PUBLIC])

    assert set(seen) == {(PUBLIC, "paper.example")}


@pytest.mark.parametrize(
    "ip", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "::ffff:10.0.0.8", "192.168.1.1"]
)
def test_private_networks_stay_private(ip: str) -> None:
    with pytest.raises(ReadError, match="private network"):
        get({}, ips={"paper.example": ip})


def test_a_redirect_is_checked_like_the_first_address() -> None:
    there = {"/story": says(302, b"", {"Location": "http://inside.example/secret"})}

    with pytest.raises(ReadError, match=r"inside\.example is in a private network"):
        get(there, ips={"inside.example": "10.0.0.8"})


def test_redirects_end() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return says(404) if request.url.path == "/robots.txt" else says(302, b"", {"Location": "/story"})

    with pytest.raises(ReadError, match="more than 5 times"):
        fetch(
            PAGE, limits=Limits(), transport=httpx.MockTransport(answer), resolve=lambda host, port: [PUBLIC]
        )


def test_robots_txt_is_respected() -> None:
    robots = says(200, b"User-agent: *\nDisallow: /story\n")

    with pytest.raises(ReadError, match=r"robots\.txt"):
        get({"/robots.txt": robots, "/story": says(200, b"x")})


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (says(404), "answered 404"),
        (says(200, b"x" * 10_001), "sent more than"),
        (
            says(200, gzip.compress(b"x" * 20_000), {"Content-Encoding": "gzip"}),
            "unpacks to more than",
        ),
    ],
)
def test_an_answer_that_is_no_article_is_an_error(answer: httpx.Response, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        get({"/story": answer})


@pytest.mark.parametrize(
    "url", ["http://user:pw@paper.example/", "http://", "http://[::1", "ftp://paper.example/x"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ReadError):
        get({}, url)
