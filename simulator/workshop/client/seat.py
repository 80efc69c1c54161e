"""A seat in a cockpit whose flight is played by the service: acts go there in order, each once.

While nobody answers, decisions are drafted, kept on disk, and handed in later. What is known here
is what a page is told: screens, forecasts, where the workshop stands.
"""

import time
from collections.abc import Callable
from threading import Event, RLock
from typing import Any
from uuid import uuid4

from msgspec.structs import replace

from simulator.workshop.client.outbox import Draft
from simulator.workshop.client.team import Team, View
from simulator.workshop.client.wire import AwayError, ForgottenError, RefusedError
from simulator.workshop.client.words import NOW, TIME, Message, in_words, many

AGAIN = 1.5
"""Seconds until something that is being made is asked for again."""
SLOWER, LONGEST = 1.4, 8.0
"""Times as long with every try, and seconds at most."""
LATER = "handed in when the workshop answers again"


class RemoteSeat:
    """One team's seat. `tell` is called when something has changed, from any thread.

    `send` and `follow` answer at once; `catch_up` is for whoever has the time to wait for answers.
    """

    def __init__(self, team: Team, tell: Callable[[], None] = lambda: None) -> None:
        self.team, self.tell = team, tell
        self.lock, self.wake = RLock(), Event()
        self.view: View = {}
        """Where the workshop stands; empty until somebody has answered."""
        self.by = 0.0
        """Seconds by which the service's clock is ahead of this computer's."""
        self.coach: dict[str, Any] = {"offered": False, "on": False, "text": ""}
        self.ahead: dict[str, Any] = {}
        self.left_out: list[dict[str, str]] = []
        """Drafts that could not be carried out, and why."""
        self.away = ""
        """Why nobody answers; empty while somebody does."""
        self.gone = ""
        """Why this seat is a seat no longer."""
        self.said, self.refused, self.answers = "", False, 0
        self.steps, self.number = 0, 0
        """How many steps the screen knows, and how many screens have come."""
        self._sent: dict[str, Any] = {}
        self._stale = True
        self._settled: tuple[object, ...] | None = None
        self._room: tuple[object, ...] | None = None
        self._foreseen, self._pause = 0, AGAIN
        self._put([replace(it, waits=True) for it in self._all])

    # What is shown

    @property
    def screen(self) -> dict[str, Any]:
        """What the cockpit shows; empty until the first screen has come."""
        with self.lock:
            if not self._sent or not self.view:
                return {}
            shown = {**self._sent, "said": self.said or self._sent["said"], "refused": self.refused}
            shown["workshop"] = {
                "until": self.view["until"],
                "open": self.view["phase"] == "open" and self._sent["today"] < self.view["until"],
                **self.view["allowed"],
            }
            shown["answer"], shown["forecast"] = self.answers, self.number
            shown["foreseen"] = self.view["instruments"]["forecasts"]
            shown["can_explain"] = self._can_explain()
            return shown

    def _can_explain(self) -> bool:
        """Whether the last decision is of today and has no reason yet."""
        decided = self.view["decisions"]
        if not decided or self.view["steps"] != self.steps or self._sent["over"]:
            return False
        return decided[-1]["day"] == self._sent["today"] and not decided[-1].get("reason")

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """What waits because nobody has answered, the oldest first."""
        return tuple(it for it in self._all if it.waits)

    @property
    def held(self) -> str:
        """Why drafts cannot be handed in as they are; empty if nothing is in their way."""
        return next((it.held for it in self._all if it.held), "")

    @property
    def waiting(self) -> str:
        """How much is drafted, in words; empty if nothing is."""
        drafts = self.drafts
        if not drafts:
            return ""
        noun = "step" if any(it.message.get("do") in NOW for it in drafts) else "decision"
        return f"{many(len(drafts), noun)} drafted, {LATER}"

    # What somebody does

    def send(self, message: Message) -> None:
        """Do this, or draft it. Raises RefusedError if it cannot be kept."""
        with self.lock:
            if not self._may(message):
                return
            behind = bool(self._all)
            draft = Draft(
                id=uuid4().hex,
                message=dict(message),
                words=in_words(message, self._sent),
                day=round(self._sent["today"]),
                after=None if behind else self.steps,
                waits=bool(self.away),
            )
            self._put([*self._all, draft])  # before it is sent: whatever happens, it is not lost
            if self.away:
                self._say(f"Drafted: {draft.words}. {self.waiting}.")
            self.wake.set()

    def _may(self, message: Message) -> bool:
        """Whether something can be done now; if not, says why."""
        does = message.get("do")
        if self.gone:
            self._say(self.gone, refused=True)
        elif not self._sent:
            self._say("One moment: the workshop has not answered yet.", refused=True)
        elif self.held:
            self._say("First say what becomes of your drafts.", refused=True)
        elif self.away and does in TIME:
            words = "Time passes again when the workshop answers. What you decide now is drafted."
            self._say(words, refused=True)
        elif self.away and does in NOW:
            self._say("That has to wait until the workshop answers again.", refused=True)
        else:
            return True
        return False

    def all_the_same(self) -> None:
        """Hand in what is held, on today's screen."""
        with self.lock:
            free = [replace(it, held="", after=None) for it in self._all]
            self._put([replace(it, after=self.steps) for it in free[:1]] + free[1:])
            self.wake.set()

    def drop(self) -> None:
        """Give up all drafts."""
        with self.lock:
            self._put([])

    def read(self) -> None:
        """What was left out has been read."""
        with self.lock:
            self.left_out = []

    # What comes

    def follow(self, view: View) -> None:
        """The workshop stands like this; others of the team may have acted."""
        with self.lock:
            if self.away:
                self.away, self.said, self.refused = "", "", False
                self.answers += 1
            self.view, self.by = view, view.get("now", time.time()) - time.time()
            self.team.box.promised(view["commitment"])
            self._stale = self._elsewhere(view) or self._stale
            self.wake.set()
        self.tell()

    def lost(self, why: str) -> None:
        """Nobody answers: what has had no answer is a draft from now on."""
        with self.lock:
            fresh = not self.away
            self.away = why
            if any(not it.waits for it in self._all):
                self._put([replace(it, waits=True) for it in self._all])
            if fresh:
                drafted = f" {self.waiting}." if self.drafts else ""
                self._say(f"The workshop does not answer just now.{drafted}", refused=True)
        if fresh:
            self.tell()

    def end(self, why: str) -> None:
        """This seat is one no longer."""
        with self.lock:
            self.gone = why
            self._say(why, refused=True)
            self.wake.set()
        self.tell()

    def catch_up(self) -> float:
        """Hand in what waits, and fetch what is new; returns in how many seconds to come again."""
        try:
            if self.away or not self.view:
                self.follow(self.team.wire.ask("GET", "/api/team", tries=1))
            if not self._sent:
                self._look()
            while self._all and not self.held and not self.gone:
                self._hand_in(self._all[0])
            if self._stale:
                self._look()
            return self._foresee()
        except AwayError as error:
            self.lost(str(error))
        except ForgottenError as error:
            self.end(str(error))
        except RefusedError as error:
            self._say(f"Not possible: {error}.", refused=True)
            self.tell()
        self._pause = min(LONGEST, SLOWER * self._pause)
        return self._pause

    def _hand_in(self, draft: Draft) -> None:
        after = self.steps if draft.after is None else draft.after
        body = {"id": draft.id, "after": after, "message": draft.message}
        try:
            answer = self.team.wire.ask("POST", "/api/team/acts", body, tries=1)
        except (AwayError, ForgottenError):
            raise
        except RefusedError as error:
            self._stopped(str(error))
        else:
            self._answered(draft, answer)
        self.tell()

    def _answered(self, draft: Draft, answer: dict[str, Any]) -> None:
        with self.lock:
            rest = [it for it in self._all if it.id != draft.id]
            if rest:
                rest[0] = replace(rest[0], after=answer["steps"])
            self._put(rest)
            if answer["refused"] and draft.waits:
                self.left_out.append({"words": draft.words, "why": str(answer["refused"])})
            self._settled = None
            self._take(answer)

    def _stopped(self, why: str) -> None:
        """Somebody else of the team was quicker, or the round is closed."""
        with self.lock:
            drafted = self._all[0].waits if self._all else False
            self._put([replace(it, waits=True, held=why) for it in self._all] if drafted else [])
            self._stale = True
            self._say(f"Not handed in: {why}.", refused=True)

    def _look(self) -> None:
        self._stale = False  # before it is asked for: what comes meanwhile is newer
        try:
            answer = self.team.wire.ask("GET", "/api/team/screen", tries=1)
        except RefusedError:
            self._stale = True
            raise
        with self.lock:
            said = self.said if self.refused else ""
            self._take(answer)
            if said:
                self._say(said, refused=True)
        self.tell()

    def _take(self, answer: dict[str, Any]) -> None:
        """Show a screen that has come."""
        self.steps, self._sent = answer["steps"], answer["screen"]
        self.coach = answer["coach"]
        self.number += 1
        self._pause = AGAIN
        self._say(str(answer["refused"]), refused=bool(answer["refused"]))

    def _foresee(self) -> float:
        """Ask for the forecast of this screen until it is whole."""
        if not self._sent:
            return AGAIN
        number = self.number
        if not self.view["instruments"]["forecasts"] or self._sent["over"]:
            if self.ahead:
                self.ahead = {}
                self.tell()
            return LONGEST
        if self._foreseen == number:
            return LONGEST
        found = self.team.wire.ask("GET", "/api/team/ahead", tries=1) or {}
        if found.get("futures"):
            self.ahead = {"day": self._sent["today"], **found, "forecast": number}
            if found["futures"] >= found["of"]:
                self._foreseen = number
            self.tell()
        self._pause = min(LONGEST, SLOWER * self._pause)
        return self._pause

    def _elsewhere(self, view: View) -> bool:
        """Whether the flight stands elsewhere than the screen shows, by somebody else's doing."""
        if view["steps"] < self.steps:
            return False  # told before our own last act
        now = (view["steps"], view["day"], len(view["decisions"]), view["waiting"])
        rules = view["instruments"], view["allowed"]
        room = (view["phase"], view["round"], len(view["injects"]), *rules)
        own = self._settled is None and view["steps"] == self.steps and room == self._room
        moved = not own and (now != self._settled or room != self._room)
        self._settled, self._room = now, room
        return moved

    def _say(self, said: str, refused: bool = False) -> None:
        """Say something in the cockpit's last line; it also tells that somebody was heard."""
        self.said, self.refused = said, refused
        self.answers += 1

    @property
    def _all(self) -> list[Draft]:
        """Everything that has had no answer."""
        return self.team.box.kept.drafts

    def _put(self, drafts: list[Draft]) -> None:
        if drafts != self._all:
            self.team.box.redraft(drafts)
