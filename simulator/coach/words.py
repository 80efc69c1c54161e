"""How a coach says numbers, times and names."""

from simulator.cockpit.days import WEEK
from simulator.cockpit.scene import Scene
from simulator.cockpit.ways import Key

NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


def count(number: int) -> str:
    """A whole number in a sentence: in letters up to twelve."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number}"


def some(number: int, what: str) -> str:
    """So many of something: one project, two projects."""
    return f"{count(number)} {what}" if number == 1 else f"{count(number)} {what}s"


def weeks(days: float) -> str:
    """So many whole weeks; what is begun of another one is left out, so that it is never too
    much."""
    return some(whole_weeks(days), "week")


def whole_weeks(days: float) -> int:
    """How many weeks are over."""
    return int(days // WEEK)


def people(scene: Scene, number: int, role: str) -> str:
    """So many people of a role: two integrators."""
    return f"{count(number)} {_kind(scene, number, role)}"


def kind(scene: Scene, role: str) -> str:
    """People of a role: integrators."""
    return _kind(scene, 2, role)


def _kind(scene: Scene, number: int, role: str) -> str:
    return scene.so_many(number, role).split(" ", 1)[1]


def work(scene: Scene, key: Key) -> str:
    """An activity with its project: “Sensors” of Bridge."""
    return f"“{scene.activity(key)}” of {scene.project(key[0])}"


def sponsor(name: str) -> str:
    """A sponsor without the office that they hold."""
    return name.split(",", 1)[0].strip()


def sentence(text: str) -> str:
    """With a capital letter in front."""
    return text[:1].upper() + text[1:]
