"""What each order sorts by."""

from oracle.book import Book
from oracle.due import Key
from simulator import chance


def importance(book: Book, order: str, key: Key) -> float:
    """What the order sorts by; the smallest goes first."""
    project = book.projects[key[0]]
    if order == "first_come":
        return project.arrival
    if order == "due_first":
        return float("inf") if project.due is None else project.due
    if order == "highest_value":
        return -project.value
    if order in ("cost_of_delay", "aligned_cost_of_delay"):
        effort = book.effort(key[0])
        urgency = project.cost_of_delay / effort if effort else 0.0
        return -urgency * (book.aligned(key[0]) if order.startswith("aligned") else 1.0)
    if order == "random":
        return chance.uniform(chance.uniform(book.seed, "policy"), *key)
    return _of_activity(book, order, key)


def _of_activity(book: Book, order: str, key: Key) -> float:
    if order == "shortest_first":
        return book.days(key)
    if order == "longest_first":
        return -book.days(key)
    if order == "greatest_resource_demand":
        return -book.days(key) * sum(need.people for need in book.activities[key].people)
    return _of_network(book, order, key)


def _of_network(book: Book, order: str, key: Key) -> float:
    if order == "minimum_slack":
        return book.late(key) - book.early(key)
    if order == "latest_start_time":
        return book.late(key)
    if order == "latest_finish_time":
        return book.late(key) + book.days(key)
    if order == "earliest_start_time":
        return book.early(key)
    if order == "earliest_finish_time":
        return book.early(key) + book.days(key)
    return _of_followers(book, order, key)


def _of_followers(book: Book, order: str, key: Key) -> float:
    direct = {it[0] for it in book.followers[key]}
    if order == "most_immediate_successors":
        return -len(direct)
    if order == "most_total_successors":
        return -len(book.behind(key))
    if order == "greatest_total_positional_weight":
        return -book.days(key) - sum(book.days(it) for it in book.behind(key))
    assert order == "greatest_rank_positional_weight"
    return -book.days(key) - sum(book.days(it) for it in direct)
