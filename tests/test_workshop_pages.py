"""The workshop's pages in a real browser, behind the doors of `fake_doors`.

They are served under the strictest policy for scripts and styles; a page that broke it would
complain, and no test here lets a page complain.
"""

import hashlib
import re
from time import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from fake_doors import SECRET, serving
from fake_room import CODE, HEADLINE, SCRIPT
from fake_room import mentor as told
from lesson_page import sound
from playwright.sync_api import expect

SIZES = ((1920, 1080), (1280, 720))
PHONE = {"width": 390, "height": 844}
INJECT = {"day": 21, "round": 2, "headline": HEADLINE}
CLIPPED = """() => [...document.querySelectorAll(".middle, .standing, .band")]
  .filter((it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1)
  .map((it) => it.className)"""


@pytest.fixture(scope="module")
def served():
    with serving() as found:
        yield found


@pytest.fixture
def service(served):
    service, _ = served
    yield service
    service.reset()


@pytest.fixture
def show(served, service, bare_page, problems):
    """Opens a page of the service as somebody who was never here."""
    _, url = served
    bare_page.goto(f"{url}/pages/icon.svg")
    bare_page.evaluate("localStorage.clear(); sessionStorage.clear()")

    def opened(place):
        bare_page.goto(url + place)
        return bare_page

    yield opened
    away = re.compile("ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION|status of 4")
    assert [it for it in problems if not away.search(it)] == []


