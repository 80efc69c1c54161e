"""The doors that a workshop's pages knock at, on a port of this machine, before `fake_workshop`."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit

from fake_room import CODE, mentor, room, standing
from fake_workshop import Service, offices, without_time

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
