"""The price rows that a workbook shows: those that the run was priced with, in their own units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ungespor.ledger.indexing import lift
from ungespor.ledger.price_draws import override_unit
from ungespor.ledger.provenance import MEMORY
from ungespor.scenario.facts import ASSUMPTION, load_sources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ungespor.ledger.price_row import PriceRow
    from ungespor.ledger.price_table import PriceTable
    from ungespor.results.workbook.counts import Counts
    from ungespor.scenario.model import Scenario


@dataclass(frozen=True, slots=True)
class Price:
    """One price row as the run used it.

    Attributes
    ----------
    row : PriceRow
    rule : str
        The payer rule in force, where there is only one; that of the row otherwise.
    income : str
        ``"wage"``, ``"benefit"`` or ``""``.
    unit : str
        Such as ``"dkk_per_month"``.
    value : float
        In the row's own unit and price year.
    factor : float
        Lifts `value` to the price year of the run.
    numerator, denominator : int
        Units of the activity that one unit of the price covers.
    low, high : float
        Range in the row's own unit and price year.
    drawn : bool
        Whether the run drew it anew in every draw.
    source, confidence : str
    source_titles, notes : dict of str
        By language.
    placeholder : str
        ``"memory"``, ``"assumption"`` or ``""``.
    """

    row: PriceRow
    rule: str
    income: str
    unit: str
    value: float
    factor: float
    numerator: int
    denominator: int
    low: float
    high: float
    drawn: bool
    source: str
    confidence: str
    source_titles: dict[str, str]
    notes: dict[str, str]
    placeholder: str

    @property
    def lifted(self) -> float:
        """Return the price in kroner of the run's price year."""
        return self.value * self.factor

    @property
    def per_unit(self) -> float:
        """Return how many kroner one unit of the activity costs for each krone of the price."""
        return self.factor * self.denominator / self.numerator


def prices_of(scenario: Scenario, table: PriceTable, counts: Counts) -> dict[str, Price]:
    """Return the price rows that were used, in the order of the tables.

    Parameters
    ----------
    scenario : Scenario
    table : PriceTable
    counts : Counts

    Returns
    -------
    dict of Price
        By `price_id`.
    """
    rules = {key.price_id: key.rule for key in counts.priced}
    used = {name for key in counts.priced for name in (key.price_id, key.share_id)}
    used |= {name for key in counts.taxed for name in (*key.incomes, *key.parameters)}
    return {
        row.price_id: _price(scenario, table, row, rules.get(row.price_id, row.payer_rule))
        for row in _in_order(table, used)
    }


def _in_order(table: PriceTable, names: set[str]) -> Iterable[PriceRow]:
    return (row for row in table.rows if row.price_id in names)


def _price(scenario: Scenario, table: PriceTable, row: PriceRow, rule: str) -> Price:
    factor = lift(table.indices, row.index, row.price_year, scenario.price_year)
    unit = table.rulebook.units[row.unit]
    sources = load_sources()
    own = scenario.prices.get(row.price_id)
    value, low, high = row.amount_dkk, row.low, row.high
    source, confidence, notes, drawn = row.source_id, row.confidence, row.notes, bool(row.distribution)
    if own is not None:
        # A scenario states its prices in kroner of its own price year.
        value, low, high = (
            max(own.central if number is None else number, 0.0) / factor for number in (own.central, own.low, own.high)
        )
        # Nor does it state its notes in two languages.
        source, confidence, notes = own.source, own.confidence or "", dict.fromkeys(row.notes, own.note or "")
        drawn = own.distribution is not None or own.posterior is not None
    known = sources.get(source)
    recalled = "memory" if known and known.mark == MEMORY else ""
    return Price(
        row=row,
        rule=rule,
        income=table.rulebook.payer_rules[rule].income or "",
        unit=override_unit(row),
        value=value,
        factor=factor,
        numerator=unit.numerator,
        denominator=unit.denominator,
        low=low,
        high=high,
        drawn=drawn,
        source=source,
        confidence=confidence,
        source_titles=known.titles if known else {},
        notes=notes,
        placeholder="assumption" if source == ASSUMPTION else recalled,
    )
