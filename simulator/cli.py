"""The same from a terminal: `python -m simulator run FILE… --policy latest_finish_time`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn, TextIO, get_args

from simulator import __version__, experiment, metrics, own_office, plan_forecast, tables
from simulator.bridges.commands import add_commands as add_bridges
from simulator.errors import RefusedError
from simulator.events import ProjectFinished
from simulator.experiment.pay import ADDED, WITHIN
from simulator.figures import promises
from simulator.history import (
    NO_HISTORY,
    Calibration,
    fitted,
    for_picture,
    of_versions,
    paired,
    past_of,
    trials,
)
from simulator.history import sentences as history_sentences
from simulator.learning.effect import effect
from simulator.learning.gathered import Gathered, files_of
from simulator.learning.words import headline, sentences
from simulator.model import simulate
from simulator.narration import narrate, quiet
from simulator.own_office.learned import is_taught
from simulator.plain_text import visible
from simulator.plan_check import check_plan
from simulator.plan_forecast import WORLDS
from simulator.plans import Answers, Imported, Pools, gathered, translated
from simulator.policies import FIELDS, ORDERS, Policy, describe, with_rules
from simulator.policies.ready import READY
from simulator.readers import PLANS, READERS, door, load, plan_of, shipped
from simulator.readers.tables import Mapping, from_toml, write_template
from simulator.scenario import Scenario
from simulator.session import Session
from simulator.workshop.commands import add_commands

FILES = ", ".join((*READERS, *PLANS))

PICTURES = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Promised and kept</title>'
    '<body style="font-family:sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem">'
    "<main><h1>Promised and kept</h1>{}</main></body></html>\n"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when all went well, 2 with a sentence on standard error when not."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an old console may not know every letter
    parser = _parser()
    chosen = parser.parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = chosen.command
    try:
        return command(chosen)
    except (ValueError, OSError) as error:
        _say(f"simulator: {_problem(error)}", stream=sys.stderr)
        return 2


def _problem(error: ValueError | OSError) -> str:
    """What went wrong in words, also where the system says it with a number."""
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"'{error.filename}' cannot be used: {error.strerror}"
    return f"{error}"


def _say(*lines: str, stream: TextIO | None = None) -> None:
    """Print lines, each of which stays one line and moves no cursor, whatever names are in it."""
    for line in lines:
        print(visible(line), file=stream)


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a command in printable letters too."""

    def error(self, message: str) -> NoReturn:
        """Say it on standard error, and end with 2."""
        super().error(visible(message))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="simulator", description="Play a project portfolio.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    scenarios = commands.add_parser("scenarios", help="list the scenarios that are here")
    scenarios.set_defaults(command=_list_scenarios)
    cards = commands.add_parser("mechanisms", help="list how the world works, or show one card")
    cards.add_argument("number", nargs="?", help="a mechanism's number, such as M01")
    cards.set_defaults(command=_show_mechanisms)
    policies = commands.add_parser("policies", help="list the ready-made policies")
    policies.set_defaults(command=_list_policies)
    run = commands.add_parser("run", help="play one world of a scenario or of project files")
    _add_input(run)
    run.add_argument("--seed", type=int, default=0, help="which world (default 0)")
    run.add_argument("--until", type=float, help="last working day (default: to the end)")
    run.add_argument("--log", action="store_true", help="print what happened, day by day")
    run.set_defaults(command=_run)
    worlds = commands.add_parser("worlds", help="play many worlds and compare two policies")
    _add_two(worlds, 100)
    worlds.add_argument(
        "--width", type=float, metavar="W",
        help="instead of a number of worlds: play until the interval of --metric is so wide",
    )  # fmt: skip
    worlds.add_argument("--metric", default="net", help="a headline number (default net)")
    worlds.set_defaults(command=_compare)
    pay = commands.add_parser("pay", help="say what single moves are worth in organisations")
    pay.add_argument("file", nargs="*", help="scenario names or files (default: all that are here)")
    pay.add_argument("--worlds", type=_at_least_two, default=60, help="how many (default 60)")
    pay.add_argument("--fate", default="", help="any text: other luck (default: the usual one)")
    pay.add_argument("--picture", type=Path, metavar="FILE", help="also as a picture, a PNG file")
    pay.add_argument(
        "--within", action="store_true", help="on top of a whole PMO, not added to nothing"
    )
    pay.set_defaults(command=_pay)
    debrief = commands.add_parser("debrief", help="say why a saved flight went as it did")
    debrief.add_argument("file", type=Path, help="a saved flight, a JSON file")
    debrief.add_argument(
        "--out", type=Path, default=Path("debrief.html"), help="the page (default debrief.html)"
    )
    debrief.add_argument("--worlds", type=_at_least_two, default=200, help="how many (default 200)")
    debrief.add_argument(
        "--fates", type=_at_least_two, default=36, help="for each day of a decision (default 36)"
    )
    debrief.add_argument(
        "--scenario", nargs="+", help="scenario file, if it does not come with the simulator"
    )
    debrief.set_defaults(command=_debrief)
    learning = commands.add_parser("learning", help="say what a course changed, from its tests")
    learning.add_argument(
        "file", nargs="+", type=Path, help="tests that trainees have saved, or folders of them"
    )
    learning.add_argument("--out", type=Path, metavar="FILE", help="also as a page, an HTML file")
    learning.set_defaults(command=_learning)
    kept = commands.add_parser("kept", help="say how many finished worlds are kept on disk, where")
    kept.add_argument("--clear", action="store_true", help="throw them away")
    kept.set_defaults(command=_kept)
    sensitivity = commands.add_parser(
        "sensitivity", help="compare two policies while one assumption after the other is changed"
    )
    _add_two(sensitivity, 50)
    sensitivity.add_argument("--metric", default="net", help="a headline number (default net)")
    sensitivity.add_argument(
        "--only", action="append", metavar="NAME",
        help="a mechanism or a parameter, such as hazard or duration.late; may be repeated",
    )  # fmt: skip
    sensitivity.add_argument(
        "--span", type=float, default=0.5, help="numbers times and divided by this (default 0.5)"
    )
    sensitivity.add_argument(
        "--whole-range", action="store_true", help="numbers at both ends of their cards' ranges"
    )
    sensitivity.set_defaults(command=_sensitivity)
    _add_others(commands)
    return parser


