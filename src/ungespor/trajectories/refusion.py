"""The refusion clock: how many benefit weeks a person has used, exactly as the law counts.

Act no. 994 of 2015 on refusion, §§ 5–6: the state's share falls with the number of benefit
weeks, accumulated over all covered benefits.  The count starts over once the person, after
its first benefit week, has supported herself for 52 whole calendar weeks within three years.
The weeks of self-support behind that rule are kept as 156 bits for each person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.jit import kernel, rule
from ungespor.scenario.regime import load_regime
from ungespor.trajectories.records import LIFE

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

ONE: Final = np.uint64(1)
TOP: Final = np.uint64(63)
WORD_BITS: Final = 64
WORDS: Final = 3
ONES_1: Final = np.uint64(0x5555555555555555)
ONES_2: Final = np.uint64(0x3333333333333333)
ONES_4: Final = np.uint64(0x0F0F0F0F0F0F0F0F)
ONES_8: Final = np.uint64(0x0101010101010101)
TWO: Final = np.uint64(2)
FOUR: Final = np.uint64(4)
BYTE_TOP: Final = np.uint64(56)


@rule
def set_bits(bits: np.uint64) -> int:
    """Count the bits that are set."""
    bits = bits - ((bits >> ONE) & ONES_1)
    bits = (bits & ONES_2) + ((bits >> TWO) & ONES_2)
    bits = (bits + (bits >> FOUR)) & ONES_4
    return np.int64((bits * ONES_8) >> BYTE_TOP)


@rule
def tick(life: np.void, on_clock: bool, self_supporting: bool, restart_weeks: int, last_word: int) -> None:
    """Advance one person's clock by one week (act 994/2015 §§ 5(2) and 6).

    Parameters
    ----------
    life : record of LIFE
        Its `count`, `benefit_week`, `was_on_clock` and history words are updated.
    on_clock, self_supporting : bool
        What the week counts as under the act.
    restart_weeks : int
        Weeks of self-support that restart the count (52).
    last_word : int
        Mask of the last history word: the window of 156 weeks ends within it.
    """
    restarted = False
    if on_clock:
        if life.count == 0:
            restarted = True
        elif life.was_on_clock == 0:
            # Weeks on the clock only let old self-support fall out of the window, so the
            # rule can bite only in the first benefit week after weeks off the clock.
            weeks = set_bits(life.history_0) + set_bits(life.history_1) + set_bits(life.history_2)
            restarted = weeks >= restart_weeks
        life.count = 1 if restarted else life.count + 1
        life.benefit_week = life.count
    else:
        life.benefit_week = 0
    if restarted:
        life.history_0 = np.uint64(0)
        life.history_1 = np.uint64(0)
        life.history_2 = np.uint64(0)
    elif life.count > 0:
        life.history_2 = ((life.history_2 << ONE) | (life.history_1 >> TOP)) & np.uint64(last_word)
        life.history_1 = (life.history_1 << ONE) | (life.history_0 >> TOP)
        life.history_0 = (life.history_0 << ONE) | (ONE if self_supporting else np.uint64(0))
    life.was_on_clock = 1 if on_clock and not self_supporting else 0


@rule
def band_of(benefit_week: int, edge_1: int, edge_2: int, edge_3: int) -> int:
    """Return the refusion band of a benefit week: 0 off the clock, then 1 to 4 (act 994/2015 § 5(2))."""
    if benefit_week <= 0:
        return 0
    if benefit_week <= edge_1:
        return 1
    if benefit_week <= edge_2:
        return 2
    return 3 if benefit_week <= edge_3 else 4


def last_word_mask(window_weeks: int) -> int:
    """Return the mask of the third history word for a window of so many weeks."""
    return (1 << (window_weeks - (WORDS - 1) * WORD_BITS)) - 1


def benefit_week_numbers(
    on_clock: ArrayLike, self_supporting: ArrayLike, regime: str = "pre_2025H2"
) -> NDArray[np.int64]:
    """Return the numbers of one person's benefit weeks over consecutive weeks.

    Parameters
    ----------
    on_clock : array_like of bool, shape (weeks,)
        Weeks with a benefit covered by the act.
    self_supporting : array_like of bool, shape (weeks,)
        Weeks of self-support.
    regime : str
        Which rules say how many weeks of self-support restart the count, within which window.

    Returns
    -------
    ndarray of int64, shape (weeks,)
        1, 2, … in weeks on the clock, 0 otherwise.

    Raises
    ------
    ValueError
        If the two arrays are not one-dimensional and equally long.

    Notes
    -----
    Act no. 994 of 2015, § 5(2) and § 6.  The window of 156 weeks is the three years of § 6.
    """
    clock = np.asarray(on_clock, dtype=bool)
    supporting = np.asarray(self_supporting, dtype=bool)
    if clock.ndim != 1 or clock.shape != supporting.shape:
        message = f"two equally long one-dimensional arrays are needed, not {clock.shape} and {supporting.shape}"
        raise ValueError(message)
    rules = load_regime(regime)
    numbers = np.zeros(len(clock), dtype=np.int64)
    mask = last_word_mask(rules.window_weeks)
    number_weeks(np.zeros(1, dtype=LIFE), clock, supporting, rules.restart_weeks, mask, numbers)
    return numbers


@kernel
def number_weeks(life, on_clock, self_supporting, restart_weeks, last_word, numbers):  # noqa: ANN001, ANN201
    """Let one clock tick through many weeks; `numbers` receives the benefit weeks."""
    for week in range(on_clock.shape[0]):
        tick(life[0], on_clock[week], self_supporting[week], restart_weeks, last_word)
        numbers[week] = life[0].benefit_week
