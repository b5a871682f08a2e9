"""The views beside the default result: budget, society, overlays, wrong pocket, contract, break-even and so on.

Each is a pure function of a finished run's books.  None of them adds anything to the default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ungespor.ledger.view_tables import load_view_tables
from ungespor.results.bookings import change_of
from ungespor.results.break_even_surface import describe_surface
from ungespor.results.budget import describe_budget
from ungespor.results.contract import describe_contract
from ungespor.results.displacement import describe_displacement
from ungespor.results.overlays import describe_overlays
from ungespor.results.social import describe_social
from ungespor.results.volume import describe_volume, programmes
from ungespor.results.wrong_pocket import describe_wrong_pocket

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ungespor.base.books import Books
    from ungespor.base.tables import Trajectories
    from ungespor.ledger.price_table import PriceTable
    from ungespor.results.net import Net
    from ungespor.scenario.model import Scenario


def describe_views(
    scenario: Scenario,
    trajectories: Trajectories,
    books: Books,
    table: PriceTable,
    headline: Net,
    participants: float,
    payers: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the views as further keys of a result.

    Parameters
    ----------
    scenario : Scenario
    trajectories : Trajectories
    books : Books
    table : PriceTable
        What it was priced with.
    headline : Net
        The default result.
    participants : float
    payers : mapping
        The `payers` part of the result.

    Returns
    -------
    dict
        `budget`, `social`, `overlays`, `wrong_pocket`, `break_even_surface`, `displacement`,
        `volume` where an offer has a programme, and `contract` where the scenario has one.
    """
    views = load_view_tables()
    years, rate = scenario.horizon_years, scenario.discount_rate.central
    change = change_of(books)
    described = {
        "budget": describe_budget(change, years, table, views),
        "social": describe_social(change, participants, rate, views.social),
        "overlays": describe_overlays(books, headline, participants, rate, views),
        "wrong_pocket": describe_wrong_pocket(headline, rate),
        "break_even_surface": describe_surface(change, years, participants, rate, table),
        "displacement": describe_displacement(books, years, participants, rate, payers, views.displacement),
    }
    if programmes(scenario):
        described["volume"] = describe_volume(scenario, books, participants, table, views.volume)
    if scenario.contract is not None:
        described["contract"] = describe_contract(
            scenario.contract, trajectories.activities, headline, participants, rate
        )
    return described
