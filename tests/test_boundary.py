"""The boundary map: whether it is of today's model, true in fresh worlds, and says where one is."""

import importlib.util
import re
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from msgspec.structs import replace
from office import activity, chain, office, project

from simulator import debrief, experiment, figures, load
from simulator.debrief.boundary import axes, kept, placing
from simulator.debrief.boundary.axes import CULTURES, LOADS, TROUBLES
from simulator.debrief.boundary.boundary import nearest, place
from simulator.errors import RefusedError
from simulator.mechanisms import CommonCause, Hazard, Mechanisms, Resistance
from simulator.readers import shipped
from simulator.scenario import Risk, Role, Scenario, ScenarioError

MAP = kept.shipped()
TABLE = debrief.boundary(load("holmwick_bank"))
WELCOME, BORNE, RESENTED = CULTURES
AT = {(it.load, it.trouble, it.culture): it for it in MAP.cells}


# The data


def test_the_map_has_every_place_once_and_each_interval_holds_its_mean():
    assert [*AT] == [*product(LOADS, TROUBLES, CULTURES)] and len(MAP.cells) == len(AT)
    assert all(it.low < it.mean < it.high and 0 <= it.lost <= 1 for it in MAP.cells)
    assert MAP.worlds >= 24


@pytest.mark.parametrize(
    "field, value, what", [("rules", 1, "rules 1"), ("office", "x", "office x")]
)
def test_a_map_of_another_model_is_refused_and_says_what_to_run(field, value, what):
    now = getattr(MAP, field)
    with pytest.raises(RefusedError) as error:
        kept.fresh(replace(MAP, **{field: value}))
    assert str(error.value) == (
        f"the boundary map is of {what}, and here it is {now}; write it anew: "
        "python tools/boundary.py"
    )


def test_whoever_changes_the_axes_has_another_map(monkeypatch):
    before = kept.made_of()
    monkeypatch.setitem(CULTURES, BORNE, CULTURES[RESENTED])
    assert kept.made_of() != before


def test_the_offices_of_the_map_differ_in_what_the_axes_say_and_in_nothing_else():
    for full, times, culture in ((0.4, 0.4, WELCOME), (0.8, 0.05, BORNE), (1.2, 0.2, RESENTED)):
        there = axes.office(full, times, culture)
        assert placing.load(there) == pytest.approx(full, abs=0.02)  # requests come on whole days
        assert placing.trouble(there) == pytest.approx(times, abs=0.001)
        assert place(there).culture == culture
        assert [it.activities for it in there.projects] == [
            it.activities for it in axes.map_office().projects
        ]


# What it says


def verdicts(culture: str) -> list[str]:
    return [it.verdict for it in MAP.cells if it.culture == culture]


def test_a_pmo_pays_somewhere_and_loses_somewhere():
    assert verdicts(WELCOME).count("pays") > verdicts(RESENTED).count("pays")
    assert verdicts(RESENTED).count("costs") >= 5 and "costs" not in verdicts(WELCOME)


def test_a_pmo_brings_more_in_a_full_office_in_rough_times_than_in_a_quiet_one():
    for culture in CULTURES:
        assert AT[0.4, 0.05, culture].high < AT[1.2, 0.4, culture].low


@pytest.mark.parametrize(
    "at", [(0.4, 0.05, RESENTED), (0.6, 0.1, RESENTED), (1.0, 0.3, BORNE), (1.2, 0.05, WELCOME)]
)
def test_fresh_worlds_agree_with_cells_that_are_clear(at):
    fresh = experiment.compare(
        axes.office(*at), kept.WITHOUT, kept.WITH, count=12, progress=False, workers=1,
        keep=False, fate="fresh",
    )  # fmt: skip
    assert fresh.low > 0 if AT[at].verdict == "pays" else fresh.high < 0
    apart = abs(fresh.mean - AT[at].mean)
    assert apart < 2 * (fresh.width / 2 + (AT[at].high - AT[at].low) / 2)


def test_the_tool_says_of_a_cells_runs_what_they_say():
    path = Path(__file__).parents[1] / "tools" / "boundary.py"
    spec = importlib.util.spec_from_file_location("boundary_tool", path)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    runs = pd.DataFrame(
        {"seed": [1, 2, 3, 1, 2, 3], "policy": ["without"] * 3 + ["with"] * 3,
         "net": [10.0, 10.0, 10.0, 14.0, 8.0, 13.0]}
    )  # fmt: skip
    cell = tool.cell(0.4, 0.05, WELCOME, runs)
    assert (cell.mean, cell.lost) == (1.7, 0.333) and cell.verdict == "nobody can tell"
    assert (cell.load, cell.trouble, cell.culture) == (0.4, 0.05, WELCOME)


