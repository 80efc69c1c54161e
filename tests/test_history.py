"""Calibration from own history: made-up organisations of known parameters, and real records."""

import importlib.util
from datetime import date, timedelta
from functools import cache
from math import exp, log
from pathlib import Path
from statistics import fmean

import pytest
from elsewhere import written, xer
from msgspec.structs import replace

from simulator import chance, load
from simulator.cli import main
from simulator.errors import RefusedError
from simulator.experiment import interval
from simulator.figures import promises
from simulator.history import (
    Past,
    calibrated,
    fitted,
    of_versions,
    paired,
    past_of,
    sentences,
    tried,
)
from simulator.history.backtest import wilson
from simulator.history.fit import OURS
from simulator.history.forecasts import of_activity, of_project, quantile
from simulator.history.widening import of_few, of_groups, share_between, worth_of_default
from simulator.mechanisms.bias import Bias
from simulator.mechanisms.bias import factor as far
from simulator.mechanisms.duration import Duration, factor
from simulator.plans import PlanPast
from simulator.readers import plan_of

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
DSLIB = Path(__file__).parents[2] / "shared" / "data" / "dslib"
OWN = Duration(standard=0.4, early_spread=1.0, on_plan=0.2, late=0.6)
LATE = Bias(median=1.3, spread=0.25, tail=0.0)


def office(seed: int, projects: int, activities: int, how: Duration, bias: Bias) -> list[PlanPast]:
    """Rows of an organisation that is as these parameters say."""
    rows = []
    for number in range(projects):
        shared = chance.normal(seed, "shared", number)
        lots = (chance.uniform(seed, what, number) for what in ("lot", "size"))
        times = far(chance.normal(seed, "bias", number), *lots, bias)
        for place in range(activities):
            own = [chance.normal(seed, it, number, place) for it in ("role", "own")]
            days = 5.0 + 10 * chance.uniform(seed, "days", number, place)
            actual = days * times * factor(how.standard, shared, *own, how)
            rows.append(PlanPast(f"P{number}", f"A{place}", days, actual))
    return rows


PLAIN = Bias(median=1.0, spread=0.0, tail=0.0)


def dated(rows: list[PlanPast]) -> list[PlanPast]:
    first = date(2026, 1, 5)
    return [replace(it, finished=first + timedelta(30 * int(it.project[1:]))) for it in rows]


def row(project="P", activity="A", planned=5.0, actual=6.0, finished=None) -> PlanPast:
    return PlanPast(project, activity, planned, actual, None, finished)


def test_clicks_later_baselines_and_unfinished_rows_are_left_out_and_counted():
    day = date(2026, 3, 2)
    rows = [row(), row(actual=0.125), row(actual=0.0), row("Q", finished=day, planned=4.0),
            row("Q", finished=day, planned=6.0), row("R")]  # fmt: skip
    past = paired(rows, ["R"])
    assert (past.many, past.clicks, past.again, past.unfinished, past.cancelled) == (2, 1, 1, 1, 1)
    assert past.wholes["Q"].planned == 4.0


def test_a_project_that_has_a_row_of_its_own_is_not_summed():
    past = paired([row(), row(activity="", planned=50.0, actual=55.0)])
    assert past.wholes["P"].planned == 50.0 and past.many == 1


@pytest.mark.parametrize("bad", [-1.0, float("nan"), float("inf")])
def test_days_that_are_no_amount_are_refused(bad):
    with pytest.raises(RefusedError, match="project 'P': actual is .*; write days from 0 up"):
        paired([row(actual=bad)])


def test_a_cancelled_project_must_be_there():
    with pytest.raises(RefusedError, match="no project 'X'"):
        paired([row()], ["X"])


def test_too_few_leave_the_defaults_and_say_why():
    past = paired(office(0, 4, 7, OWN, LATE))
    assert fitted(past).world == OURS and not fitted(past).notes
    assert list(sentences(past))[-1].startswith("4 projects and 28 activities are too few")
    assert fitted(paired(office(0, 5, 1, OWN, LATE))).world != OURS
    assert fitted(paired(office(0, 1, 30, OWN, LATE))).world != OURS


