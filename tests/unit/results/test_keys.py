"""Three payers whose keys and transfers are worked out by hand, in øre."""

from __future__ import annotations

import pytest

from ungespor.results.keys import by_break_even, by_proportion, by_shapley, smallest_transfers, split

# The region pays 100 and saves 40; the municipality saves 30 and the state 90 without paying.
GROSS = {"region": 40, "kommune": 30, "stat": 90}
NET = {"region": -60, "kommune": 30, "stat": 90}


def test_a_split_is_whole_and_complete():
    assert split(100, {"a": 1, "b": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    assert split(-100, {"a": 1, "b": 1, "c": 1}) == {"a": -33, "b": -33, "c": -34}
    assert split(0, {"a": 2, "b": 1}) == {"a": 0, "b": 0}
    assert split(10, {"a": 1, "b": 2}) == {"a": 3, "b": 7}  # 3.3 and 6.7


def test_by_proportion_each_pays_after_what_it_saves():
    # 100 shared as 40 : 30 : 90 is 25, 18.75 and 56.25; in hundredths it comes out even.
    gross = {payer: 100 * amount for payer, amount in GROSS.items()}
    assert by_proportion(gross, 10_000) == {"region": 1500, "kommune": 1125, "stat": 3375}


def test_by_proportion_who_loses_gross_pays_nothing():
    assert by_proportion({"kommune": 50, "stat": -20}, 40) == {"kommune": 10, "stat": -20}


def test_by_proportion_all_pay_alike_when_nobody_saves():
    assert by_proportion({"kommune": 0, "stat": -20}, 40) == {"kommune": -20, "stat": -40}


def test_by_break_even_the_loser_comes_to_nought():
    # 60 in all, shared 30 : 90 by those who gain.
    assert by_break_even(NET) == {"region": 0, "kommune": 15, "stat": 45}


def test_by_break_even_in_a_loss_the_gainers_give_all_up():
    assert by_break_even({"region": -60, "kommune": 20, "stat": -20}) == {"region": -45, "kommune": 0, "stat": -15}


def test_by_break_even_nothing_to_share():
    assert by_break_even({"region": 0, "kommune": 0}) == {"region": 0, "kommune": 0}


def test_shapley_over_all_six_orders():
    # Worth: region 0 (it would lose 60), region and municipality 0, region and state 30, all 60.
    # r k s: 0 0 60   r s k: 0 30(s) 30(k)   k r s: 0 0 60   k s r: 60(r)   s r k: 30(r) 30(k)   s k r: 60(r)
    assert by_shapley(NET, ["region"]) == {"region": 25, "kommune": 10, "stat": 25}


def test_shapley_who_has_no_part_gets_nothing():
    assert by_shapley(NET | {"fond": 0}, ["region"]) == {"region": 25, "kommune": 10, "stat": 25, "fond": 0}


def test_shapley_who_must_agree_shares_although_it_gains_nothing_itself():
    assert by_shapley({"region": 0, "stat": 80}, ["region"]) == {"region": 40, "stat": 40}


def test_shapley_has_nothing_to_share_in_a_loss():
    assert by_shapley({"region": -60, "stat": 50}, ["region"]) is None


def test_the_smallest_transfers_just_make_good_the_loss():
    needs = {payer: -amount for payer, amount in NET.items()}
    assert smallest_transfers(needs) == {("kommune", "region"): 15, ("stat", "region"): 45}


def test_transfers_to_two_losers():
    given = smallest_transfers({"region": 30, "fond": 10, "kommune": -20, "stat": -60})
    assert given == {
        ("kommune", "region"): 8,
        ("stat", "region"): 22,
        ("kommune", "fond"): 2,
        ("stat", "fond"): 8,
    }


@pytest.mark.parametrize(
    ("needs", "wanted"),
    [({"a": -3, "b": 0}, {}), ({"a": 5, "b": -4}, None), ({"a": 5, "b": -5}, {("b", "a"): 5})],
)
def test_no_transfers_are_needed_or_just_enough_or_none_are(needs, wanted):
    assert smallest_transfers(needs) == wanted
