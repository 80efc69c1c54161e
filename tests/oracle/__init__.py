"""A second engine, which shares nothing with the first but records, chance by name and formulas.

`decide(story, command)` says what happens, `evolve(state, event)` what is true afterwards; a heap
is the clock. It knows the classical core (people, precedence, relations, orders, WIP limit, intake,
decisions), what a first flight has on top: uncertain durations (M01), divided attention (M03),
clocks of risks and what is bought against them (M13), looks (M15), and issues that grow (M16); and
then wrong work (M09), times and shocks that many share (M14), and money held back (M18).

What nobody can read in a log is an event as well, of a kind of its own: it is told to `evolve` and
left out at the end.

From bottom to top: `due`, `unseen`, `book`, `state`, `clocks`, `evolve`, `story`; `pace`,
`reserve`, `burdens`, `flaws`, `issues`, `climate`, `orders`, `work`; `mondays`, `by_hand`, `run`.
"""

from oracle.by_hand import RefusedError
from oracle.run import run

__all__ = ["RefusedError", "run"]
