"""The tables of the budget view: what a municipal economist lays beside the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.report.tables import SUMS, THOUSAND, Row, Table
from ungespor.report.words import word
from ungespor.results.numbers import decimal, rounded, step_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ungespor.results.numbers import Language

PAYERS: Final = ("kommune", "andre_kommuner", "region", "stat", "public")
MUNICIPALITY: Final = "kommune"
KINDS: Final = ("operating", "refusion", "financing")


def budget_tables(result: dict[str, Any], language: Language) -> list[Table]:
    """Build the budget view: functions gross before net, committees, calendar years, and what can be cashed."""
    return [
        municipal_table(result, language),
        committees_table(result, language),
        calendar_table(result, language),
        cashable_table(result, language),
    ]


def thousands(value: float, mcse: float, result: dict[str, Any], language: Language) -> str:
    """Write a total in thousands of kroner with the digits its Monte Carlo error allows."""
    # Adding 0 turns a negative zero into zero.
    return decimal(rounded(value, step_for(mcse, result["replications"])) / THOUSAND + 0.0, language)


def municipal_table(result: dict[str, Any], language: Language) -> Table:
    """Build expenditure (dranst 1), refusion (dranst 2) and tax (dranst 7) by function, then net."""
    entries = [entry for entry in result["budget"]["municipal"] if entry["payer"] == MUNICIPALITY]
    committees = result["budget"]["committees"]
    rows = []
    for entry in entries:
        amounts = [entry[f"{kind}_dkk"] for kind in KINDS] + [entry["net_dkk"]]
        cells = [thousands(amount, entry["mcse"], result, language) for amount in amounts]
        label = f"{entry['function']} {entry[f'label_{language}']}"
        heading = label if entry["function"] else word("views.no_function", language)
        rows.append(Row(heading, (committees[entry["committee"]][f"label_{language}"], *cells)))
    total = result["budget"]["payers"][MUNICIPALITY]["total_dkk"]
    sums = [sum(entry[f"{kind}_dkk"] for entry in entries) for kind in KINDS] + [total["mean"]]
    cells = [thousands(amount, total["mcse"], result, language) for amount in sums]
    rows.append(Row(word("total", language), ("", *cells), is_sum=True))
    headings = ("views.function", "views.committee", *(f"views.{kind}" for kind in KINDS), "net")
    caption = word("views.budget.municipal", language, years=result["horizon_years"])
    words = tuple(word(heading, language) for heading in headings)
    return Table(caption, words, tuple(rows), _note(result, language), left=(0, 1))


def committees_table(result: dict[str, Any], language: Language) -> Table:
    """Build the municipality's change by committee and follow-up year."""
    budget = result["budget"]
    rows = [
        _years_row(entry[f"label_{language}"], entry["by_follow_up_year"], entry["total_dkk"], result, language)
        for entry in budget["committees"].values()
    ]
    own = budget["payers"][MUNICIPALITY]
    name = word(f"payer.{MUNICIPALITY}", language)
    rows.append(_years_row(name, own["by_follow_up_year"], own["total_dkk"], result, language, is_sum=True))
    years = (word("year", language, year=entry["year"]) for entry in own["by_follow_up_year"])
    headings = (word("views.committee", language), *years, word("total", language))
    caption = word("views.budget.committees", language)
    return Table(caption, headings, tuple(rows), _note(result, language))


def calendar_table(result: dict[str, Any], language: Language) -> Table:
    """Build every public payer's change by calendar year."""
    payers = result["budget"]["payers"]
    rows = tuple(
        _years_row(
            word(f"payer.{payer}", language),
            payers[payer]["by_calendar_year"],
            payers[payer]["total_dkk"],
            result,
            language,
            is_sum=payer in SUMS,
        )
        for payer in PAYERS
    )
    years = (str(entry["year"]) for entry in payers[MUNICIPALITY]["by_calendar_year"])
    headings = (word("payer", language), *years, word("total", language))
    return Table(word("views.budget.calendar", language), headings, rows, _note(result, language))


def cashable_table(result: dict[str, Any], language: Language) -> Table:
    """Build what of the change can be taken out of a budget, and after how many years."""
    payers = result["budget"]["payers"]
    kinds = sorted(
        {(entry["lag_years"], entry["cashable"]) for payer in PAYERS for entry in payers[payer]["cashable"]},
        key=lambda kind: (("yes", "partly", "no").index(kind[1]), kind[0]),
    )
    rows = []
    for payer in PAYERS:
        total = payers[payer]["total_dkk"]
        found = {(entry["lag_years"], entry["cashable"]): entry["net_dkk"] for entry in payers[payer]["cashable"]}
        amounts = [found.get(kind, 0.0) for kind in kinds] + [total["mean"]]
        cells = tuple(thousands(amount, total["mcse"], result, language) for amount in amounts)
        rows.append(Row(word(f"payer.{payer}", language), cells, payer in SUMS))
    headings = (word("payer", language), *(_cashable(*kind, language) for kind in kinds), word("total", language))
    return Table(word("views.budget.cashable", language), headings, tuple(rows), _note(result, language))


def _cashable(lag_years: int, cashable: str, language: Language) -> str:
    answer = word(f"views.cashable.{cashable}", language)
    return word("views.cashable.lag", language, answer=answer, lag=lag_years) if lag_years else answer


def _years_row(
    heading: str,
    years: Iterable[dict[str, float]],
    total: dict[str, float],
    result: dict[str, Any],
    language: Language,
    *,
    is_sum: bool = False,
) -> Row:
    amounts = [entry["net_dkk"] for entry in years] + [total["mean"]]
    return Row(heading, tuple(thousands(amount, total["mcse"], result, language) for amount in amounts), is_sum)


def _note(result: dict[str, Any], language: Language) -> str:
    return word("views.budget.note", language, price_year=result["manifest"]["price_year"])
