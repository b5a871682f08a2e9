"""Does the workbook, recalculated by LibreOffice, say what Python says - also when somebody edits it?"""

from __future__ import annotations

import shutil
import subprocess
import warnings
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import NamedTuple

import numpy as np
import openpyxl
import pytest

import ungespor
from ungespor.base.tables import PAYERS
from ungespor.evaluation.price_changes import Changes
from ungespor.evaluation.reprice import reprice
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.report.run_folder import write_run_folder
from ungespor.report.workbook.write import workbook_bytes
from ungespor.results.net import REPORTED_PAYERS, net_of
from ungespor.results.payers import describe_payers
from ungespor.results.workbook import workbook_numbers
from ungespor.scenario import rules_in_force

pytestmark = pytest.mark.slow
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
SHEETS = [
    "Forside",
    "Forudsætninger",
    "Mængder",
    "Priser",
    "Nøgler",
    "Beregning",
    "Skat",
    "Resultat",
    "Følsomhed",
    "Log",
]
PRICE, PAYER_COLUMNS = "E", dict(zip(PAYERS, "CDEFGHI", strict=True))
HOSTILE = '=HYPERLINK("http://x","y")'


class Edit(NamedTuple):
    sheet: str
    row: str
    column: str
    value: object


def find(sheet, text, column=1, after=0):
    """Return the number of the first row below `after` with `text` in a column."""
    return next(row for row in range(after + 1, sheet.max_row + 1) if sheet.cell(row, column).value == text)


def set_price(name, value):
    return Edit("Priser", name, PRICE, value)


EDITS = {
    "nothing": ([], Changes()),
    "a drawn price": ([set_price("casework", 4321.5)], Changes(("casework=4321.5",))),
    "a price by law": ([set_price("education_benefit_out", 7000.5)], Changes(("education_benefit_out=7000.5",))),
    "a wage": ([set_price("wage_full", 26000)], Changes(("wage_full=26000",))),
    "a tax": ([set_price("tax_municipal", 0.262)], Changes(("tax_municipal=0.262",))),
    "the discount rate": ([Edit("Forudsætninger", "Diskonteringsrente", "B", 0.015)], Changes(discount="0.015")),
    "the financing": ([Edit("Nøgler", "I brug", "B", "as_run")], Changes(financing="as_run")),
    "everything": (
        [
            set_price("care_manager", 610_000),
            set_price("wage_part", 15_000.25),
            set_price("psychologist_later_shared", 901.37),
            Edit("Forudsætninger", "Diskonteringsrente", "B", 0.05),
            Edit("Nøgler", "I brug", "B", "star_ips_pool"),
        ],
        Changes(
            ("care_manager=610000", "wage_part=15000.25", "psychologist_later_shared=901.37"),
            "0.05",
            None,
            "star_ips_pool",
        ),
    ),
    "refusion": ([Edit("Nøgler", "ydelsesuge 5-26", "C", 0.37)], None),
    "a payer's share": (
        [Edit("Nøgler", "psychologist_shared", PAYER_COLUMNS[payer], 0.5) for payer in ("region", "borger")],
        None,
    ),
}


@pytest.fixture(scope="module")
def run():
    return ungespor.run("tiny", replications=6)


@pytest.fixture(scope="module")
def folder(run, tmp_path_factory):
    parts = (run.loaded, run.trajectories, run.ledger, run.price_origins, run.result)
    return write_run_folder(tmp_path_factory.mktemp("runs") / "tiny", *parts)


@pytest.fixture(scope="module")
def written(run, tmp_path_factory):
    path = tmp_path_factory.mktemp("workbook") / "workbook.xlsx"
    numbers = workbook_numbers(run.loaded.scenario, run.trajectories)
    path.write_bytes(workbook_bytes(numbers, run.result, run.loaded.origins, "da"))
    return path


@pytest.fixture(scope="module")
def recalculated(written, tmp_path_factory):
    """Return every edited workbook as LibreOffice calculates it: openpyxl leaves no value in a formula."""
    folder = tmp_path_factory.mktemp("edited")
    files = []
    for number, (edits, _) in enumerate(EDITS.values()):
        book = openpyxl.load_workbook(written)
        for edit in edits:
            sheet = book[edit.sheet]
            labels = 2 if edit.row.startswith("ydelsesuge") else 1
            sheet[f"{edit.column}{find(sheet, edit.row, labels)}"] = edit.value
        files.append(folder / f"{number}.xlsx")
        book.save(files[-1])
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", folder / "out", *files], check=True, capture_output=True, timeout=300)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # LibreOffice writes extensions that openpyxl does not know
        return {
            name: openpyxl.load_workbook(folder / "out" / file.name, data_only=True)
            for name, file in zip(EDITS, files, strict=True)
        }


def shown(book):
    """Return net per participant, net in all and payback year of every payer."""
    sheet = book["Resultat"]
    first = find(sheet, "Kommunen")
    rows = {payer: first + number for number, payer in enumerate(REPORTED_PAYERS)}
    return {payer: tuple(sheet.cell(row, column).value for column in (4, 5, 6)) for payer, row in rows.items()}


