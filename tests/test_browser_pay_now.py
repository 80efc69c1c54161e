"""Notebook 06 in a browser: its pictures on a bare page, and the notebook once."""

import re

import pytest
from lesson_page import LONG, TROUBLE, lock_all, sound, try_rule, walk
from playwright.sync_api import Page, expect

from exercises.pay_now import BUDGET, MONTHLY, OFFICE
from lessons.pay_now import ABOUTS
from simulator.explorables.basket import Basket
from simulator.explorables.cadence import Cadence
from simulator.explorables.picture import Picture, finish
from simulator.explorables.premortem import Premortem
from simulator.explorables.purse import Purse


def basket() -> Basket:
    picture = Basket(OFFICE, BUDGET)
    for offer in ("shutters", "crate"):
        picture.toggle(offer)
    return picture


def signed() -> Basket:
    picture = basket()
    picture.sign()
    return picture


def curve() -> Cadence:
    picture = Cadence(OFFICE)
    for weeks in (1, 4, 8):
        picture.act({"do": "weeks", "weeks": weeks})
        finish(picture, {"do": "play"})
    return picture


def box() -> Premortem:
    picture = Premortem(ABOUTS)
    picture.add("One long gale", ABOUTS[0])
    return picture


PICTURES = {
    "basket": signed,
    "cadence": curve,
    "purse": lambda: Purse(OFFICE, MONTHLY),
    "premortem": box,
}


def said(page: Page) -> str:
    return page.get_by_role("status").first.inner_text()


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
@pytest.mark.parametrize("name", PICTURES)
def test_names_roles_and_contrast(bare, problems, name, light):
    bare.page.set_viewport_size({"width": 700, "height": 900})
    bare.show(PICTURES[name](), name, light)
    if name in ("basket", "purse"):
        bare.press("All hundred at once")
    sound(bare.page)
    closed: Picture = basket() if name == "basket" else PICTURES[name]()
    closed.open = False
    bare.show(closed, name, light)
    sound(bare.page)
    assert problems == []


def test_a_basket_is_filled_by_keys_signed_and_meets_the_storms(bare, problems):
    bare.show(basket(), "basket")
    offer = bare.page.get_by_role("button", name=re.compile("Longer bolts"))
    offer.focus()
    bare.page.keyboard.press("Space")
    bare.answer()
    assert "bolts" in bare.picture.mine and offer.get_attribute("aria-pressed") == "true"
    assert bare.page.evaluate("document.activeElement.dataset.key") == "bolts"
    bare.page.get_by_role("button", name=re.compile("A steel ring")).click()
    bare.answer()
    assert said(bare.page) == "that is 13 k€ more than the 50 k€ you have; put something back"
    assert bare.page.locator(".track i").count() == 0
    bare.press("Sign this basket")
    bare.press("Let the storms come")
    expect(bare.page.locator(".row.mine .track i")).to_have_count(50)
    row = next(it for it in bare.picture.shown().rows if it.name == "Yours")
    assert bare.page.locator(".row.mine .big").inner_text() == f"{row.saved:,.0f}"
    assert problems == []


def test_storms_come_one_by_one_where_motion_is_welcome(bare, problems):
    bare.page.emulate_media(reduced_motion="no-preference")
    bare.show(signed(), "basket")
    bare.press("Let the storms come")
    expect(bare.page.get_by_role("status").first).to_contain_text("Season 3: with nothing bought")
    expect(bare.page.locator(".track i.lit")).to_have_count(4)
    assert bare.page.locator(".row.mine .big").inner_text() == "?"
    bare.page.evaluate("window.leave()")
    assert problems == []


def test_the_curve_builds_up_and_its_dial_is_turned_by_keys(bare, problems):
    bare.show(Cadence(OFFICE), "cadence")
    grip = bare.page.get_by_role("slider", name="Weeks between two visits")
    for weeks in (1, 4, 7):
        assert grip.get_attribute("aria-valuenow") == str(weeks)
        bare.page.get_by_role("button", name=re.compile("Play a hundred seasons")).click()
        bare.answer()
        grip.focus()
        for _ in range(3):
            bare.page.keyboard.press("ArrowRight")
        bare.answer()
    assert list(bare.picture.points) == [1, 4, 7]
    assert bare.page.locator(".column .looks").count() == 3
    assert bare.page.locator(".column .best").count() == 1
    bare.press("Try all thirteen")
    assert bare.page.locator(".column .looks").count() == 13
    assert problems == []


