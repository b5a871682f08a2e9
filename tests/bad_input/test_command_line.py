"""What a person who mistypes is told: exit code 2, words that help, nothing left behind."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ungespor import pipeline
from ungespor.evaluation import person, placebo


@pytest.fixture
def never_simulated(monkeypatch):
    """Make a simulation a failure: what is wrong must be told before it begins."""

    def simulate(*_, **__):
        pytest.fail("the simulation began")

    for module in (pipeline, person, placebo):
        monkeypatch.setattr(module, "live", simulate)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "ibu_nord"), ("There is no scenario 'ibu_nord'.", "nearest: ibbu_nord")),
        (("run", "mine.yaml"), ("There is no file 'mine.yaml'.", "ungespor list")),
        (("run", "."), ("This is a folder, not a file.",)),
        (("run", "tiny", "--people", "0"), ("field: --people", "written: 0", "at least 1")),
        (("run", "tiny", "--people", "-5"), ("field: --people", "written: -5", "at least 1")),
        (("run", "tiny", "--people", "many"), ("--people", "integer")),
        (("run", "tiny", "--replications", "0"), ("field: --replications", "written: 0", "at least 1")),
        (("run", "tiny", "--years", "0"), ("field: --years", "written: 0", "at least 1")),
        (("run", "tiny", "--years", "99"), ("field: --years", "written: 99", "at most 20")),
        (("run", "tiny", "--seed", "-1"), ("field: --seed", "written: -1", "at least 0")),
        (("run", "tiny", "--seed", "9" * 25), ("field: --seed", "less than 9223372036854775808")),
        (("run", "tiny", "--driver", "magic"), ("--driver", "'magic' is not one of 'kernel', 'mesa'")),
        (("run", "tiny", "--lang", "sv"), ("--lang", "'sv' is not one of 'da', 'en'")),
        (("run", "tiny", "--pepole", "3"), ("No such option: --pepole", "--people")),
        (("run",), ("Missing argument", "SCENARIO")),
        (("runn", "tiny"), ("No such command 'runn'", "Did you mean 'run'?")),
        (("person", "tiny"), ("Missing option '--id'",)),
        (("show", "tiny", "peopel"), ("no field 'peopel'", "nearest: people")),
        (("show", "tiny", "prices.gp_contakt"), ("nearest: prices.gp_contact",)),
        (("check", "ibu_nord"), ("nearest: ibbu_nord",)),
        (("check",), ("name at least one scenario, or give --all",)),
        (("compare", "tiny"), ("at least two",)),
        (("compare", "tiny", "tiny", "--people", "0"), ("field: --people", "at least 1")),
        (("placebo", "tiny", "--seed", "-3"), ("field: --seed", "at least 0")),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else None,
)
@pytest.mark.usefixtures("never_simulated")
def test_what_is_wrong_is_told_before_anything_is_computed(start, tmp_path, arguments, words, told):
    told(start(*arguments), *words)
    assert list(tmp_path.iterdir()) == []


def test_every_wrong_number_is_told_at_once(start, told):
    options = ("--people", "0", "--replications", "-1", "--years", "21", "--seed", "-1")
    told(start("run", "tiny", *options), "4 problems found", "--people", "--replications", "--years", "--seed")


def test_too_many_people_are_refused_with_an_estimate(start, tmp_path, told):
    answer = start("run", "tiny", "--people", "1000000000")
    told(answer, "would need about", "GB of memory", "1,000,000,000 people", "on this machine", "Lower --people")
    assert list(tmp_path.iterdir()) == []


def test_a_person_that_is_not_there(start, told):
    told(start("person", "tiny", "--id", "100000"), "Nobody has this id.", "written: 100000", "allowed: 0 to ")
    told(start("person", "tiny", "--id", "-1"), "Nobody has this id.", "written: -1")


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.usefixtures("never_simulated")
def test_somebody_elses_folder_is_never_replaced(start, tmp_path, force, told):
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.txt").write_text("years of work", encoding="utf-8")
    words = ("is no run folder",) if force else ("exists already", "--force")
    told(start("run", "tiny", "--out", "thesis", *force), *words, "file: thesis")
    assert [path.name for path in folder.iterdir()] == ["chapter.txt"]


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.usefixtures("never_simulated")
def test_a_file_where_a_folder_is_wanted(start, tmp_path, force, told):
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    told(start("run", "tiny", "--out", "notes", *force), "file: notes", "--out")
    told(start("run", "tiny", "--out", "notes/below", *force), "cannot be written", "file: notes/below")
    assert (tmp_path / "notes").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("never_simulated")
def test_a_folder_that_may_not_be_written(start, tmp_path, monkeypatch, told):
    def forbidden(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", forbidden)
    told(start("run", "tiny", "--out", "mine"), "cannot be written: Permission denied", "file: mine", "--out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "No such file"),
        ("{", "no readable result"),
        ("[1, 2]", "it is no result of 'ungespor run'"),
        ('{"payers": {"kommune": null}, "money": {}}', "it is no result of 'ungespor run'"),
        (b"\xff\xfe\x00", "no readable result"),
    ],
)
@pytest.mark.usefixtures("never_simulated")
def test_a_folder_that_is_no_run_folder_is_told_before_the_others_are_run(start, tmp_path, content, words, told):
    folder = tmp_path / "broken"
    folder.mkdir()
    if content is not None:
        (folder / "result.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    answer = start("compare", "tiny", "broken", "ibu_nord")
    told(answer, "2 problems found", words, f"file: {Path('broken') / 'result.json'}", "nearest: ibbu_nord")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_ctrl_c_ends_at_once_and_leaves_nothing(tmp_path):
    code = "import ungespor.cli; print('ready', flush=True); ungespor.cli.main()"
    program = subprocess.Popen(
        [sys.executable, "-c", code, "run", "ibbu_nord", "--people", "2000", "--years", "20"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert program.stdout.readline() == "ready\n"
    time.sleep(2)
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=20)
    assert (program.returncode, out, err) == (130, "", "Interrupted.\n")
    assert list(tmp_path.iterdir()) == []


def test_an_answer_in_json_stays_alone_when_something_is_wrong(start, told):
    answer = start("run", "tiny", "--json", "--people", "0")
    told(answer, "--people")
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.out)
