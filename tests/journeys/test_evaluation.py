"""An assessor scores last year again and reads it under other weights; a citizen judges a letter on an old phone."""

import datetime as dt
import re
from collections.abc import Callable

from tests.journeys.person import DESK, PHONE, Person

Enter = Callable[..., Person]
LAST_YEAR = dt.date.today().year - 1


def test_assessor_scores_last_year_again_and_sees_both_weight_sets(person: Enter) -> None:
    bagas = person("Dr. Bagas", size=DESK)
    bagas.open("/gerakan/evaluasi/").press(f"Evaluasi {LAST_YEAR} (contoh)", role="link")
    bagas.press(re.compile("^C1"), role="link")
    bagas.tab.get_by_label("Nilai, 0 sampai 100").fill("101")
    bagas.tab.get_by_label("Bukti yang dilihat dan alasannya").fill(
        "Laporan tonggak yang baru diperlihatkan (contoh)."
    )
    bagas.press("Simpan versi baru")
    bagas.reads("Nilai harus 0 sampai 100")
    assert "tonggak" in bagas.tab.get_by_label("Bukti yang dilihat dan alasannya").input_value()
    bagas.tab.get_by_label("Nilai, 0 sampai 100").fill("97,5")
    bagas.press("Simpan versi baru")
    bagas.reads("97,50", "Versi 2", "versi 1", "Bobot 10/20/30/30/10", "Bobot Jambi 2022")
    bagas.open("/gerakan/evaluasi/banding/")
    bagas.reads("97,50", "bobot evaluasi ini")
    ranges = re.findall(r"\d+,\d\d – \d+,\d\d", bagas.tab.inner_text("main"))
    assert ranges, "weights nobody published give a range"
    bagas.forgive("422")  # the score of 101


def test_citizen_judges_with_nine_taps_on_a_phone_without_script(person: Enter) -> None:
    phone = person(size=PHONE, script=False)
    phone.open("/kotak-keluar/")
    for link in dict.fromkeys(re.findall(r"/survei/[\w-]+/", phone.tab.content())):
        phone.open(link)
        if phone.tab.locator("form.survey").count():
            break
    boxes = phone.tab.locator("fieldset.q")
    assert boxes.count() == 9
    for n in range(8):
        boxes.nth(n).locator("label").last.click()
    phone.press("Kirim nilai")
    phone.forgive("422")
    phone.reads("Bagaimana layanan kami?", "Masih ada yang belum dijawab")
    assert phone.tab.locator("input:checked").count() == 8
    phone.tab.locator("fieldset.q").nth(8).locator("label").last.click()
    phone.press("Kirim nilai")
    phone.reads("Terima kasih")
    phone.open(link)
    phone.reads("sudah diisi")
