#!/usr/bin/env python3
"""Several machines, tried on one: a PostgreSQL primary and a streaming replica, an S3 server, Redis,
two application processes on two ports, and nginx in front; then one after the other is killed.

    .venv/bin/python deploy/try_here.py [FOLDER]

Everything lives in FOLDER (a new temporary one) and on free ports of the loopback, and ends with the script.
As root the database processes run as the user `postgres`. Prints one line for each step; status 1 at the
first that does not hold.
"""

import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".venv" / "bin" / "python"
PUBLISHED = ROOT / "deploy" / "publish_one.py"
WAIT = 60  # seconds for anything to come true


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def until(what: str, holds: Callable[[], bool], seconds: float = WAIT) -> None:
    begun = time.monotonic()
    while not holds():
        if time.monotonic() - begun > seconds:
            print(f"✗ {what}：{seconds:.0f} 秒内没有成立")
            sys.exit(1)
        time.sleep(0.2)
    print(f"✓ {what}（{time.monotonic() - begun:.1f} 秒）", flush=True)


def ask(url: str, accept: tuple[int, ...] = (200,)) -> str | None:
    """The body when the answer is one of `accept`, else None."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.read().decode() if answer.status in accept else None
    except urllib.error.HTTPError as error:
        return error.read().decode() if error.code in accept else None
    except OSError:
        return None


def read_from(url: str) -> str:
    """Which database answered."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.headers.get("X-Read-From", "primary")
    except OSError:
        return ""


