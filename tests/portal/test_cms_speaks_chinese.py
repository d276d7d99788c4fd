"""What an editor of pages meets in the CMS is Chinese, though the CMS's own catalogue has gaps."""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from wagtail.images.models import Image
from wagtail.models import Page

from mingbai.portal.models import EditorialPage

CATALOGUES = Path(settings.LOCALE_PATHS[0]) / "zh_Hans" / "LC_MESSAGES"
ENTRY = re.compile(
    r'^msgid "(?P<id>.*)"\n(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? "(?P<text>.*)"$', re.MULTILINE
)

# Names that are the same in Chinese, kinds of files, and what a page's own data holds.
KNOWN = {
    "AVIF", "GIF", "JPG", "JPEG", "PNG", "WEBP", "URL", "ID", "SEO", "HTML", "JavaScript", "Wagtail", "Markdown",
    "Ctrl", "Shift", "Alt", "Esc", "Enter", "Tab", "slug", "Slug", "MB", "nihao", "png", "localhost",
}  # fmt: skip
# Written into the CMS's own pages with no way to translate them: a label, and a count that is not shown.
FIXED = {"Actions", "None"}
SPOKEN = ("aria-label", "title", "placeholder", "alt")
NO_WORDS = re.compile(r"https?://\S+|<[^>]*>|\w+\.png")
WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture
def editor(cast) -> Client:
    client = Client()
    client.force_login(cast.county_office, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/cms/").status_code == 200
    return client


@pytest.fixture
def written(editor) -> dict[str, int]:
    """A page with a history and a picture."""
    parent = Page.objects.get(depth=2)
    page = parent.add_child(instance=EditorialPage(title="办事说明", slug="nihao", body="<p>你好</p>"))
    for text in ("<p>您好</p>", "<p>大家好</p>"):
        page.body = text
        page.save_revision().publish()
    revisions = page.revisions.order_by("pk").values_list("pk", flat=True)
    return {"page": page.pk, "parent": parent.pk, "first": revisions[0], "second": revisions[1]}


@pytest.fixture
def image(picture) -> int:
    return Image.objects.create(title="照片", file=SimpleUploadedFile("zhao.png", picture)).pk


def words_on(source: bytes) -> set[str]:
    """English words a person sees or hears on the page."""
    root = html.fromstring(source)
    for hidden in root.xpath("//script|//style|//svg|//code|//kbd|//noscript|//link"):
        hidden.drop_tree()
    heard = [value for name in SPOKEN for value in root.xpath(f"//@{name}")]
    met = [text for text in (*root.itertext(), *heard) if text.strip() not in FIXED]
    return set(WORD.findall(NO_WORDS.sub(" ", " ".join(met)))) - KNOWN


PAGES = """
/cms/ /cms/pages/ /cms/pages/{parent}/ /cms/pages/{parent}/add_subpage/
/cms/pages/add/portal/editorialpage/{parent}/ /cms/pages/{page}/edit/ /cms/pages/{page}/history/
/cms/pages/{page}/revisions/compare/{first}...{second}/ /cms/pages/{page}/revisions/{first}/revert/
/cms/pages/{page}/delete/ /cms/pages/{page}/unpublish/ /cms/pages/{page}/copy/ /cms/pages/{page}/move/
/cms/pages/search/?q=办事 /cms/pages/search/?q=没有的词
/cms/images/ /cms/images/?q=没有的词 /cms/images/multiple/add/ /cms/images/add/
/cms/images/{image}/ /cms/images/{image}/delete/
""".split()


@pytest.mark.parametrize("address", PAGES)
def test_an_editor_meets_no_english_word(address, editor, written, image):
    answer = editor.get(address.format(image=image, **written), follow=True)

    assert answer.status_code == 200
    assert words_on(answer.content) == set()


@pytest.mark.parametrize("address", ["/cms/choose-page/", "/cms/images/chooser/"])
def test_choosers_speak_chinese_too(address, editor, written, image):
    answer = editor.get(address)

    assert answer.status_code == 200
    assert words_on(answer.json()["html"].encode()) == set()


def test_a_refused_page_says_why_in_chinese(editor, written):
    sent = {"title": "", "slug": "nihao", "body": "null"}
    answer = editor.post(f"/cms/pages/add/portal/editorialpage/{written['parent']}/", sent)

    assert answer.status_code == 200
    assert words_on(answer.content) == set()


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_compiled_words_are_those_of_the_readable_catalogue(domain):
    """The compiled file is kept, so that a fresh clone needs no gettext tools."""
    source = re.sub(r'"\n"', "", (CATALOGUES / f"{domain}.po").read_text(encoding="utf-8"))
    readable = {m["id"]: m["text"] for m in ENTRY.finditer(source) if m["id"]}
    with (CATALOGUES / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    for id_, text in readable.items():
        plain = id_.replace(r"\"", '"').replace(r"\n", "\n")
        found = (
            compiled.ngettext(plain, "", 1) if plain == compiled.gettext(plain) else compiled.gettext(plain)
        )
        assert found == text.replace(r"\"", '"').replace(r"\n", "\n"), id_
    assert len(readable) > 15


def test_scripts_of_the_cms_get_the_missing_words(editor):
    catalogue = editor.get("/cms/jsi18n/").content.decode()

    assert r"\u6b63\u5728\u81ea\u52a8\u4fdd\u5b58" in catalogue  # 正在自动保存
