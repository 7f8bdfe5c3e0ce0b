"""A file is written whole or not at all, and nobody's work is overwritten."""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path

import pytest

from exporters.errors import NotWritten
from exporters.leftovers import sweep
from exporters.target import folder_of, place_of, put, put_folder, sha256

OLD = b"old and longer"
"""What we exported the last time."""


def ours(file: Path) -> dict[str, str]:
    """Writes our last export there, and what is known of it."""
    file.write_bytes(OLD)
    return {str(file): sha256(OLD)}


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "记录.docx"
    assert put(file, b"new", {}) == (file, False)
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert names(tmp_path) == ["记录.docx"]


def test_our_own_last_export_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "记录.docx"
    known = ours(file)
    file.chmod(0o644)
    assert put(file, b"new", known) == (file, False)
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("step", ["tempfile.mkstemp", "os.write", "os.fsync", "Path.replace"])
@pytest.mark.parametrize(
    ("code", "words"), [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "只读"), (errno.EACCES, "没有权限")]
)
def test_a_disk_that_fails_at_any_step_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, words: str
) -> None:
    file = tmp_path / "记录.docx"
    known = ours(file)

    def fail(*_args: object, **_named: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(f"exporters.target.{step}", fail)
    with pytest.raises(NotWritten, match=words) as caught:
        put(file, b"new", known)
    monkeypatch.undo()
    assert file.read_bytes() == OLD
    assert names(tmp_path) == ["记录.docx"]
    assert str(file) in str(caught.value)


def test_a_disk_that_fills_half_way_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "记录.docx"
    known = ours(file)
    written = os.write

    def few(descriptor: int, content: bytes) -> int:
        if len(content) < 4:
            raise OSError(errno.ENOSPC, "no space")
        return written(descriptor, content[:3])

    monkeypatch.setattr("exporters.target.os.write", few)
    with pytest.raises(NotWritten, match="磁盘已满"):
        put(file, b"new content", known)
    assert file.read_bytes() == OLD
    assert names(tmp_path) == ["记录.docx"]


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = os.write
    monkeypatch.setattr(
        "exporters.target.os.write", lambda descriptor, content: written(descriptor, content[:2])
    )
    put(tmp_path / "a", b"0123456789", {})
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_an_interruption_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("exporters.target.os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path / "a", b"new", {})
    assert names(tmp_path) == []


def test_the_file_is_on_disk_before_it_takes_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    fsync, replace, link = os.fsync, Path.replace, os.link

    def noting_fsync(descriptor: int) -> None:
        calls.append("fsync")
        fsync(descriptor)

    def noting_replace(self: Path, to: Path) -> Path:
        calls.append("name")
        return replace(self, to)

    def noting_link(old: Path, new: Path) -> None:
        calls.append("name")
        link(old, new)

    monkeypatch.setattr("exporters.target.os.fsync", noting_fsync)
    monkeypatch.setattr(Path, "replace", noting_replace)
    monkeypatch.setattr(os, "link", noting_link)
    put(tmp_path / "a", b"new", {})
    put(tmp_path / "a", b"newer", {str(tmp_path / "a"): sha256(b"new")})
    assert calls == ["fsync", "name", "fsync"] * 2


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("没有/记录.docx", "文件夹不存在"),
        ("文件/记录.docx", "是文件而不是文件夹"),
        ("文件夹", "请在后面写上文件名"),
        ("长" * 100, "太长"),
        ("零\x00", "写得不对"),
        ("圈/记录.docx", "请"),
    ],
)
def test_an_impossible_place_is_told_in_a_sentence(tmp_path: Path, place: str, words: str) -> None:
    (tmp_path / "文件").touch()
    (tmp_path / "文件夹").mkdir()
    (tmp_path / "圈").symlink_to(tmp_path / "圈")
    with pytest.raises(NotWritten, match=words) as caught:
        put(tmp_path / place, b"new", {})
    assert str(caught.value).startswith("没有导出：")
    assert names(tmp_path) == ["圈", "文件", "文件夹"]


def test_a_folder_that_cannot_be_synced_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []

    def only_files(descriptor: int) -> None:
        if synced:
            raise OSError(errno.EINVAL, "not for folders")
        synced.append(descriptor)

    monkeypatch.setattr("exporters.target.os.fsync", only_files)
    put(tmp_path / "a", b"new", {})
    assert (tmp_path / "a").read_bytes() == b"new"


