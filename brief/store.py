"""The memory: what earlier digests told, in SQLite, or in PostgreSQL for a team."""

from __future__ import annotations

import fcntl
import hashlib
import json
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from brief.errors import LockHeld, MissingExtra, StoreError
from brief.model import Feed, Seen, Telling

if TYPE_CHECKING:
    import psycopg

# Each entry takes the schema one version further; entries are never changed, only added. {bytes} is the
# type of the server at hand.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE editions (
            name TEXT NOT NULL, day TEXT NOT NULL, made TEXT NOT NULL,
            PRIMARY KEY (name, day))""",
        """CREATE TABLE tellings (
            name TEXT NOT NULL, day TEXT NOT NULL, story TEXT NOT NULL, title TEXT NOT NULL,
            language TEXT NOT NULL, published TEXT, passages {bytes} NOT NULL,
            PRIMARY KEY (name, day, story))""",
        """CREATE TABLE articles (
            name TEXT NOT NULL, text_sha256 TEXT NOT NULL, uri TEXT NOT NULL, day TEXT NOT NULL,
            last_seen TEXT NOT NULL, story TEXT NOT NULL, outlet TEXT,
            PRIMARY KEY (name, text_sha256, uri))""",
        "CREATE INDEX articles_by_day ON articles (name, day, story)",
        """CREATE TABLE feeds (
            name TEXT NOT NULL, uri TEXT NOT NULL, etag TEXT, modified TEXT, body {bytes} NOT NULL,
            last_news TEXT,
            PRIMARY KEY (name, uri))""",
    ),
    # Articles that were told before this have no sketch: they are known by their hash, and their stories
    # by what was told of them.
    ("ALTER TABLE articles ADD COLUMN sketch {bytes}",),
)
MOST_VALUES = 500
"""Values in one question to the database."""
BUSY_S = 30
"""How long a write waits for another program that is writing."""


def default_path() -> Path:
    """Where the memory is kept when nothing else is said: the user's data folder."""
    import platformdirs

    return Path(platformdirs.user_data_dir("brief", appauthor=False)) / "memory.sqlite3"


