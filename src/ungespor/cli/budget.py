"""The command ``budget``: the views beside the default result."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from ungespor.base.errors import InputError, Problem
from ungespor.cli.options import (
    Json,
    Lang,
    Language,
    People,
    Replications,
    Seed,
    Years,
    app,
    given,
    print_json,
)


class View(StrEnum):
    """The views, by the key of the result that holds them."""

    budget = "budget"
    overlays = "overlays"
    social = "social"
    wrong_pocket = "wrong_pocket"
    contract = "contract"
    break_even_surface = "break_even_surface"
    displacement = "displacement"
    volume = "volume"


@app.command()
def budget(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO|RUN", help="A scenario, or the folder of a run.")],
    view: Annotated[View | None, typer.Option(help="One view; all of them unless given.")] = None,
    people: People = None,
    replications: Replications = None,
    years: Years = None,
    seed: Seed = None,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Show a run as budgets have it: functions, committees, overlays, wrong pockets, contract, break-even."""
    from ungespor.evaluation.compare import read_result
    from ungespor.pipeline import run
    from ungespor.report.notes import placeholder_lines
    from ungespor.report.progress import progress_bar
    from ungespor.report.terminal import make_console, print_notes, print_paragraph, print_table
    from ungespor.report.views_text import TABLES, view_tables
    from ungespor.report.words import word

    overrides = given(people=people, replications=replications, horizon_years=years, seed=seed)
    if Path(scenario).is_dir():
        if overrides:
            raise InputError(_nothing_to_override(scenario, overrides))
        result = read_result(Path(scenario))
    else:
        with progress_bar(lang.value) as progress:
            result = run(scenario, progress=progress, **overrides).result
    names = [view.value] if view else list(TABLES)
    if json:
        kept = {name: result[name] for name in names if name in result}
        print_json({"scenario": result["scenario"], "manifest": result["manifest"], **kept, "prices": result["prices"]})
        return
    console = make_console()
    print_paragraph(result[f"title_{lang.value}"], console, style="bold")
    print_paragraph(word("views.intro", lang.value), console)
    for table in view_tables(result, lang.value, view.value if view else None):
        print_table(table, console)
    if not any(name in result for name in names):
        print_paragraph(word("views.not_there", lang.value), console)
    print_notes(placeholder_lines(result["prices"], lang.value), console)


def _nothing_to_override(folder: str, overrides: dict[str, Any]) -> Problem:
    return Problem(
        what="A run that is finished is only read, so that nothing in it can be changed.",
        file=folder,
        found=", ".join(f"{name}: {value}" for name, value in overrides.items()),
        fix="Leave the options out, or name a scenario.",
    )
