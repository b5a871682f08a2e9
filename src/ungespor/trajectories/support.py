"""Moves between support states: competing weekly hazards, drawn by thinning.

Candidate moves come at a rate that no one's hazards can exceed and that is the same in both
arms; each candidate is then accepted or not by the person's true hazards.  A person and her
twin meet the same candidates, so they part only where their hazards differ; hazards that an
effect raises draw on a second stream of candidates.  The chance of leaving within a week is
exactly 1 − exp(−sum of hazards).
"""

from __future__ import annotations

import math

import numpy as np

from ungespor.base import randomness as chance
from ungespor.base.jit import rule
from ungespor.trajectories import codes
from ungespor.trajectories.enrolling import concerns
from ungespor.trajectories.mental_health import NEVER

COMMON, RAISED = np.int64(0), np.int64(1)
"""Streams of candidate moves; numpy's numbers, as numba compiles a rule anew for every plain constant it is given."""


@rule
def is_legal(target: int, age_weeks: int, qualified: int, g: np.void) -> bool:
    """Say whether the law lets a person of this age and education enter a state now.

    Uddannelseshjælp is for those under 30 without a qualifying education, kontanthjælp for
    everyone else (act on active social policy §§ 11 and 23, rules before July 2025); both, and
    other states that the regime names, only for those of age.
    """
    if age_weeks < g.adult_weeks and (g.adults_only >> target) & 1 == 1:
        return False
    if target == codes.EDUCATION_BENEFIT:
        return age_weeks < g.cash_weeks and qualified == 0
    if target == codes.CASH_BENEFIT:
        return age_weeks >= g.cash_weeks or qualified == 1
    return True


@rule
def band_ratio(move: np.void, weeks: int) -> float:
    """Return the duration ratio of a move after so many weeks in the state."""
    if weeks >= move.edge_3:
        return move.ratio_3
    if weeks >= move.edge_2:
        return move.ratio_2
    return move.ratio_1 if weeks >= move.edge_1 else 1.0


@rule
def strength(week: int, ended: int, full_weeks: int, half_life: float) -> float:
    """Return how much of an effect is left: all of it until `full_weeks` after END, then fading."""
    late = week - ended - full_weeks
    if late <= 0:
        return 1.0
    return math.exp2(-late / half_life) if half_life > 0.0 else 0.0


@rule
def effect_ratio(
    trait: np.void, move: int, week: int, enrolments: np.ndarray, effects: np.ndarray, acts: np.ndarray,
    given: np.ndarray, cap: float,
) -> float:  # fmt: skip
    """Return the combined hazard ratio of every effect on one move, within the cap.

    Parameters
    ----------
    effects : ndarray of EFFECT, shape (effects,)
    acts : ndarray of uint8, shape (effects, moves)
    given : ndarray of uint8, shape (offers,)
        Which offers exist in this arm.
    """
    total = 0.0
    for index in range(effects.shape[0]):
        if acts[index, move] == 0:
            continue
        effect = effects[index]
        enrolment = enrolments[effect.offer]
        if given[effect.offer] == 0 or not concerns(effect, trait):
            continue
        if enrolment.started > week:
            total += effect.log_ratio * enrolment.spill_over
        elif effect.only_after == 0 or enrolment.ended < week:
            left = strength(week, enrolment.ended, effect.full_weeks, effect.half_life)
            total += effect.later_log_ratio + (effect.log_ratio - effect.later_log_ratio) * left
    return min(math.exp(total), cap)


@rule
def personal(move: np.void, trait: np.void) -> float:
    """Return the lasting personal multiplier of a move."""
    if move.frailty == codes.FOOTHOLD_FRAILTY:
        return trait.foothold
    return trait.relapse if move.frailty == codes.RELAPSE_FRAILTY else 1.0


@rule
def spell_matches(move: np.void, life: np.void) -> bool:
    """Say whether a move concerns this kind of spell: any, the initial one, or later ones."""
    return move.spell == 0 or (move.spell == 1) == (life.initial_spell == 1)


