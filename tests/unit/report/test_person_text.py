"""Are two lives shown side by side, and is the place where they part the right one?"""

from __future__ import annotations

import io

import pandas as pd
import pytest

from ungespor.report.person_text import print_person
from ungespor.report.terminal import make_console


def lives(*, parted=True):
    rows = []
    for arm in ("control", "intervention"):
        for week in range(-2, 10):
            treated = arm == "intervention" and parted
            state = "job" if treated and week >= 6 else "education_benefit"
            stage = "in_course" if treated and week >= 0 else "none"
            rows.append(
                {
                    "arm": arm,
                    "week": week,
                    "state": state,
                    "offer_stage": stage,
                    "psychiatric": "primary" if week == 3 else "none",
                    "who5": 40.2 + week,
                    "hours_class": "",
                    "resident": "home",
                    "readiness": "activity_ready",
                    "benefit_week": week + 3,
                }
            )
    return pd.DataFrame(rows)


def shown(frame, language="da"):
    text = io.StringIO()
    print_person(frame, 7, make_console(text), language)
    return text.getvalue()


def test_spells_of_both_lives_stand_side_by_side():
    lines = [" ".join(line.split()) for line in shown(lives()).splitlines()]
    assert "−2 til −1 Uddannelseshjælp 39 – Uddannelseshjælp 39" in lines
    assert "0 til 2 Uddannelseshjælp 41 i forløb Uddannelseshjælp 41" in lines
    assert "3 Uddannelseshjælp, læge/psykolog 43 i forløb Uddannelseshjælp, læge/psykolog 43" in lines
    assert "6 til 9 ◄ Uddannelseshjælp 48 i forløb Ordinært arbejde 48" in lines


def test_the_week_of_parting_is_told():
    assert "her skilles de to liv (uge 6)" in shown(lives())
    assert "here the two lives part (week 6)" in shown(lives(), "en")


def test_a_small_difference_counts_too():
    frame = lives(parted=False)
    frame.loc[(frame.arm == "intervention") & (frame.week == 5), "who5"] += 0.01
    assert "(uge 5)" in shown(frame)


@pytest.mark.parametrize(
    ("language", "words"), [("da", "De to liv er ens i alle uger."), ("en", "are the same in every")]
)
def test_equal_lives_are_called_equal(language, words):
    assert words in shown(lives(parted=False), language)
