"""The rules of law that a run is frozen under: the refusion clock, ages and illegal moves.

The numbers lie in ``cost_tables/regimes.yaml``, each with its act; this module reads and checks
them.  The engine takes the week edges from here, the ledger the state's shares.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError, model_validator

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.base.paths import cost_tables_folder, shown_path, version_of
from ungespor.base.tables import STATES, StateName
from ungespor.scenario.quantity import Strict
from ungespor.scenario.reader import read_mapping

if TYPE_CHECKING:
    from pathlib import Path

Model = TypeVar("Model", bound=BaseModel)

RefusionStatus = Literal["clock", "self_support", "neutral"]
WholeWeeks = Annotated[int, Field(ge=1, le=520)]
Age = Annotated[int, Field(ge=0, le=100)]
PartOfOne = Annotated[float, Field(ge=0, le=1)]


class IllegalMove(Strict):
    """A move between support states that the law does not allow.

    Attributes
    ----------
    from_ : str
        State left (written ``from`` in the file).
    to : str
    because : str
        The reason, as shown to the user.
    """

    from_: StateName = Field(alias="from")
    to: StateName
    because: str


class Regime(Strict):
    """One frozen set of rules.

    Attributes
    ----------
    name : str
    title_da, title_en : str
    law : str
        The acts it rests on.
    in_force_from, in_force_to : date
    rates_on : date
        Price rows in force on this day are used by a scenario that is priced frozen.
    refusion_week_edges : tuple of int
        Last benefit week of every refusion band but the last (act 994/2015 section 5(2)).
    state_shares : tuple of float
        The state's share in each band, one more than there are edges.
    restart_weeks, window_weeks : int
        The count restarts after so many weeks of self-support within so many weeks (section 6).
    employer_sick_weeks : int
        Weeks of sickness from a job that the employer pays.
    sickness_reassessment_week : int
        Last week at the rate of sygedagpenge; jobafklaring follows.
    adult_age, cash_benefit_from_age : int
    adults_only : tuple of str
        Support states closed to those below `adult_age`.
    refusion_status : dict
        For each support state ``"clock"``, ``"self_support"`` or ``"neutral"``.
    illegal_moves : tuple of IllegalMove
    books_by : dict
        Payer rules that another one takes the place of under this regime, by name.
    unverified : dict
        What has not been read in the law yet, by the name of the state or the number.
    """

    name: str
    title_da: str
    title_en: str
    law: str
    in_force_from: datetime.date
    in_force_to: datetime.date | None = None
    rates_on: datetime.date
    refusion_week_edges: tuple[WholeWeeks, ...]
    state_shares: tuple[PartOfOne, ...]
    restart_weeks: WholeWeeks
    window_weeks: Annotated[int, Field(ge=129, le=192)]  # three words of 64 weeks hold it
    employer_sick_weeks: WholeWeeks
    sickness_reassessment_week: WholeWeeks
    adult_age: Age
    adults_only: tuple[StateName, ...]
    cash_benefit_from_age: Age
    refusion_status: dict[StateName, RefusionStatus]
    illegal_moves: tuple[IllegalMove, ...] = ()
    books_by: dict[str, str] = {}
    unverified: dict[str, str] = {}

    @model_validator(mode="after")
    def _consistent(self) -> Regime:
        edges = self.refusion_week_edges
        if list(edges) != sorted(set(edges)):
            raise ValueError("'refusion_week_edges' must be rising week numbers")
        if len(self.state_shares) != len(edges) + 1:
            raise ValueError("'state_shares' needs one share more than there are 'refusion_week_edges'")
        missing = [state for state in STATES if state not in self.refusion_status]
        if missing:
            raise ValueError(f"'refusion_status' lacks {', '.join(missing)}")
        if self.restart_weeks > self.window_weeks:
            raise ValueError("'restart_weeks' must not be above 'window_weeks'")
        return self

    def share_of_band(self, refusion_band: int) -> float:
        """Return the state's share in a refusion band: 0 off the clock, then the staircase."""
        return 0.0 if refusion_band == 0 else self.state_shares[refusion_band - 1]


def load_regime(name: str, folder: Path | None = None) -> Regime:
    """Return a regime of ``regimes.yaml``.

    Parameters
    ----------
    name : str
        Such as ``"pre_2025H2"``.
    folder : Path, optional
        Folder with the file; the shipped cost tables unless given.

    Raises
    ------
    InputError
        When the regime is unknown or the file is not in order.
    """
    path = (folder or cost_tables_folder()) / "regimes.yaml"
    regimes = section(rules_of_law(path), "regimes", path)
    return checked(Regime, {**_whole(name, regimes, path), "name": name}, f"regimes.{name}", path)


def regime_names(folder: Path | None = None) -> tuple[str, ...]:
    """Return the names of all regimes, in the order of the file."""
    path = (folder or cost_tables_folder()) / "regimes.yaml"
    return tuple(section(rules_of_law(path), "regimes", path))


def _whole(name: str, regimes: dict[str, object], path: Path, below: tuple[str, ...] = ()) -> dict[str, object]:
    """Return what a regime states on top of what the regime that it extends states."""
    if name not in regimes or name in below:
        raise InputError(
            Problem(
                what="The regime extends itself." if name in below else "The regime is not known.",
                file=shown_path(path),
                field=f"regimes.{below[-1]}.extends" if below else "regime",
                found=name,
                allowed=", ".join(other for other in regimes if other not in below),
                nearest=None if name in below else nearest_name(name, regimes),
                fix="Name one of the regimes of this file, or add the regime there.",
            )
        )
    body = regimes[name]
    own = dict(body) if isinstance(body, dict) else {}
    parent = own.pop("extends", None)
    if parent is None:
        return own
    whole = _whole(str(parent), regimes, path, (*below, name))
    for field, stated in own.items():
        inherited = whole.get(field)
        both = isinstance(inherited, dict) and isinstance(stated, dict)
        whole[field] = {**inherited, **stated} if both else stated  # type: ignore[dict-item]  # checked in the line above
    return whole


def rules_of_law(path: Path) -> dict[str, object]:
    """Return ``regimes.yaml`` as plain objects; raise an `InputError` when it cannot be read."""
    return _rules_of_law(path, version_of(path))


@lru_cache(maxsize=4)
def _rules_of_law(path: Path, _version: object) -> dict[str, object]:
    problems: list[Problem] = []
    content = read_mapping(path, problems)
    if problems:
        raise InputError(problems)
    return dict(content)


def checked(model: type[Model], content: object, field: str, path: Path) -> Model:
    """Return `content` as a `model`, or raise an `InputError` with every problem found."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise InputError(
            Problem(
                what=f"The rules are not in order: {detail['msg'].removeprefix('Value error, ')}.",
                file=shown_path(path),
                field=".".join([field, *(str(part) for part in detail["loc"])]),
                found=None if isinstance(detail["input"], dict) else str(detail["input"]),
                nearest=nearest_name(str(detail["input"]), re.findall(r"'(\w+)'", detail["msg"])),
                fix="Repair this line of the file.",
            )
            for detail in error.errors()
        ) from error


def section(rules: dict[str, object], name: str, path: Path) -> dict[str, object]:
    """Return one top-level mapping of the file, or raise an `InputError` when it is missing."""
    found = rules.get(name)
    if isinstance(found, dict) and found:
        return found
    raise InputError(
        Problem(
            what=f"The file has no '{name}'.",
            file=shown_path(path),
            field=name,
            fix=f"Add the section '{name}', or restore the file that was shipped.",
        )
    )
