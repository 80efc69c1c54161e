"""One flight under its name, kept after every step."""

from pathlib import Path

from simulator.errors import RefusedError
from simulator.logbook import scenarios
from simulator.logbook.files import mark, marked, path_of, taken, writable
from simulator.logbook.names import checked, folded, free
from simulator.logbook.writing import alone, write_new, write_over
from simulator.session import Session


class Page:
    """A flight under its name. Whoever flies it keeps it after every step.

    What stands on the disk under the name is only written over while it is what this page has
    written or read itself.
    """

    def __init__(self, folder: Path, name: str, session: Session, known: str | None = None) -> None:
        self.folder, self.name, self.session = folder, name, session
        self._known = known
        """What this page last wrote or read under its name; None before it is first kept."""

    @property
    def path(self) -> Path:
        """Where the flight is, or will be."""
        return path_of(self.folder, self.name)

    def keep(self, session: Session) -> str:
        """Write the flight, whole or not at all; "", or a sentence if it has another name now.

        Raises RefusedError if it cannot be written. The flight goes on all the same, and the next
        step tries again.
        """
        self.session = session
        content = session.written(self.path)
        with writable(self.folder, self.name), alone(self.folder):
            scenarios.keep(session.scenario, self.folder)
            return self._put(content)

    def rename(self, new: str) -> None:
        """Give the flight another name. Raises RefusedError if that is taken or is none."""
        new = checked(new)
        if new == self.name:
            return
        with writable(self.folder, self.name), alone(self.folder):
            if folded(new) != folded(self.name) and folded(new) in taken(self.folder):
                raise RefusedError(f"there is a flight '{new}' already; take another name")
            if self._known is not None and mark(self.path) == self._known:
                self.path.rename(path_of(self.folder, new))
            else:  # not kept yet, or somebody else's by now: from here on under the new name only
                self._known = None
            self.name = new

    def _put(self, content: bytes) -> str:
        new, found = marked(content), mark(self.path)
        if found == new:  # another window took the very same step
            self._known = new
            return ""
        if found is None or found != self._known:
            return self._put_anew(content, found)
        write_over(self.path, content)
        self._known = new
        return ""

    def _put_anew(self, content: bytes, found: str | None) -> str:
        """Keep the flight where nothing is, so that nobody's is written over."""
        old, known, names = self.name, self._known, taken(self.folder)
        name = old if found is None else free(old, names)
        while not write_new(path_of(self.folder, name), content):
            names.add(folded(name))
            name = free(old, names)
        self.name, self._known = name, marked(content)
        if name == old:
            return ""
        if known is None:
            return f"There is another flight '{old}', so this one is kept as '{name}'."
        return (
            f"'{old}' was flown on somewhere else, perhaps in another window. That flight stays "
            f"as it is; this one goes on as '{name}'."
        )