def in_both_lights(page):
    """Names, roles and contrast are right by day, and contrast by night."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    sound(page)
    page.emulate_media(color_scheme="dark")
    found = Axe().run(page, context=".pmo", options={"runOnly": ["color-contrast"]})
    assert found.violations_count == 0, found.generate_report()


# The big screen


@pytest.fixture
def screen(show, service):
    service.reset("gathering", 0)
    return show(f"/projector/{CODE}")


def test_the_big_screen_follows_a_workshop_by_itself(screen, service):
    expect(screen.get_by_label("Join code K 7 Q M 2 F")).to_be_visible()
    service.reset("open", 10)
    expect(screen.get_by_role("heading", name="Round 2 of 3")).to_be_visible()
    expect(screen.locator(".state")).to_have_text("Open")
    expect(screen.get_by_role("timer")).to_have_text(re.compile(r"^11:\d\d$"))
    expect(screen.get_by_text("7 of 10 teams are done")).to_be_visible()
    service.put(closes_at=time() + 30)
    expect(screen.locator(".state")).to_have_text("Closing")
    service.put(closes_at=time() - 1)
    expect(screen.locator(".state")).to_have_text("Time is up")
    service.put(injects=[INJECT])
    expect(screen.get_by_label("News for everybody")).to_contain_text(HEADLINE)
    service.reset("closed", 10)
    expect(screen.locator(".state")).to_have_text("Closed")
    expect(screen.get_by_label("News for everybody")).to_have_count(0)


def test_the_standing_shows_tiers_and_no_ranks(screen, service):
    service.reset("revealed", 10)
    expect(screen.get_by_role("heading", name="You all had the same storm.").first).to_be_visible()
    tiers = screen.locator(".tier")
    found = [it.locator(".row .name > b").all_inner_texts() for it in tiers.all()]
    rows = service.view["standing"]["rows"]
    for number, names in enumerate(found, 1):
        assert sorted(names) == sorted(it["name"] for it in rows if it["tier"] == number)
        assert names == sorted(names, key=str.lower) or len(names) < 3, (
            "by name, as nobody knows more"
        )
    first = rows[0]
    said = screen.get_by_role("img", name=re.compile(f"^{re.escape(first['name'])}: expected"))
    expect(said).to_have_count(1)
    marks = [screen.locator(f".row .{kind}").count() for kind in ("interval", "expected", "played")]
    assert marks == [10, 10, 10]


def test_the_big_screen_checks_the_storm_itself(screen, service):
    expect(screen.get_by_text(service.view["commitment"])).to_be_visible()  # before anybody plays
    service.reset("revealed", 3)
    proof = screen.locator(".proof")
    expect(proof).to_contain_text("Checked on this page")
    service.put(commitment="0" * 64)
    expect(proof).to_contain_text("is not the one that was promised")


def test_the_page_reckons_sha_256_as_everybody_does(screen):
    texts = ["", "abc", "storm " * 30, "ü" * 55, "x" * 55, "x" * 56, "x" * 64]
    work = "async (texts) => texts.map((await import('/front/sha256.js')).sha256)"
    assert screen.evaluate(work, texts) == [hashlib.sha256(it.encode()).hexdigest() for it in texts]


@pytest.mark.parametrize("teams", [3, 40])
def test_nothing_on_the_big_screen_is_cut_off(screen, service, teams):
    states = [("gathering", {}), ("open", {"injects": [INJECT]}), ("closed", {}), ("revealed", {})]
    for phase, more in states:
        service.reset(phase, teams, **more)
        expect(screen.locator(f"[data-phase={phase}]")).to_have_count(1)
        expect(screen.locator(".tokens li, .standing .row")).to_have_count(teams)
        for width, height in SIZES:
            screen.set_viewport_size({"width": width, "height": height})
            assert screen.evaluate(CLIPPED) == [], (phase, width)


def test_the_big_screen_is_sound_by_day_and_by_night(screen, service):
    for phase in ("gathering", "open", "revealed"):
        service.reset(phase, 10, **({"injects": [INJECT]} if phase == "open" else {}))
        expect(screen.locator(f"[data-phase={phase}]")).to_have_count(1)
        in_both_lights(screen)


def test_a_name_is_text_whatever_it_is(screen, service):
    service.reset("open", 10)
    expect(screen.get_by_text(SCRIPT, exact=True)).to_be_visible()


def test_who_is_cut_off_reads_so_and_comes_back(screen, service):
    service.take_down()
    line = screen.locator(".connection")
    expect(line).to_have_text("Connection lost, trying again …")
    service.reset("open", 3)
    expect(line).to_be_hidden(timeout=20_000)
    expect(screen.get_by_role("heading", name="Round 2 of 3")).to_be_visible()


# A team


@pytest.fixture
def team(show, service):
    """The Otters have joined, round 1 is open."""
    service.reset("open", 4, number=1)
    service.tokens = {"key": "Otters"}
    page = show("/team#key")
    expect(page.get_by_role("button", name="Next week")).to_be_enabled()
    return page


def says(page, text):
    expect(page.locator(".cockpit .said")).to_contain_text(text)


def hire(page, role=0):
    page.locator(".cockpit .strip").nth(role).get_by_role("button").nth(1).click()


def test_a_team_joins_by_keyboard_alone(show, service):
    service.reset("open", 4, number=1)
    service.tokens = {"other": "Otters"}
    page = show("/")
    page.keyboard.press("Tab")
    page.keyboard.type("k7q-m2f")
    expect(page.get_by_text("Thursday's workshop")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("Otters")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="choose another name")).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.type("Voles & Co <b>")
    in_both_lights(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Voles & Co <b>")).to_be_visible()
    expect(page.locator(".cockpit")).to_be_visible()
    assert "Voles" not in page.url and "token" not in page.url


def test_a_team_plays_a_round(team, service):
    team.get_by_label("from", exact=False).first.fill("-40")
    team.get_by_role("textbox", name="to", exact=True).fill("260")
    team.get_by_role("button", name="Hand in this range").click()
    expect(team.get_by_label("Your forecast")).to_have_count(0)
    assert [service.forecast["low"], service.forecast["high"]] == [-40, 260]
    team.get_by_role("button", name="Next week").click()
    says(team, "It is day 5.")
    expect(team.get_by_text("15 days left to fly, to day 20")).to_be_visible()
    expect(team.locator(".cockpit .dots i").first).to_be_attached()  # the forecast has come
    hire(team)
    says(team, "Decided: hire")
    expect(team.get_by_role("button", name="Undo")).to_have_count(0)
    expect(team.get_by_role("button", name="Look back")).to_have_count(0)
    in_both_lights(team)
    team.get_by_role("button", name="To the round's end").click()
    expect(team.get_by_text("flown to the end of the round")).to_be_visible()
    expect(team.get_by_role("button", name="Next week")).to_be_disabled()


def test_a_forecast_upside_down_is_told_so(team, service):
    team.get_by_role("textbox", name="from", exact=True).fill("300")
    team.get_by_role("textbox", name="to", exact=True).fill("")
    team.get_by_role("button", name="Hand in this range").click()
    expect(team.get_by_role("alert").filter(has_text="the lower one first")).to_be_visible()
    assert service.forecast is None


def test_a_forecast_whose_answer_was_lost_counts_once_and_may_be_changed(team, service):
    service.deaf = True
    hand_in = team.get_by_role("button", name="Hand in this range")
    for _ in range(2):
        hand_in.press("Enter")
        expect(team.get_by_role("alert").filter(has_text="Not handed in yet")).to_be_visible()
        expect(hand_in).to_be_focused()
    service.deaf = False
    team.get_by_role("slider", name="Lowest net result").press("PageUp")
    hand_in.press("Enter")
    expect(team.get_by_label("Your forecast")).to_have_count(0)
    asked = [body for _, door, body in service.heard if door == "team/forecasts"]
    *lost, last = asked
    assert lost == [lost[0]] * len(lost), "the same, under the same name"
    assert last["low"] > lost[0]["low"] and last["id"] != lost[0]["id"]


def test_what_another_laptop_of_the_team_does_is_seen_here(team, service):
    service.played_elsewhere()
    expect(team.locator(".cockpit").get_by_text("Day 5", exact=True)).to_be_visible()


def test_decisions_without_a_connection_are_handed_in_later_in_order_and_once(team, service):
    service.take_down()
    expect(team.locator(".connection")).to_be_visible()
    for role in (0, 1):
        hire(team, role)
    drafts = team.get_by_label("Drafts")
    expect(drafts.get_by_role("listitem")).to_have_count(2)
    team.get_by_role("button", name="Next week").click()
    says(team, "Time passes again when the connection is back")
    team.reload()  # the files are there, the flight is not
    expect(team.get_by_role("heading", name="One moment …")).to_be_visible()
    service.take_down(False)
    expect(team.get_by_text("✓ everything is handed in")).to_be_visible(timeout=20_000)
    expect(drafts).to_have_count(0)
    roles = [it.role for it in service.seat.session.decisions]
    assert roles == [it.id for it in service.seat.session.scenario.roles][:2]


def test_an_answer_that_was_lost_is_asked_for_again_and_the_act_counts_once(team, service):
    service.deaf = True
    hire(team)
    expect(team.get_by_label("Drafts").get_by_role("listitem")).to_have_count(1)
    service.deaf = False
    expect(team.get_by_label("Drafts")).to_have_count(0, timeout=20_000)
    asked = [body["id"] for _, door, body in service.heard if door == "team/acts"]
    assert len(asked) > 1 and len(set(asked)) == 1
    assert len(service.seat.session.decisions) == 1


def test_a_draft_that_has_been_overtaken_asks_what_becomes_of_it(team, service):
    service.take_down()
    expect(team.locator(".connection")).to_be_visible()
    hire(team)
    expect(team.get_by_label("Drafts")).to_be_visible()
    service.played_elsewhere()
    service.take_down(False)
    drafts = team.get_by_label("Drafts")
    expect(drafts).to_contain_text("could not be handed in", timeout=20_000)
    assert service.seat.session.decisions == ()
    sound(team)
    team.get_by_role("button", name="Hand them in all the same").click()
    expect(drafts).to_have_count(0)
    assert [it.day for it in service.seat.session.decisions] == [5]


def test_a_draft_can_be_taken_back(team, service):
    service.take_down()
    expect(team.locator(".connection")).to_be_visible()
    hire(team)
    hire(team, 1)
    team.get_by_role("button", name=re.compile("^Take back: hire")).first.click()
    expect(team.get_by_label("Drafts").get_by_role("listitem")).to_have_count(1)
    service.take_down(False)
    expect(team.get_by_label("Drafts")).to_have_count(0, timeout=20_000)
    assert [it.role for it in service.seat.session.decisions] == ["developer"]


def test_after_the_reveal_a_team_sees_the_standing_and_keeps_its_flight(team, service):
    keys = service.tokens
    service.reset("revealed", 10)
    service.tokens = keys
    expect(team.get_by_label("What came of it")).to_contain_text("You all had the same storm.")
    expect(team.locator(".row.mine")).to_contain_text("Otters")
    in_both_lights(team)
    with team.expect_download() as kept:
        team.get_by_role("button", name="Keep your flight").click()
    assert kept.value.suggested_filename == "Otters.json"
    team.get_by_role("button", name="Board").click()
    expect(team.locator(".cockpit")).to_be_visible()


def test_a_team_whose_key_holds_no_longer_is_sent_to_the_start(show, service):
    page = show("/team#an-old-key")
    expect(page.get_by_role("heading", name="You are not on board any more")).to_be_visible()
    sound(page)
    page.get_by_role("link", name="Join a workshop").click()
    expect(page.get_by_role("heading", name="Join a workshop")).to_be_visible()


# The mentor


@pytest.fixture
def mentor(show, service):
    service.reset("open", 10)
    page = show(f"/mentor#{SECRET}")
    page.get_by_role("button", name=re.compile("^Lead Thursday")).click()
    expect(page.get_by_role("heading", name="10 teams")).to_be_visible()
    return page


def asked(service, door):
    return [body for _, it, body in service.heard if it.endswith(door)][-1]


def test_the_secret_leaves_the_address_bar_and_holds_in_this_window(mentor):
    assert mentor.url.endswith(f"/mentor?workshop={CODE}")
    mentor.reload()
    expect(mentor.get_by_role("heading", name="10 teams")).to_be_visible()
    assert SECRET not in mentor.content() + mentor.evaluate("JSON.stringify(localStorage)")


def test_without_the_secret_there_is_nothing_to_see(show, service):
    page = show("/mentor")
    expect(page.get_by_label("Secret")).to_be_visible()
    sound(page)
    page.get_by_label("Secret").fill("a guess")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="not the mentor's secret")).to_be_visible()
    expect(page.get_by_label("Secret")).to_be_visible()


def test_each_team_has_its_row(mentor, service):
    rows = mentor.locator("li.team-row")
    expect(rows).to_have_count(10)
    flagged = [it for it in told(service.view)["teams"] if it["flags"]]
    expect(mentor.locator(".flag-of")).to_have_count(sum(len(it["flags"]) for it in flagged))
    row = rows.nth(3)
    expect(row).to_contain_text("bought “second source”")
    expect(row).to_contain_text("2 handed in, being carried out")
    expect(row.get_by_role("img", name=re.compile("^Forecast −?[0-9]+ to"))).to_be_visible()
    in_both_lights(mentor)


def test_a_round_is_closed_and_opened_by_keyboard(mentor, service):
    lead = mentor.get_by_role("button", name="Close round 2")
    lead.focus()
    mentor.keyboard.press("Enter")
    expect(mentor.get_by_text("3 teams are still flying")).to_be_visible()
    assert service.view["phase"] == "open"
    expect(lead).to_be_focused()
    mentor.keyboard.press("Enter")
    opens = mentor.get_by_role("button", name="Open round 3")
    expect(opens).to_be_focused()
    mentor.keyboard.press("Shift+Tab")
    minutes = mentor.get_by_label("Minutes on the clock")
    expect(minutes).to_be_focused()
    mentor.keyboard.type("7.5")
    expect(minutes).to_have_value("7.5")
    mentor.keyboard.press("Enter")
    expect(mentor.get_by_role("status").filter(has_text="Round 3 is open.")).to_be_visible()
    assert asked(service, "round") == {"do": "open", "minutes": 7.5}


def test_an_inject_is_shown_as_a_sentence_and_then_sent(mentor, service):
    form = mentor.get_by_label("News for everybody")
    form.get_by_label("What happens").select_option("due")
    form.get_by_label("Project").select_option("portal")
    form.get_by_label("Day").press("Control+a")
    mentor.keyboard.type("137")  # each letter draws the form anew
    expect(form.locator(".preview")).to_have_text("Member portal has to be ready by day 137.")
    form.get_by_role("button", name="Send to all teams now").click()
    expect(mentor.get_by_role("status").filter(has_text="Sent to all teams.")).to_be_visible()
    assert asked(service, "injects")["inject"] == {"type": "due", "project": "portal", "due": 137}


def test_a_switch_is_for_the_whole_room(mentor, service):
    mentor.get_by_label(re.compile("^Undo")).check()
    expect(mentor.get_by_role("status").filter(has_text="for the whole room")).to_be_visible()
    assert asked(service, "switches")["allowed"] == {"undo": True, "replay": False}
    mentor.get_by_label("Coach").select_option("on")
    expect(mentor.get_by_label("Coach")).to_have_value("on")
    assert asked(service, "switches")["instruments"]["coach"] == "on"
    assert asked(service, "switches")["allowed"]["undo"], "and keeps what was switched before"


def test_the_storm_is_revealed_only_by_who_is_sure(mentor, service):
    expect(mentor.get_by_role("button", name="Reveal the storm")).to_be_disabled()
    service.reset("closed", 10)
    mentor.get_by_role("button", name="Reveal the storm").click()
    expect(mentor.get_by_text("The last round is not flown then.")).to_be_visible()
    assert service.view["phase"] == "closed"
    mentor.get_by_role("button", name="Reveal it now").click()
    expect(mentor.get_by_role("heading", name="The standing")).to_be_visible()
    in_both_lights(mentor)


def test_the_standing_is_shown_between_rounds_and_hidden_again(mentor, service):
    service.reset("closed", 3)
    mentor.get_by_role("button", name="Show the standing").press("Enter")
    hides = mentor.get_by_role("button", name="Hide the standing")
    expect(hides).to_be_focused()
    expect(mentor.locator(".standing .row")).to_have_count(3)
    assert service.view["storm"] is None, "the storm stays where it is"
    hides.press("Enter")
    expect(mentor.locator(".standing .row")).to_have_count(0)


def test_a_workshop_is_deleted_only_by_its_code(mentor, service):
    mentor.get_by_role("button", name="Delete this workshop").click()
    mentor.get_by_label(f"Type {CODE} to delete it").fill("K7QM2")
    mentor.get_by_role("button", name="Delete everything").click()
    expect(mentor.get_by_role("alert").filter(has_text="nothing is deleted")).to_be_visible()
    assert not [it for it in service.heard if it[0] == "DELETE"]
    mentor.get_by_label(f"Type {CODE} to delete it").fill("k7qm2f")
    mentor.keyboard.press("Enter")
    expect(mentor.get_by_role("status").filter(has_text="is deleted")).to_be_visible()
    assert [it[1] for it in service.heard if it[0] == "DELETE"] == [f"workshops/{CODE}"]


def test_a_team_that_lost_its_key_gets_a_new_one(mentor):
    mentor.get_by_role("button", name="New key for Otters").click()
    mentor.get_by_role("button", name="Make a new key for Otters").click()
    address = mentor.get_by_label(re.compile("Their address"))
    expect(address).to_have_value(re.compile("/team#a-new-token$"))


def test_a_workshop_is_made(show, service):
    page = show(f"/mentor#{SECRET}")
    page.get_by_label("Organisation").select_option("eight_projects")
    page.get_by_label("Rounds: how many").fill("20, 45")
    page.get_by_label(re.compile("^Replay")).check()
    sound(page)
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", name="10 teams")).to_be_visible()
    made = asked(service, "workshops")
    assert (made["office"], made["rounds"], made["allowed"]["replay"]) == (
        "eight_projects",
        [20, 45],
        True,
    )


def test_typing_is_not_disturbed_by_what_comes_in(mentor, service):
    form = mentor.get_by_label("News for everybody")
    form.get_by_label("What happens").select_option("news")
    field = form.get_by_label("Headline")
    field.click()
    for letter in "Audit":
        mentor.keyboard.type(letter)
        service.put(title=f"Thursday {letter}")
    expect(mentor.get_by_role("heading", name="Thursday t")).to_be_visible()
    expect(field).to_have_value("Audit")
    expect(field).to_be_focused()


@pytest.mark.parametrize("place", ["mentor", "team", "projector", "start"])
def test_on_a_phone_nothing_sticks_out(show, service, place):
    service.reset("open", 10, injects=[INJECT])
    service.tokens = {"key": "Otters"}
    addresses = {"mentor": f"/mentor?workshop={CODE}#{SECRET}", "team": "/team#key",
                 "projector": f"/projector/{CODE}", "start": "/"}  # fmt: skip
    page = show(addresses[place])
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    if place == "team":
        expect(page.get_by_role("button", name="Next week")).to_be_visible()
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
