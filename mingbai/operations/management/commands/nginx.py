from argparse import ArgumentParser
from typing import Any

from mingbai.commands.verb import Outcome, Verb, WrongUse
from mingbai.operations.nginx import Server, Unwritable, configuration


class Command(Verb):
    help = "按本机设置写出 nginx 的配置：存好的网页由 nginx 直接提供，网站停了也能看"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("--domain", action="append", metavar="域名", help="可以写几次；不写用设置里的")
        parser.add_argument(
            "--listen", action="append", metavar="端口", help="例如 80、[::]:80；不写就是 IPv4 和 IPv6"
        )
        parser.add_argument(
            "--app", action="append", metavar="地址", help="网站程序的地址，可以写几次；缺省 127.0.0.1:8001"
        )
        parser.add_argument("--certificate", default="", metavar="文件", help="TLS 证书（含中间证书）")
        parser.add_argument("--key", default="", metavar="文件", help="TLS 证书的私钥")
        parser.add_argument(
            "--access-log", default=Server.access_log, metavar="文件", help="访问日志；off 为不记"
        )

    def run(
        self,
        domain: list[str] | None = None,
        listen: list[str] | None = None,
        app: list[str] | None = None,
        certificate: str = "",
        key: str = "",
        access_log: str = Server.access_log,
        **options: Any,
    ) -> Outcome:
        if bool(certificate) != bool(key):
            raise WrongUse("--certificate 和 --key 要一起写。")
        server = Server(
            tuple(domain or ()), tuple(listen or ()), tuple(app or Server.apps), certificate, key, access_log
        )
        try:
            text = configuration(server)
        except Unwritable as problem:
            raise WrongUse(str(problem)) from problem
        return Outcome({"configuration": text}, text)
