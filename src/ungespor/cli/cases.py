"""The command that prices a told case: ``case``."""

from __future__ import annotations

from typing import Annotated

import typer

from ungespor.cli.options import Json, Lang, Language, app, print_json


@app.command()
def case(
    name: Annotated[str, typer.Argument(metavar="CASE", help="Name of a case, or path of a file.")],
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Price a told case week by week, two versions side by side."""
    from ungespor.evaluation.case import price_case
    from ungespor.report.case_text import print_case
    from ungespor.report.terminal import make_console

    result = price_case(name)
    if json:
        print_json(result)
    else:
        print_case(result, make_console(), lang.value)
