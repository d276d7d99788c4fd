"""Filling the log up after an upgrade; witnesses and what they confirm."""

from mingbai.tracing.actions.backfilling import backfill
from mingbai.tracing.actions.witnesses import add_witness, end_witness, enter_receipt, mail_due

__all__ = ["add_witness", "backfill", "end_witness", "enter_receipt", "mail_due"]
