"""The hint for the recorder's eye after a criticism without a fact; it is kept nowhere and never printed."""

from __future__ import annotations

import asyncio

from tui.widgets.bars import StateBar


async def tell_hint(state: StateBar, sentence: str, criticism: str) -> None:
    """Goes on after the sentence that told of the saving, if no fact is seen in the criticism."""
    # The first time takes a tenth of a second, for which no keystroke waits in another thread.
    if told := await asyncio.to_thread(hint_on, criticism):
        state.add(sentence, told)


def hint_on(criticism: str) -> str:
    """In neutral words that no fact was seen in a criticism; "" where there is one."""
    from meeting.hint.remarks import RemarkKind, classify

    kind = classify(criticism).kind
    if kind is RemarkKind.PROBLEM:
        return ""
    like = "" if kind is RemarkKind.VAGUE else f"（像是{kind.label}）"
    return f"提示：未见具体事实{like}。"
