"""What must hold within a price row, and between price rows."""

from __future__ import annotations

import datetime
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

from ungespor.base.errors import Problem, nearest_name
from ungespor.ledger.indexing import NO_INDEX
from ungespor.ledger.tax import TAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ungespor.ledger.activity_table import ActivityKind
    from ungespor.ledger.indexing import Indices
    from ungespor.ledger.price_row import PriceRow
    from ungespor.ledger.rulebook import Rulebook


SHARE: Final = "share"
"""Unit of rates and of shares of a person class."""


def row_problems(row: PriceRow, kind: ActivityKind | None, rulebook: Rulebook, indices: Indices) -> Iterator[Problem]:
    """Yield what is wrong with one row by itself."""
    spread = f"{row.low:g} to {row.high:g}"
    if row.low > row.high:
        yield Problem("The low end of the range is above the high end.", row.place, "low", spread, fix="Swap them.")
    elif not row.low <= row.amount_dkk <= row.high:
        what = f"The amount of '{row.price_id}' lies outside its range."
        yield Problem(
            what, row.place, "amount_dkk", f"{row.amount_dkk:g}", spread, fix="Widen the range or correct it."
        )
    if row.unit == SHARE and row.high > 1:
        what = "The number is a share and cannot be above 1."
        yield Problem(what, row.place, "high", f"{row.high:g}", "0 to 1", fix="Write 0.5 for 50 %.")
    if row.distribution == "lognormal" and row.low == 0:
        what = "A lognormal price needs a low end above 0."
        yield Problem(what, row.place, "low", "0", "a number above 0", fix="Raise it, or write uniform.")
    if row.distribution and row.low == row.high:
        what = "The price has a distribution, but no range."
        yield Problem(
            what, row.place, "distribution", row.distribution, "nothing", fix="Give a range, or leave it empty."
        )
    if row.valid_from and row.valid_to and row.valid_from > row.valid_to:
        yield Problem(
            "The price ends before it begins.", row.place, "valid_to", str(row.valid_to), fix="Swap the dates."
        )
    if row.index != NO_INDEX and row.price_year not in indices[row.index]:
        years = indices[row.index]
        allowed = f"{min(years)} to {max(years)}, or index {NO_INDEX}"
        what = f"The index '{row.index}' has no level for the price year."
        yield Problem(what, row.place, "price_year", str(row.price_year), allowed, fix="Add the year to indices.csv.")
    if row.activity and not rulebook.payer_rules[row.payer_rule].entries:
        payers = ", ".join(name for name, rule in rulebook.payer_rules.items() if rule.entries)
        what = f"Nobody pays '{row.price_id}': the payer rule '{row.payer_rule}' books nothing."
        yield Problem(what, row.place, "payer_rule", row.payer_rule, payers, fix="Name a payer rule that books.")
    wanted = kind.unit if kind else "parameter"
    units = [name for name, unit in rulebook.units.items() if unit.activity_unit == wanted]
    if row.unit not in units:
        what = f"The price cannot be counted in this unit: '{row.activity or 'a rate'}' is counted in {wanted}."
        yield Problem(what, row.place, "unit", row.unit, ", ".join(units), fix="Write the amount for an allowed unit.")


def table_problems(rows: Sequence[PriceRow], rulebook: Rulebook, *, complete: bool) -> Iterator[Problem]:
    """Yield what is wrong between rows; a lost tax row only when the table is `complete` otherwise."""
    seen: dict[str, PriceRow] = {}
    for row in rows:
        if row.price_id in seen:
            what = f"The price_id is used twice; first in {seen[row.price_id].place}."
            yield Problem(what, row.place, "price_id", row.price_id, fix="Give every price its own name.")
        seen.setdefault(row.price_id, row)
    yield from _overlaps(rows, rulebook)
    yield from _lost_shares(rows, rulebook)
    if complete:
        for name in TAX_ROWS:
            gap = _gap([row for row in rows if row.role == name])
            if gap is not None:
                what = f"The tax table has no row '{name}'{gap}."
                yield Problem(
                    what, "cost_tables/tax.csv", "price_id", fix=f"Add a row '{name}', or one named with its year."
                )


