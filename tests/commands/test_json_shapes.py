"""Each verb prints the keys it promises and ends with the status it promises."""

import io
import json
from pathlib import Path

import docx
import pytest
from django.core.management import call_command

from mingbai.cli import RENAMED
from mingbai.commands.verb import DONE, REFUSED, WRONG_USE, WrongUse
from mingbai.disclosures.models import Version

INSPECT = {
    "title", "document_number", "organisation", "signer", "written_on", "printed_on", "openness", "addressee",
    "headings", "html", "text", "tables", "notices",
}  # fmt: skip
LISTS = {"headings", "tables", "notices"}
FINDING = {"kind", "rule", "severity", "excerpt", "where", "start", "end", "suggestion"}
IMPORTED = {"file", "status", "id", "index_number", "findings", "reason"}
HIT = {"index_number", "title", "organisation", "published_at", "url", "highlight"}
NUMBER = "13812345678"


def run(verb: str, *arguments: str) -> tuple[dict, int]:
    """What `mingbai VERB … --json` prints, and its exit status."""
    out = io.StringIO()
    try:
        call_command(RENAMED.get(verb, verb), *arguments, "--json", stdout=out, stderr=io.StringIO())
    except SystemExit as end:
        return json.loads(out.getvalue()), int(str(end.code))
    return json.loads(out.getvalue()), DONE


@pytest.fixture
def notice(tmp_path) -> Path:
    """A notice with every part of a head, a table, and a mobile number."""
    file = docx.Document()
    for text in (
        "青禾镇人民政府关于做好冬季供水保障工作的通知", "青政发〔2026〕9号", "各村民委员会：", "一、时间安排",
        f"联系人手机{NUMBER}。", "青禾镇人民政府", "2026年11月2日", "（此件公开发布）",
    ):  # fmt: skip
        file.add_paragraph(text)
    table = file.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "村", "时间"
    return saved(file, tmp_path / "通知.docx")


@pytest.fixture
def bare(tmp_path) -> Path:
    """A file of which nothing is known but its text."""
    path = tmp_path / "说明.txt"
    path.write_text("明日停水。", encoding="gb18030")
    return path


@pytest.fixture
def broken(tmp_path) -> Path:
    path = tmp_path / "坏的.docx"
    path.write_bytes(b"PK\x03\x04 cut short")
    return path


@pytest.fixture
def published(desk, content):
    return desk.published(**content)


def saved(file, path: Path) -> Path:
    file.core_properties.author = file.core_properties.comments = ""
    file.save(path)
    return path


def test_inspect_prints_what_a_notice_says(notice):
    data, status = run("inspect", str(notice))

    assert status == DONE
    assert data.keys() >= INSPECT
    assert data["document_number"] == "青政发〔2026〕9号"
    assert data["headings"] == [{"level": 1, "number": "一、", "text": "时间安排"}]
    assert data["tables"] == [[["村", "时间"]]]
    assert data["written_on"] == "2026-11-02"


def test_what_inspect_does_not_find_is_null_and_what_there_is_none_of_is_an_empty_list(bare):
    data, status = run("inspect", str(bare))

    assert status == DONE
    assert data.keys() >= INSPECT
    assert {key for key in INSPECT if data[key] == []} == LISTS
    assert all(data[key] is None for key in INSPECT - LISTS - {"html", "text", "title"})


def test_inspect_keeps_its_keys_for_a_file_it_refuses(broken):
    data, status = run("inspect", str(broken))

    assert status == REFUSED
    assert data.keys() >= INSPECT | {"refused"}
    assert all(data[key] == ([] if key in LISTS else None) for key in INSPECT)
    assert data["refused"]["message"]


def test_inspect_says_what_each_notice_is(tmp_path):
    file = docx.Document()
    file.core_properties.author = "王小明"
    file.add_paragraph("正文").runs[0].font.hidden = True
    path = tmp_path / "稿.docx"
    file.save(path)

    data, _ = run("inspect", str(path))

    assert {"hidden_text", "property"} <= {notice["kind"] for notice in data["notices"]}
    assert all(notice.keys() >= {"kind", "detail"} for notice in data["notices"])


@pytest.mark.django_db
def test_check_prints_findings_and_never_the_number_itself(notice):
    data, status = run("check", str(notice))

    assert status == REFUSED
    assert data["blocked"] is True
    assert all(finding.keys() >= FINDING for finding in data["findings"])
    assert ("personal_data", "mobile") in {(one["kind"], one["rule"]) for one in data["findings"]}
    assert NUMBER not in json.dumps(data)


@pytest.mark.django_db
def test_check_of_a_clean_file_is_done_with_no_findings(bare):
    assert run("check", str(bare)) == ({"blocked": False, "findings": []}, DONE)


@pytest.mark.django_db
def test_check_blocks_a_file_it_cannot_read(broken):
    data, status = run("check", str(broken))

    assert status == REFUSED
    assert (data["blocked"], data["findings"]) == (True, [])


