"""Other luck: the same question in worlds that nobody has looked at, and never by accident."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator import Policy, experiment, load
from simulator.chance import FATE, seed_under
from simulator.policies.ready import READY

ROOT = Path(__file__).resolve().parents[1]
OFFICE = load("three_projects")


def test_without_a_fate_seeds_are_as_they_were():
    assert [seed_under("", seed) for seed in range(5)] == list(range(5))


def test_a_fate_always_gives_the_same_seeds_and_another_gives_others():
    mine, yours = ([seed_under(fate, n) for n in range(1000)] for fate in ("mine", "yours"))
    assert mine == [seed_under("mine", n) for n in range(1000)]
    assert len({*mine, *yours}) == 2000


def test_a_seed_under_a_fate_is_a_whole_number_that_a_browser_keeps():
    assert all(0 <= seed_under("mine", number) < 2**53 for number in range(1000))


def test_a_world_under_a_fate_is_a_world_that_can_be_flown():
    table = experiment.run(OFFICE, {"no": Policy()}, range(3), progress=False, fate="mine")
    assert table["seed"].tolist() == [seed_under("mine", number) for number in range(3)]
    again = experiment.run(OFFICE, {"no": Policy()}, table["seed"].tolist(), progress=False)
    assert again["net"].tolist() == table["net"].tolist()


def test_every_question_can_be_asked_under_another_fate():
    a, b = READY["no_pmo"], READY["light"]
    for ask in (
        lambda fate: experiment.compare(OFFICE, a, b, count=4, progress=False, fate=fate),
        lambda fate: experiment.paths(OFFICE, a, range(4), False, fate=fate).iloc[-1].tolist(),
        lambda fate: experiment.sensitivity(
            OFFICE, a, b, seeds=range(3), parameters=["hazard"], progress=False, fate=fate
        )["difference"].tolist(),
    ):
        assert ask("mine") == ask("mine") != ask("")


def said_under(fate: str, code: str) -> str:
    """What a process prints in which all chance belongs to a fate."""
    command = [sys.executable, "-c", f"from simulator import load, simulate\n{code}"]
    environment = {**os.environ, "PMO_FATE": fate}
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_fate_is_other_luck_in_all_worlds_of_a_process():
    code = "print(hash(simulate(load('three_projects'), seed=1)[-1].day))"
    one, other, again = (said_under(fate, code) for fate in ("one", "other", "one"))
    assert one == again != other


def test_worlds_kept_under_one_fate_do_not_answer_under_another(tmp_path):
    code = (
        f"from simulator import experiment, Policy\n"
        f"import os; os.environ['PMO_CACHE'] = {str(tmp_path)!r}\n"
        f"table = experiment.run(load('three_projects'), {{'no': Policy()}}, range(2), "
        f"progress=False, workers=1)\nprint(table['net'].tolist())"
    )
    assert said_under("one", code) == said_under("one", code) != said_under("other", code)


@pytest.mark.stored_luck("it says what the stored luck is")
def test_tests_know_under_which_luck_they_run():
    assert FATE == ""


def test_a_test_of_stored_luck_is_skipped_under_another_and_says_why(tmp_path):
    command = [
        sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--fate", "other", "-rs",
        f"{Path(__file__).name}::test_tests_know_under_which_luck_they_run",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT / "tests", capture_output=True, text=True)
    assert "1 skipped" in done.stdout
    assert "belongs to the stored luck: it says what the stored luck is" in done.stdout


# The table of many fates


def fates_tool():
    path = ROOT / "tools" / "fates.py"
    spec = importlib.util.spec_from_file_location("fates_tool", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_a_changed_test_has_said_is_forgotten_and_rows_say_how_often_each_was_asked():
    tool = fates_tool()
    old = tool.Found("a", {"t.py::one": False, "t.py::two[x]": True, "u.py::three": True},
                     [("t.py::one", 1, "it > 0", [(-1.0, ">", 0.0)])])  # fmt: skip
    new = tool.Found("b", {"t.py::one": True}, [("t.py::one", 1, "it > 0", [(2.0, ">", 0.0)])])
    found = [*tool.forgotten([old], ["t.py::one", "t.py::two"]), new]
    assert found[0].held == {"u.py::three": True} and found[0].compared == []
    assert tool.forgotten([old], ["t.py"])[0].held == {"u.py::three": True}
    page = tool.chapter(list(tool.together([*found, new._replace(fate="c")])))
    assert "under 1 to 2 fates" in page and "2 of 2 held" in page
    assert "| one (`t`) | 2 of 2 | > 0 | 2 | 2 to 2 |" in page
