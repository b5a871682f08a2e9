"""What a programme is judged by: its runs, made only when a statistic asks for them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from ungespor.evaluation.lives import lives_of
from ungespor.pipeline import live, run_loaded
from ungespor.scenario.load import LoadedScenario, load_scenario

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from ungespor.base.tables import Trajectories
    from ungespor.evaluation.lives import Lives
    from ungespor.pipeline import Run

REPLICATIONS: Final = 100
"""Of the run without a panel: sums, queues and money."""
PANEL_SIZE: Final[dict[str, Any]] = {"replications": 40, "horizon_years": 2}
"""Of the run with a panel, unless the file of targets says otherwise."""


class Evidence:
    """The runs of one programme, as it is or with something changed.

    Parameters
    ----------
    programme : str
    changed : mapping
        What is changed, written as in a scenario file.
    size : mapping
        Fields that set the size of the run with a panel.
    """

    def __init__(self, programme: str, changed: Mapping[str, Any], size: Mapping[str, Any]) -> None:
        self.programme = programme
        self.changed = changed
        self.size = size

    @cached_property
    def run(self) -> Run:
        """The run without a panel, priced."""
        return run_loaded(self._loaded)

    @cached_property
    def trajectories(self) -> Trajectories:
        """What happened in the run without a panel; not priced unless money is asked for."""
        return self.run.trajectories if "run" in self.__dict__ else live(self._loaded)

    @property
    def _loaded(self) -> LoadedScenario:
        return load_scenario(self.programme, {"replications": REPLICATIONS, **self.changed})

    @property
    def lives(self) -> Lives:
        """The lives of the run with a panel."""
        return self._seen[0]

    @property
    def participants(self) -> NDArray[np.int64]:
        """Participants in each replication of the run with a panel."""
        return self._seen[1]

    @cached_property
    def _seen(self) -> tuple[Lives, NDArray[np.int64]]:
        loaded = load_scenario(self.programme, {**PANEL_SIZE, **self.size, **self.changed})
        trajectories = live(loaded, panel=True)
        assert trajectories.panel is not None  # noqa: S101 - asked for above
        return lives_of(trajectories.panel, loaded.scenario), trajectories.participants

    def forget(self) -> None:
        """Let go of what has been simulated."""
        for name in ("run", "trajectories", "_seen"):
            self.__dict__.pop(name, None)
