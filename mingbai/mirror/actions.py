"""Making and following copies of the public site."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from mingbai.lib import clock
from mingbai.mirror import manifest, rules
from mingbai.mirror.manifest import Entry
from mingbai.mirror.models import Mirror
from mingbai.stored import actions as pages
from mingbai.stored import addresses, making, store
from mingbai.stored.queries import number_now


class NoFolder(Exception):
    """The folder cannot hold a copy; the message says why, in Chinese."""


@dataclass
class Copied:
    """Numbers of files in the copy, written and removed by this run, and of pages that could not be made."""

    files: int = 0
    written: int = 0
    removed: int = 0
    failed: int = 0


@dataclass
class _Work:
    folder: Path
    old: dict[str, Entry]
    style: bytes
    done: Copied = field(default_factory=Copied)
    entries: dict[str, Entry] = field(default_factory=dict)
    static: set[str] = field(default_factory=set)


def mirror(*, folder: Path, look: str, keep: bool = False) -> Copied:
    """Bring the copy in `folder` up to date: pages that are missing are made, what changed is written.

    With `keep` the folder belongs to this machine and follows every takedown from now on. NoFolder when
    it is no folder of ours, or cannot be written.
    """
    _check(folder)
    number = number_now()
    built = pages.build(addresses.every())
    work = _Work(folder, _known(folder), making.ask(rules.STYLES, cookie=f"look={look}").body)
    (folder / manifest.UNFINISHED).touch()
    for path, file in store.every():
        _copy_page(work, path, file)
    _copy_styles(work)
    _clear_away(work)
    manifest.write(folder, work.entries)
    (folder / manifest.UNFINISHED).unlink()
    work.done.files, work.done.failed = len(work.entries), built.failed
    _note(folder, look, number, len(work.entries), keep)
    return work.done


def _check(folder: Path) -> None:
    here, kept = (Path(os.path.realpath(one)) for one in (folder, store.root()))
    if here == kept or kept in here.parents:
        # The site would show the copy as pages of its own, which no takedown reaches.
        raise NoFolder(f"“{folder}”在网站存网页的文件夹里面。请换一个别处的文件夹。")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strange = any(folder.iterdir()) and not (folder / manifest.NAME).exists()
    except OSError as problem:
        raise NoFolder(
            f"不能在“{folder}”里写文件（{problem.strerror}）。请换一个文件夹，或者检查权限。"
        ) from problem
    if strange and not (folder / manifest.UNFINISHED).exists():
        raise NoFolder(f"“{folder}”里有别的文件。请用一个空文件夹，免得误删。")


def _known(folder: Path) -> dict[str, Entry]:
    """What the copy holds already; nothing is believed when the last run did not finish."""
    if (folder / manifest.UNFINISHED).exists():
        return {}
    try:
        return manifest.read(folder)
    except ValueError:
        return {}


def _copy_page(work: _Work, path: str, file: Path) -> None:
    try:
        content = file.read_bytes()
    except FileNotFoundError:  # taken down since the walk began
        return
    source = manifest.digest_of(content)
    if file.suffix == ".html":
        work.static |= rules.static_of(content)
        content = rules.relative(content, path, _lies_at, settings.MINGBAI_BASE_URL.rstrip("/"))
    _put(work, path, rules.file_of(path, file.suffix[1:]), source, content)
    if store.find(path) is None:  # taken down while it was copied
        (work.folder / rules.file_of(path, file.suffix[1:])).unlink(missing_ok=True)
        work.entries.pop(rules.file_of(path, file.suffix[1:]), None)


def _lies_at(address: str) -> str | None:
    """The file of an address within the copy."""
    if address.startswith((rules.STYLES, rules.STATIC)):
        return address[1:]
    parts = address.split("/")
    if address.startswith("/files/") and len(parts) > 3:
        address = f"/files/{parts[2]}/"  # the name at its end is only for saving it
    kept = store.find(address)
    return rules.file_of(address, kept.kind) if kept else None


def _copy_styles(work: _Work) -> None:
    for address in sorted(work.static):
        found = finders.find(address.removeprefix(rules.STATIC))
        if found:
            content = Path(str(found)).read_bytes()
            _put(work, address, address[1:], manifest.digest_of(content), content)
    _put(work, rules.STYLES, rules.STYLES[1:], manifest.digest_of(work.style), work.style)


def _put(work: _Work, path: str, name: str, source: str, content: bytes) -> None:
    entry = Entry(path, name, source, manifest.digest_of(content))
    work.entries[name] = entry
    file = work.folder / name
    if work.old.get(name) == entry and file.is_file():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f".{file.name}.half")
    half.write_bytes(content)
    half.replace(file)
    work.done.written += 1


def _clear_away(work: _Work) -> None:
    for name in list(manifest.files_in(work.folder)):
        if name not in work.entries:
            (work.folder / name).unlink(missing_ok=True)
            work.done.removed += 1


def _note(folder: Path, look: str, number: int, count: int, keep: bool) -> None:
    facts = {"look": look, "number": number, "pages": count, "made_at": clock.now()}
    name = str(folder.resolve())
    if keep:
        Mirror.objects.update_or_create(folder=name, defaults=facts)
    else:
        Mirror.objects.filter(folder=name).update(**facts)


def take_down(paths: Sequence[str]) -> None:
    """Remove these pages from the copies of this machine; the next `mirror` tidies their lists."""
    for row in Mirror.objects.all():
        folder = Path(row.folder)
        for path in paths:
            place = folder / path[1:]
            files = place.glob("index.*") if path.endswith("/") else [place]
            for file in files:
                file.unlink(missing_ok=True)


def verify(*, folder: Path, sample: Sequence[Entry]) -> dict[str, str]:
    """{address: what is wrong} of those entries: the file itself, and the page as the site has it now."""
    problems = {}
    for one in sample:
        if problem := _problem(folder, one):
            problems[one.path] = problem
    return problems


def _problem(folder: Path, entry: Entry) -> str:
    try:
        content = (folder / entry.file).read_bytes()
    except OSError:
        return "副本里没有这个文件。"
    if manifest.digest_of(content) != entry.digest:
        return "副本里的文件被改动过。"
    if entry.path.startswith((rules.STATIC, rules.STYLES)):
        return ""
    answer = making.ask(entry.path)
    if answer.status != 200:
        return f"网站上已经没有这一页（{answer.status}），请更新副本。"
    return "" if manifest.digest_of(answer.body) == entry.source else "网站上的内容已经变了，请更新副本。"
