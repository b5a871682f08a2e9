"""The command line: ``ungespor run``, ``check``, ``show``, ``compare``, ``placebo``, ``person``, ``list``, ``demo``.

Exit codes: 0 all is well, 1 our bug (or a placebo that changed somebody), 2 your input.
"""

from __future__ import annotations

import json as json_module
import os
import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations when the program runs
from typing import Annotated, Any, Final

import typer

from ungespor.base.errors import InputError
from ungespor.report.failures import bug_message, input_message, memory_message

OUR_BUG: Final = 1
YOUR_INPUT: Final = 2
INTERRUPTED: Final = 130
DEMO_SCENARIO: Final = "ibbu_nord"


class Lang(StrEnum):
    """Language of everything a reader sees."""

    da = "da"
    en = "en"


class Driver(StrEnum):
    """Which driver calls the rules; both give the same lives."""

    kernel = "kernel"
    mesa = "mesa"


ScenarioName = Annotated[str, typer.Argument(metavar="SCENARIO", help="Name of a scenario, or path of a file.")]
People = Annotated[int | None, typer.Option(help="Expected participants per replication.")]
Replications = Annotated[int | None, typer.Option(help="Number of replications.")]
Years = Annotated[int | None, typer.Option(help="Horizon in years.")]
Seed = Annotated[int | None, typer.Option(help="Seed of all chance.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON, and nothing else.")]
Language = Annotated[Lang, typer.Option("--lang", help="Language of what is shown.")]

