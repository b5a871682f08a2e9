"""Look up what a schema says about one field of a file: its type, keys, names and unit.

A location is the way to a field, such as ``("baseline", "transitions", "job_loss", "from")``.
"""

from __future__ import annotations

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BaseModel

from ungespor.scenario.model import Scenario
from ungespor.scenario.quantity import Quantity, Unit


def type_at(location: tuple[str, ...], root: type[BaseModel] = Scenario) -> object:
    """Return the type that the schema `root` asks for at `location`, without units and optionality."""
    return _bare(_annotation(location, root))


def keys_at(location: tuple[str, ...], root: type[BaseModel] = Scenario) -> list[str]:
    """Return the keys that the schema knows at `location`; empty where names are free."""
    model = type_at(location, root)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _annotation(location: tuple[str, ...], root: type[BaseModel]) -> object:
    annotation: object = root
    for part in location:
        bare = _bare(annotation)
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            hints: dict[str, Any] = get_type_hints(bare, include_extras=True)
            names = {field.alias or name: name for name, field in bare.model_fields.items()}
            annotation = hints.get(names.get(part, ""))
        else:
            inner = get_args(bare)
            annotation = inner[-1] if inner else None
    return annotation


def _bare(annotation: object) -> object:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in {Union, types.UnionType}:
        return _bare(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation


def names_allowed_at(location: tuple[str, ...], root: type[BaseModel] = Scenario, *, is_key: bool) -> list[str]:
    """Return the names that may stand at `location` (with `is_key`: as its last key), if they are listed."""
    annotation = _bare(get_args(type_at(location[:-1], root))[0]) if is_key else type_at(location, root)
    return [str(name) for name in get_args(annotation)] if get_origin(annotation) is Literal else []


def example_at(location: tuple[str, ...], root: type[BaseModel] = Scenario) -> str | None:
    """Return how a number of this field is written, when the field is a number with a unit."""
    annotation = _annotation(location, root)
    if _bare(annotation) is not Quantity:
        return None
    units = [mark.func.name for mark in get_args(annotation)[1:] if _is_unit(mark)]
    return f"{{value: …, unit: {units[0] if units else '…'}, source: …}}"


def _is_unit(mark: object) -> bool:
    return isinstance(mark, AfterValidator) and isinstance(mark.func, Unit)
