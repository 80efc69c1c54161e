"""A list to put in order, by mouse or keyboard."""

import ipywidgets as w


class Ranking(w.VBox):
    """In which order? Choose a line, then move it up or down."""

    def __init__(self, names: dict[str, str]) -> None:
        options = [(name, key) for key, name in names.items()]
        self.list = w.Select(
            options=options, rows=min(len(options), 12), layout=w.Layout(width="330px")
        )
        self.up = w.Button(description="Move up", layout=w.Layout(width="100px"))
        self.down = w.Button(description="Move down", layout=w.Layout(width="110px"))
        self.top = w.Button(description="To the top", layout=w.Layout(width="110px"))
        self.up.on_click(lambda _: self.move(-1))
        self.down.on_click(lambda _: self.move(+1))
        self.top.on_click(lambda _: self.move(-len(self.list.options)))
        super().__init__([self.list, w.HBox([self.up, self.down, self.top])])

    @property
    def order(self) -> tuple[str, ...]:
        """The keys, first to last."""
        return tuple(key for _, key in self.list.options)

    def show(self, order: tuple[str, ...]) -> None:
        """Put the lines in this order, the others after them."""
        lines = {key: (name, key) for name, key in self.list.options}
        chosen = self.list.value
        self.list.options = [lines.pop(key) for key in order] + list(lines.values())
        self.list.value = chosen

    def move(self, by: int) -> None:
        """Move the chosen line by so many places, as far as the list goes."""
        options, chosen = list(self.list.options), self.list.value
        place = [key for _, key in options].index(chosen)
        line = options.pop(place)
        options.insert(max(0, min(len(options), place + by)), line)
        self.list.options = options
        self.list.value = chosen
