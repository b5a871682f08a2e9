"""Statistics of where people are: states, contact, residence, and what an effort adds to weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.tables import STATES
from ungespor.evaluation.estimates import Estimate, ratio
from ungespor.evaluation.lives import ARMS, CONTACTS, Lives

if TYPE_CHECKING:
    from ungespor.scenario.statistic_arguments import (
        ByAge,
        ContactShare,
        MovedShare,
        ShareInStates,
        StartsByMonth,
        TwinWeeks,
    )

DAYS_IN_A_YEAR = 365.25


def share_in_states(lives: Lives, asked: ShareInStates) -> Estimate:
    """Share who are where `seen` says, among the people who were where `among` says."""
    base = lives.chosen(asked.people)
    if asked.among is not None:
        holds, there = lives.is_in(asked.among, asked.arm)
        base &= holds & there
    holds, there = lives.is_in(asked.seen, asked.arm)
    base &= there
    return ratio((holds & base).sum(axis=1), base.sum(axis=1))


def contact_share(lives: Lives, asked: ContactShare) -> Estimate:
    """Share with some contact with the health service between the start of the course and END."""
    base = lives.chosen(asked.people)
    kinds = [CONTACTS.index(kind) for kind in asked.kinds]
    contact = np.isin(lives.contact[:, :, ARMS.index(asked.arm)], kinds)
    met = (contact & lives.course(asked.people.offer)).any(axis=2)
    return ratio((met & base).sum(axis=1), base.sum(axis=1))


def moved_share(lives: Lives, asked: MovedShare) -> Estimate:
    """Share who live in another municipality than at the start."""
    moved, there = lives.at(lives.moved, lives.week_of(asked.at), asked.arm)
    base = lives.chosen(asked.people) & there
    return ratio((moved & base).sum(axis=1), base.sum(axis=1))


def by_age(lives: Lives, asked: ByAge) -> Estimate:
    """Share of the weeks lived at some ages that are spent in some states or with some contact."""
    arm = ARMS.index(asked.arm)
    weeks = np.arange(lives.state.shape[3]) + lives.first_week
    age = lives.age[:, :, None] + weeks * 7 / DAYS_IN_A_YEAR
    # Contact is not known before the first simulated week; week 0 is the same for everybody.
    at_age = (age >= asked.youngest) & (age < asked.below) & (weeks >= 0)
    spent = np.isin(lives.state[:, :, arm], [STATES.index(state) for state in asked.states])
    spent |= np.isin(lives.contact[:, :, arm], [CONTACTS.index(kind) for kind in asked.contacts])
    return ratio((spent & at_age).sum(axis=(1, 2)), at_age.sum(axis=(1, 2)))


def twin_weeks(lives: Lives, asked: TwinWeeks) -> Estimate:
    """Weeks in some states that the intervention adds, mean over people, from week 0 on."""
    base = lives.chosen(asked.people)
    first = -lives.first_week
    spent = np.isin(lives.state[..., first : first + asked.weeks], [STATES.index(state) for state in asked.states])
    added = spent[:, :, 1].sum(axis=2) - spent[:, :, 0].sum(axis=2)
    return ratio((added * base).sum(axis=1), base.sum(axis=1))


def starts_by_month(lives: Lives, asked: StartsByMonth) -> Estimate:
    """Share of the moves into some states, from week 0 on, that fall in some months of the year."""
    base = lives.chosen(asked.people)
    within = np.isin(lives.state[:, :, ARMS.index(asked.arm)], [STATES.index(state) for state in asked.states])
    begun = within[..., 1:] & ~within[..., :-1]
    weeks = np.arange(1, lives.state.shape[3]) + lives.first_week
    begun &= (weeks > 0) & base[:, :, None]
    days = ((lives.start[:, :, None] + weeks) * 7).astype("datetime64[D]")
    month = days.astype("datetime64[M]").astype(np.int64) % 12 + 1
    return ratio((begun & np.isin(month, asked.months)).sum(axis=(1, 2)), begun.sum(axis=(1, 2)))
