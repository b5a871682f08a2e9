"""The command ``break-even``: what it takes for each payer to break even."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations when the program runs
from typing import Annotated

import typer

from ungespor.cli.options import (
    Json,
    Lang,
    Language,
    People,
    Replications,
    ScenarioOrRun,
    Seed,
    Years,
    app,
    given,
    print_json,
)


@app.command("break-even")
def break_even(
    scenario: ScenarioOrRun,
    people: People = None,
    replications: Replications = None,
    years: Years = None,
    seed: Seed = None,
    payer: Annotated[list[str] | None, typer.Option(metavar="PAYER", help="A payer or sum; repeatable.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write the surfaces as a page.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing page.")] = False,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Find what it takes for each payer to break even.

    The effect, persistence, price and uptake at which each breaks even within so many years. The
    scenario is simulated on a grid of effects and half-lives, 40 times at each point unless
    --replications says otherwise.
    """
    from ungespor.evaluation.break_even import break_even as search
    from ungespor.report.balance_text import balance_page, print_balance
    from ungespor.report.one_file import check_file, write_file
    from ungespor.report.progress import progress_bar
    from ungespor.report.terminal import make_console

    if out is not None:
        check_file(out, force=force)
    overrides = given(people=people, replications=replications, horizon_years=years, seed=seed)
    with progress_bar(lang.value) as progress:
        found = search(scenario, payers=payer or (), progress=progress, **overrides)
    if out is not None:
        write_file(out, balance_page(found, lang.value))
    if json:
        print_json(found)
    else:
        print_balance(found, make_console(), lang.value)
