"""The order of the week, as a list and as code: read this file to know the model.

Everyone lives the same calendar week before anyone begins the next.

1. **Arrive** - people who have reached their week 0 are screened; assessments end; those who
   accept join the waiting list; courses that ended last week pass to aftercare.
2. **Allocate** - each municipality's staff time is given out, first come first served.
3. **Live**, for each person and arm:
   a. stay in the support state or move (`support`), then perhaps to another municipality;
   b. take part in the offers (`offers`);
   c. feel better or worse (`mental_health`);
   d. meet the health service (`psychiatry`);
   e. receive the services of usual practice (`offers`);
   f. let the refusion clock tick (`refusion`);
   g. be counted (`counting`) and measured (`measuring`).

Steps 1 and 3 touch one person only, so their order among people does not matter; step 2 sees
the whole world and gives out whole minutes.  That is why any driver, in any order and with any
number of threads, produces the same lives to the last bit.  It is also why the batch kernel may
let those whose way through every offer is over live on alone to the end: their weeks touch
nobody, and a processor guesses right more often within one life than between many.
"""

from __future__ import annotations

import numpy as np

from ungespor.base import randomness as chance
from ungespor.base.jit import kernel, part, rule, stage
from ungespor.trajectories import codes
from ungespor.trajectories.counting import age_band, count_week
from ungespor.trajectories.enrolling import all_over, arrive, leave_course, opens_in, opens_now, reach_others
from ungespor.trajectories.measuring import (
    close_twins,
    close_waiting,
    compare_twins,
    in_hundredths,
    measure_week,
    note_panel_life,
)
from ungespor.trajectories.mental_health import NEVER, before_week_0, clipped, natural_week
from ungespor.trajectories.offers import offers_week, services_week
from ungespor.trajectories.psychiatry import effect_on_contact, hand_over_at_18, psychiatric_week
from ungespor.trajectories.queueing import (
    begin_course,
    close_week,
    group_minutes,
    leave_queue,
    minutes_needed,
    next_in_queue,
    there_is_room,
)
from ungespor.trajectories.refusion import tick
from ungespor.trajectories.support import birthdays, bound_of, make_move, moving_week, next_move, stay

ARRIVE, ALLOCATE, LIVE = 1, 2, 4
WHOLE_WEEK = ARRIVE | ALLOCATE | LIVE


@part
def arrive_rows(w, p, draw, calendar, first, last):  # noqa: ANN001, ANN201
    """Step 1 for the people in rows `first` to `last` − 1."""
    for person in range(first, last):
        if calendar < w.lived_to[person]:  # Nearly all weeks stop here.
            continue
        week = calendar - w.traits[person].start_week
        if week < 0 or all_over(w.enrolments[person], p.arm_offers, week):
            continue
        for arm in range(w.lives.shape[1]):
            arrive_person(w, p, draw, person, arm, week, calendar)


@rule
def arrive_person(w, p, draw, person, arm, week, calendar):  # noqa: ANN001, ANN201
    """Step 1 for one life: first what ended last week, then what begins."""
    trait = w.traits[person]
    place = trait.municipality
    enrolments = w.enrolments[person, arm]
    given = p.arm_offers[arm]
    for index in range(given.shape[0]):
        if given[index] == 1:
            leave_course(enrolments[index], p.offers[draw, index], week)
    for index in range(given.shape[0]):
        if given[index] == 0:
            continue
        offer = p.offers[draw, index]
        enrolment = enrolments[index]
        if offer.opens_later == 1 and enrolment.opened == NEVER and calendar < offer.closes:
            if opens_now(trait, w.lives[person, arm], enrolments, p.offers[draw], given, index, week, calendar):
                enrolment.opened = week
        arrive(enrolment, offer, week)
        leave_queue(trait, enrolment, offer, week, calendar)
        reach_others(enrolment, offer, week, calendar)
        w.load[arm, index, place] += minutes_needed(enrolment, offer)
        if enrolment.stage == codes.STAGE_WAITING:
            w.queue[arm, index, place] += 1
        elif enrolment.stage == codes.STAGE_IN_COURSE:
            w.members[arm, index, place] += 1


