"""What SØM knows about a target group: average costs of a week, with and without success."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import PAYERS, STATES
from ungespor.ledger.rulebook import load_rulebook
from ungespor.results.net import ORE_PER_KRONE
from ungespor.trajectories.activities import week_kinds

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from ungespor.base.tables import Activities, Ledger, LedgerLine, StateName
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.offer import Service

SUCCESS: Final[tuple[StateName, ...]] = ("job", "education")
NEITHER: Final[tuple[StateName, ...]] = ("school",)
"""Compulsory school is no success and no failure."""
SICKNESS: Final = "sickness_benefit"
CONTROL, INTERVENTION = 0, 1
MUNICIPALITIES: Final = ("kommune", "andre_kommuner")


@dataclass(frozen=True, slots=True)
class Booked:
    """What was counted and booked in the default view, on average over the worlds.

    Attributes
    ----------
    lines : tuple of LedgerLine
    dkk, quantity : ndarray of float64, shape (2, years, lines)
        Control arm, then intervention arm; `dkk` above 0 is spent.
    counts : mapping of str to ndarray of float64, shape (2, years)
        Units of each activity, of all persons, priced or not.
    """

    lines: tuple[LedgerLine, ...]
    dkk: NDArray[np.float64]
    quantity: NDArray[np.float64]
    counts: Mapping[str, NDArray[np.float64]]

    def net(self, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return control − intervention of the chosen lines, shape (years, payers)."""
        return _by_payer(self.lines, (self.dkk[CONTROL] - self.dkk[INTERVENTION]) * chosen)

    def of_activity(self, activity: str) -> NDArray[np.bool_]:
        """Return which lines belong to an activity."""
        return np.array([line.activity == activity for line in self.lines], dtype=np.bool_)

    def weeks_in(self, states: Collection[str]) -> NDArray[np.float64]:
        """Return the weeks spent in these states, shape (2, years)."""
        kinds = [kind for kind in week_kinds() if kind in self.counts and state_of(kind) in states]
        return np.sum([self.counts[kind] for kind in kinds], axis=0) if kinds else np.zeros(self.dkk.shape[:2])


def book(activities: Activities, ledger: Ledger, years: int) -> Booked:
    """Average activities and ledger over the worlds, by arm and follow-up year.

    Parameters
    ----------
    activities : Activities
    ledger : Ledger
    years : int
        Later follow-up years are left out.
    """
    default = [number for number, line in enumerate(ledger.lines) if not line.view]
    arms = [ledger.arms.index(arm) for arm in ("control", "intervention")]
    blocks = (ledger.amount_ore[..., default] / ORE_PER_KRONE, ledger.quantity[..., default], activities.quantity)
    by_year = []
    for block in blocks:
        mean = block.mean(axis=0)[arms]
        total = np.zeros((len(arms), years, mean.shape[-1]))
        for index, period in enumerate(ledger.periods):
            if period.follow_up_year <= years:
                total[:, period.follow_up_year - 1] += mean[:, index]
        by_year.append(total)
    dkk, quantity, counted = by_year
    names = np.array([cell.activity for cell in activities.cells])
    counts = {str(name): counted[..., names == name].sum(axis=-1) for name in np.unique(names)}
    return Booked(tuple(ledger.lines[number] for number in default), dkk, quantity, counts)


def state_of(activity: str) -> str:
    """Return the support state that a kind of week is spent in."""
    state = activity.removesuffix("_week")
    return state if state in STATES else SICKNESS


