"""For the notebooks that pytest runs: a kernel that does not come up has a second try, and whoever
sits there has locked all predictions."""

import atexit
import shutil
from typing import Any

from nbval import kernel

from tests.trainee import sit_down

_start = kernel.start_new_kernel


def pytest_configure() -> None:
    """Let the notebooks of this call find a trainee's files; no test of the simulator does."""
    atexit.register(shutil.rmtree, sit_down(), ignore_errors=True)


def start_with_second_try(*args: Any, **options: Any) -> Any:
    """Start a notebook's kernel; once more if it died before it answered.

    A kernel is told five free ports and takes them a second later. Beside other kernels,
    browsers and clusters another program may have taken one by then, and the kernel ends.
    """
    try:
        return _start(*args, **options)
    except RuntimeError:
        return _start(*args, **options)


kernel.start_new_kernel = start_with_second_try
