from typing import Any

from django.core.management import call_command

from mingbai.commands import setups
from mingbai.commands.verb import Outcome, Verb


class Command(Verb):
    help = "准备数据库：建表，装入标准目录、分类、不公开事由、时限、次数要求和缺省审核步骤。可以重复运行"

    def run(self, verbosity: int = 1, **options: Any) -> Outcome:
        call_command("migrate", interactive=False, verbosity=0)
        added = setups.run_all()
        return Outcome({"added": added}, f"数据库已就绪，新装入公开事项 {added['items']} 条。")
