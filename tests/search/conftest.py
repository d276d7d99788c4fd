from datetime import date

import pytest

from mingbai.search.entries import PUBLIC, Entry


def entry(record_id=1, title="关于低保的通知", text="申请最低生活保障的家庭。", **changes) -> Entry:
    values = dict(
        book=PUBLIC,
        record_id=record_id,
        index_number=f"MB-2024-{record_id:05}",
        title=title,
        document_number="",
        text=text,
        organisation_path="",
        organisation_id=1,
        organisation_name="明白县人民政府",
        field="社会救助",
        theme="民政",
        genre="通知",
        openness="主动公开",
        validity="有效",
        state="published",
        day=date(2024, 5, 1),
        url=f"/records/{record_id}/",
    )
    return Entry(**{**values, **changes})


@pytest.fixture
def make_entry():
    return entry
