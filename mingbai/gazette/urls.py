"""Addresses of the gazette: the web edition, and the county office's pages."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from mingbai.gazette.policies import EDIT, HAND_IN, ISSUE, READ
from mingbai.gazette.views import desk, entries, giving, public
from mingbai.shell.views import guarded


class FourDigits(StringConverter):
    regex = "(?:19|20|21)[0-9]{2}"

    def to_python(self, value: str) -> int:  # type: ignore[override]  # a converter gives what it likes
        return int(value)


class UpToFiveDigits(StringConverter):
    """A number that every database takes."""

    regex = "[1-9][0-9]{0,4}"

    def to_python(self, value: str) -> int:  # type: ignore[override]  # a converter gives what it likes
        return int(value)


register_converter(FourDigits, "gazette_year")
register_converter(UpToFiveDigits, "gazette_number")

_desk = [
    path("", guarded(desk.listing, EDIT), name="list"),
    path("new/", guarded(desk.create, EDIT), name="new"),
    path("import/", guarded(giving.import_, EDIT), name="import"),
    path("import/template/", guarded(giving.template, EDIT), name="template"),
    path("handed-in/", guarded(giving.handed_in, READ), name="handed-in"),
    path("handed-in/new/", guarded(giving.hand_in, HAND_IN), name="hand-in"),
    path("handed-in/<int:pk>/decline/", guarded(giving.decline, EDIT), name="decline"),
    path("recipients/", guarded(giving.recipients, EDIT), name="recipients"),
    path("recipients/new/", guarded(giving.recipient_new, EDIT), name="recipient-new"),
    path("recipients/<int:pk>/", guarded(giving.recipient_edit, EDIT), name="recipient-edit"),
    path("recipients/<int:pk>/close/", guarded(giving.recipient_close, EDIT), name="recipient-close"),
    path("receipts/<int:pk>/", guarded(giving.receipt, EDIT), name="receipt"),
    path("entries/<int:pk>/", guarded(entries.edit, EDIT), name="entry"),
    path("entries/<int:pk>/move/", guarded(entries.move, EDIT), name="move"),
    path("entries/<int:pk>/take-out/", guarded(entries.take_out, EDIT), name="take-out"),
    path("<int:pk>/", guarded(desk.issue, EDIT), name="issue"),
    path("<int:pk>/choose/", guarded(desk.choose, EDIT), name="choose"),
    path("<int:pk>/put-in/", guarded(desk.put_in, EDIT), name="put-in"),
    path("<int:pk>/write/", guarded(entries.write, EDIT), name="write"),
    path("<int:pk>/edit/", guarded(desk.edit, EDIT), name="edit"),
    path("<int:pk>/sections/", guarded(desk.sections, EDIT), name="sections"),
    path("<int:pk>/freeze/", guarded(desk.freeze, EDIT), name="freeze"),
    path("<int:pk>/send-back/", guarded(desk.send_back, EDIT), name="send-back"),
    path("<int:pk>/issue/", guarded(desk.issue_out, ISSUE), name="issue-out"),
    path("<int:pk>/blank/", guarded(desk.blank, ISSUE), name="blank"),
    path("<int:pk>/drop/", guarded(desk.drop_import, EDIT), name="drop"),
    path("<int:pk>/file/", guarded(desk.file, EDIT), name="file"),
    path("<int:pk>/file/<int:number>/", guarded(desk.file, EDIT), name="file-number"),
]

_issue = "gazette/<gazette_year:year>/<gazette_number:number>/"

urlpatterns = [
    path("gazette/", public.listing, name="gazette"),
    path("gazette/search/", public.search, name="gazette_search"),
    path(_issue, public.issue, name="gazette_issue"),
    path(f"{_issue}<gazette_number:entry>/", public.entry, name="gazette_entry"),
    path(f"{_issue}<slug:name>.pdf", public.file, name="gazette_pdf"),
    path("desk/gazette/", include((_desk, "gazette"))),
]
