"""Who holds running cases, by the titles of their posts."""

from collections.abc import Iterable

from django.utils import timezone

from sebayu.core.cases.enums import CaseState
from sebayu.core.cases.models import Case
from sebayu.core.identity.models import Post


def titles_of(cases: Iterable[Case]) -> dict[str, str]:
    """Titles of the posts that hold these cases, by desk, in one query: "Lurah Mintaragen" says more than a role."""
    seats = {tuple(c.desk.split(":")[:2]) for c in cases if c.state == CaseState.OPEN and c.desk}
    seats = {seat for seat in seats if seat[1] not in {"officer", "rt", "rw"}}
    if not seats:
        return {}
    posts = Post.objects.on(timezone.localdate()).filter(
        office_id__in={office for office, _role in seats}, role__in={role for _office, role in seats}
    )
    return {
        f"{office}:{role}": title for office, role, title in posts.values_list("office_id", "role", "title")
    }
