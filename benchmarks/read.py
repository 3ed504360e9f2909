"""Reading beside the peers, in one run: `python -m benchmarks.read [extraction|feeds|sizes]`.

extraction  main text of saved pages beside trafilatura's: 4-gram F1; titles and dates where pages state them
feeds       well-formed and ill-formed feeds: crashes, and entries beside feedparser's
sizes       peak memory and time of large files beside a peer that does only the first step of the same
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from email.message import EmailMessage
from pathlib import Path
from statistics import mean

from brief.errors import ReadError
from brief.model import RawArticle
from brief.read import read_bytes

DATA = Path(os.environ.get("BRIEF_EVAL_DATA", "../shared/data"))
SENTENCE = (
    "The old bridge over the Vlist closed on Sunday after inspectors found cracks in pillar number {}. "
)


def main() -> None:
    """Run the parts named, or all."""
    parts: dict[str, Callable[[], None]] = {"extraction": extraction, "feeds": feeds, "sizes": sizes}
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="*", choices=[[], *parts], help="default: all")
    parser.add_argument("--measure", nargs=2, metavar=("WHO", "FILE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measured(*asked.measure)))
        return
    for part in asked.part or parts:
        print(f"== {part}")
        parts[part]()


def extraction() -> None:
    """Our text of each saved page, and trafilatura's, against the gold text."""
    import trafilatura

    folder = DATA / "extraction"
    pages = [json.loads(line) for line in (folder / "aeb.dev.jsonl").read_text("utf-8").splitlines()]
    scores: dict[str, list[tuple[float, float]]] = {"brief": [], "trafilatura": []}
    errors, stated = 0, Counter[str]()
    for page in pages:
        data = gzip.decompress((folder / page["html"]).read_bytes())
        try:
            article = read_bytes(data, "page.html")[0]
        except ReadError as error:
            errors += 1
            print(f"{page['id']}: {error.reason}")
            continue
        assert isinstance(article, RawArticle)
        theirs = trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)
        scores["brief"].append(overlap(article.text, page["text"]))
        scores["trafilatura"].append(overlap(getattr(theirs, "text", None) or "", page["text"]))
        stated.update(agreements(article, theirs, page["url"]))
    for name, pairs in scores.items():
        precision, recall = mean(p for p, _ in pairs), mean(r for _, r in pairs)
        pages_mean = mean(harmonic(p, r) for p, r in pairs)
        print(f"{name:12} 4-gram precision {precision:.3f} recall {recall:.3f}", end=" ")
        print(f"F1 {harmonic(precision, recall):.3f}, mean F1 of the pages {pages_mean:.3f}")
    print(f"pages {len(pages)}, errors {errors}")
    for name in ("brief", "trafilatura"):
        same, other, none = (stated[f"{name} {outcome}"] for outcome in ("day", "other", "none"))
        print(
            f"{name:12} of {stated['dated']} days in addresses: same {same}, other {other}, none {none};",
            end=" ",
        )
        print(f"of {stated['titled']} titles in addresses: same {stated[f'{name} title']}")


def overlap(found: str, gold: str) -> tuple[float, float]:
    """Precision and recall of runs of four words."""

    def grams(text: str) -> Counter[tuple[str, ...]]:
        said = re.findall(r"\w+", text.lower())
        return Counter(zip(said, said[1:], said[2:], said[3:], strict=False))

    ours, theirs = grams(found), grams(gold)
    shared = sum((ours & theirs).values())
    return shared / max(1, sum(ours.values())), shared / max(1, sum(theirs.values()))


def harmonic(p: float, r: float) -> float:
    """F1."""
    return 2 * p * r / (p + r) if p + r else 0.0


def agreements(article: RawArticle, theirs: object, url: str) -> Iterable[str]:
    """What the page's address says of day and title, and who says the same.

    The set has no gold for either; addresses are the only statement that neither extractor was
    given here, since the page is read from a file.
    """
    if day := re.search(r"/(20\d\d)[-/](\d\d)[-/](\d\d)(?=[/-])", url):
        yield "dated"
        for name, said in (
            ("brief", article.published.value if article.published else None),
            ("trafilatura", getattr(theirs, "date", None)),
        ):
            yield f"{name} {verdict('-'.join(day.groups()), said)}"
    slug = set(re.findall(r"[a-z]{4,}", url.rsplit("/", 1)[-1].lower())) - {"html", "story"}
    if len(slug) >= 4:
        yield "titled"
        for name, title in (
            ("brief", article.title.value if article.title else ""),
            ("trafilatura", getattr(theirs, "title", "") or ""),
        ):
            if len(slug & set(re.findall(r"[a-z]{4,}", title.lower()))) > 0.5 * len(slug):
                yield f"{name} title"


