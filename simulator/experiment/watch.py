"""Who watches an experiment: a progress bar, a function of somebody's own, or nobody."""

from collections.abc import Callable
from types import TracebackType

Progress = bool | Callable[[int], bool | None]
"""True shows a progress bar, False none; a function is told how many are done whenever some are,
and stops the rest by returning False."""


class Watch:
    """Tells how far it is; on an interrupt it goes on after its `with` block."""

    def __init__(self, total: int | None, progress: Progress, what: str) -> None:
        from tqdm.auto import tqdm

        self.told, self.what, self.count = progress if callable(progress) else None, what, 0
        self.quiet = progress is not True
        self.bar = tqdm(total=total, desc=what, disable=self.quiet, leave=False)

    def __enter__(self) -> "Watch":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> bool:
        self.bar.close()
        if kind is KeyboardInterrupt:
            self.say(f"stopped; the {self.what} that are done are kept")
        return kind is KeyboardInterrupt

    def goes_on(self, more: int = 1) -> bool:
        """Note that so many more are done; False if somebody wants no further ones."""
        self.count += more
        self.bar.update(more)
        return self.told is None or self.told(self.count) is not False

    def say(self, text: str) -> None:
        """Write a line beside the bar, if somebody looks."""
        if not self.quiet:
            self.bar.write(text)
