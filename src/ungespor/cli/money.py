"""Commands about prices: ``price`` and ``prices``."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations when the program runs
from typing import Annotated

import typer

from ungespor.cli.options import Json, Lang, Language, app, print_json


@app.command()
def price(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run folder, written by 'ungespor run'.")],
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="ROW=VALUE", help="A price in the row's own unit and price year; repeatable."),
    ] = None,
    discount: Annotated[str | None, typer.Option(metavar="SHARE", help="Discount rate a year, such as 0.02.")] = None,
    regime: Annotated[str | None, typer.Option(metavar="NAME", help="Price the same lives under other rules.")] = None,
    financing: Annotated[str | None, typer.Option(metavar="NAME", help="The way of financing in the headline.")] = None,
    tornado: Annotated[bool, typer.Option("--tornado", help="Each price at its low and its high instead.")] = False,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Price a saved run anew: the same lives at other prices, without simulating."""
    from ungespor.evaluation.price_changes import Changes
    from ungespor.evaluation.reprice import reprice
    from ungespor.report.notes import price_warnings
    from ungespor.report.terminal import make_console
    from ungespor.report.text import print_result
    from ungespor.results.sentence import sentence

    changes = Changes(tuple(set_ or ()), discount, regime, financing)
    done = reprice(run, changes)
    for line in price_warnings(done.changes, lang.value, tables_changed=done.tables_changed):
        typer.echo(line, err=True)
    result = done.run.result | {"sentence": sentence(done.run.result, lang.value)}
    if json:
        print_json(result)
    else:
        print_result(result, make_console(), lang.value)
