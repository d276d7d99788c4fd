"""A local server that speaks the documented protocols of the platforms, with the faults a test asks for."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SECRET, TOKEN = "s3cret-of-qinghe", "weibo-token-of-qinghe"


class Platform:
    """`faults[path]` is a list of what happens next there: an error code, "hang", "late", 502, 302, "drop"."""

    def __init__(self):
        self.calls, self.faults = [], {}
        self.drafts, self.published, self.shared = [], [], []
        self.token, self.status, self.patience = "T0", 0, 0.6

    def count(self, path):
        return sum(one == path for one, _ in self.calls)

    def token_of(self, body):
        assert body["secret"] == SECRET and body["grant_type"] == "client_credential"
        if body["force_refresh"]:
            self.token = f"T{int(self.token[1:]) + 1}"
        return {"access_token": self.token, "expires_in": 7200}

    def answer(self, path, query, body):
        if path == "/cgi-bin/stable_token":
            return self.token_of(body)
        if path == "/2/statuses/share.json":
            assert body["access_token"] == [TOKEN]
            self.shared.append(body["status"][0])
            return {"idstr": str(5000 + len(self.shared)), "mid": str(5000 + len(self.shared))}
        if query.get("access_token") != [self.token]:
            return {"errcode": 40001, "errmsg": f"invalid credential {query}"}
        return getattr(self, path.rpartition("/cgi-bin/")[2].replace("/", "_"))(body)

    def draft_add(self, body):
        self.drafts.append(body["articles"][0])
        return {"media_id": f"M{len(self.drafts)}"}

    def freepublish_submit(self, body):
        self.published.append(body["media_id"])
        return {"errcode": 0, "errmsg": "ok", "publish_id": 100 + len(self.published)}

    def freepublish_get(self, body):
        found = {"publish_id": body["publish_id"], "publish_status": self.status}
        if self.status == 0:
            item = [{"idx": 1, "article_url": "https://mp.weixin.qq.com/s/qinghe"}]
            found |= {"article_id": "A1", "article_detail": {"count": 1, "item": item}}
        return found

    def freepublish_delete(self, body):
        assert body["article_id"] == "A1"
        self.published.clear()
        return {"errcode": 0, "errmsg": "ok"}


def handler_of(platform):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            parts = urlsplit(self.path)
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            is_json = self.headers["Content-Type"].startswith("application/json")
            body = json.loads(raw) if is_json else parse_qs(raw.decode())
            platform.calls.append((parts.path, body))
            waiting = platform.faults.get(parts.path, [])
            self.fail_or_answer(waiting.pop(0) if waiting else None, parts, body)

        def fail_or_answer(self, fault, parts, body):
            if fault == "hang":
                time.sleep(platform.patience)
                return
            if isinstance(fault, int) and 300 <= fault < 600:
                self.send_response(fault)
                self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.end_headers()
                return
            if isinstance(fault, dict | int):
                self.said(fault if isinstance(fault, dict) else {"errcode": fault, "errmsg": "no"})
                return
            answer = platform.answer(parts.path, parse_qs(parts.query), body)
            if fault == "late":  # taken, and then nothing is heard
                time.sleep(platform.patience)
                return
            if fault != "drop":
                self.said(answer)

        def said(self, answer):
            data = json.dumps(answer).encode()
            self.send_response(400 if "error_code" in answer else 200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args):
            pass

    return Handler


@contextmanager
def running():
    platform = Platform()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(platform))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield platform, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
