"""The hint for the recorder's eye after a criticism without a fact; it is kept nowhere and never printed."""

from __future__ import annotations

from meeting.model import Draft, Kind


def hint_on(draft: Draft) -> str:
    """In neutral words that no fact was seen in a recorded criticism; "" where there is one."""
    if draft.kind is not Kind.CRITICISM:
        return ""
    # Its tables of words are needed by no other kind, and the screen does not wait for them on opening.
    from meeting.remarks import RemarkKind, classify

    kind = classify(draft.text).kind
    if kind is RemarkKind.PROBLEM:
        return ""
    like = "" if kind is RemarkKind.VAGUE else f"（像是{kind.label}）"
    return f"提示：未见具体事实{like}。"
