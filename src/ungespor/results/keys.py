"""Keys for sharing a result among payers, and the smallest transfers that leave nobody worse off.

Everything is whole øre: a key gives each payer a net result, and the results of all add up to the
total exactly.  Nothing here knows where the numbers come from.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import factorial, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def split(total: int, weights: Mapping[str, int | Fraction]) -> dict[str, int]:
    """Split whole øre in proportion to weights by the largest remainder; ties go to the first named.

    Parameters
    ----------
    total : int
        May be negative.
    weights : mapping
        None below 0, and not all 0.
    """
    whole = sum(weights.values())
    exact = {name: Fraction(total) * weight / whole for name, weight in weights.items()}
    return _rounded(total, exact)


def by_proportion(gross: Mapping[str, int], cost: int) -> dict[str, int]:
    """Share the programme's cost in proportion to the gross savings; return each payer's net result.

    A payer without a saving pays nothing, and keeps what it loses. When nobody saves, all pay alike.
    """
    savings = {payer: max(amount, 0) for payer, amount in gross.items()}
    paid = split(cost, savings if any(savings.values()) else dict.fromkeys(gross, 1))
    return {payer: gross[payer] - paid[payer] for payer in gross}


def by_break_even(net: Mapping[str, int]) -> dict[str, int]:
    """Bring the losers to 0 at the gainers' expense, in proportion to what these gain.

    When all together lose, the gainers give up what they gain, and the losers share the rest of
    the loss in proportion to what they lost.
    """
    total = sum(net.values())
    winning = 1 if total >= 0 else -1
    stakes = {payer: max(winning * amount, 0) for payer, amount in net.items()}
    return split(total, stakes) if any(stakes.values()) else dict(net)


def by_shapley(net: Mapping[str, int], needed: Collection[str]) -> dict[str, int] | None:
    """Return the Shapley value of the game of consent.

    The effort is carried out only if everybody who pays for the programme is a member of the
    coalition, and only if its members together do not lose by it. The value of a coalition is the
    sum of its members' net results when the effort is carried out, otherwise 0; those outside
    gain for nothing.

    Parameters
    ----------
    net : mapping of str to int
        Net result of each payer as things are, in øre. Payers with 0 who are not needed get 0.
    needed : collection of str
        Those who pay for the programme.

    Returns
    -------
    dict of int or None
        The mean, over all orders in which the payers may join, of what each adds by joining. None
        where all together lose: nobody would agree, and there is no gain to share.
    """
    if sum(net.values()) < 0:
        return None
    players = [payer for payer, amount in net.items() if amount or payer in needed]
    exact = {payer: Fraction(0) for payer in net}
    count = len(players)
    for player in players:
        others = [other for other in players if other != player]
        for size in range(count):
            weight = Fraction(factorial(size) * factorial(count - size - 1), factorial(count))
            for before in combinations(others, size):
                added = _value({*before, player}, net, needed) - _value(set(before), net, needed)
                exact[player] += weight * added
    return _rounded(sum(net.values()), exact)


def _value(members: set[str], net: Mapping[str, int], needed: Collection[str]) -> int:
    return max(sum(net[member] for member in members), 0) if members.issuperset(needed) else 0


def smallest_transfers(needs: Mapping[str, int]) -> dict[tuple[str, str], int] | None:
    """Return the smallest transfers that give every payer what it needs.

    Parameters
    ----------
    needs : mapping of str to int
        Øre that a payer must receive; below 0, what it can give.

    Returns
    -------
    dict or None
        (from, to) → øre; the givers give in proportion to what they can. None when they cannot
        give enough: then no transfers do.
    """
    receivers = {payer: need for payer, need in needs.items() if need > 0}
    givers = {payer: -need for payer, need in needs.items() if need < 0}
    wanted = sum(receivers.values())
    if wanted > sum(givers.values()):
        return None
    transfers: dict[tuple[str, str], int] = {}
    left = split(wanted, givers) if givers else {}
    for receiver, need in receivers.items():
        part = split(need, left)
        for giver, amount in part.items():
            if amount:
                transfers[giver, receiver] = amount
        left = {giver: amount - part[giver] for giver, amount in left.items()}
    return transfers


def _rounded(total: int, exact: Mapping[str, Fraction]) -> dict[str, int]:
    """Round fractions that add up to a whole number so that they still do."""
    parts = {name: floor(value) for name, value in exact.items()}
    order = sorted(exact, key=lambda name: parts[name] - exact[name])
    for name in order[: total - sum(parts.values())]:
        parts[name] += 1
    return parts
