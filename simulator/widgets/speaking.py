"""Widgets that say in words what they show, wherever they cannot be shown."""

import ipywidgets as w


class Speaking(w.VBox):
    """A column of widgets with a sentence in their place.

    A notebook stores the sentence; whoever opens it without a kernel reads it, and nbval compares
    it.
    """

    def words(self) -> str:
        """What it shows, in words."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return self.words()

    def _repr_mimebundle_(self, **how: object) -> dict[str, object]:
        found: dict[str, object] = super()._repr_mimebundle_(**how)
        return found | {"text/plain": self.words()}  # not cut off after a line
