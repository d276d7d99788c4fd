"""The generated configuration in a real nginx, with pages laid by hand and a small application behind."""

import gzip
import http.client
import json
import os
import shutil
import socket
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mingbai.operations.nginx import Server, Unwritable, configuration, headers

pytestmark = [pytest.mark.nginx, pytest.mark.database_free]
WHOLE = """{user}pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
worker_processes 1;
events {{ worker_connections 64; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Application(BaseHTTPRequestHandler):
    """Tells what reached it."""

    def answer(self):
        size = int(self.headers.get("Content-Length", 0))
        told = {
            "path": self.path,
            "method": self.command,
            "size": len(self.rfile.read(size)),
            "for": self.headers["X-Forwarded-For"],
        }
        body = json.dumps(told).encode()
        self.send_response(503 if self.path.startswith("/health/") else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Frame-Options", "SAMEORIGIN")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer

    def log_message(self, *args):
        pass


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def lay(root: Path, name: str, text: str, squeezed: bool = True) -> None:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    if squeezed:
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(text.encode()))


class Site:
    """A running nginx, its folders, and its application, which can be stopped."""

    def __init__(self, folder: Path, pages: Path, static: Path) -> None:
        self.pages, self.static = pages, static
        self.port, app_port = free_port(), free_port()
        self.app = ThreadingHTTPServer(("127.0.0.1", app_port), Application)
        threading.Thread(target=self.app.serve_forever, daemon=True).start()
        server = Server(
            ("localhost",),
            (f"127.0.0.1:{self.port}",),
            (f"127.0.0.1:{app_port}",),
            access_log=str(folder / "access.log"),
        )
        (folder / "site.conf").write_text(configuration(server), encoding="utf-8")
        user = "user root;\n" if os.getuid() == 0 else ""
        (folder / "nginx.conf").write_text(WHOLE.format(user=user, folder=folder), encoding="utf-8")
        self.log = folder / "access.log"
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        command = [
            program,
            "-p",
            str(folder),
            "-e",
            str(folder / "error.log"),
            "-c",
            str(folder / "nginx.conf"),
        ]
        self.process = subprocess.Popen(command)
        self._wait()

    def _wait(self) -> None:
        for _ in range(200):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError("nginx did not start")

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str):
        """(status, headers, body); the path goes out exactly as it is written."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        link.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in ({"Host": f"localhost:{self.port}"} | headers).items():
            link.putheader(name.replace("_", "-"), value)
        if body is not None:
            link.putheader("Content-Length", str(len(body)))
        link.endheaders(body)
        answer = link.getresponse()
        found = answer.status, answer.headers, answer.read()
        link.close()
        return found

    def stop_application(self) -> None:
        self.app.shutdown()
        self.app.server_close()

    def stop(self) -> None:
        self.stop_application()
        self.process.terminate()
        self.process.wait(timeout=10)


@pytest.fixture
def site(settings, tmp_path):
    pages, static = tmp_path / "pages", tmp_path / "static"
    settings.STORED_PAGES, settings.STATIC_ROOT = str(pages), static
    for name in ("index.html", "r/12/index.html", "feed/index.atom", "closed/index.html", "apply/index.html"):
        lay(pages, name, f"<p>存好的 {name}</p>" * 20)
    lay(pages, "sitemap.xml", "<urlset/>")
    lay(pages, "catalog.jsonld", "{}")
    lay(pages, ".wishes/secret", "/r/1/")
    lay(pages, "files/7/index.docx", "Word", squeezed=False)
    lay(pages, "files/8/index.pdf", "%PDF", squeezed=False)
    lay(static, "site.css", "body{}")
    for look in ("plain", "elder", "contrast", "elder-contrast"):
        lay(static / "portal" / "looks", f"{look}.css", f"/* {look} */" * 9)
    running = Site(tmp_path, pages, static)
    yield running
    running.stop()


def test_a_stored_page_is_handed_out_with_the_headers_of_the_application(site):
    status, given, body = site.ask("/r/12/")
    assert status == 200 and "存好的 r/12".encode() in body
    assert given["Content-Type"] == "text/html; charset=utf-8"
    assert given["Cache-Control"] == "max-age=60, public"
    for header in headers():
        assert given[header.name] == header.value
    assert site.ask("/r/12/", If_None_Match=given["ETag"])[0] == 304
    assert site.ask("/r/12/", method="HEAD")[0] == 200
    assert b"index.html" in site.ask("/")[2]


def test_the_compressed_twin_goes_to_those_who_take_it(site):
    status, given, body = site.ask("/r/12/", Accept_Encoding="gzip")
    assert (given["Content-Encoding"], given["Vary"]) == ("gzip", "Accept-Encoding")
    assert "存好的".encode() in gzip.decompress(body)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed/", "application/atom+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/catalog.jsonld", "application/ld+json; charset=utf-8"),
        ("/static/site.css", "text/css; charset=utf-8"),
        ("/apply/", "text/html; charset=utf-8"),
    ],
)
def test_each_kind_of_file_has_its_type(site, path, kind):
    status, given, _ = site.ask(path)
    assert (status, given["Content-Type"]) == (200, kind)


