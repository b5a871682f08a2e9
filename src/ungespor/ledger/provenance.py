"""Where prices come from, and which of them no publication stands behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.ledger.price_draws import override_unit
from ungespor.scenario.facts import ASSUMPTION, load_sources
from ungespor.scenario.origins import Origin

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ungespor.base.books import Books
    from ungespor.ledger.price_row import PriceRow
    from ungespor.ledger.price_table import PriceTable

MEMORY: Final = "MEMORY"
"""Mark of a source that was recalled and not looked up."""
LAYER: Final = "cost_tables"


def price_origins(table: PriceTable, own: Collection[str] = ()) -> tuple[Origin, ...]:
    """Return the origin of every shipped price, in the form of the origins of a scenario.

    Parameters
    ----------
    table : PriceTable
    own : collection of str
        Prices that the scenario states itself, and that therefore have an origin already.
    """
    return tuple(_origin(row) for row in table.rows if row.price_id not in own)


def unsourced(table: PriceTable, books: Books, own: Collection[str] = ()) -> dict[str, Any]:
    """Tell which prices of a ledger no publication stands behind.

    Parameters
    ----------
    table : PriceTable
    books : Books
    own : collection of str
        Prices that the scenario states itself, with sources of its own.

    Returns
    -------
    dict
        `used`, the number of price rows in the default view; `from_memory` and `assumed`, lists of
        `{price_id, label_da, label_en}` in the order of the tables.
    """
    names = {line.price_id for line in books.lines if not line.view}
    shares = {table.rulebook.payer_rules[row.payer_rule].paid_to for row in table.rows if row.price_id in names}
    rows = [row for row in table.rows if row.price_id in names or row.role in shares]
    shipped = [row for row in rows if row.price_id not in own]
    marks = {name: source.mark for name, source in load_sources().items()}
    return {
        "used": len(rows),
        "from_memory": _labels(row for row in shipped if marks.get(row.source_id) == MEMORY),
        "assumed": _labels(row for row in shipped if row.source_id == ASSUMPTION),
    }


def _labels(rows: Iterable[PriceRow]) -> list[dict[str, str]]:
    return [{"price_id": row.price_id, "label_da": row.label_da, "label_en": row.label_en} for row in rows]


def _origin(row: PriceRow) -> Origin:
    file, _, line = row.place.rpartition(":")
    ranged = row.low != row.high
    return Origin(
        field=f"prices.{row.price_id}",
        value=row.amount_dkk,
        unit=override_unit(row),
        source=row.source_id,
        low=row.low if ranged else None,
        high=row.high if ranged else None,
        confidence=row.confidence,
        file=file,
        line=int(line),
        layer=LAYER,
        changed=False,
        before="",
        note=row.note,
    )
