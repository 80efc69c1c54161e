"""Form B: the same twelve questions about other offices, in other numbers."""

from simulator.learning import offices, worlds
from simulator.learning.items import AnyItem, Box, Candidate, Choice, Diagram, Range
from simulator.policies import Policy
from simulator.policies.ready import READY

_STALLS = offices.streams(4, [10, 5])
_SCHOOLS = offices.streams(5, [12, 12])
_ARCHIVE = offices.requests(
    {"index": (30, 3.0), "lamps": (6, 1.6), "shelves": (18, 2.6), "signs": (4, 0.8)}
)
_KITCHEN = offices.everything(6, 2, 16, 2, 6)
_TOWER = offices.risky(
    {"storm": (0.5, 70), "lift": (0.4, 28), "paint": (0.35, 40), "glass": (0.45, 28)},
    {"storm": (28, 0.25), "lift": (3, 0.8), "paint": (4, 0.8), "glass": (4, 0.8)},
    40,
)
_GARDEN = offices.calm(5, 16, 6)
_QUIET, _ROUGH = offices.striking(3, 8, 3, 0), offices.striking(3, 8, 3, 0.6)

FORM: tuple[AnyItem, ...] = (
    Range(
        id="joint",
        construct="forecast",
        title="Four stalls, one fair",
        story="A fair begins when all four of its stalls stand. Each stall has people of its own, "
        "and has named a day that it keeps in 75 of 100 worlds.",
        question="In how many of 100 worlds do all four stalls keep their day?",
        unit="worlds",
        start=0,
        end=100,
        step=1,
        usual=(62, 82),
        outcomes=worlds.all_kept(_STALLS, 0.75),
        one=True,
        why="All four have to be lucky in the same world, and each adds a chance to be late.",
    ),
    Range(
        id="finish",
        construct="forecast",
        title="Five school yards",
        story="A town renews five school yards at once. In each, two activities of twelve days "
        "follow each other: the plan ends on day 24. Activities take longer or shorter than "
        "planned, as they usually do, and each yard has people of its own.",
        question="On which day is the last of the five yards finished, in 8 of 10 worlds?",
        unit="days",
        start=10,
        end=70,
        step=1,
        usual=(22, 28),
        outcomes=worlds.finishes(_SCHOOLS),
        why="The last of five is the slowest of five; and slow is slower than quick is quick.",
    ),
    Range(
        id="queue",
        construct="forecast",
        title="One translator",
        story="Texts reach a translator whenever somebody has one. Each is three days of work, "
        "more or less. Busy 60 % of the time, he lets a text wait 2.1 days on average. From now on "
        "there are more texts: he is busy 92 % of the time.",
        question="How many days does a text wait on average, over the next forty?",
        unit="days",
        start=0,
        end=15,
        step=0.1,
        usual=(2.4, 3.9),
        outcomes=worlds.line_waits(0.92, 40, 3),
        one=True,
        why="Waiting grows with the time that is left free, not with the time that is filled.",
    ),
    Range(
        id="added",
        construct="forecast",
        title="Four more people",
        story="Eight people know the work on a harbour office; as planned it takes them 30 days. "
        "On day 15 it is late, and four new people join. They have to be shown everything by the "
        "eight, and it takes them twelve weeks on average until they are as good.",
        question="How many days earlier is the office finished because of them, on average? Below "
        "zero is later.",
        unit="days",
        start=-10,
        end=20,
        step=0.5,
        usual=(4, 9),
        outcomes=worlds.earlier(offices.team(8, 240, 40, 12), 4, 15),
        one=True,
        why="New people take time from those who know the work, at once; they help much later.",
    ),
    Choice(
        id="order",
        construct="rule",
        title="One joiner, four wishes",
        story="One joiner has four wishes to do. Each day without one costs something.",
        question="Which rule brings more, on average?",
        table=(
            ("wish", "days of work", "lost for each day without it"),
            ("A new index", "30", "3.0 k€"),
            ("Reading lamps", "6", "1.6 k€"),
            ("Rolling shelves", "18", "2.6 k€"),
            ("Signs", "4", "0.8 k€"),
        ),
        options=(
            "The most lost for each day of its own work goes first",
            "The most lost for each day goes first",
        ),
        gains=worlds.better(_ARCHIVE, Policy(order="cost_of_delay"), Policy(order="highest_value")),
        why="While a long one is done, all others wait: what counts is the loss for each day of "
        "work.",
    ),
    Choice(
        id="at_once",
        construct="rule",
        title="Six menus for two cooks",
        story="Two cooks work out six menus of the same size. Each day without one costs the same. "
        "Who does several things at once loses a little by changing over.",
        question="Which rule brings more, on average?",
        options=(
            "All six are begun at once, so that nobody has to wait for a beginning",
            "Each cook finishes what is begun, then begins the next",
        ),
        gains=worlds.better(_KITCHEN, Policy(), Policy(projects_per_person=1)),
        why="All at once is all at the end. One after the other, the first are there early.",
    ),
    Choice(
        id="buying",
        construct="rule",
        title="A tower and its weather",
        story="A lookout tower is built in 40 days. There are 29 k€ to spend against what may go "
        "wrong.",
        question="Which rule brings more, on average?",
        table=(
            ("what can go wrong", "chance", "loss", "price", "takes away"),
            ("A storm comes", "50 %", "70 k€", "28 k€", "25 % of the chance"),
            ("The lift is late", "40 %", "28 k€", "3 k€", "80 % of the chance"),
            ("The paint peels", "35 %", "40 k€", "4 k€", "80 % of the chance"),
            ("Glass breaks", "45 %", "28 k€", "4 k€", "80 % of the chance"),
        ),
        options=(
            "Chance times loss decides: the largest danger is bought off first",
            "What each euro takes away decides",
        ),
        gains=worlds.better(
            _TOWER,
            Policy(risk="heat_map", risk_budget=0.75),
            Policy(risk="leverage", risk_budget=0.75),
        ),
        why="A large danger that hardly anything helps against is a bad bargain.",
    ),
    Choice(
        id="office",
        construct="rule",
        title="A town’s gardeners",
        story="Six gardeners do five projects. Little goes wrong, and they know each other "
        "well. Whatever a project office does takes some of their time.",
        question="Which brings more, on average?",
        options=(
            "A look at each project every eight weeks, and nothing else",
            "A project office that does everything: reports, methods, reviews each week",
        ),
        gains=worlds.better(_GARDEN, Policy(review_weeks=8), READY["heavy"]),
        why="What a project office does has to prevent more than it takes. Here is little to "
        "prevent.",
    ),
    Diagram(
        id="missing_box",
        construct="diagram",
        title="Promised for May, there in July",
        story="In a kitchen nobody says no. An arrow says: leads to.",
        question="What belongs into the empty box?",
        boxes=(
            Box(id="no", text="Nobody says no", x=14, y=50),
            Box(id="begun", text="More menus in progress", x=38, y=50),
            Box(id="hole", text="", x=62, y=50),
            Box(id="late", text="May comes in July", x=86, y=50),
        ),
        arrows=(("no", "begun"), ("begun", "hole"), ("hole", "late")),
        candidates=(
            Candidate(
                text="Each step takes longer",
                number=worlds.days_an_activity,
            ),
            Candidate(
                text="Cooks are missing",
                number=worlds.people,
            ),
            Candidate(
                text="The plan has more work in it",
                number=worlds.planned,
            ),
            Candidate(
                text="More menus are asked for",
                number=worlds.requested,
            ),
        ),
        without=(_KITCHEN, Policy(projects_per_person=1)),
        with_it=(_KITCHEN, Policy()),
        why="Cooks, plan and wishes are the same. Time is cut into more pieces, and some is lost "
        "between them.",
    ),
    Diagram(
        id="missing_arrow",
        construct="diagram",
        title="The longer, the more",
        story="While work is in progress, things go wrong. An arrow says: leads to.",
        question="When something has gone wrong, where does an arrow lead that is missing?",
        boxes=(
            Box(id="asked", text="What is asked for", x=18, y=22),
            Box(id="left", text="Work still to do", x=50, y=22),
            Box(id="days", text="Days in progress", x=82, y=22),
            Box(id="people", text="People", x=18, y=78),
            Box(id="wrong", text="Something goes wrong", x=50, y=78),
            Box(id="due", text="What was promised", x=82, y=78),
        ),
        arrows=(("asked", "left"), ("left", "days"), ("days", "wrong")),
        begins="wrong",
        candidates=(
            Candidate(
                text="What was promised",
                to="due",
                number=worlds.promised,
            ),
            Candidate(
                text="Work still to do",
                to="left",
                number=worlds.work_done,
            ),
            Candidate(
                text="What is asked for",
                to="asked",
                number=worlds.requested,
            ),
            Candidate(
                text="People",
                to="people",
                number=worlds.people,
            ),
        ),
        without=(_QUIET, Policy()),
        with_it=(_ROUGH, Policy()),
        why="What has gone wrong has to be put right, and meanwhile more goes wrong: the circle "
        "feeds itself.",
    ),
    Choice(
        id="outside_queue",
        construct="transfer",
        title="A crane in the harbour",
        story="Ships come to a crane when the sea lets them. It is busy 65 % of its hours, and "
        "ships wait an afternoon or so. Then a second crane is sold: the first is busy 95 % of its "
        "hours.",
        question="How long do ships wait now?",
        options=("More than twice as long", "About half as long again"),
        gains=worlds.grows_more_than(1.8, 0.65, 0.95),
        why="The time that is left free went from 35 % to 5 %. That is what lines live on.",
    ),
    Choice(
        id="outside_best",
        construct="transfer",
        title="The six fastest pigeons",
        story="Of fifty pigeons, the six fastest of the first race are painted blue. In any one "
        "race, luck (wind, a hawk, a late start) counts about as much as the pigeon itself.",
        question="How far ahead of the average are the blue ones in the second race?",
        options=("About as far as in the first", "About half as far as in the first"),
        gains=lambda seeds: [-it for it in worlds.falls_below(0.75, 50, 6)(seeds)],
        why="Who is chosen for one race is chosen for luck, too, and luck does not stay.",
    ),
)
"""In the order in which they are asked."""
