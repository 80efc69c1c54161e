"""Damage of any kind: a file is refused with its name, or loads, and nothing else happens."""

import portfolios  # noqa: F401 - its settings make random examples the same every time
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import J30, REAL, SHED, SHOP

from simulator.readers import load
from simulator.scenario import ScenarioError

WORDS = st.sampled_from(
    [
        "",
        "0",
        "-1",
        "1.5",
        "nan",
        "1e9",
        "9" * 30,
        "100001",
        "x",
        "1:2",
        "9:9",
        "\u0661",
        "\0",
        "<",
        "\n",
    ]
)


@st.composite
def damages(draw, text):
    """The text as bytes with a piece missing, another word, other bytes, or a line twice."""
    how = draw(st.sampled_from(["cut", "gap", "word", "bytes", "line"]))
    place = draw(st.integers(0, len(text) - 1))
    whole = text.encode()
    if how == "cut":
        return whole[:place]
    if how == "gap":
        return whole[:place] + whole[place + draw(st.integers(1, 200)) :]
    if how == "bytes":
        some = draw(st.binary(min_size=1, max_size=4))
        return whole[:place] + some + whole[place + len(some) :]
    if how == "line":
        lines = whole.splitlines(keepends=True)
        line = draw(st.sampled_from(lines))
        at = draw(st.integers(0, len(lines)))
        return b"".join([*lines[:at], line, *lines[at:]])
    end = place
    while end < len(text) and text[end] not in " \n<>":
        end += 1
    return (text[:place] + draw(WORDS) + text[end:]).encode()


@pytest.mark.parametrize("name", [J30, "mpsplib/mp_j30_a2_nr2.rcmp", REAL, "shed.rcp", "shop.rcmp"])
def test_a_damaged_file_is_refused_or_loads_and_nothing_else_happens(name, request, tmp_path):
    own = {"shed.rcp": SHED, "shop.rcmp": SHOP}
    text = own.get(name)
    if text is None:
        text = (request.getfixturevalue("shared_data") / name).read_text(encoding="utf-8")
    copy = tmp_path / f"copy.{name.rpartition('.')[2]}"
    outcomes = {"refused": 0, "loaded": 0}

    @settings(max_examples=150)
    @given(data=st.data())
    def harm(data):
        copy.write_bytes(data.draw(damages(text)))
        try:
            load(copy)
        except ScenarioError as error:
            assert str(error).startswith(copy.name)
            outcomes["refused"] += 1
        else:
            outcomes["loaded"] += 1

    harm()
    assert min(outcomes.values()) > 3
