"""Files of kept pages: where they lie, and that they are whole."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.stored import store


@pytest.mark.parametrize(
    ("path", "kind", "file"),
    [
        ("/", "html", "index.html"),
        ("/r/12/", "html", "r/12/index.html"),
        ("/feed/", "atom", "feed/index.atom"),
        ("/files/7/", "pdf", "files/7/index.pdf"),
        ("/sitemap.xml", "xml", "sitemap.xml"),
    ],
)
def test_each_address_has_its_file(path, kind, file, pages):
    assert store.place(path, kind) == pages / file


@pytest.mark.parametrize(
    "path",
    [
        "",
        "r/12/",
        "/../etc/",
        "/a/../b/",
        "/.wishes/x",
        "/a//b/",
        "/r/12",
        "/a%2e/",
        "/中/",
        "/x/.h/",
        "/a\n/",
    ],
)
def test_an_address_that_could_lead_elsewhere_is_never_a_file(path):
    assert not store.is_storable(path)
    assert store.find(path) is None


@given(st.text(max_size=60))
def test_no_address_leads_out_of_the_folder(text):
    path = f"/{text}"
    if store.is_storable(path):
        assert store.place(path, "html").resolve().is_relative_to(store.root().resolve())


def test_a_page_has_a_compressed_twin_with_the_same_content(pages):
    store.write("/r/1/", "html", b"<p>one</p>")

    kept = store.find("/r/1/")

    assert kept.file.read_bytes() == gzip.decompress(kept.squeezed.read_bytes()) == b"<p>one</p>"


def test_a_page_that_is_dropped_leaves_no_file(pages):
    store.write("/feed/", "atom", b"<feed/>")

    store.drop("/feed/")

    assert store.find("/feed/") is None
    assert not [file for file in pages.rglob("*") if file.is_file()]


def test_everything_kept_is_listed_with_its_address(pages):
    for path, kind in [("/", "html"), ("/r/1/", "html"), ("/robots.txt", "txt")]:
        store.write(path, kind, b"x")
    store.wish("/r/2/")

    assert sorted(path for path, _ in store.every()) == ["/", "/r/1/", "/robots.txt"]


def test_a_wish_is_taken_once(pages):
    store.wish("/r/2/")
    store.wish("/r/2/")

    assert store.wishes(10) == ["/r/2/"]
    assert store.wishes(10) == []