@part
def allocate(w, p, draw, calendar):  # noqa: ANN001, ANN201
    """Step 2: give out each municipality's free minutes to those who have waited longest."""
    g = p.globals_[draw]
    last_closed = calendar - g.horizon_weeks
    for arm in range(w.lives.shape[1]):
        for index in range(p.offers.shape[1]):
            if p.arm_offers[arm, index] == 0:
                continue
            offer = p.offers[draw, index]
            for place in range(w.load.shape[2]):
                there = w.open_minutes[index, place, calendar]
                free = there - w.load[arm, index, place]
                members = w.members[arm, index, place]
                waiting = w.queue[arm, index, place]
                enrolments = w.enrolments[:, arm, index]
                together = 0
                if offer.start_together == 1 and waiting > 0:
                    size = offer.group_minimum
                    together = size
                    needed = group_minutes(w.traits, enrolments, place, last_closed, min(size, waiting))
                    if waiting < size or (g.queue == 1 and not there_is_room(needed, free, there, members, offer)):
                        waiting = 0
                while waiting > 0 and (g.queue == 0 or together > 0 or members == 0 or free >= offer.least_minutes):
                    person = next_in_queue(w.traits, enrolments, place, last_closed, -1)
                    minutes = enrolments[person].minutes
                    if g.queue == 1 and together <= 0 and not there_is_room(minutes, free, there, members, offer):
                        break
                    begin_course(enrolments[person], calendar - w.traits[person].start_week)
                    free -= minutes
                    waiting -= 1
                    together -= 1
                    members += 1
                w.members[arm, index, place] = members
                close_week(w, offer, arm, index, place, calendar, free)


@stage
def live_rows(w, p, draw, calendar, last_calendar, first, last):  # noqa: ANN001, ANN201
    """Step 3 for the people in rows `first` to `last` − 1; who meets nobody any more lives on to `last_calendar`."""
    for person in range(first, last):
        if calendar < w.lived_to[person]:
            continue
        start = w.traits[person].start_week
        end = start + p.globals_[draw].horizon_weeks
        until = calendar + 1
        if calendar < start:
            until = min(start, last_calendar)
        elif all_over(w.enrolments[person], p.arm_offers, calendar - start):
            until = min(end, last_calendar)
        for now in range(calendar, until):
            live_person(w, p, draw, person, now - start, now)
        w.lived_to[person] = until if until < end else NEVER


@stage
def live_person(w, p, draw, person, week, calendar):  # noqa: ANN001, ANN201
    """Live one person's week in every arm, and measure it."""
    g = p.globals_[draw]
    trait = w.traits[person]
    lives = w.lives[person]
    draw_luck(trait.key, w.luck[person], week)
    # People whom no offer reaches live one life, counted in every arm; what an offer's funnel
    # counts about them belongs to its own arm.
    once = week > 0 and trait.inseparable == 1 and not opens_in(w.enrolments[person], week)
    for arm in range(1 if once else lives.shape[0]):
        live(w, p, person, arm, lives.shape[0] if once else arm, draw, week, calendar)
    if once:
        for arm in range(1, lives.shape[0]):
            lives[arm] = lives[0]
    for arm in range(lives.shape[0]):
        note_life(w, trait, person, arm, week)
    if week >= 0 and not once:
        compare_twins(lives, w.parted, w.parted_what, w.state_parted, person, week)
    if trait.participant == 1:
        ended = w.enrolments[person, lives.shape[0] - 1, p.measured_offer].ended
        measure_week(w.outcomes, w.observed, p.offset_at, p.status, lives, week, ended)
    if week == g.horizon_weeks - 1:
        close_waiting(w.waiting, w.enrolments[person])
        close_twins(w.totals, lives, trait.participant, w.parted[person], w.state_parted[person])


@rule
def draw_luck(key, luck, week):  # noqa: ANN001, ANN201
    """Make the draws that nearly everyone needs every week, once for all arms."""
    luck.move = chance.uniform(key, week, chance.MOVE_TIME)
    luck.moving = chance.uniform(key, week, chance.MOVING_AWAY)
    if week > 0:
        luck.shock = chance.normal(key, week, chance.WHO5_SHOCK)
    luck.gp_contact = chance.uniform(key, week, chance.GP_CONTACT)
    luck.psychologist_start = chance.uniform(key, week, chance.PSYCHOLOGIST_START)
    luck.outpatient_start = chance.uniform(key, week, chance.OUTPATIENT_START)
    luck.emergency = chance.uniform(key, week, chance.EMERGENCY)
    luck.admission = chance.uniform(key, week, chance.ADMISSION)


