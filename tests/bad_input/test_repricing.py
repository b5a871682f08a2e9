"""What somebody who mistypes a price, or names a wrong folder, is told."""

from __future__ import annotations

import pytest

import ungespor
from ungespor.report.run_folder import write_run_folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    run = ungespor.run("tiny", replications=2)
    parts = (run.loaded, run.trajectories, run.ledger, run.price_origins, run.result)
    return write_run_folder(tmp_path_factory.mktemp("runs") / "tiny", *parts)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("--set", "psy_bed_dya=6000"),
            ("There is no price row 'psy_bed_dya'.", "nearest: psy_bed_day", "'ungespor prices'"),
        ),
        (("--set", "bed_day=6000"), ("field: --set", "nearest: psy_bed_day")),
        (("--set", "psy_bed_day"), ("A price is set as ROW=VALUE.", "written: psy_bed_day", "psy_bed_day=6000")),
        (("--set", "=6000"), ("A price is set as ROW=VALUE.",)),
        (("--set", "psy_bed_day="), ("The value is empty.", "field: --set psy_bed_day")),
        (("--set", "psy_bed_day=many"), ("The value is not a number.", "written: many")),
        (("--set", "psy_bed_day=-5"), ("The number is negative.", "written: -5")),
        (("--set", "psy_bed_day=nan"), ("The number is not finite.",)),
        (("--set", "psy_bed_day=inf"), ("The number is not finite.",)),
        (("--set", "psy_bed_day=1e999"), ("The number is not finite.",)),
        (("--set", "psy_bed_day=6.000"), ("thousands separator", "Write 6000.")),
        (("--set", "psy_bed_day=6000,50"), ("decimal comma", "Write 6000.50.")),
        (("--set", "psy_bed_day=6.000,50"), ("decimal comma", "Write 6000.50.")),
        (("--set", "psy_bed_day=120 %"), ("has a percent sign", "Write the new amount itself.")),
        (("--set", "tax_municipal=25%"), ("has a percent sign", "Write 0.035 for 3.5 %.")),
        (("--discount", "3,5 %"), ("has a percent sign", "field: --discount", "Write 0.035 for 3.5 %.")),
        (("--discount", ""), ("The value is empty.", "field: --discount")),
        (("--set", "tax_municipal=25"), ("cannot be above 1", "0 to 1", "Write 0.25 for 25 %.")),
        (("--set", "psy_bed_day=1", "--set", "psy_bed_day=2"), ("'psy_bed_day' is set twice",)),
        (("--discount", "0,02"), ("decimal comma", "field: --discount", "Write 0.02.")),
        (("--discount", "2"), ("field: --discount", "Write 0.02 for 2 %.")),
        (("--discount", "nan"), ("The number is not finite.", "field: --discount")),
        (("--regime", "pre_2025"), ("The regime is not known.", "field: --regime", "nearest: pre_2025H2")),
        (("--financing", "as_rum"), ("There is no way of financing 'as_rum'.", "nearest: as_run")),
        (("--sett", "psy_bed_day=1"), ("No such option: --sett",)),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else None,
)
def test_a_change_that_cannot_be_made(start, folder, arguments, words, told):
    told(start("price", folder, *arguments, "--json"), *words)


def test_everything_that_is_wrong_is_told_at_once(start, folder, told):
    wrong = ("--set", "psy_bed_dya=1", "--set", "gp_contact=-1", "--discount", "7", "--regime", "x", "--financing", "y")
    told(
        start("price", folder, *wrong),
        "5 problems found",
        "psy_bed_day",
        "negative",
        "--discount",
        "--regime",
        "--financing",
    )


def test_a_folder_that_is_no_run(start, tmp_path, told):
    told(start("price", "runs/none"), "There is no such run folder.", "file: runs/none")
    told(start("price", tmp_path), "The folder is no run folder.", "manifest.json")
    told(start("price"), "Missing argument", "RUN")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("pre_2025", "pre_2025H2"), ("There is no regime 'pre_2025'.", "nearest: pre_2025H2")),
        (("2023", "pre_2025H2"), ("A regime cannot be compared with a price year.", "written: 2023 pre_2025H2")),
        (("2023", "1999"), ("has no level for 1999", "field: price_year")),
        (("2023",), ("--diff", "2 arguments")),
    ],
)
def test_a_comparison_of_prices_that_cannot_be_made(start, arguments, words, told):
    told(start("prices", "--diff", *arguments), *words)


def test_a_price_outside_its_range_is_used_with_a_warning_beside_the_json(start, folder):
    answer = start("price", folder, "--set", "gp_contact=500", "--json", "--lang", "en")
    assert answer.code == 0
    assert answer.err == "Warning: gp_contact = 500 lies outside the range of the price row, 155 to 400.\n"
    assert answer.out.startswith("{")
    assert start("price", folder, "--set", "gp_contact=400", "--json").err == ""


def test_a_price_that_prices_nothing_is_told(start, folder):
    answer = start("price", folder, "--set", "produktionsskole_place=90000", "--json", "--lang", "en")
    assert (answer.code, answer.err) == (0, "Warning: produktionsskole_place prices nothing in this run.\n")
