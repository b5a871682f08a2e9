"""Write the reference pages that follow from the code and the tables; `--check` only compares.

Run by ``make docs``. A house test runs it with ``--check``, so the pages cannot go stale.
"""

from __future__ import annotations

import ast
import csv
import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generate_columns import columns_page
from generate_fields import fields_page
from generate_output import front_page
from generate_programmes import programmes_page
from generate_rules import rules_page
from generate_validation import validation_page

PROJECT = Path(__file__).resolve().parents[1]
REFERENCE = PROJECT / "docs" / "reference"
ROOMS = ("cli", "evaluation", "pipeline.py", "report", "results", "ledger", "trajectories", "scenario", "base")
NOTE = "<!-- Written by docs/generate.py: change the code or the tables, then run `make docs`. -->\n\n"


def table(headings: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def price_rows() -> list[dict[str, str]]:
    """Return the rows of all price tables."""
    rows = []
    for path in sorted((PROJECT / "cost_tables").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += [{**row, "table": path.name} for row in csv.DictReader(file) if "amount_dkk" in row]
    return rows


def prices_page() -> str:
    """Return the page of all prices and their sources."""
    text = (
        "# Prices and sources\n\n"
        "Every row of the price tables in `cost_tables/`. The range is what the price is drawn from; a row\n"
        "without one is fixed by law or agreement. How to add a row: [add a price](../how_to/add_a_price.md).\n"
    )
    rows = price_rows()
    for name in sorted({row["table"] for row in rows}):
        lines = [
            [
                f"`{row['price_id']}`",
                row["label_en"],
                f"{row['amount_dkk']} ({row['price_year']})",
                row["unit"],
                " – ".join([row["valid_from"], row["valid_to"]]) if row["valid_from"] or row["valid_to"] else "",
                f"{row['low']}–{row['high']}" if row["low"] != row["high"] else "",
                f"`{row['payer_rule']}`",
                f"{row['source_id']}, {row['confidence']}",
            ]
            for row in rows
            if row["table"] == name
        ]
        headings = ["price", "what", "dkk (year)", "per", "in force", "range", "payer rule", "source, confidence"]
        text += f"\n## {name}\n\n{table(headings, lines)}"
    sources = yaml.safe_load((PROJECT / "cost_tables" / "sources.yaml").read_text(encoding="utf-8"))
    lines = [
        [f"`{name}`", str(entry["title"]), str(entry["publisher"]), str(entry["year"]), str(entry["mark"])]
        for name, entry in sources.items()
    ]
    return text + "\n## Sources\n\n" + table(["source", "title", "publisher", "year", "mark"], lines)


def files_page() -> str:
    """Return the page with one line for each source file: the first line of its docstring."""
    text = (
        "# Files\n\nEvery source file in one line, room by room. Where to begin reading: "
        "[architecture](../explanation/architecture.md).\n"
    )
    for room in ROOMS:
        place = PROJECT / "src" / "ungespor" / room
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        rows = []
        for path in files:
            words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            if path.name != "__init__.py":
                rows.append(
                    [
                        f"`{path.relative_to(place) if place.is_dir() else path.name}`",
                        words.split("\n\n")[0].replace("\n", " "),
                    ]
                )
        text += f"\n## {room}\n\n{table(['file', 'what'], rows)}"
    return text


def main() -> int:
    """Write the pages, or say which of them are not up to date."""
    front = PROJECT / "README.md"
    pages = {
        REFERENCE / "scenario_fields.md": NOTE + fields_page(table),
        REFERENCE / "tables.md": NOTE + columns_page(table, PROJECT / "cost_tables"),
        REFERENCE / "prices.md": NOTE + prices_page(),
        REFERENCE / "rules.md": NOTE + rules_page(table, PROJECT / "cost_tables"),
        REFERENCE / "files.md": NOTE + files_page(),
        REFERENCE / "programmes.md": NOTE + programmes_page(table),
        REFERENCE / "validation_table.md": NOTE + validation_page(table, REFERENCE / "validation.json"),
        front: front_page(front.read_text(encoding="utf-8")),
    }
    stale = []
    for path, text in pages.items():
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
    if stale:
        print(f"not up to date: {', '.join(stale)}; run `make docs`")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
