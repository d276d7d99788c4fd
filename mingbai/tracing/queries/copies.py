"""The log and the records as a copy of the site in a folder has them; no database is asked."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import html

from mingbai.lib import digests, merkle, signed_note
from mingbai.lib.clock import CHINA
from mingbai.mirror import manifest
from mingbai.tracing.queries.addresses import entries_address
from mingbai.tracing.rules.comparing import Finding, Shown
from mingbai.transparency.rules import unbundle

_FOOT = re.compile(r"索引号 (\S+?)，(\d{4}-\d\d-\d\d) 公开")
_DIGEST = re.compile(r"[0-9a-f]{64}")


class NoLog(Exception):
    """The folder is no copy that can be checked; the message says why, in Chinese."""


class Copy:
    """A folder that `mingbai mirror` filled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.findings: list[Finding] = []
        try:
            self.note = (folder / "log/checkpoint").read_text("utf-8")
            self.signed = signed_note.parse_checkpoint(signed_note.parse(self.note).text).size
            written = (folder / "log/key").read_text("utf-8").splitlines()
            self.keys = [signed_note.parse_key(one) for one in written if one]
        except (OSError, ValueError) as problem:
            raise NoLog(f"“{folder}”里没有可以核对的透明日志（log/checkpoint、log/key）。") from problem
        try:
            self.listed = manifest.read(folder)
        except ValueError:
            self.listed = {}

    def notes(self) -> list[str]:
        older = (self.folder / "log/checkpoints").glob("*.txt")
        return [*(one.read_text("utf-8", "replace") for one in older), self.note]

    def entries(self) -> Iterator[str]:
        """The signed ones, then those that still waited."""
        for number in range(-(-self.signed // merkle.TILE_WIDTH)):
            yield from self._bundle(number)
        try:
            lines = (self.folder / "log/unsigned.jsonl").read_text("utf-8").splitlines()
            waiting = [json.loads(line) for line in lines]
        except (OSError, ValueError):
            return
        yield from (one["data"] for one in waiting if one["number"] >= self.signed)

    def _bundle(self, number: int) -> list[str]:
        width = min(merkle.TILE_WIDTH, self.signed - number * merkle.TILE_WIDTH)
        for address in (entries_address(number, width), entries_address(number)):
            file = self.folder / address[1:]
            if file.is_file():
                try:
                    return unbundle(file.read_bytes())[:width]
                except ValueError:
                    break
        self.findings.append(Finding("", f"副本里的日志从第 {number * merkle.TILE_WIDTH + 1} 条起缺一段。"))
        return []

    def records(self) -> Iterator[tuple[str, Shown]]:
        for page in sorted(self.folder.glob("r/*/index.html")):
            found = self._record(page)
            if found is not None:
                yield found

    def _record(self, page: Path) -> tuple[str, Shown] | None:
        content = page.read_bytes()
        tree = _tree(content)
        feet = tree.xpath("//footer[@class='proof']")
        foot = feet[0].text_content() if feet else ""
        said, digest = _FOOT.search(foot), _DIGEST.search(foot)
        if said is None or digest is None:
            name = page.relative_to(self.folder)
            self.findings.append(Finding("", f"{name} 上读不出索引号和内容摘要，被改动过。"))
            return None
        day = datetime.strptime(said[2], "%Y-%m-%d").replace(tzinfo=CHINA)
        problem = self._altered(page, content) or self._other_text(page, tree, digest[0])
        versions = dict(self._versions(page.parent))
        return said[1], Shown(True, digest[0], day, True, versions, problem=problem)

    def _altered(self, page: Path, content: bytes) -> str:
        entry = self.listed.get(page.relative_to(self.folder).as_posix())
        if entry is None:
            return "这一页不在副本的清单里，是后来放进去的。" if self.listed else ""
        return "" if entry.digest == hashlib.sha256(content).hexdigest() else "副本里的网页文件被改动过。"

    def _other_text(self, page: Path, tree: Any, digest: str) -> str:
        """The page against the exact text that its proof carries, and that against its digest."""
        proof = self.folder / "records" / page.parent.name / "proof/index.html"
        try:
            data = _tree(proof.read_bytes()).get_element_by_id("proof-data")
            text = json.loads(data.text_content())["content"]
            content = json.loads(text) if text else None
        except (OSError, KeyError, ValueError):
            return ""
        if content is None or digests.of_bytes(text.encode()) != digest:
            return "" if content is None else "网页上的摘要和存证页里的内容不一致，内容被改写过。"
        titles = [_bare(one.text_content()) for one in tree.xpath("//article//h1")]
        same = _bare(content["title"]) in titles and _shown_text(tree) == _text_of(content["body"])
        return "" if same else "网页上的文字和存证的内容不一致，内容被改写过。"

    def _versions(self, folder: Path) -> Iterator[tuple[int, str]]:
        for page in folder.glob("versions/*/index.html"):
            feet = _tree(page.read_bytes()).xpath("//footer[@class='proof']")
            digest = _DIGEST.search(feet[0].text_content()) if feet else None
            if digest is not None and page.parent.name.isdigit():
                yield int(page.parent.name), digest[0]


def _tree(content: bytes) -> Any:
    return html.document_fromstring(content.decode("utf-8", "replace"))


def _shown_text(tree: Any) -> str:
    found = tree.xpath("//article//div[@id='text']")
    for hint in tree.xpath("//p[@class='slide']"):  # how to move a wide table, put in by the page
        hint.drop_tree()
    return _bare(found[0].text_content()) if found else ""


def _text_of(body: str) -> str:
    whole: Any = html.fragment_fromstring(body or " ", create_parent="div")
    return _bare(whole.text_content())


def _bare(text: str) -> str:
    return "".join(text.split())
