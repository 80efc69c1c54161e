"""What a change has made of speed: this program against an earlier commit of itself.

    python benchmarks/before.py           against the commit before the last
    python benchmarks/before.py 45ab0c1   against any other

Both play the same worlds in turn, each in a process of its own, and only the ratio of each round
counts. The logs need not be the same: where they are, a last column says so.
"""

import io
import json
import subprocess
import sys
import tarfile
import tempfile
from functools import partial
from pathlib import Path

from measure import head, rounds, row, spread

ROOT = Path(__file__).parents[1]
ROUNDS, WORLDS = 7, 10
PLAYED = """
import hashlib, json, sys, time
from msgspec import json as whole
from msgspec.structs import replace
from simulator import load, simulate
from simulator.mechanisms import Mechanisms, everything
from simulator.policies.ready import READY

for line in sys.stdin:
    name, which, worlds = json.loads(line)
    how = {"on": everything(), "off": Mechanisms()}.get(which)
    scenario = load(name) if how is None else replace(load(name), mechanisms=how)
    simulate(scenario, READY["tailored"], 0)
    begin = time.process_time()
    logs = [simulate(scenario, READY["tailored"], world) for world in range(worlds)]
    spent = time.process_time() - begin
    digest = hashlib.blake2b(b"".join(map(whole.encode, logs)), digest_size=8).hexdigest()
    print(json.dumps([spent, digest]), flush=True)
"""
QUESTIONS = (
    ("eighteen_months", "on"), ("eighteen_months", "off"), ("eight_projects", "as it is"),
    ("odwell_bridges", "as it is"),
)  # fmt: skip


class Program:
    """One version of the simulator, waiting to be asked how long it plays."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PLAYED], cwd=folder, env={"PYTHONPATH": str(folder)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.digest = ""

    def seconds(self, question: tuple[str, str]) -> float:
        """Processor time of some worlds."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([*question, WORLDS]) + "\n")
        self.process.stdin.flush()
        spent, self.digest = json.loads(self.process.stdout.readline())
        return spent

    def close(self) -> None:
        """Let it go."""
        self.process.communicate()


def main(revision: str) -> None:
    """Ask both the same questions in turn."""
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["git", "archive", revision, "simulator"], cwd=ROOT, capture_output=True, check=True
        ).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as files:
            files.extractall(folder, filter="data")
        now, before = Program(ROOT), Program(Path(folder))
        head(f"Against {revision}", "scenario", "mechanisms", "now / before", "same logs")
        for question in QUESTIONS:
            ours, theirs = (partial(it.seconds, question) for it in (now, before))
            ratios = rounds(ours, theirs, ROUNDS)[2]
            row(*question, spread(ratios), "yes" if now.digest == before.digest else "no")
        now.close()
        before.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "HEAD~1")
