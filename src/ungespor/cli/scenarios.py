"""Commands that read scenarios and price tables: ``check``, ``show``, ``list``."""

from __future__ import annotations

from typing import Annotated

import typer

from ungespor.base.errors import InputError, Problem
from ungespor.cli.options import Json, Lang, Language, ScenarioName, app, print_json


@app.command()
def check(
    scenarios: Annotated[list[str] | None, typer.Argument(metavar="SCENARIO...")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Check every scenario and case that comes along.")] = False,
    lang: Language = Lang.da,
) -> None:
    """Check scenarios and cost tables.

    Everything that is wrong is told at once.
    """
    from ungespor.base.paths import cost_tables_folder
    from ungespor.evaluation.case import check_case
    from ungespor.ledger.price_table import load_price_table
    from ungespor.report.words import word
    from ungespor.scenario.case_file import FOLDER, shipped_cases
    from ungespor.scenario.load import load_scenario, shipped_scenarios

    names = [*(scenarios or []), *(shipped_scenarios() if all_ else [])]
    if not names:
        raise typer.BadParameter("name at least one scenario, or give --all", param_hint="SCENARIO")
    problems: list[Problem] = []
    offers: list[str] = []
    for name in names:
        try:
            offers += load_scenario(name).scenario.offers
        except InputError as error:
            problems += error.problems
        else:
            typer.echo(word("check.good", lang.value, name=name))
    for name in shipped_cases() if all_ else ():
        found = check_case(name)
        problems += found
        if not found:
            typer.echo(word("check.good", lang.value, name=f"{FOLDER}/{name}"))
    try:
        load_price_table(cost_tables_folder(), offers)
    except InputError as error:
        problems += error.problems
    if problems:
        raise InputError(problems)


@app.command()
def show(
    scenario: ScenarioName,
    field: Annotated[str | None, typer.Argument(metavar="[FIELD]", help="Dotted path; default all.")] = None,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Show every value of a scenario and where it comes from.

    With unit, range, source, where it is written, and what was changed.
    """
    import dataclasses

    from ungespor.ledger.price_table import load_price_table
    from ungespor.ledger.provenance import price_origins
    from ungespor.report.lists import origin_lines
    from ungespor.scenario.load import load_scenario
    from ungespor.scenario.origins import rows_of

    loaded = load_scenario(scenario)
    prices = price_origins(load_price_table(offers=loaded.scenario.offers), loaded.scenario.prices)
    origins = rows_of([*loaded.origins, *prices], field)
    if json:
        print_json([dataclasses.asdict(origin) for origin in origins])
        return
    for origin in origins:
        typer.echo("\n".join(origin_lines(origin, lang.value)))


@app.command("list")
def list_(json: Json = False, lang: Language = Lang.da) -> None:
    """List the scenarios that come along.

    Who they are about, evidence grade and sources.
    """
    import dataclasses

    from ungespor.report.lists import scenario_list
    from ungespor.report.terminal import make_console, print_table
    from ungespor.scenario.catalogue import Entry, entry_of
    from ungespor.scenario.facts import load_facts
    from ungespor.scenario.load import load_scenario, shipped_scenarios

    facts = load_facts()
    entries: dict[str, Entry | None] = {}
    for name in shipped_scenarios():
        try:
            entries[name] = entry_of(load_scenario(name), facts)
        except InputError:
            entries[name] = None
    if json:
        print_json([dataclasses.asdict(entry) if entry else {"name": name} for name, entry in entries.items()])
        return
    print_table(scenario_list(entries, lang.value), make_console())