def verdict(gold: str, said: str | None) -> str:
    """Time zones move a date by a day."""
    from datetime import date

    if not said:
        return "none"
    apart = abs((date.fromisoformat(said[:10]) - date.fromisoformat(gold)).days)
    return "day" if apart <= 1 else "other"


def feeds() -> None:
    """Every file of the set: what is found in it, and by feedparser."""
    import feedparser

    files = sorted((DATA / "feeds").glob("*/*.xml"))
    found: Counter[str] = Counter()
    for file in files:
        data = file.read_bytes()
        try:
            parts = read_bytes(data, file.name)
            found["articles"] += sum(isinstance(part, RawArticle) for part in parts)
            found["entries"] += len(parts)
        except ReadError as error:
            found[error.reason] += 1
        found["theirs"] += len(feedparser.parse(data).entries)
    print(f"files {len(files)}, crashes 0 (one would have ended this run)")
    print(
        f"entries: brief {found['entries']} ({found['articles']} with a text), feedparser {found['theirs']}"
    )
    print(f"files without an entry, said so: {found['a feed without entries']}")


def sizes() -> None:
    """A 10 MB text, a PDF of 1,000 pages, a mailbox of 50 MB."""
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (("text.txt", large_text), ("pages.pdf", large_pdf), ("box.mbox", large_mbox)):
            path = Path(folder) / name
            path.write_bytes(make())
            runs = {who: in_a_process(who, path) for who in ("nothing", "peer", "brief")}
            size = path.stat().st_size / 2**20
            base = runs["nothing"]["peak_mb"]
            print(
                f"{name} ({size:.0f} MB, {runs['brief']['articles']:.0f} article(s)): peak memory "
                f"{runs['brief']['peak_mb']:.0f} MB (peer {runs['peer']['peak_mb']:.0f}, Python and imports "
                f"{base:.0f}); time {runs['brief']['seconds'] / runs['peer']['seconds']:.1f} times the peer's"
            )


def large_text() -> bytes:
    """10 MB in paragraphs."""
    return "\n".join(SENTENCE.format(n) * 4 for n in range(27_000)).encode()


def large_pdf() -> bytes:
    """1,000 pages of running text."""
    import typst

    source = '#set page(numbering: "1")\n#set text(lang: "en", size: 11pt)\n'
    page = "\n\n".join(SENTENCE.format(n) * 5 for n in range(7))
    return bytes(typst.compile((source + f"#for i in range(1000) [{page} #pagebreak(weak: true)]").encode()))


def large_mbox() -> bytes:
    """2,500 newsletters of 20 kB."""
    out = []
    for number in range(2_500):
        message = EmailMessage()
        message["From"], message["Subject"] = "press@courier.example", f"Bridge {number}"
        message.set_content("\n\n".join(SENTENCE.format(n) * 2 for n in range(50)))
        message.add_alternative(
            "".join(f"<p>{SENTENCE.format(n) * 2}</p>" for n in range(50)), subtype="html"
        )
        out.append(b"From press@courier.example Sun Mar 17 12:00:00 2019\n" + message.as_bytes() + b"\n")
    return b"".join(out)


def in_a_process(who: str, path: Path) -> dict[str, float]:
    """What one reader uses up, alone in a process."""
    command = [sys.executable, "-m", "benchmarks.read", "--measure", who, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return {name: float(value) for name, value in json.loads(done.stdout).items()}


def measured(who: str, file: str) -> dict[str, float]:
    """Read the file once."""
    started = time.perf_counter()
    readers: dict[str, Callable[[Path], int]] = {"brief": with_brief, "peer": with_peer}
    articles = readers[who](Path(file)) if who in readers else 0
    return {
        "articles": articles,
        "seconds": time.perf_counter() - started,
        "peak_mb": peak_mb(),
    }


def peak_mb() -> float:
    """The most memory this process has had; not `ru_maxrss`, which counts the parent's too."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def with_brief(path: Path) -> int:
    """Read and clean."""
    from brief.clean import clean

    found = read_bytes(path.read_bytes(), path.name)
    return len([clean(raw) for raw in found if isinstance(raw, RawArticle)])


def with_peer(path: Path) -> int:
    """What the library for the format does by itself: decode, PDFium's text, the standard mailbox."""
    if path.suffix == ".txt":
        return len([line for line in path.read_text("utf-8").splitlines() if line.strip()])
    if path.suffix == ".pdf":
        import pypdfium2

        document = pypdfium2.PdfDocument(path)
        return len("".join(document[n].get_textpage().get_text_range() for n in range(len(document))))
    import mailbox

    return len([part.get_payload(decode=True) for message in mailbox.mbox(path) for part in message.walk()])


if __name__ == "__main__":
    main()