@rule
def bound_of(trait: np.void, bounds: np.ndarray, state: int) -> float:
    """Return the rate of candidate moves: above any hazard this person has in the state without effects."""
    return bounds[state, 0] + bounds[state, 1] * trait.foothold + bounds[state, 2] * trait.relapse


@rule
def hazard_of(trait: np.void, life: np.void, move: np.void, calendar: int, seasons: np.ndarray, g: np.void) -> float:
    """Return the weekly hazard of one move for this person now, without effects; 0 if it is not open to her."""
    if not spell_matches(move, life) or not is_legal(move.to, calendar - trait.birth_week, life.qualified, g):
        return 0.0
    return move.hazard * personal(move, trait) * band_ratio(move, life.spell_weeks) * seasons[move.season, calendar]


@rule
def reach(week: int, state: int, enrolments: np.ndarray, given: np.ndarray, most: np.ndarray) -> tuple[bool, float]:
    """Say whether any effect may act on the person's moves, and the most it may multiply one from her state by.

    Only the courses that she has begun, or is near, count: what else a scenario offers is nothing to her.

    Parameters
    ----------
    most : ndarray of float64, shape (offers, states)
    """
    treated, ratio = False, 1.0
    for offer in range(given.shape[0]):
        if given[offer] == 1 and (enrolments[offer].started <= week or enrolments[offer].spill_over > 0.0):
            treated = True
            ratio *= most[offer, state]
    return treated, ratio


@rule
def first_accepted(
    trait: np.void, life: np.void, first_draw: float, stream: np.int64, scale: float,
    enrolments: np.ndarray, week: int, calendar: int, bound: float, treated: bool, g: np.void,
    moves: np.ndarray, first: int, last: int, seasons: np.ndarray,
    effects: np.ndarray, acts: np.ndarray, given: np.ndarray,
) -> tuple[float, int]:  # fmt: skip
    """Return time and index of the first candidate accepted this week, or (2, −1).

    Parameters
    ----------
    first_draw : float
        The draw behind the time of the first candidate.
    stream : int
        `COMMON` to all, or `RAISED`: the one that only hazards raised by an effect use.
    scale : float
        Rate of this stream in that of the common one: 1, or the most that effects add.
    bound : float
        Rate of the common stream.
    treated : bool
        Whether any effect may act on the person.
    moves : ndarray of TRANSITION, shape (moves,)
        Of which `first` to `last` − 1 leave the present state.
    seasons : ndarray of float64, shape (seasons, calendar weeks)
    effects, acts, given
        As in `effect_ratio`.
    """
    times, marks = (
        (chance.MOVE_TIME, chance.MOVE_MARK) if stream == COMMON else (chance.RAISED_TIME, chance.RAISED_MARK)
    )
    time = 0.0
    for candidate in range(chance.CANDIDATES):
        share = first_draw if candidate == 0 else chance.uniform(trait.key, week, times + candidate)
        # The cheap test first: −log(1 − x) is never below x.  Nearly all weeks stop here.
        if share >= bound * scale * (1.0 - time):
            break
        time -= math.log1p(-share) / (bound * scale)
        if time > 1.0:
            break
        mark = chance.uniform(trait.key, week, marks + candidate) * bound
        for index in range(first, last):
            move = moves[index]
            width = move.bound * personal(move, trait)
            if mark >= width:
                mark -= width
                continue
            hazard = hazard_of(trait, life, move, calendar, seasons, g)
            if treated and hazard > 0.0:
                ratio = effect_ratio(trait, index, week, enrolments, effects, acts, given, g.effect_cap)
                hazard *= min(ratio, 1.0) if stream == COMMON else max(ratio - 1.0, 0.0) / scale
            if mark < hazard:
                return time, index
            break
    return 2.0, -1


