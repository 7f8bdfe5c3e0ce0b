"""Transcripts of taking in notes: first what each line becomes, then the record."""

from pathlib import Path

from tests.tui.keyboard import running


async def test_notes_are_looked_at_and_then_recorded(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("9:05 张三：通报。\n9:06 小王：谁？\n9:07 李四→张三：意见。\n", encoding="gbk")
    async with running(tmp_path, "张三", "李四") as keyboard:
        keyboard.wall.forward(1800)
        await keyboard.press("f12", "f9")
        await keyboard.type("drbj")
        await keyboard.press("enter")
        assert "导入笔记" in keyboard.screen
        assert "09:12 李四→张三：批评意见的文字" in keyboard.screen
        await keyboard.press(*["backspace"] * 60)
        await keyboard.type(str(notes))
        await keyboard.press("f2")
        assert "第 1 行  补记  09:05  通报  张三  通报。" in keyboard.screen
        assert "第 2 行  未归入  名单里没有“小王”，请写全名" in keyboard.screen
        assert "9:06 小王：谁？" in keyboard.screen
        assert "可补记 2 条，已在记录里 0 条，未归入 1 条。按 F2 记入。" in keyboard.screen
        assert keyboard.record == []
        await keyboard.press("f2")
        assert "已记入 2 条" in keyboard.screen
        assert "第 1 行  已有  09:05  张三  通报。" in keyboard.screen
        assert keyboard.record == ["张三：通报。", "李四：意见。"]
        kept = tmp_path / "notes.txt.未归入.txt"
        assert kept.read_text(encoding="utf-8") == "9:06 小王：谁？\n"
        await keyboard.press("escape")
        assert "批评意见  李四 对 张三  〔补记 09:30〕" in keyboard.screen
        await keyboard.press("escape")
        assert "李四 对 张三  批评意见" in keyboard.screen.splitlines()[1]


async def test_what_can_not_be_read_is_told_and_the_path_stays(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f12", "f9")
        await keyboard.type("drbj")
        await keyboard.press("enter")
        await keyboard.type("nowhere.txt")
        await keyboard.press("enter")
        assert "没有文件" in keyboard.screen
        assert "nowhere.txt" in keyboard.screen
        assert keyboard.record == []
