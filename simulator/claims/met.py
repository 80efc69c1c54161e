"""Where a trainee meets each claim: a cell of a notebook, and what is done there."""

from typing import NamedTuple


class Met(NamedTuple):
    """A cell in which somebody does what a claim is about."""

    notebook: str
    """Its file's name, without the ending."""
    cell: str
    """The function that the cell calls."""
    does: str
    """What the trainee does there, in a line."""
    exercise: bool = False
    """Whether it is the exercise of that name."""

    @property
    def path(self) -> str:
        """Where the notebook is, from the project's folder."""
        return f"{'exercises' if self.exercise else 'notebooks'}/{self.notebook}.ipynb"


def _met(notebook: str, cell: str, does: str) -> Met:
    return Met(notebook, cell, does)


def _exercise(notebook: str, cell: str, does: str) -> Met:
    return Met(notebook, cell, does, exercise=True)


MET: dict[str, tuple[Met, ...]] = {
    "S1": (
        _met("10_its_keep", "designer", "puts an office together and sees which worlds it wins"),
        _met("10_its_keep", "rule", "looks for a house in which none pays"),
    ),
    "S2a": (
        _met("10_its_keep", "designer", "pays for each function in hours, and takes some back"),
    ),
    "S2b": (
        _met("10_its_keep", "rule", "lets aims move and counts what is spent all the same"),
        _met("05_choosing", "board", "chooses a list that serves what the house wants"),
    ),
    "S2c": (
        _met("03_everything_first", "dial", "says how many projects begin at once"),
        _met("03_everything_first", "line", "fills the week of the one door"),
    ),
    "S2d": (_met("08_people", "river", "gives time to better ways of working for two years"),),
    "S3": (
        _met("07_dashboard", "screen", "turns over the cards of the whole portfolio"),
        _met("03_everything_first", "rule", "lets everything in through one door"),
    ),
    "S4a": (_met("10_its_keep", "designer", "sets one standard for all, or one that fits"),),
    "S4b": (_met("08_people", "binder", "lets people tell each other, or write it down"),),
    "S5a": (_met("06_pay_now", "offers", "buys good practice against what could go wrong"),),
    "S5b": (_met("07_dashboard", "behind", "looks for wrong work that no card shows"),),
    "S5c": (_met("02_one_plan", "streams", "signs a day, and sees how often it holds"),),
    "S6": (
        _met("09_adopted", "crossing", "helps people over to the new way, or delivers on time"),
    ),
    "S7a": (_met("04_what_goes_first", "ranking", "puts ten requests in order"),),
    "S7b": (_met("05_choosing", "board", "chooses of twenty cases under two capacities"),),
    "S8": (_met("07_dashboard", "screen", "buys three audits and decides where to look"),),
    "S9a": (_met("09_adopted", "calendar", "moves five go-lives over the people they meet"),),
    "S9b": (_met("09_adopted", "goodwill", "puts few answerable decisions before a sponsor"),),
    "S10a": (_met("11_in_the_chair", "handed_over", "pays people between departments, or nobody"),),
    "S10b": (_met("09_adopted", "weakest", "shares help out over people, process and tools"),),
    "S11a": (_met("07_dashboard", "rule", "receives bad news warmly, and acts on it or not"),),
    "S11b": (_met("10_its_keep", "rule", "stops work that nobody wants any more"),),
    "S12": (_met("06_pay_now", "branch", "pays early or late in the same season"),),
    "S13a": (_met("07_dashboard", "alarms", "bets on the indicator that warns first"),),
    "S13b": (_met("06_pay_now", "visits", "says how often somebody looks"),),
    "S13c": (_met("07_dashboard", "branch", "looks more often, or works faster"),),
    "S13d": (_met("06_pay_now", "looked", "switches off that unseen issues grow"),),
    "S14a": (_met("06_pay_now", "offers", "fills a basket, and lets a hundred storms come"),),
    "S14b": (_met("06_pay_now", "purses", "holds back money in six purses, or in one"),),
    "S14c": (_met("02_one_plan", "rule", "sets a buffer that keeps the date"),),
    "S15a": (_met("08_people", "desks", "lets three people grow, and sees how far in a year"),),
    "S15b": (_exercise("08_people", "stays", "finds what keeps people in a house"),),
    "S16a": (
        _met("08_people", "rule", "sends people to courses, and looks after months or years"),
    ),
    "S16b": (_met("08_people", "desks", "says who learns from whom"),),
    "S16c": (_exercise("08_people", "stays", "gives people a way up"),),
    "S16d": (_met("08_people", "binder", "lets what was learned travel with people"),),
    "S16e": (
        _met("08_people", "rule", "looks after half a year, two and five, and sees it turn"),
        _exercise("08_people", "overtakes", "finds the week in which the slow way is ahead"),
    ),
    "S17": (_met("10_its_keep", "standing", "puts a house into calm and stormy times on a map"),),
    "S18a": (_met("11_in_the_chair", "kinds", "gives people to the new, or to what runs"),),
    "S18b": (_met("11_in_the_chair", "teams", "holds green against value, team by team"),),
    "S19": (_met("10_its_keep", "first_year", "founds an office and follows its first year"),),
    "S20": (
        _met("10_its_keep", "designer", "lets rules be resented, and projects go round them"),
        _met("09_adopted", "goodwill", "asks for three signatures, and is asked why"),
    ),
    "S21a": (
        _met("09_adopted", "goodwill", "wins those who pay, and loses one who moves on"),
        _met("10_its_keep", "doors", "brings an office through funding reviews"),
    ),
    "S21b": (_met("10_its_keep", "ledger", "writes an amount that an audit finds again"),),
    "S22": (_exercise("09_adopted", "rebuild", "wins back a sponsor who was lost"),),
    "S23": (_met("10_its_keep", "rule", "sets the same office in houses that differ"),),
    "S24a": (
        _met("10_its_keep", "rule", "puts first what serves the aims, and counts what it saves"),
    ),
    "S24b": (_met("10_its_keep", "designer", "asks who brought what: the order of work"),),
    "S24c": (_met("10_its_keep", "designer", "asks who brought what: time to improve"),),
    "S24d": (_met("11_in_the_chair", "rival", "is late while a rival is not"),),
    "S25": (_met("10_its_keep", "standing", "finds the part of the map where none pays"),),
}
"""By the number of a claim; where it is met first stands first."""
