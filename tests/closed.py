"""For the notebooks of trainees that pytest runs: no heavy library can be had, as in a browser."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

HEAVY = ("pandas", "numpy", "matplotlib", "scipy", "loky", "platformdirs")
"""Without these every cell has to show what it shows."""
STARTUP = f"""import sys

class Closed:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {HEAVY}:
            raise ImportError(f"{{name}} is closed to notebooks by tests/closed.py")

for _name in [it for it in sys.modules if it.split(".")[0] in {HEAVY}]:
    del sys.modules[_name]  # what the kernel needed for itself, it has
sys.meta_path.insert(0, Closed())
"""
"""What a kernel runs before its first cell."""


def pytest_configure() -> None:
    """Close them in every kernel that starts from now on, which has nobody's own settings."""
    folder = Path(tempfile.mkdtemp(prefix="pmo-closed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    startup = folder / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "closed.py").write_text(STARTUP, encoding="utf-8")
    os.environ["IPYTHONDIR"] = str(folder)
