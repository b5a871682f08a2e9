"""Typed tables that pass between the rooms: the only shapes that two rooms share.

The engine answers with :class:`Trajectories` (integer counts, no money), the ledger with
:class:`Ledger` (integer øre, no chance).  Both are dense in memory, because a dense block of
integers is quick to price and to sum, and long on disk, because a long table is easy to read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

StateName = Literal[
    "school",
    "education",
    "fgu",
    "job",
    "education_benefit",
    "cash_benefit",
    "sickness_benefit",
    "resource_benefit",
    "rehabilitation",
    "unemployment_benefit",
    "wage_subsidy",
    "flex_job",
    "flex_job_waiting",
    "disability_pension",
    "parental_benefit",
    "self_support",
]
STATES: Final[tuple[StateName, ...]] = get_args(StateName)
"""Support states (forsørgelsesgrundlag); a person has exactly one each week."""

PayerName = Literal["kommune", "andre_kommuner", "region", "stat", "fond", "arbejdsgiver", "borger"]
PAYERS: Final[tuple[PayerName, ...]] = get_args(PayerName)
PUBLIC_PAYERS: Final = ("kommune", "andre_kommuner", "region", "stat")
FINANCING_VIEW: Final = "financing:"
"""Begins the view of ledger lines that say who would pay under another way of financing."""

WAITING: Final = (
    "joined",
    "started",
    "weeks_waited",
    "still_waiting",
    "completed",
    "dropped_out",
    "used_minutes",
    "open_minutes",
    "overtime_minutes",
)
"""Counts for each offer: people, weeks they waited in all, and staff minutes.

`open_minutes` is the time there is in the paid weeks, less vacancies; `used_minutes` the part of it
that people take up; `overtime_minutes` what they take up beyond it, also after the paid weeks.
"""

INDICATORS: Final = (
    "job_or_education",
    "education_benefit",
    "other_benefits",
    "cash_benefit",
    "sickness_benefit",
    "self_support",
    "education",
    "job",
    "any_ordinary_hours",
    "psychiatric_contact",
    "admissions",
    "bed_days",
    "who5",
)
"""Outcome indicators; `who5` is stored as an integer number of hundredths of a point."""

OFFSETS: Final = (-4, 4, 13, 26, 52)
"""Weeks at which outcomes are measured: −4 from week 0, the others from END (or from week 0)."""

ACTIVITY_COLUMNS: Final = (
    "draw",
    "replication",
    "arm",
    "half_year",
    "follow_up_year",
    "resident",
    "offer",
    "activity",
    "refusion_band",
    "person_class",
    "quantity",
)
LEDGER_COLUMNS: Final = (
    "draw",
    "replication",
    "arm",
    "half_year",
    "follow_up_year",
    "offer",
    "activity",
    "payer",
    "account",
    "price_id",
    "kind",
    "view",
    "quantity",
    "amount_ore",
)


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar half-year within one follow-up year: the finest period that is priced.

    Attributes
    ----------
    half_year : str
        For instance ``"2022H1"``.
    follow_up_year : int
        1 for weeks 0–51 after the person's own week 0, and so on.
    """

    half_year: str
    follow_up_year: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of countable thing: what was done, by whom in the eyes of the law.

    Attributes
    ----------
    activity : str
        A row of ``cost_tables/activities.csv``, such as ``"education_benefit_week"``.
    offer : str
        The offer that caused it, or ``""``.
    refusion_band : int
        0 off the clock; 1–4 for benefit weeks 1–4, 5–26, 27–52, 53+.
    resident : str
        ``"home"`` or ``"moved"``.
    person_class : str
        Legal facts as ``"age=20-24;living=out"``, sorted by name, or ``""``.
    """

    activity: str
    offer: str
    refusion_band: int
    resident: str
    person_class: str

    def facts(self) -> dict[str, str]:
        """Return the legal facts of `person_class` as a mapping."""
        if not self.person_class:
            return {}
        return dict(part.split("=", 1) for part in self.person_class.split(";"))


@dataclass(frozen=True, slots=True)
class Activities:
    """The engine's whole answer about what happened: integer counts, never kroner.

    Attributes
    ----------
    arms : tuple of str
    draws, replications : ndarray of int64, shape (worlds,)
        The parameter draw and the replication of each world.
    periods : tuple of Period
    cells : tuple of Cell
    quantity : ndarray of int32, shape (worlds, arms, periods, cells)
    """

    arms: tuple[str, ...]
    draws: NDArray[np.int64]
    replications: NDArray[np.int64]
    periods: tuple[Period, ...]
    cells: tuple[Cell, ...]
    quantity: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Trajectories:
    """What the young people did, week by week, in every world.

    Attributes
    ----------
    activities : Activities
    people : int
        Screened persons in each world.
    participants : ndarray of int64, shape (worlds,)
        Persons offered the course in each world (the same persons in both arms).
    weeks : ndarray of int64, shape (weeks,)
        Weeks from the person's own week 0, from −52 to the last week of the horizon.
    weekly_states : ndarray of int64, shape (arms, weeks, states)
        Participants in each state, summed over worlds.
    weekly_who5 : ndarray of int64, shape (arms, weeks)
        WHO-5 in hundredths of a point, summed over participants and worlds.
    outcomes : ndarray of int64, shape (worlds, arms, 2, offsets, indicators)
        Indicator sums over participants; axis 2 is 0 from END, 1 from week 0.
    observed : ndarray of int64, shape (worlds, 2, offsets)
        Participants who could be observed at that offset within the horizon.
    twins : ndarray of int64, shape (worlds, 4)
        Participants helped, unchanged, harmed, and with an identical path of states.
    parted : ndarray of int64, shape (worlds,)
        Persons (all, not only participants) whose lives differ between the arms in any respect.
    first_parting : tuple or None
        (replication, person, week, what) of the first difference found, for the placebo.
    offers : tuple of str
        Offers with a course.
    waiting : ndarray of int64, shape (worlds, arms, offers, WAITING)
        What the queues and courses of each offer came to; see `WAITING`.
    panel : DataFrame or None
        One row per person and week, only on request.
    """

    activities: Activities
    people: int
    participants: NDArray[np.int64]
    weeks: NDArray[np.int64]
    weekly_states: NDArray[np.int64]
    weekly_who5: NDArray[np.int64]
    outcomes: NDArray[np.int64]
    observed: NDArray[np.int64]
    twins: NDArray[np.int64]
    parted: NDArray[np.int64]
    first_parting: tuple[int, int, int, str] | None
    offers: tuple[str, ...]
    waiting: NDArray[np.int64]
    panel: pd.DataFrame | None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Who books what: one kind of ledger row.

    Attributes
    ----------
    offer, activity, payer, account, price_id : str
    kind : str
        ``"transfer"``, ``"resource"`` or ``"production"``.
    view : str
        ``""`` in the default view; otherwise the name of the view, such as ``"indirect_tax"``
        or ``"financing:as_run"``.
    """

    offer: str
    activity: str
    payer: str
    account: str
    price_id: str
    kind: str
    view: str


