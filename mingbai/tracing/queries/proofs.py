"""What proves a record: its leaves, their way to the root, and the signed root."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from mingbai.disclosures.models import Information
from mingbai.disclosures.states import Status
from mingbai.lib import digests
from mingbai.tracing.rules.wording import OF_TEXT, Line, line_of
from mingbai.transparency import queries
from mingbai.transparency.models import Checkpoint, Leaf


@dataclass(frozen=True)
class Proven:
    """`waiting` are lines that no checkpoint has yet. `data` is what the browser checks."""

    lines: list[Line]
    waiting: list[Line]
    checkpoint: Checkpoint | None
    data: dict[str, Any]

    @property
    def first(self) -> Line | None:
        return next(iter([*self.lines, *self.waiting]), None)


def proven(record: Information) -> Proven:
    """The leaves of a record under the first checkpoint that has them all, or as many as any has.

    So the page stays as it is until the record changes.
    """
    leaves = queries.leaves_of(record.index_number)
    last = queries.latest_checkpoint()
    signed = [one for one in leaves if last is not None and one.number < last.size]
    checkpoint = queries.checkpoint_over(signed[-1].number) if signed else None
    data = _data(record, signed, checkpoint) if checkpoint is not None else {}
    return Proven(
        [line_of(one.number, json.loads(one.data)) for one in signed],
        [line_of(one.number, json.loads(one.data)) for one in leaves[len(signed) :]],
        checkpoint,
        data,
    )


def _data(record: Information, leaves: list[Leaf], checkpoint: Checkpoint) -> dict[str, Any]:
    content, digest = _content(record, leaves)
    return {
        "note": checkpoint.note,
        "keys": [_key(str(one)) for one in queries.public_keys()],
        "leaves": [_leaf(one, checkpoint) for one in leaves],
        "content": content,
        "digest": digest,
    }


def _key(written: str) -> dict[str, str]:
    name, hash_, encoded = written.split("+", 2)
    return {"name": name, "hash": hash_, "public": base64.b64encode(base64.b64decode(encoded)[1:]).decode()}


def _leaf(leaf: Leaf, checkpoint: Checkpoint) -> dict[str, Any]:
    path = queries.inclusion_proof(leaf.number, checkpoint).path
    return {"number": leaf.number, "data": leaf.data, "path": [one.hex() for one in path]}


def _content(record: Information, leaves: list[Leaf]) -> tuple[str, str]:
    """The public text exactly as its digest is made of it, and the digest that the log has; "" when gone."""
    of_text = [json.loads(one.data) for one in leaves if one.kind in OF_TEXT]
    if record.status != Status.PUBLISHED or not of_text:
        return "", ""
    version = record.versions.filter(number=of_text[-1].get("version")).first()
    if version is None or version.concealed or version.digest != record.public_digest:
        return "", ""
    return digests.canonical(version.content), str(of_text[-1]["digest"])
