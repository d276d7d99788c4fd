"""What is done in inspection and evaluation, one function per verb: keyword-only, `by` whom, one event."""

from mingbai.evaluation.actions.channels import look_for_missing_channels, settle_with
from mingbai.evaluation.actions.circulars import draft_circular, edit_circular, hand_over_circular
from mingbai.evaluation.actions.findings import (
    add_finding,
    answer_finding,
    decide_objection,
    drop_finding,
    notify_findings,
    object_to_finding,
    recheck_finding,
)
from mingbai.evaluation.actions.inspecting import check_item, close_inspection, draw_inspection
from mingbai.evaluation.actions.rounds import (
    close_self_scoring,
    compute_round,
    decide_line_objection,
    freeze_round,
    object_to_line,
    open_round,
    publish_round,
    review_round,
)
from mingbai.evaluation.actions.schemes import (
    add_indicator,
    create_scheme,
    edit_indicator,
    end_indicator,
    retire_scheme,
    use_scheme,
)
from mingbai.evaluation.actions.scoring import exclude_indicator, score_line, self_score, submit_self_scores
from mingbai.evaluation.actions.selfchecks import (
    answer_selfcheck,
    receive_selfcheck,
    refresh_selfcheck,
    return_selfcheck,
    start_selfcheck,
    submit_selfcheck,
)
from mingbai.evaluation.actions.settings import set_parameters

__all__ = [
    "add_finding",
    "add_indicator",
    "answer_finding",
    "answer_selfcheck",
    "check_item",
    "close_inspection",
    "close_self_scoring",
    "compute_round",
    "create_scheme",
    "decide_line_objection",
    "decide_objection",
    "draft_circular",
    "draw_inspection",
    "drop_finding",
    "edit_circular",
    "edit_indicator",
    "end_indicator",
    "exclude_indicator",
    "freeze_round",
    "hand_over_circular",
    "look_for_missing_channels",
    "notify_findings",
    "object_to_finding",
    "object_to_line",
    "open_round",
    "publish_round",
    "receive_selfcheck",
    "recheck_finding",
    "refresh_selfcheck",
    "retire_scheme",
    "return_selfcheck",
    "review_round",
    "score_line",
    "self_score",
    "set_parameters",
    "settle_with",
    "start_selfcheck",
    "submit_selfcheck",
    "submit_self_scores",
    "use_scheme",
]
