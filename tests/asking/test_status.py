"""How the request goes: in plain words, for whoever has the code, and what the applicant does online."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingbai.foi import actions
from mingbai.foi.models import FoiRequest, SealedFile, Wish
from mingbai.foi.states import State
from mingbai.foi.values import Upload
from mingbai.letters.kinds import Kind
from mingbai.lib import clock
from tests.asking.conftest import PNG, Citizen, problems
from tests.foi import making


@pytest.fixture
def followed(cast, office):
    """`followed(state)`: a request brought to that state, opened in a browser by its query code."""

    def bring(state: State) -> tuple[Citizen, FoiRequest]:
        taken = actions.submit(organisation=cast.town, asked=making.asked(), submission_key=making.new_key())
        for _, lead in making._way_to(state):
            lead(cast, taken.request)
            taken.request.refresh_from_db()
        citizen = Citizen(office)
        assert citizen.open_status(taken.code.lower().replace("-", " "), "1234").status_code == 302
        return citizen, taken.request

    return bring


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_told_in_plain_words_without_names_of_staff(followed, cast, state):
    citizen, asked = followed(state)
    response = citizen.get("status/mine/")
    page = response.content.decode()
    assert response.status_code == 200
    assert asked.number in page and "接下来" in page
    for person in (cast.foi_officer, cast.approver, cast.checker, cast.secrecy):
        assert person.full_name not in page


def test_the_deadline_is_shown_with_its_calculation(followed):
    citizen, asked = followed(State.EXAMINING)
    page = citizen.get("status/mine/").content.decode()
    assert f"{asked.due_on.year}年{asked.due_on.month}月{asked.due_on.day}日" in page
    assert "期限是怎样算出来的" in page


def test_the_page_is_for_half_an_hour_and_for_this_browser(followed, office):
    citizen, _ = followed(State.EXAMINING)
    assert Citizen(office).get("status/mine/").headers["Location"] == "/apply/status/"
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert citizen.get("status/mine/").headers["Location"] == "/apply/status/"


def test_closing_the_page_closes_it(followed):
    citizen, _ = followed(State.EXAMINING)
    citizen.post("status/leave/")
    assert citizen.get("status/mine/").status_code == 302


def test_a_clarification_with_photos_starts_the_time_afresh(followed):
    citizen, asked = followed(State.CLARIFYING)
    assert "现在要您做的" in citizen.get("status/mine/").content.decode()
    photos = [SimpleUploadedFile(f"{n}.png", PNG) for n in range(2)]
    typed = {"text": "从村口到村部的一段", "attached": photos}
    assert citizen.post("status/mine/clarify/", typed).headers["Location"] == "/apply/status/mine/"
    asked.refresh_from_db()
    assert asked.state == State.EXAMINING
    assert Wish.objects.get().amended == "从村口到村部的一段"
    assert SealedFile.objects.filter(kind="clarified").count() == 2
    assert "您的补正已经收到" in citizen.get("status/mine/").content.decode()


def test_what_is_unclear_stands_on_the_pages_with_the_present_wording(followed):
    citizen, asked = followed(State.CLARIFYING)
    for address in ("status/mine/", "status/mine/clarify/"):
        page = citizen.get(address).content.decode()
        assert "没有写明哪一段村道" in page and "写明村道的起点和终点" in page and "补正期限" in page
    assert "补正后的申请内容（完整写一遍，会代替原来的内容）" in page
    assert f"{asked.wish.content}</textarea>" in page


def test_the_present_wording_sent_back_as_it_is_is_no_clarification(followed):
    citizen, asked = followed(State.CLARIFYING)
    response = citizen.post("status/mine/clarify/", {"text": f" {asked.wish.content}\r\n"})
    assert response.status_code == 422 and "还和原来一样" in problems(response)


def test_the_answer_is_opened_first_and_nobody_has_it_any_more(followed):
    citizen, asked = followed(State.ANSWERED)
    page = citizen.get("status/mine/").content.decode()
    assert "在谁手里" not in page and "已答复：" in page
    address = f"/apply/status/mine/letters/{asked.letters.get(kind=Kind.ANSWER).pk}/pdf/"
    assert page.index(f'<a class="press" href="{address}">打开答复书</a>') < page.index("到哪一步")


def test_an_empty_clarification_or_a_wrong_file_changes_nothing(followed):
    citizen, asked = followed(State.CLARIFYING)
    assert citizen.post("status/mine/clarify/", {"text": ""}).status_code == 422
    wrong = {"text": "说明", "attached": SimpleUploadedFile("a.exe", b"MZ")}
    response = citizen.post("status/mine/clarify/", wrong)
    assert response.status_code == 422 and "格式不能收" in problems(response)
    assert "说明" in response.content.decode()
    asked.refresh_from_db()
    assert asked.state == State.CLARIFYING and not SealedFile.objects.filter(kind="clarified").exists()


def test_reasons_are_given_online(followed, cast):
    citizen, asked = followed(State.EXAMINING)
    making.sent(
        cast,
        asked,
        Kind.REASONS,
        申请情况="一个月内申请了40件",
        说明理由期限=clock.today() + timedelta(days=15),
    )
    assert "请您说明理由" in citizen.get("status/mine/").content.decode()
    assert citizen.post("status/mine/reasons/", {"text": "写村史要用"}).status_code == 302
    assert Wish.objects.get().reasons == "写村史要用"
    assert "/reasons/" not in citizen.get("status/mine/").content.decode()


def test_a_request_is_withdrawn_only_after_it_was_confirmed(followed):
    citizen, asked = followed(State.EXAMINING)
    response = citizen.post("status/mine/withdraw/")
    assert response.status_code == 422 and "请先打勾，确认要撤回。" in problems(response)
    assert citizen.post("status/mine/withdraw/", {"sure": "on"}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == State.WITHDRAWN


@pytest.mark.parametrize("name", ["clarify", "reasons", "withdraw"])
def test_what_is_not_possible_now_is_refused_with_a_reason(followed, name):
    citizen, asked = followed(State.ANSWERED)
    typed = {"text": "说明", "sure": "on"}
    response = citizen.post(f"status/mine/{name}/", typed)
    assert response.status_code == 422 and "已答复" in problems(response)


def test_a_fee_is_shown_with_its_steps_and_how_to_pay(followed):
    citizen, _ = followed(State.AWAITING_FEE)
    page = citizen.get("status/mine/").content.decode()
    assert "1700 元" in page and "70 × 10 元 = 700 元" in page and "到镇财政所缴纳" in page


def test_letters_are_downloaded_as_word_and_pdf_by_the_applicant_alone(followed, office):
    citizen, asked = followed(State.ANSWERED)
    answer = asked.letters.get(kind=Kind.ANSWER)
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        response = citizen.get(f"status/mine/letters/{answer.pk}/{kind}/")
        assert response.content.startswith(begins)
        assert "no-store" in response.headers["Cache-Control"]
        assert Citizen(office).get(f"status/mine/letters/{answer.pk}/{kind}/").status_code == 302
    page = citizen.get("status/mine/").content.decode()
    assert "https://review.example.cn/" in page and "60日内" in page


def test_no_letter_of_another_request_is_handed_out(followed):
    _, theirs = followed(State.ANSWERED)
    citizen, _ = followed(State.EXAMINING)
    letter = theirs.letters.get(kind=Kind.ANSWER)
    assert citizen.get(f"status/mine/letters/{letter.pk}/pdf/").status_code == 404
    assert citizen.get("status/mine/files/999999999999999999/").status_code == 404


def test_a_released_file_is_handed_out_after_the_answer(followed, cast):
    citizen, asked = followed(State.EXAMINING)
    part = actions.add_part(
        request=asked,
        label="通知书",
        is_released=True,
        released=Upload("通知书.png", PNG),
        by=cast.foi_officer,
    )
    file = part.released
    assert citizen.get(f"status/mine/files/{file.pk}/").status_code == 404
    making.answered(cast, asked)
    assert citizen.get(f"status/mine/files/{file.pk}/").content == PNG


def test_a_wrong_telephone_opens_nothing(citizen):
    citizen.fill()
    code = citizen.send()
    response = citizen.open_status(code, "0000")
    assert response.status_code == 422 and "没有查到" in problems(response)
    assert code in response.content.decode()


def test_a_lost_key_or_file_gives_a_page_that_says_what_to_do(followed, cast, client, settings):
    citizen, asked = followed(State.ANSWERED)
    letter = asked.letters.get(kind=Kind.ANSWER)
    client.force_login(cast.foi_officer)
    addresses = f"status/mine/letters/{letter.pk}/pdf/", f"/desk/foi/{asked.pk}/letters/{letter.pk}/file/pdf/"
    settings.FOI_KEYS = ["another-key-of-more-than-32-characters"]
    theirs, ours = citizen.get(addresses[0]), client.get(addresses[1])
    assert (theirs.status_code, ours.status_code) == (403, 403)
    assert "现在打不开" in theirs.content.decode() and "密钥" in ours.content.decode()


def test_a_file_that_is_gone_from_the_disk_breaks_no_page(followed, cast, client):
    citizen, asked = followed(State.ANSWERED)
    letter = asked.letters.get(kind=Kind.ANSWER)
    letter.pdf.file.storage.delete(letter.pdf.file.name)
    client.force_login(cast.foi_officer)
    ours = client.get(f"/desk/foi/{asked.pk}/letters/{letter.pk}/file/pdf/")
    assert citizen.get(f"status/mine/letters/{letter.pk}/pdf/").status_code == ours.status_code == 403
    assert "从备份恢复" in ours.content.decode()
