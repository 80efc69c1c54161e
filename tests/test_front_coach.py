"""The coach on the cockpit: switched, read out, and never in the way."""

import pytest
from looks import EIGHT, MEASURE, OFFICE, REMARK, SILENT, SIZES, SPEAKS, coached
from playwright.sync_api import expect
from stage import flight, seen


def test_the_coach_is_switched_where_the_mentor_lets_it_and_seen_only_when_on(stage):
    session = flight(OFFICE, 5)
    stage.show(seen(session), coach={"offered": False, "on": False, "text": ""})
    expect(stage.button("Coach")).to_have_count(0)
    stage.put(coach={**SILENT, "on": False})
    expect(stage.button("Coach")).to_have_attribute("aria-pressed", "false")
    expect(stage.region("Coach").and_(stage.page.locator("section"))).to_have_count(0)
    stage.button("Coach").click()
    stage.put(coach=SILENT)
    stage.button("Coach").click()
    assert stage.sent == [{"do": "coach", "on": True}, {"do": "coach", "on": False}]


def test_not_now_takes_the_words_away_and_leaves_the_focus_where_the_switch_is(stage):
    coached(stage)
    stage.button("Not now").focus()
    stage.page.keyboard.press("Enter")
    assert stage.sent == [{"do": "not_now"}] and stage.focused() == "coach"
    stage.put(coach=SILENT)
    expect(stage.page.locator(".coach")).to_contain_text("Nothing to ask just now.")
    assert stage.focused() == "coach"


def test_what_the_coach_says_is_read_out_politely_and_once(stage):
    coached(stage, coach=SILENT)
    voice = stage.page.locator(".voice")
    expect(voice).to_have_attribute("aria-live", "polite")
    voice.evaluate("it => { window.voice = it; window.spoken = 0; new MutationObserver(() => "
                   "(window.spoken += 1)).observe(it, { childList: true }); }")  # fmt: skip
    stage.put(coach=SPEAKS)
    stage.put(screen={**seen(flight(EIGHT, 60)), "answer": 2})
    assert voice.evaluate("it => it === window.voice"), "what is new in an old place is read out"
    assert voice.text_content() == REMARK and stage.page.evaluate("window.spoken") == 1


BOXES = """() => [...document.querySelectorAll(
  ".header, .board, .row, .people, .timeline, .coach, .footer, .shown button, .aside > *"
)].map((it) => JSON.stringify(it.getBoundingClientRect()))"""
WHOLE = "it => it.scrollHeight <= it.clientHeight + 1 && it.scrollWidth <= it.clientWidth"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_whatever_the_coach_says_moves_nothing_covers_nothing_and_is_whole(stage, size):
    stage.page.set_viewport_size({"width": size[0], "height": size[1]})
    coached(stage, coach=SILENT)
    stage.page.wait_for_timeout(100)
    before = stage.page.evaluate(BOXES)
    stage.put(coach=SPEAKS)
    stage.page.wait_for_timeout(100)
    assert stage.page.evaluate(BOXES) == before
    assert stage.page.evaluate(MEASURE) == []
    assert stage.page.locator(".coach .words").evaluate(WHOLE)


def test_beside_a_list_of_files_the_coach_has_more_lines(stage):
    coached(stage)
    stage.page.set_viewport_size({"width": 1280, "height": 720})
    stage.page.evaluate("document.body.style.width = '890px'")
    stage.page.wait_for_timeout(100)
    assert stage.page.locator(".coach .words").evaluate(WHOLE)
