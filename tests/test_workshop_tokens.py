"""A token is looked up once; it opens nothing more from the moment it is taken away."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from simulator.workshop.record import Workshop
from simulator.workshop.service import joining, leading
from simulator.workshop.service.host import Host
from simulator.workshop.service.keys import OwnKeys
from simulator.workshop.service.remembered import Remembered
from simulator.workshop.store import Database, UnreachableError


@pytest.fixture
def host(tmp_path):
    found = Host(Database(f"sqlite:///{tmp_path}/room.sqlite"))
    yield found
    found.database.close()


async def a_team(host):
    """The join code of a new workshop, and the token of its team Otters."""
    code = await leading.create(host, "mentor", Workshop.of("three_projects", rounds=2))
    _, token = await joining.join(host, code, "Otters")
    return code, token


def counting(host, monkeypatch):
    """How often the database is asked from now on."""
    asked = []
    do = host.database.do
    monkeypatch.setattr(host.database, "do", lambda work: asked.append(work) or do(work))
    return asked


def test_the_database_is_asked_once_whose_token_it_is(host, monkeypatch):
    async def play():
        _, token = await a_team(host)
        keys, asked = OwnKeys(host, "secret"), counting(host, monkeypatch)
        numbers = [await keys.team(token) for _ in range(3)]
        assert numbers[0] is not None and set(numbers) == {numbers[0]} and len(asked) == 1
        assert [await keys.team("guessed") for _ in range(3)] == [None] * 3
        assert len(asked) == 4, "what nobody has is not remembered"

    asyncio.run(play())


def test_a_token_that_was_replaced_opens_nothing_any_more(host):
    async def play():
        code, old = await a_team(host)
        keys = OwnKeys(host, "secret")
        number = await keys.team(old)
        new = await leading.new_token(host, "mentor", code, "Otters")
        assert await keys.team(old) is None and await keys.team(new) == number
        _, newer = await joining.join(host, code, "Otters", known=True)
        assert await keys.team(new) is None and await keys.team(newer) == number

    asyncio.run(play())


def test_nor_does_that_of_a_workshop_that_was_deleted(host):
    async def play():
        code, token = await a_team(host)
        keys = OwnKeys(host, "secret")
        assert await keys.team(token)
        await leading.delete(host, "mentor", code)
        assert await keys.team(token) is None

    asyncio.run(play())


def test_what_was_read_before_a_token_was_taken_away_is_not_remembered():
    tokens = Remembered()

    def look():
        tokens.forget()  # somebody else takes it away just now
        return 7

    assert tokens.looked_up("hash", look) == 7
    assert tokens.team("hash") is None
    assert tokens.looked_up("hash", lambda: 7) == tokens.team("hash") == 7


def cut(invalidated):
    """What a driver says when nobody answers."""
    return OperationalError("", {}, Exception("cut"), connection_invalidated=invalidated)


@pytest.mark.parametrize(("invalidated", "times"), [(True, 2), (False, 1)])
def test_a_connection_that_was_cut_is_replaced_once(host, invalidated, times):
    tried = []

    def work(tx):
        tried.append(tx)
        raise cut(invalidated)

    with pytest.raises(UnreachableError):
        host.database.do(work)
    assert len(tried) == times
    assert host.database.do(lambda tx: tx.scalar(text("SELECT 1"))) == 1


def test_what_may_have_been_written_is_not_tried_again(host, monkeypatch):
    tried = []

    def work(tx):
        tried.append(tx)

        def fails():
            raise cut(True)

        monkeypatch.setattr(tx.get_transaction(), "commit", fails)

    with pytest.raises(UnreachableError):
        host.database.do(work)
    assert len(tried) == 1
