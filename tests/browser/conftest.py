"""Headless Chromium before a live server; every journey fails on a script error or a CSP complaint."""

import pytest

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def is_complaint(said) -> bool:
    """Whether a console message is a fault; a form sent back (409, 422) is none, nor what is gone (410)."""
    return said.type == "error" and not any(f"status of {code}" in said.text for code in (409, 410, 422))


def fits(page) -> bool:
    """Whether nothing has to be scrolled sideways; asked when the page and its styles have come."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.fixture
def visit(chromium, live_server):
    """Open a page as somebody: `visit(user, viewport, javascript=True)`; None is the citizen."""
    contexts, complaints = [], []

    def open_page(user=None, viewport=DESK, *, javascript=True):
        context = chromium.new_context(
            viewport=viewport, locale="zh-CN", base_url=live_server.url, java_script_enabled=javascript
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if user is not None:
            user.set_password("qinghe-town-2026")
            user.save()
            page.goto("/desk/")
            page.get_by_label("用户名").fill(user.username)
            page.get_by_label("密码", exact=True).fill("qinghe-town-2026")
            page.get_by_role("button", name="登录").click()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
