"""Markdown arrives as it was said, whatever signs are in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exporters import markdown
from exporters.blocks import (
    Annex,
    Attachments,
    Block,
    Colophon,
    Column,
    Event,
    Field,
    Heading,
    Paper,
    RevisedEvent,
    RevisedSpeech,
    Signatures,
    Speech,
    Table,
    Title,
    paragraphs,
)
from exporters.door import cleaned
from exporters.original_record import record
from meeting.seal import seals
from meeting.text import clean
from tests.exporters.markdown import parts, texts
from tests.exporters.meetings import PRINTED, held, sealed

SIGNS = "*_#>|`<&\\+-=~[]()!:{}.0123456789$^ \t　\n批“”，——b/"
signs = st.text(st.sampled_from(SIGNS), max_size=30)
anything = st.text(st.characters(exclude_categories=()), max_size=40)
awkward = st.sampled_from(
    [
        "1. 第一",
        "2) 第二",
        "12.5 万元",
        "- 不是列表",
        "+ 也不是",
        "---",
        "***",
        "===",
        "~~~",
        "```",
        "# 不是标题 #",
        "> 不是引文",
        "| 不 | 是 | 表 |\n| --- | --- | --- |",
        "<b>&amp;</b>&#35;<!-- -->",
        "[文](http://a.b)![图](c)[^1]\n[^1]: 注",
        "http://a.b/c_d*e?f=g&h <http://a.b>",
        "\\\\*\\|\\",
        "*强*_调_**（着）**重",
        "\t四格\n    代码",
        "末尾两空格  \n下一段\\\n再下一段",
    ]
)
texts_said = st.lists(anything | signs | awkward, max_size=5)


def paper_of(*blocks: Block) -> Paper:
    paper, _ = cleaned(Paper("题", "", PRINTED, (Title(("题",)), *blocks)))
    return paper


def rendered(*blocks: Block) -> bytes:
    return markdown.render(paper_of(*blocks))


def legible(said: str) -> list[str]:
    return list(paragraphs(clean(said)))


@given(texts_said)
def test_every_text_arrives_once_and_unchanged(said: list[str]) -> None:
    speeches = [Speech(n, "09:00", "插话", f"第{n}人", (), one) for n, one in enumerate(said, start=1)]
    expected = ["题"]
    for number, one in enumerate(said, start=1):
        expected += [f"{number}　09:00　插话　第{number}人", *legible(one)]
    assert texts(rendered(*speeches)) == expected


@given(texts_said)
def test_so_it_does_in_titles_headings_labels_fields_and_steps(said: list[str]) -> None:
    blocks: list[Block] = []
    expected = ["题"]
    for one in said:
        blocks += [Title(("甲", one)), Heading(2, one)]
        blocks += [Event("09:00", "记事", one, ()), Field("地点", (one,))]
        broken = "\n".join(["甲", *legible(one)])
        event, field = f"09:00　记事　{one}" if one else "09:00　记事", "\n".join(legible(one))
        expected += [broken, *legible(one), *legible(event), f"地点：{field}"]
        if legible(one):
            blocks += [Signatures((one,)), Annex(2, one), Attachments((one, one)), Colophon((one, "码"))]
            attached = "\n".join([f"附件：1.{one}", f"2.{one}"])
            expected += [*legible(one), "附件2", *legible(one), "\n".join(legible(attached))]
            expected.append("\n".join([*legible(one), "码"]))
    assert texts(rendered(*blocks)) == [line for line in expected if line]


@given(st.lists(st.tuples(anything | signs | awkward, anything | signs | awkward), max_size=4))
def test_so_it_does_in_tables(rows: list[tuple[str, str]]) -> None:
    content = rendered(Table((Column("序|号", 1, centred=True), Column("问题", 3)), tuple(rows)))
    cells = [legible(cell) for row in rows for cell in row]
    assert texts(content, "th") == ["序|号", "问题"]
    assert texts(content, "td") == ["\n".join(cell) for cell in cells if cell]


@given(anything | signs | awkward, anything | signs | awkward)
def test_old_words_are_struck_and_new_ones_strong_and_both_are_told_in_words(old: str, new: str) -> None:
    before, after = (Speech(1, "09:00", "插话", "张三", (), f"同。{one}") for one in (old, new))
    content = rendered(RevisedSpeech(before, after))
    (revised,) = (block for block in paper_of(RevisedSpeech(before, after)).blocks[1:])
    assert isinstance(revised, RevisedSpeech)
    found = [(mark, text) for tag, runs in parts(content) if tag == "p" for mark, text in runs]
    struck = "".join(text for mark, text in found if mark == "s")
    strong = "".join(text for mark, text in found if mark == "strong")
    changes = [word for word in revised.text if not isinstance(word, str)]
    assert "".join(struck.split()) == "".join("".join(change.old.split()) for change in changes)
    assert "".join(strong.split()) == "".join("".join(change.new.split()) for change in changes)
    plain = "".join(text for mark, text in found if not mark)
    for change in changes:
        if not (change.old + change.new).strip():
            continue
        labels = {"原文", "更正为"} if change.old.strip() and change.new.strip() else {"增加", "删去"}
        assert any(f"〔{label}：" in plain for label in labels)


def test_a_corrected_step_and_label_keep_both_wordings() -> None:
    one, other = Event("09:01", "记事", "王五到会。", ()), Event("09:01", "记事", "赵六到会。", ())
    content = rendered(
        RevisedEvent(one, other),
        RevisedSpeech(Speech(1, "", "插话", "甲", (), "好。"), Speech(1, "", "插话", "乙", (), "好。")),
    )
    assert texts(content)[1:] == [
        "09:01　记事　〔原文：王五到会。〕〔更正为：赵六到会。〕",
        "1　插话　〔原文：甲〕〔更正为：乙〕",
        "好。",
    ]


def test_it_reads_well_as_it_is() -> None:
    speech = Speech(3, "09:00", "点评", "周九", (), "  一、好。\n\n　　1. 还要改。\n")
    table = Table((Column("序号", 1, centred=True), Column("问题", 3)), (("1", "一|二\n三"),))
    blocks = (Heading(1, "一、通报"), Field("出席", ("张三", "李四")), speech, table, Title(("乙",), True))
    assert rendered(*blocks).decode() == (
        f"题\n{'=' * 28}\n\n## 一、通报\n\n**出席**：张三\\\n李四\n\n#### 3　09:00　点评　周九\n\n"
        "一、好。\n\n1\\. 还要改。\n\n| 序号 | 问题 |\n| :---: | --- |\n| 1 | 一\\|二<br>三 |\n\n"
        f"---\n\n乙\n{'=' * 28}\n"
    )


def test_a_whole_meeting_is_found_again_once_and_in_order() -> None:
    room = held()
    found = texts(markdown.render(record.blocks(room.meeting, PRINTED)), "p")
    assert [text for text in found if "段发言" in text] == room.texts


def test_the_digest_is_the_last_line() -> None:
    meeting = sealed().meeting
    content = markdown.render(record.blocks(meeting, PRINTED))
    assert content.decode().splitlines()[-1].replace(" ", "") == seals(meeting)[-1].digest