# Where an office stands


def test_load_is_the_share_of_the_scarcest_roles_time_that_the_plan_fills():
    one = office(project("a", chain("a", 4.0, 2.0), due=10.0), developers=1, testers=3)
    two = office(
        project("a", chain("a", 4.0), arrival=5.0, due=10.0),
        project("b", chain("b", 6.0), arrival=7.0),
        developers=2,
    )
    assert (placing.load(one), placing.load(two)) == (0.6, 10 / (2 * 8))
    assert placing.load(office(project("a", [activity("a", 3.0, people=())], due=10.0))) == 0


RISKY = office(
    project("a", chain("a", 10.0), cost_of_delay=2.0),
    roles=[Role(id="developer", people=1, rate=1.0)],
    risks=[
        Risk(id="bill", project="a", probability=0.5, impact=4.0, hits="cost", spread=0.0),
        Risk(id="wait", project="a", probability=0.1, impact=1.0, hits="delay", spread=0.0),
    ],
    mechanisms=Mechanisms(hazard=Hazard()),
)


def test_trouble_is_what_risks_are_expected_to_cost_as_a_share_of_the_planned_work():
    assert placing.trouble(RISKY) == pytest.approx((0.5 * 4 + 0.1 * (2 + 1)) / 10)
    assert placing.trouble(replace(RISKY, mechanisms=Mechanisms())) == 0


def test_shocks_and_turbulent_times_are_trouble_too():
    shocks = CommonCause(
        shock_weeks=4, shock_hits=0.5, shock_size=2, shock_spread=0, turbulence=3, calm_weeks=5,
        turbulent_weeks=5,
    )  # fmt: skip
    stormy = replace(RISKY, mechanisms=Mechanisms(hazard=Hazard(), common_cause=shocks))
    risks = (1 - 0.5**2) * 4 + (1 - 0.9**2) * 3
    assert placing.trouble(stormy) == pytest.approx((risks + 2 / 4 * 0.5 * 2) / 10)


def test_rules_are_as_welcome_as_people_take_them_as_normal_and_do_not_mind_yet():
    def minding(**how) -> Scenario:
        return replace(RISKY, mechanisms=Mechanisms(resistance=Resistance(**how)))

    assert placing.welcome(minding(fit=0.5, start=0.2)) == pytest.approx(0.4)
    assert placing.welcome(RISKY) == 1.0 and place(RISKY).culture == WELCOME
    assert place(minding(fit=0.1, start=0.2)).culture == RESENTED


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_scenario_stands_on_the_map_or_at_its_edge(name):
    table = debrief.boundary(load(name))
    own, cell = table.attrs["own"], nearest(table.attrs["own"])
    assert cell.culture == own.culture
    if "load" not in own.beyond:
        assert abs(cell.load - own.load) <= 0.1 + 1e-9
    assert table.attrs["words"].startswith(f"Your plan fills {own.load:.0%} of the scarcest")
    assert figures.boundary(table, own=own).sentence.endswith(".")


@pytest.mark.parametrize(
    ("name", "worlds"), [("sprigwheel_startup", 100), ("tarnholt_town", 40), ("eight_projects", 40)]
)
def test_the_map_is_right_about_offices_it_was_not_made_of(name, worlds):
    scenario = load(name)
    found = experiment.compare(
        scenario, kept.WITHOUT, kept.WITH, count=worlds, progress=False, workers=1, keep=False
    )
    sign = {"pays": 1, "costs": -1}[nearest(place(scenario)).verdict]
    assert min(sign * found.low, sign * found.high) > 0


def test_the_sentence_says_where_the_office_stands_and_what_the_map_says_there():
    own, cell = TABLE.attrs["own"], nearest(TABLE.attrs["own"])
    assert TABLE.attrs["words"] == (
        "Your plan fills 57% of the scarcest people's time, trouble is expected to cost 29% of the "
        "planned work, and rules are welcome. There a PMO pays in the office of the map: "
        f"{cell.mean:+,.0f} k€ ({cell.low:+,.0f} to {cell.high:+,.0f}), lost in {cell.lost:.0%} of "
        "worlds."
    )
    assert (cell.load, cell.trouble, own.beyond) == (0.6, 0.3, ())


