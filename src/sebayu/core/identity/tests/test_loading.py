"""Region packs into tables."""

import pytest

from sebayu.core.areas import region
from sebayu.core.identity import loading
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.identity.models import Account, Mandate, Office, Post
from sebayu.core.identity.tests.people import Town, admin
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry


def test_pack_loads_and_loads_again_without_doubles(db: None) -> None:
    pack, by = region.pack(), Actor.system("loader")
    offices, posts = loading.load_offices(pack, by=by)
    accounts, mandates = loading.load_officials(pack, by=by)
    assert (Office.objects.count(), Post.objects.count()) == (offices, posts)
    assert Office.objects.filter(kind="kelurahan").count() == 27
    assert (Account.objects.count(), Mandate.objects.count()) == (accounts, mandates)
    loading.load_offices(pack, by=by)
    assert loading.load_officials(pack, by=by) == (0, 0)
    assert LedgerEntry.objects.filter(act="identity.load_offices").count() == 2


def test_loading_again_corrects_a_name_and_removes_nothing(town: Town) -> None:
    pack, by = region.pack(), Actor.system("loader")
    loading.load_offices(pack, by=by)
    key = pack.offices[0].key
    Office.objects.filter(key=key).update(name="Salah")
    loading.load_offices(pack, by=by)
    assert Office.objects.get(key=key).name == pack.offices[0].name
    assert Office.objects.filter(key="kel_bojong").exists()


def test_only_the_loader_and_the_administrator_load(town: Town) -> None:
    with pytest.raises(NotAllowed):
        loading.load_offices(region.pack(), by=Actor(kind="officer", name="x", roles=frozenset({"officer"})))
    loading.load_offices(region.pack(), by=admin())