def nets(run, table):
    """Return net per participant and in all, priced by the ledger itself with another table."""
    scenario = run.loaded.scenario
    net = net_of(price(scenario, run.trajectories.activities, table), scenario.horizon_years)
    return describe_payers(net, float(run.trajectories.participants.mean()), scenario.discount_rate.central)


def agree(book, payers):
    for payer, (per_participant, total, payback) in shown(book).items():
        assert per_participant == pytest.approx(payers[payer]["net_dkk_per_participant"]["mean"], abs=0.05), payer
        assert total == pytest.approx(payers[payer]["net_dkk_total"]["mean"], abs=0.5), payer
        assert (None if payback == "–" else payback) == payers[payer]["payback_year"], payer


@needs_office
@pytest.mark.parametrize("name", [name for name, (_, changes) in EDITS.items() if changes is not None])
def test_an_edited_workbook_is_the_run_priced_anew(recalculated, folder, name):
    result = reprice(folder, EDITS[name][1]).run.result
    agree(recalculated[name], result["payers"])
    sheet = recalculated[name]["Resultat"]
    costs = [sheet.cell(find(sheet, "Kommunen") + number, 3).value for number in range(len(REPORTED_PAYERS))]
    wanted = [result["money"][payer]["programme_cost_dkk_per_participant"]["mean"] for payer in REPORTED_PAYERS]
    assert costs == pytest.approx(wanted, abs=0.05)


@needs_office
def test_an_edited_refusion_share_is_another_rule_of_law(recalculated, run, monkeypatch):
    load = rules_in_force.load_regime

    def edited(name):
        regime = load(name)
        first, _, *rest = regime.state_shares
        return regime.model_copy(update={"state_shares": (first, 0.37, *rest)})

    monkeypatch.setattr(rules_in_force, "load_regime", edited)
    wanted = nets(run, load_price_table())
    agree(recalculated["refusion"], wanted)
    assert shown(recalculated["refusion"])["stat"] != shown(recalculated["nothing"])["stat"]


@needs_office
def test_an_edited_share_of_a_payer_is_another_payer_rule(recalculated, run):
    table = load_price_table()
    rules = dict(table.rulebook.payer_rules)
    entry = rules["psychologist_shared"].entries[0].model_copy(update={"shares": {"region": 0.5, "borger": 0.5}})
    rules["psychologist_shared"] = rules["psychologist_shared"].model_copy(update={"entries": (entry,)})
    other = replace(table, rulebook=table.rulebook.model_copy(update={"payer_rules": rules}))
    agree(recalculated["a payer's share"], nets(run, other))


@needs_office
def test_a_price_by_hand(recalculated, run):
    """Case work: kroner a week, times weeks, discounted, without any of our own pricing."""
    quantity = run.trajectories.activities.quantity.mean(axis=0)
    arms = run.trajectories.activities.arms
    net = quantity[arms.index("control")] - quantity[arms.index("intervention")]
    more = np.floor(4321.5 * 12 / 52 * 100 + 0.5) / 100  # kroner a week
    weeks = sum(
        net[number, place] / 1.035 ** (period.follow_up_year - 1)
        for number, period in enumerate(run.trajectories.activities.periods)
        for place, cell in enumerate(run.trajectories.activities.cells)
        if cell.activity == "casework_week" and cell.resident == "home"
    )
    row = load_price_table().rows[load_price_table().position["casework"]]
    assert (row.unit, row.index) == ("month", "pl")
    sheet = recalculated["a drawn price"]["Beregning"]
    line = find(sheet, "casework")
    columns = {sheet.cell(find(sheet, "Prisrække"), column).value: column for column in range(1, sheet.max_column + 1)}
    factor = load_price_table().indices["pl"][2023] / load_price_table().indices["pl"][row.price_year]
    assert sheet.cell(line, columns["Beløb pr. enhed"]).value == pytest.approx(more * factor, abs=0.01)
    assert sheet.cell(line, columns["Nutidsværdi"]).value == pytest.approx(more * factor * weeks, rel=1e-3)


@needs_office
def test_every_cell_has_the_value_that_its_formula_comes_to(written, recalculated):
    formulas, stored = openpyxl.load_workbook(written), openpyxl.load_workbook(written, data_only=True)
    checked = 0
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            was, now = (book[sheet.title][cell.coordinate].value for book in (stored, recalculated["nothing"]))
            if isinstance(was, (int, float)):
                assert now == pytest.approx(was, rel=1e-9, abs=1e-6), (sheet.title, cell.coordinate, cell.value)
            else:
                assert (now or "") == (was or ""), (sheet.title, cell.coordinate, cell.value)
            checked += 1
    assert checked > 1000


@needs_office
def test_the_sensitivity_is_the_tornado(recalculated, run):
    sheet = recalculated["nothing"]["Følsomhed"]
    order = ("public", "kommune", "region", "stat")
    checked = 0
    for row in run.tornado["rows"]:
        if row["price_id"].endswith("_share"):
            continue
        here = find(sheet, row["price_id"])
        for number, payer in enumerate(order):
            found = [sheet.cell(here, 7 + 2 * number + side).value for side in (0, 1)]
            wanted = [row["effects"][payer][f"at_{end}"] for end in ("low", "high")]
            assert found == pytest.approx(wanted, abs=0.5), (row["price_id"], payer)
        checked += 1
    assert checked > 10


