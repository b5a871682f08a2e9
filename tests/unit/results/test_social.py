"""Society's view of one balanced job week and one programme hour, by hand."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ungespor.results.bookings import change_of
from ungespor.results.social import describe_social


def number(value, low=None, high=None):
    return SimpleNamespace(central=value, low=low, high=high, source="s", confidence="low")


SOCIAL = SimpleNamespace(net_tax_factor=number(1.25, 1.0, 1.5), tax_distortion=number(0.1, 0, 0.2))


@pytest.fixture
def change(views_toolbox):
    line = views_toolbox.line
    nothing = (0, 0, 0)
    return change_of(
        views_toolbox.ledger(
            # With the effort somebody earns 500, taxed by 100, instead of a benefit of 200.
            (line("kommune", "benefits"), (200, 0, 0), nothing),
            (line("borger", "benefits"), (-200, 0, 0), nothing),
            (line("arbejdsgiver", "wages"), nothing, (500, 0, 0)),
            (line("borger", "wages"), nothing, (-500, 0, 0)),
            (line("arbejdsgiver", "production", "production"), nothing, (-500, 0, 0)),
            (line("kommune", "tax"), nothing, (-100, 0, 0)),
            (line("borger", "tax"), nothing, (100, 0, 0)),
            # The programme costs 80 and a psychologist 60, of which the client pays 24.
            (line("fond", "programme", "resource"), nothing, (80, 0, 0)),
            (line("region", "primary_care", "resource"), nothing, (36, 0, 0)),
            (line("borger", "primary_care", "resource"), nothing, (24, 0, 0)),
            # Another way of financing and the return of indirect taxes are no part of it.
            (line("kommune", "programme", "resource", view="financing:x"), nothing, (80, 0, 0)),
            (line("stat", "indirect_tax", view="indirect_tax"), nothing, (-70, 0, 0)),
        )
    )


def test_every_term(change):
    found = describe_social(change, 2.0, 0.035, SOCIAL)
    terms = {name: term["mean"] for name, term in found["terms"].items()}
    # Two participants. Public: 200 + 100 − 36 = 264, a tenth of which is less distortion.
    assert terms == pytest.approx(
        {
            "transfers": 0,
            "services": -58,
            "own_payments": -12,
            "work": 250,
            "net_tax": 0.25 * (250 - 58),
            "distortion": 0.1 * 132,
        }
    )
    assert terms["transfers"] == 0
    assert found["net_dkk_per_participant"]["mean"] == pytest.approx(sum(terms.values()))


def test_the_range_spans_both_numbers(change):
    found = describe_social(change, 2.0, 0.035, SOCIAL)
    assert found["range"] == pytest.approx({"low": 180, "high": 180 + 0.5 * 192 + 0.2 * 132})


def test_later_years_are_discounted(views_toolbox):
    late = views_toolbox.ledger((views_toolbox.line("region", "psychiatry", "resource"), (0, 0, 125), (0, 0, 0)))
    found = describe_social(change_of(late), 1.0, 0.25, SOCIAL)
    assert found["terms"]["services"]["mean"] == 100
