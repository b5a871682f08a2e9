"""The command ``budget``: the views beside the default result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ungespor.base.errors import InputError, Problem, nearest_name
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

if TYPE_CHECKING:
    from collections.abc import Collection


@app.command()
def budget(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO|RUN", help="A scenario, or the folder of a run.")],
    view: Annotated[str | None, typer.Option(metavar="VIEW", help="One view; all of them unless given.")] = None,
    people: People = None,
    replications: Replications = None,
    years: Years = None,
    seed: Seed = None,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Show a run as budgets have it, and in other views.

    By function, committee and year; with overlays, wrong pockets, contract, break-even and volume.
    """
    from ungespor.evaluation.compare import read_result
    from ungespor.pipeline import run
    from ungespor.report.notes import placeholder_lines
    from ungespor.report.progress import progress_bar
    from ungespor.report.terminal import make_console, print_notes, print_paragraph, print_table
    from ungespor.report.views_text import TABLES, view_tables
    from ungespor.report.words import word

    names = _views(view, TABLES)
    overrides = given(people=people, replications=replications, horizon_years=years, seed=seed)
    if Path(scenario).is_dir():
        if overrides:
            raise InputError(_nothing_to_override(scenario, overrides))
        result = read_result(Path(scenario))
    else:
        with progress_bar(lang.value) as progress:
            result = run(scenario, progress=progress, **overrides).result
    if json:
        kept = {name: result[name] for name in names if name in result}
        print_json({"scenario": result["scenario"], "manifest": result["manifest"], **kept, "prices": result["prices"]})
        return
    console = make_console()
    print_paragraph(result[f"title_{lang.value}"], console, style="bold")
    print_paragraph(word("views.intro", lang.value), console)
    for table in view_tables(result, lang.value, view):
        print_table(table, console)
    if not any(name in result for name in names):
        print_paragraph(word("views.not_there", lang.value), console)
    print_notes(placeholder_lines(result["prices"], lang.value), console)


def _views(view: str | None, views: Collection[str]) -> list[str]:
    """Return the view that was named, or all."""
    if view is None:
        return list(views)
    if view in views:
        return [view]
    nearest = nearest_name(view, views)
    fix = f"Write '{nearest}'." if nearest else "Use one of the allowed names, or leave --view out for all."
    raise InputError(Problem(f"There is no view '{view}'.", None, "--view", view, ", ".join(views), nearest, fix))


def _nothing_to_override(folder: str, overrides: dict[str, Any]) -> Problem:
    return Problem(
        what="A run that is finished is only read, so that nothing in it can be changed.",
        file=folder,
        found=", ".join(f"{name}: {value}" for name, value in overrides.items()),
        fix="Leave the options out, or name a scenario.",
    )
