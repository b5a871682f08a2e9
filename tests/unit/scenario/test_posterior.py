"""Do quantities of one posterior take the same row in the same draw, and only from their own column?"""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.scenario import posterior as module
from ungespor.scenario.draws import draw_quantity
from ungespor.scenario.quantity import Quantity

DRAWS = np.arange(3000)
ROWS = 40


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Write a posterior whose second column is the square of its first."""
    (tmp_path / "baseline").mkdir()
    lines = ["baseline.a,baseline.b", *(f"{row},{row * row}" for row in range(1, ROWS + 1))]
    (tmp_path / "baseline" / "known.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.setattr(module, "scenarios_folder", lambda: tmp_path)
    return tmp_path


def quantity(**more):
    return Quantity(value=3, unit="ratio", source="assumption", low=1, high=9, **more)


def test_rows_are_drawn_whole_and_all_alike_often(table):
    one, two = (draw_quantity(name, quantity(posterior="known"), DRAWS, 7) for name in ("baseline.a", "baseline.b"))
    assert np.array_equal(two, one**2)
    counts = np.bincount(one.astype(int), minlength=ROWS + 1)[1:]
    expected = len(DRAWS) / ROWS
    assert np.all(np.abs(counts - expected) < 4 * np.sqrt(expected * (1 - 1 / ROWS)))


def test_a_draw_depends_on_its_seed_and_its_number_alone(table):
    joint = quantity(posterior="known")
    values = draw_quantity("baseline.a", joint, DRAWS, 7)
    assert np.array_equal(values[5:9], draw_quantity("baseline.a", joint, DRAWS[5:9], 7))
    assert (values != draw_quantity("baseline.a", joint, DRAWS, 8)).mean() > 0.9


def test_without_a_posterior_the_value_stays(table):
    assert draw_quantity("baseline.a", quantity(), DRAWS[:3], 7).tolist() == [3, 3, 3]


def test_a_posterior_needs_a_value_and_a_range():
    with pytest.raises(ValueError, match="'posterior' needs 'value', 'low' and 'high' beside it"):
        Quantity(value=3, unit="ratio", source="x", posterior="known")
    with pytest.raises(ValueError, match="'posterior' needs 'value'"):
        Quantity(distribution="uniform", unit="ratio", source="x", low=1, high=2, posterior="known")
