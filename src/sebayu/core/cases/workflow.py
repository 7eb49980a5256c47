"""The allowed moves, in one table: where a case may go from where, and by which move."""

from sebayu.core.cases.enums import CaseState, StepKind, Verdict

OPEN, WAITING, ISSUED, REFUSED, CANCELLED = CaseState

MOVES: dict[tuple[str, str], frozenset[str]] = {
    # (state, move) -> states it may lead to
    (OPEN, "consent"): frozenset({OPEN}),
    (OPEN, "attest"): frozenset({OPEN}),
    (OPEN, Verdict.APPROVE): frozenset({OPEN}),
    (OPEN, Verdict.RETURN): frozenset({WAITING, OPEN}),  # to the citizen, or one desk back
    (OPEN, Verdict.REFUSE): frozenset({REFUSED}),
    (OPEN, "record"): frozenset({OPEN}),
    (OPEN, "take"): frozenset({OPEN}),
    (OPEN, "hand_over"): frozenset({OPEN}),
    (OPEN, "sign"): frozenset({ISSUED, OPEN}),
    (OPEN, "cancel"): frozenset({CANCELLED}),
    (WAITING, "answer"): frozenset({OPEN}),
    (WAITING, "cancel"): frozenset({CANCELLED}),
    (WAITING, Verdict.REFUSE): frozenset({REFUSED}),
    (REFUSED, "reopen"): frozenset({OPEN}),
    (CANCELLED, "reopen"): frozenset({OPEN}),
}

# Which verdicts a step of each kind accepts; signing and attesting are moves of their own.
VERDICTS = {
    StepKind.CHECK: frozenset({Verdict.APPROVE, Verdict.RETURN, Verdict.REFUSE}),
    StepKind.INITIAL: frozenset({Verdict.APPROVE, Verdict.RETURN, Verdict.REFUSE}),
    StepKind.SIGN: frozenset({Verdict.RETURN, Verdict.REFUSE}),
    StepKind.COUNTERSIGN: frozenset({Verdict.RETURN, Verdict.REFUSE}),
    StepKind.ATTEST: frozenset(),
    StepKind.CONSENT: frozenset(),
}


def allows(state: str, move: str) -> bool:
    return (state, move) in MOVES
