"""Rows that benchmarks put in without the verbs of the product."""

from datetime import datetime
from typing import Any

from mingbai.disclosures.models import Information
from mingbai.disclosures.states import Stage, Status


def public_record(at: datetime, **given: Any) -> Information:
    """A record, not saved, as it stands when it was published at that moment and read back."""
    moments = ("published_at", "changed_at", "read_back_at", "created_at", "edited_at")
    public = {"stage": Stage.DONE, "status": Status.PUBLISHED, "live": True, "public_number": 1}
    return Information(**{**dict.fromkeys(moments, at), "openness": "proactive", **public, **given})
