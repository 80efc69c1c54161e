"""A bundle of standing rules. This record is the one table of its fields: whatever checks them,
says them or lets somebody choose them is made from it (`fields`)."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta, Struct

from simulator.errors import RefusedError
from simulator.policies.buying import BUYING
from simulator.policies.field import STEPS, About, Field, fields_of, first_lines
from simulator.policies.orders import ORDERS, Order
from simulator.policies.selecting import SCORES, SELECTING
from simulator.values import plain, settle, shown

if TYPE_CHECKING:
    NameOrOrder = str | Order
else:
    NameOrOrder = Any  # a record that comes from a file cannot hold a function, one made here can

Level = Annotated[float, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=1)]
IN_STEPS = tuple(STEPS)


class PolicyError(RefusedError):
    """A policy that breaks a rule; the message names the field, the value and the rule."""


class Policy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, cache_hash=True):
    """Standing rules. `Policy()` is an office without a PMO: every default is "nobody decides".

    Raises PolicyError for a value that its field does not allow.
    """

    order: Annotated[
        NameOrOrder,
        About(
            words="first in line",
            label="waiting work: first",
            meaning="Which waiting activity gets people first: a name, or a function of your own.",
            function="prioritise",
            mechanisms=("M05",),
            choices=tuple(ORDERS),
            explained=first_lines(ORDERS),
            basic=True,
        ),
    ] = "first_come"
    skipping: Annotated[
        bool,
        About(
            words="small work may pass",
            meaning="Whether a smaller activity may go ahead when the first in line does not fit.",
            function="prioritise",
            offers=(),
        ),
    ] = True
    intake: Annotated[
        Literal["open", "by_hand"],
        About(
            words="intake",
            meaning="open: projects start as people allow. by_hand: only after a StartProject "
            "decision.",
            function="intake",
            offers=(),
        ),
    ] = "open"
    wip_limit: Annotated[
        Count | None,
        About(
            words="projects in progress at most",
            label="projects in progress",
            meaning="At most this many projects in progress at once; None is no limit.",
            function="intake",
            mechanisms=("M03",),
            unit="projects",
            offers=(None, *range(1, 13)),
            called={None: "no limit"},
            basic=True,
        ),
    ] = None
    projects_per_person: Annotated[
        Count | None,
        About(
            words="activities per person at most",
            label="activities a person",
            meaning="At most this many activities a person; None leaves it to the organisation's "
            "habit.",
            function="intake",
            mechanisms=("M03",),
            unit="activities",
            offers=(None, 1, 2, 3, 4),
            called={None: "as people are used to", 1: "1: focus"},
            basic=True,
        ),
    ] = None
    select: Annotated[
        str,
        About(
            words="projects are selected",
            label="take on projects",
            meaning="Which requests are taken on: all, or on Mondays as many as there is capacity "
            "for, chosen by a rule.",
            function="select",
            mechanisms=("M22", "M23"),
            choices=("all", *SELECTING),
            explained={
                "all": "Every request is taken on as it comes.",
                **first_lines(SCORES),
                "best_mix": "The requests that are worth most together, within what people can do.",
            },
        ),
    ] = "all"
    slack: Annotated[
        float,
        Meta(ge=0, le=0.9),
        About(
            words="capacity kept free",
            meaning="Share of capacity kept free when projects are selected.",
            function="select",
            mechanisms=("M04",),
            unit="share",
        ),
    ] = 0.0
    stop: Annotated[
        Literal["never", "forward_value"],
        About(
            words="projects are stopped",
            label="stop projects",
            meaning="forward_value: cancel what is worth less than it will still cost.",
            function="select",
            mechanisms=("M21",),
            called={"forward_value": "worth less than cost"},
            explained={
                "never": "What has begun is finished, whatever it has come to.",
                "forward_value": "What is spent is gone; what is left must be worth its cost.",
            },
        ),
    ] = "never"
    visibility: Annotated[
        Level,
        About(
            words="work on visibility",
            label="visibility",
            meaning="Work on reports that are fresh, exact and complete.",
            function="visibility",
            mechanisms=("M20", "M25"),
            unit="level",
            offers=IN_STEPS,
            called=STEPS,
        ),
    ] = 0.0
    liaison: Annotated[
        bool,
        About(
            words="liaison people",
            meaning="People who look after what projects hand to each other.",
            function="visibility",
            mechanisms=("M35",),
            costs="the liaison people themselves",
        ),
    ] = False
    review_weeks: Annotated[
        Count | None,
        About(
            words="weeks between reviews",
            label="PMO reviews",
            meaning="The PMO reviews all projects in progress every so many weeks; None is never.",
            function="review",
            mechanisms=("M15",),
            unit="weeks",
            costs="the price of each look, for each project in progress",
            offers=(None, 1, 2, 4, 8, 13),
            called={None: "never", 1: "every week"},
            form="every {} weeks",
            basic=True,
        ),
    ] = None
    review_depth: Annotated[
        Literal["review", "audit"],
        About(
            words="kind of review",
            meaning="An audit finds more than a review and costs more.",
            function="review",
            mechanisms=("M15",),
            costs="the price of each look, for each project in progress",
            explained={
                "review": "The team shows how far it is.",
                "audit": "Somebody from outside looks for himself.",
            },
        ),
    ] = "review"
    risk: Annotated[
        str,
        About(
            words="offers are bought",
            label="buy offers",
            meaning="Which offers against risks are bought first: none, or by a rule.",
            function="risk",
            mechanisms=("M17",),
            costs="the price of what is bought",
            choices=("none", *BUYING),
            explained={"none": "Nobody buys anything by rule.", **first_lines(BUYING)},
        ),
    ] = "none"
    risk_budget: Annotated[
        Level,
        About(
            words="share of all offers bought at most",
            label="share of offers",
            meaning="What is spent on them at most, as a share of the price of all offers.",
            function="risk",
            mechanisms=("M17",),
            unit="share",
            offers=(0.1, 0.3, 0.6, 1.0),
            called={1.0: "all"},
        ),
    ] = 0.3
    reserve: Annotated[
        float,
        Meta(ge=0, le=0.99),
        About(
            words="confidence of the reserve",
            label="reserve covers",
            meaning="Confidence with which money held back covers what may go wrong; 0 is none.",
            function="risk",
            mechanisms=("M18",),
            unit="share",
            costs="what is paid out of the reserve",
            offers=(0.0, 0.6, 0.8, 0.9),
            called={0.0: "nothing"},
        ),
    ] = 0.0
    method: Annotated[
        Level,
        About(
            words="standard method",
            meaning="How far work follows one standard.",
            function="method",
            mechanisms=("M13", "M32"),
            unit="level",
            offers=IN_STEPS,
            called=STEPS,
        ),
    ] = 0.0
    tailored: Annotated[
        bool,
        About(
            words="method fits the work",
            label="fitted to the work",
            meaning="Whether the standard spares work that is new.",
            function="method",
            mechanisms=("M32",),
        ),
    ] = False
    knowledge: Annotated[
        Level,
        About(
            words="work on knowledge",
            label="knowledge",
            meaning="Community and rotation, so that projects learn from each other.",
            function="knowledge",
            mechanisms=("M08", "M32"),
            unit="level",
            offers=IN_STEPS,
            called=STEPS,
        ),
    ] = 0.0
    people: Annotated[
        Level,
        About(
            words="work on people",
            label="growing people",
            meaning="Work on growing people.",
            function="people",
            mechanisms=("M33", "M34"),
            unit="level",
            offers=IN_STEPS,
            called=STEPS,
        ),
    ] = 0.0
    people_by: Annotated[
        Literal["balanced", "training", "mentoring", "career"],
        About(
            words="people grow by",
            meaning="What the work on growing people is spent on.",
            function="people",
            mechanisms=("M34",),
            explained={
                "balanced": "A third each: courses, mentors, careers.",
                "training": "Courses.",
                "mentoring": "Somebody who knows it sits beside somebody who learns it.",
                "career": "A way up for those who run projects, so that they stay.",
            },
        ),
    ] = "balanced"
    overtime: Annotated[
        float,
        Meta(ge=0, le=40),
        About(
            words="hours of overtime a week",
            label="overtime a week",
            meaning="Hours a week on top of forty. No function of a PMO: offices without one work "
            "overtime too.",
            mechanisms=("M10",),
            unit="hours a week",
            costs="half as much again as other hours",
            offers=(0.0, 5.0, 10.0),
            called={0.0: "none"},
            form="{} hours",
        ),
    ] = 0.0
    change: Annotated[
        Level,
        About(
            words="work on change",
            label="change work",
            meaning="Work that helps those who have to live with the result.",
            function="change",
            mechanisms=("M26",),
            unit="level",
            offers=IN_STEPS,
            called=STEPS,
        ),
    ] = 0.0
    change_by: Annotated[
        Literal["balanced", "training", "process", "tools"],
        About(
            words="change is led by",
            meaning="Which of people, process and tools the work on change is spent on.",
            function="change",
            mechanisms=("M26",),
            explained={
                "balanced": "A third each: people, process, tools.",
                "training": "All of it on the people who have to work in another way.",
                "process": "All of it on how work is done afterwards.",
                "tools": "All of it on what they work with.",
            },
        ),
    ] = "balanced"
    stakeholder: Annotated[
        Level,
        About(
            words="work with stakeholders",
            label="stakeholders",
            meaning="Visits, and decisions put before sponsors so that they can be taken.",
            function="stakeholder",
            mechanisms=("M28", "M29"),
            unit="level",
            offers=IN_STEPS,
            called=STEPS,
        ),
    ] = 0.0
    evidence: Annotated[
        Literal["none", "ledger", "claims"],
        About(
            words="evidence of worth",
            meaning="What is shown when leadership asks what the PMO is worth: nothing, a ledger "
            "of losses that were avoided, or large claims.",
            function="stakeholder",
            mechanisms=("M37",),
            explained={
                "none": "Nobody counts.",
                "ledger": "Losses that were avoided, as they can be shown.",
                "claims": "Large sums, until somebody looks closer.",
            },
        ),
    ] = "none"
    improve: Annotated[
        float,
        Meta(ge=0, le=0.5),
        About(
            words="capacity for improvement",
            label="improvement",
            meaning="Share of everybody's capacity spent on working better.",
            function="improve",
            mechanisms=("M12", "M31"),
            unit="share",
            costs="that share of everybody's time",
            offers=(0.0, 0.03, 0.1, 0.2),
            called={0.0: "none"},
        ),
    ] = 0.0

    def __post_init__(self) -> None:
        for field in fields_of(type(self)).values():
            if field.kind == "word":
                _check_word(field, getattr(self, field.name))
        settle(self, PolicyError, "policy")


def _check_word(field: Field, value: object) -> None:
    """Raise PolicyError with all words that may stand there if this is none of them."""
    word = plain(value)
    own = field.name == "order" and callable(word)
    if not own and not (isinstance(word, str) and word in field.choices):
        raise PolicyError(
            f"policy: {field.name} {shown(value)} is unknown; write one of {field.allowed}"
        )
