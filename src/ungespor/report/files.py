"""The tables of a run folder: long, typed, and readable without ungespor."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.columns import number_column, shared_columns, whole_table, word_column
from ungespor.base.tables import ACTIVITY_COLUMNS, INDICATORS, OFFSETS, PAYERS, STATES
from ungespor.results.net import ORE_PER_KRONE
from ungespor.results.outcomes import HUNDREDTHS, READINGS
from ungespor.results.statistics import present_value_factors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from ungespor.base.tables import Activities, Trajectories
    from ungespor.results.net import Net

FORMULA_BEGINS: Final = ("=", "+", "-", "@", "\t")
"""What makes a spreadsheet take a text of a CSV file for a formula."""


def activities_table(activities: Activities) -> pa.Table:
    """Return all non-zero activities in long form, in the order of `ACTIVITY_COLUMNS`."""
    columns, cell, place = shared_columns(activities, activities.quantity != 0)
    for name in ("resident", "offer", "activity", "person_class"):
        columns[name] = word_column(cell, [getattr(item, name) for item in activities.cells])
    bands = np.asarray([item.refusion_band for item in activities.cells], dtype=np.int8)
    columns["refusion_band"] = number_column(bands.take(cell))
    columns["quantity"] = number_column(activities.quantity.reshape(-1).take(place))
    return whole_table({name: columns[name] for name in ACTIVITY_COLUMNS})


def net_table(
    nets: Mapping[str, Net], draws: NDArray[np.int64], replications: NDArray[np.int64], discount_rate: float
) -> pa.Table:
    """Return net by financing variant, world, follow-up year, payer and account, where not zero.

    Columns: `financing, draw, replication, follow_up_year, payer, account, net_ore,
    present_value_dkk`. Net = control − intervention.
    """
    import pyarrow as pa

    parts = []
    for name, net in nets.items():
        world, year, payer, account = np.nonzero(net.ore)
        ore = net.ore[world, year, payer, account]
        factors = present_value_factors(discount_rate, net.years)
        columns = {
            "financing": word_column(np.zeros(len(world), dtype=np.intp), [name]),
            "draw": number_column(draws[world]),
            "replication": number_column(replications[world]),
            "follow_up_year": number_column(np.asarray(net.years, dtype=np.int32)[year]),
            "payer": word_column(payer, PAYERS),
            "account": word_column(account, net.accounts),
            "net_ore": number_column(ore),
            "present_value_dkk": number_column(ore / ORE_PER_KRONE * factors[year]),
        }
        parts.append(whole_table(columns))
    return pa.concat_tables(parts).unify_dictionaries()


def weekly_csv(trajectories: Trajectories) -> str:
    """Write participants in each state (mean per replication) and mean WHO-5, by arm and week."""
    worlds = len(trajectories.participants)
    rows = []
    for index, arm in enumerate(trajectories.activities.arms):
        counts = trajectories.weekly_states[index]
        who5 = trajectories.weekly_who5[index] / HUNDREDTHS / np.maximum(counts.sum(axis=1), 1)
        for week, row, mean in zip(trajectories.weeks.tolist(), counts / worlds, who5, strict=True):
            rows.append([arm, week, *(f"{value:.4f}" for value in row), f"{mean:.3f}"])
    return csv_text(["arm", "week", *STATES, "who5"], rows)


def outcomes_csv(result: dict[str, Any]) -> str:
    """Write every outcome of a result as one row per reading, indicator and offset."""
    rows = []
    for reading in READINGS:
        for indicator in INDICATORS:
            for offset in OFFSETS:
                numbers = result[reading][indicator][str(offset)]
                difference = numbers["difference"]
                levels = [numbers["intervention"], numbers["control"], difference["mean"], difference["mcse"]]
                rows.append([reading, indicator, offset, *levels])
    return csv_text(["reading", "indicator", "offset", "intervention", "control", "difference", "mcse"], rows)


def origins_csv(origins: Sequence[Any]) -> str:
    """Write where every value and price comes from, one row for each `Origin`."""
    names = [field.name for field in dataclasses.fields(origins[0])] if origins else ["field"]
    return csv_text(names, ([getattr(origin, name) for name in names] for origin in origins))


def json_text(value: object) -> str:
    """Write JSON as people can read it and every program can parse it."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def csv_text(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Write rows as CSV with commas and unix line ends; None is an empty cell.

    A spreadsheet takes a text that begins with ``=`` or the like for a formula. Such a text, which
    can only come from a scenario or a price table, is written behind an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows([_no_formula(cell) for cell in row] for row in rows)
    return text.getvalue()


def _no_formula(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers, also those in texts, stay as they are."""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r", " ")  # which not every version of Python quotes, so that it would end the row
    if not text.startswith(FORMULA_BEGINS):
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text
