"""What somebody has said of a plan: all that is kept, for everything else follows from it."""

import msgspec
from msgspec import Struct

from simulator.errors import RefusedError
from simulator.plans import Answers, Finding
from simulator.readers.tables import Mapping

MOST_PAST = 50
"""So many steps can be undone."""


class Moment(Struct, frozen=True, kw_only=True):
    """An import after a step."""

    did: str = "choose the file"
    """The step, as a button says that takes it back."""
    mapping: Mapping | None = None
    """How its tables are read; None for what is no table."""
    answers: Answers = Answers()
    ticked: frozenset[str] = frozenset()
    """Findings that are done with, by their marks."""


class Story(Struct, frozen=True, kw_only=True):
    """An import as it is kept on the disk."""

    now: Moment
    past: tuple[Moment, ...] = ()
    step: str = "look"
    saved: str = ""
    """Under which name it was saved last."""
    saved_then: Moment | None = None
    """What was said when it was saved."""


def written(story: Story) -> bytes:
    """The story as the content of a file."""
    return msgspec.json.encode(story)


def read(content: bytes) -> Story:
    """The story in a file. Raises RefusedError if it is none of ours."""
    try:
        return msgspec.json.decode(content, type=Story)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(
            f"what was said of this plan cannot be read ({str(error)[:100]}); choose its file again"
        ) from None


def mark(finding: Finding) -> str:
    """By what a finding is known again, in the same plan read another time."""
    place = finding.place
    return "\n".join(
        (finding.about, place.file, place.sheet, str(place.row), place.column, finding.value)
    )
