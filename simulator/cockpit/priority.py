"""Priority: the rule that orders the work, the rules that could, and whether a hand has ordered."""

from msgspec import Struct

from simulator.cockpit.line import line
from simulator.cockpit.scene import Scene
from simulator.decisions import ChangePolicy, Decision, OrderProjects
from simulator.errors import RefusedError
from simulator.policies.fields import FIELDS

ORDER = FIELDS["order"]


class Sorting(Struct, kw_only=True):
    """A rule that could order the work."""

    rule: str
    label: str
    says: str


class Priority(Struct, kw_only=True):
    """Who goes first, and why."""

    by_hand: bool
    rule: str
    """The standing rule; it orders everything that no hand has put in place."""
    says: str
    """Which of the two is in force, as a sentence."""
    sortings: tuple[Sorting, ...]


def priority(scene: Scene) -> Priority:
    """What orders the work today."""
    rule = str(scene.rules.order)
    label = ORDER.say(rule)
    says = f"by rule: {label}"
    if scene.by_hand:
        all_of_them = len(scene.by_hand) == len(scene.projects)
        rest = "" if all_of_them else f"; the rest by rule: {label}"
        says = f"by hand{rest}"
    return Priority(
        by_hand=bool(scene.by_hand),
        rule=rule,
        says=says,
        sortings=tuple(
            Sorting(rule=str(it), label=ORDER.say(it), says=ORDER.explain(it))
            for it in ORDER.offered
        ),
    )


def sorted_once(scene: Scene, rule: str) -> tuple[Decision, ...]:
    """Decide the order that a rule gives today, by hand. Raises RefusedError for no rule."""
    return (OrderProjects(line(scene, _known(rule))),)


def kept_sorted(scene: Scene, rule: str) -> tuple[Decision, ...]:
    """Let a rule order the work from today on, and take back the order by hand.

    Raises RefusedError for no rule, and if it does already.
    """
    decisions: list[Decision] = []
    if scene.by_hand:
        decisions.append(OrderProjects(()))
    if _known(rule) != scene.rules.order:
        decisions.append(ChangePolicy(changes=(("order", rule),)))
    if not decisions:
        raise RefusedError(f"the work is ordered by this rule already: {ORDER.say(rule)}")
    return tuple(decisions)


def _known(rule: str) -> str:
    if rule not in ORDER.choices:
        raise RefusedError(f"'{rule}' is no order; choose one of the list")
    return rule
