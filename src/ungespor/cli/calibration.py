"""Command that fits the baseline: ``calibrate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ungespor.cli.options import Json, Lang, Language, app, print_json


@app.command()
def calibrate(
    name: Annotated[str, typer.Argument(metavar="[BASELINE]", help="Baseline to calibrate.")] = "danish_youth",
    out: Annotated[
        Path | None, typer.Option(help="Folder for posterior and report; default runs/calibrate-BASELINE-SEED.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of all chance.")] = 1,
    draws: Annotated[int, typer.Option(min=1, help="Joint draws to keep.")] = 400,
    json: Json = False,
    lang: Language = Lang.da,
) -> None:
    """Fit the baseline to stocks and flows of young people.

    Shows what they determine. An interrupted calibration goes on where it stopped when started again
    with the same folder.
    """
    from ungespor.evaluation.calibration.calibrate import calibrate as fit
    from ungespor.report.calibration_text import print_calibration
    from ungespor.report.progress import progress_bar
    from ungespor.report.terminal import make_console
    from ungespor.report.words import word

    folder = out if out is not None else Path("runs") / f"calibrate-{name}-{seed}"
    with progress_bar(lang.value) as progress:
        report = fit(name, out=folder, seed=seed, draws=draws, progress=progress).report
    with (folder / "report.txt").open("w", encoding="utf-8") as stream:
        print_calibration(report, make_console(stream), lang.value)
    if json:
        print_json(report)
        return
    print_calibration(report, make_console(), lang.value)
    make_console().print(word("calibration.where", lang.value, folder=folder), soft_wrap=True)