def test_an_office_beyond_the_map_stands_at_its_edge_and_is_told_so():
    idle = debrief.boundary(office(project("a", chain("a", 1.0), due=100.0)))
    assert idle.attrs["own"].beyond == ("load", "trouble")
    assert ", beyond the map: this is its edge. " in idle.attrs["words"]
    assert nearest(idle.attrs["own"]).load == min(LOADS)


def test_the_map_says_what_it_rests_on():
    assert TABLE.attrs["small"] == (
        f"{MAP.worlds} worlds a cell ({MAP.fate}); 95 % intervals; model rules {MAP.rules}; "
        f"scenario map_office {MAP.office}, made for the map: in another office the "
        "boundary lies elsewhere; python tools/boundary.py"
    )


@pytest.mark.parametrize("wrong", ["three_projects", None, 3])
def test_what_is_no_scenario_has_no_place(wrong):
    with pytest.raises(RefusedError, match="^scenario is of type '.*'; write one such as load"):
        debrief.boundary(wrong)


def test_a_scenario_that_breaks_a_rule_has_no_place():
    lost = office(project("a", chain("a", 1.0), after=("nowhere",)))
    with pytest.raises(ScenarioError, match="nowhere"):
        debrief.boundary(lost)


# The picture


def written(own=None):
    """(x, y, size, words) of every text of the picture."""
    svg = ElementTree.fromstring(figures.boundary(TABLE, own=own).svg)
    return [
        (float(it.get("x")), float(it.get("y")), float(it.get("font-size")), it.text or "")
        for it in svg.iter("{http://www.w3.org/2000/svg}text")
    ]


def test_a_cell_shows_a_sign_or_a_question_mark_so_that_it_reads_without_colour():
    titles = [words for *_, size, words in written() if size == 16]
    assert titles == [*CULTURES]
    said = [words for *_, size, words in written() if size == 17]
    unsure = sum(it.verdict == "nobody can tell" for it in MAP.cells)
    assert (len(said), said.count("?")) == (len(MAP.cells), unsure)
    assert {text[0] for text in said} == {"+", "−", "?"}


def test_a_cell_shows_how_far_its_interval_reaches():
    texts = [words for *_, size, words in written() if size == 11]
    full = AT[1.2, 0.4, WELCOME]
    half = 100 * (full.high - full.low) / 2 / MAP.promised
    assert f"±{half:.0f}" in texts and sum("±" in it for it in texts) == len(MAP.cells)


def test_the_own_office_is_marked_in_its_culture_and_nowhere_else():
    own = TABLE.attrs["own"]
    (x,) = [x for x, *_, words in written(own) if words == "you"]
    left, cell = 144.0, 62.0  # of the first map, whose culture is this office's
    assert left < x < left + 5 * cell
    svg = figures.boundary(TABLE, own=own).svg
    points = re.findall(r'<polygon points="([^"]+)"', svg)[-2:]
    across = float(points[0].split()[2].split(",")[0])
    up = float(points[1].split()[2].split(",")[1])
    place = (across - left) / cell, (74.0 + 5 * cell - up) / cell
    assert place == pytest.approx((1 + (0.5702 - 0.5) / 0.2, 3 + (0.2919 - 0.25) / 0.1), abs=0.01)


def test_the_picture_says_where_a_pmo_pays_and_in_which_cell_one_stands():
    sentence = figures.boundary(TABLE, own=TABLE.attrs["own"]).sentence
    assert sentence.startswith(
        "Where a PMO pays: where rules are welcome it pays in 25 of 25 cells"
    )
    assert "It brings more the fuller the office and the more goes wrong." in sentence
    assert sentence.endswith(
        "Your office (well used; rough; rules are welcome) stands where it pays."
    )


def test_what_is_no_map_and_a_culture_that_is_on_none_are_refused():
    with pytest.raises(RefusedError, match="^this is no boundary map; write the table of"):
        figures.boundary(pd.DataFrame({"net": [1.0]}))
    with pytest.raises(RefusedError, match="^culture is 'elsewhere'; write one of: rules are"):
        figures.boundary(TABLE, own=TABLE.attrs["own"]._replace(culture="elsewhere"))
