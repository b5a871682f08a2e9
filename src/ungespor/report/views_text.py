"""The tables of the other views: society, overlays, wrong pocket, contract, break-even, displacement, volume."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from ungespor.report.budget_text import budget_tables
from ungespor.report.pocket_text import contract_tables, pocket_tables
from ungespor.report.tables import SUMS, Row, Table, amount
from ungespor.report.words import word
from ungespor.results.numbers import COARSE_STEP, NOTHING, adding_up, decimal, kroner, percent, rounded, step_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ungespor.results.numbers import Language

STEPS: Final = ("operating", "refusion", "tax", "net", "budget_guarantee", "equalisation", "kept")
SUBTOTALS: Final = ("net", "kept")
SURFACE_PAYERS: Final = ("kommune", "region", "stat", "public")
DISPLACED_PAYERS: Final = ("kommune", "region", "stat", "public", "borger")
DIGITS: Final = 2
HALF, AS_STATED = 0.5, 1.0
"""Participants, as a multiple of the run's."""


def view_tables(result: dict[str, Any], language: Language, view: str | None = None) -> list[Table]:
    """Build the tables of one view, or of all that the result holds.

    Parameters
    ----------
    result : dict
    language : {"da", "en"}
    view : str, optional
        A key of :data:`TABLES`.
    """
    names = [view] if view else [name for name in TABLES if name in result]
    return [table for name in names if name in result for table in TABLES[name](result, language)]


def social_tables(result: dict[str, Any], language: Language) -> list[Table]:
    """Build the Ministry of Finance's social view, term by term."""
    social = result["social"]
    terms, net = social["terms"], social["net_dkk_per_participant"]
    step = _coarsest([*terms.values(), net], result)
    total = rounded(net["mean"], step)
    shown = adding_up({name: term["mean"] for name, term in terms.items()}, step, total)
    rows = [Row(word(f"views.social.{name}", language), (decimal(value, language),)) for name, value in shown.items()]
    rows.append(Row(word("views.social.net", language), (decimal(total, language),), is_sum=True))
    values = {end: kroner(social["range"][end], step, language, unit=False) for end in ("low", "high")}
    for name, ending in (("", "value"), ("_low", "low"), ("_high", "high")):
        values[f"factor{name}"] = decimal(social["net_tax_factor"][ending], language, DIGITS)
        values[f"distortion{name}"] = percent(social["tax_distortion"][ending], language)
    note = word("views.social.note", language, **values)
    caption = word("views.social.caption", language)
    return [Table(caption, ("", word("net", language)), tuple(rows), note)]


def scope_name(result: dict[str, Any], scope: str, language: Language) -> str:
    """Return how many municipalities do the same, in words."""
    overlays = result["overlays"]
    values = {"count": overlays[scope]["municipalities"], "all": overlays["all"]["municipalities"]}
    return word(f"views.overlays.{'scope' if scope == 'some' else scope}", language, **values)


def overlay_tables(result: dict[str, Any], language: Language) -> list[Table]:
    """Build the waterfall as a table: a row for each step, a column for each number of municipalities."""
    overlays = result["overlays"]
    # One step for all, since what comes before the overlays is the same in every column.
    step = _coarsest([found for scope in overlays.values() for found in scope["steps"].values()], result)
    shown = [_waterfall(scope["steps"], step) for scope in overlays.values()]
    rows = [
        Row(
            word(f"views.step.{name}", language),
            tuple(decimal(column[name], language) for column in shown),
            name in SUBTOTALS,
        )
        for name in STEPS
    ]
    ranges = []
    for scope in overlays.values():
        low, high = (kroner(scope["kept_range"][end], step, language, unit=False) for end in ("low", "high"))
        ranges.append(f"{low} – {high}")
    rows.append(Row(word("views.range", language), tuple(ranges)))
    headings = (word("views.step", language), *(scope_name(result, scope, language) for scope in overlays))
    caption = word("views.overlays.caption", language)
    return [Table(caption, headings, tuple(rows), word("views.overlays.note", language))]


def _waterfall(steps: dict[str, dict[str, float]], step: int) -> dict[str, int]:
    """Round the steps so that those above a subtotal add up to it."""
    means = {name: steps[name]["mean"] for name in STEPS}
    net, kept = (rounded(means[name], step) for name in SUBTOTALS)
    before, after = STEPS[: STEPS.index("net")], STEPS[STEPS.index("net") + 1 : -1]
    return {
        **adding_up({name: means[name] for name in before}, step, net),
        "net": net,
        **adding_up({name: means[name] for name in after}, step, kept - net),
        "kept": kept,
    }


def _coarsest(numbers: Iterable[dict[str, float]], result: dict[str, Any]) -> int:
    """Return the step that all of these numbers can be rounded to, so that they can be added."""
    return max(step_for(number["mcse"], result["replications"]) for number in numbers)


def surface_tables(result: dict[str, Any], language: Language) -> list[Table]:
    """Build break-even by payer over the horizon, and the surface over participants and years."""
    surface = result["break_even_surface"]
    rows = []
    for payer in SURFACE_PAYERS:
        found, digits = surface["payers"][payer], _ratio_digits(result, payer)
        price, uptake = found["programme_price_ratio"][-1], found["uptake_ratio"][-1]
        cells = (
            price_in_words(price, language, digits),
            kroner(found["affordable_dkk_per_participant"][-1], _step(result, payer), language, unit=False),
            uptake_in_words(uptake, language, digits),
        )
        rows.append(Row(word(f"payer.{payer}", language), cells, payer in SUMS))
    headings = ("payer", "views.surface.price", "views.surface.affordable", "views.surface.fewest")
    caption = word("views.surface.payers", language, years=result["horizon_years"])
    note = word("views.surface.note", language)
    first = Table(caption, tuple(word(heading, language) for heading in headings), tuple(rows), note)
    return [first, *(_surface(result, payer, language) for payer in ("kommune", "public"))]


