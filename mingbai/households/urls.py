"""Addresses of lists of households. The public ones are private pages: kept nowhere, indexed nowhere."""

from django.urls import include, path

from mingbai.households.policies import CHECK, DEFINE, EDIT, PUBLISH, READ
from mingbai.households.views import extras, kinds, lists, objections, public
from mingbai.portal.views.privacy import private_page
from mingbai.shell.views import guarded

_desk = [
    path("", guarded(lists.listing, READ, DEFINE), name="list"),
    path("new/", guarded(lists.new, EDIT), name="new"),
    path("kinds/", guarded(kinds.listing, DEFINE), name="kinds"),
    path("kinds/new/", guarded(kinds.new, DEFINE), name="kind-new"),
    path("kinds/<int:pk>/", guarded(kinds.edit, DEFINE), name="kind"),
    path("kinds/<int:pk>/retire/", guarded(kinds.retire, DEFINE), name="kind-retire"),
    path("objections/", guarded(objections.listing, READ), name="objections"),
    path("objections/<int:pk>/", guarded(objections.objection, READ), name="objection"),
    path("objections/<int:pk>/person/", guarded(objections.person, EDIT), name="person"),
    path("objections/<int:pk>/decide/", guarded(objections.decide, EDIT), name="decide"),
    path("objections/<int:pk>/told/", guarded(objections.told, EDIT), name="told"),
    path("<int:pk>/", guarded(lists.of, READ), name="of"),
    path("<int:pk>/template/", guarded(lists.blank, READ), name="template"),
    path("<int:pk>/import/", guarded(lists.upload, EDIT), name="import"),
    path("<int:pk>/marked/", guarded(lists.marked, EDIT), name="marked"),
    path("<int:pk>/export/", guarded(lists.exported, READ), name="export"),
    path("<int:pk>/check/", guarded(lists.check, CHECK), name="check"),
    path("<int:pk>/return/", guarded(lists.send_back, CHECK, PUBLISH), name="return"),
    path("<int:pk>/approve/", guarded(lists.approve, PUBLISH), name="approve"),
    path("<int:pk>/post/", guarded(lists.post, PUBLISH), name="post"),
    path("<int:pk>/correct/", guarded(lists.correct, EDIT), name="correct"),
    path("<int:pk>/withdraw/", guarded(lists.withdraw, EDIT, PUBLISH), name="withdraw"),
    path("<int:pk>/sheet/<int:village>/", guarded(lists.sheet, READ), name="sheet"),
    path("<int:pk>/slips/", guarded(extras.slips, EDIT), name="slips"),
    path("<int:pk>/slips/<int:line>/", guarded(extras.renew, EDIT), name="renew"),
    path("<int:pk>/boards/", guarded(extras.boards, EDIT), name="boards"),
    path("<int:pk>/totals/", guarded(extras.totals, EDIT), name="totals"),
    path("<int:pk>/objection/", guarded(objections.enter, EDIT), name="enter"),
]

urlpatterns = [
    path("households/", private_page(public.lists, "GET", "HEAD"), name="household_lists"),
    path("households/query/", private_page(public.query), name="household_query"),
    path("households/query/object/", private_page(public.object_own), name="household_object_own"),
    path("households/objections/", private_page(public.receipt), name="household_receipt"),
    path("households/<int:pk>/", private_page(public.of, "GET", "HEAD"), name="household_list"),
    path("households/<int:pk>/object/", private_page(public.object_to), name="household_object"),
    path("desk/households/", include((_desk, "households"))),
]
