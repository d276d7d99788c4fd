from typing import Any

from mingbai.commands.verb import REFUSED, Outcome, Verb
from mingbai.foi.actions.resealing import reseal_all
from mingbai.foi.sealing import Unreadable


class Command(Verb):
    help = "用 FOI_KEYS 里的第一把密钥重新加密申请人的材料；做完以后才能停用旧密钥"

    def run(self, **options: Any) -> Outcome:
        try:
            counts = reseal_all()
        except Unreadable as problem:
            return Outcome({"ok": False, "reason": str(problem)}, str(problem), REFUSED)
        done = f"文件 {counts['files']} 个，证件号码 {counts['numbers']} 个，文书 {counts['letters']} 份"
        return Outcome({"ok": True, **counts}, f"已重新加密：{done}。")