def _add_others(commands: "argparse._SubParsersAction[Parser]") -> None:
    """What is about plans from elsewhere, about other programs, and about workshops."""
    _add_plans(commands)
    add_bridges(commands)
    add_commands(commands)


def _add_plans(commands: "argparse._SubParsersAction[Parser]") -> None:
    plan = commands.add_parser("plan", help="say what becomes of a plan of another program")
    _add_answers(plan)
    plan.add_argument("--findings", action="store_true", help="list each of them with its place")
    plan.add_argument("--out", type=Path, metavar="FILE", help="keep it as a file of our own")
    _add_history(plan)
    plan.set_defaults(command=_plan)
    calibrate = commands.add_parser("calibrate", help="learn from what your projects really took")
    calibrate.add_argument(
        "file", nargs="+", type=Path, help=f"finished plans or a history, {', '.join(PLANS)} files"
    )
    calibrate.add_argument("--mapping", type=Path, metavar="FILE", help="which column means what")
    calibrate.add_argument(
        "--cancelled", action="append", default=[], metavar="PROJECT",
        help="a project that was given up: counted, not used; may be repeated",
    )  # fmt: skip
    calibrate.add_argument(
        "--out", type=Path, metavar="FILE", help="pictures as well, an HTML file"
    )
    calibrate.set_defaults(command=_calibrate)
    _add_forecast(commands)
    template = commands.add_parser("template", help="write an Excel workbook to fill in")
    template.add_argument("file", type=Path, help="a .xlsx file that is not there yet")
    template.set_defaults(command=_template)


def _add_answers(parser: argparse.ArgumentParser) -> None:
    """A plan, and what somebody says about it."""
    parser.add_argument("file", type=Path, help=f"a plan, a {', '.join(PLANS)} file")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="which column means what")
    parser.add_argument("--status", type=_date, metavar="DATE", help="day until which all is known")
    parser.add_argument(
        "--pools", default="phase", choices=get_args(Pools), help="who does what names nobody"
    )


