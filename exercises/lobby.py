"""Checks for the two questions of notebook 00."""

from exercises.feedback import NOT_ANSWERED, Feedback

SHARES = ("never", "2 times of 10", "5 times of 10", "8 times of 10")
REASONS = ("the luck", "the decision", "both")


def broken_promises(answer: str | None) -> Feedback:
    """How often is a promise of the P80 day broken?"""
    if answer is None:
        return NOT_ANSWERED
    return {
        "2 times of 10": Feedback(True, "8 of 10 worlds are at or below P80, so 2 are above it."),
        "8 times of 10": Feedback(
            False, "That is how often you keep it. 8 of 10 worlds are at or below P80."
        ),
        "5 times of 10": Feedback(False, "That is the P50: half of the worlds are above it."),
        "never": Feedback(False, "Look at the right end of the picture: some worlds are later."),
    }.get(answer, Feedback(False, f"'{answer}' is not one of the answers; choose one."))


def what_differs(answer: str | None) -> Feedback:
    """What makes the difference between two futures of one world?"""
    if answer is None:
        return NOT_ANSWERED
    same = "In both futures every activity and every risk has the same luck"
    return {
        "the decision": Feedback(True, f"{same}; only the decision is another."),
        "the luck": Feedback(False, f"{same}. What did you change on day 5?"),
        "both": Feedback(False, f"{same}. So what is left?"),
    }.get(answer, Feedback(False, f"'{answer}' is not one of the answers; choose one."))
