"""Who watches an experiment: a progress bar, a function of somebody's own, or nobody."""

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from tqdm.auto import tqdm

Progress = bool | Callable[[int], bool | None]
"""True shows a progress bar, False none; a function is told how many are done whenever some are,
and stops the rest by returning False."""


def _bar(total: int | None, what: str) -> "tqdm[NoReturn]":
    from tqdm.auto import tqdm

    return tqdm(total=total, desc=what, leave=False)


class Watch:
    """Tells how far it is; on an interrupt it goes on after its `with` block."""

    def __init__(self, total: int | None, progress: Progress, what: str) -> None:
        self.told, self.what, self.count = progress if callable(progress) else None, what, 0
        self.bar = _bar(total, what) if progress is True else None

    def __enter__(self) -> "Watch":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> bool:
        if self.bar is not None:
            self.bar.close()
        if kind is KeyboardInterrupt:
            self.say(f"stopped; the {self.what} that are done are kept")
        return kind is KeyboardInterrupt

    def goes_on(self, more: int = 1) -> bool:
        """Note that so many more are done; False if somebody wants no further ones."""
        self.count += more
        if self.bar is not None:
            self.bar.update(more)
        return self.told is None or self.told(self.count) is not False

    def say(self, text: str) -> None:
        """Write a line beside the bar, if somebody looks."""
        if self.bar is not None:
            self.bar.write(text)
