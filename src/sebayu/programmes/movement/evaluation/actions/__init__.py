"""Every write of the evaluation."""

from sebayu.programmes.movement.evaluation.actions.answering import (
    answer_request,
    attach,
    hand_over,
    write_words,
)
from sebayu.programmes.movement.evaluation.actions.editions import (
    add_item,
    add_weight_set,
    drop_item,
    load_weight_sets,
    open_edition,
)
from sebayu.programmes.movement.evaluation.actions.judging import (
    ask_for_evidence,
    assign,
    conclude,
    end_assignment,
    may_judge,
    note_interview,
    score,
)

__all__ = [
    "add_item",
    "add_weight_set",
    "answer_request",
    "ask_for_evidence",
    "assign",
    "attach",
    "conclude",
    "drop_item",
    "end_assignment",
    "hand_over",
    "load_weight_sets",
    "may_judge",
    "note_interview",
    "open_edition",
    "score",
    "write_words",
]
