"""The page of scenario fields, read from the schema and its docstrings."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin, get_type_hints

import yaml
from pydantic import AfterValidator, BaseModel

from ungespor.scenario.model import Scenario
from ungespor.scenario.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable

TOP = (
    "# Fields of a scenario\n\n"
    "A scenario file is a mapping with these fields. `number` stands for one number with its unit and source, as\n"
    "described under [Quantity](#quantity). How to write one: [write a scenario](../how_to/write_a_scenario.md).\n"
)


def described(model: type[BaseModel]) -> dict[str, str]:
    """Return the meanings given in the Attributes section of a docstring."""
    text = inspect.getdoc(model) or ""
    if "Attributes\n" not in text:
        return {}
    meanings: dict[str, str] = {}
    names: list[str] = []
    for line in text.split("----------\n", 1)[1].splitlines():
        heading = re.match(r"(\w+(?:, \w+)*)(?: : .*)?$", line)
        if heading and not line.startswith(" "):
            names = heading[1].split(", ")
        elif line.strip():
            for name in (one.rstrip("_") for one in names):
                meanings[name] = f"{meanings.get(name, '')} {line.strip()}".strip()
    return meanings


def own_words() -> dict[str, dict[str, str]]:
    """Return the meanings that stand in a file of their own, by class and field."""
    text = (Path(__file__).parent / "field_meanings.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def kind(annotation: object) -> str:
    """Return what may stand in a field, in words."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        units = [mark.func.name for mark in marks if isinstance(mark, AfterValidator) and hasattr(mark.func, "name")]
        return f"number in `{units[0]}`" if inner is Quantity and units else kind(inner)
    arguments = get_args(annotation)
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{name}`" for name in arguments)
    if get_origin(annotation) is list:
        return f"list of {kind(arguments[0])}"
    if get_origin(annotation) is dict:
        return f"names to {kind(arguments[1])}"
    if type(None) in arguments:
        return kind(next(one for one in arguments if one is not type(None)))
    if annotation is Quantity:
        return "number"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    words = {"str": "text", "int": "whole number", "float": "number", "bool": "true or false", "date": "date"}
    return words[annotation.__name__] if isinstance(annotation, type) else str(annotation)


def models_in(annotation: object) -> list[type[BaseModel]]:
    """Return the schema classes that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for one in get_args(annotation) for model in models_in(one)]


def default(field: Any) -> str:
    """Return what holds when a field is left out."""
    if field.is_required():
        return "needed"
    value = field.default
    if value is None or isinstance(value, BaseModel) or value in ([], {}):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def all_models() -> list[type[BaseModel]]:
    """Return the classes of the schema, from the scenario down."""
    found: list[type[BaseModel]] = []
    waiting: list[type[BaseModel]] = [Scenario]
    while waiting:
        model = waiting.pop(0)
        if model not in found:
            found.append(model)
            hints = get_type_hints(model, include_extras=True)
            waiting += [inner for name in model.model_fields for inner in models_in(hints[name])]
    return [one for one in found if one is not Quantity] + [Quantity]


def fields_page(table: Callable[[list[str], list[list[str]]], str]) -> str:
    """Return the whole page."""
    text = TOP
    written = own_words()
    for model in all_models():
        hints = get_type_hints(model, include_extras=True)
        meanings = written.get(model.__name__, {}) | described(model)
        first = (inspect.getdoc(model) or "").split("\n\n")[0].replace("\n", " ")
        rows = [
            [f"`{field.alias or name}`", kind(hints[name]), default(field), meanings[name.rstrip("_")]]
            for name, field in model.model_fields.items()
        ]
        text += f"\n## {model.__name__}\n\n{first}\n\n{table(['field', 'what', 'left out', 'meaning'], rows)}"
    return text
