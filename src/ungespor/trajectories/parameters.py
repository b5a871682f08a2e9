"""From a validated scenario to arrays: every quantity drawn, every name turned into a code."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.tables import OFFSETS, STATES, Cell, Period
from ungespor.scenario.draws import Drawn, whole
from ungespor.scenario.rules_in_force import half_year_of
from ungespor.scenario.staffing import operating_weeks
from ungespor.trajectories import codes, fields, moves, offer_tables
from ungespor.trajectories.activities import layout
from ungespor.trajectories.parameter_records import GLOBALS, Parameters
from ungespor.trajectories.refusion import last_word_mask

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.scenario.model import Scenario
    from ungespor.scenario.offer import Offer
    from ungespor.scenario.regime import Regime

ARMS: Final = ("control", "intervention")
YEAR: Final = 52
STATUS_CODES: Final = {"neutral": codes.NEUTRAL, "self_support": codes.SELF_SUPPORTING, "clock": codes.CLOCK}
MINUTES: Final = 60


@dataclass(frozen=True)
class Compiled:
    """A scenario ready to run.

    Attributes
    ----------
    parameters : Parameters
        Arrays with a leading draw axis.
    cells : tuple of Cell
    periods : tuple of Period
    offers : tuple of str
        Offers with a course, in the order of their codes.
    people : int
        Screened persons in each world.
    participants : int
        Expected participants in each world.
    first_calendar, last_calendar : int
        Calendar weeks to live, the last one excluded.
    """

    parameters: Parameters
    cells: tuple[Cell, ...]
    periods: tuple[Period, ...]
    offers: tuple[str, ...]
    people: int
    participants: int
    first_calendar: int
    last_calendar: int


def compile_scenario(scenario: Scenario, regime: Regime, draws: NDArray[np.int64], people: int) -> Compiled:
    """Compile a scenario to arrays.

    Parameters
    ----------
    scenario : Scenario
    regime : Regime
        For the refusion clock, the ages of the law and the status of states.
    draws : ndarray of int64, shape (draws,)
    people : int
        Expected participants in each world; the staff scales with them.

    Returns
    -------
    Compiled
    """
    courses = [offer for offer in scenario.offers.values() if offer.course is not None]
    names = tuple(offer.name for offer in courses)
    status = np.array([STATUS_CODES[regime.refusion_status[state]] for state in STATES], dtype=np.int64)
    cells, base, bands = layout(status, names, fields.service_offers(scenario))
    g = _globals(scenario, regime, draws)
    last = codes.CALENDAR_ORIGIN + int(g["intake_weeks"].max()) + scenario.horizon_years * YEAR
    periods, period_index, half_years = _calendar(scenario, courses, g, last)
    measured = _measured(scenario, names)
    parameters = Parameters(
        globals_=g,
        **_moves(scenario, courses, draws, last),
        **_help(scenario, courses, names, draws, people),
        **_people(scenario),
        status=status,
        cell_base=base,
        cell_bands=bands,
        periods=period_index,
        half_years=half_years,
        offset_at=_offset_at(scenario.horizon_years * YEAR),
        measured_offer=measured,
    )
    screened = _screened(people, courses[measured] if measured >= 0 else None)
    first = codes.CALENDAR_ORIGIN + codes.OBSERVATION_START
    return Compiled(parameters, cells, periods, names, screened, people, first, last)


def _moves(scenario: Scenario, courses: list[Offer], draws: NDArray[np.int64], last: int) -> dict[str, Any]:
    """Return everything about moves between states."""
    read = Drawn(scenario.baseline, "baseline", draws, scenario.seed)
    months = np.array([_monday(scenario.start_date, week).month - 1 for week in range(last)], dtype=np.int64)
    table, first, bounds, acts, seasons = moves.compile_moves(scenario, read, courses, months)
    effects = offer_tables.effects(courses, draws, scenario.seed)
    return {
        "transitions": table,
        "first_transition": first,
        "bounds": bounds,
        "effect_acts": acts,
        "seasons": seasons,
        "effects": effects,
        "most_raised": moves.most_raised(effects, acts, first, len(courses)),
        "psychiatric_effects": offer_tables.psychiatric_effects(courses, draws, scenario.seed),
    }


def _help(
    scenario: Scenario, courses: list[Offer], names: tuple[str, ...], draws: NDArray[np.int64], people: int
) -> dict[str, Any]:
    """Return everything about courses and services."""
    services = [(offer, name) for offer in scenario.offers.values() for name in offer.services]
    return {
        "offers": offer_tables.offers(scenario, courses, draws, people),
        "offer_codes": np.array([offer_tables.offer_code(name) for name in names], dtype=np.uint64),
        "arm_offers": _in_arms(scenario, names),
        "services": offer_tables.services(services, draws, scenario.seed),
        "services_in": fields.services_in(scenario, services),
    }


def _people(scenario: Scenario) -> dict[str, Any]:
    """Return everything about who the people are."""
    population = scenario.population
    return {
        "feeder_shares": fields.cumulated([[feeder.share.central for feeder in population.feeders.values()]]),
        "feeder_states": fields.feeder_states(population),
        "feeder_bands": fields.feeder_bands(population),
        "weeks_in_state": fields.weeks_in_state(population),
        "kinds": fields.kinds(scenario.baseline.work),
    }


def _screened(people: int, offer: Offer | None) -> int:
    """Return how many are screened for so many expected participants."""
    if offer is None or offer.funnel is None:
        return people
    if offer.entry is not None or offer.follows is not None:
        return people
    share = offer.funnel.assessed.central * offer.funnel.offered.central
    return max(int(people / share + 0.5), 1) if share > 0 else people


def _measured(scenario: Scenario, names: tuple[str, ...]) -> int:
    """Return the code of the first course that only the intervention arm has, or −1."""
    for code, name in enumerate(names):
        if name in scenario.arms.intervention and name not in scenario.arms.control:
            return code
    return -1


def _in_arms(scenario: Scenario, names: tuple[str, ...] | list[str]) -> NDArray[np.uint8]:
    arms = (scenario.arms.control, scenario.arms.intervention)
    rows = [[1 if name in arm else 0 for name in names] for arm in arms]
    return np.array(rows, dtype=np.uint8).reshape(len(arms), len(names))


def _globals(scenario: Scenario, regime: Regime, draws: NDArray[np.int64]) -> NDArray[np.void]:
    g = np.zeros(len(draws), dtype=GLOBALS)
    population = Drawn(scenario.population, "population", draws, scenario.seed)
    baseline = Drawn(scenario.baseline, "baseline", draws, scenario.seed)
    for field, path in fields.POPULATION_FIELDS.items():
        g[field] = population(path)
    for field, path in fields.BASELINE_FIELDS.items():
        g[field] = baseline(path)
    for field, path in fields.BASELINE_WHOLE_FIELDS.items():
        g[field] = np.maximum(whole(baseline(path)), 1)
    _fill_ages(g, population, scenario, regime)
    for field, path in fields.LOG_FIELDS.items():
        g[field] = np.log(np.maximum(baseline(path), np.finfo(float).tiny))
    g["innovation_sd"] = g["pool_sd"] * np.sqrt((1 - g["between_person_share"]) * (1 - g["autocorrelation"] ** 2))
    g["highest_need"] = np.exp(g["who5_slope"] * g["reference_who5"])
    g["need_fall"] = (g["highest_need"] - np.exp(g["who5_slope"] * (g["reference_who5"] - 100.0))) / 100.0
    g["gp_chance"] = -np.expm1(-baseline("psychiatry.gp_contacts"))
    g["longest_gap"] = np.minimum(whole(population("history.longest_gap")), regime.restart_weeks - 1)
    g["intake_weeks"] = whole(np.full(len(draws), scenario.intake_weeks.central))
    g["horizon_weeks"] = scenario.horizon_years * YEAR
    g["municipalities"] = len(scenario.population.municipalities)
    g["edge_1"], g["edge_2"], g["edge_3"] = regime.refusion_week_edges
    g["restart_weeks"] = regime.restart_weeks
    g["window_weeks"] = regime.window_weeks
    g["last_word"] = last_word_mask(regime.window_weeks)
    g["employer_weeks"] = regime.employer_sick_weeks
    g["reassessment_week"] = regime.sickness_reassessment_week
    g["queue"] = int(scenario.switches.queue)
    g["clipping"] = int(scenario.switches.who5_clipping)
    g["moving"] *= int(scenario.switches.moving)
    g["coordination"] = int(any(offer.coordination is not None for offer in scenario.offers.values()))
    if scenario.population.traits.non_western is not None:
        g["non_western"] = population("traits.non_western")
    for field in ("women_below_men", "entry_dip"):
        if getattr(scenario.population.who5, field) is not None:
            g[field] = population(f"who5.{field}")
    return g


def _fill_ages(g: NDArray[np.void], population: Drawn, scenario: Scenario, regime: Regime) -> None:
    """Fill the ages of the people and of the law."""
    for field, path in fields.AGE_FIELDS.items():
        g[field] = [codes.weeks_at_age(years) for years in population(path)]
    g["adult_weeks"] = codes.weeks_at_age(regime.adult_age)
    g["adults_only"] = fields.state_bits(regime.adults_only)
    g["age_20_weeks"] = codes.weeks_at_age(20)
    g["age_25_weeks"] = codes.weeks_at_age(25)
    g["cash_weeks"] = codes.weeks_at_age(regime.cash_benefit_from_age)
    if not scenario.population.knows_under_age:
        for field in ("youngest_weeks", "split_weeks", "oldest_weeks"):
            g[field] = np.maximum(g[field], g["adult_weeks"] - codes.OBSERVATION_START)


def _offset_at(horizon_weeks: int) -> NDArray[np.int64]:
    """Return which measuring offset each week since the first drawn one is, or −1."""
    weeks = range(codes.FIRST_WEEK, horizon_weeks)
    return np.array([OFFSETS.index(week) if week in OFFSETS else -1 for week in weeks], dtype=np.int64)


def _monday(start: datetime.date, week: int) -> datetime.date:
    return start + datetime.timedelta(weeks=week - codes.CALENDAR_ORIGIN)


def _calendar(
    scenario: Scenario, courses: list[Offer], g: NDArray[np.void], last: int
) -> tuple[tuple[Period, ...], NDArray[np.int64], NDArray[np.int64]]:
    """Lay out the half-years, and the pairs of half-year and follow-up year that can occur.

    Returns
    -------
    periods : tuple of Period
    index : ndarray of int64, shape (half-years, follow-up years)
        Number of the period, or −1.
    half_years : ndarray of int64, shape (calendar weeks,)
    """
    names = [half_year_of(_monday(scenario.start_date, week)) for week in range(last)]
    order = sorted(set(names))
    half_years = np.array([order.index(name) for name in names], dtype=np.int64)
    years = scenario.horizon_years
    paid = np.arange(max((operating_weeks(offer) for offer in courses), default=0))
    lived = np.arange(years * YEAR)
    starts = np.arange(int(g["intake_weeks"].max()))
    first = half_years[np.minimum(codes.CALENDAR_ORIGIN + paid, last - 1)] * years
    later = half_years[codes.CALENDAR_ORIGIN + np.add.outer(starts, lived)] * years + lived // YEAR
    occurring = np.union1d(first, later)
    index = np.full((len(order), years), -1, dtype=np.int64)
    index.flat[occurring] = np.arange(len(occurring))
    periods = [Period(order[pair // years], int(pair % years) + 1) for pair in occurring]
    return tuple(periods), index, half_years
