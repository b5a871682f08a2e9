"""Is a run folder either complete or not there at all?"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import ungespor
from ungespor.base.errors import InputError
from ungespor.base.tables import ACTIVITY_COLUMNS, LEDGER_COLUMNS
from ungespor.report import long_tables, run_folder
from ungespor.report.output_folder import check_folder, default_folder
from ungespor.report.run_folder import write_run_folder

FILES = {
    *("manifest.json", "result.json", "scenario.yaml", "origins.csv", "activities.parquet"),
    *("trajectories.npz", "ledger.parquet", "net.parquet", "weekly.csv", "outcomes.csv", "report.html"),
}


@pytest.fixture(scope="module")
def folder(small_run, tmp_path_factory):
    return write_run_folder(tmp_path_factory.mktemp("runs") / "mine", **small_run)


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_everything_is_there(folder):
    assert {path.name for path in folder.iterdir()} == FILES
    assert [path.name for path in folder.parent.iterdir()] == ["mine"]


def test_the_result_is_the_one_given(folder, small_run):
    assert json.loads((folder / "result.json").read_text(encoding="utf-8")) == small_run["result"]
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["regime"] == "pre_2025H2"


def test_activities_are_whole(folder, small_run):
    table = pq.read_table(folder / "activities.parquet")
    activities = small_run["trajectories"].activities
    assert tuple(table.column_names) == ACTIVITY_COLUMNS
    assert sum(table["quantity"].to_pylist()) == activities.quantity.sum()
    frame = table.to_pandas()
    one = frame[(frame.replication == 1) & (frame.arm == "control") & (frame.follow_up_year == 2)]
    job = one[one.activity == "job_week"]
    place = [cell.activity for cell in activities.cells].index("job_week")
    assert job.quantity.tolist() == [activities.quantity[1, 0, 1, place]]
    assert job.half_year.tolist() == ["2023H1"]


def test_the_ledger_is_whole(folder, small_run):
    table = pq.read_table(folder / "ledger.parquet")
    assert tuple(table.column_names) == LEDGER_COLUMNS
    ledger = small_run["ledger"]
    frame = table.to_pandas()
    beside = frame.view.str.startswith(("displacement", "overlay:"))
    assert frame[~beside].amount_ore.sum() == ledger.amount_ore.sum()


def test_what_lies_beside_the_ledger_stands_in_it_as_rows_of_its_own_views(tmp_path, monkeypatch):
    monkeypatch.setattr(long_tables, "WORLDS_AT_ONCE", 12)
    run = ungespor.run("tiny", replications=30)
    parts = (run.loaded, run.trajectories, run.ledger, run.price_origins, run.result)
    frame = pq.read_table(write_run_folder(tmp_path / "run", *parts) / "ledger.parquet").to_pandas()
    sign = frame.arm.map({"control": 1, "intervention": -1}).astype(int)
    years = 1.035 ** -(frame.follow_up_year - 1)
    frame["net"] = frame.amount_ore * sign * years / 100 / 30 / run.result["participants"]
    by_view = frame.groupby(["view", "payer"], observed=True).net.sum()
    for scope in ("only_us", "some", "all"):
        for payer, moved in run.result["overlays"][scope]["payers"].items():
            for overlay, expected in moved.items():
                found = by_view.get((f"overlay:{overlay}:{scope}", payer), 0.0)
                assert found == pytest.approx(expected, abs=1e-6), (scope, payer, overlay)
    for payer, moved in run.result["displacement"]["payers"].items():
        if not payer.startswith("public"):
            expected = moved["displaced_dkk_per_participant"]["mean"]
            assert by_view.get(("displacement", payer), 0.0) == pytest.approx(expected, abs=1e-6), payer
    overlays = frame[frame.view.str.startswith("overlay:")]
    world = ["view", "draw", "arm", "half_year", "follow_up_year"]
    assert (overlays.groupby(world, observed=True).amount_ore.sum() == 0).all()
    assert (overlays.kind == "transfer").all()
    displaced = frame[(frame.view == "displacement") & (frame.kind == "transfer")]
    assert (displaced.groupby([*world, "price_id", "account"], observed=True).amount_ore.sum() == 0).all()
    assert len(displaced)
    assert (
        frame[frame.view == ""].amount_ore.sum()
        == run.ledger.amount_ore[..., [not line.view for line in run.ledger.lines]].sum()
    )


def test_net_leads_back_to_the_result(folder, small_run):
    frame = pq.read_table(folder / "net.parquet").to_pandas()
    region = frame[(frame.financing == "regional_operation") & (frame.payer == "region")]
    total = region.present_value_dkk.sum() / small_run["result"]["replications"]
    assert total == pytest.approx(small_run["result"]["payers"]["region"]["net_dkk_total"]["mean"])


def test_every_value_and_every_price_has_its_origin(folder):
    assert [row["field"] for row in rows(folder / "origins.csv")] == ["a", "b", "prices.p"]


def test_weekly_and_outcomes_can_be_read(folder):
    weekly = rows(folder / "weekly.csv")
    assert len(weekly) == 2 * (52 + 156)
    assert float(weekly[-1]["job"]) == 5.0
    outcomes = rows(folder / "outcomes.csv")
    assert len(outcomes) == 2 * 13 * 5
    found = next(
        row
        for row in outcomes
        if (row["reading"], row["indicator"], row["offset"]) == ("outcomes", "job_or_education", "13")
    )
    assert float(found["difference"]) == 0.5


def test_an_existing_folder_is_refused(folder, small_run):
    before = (folder / "result.json").stat().st_mtime_ns
    with pytest.raises(InputError, match="exists already") as caught:
        write_run_folder(folder, **small_run)
    assert "--force" in caught.value.problems[0].fix
    assert (folder / "result.json").stat().st_mtime_ns == before


def test_force_replaces_a_run_folder(small_run, tmp_path):
    folder = write_run_folder(tmp_path / "mine", **small_run)
    (folder / "extra.txt").write_text("old", encoding="utf-8")
    write_run_folder(folder, **small_run, force=True)
    assert {path.name for path in folder.iterdir()} == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_force_never_replaces_anything_else(small_run, tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(InputError, match="is no run folder"):
        write_run_folder(tmp_path, **small_run, force=True)
    with pytest.raises(InputError, match="is no run folder"):
        write_run_folder(tmp_path / "thesis.txt", **small_run, force=True)
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "years of work"


@pytest.mark.parametrize("write", [True, False])
def test_a_place_that_cannot_be_written_is_a_problem_of_the_input(small_run, tmp_path, write):
    (tmp_path / "file").write_text("", encoding="utf-8")
    target = tmp_path / "file" / "runs" / "mine"
    with pytest.raises(InputError, match="cannot be written") as caught:
        write_run_folder(target, **small_run) if write else check_folder(target, force=False)
    assert caught.value.problems[0].file == str(target)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("failure", [RuntimeError("a bug"), KeyboardInterrupt()])
def test_a_failure_in_the_middle_leaves_nothing_behind(small_run, tmp_path, monkeypatch, failure):
    def fail(*_):
        raise failure

    monkeypatch.setattr(run_folder, "render_page", fail)
    with pytest.raises(type(failure)):
        write_run_folder(tmp_path / "runs" / "deep" / "mine", **small_run)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_replacement_leaves_the_old_folder(small_run, tmp_path, monkeypatch):
    folder = write_run_folder(tmp_path / "mine", **small_run)
    monkeypatch.setattr(run_folder, "render_page", lambda *_: (_ for _ in ()).throw(RuntimeError))
    with pytest.raises(RuntimeError):
        write_run_folder(folder, **small_run, force=True)
    assert {path.name for path in folder.iterdir()} == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize("failure", [OSError(5, "Input/output error"), KeyboardInterrupt()])
def test_a_replacement_interrupted_at_the_last_moment_leaves_the_old_folder(small_run, tmp_path, monkeypatch, failure):
    folder = write_run_folder(tmp_path / "mine", **small_run)
    (folder / "mark.txt").write_text("old", encoding="utf-8")
    rename = Path.rename

    def fail_on_the_new(self, target):
        if self.suffix == ".building":
            raise failure
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_on_the_new)
    with pytest.raises((InputError, KeyboardInterrupt)):
        write_run_folder(folder, **small_run, force=True)
    assert (folder / "mark.txt").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize(("room", "writes"), [(long_tables, "_writer"), (run_folder, "write_trajectories")])
def test_a_full_disk_is_told_and_leaves_nothing_behind(small_run, tmp_path, monkeypatch, room, writes):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room, writes, full)
    with pytest.raises(InputError, match="No space left on device"):
        write_run_folder(tmp_path / "mine", **small_run)
    assert list(tmp_path.iterdir()) == []


def test_the_check_beforehand_leaves_nothing_behind(tmp_path):
    check_folder(tmp_path / "runs" / "mine", force=False)
    assert list(tmp_path.iterdir()) == []


def test_the_default_folder_is_named_by_scenario_hash_and_seed():
    assert default_folder("tiny", "0123456789abcdef", 7) == Path("runs/tiny-01234567-7")
