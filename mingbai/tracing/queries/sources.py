"""The log and the records as the database has them."""

from collections.abc import Iterator
from itertools import groupby

from mingbai.disclosures.models import Audience, Openness, Version
from mingbai.disclosures.queries import with_page
from mingbai.disclosures.rules import digest_of
from mingbai.disclosures.states import Status
from mingbai.lib import merkle
from mingbai.tracing.rules.comparing import Finding, Shown
from mingbai.transparency import queries


class Database:
    """What `mingbai verify` checks when no copy is named."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.signed = queries.size()
        self.keys = queries.public_keys()

    def notes(self) -> list[str]:
        return [one.note for one in reversed(queries.checkpoints())]

    def entries(self) -> Iterator[str]:
        expected = 0
        for leaf in queries.leaves():
            if leaf.number != expected:
                self.findings.append(Finding("", f"日志缺少第 {expected + 1} 条，被删去了。"))
                expected = leaf.number
            if merkle.leaf_hash(leaf.data.encode()) != bytes(leaf.hash):
                self.findings.append(Finding(leaf.subject, f"日志第 {leaf.number + 1} 条的内容被改动过。"))
            expected += 1
            yield leaf.data
        if expected < self.signed:
            self.findings.append(Finding("", f"日志应有 {self.signed} 条，现在只有 {expected} 条。"))

    def records(self) -> Iterator[tuple[str, Shown]]:
        """Every record that has a page, with all of its public versions recomputed."""
        rows = with_page().values_list("pk", "index_number", "status", "public_digest", "published_at")
        known = {pk: values for pk, *values in rows.iterator(chunk_size=5_000)}
        texts = Version.objects.filter(
            content__audience=Audience.PUBLIC, content__openness=Openness.PROACTIVE
        ).order_by("information", "number")
        for pk, versions in groupby(texts.iterator(chunk_size=500), key=lambda one: one.information_id):
            if pk in known:
                yield _shown(known.pop(pk), list(versions))
        for values in known.values():
            yield _shown(values, [])


def _shown(values: list, versions: list[Version]) -> tuple[str, Shown]:
    index, status, digest, published = values
    broken = next((one.number for one in versions if digest_of(one.content) != one.digest), 0)
    return index, Shown(
        public=status == Status.PUBLISHED,
        digest=digest,
        published=published,
        versions={one.number: one.digest for one in versions},
        all_versions=True,
        problem=f"第 {broken} 版的内容被改动过。" if broken else "",
    )
