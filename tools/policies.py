"""Write docs/policies.md: every rule of a policy, and the functions of a PMO that rules make up.

python tools/policies.py
"""

import sys
from pathlib import Path

from simulator.policies import FIELDS, Field
from simulator.policies.functions import FUNCTIONS
from simulator.policies.ready import READY

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "policies.md"

HEAD = """\
# The rules of a policy

`Policy(order="due_first", wip_limit=4)` is an office in which nobody decides anything but these
two; every other rule stands at its default. `change_policy(wip_limit=2)` changes a rule during a
flight. This page is written by `python tools/policies.py` from `simulator/policies/policy.py`,
the one place where a rule is described.

Every rule of a function takes everybody's time as soon as it is on, and works after its function's
lag: both are in mechanism M30 (`python -m simulator mechanisms M30`). What a rule takes beyond that
is said below.
"""
ROWS = """\
| rule | is called | default | may be | unit | acts through | takes as well |
|---|---|---|---|---|---|---|
"""


def page() -> str:
    """The whole page as text."""
    parts = [HEAD]
    for function in FUNCTIONS.values():
        parts.append(f"\n## {function.name}: {function.words}\n\n")
        parts.append(_rules([FIELDS[name] for name in function.fields]))
    parts.append("\n## Rules of no function\n\n")
    parts.append(_rules([field for field in FIELDS.values() if not field.function]))
    parts.append(f"\nReady-made policies: {', '.join(f'`{name}`' for name in READY)}.\n")
    return "".join(parts)


def _rules(fields: list[Field]) -> str:
    """What each of these rules means, and a table of them."""
    meanings = "".join(f"* `{field.name}`: {field.meaning}\n" for field in fields)
    return f"{meanings}\n{ROWS}" + "".join(f"| {' | '.join(_cells(it))} |\n" for it in fields)


def _cells(field: Field) -> tuple[str, ...]:
    return (
        f"`{field.name}`",
        field.words,
        f"`{field.default!r}`",
        field.allowed,
        field.unit,
        ", ".join(field.mechanisms),
        field.costs,
    )


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"written {PAGE.relative_to(ROOT)} ({len(FIELDS)} rules)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
