"""Everything that a workbook of a run holds, as plain data and without a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.tables import PAYERS
from ungespor.results.net import PROGRAMME_ACCOUNT
from ungespor.results.statistics import present_value_factors
from ungespor.results.workbook.counts import count
from ungespor.results.workbook.lines import Book, lines_of, rounding_of
from ungespor.results.workbook.prices import prices_of
from ungespor.scenario.regime import load_regime

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.base.tables import Trajectories
    from ungespor.ledger.price_table import PriceTable
    from ungespor.results.workbook.counts import Counts
    from ungespor.results.workbook.lines import Line, Rounding
    from ungespor.scenario.model import Scenario


@dataclass(frozen=True)
class WorkbookNumbers:
    """The numbers of a workbook at the values of the run.

    Attributes
    ----------
    scenario : Scenario
    table : PriceTable
    participants : float
        Mean number per replication, the denominator of everything per participant.
    counts : Counts
    book : Book
    lines : list of Line
    rounding : list of Rounding
    """

    scenario: Scenario
    table: PriceTable
    participants: float
    counts: Counts
    book: Book
    lines: list[Line]
    rounding: list[Rounding]

    @cached_property
    def factors(self) -> NDArray[np.float64]:
        """Return the factor of present value of each follow-up year."""
        return present_value_factors(self.scenario.discount_rate.central, range(1, self.counts.years + 1))

    def net(self, account: str | None = None) -> NDArray[np.float64]:
        """Return net kroner of the cohort by payer and follow-up year, of all accounts or of one."""
        total = np.zeros((len(PAYERS), self.counts.years))
        for line in self.lines:
            if account in {None, line.account}:
                total += np.outer(line.shares, line.amounts)
        for rest in self.rounding:
            if account in {None, rest.account} and rest.financing in {"", self.book.headline}:
                total[PAYERS.index(rest.payer)] += rest.amounts
        return total

    @cached_property
    def accounts(self) -> tuple[str, ...]:
        """Return every account that something is booked on, the programme first."""
        used = {line.account for line in self.lines} - {PROGRAMME_ACCOUNT}
        return (PROGRAMME_ACCOUNT, *sorted(used))


def workbook_numbers(scenario: Scenario, trajectories: Trajectories, table: PriceTable) -> WorkbookNumbers:
    """Work out the numbers of a workbook.

    Parameters
    ----------
    scenario : Scenario
    trajectories : Trajectories
    table : PriceTable

    Returns
    -------
    WorkbookNumbers
        Its :meth:`WorkbookNumbers.net` is the mean of the ledger.
    """
    counts = count(scenario, trajectories.activities, table)
    financing = {
        name: {
            part: {payer: share.central for payer, share in getattr(variant, part).items()}
            for part in ("clinical", "adviser")
        }
        for name, variant in scenario.financing.variants.items()
    }
    regimes = {key.regime: load_regime(key.regime) for key in counts.priced if key.regime}
    book = Book(
        prices=prices_of(scenario, table, counts),
        rulebook=table.rulebook,
        state_shares={name: regime.state_shares for name, regime in regimes.items()},
        week_edges={name: regime.refusion_week_edges for name, regime in regimes.items()},
        financing=financing,
        headline=scenario.financing.headline,
    )
    lines = lines_of(book, counts)
    participants = float(np.mean(trajectories.participants))
    return WorkbookNumbers(scenario, table, participants, counts, book, lines, rounding_of(book, counts, lines))
