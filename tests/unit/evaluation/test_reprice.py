"""Is a re-priced run, bit for bit, what simulating anew with those prices gives?"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

import ungespor
from ungespor.base.errors import InputError
from ungespor.evaluation import price_changes
from ungespor.evaluation.price_changes import Changes
from ungespor.evaluation.reprice import reprice
from ungespor.report.run_folder import write_run_folder
from ungespor.report.saved_run import read_run_folder
from ungespor.scenario.load import load_scenario

PROJECT = Path(__file__).resolve().parents[3]
RUNS = {"tiny": {"replications": 8}, "ibbu_nord": {"people": 10, "replications": 4}}
# Stated as rows of the tables are: in their own unit and price year. One that is drawn, one that is
# fixed by law, a share that taxes are computed from, a wage that is taxed, and one of the programme.
SETS = {
    "psy_bed_day": (6000, 2024, "pl", "dkk_per_day"),
    "education_benefit_out": (7000.5, 2023, "satsregulering", "dkk_per_month"),
    "tax_municipal": (0.262, 2023, None, "share"),
    "wage_full": (26000, 2026, "satsregulering", "dkk_per_month"),
    "care_manager": (610_000, 2025, "pl", "dkk_per_fte_year"),
}


def level(index, year):
    with (PROJECT / "cost_tables" / "indices.csv").open(encoding="utf-8", newline="") as file:
        return next(float(row["level"]) for row in csv.DictReader(file) if (row["index"], row["year"]) == (index, year))


def stated(value, year, index, unit):
    """Return a price as a scenario of price year 2023 states it, worked out apart from the program."""
    factor = 1.0 if index is None or year == 2023 else level(index, "2023") / level(index, str(year))
    return {"value": value * factor, "unit": unit, "source": "assumption", "low": 0.0, "high": 10 * value}


def comparable(result):
    return json.loads(json.dumps({name: part for name, part in result.items() if name != "manifest"}))


@pytest.fixture(scope="module", params=RUNS)
def saved(request, tmp_path_factory):
    run = ungespor.run(request.param, **RUNS[request.param])
    parts = (run.loaded, run.trajectories, run.ledger, run.price_origins, run.result)
    return request.param, run, write_run_folder(tmp_path_factory.mktemp("runs") / request.param, *parts)


def simulated_anew(saved, tmp_path, **differences):
    name, _, _ = saved
    path = tmp_path / "own.yaml"
    path.write_text(yaml.safe_dump({"extends": name, "name": name, **differences}), encoding="utf-8")
    return ungespor.run(path, **RUNS[name])


def test_without_changes_the_result_is_that_of_the_run(saved):
    _, run, folder = saved
    again = reprice(folder, Changes()).run
    assert comparable(again.result) == comparable(run.result)
    assert (again.ledger.amount_ore == run.ledger.amount_ore).all()
    assert again.manifest["repriced"]["changes"] == []


@pytest.mark.parametrize("names", [[name] for name in SETS] + [list(SETS)], ids="+".join)
def test_prices_that_are_set(saved, tmp_path, names):
    prices = {name: stated(*SETS[name]) for name in names}
    anew = simulated_anew(saved, tmp_path, prices=prices)
    done = reprice(saved[2], Changes(tuple(f"{name}={SETS[name][0]}" for name in names)))
    assert comparable(done.run.result) == comparable(anew.result)
    assert (done.run.ledger.amount_ore != saved[1].ledger.amount_ore).any()


def test_the_discount_rate(saved, tmp_path):
    rate = {"value": 0.015, "unit": "share_per_year", "source": "assumption", "low": 0, "high": 0.1}
    anew = simulated_anew(saved, tmp_path, discount_rate=rate)
    done = reprice(saved[2], Changes(discount="0.015"))
    assert comparable(done.run.result) == comparable(anew.result)
    assert done.run.result["discount_rate"] == 0.015


def test_the_way_of_financing(saved, tmp_path):
    beside = ["regional_operation", "star_ips_pool", "municipal_treatment"]
    anew = simulated_anew(saved, tmp_path, financing={"headline": "as_run", "beside": beside})
    done = reprice(saved[2], Changes(financing="as_run"))
    assert comparable(done.run.result) == comparable(anew.result)
    assert done.run.result["headline_financing"] == "as_run"
    assert done.run.result["payers"]["fond"]["net_dkk_total"]["mean"] < 0


def test_everything_at_once(saved, tmp_path):
    rate = {"value": 0.025, "unit": "share_per_year", "source": "assumption", "low": 0, "high": 0.1}
    prices = {name: stated(*definition) for name, definition in SETS.items()}
    anew = simulated_anew(saved, tmp_path, prices=prices, discount_rate=rate)
    done = reprice(saved[2], Changes(tuple(f"{name}={SETS[name][0]}" for name in SETS), discount="0.025"))
    assert comparable(done.run.result) == comparable(anew.result)


def test_the_birth_certificate_says_what_was_changed(saved):
    name, run, folder = saved
    done = reprice(folder, Changes(("psy_bed_day=9000", "gp_contact=260"), discount="0.02", financing="as_run"))
    manifest = done.run.result["manifest"]
    assert manifest["repriced"]["of"] == run.manifest
    told = [(one["field"], one["before"], one["after"], one["outside"]) for one in manifest["repriced"]["changes"]]
    assert told == [
        ("prices.psy_bed_day", 5500.0, 9000.0, True),
        ("prices.gp_contact", 250.0, 260.0, False),
        ("discount_rate", 0.035, 0.02, False),
        ("financing.headline", "regional_operation", "as_run", False),
    ]
    assert manifest["scenario_sha256"] != run.manifest["scenario_sha256"]
    assert manifest["seed"] == run.manifest["seed"]
    assert done.run.result["scenario"] == name


def test_a_price_that_the_scenario_states_itself_is_told_in_the_unit_and_year_of_its_row(tmp_path):
    own = {"extends": "tiny", "prices": {"psy_bed_day": stated(5000, 2024, "pl", "dkk_per_day")}}
    (tmp_path / "own.yaml").write_text(yaml.safe_dump(own), encoding="utf-8")
    run = ungespor.run(tmp_path / "own.yaml", replications=2)
    parts = (run.loaded, run.trajectories, run.ledger, run.price_origins, run.result)
    folder = write_run_folder(tmp_path / "run", *parts)
    (change,) = reprice(folder, Changes(("psy_bed_day=5000",))).changes
    assert change.before == pytest.approx(5000)
    assert comparable(reprice(folder, Changes(("psy_bed_day=5000",))).run.result)["payers"] == run.result["payers"]


def test_a_price_set_in_vain_is_told(saved):
    prices = ("produktionsskole_place=1", "tax_personal_allowance=48001", "psy_bed_day=5000", "su_out_2026=7426")
    done = reprice(saved[2], Changes(prices))
    assert done.unused == {"produktionsskole_place": "", "su_out_2026": "2026-01-01 –"}


def test_a_change_of_the_tables_is_noticed(saved, monkeypatch):
    assert not reprice(saved[2], Changes()).tables_changed
    monkeypatch.setattr("ungespor.base.paths.folder_hash", lambda _: "other")
    assert reprice(saved[2], Changes()).tables_changed


def test_the_regime_of_the_run_changes_nothing(saved):
    done = reprice(saved[2], Changes(regime="pre_2025H2"))
    assert comparable(done.run.result) == comparable(saved[1].result)


def test_a_regime_named_for_a_dated_run_holds_in_every_year(tmp_path):
    own = {"extends": "tiny", "name": "dated", "start_date": date(2024, 9, 2), "pricing": "dated"}
    path = tmp_path / "dated.yaml"
    path.write_text(yaml.safe_dump(own), encoding="utf-8")
    run = ungespor.run(path, replications=3)
    parts = (run.loaded, run.trajectories, run.ledger, run.price_origins, run.result)
    done = reprice(write_run_folder(tmp_path / "run", *parts), Changes(regime="post_2025H2"))
    assert [(change.field, change.before, change.after) for change in done.changes] == [
        ("regime", "pre_2025H2", "post_2025H2"),
        ("pricing", "dated", "frozen"),
    ]
    anew = ungespor.run(path, replications=3, regime="post_2025H2", pricing="frozen")
    assert comparable(done.run.result) == comparable(anew.result)
    assert comparable(anew.result)["payers"] != comparable(run.result)["payers"]


@pytest.mark.parametrize(
    ("rule", "value"), [("refusion_week_edges", (4, 26, 60)), ("adult_age", 19), ("restart_weeks", 40)]
)
def test_a_regime_that_other_lives_go_with_is_refused(saved, monkeypatch, rule, value):
    load = price_changes.load_regime

    def other(name):
        return load("pre_2025H2").model_copy(update={"name": name, rule: value}) if name == "other" else load(name)

    monkeypatch.setattr(price_changes, "load_regime", other)
    with pytest.raises(InputError, match="cannot be priced by 'other'") as raised:
        reprice(saved[2], Changes(regime="other"))
    (problem,) = raised.value.problems
    assert (problem.field, problem.found) == ("--regime", rule)


def test_a_run_read_once_gives_the_same_however_often_it_is_priced(saved):
    once = read_run_folder(saved[2])
    for prices in (("psy_bed_day=6000",), (), ("psy_bed_day=0",), ("psy_bed_day=6000", "wage_full=26000"), ()):
        anew = reprice(saved[2], Changes(prices)).run
        again = reprice(once, Changes(prices)).run
        assert comparable(again.result) == comparable(anew.result)
        assert (again.ledger.amount_ore == anew.ledger.amount_ore).all()


def test_pricing_needs_neither_compiler_nor_engine(saved):
    script = "import sys; sys.argv = ['ungespor', 'price', sys.argv[1], '--set', 'psy_bed_day=6000', '--json']\n"
    script += "from ungespor.cli import main\n"
    script += "try:\n    main()\nexcept SystemExit:\n    pass\n"
    script += (
        "unwanted = [name for name in sys.modules if name.split('.')[0] in ('numba', 'pandas', 'pyarrow', 'plotly')]\n"
    )
    script += "unwanted += [name for name in sys.modules if name.startswith('ungespor.trajectories.')]\n"
    script += "print(*unwanted, file=sys.stderr)"
    answer = subprocess.run([sys.executable, "-c", script, saved[2]], capture_output=True, text=True, check=False)
    assert json.loads(answer.stdout)["manifest"]["repriced"]["changes"][0]["after"] == 6000
    assert answer.stderr.split("\n")[-2:] == ["", ""], answer.stderr


def test_a_share_may_be_the_whole():
    scenario = load_scenario("tiny").scenario
    found, layer = price_changes.price_changes(scenario, Changes(("tax_indirect=1",), discount="1"))
    assert [(change.field, change.after) for change in found] == [("prices.tax_indirect", 1), ("discount_rate", 1)]
    assert layer["prices"]["tax_indirect"]["value"] == 1


def test_the_range_of_a_set_price_is_lifted_with_it():
    _, layer = price_changes.price_changes(load_scenario("tiny").scenario, Changes(("wage_full=40000",)))
    set_to, factor = layer["prices"]["wage_full"], level("satsregulering", "2023") / level("satsregulering", "2026")
    assert [set_to[name] / factor for name in ("value", "low", "high")] == pytest.approx([40_000, 21_000, 40_000])
