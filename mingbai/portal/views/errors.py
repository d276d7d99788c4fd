"""Pages for when something is not there, not allowed or not working, in words that help."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingbai.portal.views.pages import page

HEADINGS = {
    400: ("这个请求没有看懂", "网址或者提交的内容不完整。请返回上一页重试，或者从首页重新进入。"),
    403: ("这一页不能打开", "您没有打开这一页的权限。工作人员请先登录；仍打不开的，请联系本单位的管理员。"),
    404: (
        "没有找到这一页",
        "网址可能输错了，也可能这条信息没有公开。可以用上面的搜索框查找，或者按领域、机构查看。",
    ),
}


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    heading, advice = HEADINGS[status]
    return page(request, "error.html", {"heading": heading, "advice": advice}, status=status)


TOO_MUCH = {
    TooManyFilesSent: "一次最多上传 100 个文件。请返回上一页，分几次上传。",
    TooManyFieldsSent: "一次提交的内容太多。请返回上一页，删去一些再提交。",
    RequestDataTooBig: "一次提交的文字太多（超过 10 兆）。请返回上一页，把长内容作为附件上传。",
}


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    if advice := TOO_MUCH.get(type(exception)):
        return page(request, "error.html", {"heading": "这次提交没有收下", "advice": advice}, status=400)
    return _answer(request, 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _answer(request, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _answer(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Says nothing that would need the database."""
    return render(request, "portal/broken.html", status=500)
