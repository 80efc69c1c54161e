"""A coach in the cockpit: whether there is one, switched by whom, and what is said."""

from simulator import progress
from simulator.coach import Coach
from simulator.cockpit.seat import Seat
from simulator.errors import RefusedError
from simulator.instruments import Coach as Wish
from simulator.instruments import Instruments
from simulator.session import Session

COCKPIT = "cockpit"
"""Where it stands in `progress` how somebody likes the cockpit to be."""


class Coached:
    """The coach of a cockpit, and the switch; how somebody leaves it is kept."""

    def __init__(self, tools: Instruments) -> None:
        self.wish, self.hints = tools.coach, tools.hints
        """What the mentor wants: no coach, one whom trainees may switch on, or one who is on."""
        self.on = self.wish != "off" and _as_it_was_left(self.wish)
        self.begin()

    def begin(self) -> None:
        """Another flight begins, of which nothing was said yet."""
        self.coach = Coach(self.hints)

    def look(self, before: Session, seat: Seat) -> None:
        """Look at a flight after an act, and at what it was before."""
        if self.on:
            self.coach.look(before, seat)

    def switch(self, on: bool) -> str:
        """Switch the coach on or off, and remember it; says so in a sentence.

        Raises RefusedError where the mentor wants none.
        """
        if self.wish == "off":
            raise RefusedError("there is no coach in this flight; your mentor can let you have one")
        self.on, self.coach.remark = on, None
        fact = progress.Switched(
            notebook=COCKPIT, what="coach", under=self.wish, on=on, when=progress.now()
        )
        words = "The coach is on, and speaks up now and then." if on else "The coach is off."
        return f"{words} {progress.note(fact)}".strip()

    def not_now(self, today: float) -> str:
        """Nothing is said for a while; says so in a sentence."""
        self.coach.not_now(today)
        return "The coach is quiet for a month."

    def shown(self) -> dict[str, object]:
        """What the page shows of it."""
        text = self.coach.words if self.on else ""
        return {"offered": self.wish != "off", "on": self.on, "text": text}


def _as_it_was_left(wish: Wish) -> bool:
    """Whether the coach is on: as somebody left it where the mentor wanted the same, else as the
    mentor wants it."""
    chosen = progress.switched(COCKPIT, "coach", wish)
    return wish == "on" if chosen is None else chosen
