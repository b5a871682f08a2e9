"""Does the command line keep its promises: words, exit codes, one JSON object, no traceback?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from ungespor import cli
from ungespor.base.errors import InputError, Problem


@pytest.fixture
def simulated(monkeypatch, small_run):
    """Put a run made by hand in the place of the simulation, and note what it was asked for."""
    asked = []

    def live(loaded, *, driver="kernel", panel=False, progress=None):
        fields = ("name", "people", "replications", "horizon_years", "seed")
        given = {field: getattr(loaded.scenario, field) for field in fields}
        asked.append({**given, "driver": driver, "panel": panel})
        return small_run["trajectories"]

    def priced(loaded, trajectories):
        assert trajectories is small_run["trajectories"]
        return SimpleNamespace(**small_run, manifest=small_run["result"]["manifest"])

    monkeypatch.setattr("ungespor.pipeline.live", live)
    monkeypatch.setattr("ungespor.pipeline.priced", priced)
    return asked


def test_json_is_alone_on_standard_output(start, simulated, small_run, tmp_path):
    answer = start("run", "tiny", "--json")
    assert answer.code == 0
    assert json.loads(answer.out) == small_run["result"]
    assert list(tmp_path.iterdir()) == []


def test_json_with_a_folder_writes_both(start, simulated, tmp_path):
    answer = start("run", "tiny", "--json", "--out", "mine")
    assert json.loads(answer.out)["scenario"] == "made_by_hand"
    assert (tmp_path / "mine" / "report.html").is_file()
    assert "report.html" in answer.err


def test_what_goes_wrong_while_pricing_leaves_no_folder(start, simulated, monkeypatch, tmp_path):
    def priced(*_):
        raise InputError([Problem(what="nobody was offered the course")])

    monkeypatch.setattr("ungespor.pipeline.priced", priced)
    answer = start("run", "tiny", "--out", "mine")
    assert answer.code == 2
    assert "nobody was offered" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_options_reach_the_simulation(start, simulated):
    options = ("--people", "9", "--replications", "2", "--years", "4", "--seed", "5", "--driver", "mesa", "--panel")
    assert start("run", "tiny", "--json", *options).code == 0
    expected = {"people": 9, "replications": 2, "horizon_years": 4, "seed": 5, "driver": "mesa", "panel": True}
    assert simulated == [{"name": "tiny", **expected}]


def test_run_shows_the_tables_and_says_where_the_page_lies(start, simulated):
    answer = start("run", "tiny", "--out", "mine")
    assert answer.code == 0
    assert "Nettogevinst" in answer.out
    assert "report.html" in answer.out
    assert answer.err == ""


def test_english_is_english_in_the_run_folder_too(start, simulated, tmp_path):
    assert start("run", "tiny", "--out", "mine", "--lang", "en").code == 0
    sentence = json.loads((tmp_path / "mine" / "result.json").read_text(encoding="utf-8"))["sentence"]
    assert sentence.startswith("Over 3 years the effort costs the public purse")


def test_english_is_english_in_json_too(start, simulated):
    answer = start("run", "tiny", "--json", "--lang", "en")
    assert json.loads(answer.out)["sentence"].startswith("Over 3 years the effort costs the public purse")


def test_an_existing_folder_is_refused_before_anything_is_computed(start, simulated, tmp_path):
    (tmp_path / "mine").mkdir()
    answer = start("run", "tiny", "--out", "mine")
    assert answer.code == 2
    assert "exists already" in answer.err
    assert "--force" in answer.err
    assert simulated == []


def test_force_replaces_a_run_folder(start, simulated):
    assert start("run", "tiny", "--out", "mine").code == 0
    assert start("run", "tiny", "--out", "mine").code == 2
    assert start("run", "tiny", "--out", "mine", "--force").code == 0


def test_wrong_input_is_told_without_a_traceback(start, monkeypatch):
    def refuse(*_, **__):
        raise InputError(Problem("The key 'x' is unknown here.", "a.yaml:3", fix="Remove the line."))

    monkeypatch.setattr(cli.runs, "_run", refuse)
    answer = start("run", "tiny", "--json")
    assert answer.code == 2
    assert answer.out == ""
    assert "1. The key 'x' is unknown here." in answer.err
    assert "Traceback" not in answer.err


def test_our_own_bug_is_one_line_and_a_file(start, monkeypatch, tmp_path):
    def fail(*_, **__):
        raise RuntimeError("a\nbug")

    monkeypatch.setattr(cli.runs, "_run", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    answer = start("run", "tiny", "--json")
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert "This is a bug in ungespor, not in your input (RuntimeError: a bug)." in answer.err
    log = next(tmp_path.glob("ungespor-*.log"))
    assert log.name in answer.err
    assert "Traceback" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "no_such_scenario", "--json"), "no_such_scenario"),
        (("run", "tiny", "--driver", "magic"), "magic"),
        (("run", "tiny", "--people", "many"), "--people"),
        (("run",), "SCENARIO"),
        (("check",), "--all"),
        (("compare", "tiny"), "at least two"),
        (("show", "ibbu_nord", "offers.ibbu.funel"), "funnel"),
        (("fly",), "fly"),
    ],
)
def test_wrong_arguments_are_your_input(start, arguments, words):
    answer = start(*arguments)
    assert answer.code == 2
    assert words in answer.err
    assert "Traceback" not in answer.err
    assert answer.out == ""


def test_check_tells_what_is_in_order(start):
    answer = start("check", "ibbu_nord")
    assert (answer.code, answer.out) == (0, "ibbu_nord: i orden\n")


def test_check_tells_what_is_wrong_and_exits_with_2(start, tmp_path):
    (tmp_path / "mine.yaml").write_text("extends: ibbu_nord\nname: mine\npeopel: 5\n", encoding="utf-8")
    answer = start("check", "mine.yaml", "ibbu_nord")
    assert answer.code == 2
    assert "people" in answer.err
    assert "ibbu_nord: i orden" in answer.out


def test_show_tells_value_unit_and_source(start):
    answer = start("show", "ibbu_nord", "offers.ibbu.funnel", "--json")
    rows = {row["field"]: row for row in json.loads(answer.out)}
    assert rows["offers.ibbu.funnel.acceptance"]["unit"] == "share"
    assert "offers.ibbu.funnel.acceptance" in start("show", "ibbu_nord", "offers.ibbu.funnel").out


def test_list_names_the_scenarios(start):
    assert "ibbu_nord" in start("list").out


def test_compare_reads_run_folders(start, simulated):
    assert start("run", "tiny", "--out", "a", "--json").code == 0
    answer = start("compare", "a", "a", "--json")
    assert json.loads(answer.out)["disagreements"] == {}
    assert "a (2) minus a" in start("compare", "a", "a").out


@pytest.mark.parametrize(("changed", "code", "words"), [(0, 0, "0 af 40 unge"), (3, 1, "3 af 40 unge ændret")])
def test_placebo_fails_when_somebody_is_changed(start, monkeypatch, changed, code, words):
    module = ModuleType("ungespor.evaluation.placebo")
    found = {"people": 40, "participants": 9, "changed": changed, "first_difference": "uge 3" if changed else None}
    module.placebo = lambda *_, **__: found
    monkeypatch.setitem(sys.modules, "ungespor.evaluation.placebo", module)
    answer = start("placebo", "tiny")
    assert answer.code == code
    assert words in answer.out
    as_json = start("placebo", "tiny", "--json")
    assert as_json.code == code
    assert json.loads(as_json.out) == found


def test_an_interrupted_run_ends_with_130(start, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.runs, "_run", interrupt)
    monkeypatch.setattr("os._exit", sys.exit)
    answer = start("run", "tiny")
    assert (answer.code, answer.out, answer.err) == (130, "", "Interrupted.\n")


def test_too_little_memory_is_no_bug(start, monkeypatch):
    def run_out(*_, **__):
        raise MemoryError

    monkeypatch.setattr(cli.runs, "_run", run_out)
    answer = start("run", "tiny")
    assert answer.code == 2
    assert "Lower --people or --replications" in answer.err


def test_show_tells_what_the_scenario_changed_and_where_prices_come_from(start):
    assert "ændret fra 166" in start("show", "tiny", "people").out
    price = start("show", "tiny", "prices.gp_contact", "--lang", "en").out
    assert "dkk_per_contact" in price
    assert "cost_tables/health.csv:" in price


def test_no_progress_bar_where_nobody_watches(start, simulated):
    assert start("run", "tiny", "--json").err == ""


@pytest.mark.parametrize("driver", ["kernel", "mesa"])
def test_the_real_thing_answers_in_json(start, tmp_path, driver):
    import ungespor

    answer = start("run", "tiny", "--json", "--replications", "3", "--driver", driver)
    assert (answer.code, answer.err) == (0, "")
    told = json.loads(answer.out)
    expected = ungespor.run("tiny", replications=3).result
    for result in (told, expected):
        del result["manifest"]["created"]
    assert told == expected
    assert list(tmp_path.iterdir()) == []


def test_the_real_thing_writes_its_folder_and_can_be_compared(start, tmp_path):
    assert start("run", "tiny", "--replications", "3", "--panel").code == 0
    folder = next((tmp_path / "runs").iterdir())
    assert folder.name.startswith("tiny-")
    assert folder.name.endswith("-7")
    assert (folder / "panel.parquet").is_file()
    told = json.loads(start("compare", f"runs/{folder.name}", "tiny", "--replications", "3", "--json").out)
    amounts = [value for payer in told["differences"][0]["payers"].values() for value in payer["net_dkk"].values()]
    assert set(amounts) == {0.0}


def test_no_summary_of_a_command_is_cut_off(start):
    told = start("--help").out
    assert max(len(line) for line in told.splitlines()) <= 80
    commands = told[told.index("Commands:") :].splitlines()[1:]
    assert {line.split()[0] for line in commands} >= {"run", "budget", "som", "break-even", "prices"}
    assert [line for line in commands if not line.endswith(".") or line.endswith("..")] == []


def test_an_unknown_view_is_told_with_the_nearest_name(start, told):
    told(start("budget", "tiny", "--view", "volumes"), "There is no view 'volumes'", "Write 'volume'.", "overlays")
    told(start("budget", "tiny", "--view", "nope"), "There is no view 'nope'", "leave --view out")


@pytest.mark.parametrize(("command", "module"), [("som", "som.som"), ("break-even", "break_even.break_even")])
def test_the_folder_of_a_run_stands_for_its_scenario(start, monkeypatch, tmp_path, command, module):
    given = []

    def asked(name, **_):
        given.append(Path(name))
        raise SystemExit(0)

    monkeypatch.setattr(f"ungespor.evaluation.{module}", asked)
    (tmp_path / "mine").mkdir()
    start(command, "mine")
    (tmp_path / "mine" / "scenario.yaml").write_text("name: mine\n", encoding="utf-8")
    start(command, "mine")
    start(command, "tiny")
    assert given == [Path("mine"), Path("mine") / "scenario.yaml", Path("tiny")]
