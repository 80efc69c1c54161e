"""The tab that tells, at the end of a flight, what was luck and what was decided well."""

from simulator.errors import RefusedError
from simulator.session import Session
from simulator.widgets.debrief import Debrief
from simulator.widgets.page import note
from simulator.widgets.panel import Panel
from simulator.widgets.seat import Seat

NOT_YET = "The debrief comes at the end: fly on until every project is finished or cancelled."
READY = "Your flight is over. The debrief says what was luck and what was you; it takes a minute."


class DebriefPanel(Panel):
    """What happened, why, and what next?"""

    title = "Debrief"

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.begin = self.button("Begin the debrief", self.make, "180px")
        self.page: Debrief | None = None
        self._arrange()

    def make(self) -> None:
        """Begin the debrief of this flight, part by part. Raises RefusedError before its end."""
        session = self.seat.session
        if not session.over:
            raise RefusedError("this flight is not over yet; fly to its end first")
        if self.page is not None:
            self.page.halt()
        self.page = Debrief(session, start=self.take_up)
        self._arrange()

    def take_up(self, branch: Session) -> None:
        """Fly a branch that the debrief has suggested."""
        self.seat.take_up(branch, f"This is a branch; today is day {branch.today:g}. Fly it.")

    def draw(self, session: Session) -> None:
        """Say whether the debrief can begin; one that is there stays while its flight does."""
        self.picture.value = note(READY if session.over else NOT_YET)
        self.begin.disabled = not session.over
        if self.page is not None and self.page.session != session:
            self.page.halt()
            self.page = None
            self._arrange()

    def _arrange(self) -> None:
        above = (self.picture, self.begin, self.said)
        self.children = above if self.page is None else (*above, self.page)
