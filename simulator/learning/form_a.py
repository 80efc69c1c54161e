"""Form A: twelve questions."""

from simulator.learning import offices, worlds
from simulator.learning.items import AnyItem, Box, Candidate, Choice, Diagram, Range
from simulator.policies import Policy
from simulator.policies.ready import READY

_ROOMS = offices.streams(5, [8, 6])
_SHOPS = offices.streams(4, [10, 10, 10])
_LETTERS = offices.requests(
    {"seats": (25, 2.4), "fares": (8, 2.0), "refunds": (20, 3.0), "maps": (5, 0.9)}
)
_CLINIC = offices.everything(6, 3, 12, 2, 6)
_BRIDGE = offices.risky(
    {"flood": (0.6, 60), "key": (0.4, 30), "permit": (0.4, 36), "data": (0.4, 32)},
    {"flood": (30, 0.25), "key": (3, 0.8), "permit": (4, 0.8), "data": (4, 0.8)},
    40,
)
_LIBRARY = offices.calm(6, 10, 4)
_WELL, _ILL = offices.mistaken(3, 8, 3, 1), offices.mistaken(3, 8, 3, 0.7)

FORM: tuple[AnyItem, ...] = (
    Range(
        id="joint",
        construct="forecast",
        title="Five rooms, one opening",
        story="A museum opens when all five of its rooms are ready. Each room has people of its "
        "own, and has named a day that it keeps in 80 of 100 worlds.",
        question="In how many of 100 worlds do all five rooms keep their day?",
        unit="worlds",
        start=0,
        end=100,
        step=1,
        usual=(65, 85),
        outcomes=worlds.all_kept(_ROOMS, 0.8),
        one=True,
        why="All five have to be lucky in the same world, and each adds a chance to be late.",
    ),
    Range(
        id="finish",
        construct="forecast",
        title="Four shops",
        story="A baker rebuilds four shops at once. In each, three activities of ten days follow "
        "each other: the plan ends on day 30. Activities take longer or shorter than planned, as "
        "they usually do, and each shop has people of its own.",
        question="On which day is the last of the four shops finished, in 8 of 10 worlds?",
        unit="days",
        start=15,
        end=75,
        step=1,
        usual=(27, 34),
        outcomes=worlds.finishes(_SHOPS),
        why="The last of four is the slowest of four; and slow is slower than quick is quick.",
    ),
    Range(
        id="queue",
        construct="forecast",
        title="One surveyor",
        story="Requests reach a surveyor whenever somebody has one. Each is two days of work, "
        "more or less. Busy 60 % of the time, she lets a request wait 1.4 days on average. From "
        "now on there are more requests: she is busy 92 % of the time.",
        question="How many days does a request wait on average, over the next forty?",
        unit="days",
        start=0,
        end=10,
        step=0.1,
        usual=(1.6, 2.6),
        outcomes=worlds.line_waits(0.92, 40, 2),
        one=True,
        why="Waiting grows with the time that is left free, not with the time that is filled.",
    ),
    Range(
        id="added",
        construct="forecast",
        title="Three more people",
        story="Six people know the work on a ticket hall; as planned it takes them 40 days. On day "
        "20 it is late, and three new people join. They have to be shown everything by the six, "
        "and it takes them twelve weeks on average until they are as good.",
        question="How many days earlier is the hall finished because of them, on average? Below "
        "zero is later.",
        unit="days",
        start=-10,
        end=20,
        step=0.5,
        usual=(4, 9),
        outcomes=worlds.earlier(offices.team(6, 240, 36, 12), 3, 20),
        one=True,
        why="New people take time from those who know the work, at once; they help much later.",
    ),
    Choice(
        id="order",
        construct="rule",
        title="One desk, four wishes",
        story="One person has four wishes on the desk. Each day without one costs something.",
        question="Which rule brings more, on average?",
        table=(
            ("wish", "days of work", "lost for each day without it"),
            ("Seats on the web", "25", "2.4 k€"),
            ("New fares", "8", "2.0 k€"),
            ("Quick refunds", "20", "3.0 k€"),
            ("Maps", "5", "0.9 k€"),
        ),
        options=(
            "The most lost for each day goes first",
            "The most lost for each day of its own work goes first",
        ),
        gains=worlds.better(_LETTERS, Policy(order="highest_value"), Policy(order="cost_of_delay")),
        why="While a long one is done, all others wait: what counts is the loss for each day of "
        "work.",
    ),
    Choice(
        id="at_once",
        construct="rule",
        title="Six projects for two",
        story="Two people have six projects of the same size. Each day without one costs the same. "
        "Who does several things at once loses a little by changing over.",
        question="Which rule brings more, on average?",
        options=(
            "Each person finishes what is begun, then begins the next",
            "All six are begun at once, so that nobody has to wait for a beginning",
        ),
        gains=worlds.better(_CLINIC, Policy(projects_per_person=1), Policy()),
        why="All at once is all at the end. One after the other, the first are there early.",
    ),
    Choice(
        id="buying",
        construct="rule",
        title="Thirty thousand against mishaps",
        story="A footbridge is built in 40 days. There are 31 k€ to spend against what may go "
        "wrong.",
        question="Which rule brings more, on average?",
        table=(
            ("what can go wrong", "chance", "loss", "price", "takes away"),
            ("The river rises", "60 %", "60 k€", "30 k€", "25 % of the chance"),
            ("A key is missing", "40 %", "30 k€", "3 k€", "80 % of the chance"),
            ("The permit is late", "40 %", "36 k€", "4 k€", "80 % of the chance"),
            ("The data are wrong", "40 %", "32 k€", "4 k€", "80 % of the chance"),
        ),
        options=(
            "What each euro takes away decides",
            "Chance times loss decides: the largest danger is bought off first",
        ),
        gains=worlds.better(
            _BRIDGE,
            Policy(risk="leverage", risk_budget=0.76),
            Policy(risk="heat_map", risk_budget=0.76),
        ),
        why="A large danger that hardly anything helps against is a bad bargain.",
    ),
    Choice(
        id="office",
        construct="rule",
        title="A quiet library",
        story="Four people do six small projects. Little goes wrong, and they know each other "
        "well. Whatever a project office does takes some of their time.",
        question="Which brings more, on average?",
        options=(
            "A project office that does everything: reports, methods, reviews each week",
            "A look at each project every eight weeks, and nothing else",
        ),
        gains=worlds.better(_LIBRARY, READY["heavy"], Policy(review_weeks=8)),
        why="What a project office does has to prevent more than it takes. Here is little to "
        "prevent.",
    ),
    Diagram(
        id="missing_box",
        construct="diagram",
        title="Begun, but not finished",
        story="A clinic begins everything that it is asked for. An arrow says: leads to.",
        question="What belongs into the empty box?",
        boxes=(
            Box(id="begun", text="More is begun at once", x=14, y=50),
            Box(id="hand", text="Each has more in hand", x=38, y=50),
            Box(id="hole", text="", x=62, y=50),
            Box(id="late", text="All is finished later", x=86, y=50),
        ),
        arrows=(("begun", "hand"), ("hand", "hole"), ("hole", "late")),
        candidates=(
            Candidate(
                text="There is more work in the plan",
                number=worlds.planned,
            ),
            Candidate(
                text="What has begun takes longer",
                number=worlds.days_an_activity,
            ),
            Candidate(
                text="More is asked for",
                number=worlds.requested,
            ),
            Candidate(
                text="There are fewer people",
                number=worlds.people,
            ),
        ),
        without=(_CLINIC, Policy(projects_per_person=1)),
        with_it=(_CLINIC, Policy()),
        why="People, plan and requests are the same. Time is cut into more pieces, and some is "
        "lost between them.",
    ),
    Diagram(
        id="missing_arrow",
        construct="diagram",
        title="Mistakes that nobody sees",
        story="Some of the work is wrong, and nobody sees it at once. An arrow says: leads to.",
        question="When mistakes are found, where does an arrow lead that is missing?",
        boxes=(
            Box(id="left", text="Work still to do", x=18, y=22),
            Box(id="done", text="Work done", x=50, y=22),
            Box(id="wrong", text="Mistakes found late", x=82, y=22),
            Box(id="asked", text="What is asked for", x=18, y=78),
            Box(id="people", text="People", x=50, y=78),
            Box(id="due", text="What was promised", x=82, y=78),
        ),
        arrows=(("left", "done"), ("done", "wrong"), ("people", "done"), ("asked", "left")),
        begins="wrong",
        candidates=(
            Candidate(
                text="People",
                to="people",
                number=worlds.people,
            ),
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
        ),
        without=(_WELL, Policy()),
        with_it=(_ILL, Policy()),
        why="What is wrong has to be done again: the circle feeds itself.",
    ),
    Choice(
        id="outside_queue",
        construct="transfer",
        title="A doctor and her neighbour",
        story="People come to a doctor when they like. She is busy 70 % of her hours, and people "
        "wait twenty minutes or so. Then a practice nearby closes: she is busy 95 % of her hours.",
        question="How long do people wait now?",
        options=("About a third longer", "More than twice as long"),
        gains=lambda seeds: [-it for it in worlds.grows_more_than(1.8, 0.7, 0.95)(seeds)],
        why="The time that is left free went from 30 % to 5 %. That is what lines live on.",
    ),
    Choice(
        id="outside_best",
        construct="transfer",
        title="The five best bakeries",
        story="Of forty bakeries, the five with the best year get a prize. In any one year, luck "
        "(weather, roadworks, a neighbour who closes) counts about as much as the bakery itself.",
        question="How far above the average are these five next year?",
        options=("About half as far as this year", "About as far as this year"),
        gains=worlds.falls_below(0.75, 40, 5),
        why="Who is chosen for one year’s figures is chosen for luck, too, and luck does not stay.",
    ),
)
"""In the order in which they are asked."""
