"""Plant faults in a copy of the model, one at a time: each must turn a test red.

    python tools/faults.py            all of them, some minutes
    python tools/faults.py generator  those whose name has this in it

A suite that stays green under one of these checks less than it says. Exit code 1 if any does.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("simulator", "exercises", "tests", "notebooks", "pyproject.toml", "start.py")


class Fault(NamedTuple):
    """A mistake somebody might make."""

    name: str
    file: str
    right: str
    wrong: str
    tests: tuple[str, ...]
    """Files of which one must turn red."""


CORE = ("test_oracle", "test_published", "test_flow")
FAULTS = (
    Fault(
        "a priority compared the wrong way", "model/flow/line.py",
        "return sorted(waiting, key=self.ranks.__getitem__)",
        "return sorted(waiting, key=self.ranks.__getitem__, reverse=True)", CORE,
    ),
    Fault(
        "a person booked twice", "model/flow/people.py",
        "> seats + ROUNDING", "> seats + 1", ("test_oracle", "test_properties"),
    ),
    Fault(
        "an activity started before its predecessor is finished", "model/flow/work.py",
        "self.awaits = [count + 1 for count in network.predecessors]",
        "self.awaits = [min(count, 1) + 1 for count in network.predecessors]", CORE,
    ),
    Fault(
        "the policy asked each time something becomes ready", "model/flow/line.py",
        "self.world.at(self.world.today, CHOOSE, self.choose, counts=False)",
        "self.choose(None)", CORE,
    ),
    Fault(
        "one generator shared by all draws", "chance.py",
        "    digest = blake2b(text.encode(), digest_size=8).digest()\n",
        "    import random\n\n    digest = random.Random(hash(seed)).randbytes(8)\n"
        "    globals()['SHARED'] = globals().get('SHARED') or random.Random(seed)\n"
        "    digest = globals()['SHARED'].randbytes(8)\n",
        ("test_chance", "test_switches"),
    ),
    Fault(
        "luck that depends on the order of events", "model/risks/burdens.py",
        '"hits", cause.project, cause.id, *number)', '"hits", self.work.moved, *number)',
        ("test_switches", "test_risks", "test_properties"),
    ),
    Fault(
        "a risk's clock that runs while its project is paused", "model/risks/exposures.py",
        "                exposure.moment.call_off()\n                exposure.moment = None\n", "",
        ("test_risks", "test_properties", "test_switches", "test_oracle"),
    ),
    Fault(
        "work that an issue adds lost where attention is divided", "model/flow/work.py",
        "longer = days / self.speed[place]",
        "longer = days", ("test_properties", "test_risks"),
    ),
    Fault(
        "wrong work found while its project is paused", "model/risks/flaws.py",
        'if self.projects.state[project] == "paused":', "if False:", ("test_oracle",),
    ),
    Fault(
        "no mistakes in a project's last activity", "model/risks/flaws.py",
        "if last and place not in self.handed_in:", "if last and place in self.handed_in:",
        ("test_oracle",),
    ),
    Fault(
        "days forgotten that were lived through before the times changed",
        "model/risks/exposures.py",
        "        for exposure, _ in running:\n            self._live_through(exposure)\n", "",
        ("test_oracle",),
    ),
    Fault(
        "a reserve that is never used up", "model/risks/reserve.py",
        "self.fund = max(0.0, self.fund - cost)", "self.fund = max(0.0, self.fund)",
        ("test_oracle",),
    ),
    Fault(
        "a policy that acts before anybody has looked", "model/replication.py",
        "policy=[*tells, self.desk.step]", "policy=[self.desk.step, *tells]", ("test_oracle",),
    ),
    Fault(
        "reports that know what nobody has noticed", "model/replication.py",
        "return Reports(world, self.scenario, self.work, self.burdens, sight, telling, every)",
        "reports = Reports(world, self.scenario, self.work, self.burdens, sight, telling, every)\n"
        "        honest = reports._left\n"
        "        reports._left = lambda place: honest(place) + sum(\n"
        "            issue.size for issue in self.unnoticed.of_project[place]\n"
        "        )\n"
        "        return reports",
        ("test_extremes", "test_hidden"),
    ),
    Fault(
        "a WIP limit off by one", "model/flow/projects.py",
        "self.in_progress() < policy.wip_limit", "self.in_progress() <= policy.wip_limit",
        ("test_flow", "test_oracle"),
    ),
    Fault(
        "an interval with the wrong degrees of freedom", "experiment/intervals.py",
        "half = student(confidence, len(numbers) - 1)", "half = student(confidence, len(numbers))",
        ("test_experiment", "test_honesty"),
    ),
    Fault(
        "an interval for one look, looked at again and again", "experiment/intervals.py",
        "half = stdev(numbers) * margin(len(numbers), confidence)",
        "half = student(confidence, len(numbers) - 1) * stdev(numbers) / sqrt(len(numbers))",
        ("test_compare", "test_honesty"),
    ),
    Fault(
        "unpaired differences", "experiment/paired.py",
        "world: b[metric] - a[metric] for world, (a, b) in some.items()",
        "world: b[metric] - a[metric] + (world % 2) for world, (a, b) in some.items()",
        ("test_compare",),
    ),
    Fault(
        "worlds in the order in which they are done", "experiment/fly.py",
        "for world in sorted(done)]", "for world in done]", ("test_spread",),
    ),
    Fault(
        "kept worlds found without their decisions", "experiment/keys.py",
        "fingerprint(policy), fingerprint(decisions))", "fingerprint(policy))", ("test_shelf",),
    ),
    Fault(
        "kept worlds believed without a checksum", "experiment/shelf.py",
        "not hmac.compare_digest(self._seal(key, text), seal)", "False", ("test_shelf",),
    ),
    Fault(
        "people counted busy twice", "metrics/steps.py",
        "worked[role] += min(working[role], there) * days",
        "worked[role] += working[role] * days", ("test_metrics", "test_oracle", "test_properties"),
    ),
    Fault(
        "cost of delay not divided by effort", "policies/orders.py",
        "urgency(activity.cost_of_delay, activity.project_effort)",
        "urgency(activity.cost_of_delay, 1.0)",
        ("test_flow", "test_theory_schedules", "test_lessons"),
    ),
    Fault(
        "a policy that is shown a hidden fact", "policies/seen.py",
        "if not event.hidden and (take_in := TAKE_IN.get(type(event))):",
        "more = {facts.RiskOccurred: TAKE_IN[facts.IssueDetected]}\n"
        "            if take_in := (TAKE_IN | more).get(type(event)):",
        ("test_hidden", "test_arrows"),
    ),
    Fault(
        "a decision that takes effect a day late", "model/decide.py",
        "self.world.at(day, DECIDE", "self.world.at(day + 1, DECIDE",
        ("test_decisions", "test_session"),
    ),
)  # fmt: skip


def main(wanted: list[str]) -> int:
    """Plant each fault, and say which test has found it."""
    undetected = 0
    for fault in FAULTS:
        if wanted and not any(word in fault.name for word in wanted):
            continue
        found = planted(fault)
        undetected += found is None
        print(
            f"{'found ' if found else 'MISSED'}  {fault.name}: {found or 'all green'}", flush=True
        )
    return int(undetected > 0)


def planted(fault: Fault) -> str | None:
    """The first test that turns red; None if none does."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "project"
        place.mkdir()
        for name in COPIED:
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, place / name)
        data = ROOT.parent / "shared"
        if data.exists():
            (Path(folder) / "shared").symlink_to(data)
        path = place / "simulator" / fault.file
        text = path.read_text(encoding="utf-8")
        if fault.right not in text:
            raise SystemExit(f"'{fault.name}': {fault.file} no longer has the text to change")
        path.write_text(text.replace(fault.right, fault.wrong), encoding="utf-8")
        tests = [f"tests/{name}.py" for name in fault.tests if (ROOT / f"tests/{name}.py").exists()]
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
        result = subprocess.run(command, cwd=place, capture_output=True, text=True)
    failed = [line for line in result.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0].split(" ")[1] if failed else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