def at_mean_refusion(booked: Booked) -> Booked:
    """Let every benefit week carry the control arm's average refusion instead of its own.

    Only the accounts that follow the refusion clock are touched (refusion and co-financing). Each
    is spread over the weeks of the same price, in both arms and all years, so that what one payer
    gives another still receives.
    """
    clocked = {
        entry.account
        for rule in load_rulebook().payer_rules.values()
        for entry in rule.entries
        if entry.times is not None
    }
    groups: dict[tuple[str, str, str, bool], list[int]] = {}
    for number, line in enumerate(booked.lines):
        if line.account in clocked:
            # A municipality and the one that somebody moved to pay the same for the same week.
            key = (line.activity, line.price_id, line.account, line.payer in MUNICIPALITIES)
            groups.setdefault(key, []).append(number)
    dkk = booked.dkk.copy()
    for members in groups.values():
        counted = booked.quantity[CONTROL][:, members].sum()
        mean = booked.dkk[CONTROL][:, members].sum() / counted if counted else 0.0
        dkk[:, :, members] = booked.quantity[:, :, members] * mean
    return Booked(booked.lines, dkk, booked.quantity, booked.counts)


def services_of(scenario: Scenario) -> tuple[Service, ...]:
    """Return the weekly services that usual practice gives to everyone in certain states."""
    given = (service for name in scenario.arms.control for service in scenario.offers[name].services.values())
    return tuple(service for service in given if not service.initial_spell_only)


def worth_of_a_week(booked: Booked, services: Sequence[Service]) -> NDArray[np.float64]:
    """Return what each payer gains when an average week without success becomes one with it.

    Both averages are taken over the weeks of the control arm: what the states cost, and the
    services of usual practice that go with them.

    Parameters
    ----------
    booked : Booked
        With the mean refusion.
    services : sequence of Service

    Returns
    -------
    ndarray of float64, shape (payers,)
        Kroner for one week; above 0 the payer is better off.
    """
    without = [state for state in STATES if state not in (*SUCCESS, *NEITHER)]
    return _cost_of_a_week(booked, services, without) - _cost_of_a_week(booked, services, SUCCESS)


def _cost_of_a_week(booked: Booked, services: Sequence[Service], states: Collection[str]) -> NDArray[np.float64]:
    weeks = booked.weeks_in(states)[CONTROL].sum()
    if weeks == 0:
        return np.zeros(len(PAYERS))
    cost = np.zeros(len(booked.lines))
    for kind in week_kinds():
        cost += booked.of_activity(kind) * (state_of(kind) in states)
    for service in services:
        served = booked.weeks_in(service.states)[CONTROL].sum()
        here = booked.weeks_in([state for state in service.states if state in states])[CONTROL].sum()
        cost += booked.of_activity(service.activity) * (here / served if served else 0.0)
    total: NDArray[np.float64] = _by_payer(booked.lines, booked.dkk[CONTROL] * cost).sum(axis=0) / weeks
    return total


def displaced_services(booked: Booked, services: Sequence[Service]) -> NDArray[np.float64]:
    """Return what payers save because the programme takes the place of usual practice.

    For each service: the weeks that those in its states would have been served at the control
    arm's rate, less the weeks that they were, at the average price.

    Returns
    -------
    ndarray of float64, shape (years, payers)
    """
    saved = np.zeros((booked.dkk.shape[1], len(PAYERS)))
    for service in services:
        eligible, served = booked.weeks_in(service.states), booked.counts.get(service.activity)
        if served is not None and served[CONTROL].any() and eligible[CONTROL].any():
            lines = booked.of_activity(service.activity)
            price = _by_payer(booked.lines, booked.dkk[CONTROL] * lines).sum(axis=0) / served[CONTROL].sum()
            rate = served[CONTROL].sum() / eligible[CONTROL].sum()
            saved += np.outer(rate * eligible[INTERVENTION] - served[INTERVENTION], price)
    return saved


def _by_payer(lines: Sequence[LedgerLine], dkk: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum over lines by payer: shape (years, lines) to (years, payers)."""
    owner = np.array([[line.payer == payer for payer in PAYERS] for line in lines], dtype=np.float64)
    summed: NDArray[np.float64] = dkk @ owner.reshape(len(lines), len(PAYERS))
    return summed
