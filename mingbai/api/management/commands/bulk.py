from typing import Any

from mingbai.api.actions.bulk import pack_due
from mingbai.api.queries.bulk import offered
from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb


class Command(Verb):
    help = "按年打包已公开的信息，供数据接口批量下载；没有变动的年份不重做"

    def run(self, **options: Any) -> Outcome:
        packed = pack_due()
        rows = [
            {"year": row.year, "count": row.count, "size": row.size, "sha256": row.digest}
            for row in offered()
        ]
        lines = [f"{one['year']} 年：{one['count']} 条，{one['size']} 字节，{one['sha256']}" for one in rows]
        lines.append(f"重新打包 {len(packed.made)} 年，共有 {len(rows)} 年可以下载。")
        if packed.put_off:
            lines.append("打包时有信息撤回，下一轮再做：" + "、".join(map(str, packed.put_off)))
        data = {"years": rows, "made": packed.made, "put_off": packed.put_off}
        return Outcome(data, "\n".join(lines), REFUSED if packed.put_off else DONE)
