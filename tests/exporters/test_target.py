"""A file is written whole or not at all, and nobody's work is overwritten."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from exporters.errors import NotWritten
from exporters.target import free_name, place_of, put, sha256


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "记录.docx"
    put(file, b"new")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert names(tmp_path) == ["记录.docx"]


def test_an_old_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "记录.docx"
    file.write_bytes(b"old and longer")
    file.chmod(0o644)
    put(file, b"new")
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
    file.write_bytes(b"old")

    def fail(*_args: object, **_named: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(f"exporters.target.{step}", fail)
    with pytest.raises(NotWritten, match=words) as caught:
        put(file, b"new")
    monkeypatch.undo()
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["记录.docx"]
    assert str(file) in str(caught.value)


def test_a_disk_that_fills_half_way_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "记录.docx"
    file.write_bytes(b"old")
    written = os.write

    def few(descriptor: int, content: bytes) -> int:
        if len(content) < 4:
            raise OSError(errno.ENOSPC, "no space")
        return written(descriptor, content[:3])

    monkeypatch.setattr("exporters.target.os.write", few)
    with pytest.raises(NotWritten, match="磁盘已满"):
        put(file, b"new content")
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["记录.docx"]


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = os.write
    monkeypatch.setattr(
        "exporters.target.os.write", lambda descriptor, content: written(descriptor, content[:2])
    )
    put(tmp_path / "a", b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_an_interruption_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("exporters.target.os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path / "a", b"new")
    assert names(tmp_path) == []


def test_the_file_is_on_disk_before_it_takes_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noting_fsync(descriptor: int) -> None:
        calls.append("fsync")
        fsync(descriptor)

    def noting_replace(self: Path, to: Path) -> Path:
        calls.append("rename")
        return replace(self, to)

    monkeypatch.setattr("exporters.target.os.fsync", noting_fsync)
    monkeypatch.setattr(Path, "replace", noting_replace)
    put(tmp_path / "a", b"new")
    assert calls == ["fsync", "rename", "fsync"]


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
        free, _ = free_name(tmp_path / place, {})
        put(free, b"new")
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
    put(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


class TestFreeName:
    def test_a_free_place_is_taken_as_it_is(self, tmp_path: Path) -> None:
        assert free_name(tmp_path / "记录.docx", {}) == (tmp_path / "记录.docx", False)

    def test_our_own_untouched_export_may_be_replaced(self, tmp_path: Path) -> None:
        file = tmp_path / "记录.docx"
        file.write_bytes(b"ours")
        assert free_name(file, {str(file): sha256(b"ours")}) == (file, False)

    def test_a_file_edited_since_or_never_ours_is_kept(self, tmp_path: Path) -> None:
        file = tmp_path / "记录.docx"
        file.write_bytes(b"edited")
        assert free_name(file, {str(file): sha256(b"ours")}) == (tmp_path / "记录（2）.docx", True)
        assert free_name(file, {}) == (tmp_path / "记录（2）.docx", True)

    def test_counts_on_until_a_place_can_be_used(self, tmp_path: Path) -> None:
        file, second = tmp_path / "记录.docx", tmp_path / "记录（2）.docx"
        file.write_bytes(b"edited")
        second.write_bytes(b"ours")
        assert free_name(file, {str(second): sha256(b"ours")}) == (second, True)
        assert free_name(file, {}) == (tmp_path / "记录（3）.docx", True)

    def test_links_are_followed_to_the_file_behind_them(self, tmp_path: Path) -> None:
        real = tmp_path / "真.docx"
        (tmp_path / "链.docx").symlink_to(real)
        assert free_name(tmp_path / "链.docx", {}) == (real, False)

    def test_a_pipe_or_device_is_never_read_or_replaced(self, tmp_path: Path) -> None:
        pipe = tmp_path / "管道"
        os.mkfifo(pipe)
        assert free_name(pipe, {str(pipe): "x"}) == (tmp_path / "管道（2）", True)

    def test_the_home_folder_may_be_written_as_a_tilde(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        assert free_name(Path("~/记录.docx"), {})[0] == tmp_path / "记录.docx"


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
