"""The command line; one module per group of commands.

Exit codes: 0 all is well, 1 our bug (or a placebo that changed somebody), 2 your input.
"""

from __future__ import annotations

import gc
import os
import sys

import typer

from ungespor.base.errors import InputError
from ungespor.cli import (  # noqa: F401 - importing a module adds its commands
    break_even,
    budget,
    calibration,
    cases,
    money,
    portfolio,
    report,
    runs,
    scenarios,
    som,
    validation,
)
from ungespor.cli.options import INTERRUPTED, OUR_BUG, YOUR_INPUT, app
from ungespor.report.failures import bug_message, input_message, memory_message


def main() -> None:
    """Start the command line; turn every failure into a message and an exit code."""
    # Little of what a command makes goes round in circles: Python need not search for it every 700 objects.
    gc.set_threshold(100_000)
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
