"""A stand-in for the workshop's service: the doors that its pages knock at, with one real flight.

Whoever tests the pages chooses phase, number of teams and what goes wrong; `fake_room` has what
pages are told of all the other teams.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from time import time
from urllib.parse import unquote, urlsplit

from fake_room import ALLOWED, CODE, INSTRUMENTS, OFFICE, mentor, room, standing
from msgspec import to_builtins

from simulator import Session, load
from simulator.cockpit.acts import act
from simulator.cockpit.ahead import ahead
from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Seat
from simulator.errors import RefusedError
from simulator.widgets.modules import FRONT

PAGES = FRONT.parents[1] / "workshop" / "pages"
HTML = {"": "start", "mentor": "mentor", "projector": "projector", "team": "team"}
KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".svg": "image/svg+xml",
}
SECRET = "the-mentor's-secret"


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


Answer = tuple[int, object]


class Doors(BaseHTTPRequestHandler):
    """Requests of pages, answered by the service."""

    service: Service
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:  # noqa: D102, N802 - the library's name
        self._answer()

    do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815

    def _answer(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(size)) if size else {}
        place = [unquote(it) for it in urlsplit(self.path).path.strip("/").split("/")]
        if place[0] != "api":
            self._file(place)
        elif self.service.down:
            self.close_connection = True
        elif place[-1] == "live":
            self._stream(self._watched(place[1:]))
        else:
            status, told = self._api(place[1:], body)
            if self.service.deaf:  # what was asked is done, but nobody hears that it was
                self.close_connection = True
            else:
                self._say(status, told)

    # Files

    def _file(self, place: list[str]) -> None:
        folders = {"pages": PAGES, "front": FRONT}
        path = (
            folders[place[0]] / place[-1]
            if place[0] in folders
            else PAGES / f"{HTML.get(place[0], '-')}.html"
        )
        if not path.is_file():
            self._say(404, {"refused": "There is no such page."})
            return
        self._send(200, path.read_bytes(), KINDS[path.suffix])

    def _send(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _say(self, status: int, told: object) -> None:
        self._send(status, json.dumps(told).encode(), "application/json")

    # Streams

    def _watched(self, place: list[str]) -> Callable[[], object] | None:
        service = self.service
        if place[0] == "rooms" and place[1] == service.view["code"]:
            return lambda: service.view
        if place[0] == "workshops" and self._token() == SECRET:
            return lambda: mentor(service.view, **service.mentors)
        name = service.tokens.get(self._token())
        return (lambda: service.team(name)) if place[0] == "team" and name else None

    def _stream(self, seen: Callable[[], object] | None) -> None:
        if seen is None:
            self._say(401, {"refused": "This is not known here any more; join again."})
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.close_connection = True
        try:
            while not self.service.down:
                self.wfile.write(
                    f"event: view\ndata: {json.dumps(without_time(seen()))}\n\n".encode()
                )
                with self.service.changed:
                    if not self.service.changed.wait(2):
                        self.wfile.write(b": still here\n\n")
        except OSError:
            return  # the page has gone

    def _token(self) -> str:
        return (self.headers.get("Authorization") or "").removeprefix("Bearer ")

    # Doors

    def _api(self, place: list[str], body: dict[str, object]) -> Answer:
        self.service.heard.append((self.command, "/".join(place), body))
        asked = {
            "rooms": self._room,
            "team": self._team,
            "workshops": self._mentor,
            "offices": self._mentor,
        }
        return asked.get(place[0], lambda *_: (404, {"refused": "There is no such door."}))(
            place, body
        )

    def _room(self, place: list[str], body: dict[str, object]) -> Answer:
        if place[1] != CODE:
            return 404, {"refused": f"There is no workshop with the code {place[1]}; look again."}
        if place[-1] != "teams":
            return 200, self.service.view
        name = str(body["team"]).strip()
        if name in self.service.tokens.values():
            return 409, {"refused": f"There is a team named {name} already; choose another name."}
        token = f"token-{len(self.service.tokens)}"
        self.service.tokens[token] = name
        return 200, {"token": token, "team": name}

    def _team(self, place: list[str], body: dict[str, object]) -> Answer:
        name = self.service.tokens.get(self._token())
        if name is None:
            return 401, {"refused": "This team is not known here any more; join again."}
        service, door = self.service, place[-1]
        if door == "acts":
            return service.act(body)
        if door == "forecasts":
            service.forecast = {
                "low": body["low"],
                "high": body["high"],
                "round": service.view["round"],
            }
            service.put()
            return 200, service.forecast
        found = {
            "screen": service.screen,
            "ahead": service.ahead,
            "flight": lambda: {"a": "flight"},
        }
        return 200, found.get(door, lambda: service.team(name))()

    def _mentor(self, place: list[str], body: dict[str, object]) -> Answer:
        if self._token() != SECRET:
            return 401, {"refused": "This is not the mentor's secret."}
        if place[0] == "offices":
            return 200, offices()
        if len(place) == 1 and self.command == "GET":
            return 200, [self.service.in_brief()]
        self._carried_out(place[-1], body)
        return 200, {"token": "a-new-token"} if place[-1] == "token" else mentor(
            self.service.view, **self.service.mentors
        )

    def _carried_out(self, door: str, body: dict[str, object]) -> None:
        service = self.service
        if door == "round":
            opened = body["do"] == "open"
            fresh = room(
                "open" if opened else "closed",
                len(service.view["teams"]),
                service.view["round"] + opened,
            )
            service.put(**{it: fresh[it] for it in ("phase", "round", "rounds", "closes_at")})
        elif door == "injects":
            told = {"day": 20, "round": service.view["round"], "headline": str(body["inject"])}
            service.put(injects=[*service.view["injects"], told])
        elif door == "reveal":
            fresh = room("revealed", len(service.view["teams"]))
            service.put(
                **{
                    it: fresh[it]
                    for it in ("phase", "round", "rounds", "closes_at", "standing", "storm")
                }
            )
        elif door == "standing":
            service.put(standing=standing(len(service.view["teams"])) if body["show"] else None)
        elif door == "switches":
            service.mentors = dict(body)
            service.put()


@contextmanager
def serving() -> Iterator[tuple[Service, str]]:
    """The service, and where it is reached."""
    service = Service()
    doors = type("Served", (Doors,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), doors)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield service, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        service.take_down()
        server.shutdown()
        server.server_close()
