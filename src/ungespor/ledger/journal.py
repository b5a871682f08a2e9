"""The journal: what was counted and what a unit of it books, before it is written out as a ledger.

A ledger has a row for every world, arm, period and line, and most results only want sums of it.
Here cells that are booked alike are added up once, and a line is multiplied out when it is asked
for, in whole counts times whole øre: every sum is that of the written ledger, to the øre.
"""

from __future__ import annotations

import os
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from ungespor.base.tables import Ledger, LedgerLine
from ungespor.ledger.posting import post, row_of_world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from ungespor.base.tables import Activities, Period
    from ungespor.ledger.price_book import PriceBook

WORLDS_AT_ONCE: Final = 32
"""The counts of so many worlds stay in the processor's cache while they are added up."""


class Part(NamedTuple):
    """Periods that one price book prices.

    Attributes
    ----------
    places : tuple of int
        Where the periods stand among those of the whole ledger.
    activities : Activities
        Of these periods alone.
    book : PriceBook
        Resolved for the cells of `activities`.
    draws : ndarray of int64, shape (draws,)
        The parameter draw of each row of the price book, rising.
    """

    places: tuple[int, ...]
    activities: Activities
    book: PriceBook
    draws: NDArray[np.int64]


def lines_of(parts: Iterable[Part]) -> tuple[LedgerLine, ...]:
    """Return every line that any of the parts has."""
    return tuple(dict.fromkeys(line for part in parts for line in part.book.lines))


def written(parts: Sequence[Part]) -> Ledger:
    """Return the whole ledger, every row of it."""
    ledgers = [post(part.activities, part.book, part.draws) for part in parts]
    if len(parts) == 1:
        return ledgers[0]
    lines = {line: number for number, line in enumerate(lines_of(parts))}
    shape = (*parts[0].activities.quantity.shape[:2], sum(len(part.places) for part in parts), len(lines))
    quantity, amount_ore = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for part, ledger in zip(parts, ledgers, strict=True):
        rows, columns = np.ix_(part.places, [lines[line] for line in ledger.lines])
        quantity[:, :, rows, columns] = ledger.quantity
        amount_ore[:, :, rows, columns] = ledger.amount_ore
    return _ledger(parts, tuple(lines), quantity, amount_ore)


@dataclass(frozen=True)
class Tally:
    """Counts of cells that are booked alike.

    Attributes
    ----------
    group_of_cell : tuple of int
        −1 for a cell that is never booked.
    arms : tuple of str
    counts : ndarray of int64, shape (groups, worlds, arms, periods)
    """

    group_of_cell: tuple[int, ...]
    arms: tuple[str, ...]
    counts: NDArray[np.int64]

    @cached_property
    def net(self) -> NDArray[np.int64]:
        """Control − intervention, shape (groups, worlds, periods)."""
        control, intervention = (self.arms.index(arm) for arm in ("control", "intervention"))
        return np.asarray(self.counts[:, :, control] - self.counts[:, :, intervention])


class Tallies:
    """Adds up the counts of one run; another price list that books the same cells alike finds them done."""

    def __init__(self) -> None:
        self._latest: dict[tuple[int, ...], Tally] = {}

    def of(self, part: Part, group_of_cell: tuple[int, ...]) -> Tally:
        """Return the counts of each group of cells in the periods of `part`."""
        latest = self._latest.get(part.places)
        if latest is None or latest.group_of_cell != group_of_cell:
            counts = _counts(part.activities.quantity, group_of_cell)
            latest = Tally(group_of_cell, part.activities.arms, counts)
            self._latest[part.places] = latest
        return latest


