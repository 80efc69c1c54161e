"""Several files become one portfolio, with people pooled and days on one calendar."""

from datetime import date

from office import finishes, office, project

from simulator.model import simulate
from simulator.readers.merge import merge, working_days


def test_roles_of_one_name_are_one_pool_as_large_as_the_largest_of_them():
    small, large = office(developers=2, a=[1]), office(developers=5, testers=1, b=[1])
    for pair in ([small, large], [large, small]):
        people = {role.id: role.people for role in merge(pair, pool=True).roles}
        assert people == {"developer": 5, "tester": 1}


def test_roles_may_be_kept_apart_by_the_name_of_their_scenario():
    north, south = office(name="north", developers=2, a=[1]), office(name="south", b=[1])
    both = merge([north, south], pool=False)
    assert {it.id: it.people for it in both.roles} == {"north: developer": 2, "south: developer": 1}
    assert finishes(simulate(both)) == {"a": 1, "b": 1}


def test_a_later_start_moves_all_days_of_a_project():
    later = project("b", [1], arrival=2, due=9, deadline=12)
    both = merge([office(a=[1]), office(later, start="2027-01-13")], pool=True)
    moved = both.projects[1]
    assert (moved.arrival, moved.due, moved.deadline) == (9, 16, 19)


def test_one_file_alone_stays_as_it_is():
    alone = office(a=[1])
    assert merge([alone], pool=False) == alone


def test_working_days_leave_weekends_out():
    friday, monday = date(2027, 1, 8), date(2027, 1, 11)
    assert working_days(friday, monday) == 1
    assert working_days(friday, friday) == 0
    assert working_days(date(2027, 1, 4), date(2028, 1, 3)) == 260
