"""Is the workbook complete, protected, printable, and safe from what a scenario may say?"""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import openpyxl
import pytest

from ungespor.report.workbook.calculation import _surcharge
from ungespor.report.workbook.write import workbook_bytes
from ungespor.results.workbook.counts import PriceKey
from ungespor.results.workbook.numbers import workbook_numbers

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
HOSTILE = '=HYPERLINK("http://x","y")'


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


def test_numbers_are_stored_in_the_notation_that_follows_the_reader(written, find):
    book = openpyxl.load_workbook(written)
    row = find(book["Priser"], "casework")
    assert book["Priser"][f"E{row}"].number_format == "#,##0.00"
    assert book["Resultat"].cell(find(book["Resultat"], "Kommunen"), 4).number_format == "#,##0"
    chances = book["Resultat"].cell(find(book["Resultat"], "Kommunen"), 11)
    assert (chances.number_format, chances.data_type) == ("0%", "n")


def test_chances_and_intervals_are_those_of_the_run(written, tiny_run, find):
    sheet = openpyxl.load_workbook(written)["Resultat"]
    row = find(sheet, "Kommunen")
    kommune = tiny_run.result["payers"]["kommune"]
    frozen = [sheet.cell(row, column).value for column in range(7, 12)]
    wanted = [kommune["net_dkk_per_participant"][name] for name in ("mean", "mcse", "low", "high")]
    assert frozen == pytest.approx([*wanted, kommune["chance_of_gain"]], rel=1e-12)


def test_every_placeholder_is_on_the_front_and_in_the_list(written, tiny_run, find):
    book = openpyxl.load_workbook(written, data_only=True)
    front = {cell.value for row in book["Forside"].iter_rows() for cell in row}
    for kind in ("from_memory", "assumed"):
        for row in tiny_run.result["prices"][kind]:
            assert row["price_id"] in front
            assert book["Priser"].cell(find(book["Priser"], row["price_id"]), 14).value


@pytest.mark.parametrize("text", [HOSTILE, "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "=cmd|' /C calc'!A0", "a & b"])
def test_text_of_a_scenario_never_becomes_a_formula(tiny_run, tmp_path, text):
    numbers = workbook_numbers(tiny_run.loaded.scenario, tiny_run.trajectories, tiny_run.table)
    with_unit = [origin for origin in tiny_run.loaded.origins if origin.unit]
    origins = [replace(origin, note=text, source=text, field=text) for origin in with_unit[:3]]
    prices = {
        name: replace(one, notes={"da": text, "en": text}, source_titles={"da": text, "en": text})
        for name, one in numbers.book.prices.items()
    }
    numbers = replace(numbers, book=replace(numbers.book, prices=prices))
    result = tiny_run.result | {"title_da": text, "sentence": text}
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


def test_english_has_its_own_words(tiny_run, find):
    numbers = workbook_numbers(tiny_run.loaded.scenario, tiny_run.trajectories, tiny_run.table)
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(numbers, tiny_run.result, tiny_run.loaded.origins, "en")))
    assert book.sheetnames[:4] == ["Front", "Assumptions", "Quantities", "Prices"]
    assert find(book["Result"], "Municipality")
    assert "Discount_rate" in book.defined_names


def test_a_tax_that_cannot_be_edited_says_so_beside_it(written, find):
    sheet = openpyxl.load_workbook(written)["Priser"]
    first = find(sheet, "Prisrække")
    rows = [row for row in range(first + 1, sheet.max_row + 1) if sheet.cell(row, 1).value]
    locked = [row for row in rows if sheet.cell(row, 5).protection.locked]
    assert len(locked) == 7
    assert [row for row in rows if str(sheet.cell(row, 2).value).endswith("(låst)")] == locked
    told = " ".join(str(sheet.cell(row, 1).value) for row in range(1, first))
    assert "7 skattesatser og fradrag er grå og låst" in told
    messages = {str(shown.sqref): shown.prompt for shown in sheet.data_validations.dataValidation if shown.prompt}
    cells = {f"E{row}" for row in locked}
    assert {cell for squares in messages for cell in squares.split()} == cells
    assert all(prompt.startswith("Låst her: skattens knæk") for prompt in messages.values())


def test_a_danish_reader_meets_danish(written):
    english = re.compile(r"\b(the|and|of|by|from|with|recalled|section)\b")
    book = openpyxl.load_workbook(written)
    for sheet in book:
        texts = [
            cell.value
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and cell.data_type != "f"
        ]
        found = [text for text in texts if english.search(text)]
        assert not found or sheet.title == "Forudsætninger", found
    notes = [str(row[-1].value) for row in book["Forudsætninger"].iter_rows()]
    assert "Note (på engelsk, som i scenariet)" in notes
    laws = {str(row[-1].value) for row in book["Nøgler"].iter_rows()}
    assert "Lov nr. 994/2015 om refusion §§ 3 og 5" in " ".join(laws)


def test_an_edited_factor_leaves_what_the_other_alone_adds():
    key = PriceKey("supplement", "share", "rule", "", 0, moved=False)
    alone = {(key, "supplement", "supplement"): 6, (key, "supplement", "share"): 7}
    quantities = SimpleNamespace(surcharge={(key, "supplement"): 5}, alone=alone, year=lambda row, _: f"Q{row}")
    prices = SimpleNamespace(same=lambda name: f"same_{name}", lifted=lambda name: f"lifted_{name}")
    month = SimpleNamespace(denominator=12, numerator=52)
    numbers = SimpleNamespace(book=SimpleNamespace(prices={"supplement": month}))
    places = SimpleNamespace(quantities=quantities, prices=prices)
    left = "Q6*same_supplement*lifted_share+Q7*same_share*lifted_supplement*12/52"
    assert _surcharge(numbers, places, key, "supplement", 0) == f"IF(same_supplement*same_share=1,Q5,{left})"