def _add_forecast(commands: "argparse._SubParsersAction[Parser]") -> None:
    forecast = commands.add_parser("forecast", help="say when the projects of a plan will be done")
    _add_answers(forecast)
    forecast.add_argument(
        "--worlds", type=_at_least_two, default=WORLDS, help=f"how many (default {WORLDS})"
    )
    forecast.add_argument(
        "--policy", default="first_come", metavar="NAME", help="an order, or a ready-made policy"
    )
    forecast.add_argument("--wip", type=int, help="at most so many projects in progress")
    forecast.add_argument("--rule", action="append", default=[], metavar="NAME=VALUE")
    forecast.add_argument("--fate", default="", help="any text: other luck")
    forecast.add_argument(
        "--out", type=Path, action="append", default=[], metavar="FILE",
        help="every project and activity as a new .xlsx or .csv file; may be repeated",
    )  # fmt: skip
    forecast.add_argument(
        "--page", type=Path, action="append", default=[], metavar="FILE",
        help="one page to print or to show, a new .pdf or .png file; may be repeated",
    )  # fmt: skip
    _add_history(forecast)
    forecast.add_argument(
        "--no-history", action="store_true", help="usual values only, whatever the plan tells"
    )
    forecast.set_defaults(command=_forecast)


def _add_history(parser: argparse.ArgumentParser) -> None:
    """Where to learn from what projects really took."""
    parser.add_argument(
        "--history", type=Path, action="append", default=[], metavar="FILE",
        help="a history or finished plans to learn from; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--keep-risks", action="store_true",
        help="keep the register's risks although the history has what such did",
    )  # fmt: skip


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write 2027-01-04") from None


def _mapping(path: Path | None) -> Mapping | None:
    """How tables are read, from a file; None if nobody names one."""
    if path is None:
        return None
    return from_toml(door.text(path, "a mapping in TOML", expected="a mapping"))


def _imported(chosen: argparse.Namespace) -> Imported:
    mapping = _mapping(chosen.mapping)
    answers = Answers(status=chosen.status, pools=chosen.pools)
    return translated(plan_of(chosen.file, mapping), answers)


def _plan(chosen: argparse.Namespace) -> int:
    imported = _imported(chosen)
    _say(*check_plan(imported).words().split("\n"), "")
    if chosen.findings:
        _say(*(finding.words() for finding in imported.findings))
    else:
        _say(*(f"{count:5} {kind}: {about}"
               for (kind, about), count in gathered(imported.findings).items()))  # fmt: skip
    office = own_office.office_of(imported)
    if chosen.history:
        past = paired(own_office.learned_from([plan_of(it) for it in chosen.history]).rows)
        office = own_office.taught(office, past, chosen.keep_risks)
        _say("", f"Luck is {is_taught(office)}.")
    if chosen.out:
        with chosen.out.open("x", encoding="utf-8") as file:
            file.write(own_office.as_text(office))
    return 0


def _calibrate(chosen: argparse.Namespace) -> int:
    mapping = _mapping(chosen.mapping)
    found = own_office.learned_from([plan_of(file, mapping) for file in chosen.file])
    past = paired(found.rows, chosen.cancelled)
    _say(*of_versions(found), *history_sentences(past))
    if chosen.out:
        pictures = (promises(*for_picture(it)).html() for it in trials(past))
        with chosen.out.open("x", encoding="utf-8") as file:
            file.write(PICTURES.format("".join(pictures)))
    return 0


def _forecast(chosen: argparse.Namespace) -> int:
    policy = _policy(chosen.policy, chosen)
    plan_forecast.check_new(chosen.out, chosen.page)
    imported = _imported(chosen)
    found = plan_forecast.forecast(
        imported, policy, chosen.worlds, fate=chosen.fate, learned=_learned(imported, chosen),
        keep_risks=chosen.keep_risks,
    )  # fmt: skip
    _say(plan_forecast.most_important(found), "")
    for it in found.projects:
        _say(plan_forecast.in_a_line(it))
    for path in chosen.out:
        plan_forecast.write_table(found, path)
    for path in chosen.page:
        plan_forecast.write_page(found, path)
    wanted = (*chosen.out, *chosen.page)
    _say("", plan_forecast.made_how(found), *(f"written {path}" for path in wanted))
    return 0


def _learned(imported: Imported, chosen: argparse.Namespace) -> Calibration:
    """What finished work tells, of the plan itself and of other files."""
    if chosen.no_history:
        return NO_HISTORY
    plans = [imported.plan, *(plan_of(file) for file in chosen.history)]
    past = paired(past_of(plans).rows)
    if chosen.history and past.why_too_few:
        _say(past.why_too_few, "")
    return fitted(past)


