"""Articles at web addresses. The only file that opens sockets, and only when asked to."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.errors import ReadError
from brief.read.archive import inflate
from brief.read.limits import Budget, Limits, megabytes

if TYPE_CHECKING:
    import httpx

AGENT = "brief"
_MOST_REDIRECTS = 5
_ROBOTS_BYTES = 512 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)
Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address answered."""

    url: str
    """After redirects."""
    data: bytes
    etag: str | None = None
    """To be handed to the next `fetch` of the address; likewise `last_modified`."""
    last_modified: str | None = None


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host.

    Raises:
        OSError: If it has none.
    """
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(
    url: str,
    *,
    limits: Limits,
    timeout_s: float = 20,
    allow_private: bool = False,
    etag: str | None = None,
    last_modified: str | None = None,
    resolve: Resolve = resolve,
    transport: httpx.BaseTransport | None = None,
) -> Fetched | None:
    """Get what stands at an address, if its site lets programs read it.

    Args:
        url: `http` or `https`.
        limits: How many bytes, and how many seconds in all.
        timeout_s: For connecting, and for each wait for more.
        allow_private: Whether the address may be inside the local network.
        etag: Of the copy that the caller has; likewise `last_modified`.
        last_modified: As the site sent it.
        resolve: From host and port to IP addresses.
        transport: What sends the requests; the network if None.

    Returns:
        The answer, or None when the caller's copy is still current.

    Raises:
        ReadError: If robots.txt forbids it, the host is in a private network, the site does not
            answer in time, answers with an error, or answers with too much.
    """
    import httpx

    headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    session = _Session(
        client=httpx.Client(transport=transport, timeout=timeout_s, trust_env=False, follow_redirects=False),
        deadline=time.monotonic() + limits.max_seconds,
        limits=limits,
        allow_private=allow_private,
        resolve=resolve,
    )
    with session.client:
        return _follow(session, url, {name: value for name, value in headers.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Session:
    """What all requests for one address share."""

    client: httpx.Client
    deadline: float
    limits: Limits
    allow_private: bool
    resolve: Resolve


def _follow(session: _Session, url: str, headers: dict[str, str]) -> Fetched | None:
    """The answer after redirects; each step is checked like the first."""
    at = url
    for _ in range(_MOST_REDIRECTS + 1):
        _ask_robots(session, at, url)
        status, answered, data = _get(session, at, headers, session.limits.max_bytes, named=url)
        if status == 304:
            return None
        if status in _REDIRECTS and "location" in answered:
            at = _joined(at, answered["location"], named=url)
            continue
        if status != 200:
            raise ReadError(url, f"the site answered {status}")
        if answered.get("content-encoding", "").lower() == "gzip":
            data = inflate(data, url, Budget(limits=session.limits, uri=url))
        return Fetched(
            url=at, data=data, etag=answered.get("etag"), last_modified=answered.get("last-modified")
        )
    raise ReadError(url, f"is redirected more than {_MOST_REDIRECTS} times")


def _joined(base: str, location: str, *, named: str) -> str:
    """Where a redirect leads."""
    import httpx

    try:
        return str(httpx.URL(base).join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise ReadError(named, "is redirected to something that is no address") from error


def _ask_robots(session: _Session, at: str, named: str) -> None:
    """Raise unless the site's robots.txt lets us; one that is missing does, one that fails does not."""
    from urllib.robotparser import RobotFileParser  # it brings a whole HTTP client along

    import httpx

    try:
        robots = str(httpx.URL(at).copy_with(raw_path=b"/robots.txt", fragment=None))
    except (httpx.InvalidURL, ValueError) as error:
        raise ReadError(named, "is no address") from error
    status, _, data = _get(session, robots, {}, _ROBOTS_BYTES, named=named)
    if status >= 500:
        raise ReadError(named, f"the site's robots.txt cannot be read (it answered {status})")
    rules = RobotFileParser()
    rules.parse(data.decode("utf-8", "replace").splitlines() if status == 200 else [])
    if not rules.can_fetch(AGENT, at):
        raise ReadError(named, "the site's robots.txt asks programs not to read it")


def _get(
    session: _Session, url: str, headers: dict[str, str], most: int, *, named: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one request, sent to an address that was looked at before."""
    import httpx

    asked, address = _checked(session, url, named)
    # The request goes to the very address that was checked: asked again, a name server could answer
    # with a private one.
    request = session.client.build_request(
        "GET",
        address,
        headers={
            "Host": asked.netloc.decode("ascii"),
            "User-Agent": AGENT,
            "Accept-Encoding": "gzip",
            **headers,
        },
        extensions={"sni_hostname": asked.host},
    )
    try:
        response = session.client.send(request, stream=True)
        try:
            answered = {name.lower(): value for name, value in response.headers.items()}
            return response.status_code, answered, _body(session, response, most, named)
        finally:
            response.close()
    except httpx.TimeoutException as error:
        raise ReadError(named, "the site did not answer in time") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise ReadError(named, f"the site cannot be reached: {error}") from error


def _checked(session: _Session, url: str, named: str) -> tuple[httpx.URL, httpx.URL]:
    """The address, and the same with its host's IP in place of the name."""
    import httpx

    try:
        asked = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise ReadError(named, "is no address") from error
    if asked.scheme not in ("http", "https") or not asked.host or asked.userinfo:
        raise ReadError(named, "is no address that can be read")
    port = asked.port or {"http": 80, "https": 443}[asked.scheme]
    try:
        found = session.resolve(asked.host, port)
    except (OSError, UnicodeError) as error:
        raise ReadError(named, f"no host named {asked.host}") from error
    if not found or not (session.allow_private or all(_is_public(ip) for ip in found)):
        raise ReadError(
            named, f"{asked.host} is in a private network, where only the sources of a digest are read"
        )
    return asked, asked.copy_with(host=found[0], fragment=None)


def _is_public(ip: str) -> bool:
    """Whether an IP address is one of the open internet."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast


def _body(session: _Session, response: httpx.Response, most: int, named: str) -> bytes:
    """The bytes as sent, read no further than allowed."""
    out: list[bytes] = []
    size = 0
    for chunk in response.iter_raw():
        size += len(chunk)
        if size > most:
            raise ReadError(named, f"the site sent more than {megabytes(most)}")
        if time.monotonic() > session.deadline:
            raise ReadError(named, f"takes longer than {session.limits.max_seconds:g} s to fetch")
        out.append(chunk)
    return b"".join(out)
