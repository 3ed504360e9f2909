"""How well the box answers, beside a regex on headline and lead: `python -m benchmarks.fivew`.

On `fivew/` each article is answered with weights learned from the other events (leave one event out), so no
figure here is of the shipped weights on their own training data. Per question: token F1 and hit@0.5 of the
best answer against every coder's, both with every answer given and with those under the threshold left out;
share answered; share right of those answered; how far confidence can be believed. On `meantime/`: place
against its annotations, and how many time expressions get the right value. When and where are also asked of
the articles of `benchmarks.scene`, which teach them too.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import train_fivew
from benchmarks.records import raw_article
from brief.analyse import analyse
from brief.answer import answer, candidates
from brief.clean import clean
from brief.model import QUESTIONS, Analysis, Answer, Candidate, Question, Story
from brief.text import fold

DATA = Path(os.environ.get("BRIEF_EVAL_DATA", "../shared/data"))
MEANT: Mapping[str, str] = {
    "china well": "2016-11-06",
    "clinton clear": "2016-11-06",
    "tram victims": "2016-11-09",
}
"""Days that the coders' words mean, of the events that `fivew/` resolves otherwise: the words are "Sunday" or
"Wednesday", the articles' dates follow it at once, and the day given is no such weekday (docs/box.md)."""
RIGHT = 0.5
"""Token F1 from which an answer counts as right."""
WIDTHS = (12, 14, 15, 14, 10, 7)
BINS = ((0.0, 0.4), (0.4, 0.6), (0.6, 0.75), (0.75, 0.9), (0.9, 1.01))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One article with what people marked in it."""

    id: str
    event: str
    analysis: Analysis
    candidates: tuple[Candidate, ...]
    gold: Mapping[Question, tuple[str, ...]]
    days: frozenset[str]
    """ISO days that the coders' time expressions were resolved to."""
    none: frozenset[str]
    """Questions to which all coders found no answer."""
    either: frozenset[str] = frozenset()
    """Questions that may be answered or left open."""

    def text(self, answered: Answer) -> str:
        """The words of an answer as the page prints them."""
        return " … ".join(fold(self.analysis.story.slice(span)) for span in answered.spans)


def main() -> None:
    """Print every figure."""
    figures()


def figures() -> dict[str, float]:
    """Print every figure; return those that have a floor, by name."""
    from benchmarks import scene

    cases, others = load_cases(), scene.load_cases()
    learned = {
        question: train_fivew.leave_one_event_out(
            [*cases, *others] if question in scene.ASKED else cases, question
        )
        for question in QUESTIONS
    }
    own = {case.id for case in cases}
    here = {question: [one for one in judged if one.id in own] for question, judged in learned.items()}
    kept = _print_quality(cases, here)
    _print_dates(cases, here["when"])
    _print_belief(here)
    _print_meantime()
    for question in scene.ASKED:
        kept |= scene.report(question, others, {one.id: one for one in learned[question]})
    return kept


def load_cases() -> list[Case]:
    """Every article of `fivew/`, read, with its candidates."""
    cases = []
    for record in records("fivew/fivew_g5gold.dev.jsonl"):
        analysis = read(record["title"], record["text"], record["date"])
        gold = {q: tuple(g["text"] for g in record["gold"].get(q, ())) for q in QUESTIONS}
        cases.append(
            Case(
                id=record["id"],
                event=record["event"] or record["id"],
                analysis=analysis,
                candidates=candidates(analysis),
                gold=gold,
                days=frozenset(re.findall(r"\d{4}-\d\d-\d\d", json.dumps(record["gold"].get("when")))),
                none=frozenset(
                    q for q in QUESTIONS if not gold[q] and record["coders_agree_no_answer"].get(q)
                ),
            )
        )
    return cases


def read(title: str | None, text: str, published: str | None) -> Analysis:
    """An article as `brief batch` would read it."""
    raw = raw_article({"text": text, "title": title}, published=published)
    return analyse(Story(articles=(clean(raw),)))


