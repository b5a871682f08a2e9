"""What somebody wants to change in a saved run, checked and laid out as a layer of a scenario."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.ledger.csv_reader import TextRow
from ungespor.ledger.indexing import lift
from ungespor.ledger.price_cells import CellReader
from ungespor.ledger.price_draws import override_unit
from ungespor.ledger.price_table import PriceTable, load_price_table
from ungespor.scenario.facts import ASSUMPTION
from ungespor.scenario.regime import load_regime
from ungespor.scenario.rules_in_force import regime_of, same_lives, switched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ungespor.ledger.price_row import PriceRow
    from ungespor.scenario.model import Scenario

SHARE: Final = "share"
FROZEN: Final = "frozen"


@dataclass(frozen=True)
class Changes:
    """What is to be changed, as somebody typed it.

    Attributes
    ----------
    prices : sequence of str
        Each ``"ROW=VALUE"``, in the row's own unit and price year.
    discount : str or None
        Share a year, such as ``"0.02"``.
    regime, financing : str or None
        Names.
    """

    prices: tuple[str, ...] = ()
    discount: str | None = None
    regime: str | None = None
    financing: str | None = None


@dataclass(frozen=True)
class Change:
    """One thing that was changed.

    Attributes
    ----------
    field : str
        Of the scenario, such as ``"prices.psy_bed_day"``.
    before, after : float or str
        A price in the row's own unit and price year.
    unit : str
    price_year : int or None
    low, high : float or None
        The range of the price row.
    """

    field: str
    before: float | str
    after: float | str
    unit: str = ""
    price_year: int | None = None
    low: float | None = None
    high: float | None = None

    @property
    def outside(self) -> bool:
        """Whether a price lies outside the range of its row."""
        if self.low is None or self.high is None:
            return False
        return not self.low <= float(self.after) <= self.high

    def as_dict(self) -> dict[str, Any]:
        """Return the change as a plain object."""
        return asdict(self) | {"outside": self.outside}


def price_changes(scenario: Scenario, changes: Changes) -> tuple[tuple[Change, ...], dict[str, Any]]:
    """Check `changes` and lay them out.

    Parameters
    ----------
    scenario : Scenario
        Of the saved run.
    changes : Changes

    Returns
    -------
    changes : tuple of Change
    layer : dict
        Fields of a scenario that state the changes. A price that is set is an assumption without
        a distribution, in kroner of the scenario's price year as every price of a scenario is.

    Raises
    ------
    InputError
        With everything that is wrong with them.
    """
    problems: list[Problem] = []
    table = load_price_table(offers=scenario.offers)
    found: list[Change] = []
    layer: dict[str, Any] = {}
    for row, value in _prices(table, changes.prices, problems):
        factor = lift(table.indices, row.index, row.price_year, scenario.price_year)
        found.append(_price_change(scenario, row, value, factor))
        limits = {"low": min(row.low, value) * factor, "high": max(row.high, value) * factor}
        note = f"Set to {value!r} {override_unit(row)} ({row.price_year} prices) when the run was priced anew."
        stated = {"value": value * factor, "unit": override_unit(row), "source": ASSUMPTION, **limits, "note": note}
        layer.setdefault("prices", {})[row.price_id] = stated
    if changes.discount is not None:
        _discount(scenario, changes.discount, found, layer, problems)
    if changes.regime is not None:
        _regime(scenario, changes.regime, found, layer, problems)
    if changes.financing is not None:
        _financing(scenario, changes.financing, found, layer, problems)
    if problems:
        raise InputError(problems)
    return tuple(found), layer


def _prices(table: PriceTable, texts: Iterable[str], problems: list[Problem]) -> Iterator[tuple[PriceRow, float]]:
    """Yield each row that is set and its value; what is wrong becomes a problem."""
    seen: set[str] = set()
    for text in texts:
        name, sign, number = (part.strip() for part in text.partition("="))
        if not sign or not name:
            allowed = "ROW=VALUE, such as psy_bed_day=6000"
            problems.append(Problem("A price is set as ROW=VALUE.", field="--set", found=text, allowed=allowed))
        elif name not in table.position:
            problems.append(_unknown("price row", "--set", name, table.position, "'ungespor prices' lists them"))
        elif name in seen:
            what = f"The price row '{name}' is set twice."
            problems.append(Problem(what, field="--set", found=text, fix="Keep one of the values."))
        else:
            row = table.rows[table.position[name]]
            value = _number(f"--set {name}", number, problems, at_most_one=row.unit == SHARE)
            if value is not None:
                yield row, value
        seen.add(name)


def _number(field: str, text: str, problems: list[Problem], *, at_most_one: bool = False) -> float | None:
    """Return a finite number of at least 0, or None and a problem in the words of the price tables."""
    wrong: list[Problem] = []
    if text.endswith("%"):
        fix = "Write 0.035 for 3.5 %." if at_most_one else "Write the new amount itself."
        problems.append(Problem("The value has a percent sign.", None, field, text, "a number alone", fix=fix))
        return None
    value = CellReader(TextRow("", {field: text}), wrong).number(field)
    if not wrong and at_most_one and value > 1:
        fix = f"Write {value / 100:g} for {value:g} %."
        wrong.append(Problem("The number is a share and cannot be above 1.", "", field, text, "0 to 1", fix=fix))
    problems.extend(replace(one, what=one.what.replace("The cell", "The value"), file=None) for one in wrong)
    return None if wrong else value + 0.0  # no "−0"


def _price_change(scenario: Scenario, row: PriceRow, value: float, factor: float) -> Change:
    own = scenario.prices.get(row.price_id)
    before = row.amount_dkk if own is None else own.central / factor
    return Change(f"prices.{row.price_id}", before, value, override_unit(row), row.price_year, row.low, row.high)


def _discount(
    scenario: Scenario, text: str, found: list[Change], layer: dict[str, Any], problems: list[Problem]
) -> None:
    value = _number("--discount", text, problems, at_most_one=True)
    if value is None:
        return
    old = scenario.discount_rate
    ends = [end for end in (old.central, old.low, old.high, value) if end is not None]
    limits = {"low": min(ends), "high": max(ends)}
    found.append(Change("discount_rate", old.central, value, old.unit))
    layer["discount_rate"] = {"value": value, "unit": old.unit, "source": ASSUMPTION, **limits}


def _regime(scenario: Scenario, name: str, found: list[Change], layer: dict[str, Any], problems: list[Problem]) -> None:
    try:
        same_lives(regime_of(scenario), switched(load_regime(name), scenario.refusion_status))
    except InputError as error:
        problems.extend(replace(problem, field="--regime") for problem in error.problems)
        return
    found.append(Change("regime", scenario.regime, name))
    layer["regime"] = name
    if scenario.pricing != FROZEN:
        # A dated run takes each half-year's own rules and would not look at the regime named.
        found.append(Change("pricing", scenario.pricing, FROZEN))
        layer["pricing"] = FROZEN


def _financing(
    scenario: Scenario, name: str, found: list[Change], layer: dict[str, Any], problems: list[Problem]
) -> None:
    financing = scenario.financing
    if name not in financing.variants:
        problems.append(_unknown("way of financing", "--financing", name, financing.variants))
        return
    found.append(Change("financing.headline", financing.headline, name))
    beside = [other for other in financing.shown if other != name]
    layer["financing"] = {"headline": name, "beside": beside}


def _unknown(what: str, field: str, name: str, known: Iterable[str], where: str = "") -> Problem:
    known = list(known)
    nearest = nearest_name(name, known)
    fix = f"Write '{nearest}'." if nearest else "Use one of the allowed names."
    if where:
        fix = f"{fix.removesuffix('.')}; {where}."
    return Problem(f"There is no {what} '{name}'.", None, field, name, ", ".join(known), nearest, fix)
