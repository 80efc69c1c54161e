"""What a mentor takes home: tables in which nothing acts, and a page that says what happened."""

import csv
import hashlib
import io
import re
from functools import cache

import pytest
from msgspec.structs import replace

from simulator import CancelProject, ChangePeople, OrderProjects, PauseProject, StartProject, load
from simulator.cli import main
from simulator.errors import RefusedError
from simulator.injects import with_injects
from simulator.logbook import Logbook
from simulator.mentor.code import World
from simulator.scenario import NewsInject
from simulator.session import Session
from simulator.workshop.export import (
    FILES,
    Given,
    NotCounted,
    Noted,
    Recorded,
    RecordedTeam,
    saved,
    written,
)
from simulator.workshop.export.page import page
from simulator.workshop.export.recorded import net_at
from simulator.workshop.export.storm import met, preimage
from simulator.workshop.export.tables import ACTING, MARK, harmless
from simulator.workshop.export.talk import questions
from simulator.workshop.flight import LeftOut
from simulator.workshop.folder import Shared
from simulator.workshop.folder.recording import in_full, recording
from simulator.workshop.folder.shared import workshop_of
from simulator.workshop.record import Seal

SEAL = Seal(seed=4, fate="a fate", salt="a salt")
ROUNDS = (20.0, 60.0, 140.0)
HOSTILE = "=1+1"
REASON = "=cmd|' /C calc'!A0\n<script>alert(1)</script>"


@cache
def office():
    return with_injects(load("three_projects"), NewsInject(day=21.0, headline="<i>A strike</i>"))


@cache
def flights() -> dict[str, Session]:
    start = Session(office(), seed=SEAL.seed)
    first, second, third = (it.id for it in start.scenario.projects)
    role = start.scenario.roles[0].id
    busy = start.decide(OrderProjects((third, first), reason="it is worth most"))
    busy = busy.advance(25).decide(PauseProject(second, reason=REASON)).advance(60)
    wild = start.advance(10).decide(ChangePeople(role, 1)).advance(30)
    wild = wild.decide(CancelProject(first)).to_end()
    return {"Otters": start.advance(60), HOSTILE: busy, "<b>Wild</b>": wild}


@cache
def plain() -> Recorded:
    ranges = (Given(round=1, low=-9000.0, high=9000.0), Given(round=2, low=0.0, high=0.5))
    never = StartProject("billing", day=30.0)
    lost = LeftOut(words="start billing", day=30.0, why="it is over", decision=never)
    teams = tuple(
        RecordedTeam(name=name, session=it, forecasts=ranges if name == "Otters" else ())
        for name, it in flights().items()
    )
    return Recorded(
        title="Friday & <b>more</b>", scenario=office(), rounds=ROUNDS, round=2,
        commitment=SEAL.commitment,
        teams=(*teams[:2], replace(teams[2], left_out=(lost,))),
        refused=(NotCounted(name="@Stray", why="was flown in another storm"),),
        audit=(Noted(at=1.8e9, who="mentor", what="opened round 1"),),
        rests_on="It rests on trust.",
    )  # fmt: skip


@cache
def full() -> Recorded:
    *_, last = recording(plain(), SEAL, worlds=10, fates=2, workers=1)
    return replace(last, round=3, seal=SEAL)


def rows(name: str, it: Recorded | None = None) -> list[dict[str, str]]:
    text = written(name, it or full()).decode()
    assert text.startswith(MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK))))


# Tables


def test_every_decision_is_in_its_table_with_its_round_and_reason():
    found = rows("decisions.csv")
    count = sum(len(it.decisions) for it in flights().values())
    assert len(found) == count + 1
    first = found[0]
    assert (first["team"], first["round"], first["date"]) == ("'=1+1", "1", "4 Jan")
    assert first["decision"].startswith("put first: ") and first["reason"] == "it is worth most"
    assert found[-1]["kind"] == "left out" and found[-1]["reason"] == "it is over"
    assert {it["kind"] for it in found} >= {"order", "project", "people"}


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "|x", "%x", "＝1"],  # noqa: RUF001
)
def test_what_a_spreadsheet_would_reckon_is_text(text):
    assert not harmless(text).lstrip().startswith(ACTING) and harmless(text).isprintable()
    assert harmless("Otters") == "Otters"