class Databases:
    """A primary and its replica, each in a folder and on a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.bin = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.folder, self.ports = folder, {"primary": free_port(), "replica": free_port()}
        folder.mkdir()
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)

    def run(self, program: str, *words: str) -> None:
        before = (
            ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        )
        subprocess.run(
            [*before, str(self.bin / program), *words], check=True, stdout=subprocess.DEVNULL, cwd="/"
        )

    def start(self, name: str) -> None:
        options = f"-p {self.ports[name]} -h 127.0.0.1 -k {self.folder} -c fsync=off -c max_connections=40"
        log = str(self.folder / f"{name}.log")
        self.run("pg_ctl", "-w", "-D", str(self.folder / name), "-l", log, "-o", options, "start")

    def stop(self, name: str) -> None:
        if (self.folder / name / "postmaster.pid").exists():
            self.run("pg_ctl", "-D", str(self.folder / name), "-m", "immediate", "stop")

    def make(self) -> None:
        self.run("initdb", "-D", str(self.folder / "primary"), "-U", "postgres", "--auth=trust", "-E", "UTF8")
        self.start("primary")
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self.ports["primary"]), "-U", "postgres", "mingbai")

    def add_replica(self) -> None:
        link = ["-h", "127.0.0.1", "-p", str(self.ports["primary"]), "-U", "postgres"]
        self.run(
            "pg_basebackup", *link, "-D", str(self.folder / "replica"), "-R", "-X", "stream", "-c", "fast"
        )
        self.start("replica")

    def url(self, name: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.ports[name]}/mingbai"


class Trial:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.databases = Databases(folder / "postgres")
        self.s3, self.redis, self.front = free_port(), free_port(), free_port()
        self.apps = [free_port(), free_port()]
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.site = f"http://127.0.0.1:{self.front}"
        store = f"http://mingbai:secret@127.0.0.1:{self.s3}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": self.databases.url("primary"),
            "DATABASE_REPLICA_URL": self.databases.url("replica"),
            "MINGBAI_DATA": str(folder / "data"),
            "MINGBAI_BASE_URL": self.site,
            "S3_URL": f"{store}/private",
            "S3_PUBLIC_URL": f"{store}/public",
            "REDIS_URL": f"redis://127.0.0.1:{self.redis}/0",
            "TRUSTED_PROXY_COUNT": "1",
            "LOG_FORMAT": "json",
        }

    def mingbai(self, *words: str) -> str:
        command = [str(PYTHON), "-m", "mingbai", *words]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, cwd=ROOT, check=False
        )
        if done.returncode:
            print(f"✗ mingbai {' '.join(words)}：{done.stderr or done.stdout}")
            sys.exit(1)
        return done.stdout

    def start(self, name: str, *command: str) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            self.running[name] = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, cwd=ROOT, start_new_session=True
            )

    def kill(self, name: str) -> None:
        process = self.running.pop(name)
        os.killpg(process.pid, 9)
        process.wait()

    def start_stores(self) -> None:
        moto = "from moto.server import main; main()"
        self.start("s3", str(PYTHON), "-c", moto, "-H", "127.0.0.1", "-p", str(self.s3))
        self.start("redis", "redis-server", "--bind", "127.0.0.1", "--port", str(self.redis), "--save", "")
        until("对象存储已启动", lambda: ask(f"http://127.0.0.1:{self.s3}/", (200, 403)) is not None)
        for bucket in ("private", "public"):
            request = urllib.request.Request(f"http://127.0.0.1:{self.s3}/{bucket}", method="PUT")
            request.add_header(
                "Authorization", "AWS4-HMAC-SHA256 Credential=mingbai/20260101/us-east-1/s3/aws4_request"
            )
            urllib.request.urlopen(request, timeout=10).close()

    def start_application(self, number: int) -> None:
        address = f"127.0.0.1:{self.apps[number]}"
        words = ["gunicorn", "mingbai.wsgi", "--bind", address, "--workers", "1", "--threads", "4"]
        self.start(f"app{number}", str(PYTHON), "-m", *words, "--log-level", "warning")

    def start_front(self) -> None:
        apps = [word for port in self.apps for word in ("--app", f"127.0.0.1:{port}")]
        log = ("--access-log", str(self.folder / "access.log"))
        text = self.mingbai("nginx", "--listen", f"127.0.0.1:{self.front}", *apps, *log)
        (self.folder / "site.conf").write_text(text, encoding="utf-8")
        own = "".join(
            f"{one}_temp_path {self.folder}/{one};\n"
            for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        head = f"pid {self.folder}/nginx.pid;\ndaemon off;\nerror_log {self.folder}/nginx-error.log;\n"
        user = "user root;\n" if os.getuid() == 0 else ""
        inside = f"{own}include {self.folder}/site.conf;\n"
        (self.folder / "nginx.conf").write_text(f"{user}{head}events {{}}\nhttp {{\n{inside}}}\n")
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"
        self.start(
            "nginx", program, "-e", f"{self.folder}/nginx-error.log", "-c", f"{self.folder}/nginx.conf"
        )

    def stop(self) -> None:
        for name in list(self.running):
            self.kill(name)
        for name in ("replica", "primary"):
            self.databases.stop(name)

    # -- what is tried -------------------------------------------------------

    def set_up(self) -> None:
        self.databases.make()
        self.start_stores()
        self.mingbai("setup")
        self.databases.add_replica()
        self.mingbai("collectstatic", "--no-input", "-v", "0")
        for number in range(len(self.apps)):
            self.start_application(number)
        self.start("pages", str(PYTHON), "-m", "mingbai", "pages", "--every", "1")
        self.start_front()
        until("两个网站程序都能服务", self.all_ready)

    def all_ready(self) -> bool:
        return all(ask(f"http://127.0.0.1:{port}/health/ready") for port in self.apps)

    def publish(self) -> dict[str, str]:
        """A record with a file, published by the product itself; where to read it."""
        done = subprocess.run(
            [str(PYTHON), str(PUBLISHED)],
            env=self.environment,
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        if done.returncode:
            print(done.stderr)
            sys.exit(1)
        found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
        return found

    def run(self) -> None:
        self.set_up()
        record = self.publish()
        page, file = f"{self.site}{record['page']}", f"{self.site}{record['file']}"
        search, title = f"{self.site}/search/?q=%E4%BE%9B%E6%B0%B4", record["title"]
        until("发布的信息经 nginx 能读到", lambda: title in (ask(page) or ""))
        until("它的附件（在对象存储里）能下载", lambda: ask(file) == record["content"])
        stored = self.folder / "data" / "pages" / record["page"].strip("/") / "index.html"
        until("网页已经存成文件", stored.exists)
        until(
            "首页和“暂停办理”也已存好",
            lambda: all(
                (self.folder / "data" / "pages" / name).exists()
                for name in ("index.html", "closed/index.html")
            ),
        )
        until(
            "从库回答搜索", lambda: read_from(search) == "replica" and record["page"] in (ask(search) or "")
        )
        self.databases.stop("replica")
        until(
            "从库停了，搜索由主库回答",
            lambda: read_from(search) == "primary" and record["page"] in (ask(search) or ""),
        )
        self.databases.start("replica")
        until("从库回来了", lambda: read_from(search) == "replica")
        self.kill("app0")
        until("停掉一个网站程序，搜索照常", lambda: all(ask(search) for _ in range(5)))
        self.databases.stop("primary")
        print(f"  主库停了；就绪检查说：{ask(f'http://127.0.0.1:{self.apps[1]}/health/ready', (503,))}")
        until("主库停了，存好的网页照常能读", lambda: title in (ask(page) or ""))
        until(
            "主库停了，表单说明暂停办理",
            lambda: (
                "暂停" in (ask(f"{self.site}/apply/status/?x", (503,)) or "")
                or bool(ask(f"{self.site}/apply/status/"))
            ),
        )
        self.kill("app1")
        until("网站程序全停了，存好的网页照常能读", lambda: title in (ask(page) or ""))
        until("搜索说明暂停办理", lambda: "暂停" in (ask(search, (503,)) or ""))
        self.databases.start("primary")
        self.start_application(0)
        until("主库和一个网站程序回来，搜索恢复", lambda: record["page"] in (ask(search) or ""))


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="mingbai-trial-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    trial = Trial(folder)
    try:
        trial.run()
        print("全部成立。")
    finally:
        trial.stop()


if __name__ == "__main__":
    main()
