"""Whether a bag is complete and valid: RFC 8493 (1.0), and 0.93 to 0.97 before it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mingbai.lib.bags.containers import Container, Unsafe, opened, problem_of

ALGORITHMS = {"md5": 128, "sha1": 160, "sha224": 224, "sha256": 256, "sha384": 384, "sha512": 512}
MOST_TAG_BYTES = 256 * 1024 * 1024
CHUNK = 1024 * 1024
VERSIONS = {(0, 93), (0, 94), (0, 95), (0, 96), (0, 97), (1, 0)}
DECLARATION = re.compile(
    r"BagIt-Version: (\d+)\.(\d+)\r?\n?\nTag-File-Character-Encoding: ([\w.-]+)(?:\r?\n)?|"
    r"BagIt-Version: (\d+)\.(\d+)\rTag-File-Character-Encoding: ([\w.-]+)\r?"
)
MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
LINE = re.compile(r"([0-9a-fA-F]+)[ \t]+\*?(.+)")
FETCH = re.compile(r"(\S+)[ \t]+(\d+|-)[ \t]+(.+)")
OWN = re.compile(r"^Bag-Software-Agent: Mingbai\b", re.MULTILINE)
OXUM = re.compile(r"(\d+)\.(\d+)")
ESCAPES = {"%0A": "\n", "%0D": "\r", "%25": "%"}


@dataclass
class Report:
    """`problems` are sentences in Chinese; a bag without any is valid."""

    problems: list[str] = field(default_factory=list)
    files: int = 0
    size: int = 0
    version: str = ""
    algorithms: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems


class _Wrong(Exception):
    """What keeps the rest from being checked."""


def verify(path: Path) -> Report:
    """Check every file of the bag at `path`: a folder, a zip or a tar file. Nothing is unpacked."""
    report = Report()
    try:
        with opened(path) as container:
            _Check(container, report).run()
    except Unsafe as problem:
        report.problems.append(str(problem))
    except _Wrong as problem:
        report.problems.append(str(problem))
    except (OSError, ValueError) as problem:
        report.problems.append(f"文件读不出来：{type(problem).__name__}。")
    return report


class _Check:
    def __init__(self, container: Container, report: Report) -> None:
        self.container, self.report = container, report
        self.encoding = "utf-8"
        self.is_old = False

    def run(self) -> None:
        self._declaration()
        payload = {name for name in self.container.sizes if name.startswith("data/")}
        self.report.files = len(payload)
        self.report.size = sum(self.container.sizes[name] for name in payload)
        listed = self._listed(tag="")
        self._complete(payload, listed)
        tags = self._listed(tag="tag")
        self._tags_in_place(tags)
        self._fetch(listed)
        self._own(tags)
        self._oxum()
        self._digests(listed, tags)

    def _say(self, words: str) -> None:
        self.report.problems.append(words)

    def _text(self, name: str, encoding: str = "") -> str:
        if self.container.sizes[name] > MOST_TAG_BYTES:
            raise _Wrong(f"{name} 太大，不予核对。")
        with self.container.open(name) as stream:
            data = stream.read()
        try:
            return data.decode(encoding or self.encoding)
        except (UnicodeDecodeError, LookupError) as problem:
            raise _Wrong(f"{name} 的文字编码不对。") from problem

    def _declaration(self) -> None:
        if "bagit.txt" not in self.container:
            raise _Wrong("没有 bagit.txt，不是档案包。")
        found = DECLARATION.fullmatch(self._text("bagit.txt", "utf-8"))
        if found is None:
            raise _Wrong("bagit.txt 写得不对：只能有版本和编码两行。")
        major, minor, encoding = (one for one in found.groups() if one is not None)
        if (int(major), int(minor)) not in VERSIONS:
            raise _Wrong(f"不认识的档案包版本 {major}.{minor}。")
        if encoding.lower().replace("_", "-") not in (
            "utf-8",
            "utf-16",
            "us-ascii",
            "ascii",
            "iso-8859-1",
            "gb18030",
        ):
            raise _Wrong(f"不认识的文字编码 {encoding}。")
        self.encoding, self.report.version = encoding, f"{major}.{minor}"
        self.is_old = int(major) == 0

    # -- manifests ------------------------------------------------------------------------------------------

    def _manifests(self) -> Iterator[tuple[str, str, str]]:
        for name in sorted(self.container.sizes):
            if found := MANIFEST.fullmatch(name):
                yield found[1] or "", found[2], name

    def _listed(self, tag: str) -> dict[str, dict[str, str]]:
        """For each algorithm what its manifest says of each file."""
        found = {}
        for kind, algorithm, name in self._manifests():
            if kind == tag:
                if algorithm not in ALGORITHMS:
                    raise _Wrong(f"{name} 用的算法不认识。")
                found[algorithm] = self._lines(name, ALGORITHMS[algorithm] // 4)
        return found

    def _lines(self, name: str, length: int) -> dict[str, str]:
        lines: dict[str, str] = {}
        for number, line in enumerate(re.split(r"\r\n|\r|\n", self._text(name).removeprefix("\ufeff")), 1):
            if not line:
                continue
            found = LINE.fullmatch(line)
            if found is None or len(found[1]) != length:
                raise _Wrong(f"{name} 第 {number} 行写得不对。")
            path = self._path(found[2], name)
            if path in lines:
                raise _Wrong(f"{name} 把 {path!r} 列了两次。")
            lines[path] = found[1].lower()
        return lines

    def _path(self, text: str, name: str) -> str:
        """The path as meant: LF, CR and % may be written with %; a leading ./ is passed over."""
        path = re.sub("%0[AaDd]|%25", lambda one: ESCAPES[one[0].upper()], text).removeprefix("./")
        if reason := problem_of(path):
            raise Unsafe(f"{name} 里有{reason}：{text!r}。")
        return path

    def _complete(self, payload: set[str], listed: dict[str, dict[str, str]]) -> None:
        if not listed:
            raise _Wrong("没有任何内容清单（manifest-*.txt）。")
        self.report.algorithms = sorted(listed)
        union = set().union(*listed.values())
        for path in sorted(union):
            if not path.startswith("data/"):
                self._say(f"内容清单列了 data 以外的文件：{path!r}。")
            elif path not in payload:
                self._say(f"少了文件：{path!r}。")
        for path in sorted(payload - union):
            self._say(f"多了清单里没有的文件：{path!r}。")
        if not self.is_old:
            for algorithm, lines in listed.items():
                if lines.keys() != union:
                    self._say(f"manifest-{algorithm}.txt 没有列出全部文件。")

    def _tags_in_place(self, tags: dict[str, dict[str, str]]) -> None:
        for algorithm, lines in tags.items():
            for path in sorted(lines):
                if path.startswith("tagmanifest-"):
                    self._say(f"tagmanifest-{algorithm}.txt 不能列清单的清单：{path!r}。")
                elif path not in self.container:
                    self._say(f"少了文件：{path!r}。")

    def _fetch(self, listed: dict[str, dict[str, str]]) -> None:
        """Files to be fetched must be there already: nothing is ever fetched here."""
        if "fetch.txt" not in self.container:
            return
        for number, line in enumerate(self._text("fetch.txt").splitlines(), 1):
            if not line.strip():
                continue
            found = FETCH.fullmatch(line)
            if found is None:
                raise _Wrong(f"fetch.txt 第 {number} 行写得不对。")
            path = self._path(found[3], "fetch.txt")
            if not all(path in lines for lines in listed.values()):
                self._say(f"fetch.txt 里的文件不在内容清单里：{path!r}。")
            elif path not in self.container:
                self._say(f"文件还没有取来：{path!r}。")

    def _own(self, tags: dict[str, dict[str, str]]) -> None:
        """What was written here always has a list of its tag files: without one it was taken away."""
        name = "bag-info.txt"
        if not tags and name in self.container and OWN.search(self._text(name)):
            self._say("少了本平台档案包都有的 tagmanifest-sha256.txt。")

    def _oxum(self) -> None:
        name = next((one for one in ("bag-info.txt", "package-info.txt") if one in self.container), "")
        lines = self._text(name).splitlines() if name else []
        said = [line.partition(":")[2].strip() for line in lines if line.lower().startswith("payload-oxum:")]
        for value in said:
            found = OXUM.fullmatch(value)
            if found is None or (int(found[1]), int(found[2])) != (self.report.size, self.report.files):
                self._say(f"{name} 记的内容大小和个数（{value}）与实际不符。")

    # -- digests --------------------------------------------------------------------------------------------

    def _digests(self, *all_listed: dict[str, dict[str, str]]) -> None:
        wanted: dict[str, dict[str, str]] = {}
        for listed in all_listed:
            for algorithm, lines in listed.items():
                for path, digest in lines.items():
                    wanted.setdefault(path, {})[algorithm] = digest
        for path in sorted(self.container.sizes):
            said = wanted.get(path, {})  # what nothing lists is read too: it must not be damaged either
            if self._hashed(path, list(said)) != said:
                self._say(f"文件被改动或损坏：{path!r}。")

    def _hashed(self, path: str, algorithms: list[str]) -> dict[str, str]:
        hashes = {name: hashlib.new(name, usedforsecurity=False) for name in algorithms}
        size = 0
        with self.container.open(path) as stream:
            while block := stream.read(CHUNK):
                size += len(block)
                if size > self.container.sizes[path]:
                    raise Unsafe(f"文件比包里写的大：{path!r}。")
                for one in hashes.values():
                    one.update(block)
        return {name: one.hexdigest() for name, one in hashes.items()}