def test_no_cell_of_any_table_begins_with_what_acts():
    for name in FILES:
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(written(name, full()).decode().removeprefix(MARK))):
                for cell in row:
                    number = re.fullmatch(r"-?[\d.]+", cell)
                    assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell


def test_scores_have_intervals_and_the_parts_of_the_result():
    found = {it["team"]: it for it in rows("scores.csv")}
    for place in full().standing.rows:
        row = found[harmless(place.name)]
        low, mean, high = (float(row[it]) for it in ("from_keur", "average_keur", "to_keur"))
        assert low <= mean <= high and int(row["tier"]) == place.tier
        assert float(row["in_the_storm_keur"]) == pytest.approx(
            full().results[place.name], abs=0.01
        )
    assert rows("scores.csv", plain())[0]["tier"] == ""


def test_within_a_tier_teams_stand_by_name_and_not_by_value():
    alike = tuple(replace(it, tier=1) for it in full().standing.rows)
    it = replace(full(), standing=replace(full().standing, rows=alike))
    assert list(it.places) == sorted(flights(), key=str.casefold)
    text = page(it)
    last = [text.rindex(f"<h3>{name}") for name in ("&lt;b&gt;Wild", "=1+1", "Otters")]
    assert last == sorted(last)


def test_ranges_are_held_against_what_came_only_when_no_round_is_to_come():
    before, after = rows("forecasts.csv", plain()), rows("forecasts.csv")
    assert [it["held"] for it in before] == ["", ""]
    assert [it["held"] for it in after] == ["yes", "no"]
    came = full().results["Otters"]
    assert float(after[1]["interval_score"]) == pytest.approx(0.5 + 10 * (came - 0.5), abs=0.01)


def test_flights_that_do_not_count_are_in_the_table_of_teams_with_their_reason():
    last = rows("teams.csv")[-1]
    assert (last["team"], last["not_counted"]) == ("'@Stray", "was flown in another storm")
    assert rows("audit.csv")[0]["what"] == "opened round 1"


def test_a_file_that_there_is_not_is_refused():
    with pytest.raises(RefusedError, match="there is no file '../x'; take one of report.html"):
        written("../x", plain())


# The page


def test_nothing_that_people_wrote_acts_on_the_page():
    text = page(full())
    assert "<script" not in text and "<i>A strike" not in text and "<b>Wild" not in text
    assert "&lt;b&gt;Wild&lt;/b&gt;" in text and "&lt;i&gt;A strike&lt;/i&gt;" in text
    assert not re.search(r"(?:src|href)=", text)


def test_the_page_tells_of_every_round_team_inject_and_left_out_flight():
    text = page(full())
    for number, day in enumerate(ROUNDS, 1):
        assert f"Round {number}, to day {day:g}" in text
    assert "From outside, to all, on day 21" in text
    assert "was flown in another storm" in text and "It rests on trust." in text
    for title in ("You all had the same storm", "How teams stand", "What to talk about"):
        assert f"<h2>{title}</h2>" in text
    assert text.count('class="each"') == 3


def test_the_promise_can_be_checked_by_hand_once_it_is_revealed_and_is_hidden_before():
    assert hashlib.sha256(preimage(SEAL).encode()).hexdigest() == SEAL.commitment
    before, after = page(plain()), page(full())
    for secret in (SEAL.fate, SEAL.salt):
        assert secret not in before and secret in after
    assert SEAL.commitment in before and "the promise was kept" in after
    forged = page(replace(full(), seal=Seal(seed=4, fate="b", salt="c")))
    assert "this is NOT what was promised" in forged and "the promise was kept" not in forged


def test_what_struck_is_told_with_who_met_it():
    for words, days in met(full()).items():
        for name, day in days.items():
            told = [it for it in flights()[name].visible if it.day == day]
            assert told, words
    counts = [len(it) for it in met(full()).values()]
    assert counts == sorted(counts, reverse=True)