@dataclass(frozen=True)
class Ledger:
    """Every priced activity and who carries it, in øre.

    Attributes
    ----------
    arms, draws, replications, periods
        As in :class:`Activities`.
    lines : tuple of LedgerLine
    quantity : ndarray of int64, shape (worlds, arms, periods, lines)
    amount_ore : ndarray of int64, shape (worlds, arms, periods, lines)
        Positive = the payer spends.
    """

    arms: tuple[str, ...]
    draws: NDArray[np.int64]
    replications: NDArray[np.int64]
    periods: tuple[Period, ...]
    lines: tuple[LedgerLine, ...]
    quantity: NDArray[np.int64]
    amount_ore: NDArray[np.int64]

    @cached_property
    def _net_ore(self) -> NDArray[np.int64]:
        """Control − intervention, shape (lines, worlds, periods): line by line, because so it is summed."""
        control, intervention = (self.arms.index(arm) for arm in ("control", "intervention"))
        net = self.amount_ore[:, control] - self.amount_ore[:, intervention]
        return net.transpose(2, 0, 1).copy()

    def net_ore(self, number: int) -> NDArray[np.int64]:
        """Return control − intervention of the line with that number, shape (worlds, periods)."""
        return self._net_ore[number]

    def of(self, wanted: Callable[[LedgerLine], bool]) -> Ledger:
        """Return the ledger of the lines that are wanted, and of no others."""
        chosen = [number for number, line in enumerate(self.lines) if wanted(line)]
        lines = tuple(self.lines[number] for number in chosen)
        return replace(self, lines=lines, quantity=self.quantity[..., chosen], amount_ore=self.amount_ore[..., chosen])
