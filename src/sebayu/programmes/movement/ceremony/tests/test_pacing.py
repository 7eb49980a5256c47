"""Two hundred phones in the hall leave the house its threads; the secretariat's screens are not slowed down."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sebayu.programmes.movement.ceremony import pacing, views
from sebayu.programmes.movement.ceremony.pacing import A_SECOND, LONGEST, Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_two_hundred_phones_together_ask_no_more_than_a_few_screens() -> None:
    clock = Clock()
    pace, due, asked = Pace(clock), dict.fromkeys(range(200), 0), []
    for second in range(120):
        clock.now = float(second)
        for phone in [phone for phone, at in due.items() if at <= second]:
            asked.append(second)
            due[phone] = second + pace.pause(phone)
    settled = [second for second in asked if second >= 40]
    assert len(settled) / 80 <= A_SECOND
    assert {pace.pause(phone) for phone in range(200)} == {200 // A_SECOND}


def test_who_has_left_is_forgotten() -> None:
    clock = Clock()
    pace = Pace(clock)
    for phone in range(200):
        pace.pause(phone)
    clock.now = pacing.LATELY + 1
    assert pace.pause("the last one") == 1


@given(st.lists(st.integers(0, 500), max_size=600))
def test_nobody_pauses_longer_than_he_is_remembered(phones: list[int]) -> None:
    pace = Pace(Clock())
    assert all(1 <= pace.pause(phone) <= LONGEST < pacing.LATELY for phone in phones)


def test_page_tells_onlookers_to_wait_and_the_secretariat_to_go_on(
    city, issued, browser, monkeypatch
) -> None:
    crowd = Pace()
    for phone in range(199):
        crowd.pause(phone)
    monkeypatch.setattr(views, "onlookers", crowd)
    address = f"/gerakan/komitmen/{issued().id}/upacara/keadaan/"
    onlooker, secretary = browser(city.dishub_account), browser(city.planner_account)
    first = onlooker.get(address)
    assert first["Retry-After"] == str(200 // A_SECOND)
    known = onlooker.get(f"{address}?v={first.json()['version']}")
    assert (known.status_code, known["Retry-After"]) == (204, str(200 // A_SECOND))
    assert secretary.get(address)["Retry-After"] == "1"


def test_only_who_may_write_is_offered_paper(city, issued, browser) -> None:
    page = f"/gerakan/komitmen/{issued().id}/upacara/"
    assert b"data-paper" in browser(city.planner_account).get(page).content
    assert b"data-paper" not in browser(city.dishub_account).get(page).content
