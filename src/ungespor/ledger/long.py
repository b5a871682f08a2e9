"""The ledger as a long table: one row per priced activity, half-year and payer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ungespor.base.columns import number_column, shared_columns, whole_table, word_column
from ungespor.base.tables import LEDGER_COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa

    from ungespor.base.tables import Ledger


def to_arrow(ledger: Ledger) -> pa.Table:
    """Return every ledger row in which something was counted, or an amount posted.

    Parameters
    ----------
    ledger : Ledger

    Returns
    -------
    pyarrow.Table
        The columns of ``LEDGER_COLUMNS`` in their order; texts are dictionary encoded.
    """
    # An overlay posts amounts without a count.
    columns, line, place = shared_columns(ledger, (ledger.quantity != 0) | (ledger.amount_ore != 0))
    for name in ("offer", "activity", "payer", "account", "price_id", "kind", "view"):
        columns[name] = word_column(line, [getattr(one, name) for one in ledger.lines])
    columns["quantity"] = number_column(ledger.quantity.reshape(-1).take(place))
    columns["amount_ore"] = number_column(ledger.amount_ore.reshape(-1).take(place))
    return whole_table({name: columns[name] for name in LEDGER_COLUMNS})
