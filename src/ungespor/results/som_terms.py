"""Why the simulation and SØM do not say the same: one assumption switched at a time.

From the simulation to SØM, in this order; each term is what SØM loses (or gains) by the switch:

1. `refusion_clock`: every benefit week carries the control arm's mean refusion instead of its own.
2. `usual_practice`: the programme no longer takes the place of usual practice.
3. `health`: hospital, GP and psychologist no longer differ between the arms.  Where a consequence is
   assumed, `events` is the number of events that the simulation spares beyond the assumed one, at
   the same price, and `health` is what is left: when they fall, and other contacts.
4. `horizon`: what comes after SØM's tenth year; only where the scenario is longer.
5. `timing`: up to the week in which success is measured, the share who succeed is the measured one
   instead of what the run has in each week.
6. `fade_out`: the same from that week on.
7. `individuals`: what is left.  Those whom the programme moves do not leave the average benefit, of
   the average age, for the average job; and they need not be those who take part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.tables import OFFSETS, PAYERS, PUBLIC_PAYERS, STATES, WAITING
from ungespor.results.consequence import HUNDRED
from ungespor.results.net import PROGRAMME_ACCOUNT
from ungespor.results.som_averages import SUCCESS, displaced_services, services_of
from ungespor.results.statistics import present_value_factors
from ungespor.trajectories.activities import week_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from ungespor.base.tables import Trajectories
    from ungespor.results.som_averages import Booked
    from ungespor.scenario.model import Scenario

WEEKS_PER_YEAR: Final = 52
MEASURED_AT: Final = OFFSETS[-1]
REST: Final = "individuals"


def sums(by_payer: Sequence[float] | NDArray[np.float64]) -> dict[str, float]:
    """Return amounts by payer, with the two sums over the public payers."""
    own: dict[str, float] = {payer: float(value) for payer, value in zip(PAYERS, by_payer, strict=True)}
    public = sum(own[payer] for payer in PUBLIC_PAYERS)
    return {**own, "public": public, "public_plus_fond": public + own["fond"]}


def consequence_saving(result: Mapping[str, Any], prevented: float | None = None) -> NDArray[np.float64]:
    """Return what prevented events save each payer for each participant; 0 without a consequence.

    Parameters
    ----------
    result : mapping
    prevented : float, optional
        Events per hundred participants; the number that the scenario assumes unless given.
    """
    consequence = result.get("consequence")
    if consequence is None:
        return np.zeros(len(PAYERS))
    number = consequence["prevented_per_hundred"]["value"] if prevented is None else prevented
    each = consequence["bundle"]["dkk"]
    other = each["public"] - sum(each.get(payer, 0.0) for payer in PUBLIC_PAYERS)
    full = {**each, "andre_kommuner": other, "fond": each["public_plus_fond"] - each["public"]}
    return np.array([full.get(payer, 0.0) for payer in PAYERS]) * number / HUNDRED


def difference_terms(
    scenario: Scenario,
    trajectories: Trajectories,
    books: tuple[Booked, Booked],
    worth: NDArray[np.float64],
    rate: float,
    payers: Mapping[str, Any],
    result: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """Return the terms that lead from SØM to the simulation, in the order of this module.

    Parameters
    ----------
    scenario : Scenario
    trajectories : Trajectories
    books : tuple of Booked
        As simulated, and with the mean refusion; SØM's years only.
    worth : ndarray of float64, shape (payers,)
        What a week of success is worth.
    rate : float
        Success rate.
    payers : mapping
        SØM's `payers`.
    result : mapping
        The run's result.

    Returns
    -------
    list of dict
        Each with `name` and `dkk_per_participant`, by payer.
    """
    booked, averaged = books
    years = booked.dkk.shape[1]
    participants = float(result["participants"])
    factors = present_value_factors(result["discount_rate"], range(1, years + 1))
    everything = np.ones(len(booked.lines), dtype=np.bool_)
    by_year = {
        "refusion_clock": booked.net(everything) - averaged.net(everything),
        "usual_practice": displaced_services(averaged, services_of(scenario)),
        "health": booked.net(_of_nothing_else(scenario, booked)),
    }
    terms = {name: factors @ values / participants for name, values in by_year.items()}
    if "consequence" in result:
        simulated = consequence_saving(result, result["consequence"]["simulated"]["prevented_per_hundred"])
        terms["events"] = simulated - consequence_saving(result)
        terms["health"] = terms["health"] - simulated
    timing, fade_out = off_the_level(trajectories, rate, measured_week(scenario, trajectories), factors)
    terms |= {"timing": timing * worth, "fade_out": fade_out * worth}
    named = {name: sums(values) for name, values in terms.items()}
    if scenario.horizon_years > years:
        named["horizon"] = _after(years, result)
    named[REST] = {}
    for payer, described in result["payers"].items():
        difference = described["net_dkk_per_participant"]["mean"] - payers[payer]["net_dkk_per_participant"]["mean"]
        named[REST][payer] = difference - sum(term[payer] for name, term in named.items() if name != REST)
    return [{"name": name, "dkk_per_participant": values} for name, values in named.items()]


def measured_week(scenario: Scenario, trajectories: Trajectories) -> int:
    """Return the week from week 0 in which success is measured, for one who attends as planned.

    The wait is the run's mean; a course met in the course of life is reckoned from week 0 too.
    """
    new = [name for name in scenario.arms.intervention if name not in scenario.arms.control]
    name = next((name for name in new if scenario.offers[name].course is not None), None)
    course = scenario.offers[name].course if name is not None else None
    if name is None or course is None:
        return MEASURED_AT
    queue = trajectories.waiting[:, trajectories.activities.arms.index("intervention"), trajectories.offers.index(name)]
    started, waited = (queue[:, WAITING.index(count)].sum() for count in ("started", "weeks_waited"))
    wait = waited / started if started else 0.0
    return MEASURED_AT + round(course.assessment_weeks.central + wait + course.course_weeks.central)


def off_the_level(
    trajectories: Trajectories, rate: float, measured: int, factors: NDArray[np.float64]
) -> tuple[float, float]:
    """Return the discounted weeks of success that the run has beyond a constant success rate.

    Parameters
    ----------
    trajectories : Trajectories
    rate : float
    measured : int
        Weeks before it make the first number, the others the second.
    factors : ndarray of float64, shape (years,)

    Returns
    -------
    tuple of float
        Weeks per participant.
    """
    arms = [trajectories.activities.arms.index(arm) for arm in ("control", "intervention")]
    states = [STATES.index(state) for state in SUCCESS]
    succeeding = trajectories.weekly_states[:, trajectories.weeks >= 0][:, :, states].sum(axis=2)[arms]
    share = (succeeding[1] - succeeding[0]) / trajectories.participants.sum()
    share = share[: WEEKS_PER_YEAR * len(factors)]
    beyond = (share - rate) * np.repeat(factors, WEEKS_PER_YEAR)[: len(share)]
    return float(beyond[:measured].sum()), float(beyond[measured:].sum())


def _of_nothing_else(scenario: Scenario, booked: Booked) -> NDArray[np.bool_]:
    """Return the lines of neither programme, nor weeks in a state, nor usual practice: health."""
    services = {service.activity for name in scenario.offers for service in scenario.offers[name].services.values()}
    known = {*week_kinds(), *services}
    return np.array(
        [line.activity not in known and line.account != PROGRAMME_ACCOUNT for line in booked.lines], dtype=np.bool_
    )


def _after(years: int, result: Mapping[str, Any]) -> dict[str, float]:
    """Return the run's present value after so many years, for each participant."""
    return {
        payer: sum(one["present_value_dkk"] for one in described["by_year"] if one["year"] > years)
        / result["participants"]
        for payer, described in result["payers"].items()
    }