class Journal:
    """Reads sums of a ledger that is not written out.

    Parameters
    ----------
    parts : sequence of Part
        Together they have every period once.
    tallies : Tallies, optional
        Of the same run.

    Attributes
    ----------
    draws : ndarray of int64, shape (worlds,)
    periods : tuple of Period
    lines : tuple of LedgerLine
    """

    def __init__(self, parts: Sequence[Part], tallies: Tallies | None = None) -> None:
        self.parts = parts
        self.lines = lines_of(parts)
        self.draws = parts[0].activities.draws
        self.periods = _periods(parts)
        self._counted = [_Counted(part, tallies or Tallies()) for part in parts]
        self._net: dict[int, NDArray[np.int64]] = {}

    def net_ore(self, number: int) -> NDArray[np.int64]:
        """Return control − intervention of the line with that number, shape (worlds, periods)."""
        if number not in self._net:
            line = self.lines[number]
            self._net[number] = self._joined([counted.ore(line, counted.tally.net) for counted in self._counted])
        return self._net[number]

    def of(self, wanted: Callable[[LedgerLine], bool]) -> Ledger:
        """Return the ledger of the lines that are wanted, and of no others."""
        lines = tuple(line for line in self.lines if wanted(line))
        shape = (len(lines), *self.parts[0].activities.quantity.shape[:2], len(self.periods))
        quantity, amount_ore = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for number, line in enumerate(lines):
            quantity[number] = self._joined([counted.quantity(line) for counted in self._counted])
            amount_ore[number] = self._joined([counted.ore(line, counted.tally.counts) for counted in self._counted])
        return _ledger(self.parts, lines, np.moveaxis(quantity, 0, -1), np.moveaxis(amount_ore, 0, -1))

    def _joined(self, pieces: list[NDArray[np.int64]]) -> NDArray[np.int64]:
        """Return one block of all periods, the last axis of the pieces."""
        if len(pieces) == 1:
            return pieces[0]
        joined = np.empty((*pieces[0].shape[:-1], len(self.periods)), dtype=np.int64)
        for part, piece in zip(self.parts, pieces, strict=True):
            joined[..., part.places] = piece
        return joined


class _Counted:
    """One part, with the cells that are booked alike added up."""

    def __init__(self, part: Part, tallies: Tallies) -> None:
        self.number = {line: number for number, line in enumerate(part.book.lines)}
        rows = row_of_world(part.activities, part.draws)
        self.unit_ore = np.ascontiguousarray(part.book.unit_ore.T[:, rows])
        group_of_cell, self.links = _grouped(part.book)
        self.tally = tallies.of(part, group_of_cell)

    def quantity(self, line: LedgerLine) -> NDArray[np.int64]:
        """Return the counts of a line, shape (worlds, arms, periods)."""
        total = np.zeros(self.tally.counts.shape[1:], dtype=np.int64)
        for groups in self._fed_by(line).values():
            for group in groups:
                total += self.tally.counts[group]
        return total

    def ore(self, line: LedgerLine, counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the øre of a line, of the shape that `counts` has for each group."""
        total = np.zeros(counts.shape[1:], dtype=np.int64)
        by_world = (-1, *[1] * (total.ndim - 1))
        for price, groups in self._fed_by(line).items():
            counted = counts[groups[0]]
            for group in groups[1:]:
                counted = counted + counts[group]
            total += counted * self.unit_ore[price].reshape(by_world)
        return total

    def _fed_by(self, line: LedgerLine) -> dict[int, list[int]]:
        """Return the groups that feed a line, by the price they are multiplied with."""
        return self.links.get(self.number.get(line, -1), {})


def _grouped(book: PriceBook) -> tuple[tuple[int, ...], dict[int, dict[int, list[int]]]]:
    """Return the group of each cell (−1 for one that is never booked), and by line and price the groups."""
    links = list(zip(book.link_line.tolist(), book.link_price.tolist(), strict=True))
    starts = book.cell_starts.tolist()
    of_cell = [tuple(links[first:last]) for first, last in pairwise(starts)]
    groups = {own: group for group, own in enumerate(dict.fromkeys(filter(None, of_cell)))}
    found: defaultdict[int, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for own, group in groups.items():
        for line, price in own:
            found[line][price].append(group)
    return tuple(groups.get(own, -1) for own in of_cell), {line: dict(prices) for line, prices in found.items()}


def _counts(quantity: NDArray[np.int32], group_of_cell: Sequence[int]) -> NDArray[np.int64]:
    counts = np.zeros((max(group_of_cell, default=-1) + 1, *quantity.shape[:3]), dtype=np.int64)

    def add(first: int) -> None:
        worlds = slice(first, first + WORLDS_AT_ONCE)
        for cell, group in zip(np.moveaxis(quantity[worlds], -1, 0), group_of_cell, strict=True):
            if group >= 0:
                counts[group, worlds] += cell

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        list(pool.map(add, range(0, len(quantity), WORLDS_AT_ONCE)))
    return counts


def _periods(parts: Iterable[Part]) -> tuple[Period, ...]:
    placed = [pair for part in parts for pair in zip(part.places, part.activities.periods, strict=True)]
    return tuple(period for _, period in sorted(placed, key=lambda pair: pair[0]))


def _ledger(
    parts: Sequence[Part], lines: tuple[LedgerLine, ...], quantity: NDArray[np.int64], amount_ore: NDArray[np.int64]
) -> Ledger:
    of = parts[0].activities
    return Ledger(of.arms, of.draws, of.replications, _periods(parts), lines, quantity, amount_ore)
