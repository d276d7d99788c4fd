"""Checking a package: files against the manifest, events against their digests, all against the trail."""

import hashlib
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from django.db import DatabaseError

from mingbai.foi.models import FoiRequest
from mingbai.ledger.models import Event
from mingbai.ledger.rules import FIELDS, digest_of
from mingbai.lib import digests
from mingbai.lib.text import storable
from mingbai.remedies.exports.package import CONTENTS, EVENTS, FORMAT, INDEX, MANIFEST
from mingbai.remedies.rules.naming import is_safe

CONFIRMED, UNKNOWN, UNAVAILABLE = "confirmed", "unknown", "unavailable"
MOST_BYTES = 20 * 1024**3  # unpacked; a package holds at most some hundred files of 10 MB
MOST_TEXT = 64 * 1024**2  # of the manifest and the two JSON files, which are read whole
CHUNK = 1024**2
HEX = re.compile(r"[0-9a-f]{64}")
BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError, RuntimeError)


@dataclass(frozen=True)
class Problem:
    """`rule` for programs, `file` within the package or "", `text` for people."""

    rule: str
    file: str
    text: str


@dataclass
class Report:
    """`trail`: confirmed by this installation's trail; unknown to it though it has the request; or
    unavailable, because this installation does not hold the request. Then only the package itself is sound.
    """

    digest: str
    problems: list[Problem] = field(default_factory=list)
    trail: str = UNAVAILABLE
    about: dict[str, Any] = field(default_factory=dict)
    files: int = 0
    events: int = 0

    @property
    def ok(self) -> bool:
        return not self.problems

    def wrong(self, rule: str, file: str, text: str) -> None:
        self.problems.append(Problem(rule, file, text))

    def as_json(self) -> dict[str, Any]:
        kept = ("request", "organisation", "organisation_name", "made_at", "made_by", "with_identity")
        return {
            "ok": self.ok,
            "digest": self.digest,
            **{name: self.about.get(name) for name in kept},
            "files": self.files,
            "events": self.events,
            "trail": self.trail,
            "problems": [{"rule": one.rule, "file": one.file, "text": one.text} for one in self.problems],
        }


def verify(data: bytes) -> Report:
    """What is wrong with a package. Where the trail is at hand, any change of a byte is told."""
    report = Report(digests.of_bytes(data))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check(archive, data, report)
    except BROKEN:
        report.wrong("broken", "", "这不是完好的 zip 文件，打不开。")
    return report


def _check(archive: zipfile.ZipFile, data: bytes, report: Report) -> None:
    members = archive.infolist()
    if not _outside(archive, data, members, report):
        return
    found = {one.filename: _digest(archive, one, report) for one in members if one.filename != MANIFEST}
    report.files = len(members)
    listed = _manifest(archive, report)
    _compare(found, listed, report)
    _read_about(archive, found, report)
    events = _events(archive, report)
    report.events = len(events)
    manifest = digests.of_bytes(_text(archive, MANIFEST)) if MANIFEST in archive.namelist() else ""
    _compare_trail(report, manifest, events)


def _outside(archive: zipfile.ZipFile, data: bytes, members: list[zipfile.ZipInfo], report: Report) -> bool:
    """Whether the members may be opened at all; names, sizes, and what lies around them."""
    names = Counter(one.filename for one in members)
    for name, times in names.items():
        if times > 1:
            report.wrong("duplicate", name, "同一个文件名出现了几次。")
        if not is_safe(name):
            report.wrong("unsafe_name", name, "文件名会跑出解压的文件夹，不要解压。")
    for one in members:
        if one.flag_bits & 0x1:
            report.wrong("encrypted", one.filename, "文件加了密码，不是系统导出的样子。")
    if archive.comment or archive.start_dir and not data.startswith(b"PK\x03\x04"):
        report.wrong("appended", "", "zip 文件前后附了别的内容。")
    if sum(one.file_size for one in members) > MOST_BYTES:
        report.wrong("too_large", "", "解开以后太大，没有核对。")
    blocking = {"unsafe_name", "encrypted", "too_large", "duplicate"}
    return not any(one.rule in blocking for one in report.problems)


def _digest(archive: zipfile.ZipFile, member: zipfile.ZipInfo, report: Report) -> str:
    """The digest of a member; "" when it cannot be read, which is told."""
    total = hashlib.sha256()
    try:
        with archive.open(member) as stream:
            for chunk in _chunks(stream.read):
                total.update(chunk)
    except BROKEN:
        report.wrong("unreadable", member.filename, "文件损坏，读不出来。")
        return ""
    return total.hexdigest()


def _chunks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while chunk := read(CHUNK):
        yield chunk


