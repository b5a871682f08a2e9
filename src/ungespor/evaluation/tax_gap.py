"""How far the tax of the ledger, week by week, is from the tax of a whole year.

The ledger divides annual allowances by 52, so that a week always costs the same.  Somebody who
changes between work and no income within a year pays less in truth, because unused allowances are
carried over.  Here both are computed for everybody in a panel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.tables import Cell
from ungespor.ledger.indexing import lift
from ungespor.ledger.price_book import matching_rows
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.tax import TAX_INDIRECT, TAX_ROWS, WEEKS_PER_YEAR, income_tax, tax_rates
from ungespor.pipeline import run
from ungespor.scenario.rules_in_force import regime_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from ungespor.ledger.price_row import PriceRow
    from ungespor.ledger.price_table import PriceTable
    from ungespor.ledger.tax import TaxRates
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.regime import Regime

AGES: Final = {18: "under_18", 20: "18-19", 25: "20-24", 30: "25-29", 200: "30_up"}
"""First age above a band, and the band."""
USUAL: Final = {"living": "out", "provider": "no", "kind": "vocational"}
"""Legal facts that a panel does not hold: everybody is taken to live out, without children."""
WEEK_KEYS: Final = ["state", "band", "hours_class", "readiness", "by_employer"]


def tax_gap(name: str, **overrides: Any) -> dict[str, Any]:
    """Run a scenario with a panel, and tax everybody by the week and by the year.

    Parameters
    ----------
    name : str
        Of a scenario, or the path of a file.
    **overrides
        Fields of the scenario, such as `people` and `replications`.

    Returns
    -------
    dict
        `person_years`; `by_week` and `by_year`, each with the mean tax of a person and year in
        kroner to `stat` and `kommune`; and `net_by_week` and `net_by_year`, the tax that each of
        them gains by the programme per participant, undiscounted.
    """
    done = run(name, panel=True, **overrides)
    scenario, trajectories = done.loaded.scenario, done.trajectories
    assert trajectories.panel is not None  # noqa: S101 - it was asked for
    years = _years(scenario, trajectories.panel)
    participants = float(trajectories.participants.sum())
    found: dict[str, Any] = {"person_years": len(years)}
    sign = np.where(years["arm"] == "control", -1.0, 1.0)
    for way in ("by_week", "by_year"):
        found[way] = {payer: float(years[f"{payer}_{way}"].mean()) for payer in ("stat", "kommune")}
        found[f"net_{way}"] = {
            payer: float((sign * years[f"{payer}_{way}"]).sum() / participants) for payer in ("stat", "kommune")
        }
    return found


def _years(scenario: Scenario, panel: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each person and follow-up year, with income and with tax both ways."""
    table, regime = load_price_table(offers=scenario.offers).at_stated_amounts(), regime_of(scenario)
    weeks = panel[panel["week"] >= 0].copy()
    edges = np.array(list(AGES))
    weeks["band"] = np.array(list(AGES.values()))[np.searchsorted(edges, weeks["age"], side="right")]
    weeks["by_employer"] = (weeks["state"] == "sickness_benefit") & (weeks["benefit_week"] == 0)
    weeks["year"] = weeks["week"] // WEEKS_PER_YEAR + 1
    rates = _rates(table, scenario, regime)
    kinds = weeks[WEEK_KEYS].astype(str).drop_duplicates()
    income = np.array([_income(table, scenario, regime, kind) for kind in kinds.to_dict("records")])
    kinds["wage"], kinds["benefit"] = income[:, 0], income[:, 1]
    kinds["stat_by_week"], kinds["kommune_by_week"] = _taxed(income[:, 0], income[:, 1], rates, WEEKS_PER_YEAR)
    keyed = weeks.assign(**{key: weeks[key].astype(str) for key in WEEK_KEYS}).merge(kinds, on=WEEK_KEYS)
    by_person = ["replication", "arm", "person", "year"]
    sums = keyed.groupby(by_person, as_index=False, observed=True)[
        ["wage", "benefit", "stat_by_week", "kommune_by_week"]
    ].sum()
    sums["stat_by_year"], sums["kommune_by_year"] = _taxed(
        sums["wage"].to_numpy(), sums["benefit"].to_numpy(), rates, 1
    )
    return sums


def _taxed(
    wage: NDArray[np.float64], benefit: NDArray[np.float64], rates: TaxRates, periods_per_year: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    am, base, municipal = income_tax(wage, benefit, rates, periods_per_year)
    return am + base, municipal


def _rates(table: PriceTable, scenario: Scenario, regime: Regime) -> TaxRates:
    names = [name for name in TAX_ROWS if name != TAX_INDIRECT]
    return tax_rates({name: _lifted(table, table.in_role(name, regime.rates_on), scenario) for name in names})


def _lifted(table: PriceTable, row: PriceRow, scenario: Scenario) -> float:
    return row.amount_dkk * lift(table.indices, row.index, row.price_year, scenario.price_year)


def _income(table: PriceTable, scenario: Scenario, regime: Regime, week: Mapping[Any, str]) -> tuple[float, float]:
    """Return wage and benefit of one week in kroner."""
    activity = "sickness_employer_week" if week["by_employer"] == "True" else f"{week['state']}_week"
    facts = {**USUAL, "age": week["band"], "hours": week["hours_class"], "readiness": week["readiness"]}
    known = {name: value for name, value in facts.items() if name in table.activities[activity].facts}
    person_class = ";".join(f"{name}={value}" for name, value in sorted(known.items()))
    income = {"wage": 0.0, "benefit": 0.0}
    for row in matching_rows(table, Cell(activity, "", 0, "home", person_class), regime):
        kind = table.rulebook.rule(row.payer_rule, regime).income
        if kind is not None:
            unit = table.rulebook.units[row.unit]
            income[kind] += _lifted(table, row, scenario) * unit.denominator / unit.numerator
    return income["wage"], income["benefit"]
