"""One way from a click to the screen.

Today's JupyterLab may call back on two threads at once, so one lock guards what a screen shows.
"""

from collections.abc import Callable
from threading import RLock


class Dispatcher:
    """Runs intentions one at a time and turns what goes wrong into a sentence."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.lock = RLock()
        self.say = say

    def __call__(self, intention: Callable[[], None]) -> Callable[..., None]:
        """The callback that carries out an intention when a control is used."""

        def callback(*_: object) -> None:
            with self.lock:
                try:
                    intention()
                except (ValueError, OSError) as error:
                    self.say(f"Not possible: {error}.")
                except ModuleNotFoundError as error:
                    self.say(
                        f"Not possible here: this needs {error.name}, which is not installed. In a "
                        "browser it cannot be; everything else goes on."
                    )
                except Exception as error:  # noqa: BLE001 - a trainee never meets a traceback
                    self.say(
                        f"Something went wrong in the simulator ({type(error).__name__}: {error}). "
                        "Nothing is lost; save your flight and tell your mentor."
                    )

        return callback