@rule
def next_move(
    trait: np.void, life: np.void, luck: np.void, enrolments: np.ndarray, week: int, calendar: int, bound: float,
    g: np.void, moves: np.ndarray, first: int, last: int, seasons: np.ndarray,
    effects: np.ndarray, acts: np.ndarray, given: np.ndarray, most: np.ndarray,
) -> int:  # fmt: skip
    """Return the index of the move made this week, or −1.

    Two streams of candidates: the common one, which every arm meets and which alone moves
    people without an effect, and a second one that only hazards raised by an effect use.
    What offers a scenario has can therefore never change a life that they do not reach.
    """
    treated, ratio = reach(week, life.state, enrolments, given, most)
    time, index = first_accepted(
        trait, life, luck.move, COMMON, 1.0, enrolments, week, calendar, bound,
        treated, g, moves, first, last, seasons, effects, acts, given,
    )  # fmt: skip
    added = min(ratio, g.effect_cap) - 1.0
    if added <= 0.0:
        return index
    first_raised = chance.uniform(trait.key, week, chance.RAISED_TIME)
    extra_time, extra_index = first_accepted(
        trait, life, first_raised, RAISED, added, enrolments, week, calendar, bound,
        treated, g, moves, first, last, seasons, effects, acts, given,
    )  # fmt: skip
    return extra_index if extra_time < time else index


@rule
def enter(trait: np.void, life: np.void, target: int, week: int, g: np.void, kinds: np.ndarray) -> None:
    """Begin a new spell in a state, with hours for a job and a kind for an education."""
    life.from_job = 1 if life.state == codes.JOB else 0
    life.state = target
    life.spell_weeks = 0
    life.state_weeks = 0
    life.initial_spell = 0
    life.education_weeks = NEVER
    if target in (codes.JOB, codes.FLEX_JOB):
        life.hours = hours_class(chance.uniform(trait.key, week, chance.HOURS), g)
    if target == codes.EDUCATION:
        life.kind = education_kind(chance.uniform(trait.key, week, chance.KIND), kinds)
        life.education_weeks = 0


@rule
def hours_class(share: float, g: np.void) -> int:
    """Return few, part or full hours for a new job."""
    if share < g.hours_few:
        return 0
    return 1 if share < g.hours_few + g.hours_part else 2


@rule
def education_kind(share: float, kinds: np.ndarray) -> int:
    """Return the kind of a new education from cumulated shares."""
    for kind in range(kinds.shape[0] - 1):
        if share < kinds[kind]:
            return kind
    return kinds.shape[0] - 1


@rule
def make_move(trait: np.void, life: np.void, move: np.void, week: int, g: np.void, kinds: np.ndarray) -> None:
    """Leave the state by a move; a completed vocational or higher education qualifies."""
    if move.completes == 1 and life.kind not in (codes.UPPER_SECONDARY, codes.STU):
        life.qualified = 1
    enter(trait, life, move.to, week, g, kinds)


@rule
def stay(trait: np.void, life: np.void, week: int, g: np.void) -> None:
    """Stay another week in the state; hours of a job may rise."""
    life.spell_weeks += 1
    life.state_weeks += 1
    if life.education_weeks < NEVER:
        life.education_weeks += 1
    if life.state == codes.JOB and life.hours < len(codes.HOURS_NAMES) - 1:
        if chance.happens(chance.uniform(trait.key, week, chance.HOURS_STEP), g.hours_step_up):
            life.hours += 1


@rule
def birthdays(trait: np.void, life: np.void, week: int, calendar: int, g: np.void, kinds: np.ndarray) -> None:
    """Obey the thirtieth birthday, which turns uddannelseshjælp into kontanthjælp."""
    if life.state == codes.EDUCATION_BENEFIT and calendar - trait.birth_week >= g.cash_weeks:
        enter(trait, life, codes.CASH_BENEFIT, week, g, kinds)


@rule
def moving_week(life: np.void, luck: np.void, g: np.void) -> None:
    """Let one person move to another municipality; more often just after an education has begun."""
    hazard = g.moving
    if life.education_weeks < g.moving_weeks:
        hazard *= g.moving_ratio
    if life.moved == 0 and chance.happens(luck.moving, hazard):
        life.moved = 1
