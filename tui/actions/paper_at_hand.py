"""The paper of the turn being typed for: beside the editor, over the screen, and taken from."""

from __future__ import annotations

from meeting.dossier.model import SpeechPaper
from meeting.dossier.speech_papers import NO_PAPER, paper_at, paragraphs_of, read_out, whose
from meeting.draft import Draft
from tui.actions.procedure import Done, Record
from tui.dialogs.choose import Choose, Option
from tui.dialogs.reading import Reading
from tui.lines.columns import one_line
from tui.opened import Opened
from tui.place import Place
from tui.widgets.desk_editor import DeskEditor
from tui.widgets.paper_panel import PaperPanel


class PaperAtHand:
    """Remembers, for each paper, which paragraph comes next and how far it was read over the screen."""

    def __init__(self, screen: Place, opened: Opened, editor: DeskEditor) -> None:
        self._screen = screen
        self._opened = opened
        self._editor = editor
        self._panel: PaperPanel | None = None
        self._next: dict[int, int] = {}
        self._taken: dict[int, set[int]] = {}
        self._row: dict[int, int] = {}

    @property
    def paper(self) -> SpeechPaper | None:
        """The paper of the turn that is being typed for."""
        draft = self._editor.draft
        return paper_at(self._opened.meeting, draft) if draft else None

    def show_beside(self) -> None:
        """Shows the paper in place of the coverage panel, and that one again where there is no paper."""
        paper = self.paper
        if paper and self._panel is None:
            self._panel = PaperPanel()
            self._screen.query_one("#side").mount(self._panel)
        self._screen.set_class(paper is not None, "-paper")
        if paper and self._panel:
            self._panel.show(paper, self._next.get(paper.id, 0))

    def page(self, pages: int) -> bool:
        """Scrolls the paper beside the editor; whether there is one."""
        is_beside = self._screen.has_class("-paper") and self._screen.has_class("-wide")
        if is_beside and self._panel:
            self._panel.page(pages)
        return is_beside

    def open(self) -> None:
        """Shows the paper over the screen, from where it was left the last time."""
        paper = self.paper
        if paper is None:
            self._screen.state.warn(NO_PAPER)
            return

        def left(row: int | None) -> None:
            self._row[paper.id] = row or 0

        title = f"{whose(self._opened.meeting, paper)}《{paper.title}》"
        reading = Reading(title, "\n".join(paragraphs_of(paper)), self._row.get(paper.id, 0))
        self._screen.app.push_screen(reading, left)

    def take_passages(self) -> None:
        """Asks for paragraphs, the one after the last taken first, and puts each in at the caret."""
        paper = self.paper
        if paper is None:
            self._screen.state.warn(NO_PAPER)
            return
        self._ask_passage(paper, 0)

    def _ask_passage(self, paper: SpeechPaper, count: int) -> None:
        """Asks for a paragraph, with so many taken this time, and again until the last line ends it."""
        row = paragraphs_of(paper)
        at = min(self._next.get(paper.id, 0), len(row))
        taken = self._taken.setdefault(paper.id, set())

        def chosen(index: int | None) -> None:
            if index is None or index == len(row):
                if count:
                    self._screen.state.say(f"取了 {count} 段到编辑区：念得不一样的地方改一改。")
                return
            self._editor.put_paragraph(row[index])
            taken.add(index)
            self._next[paper.id] = index + 1
            if self._panel:
                self._panel.show(paper, index + 1)
            self._ask_passage(paper, count + 1)

        options = [
            Option(f"{'[x]' if index in taken else '[ ]'} {one_line(text)}") for index, text in enumerate(row)
        ]
        so_far = f"已取 {count} 段，还取哪一段" if count else "取哪几段"
        title = f"{so_far}（《{paper.title}》共 {len(row)} 段），取完按 Esc"
        choose = Choose(title, [*options, Option("好了")], at, first=at)
        self._screen.app.push_screen(choose, chosen)

    def read_out(self, draft: Draft, record: Record, done: Done) -> None:
        """Records that the paper is read out as it was handed in; the turn goes on."""
        meeting = self._opened.meeting
        if record(lambda now: read_out(meeting, draft, now)):
            self._editor.finish(draft.turn)
            done("已记“照稿宣读，与附件一致”。念的与稿子不同就照常记；念完按 F2 请下一位。")
