"""Addresses of this part: officials' pages below /gerakan/, the public one below /publik/."""

from django.urls import path

from sebayu.programmes.movement.structure.views import members, overview, papers, public

app_name = "movement_structure"
urlpatterns = [
    path("gerakan/susunan/", overview.overview, name="overview"),
    path("gerakan/susunan/muat/", overview.load_pack, name="load"),
    path("gerakan/dimensi/", overview.division, name="division"),
    path("gerakan/susunan/anggota/", members.members, name="members"),
    path("gerakan/susunan/anggota/baru/", members.add, name="add_member"),
    path("gerakan/susunan/anggota/<uuid:member_id>/akhiri/", members.end, name="end_member"),
    path("gerakan/susunan/koordinator/", members.coordinator, name="set_coordinator"),
    path("gerakan/susunan/putaran/baru/", papers.edition, name="new_edition"),
    path("gerakan/susunan/perjanjian/baru/", papers.agreement, name="new_agreement"),
    path("gerakan/susunan/keputusan/baru/", papers.decree, name="new_decree"),
    path("gerakan/susunan/perubahan-opd/", papers.office_change, name="office_change"),
    path("publik/penggerak/", public.movers, name="movers"),
]
