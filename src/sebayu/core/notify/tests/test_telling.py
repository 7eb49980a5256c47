"""Writing the outbox: what is said, to whom, and what must never be in it."""

import datetime as dt
import json
import uuid

import pytest
from django.db import connection, transaction
from django.utils import timezone

from sebayu.core.identity.models import Account, Mandate, Office, Post
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.notify import actions, contacts, templates
from sebayu.core.notify.errors import BadMessage
from sebayu.core.notify.models import Delivery, Message

pytestmark = pytest.mark.django_db
CLOCK = Actor.system("uji")
CASE = {"title": "Surat Keterangan Usaha", "number": "SKU-2026-000017", "path": "/urusan/6f1c1c9e/"}


@pytest.fixture
def bu_sari():
    return Account.objects.create(
        name="Sari Wulandari", email="sari@contoh.id", phone="0812-3456-7890", person_id=uuid.uuid4()
    )


@pytest.fixture
def pak_budi():
    return Account.objects.create(name="Budi Prasetya", email="budi@contoh.id")


@pytest.fixture
def ibu_tuti():
    return Account.objects.create(name="Tuti", email="tuti@contoh.id")


def jobs():
    with connection.cursor() as cursor:
        cursor.execute("SELECT queue_name, args FROM procrastinate_jobs ORDER BY id")
        return [
            (queue, json.loads(args) if isinstance(args, str) else args) for queue, args in cursor.fetchall()
        ]


def test_tell_writes_message_delivery_job_and_ledger_entry_together(bu_sari):
    message = actions.tell(template="case_issued", context=CASE, by=CLOCK, person_id=bu_sari.person_id)
    delivery = Delivery.objects.get()
    assert (message.account_id, delivery.message, delivery.channel) == (bu_sari.id, message, "email")
    assert jobs() == [("notify", {"delivery_id": str(delivery.id)})]
    entry = LedgerEntry.objects.get(act="notify.tell")
    assert entry.subjects == [bu_sari.person_id]
    assert "sari" not in json.dumps(entry.detail)


def test_message_says_what_and_where_in_indonesian(bu_sari, settings):
    settings.SEBAYU_PUBLIC_URL = "https://layanan.contoh.id"
    said = actions.tell(template="case_issued", context=CASE, by=CLOCK, account_id=bu_sari.id).rendered()
    assert said.subject == "Surat Keterangan Usaha: surat Anda sudah jadi"
    assert "SKU-2026-000017" in said.body
    assert "https://layanan.contoh.id/urusan/6f1c1c9e/" in said.body


def test_everything_is_undone_with_the_callers_transaction(bu_sari):
    with transaction.atomic():
        actions.tell(template="case_issued", context=CASE, by=CLOCK, account_id=bu_sari.id)
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert not Delivery.objects.exists()
    assert jobs() == []


def test_message_is_not_written_when_the_ledger_fails(bu_sari, monkeypatch):
    def fail(**kwargs):
        raise RuntimeError("ledger")

    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.tell(template="case_issued", context=CASE, by=CLOCK, account_id=bu_sari.id)
    assert not Message.objects.exists()


def test_nobody_to_tell_is_quiet(bu_sari):
    assert actions.tell(template="case_issued", context=CASE, by=CLOCK, person_id=uuid.uuid4()) is None
    Account.objects.update(is_active=False)
    assert actions.tell(template="case_issued", context=CASE, by=CLOCK, account_id=bu_sari.id) is None


def test_account_without_address_still_has_the_message_in_its_outbox():
    account = Account.objects.create(name="Kaswen")
    message = actions.tell(template="case_issued", context=CASE, by=CLOCK, account_id=account.id)
    assert list(Message.objects.to(account.id)) == [message]
    assert not Delivery.objects.exists()


def test_only_the_channels_asked_for(bu_sari):
    actions.tell(template="case_issued", context=CASE, by=CLOCK, account_id=bu_sari.id, channels=["whatsapp"])
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("template", "context"),
    [
        ("no_such_template", CASE),
        ("case_issued", {"title": "Surat"}),
        ("case_issued", {**CASE, "number": "3376024505850001"}),
        ("case_issued", {**CASE, "title": "KK 3376020101990002"}),
        ("case_issued", {**CASE, "path": "/urusan/?nik=1"}),
        ("case_issued", {**CASE, "path": "//lain.contoh/"[1:] + "@x"}),
        ("case_issued", {**CASE, "path": "https://lain.contoh/"}),
        ("case_issued", {**CASE, "path": "/urusan/3376024505850001/"}),
    ],
)
def test_what_must_not_travel_is_refused_before_anything_is_written(bu_sari, template, context):
    with pytest.raises(BadMessage), transaction.atomic():
        actions.tell(template=template, context=context, by=CLOCK, account_id=bu_sari.id)
    assert not Message.objects.exists()


