"""A progress bar where somebody is watching."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ungespor.report.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ungespor.results.numbers import Language


@contextmanager
def progress_bar(language: Language) -> Iterator[Callable[[float], None] | None]:
    """Give a function that moves a bar on standard error, or None where that is no terminal.

    The function takes the share of the work that is done, from 0 to 1.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    from ungespor.report.terminal import make_console

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=make_console(to_stderr=True), transient=True) as bar:
        task = bar.add_task(word("progress", language), total=1.0)
        yield lambda share: bar.update(task, completed=share)
