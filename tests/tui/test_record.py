"""Transcripts of the record view: reading, finding, correcting, adding."""

from pathlib import Path

from tests.tui.keyboard import Keyboard, running


async def three_remarks(keyboard: Keyboard) -> None:
    for text in ("通报内容。", "班子的问题。", "个人的问题。"):
        await keyboard.type(text)
        await keyboard.press("f2")
        keyboard.wall.forward(60)
    await keyboard.press("f12")


async def test_the_record_reads_with_numbers_times_and_speakers(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await three_remarks(keyboard)
        assert "  1  09:00  通报  张三" in keyboard.screen
        assert "  2  09:00  班子对照检查  张三" in keyboard.screen
        assert "      个人的问题。" in keyboard.screen
        assert "共 3 条" in keyboard.screen
        await keyboard.press("f12")
        assert "正在记：李四 对 张三" in keyboard.screen


async def test_a_correction_shows_the_new_text_and_keeps_the_old(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await three_remarks(keyboard)
        await keyboard.press("up", "enter")
        assert "更正第 2 条" in keyboard.screen
        await keyboard.press("backspace")
        await keyboard.type("，共四条。")
        await keyboard.press("f2")
        assert "班子的问题，共四条。" in keyboard.screen
        assert "〔更正 1 次〕" in keyboard.screen
        assert keyboard.record[1] == "张三：班子的问题，共四条。"
        assert keyboard.meeting.entries[4].text == "班子的问题。"
        await keyboard.press("f9", "1")
        assert "第 1 版" in keyboard.screen
        assert "班子的问题。" in keyboard.screen


async def test_a_wrong_speaker_can_be_put_right(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await three_remarks(keyboard)
        await keyboard.press("enter", "f5", "2", "f2")
        assert keyboard.record[2] == "李四：个人的问题。"


async def test_an_unsaved_correction_is_still_there_the_next_time(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await three_remarks(keyboard)
        await keyboard.press("enter")
        await keyboard.type("没存下的")
        await keyboard.press("escape")
        assert keyboard.record[2] == "张三：个人的问题。"
        await keyboard.press("f12")
        await keyboard.type("别的话")
        await keyboard.press("f12", "enter")
        assert "没存下的" in keyboard.screen
        await keyboard.press("f2")
        assert keyboard.record[2] == "张三：个人的问题。没存下的"


async def test_a_remark_is_added_in_its_place_and_marked(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await three_remarks(keyboard)
        await keyboard.press("up", "up", "f3")
        await keyboard.type("漏记的一句。")
        await keyboard.press("f2")
        assert keyboard.record[:2] == ["张三：通报内容。", "张三：漏记的一句。"]
        assert "〔补记 09:03〕" in keyboard.screen


async def test_finding_filtering_and_jumping(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await three_remarks(keyboard)
        await keyboard.type("班子")
        assert "只看 含“班子”：1 条" in keyboard.screen
        assert "通报内容" not in keyboard.screen
        await keyboard.press("escape")
        assert "通报内容" in keyboard.screen
        await keyboard.press("f5", "3")
        assert "只看 发言人 李四：0 条" in keyboard.screen
        await keyboard.press("enter")
        assert "注意：没有选中的记录。" in keyboard.screen
        await keyboard.press("escape")
        assert "没有选中的记录" not in keyboard.screen
        await keyboard.press("f8", "2")
        assert "只看 通报：1 条" in keyboard.screen
        await keyboard.press("escape", "1", "enter")
        assert "更正第 1 条" in keyboard.screen
        await keyboard.press("escape", "2", "enter")
        assert "更正第 2 条" in keyboard.screen
        await keyboard.press("escape", "up", "3", "enter")
        assert "更正第 3 条" in keyboard.screen


async def test_another_s_words_behind_a_speech_are_an_interjection(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await three_remarks(keyboard)
        await keyboard.press("f3", "f5", "2")
        await keyboard.type("当时插了一句。")
        await keyboard.press("f2")
        assert keyboard.record[-1] == "李四：当时插了一句。"
        assert keyboard.meeting.entries[-1].kind == "interjection"


async def test_an_addition_needs_a_speaker(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await three_remarks(keyboard)
        await keyboard.press("up", "up", "up", "f3")
        await keyboard.type("开会时的一句。")
        await keyboard.press("f2")
        assert "请按 F5 选发言人" in keyboard.screen
        await keyboard.press("f5", "2", "f2")
        assert keyboard.record[0] == "李四：开会时的一句。"


async def test_a_response_being_typed_no_more_refers_to_a_criticism_that_is_struck(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        for text in ("通报内容。", "班子的问题。", "个人的问题。", "意见。"):
            await keyboard.type(text)
            await keyboard.press("f2")
        await keyboard.press("f9", "5", "2", "1")
        await keyboard.type("接受。")
        assert "回应 1 条意见" in keyboard.screen
        await keyboard.press("f12", "f9", *"zuofei", "enter")
        assert "随之：没记下的 1 条表态不再指它" in keyboard.screen
        await keyboard.type("记错了")
        await keyboard.press("enter", "f12")
        assert "接受。" in keyboard.screen
        assert "回应" not in keyboard.screen.replace("表态回应", "")
        await keyboard.press("f2")
        assert keyboard.meeting.entries[-2].text == "接受。"
        assert not keyboard.meeting.entries[-2].refers


async def test_a_wrong_entry_is_struck_with_a_reason_and_can_still_be_read(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await three_remarks(keyboard)
        await keyboard.press("f9", *"zfdgt", "enter")
        assert "没有作废过的条目" in keyboard.screen
        await keyboard.press("up", "f9", *"zuofei", "enter")
        assert "作废第 2 条，从记录里拿下" in keyboard.screen
        await keyboard.press("enter")
        assert "请写明为什么作废" in keyboard.screen
        await keyboard.type("记到了别人名下")
        await keyboard.press("enter")
        assert "已作废，不再印出" in keyboard.screen
        assert keyboard.record == ["张三：通报内容。", "张三：个人的问题。"]
        assert "共 2 条" in keyboard.screen
        await keyboard.press("f9", *"zfdgt", "enter")
        assert "理由：记到了别人名下" in keyboard.screen
        assert "班子的问题。" in keyboard.screen


async def test_what_is_typed_to_correct_an_entry_is_not_lost_by_striking_it(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await three_remarks(keyboard)
        await keyboard.press("enter")
        await keyboard.type("没存下的")
        await keyboard.press("escape", "f9", *"zuofei", "enter")
        assert "这一条还有没存下的更正或补记" in keyboard.screen
        assert keyboard.record[-1] == "张三：个人的问题。"


async def test_comings_and_goings_are_found_by_name_and_by_what_they_are_called(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f9", *"dhlh", "enter", "2", "f2")
        await three_remarks(keyboard)
        for typed in ("李四", "离会"):
            await keyboard.type(typed)
            assert "离会  李四" in keyboard.screen
            assert "通报内容" not in keyboard.screen
            await keyboard.press("escape")
        await keyboard.press("f5", "3")
        assert "离会  李四" in keyboard.screen


async def test_no_row_of_the_record_begins_with_a_full_stop(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通" * 36 + "。")
        await keyboard.press("f2", "f12")
        rows = [line.strip() for line in keyboard.screen.splitlines() if "通" in line]
        assert rows[-2:] == ["通" * 35, "通。"]
