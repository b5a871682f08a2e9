"""Drawing the people of a world, before anyone has lived a week."""

from __future__ import annotations

from ungespor.base import randomness as chance
from ungespor.base.jit import kernel, rule
from ungespor.trajectories import codes
from ungespor.trajectories.enrolling import draw_enrolment
from ungespor.trajectories.measuring import PARTICIPANTS, in_hundredths, note_panel
from ungespor.trajectories.mental_health import NEVER, clipped, week_earlier
from ungespor.trajectories.population import (
    begin_life,
    draw_background,
    draw_contact,
    draw_history,
    draw_mind,
    draw_state,
    history_state,
)
from ungespor.trajectories.queueing import open_staff_time


@kernel
def draw_people(w, p, draw, seed, draw_number, replication):  # noqa: ANN001, ANN201
    """Draw every person of a world, and the weeks before the first simulated one."""
    key = chance.world_key(seed, draw_number, replication)
    g = p.globals_[draw]
    draw_staff(w.open_minutes, p.offers[draw], p.offer_codes, key)
    for person in range(w.traits.shape[0]):
        trait = w.traits[person]
        trait.key = chance.chained(key, person)
        draw_background(trait, p.feeder_shares, g)
        draw_state(trait, p.feeder_states, p.kinds, g)
        status = p.status[trait.state]
        draw_history(trait, status, p.weeks_in_state[trait.state], p.feeder_bands, g)
        draw_contact(trait, g)
        assessed = draw_funnels(trait, w.enrolments[person], p.offers[draw], p.offer_codes, p.measured_offer)
        trait.inseparable = 1 if never_parts(w.enrolments[person], p.offers[draw], p.services_in) else 0
        draw_mind(trait, assessed, g)
        w.totals[PARTICIPANTS] += trait.participant
        w.lived_to[person] = trait.start_week + codes.OBSERVATION_START
        w.parted[person] = NEVER
        w.state_parted[person] = 0
        for arm in range(w.lives.shape[1]):
            begin_life(trait, w.lives[person, arm], status)
        note_history(w, person, status, g)


@rule
def draw_staff(open_minutes, offers, offer_codes, world):  # noqa: ANN001, ANN201
    """Draw when staff is there, in every municipality; the same in every arm."""
    for offer in range(offers.shape[0]):
        for place in range(open_minutes.shape[1]):
            key = chance.offer_key(chance.chained(world, -1 - place), offer_codes[offer])
            open_staff_time(open_minutes[offer, place], offers[offer], key)


@rule
def draw_funnels(trait, enrolments, offers, offer_codes, measured):  # noqa: ANN001, ANN201
    """Draw the way through every offer's funnel; return whether the measured offer assesses the person at week 0."""
    assessed = False
    trait.participant = 0
    for offer in range(offers.shape[0]):
        key = chance.offer_key(trait.key, offer_codes[offer])
        for arm in range(enrolments.shape[0]):
            draw_enrolment(enrolments[arm, offer], key, offers[offer], trait)
        if offer == measured and offers[offer].opens_later == 1:
            # Who will meet it is a matter of the life to come: everybody is followed.
            trait.participant = 1
        elif offer == measured:
            outcome = enrolments[0, offer].outcome
            assessed = outcome != codes.FUNNEL_SCREENED_ONLY
            trait.participant = 1 if outcome == codes.FUNNEL_OFFERED else 0
    return assessed


@rule
def never_parts(enrolments, offers, services_in):  # noqa: ANN001, ANN201
    """Say whether a person's lives cannot differ after week 0: no offer will reach her in any arm.

    Such people are lived once and counted in every arm.
    """
    for arm in range(1, services_in.shape[0]):
        for state in range(services_in.shape[1]):
            for place in range(services_in.shape[2]):
                if services_in[arm, state, place] != services_in[0, state, place]:
                    return False
    for offer in range(offers.shape[0]):
        if offers[offer].spill_over > 0.0:
            return False
        if offers[offer].follows >= 0:
            continue  # only through another offer, which is looked at itself
        outcome = enrolments[0, offer].outcome
        treated = outcome == codes.FUNNEL_OFFERED and enrolments[0, offer].accepts == 1
        if treated or (outcome == codes.FUNNEL_BURDENED and offers[offer].referral_ratio != 1.0):
            return False
    return True


@rule
def note_history(w, person, status, g):  # noqa: ANN001, ANN201
    """Write a person's drawn weeks before the first simulated one, the same in every arm.

    Participants go to the weekly table, everyone to the panel where there is one.
    """
    trait = w.traits[person]
    wanted = w.panel.shape[0] > 0
    if trait.participant == 0 and not wanted:
        return
    transient = trait.entry_transient
    for week in range(-1, codes.FIRST_WEEK - 1, -1):
        transient = week_earlier(trait, g, week, transient)
        if week >= codes.OBSERVATION_START:
            continue
        state, benefit_week = history_state(trait, week, status, g)
        who5 = clipped(trait.set_point + transient, g.clipping)
        column = week - codes.FIRST_WEEK
        for arm in range(w.lives.shape[1]):
            if trait.participant == 1:
                w.weekly_states[arm, column, state] += 1
                w.weekly_who5[arm, column] += in_hundredths(who5)
            if wanted:
                note_panel(w.panel[person, arm, column], state, benefit_week, who5)
