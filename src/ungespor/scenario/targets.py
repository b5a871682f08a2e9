"""Reported figures that the model is held against: ``scenarios/targets/*.yaml``.

Each target has one role, committed before anything is fitted: ``fit`` (the calibration of the
baseline may use it), ``score`` (compared, never used) or ``pattern`` (a statistic and an
inequality).  Statistics of scores and patterns are named in :mod:`ungespor.scenario.statistics`;
that of a figure to fit belongs to the calibration, and is a mapping here.

The tolerance `tau` is written with the role, before any result is seen, and has a ceiling: 0.03
for a share, 15 % of the value for anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.base.paths import scenarios_folder
from ungespor.scenario.nodes import UNREAD, Node, plain
from ungespor.scenario.reader import read_yaml
from ungespor.scenario.target_checks import parsed, source_problems, statistic_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ungespor.scenario.statistics import Statistic

Role = Literal["fit", "score", "pattern"]
Relation = Literal["above", "at_least", "below", "at_most"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)

NUMBERS: Final = ("value", "n", "standard_error", "tau", "bound", "pattern")
TEXTS: Final = ("role", "unit", "source", "place", "note", "tau_reason", "relation", "title_da", "title_en")
STATISTICS_OF_A_TARGET: Final = ("statistic", "minus")
KEYS: Final = (*TEXTS, *NUMBERS, *STATISTICS_OF_A_TARGET)
NEEDED: Final = {
    "fit": ("value", "standard_error", "tau", "unit", "source", "statistic"),
    "score": ("title_da", "title_en", "value", "standard_error", "tau", "tau_reason", "unit", "source", "statistic"),
    "pattern": ("title_da", "title_en", "pattern", "relation", "bound", "unit", "source", "statistic", "note"),
}
FILE_KEYS: Final = ("name", "summary", "programme", "targets")
OWN_READER: Final = "reported"
"""Figures that nothing is held against, in the same files: :mod:`ungespor.scenario.reported`."""
SIZE_KEYS: Final = ("people", "replications", "horizon_years")
"""May be given in a file: the size of the runs with a panel, where the programme is large or long."""
LARGEST_TAU_OF_A_SHARE: Final = 0.03
LARGEST_TAU: Final = 0.15
"""Of the value, for what is no share."""


@dataclass(frozen=True, slots=True)
class Target:
    """One reported figure.

    Attributes
    ----------
    id, programme : str
        Name of the target; programme (or baseline) that it is about.
    role : {"fit", "score", "pattern"}
    statistic : mapping
        What is worked out from the model.
    asked, minus : Statistic, optional
        The same for a score or a pattern, checked; and what is taken from it.
    pattern : int, optional
        Which qualitative pattern a row belongs to; a pattern may need several rows.
    unit, source : str
        Source: a fact id or a source id.
    value, standard_error : float, optional
        What was reported, and its sampling error; a pattern need not have them.
    tau : float
        Standard deviation of how far model and figure may differ though both are right:
        another group, another definition, another year.
    n : float, optional
    relation : {"above", "at_least", "below", "at_most"}, optional
    bound : float, optional
        Of a pattern.
    place, note, tau_reason, title_da, title_en : str
    size : mapping
        Fields of the scenario that the size of a run with a panel is set by.
    file : str
        Where it is written, with its line.
    """

    id: str
    programme: str
    role: Role
    statistic: Mapping[str, object]
    unit: str
    source: str
    value: float | None
    standard_error: float | None
    tau: float
    n: float | None
    relation: Relation | None
    bound: float | None
    place: str
    note: str
    tau_reason: str
    title_da: str
    title_en: str
    asked: Statistic | None
    minus: Statistic | None
    pattern: int | None
    size: Mapping[str, object]
    file: str


def load_targets(folder: Path | None = None, role: Role | None = None) -> tuple[Target, ...]:
    """Return the targets of every file below ``targets`` in a folder of scenarios.

    Parameters
    ----------
    folder : Path, optional
        The shipped scenarios by default.
    role : {"fit", "score", "pattern"}, optional
        Return only these.

    Raises
    ------
    InputError
        With every mistake of every file.
    """
    problems: list[Problem] = []
    targets: dict[str, Target] = {}
    for path in sorted(((folder or scenarios_folder()) / "targets").glob("*.yaml")):
        tree = read_yaml(path, path.stem, problems)
        if tree.value is not UNREAD:
            _read_file(tree, targets, problems)
    problems += source_problems(targets.values(), folder)
    if problems:
        raise InputError(problems)
    return tuple(target for target in targets.values() if role in {None, target.role})


def _read_file(tree: Node, targets: dict[str, Target], problems: list[Problem]) -> None:
    known = (*FILE_KEYS, *SIZE_KEYS, OWN_READER)
    problems += [_unknown_key(key, node, known, key) for key, node in tree.entries.items() if key not in known]
    for key in FILE_KEYS:
        if key not in tree.entries:
            problems.append(Problem(f"The key '{key}' is missing.", str(tree.place), key, fix=f"Add '{key}:'."))
    programme = str(plain(tree.entries["programme"])) if "programme" in tree.entries else ""
    size: dict[str, object] = {key: plain(tree.entries[key]) for key in SIZE_KEYS if key in tree.entries}
    stated = tree.entries["targets"].entries if "targets" in tree.entries else {}
    for name, node in stated.items():
        found = _problems(name, node)
        if name in targets:
            what = f"The target '{name}' is given twice; a figure has one place and one role."
            found.append(Problem(what, str(node.place), f"targets.{name}", fix=f"See {targets[name].file}."))
        if found:
            problems += found
        else:
            targets[name] = _target(name, programme, size, node)


def _problems(name: str, node: Node) -> list[Problem]:
    """Return everything that is wrong with one target."""
    field, entries = f"targets.{name}", node.entries
    found = [_unknown_key(key, child, KEYS, f"{field}.{key}") for key, child in entries.items() if key not in KEYS]
    role = plain(entries["role"]) if "role" in entries else None
    if role not in ROLES:
        shown = ", ".join(map(str, role)) if isinstance(role, list) else str(role)
        what = f"The target '{name}' must have exactly one role."
        fix = "Decide what the figure is used for before the model is fitted, and write that one role."
        found.append(Problem(what, str(node.place), f"{field}.role", shown, ", ".join(ROLES), fix=fix))
        return found
    for key in NEEDED[str(role)]:
        if key not in entries:
            what = f"The target '{name}' has no '{key}'."
            found.append(Problem(what, str(node.place), f"{field}.{key}", fix=f"Add '{key}:' to the target."))
    found += _wrong_values(field, entries)
    return found or [*_too_tolerant(field, entries), *_wrong_statistics(str(role), field, entries)]


def _too_tolerant(field: str, entries: Mapping[str, Node]) -> Iterator[Problem]:
    """Yield a problem when the tolerance of a target is above its ceiling."""
    if "tau" not in entries or "value" not in entries:
        return
    tau, value = (float(str(plain(entries[key]))) for key in ("tau", "value"))
    is_share = plain(entries["unit"]) == "share"
    largest = LARGEST_TAU_OF_A_SHARE if is_share else LARGEST_TAU * abs(value)
    if tau > largest + 1e-12:
        rule = "for a share" if is_share else f"which is {LARGEST_TAU:.0%} of the value"
        what = "The tolerance is wider than any target may have."
        fix = "Make it smaller; a target that fails is shown as failing, and explained."
        allowed = f"at most {largest:g}, {rule}"
        yield Problem(what, str(entries["tau"].place), f"{field}.tau", f"{tau:g}", allowed, fix=fix)


def _wrong_statistics(role: str, field: str, entries: Mapping[str, Node]) -> Iterator[Problem]:
    """Yield what is wrong with the statistics of a score or a pattern."""
    for key in STATISTICS_OF_A_TARGET:
        if key in entries and role != "fit":
            yield from statistic_problems(entries[key], f"{field}.{key}")


def _wrong_values(field: str, entries: Mapping[str, Node]) -> list[Problem]:
    found = []
    for key, child in entries.items():
        value, place = plain(child), str(child.place)
        if key in NUMBERS and (isinstance(value, bool) or not isinstance(value, int | float)):
            found.append(Problem("A number is needed here.", place, f"{field}.{key}", str(value)))
        elif key in {"standard_error", "tau"} and float(str(value)) < 0:
            found.append(Problem(f"'{key}' must not be negative.", place, f"{field}.{key}", str(value)))
        elif key in TEXTS and not isinstance(value, str):
            found.append(Problem("A text is needed here.", place, f"{field}.{key}", str(value)))
        elif key == "relation" and value not in RELATIONS:
            what = f"'{value}' is no relation."
            found.append(Problem(what, place, f"{field}.{key}", str(value), ", ".join(RELATIONS)))
        elif key in STATISTICS_OF_A_TARGET and not isinstance(value, dict):
            what = "A statistic is a mapping that says what is worked out."
            found.append(Problem(what, place, f"{field}.{key}", str(value)))
    return found


def _unknown_key(key: str, node: Node, allowed: tuple[str, ...], field: str) -> Problem:
    nearest = nearest_name(key, allowed)
    fix = f"Write '{nearest}' instead." if nearest else "Remove the line."
    what = f"The key '{key}' is unknown here."
    return Problem(what, str(node.place), field, key, ", ".join(allowed), nearest, fix)


def _target(name: str, programme: str, size: Mapping[str, object], node: Node) -> Target:
    values = {key: plain(child) for key, child in node.entries.items()}
    numbers = {key: float(str(values[key])) if key in values else None for key in NUMBERS}
    used = {} if values["role"] == "fit" else values
    asked, minus = (parsed(used[key]) if key in used else None for key in STATISTICS_OF_A_TARGET)
    statistic = values["statistic"]
    assert isinstance(statistic, dict)  # noqa: S101 - checked before
    return Target(
        id=name,
        programme=programme,
        role=values["role"],  # type: ignore[arg-type]  # checked before
        statistic=statistic,
        unit=str(values["unit"]),
        source=str(values["source"]),
        value=numbers["value"],
        standard_error=numbers["standard_error"],
        tau=numbers["tau"] or 0.0,
        n=numbers["n"],
        relation=values.get("relation"),  # type: ignore[arg-type]
        bound=numbers["bound"],
        place=str(values.get("place", "")),
        note=str(values.get("note", "")),
        tau_reason=str(values.get("tau_reason", "")),
        title_da=str(values.get("title_da", "")),
        title_en=str(values.get("title_en", "")),
        asked=asked,
        minus=minus,
        pattern=None if numbers["pattern"] is None else int(numbers["pattern"]),
        size=size,
        file=str(node.place),
    )
