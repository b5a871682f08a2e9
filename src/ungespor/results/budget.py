"""The budget view: who has how much more or less in which year, as it is booked, undiscounted.

Amounts are kroner of the price year, as a budget at fixed prices has them.  They are never added
to present values: those stand in the default result alone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ungespor.ledger.view_tables import NOBODY
from ungespor.results.bookings import MUNICIPAL_PAYERS, bookings_of, places
from ungespor.results.net import ORE_PER_KRONE, REPORTED_PAYERS
from ungespor.results.statistics import statistic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from ungespor.ledger.price_table import PriceTable
    from ungespor.ledger.view_tables import ViewTables
    from ungespor.results.bookings import Booking, Bookings, Change


def describe_budget(change: Change, horizon_years: int, table: PriceTable, views: ViewTables) -> dict[str, Any]:
    """Lay a run beside the budgets of those who pay.

    Parameters
    ----------
    change : Change
    horizon_years : int
    table : PriceTable
        For the committee, and for whether and when a saving can be cashed.
    views : ViewTables
        For functions and dranst.

    Returns
    -------
    dict
        `basis` (``"price_year_kroner_undiscounted"``); `payers`: for each `total_dkk` (a
        statistic), `by_follow_up_year`, `by_calendar_year`, `by_account`, and `cashable`, a list
        by cashable and lag; `municipal`: a row for each payer, function and committee, with
        `operating_dkk` (dranst 1), `refusion_dkk` (dranst 2), `financing_dkk` (dranst 7),
        `net_dkk`, `mcse` and `by_follow_up_year`; `committees` of the municipality. Totals of the
        cohort, control − intervention: above 0 the payer has less to spend with the effort.
    """
    booked = bookings_of(change, table, views)
    return {
        "basis": "price_year_kroner_undiscounted",
        "payers": {payer: _payer(booked, payer, horizon_years) for payer in REPORTED_PAYERS},
        "municipal": _municipal(booked, horizon_years, views),
        "committees": _committees(booked, horizon_years, views),
    }


def _payer(booked: Bookings, payer: str, horizon_years: int) -> dict[str, Any]:
    mine = places(booked.keys, payer)
    return {
        "total_dkk": statistic(booked.by_world[:, mine].sum(axis=1) / ORE_PER_KRONE),
        "by_follow_up_year": _by_follow_up_year(booked, mine, horizon_years),
        "by_calendar_year": _by_calendar_year(booked, mine),
        "by_account": {name: _mean(booked, at) for (name,), at in _grouped(booked, mine, lambda key: (key.account,))},
        "cashable": [
            {
                "cashable": cashable,
                "lag_years": lag,
                "net_dkk": _mean(booked, at),
                "by_follow_up_year": _by_follow_up_year(booked, at, horizon_years, lag),
            }
            for (cashable, lag), at in _grouped(booked, mine, lambda key: (key.cashable, key.lag_years))
        ],
    }


def _municipal(booked: Bookings, horizon_years: int, views: ViewTables) -> list[dict[str, Any]]:
    """Return gross expenditure, refusion and tax for each function and committee, gross before net."""
    rows = []
    for payer in MUNICIPAL_PAYERS:
        mine = places(booked.keys, payer)
        for (function, committee), at in _grouped(booked, mine, lambda key: (key.function, key.committee)):
            total = booked.by_world[:, at].sum(axis=1) / ORE_PER_KRONE
            by_kind = {
                f"{kind}_dkk": _mean(booked, [place for place in at if booked.keys[place].kind == kind])
                for kind in views.chart_of_accounts.kinds
            }
            words = views.chart_of_accounts.functions.get(function)
            rows.append(
                {
                    "payer": payer,
                    "function": None if function == NOBODY else function,
                    "label_da": words.label_da if words else "",
                    "label_en": words.label_en if words else "",
                    "committee": committee,
                    **by_kind,
                    "net_dkk": float(total.mean()),
                    "mcse": statistic(total)["mcse"],
                    "by_follow_up_year": _by_follow_up_year(booked, at, horizon_years),
                }
            )
    return rows


def _committees(booked: Bookings, horizon_years: int, views: ViewTables) -> dict[str, dict[str, Any]]:
    mine = places(booked.keys, MUNICIPAL_PAYERS[0])
    found = {name: at for (name,), at in _grouped(booked, mine, lambda key: (key.committee,))}
    described = {}
    for name in [*views.committees, *(name for name in found if name not in views.committees)]:
        if name in found:
            words = views.committees.get(name)
            described[name] = {
                "label_da": words.label_da if words else name,
                "label_en": words.label_en if words else name,
                "total_dkk": statistic(booked.by_world[:, found[name]].sum(axis=1) / ORE_PER_KRONE),
                "by_follow_up_year": _by_follow_up_year(booked, found[name], horizon_years),
            }
    return described


def _grouped(
    booked: Bookings, mine: Iterable[int], by: Callable[[Booking], tuple[Any, ...]]
) -> list[tuple[tuple[Any, ...], list[int]]]:
    groups: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for place in mine:
        groups[by(booked.keys[place])].append(place)
    return sorted(groups.items())


def _mean(booked: Bookings, at: list[int]) -> float:
    return float(booked.by_world[:, at].sum(axis=1).mean() / ORE_PER_KRONE)


def _by_period(booked: Bookings, at: list[int]) -> NDArray[np.float64]:
    """Return mean kroner by period."""
    return booked.by_period[:, at].sum(axis=1) / len(booked.by_world) / ORE_PER_KRONE


def _by_follow_up_year(booked: Bookings, at: list[int], horizon_years: int, lag: int = 0) -> list[dict[str, float]]:
    """Return kroner by follow-up year; with a lag those that can be cashed so many years later."""
    sums = dict.fromkeys(range(1, horizon_years + lag + 1), 0.0)
    for period, value in zip(booked.periods, _by_period(booked, at).tolist(), strict=True):
        sums[period.follow_up_year + lag] += value
    return [{"year": year, "net_dkk": value} for year, value in sums.items()]


def _by_calendar_year(booked: Bookings, at: list[int]) -> list[dict[str, float]]:
    sums: defaultdict[int, float] = defaultdict(float)
    for period, value in zip(booked.periods, _by_period(booked, at).tolist(), strict=True):
        sums[int(period.half_year.partition("H")[0])] += value
    return [{"year": year, "net_dkk": sums[year]} for year in sorted(sums)]
