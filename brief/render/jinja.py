"""Jinja templates: found, compiled in the sandbox, their output escaped for the format."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from brief.errors import SettingsError, TemplateError, UnknownName
from brief.formats import TEMPLATES, Format
from brief.resources import templates

if TYPE_CHECKING:
    from jinja2 import Environment

Escape = Callable[[str], str]
Filter = Callable[..., Any]

ADDRESS_MARKS = "/:?#[]@!$&'()*+,;=%~"
"""What stays as it is in an address; angle brackets, quotes and spaces are percent-encoded."""


USUAL = "briefing"
"""The built-in template of a page that asks for none."""


def fill(
    template: str,
    format: Format,
    data: dict[str, Any],
    escape: Escape | None,
    filters: Mapping[str, Filter] | None = None,
) -> str:
    """A template filled with data.

    Args:
        template: A built-in template's name, or the path of one's own.
        format: That the template makes.
        data: What it may print.
        escape: Makes text inert in the format; None for HTML's own rules, `str` where
            all text is inert. It is applied to whatever a template prints, so that a
            template cannot forget it.
        filters: What the format offers beside Jinja's own.

    Raises:
        UnknownName: If there is no such template.
        TemplateError: If it does not compile, or fails; names file and line.
    """
    from jinja2 import TemplateError as JinjaError
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    path = find(template, format)
    environment = _environment(path.parent, escape, tuple((filters or {}).items()))
    try:
        return environment.get_template(path.name).render(data)
    except TemplateSyntaxError as error:
        raise TemplateError(f"{error.filename or path}:{error.lineno}: {error.message}") from error
    except TemplateNotFound as error:
        raise TemplateError(f"{path}: no template named {error.name!r} beside it or built in") from error
    except (JinjaError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise TemplateError(f"{_place(error, path)}: {error}") from error


def find(template: str, format: Format, *, usual: str = USUAL) -> Path:
    """The file of a template for a format: built in by name, or one's own by path.

    A path of another format (`mine.typ` when HTML is asked for) stands for its
    neighbour of the same name (`mine.html.j2`) when there is one, else for the
    built-in one that is `usual`, so that one `--template` serves several formats. So does a
    folder as `brief templates new` makes it, by its name.

    Raises:
        UnknownName: If there is neither.
        SettingsError: If the file's name is none of a template.
    """
    folder, suffix = templates(), format.template
    built_in = folder / f"{template}{suffix}"
    if "/" not in template and "\\" not in template and built_in.is_file():
        return built_in
    if is_own(template):
        path = Path(template)
        if path.is_dir():
            own = path / f"{path.name}{suffix}"
        else:
            own = path if path.name.endswith(suffix) else path.with_name(path.name.split(".")[0] + suffix)
        return own.resolve() if own.is_file() else folder / f"{usual}{suffix}"
    names = sorted(
        file.name.removesuffix(suffix) for file in folder.glob(f"*{suffix}") if not file.name.startswith("_")
    )
    raise UnknownName("template", template, names)


def is_own(template: str) -> bool:
    """Whether a template is the user's own: a file, or a folder with a file of its name.

    Raises:
        SettingsError: If it is a file whose name is none of a template.
    """
    path = Path(template)
    if path.is_file() and not path.name.endswith(tuple(TEMPLATES)):
        endings = ", ".join(TEMPLATES)
        raise SettingsError(f"{template}: is no template; the name of one ends in one of {endings}")
    return path.is_file() or (path.is_dir() and any(path.glob(f"{path.name}.*")))


@cache
def _environment(folder: Path, escape: Escape | None, filters: tuple[tuple[str, Filter], ...]) -> Environment:
    """A sandbox that reads templates from a folder and the built-in ones, and nothing else."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    def inert(value: Any) -> Any:
        return value if escape is None or hasattr(value, "__html__") else Markup(escape(str(value)))  # noqa: S704  (escaped just there)

    def quoted(value: Any) -> Any:
        return Markup(json.dumps(value, ensure_ascii=False))  # noqa: S704

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([folder, templates()]),
        autoescape=escape is not str,
        finalize=inert,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # A JSON string is a YAML string too.
    environment.filters["yaml"] = quoted
    environment.filters.update(filters)
    environment.filters["address"] = lambda value: Markup(quote(str(value), safe=ADDRESS_MARKS))  # noqa: S704
    return environment


def _place(error: BaseException, path: Path) -> str:
    """File and line of the template that an error came from."""
    place = str(path)
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