class TestTheNameOfAFile:
    def test_one_edited_since_or_never_ours_is_kept(self, tmp_path: Path) -> None:
        file = tmp_path / "记录.docx"
        file.write_bytes(b"edited")
        known = {str(file): sha256(b"ours")}
        assert put(file, b"2", known) == (tmp_path / "记录（2）.docx", True)
        assert put(file, b"3", {}) == (tmp_path / "记录（3）.docx", True)
        assert file.read_bytes() == b"edited"

    def test_our_own_export_under_a_later_name_is_replaced(self, tmp_path: Path) -> None:
        file, second = tmp_path / "记录.docx", tmp_path / "记录（2）.docx"
        file.write_bytes(b"edited")
        assert put(file, b"new", ours(second)) == (second, True)

    def test_an_edit_made_while_the_paper_was_set_is_kept(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "记录.docx"
        known = ours(file)
        written = os.write

        def meanwhile(descriptor: int, content: bytes) -> int:
            file.write_bytes(b"edited")
            return written(descriptor, content)

        monkeypatch.setattr("exporters.target.os.write", meanwhile)
        assert put(file, b"new", known) == (tmp_path / "记录（2）.docx", True)
        assert file.read_bytes() == b"edited"

    @pytest.mark.parametrize("has_links", [True, False])
    def test_what_comes_to_stand_there_at_the_last_moment_is_kept(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
    ) -> None:
        file = tmp_path / "记录.docx"
        link, lexists = os.link, os.path.lexists

        def linking(old: Path, new: Path) -> None:
            if not has_links:
                raise OSError(errno.EPERM, "no links on this disk")
            link(old, new)

        def looking(path: Path) -> bool:
            there = lexists(path)
            if has_links and path == file and not there:
                file.write_bytes(b"somebody else's")
            return there

        monkeypatch.setattr("exporters.target.os.link", linking)
        monkeypatch.setattr("exporters.target.os.path.lexists", looking)
        place, renamed = put(file, b"new", {})
        assert (place.name, renamed) == (("记录（2）.docx", True) if has_links else ("记录.docx", False))
        assert place.read_bytes() == b"new"
        assert names(tmp_path) == (["记录.docx", "记录（2）.docx"] if has_links else ["记录.docx"])

    def test_links_are_followed_to_the_file_behind_them(self, tmp_path: Path) -> None:
        real = tmp_path / "真.docx"
        (tmp_path / "链.docx").symlink_to(real)
        assert put(tmp_path / "链.docx", b"new", {}) == (real, False)

    def test_a_pipe_or_device_is_never_read_or_replaced(self, tmp_path: Path) -> None:
        pipe = tmp_path / "管道"
        os.mkfifo(pipe)
        assert put(pipe, b"new", {str(pipe): "x"}) == (tmp_path / "管道（2）", True)

    def test_the_home_folder_may_be_written_as_a_tilde(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        assert put(Path("~/记录.docx"), b"new", {})[0] == tmp_path / "记录.docx"

    def test_one_as_long_as_can_be_is_shortened_for_its_number(self, tmp_path: Path) -> None:
        file = tmp_path / ("字" * 83 + ".docx")
        for number in ("（2）", "（3）"):
            file.touch()
            place, _ = put(file, b"new", {})
            assert place.name == "字" * 81 + number + ".docx"


class TestPutFolder:
    def test_it_is_private_and_never_takes_the_place_of_another(self, tmp_path: Path) -> None:
        (tmp_path / "材料").touch()
        first, second = (put_folder(tmp_path / "材料", [("甲.txt", b"1")]) for _ in range(2))
        assert (first.name, second.name) == ("材料（2）", "材料（3）")
        assert stat.S_IMODE(first.stat().st_mode) == 0o700
        assert stat.S_IMODE((first / "甲.txt").stat().st_mode) == 0o600

    @pytest.mark.parametrize("kind", ["file", "folder"])
    def test_what_comes_to_stand_there_at_the_last_moment_is_kept(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
    ) -> None:
        place = tmp_path / "材料"
        lexists = os.path.lexists

        def looking(path: Path) -> bool:
            there = lexists(path)
            if path == place and not there:
                if kind == "folder":
                    place.mkdir()
                (place / "别人的" if kind == "folder" else place).write_bytes(b"x")
            return there

        monkeypatch.setattr("exporters.target.os.path.lexists", looking)
        assert put_folder(place, [("甲.txt", b"1")]) == tmp_path / "材料（2）"
        assert names(tmp_path) == ["材料", "材料（2）"]

    def test_one_that_can_not_be_written_leaves_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(NotWritten):
            put_folder(tmp_path / "材料", [("甲.txt", b"1"), ("没有/乙.txt", b"2")])
        assert names(tmp_path) == []
        with pytest.raises(NotWritten, match="文件夹不存在"):
            put_folder(tmp_path / "没有" / "材料", [])


class TestWhatAKilledExportLeft:
    @staticmethod
    def left(folder: Path, name: str, hours: float) -> None:
        place = folder / name
        if name.endswith(".new"):
            place.write_bytes("张三的话".encode())
        else:
            place.mkdir()
            (place / "01 记录.docx").write_bytes(b"x")
        then = time.time() - hours * 3600
        os.utime(place, (then, then))

    def test_is_swept_away_by_the_next_export_after_an_hour(self, tmp_path: Path) -> None:
        for name, hours in (
            (".shilu-abcd_123.new", 2),
            (".shilu-zyxw9876", 2),
            (".shilu-still_on.new", 0.5),
            (".shilu-notes.new", 2),
            (".shilu-ABCDEFGH", 2),
        ):
            self.left(tmp_path, name, hours)
        put(tmp_path / "记录.txt", b"new", {})
        assert names(tmp_path) == [".shilu-ABCDEFGH", ".shilu-notes.new", ".shilu-still_on.new", "记录.txt"]

    def test_is_swept_away_by_a_package_as_well(self, tmp_path: Path) -> None:
        self.left(tmp_path, ".shilu-abcd_123.new", 2)
        put_folder(tmp_path / "材料", [])
        assert names(tmp_path) == ["材料"]

    def test_stays_where_it_is_a_link_or_somebody_else_s(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.left(tmp_path, ".shilu-abcd_123.new", 2)
        monkeypatch.setattr("exporters.leftovers.os.getuid", lambda: os.geteuid() + 1)
        sweep(tmp_path)
        monkeypatch.undo()
        assert names(tmp_path) == [".shilu-abcd_123.new"]
        (tmp_path / "夹").mkdir()
        link = tmp_path / "夹" / ".shilu-abcd_124"
        link.symlink_to(tmp_path)
        os.utime(link, (0, 0), follow_symlinks=False)
        sweep(tmp_path / "夹")
        assert link.is_symlink()


class TestFolderOf:
    def test_it_is_absolute_whatever_was_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert folder_of(Path()) == tmp_path

    @pytest.mark.parametrize(
        ("output", "words"),
        [("没有", "文件夹不存在"), ("文件", "不是文件夹"), ("圈/a", "请"), ("~查无此人/a", "写得不对")],
    )
    def test_one_that_is_not_there_is_told(self, tmp_path: Path, output: str, words: str) -> None:
        (tmp_path / "文件").touch()
        (tmp_path / "圈").symlink_to(tmp_path / "圈")
        with pytest.raises(NotWritten, match=words):
            folder_of(Path(output) if output.startswith("~") else tmp_path / output)


class TestPlaceOf:
    def test_a_folder_holds_the_file_of_the_default_name(self, tmp_path: Path) -> None:
        assert place_of(tmp_path, "记录.docx") == tmp_path / "记录.docx"
        (tmp_path / "a.docx").mkdir()
        assert place_of(tmp_path / "a.docx", "记录.docx") == tmp_path / "a.docx" / "记录.docx"

    def test_a_file_is_named_with_the_ending_of_its_format(self, tmp_path: Path) -> None:
        assert place_of(tmp_path / "我的.DOCX", "记录.docx") == tmp_path / "我的.DOCX"

    def test_the_path_is_absolute_whatever_was_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("HOME", str(tmp_path))
        for output in (Path(), Path("~"), Path("记录.md"), Path("~/记录.md")):
            assert place_of(output, "记录.md") == tmp_path / "记录.md"

    @pytest.mark.parametrize(
        ("output", "words"),
        [
            ("没有", "没有“没有”这个文件夹；要写成文件，名字要和格式一致，以 .docx 结尾"),
            ("记录.pdf", "以 .docx 结尾"),
            ("2022.1.28", "没有“2022.1.28”这个文件夹"),
            ("没有/记录.docx", "文件夹不存在"),
            ("~查无此人/记录.docx", "写得不对"),
        ],
    )
    def test_a_folder_that_is_not_there_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, words: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        with pytest.raises(NotWritten, match=words):
            place_of(Path(output), "记录.docx")
