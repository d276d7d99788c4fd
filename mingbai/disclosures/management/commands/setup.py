from typing import Any

from django.core.management import call_command

from mingbai.catalogue.actions import load_standard
from mingbai.commands.verb import Outcome, Verb
from mingbai.reviews.actions import install_default_route
from mingbai.timelimits.actions import load_limits


class Command(Verb):
    help = "准备数据库：建表，装入标准目录、分类、不公开事由、时限和缺省审核步骤。可以重复运行"

    def run(self, verbosity: int = 1, **options: Any) -> Outcome:
        call_command("migrate", interactive=False, verbosity=0)
        added = load_standard() | {"limits": load_limits()}
        install_default_route()
        return Outcome({"added": added}, f"数据库已就绪，新装入公开事项 {added['items']} 条。")