def test_net_is_known_up_to_today_and_at_the_end_for_ever():
    wild = flights()["<b>Wild</b>"]
    assert net_at(flights()["Otters"], 0.0) == 0 and net_at(flights()["Otters"], 61.0) is None
    assert net_at(wild, wild.today + 100) == net_at(wild, wild.today)
    assert net_at(wild, wild.today) == pytest.approx(full().results["<b>Wild</b>"])


def test_questions_name_what_divided_this_room():
    asked = list(questions(full()))
    assert any("brought most in the storm" in it for it in asked)
    assert any("teams did not. What would each have had to believe" in it for it in asked)
    assert any(it.startswith("“<i>A strike</i>” came on day 21") for it in asked)
    assert not any("ranges held" in it for it in asked)  # two of them say nothing
    wide = (Given(round=1, low=-9e5, high=9e5),) * 5
    more = replace(full(), teams=(replace(full().teams[0], forecasts=wide), *full().teams[1:]))
    said = [it for it in questions(more) if "ranges held" in it]
    assert said == ["5 of 5 ranges held; 4 should have. How wide are the ranges of your own plans?"]
    assert list(questions(replace(plain(), teams=(), scenario=load("three_projects")))) == []


def test_parts_of_a_result_add_up_and_the_telling_day_is_one_of_the_teams():
    for name, parts in full().parts.items():
        assert parts.result == pytest.approx(full().results[name])
        days = {it.day for it in flights()[name].decisions}
        assert (parts.telling is None) == (not days)
        assert parts.telling is None or parts.telling.day in days


def test_a_workshop_in_which_nothing_happened_has_a_page_too():
    empty = replace(plain(), teams=(), refused=(), audit=(), round=0)
    for text in ("No round has been opened yet.", "No flight counts yet.", "Nothing to talk about"):
        assert text in page(empty)
    for name in FILES:
        assert written(name, empty)


def test_all_files_are_written_where_they_are_wanted(tmp_path):
    paths = saved(plain(), tmp_path / "friday.html")
    assert {it.name for it in paths} == {"friday.html"} | {
        f"friday {name}" for name in FILES if name != "report.html"
    }
    with pytest.raises(RefusedError, match="x.html: cannot be written"):
        saved(plain(), tmp_path / "none" / "x.html")


def test_from_a_terminal_the_report_of_a_folder_is_one_command(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "mentor" / "forecasts.jsonl"))
    shared = Shared(tmp_path / "room")
    assert main(["workshop", "report", str(shared.folder)]) == 2
    assert "workshop.json: cannot be opened: No such file" in capsys.readouterr().err
    shared.begin(*workshop_of(World(organisation="three_projects", seed=4), ROUNDS, "Friday"))
    start = shared.open_round().start
    for name, flown in (
        ("Otters", start),
        ("Newts", start.advance(10)),
        ("Far", start.advance(30)),
    ):
        Logbook(shared.folder).begin(name, flown).keep(flown)
    out = tmp_path / "friday.html"
    assert main(["workshop", "report", str(shared.folder), "--out", str(out), "--worlds", "2"]) == 0
    said = capsys.readouterr()
    assert "not counted: Far: has flown to day 30, and round 1 ends on day 20" in said.err
    assert f"written {out}: open it in a browser" in said.out
    text = out.read_text(encoding="utf-8")
    assert "<h1>Friday</h1>" in text and ">tier 1<" in text and "rests on trust" in text
    assert {it.suffix for it in tmp_path.glob("friday*")} == {".html", ".csv"}


def test_on_another_computer_the_report_has_no_comparison_before_the_reveal(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "mentor" / "forecasts.jsonl"))
    shared = Shared(tmp_path / "room")
    shared.begin(*workshop_of(World(organisation="three_projects", seed=4), ROUNDS, "Friday"))
    for name in ("Otters", "Newts"):
        Logbook(shared.folder).begin(name, shared.handout.start).keep(shared.handout.start)
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "elsewhere" / "forecasts.jsonl"))
    found = in_full(shared, worlds=2, fates=2, workers=1)
    assert found.standing is None and len(found.judged) == 2
    assert "Teams were not compared in other worlds yet." in page(found)