@needs_office
def test_the_log_lists_what_was_edited(recalculated):
    assert recalculated["nothing"]["Log"]["B5"].value == 0
    sheet = recalculated["everything"]["Log"]
    assert sheet["B5"].value == len(EDITS["everything"][0])
    listed = [[sheet.cell(row, column).value for column in (1, 2, 3, 4)] for row in range(8, 13)]
    assert [line[0] for line in listed] == ["Forudsætninger", "Priser", "Priser", "Priser", "Nøgler"]
    assert [line[3] for line in listed if line[0] != "Priser"] == [0.05, "star_ips_pool"]
    assert "wage_part" in str(listed)
    assert recalculated["everything"]["Forside"]["B15"].value == len(EDITS["everything"][0])


def test_the_workbook_is_complete_protected_and_made_for_paper(written):
    book = openpyxl.load_workbook(written)
    assert book.sheetnames == SHEETS
    assert {"Diskonteringsrente", "Deltagere", "Finansiering"} <= set(book.defined_names)
    for sheet in book:
        assert sheet.protection.sheet, sheet.title
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.right.text
        if sheet.title != "Forside":
            assert sheet.freeze_panes or sheet.title == "Nøgler", sheet.title
        for cell in (cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked):
            assert sheet.title in {"Forudsætninger", "Priser", "Nøgler", "Forside"}
            assert cell.data_type != "f", "a formula is not for editing"
    open_prices = [
        row for row in range(1, book["Priser"].max_row + 1) if not book["Priser"][f"E{row}"].protection.locked
    ]
    names = {book["Priser"][f"A{row}"].value for row in open_prices}
    assert {"casework", "tax_municipal"} <= names
    assert "tax_personal_allowance" not in names
    with zipfile.ZipFile(written) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.lower() or "external" in name.lower()]
    assert written.stat().st_size < 3_000_000


def test_numbers_are_stored_in_the_notation_that_follows_the_reader(written):
    book = openpyxl.load_workbook(written)
    row = find(book["Priser"], "casework")
    assert book["Priser"][f"E{row}"].number_format == "#,##0.00"
    assert book["Resultat"].cell(find(book["Resultat"], "Kommunen"), 4).number_format == "#,##0"
    chances = book["Resultat"].cell(find(book["Resultat"], "Kommunen"), 11)
    assert (chances.number_format, chances.data_type) == ("0%", "n")


def test_chances_and_intervals_are_those_of_the_run(written, run):
    sheet = openpyxl.load_workbook(written)["Resultat"]
    row = find(sheet, "Kommunen")
    net = run.result["payers"]["kommune"]["net_dkk_per_participant"]
    frozen = [sheet.cell(row, column).value for column in range(7, 12)]
    assert frozen == [
        *(net[name] for name in ("mean", "mcse", "low", "high")),
        run.result["payers"]["kommune"]["chance_of_gain"],
    ]


def test_every_placeholder_is_on_the_front_and_in_the_list(written, run):
    book = openpyxl.load_workbook(written, data_only=True)
    front = {cell.value for row in book["Forside"].iter_rows() for cell in row}
    for kind in ("from_memory", "assumed"):
        for row in run.result["prices"][kind]:
            assert row["price_id"] in front
            assert book["Priser"].cell(find(book["Priser"], row["price_id"]), 14).value


@pytest.mark.parametrize("text", [HOSTILE, "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "=cmd|' /C calc'!A0", "a & b"])
def test_text_of_a_scenario_never_becomes_a_formula(run, tmp_path, text):
    numbers = workbook_numbers(run.loaded.scenario, run.trajectories)
    origins = [replace(origin, note=text, source=text, field=text) for origin in run.loaded.origins if origin.unit][:3]
    prices = {name: replace(one, note=text, source_title=text) for name, one in numbers.book.prices.items()}
    numbers = replace(numbers, book=replace(numbers.book, prices=prices))
    result = run.result | {"title_da": text, "sentence": text}
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(workbook_bytes(numbers, result, origins, "da"))
    book = openpyxl.load_workbook(path)
    found = 0
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            if str(cell.value) == text:
                assert cell.data_type == "s", (sheet.title, cell.coordinate)
                assert cell.hyperlink is None
                found += 1
            elif cell.data_type == "f":
                assert "HYPERLINK" not in str(cell.value)
                assert "cmd" not in str(cell.value)
    assert found >= 3 * len(origins) + 2


def test_english_has_its_own_words(run):
    numbers = workbook_numbers(run.loaded.scenario, run.trajectories)
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(numbers, run.result, run.loaded.origins, "en")))
    assert book.sheetnames[:4] == ["Front", "Assumptions", "Quantities", "Prices"]
    assert find(book["Result"], "Municipality")
    assert "Discount_rate" in book.defined_names
