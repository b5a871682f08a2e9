"""Which rules a scenario lives under, and which rules are in force on a day.

The engine lives by the clock, the ages and the moves of one regime.  Prices may be dated: each
half-year at the rules then in force.  The lives are then the same only where clock, ages and moves
are, so that anything else is refused.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final, Literal

from ungespor.base.errors import InputError, Problem
from ungespor.scenario.regime import load_regime, regime_names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ungespor.base.tables import StateName
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.regime import Regime

LIVED_BY: Final = (
    "refusion_week_edges",
    "restart_weeks",
    "window_weeks",
    "employer_sick_weeks",
    "sickness_reassessment_week",
    "adult_age",
    "adults_only",
    "cash_benefit_from_age",
    "refusion_status",
    "illegal_moves",
)
"""The parts of a regime that the engine lives by."""


def regime_of(scenario: Scenario) -> Regime:
    """Return the regime that a scenario lives under, with its own reading of ``refusion_status``.

    Raises
    ------
    InputError
        When a state that is paid with refusion is taken off the clock.
    """
    return switched(load_regime(scenario.regime), scenario.refusion_status)


def switched(regime: Regime, status: Mapping[StateName, Literal["self_support", "neutral"]]) -> Regime:
    """Return `regime` with another reading of what a state off the clock counts as.

    Act 994/2015 section 6(3) leaves the list to an order.  Where it has not been read, a scenario
    may say that a state is self-support, or that it is neutral.

    Raises
    ------
    InputError
        When a state that is paid with refusion is taken off the clock.
    """
    if not status:
        return regime
    allowed = [state for state, what in regime.refusion_status.items() if what != "clock"]
    problems = [
        Problem(
            what=f"'{state}' is paid with refusion, and stays on the clock.",
            field=f"refusion_status.{state}",
            found=what,
            allowed=", ".join(allowed),
            fix="Remove the line, or name a state that is off the clock.",
        )
        for state, what in status.items()
        if state not in allowed
    ]
    if problems:
        raise InputError(problems)
    return regime.model_copy(update={"refusion_status": {**regime.refusion_status, **status}})


def regime_on(day: datetime.date, folder: Path | None = None) -> Regime:
    """Return the regime that is in force on `day`.

    Raises
    ------
    InputError
        When none is, or more than one.
    """
    regimes = [load_regime(name, folder) for name in regime_names(folder)]
    found = [
        regime
        for regime in regimes
        if regime.in_force_from <= day and (regime.in_force_to is None or day <= regime.in_force_to)
    ]
    if len(found) == 1:
        return found[0]
    known = "; ".join(f"{regime.name} {regime.in_force_from} to {regime.in_force_to or ''}" for regime in regimes)
    what = f"No regime is in force on {day}." if not found else f"More than one regime is in force on {day}."
    shown = ", ".join(regime.name for regime in found) or "nothing"
    fix = "Price the scenario frozen, or correct the dates." if not found else "Let one end before the other begins."
    raise InputError(Problem(what, "cost_tables/regimes.yaml", "regimes", shown, known, fix=fix))


def same_lives(lived: Regime, priced: Regime) -> None:
    """Make sure that lives under one regime may be priced by another.

    Raises
    ------
    InputError
        When they differ in anything that the engine lives by.
    """
    differing = [name for name in LIVED_BY if getattr(lived, name) != getattr(priced, name)]
    if differing:
        raise InputError(
            Problem(
                what=f"Lives under '{lived.name}' cannot be priced by '{priced.name}': clock, ages or moves differ.",
                file="cost_tables/regimes.yaml",
                field="regime",
                found=", ".join(differing),
                allowed=f"a regime with the same {', '.join(LIVED_BY)}",
                fix=f"Simulate the scenario anew with 'regime: {priced.name}'.",
            )
        )


def half_year_of(day: datetime.date) -> str:
    """Return the half-year of a day, such as ``"2025H2"``."""
    return f"{day.year}H{1 if day.month <= 6 else 2}"  # noqa: PLR2004 - the sixth month ends the first half


def first_day(half_year: str) -> datetime.date:
    """Return the first day of a half-year such as ``"2025H2"``."""
    year, _, half = half_year.partition("H")
    return datetime.date(int(year), 1 if half == "1" else 7, 1)