class Store:
    """What earlier digests told. Close it, or use it in a `with` block.

    Every digest has a name and a memory of its own under it, so that two digests in one
    store do not take each other's news for told.
    """

    def __init__(self, where: str | Path | None = None) -> None:
        """Open the memory, making or migrating it where needed.

        Args:
            where: A file, a `postgresql://` address, or None for `default_path()`.

        Raises:
            StoreError: If it cannot be opened, is damaged, or was written by a newer `brief`.
            MissingExtra: If it is a PostgreSQL address and psycopg is not installed.
        """
        self.where = str(where or default_path())
        is_server = self.where.startswith(("postgresql://", "postgres://"))
        if not is_server and "://" in self.where:
            raise StoreError(f"{_shown(self.where)}: a memory is a file or a postgresql:// address")
        self._engine: _Sqlite | _Postgres = _Postgres(self.where) if is_server else _Sqlite(Path(self.where))
        try:
            self._migrate()
        except BaseException:
            self._engine.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the connection."""
        self._engine.close()

    @contextmanager
    def hold(self, name: str) -> Iterator[None]:
        """Keep other runs of the digest out for the length of the block; a killed holder lets go.

        Raises:
            LockHeld: If another run holds it.
        """
        with self._engine.lock(name):
            yield

    def last_day(self, name: str) -> str | None:
        """The day of the latest edition recorded, or None."""
        ((day,),) = self._engine.read("SELECT max(day) FROM editions WHERE name = ?", (name,))
        return day  # type: ignore[no-any-return]  # the column is TEXT

    def days(self, name: str) -> tuple[str, ...]:
        """The days of all editions recorded, rising."""
        rows = self._engine.read("SELECT day FROM editions WHERE name = ? ORDER BY day", (name,))
        return tuple(day for (day,) in rows)

    def recall(self, name: str, *, before: str, since: str) -> tuple[Telling, ...]:
        """What was told on the days from `since` to the day before `before`, by day and story.

        Days from `before` on are left out, so that making a day's digest again gives the same page.
        """
        return self._tellings("name = ? AND day < ? AND day >= ?", (name, before, since))

    def recall_stories(self, name: str, stories: Iterable[str], *, before: str) -> tuple[Telling, ...]:
        """All that was told of these stories on days before `before`, however long ago, by day and story."""
        found = [
            telling
            for part in _parts(stories)
            for telling in self._tellings(
                f"name = ? AND day < ? AND story IN ({_marks(part)})", (name, before, *part)
            )
        ]
        return tuple(sorted(found, key=lambda telling: (telling.day, telling.story)))

    def _tellings(self, condition: str, values: Sequence[str]) -> tuple[Telling, ...]:
        """The tellings that a condition holds for, by day and story."""
        articles: dict[tuple[str, str], list[Seen]] = {}
        for day, story, uri, sha, outlet, sketch in self._engine.read(
            "SELECT day, story, uri, text_sha256, outlet, sketch FROM articles"  # noqa: S608  marks only
            f" WHERE {condition} ORDER BY day, story, uri, text_sha256",
            values,
        ):
            seen = Seen(uri=uri, text_sha256=sha, outlet=outlet, sketch=sketch or b"")
            articles.setdefault((day, story), []).append(seen)
        rows = self._engine.read(
            "SELECT day, story, title, language, published, passages FROM tellings"  # noqa: S608  marks only
            f" WHERE {condition} ORDER BY day, story",
            values,
        )
        return tuple(
            Telling(
                story=story,
                day=day,
                title=title,
                language=language,
                published=published,
                passages=_unpacked(passages),
                articles=tuple(articles.get((day, story), ())),
            )
            for day, story, title, language, published, passages in rows
        )

    def sketches(self, name: str, *, before: str) -> tuple[tuple[str, bytes], ...]:
        """The story and the sketch of every article told before `before`, the latest first."""
        rows = self._engine.read(
            "SELECT story, sketch FROM articles WHERE name = ? AND day < ? AND sketch IS NOT NULL"
            " ORDER BY day DESC, story DESC, text_sha256, uri",
            (name, before),
        )
        return tuple((story, sketch) for story, sketch in rows)

    def told(self, name: str, shas: Iterable[str], *, before: str) -> dict[str, str]:
        """The story of each text that was told on a day before `before`, however long ago, by its hash."""
        found: dict[str, str] = {}
        for part in _parts(shas):
            rows = self._engine.read(
                "SELECT text_sha256, story FROM articles"  # noqa: S608  marks only
                f" WHERE name = ? AND day < ? AND text_sha256 IN ({_marks(part)})"
                " ORDER BY day DESC, story DESC",
                (name, before, *part),
            )
            found.update(rows)
        return found

    def record(
        self,
        name: str,
        day: str,
        *,
        made: str,
        tellings: Sequence[Telling],
        again: Iterable[str] = (),
        feeds: Iterable[Feed] = (),
    ) -> None:
        """Remember an edition, in one transaction.

        A second recording of the same day adds to the first; of a story told in both the second holds.

        Args:
            name: Of the digest.
            day: Of the edition, ISO 8601.
            made: When it was made, ISO 8601.
            tellings: What it told; their `day` is this day.
            again: `text_sha256` of articles told before that were met again: they are remembered on.
            feeds: Inputs as they were found; what is known of others is forgotten.

        Raises:
            StoreError: If it cannot be written (disk full, ...); then nothing is changed.
        """
        with self._engine.transaction():
            self._engine.write(
                "INSERT INTO editions (name, day, made) VALUES (?, ?, ?)"
                " ON CONFLICT (name, day) DO UPDATE SET made = excluded.made",
                [(name, day, made)],
            )
            self._engine.write(
                "INSERT INTO tellings (name, day, story, title, language, published, passages)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (name, day, story) DO UPDATE SET title = excluded.title,"
                " language = excluded.language, published = excluded.published, passages = excluded.passages",
                [
                    (name, day, t.story, t.title, t.language, t.published, _packed(t.passages))
                    for t in tellings
                ],
            )
            self._engine.write(
                "INSERT INTO articles (name, text_sha256, uri, day, last_seen, story, outlet, sketch)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (name, text_sha256, uri) DO UPDATE SET last_seen = excluded.last_seen",
                [
                    (name, a.text_sha256, a.uri, day, day, t.story, a.outlet, a.sketch or None)
                    for t in tellings
                    for a in t.articles
                ],
            )
            self._engine.write(
                "UPDATE articles SET last_seen = ? WHERE name = ? AND text_sha256 = ? AND last_seen < ?",
                [(day, name, sha, day) for sha in sorted(set(again))],
            )
            self._engine.write("DELETE FROM feeds WHERE name = ?", [(name,)])
            self._engine.write(
                "INSERT INTO feeds (name, uri, etag, modified, body, last_news) VALUES (?, ?, ?, ?, ?, ?)",
                [(name, f.uri, f.etag, f.modified, zlib.compress(f.body), f.last_news) for f in feeds],
            )

    def feeds(self, name: str) -> tuple[Feed, ...]:
        """The inputs of a digest as they were when last asked, by address."""
        rows = self._engine.read(
            "SELECT uri, etag, modified, body, last_news FROM feeds WHERE name = ? ORDER BY uri", (name,)
        )
        return tuple(
            Feed(uri=uri, etag=etag, modified=modified, body=zlib.decompress(body), last_news=last_news)
            for uri, etag, modified, body, last_news in rows
        )

    def prune(self, *, before: str, name: str | None = None) -> int:
        """Forget editions older than a day, of one digest or of all, and articles not met since.

        Returns:
            How many editions were forgotten.
        """
        whose, values = ("", (before,)) if name is None else (" AND name = ?", (before, name))
        ((count,),) = self._engine.read(f"SELECT count(*) FROM editions WHERE day < ?{whose}", values)  # noqa: S608
        with self._engine.transaction():
            for table, column in (("articles", "last_seen"), ("tellings", "day"), ("editions", "day")):
                self._engine.write(f"DELETE FROM {table} WHERE {column} < ?{whose}", [values])  # noqa: S608
        return int(count)

    def _migrate(self) -> None:
        """Take the schema to the version of this program."""
        with self._engine.transaction():
            version = self._engine.version()
            if version > len(MIGRATIONS):
                raise StoreError(
                    f"{_shown(self.where)}: written by a newer brief (its version {version}, ours "
                    f"{len(MIGRATIONS)}); update brief, or name another store with --store"
                )
            if not version and (strange := self._engine.tables()):
                raise StoreError(
                    f"{_shown(self.where)}: is another program's database (it holds {strange[0]!r});"
                    " name another store"
                )
            for step in MIGRATIONS[version:]:
                for statement in step:
                    self._engine.write(statement.format(bytes=self._engine.bytes_type), [()])
            if version < len(MIGRATIONS):
                self._engine.set_version(len(MIGRATIONS))


def _parts(values: Iterable[str]) -> Iterator[list[str]]:
    """The values in order, as many at a time as one question may hold."""
    wanted = sorted(set(values))
    return (wanted[start : start + MOST_VALUES] for start in range(0, len(wanted), MOST_VALUES))


def _marks(values: Sequence[str]) -> str:
    """A place holder for each value."""
    return ", ".join("?" * len(values))


def _packed(passages: Sequence[str]) -> bytes:
    return zlib.compress(json.dumps(passages, ensure_ascii=False).encode())


def _unpacked(data: bytes) -> tuple[str, ...]:
    return tuple(json.loads(zlib.decompress(data)))


def _shown(where: str) -> str:
    """The store's name without a password."""
    head, at, tail = where.rpartition("@")
    scheme, slashes, user = head.partition("://")
    return f"{scheme}{slashes}{user.partition(':')[0]}{at}{tail}" if at and slashes else where


