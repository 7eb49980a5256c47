"""Delivery: tried, tried again, given up, never twice."""

import datetime as dt
import logging
import smtplib
import threading

import httpx
import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.core.notify import actions, channels, delivering, tasks
from sebayu.core.notify.channels.whatsapp import international
from sebayu.core.notify.models import Attempt, Delivery, Message
from sebayu.core.notify.tests.gateways import smtp, whatsapp_shaped
from sebayu.sandbox.testing import running as sandbox

CLOCK = Actor.system("uji")
CASE = {"title": "Surat Keterangan Usaha", "number": "SKU-2026-000017", "path": "/urusan/6f1c1c9e/"}
HOURS = [dt.timedelta(seconds=s) for s in delivering.BACKOFF]


def told(email="sari@contoh.id", phone="", template="case_issued", context=CASE):
    account = Account.objects.create(name="Sari Wulandari", email=email or None, phone=phone)
    actions.tell(template=template, context=context, by=CLOCK, account_id=account.id)
    return Delivery.objects.filter(message__account_id=account.id).order_by("channel").first()


class Broken:
    """A channel that fails as often as it is told to, and counts what went out."""

    key = "email"

    def __init__(self, failures, error=None):
        self.failures, self.error, self.sent = failures, error or channels.ChannelDown("uji"), []

    def is_active(self):
        return True

    def address(self, contact):
        return contact.email

    def send(self, address, message, *, reference):
        if self.failures > 0:
            self.failures -= 1
            raise self.error
        self.sent.append(reference)

    def problems(self):
        return []


@pytest.fixture
def put(monkeypatch):
    def use(channel):
        monkeypatch.setitem(channels._ALL, "email", channel)
        return channel

    return use


@pytest.mark.django_db
def test_mail_goes_out_once_and_a_second_try_finds_nothing_to_do():
    delivery = told()
    tasks.deliver(str(delivery.id))
    tasks.deliver(str(delivery.id))
    delivering.sweep()
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == ["sari@contoh.id"]
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<{delivery.id}@")
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("sent", 1)
    assert [a.outcome for a in delivery.log.all()] == ["sent"]


@pytest.mark.django_db
def test_channel_that_is_down_is_tried_again_with_growing_pauses_until_it_works(put):
    channel, delivery, now = put(Broken(failures=2)), told(), timezone.now()
    assert delivering.deliver(delivery.id, now) == "down"
    assert delivering.sweep(now + HOURS[0] - dt.timedelta(seconds=1)) == 0
    assert delivering.sweep(now + HOURS[0]) == 1
    assert delivering.sweep(now + HOURS[0] + HOURS[1]) == 1
    assert delivering.sweep(now + dt.timedelta(days=3)) == 0
    delivery.refresh_from_db()
    assert delivery.state == "sent"
    assert channel.sent == [str(delivery.id)]
    assert [(a.number, a.outcome) for a in delivery.log.all()] == [(1, "down"), (2, "down"), (3, "sent")]


@pytest.mark.django_db
def test_channel_that_stays_down_is_given_up_and_left_alone(put):
    channel, delivery, now = put(Broken(failures=99)), told(), timezone.now()
    for _try in range(delivering.MOST_ATTEMPTS + 3):
        delivering.sweep(now)
        now += dt.timedelta(days=1)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("given_up", delivering.MOST_ATTEMPTS)
    assert Attempt.objects.count() == delivering.MOST_ATTEMPTS
    assert channel.failures == 99 - delivering.MOST_ATTEMPTS
    assert Message.objects.filter(id=delivery.message_id).exists()


@pytest.mark.django_db
def test_refused_address_is_not_tried_again(put):
    put(Broken(failures=9, error=channels.ChannelRefused("uji")))
    delivery = told()
    delivering.deliver(delivery.id)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("given_up", 1)


@pytest.mark.django_db
def test_address_removed_meanwhile_gives_up_calmly():
    delivery = told()
    Account.objects.update(email=None)
    assert delivering.deliver(delivery.id) == "no_address"


@pytest.mark.django_db
def test_code_that_is_void_is_not_sent_and_is_forgotten(put):
    channel = put(Broken(failures=1))
    delivery = told(template="login_code", context={"code": "482913", "minutes": 5})
    now = timezone.now()
    assert delivering.deliver(delivery.id, now) == "down"
    assert Message.objects.get().secret == {"code": "482913"}
    delivering.sweep(now + dt.timedelta(minutes=11))
    assert channel.sent == []
    assert Message.objects.get().secret == {}
    assert delivery.log.last().outcome == "too_late"


@pytest.mark.django_db
@pytest.mark.parametrize(("demo", "left"), [(False, {}), (True, {"code": "482913"})])
def test_code_that_was_sent_is_forgotten_except_on_the_demo_page(settings, demo, left):
    settings.DEMO = demo
    delivery = told(template="login_code", context={"code": "482913", "minutes": 5})
    delivering.deliver(delivery.id)
    assert "482913" in mail.outbox[0].body
    assert Message.objects.get().secret == left
    delivering.sweep(timezone.now() + dt.timedelta(minutes=11))
    assert Message.objects.get().secret == {}


@pytest.mark.django_db
def test_process_killed_while_sending_is_found_and_counts_as_an_attempt(put):
    channel, delivery, now = put(Broken(failures=0)), told(), timezone.now()
    delivering.claim(delivery.id, now)  # ... and the process dies here
    assert delivering.sweep(now + dt.timedelta(minutes=9)) == 0
    delivering.sweep(now + dt.timedelta(minutes=11))
    delivering.sweep(now + dt.timedelta(hours=1))
    delivery.refresh_from_db()
    assert [a.outcome for a in delivery.log.all()] == ["unknown", "sent"]
    assert len(channel.sent) == 1


