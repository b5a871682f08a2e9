"""Say what the schema refused, in words that help to repair it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ungespor.base.errors import Problem, nearest_name
from ungespor.scenario.layering import is_quantity
from ungespor.scenario.model import Scenario
from ungespor.scenario.nodes import UNREAD, Node, Place, plain
from ungespor.scenario.quantity import FieldError, Quantity
from ungespor.scenario.schema import example_at, keys_at, names_allowed_at, type_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

_NEEDED: Final = {
    "float_type": "A number is needed here.",
    "int_type": "A whole number is needed here.",
    "finite_number": "The number must be finite.",
    "string_type": "A text is needed here.",
    "bool_type": "'true' or 'false' is needed here.",
    "date_type": "A date is needed here.",
    "list_type": "A list is needed here.",
    "dict_type": "A mapping of names to values is needed here.",
    "model_type": "A mapping of names to values is needed here.",
    "string_pattern_mismatch": "This name cannot be used.",
}
_ALLOWED: Final = {
    "date_type": "a date that exists, such as 2022-03-01",
    "list_type": "a list, such as [job, education]",
    "string_pattern_mismatch": "small letters a-z, digits and _, beginning with a letter",
    "finite_number": "any number but .nan and .inf",
    "int_type": "digits alone, such as 166",
    "bool_type": "true or false",
}
_LIMITS: Final = {
    "greater_than_equal": ("The number is too small.", "ge", "at least"),
    "greater_than": ("The number is too small.", "gt", "more than"),
    "less_than_equal": ("The number is too large.", "le", "at most"),
    "less_than": ("The number is too large.", "lt", "less than"),
    "too_short": ("The list is too short.", "min_length", "entries: at least"),
    "too_long": ("The list is too long.", "max_length", "entries: at most"),
}
_EXTENDABLE: Final = ((), ("population",), ("baseline",))
_HUNDRED: Final = 100
_PERCENT: Final = re.compile(r"([-+]?[0-9]+(?:[.,][0-9]+)?)\s*%")
_DANISH: Final = re.compile(r"[-+]?[0-9]{1,3}(\.[0-9]{3})*,[0-9]+|[-+]?[0-9]+,[0-9]+")
_NUMBER: Final = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")


def explained(error: ValidationError, tree: Node, root: type[BaseModel] = Scenario) -> Iterator[Problem]:
    """Yield a problem for each mistake that pydantic found in `tree`.

    Mistakes inside what could not be read are left out: a problem tells of them already. So are
    missing keys where ``extends`` is misspelt.
    """
    details = error.errors(include_url=False)
    misspelt = {detail["loc"][:-1] for detail in details if _means_extends(detail)}
    for detail in details:
        if detail["type"] == "missing" and detail["loc"][:-1] in misspelt:
            continue
        location = tuple(str(part) for part in detail["loc"] if part != "[key]")
        nodes = _nodes(tree, location)
        if any(node.value is UNREAD for node in nodes):
            continue
        is_key = bool(detail["loc"]) and detail["loc"][-1] == "[key]"
        yield _problem(detail, location, nodes, root, is_key=is_key)


def _means_extends(detail: ErrorDetails) -> bool:
    return detail["type"] == "extra_forbidden" and nearest_name(str(detail["loc"][-1]), ["extends"]) is not None


def _problem(
    detail: ErrorDetails, location: tuple[str, ...], nodes: list[Node], root: type[BaseModel], *, is_key: bool
) -> Problem:
    place, field, kind = nodes[-1].place, ".".join(location), detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(location, place, root)
    if kind == "missing":
        return _missing(location, place, root)
    if kind == "literal_error":
        return _unknown_name(location, place, location[-1] if is_key else detail["input"], root, is_key=is_key)
    if kind == "value_error":
        return _broken_rule(detail, location, nodes)
    if kind in _LIMITS:
        what, limit, words = _LIMITS[kind]
        allowed = f"{words} {detail['ctx'][limit]}"
        return Problem(what, str(place), field, _inline(detail["input"]), allowed, fix=f"Write {allowed}.")
    found = location[-1] if is_key else _inline(detail["input"])
    what = _NEEDED.get(kind, f"{detail['msg']}.")
    if kind == "model_type" and type_at(location, root) is Quantity:
        what = "A number must be written with its unit and its source."
    fix = _fix(kind, detail["input"], location, root)
    return Problem(what, str(place), field, found, _allowed(kind, location, root), fix=fix)


def _unknown_key(location: tuple[str, ...], place: Place, root: type[BaseModel]) -> Problem:
    key, allowed = location[-1], keys_at(location[:-1], root)
    if root is Scenario and (location[:-1] in _EXTENDABLE or location[:1] == ("offers",)):
        allowed.append("extends")
    nearest = nearest_name(key, allowed)
    fix = f"Write '{nearest}' instead." if nearest else "Remove the line."
    what = f"The key '{key}' is unknown here."
    return Problem(what, str(place), ".".join(location), key, ", ".join(allowed), nearest, fix)


def _missing(location: tuple[str, ...], place: Place, root: type[BaseModel]) -> Problem:
    example = example_at(location, root)
    fix = f"Add '{location[-1]}: {example}'." if example else f"Add '{location[-1]}:' with its value."
    if len(location) > 1 and type_at(location[:-1], root) is Quantity:
        fix += " A number is replaced whole: its unit and source are written again with it."
    return Problem(f"The key '{location[-1]}' is missing.", str(place), ".".join(location), fix=fix)


def _unknown_name(
    location: tuple[str, ...], place: Place, found: object, root: type[BaseModel], *, is_key: bool
) -> Problem:
    allowed = names_allowed_at(location, root, is_key=is_key)
    nearest = nearest_name(found, allowed) if isinstance(found, str) else None
    fix = f"Write '{nearest}' instead." if nearest else "Write one of the allowed names."
    what = f"{_inline(found)} is not among the names allowed here."
    return Problem(what, str(place), ".".join(location), _inline(found), ", ".join(allowed), nearest, fix)


def _broken_rule(detail: ErrorDetails, location: tuple[str, ...], nodes: list[Node]) -> Problem:
    error = detail.get("ctx", {}).get("error")
    message = str(error)
    what = f"{message[:1].upper()}{message[1:]}."
    if not isinstance(error, FieldError):
        value = plain(nodes[-1])
        found = _inline(value) if isinstance(value, dict) and is_quantity(value) else None
        return Problem(what, str(_latest(nodes[-1])), ".".join(location) or None, found)
    place = _nodes(nodes[-1], tuple(error.field.split(".")))[-1].place
    field = ".".join((*location, error.field))
    nearest = nearest_name(error.found, error.allowed.split(", "))
    return Problem(what, str(place), field, error.found, error.allowed, nearest, _rule_fix(error, nearest))


def _rule_fix(error: FieldError, nearest: str | None) -> str | None:
    if error.field == "unit":
        return f"Convert the number to '{error.allowed}' and write 'unit: {error.allowed}'."
    if " to " in error.allowed:
        percent = error.allowed == "0 to 1" and 1 < float(error.found) <= _HUNDRED
        meant = f" If {error.found} % is meant, write {float(error.found) / _HUNDRED:g}." if percent else ""
        return f"Write a number from {error.allowed}.{meant}"
    if " " in error.allowed and ", " not in error.allowed:
        return f"Write {error.allowed}."
    return f"Write '{nearest}' instead." if nearest else "Write one of the allowed names."


def _latest(node: Node) -> Place:
    """Return where `node` was changed last, or where it was written when nothing changed it."""
    for child in node.entries.values():
        if child.changed:
            return child.place
        if (place := _latest(child)) != child.place:
            return place
    return node.place


def _allowed(kind: str, location: tuple[str, ...], root: type[BaseModel]) -> str | None:
    if kind in {"model_type", "dict_type"}:
        return example_at(location, root) or ", ".join(keys_at(location, root)) or None
    return _ALLOWED.get(kind)


def _fix(kind: str, found: object, location: tuple[str, ...], root: type[BaseModel]) -> str | None:
    if kind == "string_type" and found is not None and not isinstance(found, dict | list):
        return f'Write it in quotation marks: "{found}".'
    if kind in {"model_type", "dict_type"}:
        example = example_at(location, root)
        return f"Write '{location[-1]}: {example}'." if location and example else None
    if kind in {"float_type", "int_type"}:
        return _number_fix(found)
    return f"Write {_ALLOWED[kind]}." if kind in _ALLOWED else None


def _number_fix(found: object) -> str | None:
    text = str(found).strip()
    if isinstance(found, bool) or text.lower() in {"yes", "no", "on", "off"}:
        return "Write a number; yes, no, true and false are not numbers."
    if percent := _PERCENT.fullmatch(text):
        return f"Write {float(percent[1].replace(',', '.')) / 100:g}: shares are written from 0 to 1."
    if _DANISH.fullmatch(text):
        return f"Write {text.replace('.', '').replace(',', '.')}: decimals are written with a point."
    if isinstance(found, str) and _NUMBER.fullmatch(text):
        return f"Write {text} without quotation marks."
    return None


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    if value is None:
        return "nothing (null)"
    return f"'{value}'" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def _nodes(tree: Node, location: tuple[str, ...]) -> list[Node]:
    """Return the nodes on the way to `location`, as far as they exist."""
    nodes = [tree]
    for part in location:
        value = nodes[-1].value
        child = value.get(part) if isinstance(value, dict) else None
        if isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            child = value[int(part)]
        if child is None:
            break
        nodes.append(child)
    return nodes
