"""What a duty is called for a reader. Which office holds it is dated data of the region; a duty unknown here is shown by its key."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TITLES = {
    "population_register": _("data kependudukan"),
    "welfare_register": _("data kesejahteraan"),
    "business_register": _("data usaha"),
    "land_tax_register": _("data pajak bumi dan bangunan"),
    "school_register": _("data sekolah"),
    "systems": _("sistem dan aplikasi"),
    "internal_audit": _("pengawasan intern"),
    "street_lights": _("penerangan jalan"),
    "hazardous_waste": _("limbah berbahaya"),
    "job_services": _("layanan kerja"),
    "schooling": _("pendidikan"),
    "tourism": _("pariwisata"),
    "service_hall": _("mal pelayanan publik"),
}


def title(duty: str) -> str:
    return str(TITLES.get(duty) or duty.replace("_", " "))
