"""The page of table columns: what each column of the run folder's tables means."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import yaml

from ungespor.base.tables import ACTIVITY_COLUMNS, INDICATORS, LEDGER_COLUMNS, PAYERS, PUBLIC_PAYERS, STATES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEANINGS = {
    "draw": "parameter draw, 0, 1, …",
    "replication": "replication of the cohort, 0, 1, …",
    "arm": "`control` or `intervention`",
    "half_year": "calendar half-year, such as `2022H1`",
    "follow_up_year": "1 for weeks 0–51 after the person's own week 0, and so on; 0 for the weeks before",
    "resident": "`home`, or `moved` to another municipality",
    "offer": "the offer that caused it, or empty",
    "activity": "what was counted; a row of `cost_tables/activities.csv`",
    "refusion_band": "0 off the clock; 1–4 for benefit weeks 1–4, 5–26, 27–52, 53 and later",
    "person_class": "legal facts as `age=20-24;living=out`, sorted by name; never a rate",
    "quantity": "how many, a whole number",
    "payer": "who carries it",
    "account": "account of the ledger",
    "price_id": "the price row, which leads to a source",
    "kind": "`transfer` (sums to 0 over payers), `resource` (to the gross price), `production` (to minus the value)",
    "view": "empty in the default view, otherwise the view the row belongs to: `indirect_tax`, or `financing:NAME` for "
    "who would pay the programme under another way of financing, in place of the default rows with the same price; "
    "`displacement` for the jobs that others lose; `overlay:budget_guarantee:SCOPE` and `overlay:equalisation:SCOPE` "
    "for what a municipality passes on when `only_us`, `some` or `all` do the same",
    "amount_ore": "øre; above 0 = the payer spends",
    "person": "number of the person, the same in both arms",
    "week": "weeks from the person's own week 0",
    "weeks_after_end": "weeks from END; empty for people without a course",
    "date": "Monday of the week",
    "age": "age in whole years",
    "sex": "`woman` or `man`",
    "state": "support state",
    "hours_class": "`few`, `part` or `full` hours in a job; otherwise empty",
    "readiness": "`openly_ready`, `education_ready` or `activity_ready`",
    "who5": "WHO-5 score, 0–100",
    "psychiatric": "`none`, `primary`, `outpatient` or `inpatient` in that week",
    "offer_stage": "where in the offer the person is",
    "benefit_week": "number of the benefit week on the refusion clock, 0 off the clock",
}
PANEL_COLUMNS = (
    *("draw", "replication", "arm", "person", "week", "weeks_after_end", "date", "age", "sex", "state", "hours_class"),
    *("resident", "readiness", "who5", "psychiatric", "offer", "offer_stage", "benefit_week"),
)
PAGE = """# Tables

The tables of a run folder, column by column. Words are explained in the [vocabulary](vocabulary.md).

## activities.parquet

The engine's whole answer: what happened, counted, without money.

{activity_columns}
## ledger.parquet

One row for each activity, half-year and payer. Nothing is netted or overwritten.

{ledger_columns}
## panel.parquet

One row for each person and week; only with `--panel`.

{panel_columns}
## Names

States: {states}.

Payers: {payers}; public are {public}.

Indicators: {indicators}.

## Activities

{activities}
## Accounts

{accounts}"""


def listed(names: tuple[str, ...]) -> str:
    """Return names as code, with commas."""
    return ", ".join(f"`{name}`" for name in names)


def columns_page(table: Callable[[list[str], list[list[str]]], str], cost_tables: Path) -> str:
    """Return the whole page."""

    def columns(names: tuple[str, ...]) -> str:
        return table(["column", "meaning"], [[f"`{name}`", MEANINGS[name]] for name in names])

    with (cost_tables / "activities.csv").open(encoding="utf-8", newline="") as file:
        activities = [[f"`{row['activity']}`", row["unit"], row["label_en"]] for row in csv.DictReader(file)]
    named = yaml.safe_load((cost_tables / "regimes.yaml").read_text(encoding="utf-8"))["accounts"]
    accounts = [[f"`{name}`", account["label_da"], account["label_en"]] for name, account in named.items()]
    return PAGE.format(
        activity_columns=columns(ACTIVITY_COLUMNS),
        ledger_columns=columns(LEDGER_COLUMNS),
        panel_columns=columns(PANEL_COLUMNS),
        states=listed(STATES),
        payers=listed(PAYERS),
        public=listed(PUBLIC_PAYERS),
        indicators=listed(INDICATORS),
        activities=table(["activity", "unit", "what"], activities),
        accounts=table(["account", "Danish", "English"], accounts),
    )
