"""Make the toolbox for tests of the engine available as the fixture `engine`."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

if "engine_toolbox" not in sys.modules:
    path = Path(__file__).parents[1] / "trajectories" / "toolbox.py"
    spec = spec_from_file_location("engine_toolbox", path)
    sys.modules["engine_toolbox"] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules["engine_toolbox"])

engine = sys.modules["engine_toolbox"].engine
