"""What a region may set for its plan, in `settings` of its pack: after how many days evidence begins to fade, and when it is gone."""

from dataclasses import dataclass

from sebayu.core.areas import region

FRESH_DAYS, GONE_DAYS = 730, 1095


@dataclass(frozen=True, slots=True)
class Fading:
    fresh_days: int = FRESH_DAYS
    gone_days: int = GONE_DAYS


def fading() -> Fading:
    """`evidence_fades: {fresh_days: 730, gone_days: 1095}`; two and three years where the pack says nothing."""
    given = region.pack().settings.get("evidence_fades") or {}
    fresh = int(given.get("fresh_days", FRESH_DAYS))
    return Fading(fresh, max(fresh + 1, int(given.get("gone_days", GONE_DAYS))))
