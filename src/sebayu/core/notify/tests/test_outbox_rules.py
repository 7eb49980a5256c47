"""What the database and the worker keep true, and what no text can break."""

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django import app

from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.core.notify import actions, delivering, templates
from sebayu.core.notify.errors import BadMessage
from sebayu.core.notify.models import Attempt, Delivery

CLOCK = Actor.system("uji")
CASE = {"title": "Surat Keterangan Usaha", "number": "SKU-2026-000017", "path": "/urusan/6f1c1c9e/"}


def told():
    account = Account.objects.create(name="Sari Wulandari", email="sari@contoh.id")
    actions.tell(template="case_issued", context=CASE, by=CLOCK, account_id=account.id)
    return Delivery.objects.get()


@pytest.mark.django_db(transaction=True)
def test_worker_delivers_what_was_committed(monkeypatch):
    delivery = told()

    def hanging_up(work):
        def and_hang_up(*args):
            try:
                return work(*args)
            finally:
                connection.close()  # the worker's threads end with this test

        return and_hang_up

    for name in ("deliver", "sweep"):
        monkeypatch.setattr(delivering, name, hanging_up(getattr(delivering, name)))
    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(queues=["notify"], wait=False, install_signal_handlers=False, listen_notify=False)
    delivery.refresh_from_db()
    assert delivery.state == "sent"
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_database_refuses_to_edit_the_log_or_to_reopen_what_was_sent():
    delivery = told()
    delivering.deliver(delivery.id)
    with pytest.raises(IntegrityError, match="appended, never edited"), transaction.atomic():
        Attempt.objects.update(outcome="down")
    with pytest.raises(IntegrityError, match="not sent again"), transaction.atomic():
        Delivery.objects.update(state="waiting", sent_at=None, next_try_at=delivery.next_try_at)
    with pytest.raises(IntegrityError, match="goes_once_through"), transaction.atomic():
        Delivery.objects.create(message_id=delivery.message_id, channel="email")


@settings(deadline=None)
@given(st.text(), st.text())
def test_no_text_breaks_out_of_a_message(title, number):
    template = templates.get("case_issued")
    try:
        values = templates.clean(template, {"title": title, "number": number, "path": "/urusan/x/"})
    except BadMessage:
        return
    said = templates.render(template, values, "Kota Tegal")
    assert len(said.subject.splitlines()) == 1
    assert len(said.body.splitlines()) == 2
    assert all(len(value) <= templates.LONGEST_VALUE for value in values.values())


@settings(deadline=None)
@given(st.text(max_size=20), st.from_regex(r"[0-9]{16}", fullmatch=True), st.text(max_size=20))
def test_a_person_number_never_travels(before, number, after):
    template = templates.get("case_issued")
    text = f"{before} {number} {after}"
    with pytest.raises(BadMessage):
        templates.clean(template, {"title": text, "number": "1", "path": "/x/"})
