"""Which rules and rates price which half-year: one frozen set, or those in force at the time.

Frozen, every half-year is priced by one regime and the rates of one day.  Dated, each half-year is
priced by the regime and the rates in force on its first day.  Either way the amounts are lifted to
the price year of the scenario, so that a dated run shows what the rules change and not inflation.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ungespor.scenario.regime import load_regime
from ungespor.scenario.rules_in_force import first_day, half_year_of, regime_of, regime_on, same_lives

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from ungespor.ledger.price_table import PriceTable
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.regime import Regime


class Span(NamedTuple):
    """Half-years in a row under one regime.

    Attributes
    ----------
    regime : str
    first, last : str
        Half-years such as ``"2025H2"``.
    """

    regime: str
    first: str
    last: str


def rules_on(scenario: Scenario, day: datetime.date) -> Regime:
    """Return the rules that price what happens on `day`; its `rates_on` is the day of the rates.

    Raises
    ------
    InputError
        When a dated scenario has no regime on that day, or one that its lives do not fit.
    """
    lived = regime_of(scenario)
    if scenario.pricing == "frozen":
        return lived
    priced = regime_on(day)
    same_lives(load_regime(scenario.regime), priced)
    return priced.model_copy(update={"rates_on": day, "refusion_status": lived.refusion_status})


def spans(scenario: Scenario, half_years: Iterable[str]) -> tuple[Span, ...]:
    """Return which regime prices which half-years, in their order."""
    ordered = sorted(set(half_years))
    named = [(rules_on(scenario, first_day(half_year)).name, half_year) for half_year in ordered]
    found = []
    for name, group in groupby(named, key=lambda pair: pair[0]):
        members = [half_year for _, half_year in group]
        found.append(Span(name, members[0], members[-1]))
    return tuple(found)


def groups(scenario: Scenario, table: PriceTable, half_years: Iterable[str]) -> list[tuple[Regime, tuple[str, ...]]]:
    """Return the half-years that the same rules and the same rows price, with these rules."""
    if scenario.pricing == "frozen":
        return [(regime_of(scenario), tuple(sorted(set(half_years))))]
    found: dict[tuple[str, tuple[bool, ...]], tuple[Regime, list[str]]] = {}
    for half_year in sorted(set(half_years)):
        rules = rules_on(scenario, first_day(half_year))
        in_force = tuple(row.in_force(rules.rates_on) for row in table.rows)
        found.setdefault((rules.name, in_force), (rules, []))[1].append(half_year)
    return [(rules, tuple(members)) for rules, members in found.values()]


def describe_rules(scenario: Scenario, half_years: Iterable[str]) -> dict[str, object]:
    """Return for the birth certificate how a run is priced, and by which regimes.

    Returns
    -------
    dict
        `pricing`, ``"frozen"`` or ``"dated"``, and `regimes`, a list of `{regime, first, last}`;
        more than one tells that the run crosses a reform.
    """
    half_years = tuple(half_years) or (half_year_of(scenario.start_date),)
    return {"pricing": scenario.pricing, "regimes": [span._asdict() for span in spans(scenario, half_years)]}
