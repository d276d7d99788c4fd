"""Holding a log and its records against a checkpoint that somebody kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from mingbai.lib import merkle, signed_note
from mingbai.tracing.rules.comparing import Finding, Shown, Walked, problem_of, suspects, walk


class Source(Protocol):
    """Where a log and its records are read from; it adds to `findings` what it sees while they are read."""

    signed: int
    keys: list[signed_note.Key]
    findings: list[Finding]

    def notes(self) -> list[str]: ...
    def entries(self) -> Iterator[str]: ...
    def records(self) -> Iterator[tuple[str, Shown]]: ...


@dataclass
class Verified:
    """How many leaves and records were looked at, and what does not fit."""

    leaves: int = 0
    records: int = 0
    late: int = 0
    findings: list[Finding] = field(default_factory=list)


class BadCheckpoint(Exception):
    """The file is no checkpoint of this log; the message says why, in Chinese."""


def checkpoint_in(text: str, keys: Sequence[signed_note.Key]) -> signed_note.Checkpoint:
    """The checkpoint of a note, if one of the keys signed it."""
    try:
        note = signed_note.parse(text)
        found = signed_note.parse_checkpoint(note.text)
    except signed_note.Malformed as problem:
        raise BadCheckpoint("这个文件不是存证单，或者抄漏了。") from problem
    if not any(note.is_signed_by(key) for key in keys):
        raise BadCheckpoint("存证单的签名和公钥对不上：不是这个日志签的，或者被改动过。")
    return found


def verify_log(
    source: Source, given: signed_note.Checkpoint | None = None, proof: Sequence[bytes] = ()
) -> Verified:
    """Recompute all leaves; compare with every checkpoint at hand and `given`; then every record."""
    checkpoints = list(_signed(source))
    if given is not None:
        checkpoints.append(given)
    walked = walk(source.entries(), {one.size for one in checkpoints}, source.signed)
    done = Verified(leaves=walked.size, findings=[*source.findings, *walked.findings])
    done.late = sum(bool(one.get("backfilled")) for all_ in walked.histories.values() for _, one in all_)
    if (broken := _first_broken(walked, checkpoints)) is not None:
        done.findings += broken
    if given is not None and given.size > walked.size:
        done.findings += _shorter(walked, given, proof)
    _records(source, walked, done)
    return done


def _signed(source: Source) -> Iterator[signed_note.Checkpoint]:
    for text in source.notes():
        try:
            yield checkpoint_in(text, source.keys)
        except BadCheckpoint as problem:
            source.findings.append(Finding("", f"保存的存证单有问题：{problem}"))


def _first_broken(walked: Walked, checkpoints: Sequence[signed_note.Checkpoint]) -> list[Finding] | None:
    """The earliest checkpoint that the leaves do not lead to, with the records it may be about."""
    good = 0
    for one in sorted(checkpoints, key=lambda one: one.size):
        if one.size > walked.size or not one.size:
            continue
        if walked.roots.get(one.size) == one.root:
            good = one.size
            continue
        between = (
            f"日志第 {good + 1} 条到第 {one.size} 条之间有改动，和签过名的存证单（{one.size} 条）对不上。"
        )
        named = [Finding(name, "在被改动的这一段日志里。") for name in suspects(walked, good, one.size)]
        return [Finding("", between), *named]
    return None


def _shorter(walked: Walked, given: signed_note.Checkpoint, proof: Sequence[bytes]) -> list[Finding]:
    root = walked.roots.get(walked.size, merkle.empty_root())
    if proof and merkle.is_consistent(walked.size, given.size, root, given.root, proof):
        return []
    if proof:
        return [Finding("", "一致性证明不成立：存证单不是从这里的日志往后添出来的。")]
    missing = given.size - walked.size
    address = f"/log/consistency/{walked.size}-{given.size}.json"
    words = f"这里的日志只有 {walked.size} 条，比存证单少 {missing} 条：日志末尾被截掉，或者副本比存证单旧。"
    return [Finding("", f"{words}副本旧的，请加 --proof，文件从 {address} 取。")]


def _records(source: Source, walked: Walked, done: Verified) -> None:
    left = dict(walked.histories)
    left.pop("", None)
    before = len(source.findings)
    for record, shown in source.records():
        done.records += 1
        if problem := problem_of(left.pop(record, []), shown):
            done.findings.append(Finding(record, problem))
    for record, history in left.items():
        if problem := problem_of(history, None):
            done.findings.append(Finding(record, problem))
    done.findings += source.findings[before:]