class _Sqlite:
    """A file of SQLite in WAL mode: readers never wait, a write is whole or not at all."""

    bytes_type = "BLOB"

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{path}: cannot be opened: {error}") from error
        with self._said():
            self._to_wal()
            self._db.execute("PRAGMA synchronous = FULL")
            ((state,),) = self._db.execute("PRAGMA quick_check(1)")
            if state != "ok":
                raise sqlite3.DatabaseError(state)

    def _to_wal(self) -> None:
        """Switch to WAL; SQLite does not wait by itself when another program switches at the same time."""
        until = time.monotonic() + BUSY_S
        while True:
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """A lock on a file beside the memory; the system lifts it when the holder dies."""
        digest = hashlib.sha256(name.encode()).hexdigest()[:12]
        path = self.path.with_name(f"{self.path.name}.{digest}.lock")
        try:
            file = path.open("a")
        except OSError as error:
            raise StoreError(f"{path}: cannot be opened: {error.strerror}") from error
        with closing(file):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise LockHeld(f"another run of the digest {name!r} is at work ({path})") from error
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._said():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # the first error is the one to tell
                    self._db.execute("ROLLBACK")
                raise

    def read(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self._said():
            return self._db.execute(query, values).fetchall()

    def write(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._said():
            self._db.executemany(statement, rows)

    def version(self) -> int:
        ((version,),) = self.read("PRAGMA user_version", ())
        return int(version)

    def tables(self) -> list[str]:
        """What the file holds."""
        return [name for (name,) in self.read("SELECT name FROM sqlite_master WHERE type = 'table'", ())]

    def set_version(self, version: int) -> None:
        with self._said():
            self._db.execute(f"PRAGMA user_version = {version}")

    @contextmanager
    def _said(self) -> Iterator[None]:
        """SQLite's errors in our words, with the way out."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise StoreError(f"{self.path}: the memory cannot be used: {error}") from error
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"{self.path}: the memory is damaged ({error}); it was left as it is: restore a copy, "
                "or move it away and brief starts a new one"
            ) from error


class _Postgres:
    """A PostgreSQL server, for a team that shares one memory."""

    bytes_type = "BYTEA"

    def __init__(self, url: str) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise MissingExtra("a PostgreSQL store", "postgres") from error
        self.url = _shown(url)
        self._error: type[psycopg.Error] = psycopg.Error
        try:
            self._db = psycopg.connect(url, autocommit=True, connect_timeout=BUSY_S)
        except psycopg.Error as error:
            raise StoreError(f"{self.url}: cannot be reached: {' '.join(str(error).split())}") from error

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """An advisory lock of the session; the server lifts it when the holder's connection ends."""
        key = int.from_bytes(hashlib.sha256(f"brief {name}".encode()).digest()[:8], signed=True)
        ((held,),) = self.read("SELECT pg_try_advisory_lock(?)", (key,))
        if not held:
            raise LockHeld(f"another run of the digest {name!r} is at work ({self.url})")
        try:
            yield
        finally:
            with suppress(StoreError):  # a lost connection has let go already
                self.read("SELECT pg_advisory_unlock(?)", (key,))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._said(), self._db.transaction():
            self._db.execute("SELECT pg_advisory_xact_lock(%s)", (_SCHEMA_LOCK,))
            yield

    def read(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self._said():
            return self._db.execute(_percent(query), values).fetchall()

    def write(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._said(), self._db.cursor() as cursor:
            cursor.executemany(_percent(statement), list(rows))

    def version(self) -> int:
        self.write("CREATE TABLE IF NOT EXISTS brief_schema (version INTEGER NOT NULL)", [()])
        ((version,),) = self.read("SELECT coalesce(max(version), 0) FROM brief_schema", ())
        return int(version)

    def tables(self) -> list[str]:
        """Nothing: a server is shared, and what others keep there is no matter of ours."""
        return []

    def set_version(self, version: int) -> None:
        self.write("DELETE FROM brief_schema", [()])
        self.write("INSERT INTO brief_schema (version) VALUES (?)", [(version,)])

    @contextmanager
    def _said(self) -> Iterator[None]:
        """The server's errors in our words."""
        try:
            yield
        except self._error as error:
            raise StoreError(
                f"{self.url}: the memory cannot be used: {' '.join(str(error).split())}"
            ) from error


_SCHEMA_LOCK = 0x62726965
"""Two programs that start at once migrate one after the other."""


def _percent(statement: str) -> Any:
    """SQLite's place holders as psycopg's; our statements hold no literal question or percent mark."""
    return statement.replace("?", "%s")
