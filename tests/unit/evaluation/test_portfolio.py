"""Is what becomes of those who wait at 18 read off their lives correctly?"""

from __future__ import annotations

import io

import pandas as pd
import pytest

from ungespor.evaluation.portfolio import portfolio, waiting_at_18
from ungespor.report.portfolio_text import print_portfolio
from ungespor.report.terminal import NARROWEST, make_console

WEEK = 7 / 365.25


def life(person, before, after, *, arm="intervention", birthday=10, weeks=60):
    """Make one life that turns 18 in week `birthday`: what she is in before, and (from week, offer, stage) after."""
    rows = []
    for week in range(weeks):
        offer, stage = before if week < birthday else ("", "none")
        for start, later_offer, later_stage in after:
            if week >= start:
                offer, stage = later_offer, later_stage
        rows.append((0, person, arm, week, 18 + (week - birthday) * WEEK, offer, stage))
    return rows


def panel(*lives):
    columns = ["replication", "person", "arm", "week", "age", "offer", "offer_stage"]
    return pd.DataFrame([row for rows in lives for row in rows], columns=columns)


QUEUE = ("family", "waiting")


def test_each_fate_after_18_is_told_apart():
    found = waiting_at_18(
        panel(
            life(0, QUEUE, [(5, "family", "in_course")]),
            life(1, QUEUE, [(15, "family", "in_course"), (20, "", "none")]),
            life(2, QUEUE, [(20, "other", "waiting"), (25, "other", "in_course")]),
            life(3, QUEUE, [(10, "family", "waiting")]),
            life(4, QUEUE, []),
            life(5, QUEUE, [(50, "other", "in_course")]),
            life(6, ("family", "in_course"), []),
            life(7, QUEUE, [(15, "family", "in_course")], arm="control"),
            life(8, QUEUE, [], birthday=99),
        ),
        worlds=2,
        adult_age=18,
    )
    assert found == {
        "turned_18": 7 / 2,
        "waiting": 5 / 2,
        "began_there": 1 / 2,
        "began_elsewhere": 1 / 2,
        "still_waiting": 1 / 2,
        "without_offer": 2 / 2,
    }


def test_the_age_is_that_of_the_law():
    """The same life, and a law under which people come of age at 19."""
    lives = panel(life(0, QUEUE, [], weeks=100), life(1, ("family", "in_course"), [], weeks=60))
    assert waiting_at_18(lives, worlds=1, adult_age=18)["waiting"] == 1
    at_19 = waiting_at_18(lives, worlds=1, adult_age=19)
    assert (at_19["turned_18"], at_19["waiting"]) == (1, 0)


@pytest.fixture(scope="module")
def found():
    return portfolio("billund", people=40, replications=2, horizon_years=2)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "da",
            ["33 tilbud (lovgrundlag fra 2016)", "tæller 32 tilbud", "EGU", "fyldt", "SEL § 101", "Ventetid", "6,5"],
        ),
        ("en", ["33 offers (acts as of 2016)", "counts 32 offers", "EGU", "full", "SEL § 101", "Wait", "turned 18"]),
    ],
)
def test_the_overview_and_the_movements_are_printed(found, language, words):
    console = make_console(io.StringIO())
    print_portfolio(found, console, language)
    text = console.file.getvalue()
    assert max(len(line) for line in text.splitlines()) <= NARROWEST
    assert all("§" not in line.rstrip()[-1:] for line in text.splitlines()), "the sign stands with its number"
    text = " ".join(text.split())
    for part in words[:-1]:
        assert part in text


def test_the_overview_names_partners_and_every_offer_once(found):
    assert len({offer["name"] for offer in found["offers"]}) == found["listed"] == 33
    egu = next(offer for offer in found["offers"] if offer["name"] == "egu")
    assert "Code of Care" in egu["partners"]
    assert (egu["capacity"], egu["simulated"]) == ("full", "egu")


def test_the_simulated_offers_are_described_with_their_counts(found):
    offers = found["simulation"]["offers"]
    assert len(offers) == 10
    for offer in offers.values():
        assert offer["joined"] >= offer["started"] + offer["still_waiting"] >= 0
        assert offer["idle_share"] is None or 0 <= offer["idle_share"] <= 1
    assert offers["produktionsskole"]["idle_share"] is None, "its places have no limit"