def test_hostile_values_are_flattened_and_cut(bu_sari):
    context = {**CASE, "title": "Surat\r\nBcc: semua@contoh.id\u202e%(code)s {x}" + "a" * 500}
    said = actions.tell(template="case_issued", context=context, by=CLOCK, account_id=bu_sari.id).rendered()
    assert "\n" not in said.subject
    assert "\r" not in said.subject
    assert "\u202e" not in said.subject
    assert len(said.subject) < 250


def test_one_time_code_is_urgent_and_kept_apart(bu_sari):
    message = actions.tell(
        template="login_code", context={"code": "482913", "minutes": 5}, by=CLOCK, account_id=bu_sari.id
    )
    assert "482913" not in json.dumps(message.context)
    assert "482913" in message.rendered().body
    assert [queue for queue, _args in jobs()] == ["urgent"]
    assert "482913" not in json.dumps([args for _queue, args in jobs()])
    assert "482913" not in json.dumps(list(LedgerEntry.objects.values_list("detail", flat=True)))
    assert message.void_after - message.created_at == dt.timedelta(minutes=10)
    message.secret = {}
    assert "••••••" in message.rendered().body


def test_every_template_renders_with_its_own_values():
    for key, template in templates.all_templates().items():
        values = templates.clean(
            template, {name: "/x/" if name == "path" else "nilai" for name in template.needs}
        )
        said = templates.render(template, values, "Kota Tegal")
        assert said.subject, key
        assert "%(" not in said.subject + said.body, key


def test_template_of_another_meaning_under_the_same_key_is_refused():
    with pytest.raises(BadMessage):
        templates.register("case_issued", "Lain", "Lain")


def test_contacts_may_come_from_elsewhere(bu_sari):
    undo = contacts.use(
        lambda *, account_id=None, person_id=None: contacts.Contact(bu_sari.id, "lain@contoh.id")
    )
    try:
        assert (
            actions.tell(template="case_issued", context=CASE, by=CLOCK, person_id=uuid.uuid4()) is not None
        )
        assert "lain@contoh.id" not in repr(contacts.find())
    finally:
        undo()
    assert contacts.find() is None


def _seat(account, office_key, role, kind="kelurahan", area="33.76.02.1005", **post):
    since = {"valid_from": dt.date(2020, 1, 1)}
    office, _new = Office.objects.get_or_create(
        key=office_key, defaults={"name": office_key, "kind": kind, "area_code": area, **since}
    )
    chair = Post.objects.create(
        key=f"{office_key}.{role}.{account.email}", office=office, title="Jabatan", role=role, **since, **post
    )
    Mandate.objects.create(account=account, post=chair, **since)


def test_desk_is_told_through_who_holds_the_role_today(pak_budi, ibu_tuti, bu_sari):
    _seat(pak_budi, "kel_mintaragen", "officer")
    _seat(ibu_tuti, "kel_lain", "officer", area="33.03.05.1001")
    told = actions.tell_desk(
        office_key="kel_mintaragen", role="officer", template="case_overdue", context=CASE
    )
    assert [message.account_id for message in told] == [pak_budi.id]
    Mandate.objects.update(valid_until=timezone.localdate() - dt.timedelta(days=1))
    assert (
        actions.tell_desk(office_key="kel_mintaragen", role="officer", template="case_overdue", context=CASE)
        == []
    )


def test_desk_of_the_kecamatan_is_found_through_the_area(ibu_tuti):
    _seat(ibu_tuti, "kec_tegal_timur", "camat", kind="kecamatan", area="33.76.02")
    told = actions.tell_desk(
        office_key="kel_mintaragen",
        area_code="33.76.02.1005",
        role="camat",
        template="case_overdue",
        context=CASE,
    )
    assert [message.account_id for message in told] == [ibu_tuti.id]


def test_desk_of_one_rt_is_not_another_rt(pak_budi, ibu_tuti):
    _seat(pak_budi, "kel_mintaragen", "rt", rt="004", rw="005")
    _seat(ibu_tuti, "kel_mintaragen", "rt", rt="001", rw="005")
    told = actions.tell_desk(
        office_key="kel_mintaragen", role="rt", rt="004", rw="005", template="attest_request", context=CASE
    )
    assert [message.account_id for message in told] == [pak_budi.id]


def test_message_is_marked_read_by_its_receiver_only(bu_sari, ibu_tuti):
    message = actions.tell(template="case_issued", context=CASE, by=CLOCK, account_id=bu_sari.id)
    actions.mark_read(by=Actor(kind="citizen", name="Tuti", account_id=ibu_tuti.id), message=message)
    assert Message.objects.to(bu_sari.id).unread().exists()
    actions.mark_read(by=Actor(kind="citizen", name="Sari", account_id=bu_sari.id), message=message)
    assert not Message.objects.to(bu_sari.id).unread().exists()
