"""Transcripts of typing less: markers, phrases and long names on the live screen."""

from __future__ import annotations

from pathlib import Path

from tests.tui.keyboard import Keyboard, at_the_keyboard, running
from tui.screens.live import LiveScreen

NAMES = ("张三", "李四", "欧阳娜娜·买买提")


def typed(keyboard: Keyboard) -> str:
    screen = keyboard.app.screen
    assert isinstance(screen, LiveScreen), keyboard.screen
    return screen.editor.text


def state(keyboard: Keyboard) -> str:
    """The line of state, which stands over the line of keys."""
    return "\n".join(line.strip() for line in keyboard.screen.splitlines()[-3:-1]).strip()


def phrases(folder: Path, *lines: str) -> None:
    (folder / "config").mkdir(exist_ok=True)
    (folder / "config" / "phrases.txt").write_text("\n".join(lines), encoding="utf-8")


async def test_a_marker_becomes_the_member_s_full_name_on_paper_too(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("请", "@", "3", "和", "＠２", "说明。")
        assert typed(keyboard) == "请欧阳娜娜·买买提和李四说明。"
        await keyboard.press("f2")
        assert keyboard.record == ["张三：请欧阳娜娜·买买提和李四说明。"]


async def test_a_lone_marker_shows_the_numbers_and_what_stood_there_comes_back(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        before = keyboard.screen.splitlines()
        await keyboard.commit("请", "@")
        assert state(keyboard) == "@ 1 张三  2 李四  3 欧阳娜娜·买买提"
        await keyboard.press("backspace", "backspace")
        assert keyboard.screen.splitlines() == before
        await keyboard.commit("#")
        assert state(keyboard).startswith("# 1 理想信念  2 担当作为")


async def test_pasted_text_and_addresses_stay_as_they_are(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        pasted = "邮箱 zhang@1\n#1 一号楼\n* 列表\n@2"
        await keyboard.paste(pasted)
        assert typed(keyboard) == pasted
        assert state(keyboard) == "Tab：李四"
        await keyboard.commit("，", "li@", "163.com")
        assert typed(keyboard) == pasted + "，li@163.com"


async def test_what_a_slow_line_delivers_in_one_piece_expands_as_if_it_were_typed(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("对@1同志，对@2", "＃１")
        assert typed(keyboard) == "对张三同志，对李四"
        assert "理想信念" in keyboard.screen


async def test_an_abbreviation_that_is_none_is_told_and_opens_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.type("由*xx")
        await keyboard.press("tab")
        assert state(keyboard) == "注意：没有缩写“xx”。要看发言次序，先把它删去，或在后面打个空格。"
        await keyboard.type(" ")
        await keyboard.press("tab")
        assert "发言次序" in keyboard.screen.splitlines()[0]


async def test_undo_gives_the_marker_back_as_it_was_typed(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("请", "＠", "2")
        assert typed(keyboard) == "请李四"
        await keyboard.press("ctrl+z")
        assert typed(keyboard) == "请＠2"
        await keyboard.commit("号窗口")
        assert typed(keyboard) == "请＠2号窗口"


async def test_a_name_deleted_after_expanding_is_its_own_step(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("@", "2")
        await keyboard.press("backspace", "ctrl+z")
        assert typed(keyboard) == "李四"
        await keyboard.press("ctrl+z")
        assert typed(keyboard) == "@2"


async def test_a_marker_in_the_middle_of_the_text_expands_there(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("前后")
        await keyboard.press("left")
        await keyboard.commit("@", "1", "中")
        assert typed(keyboard) == "前张三中后"


async def test_an_aspect_is_tagged_and_untagged_and_its_marker_is_no_text(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("学习不够。", "#", "2")
        assert typed(keyboard) == "学习不够。"
        assert state(keyboard) == "已标方面“担当作为”。"
        await keyboard.commit("＃", "１")
        assert "原话  理想信念  担当作为" in keyboard.screen
        await keyboard.commit("#2")
        assert state(keyboard) == "不再标方面“担当作为”。"
        await keyboard.press("f2")
        entry = keyboard.meeting.entries[-2]
        assert (entry.text, entry.aspects) == ("学习不够。", ("ideals",))


async def test_undoing_a_tag_gives_its_marker_back_and_takes_the_tag_off(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("在", "#", "2", "号楼")
        assert "担当作为" in keyboard.screen
        await keyboard.press("ctrl+z", "ctrl+z")
        assert typed(keyboard) == "在#2"
        await keyboard.commit("号楼", "#", "3")
        await keyboard.press("ctrl+z")
        assert typed(keyboard) == "在#2号楼#3"
        assert "为民服务" not in keyboard.screen.splitlines()[4]
        await keyboard.press("ctrl+y")
        assert typed(keyboard) == "在#2号楼"
        assert "为民服务" in keyboard.screen.splitlines()[4]
        await keyboard.press("ctrl+z")
        assert typed(keyboard) == "在#2号楼#3"
        assert "为民服务" not in keyboard.screen.splitlines()[4]


async def test_a_phrase_comes_with_tab_and_not_before(tmp_path: Path) -> None:
    phrases(tmp_path, "dw = 中共示例县委", "dwb = 中共示例县委办公室", "党风 = 党风廉政建设")
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("由", "*")
        assert state(keyboard) == "* dw 中共示例县委  dwb 中共示例县委办公室  党风 党风廉政建设"
        await keyboard.commit("dw")
        assert typed(keyboard) == "由*dw"
        assert state(keyboard) == "Tab：中共示例县委  *dwb 中共示例县委办公室"
        await keyboard.press("tab")
        await keyboard.commit("抓", "＊党风")
        await keyboard.press("tab")
        assert typed(keyboard) == "由中共示例县委抓党风廉政建设"
        await keyboard.press("ctrl+z")
        assert typed(keyboard) == "由中共示例县委抓＊党风"
        await keyboard.press("ctrl+e")
        assert typed(keyboard) == "由中共示例县委抓党风廉政建设"


async def test_tab_shows_the_speaking_order_where_nothing_is_on_offer(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("请", "@")
        await keyboard.press("tab")
        assert not isinstance(keyboard.app.screen, LiveScreen)
        await keyboard.press("escape")
        assert typed(keyboard) == "请@"


async def test_an_offer_goes_with_the_caret_and_with_a_warning(tmp_path: Path) -> None:
    phrases(tmp_path, "dw = 中共示例县委")
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("*dw")
        await keyboard.press("left", "right")
        assert "Tab" not in state(keyboard)
        keyboard.wall.forward(1)
        await keyboard.press("tab", "escape")
        await keyboard.press("backspace")
        await keyboard.commit("w")
        assert "Tab" in state(keyboard)
        await keyboard.press("f8")
        assert state(keyboard).startswith("注意：")
        await keyboard.press("tab", "escape")
        assert typed(keyboard) == "*dw"


async def test_the_menu_shows_the_order_also_while_something_is_on_offer(tmp_path: Path) -> None:
    phrases(tmp_path, "dw = 中共示例县委")
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("*dw")
        await keyboard.press("f9", "escape")
        assert "Tab" not in state(keyboard)
        await keyboard.press("tab", "escape")
        assert typed(keyboard) == "*dw"


async def test_a_broken_file_of_phrases_is_told_and_the_rest_of_it_works(tmp_path: Path) -> None:
    phrases(tmp_path, "dw = 中共示例县委", "没有等号")
    async with running(tmp_path, *NAMES) as keyboard:
        assert "短语文件 phrases.txt 第 2 行：没有“=”" in state(keyboard)
        await keyboard.commit("*dw")
        await keyboard.press("tab")
        assert typed(keyboard) == "中共示例县委"


async def test_selected_text_becomes_a_phrase_of_the_meeting_and_outlasts_the_program(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.app.screen.run_action("phrase")
        assert "先按住 Shift 用方向键选中" in state(keyboard)
        await keyboard.commit("抓好示例工程一期")
        await keyboard.press(*["shift+left"] * 6)
        await keyboard.app.screen.run_action("phrase")
        await keyboard.settle()
        assert "存为短语：示例工程一期" in keyboard.screen
        await keyboard.type("1")
        await keyboard.press("enter")
        assert "缩写“1”不能用" in keyboard.screen
        await keyboard.press("backspace")
        await keyboard.type("GC")
        await keyboard.press("enter")
        assert state(keyboard) == "已存为这次会议的短语：打 *gc 再按 Tab。"
        chain = keyboard.meeting
        await keyboard.press("right")
        await keyboard.commit("，*gc")
        await keyboard.press("tab")
        assert typed(keyboard) == "抓好示例工程一期，示例工程一期"
    async with at_the_keyboard(tmp_path, meeting_id=chain.id) as keyboard:
        assert keyboard.meeting == chain
        await keyboard.commit("*gc")
        await keyboard.press("tab")
        assert typed(keyboard) == "抓好示例工程一期，示例工程一期示例工程一期"


async def test_an_abbreviation_is_given_once(tmp_path: Path) -> None:
    phrases(tmp_path, "dw = 中共示例县委")
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("党委")
        await keyboard.press("shift+left", "shift+left")
        await keyboard.app.screen.run_action("phrase")
        await keyboard.settle()
        await keyboard.type("dw")
        await keyboard.press("enter")
        assert "“dw”已经是“中共示例县委”的缩写，请另取一个。" in "".join(keyboard.screen.split())


async def test_a_long_name_that_was_recorded_is_offered_from_its_beginning(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("到示例县发展和改革委员会了解情况。")
        await keyboard.press("f2")
        await keyboard.commit("向示例县")
        assert state(keyboard) == "Tab：示例县发展和改革委员会"
        assert typed(keyboard) == "向示例县"
        await keyboard.press("tab")
        assert typed(keyboard) == "向示例县发展和改革委员会"
        assert "Tab" not in state(keyboard)
        await keyboard.press("ctrl+z")
        assert typed(keyboard) == "向示例县"


async def test_the_group_s_own_name_is_offered_and_typing_on_ignores_it(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("示例市")
        assert state(keyboard) == "Tab：示例市某某局党组"
        await keyboard.commit("民反映")
        assert "Tab" not in state(keyboard)
        assert typed(keyboard) == "示例市民反映"


async def test_help_tells_of_the_markers(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.press("f1", "end")
        await keyboard.wait_for(lambda: "Ctrl+Z 变回原来打的" in keyboard.screen)
        assert "@ 加编号：写出姓名" in keyboard.screen


async def test_undoing_tags_no_other_remark_than_the_one_the_mark_was_typed_in(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.type("情况说明")
        await keyboard.press("#", "1", "f2", "ctrl+z")
        await keyboard.type("班子检查")
        await keyboard.press("f2")
        said = [entry for entry in keyboard.meeting.entries if entry.text]
        assert [entry.aspects for entry in said] == [("ideals",), ()]


async def test_undoing_a_mark_leaves_a_tag_that_was_changed_since_as_it_is(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.press("#", "1", "ctrl+r", "ctrl+z")
        await keyboard.type("情况说明")
        await keyboard.press("f3")
        assert keyboard.meeting.entries[-1].aspects == ("duty",)