def _text(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        data = stream.read(MOST_TEXT + 1)
    if len(data) > MOST_TEXT:
        raise ValueError("too long")
    return data


def _manifest(archive: zipfile.ZipFile, report: Report) -> dict[str, str]:
    if MANIFEST not in archive.namelist():
        report.wrong("no_manifest", MANIFEST, "没有摘要清单，不能核对。")
        return {}
    listed: dict[str, str] = {}
    try:
        lines = _text(archive, MANIFEST).decode().splitlines()
    except BROKEN:
        report.wrong("unreadable", MANIFEST, "摘要清单读不出来。")
        return {}
    for line in lines:
        digest, space, path = line.partition("  ")
        if not space or len(digest) != 64 or path in listed:
            report.wrong("manifest", MANIFEST, f"摘要清单里有看不懂或者重复的一行：{line[:100]}")
        else:
            listed[path] = digest
    return listed


def _compare(found: dict[str, str], listed: dict[str, str], report: Report) -> None:
    for path in sorted(listed.keys() - found.keys()):
        report.wrong("missing", path, "清单里有，包里没有：文件被删去了。")
    for path in sorted(found.keys() - listed.keys()):
        report.wrong("added", path, "清单里没有，包里有：文件是后来加进去的。")
    for path in sorted(found.keys() & listed.keys()):
        if found[path] and found[path] != listed[path]:
            report.wrong("changed", path, "内容和清单里的摘要不符：文件被改动过。")


def _read_about(archive: zipfile.ZipFile, found: dict[str, str], report: Report) -> None:
    """What the package says about itself, and whether its list of papers fits what lies in it."""
    try:
        about = json.loads(_text(archive, CONTENTS))
        papers = {one["path"]: one["digest"] for one in about["documents"] if one["path"]}
        if about["format"] != FORMAT:
            raise ValueError(about["format"])
    except (*BROKEN, KeyError, TypeError):
        report.wrong("not_a_file", CONTENTS, "这个 zip 不是系统导出的整卷，或者卷内说明被改坏了。")
        return
    report.about = about
    for path, digest in papers.items():
        if found.get(path, "") != digest:
            report.wrong("contents", path, "卷内目录里的摘要和文件不符，或者文件不在了。")
    if INDEX not in found:
        report.wrong("missing", INDEX, "没有目录页。")


def _events(archive: zipfile.ZipFile, report: Report) -> list[dict[str, Any]]:
    """The events of the package, each computed again."""
    try:
        events = json.loads(_text(archive, EVENTS))
        wrong = [one for one in events if _digest_of(one) != one["digest"]]
        order = [one["sequence"] for one in events]
    except (*BROKEN, KeyError, TypeError, OverflowError):
        report.wrong("unreadable", EVENTS, "操作记录读不出来。")
        return []
    for one in wrong:
        report.wrong("event", EVENTS, f"第 {one['sequence']} 号事件的内容和它的摘要不符。")
    if order != sorted(set(order)):
        report.wrong("event", EVENTS, "操作记录的次序不对或者有重复。")
    if report.about and len(events) != report.about.get("events"):
        report.wrong(
            "event", EVENTS, f"操作记录应有 {report.about.get('events')} 件，现有 {len(events)} 件。"
        )
    return list(events)


def _digest_of(event: dict[str, Any]) -> str:
    values = {name: event[name] for name in FIELDS}
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=event["at"])
    return digest_of(SimpleNamespace(**values, at=at))


def _compare_trail(report: Report, manifest: str, events: list[dict[str, Any]]) -> None:
    """Against the trail of this installation, which nobody who alters a package can reach."""
    number, code = report.about.get("request"), report.about.get("organisation")
    try:
        rows = FoiRequest.objects.filter(number=storable(str(number)), organisation__code=storable(str(code)))
        request = rows.first()
        if request is None:
            return
        exports = Event.objects.filter(
            verb="foi.export", subject_type=FoiRequest._meta.label_lower, subject_id=str(request.pk)
        )
        known = {one.after: one.detail.get("manifest") for one in exports}
        named = [str(one["digest"]) for one in events if HEX.fullmatch(str(one["digest"]))]
        kept = set(Event.objects.filter(digest__in=named).values_list("digest", flat=True))
    except DatabaseError:
        return
    if report.digest in known:
        report.trail = CONFIRMED
    elif manifest and manifest in known.values():
        report.wrong(
            "repacked", "", "文件和清单都没有变，但 zip 本身不是导出的那一个：重新打过包或者附了内容。"
        )
        report.trail = UNKNOWN
    else:
        report.wrong("not_in_trail", "", "操作记录里没有导出过这样一个包：清单是后来做的。")
        report.trail = UNKNOWN
    for one in events:
        if one["digest"] not in kept:
            report.wrong("event", EVENTS, f"第 {one['sequence']} 号事件和系统里的操作记录不一致。")
