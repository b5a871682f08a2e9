"""The command ``report``: a saved run in another form."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations when the program runs
from typing import Annotated

import typer

from ungespor.cli.options import Lang, Language, app


@app.command()
def report(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run folder, written by 'ungespor run'.")],
    excel: Annotated[bool, typer.Option("--excel", help="Write a workbook that recalculates.")] = False,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="The file to write; default RUN/workbook.xlsx.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    lang: Language = Lang.da,
) -> None:
    """Write a saved run as a workbook with live formulas.

    Prices, rate and keys can be edited, and all mean results are worked out again.
    """
    from ungespor.base.errors import InputError, Problem
    from ungespor.evaluation.price_changes import Changes
    from ungespor.evaluation.reprice import reprice
    from ungespor.report.words import word
    from ungespor.report.workbook.write import check_target, workbook_bytes, write_workbook
    from ungespor.results.sentence import sentence
    from ungespor.results.workbook.numbers import workbook_numbers

    if not excel:
        what = "Nothing says what kind of report to write."
        fix = "Add --excel; the page of the run is report.html in its folder."
        raise InputError(Problem(what, field="report", allowed="--excel", fix=fix))
    path = run / "workbook.xlsx" if out is None else out
    if run.is_dir() or out is not None:
        check_target(path, force=force)
    done = reprice(run, Changes())
    if done.tables_changed:
        typer.echo(word("workbook.tables_changed", lang.value), err=True)
    result = done.run.result | {"sentence": sentence(done.run.result, lang.value)}
    numbers = workbook_numbers(done.run.loaded.scenario, done.run.trajectories, done.run.table)
    write_workbook(path, workbook_bytes(numbers, result, done.run.loaded.origins, lang.value))
    typer.echo(word("workbook.written", lang.value, path=path))
