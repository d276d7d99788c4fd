"""Addresses of the desk. Each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.desk.views import (
    county,
    drafts,
    home,
    inspecting,
    internal,
    organisations,
    people,
    records,
    reviewing,
    trail,
    verbs,
)
from mingbai.desk.views.access import of_record
from mingbai.shell.views import STAFF, guarded

app_name = "desk"

ONE = "records/<int:pk>/"

urlpatterns = [
    path("", guarded(home.home, STAFF), name="home"),
    path("tools/", guarded(home.tools, STAFF), name="tools"),
    # records
    path("records/", guarded(records.listing, "record.read"), name="records"),
    path("new/", guarded(drafts.new, "record.create"), name="new"),
    path(ONE, of_record(records.record), name="record"),
    path(f"{ONE}read/", of_record(drafts.what_was_read), name="read"),
    path(f"{ONE}edit/", of_record(drafts.edit), name="edit"),
    path(f"{ONE}compare/<int:old>/<int:new>/", of_record(records.compare), name="compare"),
    path(f"{ONE}comment/", of_record(verbs.comment), name="comment"),
    path(f"{ONE}check/", of_record(verbs.check), name="check"),
    path(f"{ONE}mask/", of_record(verbs.mask), name="mask"),
    path(f"{ONE}answer/", of_record(verbs.answer), name="answer"),
    path(f"{ONE}lock/", of_record(verbs.lock), name="lock"),
    path(f"{ONE}submit/", of_record(drafts.submit), name="submit"),
    path(f"{ONE}recall/", of_record(verbs.recall), name="recall"),
    path(f"{ONE}discard/", of_record(verbs.discard), name="discard"),
    path(f"{ONE}publish/", of_record(verbs.publish), name="publish"),
    path(f"{ONE}urgent/", of_record(verbs.urgent), name="urgent"),
    path(f"{ONE}withdraw/", of_record(verbs.withdraw), name="withdraw"),
    path(f"{ONE}remove/", of_record(verbs.remove), name="remove"),
    path(f"{ONE}merge/", of_record(verbs.merge), name="merge"),
    path(f"{ONE}relate/", of_record(verbs.relate), name="relate"),
    path(f"{ONE}validity/", of_record(verbs.validity), name="validity"),
    path("files/<int:pk>/", guarded(records.file, "record.read"), name="file"),
    path("originals/<int:pk>/", guarded(records.original, "original.read"), name="original"),
    path(
        "reviews/<int:state>/",
        guarded(reviewing.review, "record.check", "record.secrecy", "record.approve"),
        name="review",
    ),
    # reading
    path("internal/", guarded(internal.listing, STAFF), name="internal"),
    path("internal/<int:pk>/", guarded(internal.text, STAFF), name="internal-text"),
    path("internal/<int:pk>/files/<int:number>/", guarded(internal.file, STAFF), name="internal-file"),
    path("inspect/", guarded(inspecting.inspect, "document.inspect"), name="inspect"),
    # administration
    path("organisations/", guarded(organisations.listing, "organisation.manage"), name="organisations"),
    path("organisations/new/", guarded(organisations.create, "organisation.manage"), name="organisation-new"),
    path(
        "organisations/<int:pk>/",
        guarded(organisations.edit, "organisation.manage"),
        name="organisation-edit",
    ),
    path(
        "organisations/<int:pk>/rename/",
        guarded(organisations.rename, "organisation.manage"),
        name="organisation-rename",
    ),
    path(
        "organisations/<int:pk>/merge/",
        guarded(organisations.merge, "organisation.manage"),
        name="organisation-merge",
    ),
    path(
        "organisations/<int:pk>/close/",
        guarded(organisations.close, "organisation.manage"),
        name="organisation-close",
    ),
    path("routes/", guarded(organisations.routes, "route.manage"), name="routes"),
    path("people/", guarded(people.listing, "staff.manage", "user.manage"), name="people"),
    path("people/new/", guarded(people.create, "staff.manage"), name="person-new"),
    path("people/appoint/", guarded(people.appoint, "staff.manage"), name="appoint"),
    path("people/stand-in/", guarded(people.stand_in, "staff.manage"), name="stand-in"),
    path("people/roles/<int:pk>/end/", guarded(people.end, "staff.manage"), name="membership-end"),
    path("people/<int:pk>/", guarded(people.person, "staff.manage", "user.manage"), name="person"),
    *[
        path(
            f"people/<int:pk>/{verb}/",
            guarded(people.account, "user.manage"),
            {"verb": verb},
            name=f"person-{verb}",
        )
        for verb in ("reset", "unlock", "deactivate", "activate", "second-factor")
    ],
    path("second-factor/", guarded(people.second_factor, "second_factor.demand"), name="second-factor"),
    path("lexicon/", guarded(county.lexicon, "lexicon.manage"), name="lexicon"),
    path("index-rule/", guarded(county.index_rule, "system.configure"), name="index-rule"),
    path("events/", guarded(trail.events, "event.read"), name="events"),
    path("permissions/", guarded(county.permissions, STAFF), name="permissions"),
]
