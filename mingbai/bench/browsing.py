"""What a phone on a slow network gets: bytes, first content, shifts; kept pages in headless Chromium."""

import shutil
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from mingbai.bench import site

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# As WebPageTest's "3G": 300 ms there and back, 1.6 Mbit/s down, 0.77 Mbit/s up.
SLOW = {"offline": False, "latency": 300, "downloadThroughput": 200_000, "uploadThroughput": 96_000}
SIZES = ((390, 844), (1280, 900))
MOST_BYTES, MOST_MS = 100 * 1024, 1_000
FOLLOWED = """() => {
  window.shifts = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => { window.shifts += one.value; }))
    .observe({type: "layout-shift", buffered: true});
}"""
PAINTED = "() => (performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime"


def measure() -> dict[str, Any]:
    if BROWSER is None:
        return {"skipped": "not installed: Chromium"}
    paths = [
        *site.prepared(),
        "/guide/",
        "/policies/",
        "/archive/",
        "/statistics/",
        "/help/",
        "/search/?q=低保",
    ]
    with site.application(kept=True) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        # The first visit of all pays for the start of the application and of the browser.
        _visited(browser.new_page(), address, paths[0], 0)
        rows = [
            _visited(browser.new_page(viewport={"width": width, "height": height}), address, path, width)
            for path in paths
            for width, height in SIZES
        ]
        browser.close()
    kept = [row for row in rows if "?" not in row["path"]]
    return {
        "profile": "300 ms, 1.6 Mbit/s",
        "pages": rows,
        "goals": {"bytes": MOST_BYTES, "first_content_ms": MOST_MS, "shift": 0},
        "reached": all(
            row["bytes"] <= MOST_BYTES and row["first_content_ms"] <= MOST_MS and row["shift"] == 0
            for row in kept
        ),
    }


def _visited(page: Page, address: str, path: str, width: int) -> dict[str, Any]:
    """One first visit with an empty cache."""
    session = page.context.new_cdp_session(page)
    received = _counted(session)
    session.send("Network.emulateNetworkConditions", SLOW)
    page.add_init_script(f"({FOLLOWED})()")
    page.goto(address + path, wait_until="networkidle")
    page.wait_for_timeout(300)
    row = {
        "path": path,
        "width": width,
        "bytes": sum(received),
        "first_content_ms": round(page.evaluate(PAINTED) or 0),
        "shift": round(page.evaluate("() => window.shifts"), 4),
    }
    page.close()
    return row


def _counted(session: CDPSession) -> list[int]:
    received: list[int] = []
    session.on("Network.loadingFinished", lambda told: received.append(int(told["encodedDataLength"])))
    session.send("Network.enable")
    return received
