"""Drawing the people of a world, before anyone has lived a week."""

from __future__ import annotations

from ungespor.base import randomness as chance
from ungespor.base.jit import kernel, rule
from ungespor.trajectories import codes
from ungespor.trajectories.measuring import PARTICIPANTS, in_hundredths, note_panel
from ungespor.trajectories.mental_health import NEVER, before_week_0
from ungespor.trajectories.population import (
    begin_life,
    draw_background,
    draw_contact,
    draw_enrolment,
    draw_history,
    draw_mind,
    draw_state,
    history_state,
)


@kernel
def draw_people(w, p, draw, seed, draw_number, replication):  # noqa: ANN001, ANN201
    """Draw every person of a world, and the weeks before the first simulated one."""
    key = chance.world_key(seed, draw_number, replication)
    g = p.globals_[draw]
    for person in range(w.traits.shape[0]):
        trait = w.traits[person]
        trait.key = chance.chained(key, person)
        draw_background(trait, p.feeder_shares, g)
        draw_state(trait, p.feeder_states, p.status, p.kinds, g)
        status = p.status[trait.state]
        draw_history(trait, status, p.weeks_in_state[trait.state], p.feeder_bands, g)
        draw_contact(trait, g)
        assessed = draw_funnels(trait, w.enrolments[person], p.offers[draw], p.offer_codes, p.measured_offer)
        trait.inseparable = 1 if never_parts(w.enrolments[person], p.offers[draw], p.arm_services) else 0
        draw_mind(trait, assessed, g)
        w.totals[PARTICIPANTS] += trait.participant
        w.parted[person] = NEVER
        w.state_parted[person] = 0
        for arm in range(w.lives.shape[1]):
            begin_life(trait, w.lives[person, arm], status)
            if trait.participant == 1:
                note_history(trait, w.weekly_states[arm], w.weekly_who5[arm], status, g)
            if w.panel.shape[0] > 0:
                note_panel_history(trait, w.panel[person, arm], status, g)


@rule
def draw_funnels(trait, enrolments, offers, offer_codes, measured):  # noqa: ANN001, ANN201
    """Draw the way through every offer's funnel; return whether the measured offer assesses the person."""
    assessed = False
    trait.participant = 0
    age_weeks = trait.start_week - trait.birth_week
    for offer in range(offers.shape[0]):
        key = chance.offer_key(trait.key, offer_codes[offer])
        for arm in range(enrolments.shape[0]):
            draw_enrolment(enrolments[arm, offer], key, offers[offer], age_weeks)
        if offer == measured:
            outcome = enrolments[0, offer].outcome
            assessed = outcome != codes.FUNNEL_SCREENED_ONLY
            trait.participant = 1 if outcome == codes.FUNNEL_OFFERED else 0
    return assessed


@rule
def never_parts(enrolments, offers, arm_services):  # noqa: ANN001, ANN201
    """Say whether a person's lives cannot differ after week 0: no offer will reach her in any arm.

    Such people are lived once and counted in every arm.
    """
    for service in range(arm_services.shape[1]):
        for arm in range(1, arm_services.shape[0]):
            if arm_services[arm, service] != arm_services[0, service]:
                return False
    for offer in range(offers.shape[0]):
        outcome = enrolments[0, offer].outcome
        treated = outcome == codes.FUNNEL_OFFERED and enrolments[0, offer].accepts == 1
        if treated or (outcome == codes.FUNNEL_BURDENED and offers[offer].referral_ratio != 1.0):
            return False
    return True


@rule
def note_history(trait, weekly_states, weekly_who5, status, g):  # noqa: ANN001, ANN201
    """Write a participant's drawn weeks before the first simulated one to the weekly table."""
    for week in range(codes.FIRST_WEEK, codes.OBSERVATION_START):
        state, _ = history_state(trait, week, status, g)
        weekly_states[week - codes.FIRST_WEEK, state] += 1
        weekly_who5[week - codes.FIRST_WEEK] += in_hundredths(before_week_0(trait, g, week))


@rule
def note_panel_history(trait, panel, status, g):  # noqa: ANN001, ANN201
    """Write a person's drawn weeks before the first simulated one to the panel."""
    for week in range(codes.FIRST_WEEK, codes.OBSERVATION_START):
        state, benefit_week = history_state(trait, week, status, g)
        note_panel(panel[week - codes.FIRST_WEEK], state, benefit_week, before_week_0(trait, g, week))
