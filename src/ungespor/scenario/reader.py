"""Read one YAML file into nodes that remember where they were written.

Only the plain part of YAML is read: mappings, lists, texts, numbers, true/false, dates and
null.  Tags (which can run code) and aliases (which can explode) are refused, and so are
duplicate keys, because one of the two would be silently lost.  Words are never numbers or
truth values: ``yes``, ``no`` and ``off`` are texts.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import yaml

from ungespor.base.errors import Problem
from ungespor.base.paths import shown_path
from ungespor.scenario.nodes import UNREAD, Node, Place, Scalar, Unread, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MOST_BYTES: Final = 1_000_000
MOST_LEVELS: Final = 20

_FILL: Final = "Write lines such as 'extends: ibbu_nord' and 'people: 40' into it."
_PARSER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER: Final = re.compile(r"[-+]?[0-9]{1,30}")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL: Final = re.compile(r"[-+]?\.inf|\.nan", re.IGNORECASE)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_yaml(path: Path, layer: str, problems: list[Problem]) -> Node:
    """Read a YAML file whose top level is a mapping.

    Parameters
    ----------
    path : Path
    layer : str
        Name to remember in every place.
    problems : list of Problem
        Gets every problem found.

    Returns
    -------
    Node
        A mapping, or an unread node when the file cannot be used at all.
    """
    file = shown_path(path)
    try:
        node, found = _parsed(_text(path), file, layer)
    except _Unusable as unusable:
        node, found = Node(UNREAD, Place(file, None, layer)), (unusable.problem,)
    problems.extend(found)
    return node


@lru_cache(maxsize=64)
def _parsed(text: str, file: str, layer: str) -> tuple[Node, tuple[Problem, ...]]:
    """Return the nodes of a text, kept because a run reads the same files again and again, and their problems."""
    problems: list[Problem] = []
    builder = _Builder(Place(file, None, layer), problems)
    node = Node(UNREAD, builder.top)
    try:
        node = builder.document(text)
    except _Unusable as unusable:
        problems.append(unusable.problem)
    except yaml.YAMLError as error:
        problems.append(_syntax_problem(error, file))
    return node, tuple(problems)


def read_mapping(path: Path, problems: list[Problem]) -> Mapping[str, object]:
    """Return a YAML file as ordinary Python objects; empty when it could not be read."""
    value = plain(read_yaml(path, path.stem, problems))
    return value if isinstance(value, dict) else {}


class _Unusable(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def _text(path: Path) -> str:
    file = shown_path(path)
    fix = "Give the path of a YAML text file."
    try:
        if path.is_dir():
            raise _Unusable(Problem("This is a folder, not a file.", file, fix=fix))
        if not path.exists():
            raise _Unusable(Problem("The file does not exist.", file, fix=fix))
        if not path.is_file():
            raise _Unusable(Problem("This is not an ordinary file.", file, fix=fix))
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        problem = Problem(f"The file cannot be read: {error.strerror}.", file, fix="See who may read it.")
        raise _Unusable(problem) from error
    if len(content) > MOST_BYTES:
        allowed = f"at most {MOST_BYTES:,} bytes"
        raise _Unusable(Problem("The file is too large for a scenario.", file, allowed=allowed, fix=fix))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem("The file is not text in UTF-8.", file, fix="Save it as UTF-8, or give another file.")
        raise _Unusable(problem) from error


def _syntax_problem(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "not readable"
    return Problem(
        what=f"This is not valid YAML: {reason}.",
        file=file if mark is None else f"{file}:{mark.line + 1}",
        fix="Look at the indentation, colons, quotation marks and brackets of this line and the one before it.",
    )


def _scalar(text: str) -> Scalar:
    """Return an unquoted text as the value it stands for."""
    if text in _NULLS:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    return _date(text) if _DATE.fullmatch(text) else _number(text)


def _number(text: str) -> int | float | str:
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) or _SPECIAL.fullmatch(text):
        return float(text.replace(".", "") if text[-1].isalpha() else text)
    return text


def _date(text: str) -> datetime.date | str:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text


class _Builder:
    """Turns the parser's events into nodes; refuses what is not plain."""

    def __init__(self, top: Place, problems: list[Problem]) -> None:
        self.top = top
        self.problems = problems
        self.refused: set[str] = set()
        self.events: Iterator[yaml.Event] = iter(())

    def document(self, text: str) -> Node:
        self.events = iter(yaml.parse(text, Loader=_PARSER))
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise _Unusable(Problem("The file is empty.", self.top.file, fix=_FILL))
        first = next(self.events)
        node = self.node(first, self.place(first), level=0)
        next(self.events)
        if node.value is UNREAD:
            return node
        if not isinstance(node.value, dict):
            empty = node.value is None
            what = "The file is empty." if empty else "The file does not hold a mapping of names to values."
            raise _Unusable(Problem(what, self.top.file, fix=_FILL))
        if not isinstance(after := next(self.events), yaml.StreamEndEvent):
            what = "The file holds more than one document."
            raise _Unusable(Problem(what, str(self.place(after)), fix="Remove the line '---' and what follows."))
        return node

    def node(self, event: yaml.Event, place: Place, level: int) -> Node:
        if level > MOST_LEVELS:
            allowed = f"at most {MOST_LEVELS} levels"
            raise _Unusable(Problem("The file is nested too deeply.", str(self.place(event)), allowed=allowed))
        refused = self.refuse(event)
        if isinstance(event, yaml.MappingStartEvent):
            value: Scalar | Unread | dict[str, Node] | list[Node] = self.mapping(level)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self.sequence(level)
        elif isinstance(event, yaml.ScalarEvent):
            value = event.value if event.style else _scalar(event.value)
        else:
            value = UNREAD
        return Node(UNREAD if refused else value, place)

    def mapping(self, level: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            place = self.place(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Unusable(Problem("A key must be one word.", str(place), allowed="letters, digits and _"))
            self.refuse(event)
            value = self.node(next(self.events), place, level + 1)
            if event.value in found:
                what = f"The key '{event.value}' is written twice."
                fix = f"Keep one of them; the first is in line {found[event.value].place.line}."
                self.problems.append(Problem(what, str(place), event.value, fix=fix))
            else:
                found[event.value] = value
        return found

    def sequence(self, level: int) -> list[Node]:
        found = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.node(event, self.place(event), level + 1))
        return found

    def refuse(self, event: yaml.Event) -> bool:
        """Report a tag, an anchor or an alias (each kind once a file); return whether the value is lost."""
        tag = getattr(event, "tag", None)
        anchor = getattr(event, "anchor", None)
        if tag is None and anchor is None:
            return False
        place = str(self.place(event))
        if tag is not None and "tag" not in self.refused:
            self.refused.add("tag")
            what = "YAML tags are not allowed: they can run code."
            self.problems.append(Problem(what, place, found=tag, fix="Remove the tag and write the value plainly."))
        if anchor is not None and "alias" not in self.refused:
            self.refused.add("alias")
            what = "YAML anchors and aliases are not allowed: they can make a small file explode."
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            fix = "Write the value out, or put it in a scenario that this one extends."
            self.problems.append(Problem(what, place, found=f"{sign}{anchor}", fix=fix))
        return True

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.top.file, mark.line + 1 if mark else None, self.top.layer)
