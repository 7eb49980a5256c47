"""Signing a batch while the signer watches: a page that grows by one line per letter, with or without a script.

The secret lives as long as the request, in this process, and nowhere else. When the connection breaks, the signing stops between
two letters; what was done is done, and the page of results says which is which.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence

from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control

from sebayu.core.cases import actions
from sebayu.core.cases.models import Case
from sebayu.core.ledger import Actor
from sebayu.web.desk.frame import show
from sebayu.web.desk.present import signing as present

log = logging.getLogger(__name__)
CUT = "<!-- di sini -->"


def response(
    request: HttpRequest, actor: Actor, cases: Sequence[Case], secret: Mapping[str, str]
) -> StreamingHttpResponse:
    """The page up to the list, a line for each letter as it is done, and the end of the page."""
    before, _cut, after = show(request, "desk/signing.html", {"cases": cases}).content.decode().partition(CUT)
    answer = StreamingHttpResponse(_lines(actor, cases, secret, before, after))
    patch_cache_control(answer, private=True, no_store=True)
    answer["X-Accel-Buffering"] = "no"  # a proxy that collects the page would show nothing until the end
    return answer


def _lines(
    actor: Actor, cases: Sequence[Case], secret: Mapping[str, str], before: str, after: str
) -> Iterator[str]:
    yield before
    known = {case.id: case for case in cases}
    done = actions.sign_each(by=actor, case_ids=list(known), **secret)
    try:
        for place, result in enumerate(done, 1):
            row = present.line(result, known[result.case_id])
            yield render_to_string("desk/parts/signed.html", {"r": row, "place": place, "total": len(cases)})
    except Exception as broken:  # no page of errors can follow half a page; the kind is logged, values never
        log.error("batch of letters broke: %s", type(broken).__name__)
        yield render_to_string("desk/parts/signed.html", {"r": present.BROKEN})
    yield after
