"""What the cockpit can look like, with the words and sizes that several files measure it by."""

from functools import lru_cache

from stage import flight, forecast, seen

from simulator import Session, load
from simulator.cockpit.ahead import FEW
from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Seat
from simulator.injects import with_injects
from simulator.scenario import IssueInject, NewsInject

OFFICE = "three_projects"
EIGHT, LONG = "eight_projects", "eighteen_months"
SIZES = ((1280, 720), (1440, 900), (1024, 768), (2560, 1440))

KEPT = {
    "title": "Three projects in a small office",
    "text": "You have been here before: “Mine” is kept, on day 5, last flown on 1 May at 10:00.",
    "others": [
        {"name": "Tuesday's", "text": "at its end, last flown on 1 May at 10:00", "problem": ""},
        {"name": "Broken", "text": "", "problem": "the file is damaged"},
    ],
}


def two_futures():
    """Flown to the end; then the last project was put first on day 5 after all."""
    order = [it.id for it in reversed(load(OFFICE).projects)]
    put_first = {"do": "order", "projects": order, "moved": order[0]}
    return seen(flight(OFFICE, 1e6), {"do": "look", "day": 5}, put_first)


def begun(stage, **looks):
    stage.show(seen(flight(EIGHT)), **looks)


def chosen(stage, **looks):
    session = flight(EIGHT, 60)
    stage.show(seen(session), ahead=forecast(session), **looks)
    stage.name(1).click()


def opened(stage, **looks):
    chosen(stage, **looks)
    stage.button("Rules").click()
    stage.page.locator(".drawer .ready button").last.click()


def sorting(stage, **looks):
    chosen(stage, **looks)
    stage.page.locator('[data-key="priority"]').click()


def in_the_past(stage, **looks):
    session = flight(EIGHT, 60)
    stage.show(seen(session, {"do": "look", "day": 20}), ahead=forecast(session), **looks)


def waiting(stage, **looks):
    stage.show(seen(flight(EIGHT, 65)), ahead=forecast(flight(EIGHT, 60)), **looks)


def refused(stage, **looks):
    shown = {**seen(flight(EIGHT, 60)), "refused": True, "said": "Not possible: it is over."}
    stage.show({**shown, "can_explain": True}, **looks)


def over(stage, **looks):
    stage.show(two_futures(), why={"sentences": ["One more was paid for."]}, **looks)
    stage.page.locator(".taken").first.click()


def at_the_start(stage, **looks):
    stage.show(seen(flight(OFFICE)), kept=KEPT, **looks)


def crowded(stage, **looks):
    session = flight(LONG, 200)
    stage.show(seen(session), ahead=forecast(session, FEW), **looks)


@lru_cache
def stormy():
    """The seat of somebody who has waited a week in which two things came from outside."""
    project = load(EIGHT).projects[0].id
    headline = "The ministry wants everything that was promised for the autumn by Easter. " * 4
    injects = (
        NewsInject(day=62, headline=headline[:300]),
        IssueInject(day=63, headline="A strike", project=project, amount=10, hits="delay"),
    )
    seat = Seat(Session(with_injects(load(EIGHT), *injects), seed=4).advance(60))
    seat.wait()
    return seat


def from_outside(stage, **looks):
    stage.show(screen(stormy()), **looks)


REMARK = (
    "The issue “A lever does something that nobody had written down” of One signal box instead of "
    "five has been known for two weeks, and nobody has been at work on that project since."
)
"""As long as any that a shipped organisation gives."""
SILENT = {"offered": True, "on": True, "text": ""}
SPEAKS = {**SILENT, "text": REMARK}


def coached(stage, **looks):
    session = flight(EIGHT, 60)
    stage.show(seen(session), ahead=forecast(session), **{"coach": SPEAKS, **looks})


STATES = (
    begun,
    coached,
    chosen,
    opened,
    sorting,
    in_the_past,
    waiting,
    refused,
    over,
    at_the_start,
    crowded,
    from_outside,
)


MEASURE = """() => {
  const root = document.querySelector(".cockpit");
  const frame = root.getBoundingClientRect();
  const said = (it) => `${it.tagName} ${it.className} ${it.textContent.slice(0, 30)}`;
  const inside = (box, outer) => box.left >= outer.left - 1 && box.right <= outer.right + 1
    && box.top >= outer.top - 1 && box.bottom <= outer.bottom + 1;
  // A quiet button's text stands in line with other text; its edge, which nobody sees, does not.
  const grown = ({ left, right, top, bottom }) => ({ left: left - 4, right, top, bottom });
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const wrong = [];
  const doc = document.documentElement;
  if (doc.scrollWidth > innerWidth) wrong.push("the page scrolls to the side");
  if (doc.scrollHeight > innerHeight) wrong.push("the page scrolls");
  if (root.scrollWidth > root.clientWidth) wrong.push("something is cut off at the side");
  if (root.scrollHeight > root.clientHeight) wrong.push("something is cut off at the bottom");
  const regions = [".header", ".banner", ".board", ".people", ".timeline", ".coach", ".footer"];
  for (const name of [".aside > *:first-child", ".aside > *:last-child"]) regions.push(name);
  const boxes = regions.map((it) => root.querySelector(it)).filter((it) => it?.offsetParent);
  const first = [...new Set(boxes)].map((it) => [it, it.getBoundingClientRect()]);
  for (const [it, box] of first) if (!inside(box, frame)) wrong.push("not inside: " + said(it));
  first.forEach(([it, box], place) => first.slice(place + 1).forEach(([other, its]) => {
    if (overlap(box, its)) wrong.push(`${said(it)} lies on ${said(other)}`);
  }));
  const free = (it) => !it.closest("[data-scroll]") && it.offsetParent;
  const buttons = [...root.querySelectorAll("button, .stat, .legend, .axis .out")].filter(free);
  for (const it of buttons) {
    const box = it.getBoundingClientRect();
    if (!inside(box, frame)) wrong.push("not inside: " + said(it));
    const home = it.closest(".header, .people, .timeline, .footer, .axis, .aside > *");
    if (home && !inside(box, grown(home.getBoundingClientRect())))
      wrong.push("outside its region: " + said(it));
    if (it.tagName !== "BUTTON") continue;
    const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    if (!it.contains(hit)) wrong.push("cannot be clicked: " + said(it));
  }
  const cells = [...root.querySelectorAll(".stat .value, .ways, .out, .count, .strip .mini")];
  const seen = cells.filter((it) => it.offsetParent).map((it) => [it, it.getBoundingClientRect()]);
  seen.forEach(([it, box], place) => seen.slice(place + 1).forEach(([other, its]) => {
    if (overlap(box, its)) wrong.push(`${said(it)} lies on ${said(other)}`);
  }));
  const words = [...root.querySelectorAll(".stat .value, .out b, .ways button, .said")];
  const blocks = words.filter((it) => it.offsetParent && getComputedStyle(it).display !== "inline");
  for (const it of blocks)
    if (it.scrollWidth > it.clientWidth + 1) wrong.push("cut off: " + said(it));
  return wrong;
}"""