@pytest.mark.django_db
def test_broken_channel_does_not_hold_up_a_sweep(put):
    channel = put(Broken(failures=99))
    for number in range(8):
        told(email=f"warga{number}@contoh.id")
    assert delivering.sweep() == delivering.ENOUGH_FAILURES
    assert channel.failures == 99 - delivering.ENOUGH_FAILURES


@pytest.mark.django_db
def test_unforeseen_error_stays_inside_and_says_nothing_personal(put, caplog):
    put(Broken(failures=1, error=ZeroDivisionError("sari@contoh.id")))
    delivery = told()
    logging.getLogger("sebayu").setLevel(logging.DEBUG)
    with caplog.at_level(logging.DEBUG):
        assert delivering.deliver(delivery.id) == "down"
    assert "ZeroDivisionError" in caplog.text
    assert "sari@" not in caplog.text
    assert delivery.log.get().fault == "ZeroDivisionError"


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_message(put):
    gate = threading.Barrier(4)
    channel, delivery = put(Broken(failures=0)), told()

    def work():
        gate.wait()
        delivering.deliver(delivery.id)
        connection.close()

    threads = [threading.Thread(target=work) for _worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert channel.sent == [str(delivery.id)]


@pytest.mark.django_db
def test_whatsapp_shaped_gateway_receives_cloud_api_text(settings, caplog):
    with whatsapp_shaped() as gateway, caplog.at_level(logging.DEBUG):
        settings.SEBAYU_WHATSAPP_URL = f"http://127.0.0.1:{gateway.server_port}/whatsapp"
        delivery = told(email="", phone="0812-3456-7890")
        assert delivering.deliver(delivery.id) == "sent"
        (path, body), *rest = gateway.inbox
    assert rest == []
    assert path.startswith("/whatsapp/v")
    assert path.endswith("/messages")
    assert body["messaging_product"] == "whatsapp"
    assert body["to"].lstrip("+") == "6281234567890"
    assert "SKU-2026-000017" in body["text"]["body"]
    assert "81234567890" not in caplog.text


@pytest.mark.django_db
def test_whatsapp_that_answers_with_an_error_is_down_not_lost(settings, caplog):
    with whatsapp_shaped() as gateway, caplog.at_level(logging.DEBUG):
        settings.SEBAYU_WHATSAPP_URL = f"http://127.0.0.1:{gateway.server_port}/whatsapp"
        delivery, now = told(email="", phone="081234567890"), timezone.now()
        gateway.status = 500
        assert delivering.deliver(delivery.id, now) == "down"
        gateway.status = 200
        delivering.sweep(now + HOURS[0])
        assert len(gateway.inbox) == 1
    delivery.refresh_from_db()
    assert delivery.state == "sent"
    assert "81234567890" not in caplog.text


@pytest.mark.django_db
def test_demo_uses_the_sandbox_as_its_whatsapp(settings):
    settings.DEMO = True
    with sandbox() as server:
        settings.SEBAYU_SANDBOX_URL = server.url
        httpx.delete(f"{server.url}/whatsapp/_messages")
        delivery, now = told(email="", phone="081234567890"), timezone.now()
        httpx.post(f"{server.url}/_faults", json={"simulator": "whatsapp", "fault": "error_500", "count": 1})
        assert delivering.deliver(delivery.id, now) == "down"
        delivering.sweep(now + HOURS[0])
        delivering.sweep(now + HOURS[0] + HOURS[1])
        (kept,) = httpx.get(f"{server.url}/whatsapp/_messages").json()
    assert "SKU-2026-000017" in kept["text"]["body"]
    settings.DEMO = False
    assert not channels.get("whatsapp").is_active()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "outcome"),
    [("sari@contoh.id", "sent"), ("tiada@contoh.id", "refused"), ("nanti@contoh.id", "down")],
)
def test_mail_server_takes_refuses_or_postpones(settings, email, outcome):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with smtp() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        assert delivering.deliver(told(email=email).id) == outcome
        assert len(server.inbox) == (outcome == "sent")
    assert delivering.deliver(told(email="kedua@contoh.id").id) == "down"  # the server is gone


def test_mail_errors_are_named_by_kind_only():
    refused = smtplib.SMTPRecipientsRefused({"sari@contoh.id": (550, b"tidak ada")})
    assert "sari" in str(refused)  # why the text of the error is never kept


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("081234567890", "6281234567890"),
        ("+62 812-3456-7890", "6281234567890"),
        ("62 812 3456 7890", "6281234567890"),
        ("(0283) 555100", "62283555100"),
        ("12", ""),
        ("", ""),
        ("0812; DROP", ""),
        ("++++", ""),
    ],
)
def test_phone_numbers_become_international_or_nothing(written, meant):
    assert international(written) == meant


def test_health_says_what_is_not_connected(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    settings.SEBAYU_WHATSAPP_URL = ""
    found = channels.health()
    assert any("SEBAYU_SMTP_HOST" in line for line in found)
    assert any("SEBAYU_WHATSAPP_URL" in line for line in found)
    settings.SEBAYU_WHATSAPP_URL = "json://gateway.contoh/kirim"
    assert any("{phone}" in line for line in channels.health())
