"""Budget guarantee and equalisation by hand: a saving of 1,000 on benefits and 400 more in tax."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from ungespor.ledger.view_tables import load_view_tables
from ungespor.results.net import net_of
from ungespor.results.overlays import coverage, describe_overlays, overlay_bases, overlay_ledger


def number(value, low=None, high=None):
    return SimpleNamespace(central=value, low=low, high=high)


RULES = SimpleNamespace(
    municipalities=number(100),
    own_share=number(0.02),
    some_municipalities=number(11),
    guarantee_pass_through=number(0.5, 0.5, 1),
    equalisation_level=number(0.75, 0.5, 0.75),
    guarantee_accounts=("benefits", "refusion"),
)
# Own share 2 %; ten average ones beside us are 10 % more; all are everything.
COVERAGE = {"only_us": 0.02, "some": 0.12, "all": 1.0}


@pytest.fixture(scope="module")
def made(views_toolbox):
    line = views_toolbox.line
    return views_toolbox.ledger(
        (line("kommune", "benefits"), (1500, 0, 0), (100, 0, 0)),
        (line("kommune", "refusion"), (-500, 0, 0), (-100, 0, 0)),
        (line("kommune", "tax", price_id="tax"), (0, 0, 0), (-400, 0, 0)),
        (line("andre_kommuner", "benefits"), (7, 0, 0), (0, 0, 0)),
        (line("kommune", "benefits", view="financing:other"), (9999, 0, 0), (0, 0, 0)),
    )


@pytest.mark.parametrize("scope", COVERAGE)
def test_who_does_the_same(scope):
    assert coverage(scope, RULES) == pytest.approx(COVERAGE[scope])


def test_no_more_than_the_whole_country_does_the_same():
    everybody = SimpleNamespace(**vars(RULES) | {"some_municipalities": number(100)})
    assert coverage("some", everybody) == 1.0  # and not our 2 % beside 99 others of 1 %


@pytest.mark.parametrize("scope", COVERAGE)
def test_each_payer_is_posted_its_part(made, scope):
    posted = overlay_ledger(made, overlay_bases(made, RULES), RULES, scope)
    guarantee = net_of(posted, 2, ("overlay:budget_guarantee",))
    equalisation = net_of(posted, 2, ("overlay:equalisation",))
    # Of 1,000 saved on benefits after refusion the block grant follows half: 500. We lose our share
    # of what all who do the same save; the others lose theirs of what we save.
    lost = 500 * COVERAGE[scope]
    assert guarantee.of("kommune").sum() == pytest.approx(-100 * lost)
    assert guarantee.of("andre_kommuner").sum() == pytest.approx(-100 * 490)
    assert guarantee.of("stat").sum() == pytest.approx(100 * (lost + 490))
    # Of 400 in tax 75 % is equalised, as far as others do not have it too.
    paid = 300 * (1 - COVERAGE[scope])
    assert equalisation.of("kommune").sum() == pytest.approx(-100 * paid)
    assert equalisation.of("andre_kommuner").sum() == pytest.approx(100 * paid)


def test_rounding_loses_no_ore(views_toolbox):
    made = views_toolbox.ledger((views_toolbox.line("kommune", "benefits"), (0, 0, 0), (0, 0, 0)))
    made.amount_ore[0, 0, :, 0] = [1, 3, 101]
    posted = overlay_ledger(made, overlay_bases(made, RULES), RULES, "some")
    # Of 101 øre the others lose 49.49 and we lose 6.06; the state takes the whole øre, 49 and 6.
    assert posted.amount_ore[0, 0, 2, :3].tolist() == [-6, -49, 55]
    assert not posted.amount_ore.sum(axis=-1).any()


def test_the_rows_are_transfers_in_views_of_their_own(made):
    posted = overlay_ledger(made, overlay_bases(made, RULES), RULES, "some")
    assert {row.kind for row in posted.lines} == {"transfer"}
    assert {row.view for row in posted.lines} == {"overlay:budget_guarantee", "overlay:equalisation"}
    assert not net_of(posted, 2).ore.any()


def test_the_waterfall_from_gross_to_kept(made):
    views = SimpleNamespace(overlays=RULES)
    described = describe_overlays(made, net_of(made, 2), 2.0, 0.0, views)
    found = described["all"]
    steps = {name: step["mean"] for name, step in found["steps"].items()}
    # Per participant, of whom there are two.
    assert steps == {
        "operating": 700,
        "refusion": -200,
        "tax": 200,
        "net": 700,
        "budget_guarantee": -250,
        "equalisation": 0,
        "kept": 450,
    }
    assert found["kept_range"] == pytest.approx({"low": 700 - 500, "high": 450})
    assert {scope: one["municipalities"] for scope, one in described.items()} == {"only_us": 1, "some": 11, "all": 100}


def test_the_range_of_a_lone_municipality_spans_the_recalled_numbers(made):
    rules = SimpleNamespace(**vars(RULES) | {"own_share": number(0.02, 0.0, 0.1)})
    found = describe_overlays(made, net_of(made, 2), 1.0, 0.0, SimpleNamespace(overlays=rules))["only_us"]
    ends = [
        1400 - passed * share * 1000 - level * (1 - share) * 400
        for passed in (0.5, 1)
        for level in (0.5, 0.75)
        for share in (0.0, 0.1)
    ]
    assert found["kept_range"] == pytest.approx({"low": min(ends), "high": max(ends)})


def test_present_values_are_those_of_the_default(made, views_toolbox):
    line = views_toolbox.line
    late = views_toolbox.ledger((line("kommune", "benefits"), (0, 0, 200), (0, 0, 0)))
    found = describe_overlays(late, net_of(late, 2), 1.0, 0.25, SimpleNamespace(overlays=RULES))["all"]["steps"]
    assert found["net"]["mean"] == 160  # 200 / 1.25
    assert found["budget_guarantee"]["mean"] == -80


def test_the_shipped_rules_are_recalled_and_say_so():
    rules = load_view_tables().overlays
    for recalled in (rules.guarantee_pass_through, rules.equalisation_level, rules.own_share):
        assert recalled.confidence == "low"
        assert np.ptp([recalled.low, recalled.high]) > 0
