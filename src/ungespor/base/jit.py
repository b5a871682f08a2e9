"""How the rules and the kernels are compiled, and where the compiled code is kept.

Rules are small scalar functions that are always inlined; kernels are the few functions that
Python calls.  Numba's own cache looks only at the file of the kernel itself and would serve
stale code after an edit of a rule in another file.  The cache therefore lies in a folder
named by a hash of every source that can end up inside a kernel.  Where a kernel has to be
compiled, its rules are kept there too: another process that needs them need not compile them.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

import numba
import platformdirs
from numba import config
from numba.core.caching import FunctionCache

if TYPE_CHECKING:
    from collections.abc import Callable

    from numba.core.compiler import CompileResult
    from numba.core.cpu import CPUContext
    from numba.core.typing.templates import Signature

P = ParamSpec("P")
R = TypeVar("R")

# `_nrt=False`: no reference counting, which would cost a factor of fifteen in the inner loop.
PART_FLAGS: Final[dict[str, Any]] = {
    "error_model": "numpy",
    "_nrt": False,
    # Only kernels are called from Python; leaving out the wrappers saves a third of the compilation.
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
}
RULE_FLAGS: Final[dict[str, Any]] = {"forceinline": True, **PART_FLAGS}
KERNEL_FLAGS: Final[dict[str, Any]] = {"nogil": True, "error_model": "numpy", "_nrt": False, "no_cfunc_wrapper": True}


RULES: Final[list[Any]] = []
"""Every rule and part met so far, in numba's form."""


def rule(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a rule: a scalar function that is inlined wherever it is called."""
    return _part_of_a_kernel(function, RULE_FLAGS)


def stage(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a long function as a piece of its only caller.

    It is written into the caller before anything is compiled: as a rule it would be compiled by
    itself, and all of it once more within the caller.  For small functions that is the cheaper way.
    """
    return numba.njit(inline="always", **PART_FLAGS)(function)


def part(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a scalar function that is called, not inlined: long ones that many rules use."""
    return _part_of_a_kernel(function, PART_FLAGS)


def _part_of_a_kernel(function: Callable[P, R], flags: dict[str, Any]) -> Callable[P, R]:
    dispatcher = numba.njit(**flags)(function)
    RULES.append(dispatcher)
    return dispatcher


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a kernel and keep the machine code in :func:`cache_folder`."""
    dispatcher = numba.njit(**KERNEL_FLAGS)(function)
    _keep(dispatcher)
    return dispatcher


def _keep(dispatcher: Any) -> None:
    """Do what `cache=True` does, with a folder and a class of our own."""
    before = config.CACHE_DIR  # type: ignore[attr-defined]
    config.CACHE_DIR = str(cache_folder())  # type: ignore[attr-defined]
    try:
        dispatcher._cache = SavedCode(dispatcher.py_func)  # type: ignore[no-untyped-call]  # noqa: SLF001
    finally:
        config.CACHE_DIR = before  # type: ignore[attr-defined]


@cache
def keep_rules() -> None:
    """Keep the machine code of the rules from now on; a process that only loads kernels is spared the trouble."""
    for dispatcher in RULES:
        _keep(dispatcher)


class SavedCode(FunctionCache):
    """Saved machine code, loaded without numba's knowledge of how to compile.

    Numba first gathers all it can compile, from some fifty modules, which takes longer than loading
    our code.  Where nothing is saved yet, its compiler gathers that by itself.
    """

    def load_overload(self, sig: Signature, target_context: CPUContext) -> CompileResult | None:
        """Return the saved code for these types, or None; names and types are numba's own."""
        with self._guard_against_spurious_io_errors():
            found = self._load_overload(sig, target_context)  # type: ignore[no-untyped-call]
            # Two processes that save a function for different types at the same time may both take the same file.
            if found is not None and found.signature.args == sig:
                return found
        keep_rules()
        return None


def engine_sources() -> list[Path]:
    """Return every file whose text can end up inside a kernel, sorted."""
    package = Path(__file__).resolve().parent.parent
    base = (package / "base" / f"{name}.py" for name in ("hashing", "jit", "normals", "randomness"))
    files = [*base, *package.glob("trajectories/*.py"), package / "evaluation" / "calibration" / "kernel.py"]
    return sorted(files)


@cache
def engine_hash() -> str:
    """Return a hash of the engine's sources, this one with its flags among them; numba itself notes its version."""
    digest = hashlib.sha256()
    for path in engine_sources():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def lasting_folder() -> Path:
    """Return where compiled code is kept from one run to the next."""
    return platformdirs.user_cache_path("ungespor") / engine_hash()


def cache_is_lasting() -> bool:
    """Say whether compiled code is kept from one run to the next."""
    return cache_folder() == lasting_folder()


@cache
def cache_folder() -> Path:
    """Return a writable folder for compiled code; a temporary one where nothing else is writable."""
    folder = lasting_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if writable:
        return folder
    passing = Path(tempfile.mkdtemp(prefix="ungespor-cache-"))
    atexit.register(shutil.rmtree, passing, ignore_errors=True)
    return passing
