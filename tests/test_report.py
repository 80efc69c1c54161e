"""The debrief as a page: its parts in their order, made from the numbers of this run."""

import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from simulator import (
    BuyMitigation,
    ChangePeople,
    Policy,
    Session,
    change_policy,
    cli,
    load,
    metrics,
)
from simulator.cockpit.seat import Seat
from simulator.debrief import Forecast
from simulator.debrief.stroke import Stroke
from simulator.report import PARTS, Case, page, save
from simulator.report.file import make
from simulator.report.fork import luck_apart
from simulator.report.luck import how_kind
from simulator.report.reasons import reasons
from simulator.report.try_next import suggestions

OFFICE = load("three_projects")
OFFER = OFFICE.mitigations[0].id
ROLE = OFFICE.roles[0].id
FORECASTS = (Forecast(what="net", low=0, high=1), Forecast(what="last_finish", low=0, high=999))


def flight(seed: int = 3) -> Session:
    session = Session(OFFICE, Policy(order="longest_first"), seed).decide(BuyMitigation(OFFER))
    session = session.advance(10).decide(ChangePeople(ROLE, 1))
    return session.advance(20).decide(change_policy(order="cost_of_delay")).to_end()


@pytest.fixture(scope="module")
def case():
    reasons = {10.0: "the queue <b>grows</b>"}
    return Case(flight(), worlds=12, fates=4, forecasts=FORECASTS, reasons=reasons)


@pytest.fixture(scope="module")
def made(case):
    return make(case)


@pytest.fixture(scope="module")
def html(case, made):
    return page(case, made)


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace("−", "-")


def test_all_parts_are_there_in_their_order(html):
    titles = re.findall(r"<h2>(.*?)</h2>", html)
    assert titles == [
        "The result", "Was it luck?", "Stroke by stroke", "Where it could have gone otherwise",
        "What the PMO added", "What you expected", "Where a PMO pays",
        "Your reasons then, the outcome now", "Three things to try next",
    ]  # fmt: skip


def test_the_result_is_that_of_the_run(case, html):
    events, session = case.session.events, case.session
    value = metrics.value_delivered(events)
    cost = sum(metrics.money_spent(events, session.scenario).values())
    said = words(html)
    assert f"You delivered {value:,.0f} k€ of value for {cost:,.0f} k€: {value - cost:,.0f}" in said


def test_every_part_says_in_one_sentence_what_it_shows(made):
    for part in PARTS:
        lead = made[part.name].lead
        assert lead[0].isupper() and lead.rstrip()[-1] in ".?", lead


def test_every_number_says_what_it_rests_on(made):
    for name in ("result", "luck", "strokes", "fork", "pmo", "next"):
        assert re.search(r"(\d+ worlds|this world).*rules \d+.*three_projects [0-9a-f]{16}; seed 3",
                         made[name].small), name  # fmt: skip


def test_the_page_opens_with_what_happened_why_and_what_next(case, made, html):
    said = words(html[: html.index("<section")])
    asked = re.split(r"What happened\?|Why\?|What next\?", said)
    assert len(asked) == 4
    assert words(made["result"].lead) in asked[1]
    assert words(made["strokes"].lead) in asked[2]
    assert suggestions(case)[0].title in asked[3]


def test_what_is_not_there_yet_is_not_made_for_the_summary(case, made):
    some = {name: made[name] for name in ("result", "luck")}
    said = words(page(Case(case.session, worlds=12, fates=4), some))
    assert "What happened?" in said and "Why?" not in said and "What next?" not in said


def test_the_page_says_between_which_bounds_the_result_lies(case, made):
    said, found = words(made["next"].body), case.bounds
    own, bound = found.of("own"), found.of("bound")
    assert f"you {own.here:,.0f}" in said and f"would happen {bound.here:,.0f}" in said
    assert "A bound, no grade" in said and "Knowing what will happen would be worth" in said
    assert all(it.here <= bound.here for it in found.rows if it.kind == "policy")
    assert own.here == pytest.approx(metrics.summary(case.session.events, OFFICE)["net"])
    lead = words(made["next"].lead)
    assert f"{own.mean:,.0f} k€" in lead and f"{found.most.mean:,.0f}" in lead