@pytest.mark.django_db
def test_check_with_mask_prints_the_masked_text(notice):
    data, _ = run("check", str(notice), "--mask")

    assert "138****5678" in data["masked"]
    assert NUMBER not in data["masked"]


def test_import_reports_every_file_and_counts_them(cast, notice, broken):
    folder = (str(notice.parent), "--organisation", cast.town.code)

    first, status = run("import", *folder)
    again, _ = run("import", *folder)

    assert status == REFUSED
    assert [(one["file"], one["status"]) for one in first["files"]] == [
        ("坏的.docx", "refused"),
        ("通知.docx", "created"),
    ]
    assert all(one.keys() >= IMPORTED for one in first["files"] + again["files"])
    assert [first[key] for key in ("created", "duplicate", "refused")] == [1, 0, 1]
    assert [again[key] for key in ("created", "duplicate", "refused")] == [0, 1, 1]
    refused, created = first["files"]
    assert created["id"] in {one["id"] for one in again["files"] if one["status"] == "duplicate"}
    assert (refused["id"], refused["index_number"], refused["findings"]) == (None, None, [])


def test_import_by_somebody_who_may_not_is_refused_with_the_same_keys(cast, bare):
    data, status = run(
        "import", str(bare.parent), "--organisation", cast.town.code, "--as", cast.auditor.username
    )

    assert status == REFUSED
    assert (data["files"], data["created"], data["duplicate"], data["refused"]) == ([], 0, 0, 0)
    assert "拟稿人" in data["reason"]


def test_search_prints_hits_and_facets(published):
    data, status = run("search", "供水")

    assert status == DONE
    assert data["count"] == 1
    assert data["hits"][0].keys() >= HIT
    assert data["hits"][0]["title"] == published.title
    assert all(isinstance(rows, list) for rows in data["facets"].values())


@pytest.mark.django_db
def test_search_that_finds_nothing_prints_an_empty_list():
    data, status = run("search", "没有这样的词")

    assert status == DONE
    assert (data["count"], data["hits"]) == (0, [])
    assert "facets" in data


def test_verify_counts_and_names_the_first_break(published):
    whole, status = run("verify")
    Version.objects.filter(information=published).update(content={"title": "改过"})
    broken, refused = run("verify")

    assert (status, refused) == (DONE, REFUSED)
    assert whole.keys() >= {"ok", "events", "records", "first_broken"}
    assert (whole["ok"], whole["records"], whole["first_broken"]) == (True, 1, None)
    assert broken["ok"] is False
    assert broken["first_broken"]


@pytest.mark.parametrize(
    ("line", "amount", "scale", "prices"),
    [
        (("--items", "35"), 3000, "items", [0, 100, 200]),
        (("--items", "5", "--already", "30"), 1000, "items", [200]),
        (("--pages", "150"), 1700, "pages", [0, 10, 20]),
    ],
)
def test_fee_prints_the_amount_and_every_step(line, amount, scale, prices):
    data, status = run("fee", *line)

    assert status == DONE
    assert (data["amount"], data["scale"]) == (amount, scale)
    assert all(step.keys() >= {"from", "to", "unit_price", "count", "amount"} for step in data["steps"])
    assert [step["unit_price"] for step in data["steps"]] == prices
    assert sum(step["amount"] for step in data["steps"]) == amount


WRONG = [
    ("fee",),
    ("fee", "--items", "0"),
    ("fee", "--items", "35", "--pages", "150"),
    ("inspect", "no-such-file.docx"),
    ("inspect",),
    ("check", "no-such-file.docx"),
    ("import", "no-such-folder", "--organisation", "X"),
    ("import", "."),
    ("search", "x", "--since", "2026"),
    ("search", "x", "--limit", "many"),
    ("search", "x", "--organisation", "NOSUCH"),
    ("sweep", "--every", "-1"),
    ("user", "create", "zhangsan"),
    ("user", "fly", "zhangsan"),
    ("organisations", "export", "table.txt"),
    ("people", "import", "no-such-file.xlsx"),
    ("archive", "make"),
    ("foi", "export", "--number"),
    ("calendar", "show", "many"),
    ("report", "annual", "--year", "many"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("line", WRONG, ids=" ".join)
def test_a_wrong_command_line_ends_with_2_and_says_so_in_chinese(line):
    with pytest.raises(WrongUse) as wrong:
        call_command(RENAMED.get(line[0], line[0]), *line[1:])

    assert wrong.value.returncode == WRONG_USE
    assert any("一" <= letter <= "鿿" for letter in str(wrong.value))


@pytest.mark.django_db
def test_searching_on_the_command_line_prints_one_line_an_excerpt(published, capsys):
    call_command("search", "供水")

    assert len(capsys.readouterr().out.splitlines()) == 3
