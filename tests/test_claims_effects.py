"""Every effect on the page of claims has the sign that it says, in worlds of any luck."""

import pytest

from simulator.claims import EFFECTS
from simulator.claims.measuring import measured

ALL = [(number, effect) for number, effects in EFFECTS.items() for effect in effects]


@pytest.mark.parametrize(("number", "effect"), ALL, ids=[f"{n}-{it.key}" for n, it in ALL])
def test_an_effect_goes_the_way_its_claims_page_says(number, effect):
    found = measured(effect, effect.trial)
    assert effect.sign * found.mean > 0, f"{number}: {effect.says} {found}"
