"""The command ``validate``: every programme held against its own evaluation."""

from __future__ import annotations

from typing import Annotated

import typer

from ungespor.cli.options import Json, Lang, Language, app, print_json


@app.command()
def validate(
    programme: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this programme; may be given several times.")
    ] = None,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Hold every programme against its own evaluation.

    Reported figures and patterns. What fails is shown as failing; the exit code is 0 all the same.
    """
    from ungespor.evaluation.validate import validate as hold_against
    from ungespor.report.progress import progress_bar
    from ungespor.report.terminal import make_console
    from ungespor.report.validation_text import print_validation
    from ungespor.scenario.reported import load_reported

    with progress_bar(lang.value) as progress:
        rows = hold_against(programme or (), progress=progress)
    if json:
        print_json(rows)
    else:
        print_validation(rows, load_reported(programme or ()), make_console(), lang.value)
