"""Who holds a post: dated, one definitive holder at a time, substitutes before them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sebayu.core.identity import actions
from sebayu.core.identity.acting import holder, posts_of
from sebayu.core.identity.errors import BadMandate, NotAllowed, PostTaken
from sebayu.core.identity.models import Mandate, Post
from sebayu.core.identity.tests import people
from sebayu.core.identity.tests.people import TODAY, Town, mandate
from sebayu.core.ledger.models import LedgerEntry

DAY = dt.timedelta(days=1)


def test_definitive_holder_signs(town: Town) -> None:
    found = holder("kel_mintaragen.lurah", TODAY)
    assert found
    assert (found.name, found.acting_note, found.nik) == ("Rina Astuti", "", "3376014101800002")


def test_plh_stands_before_the_holder_on_his_days_only(town: Town) -> None:
    post = Post.objects.get(key="kel_mintaragen.lurah")
    mandate(town.budi, post, TODAY, TODAY + 2 * DAY, "plh")
    names = [holder(post.key, TODAY + n * DAY).name for n in (-1, 0, 2, 3)]
    assert names == ["Rina Astuti", "Budi Prasetya", "Budi Prasetya", "Rina Astuti"]
    assert holder(post.key, TODAY).acting_note == "Plh."


def test_delegate_works_in_a_post_but_does_not_hold_it(town: Town) -> None:
    post = Post.objects.get(key="kel_mintaragen.lurah")
    Mandate.objects.all().delete()
    mandate(town.budi, post, kind="delegated")
    assert holder(post.key, TODAY) is None


def test_inactive_account_holds_nothing(town: Town) -> None:
    actions.deactivate(by=people.admin(), account=town.rina)
    assert holder("kel_mintaragen.lurah", TODAY) is None


def test_closed_post_has_no_holder(town: Town) -> None:
    Post.objects.filter(key="kel_mintaragen.lurah").update(valid_until=TODAY)
    assert holder("kel_mintaragen.lurah", TODAY)
    assert holder("kel_mintaragen.lurah", TODAY + DAY) is None


def test_second_definitive_holder_is_refused_in_words(town: Town) -> None:
    post = Post.objects.get(key="kel_mintaragen.lurah")
    with pytest.raises(PostTaken, match="sudah dipegang"):
        actions.assign_post(by=people.admin(), account=town.budi, post=post, valid_from=TODAY)
    assert not LedgerEntry.objects.filter(act="identity.assign_post").exists()


def test_successor_begins_the_day_after_the_last_day(town: Town) -> None:
    post = Post.objects.get(key="kel_mintaragen.lurah")
    actions.end_mandate(by=people.admin(), mandate=post.mandates.get(), last_day=TODAY)
    actions.assign_post(by=people.admin(), account=town.budi, post=post, valid_from=TODAY + DAY)
    assert [holder(post.key, TODAY).name, holder(post.key, TODAY + DAY).name] == [
        "Rina Astuti",
        "Budi Prasetya",
    ]


def test_end_before_begin_is_refused_in_words(town: Town) -> None:
    post = Post.objects.get(key="kel_mintaragen.lurah")
    with pytest.raises(BadMandate, match="hari terakhir"):
        actions.end_mandate(by=people.admin(), mandate=post.mandates.get(), last_day=dt.date(2019, 1, 1))


def test_only_the_administrator_assigns_posts(town: Town) -> None:
    post = Post.objects.get(key="kel_mintaragen.lurah")
    for who in (town.sari, town.budi, town.tuti, town.rina):
        with pytest.raises(NotAllowed):
            actions.assign_post(by=people.actor_for(who), account=who, post=post, valid_from=TODAY)


def test_posts_of_an_rt_are_found_by_its_numbers(town: Town) -> None:
    where = Post.objects.get(key="kel_mintaragen.lurah").office
    people.post("rt4", where, "rt", "Ketua RT 004", rt="004", rw="005")
    people.post("rt5", where, "rt", "Ketua RT 005", rt="005", rw="005")
    assert [p.key for p in posts_of("kel_mintaragen", "rt", TODAY, rt="004", rw="005")] == ["rt4"]


def test_rt_post_must_name_its_rt(town: Town) -> None:
    where = Post.objects.get(key="kel_mintaragen.lurah").office
    with pytest.raises(IntegrityError, match="post_of_an_rt_names_its_rt_and_rw"), transaction.atomic():
        people.post("rt?", where, "rt", "Ketua RT", rt="4")


spans = st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(0, 60)))


class Overlaps(TestCase):
    """Whatever is tried, no day ever has two definitive holders, and nothing that fits is refused."""

    @given(st.lists(spans, min_size=2, max_size=6))
    def test_one_definitive_holder_on_any_day(self, tried: list[tuple[int, int | None]]) -> None:
        where = people.office("o", "Kantor")
        post, who = people.post("o.p", where, "head", "Kepala"), people.account("X")
        days: set[int] = set()
        for start, length in tried:
            wanted = set(range(start, 200 if length is None else start + length + 1))
            end = None if length is None else TODAY + (start + length) * DAY
            try:
                with transaction.atomic():
                    mandate(who, post, TODAY + start * DAY, end)
            except IntegrityError:
                assert wanted & days
            else:
                assert not wanted & days
                days |= wanted