def test_the_purse_is_turned_signed_and_stays(bare, problems):
    bare.show(Purse(OFFICE, MONTHLY), "purse")
    expect(bare.button("Sign this")).to_be_disabled()
    bare.press("All hundred at once")
    grip = bare.page.get_by_role("slider", name="Money that you hold back for all six")
    grip.focus()
    bare.page.keyboard.press("PageUp")
    bare.answer()
    held = bare.picture.held
    assert grip.get_attribute("aria-valuetext") == f"{held:,.0f} k€"
    enough = sum(it <= held for it in bare.picture.all())
    assert bare.page.locator(".sum .big").inner_text() == str(enough)
    before = said(bare.page)
    bare.page.get_by_label("The luck of each risk").select_option("its own")
    bare.answer()
    assert said(bare.page) != before
    bare.press("Sign this")
    expect(bare.button("Signed")).to_be_disabled()
    assert bare.picture.signed == held
    assert problems == []


def test_a_reason_is_typed_put_in_taken_out_and_sealed(bare, problems):
    bare.show(Premortem(ABOUTS), "premortem")
    field = bare.page.get_by_role("textbox", name="A reason")
    field.fill("<b>Nobody</b> answered")
    bare.page.get_by_label("about").select_option("people")
    field.press("Enter")
    bare.answer()
    assert [it.text for it in bare.picture.reasons] == ["<b>Nobody</b> answered"]
    expect(field).to_have_value("")
    field.press("Enter")
    bare.answer()
    assert said(bare.page) == "the reason is empty; write a few words"
    bare.press("Take out: <b>Nobody</b> answered")
    assert bare.picture.reasons == []
    field.fill("It rained")
    bare.press("Put it in the box")
    bare.press("Seal the box")
    assert bare.picture.sealed and bare.page.get_by_role("textbox").count() == 0
    assert problems == []


# In JupyterLab


def test_pay_now_from_the_first_cell_to_the_last(lab, page, problems):
    walk(lab, page, "notebooks/06_pay_now.ipynb")
    why = page.locator(".card.premortem")
    why.get_by_role("textbox", name="A reason").fill("Everybody was looking at the red fields")
    why.get_by_label("about").select_option("people")
    why.get_by_role("button", name="Put it in the box").click()
    why.get_by_role("button", name="Seal the box").click()
    expect(why).to_contain_text("Your box is sealed", timeout=LONG)
    shelf = page.locator(".card.basket")
    shelf.get_by_role("button", name=re.compile("A steel ring")).click()
    shelf.get_by_role("button", name="Sign this basket").click()
    expect(shelf.get_by_role("button", name="Let the storms come")).to_be_disabled(timeout=LONG)
    lock_all(page)
    shelf.get_by_role("button", name="Let the storms come").click()
    expect(shelf.locator(".row.mine .track i")).to_have_count(50, timeout=LONG)
    expect(page.get_by_text("it is what an umbrella does on a dry day")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("What you named beyond the register")).to_be_visible(timeout=LONG)
    curve = page.locator(".card.cadence")
    for tried in (1, 2, 3):
        curve.get_by_role("button", name=re.compile("Play a hundred seasons")).click()
        expect(curve.locator(".column .looks")).to_have_count(tried, timeout=LONG)
        expect(curve.get_by_role("slider")).to_be_enabled(timeout=LONG)
        for _ in range(2):
            curve.get_by_role("slider").press("ArrowRight")
    expect(page.get_by_text("the bottom of such a curve is flat")).to_be_visible(timeout=LONG)
    purse = page.locator(".card.purse")
    purse.get_by_role("button", name="All hundred at once").click()
    purse.get_by_role("button", name="Sign this").click()
    expect(page.get_by_text("Before you add up risks")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("what it is worth melts")).to_be_visible(timeout=LONG)
    rule = page.locator(".card.trial").last
    rule.get_by_label("I buy first").select_option("what each euro takes away most")
    rule.get_by_label("more", exact=True).check()
    try_rule(rule)
    question = page.locator(".question").filter(has_text="The boat gets dearer")
    question.get_by_role("textbox").fill("16")
    question.get_by_role("button", name="Check my answer").click()
    expect(question).to_contain_text("In so many weeks mishaps grow a lot.", timeout=LONG)
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []
