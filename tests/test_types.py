"""What the annotations promise is true, and others are told that they may rely on it."""

import os
import re
import subprocess
import sys
import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SILENCED = re.compile(r"#\s*type:\s*ignore")
# Which error is meant, and why it is none.
REASONED = re.compile(r"# type: ignore\[[a-z-]+(, [a-z-]+)*\]  # \S.{9,}")


def silenced():
    """The comments in the simulator that silence the type checker."""
    for path in sorted((ROOT / "simulator").rglob("*.py")):
        with tokenize.open(path) as file:
            for token in tokenize.generate_tokens(file.readline):
                if token.type == tokenize.COMMENT and SILENCED.search(token.string):
                    yield f"{path.relative_to(ROOT)}:{token.start[0]}: {token.string}"


def test_every_annotation_in_the_simulator_is_true():
    """Also in a wheel: simulator/py.typed says so (tests/test_wheel.py)."""
    # What is kept for the next time costs a quarter more, and there is no next time.
    command = [sys.executable, "-m", "mypy", "--cache-dir", os.devnull]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_type_checker_is_silenced_at_most_ten_times_and_each_time_for_a_reason():
    found = list(silenced())
    assert len(found) <= 10
    assert [place for place in found if not REASONED.search(place)] == []
