"""The user's own phrases and those added during a meeting, as the live screen reads and adds them."""

from __future__ import annotations

from pathlib import Path

from meeting.refused import Refused
from meeting.shorthand.shorthand import abbreviation
from storage.config.phrases import FILE, add_phrase, phrases_in
from tui.lines.columns import cut, one_line
from tui.opened import Opened
from tui.place import Place
from tui.widgets.desk_editor import DeskEditor


def read_phrases(config_dir: Path, opened: Opened, editor: DeskEditor) -> str:
    """Gives the editor the phrases, of the same abbreviation the meeting's; a sentence if a line is wrong."""
    user, added = phrases_in(config_dir / FILE), phrases_in(opened.file.folder / FILE)
    editor.shorthand.phrases = {**user.texts, **added.texts}
    problems = (*user.problems, *added.problems)
    return problems[0] + (f"另有 {len(problems) - 1} 行写错。" if problems[1:] else "") if problems else ""


def keep_phrase(screen: Place, opened: Opened, editor: DeskEditor) -> None:
    """Asks for the abbreviation of what is selected, and keeps it with the meeting."""
    from tui.dialogs.form import Form
    from tui.widgets.fields import Field

    text = editor.selected_text.strip()

    def take(values: tuple[str, ...]) -> None:
        phrases = editor.shorthand.phrases
        short = abbreviation(values[0])
        if short in phrases:
            raise Refused(f"“{short}”已经是“{cut(phrases[short], 32)}”的缩写，请另取一个。")
        add_phrase(opened.file.folder / FILE, short, text)
        editor.shorthand.phrases = {short: text, **phrases}
        screen.state.say(f"已存为这次会议的短语：打 *{short} 再按 Tab。")

    shown = cut(one_line(text), 48)
    screen.app.push_screen(Form(f"存为短语：{shown}", [Field("缩写", "", "字母或汉字，例如：dw")], take))
