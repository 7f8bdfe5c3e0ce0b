"""材料 notes by itself which file a due paper was written to, wherever it was written from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from meeting.dossier.due_papers import RECORDS, due_as, is_packed, state_of, written
from meeting.dossier.model import Dossier, PaperState, Stage
from meeting.model import Meeting
from meeting.recorder import Recorder
from storage.errors import StorageError
from storage.exports import ExportsFile, paper_file
from storage.meeting_file import MeetingFile, read_meeting

_EDITED = (".docx", ".xlsx")
"""Files that are finished by hand; a copy in another form, or within a package, is none to go on with."""


@dataclass(frozen=True, slots=True)
class Written:
    """What one export has put on the disk."""

    place: Path
    """Absolute: the file, or the folder of a package."""
    papers: Mapping[str, tuple[Path, str]]
    """In which file each paper lies, by its id, and that file's SHA-256; "" for a part of a paper."""

    def has_draft(self, file: Path) -> bool:
        """Whether somebody may go on writing in this file."""
        return file == self.place and file.suffix in _EDITED


def note(recorder: Recorder, folder: Path, new: Written) -> tuple[str, ...]:
    """Notes the exported files, and in the dossier which due papers they are; says what came of that.

    A paper that has a file keeps it, unless that is gone or nobody has touched it and the new one is a draft
    to go on with.
    """
    _remember(folder, new)
    return _filed(recorder, folder, new)


def note_apart(folder: Path, new: Written) -> tuple[str, ...]:
    """The same for a meeting that is not open here: takes the pen for that moment, or says why it can't."""
    _remember(folder, new)
    told: tuple[str, ...] = ()
    try:
        meeting = read_meeting(folder)
        if _dossier(meeting, folder, new) == meeting.dossier:
            return _kept(meeting, folder, new)
        with MeetingFile(folder) as file:
            # What had to be mended on opening is told once, and nobody else will be.
            mended = (file.notice,) if file.notice else ()
            told = (*_filed(Recorder(file.meeting, file), folder, new), *mended)
    except StorageError as error:
        # Letting go of the meeting may fail once all of it is kept.
        return (*told, str(error)) if told else (_not_noted(error),)
    return told


def _filed(recorder: Recorder, folder: Path, new: Written) -> tuple[str, ...]:
    meeting = recorder.meeting
    changed = _dossier(meeting, folder, new)
    if changed != meeting.dossier:
        try:
            recorder.file(changed)
        except StorageError as error:
            return (_not_noted(error),)
    return (*_drafted(meeting, recorder.meeting, new), *_kept(recorder.meeting, folder, new))


def _not_noted(error: StorageError) -> str:
    return f"文件已写出，只是“材料”里没有记下它：{error}"


def _remember(folder: Path, new: Written) -> None:
    files = {str(path): digest for path, digest in new.papers.values()}
    # Last of all, as it tells where the next export is likely to go.
    ExportsFile(folder).remember(files if str(new.place) in files else {**files, str(new.place): ""})


def _dossier(meeting: Meeting, folder: Path, new: Written) -> Dossier:
    known = ExportsFile(folder).load()
    files = {
        paper: (str(file), digest)
        for paper, (file, digest) in new.papers.items()
        if _gives_way(state_of(meeting.dossier, due_as(meeting, paper)), new, file, known)
    }
    return written(meeting, files)


def _gives_way(state: PaperState, new: Written, file: Path, known: Mapping[str, str]) -> bool:
    """Whether the file that a paper has may be forgotten for one that was written now."""
    if state.file in ("", str(file)) or is_packed(state):
        return True
    # One that is gone may be put back, and a package that was written meanwhile has to find it then.
    return new.has_draft(file) and (not os.path.lexists(state.file) or _is_untouched(state, known))


def _is_untouched(state: PaperState, known: Mapping[str, str]) -> bool:
    found = paper_file(state, known)
    return found is not None and found.is_untouched


def _drafted(before: Meeting, after: Meeting, new: Written) -> tuple[str, ...]:
    """Which papers were not begun and now are."""
    ids = {due_as(after, paper) for paper in new.papers}
    begun = {one for one in ids if state_of(before.dossier, one).stage != state_of(after.dossier, one).stage}
    if not begun:
        return ()
    goes_on = "在 Word 里改好存回原处，报送包就放改好的；没改过的，报送包里重印。"
    # The record is no draft to go on with: it is corrected in the program.
    has_draft = any(new.has_draft(file) for paper, (file, _) in new.papers.items() if paper not in RECORDS)
    due = (*after.template.due_before, *after.template.due_after)
    titles = "、".join(one.title for one in due if one.id in begun)
    return (f"“材料”里记为已起草：{titles}。{goes_on if has_draft else ''}",)


def _kept(meeting: Meeting, folder: Path, new: Written) -> tuple[str, ...]:
    """That the package goes on enclosing what somebody finished, and not what was written now."""
    known = ExportsFile(folder).load()
    for paper, (file, _) in new.papers.items():
        state = state_of(meeting.dossier, due_as(meeting, paper))
        is_other = file == new.place and state.file not in ("", str(file)) and state.stage is not Stage.SENT
        if is_other and os.path.lexists(state.file) and not _is_untouched(state, known):
            return (f"报送包里放的仍是改好的 {state.file}；要换成这一份，请在“材料”里改写它的文件。",)
    return ()
