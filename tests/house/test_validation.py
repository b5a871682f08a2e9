"""Is the table of validation complete, no older than the scenarios, and is every failure explained?"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pytest

from ungespor.evaluation.validate import validate
from ungespor.scenario.facts import load_facts
from ungespor.scenario.load import load_scenario
from ungespor.scenario.targets import load_targets

PROJECT = Path(__file__).resolve().parents[2]
ANEW = "run: ungespor validate --json > docs/reference/validation.json"
REPEATED = ("mentor", "produktionsskole")
"""Programmes that are quick to simulate again, one with sums and one with a panel."""


@pytest.fixture(scope="module")
def kept():
    rows = json.loads((PROJECT / "docs" / "reference" / "validation.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in rows}


@pytest.fixture(scope="module")
def targets():
    return {target.id: target for target in load_targets() if target.role != "fit"}


def test_every_target_is_in_the_table_as_it_is_written(kept, targets):
    assert sorted(kept) == sorted(targets), ANEW
    for name, target in targets.items():
        row = kept[name]
        seen = target.value if target.role == "score" else target.bound
        tau = target.tau if target.role == "score" else None
        written = (target.programme, target.role, target.pattern, target.relation, seen, target.standard_error, tau)
        stored = [row[key] for key in ("programme", "role", "pattern", "relation", "observed", "se_observed", "tau")]
        assert stored == list(written), f"{name}; {ANEW}"


def test_the_table_is_no_older_than_the_scenarios(kept):
    hashes = {row["programme"]: row["scenario_sha256"] for row in kept.values()}
    assert {name: load_scenario(name).sha256 for name in hashes} == hashes, ANEW


def test_a_part_of_it_done_again_gives_the_same(kept):
    for row in validate(REPEATED):
        old = kept[row["id"]]
        for key in ("simulated", "mcse"):
            assert row[key] == pytest.approx(old[key], rel=1e-9, abs=1e-12), f"{row['id']}; {ANEW}"


def test_the_verdicts_follow_from_the_numbers(kept):
    for row in kept.values():
        if row["role"] == "score":
            z = (row["simulated"] - row["observed"]) / math.hypot(row["se_observed"], row["mcse"], row["tau"])
            assert row["z"] == pytest.approx(z)
            assert row["ok"] == (abs(z) <= 2)


def test_all_that_fails_is_explained_and_nothing_else(kept):
    page = (PROJECT / "docs" / "explanation" / "validation.md").read_text(encoding="utf-8")
    section = page.partition("## What fails")[2].partition("\n## ")[0]
    explained = set(re.findall(r"`([a-z0-9_]+)`", section))
    assert explained == {name for name, row in kept.items() if not row["ok"]}


def test_there_are_enough_targets_and_every_pattern_has_one(targets):
    assert sum(target.role == "score" for target in targets.values()) >= 30
    assert {target.pattern for target in targets.values() if target.role == "pattern"} == set(range(1, 21))


def test_no_figure_is_both_used_to_fit_and_scored(targets):
    fitted = {target.source for target in load_targets(role="fit")}
    scored = {target.source for target in targets.values() if target.role == "score"}
    assert not fitted & scored


def test_the_standard_error_of_a_share_follows_from_its_number(targets):
    for name, target in targets.items():
        if target.role == "score" and target.unit == "share":
            expected = math.sqrt(target.value * (1 - target.value) / target.n)
            assert target.standard_error == pytest.approx(expected, abs=0.0006), name


def test_a_log_odds_ratio_and_its_error_follow_from_the_printed_interval(targets):
    facts = load_facts()
    seen = [target for target in targets.values() if target.unit == "log_odds" and target.role == "score"]
    for target in seen:
        ends = re.search(r"\[([0-9.]+);([0-9.]+)\]", facts[target.source].value.replace(" ", ""))
        low, high = (math.log(float(end)) for end in ends.groups())
        assert target.value == pytest.approx((low + high) / 2, abs=0.0001), target.id
        assert target.standard_error == pytest.approx((high - low) / (2 * 1.959964), abs=0.0001), target.id
    assert seen
