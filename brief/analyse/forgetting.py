"""What a language model remembers of the words it has met, let go of now and then.

spaCy keeps every word that it ever read. A batch of a million articles meets millions of them:
names, figures, misspellings, most of them once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Condition
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.vocab import Vocab

KEPT = 1_000
"""Articles that are read before the words met meanwhile are let go of."""


@dataclass(slots=True)
class Words:
    """The words of one vocabulary, those that it was made with and those met since."""

    vocab: Vocab
    _zone: ExitStack = field(default_factory=ExitStack)
    """Holds what was met since the last time; closing it lets go of that."""
    _read: int = 0
    _readers: int = 0
    _turn: Condition = field(default_factory=Condition)

    @contextmanager
    def used(self) -> Iterator[None]:
        """Read an article: while any thread does, nothing is let go of.

        When it is time to, whoever comes waits for those that read. No parse may be looked
        at once the block has ended: copy what is wanted.
        """
        with self._turn:
            self._turn.wait_for(lambda: self._read < KEPT or not self._readers)
            if self._read >= KEPT:
                self._zone.close()
                self._zone.enter_context(self.vocab.memory_zone())
                self._read = 0
            self._read += 1
            self._readers += 1
        try:
            yield
        finally:
            with self._turn:
                self._readers -= 1
                self._turn.notify_all()
