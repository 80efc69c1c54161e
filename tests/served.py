"""A real service in a process of its own, as a mentor starts it, and those who speak to it."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[1]
OFFICE = "three_projects"
PATIENCE = 180.0


@dataclass
class Served:
    """The service of one database, on one port from the first start on."""

    database: str
    port: int = 0
    secret: str = ""
    log: Path | None = None
    process: subprocess.Popen[str] | None = None
    clients: list[httpx.Client] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Served":
        command = [sys.executable, "-m", "simulator", "workshop", "serve"]
        command += ["--port", str(self.port), "--database", self.database]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        said = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/mentor#(\S+)", line):
                self.port, self.secret = int(found[1]), found[2]
            if "Ctrl+C" in line:
                break
        assert self.port, "".join(said)
        self.wait()
        return self

    def wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                if httpx.get(f"{self.url}/health", timeout=5).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            assert time.monotonic() < until, "the service does not answer"
            time.sleep(0.05)

    def kill(self) -> None:
        """As if the plug were pulled."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def stop(self) -> int:
        """As with Ctrl+C; returns its exit code."""
        for client in self.clients:
            client.close()
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    def client(self, token: str = "", how: httpx.HTTPTransport | None = None) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        found = httpx.Client(base_url=self.url, headers=headers, timeout=PATIENCE, transport=how)
        self.clients.append(found)
        return found

    def mentor(self) -> "Mentor":
        return Mentor(self, self.client(self.secret))


@dataclass
class Mentor:
    """Who leads."""

    served: Served
    http: httpx.Client
    code: str = ""

    def prepare(
        self, office: str = OFFICE, rounds: Any = (10, 20, 30, 40), **more: Any
    ) -> "Mentor":
        answer = self.http.post("/api/workshops", json={"office": office, "rounds": rounds, **more})
        assert answer.status_code == 201, answer.text
        self.code = answer.json()["code"]
        return self

    def ask(self, method: str, path: str = "", sent: Any = None) -> Any:
        answer = self.http.request(method, f"/api/workshops/{self.code}{path}", json=sent)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    @property
    def view(self) -> Any:
        return self.ask("GET")

    def open(self, **more: Any) -> Any:
        return self.ask("POST", "/round", {"do": "open", **more})

    def close(self) -> Any:
        return self.ask("POST", "/round", {"do": "close"})

    def reveal(self) -> Any:
        return self.ask("POST", "/reveal")

    def scored(self) -> Any:
        """The view once all scoring worlds are played."""
        until = time.monotonic() + PATIENCE
        while (view := self.view)["scoring"]["state"] == "running":
            assert time.monotonic() < until
            time.sleep(0.1)
        return view

    def join(self, name: str) -> "Player":
        answer = self.http.post(f"/api/rooms/{self.code}/teams", json={"team": name})
        assert answer.status_code == 201, answer.text
        token = answer.json()["token"]
        return Player(self.served.client(token, Unhurried()), token)


class Unhurried(httpx.HTTPTransport):
    """Waits where it is told that it asks too often: a test is quicker than any team."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        while (answer := super().handle_request(request)).status_code == 429:
            answer.close()
            time.sleep(0.1)
        return answer


@dataclass
class Player:
    """A team that speaks to the service by hand."""

    http: httpx.Client
    token: str
    sent: int = 0

    @property
    def view(self) -> Any:
        return self.http.get("/api/team").json()

    def settled(self) -> Any:
        """The view once everything that was handed in is carried out."""
        until = time.monotonic() + PATIENCE
        while (view := self.view)["waiting"]:
            assert time.monotonic() < until
            time.sleep(0.02)
        return view

    def hand_in(
        self, decisions: list[Any], today: float, uid: str = "", after: int | None = None
    ) -> httpx.Response:
        self.sent += 1
        after = self.view["steps"] if after is None else after
        body = {
            "id": uid or f"letter-{self.sent}", "after": after,
            "decisions": decisions, "today": today,
        }  # fmt: skip
        return self.http.post("/api/team/decisions", json=body)

    def act(self, uid: str = "", after: int | None = None, **message: Any) -> httpx.Response:
        self.sent += 1
        after = self.view["steps"] if after is None else after
        body = {"id": uid or f"act-{self.sent}", "after": after, "message": message}
        return self.http.post("/api/team/acts", json=body)
