"""The same from a terminal: `python -m simulator run FILE… --policy latest_finish_time`."""

import argparse
import sys
from collections.abc import Sequence

from simulator import __version__, experiment, metrics, tables
from simulator.errors import RefusedError
from simulator.events import ProjectFinished
from simulator.model import simulate
from simulator.narration import QUIET, narrate
from simulator.policies import ORDERS, Policy
from simulator.readers import load, shipped
from simulator.scenario import Scenario


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when all went well, 2 with a sentence on standard error when not."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an old console may not know every letter
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        return chosen.command(chosen)
    except (ValueError, OSError) as error:
        print(f"simulator: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="simulator", description="Play a project portfolio.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    scenarios = commands.add_parser("scenarios", help="list the scenarios that are here")
    scenarios.set_defaults(command=_list_scenarios)
    cards = commands.add_parser("mechanisms", help="list how the world works, or show one card")
    cards.add_argument("number", nargs="?", help="a mechanism's number, such as M01")
    cards.set_defaults(command=_show_mechanisms)
    run = commands.add_parser("run", help="play one world of a scenario or of project files")
    _add_input(run)
    run.add_argument("--seed", type=int, default=0, help="which world (default 0)")
    run.add_argument("--until", type=float, help="last working day (default: to the end)")
    run.add_argument("--log", action="store_true", help="print what happened, day by day")
    run.set_defaults(command=_run)
    worlds = commands.add_parser("worlds", help="play many worlds and compare orders")
    _add_input(worlds)
    worlds.add_argument("--against", default="first_come", choices=ORDERS, metavar="ORDER")
    worlds.add_argument("--worlds", type=_at_least_two, default=100, help="how many (default 100)")
    worlds.set_defaults(command=_compare)
    return parser


def _at_least_two(text: str) -> int:
    if not text.isdigit() or int(text) < 2:
        raise argparse.ArgumentTypeError(f"'{text}' is too few; write a number from 2 up")
    return int(text)


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="+", help="scenario name, or .toml, .sm and .p2x files")
    parser.add_argument(
        "--policy", default="first_come", choices=ORDERS, metavar="ORDER",
        help="which waiting work goes first: " + ", ".join(ORDERS),
    )  # fmt: skip
    parser.add_argument("--wip", type=int, help="at most so many projects in progress")
    parser.add_argument("--no-pool", action="store_true", help="roles of each file stay its own")


def _input(chosen: argparse.Namespace) -> tuple[Scenario, Policy]:
    scenario = load(*chosen.file, pool=not chosen.no_pool)
    return scenario, Policy(order=chosen.policy, wip_limit=chosen.wip)


def _list_scenarios(chosen: argparse.Namespace) -> int:
    for name in shipped():
        scenario = load(name)
        count = sum(len(project.activities) for project in scenario.projects)
        size = f"{len(scenario.projects)} projects, {count} activities, {len(scenario.risks)} risks"
        print(f"{name:20} {size:45} {scenario.title}")
    return 0


def _show_mechanisms(chosen: argparse.Namespace) -> int:
    print(tables.mechanism(chosen.number) if chosen.number else tables.mechanisms())
    return 0


def _run(chosen: argparse.Namespace) -> int:
    scenario, policy = _input(chosen)
    if len(chosen.file) > 1 and not chosen.no_pool:
        print("Roles of the same name are one pool of people; --no-pool keeps them apart.\n")
    events = simulate(scenario, policy, chosen.seed, until=chosen.until)
    if chosen.log:
        for event in events:
            if not isinstance(event, QUIET):
                print(f"day {event.day:8.3f}  {narrate(event, scenario)}")
        print()
    table = metrics.projects(events, scenario, chosen.until)
    print(table[["status", "done", "due", "finish", "worth", "spent"]].to_string(na_rep="–"))
    print()
    for name, value in metrics.summary(events, scenario).items():
        print(f"{name:12} {value:12,.3f}")
    unfinished = len(scenario.projects) - sum(isinstance(e, ProjectFinished) for e in events)
    if unfinished and chosen.until is None:
        print(f"\n{unfinished} projects cannot finish: their work waits for people who never come.")
    return 0


def _compare(chosen: argparse.Namespace) -> int:
    scenario, policy = _input(chosen)
    other = Policy(order=chosen.against, wip_limit=chosen.wip)
    captains = {chosen.policy: policy, chosen.against: other}
    if len(captains) < 2:
        raise RefusedError(
            f"both orders are {chosen.policy}; write --policy and --against that differ"
        )
    table = experiment.run(scenario, captains, range(chosen.worlds))
    print(f"what {chosen.policy} has more than {chosen.against}:")
    for metric in ("value", "on_time", "last_finish", "cost", "net"):
        print(" ", experiment.compare(table, chosen.against, chosen.policy, metric))
    return 0
