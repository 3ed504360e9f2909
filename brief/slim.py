"""One module of a large package, without the rest of it.

`import nltk.tokenize.punkt` first runs `nltk/__init__`, which imports every part
of nltk (0.6 s); Punkt itself needs a tenth of that. A page is made in less time
than the whole would take to load.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from threading import Lock
from types import ModuleType
from typing import Any

_ONE_AT_A_TIME = Lock()


@cache
def load(name: str, *, empty: tuple[str, ...] = ()) -> ModuleType:
    """The module of that name, its parent packages registered but not run.

    What is loaded this way stays private: `sys.modules` is as it was afterwards, so
    a later `import nltk` (sumy does one) loads the whole package as usual. When the
    whole package is there already, its module is the one returned.

    Args:
        name: Dotted name of a module inside a package.
        empty: Packages it imports names from without needing them here; they are
            registered with every name None.

    Raises:
        ImportError: If there is no such module.

    >>> load("nltk.tokenize.punkt").__name__
    'nltk.tokenize.punkt'
    """
    root = name.partition(".")[0]
    if root in sys.modules:
        return importlib.import_module(name)
    with _ONE_AT_A_TIME:
        try:
            with _parents_not_run(name, empty):
                return importlib.import_module(name)
        except (ImportError, AttributeError):
            # A later version may need its parents after all: slower, and right.
            return importlib.import_module(name)


class _Empty(ModuleType):
    """A package of which every name is None."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)


@contextmanager
def _parents_not_run(name: str, empty: tuple[str, ...]) -> Iterator[None]:
    """Register the parents of a module without running them; then take everything out again."""
    root = name.partition(".")[0]
    path: Any = None
    parts = name.split(".")[:-1]
    try:
        for depth in range(1, len(parts) + 1):
            parent = ".".join(parts[:depth])
            spec = PathFinder.find_spec(parent, path)
            if spec is None:
                raise ModuleNotFoundError(f"No module named {parent!r}", name=parent)
            sys.modules[parent] = module_from_spec(spec)
            path = spec.submodule_search_locations
        for package in empty:
            sys.modules[package] = _Empty(package)
        yield
    finally:
        for loaded in [each for each in sys.modules if each == root or each.startswith(root + ".")]:
            del sys.modules[loaded]
