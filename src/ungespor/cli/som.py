"""The command that reckons the way of SØM: ``som``."""

from __future__ import annotations

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


@app.command()
def som(
    scenario: ScenarioOrRun,
    people: People = None,
    replications: Replications = None,
    years: Years = None,
    seed: Seed = None,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Reckon a scenario the way of SØM, beside the simulation.

    The difference is explained term by term.
    """
    from ungespor.evaluation.som import som as reckon
    from ungespor.report.progress import progress_bar
    from ungespor.report.som_text import print_som
    from ungespor.report.terminal import make_console

    overrides = given(people=people, replications=replications, horizon_years=years, seed=seed)
    with progress_bar(lang.value) as progress:
        answer = reckon(scenario, progress=progress, **overrides)
    if json:
        print_json(answer)
    else:
        print_som(answer, make_console(), lang.value)