def _template(chosen: argparse.Namespace) -> int:
    if chosen.file.exists():
        raise RefusedError(f"{chosen.file.name} is there already; name a file that is not")
    write_template(chosen.file)
    return 0


def _at_least_two(text: str) -> int:
    if not text.isdigit() or int(text) < 2:
        raise argparse.ArgumentTypeError(f"'{text}' is too few; write a number from 2 up")
    return int(text)


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="+", help=f"scenario name, or {FILES} files")
    parser.add_argument(
        "--policy", default="first_come", metavar="NAME",
        help=f"which waiting work goes first: {', '.join(ORDERS)}; "
        f"or a ready-made policy: {', '.join(READY)}",
    )  # fmt: skip
    parser.add_argument("--wip", type=int, help="at most so many projects in progress")
    parser.add_argument(
        "--rule", action="append", default=[], metavar="NAME=VALUE",
        help=f"a rule on top of the policy, such as review_weeks=4; may be repeated. "
        f"Rules: {', '.join(FIELDS)}",
    )  # fmt: skip
    parser.add_argument("--no-pool", action="store_true", help="roles of each file stay its own")


def _add_two(parser: argparse.ArgumentParser, worlds: int) -> None:
    _add_input(parser)
    parser.add_argument("--against", default="first_come", metavar="NAME", help="the other policy")
    parser.add_argument(
        "--worlds", type=_at_least_two, default=worlds, help=f"how many (default {worlds})"
    )
    parser.add_argument("--fate", default="", help="any text: other luck (default: the usual one)")


def _input(chosen: argparse.Namespace) -> tuple[Scenario, Policy]:
    policy = _policy(chosen.policy, chosen)
    return load(*chosen.file, pool=not chosen.no_pool), policy


def _policy(name: str, chosen: argparse.Namespace) -> Policy:
    """A ready-made policy, or one that only has an order, with the rules that were asked for."""
    if name not in READY and name not in ORDERS:
        raise RefusedError(
            f"'{name}' is no order and no ready-made policy; orders: {', '.join(ORDERS)}; "
            f"ready-made: {', '.join(READY)}"
        )
    policy = READY[name] if name in READY else Policy(order=name)
    limit = [] if chosen.wip is None else [f"wip_limit={chosen.wip}"]
    return with_rules(policy, [*limit, *chosen.rule])


def _two(chosen: argparse.Namespace) -> dict[str, Policy]:
    """The policy asked about and the other one, by their names."""
    captains = {name: _policy(name, chosen) for name in (chosen.policy, chosen.against)}
    if len(captains) < 2:
        what = "policies" if chosen.policy in READY else "orders"
        raise RefusedError(
            f"both {what} are {chosen.policy}; write --policy and --against that differ"
        )
    return captains


def _list_policies(chosen: argparse.Namespace) -> int:
    for name, policy in READY.items():
        _say(f"{name:10} {describe(policy)}")
    return 0


def _list_scenarios(chosen: argparse.Namespace) -> int:
    for name in shipped():
        scenario = load(name)
        count = sum(len(project.activities) for project in scenario.projects)
        size = f"{len(scenario.projects)} projects, {count} activities, {len(scenario.risks)} risks"
        _say(f"{name:20} {size:45} {scenario.title}")
    return 0


def _show_mechanisms(chosen: argparse.Namespace) -> int:
    table = tables.mechanism(chosen.number) if chosen.number else tables.mechanisms()
    _say(*table.lines())
    return 0


def _run(chosen: argparse.Namespace) -> int:
    scenario, policy = _input(chosen)
    if len(chosen.file) > 1 and not chosen.no_pool:
        _say("Roles of the same name are one pool of people; --no-pool keeps them apart.", "")
    events = simulate(scenario, policy, chosen.seed, until=chosen.until)
    if chosen.log:
        for event in events:
            if not quiet(event):
                _say(f"day {event.day:8.3f}  {narrate(event, scenario)}")
        _say("")
    table = metrics.projects(events, scenario, chosen.until).rename(index=visible)
    columns = ["status", "done", "due", "finish", "worth", "spent"]
    _say(*table[columns].to_string(na_rep="–").split("\n"), "")
    for name, value in metrics.summary(events, scenario).items():
        _say(f"{name:12} {value:12,.3f}")
    unfinished = len(scenario.projects) - sum(isinstance(e, ProjectFinished) for e in events)
    if unfinished and chosen.until is None:
        _say(
            "", f"{unfinished} projects cannot finish: their work waits for people who never come."
        )
    return 0