def test_a_decision_whose_result_was_luck_is_told_from_what_it_was_worth(case):
    row = Stroke(10.0, "decision", "hire", -50.0, -60.0, -40.0)
    for difference, told in ((-20.0, True), (20.0, False)):
        fork = SimpleNamespace(differences={"net": SimpleNamespace(difference=difference)})
        said = " ".join(luck_apart(fork, row))
        assert ("a bad decision, and luck" in said) == told
    unsure = row._replace(high=10.0)
    assert not list(luck_apart(fork, unsure))


@pytest.mark.parametrize(
    ("percentile", "said"), [(8, "Bad luck"), (50, "Neither good nor bad luck"), (90, "Good luck")]
)
def test_luck_is_called_what_it_was(percentile, said):
    assert how_kind(percentile, 200).startswith(said)


def test_every_picture_has_its_text(html):
    pictures = re.findall(r'<svg [^>]*role="img" aria-label="([^"]*)"', html)
    assert len(pictures) >= 5 and all(len(text) > 40 for text in pictures)


class Checker(HTMLParser):
    """Whether every element that opens closes."""

    def __init__(self):
        super().__init__()
        self.open, self.asked = [], []

    def handle_starttag(self, tag, attributes):
        if tag not in ("meta", "img"):
            self.open.append(tag)
        self.asked += [v for k, v in attributes if k in ("src", "href") and v]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_needs_nothing_else(html):
    checker = Checker()
    checker.feed(html)
    assert not checker.open
    assert all(it.startswith("data:") for it in checker.asked)
    assert "<script" not in html


def test_what_people_wrote_stays_what_it_is(html):
    assert "the queue <b>" not in html and "the queue &lt;b&gt;grows" in html


def test_a_forecast_that_missed_is_called_missed(made):
    said = words(made["forecasts"].body)
    assert said.count(" missed ") == 1 and said.count(" held ") == 1


def test_who_forecast_nothing_and_wrote_no_reason_is_told_nothing_of_it(made):
    bare = Case(flight(), worlds=12, fates=4)
    others = {name: it for name, it in made.items() if name not in ("forecasts", "reasons")}
    titles = re.findall(r"<h2>(.*?)</h2>", page(bare, others))
    assert "What you expected" not in titles and len(titles) == len(PARTS) - 2


def test_what_to_try_next_begins_in_the_same_world_and_can_be_flown(case):
    found = suggestions(case)
    assert 1 <= len(found) <= 3
    for it in found:
        assert it.start.scenario == OFFICE and it.start.seed == 3
        assert it.start.to_end().over
        assert it.start.to_end().events != case.session.events


def test_a_flight_without_any_decision_has_a_debrief_too():
    plain = Case(Session(OFFICE, seed=5), worlds=6, fates=3)
    made = make(plain)
    assert made["fork"] is None
    assert "no function of a PMO" in made["pmo"].lead
    assert page(plain, made).count("<section") == sum(it is not None for it in made.values())


def test_a_saved_flight_becomes_a_page(tmp_path, capsys):
    file, out = flight().save(tmp_path / "flight.json"), tmp_path / "report.html"
    asked = ["debrief", str(file), "--out", str(out), "--worlds", "6", "--fates", "3"]
    assert cli.main(asked) == 0
    assert "written" in capsys.readouterr().out
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_flight_that_somebody_has_edited_is_refused_with_the_reason(tmp_path, capsys):
    file = flight().save(tmp_path / "flight.json")
    file.write_text(file.read_text().replace("longest_first", "shortest_first"))
    assert cli.main(["debrief", str(file), "--out", str(tmp_path / "report.html")]) == 2
    assert "flight.json" in capsys.readouterr().err
    assert not (tmp_path / "report.html").exists()


def test_a_place_where_nothing_can_be_written_is_named(case, made, tmp_path, monkeypatch):
    monkeypatch.setattr("simulator.report.file.make", lambda case, told: made)
    with pytest.raises(ValueError, match=r"report.html: cannot be written"):
        save(case, tmp_path / "nowhere" / "report.html")
    assert not (tmp_path / "nowhere").exists()


def test_reasons_that_were_noted_in_the_cockpit_stand_beside_what_the_decisions_were_worth():
    seat = Seat(Session(load("three_projects"), seed=3))
    seat.decide(BuyMitigation(seat.session.scenario.mitigations[0].id))
    seat.explain("the old supplier cannot be trusted")
    seat.fly_to_end()
    made = reasons(Case(seat.session, worlds=4, fates=2))
    assert made is not None and "the old supplier cannot be trusted" in made.body
