"""Read one CSV table into texts, with the line each row was written in."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ungespor.base.errors import Problem, nearest_name
from ungespor.base.paths import shown_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row as it was written.

    Attributes
    ----------
    place : str
        ``"cost_tables/benefits.csv:5"``.
    cells : dict of str
        Column name to text, without blanks around it.
    """

    place: str
    cells: dict[str, str]


def read_table(path: Path, columns: Sequence[str], problems: list[Problem]) -> list[TextRow]:
    """Return the rows of a CSV table, adding what is wrong with it to `problems`.

    Parameters
    ----------
    path : Path
    columns : sequence of str
        Exactly these, in any order.
    problems : list of Problem
        Grows by what was found; a row with too many or too few cells is left out.
    """
    file = shown_path(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            lines = [(reader.line_num, [cell.strip() for cell in line]) for line in reader if line]
    except FileNotFoundError:
        problems.append(Problem("The price table is missing.", file, fix="Restore the file that was shipped."))
        return []
    except UnicodeDecodeError:
        fix = "Save the table as 'CSV UTF-8'."
        problems.append(Problem("The table is not text in UTF-8.", file, fix=fix))
        return []
    except (OSError, csv.Error) as error:
        problems.append(Problem(f"The table cannot be read: {error}.", file, fix="Save it as a plain CSV file."))
        return []
    header = lines[0][1] if lines else []
    header_problems = _header_problems(f"{file}:1", header, columns)
    problems.extend(header_problems)
    if header_problems:
        return []
    return [
        TextRow(f"{file}:{number}", dict(zip(header, cells, strict=True)))
        for number, cells in lines[1:]
        if _right_length(f"{file}:{number}", header, cells, problems)
    ]


def _header_problems(place: str, header: list[str], columns: Sequence[str]) -> list[Problem]:
    if len(header) == 1 and header[0].count(";") > 0:
        what = "The columns are separated by semicolons."
        return [Problem(what, place, allowed="commas between columns", fix="Save the table as CSV with commas.")]
    problems = []
    for number, name in enumerate(header):
        if name not in columns:
            nearest = nearest_name(name, columns)
            allowed = ", ".join(columns)
            fix = f"Rename it to '{nearest}'." if nearest else "Remove the column."
            problems.append(Problem("The column is unknown.", place, name, name, allowed, nearest, fix))
        elif name in header[:number]:
            problems.append(Problem("The column appears twice.", place, name, fix="Keep one of them."))
    problems += [
        Problem("The column is missing.", place, name, fix=f"Add the column '{name}'.")
        for name in columns
        if name not in header
    ]
    return problems


def _right_length(place: str, header: list[str], cells: list[str], problems: list[Problem]) -> bool:
    if len(cells) == len(header):
        return True
    problems.append(
        Problem(
            what=f"The row has {len(cells)} cells, but the table has {len(header)} columns.",
            file=place,
            found=", ".join(cells),
            fix="Put quotation marks around a text that holds a comma, and write decimals with a dot.",
        )
    )
    return False