def test_long_histories_give_back_what_they_were_made_from():
    found = fitted(paired(office(1, 60, 40, OWN, PLAIN))).world
    late = found.duration.standard
    assert found.duration.on_plan == pytest.approx(OWN.on_plan, abs=0.04)
    assert found.duration.late == pytest.approx(OWN.late, abs=0.06)
    assert late == pytest.approx(OWN.standard, rel=0.15)
    assert found.bias.median == pytest.approx(1.0, abs=0.05)
    assert found.bias.spread < 0.12


def test_projects_that_take_a_multiple_show_in_the_middle_of_the_forecast():
    past = paired(office(2, 60, 20, OWN, LATE))
    found, seen = fitted(past).world, sorted(it.log for it in past.wholes.values())
    below = of_project(found, past.activities["P0"])
    assert quantile(below, 0.5) == pytest.approx(seen[30], abs=0.1)


def test_short_histories_stay_near_the_defaults():
    like = [row(f"P{p}", f"A{a}", 10.0, days) for p in range(5)
            for a, days in enumerate((10.0, 10.0, 4.0 + p / 2, 8.0, 12.0 + p, 10.0))]  # fmt: skip
    notes = {it.number: it for it in fitted(paired(like)).notes}
    on_plan, middle = notes["activities on plan"], notes["the middle project, times its plan"]
    assert on_plan.weight == 30 / 40 and middle.weight == 5 / 10
    assert on_plan.used == pytest.approx(0.75 * on_plan.own + 0.25 * on_plan.default)
    assert log(middle.used) == pytest.approx((log(middle.own) + log(middle.default)) / 2)


def test_the_next_one_strays_further_than_what_was_seen_by_hand():
    # Student's P90 with 4 degrees of freedom is 1.533, the normal's 1.2816
    assert of_few(5, 4) == pytest.approx((1 + 1 / 5) ** 0.5 * 1.533 / 1.2816, abs=1e-3)
    assert of_few(1e9, 1e9) == pytest.approx(1, abs=1e-6)


def test_rows_that_share_something_tell_less_than_as_many_that_do_not():
    apart = [[it + place / 10 for place in range(6)] for it in range(8)]
    alike = [[place / 10 for place in range(6)] for _ in range(8)]
    assert share_between(apart) > 0.95 and share_between(alike) == 0
    assert of_groups(apart, 10, 5) > of_groups(alike, 10, 5) > 1
    assert of_groups([[1.0]], 10, 5) == 1.0 and share_between([[1.0], [2.0]]) == 0.1


def test_few_projects_leave_the_forecast_wider_than_what_was_seen():
    notes = {it.number: it for it in fitted(paired(office(8, 6, 6, OWN, LATE))).notes}
    assert notes["both spreads are wider, times"].used > 1.01
    many = {it.number: it for it in fitted(paired(office(8, 60, 6, OWN, LATE))).notes}
    assert (
        1 < many["both spreads are wider, times"].used < notes["both spreads are wider, times"].used
    )


def test_a_project_that_was_given_up_counts_by_what_it_had_taken():
    rows = office(9, 12, 8, OWN, replace(LATE, median=1.0))
    whole = [PlanPast("X", "", 100.0, 10.0), PlanPast("Y", "", 100.0, 400.0)]
    tails = [
        fitted(paired([*rows, *lost], [it.project for it in lost])).world.bias.tail
        for lost in ([], whole[:1], whole[1:])
    ]
    # 12 and none: 5 of 17 of the default; hardly begun: as likely as any; four times its plan: sure
    ours = OURS.bias.tail
    assert tails[0] == pytest.approx(5 * ours / 17)
    assert tails[1] == pytest.approx((5 * ours + ours) / 18, rel=0.02)
    assert tails[2] == pytest.approx((5 * ours + 1) / 18, abs=0.012)
    said = list(sentences(paired([*rows, *whole], ["X", "Y"])))
    assert any(it.startswith("2 cancelled projects: ") and "2 of them say" in it for it in said)


