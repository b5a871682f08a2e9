"""Make the hand-made ledger of the views available as the fixture `views_toolbox`."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def views_toolbox():
    spec = spec_from_file_location("views_toolbox", Path(__file__).with_name("views_toolbox.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
