"""Bags as the public conformance suite of BagIt has them, made anew here; and packages that try to escape."""

import hashlib
import io
import os
import stat
import tarfile
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingbai.lib.bags import Line, file_into, finish, verify, zipped


def digest(data: bytes, algorithm="sha256") -> str:
    return hashlib.new(algorithm, data).hexdigest()


def bag(folder, files=None, *, version="1.0", algorithm="sha256", encoding="UTF-8", more=None, lines=None):
    """A valid bag, unless `more` (tag files) or `lines` (of the manifest) say otherwise."""
    files = {"data/a.txt": b"one\n"} if files is None else files
    if lines is None:
        lines = [f"{digest(data, algorithm)}  {name}" for name, data in files.items()]
    tags = {
        "bagit.txt": f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n".encode(),
        f"manifest-{algorithm}.txt": "".join(f"{one}\n" for one in lines).encode(encoding),
        **(more or {}),
    }
    for name, data in {**files, **tags}.items():
        if data is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    (folder / "data").mkdir(exist_ok=True)
    return folder


ONE = digest(b"one\n")
INFO = b"Source-Organization: x\nContact-Name: a\nContact-Name: b\n"
VALID = {
    "basic": {},
    "md5 of 0.97": {"version": "0.97", "algorithm": "md5"},
    "sha1 of 0.96": {"version": "0.96", "algorithm": "sha1"},
    "old 0.93": {"version": "0.93", "algorithm": "md5", "more": {"package-info.txt": INFO}},
    "sha512": {"algorithm": "sha512"},
    "metadata twice": {"more": {"bag-info.txt": INFO}},
    "right oxum": {"more": {"bag-info.txt": b"Payload-Oxum: 4.1\n"}},
    "UTF-16 tag files": {"version": "0.97", "encoding": "UTF-16"},
    "an empty payload": {"files": {}},
    "an empty file": {"files": {"data/empty": b""}},
    "leading ./": {"lines": [f"{ONE}  ./data/a.txt"]},
    "a star before the name": {"lines": [f"{ONE} *data/a.txt"]},
    "digests in capitals": {"lines": [f"{ONE.upper()}  data/a.txt"]},
    "blanks in a name": {"files": {"data/a b  c.txt": b"x"}},
    "Chinese names": {"files": {"data/附件/㐂𠮷.txt": b"x"}},
    "LF, CR and % in names": {
        "files": {"data/a\nb": b"1", "data/a\rb": b"2", "data/a%0Ab": b"3"},
        "lines": [
            f"{digest(b'1')}  data/a%0Ab",
            f"{digest(b'2')}  data/a%0db",
            f"{digest(b'3')}  data/a%250Ab",
        ],
    },
    "what was fetched already": {"more": {"fetch.txt": b"http://example.org/a - data/a.txt\n"}},
    "tag manifest": {"more": {"x.txt": b"x", "tagmanifest-sha256.txt": f"{digest(b'x')}  x.txt\n".encode()}},
    "CRLF in bagit.txt": {
        "more": {"bagit.txt": b"BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8\r\n"}
    },
    "0.97 with two manifests that share the files": {
        "version": "0.97",
        "files": {"data/a.txt": b"one\n", "data/b": b"2"},
        "lines": [f"{ONE}  data/a.txt"],
        "more": {"manifest-md5.txt": f"{digest(b'2', 'md5')}  data/b\n".encode()},
    },
}
INVALID = {
    "no bagit.txt": {"more": {"bagit.txt": None}},
    "a mark before bagit.txt": {
        "more": {"bagit.txt": b"\xef\xbb\xbfBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"}
    },
    "blanks in bagit.txt": {
        "more": {"bagit.txt": b"BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n"}
    },
    "no encoding": {"more": {"bagit.txt": b"BagIt-Version: 1.0\n"}},
    "a third line": {
        "more": {"bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nX: 1\n"}
    },
    "an unknown version": {"version": "7.0"},
    "no manifest": {"more": {"manifest-sha256.txt": None}},
    "an unknown algorithm": {"more": {"manifest-crc32.txt": b"00  data/a.txt\n"}},
    "a missing file": {"lines": [f"{ONE}  data/a.txt", f"{ONE}  data/b.txt"]},
    "an extra file": {"files": {"data/a.txt": b"one\n", "data/b": b"2"}, "lines": [f"{ONE}  data/a.txt"]},
    "a wrong digest": {"lines": [f"{digest(b'two')}  data/a.txt"]},
    "a digest too short": {"lines": ["abc  data/a.txt"]},
    "a file listed twice": {"lines": [f"{ONE}  data/a.txt"] * 2},
    "a file listed twice, once with ./": {"lines": [f"{ONE}  data/a.txt", f"{ONE}  ./data/a.txt"]},
    "wrong oxum": {"more": {"bag-info.txt": b"Payload-Oxum: 5.1\n"}},
    "tag file in the manifest": {"lines": [f"{ONE}  data/a.txt", f"{ONE}  bagit.txt"]},
    "a damaged tag file": {"more": {"x": b"y", "tagmanifest-sha256.txt": f"{digest(b'x')}  x\n".encode()}},
    "a missing tag file": {"more": {"tagmanifest-sha256.txt": f"{digest(b'x')}  x\n".encode()}},
    "two names that differ in case": {"files": {"data/A": b"1", "data/a": b"1"}},
    "two spellings of one name": {"files": {"data/\u00e9": b"1", "data/e\u0301": b"1"}},
    "1.0 with manifests that differ": {
        "files": {"data/a.txt": b"one\n", "data/b": b"2"},
        "lines": [f"{ONE}  data/a.txt"],
        "more": {"manifest-md5.txt": f"{digest(b'2', 'md5')}  data/b\n".encode()},
    },
    "what was not fetched": {
        "lines": [f"{ONE}  data/a.txt", f"{ONE}  data/b"],
        "more": {"fetch.txt": b"http://example.org/b 4 data/b\n"},
    },
    "a broken fetch.txt": {"more": {"fetch.txt": b"data/b\n"}},
    "not the encoding it says": {"more": {"manifest-sha256.txt": f"{ONE}  data/".encode() + b"\xff\n"}},
    **{
        f"{place} leads to {path}": {
            "more": {"fetch.txt": f"http://example.org/b - {path}\n".encode()}
            if place == "fetch.txt"
            else {"manifest-sha256.txt": f"{ONE}  data/a.txt\n{ONE}  {path}\n".encode()}
        }
        for place in ("fetch.txt", "manifest")
        for path in (
            "../outside", "data/../../outside", "/etc/passwd", "~/.bashrc", "~root/x", "data\\..\\x", "C:/x",
            "data/./x", "data//x",
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("case", VALID)
def test_a_valid_bag_passes(tmp_path, case):
    assert verify(bag(tmp_path / "bag", **VALID[case])).problems == []


@pytest.mark.parametrize("case", INVALID)
def test_an_invalid_bag_is_refused(tmp_path, case):
    assert verify(bag(tmp_path / "bag", **INVALID[case])).problems


def test_links_are_refused(tmp_path):
    folder = bag(tmp_path / "bag")
    (folder / "data" / "b").symlink_to("/etc/passwd")
    assert "链接" in verify(folder).problems[0]
    (folder / "data" / "b").unlink()
    (folder / "data" / "b").symlink_to(tmp_path, target_is_directory=True)
    assert "链接" in verify(folder).problems[0]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    folder = bag(tmp_path / "bag")
    os.mkfifo(folder / "data" / "pipe")
    assert not verify(folder).ok


@pytest.mark.parametrize("case", ["basic", "Chinese names", "LF, CR and % in names"])
@pytest.mark.parametrize("ending", ["zip", "tar", "tar.gz"])
def test_archives_of_valid_bags_pass_without_being_unpacked(tmp_path, case, ending):
    folder, path = bag(tmp_path / "bag", **VALID[case]), tmp_path / f"bag.{ending}"
    if ending == "zip":
        path.write_bytes(b"".join(zipped(folder)))
    else:
        with tarfile.open(path, "w:gz" if ending == "tar.gz" else "w") as archive:
            archive.add(folder, "bag")
    assert verify(path).problems == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bag", f"bag.{ending}"]


def escaping(name: str):
    def made(path):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, b"x")

    return made


def zip_with_link(path):
    link = zipfile.ZipInfo("bag/data/b")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")


def zip_bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bag/data/b", bytes(40 * 1024 * 1024))


def zip_with_twins(path):
    with zipfile.ZipFile(path, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("bag/data/b", b"1")
        archive.writestr("bag/data/b", b"2")


def tar_with(kind, name="bag/data/b"):
    def made(path):
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc/passwd"
        with tarfile.open(path, "w") as archive:
            archive.addfile(member)

    return made


def tar_bomb(path):
    member = tarfile.TarInfo("bag/data/b")
    member.size = 40 * 1024 * 1024
    with tarfile.open(path, "w:gz") as archive:
        archive.addfile(member, io.BytesIO(bytes(member.size)))


@pytest.mark.parametrize(
    "make",
    [
        escaping("../x"), escaping("/x"), escaping("bag/../../x"), escaping("C:\\x"), escaping("~/x"),
        zip_with_link, zip_bomb, zip_with_twins, tar_bomb,
        tar_with(tarfile.SYMTYPE), tar_with(tarfile.LNKTYPE), tar_with(tarfile.CHRTYPE),
        tar_with(tarfile.FIFOTYPE), tar_with(tarfile.REGTYPE, "../x"), tar_with(tarfile.REGTYPE, "/x"),
    ],
)  # fmt: skip
def test_an_escaping_archive_is_refused(tmp_path, make):
    path = tmp_path / "package"
    make(path)
    (problem,) = verify(path).problems
    assert "包" in problem
    assert [one.name for one in tmp_path.iterdir()] == ["package"]


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x05\x06" + bytes(18), b"\x1f\x8b\x08rubbish"])
def test_what_is_no_archive_is_refused(tmp_path, data):
    path = tmp_path / "package"
    path.write_bytes(data)
    assert not verify(path).ok


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(at=st.integers(0, 10_000), byte=st.integers(1, 255))
def test_any_changed_byte_of_a_package_is_found_or_changes_nothing_of_it(tmp_path, at, byte):
    """A zip also has bytes that say nothing of the content, such as times: those may differ."""
    folder = tmp_path / "bag"
    if not folder.exists():
        lines = [file_into(folder, f"data/{n}.txt", [b"text %d" % n]) for n in range(3)]
        finish(folder, lines, {"Bag-Software-Agent": "Mingbai 1"})
    data = bytearray(b"".join(zipped(folder)))
    data[at % len(data)] ^= byte
    path = tmp_path / "package.zip"
    path.write_bytes(data)
    if verify(path).ok:
        with zipfile.ZipFile(path) as archive:
            assert {archive.read(one) for one in archive.namelist()} == {
                one.read_bytes() for one in folder.rglob("*") if one.is_file()
            }


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.text("ab%\r\n 字", min_size=1, max_size=6), st.binary(max_size=20), max_size=5))
def test_what_is_written_here_passes_its_own_verifier(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("bag") / "bag"
    folder.mkdir()
    lines = [file_into(folder, f"data/{name}", [data]) for name, data in files.items()]
    finish(folder, lines, {"External-Description": "两\n行"})
    assert verify(folder).problems == []


def test_the_same_content_gives_the_same_bytes(tmp_path):
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name / "bag"
        lines = [file_into(folder, "data/b", [b"2"]), file_into(folder, "data/a", [b"1"])]
        finish(folder, lines[:: -1 if name == "two" else 1], {"A": "b"})
        made.append(b"".join(zipped(folder)))
    assert made[0] == made[1]


def test_lines_tell_path_digest_and_size(tmp_path):
    assert file_into(tmp_path, "data/a", [b"on", b"e\n"]) == Line("data/a", ONE, 4)
