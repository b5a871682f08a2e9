"""The application, the options that commands share, and how a result is printed as JSON."""

from __future__ import annotations

import json as json_module
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer

OUR_BUG: Final = 1
YOUR_INPUT: Final = 2
INTERRUPTED: Final = 130


class Lang(StrEnum):
    """Language of everything a reader sees."""

    da = "da"
    en = "en"


class PricingWay(StrEnum):
    """Which rules price which year."""

    frozen = "frozen"
    dated = "dated"


class Driver(StrEnum):
    """Which driver calls the rules; both give the same lives."""

    kernel = "kernel"
    mesa = "mesa"


def _scenario_of(name: str) -> str:
    """Return the scenario that a run was made from where `name` is its folder."""
    saved = Path(name) / "scenario.yaml"
    return str(saved) if saved.is_file() else name


ScenarioName = Annotated[str, typer.Argument(metavar="SCENARIO", help="Name of a scenario, or path of a file.")]
ScenarioOrRun = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO|RUN", help="A scenario, or the folder of a run, for its scenario.", callback=_scenario_of
    ),
]
People = Annotated[int | None, typer.Option(help="Expected participants per replication.")]
Replications = Annotated[int | None, typer.Option(help="Number of replications.")]
Years = Annotated[int | None, typer.Option(help="Horizon in years.")]
RegimeName = Annotated[str | None, typer.Option("--regime", metavar="NAME", help="A set of rules of regimes.yaml.")]
Pricing = Annotated[
    PricingWay | None, typer.Option("--pricing", help="One set of rules for all years, or those in force at the time.")
]
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


def given(**options: Any) -> dict[str, Any]:
    """Return the options that were given."""
    return {name: value for name, value in options.items() if value is not None}


def print_json(value: object) -> None:
    """Print an object as JSON."""
    typer.echo(json_module.dumps(value, indent=2, allow_nan=False))