def _compare(chosen: argparse.Namespace) -> int:
    scenario, _ = _input(chosen)
    captains = _two(chosen)
    _say(f"what {chosen.policy} has more than {chosen.against}:")
    if chosen.width is not None:
        a, b = captains[chosen.against], captains[chosen.policy]
        _say(
            f"  {experiment.compare(scenario, a, b, chosen.metric, chosen.width, fate=chosen.fate)}"
        )
        return 0
    table = experiment.run(scenario, captains, range(chosen.worlds), fate=chosen.fate)
    for metric in ("value", "on_time", "last_finish", "cost", "net"):
        _say(f"  {experiment.difference(table, chosen.against, chosen.policy, metric)}")
    return 0


def _pay(chosen: argparse.Namespace) -> int:
    offices = {file: load(file) for file in chosen.file or shipped()}
    table = experiment.pay(offices, seeds=range(chosen.worlds), fate=chosen.fate)
    how = WITHIN if chosen.within else ADDED
    _say(*tables.moves(table, how).lines())
    if chosen.picture:
        from simulator import figures  # Matplotlib takes a second to load

        picture = figures.tiles(table, how)
        try:
            chosen.picture.write_bytes(picture.png())
        except OSError as error:
            raise RefusedError(f"cannot write '{chosen.picture}': {error.strerror}") from None
        _say("", picture.sentence)
    return 0


def _debrief(chosen: argparse.Namespace) -> int:
    scenario = load(*chosen.scenario) if chosen.scenario else None
    session = Session.load(chosen.file, scenario)
    from simulator import report  # Matplotlib takes a second to load

    case = report.Case(session, chosen.worlds, chosen.fates, progress=True)
    path = report.save(case, chosen.out, lambda title: _say(f"{title} …", stream=sys.stderr))
    _say(f"written {path}: open it in a browser, print it, or send it")
    return 0


def _learning(chosen: argparse.Namespace) -> int:
    from simulator.report import learned

    gathered = Gathered()
    for path in chosen.file:
        gathered.take_in_all(files_of(path))
    _say(*(f"left out: {it}" for it in gathered.refused), stream=sys.stderr)
    if not gathered.sheets:
        raise RefusedError("nothing was read; name files that trainees have saved")
    found = effect(gathered.sheets)
    _say(headline(found), "")
    if found.gain is not None:
        _say(*learned.table(found).lines(), "")
    _say(*sentences(found), *(f"left out: {it}" for it in found.unmatched))
    if chosen.out:
        learned.save(learned.page(found, gathered.refused), chosen.out)
        _say("", f"written {chosen.out}: open it in a browser, print it, or send it")
    return 0


def _kept(chosen: argparse.Namespace) -> int:
    place = experiment.folder()
    if place is None:
        _say(f"nothing is kept: {experiment.PLACE} says so")
        return 0
    shelf = experiment.Shelf(place)
    if chosen.clear:
        shelf.clear()
    count, size = shelf.count()
    shelf.close()
    if shelf.trouble:
        _say(f"nothing is kept: {shelf.trouble}")
        return 0
    _say(f"{count:,} runs on {size / 2**20:.1f} MB, in {place}")
    return 0


def _sensitivity(chosen: argparse.Namespace) -> int:
    from simulator import (
        figures,
    )  # Matplotlib takes a second to load, and no other command needs it

    scenario, _ = _input(chosen)
    captains = _two(chosen)
    table = experiment.sensitivity(
        scenario, captains[chosen.against], captains[chosen.policy], chosen.metric,
        range(chosen.worlds), chosen.only, None if chosen.whole_range else chosen.span,
        fate=chosen.fate,
    )  # fmt: skip
    names = chosen.against, chosen.policy
    verdict = figures.verdict(table, names)
    _say(*tables.assumptions(table, names).lines(), "", verdict)
    return 0
