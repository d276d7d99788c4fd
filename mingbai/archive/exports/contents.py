"""The files of one record in a package: text, attachments, metadata, trail, proofs."""

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any, NamedTuple

import pypdfium2
from django.core.files.base import File
from django.forms.models import model_to_dict

from mingbai.archive.exports.metadata import dublin_core, metadata_of
from mingbai.archive.followers import proofs_stay_out
from mingbai.archive.rules import Kind
from mingbai.channels.models import Proof
from mingbai.channels.queries import outings_of
from mingbai.channels.states import Channel
from mingbai.disclosures.models import AttachmentState, Information
from mingbai.disclosures.queries import files_of
from mingbai.ledger.models import Event
from mingbai.lib import digests
from mingbai.lib.clock import CHINA
from mingbai.lib.text import file_name
from mingbai.printing.exports import official_pdf
from mingbai.transparency.queries import inclusion_proof, latest_checkpoint, leaves_of

CHUNK = 256 * 1024


class Content(NamedTuple):
    """One file: its name within the record's folder, what it is called in lists, pages if it has any."""

    path: str
    label: str
    blocks: Iterable[bytes]
    pages: int = 0


def contents(information: Information, kind: Kind, left_out: str) -> Iterator[Content]:
    """Everything of a record that goes into a package, in steady order."""
    metadata = metadata_of(information, kind, left_out)
    yield Content("metadata.json", "", [_json(metadata)])
    yield Content("metadata.xml", "", [dublin_core(metadata)])
    yield Content("events.jsonl", "", (_line(_event(one)) for one in events_of(information)))
    if left_out:
        return
    made = official_pdf(information)
    yield Content("document.pdf", "正文（公文版式）", [made], len(pypdfium2.PdfDocument(made)))
    yield Content("channels.json", "", [_json([_outing(one) for one in outings_of(information)])])
    for number, file in enumerate(_public(information), 1):
        name = file_name(file.public_name or file.name, 100)
        yield Content(f"attachments/{number:02d}-{name}", f"附件：{name}", _blocks(file.cleaned))
    if proofs_stay_out(information):
        return
    for proof in proofs_of(information).exclude(file=""):
        ending = proof.name.rpartition(".")[2].lower()
        ending = ending if ending.isascii() and ending.isalnum() and len(ending) < 6 else "bin"
        label = f"佐证：{proof.posting.where}{proof.get_of_display()}{proof.get_kind_display()}"
        yield Content(f"proofs/{proof.pk}.{ending}", label, _blocks(proof.file))


def state_of(information: Information, kind: Kind, left_out: str) -> str:
    """A digest of all that `contents` depends on: the same state gives the same files."""
    events = events_of(information)
    return digests.of_value(
        [
            information.public_digest, information.status, metadata_of(information, kind, left_out), left_out,
            [one.digest for one in events], [one.digest or one.pk for one in proofs_of(information)],
            [_outing(one) for one in outings_of(information)], proofs_stay_out(information),
        ]
    )  # fmt: skip


def proofs_of(information: Information) -> Any:
    rows = Proof.objects.filter(posting__information=information).select_related("posting__place")
    return rows.order_by("pk")


def events_of(information: Information) -> list[Event]:
    """What the trail says of the record, and of its postings."""
    postings = [str(pk) for pk in information.postings.values_list("pk", flat=True)]
    own = Event.objects.filter(subject_type="disclosures.information", subject_id=str(information.pk))
    hung = Event.objects.filter(subject_type="channels.posting", subject_id__in=postings)
    return list((own | hung).order_by("sequence"))


def _public(information: Information) -> list[Any]:
    return [one for one in files_of(information) if one.state == AttachmentState.CLEAN and one.cleaned]


def _event(event: Event) -> dict[str, Any]:
    return {**model_to_dict(event, exclude=["id"]), "at": event.at.isoformat()}


def _outing(one: Any) -> dict[str, Any]:
    return {
        "channel": Channel(one.channel).label,
        "where": one.where,
        "version": one.version_number,
        "digest": one.digest,
        "from": one.from_at.astimezone(CHINA).isoformat(timespec="seconds"),
        "to": one.to_at.astimezone(CHINA).isoformat(timespec="seconds") if one.to_at else "",
        "by": one.by,
        "proof": one.proof_words,
        "proofs": list(one.proof_digests),
        "note": one.note,
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _line(value: Any) -> bytes:
    return f"{digests.canonical(value)}\n".encode()


def _blocks(file: File) -> Iterator[bytes]:
    stream: IO[bytes]
    with file.open("rb") as stream:
        while block := stream.read(CHUNK):
            yield block


def log_of(index_numbers: Iterable[str]) -> Iterator[Content]:
    """The newest signed state of the transparency log, and that each record's leaves are in it."""
    checkpoint = latest_checkpoint()
    if checkpoint is None:
        return
    yield Content("log/checkpoint.txt", "", [checkpoint.note.encode()])
    yield Content("log/inclusion.jsonl", "", (_inclusion(one, checkpoint) for one in index_numbers))


def _inclusion(index_number: str, checkpoint: Any) -> bytes:
    leaves = [one for one in leaves_of(index_number) if one.number < checkpoint.size]
    told = [
        {
            "number": one.number,
            "data": one.data,
            "path": [step.hex() for step in inclusion_proof(one.number, checkpoint).path],
        }
        for one in leaves
    ]
    return _line({"index": index_number, "size": checkpoint.size, "root": checkpoint.root, "leaves": told})
