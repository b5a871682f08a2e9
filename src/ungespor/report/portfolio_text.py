"""A portfolio of offers on a terminal: the overview, and the movements between the simulated offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.report.notes import birth_line
from ungespor.report.tables import Row, Table
from ungespor.report.terminal import print_notes, print_paragraph, print_table
from ungespor.report.words import word
from ungespor.results.numbers import NOTHING, decimal, percent

if TYPE_CHECKING:
    from rich.console import Console

    from ungespor.results.numbers import Language

COUNTS: Final = ("still_waiting", "left_queue", "completed", "dropped_out", "in_course")


def print_portfolio(found: dict[str, Any], console: Console, language: Language) -> None:
    """Print the overview, what the document reports, and how people moved under capacity."""
    simulation = found["simulation"]
    values = {"title": found[f"title_{language}"], "listed": found["listed"], "laws_of": found["laws_of"]}
    print_paragraph(word("portfolio.overview", language, **values), console, style="bold")
    for table in overview_tables(found, language):
        print_table(table, console)
    print_notes(overview_lines(found, language), console)
    console.print()
    print_paragraph(word("portfolio.outcomes", language), console)
    print_notes(outcome_lines(found, language), console)
    print_table(flow_table(simulation, language), console)
    print_notes(flow_lines(simulation, language), console)


def overview_tables(found: dict[str, Any], language: Language) -> list[Table]:
    """Build the overview of all offers, field by field: duty, ages, capacity, simulated or not, legal basis."""
    keys = ("offer", "duty", "ages", "capacity", "simulated", "law")
    headings = tuple(word(f"portfolio.{key}", language) for key in keys)
    rows: dict[str, list[Row]] = {}
    for offer in found["offers"]:
        rows.setdefault(offer["field"], []).append(_overview_row(offer, language))
    return [
        Table(word(f"portfolio.field.{field}", language), headings, tuple(members), left=tuple(range(len(keys))))
        for field, members in rows.items()
    ]


def _overview_row(offer: dict[str, Any], language: Language) -> Row:
    law = offer["law"][language] if offer["law"] else NOTHING
    cells = (
        word(f"portfolio.duty.{offer['duty']}", language),
        offer["ages"][language],
        word(f"portfolio.capacity.{offer['capacity']}", language) if offer["capacity"] else NOTHING,
        word("portfolio.yes", language) if offer["simulated"] else NOTHING,
        law.replace("§ ", "§\N{NO-BREAK SPACE}"),  # the sign and its number stay on one line
    )
    return Row(offer["title"][language], cells)


def overview_lines(found: dict[str, Any], language: Language) -> list[str]:
    """Return what must be said of the overview: the two counts, and how much is voluntary."""
    duties = [offer["duty"] for offer in found["offers"]]
    values = {"listed": found["listed"], "may": duties.count("may"), "mixed": duties.count("must_with_may")}
    lines = [word("portfolio.may", language, **values)]
    if found["stated"] != found["listed"]:
        lines.insert(0, word("portfolio.stated", language, stated=found["stated"], listed=found["listed"]))
    return lines


def outcome_lines(found: dict[str, Any], language: Language) -> list[str]:
    """Return the outcomes that the document reports with figures."""
    return [
        f"{offer['title'][language]}: {offer['outcomes'][language]}"
        for offer in found["offers"]
        if offer["outcomes_reported"]
    ]


def flow_table(simulation: dict[str, Any], language: Language) -> Table:
    """Build how many started each simulated offer, how long they waited, and how much time was idle."""
    rows = tuple(
        Row(
            offer[f"title_{language}"],
            (
                decimal(offer["started"], language, 1),
                decimal(offer["mean_wait_weeks"], language, 1),
                *(decimal(offer[key], language, 1) for key in COUNTS),
                percent(offer["idle_share"], language),
            ),
        )
        for offer in simulation["offers"].values()
    )
    headings = tuple(word(f"portfolio.{key}", language) for key in ("offer", "started", "wait", *COUNTS, "idle"))
    caption = word(
        "portfolio.flows",
        language,
        people=decimal(simulation["people"], language),
        years=simulation["horizon_years"],
        replications=simulation["replications"],
    )
    return Table(caption, headings, rows, birth_line(simulation["manifest"], simulation["discount_rate"], language))


def flow_lines(simulation: dict[str, Any], language: Language) -> list[str]:
    """Return what became of those who waited at 18, and how little of it is known."""
    at_18 = {key: decimal(number, language, 1) for key, number in simulation["at_18"].items()}
    return [
        word("portfolio.at_18", language, **at_18),
        word("portfolio.after_18", language, **at_18),
        word("portfolio.caution", language, scenario=simulation["scenario"]),
    ]