app = typer.Typer(
    name="ungespor",
    help="What happens to young people with and without an effort, what it costs, who pays and who saves.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command()
def run(
    scenario: ScenarioName,
    people: People = None,
    replications: Replications = None,
    years: Years = None,
    seed: Seed = None,
    driver: Annotated[Driver, typer.Option(help="Both drivers give the same result.")] = Driver.kernel,
    out: Annotated[Path | None, typer.Option(help="Run folder; default runs/NAME-HASH-SEED.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing run folder.")] = False,
    panel: Annotated[bool, typer.Option("--panel", help="Also write every person and week.")] = False,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Simulate a scenario with and without the effort, and show who pays and who saves.

    With --json and without --out no run folder is written.
    """
    overrides = _given(people=people, replications=replications, horizon_years=years, seed=seed)
    _run(scenario, overrides, out=out, driver=driver.value, force=force, panel=panel, json=json, language=lang)


@app.command()
def demo(lang: Language = Lang.da) -> None:
    """Run IBBU-Nord as it is, and say where the report lies."""
    _run(DEMO_SCENARIO, {}, out=None, force=True, language=lang)


@app.command()
def check(
    scenarios: Annotated[list[str] | None, typer.Argument(metavar="SCENARIO...")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Check every scenario that comes along.")] = False,
    lang: Language = Lang.da,
) -> None:
    """Check scenarios and cost tables, and tell everything that is wrong at once."""
    from ungespor.base.paths import cost_tables_folder
    from ungespor.ledger.price_table import load_price_table
    from ungespor.report.words import word
    from ungespor.scenario.load import check_scenario, shipped_scenarios

    names = [*(scenarios or []), *(shipped_scenarios() if all_ else [])]
    if not names:
        raise typer.BadParameter("name at least one scenario, or give --all", param_hint="SCENARIO")
    problems = []
    for name in names:
        found = check_scenario(name)
        problems += found
        if not found:
            typer.echo(word("check.good", lang.value, name=name))
    try:
        load_price_table(cost_tables_folder())
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
    """Show every value of a scenario: unit, range, source, where it is written, what was changed."""
    import dataclasses

    from ungespor.ledger.price_table import load_price_table
    from ungespor.ledger.provenance import price_origins
    from ungespor.report.lists import origin_lines
    from ungespor.scenario.load import load_scenario
    from ungespor.scenario.origins import rows_of

    loaded = load_scenario(scenario)
    prices = price_origins(load_price_table(), loaded.scenario.prices)
    origins = rows_of([*loaded.origins, *prices], field)
    if json:
        _print_json([dataclasses.asdict(origin) for origin in origins])
        return
    for origin in origins:
        typer.echo("\n".join(origin_lines(origin, lang.value)))


@app.command()
def compare(
    scenarios: Annotated[list[str], typer.Argument(metavar="A B...", help="Scenarios or run folders.")],
    people: People = None,
    replications: Replications = None,
    years: Years = None,
    seed: Seed = None,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Set scenarios or earlier runs side by side."""
    from ungespor.evaluation.compare import compare as compare_scenarios
    from ungespor.report.compare_text import print_comparison
    from ungespor.report.progress import progress_bar
    from ungespor.report.terminal import make_console

    overrides = _given(people=people, replications=replications, horizon_years=years, seed=seed)
    with progress_bar(lang.value) as progress:
        comparison = compare_scenarios(*scenarios, progress=progress, **overrides)
    if json:
        _print_json(comparison)
    else:
        print_comparison(comparison, make_console(), lang.value)


@app.command()
def placebo(
    scenario: ScenarioName,
    seed: Seed = None,
    people: People = None,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Run the effort without its effects: nobody's life may change. Exit code 1 if one does."""
    from ungespor.evaluation.placebo import placebo as run_placebo
    from ungespor.report.words import word

    found = run_placebo(scenario, seed=seed, people=people)
    if json:
        _print_json(found)
    elif found["changed"]:
        values = {"changed": found["changed"], "people": found["people"], "first": found["first_difference"]}
        typer.echo(word("placebo.changed", lang.value, **values))
    else:
        values = {"people": found["people"], "participants": found["participants"]}
        typer.echo(word("placebo.same", lang.value, **values))
    if found["changed"]:
        raise typer.Exit(OUR_BUG)


@app.command()
def person(
    scenario: ScenarioName,
    id: Annotated[int, typer.Option("--id", help="Number of the person.")],
    seed: Seed = None,
    people: People = None,
    lang: Language = Lang.da,
) -> None:
    """Show one young person's two lives side by side, and where they part."""
    from ungespor.evaluation.person import one_person
    from ungespor.report.person_text import print_person
    from ungespor.report.terminal import make_console

    lives = one_person(scenario, id, **_given(seed=seed, people=people))
    print_person(lives, id, make_console(), lang.value)


@app.command("list")
def list_(lang: Language = Lang.da) -> None:
    """List the scenarios that come along."""
    from ungespor.report.lists import scenario_list
    from ungespor.report.terminal import make_console, print_table
    from ungespor.scenario.load import load_scenario, shipped_scenarios

    titles = {}
    for name in shipped_scenarios():
        try:
            titles[name] = getattr(load_scenario(name).scenario, f"title_{lang.value}")
        except InputError:
            titles[name] = "!"
    print_table(scenario_list(titles, lang.value), make_console())


def main() -> None:
    """Start the command line; turn every failure into a message and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # An old Windows code page has no "−": better a question mark than a crash.
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="ungespor")
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            typer.echo("Interrupted.", err=True)
            # Not sys.exit: it would wait for the worlds, or the compilation, that are under way.
            os._exit(INTERRUPTED)
        raise
    except InputError as error:
        typer.echo(input_message(error), err=True)
        sys.exit(YOUR_INPUT)
    except MemoryError:
        typer.echo(memory_message(), err=True)
        sys.exit(YOUR_INPUT)
    except Exception as error:  # noqa: BLE001 - whatever it is, the user sees one line and no traceback
        typer.echo(bug_message(error), err=True)
        sys.exit(OUR_BUG)


def _run(
    scenario: str,
    overrides: dict[str, Any],
    *,
    out: Path | None,
    driver: str = "kernel",
    force: bool = False,
    panel: bool = False,
    json: bool = False,
    language: Lang = Lang.da,
) -> None:
    """Run, write the folder, and show the result or print it as JSON."""
    from ungespor.pipeline import run_loaded
    from ungespor.report.progress import progress_bar
    from ungespor.report.run_folder import check_folder, default_folder, write_run_folder
    from ungespor.report.terminal import make_console
    from ungespor.report.text import print_result, print_where
    from ungespor.results.sentence import sentence
    from ungespor.scenario.load import load_scenario

    loaded = load_scenario(scenario, overrides)
    folder = out
    if folder is None and not json:
        folder = default_folder(loaded.scenario.name, loaded.sha256, loaded.scenario.seed)
    if folder is not None:
        check_folder(folder, force=force)
    with progress_bar(language.value) as progress:
        done = run_loaded(loaded, driver=driver, panel=panel, progress=progress)
    result = done.result | {"sentence": sentence(done.result, language.value)}
    if folder is not None:
        parts = (done.loaded, done.trajectories, done.ledger, done.price_origins, result)
        write_run_folder(folder, *parts, force=force, language=language.value)
    if json:
        _print_json(result)
    else:
        print_result(result, make_console(), language.value)
    if folder is not None:
        print_where(folder, make_console(to_stderr=json), language.value)


def _given(**options: Any) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _print_json(value: object) -> None:
    typer.echo(json_module.dumps(value, indent=2, allow_nan=False))