def _lost_shares(rows: Sequence[PriceRow], rulebook: Rulebook) -> Iterator[Problem]:
    """Yield the shares that payer rules name and no row gives, or gives only for part of the time."""
    for rule in dict.fromkeys(row.payer_rule for row in rows):
        share = rulebook.payer_rules[rule].paid_to
        needed = [row for row in rows if row.payer_rule == rule]
        versions = [row for row in rows if row.role == share and row.unit == SHARE]
        for row in needed if share else ():
            gap = _gap(versions, row.valid_from, row.valid_to)
            if gap is not None:
                yield Problem(
                    what=f"The payer rule '{rule}' needs a price row '{share}', and there is none{gap}.",
                    file=row.place,
                    field="payer_rule",
                    found=rule,
                    nearest=nearest_name(str(share), [other.role for other in rows if other.unit == SHARE]),
                    fix=f"Add a row '{share}' in the unit '{SHARE}', or name another one in regimes.yaml.",
                )


def _overlaps(rows: Sequence[PriceRow], rulebook: Rulebook) -> Iterator[Problem]:
    """Yield the pairs of rows that would both be paid on the same day, where one should follow the other."""
    by_activity: dict[str, list[PriceRow]] = {}
    for row in rows:
        by_activity.setdefault(row.activity, []).append(row)
    pairs = (pair for same in by_activity.values() for pair in combinations(same, 2))
    for one, other in pairs:
        if not _may_meet(one, other):
            continue
        alike = one.role == other.role or (bool(one.activity) and one.account == other.account and _dated(one, other))
        if alike and one.payer_rule == other.payer_rule:
            yield Problem(
                what=f"Two rows hold for the same case on the same day: '{one.price_id}' and '{other.price_id}'.",
                file=other.place,
                field="valid_from",
                found=f"{_validity(other)}, and {_validity(one)} in {one.place}",
                allowed="rows for one case that follow each other",
                fix="End the earlier row on the day before the later one begins, or narrow 'applies_to'.",
            )
        elif one.payer_rule == other.payer_rule and rulebook.payer_rules[one.payer_rule].income:
            yield Problem(
                what=f"Two income rows match the same person class: '{one.price_id}' and '{other.price_id}'.",
                file=other.place,
                field="applies_to",
                found=f"also {one.place}",
                allowed=f"at most one row of the payer rule '{one.payer_rule}' for each person class and day",
                fix="Narrow 'applies_to' or the dates of one of them.",
            )


def _gap(
    versions: Sequence[PriceRow], first: datetime.date | None = None, last: datetime.date | None = None
) -> str | None:
    """Return when none of the versions of a price is in force, or None when one is from `first` to `last`."""
    if not versions:
        return ""
    ordered = sorted(versions, key=lambda row: row.valid_from or datetime.date.min)
    begins = ordered[0].valid_from
    if begins is not None and (first is None or begins > first):
        return f" in force before {begins}"
    for earlier, later in pairwise([*ordered, None]):
        assert earlier is not None  # noqa: S101 - only the last of the list is None
        begins, ends = None if later is None else later.valid_from, earlier.valid_to
        if ends is not None and (last is None or ends < last) and (begins is None or (begins - ends).days > 1):
            return f" in force after {ends}"
    return None


def _dated(*rows: PriceRow) -> bool:
    return any(row.valid_from or row.valid_to for row in rows)


def _validity(row: PriceRow) -> str:
    return f"{row.valid_from or 'the beginning'} to {row.valid_to or 'further notice'}"


def _may_meet(one: PriceRow, other: PriceRow) -> bool:
    shared = one.applies_to.keys() & other.applies_to.keys()
    if any(not one.applies_to[name] & other.applies_to[name] for name in shared):
        return False
    first, last = datetime.date.min, datetime.date.max
    begins = max(row.valid_from or first for row in (one, other))
    ends = min(row.valid_to or last for row in (one, other))
    return begins <= ends
