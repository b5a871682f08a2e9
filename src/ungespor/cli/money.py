"""Commands about prices: ``price`` and ``prices``."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations when the program runs
from typing import TYPE_CHECKING, Annotated

import typer

from ungespor.cli.options import Json, Lang, Language, app, print_json

if TYPE_CHECKING:
    from ungespor.evaluation.reprice import Repriced


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
    tornado: Annotated[bool, typer.Option("--tornado", help="Each price alone at the ends of its range.")] = False,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Price a saved run anew, without simulating.

    The same lives at other prices, rules, discount rate or financing.
    """
    from ungespor.evaluation.price_changes import Changes
    from ungespor.evaluation.reprice import reprice
    from ungespor.report.notes import placeholder_lines
    from ungespor.report.terminal import make_console, print_notes, print_table
    from ungespor.report.text import print_result
    from ungespor.report.tornado_text import tornado_table
    from ungespor.results.sentence import sentence

    done = reprice(run, Changes(tuple(set_ or ()), discount, regime, financing))
    _warn(done, lang)
    result = done.run.result | {"sentence": sentence(done.run.result, lang.value)}
    if tornado and json:
        told = {name: result[name] for name in ("scenario", "manifest", "prices")}
        print_json(told | done.run.tornado)
    elif tornado:
        print_table(tornado_table(done.run.tornado, result, lang.value), make_console())
        print_notes(placeholder_lines(result["prices"], lang.value), make_console())
    elif json:
        print_json(result)
    else:
        print_result(result, make_console(), lang.value)


def _warn(done: Repriced, lang: Lang) -> None:
    """Say on stderr what somebody who changes prices may have overlooked."""
    from ungespor.report.changes_text import warning_lines

    for line in warning_lines(
        done.run.manifest["repriced"],
        lang.value,
        unused=done.unused,
        tables_changed=done.tables_changed,
    ):
        typer.echo(line, err=True)


@app.command()
def prices(
    diff: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="A B", help="Only what differs between two regimes or two price years."),
    ] = None,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """List every price with its range and its source.

    With unit, price year and who pays, and at the end the placeholders.
    """
    from ungespor.ledger.price_list import price_differences, price_list
    from ungespor.ledger.price_table import load_price_table
    from ungespor.report.price_text import print_differences, print_prices
    from ungespor.report.terminal import make_console

    table = load_price_table()
    shown = price_list(table) if diff is None else price_differences(table, *diff)
    if json:
        print_json(shown)
    elif diff is None:
        print_prices(shown, make_console(), lang.value)
    else:
        print_differences(shown, make_console(), lang.value)
