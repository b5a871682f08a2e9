"""What a programme costs each participant at another volume: as staffed, in whole steps, in proportion.

A team is paid whoever comes, and cannot shrink by a third of a person.  After the model of costs
that Danish evaluations use (omkostningsmodellen), set-up and running costs are those of the
programme, and the cost of a course is theirs divided by the number of courses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.tables import Activities, Cell, Period
from ungespor.ledger.journal import Journal
from ungespor.ledger.pricing import book_parts
from ungespor.results.net import ORE_PER_KRONE, net_sum
from ungespor.scenario.rules_in_force import half_year_of
from ungespor.scenario.staffing import HUNDRED, PAID, SET_UP, lead_weeks, operating_weeks, weekly_amounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ungespor.base.books import Books
    from ungespor.ledger.price_table import PriceTable
    from ungespor.ledger.view_tables import Volume
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.offer import Offer

VOLUMES: Final = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""Participants, as a multiple of the run's."""
PROGRAMME: Final = "programme"
AS_STATED: Final = {"distribution": None, "posterior": None}


def describe_volume(
    scenario: Scenario, books: Books, participants: float, table: PriceTable, volume: Volume
) -> dict[str, Any]:
    """Return the cost of the programmes for each participant by volume.

    Parameters
    ----------
    scenario : Scenario
    books : Books
        Of the run; from it comes what each participant costs however many come.
    participants : float
        Mean number per replication.
    table : PriceTable
    volume : Volume
        The step of those staffs that state none.

    Returns
    -------
    dict
        `step_hours_per_week`; `variable_dkk_per_participant`, the mean of the run; and `rows`,
        each with `people`, `ratio` and, in kroner of the price year, undiscounted and with every
        price as stated, `as_staffed`, `in_steps` and `in_proportion` for each participant.
    """
    offers = programmes(scenario)
    stepped = [_with_step(offer, volume) for offer in offers]
    proportional = [_with_step(offer, None) for offer in offers]
    ways = {
        "as_staffed": [(offers, 1.0) for _ in VOLUMES],
        "in_steps": [(stepped, ratio) for ratio in VOLUMES],
        "in_proportion": [(proportional, ratio) for ratio in VOLUMES],
    }
    priced = programme_dkk(scenario, [staffing for staffings in ways.values() for staffing in staffings], table)
    fixed = dict(zip(ways, priced.reshape(len(ways), len(VOLUMES)), strict=True))
    variable = _variable_dkk(books, participants)
    return {
        "step_hours_per_week": volume.step.central,
        "variable_dkk_per_participant": variable,
        "rows": [
            {
                "people": ratio * scenario.people,
                "ratio": ratio,
                **{name: float(dkk[at]) / (ratio * scenario.people) + variable for name, dkk in fixed.items()},
            }
            for at, ratio in enumerate(VOLUMES)
        ],
    }


def programmes(scenario: Scenario) -> list[Offer]:
    """Return the offers of the intervention alone that have staff or a budget of their own."""
    offers = [scenario.offers[name] for name in scenario.arms.intervention if name not in scenario.arms.control]
    return [offer for offer in offers if offer.programme is not None]


def programme_dkk(
    scenario: Scenario, staffings: Sequence[tuple[list[Offer], float]], table: PriceTable
) -> NDArray[np.float64]:
    """Return what set-up, staff and fixed costs come to, in kroner of the price year, at stated prices.

    Parameters
    ----------
    scenario : Scenario
    staffings : sequence of tuple
        The same offers, with a programme each, staffed in any way; and people, as a multiple of
        the scenario's.
    table : PriceTable

    Returns
    -------
    ndarray of float64, shape (staffings,)
    """
    offers = staffings[0][0]
    cells = tuple(Cell(activity, offer.name, 0, "home", "") for offer in offers for activity in PAID)
    places = len(scenario.population.municipalities)
    counts = np.array(
        [
            [paid for offer in chosen for paid in _paid(offer, ratio * scenario.people, places)]
            for chosen, ratio in staffings
        ]
    )
    quantity = np.floor(counts + 0.5).astype(np.int32).reshape(len(staffings), 1, 1, len(cells))
    period = Period(half_year_of(scenario.start_date), 1)
    replications = np.arange(len(staffings), dtype=np.int64)
    activities = Activities(("programme",), 0 * replications, replications, (period,), cells, quantity)
    stated = {name: own.model_copy(update=AS_STATED | {"value": own.central}) for name, own in scenario.prices.items()}
    parts = book_parts(scenario.model_copy(update={"prices": stated}), activities, table.at_stated_amounts())
    ledger = Journal(parts).of(lambda line: not line.view)
    ore: NDArray[np.float64] = ledger.amount_ore.sum(axis=(1, 2, 3)) / ORE_PER_KRONE
    return ore


def _paid(offer: Offer, people: float, places: int) -> list[float]:
    """Return the whole programme's counts, in the order of the paid activities."""
    assert offer.programme is not None  # noqa: S101 - checked by the caller
    scale = people / offer.programme.for_participants.central
    weeks = lead_weeks(offer) + operating_weeks(offer)
    amounts = {name: weekly * weeks for name, weekly in weekly_amounts(offer, scale, places).items()}
    return [{**amounts, SET_UP: HUNDRED * scale}[activity] for activity in PAID]


def _with_step(offer: Offer, volume: Volume | None) -> Offer:
    """Return an offer whose staff changes in steps: its own, or those of `volume`; in proportion without."""
    assert offer.programme is not None  # noqa: S101 - checked by the caller
    staff = {
        name: role.model_copy(update={"step": None if volume is None else role.step or volume.step})
        for name, role in offer.programme.staff.items()
    }
    return offer.model_copy(update={"programme": offer.programme.model_copy(update={"staff": staff})})


def _variable_dkk(books: Books, participants: float) -> float:
    """Return what the intervention costs each participant beside paid time, weeks of operation and set-up."""
    chosen = [
        number
        for number, line in enumerate(books.lines)
        if line.account == PROGRAMME and not line.view and line.activity not in PAID
    ]
    return float(-net_sum(books, chosen).sum(axis=1).mean()) / ORE_PER_KRONE / participants
