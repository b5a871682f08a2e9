"""Does the workbook, recalculated by LibreOffice, say what Python says - also when somebody edits it?"""

from __future__ import annotations

import shutil
import subprocess
import warnings
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import openpyxl
import pytest

from ungespor.base.tables import PAYERS
from ungespor.evaluation.price_changes import Changes
from ungespor.evaluation.reprice import reprice
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.results.net import REPORTED_PAYERS, net_of
from ungespor.results.payers import describe_payers
from ungespor.scenario import rules_in_force

pytestmark = pytest.mark.slow
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
MUNICIPAL = {"kommune": 0.65, "stat": 0.35}
"""Another way of sharing what the municipality pays alone."""
PRICE, PAYER_COLUMNS = "E", dict(zip(PAYERS, "CDEFGHI", strict=True))


class Edit(NamedTuple):
    sheet: str
    row: str
    column: str
    value: object


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
    "refusion": ([Edit("Nøgler", "ydelsesuge 27-52", "C", 0.33), Edit("Nøgler", "fra ydelsesuge 53", "C", 0.27)], None),
    "a payer's share": (
        [Edit("Nøgler", "municipal", PAYER_COLUMNS[payer], share) for payer, share in MUNICIPAL.items()],
        None,
    ),
}


@pytest.fixture(scope="module")
def recalculated(written, tmp_path_factory, find):
    """Return every edited workbook as LibreOffice calculates it: openpyxl leaves no value in a formula."""
    folder = tmp_path_factory.mktemp("edited")
    files = []
    for number, (edits, _) in enumerate(EDITS.values()):
        book = openpyxl.load_workbook(written)
        for edit in edits:
            sheet = book[edit.sheet]
            labels = 2 if "ydelsesuge" in edit.row else 1
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


def shown(book, find):
    """Return net per participant, net in all and payback year of every payer."""
    sheet = book["Resultat"]
    first = find(sheet, "Kommunen")
    rows = {payer: first + number for number, payer in enumerate(REPORTED_PAYERS)}
    return {payer: tuple(sheet.cell(row, column).value for column in (4, 5, 6)) for payer, row in rows.items()}


def nets(workbook_run, table):
    """Return net per participant and in all, priced by the ledger itself with another table."""
    scenario = workbook_run.loaded.scenario
    net = net_of(price(scenario, workbook_run.trajectories.activities, table), scenario.horizon_years)
    return describe_payers(net, float(workbook_run.trajectories.participants.mean()), scenario.discount_rate.central)


def agree(books, name, payers, find):
    assert name == "nothing" or shown(books[name], find) != shown(books["nothing"], find), "the edit must matter"
    for payer, (per_participant, total, payback) in shown(books[name], find).items():
        assert per_participant == pytest.approx(payers[payer]["net_dkk_per_participant"]["mean"], abs=0.05), payer
        assert total == pytest.approx(payers[payer]["net_dkk_total"]["mean"], abs=0.5), payer
        assert (None if payback == "–" else payback) == payers[payer]["payback_year"], payer


@needs_office
@pytest.mark.parametrize("name", [name for name, (_, changes) in EDITS.items() if changes is not None])
def test_an_edited_workbook_is_the_run_priced_anew(recalculated, small_folder, name, find):
    result = reprice(small_folder, EDITS[name][1]).run.result
    agree(recalculated, name, result["payers"], find)
    sheet = recalculated[name]["Resultat"]
    costs = [sheet.cell(find(sheet, "Kommunen") + number, 3).value for number in range(len(REPORTED_PAYERS))]
    wanted = [result["money"][payer]["programme_cost_dkk_per_participant"]["mean"] for payer in REPORTED_PAYERS]
    assert costs == pytest.approx(wanted, abs=0.05)


@needs_office
def test_an_edited_refusion_share_is_another_rule_of_law(recalculated, workbook_run, monkeypatch, find):
    load = rules_in_force.load_regime

    def edited(name):
        regime = load(name)
        return regime.model_copy(update={"state_shares": (*regime.state_shares[:2], 0.33, 0.27)})

    monkeypatch.setattr(rules_in_force, "load_regime", edited)
    wanted = nets(workbook_run, load_price_table())
    agree(recalculated, "refusion", wanted, find)


@needs_office
def test_an_edited_share_of_a_payer_is_another_payer_rule(recalculated, workbook_run, find):
    table = load_price_table()
    rules = dict(table.rulebook.payer_rules)
    entry = rules["municipal"].entries[0].model_copy(update={"shares": MUNICIPAL})
    rules["municipal"] = rules["municipal"].model_copy(update={"entries": (entry,)})
    other = replace(table, rulebook=table.rulebook.model_copy(update={"payer_rules": rules}))
    agree(recalculated, "a payer's share", nets(workbook_run, other), find)


@needs_office
def test_a_price_by_hand(recalculated, workbook_run, find):
    """Case work: kroner a week, times weeks, discounted, without any of our own pricing."""
    quantity = workbook_run.trajectories.activities.quantity.mean(axis=0)
    arms = workbook_run.trajectories.activities.arms
    net = quantity[arms.index("control")] - quantity[arms.index("intervention")]
    more = np.floor(4321.5 * 12 / 52 * 100 + 0.5) / 100  # kroner a week
    weeks = sum(
        net[number, place] / 1.035 ** (period.follow_up_year - 1)
        for number, period in enumerate(workbook_run.trajectories.activities.periods)
        for place, cell in enumerate(workbook_run.trajectories.activities.cells)
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
def test_the_sensitivity_is_the_tornado(recalculated, workbook_run, find):
    sheet = recalculated["nothing"]["Følsomhed"]
    order = ("public", "kommune", "region", "stat")
    checked = 0
    for row in workbook_run.tornado["rows"]:
        moves = max(abs(value) for ends in row["effects"].values() for value in ends.values())
        if row["price_id"].endswith("_share") or moves < 1e-6:
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
