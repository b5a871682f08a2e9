"""Displacement: jobs that participants get and others therefore do not, as rows of a view of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.results.net import net_of
from ungespor.results.payers import describe_payers
from ungespor.results.statistics import ends_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ungespor.base.books import Books
    from ungespor.base.tables import Ledger, LedgerLine
    from ungespor.ledger.view_tables import Displacement

VIEW: Final = "displacement"
JOB_WEEK: Final = "job_week"


def displacement_ledger(ledger: Ledger, share: float) -> Ledger:
    """Post the job weeks that others lose: a share of what was booked for a job week, with the sign turned.

    Parameters
    ----------
    ledger : Ledger
        Only its default view is read.
    share : float
        Of the net job weeks; since rows are linear in weeks, the share of each arm's weeks gives
        the share of their difference.

    Returns
    -------
    Ledger
        Nothing but the new rows, in the view ``"displacement"``: wage, production and tax of the
        job row. Each price still balances to the øre. What those who lose the job live on instead
        is not known and not posted, so that the public loss is a lower end.
    """
    chosen = [number for number, line in enumerate(ledger.lines) if _is_job_week(line)]
    amount = -np.rint(ledger.amount_ore[..., chosen] * share).astype(np.int64)
    _rebalance(ledger, chosen, amount)
    lines = tuple(replace(ledger.lines[number], view=VIEW) for number in chosen)
    quantity = -np.rint(ledger.quantity[..., chosen] * share).astype(np.int64)
    return replace(ledger, lines=lines, amount_ore=amount, quantity=quantity)


def _rebalance(ledger: Ledger, chosen: list[int], amount: np.ndarray[Any, np.dtype[np.int64]]) -> None:
    """Let the last row of each transfer take the øre that rounding left over."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for place, number in enumerate(chosen):
        line = ledger.lines[number]
        if line.kind == "transfer":
            groups.setdefault((line.offer, line.price_id, line.account), []).append(place)
    for places in groups.values():
        amount[..., places[-1]] -= amount[..., places].sum(axis=-1)


def _is_job_week(line: LedgerLine) -> bool:
    return line.activity == JOB_WEEK and not line.view


def describe_displacement(
    books: Books,
    horizon_years: int,
    participants: float,
    discount_rate: float,
    payers: Mapping[str, Any],
    displacement: Displacement,
) -> dict[str, Any]:
    """Show what displaced jobs would take away from each payer's net result.

    Returns
    -------
    dict
        `share` (`value, low, high, source, confidence`); `job_weeks`: the mean net job weeks of the
        cohort that are displaced; `payers`: for each `displaced_dkk_per_participant` (a statistic
        in present value), `net_dkk_per_participant` (the default's mean with it), and its `low`
        and `high` at the ends of the share.
    """
    share = displacement.job
    ledger = books.of(_is_job_week)
    posted = displacement_ledger(ledger, share.central)
    lost = describe_payers(net_of(posted, horizon_years, (VIEW,)), participants, discount_rate)
    ends = ends_of(share)
    described = {}
    for payer, found in lost.items():
        net = payers[payer]["net_dkk_per_participant"]["mean"]
        moved = found["net_dkk_per_participant"]
        each = moved["mean"] / share.central if share.central else 0.0
        at_ends = sorted(net + each * end for end in ends)
        described[payer] = {
            "displaced_dkk_per_participant": moved,
            "net_dkk_per_participant": net + moved["mean"],
            "low": at_ends[0],
            "high": at_ends[1],
        }
    return {
        "share": {
            "value": share.central,
            "low": ends[0],
            "high": ends[1],
            "source": share.source,
            "confidence": share.confidence,
        },
        "job_weeks": _displaced_weeks(ledger, share.central),
        "payers": described,
    }


def _displaced_weeks(ledger: Ledger, share: float) -> float:
    """Return the cohort's mean of displaced weeks; the work of each job week is booked exactly once."""
    made = [number for number, line in enumerate(ledger.lines) if line.kind == "production" and _is_job_week(line)]
    control, intervention = (ledger.arms.index(arm) for arm in ("control", "intervention"))
    weeks = ledger.quantity[:, intervention][..., made].sum(axis=(1, 2)) - ledger.quantity[:, control][..., made].sum(
        axis=(1, 2)
    )
    return float(weeks.mean() * share)
