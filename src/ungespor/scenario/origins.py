"""Where every value of a scenario comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.scenario.layering import is_quantity
from ungespor.scenario.nodes import Node, plain
from ungespor.scenario.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEFAULT_FILE: Final = "default"
"""File of a value that no layer states."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One value of a scenario and where it comes from: a row of ``origins.csv``.

    Attributes
    ----------
    field : str
        Dotted path.
    value : float, int, bool or str
        The fixed value; for a number drawn anew in each draw, the family of its distribution.
    unit, source : str
        Empty for what is not a number about the world.
    low, high : float or None
    confidence : str
    file : str
        ``"default"`` when no layer states the value, ``"command line"`` for an option.
    line : int or None
    layer : str
        The scenario or part whose file it is.
    changed : bool
        A layer above the first that speaks of this field wrote it.
    before : str
        What the layer below said, when it said anything.
    note : str
    """

    field: str
    value: float | str
    unit: str
    source: str
    low: float | None
    high: float | None
    confidence: str
    file: str
    line: int | None
    layer: str
    changed: bool
    before: str
    note: str

    @property
    def place(self) -> str:
        """The file, with the line when there is one."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


def origins_of(scenario: BaseModel, tree: Node) -> tuple[Origin, ...]:
    """Return the origin of every value of a validated scenario, in the order of the schema.

    Parameters
    ----------
    scenario : Scenario
    tree : Node
        The tree that it was made from.
    """
    return tuple(_origins(scenario, tree, "", _Trace()))


def rows_of(origins: Sequence[Origin], field: str | None = None) -> tuple[Origin, ...]:
    """Return the origins of one field, or of everything below it; all of them without a field.

    Raises
    ------
    InputError
        When there is no such field; with the nearest one.
    """
    if field is None:
        return tuple(origins)
    chosen = tuple(origin for origin in origins if f"{origin.field}.".startswith(f"{field}."))
    if chosen:
        return chosen
    known: dict[str, None] = {}
    for origin in origins:
        parts = origin.field.split(".")
        known.update({".".join(parts[:length]): None for length in range(1, len(parts) + 1)})
    ends = {name.rsplit(".", 1)[-1]: name for name in reversed(known)}
    nearest = nearest_name(field, known) or ends.get(nearest_name(field, ends) or "")
    raise InputError(
        Problem(
            what=f"The scenario has no field '{field}'.",
            found=field,
            allowed="a dotted path such as people, population.traits or baseline.effect_cap",
            nearest=nearest,
            fix=f"Write {nearest}." if nearest else "Leave the field out to see them all.",
        )
    )


@dataclass(frozen=True, slots=True)
class _Trace:
    """What the layers above a node say about it: whether it was changed, and from what."""

    changed: bool = False
    before: Node | None = None

    def down(self, node: Node | None, key: str) -> _Trace:
        inherited = _child(self.before, key)
        if node is None:
            return _Trace(changed=inherited is not None, before=inherited)
        return _Trace(self.changed or node.changed, node.before or inherited)


def _origins(value: object, node: Node | None, field: str, trace: _Trace) -> Iterator[Origin]:
    if isinstance(value, Quantity):
        yield _quantity_origin(value, node, field, trace)
        return
    children = _children(value)
    if children is None:
        if value is not None:
            text = value if isinstance(value, int | float | str) else _text(value)
            yield _origin(field, text, node, trace)
        return
    for key, child in children:
        below = _child(node, key)
        path = f"{field}.{key}" if field else key
        yield from _origins(child, below, path, trace.down(below, key))


def _children(value: object) -> list[tuple[str, object]] | None:
    """Return the named parts of `value`, or None when it is shown as one value."""
    if isinstance(value, BaseModel):
        return [(info.alias or name, getattr(value, name)) for name, info in type(value).model_fields.items()]
    if isinstance(value, dict):
        return list(value.items())
    if isinstance(value, list) and value and isinstance(value[0], Quantity):
        return [(str(index), item) for index, item in enumerate(value)]
    return None


def _child(node: Node | None, key: str) -> Node | None:
    if node is not None and isinstance(node.value, list):
        return {str(index): child for index, child in enumerate(node.value)}.get(key)
    return node.entries.get(key) if node is not None else None


def _quantity_origin(quantity: Quantity, node: Node | None, field: str, trace: _Trace) -> Origin:
    value = quantity.value if quantity.value is not None else str(quantity.distribution)
    return _origin(field, value, node, trace, quantity)


def _origin(
    field: str, value: float | str, node: Node | None, trace: _Trace, quantity: Quantity | None = None
) -> Origin:
    place = node.place if node is not None else None
    said_again = node is not None and trace.before is not None and repr(plain(node)) == repr(plain(trace.before))
    return Origin(
        field=field,
        value=value,
        unit=quantity.unit if quantity else "",
        source=quantity.source if quantity else "",
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        confidence=(quantity.confidence or "") if quantity else "",
        file=place.file if place else DEFAULT_FILE,
        line=place.line if place else None,
        layer=place.layer if place else "",
        changed=trace.changed and not said_again,
        before=_text(plain(trace.before)) if trace.before is not None and not said_again else "",
        note=(quantity.note or "") if quantity else "",
    )


def _text(value: object) -> str:
    """Return a value of a lower layer in a few words."""
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if not isinstance(value, dict):
        return str(value)
    if not is_quantity(value):
        return "; ".join(f"{key}: {_text(item)}" for key, item in value.items())
    number = value.get("value", value.get("distribution"))
    limits = f" ({value['low']} to {value['high']})" if "low" in value and "high" in value else ""
    return f"{number} {value.get('unit', '')}{limits}"
