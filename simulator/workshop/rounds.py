"""In which round a day lies."""


def round_of(day: float, rounds: tuple[float, ...]) -> int:
    """The round, counted from 1; what comes after the last belongs to it."""
    return min(sum(end < day for end in rounds) + 1, len(rounds))