@stage
def live(w, p, person, arm, row, draw, week, calendar):  # noqa: ANN001, ANN201
    """Live one week of one life, counted in the given row of the counts."""
    g = p.globals_[draw]
    trait = w.traits[person]
    life = w.lives[person, arm]
    enrolments = w.enrolments[person, arm]
    if week > codes.OBSERVATION_START:
        bound = bound_of(trait, p.bounds[draw], life.state)
        move = next_move(
            trait, life, w.luck[person], enrolments, week, calendar, bound, g,
            p.transitions[draw], p.first_transition[life.state], p.first_transition[life.state + 1], p.seasons,
            p.effects[draw], p.effect_acts, p.arm_offers[arm], p.most_raised[draw],
        )  # fmt: skip
        if move >= 0:
            make_move(trait, life, p.transitions[draw, move], week, g, p.kinds)
        else:
            stay(trait, life, week, g)
        birthdays(trait, life, week, calendar, g, p.kinds)
        moving_week(life, w.luck[person], g)
    if week < 0:
        life.who5 = before_week_0(trait, g, week)
        clock_week(life, p.status, g)
    else:
        tally = w.quantity[row, p.periods[p.half_years[calendar], week // 52]]
        held = w.held[arm]
        live_after_start(p, trait, life, w.luck[person], enrolments, held, arm, draw, week, calendar, tally)


@rule
def note_life(w, trait, person, arm, week):  # noqa: ANN001, ANN201
    """Write one person's week to the weekly table and the panel."""
    life = w.lives[person, arm]
    if trait.participant == 1:
        w.weekly_states[arm, week - codes.FIRST_WEEK, life.state] += 1
        w.weekly_who5[arm, week - codes.FIRST_WEEK] += in_hundredths(life.who5)
    if w.panel.shape[0] > 0:
        note_panel_life(w.panel[person, arm, week - codes.FIRST_WEEK], life, w.enrolments[person, arm])


@rule
def live_after_start(p, trait, life, luck, enrolments, held, arm, draw, week, calendar, tally):  # noqa: ANN001, ANN201
    """Live what only happens from week 0 on: offers, well-being, health service, services, counting."""
    g = p.globals_[draw]
    age_weeks = calendar - trait.birth_week
    age = age_band(age_weeks, g)
    base = p.cell_base
    referral, displaced, activation = offers_week(
        life, enrolments, p.offers[draw], p.arm_offers[arm], held, trait.municipality, week, g.coordination, tally, base
    )
    effect_on_contact(life, enrolments, p.psychiatric_effects[draw], p.arm_offers[arm], week)
    natural = natural_week(trait, life, luck.shock, g, week)
    life.who5 = clipped(natural + life.points, g.clipping)
    hand_over_at_18(trait, life, week, age_weeks, g)
    psychiatric_week(trait, life, luck, week, natural, referral, displaced, age, g, tally, base)
    services_week(trait, life, p.services[draw], p.services_in[arm], week, activation, tally, base)
    clock_week(life, p.status, g)
    count_week(tally, base, p.cell_bands, trait, life, age, g)
    if life.state in (codes.JOB, codes.EDUCATION):
        life.good_weeks += 1


@rule
def clock_week(life, statuses, g):  # noqa: ANN001, ANN201
    """Decide what the week counts as, and let the refusion clock tick.

    An employer pays the first weeks of sickness of an employee, off the clock; from the
    reassessment on, sickness benefit is paid as jobafklaring (sickness benefit act §§ 24–27).
    """
    kind = life.state
    status = statuses[life.state]
    if life.state == codes.SICKNESS_BENEFIT:
        if life.from_job == 1 and life.state_weeks < g.employer_weeks:
            kind = codes.SICKNESS_EMPLOYER
            status = codes.NEUTRAL
        elif life.state_weeks >= g.reassessment_week:
            kind = codes.JOB_CLARIFICATION
    life.week_kind = kind
    tick(life, status == codes.CLOCK, status == codes.SELF_SUPPORTING, g.restart_weeks, g.last_word)


@kernel
def advance(w, p, draw, step, first_calendar, last_calendar, first, last):  # noqa: ANN001, ANN201
    """Take one step of the week, or all of them, through some calendar weeks.

    Both drivers come in here: the batch driver with `WHOLE_WEEK` and everyone, the Mesa driver
    with one step and one week at a time, for everyone or for the person in row `first`.
    """
    draw = np.uint64(draw)  # unsigned, as are the fields of the records that serve as indices
    for calendar in range(first_calendar, last_calendar):
        if step & ARRIVE:
            arrive_rows(w, p, draw, calendar, first, last)
        if step & ALLOCATE:
            allocate(w, p, draw, calendar)
        if step & LIVE:
            live_rows(w, p, draw, calendar, last_calendar, first, last)