@pytest.mark.parametrize(
    ("path", "disposition"),
    [
        ("/files/7/", "attachment"),
        ("/files/7/%E9%80%9A%E7%9F%A5.docx", "attachment; filename*=UTF-8''%E9%80%9A%E7%9F%A5.docx"),
        ("/files/7/setup.exe", "attachment"),
        ("/files/8/", "inline"),
        ("/files/8/a.pdf", "inline; filename*=UTF-8''a.pdf"),
    ],
)
def test_files_are_shown_or_saved_under_a_name_of_their_own_kind(site, path, disposition):
    status, given, _ = site.ask(path)
    assert (status, given["Content-Disposition"]) == (200, disposition)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/r/12/?from=x"),
        ("POST", "/r/12/"),
        ("GET", "/r/13/"),
        ("GET", "/files/9/a.pdf"),
        ("GET", "/desk/"),
        ("POST", "/apply/start/"),
        ("GET", "/r/12/index.html"),
        ("GET", "/sitemap.xml.gz"),
        ("GET", "/.well-known/security.txt"),
    ],
)
def test_everything_else_goes_to_the_application_with_its_own_headers(site, method, path):
    status, given, body = site.ask(path, method=method)
    assert (status, json.loads(body)["path"]) == (200, path)
    assert given.get_all("X-Frame-Options") == ["SAMEORIGIN"]
    assert given["Cache-Control"] is None and given["Content-Disposition"] is None


@pytest.mark.parametrize(
    "path",
    ["/.wishes/secret", "/r/.wishes/x", "/../secret", "/r/../../secret", "/%2e%2e/%2e%2e/etc/passwd",
     "/static/../pages/secret", "/files/7/../../../etc/passwd"],
)  # fmt: skip
def test_nothing_hidden_and_nothing_above_the_folder_is_handed_out(site, path):
    lay(site.pages.parent, "secret", "geheim", squeezed=False)
    status, _, body = site.ask(path)
    assert status in (400, 404) or b'"path"' in body
    assert b"geheim" not in body and b"root:" not in body and b"/r/1/" not in body


def test_the_stylesheet_follows_the_cookie_and_the_cookie_the_look(site):
    assert b"/* plain */" in site.ask("/look.css?v=1")[2]
    status, given, body = site.ask("/look.css?v=1", Cookie="look=elder-contrast", Accept_Encoding="gzip")
    assert b"/* elder-contrast */" in gzip.decompress(body)
    assert "Cookie" in ", ".join(given.get_all("Vary"))
    assert b"/* plain */" in site.ask("/look.css", Cookie="look=../../secret")[2]
    status, given, _ = site.ask("/look/elder/")
    assert status == 302 and given["Set-Cookie"].startswith("look=elder; Path=/; Max-Age=31536000")
    assert "Max-Age=0" in site.ask("/look/plain/")[1]["Set-Cookie"]
    assert json.loads(site.ask("/look/other/")[2])["path"] == "/look/other/"


@pytest.mark.parametrize(
    ("came_from", "to"),
    [
        ("http://{host}/r/12/", "/r/12/"),
        ("http://{host}/search/?q=%E4%BD%8E", "/search/?q=%E4%BD%8E"),
        ("http://evil.example/r/12/", "/"),
        ("http://{host}//evil.example/", "/"),
        ("http://{host}/look/plain/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_choosing_a_look_leads_back_to_a_page_of_this_site_only(site, came_from, to):
    host = f"localhost:{site.port}"
    answer = site.ask("/look/elder/", Host=host, Referer=came_from.format(host=host))
    assert answer[1]["Location"] == to


def test_with_the_application_stopped_reading_goes_on_and_forms_are_closed(site):
    site.stop_application()
    assert site.ask("/r/12/")[0] == 200
    assert site.ask("/files/7/")[0] == 200
    assert site.ask("/look.css")[0] == 200
    for method, path in (
        ("POST", "/apply/start/"),
        ("GET", "/search/?q=x"),
        ("GET", "/desk/"),
        ("GET", "/r/13/"),
    ):
        status, given, body = site.ask(path, method=method)
        assert (status, given["Cache-Control"], given["Retry-After"]) == (503, "no-store", "120")
        assert "存好的 closed".encode() in body
        assert given["X-Frame-Options"] == "DENY"
        assert given["Content-Type"] == "text/html; charset=utf-8"


def test_monitors_see_the_application_s_own_answer(site):
    status, _, body = site.ask("/health/ready")
    assert status == 503 and json.loads(body)["path"] == "/health/ready"


def test_large_files_pass_but_not_endless_ones(site):
    assert json.loads(site.ask("/desk/upload/", method="POST", body=b"x" * 3_000_000)[2])["size"] == 3_000_000
    assert site.ask("/desk/upload/", method="POST", Content_Length=str(300 * 1024**2))[0] == 413


def test_the_log_of_the_web_server_holds_no_words_searched_for(site):
    site.ask("/search/?q=%E5%BC%A0%E4%B8%89")
    site.ask("/desk/foi/77/letters/")
    site.ask("/r/12/")
    time.sleep(0.05)
    told = site.log.read_text()
    assert " /search " in told and " /desk " in told and " /r/12/ " in told
    assert "%E5" not in told and "letters" not in told


@pytest.mark.parametrize("domain", ["a.gov.cn; evil", "a.gov.cn b", "'a.gov.cn", "#a.gov.cn"])
def test_what_would_break_the_configuration_is_refused(domain):
    with pytest.raises(Unwritable, match="不能写的字符"):
        configuration(Server(domains=(domain,)))
