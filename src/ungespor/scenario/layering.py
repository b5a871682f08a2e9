"""Put one layer of a scenario on top of another.

Mappings are merged key by key.  A number with its unit and source is replaced whole, so that a
new value never inherits an old source.  Lists and single values are replaced whole.  A key set
to null in the upper layer is removed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ungespor.base.errors import Problem, nearest_name
from ungespor.scenario.nodes import Node, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

QUANTITY_KEYS: Final = frozenset({"value", "distribution"})


def is_quantity(entries: Mapping[str, object]) -> bool:
    """Return whether a mapping is a number with unit and source rather than a group of fields."""
    return not QUANTITY_KEYS.isdisjoint(entries)


def layered(below: Node, above: Node, problems: list[Problem], field: str = "") -> Node:
    """Return `below` with the differences that `above` states.

    Parameters
    ----------
    below, above : Node
    problems : list of Problem
        Gets a problem for each null that removes nothing.
    field : str
        Dotted path of the two, for problems.

    Returns
    -------
    Node
        What comes from `above` is marked as changed and remembers what it replaced.
    """
    if not _both_groups(below, above):
        return _changed(below, above)
    merged = dict(below.entries)
    for key, child in above.entries.items():
        path = f"{field}.{key}" if field else key
        if child.value is None:
            if merged.pop(key, None) is None:
                problems.append(_nothing_to_remove(key, path, child, list(below.entries)))
        elif key in merged:
            merged[key] = layered(merged[key], child, problems, path)
        else:
            merged[key] = replace(child, changed=True)
    return replace(below, value=merged)


def _both_groups(below: Node, above: Node) -> bool:
    return all(isinstance(node.value, dict) and not is_quantity(node.value) for node in (below, above))


def _changed(below: Node, above: Node) -> Node:
    # repr, because Python holds 1, 1.0 and True for equal and the schema does not.
    same = repr(plain(below)) == repr(plain(above))
    return below if same else replace(above, changed=True, before=below)


def _nothing_to_remove(key: str, path: str, node: Node, known: list[str]) -> Problem:
    return Problem(
        what=f"'{key}: null' removes a key, but there is no '{key}' to remove.",
        file=str(node.place),
        field=path,
        found=f"{key}: null",
        allowed=", ".join(known) or None,
        nearest=nearest_name(key, known),
        fix="Remove the line, or name a key that the layer below has.",
    )
