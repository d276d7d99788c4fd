"""Making the words of a record for screens at the desk."""

import pytest
from django.core.exceptions import ValidationError

from mingbai.channels import actions as channels
from mingbai.channels.models import Rendering
from mingbai.disclosures.models import Audience
from mingbai.screens.actions import keep_text
from mingbai.screens.queries.playlists import playlist
from tests.screens.conftest import LINES


def form(**given) -> dict:
    return {"title": "冬季供水", "lines": "\n".join(LINES), "seconds": ""} | given


@pytest.fixture
def drafter(client, cast):
    client.force_login(cast.drafter)
    return client


def test_words_are_proposed_typed_looked_at_and_confirmed(drafter, notice):
    path = f"/desk/screens/records/{notice.pk}/"
    assert "请各村于每周一检查管道" in drafter.get(path).content.decode()
    preview = drafter.post(path, form())
    assert "每周一检查供水管道。" in drafter.get(preview["Location"]).content.decode()
    drafter.post(preview["Location"])
    row = Rendering.objects.get()
    assert (row.state, row.confirmed_by_id, row.content["lines"]) == ("confirmed", row.made_by_id, LINES)


def test_what_is_typed_wrong_comes_back_with_what_was_typed(drafter, notice):
    response = drafter.post(f"/desk/screens/records/{notice.pk}/", form(lines="长" * 61))
    assert response.status_code == 422
    assert "一句最多 60 字" in response.content.decode() and "长" * 61 in response.content.decode()


@pytest.mark.parametrize("seconds", ["3", "x", "9999"])
def test_seconds_have_limits(drafter, notice, seconds):
    assert drafter.post(f"/desk/screens/records/{notice.pk}/", form(seconds=seconds)).status_code == 422


def test_no_identity_numbers_go_on_a_screen(cast, notice):
    with pytest.raises(ValidationError, match="个人信息"):
        keep_text(
            information=notice, by=cast.drafter, title="公示", lines=["李某，身份证号11010519491231002X。"]
        )


def test_a_draft_is_changed_and_a_confirmed_picture_is_never(cast, notice, text):
    keep_text(information=notice, by=cast.drafter, title="一", lines=["甲乙丙丁。"])
    keep_text(information=notice, by=cast.drafter, title="二", lines=["甲乙丙丁。"])
    assert Rendering.objects.get().content["title"] == "二"
    text(notice, title="三")
    keep_text(information=notice, by=cast.drafter, title="四", lines=["甲乙丙丁。"])
    assert [one.content["title"] for one in Rendering.objects.order_by("pk")] == ["三", "四"]


def test_nothing_is_made_of_what_is_not_public_or_by_those_who_make_nothing(client, cast, office, notice):
    client.force_login(cast.auditor)
    assert client.get(f"/desk/screens/records/{notice.pk}/").status_code == 403
    client.force_login(cast.drafter)
    draft = office.draft(title="还没有公开的通知")
    assert client.get(f"/desk/screens/records/{draft.pk}/").status_code == 404
    type(notice).objects.filter(pk=notice.pk).update(audience=Audience.INTERNAL)
    assert client.get(f"/desk/screens/records/{notice.pk}/").status_code == 404


def test_what_others_made_of_a_record_does_not_play_here_unasked(cast, notice, screen):
    kept = keep_text(information=notice, by=cast.stranger, title="临河镇的说法", lines=LINES)
    channels.confirm(rendering=kept, by=cast.stranger)
    channels.plan(information=notice, channel="screen", place=screen, by=cast.drafter)
    assert playlist(screen).items == ()
    kept = keep_text(information=notice, by=cast.drafter, title="青禾镇的说法", lines=LINES)
    channels.confirm(rendering=kept, by=cast.drafter)
    assert [one.title for one in playlist(screen).items] == ["青禾镇的说法"]


def test_a_picture_of_an_older_version_cannot_be_confirmed(drafter, notice, office, cast):
    kept = keep_text(information=notice, by=cast.drafter, title="旧", lines=LINES)
    office.corrected(notice, body="<p>请各村于每周二检查管道，不收费用。</p>")
    response = drafter.post(f"/desk/screens/texts/{kept.pk}/")
    assert response.status_code == 422 and "重新制作" in response.content.decode()


def test_the_record_page_of_the_channels_leads_here(drafter, notice):
    assert (
        f"/desk/screens/records/{notice.pk}/"
        in drafter.get(f"/desk/channels/records/{notice.pk}/").content.decode()
    )
