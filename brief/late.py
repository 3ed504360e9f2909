"""Packages whose `__init__` runs when somebody asks for more than a part of them.

Importing spaCy runs twenty `__init__` files that import everything the library can
do. Reading a text takes a fifth of that. A late package is the genuine one, under its
own name in `sys.modules`; only its code waits. Its submodules are found without it;
anything else runs the code first, so that whoever imports the package afterwards finds
all of it.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from types import ModuleType
from typing import Any, ClassVar


def put_off(
    name: str,
    parts: Mapping[str, str] | None = None,
    *,
    mentioned: Mapping[str, Callable[..., Any] | None] | None = None,
    before: Callable[[], object] = lambda: None,
) -> None:
    """Register a module so that its code runs late; its parent has to be imported or late itself.

    Args:
        name: Dotted name of a module or package that is not imported yet.
        parts: Names that it offers, each with the module it comes from.
        mentioned: Names that may be imported inside `mentioning()` without the code,
            because they stand in annotations only; or with what to call in their place there.
        before: Called once, before the code runs.

    Raises:
        ImportError: If there is no such module.
    """
    parent, _, last = name.rpartition(".")
    spec = PathFinder.find_spec(name, sys.modules[parent].__path__ if parent else None)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    module = module_from_spec(spec)
    module.__class__ = _Late
    vars(module)["_late"] = _Waiting(dict(parts or {}), dict(mentioned or {}), before)
    sys.modules[name] = module
    if parent:
        setattr(sys.modules[parent], last, module)


def is_late(name: str) -> bool:
    """Whether a module of that name is registered and its code has not run."""
    return isinstance(sys.modules.get(name), _Late)


@contextmanager
def mentioning() -> Iterator[None]:
    """Let names that were put off as `mentioned` be imported without their module's code."""
    _Mentioned.allowed = True
    try:
        yield
    finally:
        _Mentioned.allowed = False


@contextmanager
def missing(*names: str) -> Iterator[None]:
    """Let optional packages that are not imported yet seem not to be installed."""
    hidden = [name for name in names if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # how Python marks what cannot be imported
    try:
        yield
    finally:
        for name in hidden:
            if sys.modules.get(name) is None:
                sys.modules.pop(name, None)


class _Waiting:
    """What is known of a module whose code has not run."""

    def __init__(
        self,
        parts: dict[str, str],
        mentioned: dict[str, Callable[..., Any] | None],
        before: Callable[[], object],
    ) -> None:
        self.parts = parts
        self.mentioned = mentioned
        self.before = before


class _Late(ModuleType):
    """A module whose code has not run yet."""

    def __getattr__(self, name: str) -> Any:
        # Python asks modules for many dunder names; `__all__` is asked for by `import *`.
        if name.startswith("__") and name != "__all__":
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        waiting: _Waiting = vars(self)["_late"]
        if name in waiting.parts:
            return getattr(importlib.import_module(waiting.parts[name]), name)
        if name in waiting.mentioned and _Mentioned.allowed:
            return _Mentioned.of(self.__name__, name, waiting.mentioned[name])
        if name != "__all__" and _is_submodule(self, name):
            return importlib.import_module(f"{self.__name__}.{name}")
        _run(self)
        return getattr(self, name)


class _Mentioned:
    """In place of something that is imported and not used; used after all, it becomes what it stands for."""

    allowed: ClassVar[bool] = False
    known: ClassVar[dict[tuple[str, str], _Mentioned]] = {}

    def __init__(self, module: str, name: str, meanwhile: Callable[..., Any] | None) -> None:
        self._home, self._meanwhile = (module, name), meanwhile

    @classmethod
    def of(cls, module: str, name: str, meanwhile: Callable[..., Any] | None) -> _Mentioned:
        """The one for that name."""
        return cls.known.setdefault((module, name), cls(module, name, meanwhile))

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        called = self._meanwhile if self._meanwhile and self.allowed else self._genuine()
        return called(*arguments, **options)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what `typing` asks of anything in an annotation
            raise AttributeError(name)
        return getattr(self._genuine(), name)

    def _genuine(self) -> Any:
        module = sys.modules[self._home[0]]
        if isinstance(module, _Late):
            _run(module)
        return getattr(module, self._home[1])


def _is_submodule(module: ModuleType, name: str) -> bool:
    path = vars(module).get("__path__")
    return path is not None and PathFinder.find_spec(f"{module.__name__}.{name}", path) is not None


def _run(module: ModuleType) -> None:
    """Run the module's code; from here on, nothing in its package is only mentioned."""
    root = module.__name__.partition(".")[0]
    before = vars(module)["_late"].before
    for name, each in sys.modules.items():
        if isinstance(each, _Late) and _within(name, root):
            vars(each)["_late"] = _Waiting({}, {}, vars(each)["_late"].before)
    module.__class__ = ModuleType
    del vars(module)["_late"]
    before()
    spec = module.__spec__
    if spec is None or spec.loader is None:
        raise ImportError(f"no code for {module.__name__}")
    _running.append(module.__name__)
    try:
        spec.loader.exec_module(module)
    finally:
        _running.pop()
    if not _running:  # the modules import each other: only now is everything there
        _fill_in(root)


_running: list[str] = []


def _fill_in(root: str) -> None:
    """Put the genuine things where modules hold names that were only mentioned."""
    for home, mentioned in list(_Mentioned.known.items()):
        if not _within(home[0], root):
            continue
        genuine = getattr(importlib.import_module(home[0]), home[1])
        _Mentioned.known.pop(home, None)
        for module in [each for each in sys.modules.values() if type(each) is ModuleType]:
            for held in [key for key, value in vars(module).items() if value is mentioned]:
                setattr(module, held, genuine)


def _within(name: str, root: str) -> bool:
    return name == root or name.startswith(root + ".")
