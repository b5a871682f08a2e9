"""Commands that simulate: ``run``, ``demo``, ``compare``, ``placebo``, ``person``."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations when the program runs
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from ungespor.cli.options import (
    OUR_BUG,
    Driver,
    Json,
    Lang,
    Language,
    People,
    Pricing,
    RegimeName,
    Replications,
    ScenarioName,
    Seed,
    Years,
    app,
    given,
    print_json,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ungespor.base.tables import Trajectories
    from ungespor.pipeline import Run
    from ungespor.scenario.load import LoadedScenario

DEMO_SCENARIO: Final = "ibbu_nord"


@app.command()
def run(
    scenario: ScenarioName,
    people: People = None,
    replications: Replications = None,
    years: Years = None,
    seed: Seed = None,
    regime: RegimeName = None,
    pricing: Pricing = None,
    driver: Annotated[Driver, typer.Option(help="Both drivers give the same result.")] = Driver.kernel,
    out: Annotated[Path | None, typer.Option(help="Run folder; default runs/NAME-HASH-SEED.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing run folder.")] = False,
    panel: Annotated[bool, typer.Option("--panel", help="Also write every person and week.")] = False,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Simulate a scenario with and without the effort.

    Shows who pays and who saves. With --json and without --out no run folder is written.
    """
    overrides = given(people=people, replications=replications, horizon_years=years, seed=seed, regime=regime)
    if pricing is not None:
        overrides["pricing"] = pricing.value
    _run(scenario, overrides, out=out, driver=driver.value, force=force, panel=panel, json=json, language=lang)


@app.command()
def demo(lang: Language = Lang.da) -> None:
    """Run IBBU-Nord as it is, and say where the report lies."""
    _run(DEMO_SCENARIO, {}, out=None, force=True, language=lang)


@app.command()
def compare(
    scenarios: Annotated[list[str], typer.Argument(metavar="A B...", help="Scenarios or run folders.")],
    people: People = None,
    replications: Replications = None,
    years: Years = None,
    seed: Seed = None,
    regimes: Annotated[
        tuple[str, str] | None, typer.Option(metavar="OLD NEW", help="One scenario or run under two sets of rules.")
    ] = None,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Set scenarios or earlier runs side by side.

    Or the same people under two sets of rules.
    """
    from ungespor.evaluation.compare import compare as compare_scenarios
    from ungespor.evaluation.compare_regimes import compare_regimes
    from ungespor.report.compare_text import print_comparison
    from ungespor.report.progress import progress_bar
    from ungespor.report.terminal import make_console

    overrides = given(people=people, replications=replications, horizon_years=years, seed=seed)
    with progress_bar(lang.value) as progress:
        if regimes is None:
            comparison = compare_scenarios(*scenarios, progress=progress, **overrides)
        else:
            comparison = compare_regimes(scenarios, regimes, progress=progress, **overrides)
    if json:
        print_json(comparison)
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
        print_json(found)
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
    """Show one young person's two lives, and where they part."""
    from ungespor.evaluation.person import one_person
    from ungespor.report.person_text import print_person
    from ungespor.report.terminal import make_console

    lives = one_person(scenario, id, **given(seed=seed, people=people))
    print_person(lives, id, make_console(), lang.value)


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
    from ungespor.pipeline import live, priced
    from ungespor.report.output_folder import check_folder, default_folder
    from ungespor.report.progress import progress_bar
    from ungespor.scenario.load import load_scenario

    loaded = load_scenario(scenario, overrides)
    folder = out
    if folder is None and not json:
        folder = default_folder(loaded.scenario.name, loaded.sha256, loaded.scenario.seed)
    if folder is not None:
        check_folder(folder, force=force)
    with progress_bar(language.value) as show:
        progress = _and_make_ready(show, loaded, saving=folder is not None)
        trajectories = live(loaded, driver=driver, panel=panel, progress=progress)
    if folder is None:
        result = _told(priced(loaded, trajectories), language)
    else:
        result = _priced_into(folder, loaded, trajectories, force=force, language=language)
    from ungespor.report.terminal import make_console
    from ungespor.report.text import print_result, print_where

    if json:
        print_json(result)
    else:
        print_result(result, make_console(), language.value)
    if folder is not None:
        print_where(folder, make_console(to_stderr=json), language.value)


def _and_make_ready(
    show: Callable[[float], None] | None, loaded: LoadedScenario, *, saving: bool
) -> Callable[[float], None]:
    """Return a function that shows progress and, once, makes ready for what comes after the lives.

    Compiled weeks need no interpreter: while they are lived, it is free to load modules and prices,
    and to work out where each number of the scenario comes from.
    """
    not_ready = [loaded]

    def progress(share: float) -> None:
        if show is not None:
            show(share)
        if not_ready:
            from ungespor.ledger.price_table import load_price_table
            from ungespor.results import summary  # noqa: F401

            if saving:
                import pyarrow.parquet  # noqa: F401

                from ungespor.report import run_folder, text  # noqa: F401
            load_price_table(offers=not_ready.pop().scenario.offers)
            loaded.origins  # noqa: B018 - is kept

    return progress


def _priced_into(
    folder: Path, loaded: LoadedScenario, trajectories: Trajectories, *, force: bool, language: Lang
) -> dict[str, Any]:
    """Price, while the run folder already takes what was lived, and return the result."""
    from ungespor.pipeline import priced
    from ungespor.report.run_folder import new_run_folder

    with new_run_folder(folder, force=force) as building:
        building.add_lives(trajectories)
        done = priced(loaded, trajectories)
        building.add_ledger(done.loaded.scenario, done.ledger)
        result = _told(done, language)
        parts = (done.loaded, done.trajectories, done.price_origins, result)
        building.add_result(*parts, tornado=done.tornado, language=language.value)
    return result


def _told(done: Run, language: Lang) -> dict[str, Any]:
    """Return the result with its sentence in the language of the reader."""
    from ungespor.results.sentence import sentence

    return done.result | {"sentence": sentence(done.result, language.value)}
