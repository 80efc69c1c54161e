"""What activities and projects do against plan: by hand, by the design's tables, by the records."""

import importlib.util
from math import exp, isfinite, log, sqrt
from pathlib import Path
from statistics import NormalDist, fmean, stdev

import pytest

from simulator import chance, figures
from simulator.errors import RefusedError
from simulator.mechanisms import bias, duration
from simulator.mechanisms.bias import LITERATURE, LITERATURE_IT, Bias
from simulator.mechanisms.duration import LOGNORMAL, RECORDED, Duration, at_most, factor

WORLDS = range(20_000)
KINDS = ("routine", "standard", "novel", "research")


@pytest.fixture(scope="module")
def calibration():
    """The benchmark as a module; it is a script beside the package."""
    path = Path(__file__).parents[1] / "benchmarks" / "calibration.py"
    spec = importlib.util.spec_from_file_location("calibration", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def recorded(calibration, request):
    """The insurer's sixteen projects."""
    folder = request.getfixturevalue("shared_data") / "dslib"
    return calibration.projects(folder, calibration.INSURER)


@pytest.fixture(scope="module")
def drawn():
    """Actual / planned of one standard activity in each of many worlds."""
    how = Duration()
    draws = (
        [chance.normal(seed, name) for name in ("project", "role", "activity")] for seed in WORLDS
    )
    return sorted(factor(how.standard, *normals, how) for normals in draws)


def share(numbers: list[float], most: float) -> float:
    return sum(it <= most for it in numbers) / len(numbers)


# An activity


def test_an_activity_in_the_band_takes_exactly_as_long_as_planned():
    how = Duration(on_plan=0.4, late=0.3)
    lower, upper = duration.band(how)
    assert (lower, upper) == pytest.approx((-0.5244005, 0.5244005))
    assert [factor(0.5, 0, 0, own, how) for own in (-0.5, 0, 0.5)] == [1, 1, 1]


def test_beyond_the_band_an_activity_strays_by_its_distance_from_it():
    how = Duration(on_plan=0.4, late=0.3, early_spread=2, project_share=0, role_share=0)
    assert factor(0.5, 9, 9, 1.5244005, how) == pytest.approx(exp(0.5))
    assert factor(0.5, 9, 9, -1.5244005, how) == pytest.approx(exp(-0.5 * 2))


def test_without_a_band_it_is_the_lognormal_of_old_to_the_last_bit():
    for seed in range(200):
        z = [chance.normal(seed, name) for name in ("project", "role", "activity")]
        luck = sqrt(0.2) * z[0] + sqrt(0.1) * z[1] + sqrt(1.0 - 0.2 - 0.1) * z[2]
        assert [factor(getattr(LOGNORMAL, kind), *z, LOGNORMAL) for kind in KINDS] == [
            exp(0.3 * luck), exp(0.5 * luck), exp(0.8 * luck), exp(1.0 * luck),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("spread", "mean", "p80", "p90", "variation"),
    [(0.3, 1.05, 1.29, 1.47, 0.31), (0.5, 1.13, 1.52, 1.90, 0.53), (0.8, 1.38, 1.96, 2.79, 0.95)],
)
def test_a_lognormal_activity_by_the_table_of_the_design(spread, mean, p80, p90, variation):
    alone = Duration(on_plan=0, late=0.5, early_spread=1, project_share=0, role_share=0)
    high = [factor(spread, 0, 0, NormalDist().inv_cdf(part), alone) for part in (0.8, 0.9)]
    assert high == pytest.approx([p80, p90], abs=0.006)
    parts = [(number + 0.5) / 20_000 for number in range(20_000)]
    many = [factor(spread, 0, 0, NormalDist().inv_cdf(part), alone) for part in parts]
    assert fmean(many) == pytest.approx(mean, abs=0.006)
    assert stdev(many) / fmean(many) == pytest.approx(variation, abs=0.006)


def test_more_bad_luck_never_makes_an_activity_shorter():
    luck = [number / 10 - 4 for number in range(81)]
    for how in (Duration(), LOGNORMAL, Duration(on_plan=1, late=0), Duration(on_plan=0, late=0.9)):
        times = [factor(1.0, it, it, it, how) for it in luck]
        assert times == sorted(times) and all(isfinite(it) and it > 0 for it in times)


def test_nobody_is_early_or_late_where_no_share_is():
    luck = (-4, -1, 0, 1, 4)
    assert [factor(1, 0, 0, it, Duration(on_plan=1, late=0)) for it in luck] == [1] * 5
    assert min(factor(1, 0, 0, it, Duration(on_plan=0.3, late=0.7)) for it in luck) == 1
    assert max(factor(1, 0, 0, it, Duration(on_plan=0.3, late=0)) for it in luck) == 1
    assert [factor(0, 0, 0, it, LOGNORMAL) for it in luck] == [1] * 5


def test_shares_of_more_than_all_activities_are_refused():
    with pytest.raises(RefusedError) as error:
        Duration(on_plan=0.7, late=0.5)
    expected = "duration: on_plan 0.7 and late 0.5 are more than 1 together; write smaller ones"
    assert str(error.value) == expected


def test_a_world_where_nearly_everything_is_early_is_refused():
    with pytest.raises(RefusedError) as error:
        Duration(on_plan=0, late=0.05)
    assert str(error.value) == (
        "duration: on_plan 0 and late 0.05 leave nearly all activities early; write larger ones, "
        "0.1 together at least"
    )


def test_the_less_known_the_work_the_further_it_strays():
    how = Duration()
    late = [factor(getattr(how, kind), 0, 0, 2.5, how) for kind in KINDS]
    early = [factor(getattr(how, kind), 0, 0, -2.5, how) for kind in KINDS]
    assert late == sorted(set(late)) and early == sorted(set(early), reverse=True)


def test_the_distribution_function_is_that_of_the_draws(drawn):
    how = Duration()
    for ratio in (0.1, 0.5, 0.999, 1, 1.2, 2, 4):
        assert share(drawn, ratio) == pytest.approx(at_most(ratio, how.standard, how), abs=0.012)
    assert (at_most(0.99, 0, how), at_most(1, 0, how)) == (0, 1)


def test_an_early_finish_may_be_kept_quiet():
    assert duration.parkinson(0.7, 0.39, 0.4) == 1
    assert duration.parkinson(0.7, 0.40, 0.4) == 0.7
    assert duration.parkinson(1.3, 0.39, 0.4) == 1.3


# What people say about an activity


def test_a_lognormal_from_two_quantiles_gives_them_back():
    middle, spread = duration.from_quantiles(4, 16)
    assert middle == 8 and spread == pytest.approx(log(4) / 2.563, abs=1e-3)
    assert middle * exp(1.2815516 * spread) == pytest.approx(16)


def test_a_range_that_holds_in_nine_of_ten_cases_is_three_point_three_spreads_wide():
    assert duration.from_quantiles(5, 20, within=0.9)[1] == pytest.approx(log(4) / 3.29, abs=1e-3)


def test_three_points_make_a_beta_distribution_with_that_mean():
    mean, alpha, beta = duration.pert_beta(2, 4, 12)
    assert (mean, alpha, beta) == (5, 1.8, 4.2)
    assert 2 + 10 * alpha / (alpha + beta) == pytest.approx(mean)


# Merge bias


@pytest.mark.parametrize(
    ("each", "joint"), [(0.5, (0.125, 0.031, 0.004)), (0.8, (0.512, 0.328, 0.168))]
)
def test_several_streams_are_seldom_all_on_time(each, joint):
    seen = [duration.all_on_time(each, streams) for streams in (3, 5, 8)]
    assert seen == pytest.approx(joint, abs=5e-4)


def test_for_all_to_be_eight_tenths_sure_each_must_be_far_surer():
    needed = [duration.needed_each(0.8, streams) for streams in (3, 5, 8)]
    assert [round(it, 2) for it in needed] == [0.93, 0.96, 0.97]
    assert duration.all_on_time(needed[1], 5) == pytest.approx(0.8)


@pytest.mark.parametrize(("streams", "latest"), [(3, 1.47), (5, 1.65), (8, 1.82)])
def test_the_latest_of_several_streams_is_later_than_any_one_is_likely_to_be(streams, latest):
    # the design's values were drawn; 4,000 worlds give each to ± 0.02
    ends = [
        max(exp(0.4 * chance.normal(seed, it)) for it in range(streams)) for seed in range(4000)
    ]
    assert fmean(ends) == pytest.approx(latest, abs=0.025)


# A whole project


def test_most_projects_take_about_what_was_said():
    how = Bias(median=1.25, spread=0.35, tail=0.1)
    assert bias.factor(0, 0.1, 0.5, how) == pytest.approx(1.25)
    assert bias.factor(1, 0.5, 0.5, how) == pytest.approx(1.25 * exp(0.35))


def test_a_project_in_the_tail_takes_a_multiple_of_that_and_never_more_than_the_limit():
    how = Bias(median=1, spread=0, tail=0.1, least=1.5, alpha=1.8, limit=6)
    sizes = [bias.factor(0, 0.09, size, how) for size in (1e-12, 0.25, 0.5, 0.75, 1)]
    assert sizes[0] == pytest.approx(1.5) and sizes[-1] == pytest.approx(6)
    assert sizes == sorted(sizes)
    left = 0.5 * (1 - (1.5 / 6) ** 1.8)  # by hand: half of the Pareto's share below its limit
    assert 1 - (1.5 / sizes[2]) ** 1.8 == pytest.approx(left)


def test_a_limit_below_the_least_is_refused():
    with pytest.raises(RefusedError) as error:
        Bias(least=3, limit=2)
    assert str(error.value) == "bias: limit 2 is below least 3; write a larger one"


def test_a_reserve_for_eight_of_ten_without_a_tail_is_by_hand():
    how = Bias(median=1.25, spread=0.35, tail=0)
    assert bias.uplift(0.5, how) == pytest.approx(1.25)
    assert bias.uplift(0.8, how) == pytest.approx(1.25 * exp(0.35 * 0.8416212), rel=1e-6)
    assert bias.uplift(0.8, Bias(median=2, spread=0, tail=0)) == pytest.approx(2)


@pytest.mark.parametrize("how", [Bias(), LITERATURE, LITERATURE_IT], ids=("records", "all", "IT"))
def test_a_reserve_holds_in_as_many_worlds_as_it_promises(how):
    factors = [
        bias.factor(
            chance.normal(seed, "bias"), chance.uniform(seed, "tail"), chance.uniform(seed, "size"),
            how,
        )
        for seed in range(6000)
    ]  # fmt: skip
    for confidence in (0.5, 0.8, 0.95):  # 6,000 worlds: ± 0.013
        assert share(factors, bias.uplift(confidence, how)) == pytest.approx(confidence, abs=0.017)


def test_more_confidence_costs_more_and_a_fatter_tail_too():
    parts = (0.1, 0.5, 0.8, 0.9, 0.99)
    thin, fat = ([bias.uplift(it, how) for it in parts] for how in (LITERATURE, LITERATURE_IT))
    assert thin == sorted(set(thin))
    assert all(more > less for less, more in zip(thin, fat, strict=True))


@pytest.mark.parametrize("confidence", [0, 1, 1.5, float("nan")])
def test_nobody_can_be_quite_sure(confidence):
    with pytest.raises(RefusedError, match=r"^confidence is .*; write a share between 0 and 1$"):
        bias.uplift(confidence, LITERATURE)


def test_a_stated_range_is_too_narrow_and_holds_in_six_of_ten_cases():
    low, high = bias.shown_interval(5, 20, Bias().shrink)
    assert sqrt(low * high) == pytest.approx(10)
    assert log(high / low) == pytest.approx(0.55 * log(4))
    spread = duration.from_quantiles(5, 20, within=0.9)[1]
    assert 2 * NormalDist().cdf(log(high / 10) / spread) - 1 == pytest.approx(0.63, abs=0.01)
    assert bias.shown_interval(5, 20, 1) == pytest.approx((5, 20))


def test_what_activities_explain_is_not_counted_again_for_the_project():
    assert bias.left_over(0.5, 0.3) == pytest.approx(0.4)
    assert bias.left_over(0.2, 0.3) == 0


# What the records say


def test_the_curve_passes_within_four_hundredths_of_all_recorded_points():
    how = Duration()
    assert all(abs(at_most(it, how.standard, how) - seen) < 0.035 for it, seen in RECORDED)
    far = max(abs(at_most(it, LOGNORMAL.standard, LOGNORMAL) - seen) for it, seen in RECORDED)
    assert far > 0.25, "a lognormal around the plan should be far off, or the band explains nothing"


def test_twenty_thousand_draws_are_distributed_like_the_records(drawn):
    assert all(abs(share(drawn, it) - seen) < 0.045 for it, seen in RECORDED)


def test_the_recorded_points_are_those_of_the_records(calibration, recorded):
    points = calibration.sample(recorded)
    seen = calibration.recorded(points, [ratio for ratio, _ in RECORDED])
    assert seen == pytest.approx([it for _, it in RECORDED], abs=6e-4)
    assert (len(recorded), len(points)) == (16, 479)


def test_the_defaults_are_what_the_records_give(calibration, recorded):
    points = calibration.sample(recorded)
    fitted, how = calibration.parameters(calibration.fit(points)), Duration()
    for name in ("standard", "early_spread", "on_plan", "late"):
        assert getattr(how, name) == pytest.approx(getattr(fitted, name), abs=0.006), name
    assert how.project_share == pytest.approx(calibration.common(points), abs=0.006)
    assert how.role_share == pytest.approx(calibration.common_by_role(points), abs=0.006)
    assert calibration.distance(points, calibration.curve(how)) < 0.035


def test_bias_is_what_activities_leave_over(calibration, recorded):
    # 60 worlds of 16 projects: the median to ± 0.03, the spread to ± 0.01
    middle, wide = calibration.drawn_totals(recorded, Duration(), worlds=60)
    seen = sorted(calibration.totals(recorded))
    assert exp((seen[7] + seen[8]) / 2 - middle) == pytest.approx(Bias().median, abs=0.03)
    assert bias.left_over(stdev(seen), wide) == pytest.approx(Bias().spread, abs=0.06)
    assert Bias().tail == pytest.approx((sum(it > log(1.5) for it in seen) + 1) / 18, abs=0.006)


# The benchmark itself, without the records


def made(calibration, **logs: list[float]) -> list:
    """A sample of activities that are ln(actual / planned) off, by project."""
    return calibration.sample(
        [
            calibration.Project(
                name, tuple(calibration.Activity(100, 100 * exp(it), name) for it in own), 0, 0
            )
            for name, own in logs.items()
        ]
    )


def test_each_project_weighs_the_same(calibration):
    points = made(calibration, a=[0.5] * 30, b=[0.0], c=[-0.5, 0.0])
    assert calibration.share(points, lambda it: it > 0) == pytest.approx(1 / 3)
    assert calibration.share(points, lambda it: it == 0) == pytest.approx(1 / 2)


def test_the_fit_finds_the_parameters_of_drawn_activities(calibration):
    how = Duration(standard=0.6, early_spread=2, on_plan=0.3, late=0.3)
    luck = [NormalDist().inv_cdf((it + 0.5) / 3000) for it in range(3000)]
    alone = Duration(on_plan=0.3, late=0.3, early_spread=2, project_share=0, role_share=0)
    points = made(calibration, a=[log(factor(0.6, 0, 0, it, alone)) for it in luck])
    fitted = calibration.parameters(calibration.fit(points))
    for name in ("standard", "early_spread", "on_plan", "late"):
        assert getattr(fitted, name) == pytest.approx(getattr(how, name), abs=0.01), name
    assert calibration.distance(points, calibration.curve(fitted)) < 0.003


def test_common_luck_is_found_where_there_is_some(calibration):
    def luck(part: float) -> dict[str, list[float]]:
        return {
            f"p{it}": [
                sqrt(part) * chance.normal(it) + sqrt(1 - part) * chance.normal(it, own)
                for own in range(20)
            ]
            for it in range(80)
        }

    # 80 projects give a share of 0.3 to ± 0.08
    assert calibration.common(made(calibration, **luck(0.3))) == pytest.approx(0.3, abs=0.1)
    assert calibration.common(made(calibration, **luck(0.0))) == pytest.approx(0, abs=0.03)


def test_one_hour_says_nothing_planned_or_booked(calibration):
    hours = [(1, 29), (40, 1), (2, 2), (8, 4)]
    project = calibration.Project("a", tuple(calibration.Activity(*it, "r") for it in hours), 0, 0)
    assert [it[:2] for it in calibration.kept(project)] == [(2, 2), (8, 4)]


def test_a_folder_without_records_is_named(calibration, tmp_path, capsys):
    assert calibration.main([str(tmp_path / "nothing")]) == 2
    expected = f"{tmp_path / 'nothing'} has no files C2015-*.p2x; give the folder that holds them\n"
    assert capsys.readouterr().out == expected


# The picture


def test_the_picture_says_how_far_the_curve_is_from_the_records():
    it = figures.calibration()
    assert it.png()[:8] == b"\x89PNG\r\n\x1a\n"
    assert it.sentence == (
        "In 16 projects of one insurer 37% of the activities took less than planned, 42% exactly "
        "as long and 21% longer, 3% even more than twice as long; M01's curve is never more than "
        "3 percentage points away."
    )
