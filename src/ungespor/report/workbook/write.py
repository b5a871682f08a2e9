"""Write the workbook of a run: all of it, or nothing."""

from __future__ import annotations

import os
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ungespor.base.errors import InputError, Problem
from ungespor.report.workbook.assumptions import write_assumptions
from ungespor.report.workbook.calculation import Places, write_calculation
from ungespor.report.workbook.front import write_front
from ungespor.report.workbook.keys import write_keys
from ungespor.report.workbook.log import write_log
from ungespor.report.workbook.paper import Paper
from ungespor.report.workbook.prices import write_prices
from ungespor.report.workbook.quantities import write_quantities
from ungespor.report.workbook.result import factors_cells, write_result
from ungespor.report.workbook.sensitivity import Sources, write_sensitivity
from ungespor.report.workbook.taxes import write_effects, write_taxes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ungespor.results.numbers import Language
    from ungespor.results.workbook.numbers import WorkbookNumbers
    from ungespor.scenario.origins import Origin


def workbook_bytes(
    numbers: WorkbookNumbers, result: Mapping[str, Any], origins: Sequence[Origin], language: Language
) -> bytes:
    """Return the workbook as the bytes of an ``.xlsx`` file.

    Parameters
    ----------
    numbers : WorkbookNumbers
    result : mapping
        The object of ``run --json``, for what is frozen: intervals, chances, the sentence.
    origins : sequence of Origin
        Of the scenario's values.
    language : {"da", "en"}
    """
    stream = BytesIO()
    paper = Paper.open(stream, language, result[f"title_{language}"])
    assumptions = write_assumptions(paper, numbers, origins)
    result_places = factors_cells(paper, numbers, assumptions.rate)
    factors = result_places.sheet.across(result_places.factors_row, 1, numbers.counts.years)
    quantities = write_quantities(paper, numbers)
    prices = write_prices(paper, numbers)
    keys = write_keys(paper, numbers)
    taxes = write_taxes(paper, numbers, prices)
    lines = write_calculation(paper, numbers, Places(quantities, prices, keys, taxes, factors))
    effects = write_effects(numbers, taxes, quantities, lines.lines, factors)
    write_result(paper, numbers, result, lines, result_places, assumptions.participants)
    write_sensitivity(paper, numbers, Sources(prices, lines, taxes, assumptions.participants), effects)
    write_front(paper, numbers, result, result_places, write_log(paper))
    paper.book.set_properties({"title": paper.title, "comments": paper.say("front.what")})
    paper.book.set_calc_mode("auto")
    paper.book.close()
    return stream.getvalue()


def check_target(path: Path, *, force: bool) -> None:
    """Make sure, before anything is computed, that a workbook may be written to `path`.

    Raises
    ------
    InputError
        When there is a file already and `force` is off, when `path` is a folder, or when its
        folder does not exist.
    """
    fix = "Give another file with -o, or replace this one with --force."
    if path.is_dir():
        what = "There is a folder where the workbook is to be written."
        raise InputError(Problem(what, str(path), "-o", fix="Give the name of a file, such as workbook.xlsx."))
    if path.exists() and not force:
        raise InputError(
            Problem("The workbook exists already, and nothing is overwritten unasked.", str(path), fix=fix)
        )
    if not path.parent.is_dir():
        what = "The folder that the workbook is to be written in does not exist."
        raise InputError(Problem(what, str(path.parent), "-o", fix="Make the folder, or give another file with -o."))


def write_workbook(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and rename it, so that no half of a workbook is ever there.

    Raises
    ------
    InputError
        When the place cannot be written, or the file there is open in a program that locks it.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.writing")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        fix = "Close the workbook if it is open, or give another file with -o."
        what = f"The workbook cannot be written: {error.strerror or error}."
        raise InputError(Problem(what, str(path), fix=fix)) from error
    finally:
        beside.unlink(missing_ok=True)
