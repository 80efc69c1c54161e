"""What a few lines of Python say and cost, in a process of their own whose memory is measured."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_MEMORY = 200
"""MB, for Python, the simulator and what it is given together."""
SECONDS = 60
"""After which a process is ended that hangs."""

PEAK = """
import json, sys
def peak():
    try:
        with open("/proc/self/status") as status:  # counts from the start of this very program
            return next(int(it.split()[1]) / 2**10 for it in status if it.startswith("VmHWM"))
    except OSError:
        pass
    try:
        import resource
    except ImportError:  # Windows counts in another way
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)
print(json.dumps([said, peak()]))
"""


def said_by(code: str, *arguments: object) -> str:
    """What the code leaves in `said`, if it takes no more memory than it may."""
    command = [sys.executable, "-c", code + PEAK, *map(str, arguments)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS)
    assert run.returncode == 0, run.stderr[-2000:]
    said, peak = json.loads(run.stdout)
    assert peak < MOST_MEMORY, f"{peak:.0f} MB"
    return said
