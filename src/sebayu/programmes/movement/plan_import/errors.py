"""What the import refuses, and what to do now."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.plan.errors import PlanError


class BadFile(PlanError):
    code = "bad_file"
    sentence = _("%(why)s")


class RowsWrong(PlanError):
    code = "rows_wrong"
    sentence = _(
        "%(count)d baris salah; tidak ada yang ditulis. Perbaiki berkasnya, atau setujui untuk melewati baris yang salah."
    )
