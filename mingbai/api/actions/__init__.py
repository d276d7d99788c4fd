"""Tokens, drafts that business systems send, and the files for bulk download."""

from mingbai.api.actions.pushing import TooLate, digest_of, issue, push, revoke

__all__ = ["TooLate", "digest_of", "issue", "push", "revoke"]