@cache
def own_history():
    """The benchmark as a module; it is a script beside the package."""
    spec = importlib.util.spec_from_file_location("own_history", BENCHMARKS / "own_history.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("learned", [5, 12])
@pytest.mark.parametrize("kind", ["as our defaults", "each of its own kind"])
def test_promises_for_projects_that_a_short_history_does_not_see_are_kept(kind, learned):
    it = own_history()
    found = it.made_up(kind, it.Size(learned, 6, 6), range(24))
    for promised in (0.8, 0.9):
        mean, low, high = interval(found["projects", promised])
        assert high > -5, f"{kind}, {learned}: {mean:.1f} points, {low:.1f} to {high:.1f}"


def test_a_default_counts_less_where_a_history_plainly_says_otherwise():
    late = [fitted(paired(office(30 + it, 5, 6, OWN, LATE))).notes[1] for it in range(8)]
    assert {it.number for it in late} == {"activities that are late"}
    assert fmean(it.weight for it in late) > 0.8 > 30 / 40
    assert sum("plainly says otherwise" in it.why for it in late) >= 6
    # means 0.4 and 0.6 are 0.5 ± 1.271, Student's interval of two
    assert worth_of_default([0.4, 0.6], 0.5, 10) == worth_of_default([0.4, 0.6], 1.7, 10) == 10
    assert worth_of_default([0.4, 0.6], 0.5 + 2 * 1.2706, 10) == pytest.approx(2.5, rel=1e-3)
    assert worth_of_default([0.4], 9.0, 10) == 10 and worth_of_default([1.0, 1.0], 0.0, 10) == 0


def test_an_office_that_is_nearly_always_early_can_be_learned_from():
    early = [row(f"P{it % 6}", f"A{it}", 10.0, 5.0 + it % 4) for it in range(600)]
    found = fitted(paired(early)).world
    assert found.duration.on_plan + found.duration.late == pytest.approx(0.1)
    assert quantile(of_project(found, ()), 0.5) < log(0.8)


def test_quantiles_and_shares_agree():
    for below in (of_activity(OURS, 1.0), of_project(OURS, ())):
        for share in (0.1, 0.5, 0.8, 0.9):
            at = quantile(below, share)
            assert below(at - 1e-6) <= share <= below(at) + 1e-6


@cache
def trials(what: str) -> list:
    """Thirty organisations whose projects are alike, each tried on itself."""
    return [tried(paired(office(100 + it, 12, 8, OWN, LATE)), what) for it in range(30)]


@pytest.mark.parametrize("what", ["activities", "projects"])
@pytest.mark.parametrize("place", [1, 2])
def test_promises_are_kept_over_many_organisations(what, place):
    found = [it.promises[place] for it in trials(what)]
    kept, expected = fmean(it.kept for it in found), fmean(it.expected for it in found)
    assert kept == pytest.approx(expected, abs=0.07), (kept, expected)
    held = sum(it.low <= it.expected <= it.high for it in found)
    assert held >= 23, f"{held} of 30 intervals hold what was promised"


def test_an_office_that_is_always_late_is_better_forecast_than_by_its_plan():
    better = sum(it.comparisons[0].verdict == "better" for it in trials("projects"))
    assert better >= 24, f"{better} of 30"


def test_who_is_like_our_defaults_is_seldom_called_better_than_them():
    found = [tried(paired(office(200 + it, 12, 8, OURS.duration, OURS.bias)), "projects")
             for it in range(30)]  # fmt: skip
    better = sum(it.comparisons[1].verdict == "better" for it in found)
    assert better <= 5, f"{better} of 30"


def test_noise_around_the_plan_gives_no_better_middle_than_the_plan():
    noise = Duration(standard=0.6, early_spread=1.0, on_plan=0.0, late=0.5)
    found = [tried(paired(office(300 + it, 10, 6, noise, PLAIN)), "activities") for it in range(30)]
    better = sum(it.comparisons[2].verdict == "better" for it in found)
    assert better <= 5, f"{better} of 30"


def test_nothing_is_better_than_a_plan_that_always_holds():
    found = tried(paired([row(f"P{it}", actual=5.0) for it in range(20)]), "projects")
    assert all(it.verdict != "better" for it in found.comparisons if "plan" in it.against)


def test_dates_let_only_the_past_forecast():
    rows = office(4, 14, 6, OWN, LATE)
    found = tried(paired(dated(rows)), "projects")
    assert found.in_time and found.projects == 9
    assert not tried(paired(rows), "projects").in_time


def test_one_project_alone_cannot_be_tried():
    past = paired(office(5, 1, 40, OWN, LATE))
    assert tried(past, "projects") is None
    assert any("cannot be told" in it for it in sentences(past))
    few = paired(office(5, 4, 40, OWN, LATE))
    assert {it.verdict for it in tried(few, "projects").comparisons} == {
        "cannot be told with so few"
    }


def test_ranks_are_shares_that_weigh_one_together():
    ranks = trials("activities")[0].ranks
    assert all(0 <= it <= 1 for it, _ in ranks)
    assert sum(weight for _, weight in ranks) == pytest.approx(1)


def test_thirteen_of_sixteen_tell_little():
    assert wilson(13 / 16, 16)[1:] == pytest.approx((0.57, 0.93), abs=0.01)


def test_the_scenario_takes_the_parameters_and_offers_both_ways_with_risks():
    scenario, found = load("eight_projects"), fitted(paired(office(6, 12, 8, OWN, LATE)))
    without, both = (calibrated(scenario, found, keep_risks=it) for it in (False, True))
    assert without.mechanisms.duration == found.world.duration
    assert without.mechanisms.bias == found.world.bias
    assert scenario.risks and not without.risks and not without.mitigations
    assert both.risks == scenario.risks and both.mitigations == scenario.mitigations


def test_the_picture_says_what_was_promised_and_kept():
    it = trials("projects")[0]
    kept = [(one.expected, one.kept, one.low, one.high) for one in it.promises]
    sketch = promises(kept, it.ranks, "12 projects")
    assert sketch.sentence.startswith("Forecasts of 12 projects: 50% expected")
    assert sketch.svg.count("<circle") == 3


def test_the_terminal_says_it_in_words(tmp_path, capsys):
    file = tmp_path / "past.csv"
    lines = [f"{it.project};{it.activity};{it.planned:.2f};{it.actual:.2f}"
             for it in office(7, 8, 6, OWN, LATE)]  # fmt: skip
    file.write_text("\n".join(["Project;Activity;Planned days;Actual days", *lines]))
    page = tmp_path / "kept.html"
    assert main(["calibrate", str(file), "--out", str(page)]) == 0
    assert page.read_text(encoding="utf-8").count("<svg") == 2
    out = capsys.readouterr().out
    assert out.startswith("8 projects and 48 activities are over") and "Whole projects of 8" in out
    assert main(["plan", str(file)]) == 2  # a past is no plan
    assert "holds nothing that is still to be done" in capsys.readouterr().err
    assert main(["calibrate", str(file), "--cancelled", "Nobody"]) == 2
    assert "no project 'Nobody'" in capsys.readouterr().err


# Where a history comes from


def p6(done: int, hours: float, status: str) -> str:
    """A file of twelve activities, of which so many are over, three days each."""
    rows = [
        {"task_id": f"{status[-2:]}{it}", "proj_id": "7", "clndr_id": "1", "task_code": f"A{it}",
         "task_name": f"T{it}", "task_type": "TT_Task", "target_drtn_hr_cnt": hours,
         "status_code": "TK_Complete" if it < done else "TK_NotStart",
         "act_start_date": "2027-01-04 08:00" if it < done else "",
         "act_end_date": "2027-01-06 17:00" if it < done else ""}
        for it in range(12)
    ]  # fmt: skip
    project = {"proj_id": "7", "proj_short_name": f"DAM {status}", "last_recalc_date": status}
    return xer(PROJECT=[project], TASK=rows)


def test_two_files_of_a_project_are_paired_by_what_activities_are_called(tmp_path):
    first = plan_of(written(tmp_path, "first.xer", p6(1, 16, "2027-01-01")))
    middle = plan_of(written(tmp_path, "middle.xer", p6(4, 80, "2027-01-05")))
    later = plan_of(written(tmp_path, "later.xer", p6(9, 24, "2027-02-01")))
    found = past_of([later, first, middle])  # in whatever order
    assert (len(found.rows), found.paired, found.gone, found.versions) == (9, 9, 0, 1)
    assert {(it.planned, it.actual) for it in found.rows} == {(2.0, 3.0)}, "the first plan counts"
    assert {it.project for it in found.rows} == {"DAM 2027-02-01"}
    alone = past_of([later])
    assert {(it.planned, it.actual) for it in alone.rows} == {(3.0, 3.0)} and alone.versions == 0
    assert next(of_versions(found)).startswith("1 project is there in more than one file: 9 fin")


def test_plans_that_share_nothing_but_numbers_are_no_versions(tmp_path):
    first = plan_of(written(tmp_path, "first.xer", p6(1, 16, "2027-01-01")))
    other = p6(9, 24, "2027-02-01").replace("\tT", "\tOther ")
    assert past_of([first, plan_of(written(tmp_path, "b.xer", other))]).versions == 0


def test_projects_of_one_template_are_no_versions_of_each_other(tmp_path):
    texts = [p6(9, 24, f"2027-0{it}-01").replace("-01-0", f"-0{it}-0") for it in (2, 3, 4)]
    some = [written(tmp_path, f"{place}.xer", text) for place, text in enumerate(texts)]
    found = past_of([plan_of(it) for it in some])
    assert (found.versions, len(found.rows)) == (0, 27)


def test_a_baseline_beside_its_project_in_one_file_is_its_first_plan(tmp_path):
    both = p6(0, 16, "B1").replace("DAM B1", "DAM - B1").replace("\t7\t", "\t8\t")
    later = p6(9, 24, "2027-02-01").replace("DAM 2027-02-01", "DAM")
    tables = [part for text in (both, later) for part in text.split("\n") if part != "%E"]
    text = "\n".join([*tables[: len(tables) // 2], *tables[len(tables) // 2 + 1 :], "%E", ""])
    found = past_of([plan_of(written(tmp_path, "both.xer", text))])
    assert (found.versions, {(it.planned, it.actual) for it in found.rows}) == (1, {(2.0, 3.0)})


def test_a_jira_export_tells_estimates_against_time_spent(tmp_path):
    rows = [
        "Summary,Issue key,Issue id,Status,Project name,Original estimate,Time Spent,Resolved",
        "Design,OPS-1,11,Done,Ops,57600,86400,05/Mar/27 10:00",
        "Build,OPS-2,12,Done,Ops,28800,,08/Mar/27 10:00",
        "Ship,OPS-3,13,To Do,Ops,28800,7200,",
    ]
    past = plan_of(written(tmp_path, "jira.csv", "\n".join(rows))).history
    assert [(it.project, it.activity, it.planned, it.actual) for it in past] == [
        ("Ops", "Design", 2.0, 3.0),
    ]  # fmt: skip


def test_a_table_with_planned_and_real_dates_is_history(tmp_path):
    rows = [
        "Task;Start;Finish;Actual start;Actual finish;% Complete",
        "Dig;2027-01-04;2027-01-08;2027-01-04;2027-01-12;100 %",
        "Pour;2027-01-11;2027-01-15;2027-01-13;;50 %",
    ]
    past = plan_of(written(tmp_path, "plan.csv", "\n".join(rows))).history
    assert [(it.activity, it.planned, it.actual) for it in past] == [("Dig", 5.0, 7.0)]


@pytest.fixture(scope="module")
def insurer() -> Past:
    if not DSLIB.exists():
        pytest.skip(f"{DSLIB.name} is not here: records of real projects")
    path = BENCHMARKS / "calibration.py"
    spec = importlib.util.spec_from_file_location("calibration", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = module.projects(DSLIB, module.INSURER)
    return paired(
        PlanPast(it.name, f"{place}", one.planned / 8, one.actual / 8)
        for it in found for place, one in enumerate(it.activities)
    )  # fmt: skip


def test_real_records_give_what_our_defaults_were_measured_from(insurer):
    found = fitted(insurer).world
    assert (len(insurer.wholes), insurer.many) == (16, 479)
    assert found.duration.on_plan == pytest.approx(0.42, abs=0.01)
    assert found.duration.standard == pytest.approx(0.72, abs=0.02)
    assert found.bias.median == pytest.approx(0.92, abs=0.03)
    assert exp(quantile(of_activity(found, 1.0), 0.5)) == 1.0


def test_real_records_cannot_tell_80_from_60_percent(insurer):
    promise = tried(insurer, "projects").promises[1]
    assert promise.kept * 16 == pytest.approx(13, abs=1.01)
    assert promise.low < 0.65 and promise.high > 0.9
    assert any("So few cannot tell 80%" in it for it in sentences(insurer))
    activities = tried(insurer, "activities").promises[1]
    assert activities.kept == pytest.approx(0.81, abs=0.03)
