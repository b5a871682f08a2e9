"""What is said when something goes wrong: what to put right, or where a bug is written down."""

from __future__ import annotations

import sys
import tempfile
import textwrap
import traceback
from dataclasses import replace
from typing import Final

from ungespor.base.errors import InputError, Problem

COMMAND_LINE: Final = "command line"
OPTIONS: Final = {"people": "--people", "replications": "--replications", "horizon_years": "--years", "seed": "--seed"}
"""Fields of a scenario that an option sets, and the option."""
LONGEST_BUG: Final = 300


def input_message(error: InputError) -> str:
    """Return all problems, numbered, with the names of options where an option was wrong."""
    return str(InputError(_as_typed(problem) for problem in error.problems))


def memory_message() -> str:
    """Return what to do when the machine has too little memory."""
    return str(InputError(Problem("The run needs more memory than there is.", fix="Lower --people or --replications.")))


def bug_message(error: Exception) -> str:
    """Return one line about a mistake of our own, and keep the details in a file."""
    words = textwrap.shorten(f"{type(error).__name__}: {error}", LONGEST_BUG, placeholder=" …")
    what = f"This is a bug in ungespor, not in your input ({words})."
    try:
        with tempfile.NamedTemporaryFile("w", prefix="ungespor-", suffix=".log", delete=False, encoding="utf-8") as log:
            log.write(" ".join(sys.argv) + "\n" + traceback.format_exc())
    except OSError:
        return what
    return f"{what} Please report it with the file {log.name}"


def _as_typed(problem: Problem) -> Problem:
    if problem.file != COMMAND_LINE or problem.field not in OPTIONS:
        return problem
    return replace(problem, field=OPTIONS[problem.field])
