"""Who may do what with a record, and with what is kept beside it."""

from mingbai.disclosures.policies.records import (
    ACTION_OF_VERB,
    WORKING,
    held_by_another,
    may_answer_finding,
    may_comment,
    may_create,
    may_decide,
    may_do,
    may_manage_life,
    may_publish_urgently,
    may_read,
    may_read_internal,
    may_read_original,
    not_now,
    wrote,
)

__all__ = [
    "ACTION_OF_VERB",
    "WORKING",
    "held_by_another",
    "may_answer_finding",
    "may_comment",
    "may_create",
    "may_decide",
    "may_do",
    "may_manage_life",
    "may_publish_urgently",
    "may_read",
    "may_read_internal",
    "may_read_original",
    "not_now",
    "wrote",
]
