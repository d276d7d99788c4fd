import pytest
from django import forms

from mingbai.accounts.models import User
from mingbai.organisations import actions
from mingbai.organisations.forms import (
    MembershipForm,
    MergeForm,
    OrganisationForm,
    PlainForm,
    RenameForm,
    StandInForm,
)
from mingbai.organisations.models import Organisation


def choices(form, name):
    return {value for value, _ in form.fields[name].choices if value}


@pytest.fixture
def admin(county, person):
    return person("ye", organisation_admin=county["qinghe"])


def test_a_form_leads_to_a_new_organisation(county, admin):
    typed = {"parent": county["qinghe"].pk, "name": "西桥村村民委员会", "code": "xq-01", "kind": "village"}
    form = OrganisationForm({**typed, "short_names": "西桥村、西桥"}, user=admin)

    assert form.is_valid(), form.errors
    made = actions.create_organisation(by=admin, **form.cleaned_data)

    assert (made.code, made.short_names, made.order, made.slug) == ("XQ-01", ["西桥村", "西桥"], 100, "xq-01")


def test_only_organisations_of_the_own_branch_are_offered(county, admin):
    offered = {str(county[slug].pk) for slug in ("qinghe", "hall", "dongtang")}

    assert {str(value) for value in choices(OrganisationForm(user=admin), "parent")} == offered
    assert {str(value) for value in choices(MembershipForm(by=admin), "organisation")} == offered
    merging = MergeForm(user=admin, source=county["hall"])
    assert {str(value) for value in choices(merging, "into")} == offered - {str(county["hall"].pk)}


def test_editing_shows_what_is_there_and_changes_neither_name_nor_place(county, admin):
    Organisation.objects.filter(slug="hall").update(short_names=["大厅", "中心"])
    form = OrganisationForm(user=admin, instance=Organisation.objects.get(slug="hall"))

    assert 'value="大厅、中心"' in str(form["short_names"])
    assert not {"name", "parent"} & set(form.fields)


def test_an_edited_form_leads_to_the_action(county, admin):
    form = OrganisationForm(
        {"code": "HALL", "kind": "station", "slug": "hall", "telephone": "0989-1"},
        user=admin,
        instance=county["hall"],
    )

    assert form.is_valid(), form.errors
    assert (
        actions.edit_organisation(by=admin, organisation=county["hall"], **form.cleaned_data).telephone
        == "0989-1"
    )


def test_a_wrong_code_is_explained_beside_the_field(county, admin):
    form = OrganisationForm({"code": "11990001009910131F"}, user=admin)

    assert form.errors["code"] == ["统一社会信用代码的校验位不对，请对照证书逐位检查。"]


def test_an_organisation_administrator_is_not_offered_county_roles(county, admin, person):
    security = person("jin", security_admin=county["county"])

    assert not {"system_admin", "county_office", "auditor"} & choices(MembershipForm(by=admin), "role")
    assert "system_admin" in choices(MembershipForm(by=security), "role")
    assert not {"system_admin", "organisation_admin"} & choices(StandInForm(by=security), "role")


def test_a_membership_form_leads_to_an_appointment(county, admin, person):
    typed = {
        "organisation": county["hall"].pk,
        "user": person("zhou").pk,
        "role": "drafter",
        "valid_from": "2026/3/1",
    }
    form = MembershipForm(typed, by=admin)

    assert form.is_valid(), form.errors
    assert str(actions.appoint(by=admin, **form.cleaned_data)) == "zhou 拟稿人（青禾镇便民服务中心）"


def test_dates_are_understood_as_people_type_them():
    form = RenameForm({"name": "甲局", "on": "2026年3月1日"})

    assert form.is_valid()
    assert form.cleaned_data["on"].isoformat() == "2026-03-01"
    assert RenameForm({"name": "甲局", "on": "三月"}).errors["on"] == ["日期看不懂，请写成 2026-03-01 这样。"]


def test_a_missing_field_is_named(admin):
    errors = OrganisationForm({}, user=admin).errors

    assert errors["name"] == ["请填写全称。"]
    assert errors["parent"] == ["请选择上级机构。"]


def test_people_of_the_own_reach_stand_first_each_under_their_organisation(cast):
    admin = cast.organisation_admin
    groups = [one for one in MembershipForm(by=admin).fields["user"].choices if one[0]]
    assert [name for name, _ in groups][:2] == ["青禾镇人民政府", "柳湾村村民委员会"]
    everybody = [pk for _, people in groups for pk, _ in people]
    assert len(everybody) == len(set(everybody)) == len(User.objects.filter(is_active=True))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (forms.CharField(max_length=3), "一二三四", "最多 3 字，现在有 4 字，请删短。"),
        (forms.CharField(), "甲\x00乙", "里面有看不见的字符，请删去后重新填写。"),
        (forms.IntegerField(max_value=3), "4", "最大填 3。"),
        (forms.IntegerField(), "很多", "请填整数。"),
        (forms.ChoiceField(choices=[("a", "甲")]), "b", "没有“b”这个选项，请重新选择。"),
        (forms.FileField(label="回执"), "", "请上传回执。"),
        (forms.CharField(widget=forms.HiddenInput), "", "这一页不完整，请重新打开再填。"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(field, typed, said):
    form = type("Asked", (PlainForm,), {"asked": field})({"asked": typed})
    assert form.errors["asked"] == [said]
