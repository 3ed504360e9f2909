"""Everything that can go wrong and is not a bug.

BriefError
├── ReadError            an input could not be turned into an article
├── UnknownName          no reader, summariser, renderer or template has that name
├── SettingsError        wrong arguments or a wrong brief.toml
├── TemplateError        a template does not compile or fails while rendering
├── MissingExtra         a feature needs an optional package
├── RenderError          a page could not be set
├── WriteError           a page could not be written where it shall go
├── StoreError           the memory of earlier digests cannot be used
├── ScheduleError        cron or systemd does not do what it is asked
├── DeliveryFailed       a finished page could not be handed on
└── LockHeld             another run is at work
"""

from __future__ import annotations

from collections.abc import Iterable


class BriefError(Exception):
    """Base of every error that `brief` raises on purpose; its text is one line."""

    exit_code = 1


class ReadError(BriefError):
    """An input could not be turned into an article."""

    def __init__(self, uri: str, reason: str) -> None:
        # Libraries explain themselves over several lines, and quote what they choke on.
        reason = " ".join(reason.split())[:300]
        super().__init__(f"{uri}: {reason}")
        self.uri = uri
        self.reason = reason

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        """Keep both arguments when crossing a process boundary."""
        return type(self), (self.uri, self.reason)


class UnknownName(BriefError):
    """No reader, summariser, renderer or template has that name."""

    exit_code = 2

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"no {kind} named {name!r}; choose one of {', '.join(sorted(known))}")


class SettingsError(BriefError):
    """An argument or a line of brief.toml is wrong."""

    exit_code = 2


class TemplateError(BriefError):
    """A template does not compile, or fails while rendering; names file and line."""

    exit_code = 2


class MissingExtra(BriefError):
    """A feature needs a package that is not installed."""

    exit_code = 2

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an extra: pip install 'brief-page[{extra}]'")


class RenderError(BriefError):
    """A page could not be set."""


class WriteError(BriefError):
    """A page could not be written where it shall go."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path}: cannot be written: {reason}")


class StoreError(BriefError):
    """The memory of earlier digests cannot be used."""


class ScheduleError(BriefError):
    """Cron or systemd does not do what it is asked."""


class DeliveryFailed(BriefError):
    """A finished page could not be handed to the program that sends it."""


class LockHeld(BriefError):
    """Another run is at work on the same thing."""

    exit_code = 75
