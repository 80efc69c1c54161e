"""A stand-in for the workshop's service, with one real flight; `fake_doors` lets pages in.

Whoever tests the pages chooses phase, number of teams and what goes wrong; `fake_room` has what
pages are told of all the other teams.
"""

from threading import Condition
from time import time

from fake_room import ALLOWED, INSTRUMENTS, OFFICE, room
from msgspec import to_builtins

from simulator import Session, load
from simulator.cockpit.acts import act
from simulator.cockpit.ahead import ahead
from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Seat
from simulator.errors import RefusedError


class Service:
    """One workshop behind the doors, and everything that a test may change in it."""

    def __init__(self) -> None:
        self.changed = Condition()
        self.tokens: dict[str, str] = {}
        self.reset()

    def reset(self, phase: str = "open", teams: int = 10, **more: object) -> None:
        """Begin again, in this phase and with so many teams."""
        self.view, self.heard = room(phase, teams, **more), []
        self.down = self.deaf = False
        self.mentors: dict[str, object] = {}
        self.answers: dict[str, dict[str, object]] = {}
        self.seat = Seat(Session(load(OFFICE), seed=4))
        self.seat.said = "Look around, decide who goes first, then let a week pass."
        self.forecast: dict[str, object] | None = None
        self.steps = 0
        self._told()

    def put(self, **changes: object) -> None:
        """Something has changed, and everybody is told."""
        self.view = {**self.view, **changes, "now": time()}
        self._told()

    def played_elsewhere(self) -> None:
        """Somebody else of the team, at another laptop, has let a week pass."""
        self._done({"do": "week"})
        self.steps += 1
        self._told()

    def take_down(self, down: bool = True) -> None:
        """The network is away, or back; streams break."""
        self.down = down
        self._told()

    def _told(self) -> None:
        with self.changed:
            self.changed.notify_all()

    # Views

    def team(self, name: str) -> dict[str, object]:
        """What a team is told."""
        number = max(1, self.view["round"])
        until = self.view["rounds"][number - 1]["until"] if self.view["round"] else 0
        return {
            **self.view,
            "team": name,
            "day": self.seat.session.today,
            "until": until,
            "round_done": self.seat.session.today >= until,
            "steps": self.steps,
            "decisions": len(self.seat.session.decisions),
            "left_out": [],
            "instruments": INSTRUMENTS,
            "allowed": ALLOWED,
            "forecast": self.forecast,
            "revealed": self.view["phase"] == "revealed",
        }

    def in_brief(self) -> dict[str, object]:
        """The workshop in a list."""
        it = self.view
        known = {name: it[name] for name in ("code", "title", "office", "phase", "round")}
        return {**known, "teams": len(it["teams"]), "created": time() - 4000}

    def screen(self, refused: str = "") -> dict[str, object]:
        """The screen of the one flight that is really flown here."""
        shown = {**screen(self.seat), "world": None, "undo": False, "refused": bool(refused)}
        if refused:
            shown["said"] = refused
        return {"screen": shown, "answer": self.steps, "steps": self.steps, "refused": refused}

    def act(self, asked: dict[str, object]) -> tuple[int, dict[str, object]]:
        """One act: once, in turn, and no further than the round."""
        known = self.answers.get(str(asked["id"]))
        if known is not None:
            return 200, known
        if asked["after"] != self.steps:
            return 409, {"refused": "Your team has gone on meanwhile; look again first."}
        if self.view["phase"] != "open":
            return 409, {"refused": "This round is closed; wait for your mentor."}
        refused = self._done(asked["message"])
        self.steps += not refused
        self.answers[str(asked["id"])] = answer = self.screen(refused)
        self._told()
        return 200, answer

    def _done(self, message: dict[str, object]) -> str:
        until = self.team("")["until"]
        try:
            if message["do"] in ("week", "event", "end"):
                if self.seat.session.today >= until:
                    return f"Not possible: this round ends on day {until}."
                self.seat.wait(
                    min(5 if message["do"] == "week" else 1e6, until - self.seat.session.today)
                )
            else:
                act(self.seat, message)
        except RefusedError as error:
            return f"Not possible: {error}."
        return ""

    def ahead(self) -> dict[str, object]:
        """A forecast of few futures."""
        session = self.seat.session
        if session.over:
            return {}
        *_, found = ahead(session, lambda: None, 60.0, steps=(6,))
        return {**to_builtins(found), "day": session.today}


def without_time(view: dict[str, object]) -> dict[str, object]:
    """A view as streams tell it: the time stands in the answer's head."""
    return {name: it for name, it in view.items() if name != "now"}


def offices() -> dict[str, object]:
    """What can be played."""
    found = [load(it) for it in (OFFICE, "eight_projects")]
    known = [
        {"name": it.name, "title": it.title, "story": it.story, "last_day": 60} for it in found
    ]
    levels = [{"name": it} for it in ("calm", "as written", "rough")]
    return {"offices": known, "levels": levels}
