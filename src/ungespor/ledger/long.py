"""The ledger as a long table: one row per priced activity, half-year and payer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ungespor.base.tables import LEDGER_COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from ungespor.base.tables import Ledger


def to_arrow(ledger: Ledger) -> pa.Table:
    """Return every ledger row in which something was counted.

    Parameters
    ----------
    ledger : Ledger

    Returns
    -------
    pyarrow.Table
        The columns of ``LEDGER_COLUMNS`` in their order; texts are dictionary encoded.
    """
    import pyarrow as pa

    shape = ledger.quantity.shape
    flat = np.flatnonzero(ledger.quantity)
    world, arm, period, line = np.unravel_index(flat, shape)
    columns: dict[str, Any] = {
        "draw": ledger.draws[world],
        "replication": ledger.replications[world],
        "arm": _words(list(ledger.arms), arm),
        "half_year": _words([one.half_year for one in ledger.periods], period),
        "follow_up_year": np.array([one.follow_up_year for one in ledger.periods], dtype=np.int32)[period],
        "quantity": ledger.quantity.reshape(-1)[flat],
        "amount_ore": ledger.amount_ore.reshape(-1)[flat],
    }
    for name in ("offer", "activity", "payer", "account", "price_id", "kind", "view"):
        columns[name] = _words([getattr(one, name) for one in ledger.lines], line)
    return pa.table({name: columns[name] for name in LEDGER_COLUMNS})


def _words(words: list[str], code: NDArray[np.int64]) -> pa.DictionaryArray:
    """Return ``words[code]`` as a dictionary array that holds each word once."""
    import pyarrow as pa

    distinct = sorted(set(words))
    number = np.array([distinct.index(word) for word in words], dtype=np.int32)
    return pa.DictionaryArray.from_arrays(number[code], pa.array(distinct, pa.string()))
