import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb, WrongUse, bytes_of
from mingbai.disclosures.verification import verify
from mingbai.lib import signed_note
from mingbai.tracing.queries.copies import Copy, NoLog
from mingbai.tracing.queries.sources import Database
from mingbai.tracing.verification import BadCheckpoint, Source, Verified, checkpoint_in, verify_log

OWN_KEY = "公钥取自副本本身。请和县里公布的公钥核对，或者用 --key 写明。"


class Command(Verb):
    help = "核对事件链、已公开信息和透明日志，指出被改写、撤走、倒签的信息；--mirror 核对离线副本"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("--checkpoint", type=Path, metavar="文件", help="以前保存的存证单")
        parser.add_argument("--mirror", type=Path, metavar="文件夹", help="核对这个副本，不用数据库")
        parser.add_argument("--key", type=Path, metavar="文件", help="日志的公钥（网站上的 /log/key）")
        parser.add_argument("--proof", type=Path, metavar="文件", help="存证单比副本新时的一致性证明")

    def run(self, **options: Any) -> Outcome:
        if options["mirror"]:
            return self._mirror(options)
        report = verify()
        data, lines = asdict(report), [f"发现不符：{report.first_broken}"]
        if report.ok:
            lines = [f"全部相符：{report.events} 件事件，{report.records} 条已公开信息。"]
        source = Database()
        if not source.signed and not options["checkpoint"]:
            return Outcome(data, lines[0], DONE if report.ok else REFUSED)
        log = self._log(source, options)
        ok = report.ok and log.status == DONE
        first = report.first_broken or next(iter(log.data["findings"]), None)
        data |= {**log.data, "ok": ok, "records": report.records, "first_broken": first}
        return Outcome(data, "\n".join([*lines, log.text]), DONE if ok else REFUSED)

    def _mirror(self, options: dict[str, Any]) -> Outcome:
        try:
            source = Copy(options["mirror"])
        except NoLog as refusal:
            return Outcome({"ok": False, "refused": str(refusal)}, str(refusal), REFUSED)
        return self._log(source, options)

    def _log(self, source: Source, options: dict[str, Any]) -> Outcome:
        own = options["mirror"] and not options["key"]
        if options["key"]:
            source.keys = _keys(options["key"])
        try:
            given = _checkpoint(options["checkpoint"], source.keys)
        except BadCheckpoint as refusal:
            return Outcome(
                {"ok": False, "refused": str(refusal), "findings": [str(refusal)]}, str(refusal), REFUSED
            )
        done = verify_log(source, given, _proof(options["proof"]))
        return _told(done, bool(own))


def _told(done: Verified, own_key: bool) -> Outcome:
    lines = [str(one) for one in done.findings]
    data = {"ok": not lines, "leaves": done.leaves, "records": done.records, "late": done.late}
    late = f"其中 {done.late} 条是补登的。" if done.late else ""
    said = f"透明日志 {done.leaves} 条、信息 {done.records} 条，"
    words = [said + ("全部相符。" if not lines else f"有 {len(lines)} 处不符：") + late, *lines]
    words += [OWN_KEY] if own_key else []
    return Outcome({**data, "findings": lines}, "\n".join(words), REFUSED if lines else DONE)


def _text(path: Path) -> str:
    return bytes_of(path).decode("utf-8-sig", "replace")


def _checkpoint(path: Path | None, keys: list[signed_note.Key]) -> signed_note.Checkpoint | None:
    return checkpoint_in(_text(path), keys) if path else None


def _keys(path: Path) -> list[signed_note.Key]:
    try:
        return [signed_note.parse_key(line) for line in _text(path).splitlines() if line.strip()]
    except signed_note.Malformed as problem:
        raise WrongUse("--key 的文件里不是公钥。公钥像 名称+8位字母数字+一串字符，一行一个。") from problem


def _proof(path: Path | None) -> list[bytes]:
    if path is None:
        return []
    try:
        return [bytes.fromhex(one) for one in json.loads(_text(path))["proof"]]
    except (ValueError, KeyError, TypeError) as problem:
        raise WrongUse("--proof 的文件里不是一致性证明，请从 /log/consistency/ 重新取。") from problem