def f1(said: str, gold: str) -> float:
    """Token F1 of two answers; case, punctuation and articles aside."""
    a, b = Counter(_tokens(said)), Counter(_tokens(gold))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else 0.0


def best_f1(said: str, gold: Sequence[str]) -> float:
    """The best token F1 against any of several answers."""
    return max((f1(said, one) for one in gold), default=0.0)


def regex_baseline(case: Case) -> dict[str, str]:
    """What regular expressions on headline and first sentence answer."""
    title = case.analysis.story.articles[0].title
    head = title.value if title else ""
    lead = case.analysis.story.slice(case.analysis.sentences[0].span) if case.analysis.sentences else ""
    both = f"{head}. {lead}"
    who = re.match(r"(?:[A-Z][\w'-]*\s+)*[A-Z][\w'-]*", head)
    day = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|\w+ \d{1,2}, \d{4})"
    found = {
        "who": who.group() if who else "",
        "what": head[who.end() if who else 0 :].strip(),
        "when": _first(rf"\b{day}\b", both),
        "where": _first(r"\b(?:in|at|near)\s+((?:[A-Z][\w-]*\s?)+)", both),
        "why": _first(r"\b(?:because|due to|after|to)\s[^.,;]+", both),
    }
    return {question: said for question, said in found.items() if said}


