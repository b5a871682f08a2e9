"""Chance: every draw is named by who, when and what for, and depends on nothing else.

A draw is a hash of (seed, draw, replication, person) and of (week, purpose).  There is no
stream, no order and no state.  The same person therefore meets the same luck in both arms,
and adding people, rules or threads changes nobody else.

The hash is that of :mod:`ungespor.base.hashing`; normal draws are made of it in :mod:`ungespor.base.normals`.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from ungespor.base.hashing import GOLDEN
from ungespor.base.jit import rule
from ungespor.base.normals import mix, normal_of, share_of

OFFER_SALT: Final = np.uint64(0xD1B54A32D192ED03)

PURPOSES: Final = 96
"""Room for purposes in one week; a purpose at or above it would run into the next week."""
WEEK_ORIGIN: Final = 256
"""Added to the week so that weeks before week 0 are numbered from 0 upwards."""
TRAIT_WEEK: Final = -256
"""The week under which lasting traits are drawn."""

# What a draw is for. A new rule takes a new number and disturbs nobody.
# Lasting traits (drawn under TRAIT_WEEK) ...
START_WEEK: Final = 0
SEX: Final = 1
AGE_BAND: Final = 2
AGE_WITHIN: Final = 3
MUNICIPALITY: Final = 4
FEEDER: Final = 5
STATE: Final = 6
ELAPSED: Final = 7
CLOCK_BAND: Final = 8
CLOCK_WEEKS: Final = 9
CLOCK_GAP: Final = 10
QUALIFIED: Final = 11
LOW_GRADES: Final = 12
READINESS: Final = 13
LIVING: Final = 14
PROVIDER: Final = 15
SYMPTOM: Final = 16
ENTRY_WHO5: Final = 17
SET_POINT: Final = 18
FOOTHOLD: Final = 19
RELAPSE: Final = 20
PAST_CONTACT: Final = 21
PAST_CONTACT_WEEK: Final = 22
FIRST_HOURS: Final = 23
FIRST_KIND: Final = 24
# ... and, under the offer's own key, the funnel.
FUNNEL_ASSESSED: Final = 25
FUNNEL_OUTCOME: Final = 26
FUNNEL_ACCEPTS: Final = 27
QUEUE_TIE: Final = 28
COURSE_LENGTH: Final = 29
ORIGIN: Final = 61
COURSE_INTENSITY: Final = 62
PLACEMENT: Final = 63
# Drawn every week.
MOVE_TIME: Final = 30  # ... 37, one for each candidate move within the week
MOVE_MARK: Final = 38  # ... 45
HOURS: Final = 46
HOURS_STEP: Final = 47
KIND: Final = 48
MOVING_AWAY: Final = 49
WHO5_SHOCK: Final = 50
WHO5_BACKWARD: Final = 51
GP_CONTACT: Final = 52
PSYCHOLOGIST_START: Final = 53
PSYCHOLOGIST_WAIT: Final = 54
OUTPATIENT_START: Final = 55
OUTPATIENT_WAIT: Final = 56
EMERGENCY: Final = 57
ADMISSION: Final = 58
STAY: Final = 59
HAND_OVER: Final = 60
# Under the offer's own key, every week.
ATTENDANCE: Final = 70
DROP_OUT: Final = 71
DISPLACED_ACTIVATION: Final = 72
GROUP_ATTENDANCE: Final = 74
ENTRY: Final = 75
# Under the key of a service of usual practice.
SERVICE: Final = 73
# Under the key of an offer in one municipality, every calendar week.
VACANCY: Final = 76
# Under the person's key: candidates for moves whose hazard an effect has raised.
RAISED_TIME: Final = 80  # ... 87
RAISED_MARK: Final = 88  # ... 95

CANDIDATES: Final = 8
"""Candidate moves that are looked at within one week."""


@rule
def chained(key: np.uint64, number: int) -> np.uint64:
    """Return a new key from a key and a number."""
    return mix((key ^ GOLDEN) + (np.uint64(number) + np.uint64(1)) * GOLDEN)


@rule
def world_key(seed: int, draw: int, replication: int) -> np.uint64:
    """Return the key of one world."""
    return chained(chained(mix(np.uint64(seed) + GOLDEN), draw), replication)


@rule
def offer_key(person_key: np.uint64, offer_code: np.uint64) -> np.uint64:
    """Return the key under which a person's dealings with one offer are drawn."""
    return mix(person_key ^ mix(offer_code + OFFER_SALT))


@rule
def bits_for(key: np.uint64, week: int, purpose: int) -> np.uint64:
    """Return the 64 random bits of a key for one week and purpose."""
    slot = np.uint64(week + WEEK_ORIGIN) * np.uint64(PURPOSES) + np.uint64(purpose)
    return mix(key + (slot + np.uint64(1)) * GOLDEN)


@rule
def uniform(key: np.uint64, week: int, purpose: int) -> float:
    """Return a uniform draw strictly between 0 and 1."""
    return share_of(bits_for(key, week, purpose))


@rule
def normal(key: np.uint64, week: int, purpose: int) -> float:
    """Return a standard normal draw."""
    return normal_of(bits_for(key, week, purpose))


@rule
def happens(probability_draw: float, hazard: float) -> bool:
    """Say whether an event of the given weekly hazard happens: p = 1 − exp(−h).

    The cheap test comes first: 1 − exp(−h) is never above h.
    """
    return probability_draw < hazard and probability_draw < -math.expm1(-hazard)
