"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.registers.policies import KEEP, READ
from mingbai.registers.views import accounts, activities, contacts, groups, home, proofs, roster
from mingbai.shell.views import guarded

app_name = "registers"

urlpatterns = [
    path("", guarded(home.home, READ), name="home"),
    path("kinds/", guarded(home.kinds, KEEP), name="kinds"),
    path("kinds/new/", guarded(home.kind_new, KEEP), name="kind-new"),
    path("kinds/<slug:key>/", guarded(home.kind_edit, KEEP), name="kind-edit"),
    path("settings/", guarded(home.settings, KEEP), name="settings"),
    path("settings/stale/", guarded(home.stale_days, KEEP), name="setting-stale"),
    path("settings/contacts/", guarded(home.contacts_needed, KEEP), name="setting-contacts"),
    path("activities/", guarded(activities.listing, READ), name="activities"),
    path("activities/new/", guarded(activities.choose, KEEP), name="activity-choose"),
    path("activities/new/<slug:kind>/", guarded(activities.create, KEEP), name="activity-new"),
    path("activities/<int:pk>/", guarded(activities.one, READ), name="activity"),
    path("activities/<int:pk>/correct/", guarded(activities.correct, READ), name="activity-correct"),
    path("activities/<int:pk>/hold/", guarded(activities.hold, READ), name="activity-hold"),
    path("activities/<int:pk>/cancel/", guarded(activities.cancel, READ), name="activity-cancel"),
    path(
        "activities/<int:pk>/proof/",
        guarded(proofs.adding_to("readable_activities"), READ),
        name="activity-proof",
    ),
    path("proofs/<int:pk>/", guarded(proofs.fetch, READ), name="proof"),
    path("proofs/<int:pk>/drop/", guarded(proofs.drop, READ), name="proof-drop"),
    path("contacts/", guarded(contacts.contacts, READ), name="contacts"),
    path("contacts/gaps/", guarded(contacts.gaps, READ), name="gaps"),
    path("contacts/new/", guarded(contacts.contact_new, KEEP), name="contact-new"),
    path("contacts/<int:pk>/edit/", guarded(contacts.contact_edit, READ), name="contact-edit"),
    path("contacts/<int:pk>/succeed/", guarded(contacts.contact_succeed, READ), name="contact-succeed"),
    path("contacts/<int:pk>/end/", guarded(contacts.contact_end, READ), name="contact-end"),
    path("contacts/<int:pk>/receive/", guarded(contacts.contact_receive, READ), name="contact-receive"),
    path("groups/", guarded(groups.groups, READ), name="groups"),
    path("groups/new/", guarded(groups.group_new, KEEP), name="group-new"),
    path("groups/<int:pk>/", guarded(groups.group, READ), name="group"),
    path("groups/<int:pk>/edit/", guarded(groups.group_edit, READ), name="group-edit"),
    path("groups/<int:pk>/end/", guarded(groups.group_end, READ), name="group-end"),
    path("groups/<int:pk>/members/new/", guarded(groups.member_new, READ), name="member-new"),
    path("groups/<int:pk>/proof/", guarded(proofs.adding_to("readable_groups"), READ), name="group-proof"),
    path("members/<int:pk>/end/", guarded(groups.member_end, READ), name="member-end"),
    path("accounts/", guarded(accounts.listing, READ), name="accounts"),
    path("accounts/new/", guarded(accounts.create, KEEP), name="account-new"),
    path("accounts/<int:pk>/", guarded(accounts.one, READ), name="account"),
    path("accounts/<int:pk>/change/", guarded(accounts.change, READ), name="account-change"),
    path("accounts/<int:pk>/close/", guarded(accounts.close, READ), name="account-close"),
    path("accounts/<int:pk>/seen/", guarded(accounts.see, READ), name="account-seen"),
    path(
        "accounts/<int:pk>/proof/", guarded(proofs.adding_to("readable_accounts"), READ), name="account-proof"
    ),
    path("steps/<int:pk>/file/", guarded(accounts.step_file, READ), name="step-file"),
    path("steps/<int:pk>/receive/", guarded(accounts.step_receive, READ), name="step-receive"),
    path("roster/", guarded(roster.listing, READ), name="roster"),
    path("roster/new/", guarded(roster.create, KEEP), name="roster-new"),
    path("roster/<int:pk>/cancel/", guarded(roster.cancel, READ), name="roster-cancel"),
    path("incidents/new/", guarded(roster.incident_new, KEEP), name="incident-new"),
    path("incidents/<int:pk>/settle/", guarded(roster.incident_settle, READ), name="incident-settle"),
]