def _ratio_digits(result: dict[str, Any], payer: str) -> int:
    """Return with how many decimals a multiple of the payer's cost is known."""
    cost = abs(result["money"][payer]["programme_cost_dkk_per_participant"]["mean"])
    return min(DIGITS, max(1, math.floor(math.log10(cost / _step(result, payer))))) if cost else DIGITS


def price_in_words(ratio: float | None, language: Language, digits: int = DIGITS) -> str:
    """Write the highest price at which a payer breaks even; below 0 no price is low enough."""
    if ratio is None or ratio < 0:
        return word("views.surface.pays_nothing" if ratio is None else "balance.even_free", language)
    return _times(ratio, language, digits)


def uptake_in_words(ratio: float | None, language: Language, digits: int = DIGITS) -> str:
    """Write the fewest participants with whom a payer breaks even."""
    if not ratio:
        return word("views.surface.never" if ratio is None else "views.surface.any", language)
    return _times(ratio, language, digits)


def _times(ratio: float, language: Language, digits: int) -> str:
    """Write a multiple with three digits at most where it is large: no simulation knows 117.56 from 117.6."""
    return decimal(ratio, language, min(digits, max(0, DIGITS + 1 - len(str(int(ratio))))))


def _surface(result: dict[str, Any], payer: str, language: Language) -> Table:
    surface, digits = result["break_even_surface"], _ratio_digits(result, payer)
    rows = tuple(
        Row(
            decimal(uptake, language, DIGITS),
            tuple(NOTHING if ratio is None else decimal(ratio, language, digits) for ratio in ratios),
        )
        for uptake, ratios in zip(surface["uptakes"], surface["payers"][payer]["surface"], strict=True)
    )
    name = word(f"payer.{payer}", language)
    years = (word("year", language, year=year) for year in surface["years"])
    headings = (word("views.surface.uptake", language), *years)
    caption = word("views.surface.caption", language, payer=name[:1].lower() + name[1:])
    return Table(caption, headings, rows)


def displacement_tables(result: dict[str, Any], language: Language) -> list[Table]:
    """Build net by payer when part of the jobs are taken from others."""
    found = result["displacement"]
    rows = []
    for payer in DISPLACED_PAYERS:
        entry, step = found["payers"][payer], _step(result, payer)
        means = [entry["displaced_dkk_per_participant"]["mean"], entry["net_dkk_per_participant"]]
        cells = [kroner(value, step, language, unit=False) for value in (*means, entry["low"], entry["high"])]
        net = amount(result["payers"][payer]["net_dkk_per_participant"], result, language)
        rows.append(Row(word(f"payer.{payer}", language), (net, *cells), payer in SUMS))
    ends = ("views.displacement.lowest", "views.displacement.highest")
    headings = ("payer", "net", "views.displacement.effect", "views.displacement.with", *ends)
    share = {name: percent(found["share"][name], language) for name in ("value", "low", "high")}
    values = {"share": share["value"], "low": share["low"], "high": share["high"]}
    note = word("views.displacement.note", language, **values)
    words = tuple(word(heading, language) for heading in headings)
    return [Table(word("views.displacement.caption", language), words, tuple(rows), note)]


def volume_tables(result: dict[str, Any], language: Language) -> list[Table]:
    """Build the programme's cost for each participant by the number of participants."""
    found = result["volume"]
    ways = ("as_staffed", "in_steps", "in_proportion")
    mcse = result["money"]["public"]["programme_cost_dkk_per_participant"]["mcse"]
    # Stated prices are no more exact than hundreds, whatever little of the cost is simulated.
    step = max(COARSE_STEP, step_for(mcse, result["replications"]))
    shown = {row["ratio"]: tuple(kroner(row[way], step, language, unit=False) for way in ways) for row in found["rows"]}
    rows = tuple(
        Row(decimal(row["people"], language), shown[row["ratio"]], row["ratio"] == AS_STATED) for row in found["rows"]
    )
    headings = tuple(word(f"views.volume.{name}", language) for name in ("people", *ways))
    hours = decimal(found["step_hours_per_week"], language, 1)
    half, steps = shown[HALF][:2]
    says = word("views.volume.says", language, today=shown[AS_STATED][0], half=half, steps=steps)
    note = f"{says} {word('views.volume.note', language, hours=hours)}"
    return [Table(word("views.volume.caption", language), headings, rows, note)]


def _step(result: dict[str, Any], payer: str) -> int:
    return step_for(result["payers"][payer]["net_dkk_per_participant"]["mcse"], result["replications"])


TABLES: Final[dict[str, Callable[[dict[str, Any], Language], list[Table]]]] = {
    "budget": budget_tables,
    "overlays": overlay_tables,
    "social": social_tables,
    "wrong_pocket": pocket_tables,
    "contract": contract_tables,
    "break_even_surface": surface_tables,
    "displacement": displacement_tables,
    "volume": volume_tables,
}
"""The views in the order they are shown, by the key of the result."""
