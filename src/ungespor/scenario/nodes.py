"""The tree that a scenario is until it is validated: values that know where they were written."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final


class Unread:
    """Stands where something could not be read; a problem has been reported already."""


UNREAD: Final = Unread()

Scalar = str | int | float | bool | datetime.date | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was written.

    Attributes
    ----------
    file : str
        Path as the user would recognise it.
    line : int or None
        Counted from 1; None when it was not written in a file.
    layer : str
        Name of the scenario or part that the file describes.
    """

    file: str
    line: int | None
    layer: str

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file, its place, and what it replaced.

    Attributes
    ----------
    value : scalar, dict of Node, list of Node or Unread
    place : Place
        Of the key, for a value in a mapping.
    changed : bool
        A layer above the one that spoke first wrote this.
    before : Node or None
        What the layer below said.
    """

    value: Scalar | Unread | dict[str, Node] | list[Node]
    place: Place
    changed: bool = False
    before: Node | None = None

    @property
    def entries(self) -> dict[str, Node]:
        """The children of a mapping; empty for everything else."""
        return self.value if isinstance(self.value, dict) else {}


def plain(node: Node) -> object:
    """Return the value of `node` as ordinary Python objects, without places."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return node.value


def from_plain(value: object, place: Place) -> Node:
    """Return ordinary Python objects as nodes that all have the same place."""
    if isinstance(value, dict):
        return Node({str(key): from_plain(child, place) for key, child in value.items()}, place)
    if isinstance(value, list | tuple):
        return Node([from_plain(child, place) for child in value], place)
    return Node(value, place)  # type: ignore[arg-type]  # the schema refuses strange objects
