"""Does ``report --excel`` write a workbook where it should, and refuse everything else in words?"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import ungespor
from ungespor.report.run_folder import write_run_folder


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    run = ungespor.run("tiny", replications=2)
    parts = (run.loaded, run.trajectories, run.ledger, run.price_origins, run.result)
    return write_run_folder(tmp_path_factory.mktemp("runs") / "tiny", *parts)


def left(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_workbook_lies_in_the_run_folder_unless_told_otherwise(start, made, tmp_path, told):
    before = left(made)
    answer = start("report", made, "--excel")
    assert answer.code == 0, answer.err
    assert str(made / "workbook.xlsx") in answer.out
    assert left(made) == sorted([*before, "workbook.xlsx"])
    assert openpyxl.load_workbook(made / "workbook.xlsx").sheetnames[0] == "Forside"
    told(start("report", made, "--excel"), "exists already", "--force")
    first = (made / "workbook.xlsx").read_bytes()
    answer = start("report", made, "--excel", "--force", "--lang", "en")
    assert answer.code == 0, answer.err
    assert (made / "workbook.xlsx").read_bytes() != first
    assert openpyxl.load_workbook(made / "workbook.xlsx").sheetnames[0] == "Front"
    assert start("price", made, "--json").code == 0, "a run folder with a workbook is still a run folder"
    assert start("report", made, "--excel", "-o", tmp_path / "mine.xlsx").code == 0
    assert left(tmp_path) == ["mine.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere", "--excel"), ("There is no such run folder.", "nowhere")),
        ((".", "--excel"), ("The folder is no run folder.",)),
        (("RUN",), ("Nothing says what kind of report to write.", "--excel")),
        (("RUN", "--excel", "-o", "."), ("There is a folder where the workbook is to be written.",)),
        (("RUN", "--excel", "-o", "no/such/file.xlsx"), ("does not exist", "no/such")),
        (("RUN", "--exel"), ("No such option: --exel",)),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_told(start, made, tmp_path, arguments, words, told):
    told(start("report", *(made if part == "RUN" else part for part in arguments)), *words)
    assert left(tmp_path) == []


def test_a_workbook_that_is_open_elsewhere_is_left_as_it_was(start, made, tmp_path, monkeypatch, told):
    target = tmp_path / "open.xlsx"
    target.write_bytes(b"as it was")

    def locked(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", locked)
    told(start("report", made, "--excel", "--force", "-o", target), "Permission denied", "Close the workbook", "-o")
    assert left(tmp_path) == ["open.xlsx"]
    assert target.read_bytes() == b"as it was"
