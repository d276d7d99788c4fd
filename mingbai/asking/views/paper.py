"""The paper form, for those who ask by post or at the counter."""

from django.http import Http404, HttpRequest, HttpResponse

from mingbai.foi.queries import open_offices
from mingbai.letters import exports, queries
from mingbai.letters.kinds import Kind
from mingbai.lib import clock
from mingbai.portal.views.pages import public_page
from mingbai.shell.exports import download


@public_page
def blank_form(request: HttpRequest, slug: str) -> HttpResponse:
    """第二十九条：申请应当包括的三项内容，印成空白表。"""
    office = open_offices().filter(organisation__slug=slug).first()
    if office is None:
        raise Http404
    composed = queries.compose(
        kind=Kind.REQUEST_FORM,
        variant="blank",
        values={"落款日期": clock.today()},
        organisation=office.organisation,
    )
    return download(exports.to_word(composed), "政府信息公开申请表.docx")