def _first(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return (match.group(match.lastindex or 0) if match else "").strip()


def records(name: str) -> Iterator[dict[str, Any]]:
    """The records of a file of the evaluation data, in its order."""
    with (DATA / name).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _tokens(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", text.lower().replace("'s", ""))
    return [word for word in words if word not in {"a", "an", "the"}]


def _print_quality(
    cases: Sequence[Case], learned: Mapping[Question, Sequence[train_fivew.Judged]]
) -> dict[str, float]:
    """Each question beside the regex; returns the token F1 of every answer."""
    print("fivew, leave one event out: mean token F1 / hit@0.5 in %, answers per article")
    print(
        f"{'':7}{'regex':>12}{'brief, all':>14}{'best possible':>15}"
        f"{'at threshold':>14}{'answered':>10}{'right':>7}"
    )
    means: dict[str, list[float]] = {"regex": [], "all": [], "given": []}
    for question in QUESTIONS:
        asked = [case for case in cases if case.gold[question]]
        plain = [best_f1(regex_baseline(case).get(question, ""), case.gold[question]) for case in asked]
        judged = {one.id: one for one in learned[question]}
        ours = [judged[case.id].f1 if case.id in judged else 0.0 for case in asked]
        possible = [
            max(
                (
                    best_f1(case.text(c.answer), case.gold[question])
                    for c in case.candidates
                    if c.question == question
                ),
                default=0.0,
            )
            for case in asked
        ]
        given = [one for one in learned[question] if one.given]
        scores = [
            judged[case.id].f1 if case.id in judged and judged[case.id].given else 0.0 for case in asked
        ]
        right = [one.f1 >= RIGHT for one in given if one.asked]
        means["regex"].append(_percent(plain))
        means["all"].append(_percent(ours))
        means["given"].append(_percent(scores))
        print(
            f"{question:7}{_pair(plain):>12}{_pair(ours):>14}{_percent(possible):>15.1f}{_pair(scores):>14}"
            f"{100 * len([one for one in given if one.asked]) / len(asked):>9.0f}%"
            f"{_percent(right):>6.0f}%"
        )
    for name, label in (("regex", "regex"), ("all", "brief, all"), ("given", "brief at threshold")):
        print(f"mean of the first four, {label}: {sum(means[name][:4]) / 4:.1f}")
    for question in QUESTIONS:
        empty = [case for case in cases if question in case.none]
        wrongly = sum(any(one.id == case.id and one.given for one in learned[question]) for case in empty)
        print(f"{question}: answered though all coders found nothing {wrongly} of {len(empty)}")
    return {
        f"box: {question}, token F1 in percent": score
        for question, score in zip(QUESTIONS, means["all"], strict=True)
    }


def _print_dates(cases: Sequence[Case], judged: Sequence[train_fivew.Judged]) -> None:
    """Right days as `fivew/` has them, without the events where it is wrong, and with these mended."""
    dated = [case for case in cases if case.days]
    said = {one.id: one for one in judged}
    kept = [case for case in dated if case.event not in MEANT]
    for label, asked in (("as given", dated), ("without three events", kept), ("three events mended", dated)):
        mend = label.endswith("mended")
        right = sure = given = 0
        for case in asked:
            one = said.get(case.id)
            days = {MEANT[case.event]} if mend and case.event in MEANT else case.days
            hit = one is not None and (one.value or "")[:10] in days
            right += hit
            given += one is not None and one.given
            sure += one is not None and one.given and hit
        print(
            f"when: ISO day right, {label}: {right} of {len(asked)} = {100 * right / len(asked):.0f} %;"
            f" of those given {sure} of {given}"
        )


def _print_belief(learned: Mapping[Question, Sequence[train_fivew.Judged]]) -> None:
    print("confidence against the share right (number of answers)")
    for question in QUESTIONS:
        cells = []
        for low, high in BINS:
            inside = [one for one in learned[question] if low <= one.confidence < high]
            share = (
                f"{_percent([one.f1 >= RIGHT for one in inside]):3.0f}% ({len(inside)})"
                if inside
                else "  -     "
            )
            cells.append(f"{low:.2f}+ {share}")
        print(f"{question:7}" + "  ".join(cells))


def _print_meantime() -> None:
    """Dates, and the box's where and when against what is annotated of the first events."""
    gold_n = said_n = matched = valued = 0
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for record in records("meantime/meantime_wikinews.dev.jsonl"):
        analysis = read(None, record["text"], record["date"] or record["dct"])
        end = record.get("annotated_end", len(record["text"]))
        gold = [one for one in record["timex"] if one["end"] <= end]
        said = [one for one in analysis.moments if one.span.part == "text" and one.span.end <= end]
        gold_n, said_n = gold_n + len(gold), said_n + len(said)
        for one in said:
            match = next((g for g in gold if g["start"] < one.span.end and one.span.start < g["end"]), None)
            if match:
                gold.remove(match)
                matched += 1
                valued += match["value"] == one.value
        box = answer(analysis)
        places = {
            fold(part["text"]).lower()
            for event in record["events"]
            for part in event["participants"]
            if part["role"] == "Argm-LOC" and part["end"] <= end
        }
        days = {one["value"] for one in record["timex"] if one["end"] <= end and not one["dct"]}
        texts = [fold(analysis.story.slice(span)).lower() for one in box.where[:1] for span in one.spans]
        for question, marked, hit in (
            ("where", places, any(best_f1(text, list(places)) >= RIGHT for text in texts)),
            ("when", days, bool(box.when) and (box.when[0].value or "")[:10] in days),
        ):
            asked[question] += bool(marked)
            answered[question] += bool(marked and getattr(box, question))
            right[question] += bool(marked and hit)
    print(
        f"meantime: time expressions found {matched} of {gold_n} (said {said_n}), value right {valued}"
        f" = {100 * valued / max(1, matched):.1f} % of those found"
    )
    for question in ("where", "when"):
        print(
            f"meantime: {question} among the places or times of annotated events {right[question]}"
            f" of {answered[question]} answered, {asked[question]} articles"
        )


def _pair(scores: Sequence[float]) -> str:
    return f"{_percent(scores):.1f}/{_percent([score >= RIGHT for score in scores]):.0f}"


def _percent(values: Sequence[float]) -> float:
    return 100 * sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
