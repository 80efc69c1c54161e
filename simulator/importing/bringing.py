"""An import from the file to the office: a state machine that nothing on a page can confuse.

What somebody said is a `Moment`; what follows from it is worked out anew, beside the page, and
takes the place of what was there only when all of it could be done. So an error, or somebody who
stops long work, loses nothing, and undo is the moment before.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, get_args

from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.importing import answering, mends, moment
from simulator.importing.aside import Slices, aside
from simulator.importing.found import Found, derived, planned_with, still_there
from simulator.importing.moment import Moment, Story, mark
from simulator.importing.shelf import Shelf, name_for
from simulator.importing.sources import Source, is_ours, likely, opened, unpacked
from simulator.importing.words import count
from simulator.limits import MOST_PLAN_BYTES
from simulator.plan_check import PlanCheck, check_plan
from simulator.plan_forecast import WORLDS, Forecast, forecast
from simulator.plans import Plan, Said
from simulator.plans.said import with_said
from simulator.readers import PLANS, READERS, load
from simulator.readers.door import contents
from simulator.readers.own_file import as_file
from simulator.readers.tables import Mapping as Columns
from simulator.readers.tables import as_toml, fitted, from_toml
from simulator.scenario import Scenario
from simulator.values import shown

Step = Literal["choose", "map", "look", "mend", "check", "save"]
STEPS: tuple[Step, ...] = get_args(Step)
MOST_BESIDE = 60
"""So many files beside the notebook are listed."""


class Bringing:
    """An import that somebody is at, kept after every step."""

    def __init__(self, shelf: Shelf | None = None, beside: Path | None = None) -> None:
        self.shelf = shelf or Shelf()
        self.beside = Path.cwd() if beside is None else beside
        self.start()

    def start(self) -> None:
        """Be at the first step; what was begun is kept."""
        self.name = ""
        self.step: Step = "choose"
        self.source: Source | None = None
        self.portfolio: Scenario | None = None
        """What was chosen, if it is a portfolio already."""
        self.now, self.past = Moment(), tuple[Moment, ...]()
        self.found = Found()
        self.checked: PlanCheck | None = None
        self.forecast: Forecast | None = None
        self.saved, self.saved_then = "", Moment()
        self.unkept = ""
        """Why what was said is not kept on the disk, if it is not."""

    # Where somebody is

    def may(self, step: Step) -> bool:
        """Whether a step can be looked at."""
        match step:
            case "choose":
                return True
            case "map":
                return self.source is not None and self.source.is_table
            case "look":
                return self.found.plan is not None and self.found.imported is not None
            case "save":
                return self.scenario is not None
            case _:
                return self.found.imported is not None

    def done(self, step: Step) -> bool:
        """Whether a step is behind somebody."""
        if step == "save":
            return bool(self.saved)
        if step == "check":
            return self.checked is not None
        if step == "choose":
            return bool(self.name)
        return self.may(step) and STEPS.index(step) < STEPS.index(self.step)

    def go(self, step: object) -> Slices[None]:
        """Look at a step; what it needs is worked out. Raises RefusedError if it cannot be."""
        wanted = next((it for it in STEPS if it == step), None)
        if wanted is None:
            raise RefusedError(f"there is no step {shown(step)}; choose one of {', '.join(STEPS)}")
        if not self.may(wanted):
            raise RefusedError(f"{shown(step)} comes later; {self._first()}")
        if wanted == "check" and self.checked is None and self.found.imported is not None:
            imported = self.found.imported
            self.checked = yield from aside(lambda _: check_plan(imported))
        self.step = wanted
        self._keep()

    def _first(self) -> str:
        if not self.name:
            return "choose a file first"
        return self.found.trouble or "map the columns of its tables first"

    @property
    def scenario(self) -> Scenario | None:
        """The office that comes of it, as far as that is known."""
        return self.portfolio or (self.found.imported.scenario if self.found.imported else None)

    @property
    def plan(self) -> Plan:
        """The plan with what was said by hand. Raises RefusedError while there is none."""
        if self.found.plan is None:
            raise RefusedError(self._first())
        return with_said(self.found.plan, self._said(self.found.plan))

    def _said(self, plan: Plan) -> tuple[Said, ...]:
        return still_there(plan, self.now.answers).said

    # Choosing

    def choose(self, files: Sequence[tuple[str, bytes]]) -> Slices[None]:
        """Begin an import of files. Raises RefusedError for what is no plan."""
        content = yield from aside(lambda _: unpacked(files))
        name = self.shelf.begin(content)
        taken = False
        try:
            yield from self._open(name, None)
            taken = True
        finally:
            if not taken:  # refused or stopped: as if it had never been chosen
                with suppress(RefusedError):
                    self.shelf.forget(name)
        self._keep()

    def choose_beside(self, names: Sequence[object]) -> Slices[None]:
        """Begin an import of files that lie beside the notebook. Raises RefusedError."""
        known = self.lying_beside()
        for name in names:
            if name not in known:
                raise RefusedError(f"{shown(name)} does not lie beside the notebook any more")
        files = yield from aside(
            lambda _: [(str(it), contents(self.beside / str(it), MOST_PLAN_BYTES)) for it in names]
        )
        yield from self.choose(files)

    def lying_beside(self) -> tuple[str, ...]:
        """Files beside the notebook that could be plans."""
        endings = {*PLANS, *READERS}
        with suppress(OSError):
            found = (it for it in self.beside.iterdir() if it.suffix.lower() in endings)
            return tuple(sorted(it.name for it in found if it.is_file()))[:MOST_BESIDE]
        return ()

    def resume(self, name: object) -> Slices[None]:
        """Go on with an import that was begun. Raises RefusedError if that cannot be."""
        called = str(name)
        story = moment.read(self.shelf.state(called))
        yield from self._open(called, story)
        self._keep()

    def forget(self, name: object) -> None:
        """Delete an import and its copies of files; what it was saved as stays."""
        self.shelf.forget(str(name))
        if name == self.name:
            self.start()

    def _open(self, name: str, story: Story | None) -> Slices[None]:
        paths = self.shelf.files(name)
        if is_ours(paths):
            portfolio = yield from aside(lambda _: load(*paths))
            self.start()
            self.name, self.portfolio, self.step = name, portfolio, "save"
            if story and self.shelf.portfolio(story.saved or name).is_file():
                self.saved = story.saved
            return
        source = yield from aside(lambda _: opened(paths))
        now = Moment(mapping=likely(source) if source.is_table else None)
        now = story.now if story else now
        found = yield from aside(lambda _: derived(source, now, name))
        if not source.is_table and found.imported is None:
            raise RefusedError(found.trouble)
        self.start()
        self.name, self.source, self.now, self.found = name, source, now, found
        self.step = "map" if source.is_table else "look"
        if story:
            self.past, self.saved = story.past, story.saved
            self.saved_then = story.saved_then or Moment()
            again = next((it for it in STEPS if it == story.step), self.step)
            self.step = again if self.may(again) and again != "check" else self.step

    # Changing

    def _change(self, did: str, **fields: Any) -> Slices[None]:
        """Say something more. Raises RefusedError, and nothing has changed, if it cannot be."""
        if self.source is None:
            raise RefusedError("choose a file first")
        yield from self._become(replace(self.now, did=did, **fields), (*self.past, self.now))

    def _become(self, now: Moment, past: tuple[Moment, ...]) -> Slices[None]:
        source, before, name = self.source, self.now, self.name
        if source is None:
            raise RefusedError("choose a file first")
        if (now.mapping, now.answers) != (before.mapping, before.answers):
            plan = self.found.plan if now.mapping == before.mapping else None
            self.found = yield from aside(lambda _: derived(source, now, name, plan))
            self.checked = self.forecast = None
        self.now, self.past = now, past[-moment.MOST_PAST :]
        if not self.may(self.step):
            self.step = "map" if source.is_table else "choose"
        self._keep()

    def undo(self) -> Slices[None]:
        """Take the last step back. Raises RefusedError if there is none."""
        if not self.past:
            raise RefusedError("there is nothing to take back")
        step = self.step
        yield from self._become(self.past[-1], self.past[:-1])
        if step == "check":
            yield from self.go("check")

    def change_columns(self, did: str, change: Callable[[Columns], Columns]) -> Slices[None]:
        """Read the tables otherwise. Raises RefusedError."""
        if self.now.mapping is None:
            raise RefusedError("this file has no columns to map")
        yield from self._change(did, mapping=change(self.now.mapping))

    def keep_mapping(self, name: object) -> None:
        """Keep how columns are read under a name, to be offered again. Raises RefusedError."""
        if self.now.mapping is None:
            raise RefusedError("this file has no columns to map")
        called = self.shelf.keep_mapping(str(name), as_toml(replace(self.now.mapping, name="")))
        self.now = replace(self.now, mapping=replace(self.now.mapping, name=called))
        self._keep()

    def offered_mappings(self) -> dict[str, Columns]:
        """Kept mappings that fit these tables, by name."""
        found = {}
        for name, text in self.shelf.mappings().items():
            with suppress(RefusedError):
                fits = fitted(from_toml(text), self.source.sheets if self.source else ())
                if fits is not None:
                    found[name] = replace(fits, name=name)
        return found

    def use_mapping(self, name: object) -> Slices[None]:
        """Read the tables as a kept mapping says. Raises RefusedError if there is none."""
        offered = self.offered_mappings()
        if name not in offered:
            raise RefusedError(f"there is no mapping {shown(name)} that fits these tables")
        yield from self._change(f"use “{name}”", mapping=offered[str(name)])

    def answer(self, field: object, value: object) -> Slices[None]:
        """Answer one of the questions about the plan. Raises RefusedError."""
        did, answers = answering.answered(self.now.answers, field, value)
        yield from self._change(did, answers=answers)

    def staff(self, said: Sequence[Mapping[str, object]]) -> Slices[None]:
        """Say of pools and people who they are, and how many. Raises RefusedError."""
        answers = answering.staffed(self.now.answers, said)
        yield from self._change("say who does the work", answers=answers)

    def short_of(self) -> dict[str, float]:
        """People of whom the plan has more at work at once than there are: how many it needs."""
        imported = self.found.imported
        return planned_with(imported) if imported else {}

    def staff_as_planned(self) -> Slices[None]:
        """Let there be as many people as the plan has at work at once. Raises RefusedError."""
        short = self.short_of()
        if not short:
            raise RefusedError("the plan has nobody at more things at once than there are people")
        people = {**dict(self.now.answers.people), **short}
        answers = replace(self.now.answers, people=tuple(people.items()))
        yield from self._change("give it as many people as it plans with", answers=answers)
        yield from self.go("check")

    def mend(self, about: object, key: object, values: object) -> Slices[None]:
        """Correct a row of the plan by hand. Raises RefusedError for what cannot stand there."""
        plan = self.plan
        if not isinstance(values, Mapping):
            raise RefusedError("fill in the form")
        said = mends.said(plan, str(about), str(key), values)
        if not said:
            raise RefusedError("the form says what the plan says already; change a value first")
        with_said(plan, said)  # or it is refused while the page still shows the form
        title = mends.form(plan, str(about), str(key)).title
        answers = replace(self.now.answers, said=(*self._said(plan), *said))
        yield from self._change(f"correct “{title[:40]}”", answers=answers)

    def tick(self, marks: Sequence[object], on: bool) -> Slices[None]:
        """Tick findings off, or bring them back. Raises RefusedError without a file."""
        imported = self.found.imported
        known = {mark(it) for it in imported.findings} if imported else set()
        chosen = {str(it) for it in marks} & known
        ticked = self.now.ticked | chosen if on else self.now.ticked - chosen
        what = "tick off" if on else "bring back"
        yield from self._change(f"{what} {count(len(chosen), 'finding')}", ticked=ticked)

    # Saving

    def save(self, name: object) -> None:
        """Save the office as a file of our own, never over another one. Raises RefusedError."""
        if self.scenario is None:
            raise RefusedError(self._first())
        self.saved = self.shelf.save(str(name or self.name), self.text(str(name or self.name)))
        self.saved_then = self.now
        self._keep()

    @property
    def changed(self) -> bool:
        """Whether something was said since it was saved that makes another office of it."""
        then, now = self.saved_then, self.now
        return bool(self.saved) and (then.mapping, then.answers) != (now.mapping, now.answers)

    def text(self, name: str) -> str:
        """The office as a file of our own, with what is ours and not the plan's as remarks.

        Raises RefusedError while there is none.
        """
        scenario, imported = self.scenario, self.found.imported
        if scenario is None:
            raise RefusedError(self._first())
        if imported is None:
            return as_file(scenario)
        remarks = {(it.kind, it.id, it.field): f"ours: {it.why}" for it in imported.ours}
        return as_file(replace(scenario, name=name_for([name]), title=name), remarks)

    def office(self) -> Scenario:
        """The office as it was saved, read again. Raises RefusedError if it was not."""
        if not self.saved:
            raise RefusedError("save the portfolio first")
        return load(self.shelf.portfolio(self.saved))

    def foresee(self, tell: Callable[[int], None], worlds: int = WORLDS) -> Slices[None]:
        """Play it in many worlds, for a range of dates. `tell` hears how many are played.

        Raises RefusedError if there is no plan.
        """
        imported = self.found.imported
        if imported is None:
            raise RefusedError("a forecast needs a plan; this is a portfolio already, so fly it")

        def work(goes_on: Callable[[], bool]) -> Forecast:
            def watch(count: int) -> bool:
                tell(count)
                return goes_on()

            return forecast(imported, worlds=worlds, progress=watch)

        self.forecast = yield from aside(work)

    # Keeping

    def _keep(self) -> None:
        """Keep what was said; that it cannot be kept is no reason not to go on."""
        if not self.name:
            return
        story = Story(
            now=self.now, past=self.past, step=self.step, saved=self.saved,
            saved_then=self.saved_then if self.saved else None,
        )  # fmt: skip
        try:
            self.shelf.keep(self.name, moment.written(story))
        except RefusedError as error:
            self.unkept = f"What you say here cannot be kept for the next time: {error}."
        else:
            self.unkept = ""
