"""Addresses of the plan: officials' pages below /gerakan/, the public ones below /publik/rencana/."""

from django.urls import path

from sebayu.programmes.movement.plan_pages.views import (
    compare,
    editing,
    editions,
    evidence,
    initiative,
    public,
    queue,
    tree,
)

app_name = "movement_plan"
P, ONE = "gerakan/rencana/<uuid:plan_id>/", "gerakan/inisiatif/<uuid:initiative_id>/"
urlpatterns = [
    path("gerakan/rencana/", tree.tree, name="tree"),
    path("gerakan/rencana/rekap/", tree.rolls, name="rolls"),
    path("gerakan/quick-win/", tree.quick_wins, name="quick_wins"),
    path("gerakan/rencana/edisi/", editions.editions, name="editions"),
    path("gerakan/rencana/edisi/baru/", editions.create, name="new_edition"),
    path("gerakan/rencana/banding/", compare.compare, name="compare"),
    path(f"{P}ubah/", editions.change, name="change_edition"),
    path(f"{P}salin/", editions.copy, name="copy_edition"),
    path(f"{P}tetapkan/", editions.adopt, name="adopt"),
    path(f"{P}sasaran/", editions.goals, name="goals"),
    path(f"{P}sasaran/<uuid:goal_id>/hapus/", editions.remove_goal, name="remove_goal"),
    path(f"{P}inisiatif/baru/", editing.create, name="new_initiative"),
    path(ONE, initiative.page, name="initiative"),
    path(f"{ONE}ubah/", editing.change, name="change"),
    path(f"{ONE}hapus/", editing.remove, name="remove"),
    path(f"{ONE}pemilik/", editing.owner, name="owner"),
    path(f"{ONE}tambah/<slug:part>/", editing.add_part, name="add_part"),
    path(f"{ONE}buang/<slug:part>/<uuid:part_id>/", editing.remove_part, name="remove_part"),
    path("gerakan/tonggak/<uuid:milestone_id>/", editing.milestone, name="milestone"),
    path("gerakan/tonggak/<uuid:milestone_id>/bukti/", evidence.add, name="evidence"),
    path("gerakan/bukti/", queue.queue, name="queue"),
    path("gerakan/bukti/<uuid:evidence_id>/periksa/", evidence.check, name="check"),
    path("gerakan/bukti/<uuid:evidence_id>/tarik/", evidence.withdraw, name="withdraw"),
    path("gerakan/bukti/<uuid:evidence_id>/foto/", evidence.photo, name="photo"),
    path("publik/rencana/", public.plan, name="public"),
    path("publik/rencana/<str:code>/", public.initiative, name="public_initiative"),
]
