"""What verifying answers, as JSON."""

from typing import Any

from ninja import Schema
from pydantic import Field

from mingbai.api.exports.details import VersionOut, version_json
from mingbai.api.exports.records import ATTACHMENTS, RECORDS
from mingbai.api.queries.verifying import Answer, Result


class VerdictOut(Schema):
    """`record` is null where nothing may be said of it."""

    result: str = Field(
        title="结果代码", description="；".join(f"{value} {label}" for value, label in Result.choices)
    )
    message: str = Field(title="结果")
    published: bool = Field(title="本站公开过")
    unchanged: bool | None = Field(title="没有改动", description="没有给出摘要的是 null")
    record: RECORDS.schema | None = Field(title="是哪一条")  # type: ignore[name-defined]  # made at run time
    version: VersionOut | None = Field(title="是哪一版")
    file: ATTACHMENTS.schema | None = Field(title="是哪个附件")  # type: ignore[name-defined]  # made at run time


_PUBLISHED = {Result.PUBLISHED, Result.CURRENT, Result.EARLIER, Result.WITHDRAWN, Result.REMOVED}
_UNCHANGED = {Result.CURRENT: True, Result.EARLIER: False, Result.DIFFERENT: False, Result.BROKEN: False}


def verdict_json(answer: Answer) -> dict[str, Any]:
    record, version = answer.record, answer.version
    return {
        "result": answer.result.value,
        "message": answer.result.label,
        "published": answer.result in _PUBLISHED,
        "unchanged": _UNCHANGED.get(answer.result),
        "record": RECORDS.as_json(record) if record else None,
        "version": version_json(record, version) if record and version else None,
        "file": ATTACHMENTS.as_json(answer.file) if answer.file else None,
    }
