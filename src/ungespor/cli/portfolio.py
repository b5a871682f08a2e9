"""Commands about several offers at once: ``portfolio``, ``coordinate``."""

from __future__ import annotations

from typing import Annotated

import typer

from ungespor.cli.options import (
    Json,
    Lang,
    Language,
    People,
    Replications,
    ScenarioName,
    Seed,
    Years,
    app,
    given,
    print_json,
)


@app.command()
def portfolio(
    name: Annotated[str, typer.Argument(metavar="PORTFOLIO", help="Name of a portfolio, or path of a file.")],
    people: People = None,
    replications: Replications = None,
    years: Years = None,
    seed: Seed = None,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """List a municipality's offers, and simulate who gets them.

    Young people move between the offers under capacity.
    """
    from ungespor.evaluation.portfolio import portfolio as run_portfolio
    from ungespor.report.portfolio_text import print_portfolio
    from ungespor.report.progress import progress_bar
    from ungespor.report.terminal import make_console

    overrides = given(people=people, replications=replications, horizon_years=years, seed=seed)
    with progress_bar(lang.value) as progress:
        found = run_portfolio(name, progress=progress, **overrides)
    if json:
        print_json(found)
    else:
        print_portfolio(found, make_console(), lang.value)


@app.command()
def coordinate(
    scenario: ScenarioName,
    people: People = None,
    replications: Replications = None,
    years: Years = None,
    seed: Seed = None,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Set a scenario beside its twin with a shared plan.

    The twin has a coordinator, too.
    """
    from ungespor.evaluation.coordinate import coordinate as run_coordinate
    from ungespor.report.compare_text import print_comparison
    from ungespor.report.progress import progress_bar
    from ungespor.report.terminal import make_console, print_notes
    from ungespor.report.words import word

    overrides = given(people=people, replications=replications, horizon_years=years, seed=seed)
    with progress_bar(lang.value) as progress:
        comparison = run_coordinate(scenario, progress=progress, **overrides)
    if json:
        print_json(comparison)
        return
    for side, label in zip(comparison["scenarios"], ("without", "with"), strict=True):
        for language in ("da", "en"):
            side[f"title_{language}"] += ", " + word(f"coordinate.{label}", language)
    print_comparison(comparison, make_console(), lang.value)
    print_notes([word("coordinate.caution", lang.value)], make_console())
