from __future__ import annotations

from pathlib import Path

import pytest

from meeting.model import Kind
from meeting.template import Scope, Speaker, Template
from storage.errors import BrokenTemplate, NotFound
from storage.templates import available, load, read_template

SOURCE = """\
title = "民主生活会"
theme = "主题"
legal_basis = ["《准则》"]
place = "会议室"
chaired_by = "secretary"
recorded_by = "办公室"
quorum = "2/3"
days_after = 15
due_before = []
due_after = []
special_items = []

[[aspects]]
id = "one"
title = "第一方面"
label = "第一"

[[agenda]]
id = "briefing"
title = "通报"
scope = "once"
steps = [{ kind = "briefing", by = "chair", minutes = 10 }]

[[agenda]]
id = "others"
title = "逐人"
scope = "others"
steps = [
  { kind = "self_examination", by = "subject", minutes = 12 },
  { kind = "criticism", by = "each_other", minutes = 3 },
]
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    return tmp_path


def written(config: Path, source: str | bytes, name: str = "my.toml") -> Path:
    path = config / "templates" / name
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    return path


def test_a_sound_template_is_read_and_named_by_its_file(config: Path) -> None:
    template = read_template(written(config, SOURCE, "2022-年度.toml"))
    assert (template.id, template.title, template.quorum) == ("2022-年度", "民主生活会", 2 / 3)
    assert template.working_days_before is None
    assert [len(item.steps) for item in template.agenda] == [1, 2]


@pytest.mark.parametrize("quorum", ["0.9", '"0.9"', '"9/10"'])
def test_a_quorum_is_a_fraction_or_a_number(quorum: str, config: Path) -> None:
    assert read_template(written(config, SOURCE.replace('"2/3"', quorum))).quorum == 0.9


def test_windows_line_ends_and_a_byte_order_mark_are_read(config: Path) -> None:
    source = b"\xef\xbb\xbf" + SOURCE.replace("\n", "\r\n").encode()
    assert read_template(written(config, source)).title == "民主生活会"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('theme = "主题"', 'theme = "主题', 2, "列附近写法有误，请检查引号、等号和方括号"),
        ('theme = "主题"', 'theme = "主题"\ntheme = "又"', 3, "同一个字段或表写了两遍"),
        ('  { kind = "criticism", by = "each_other", minutes = 3 },\n]\n', "", 29, "还没有写完"),
        ('title = "民主', 'titel = "民主', 1, "titel 不认识的字段“titel”（是不是“title”？）"),
        (
            'scope = "others"',
            'scope = "both"',
            27,
            "agenda[2].scope 不认识的取值“both”，可用 once、secretary、others",
        ),
        ('by = "each_other"', 'by = "all"', 30, "agenda[2].steps[2].by 不认识的取值“all”，可用 secretary、"),
        ('theme = "主题"\n', "", 1, "缺少字段“theme”"),
        ('label = "第一"\n', "", 13, "aspects[1] 缺少字段“label”"),
        (", minutes = 12", "", 29, "agenda[2].steps[1] 缺少字段“minutes”"),
        ("days_after = 15", 'days_after = "十五"', 8, "days_after 应为整数，写的是文字"),
        ("days_after = 15", "days_after = 0", 8, "days_after 应为 1 到 366 的整数"),
        ("days_after = 15", "days_after = 1000000000", 8, "days_after 应为 1 到 366 的整数"),
        ('legal_basis = ["《准则》"]', 'legal_basis = "《准则》"', 3, "legal_basis 应为列表，写的是文字"),
        ('place = "会议室"', "place = 2022-01-28", 4, "place 应为文字，写的是日期"),
        ('"others"\ntitle', '"briefing"\ntitle', 25, "agenda[2].id 编号“briefing”重复了"),
        ("minutes = 3", "minutes = 0", 30, "agenda[2].steps[2].minutes 预计分钟数应大于 0"),
        ("minutes = 3", "minutes = inf", 30, "预计分钟数应大于 0"),
        ("minutes = 3", "minutes = nan", 30, "预计分钟数应大于 0"),
        ('"2/3"', "1.5", 7, "quorum 应大于 0、不超过 1"),
        ('"2/3"', "nan", 7, "quorum 应大于 0、不超过 1"),
        ('"2/3"', '"三分之二"', 7, 'quorum 看不懂“三分之二”，请写成 "2/3"'),
        ('"2/3"', '"1/0"', 7, "quorum 看不懂“1/0”"),
        ('"2/3"', "true", 7, "quorum 应为数，写的是true 或 false"),
        ('title = "第一方面"', 'title = " "', 15, "aspects[1].title 不能为空"),
        ('theme = "主题"', 'theme = ""', 2, "theme 不能为空"),
        ('"chair"', '"subject"', 22, "agenda[1].steps[1].by subject 只能用在 scope 为 secretary 或 others"),
        ('"criticism"', '"self_examination"', 30, "同一人的轮次里 self_examination 只能有一次"),
        *(
            ('chaired_by = "secretary"', f'chaired_by = "{who}"', 5, "chaired_by 主持人写 secretary")
            for who in ("subject", "each_other", "observer")
        ),
        ('title = "民主生活会"', 'id = "x"\ntitle = "民主生活会"', 1, "id 模板的编号就是文件名"),
        (
            "days_after = 15",
            "days_after = 15\nworking_days_before = 0",
            9,
            "working_days_before 应为 1 到 60",
        ),
        (
            "days_after = 15",
            "days_after = 15\nworking_days_before = 61",
            9,
            "working_days_before 应为 1 到 60",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() and len(value) < 20 else "",
)
def test_an_error_is_named_by_file_line_and_field(
    old: str, new: str, line: int, said: str, config: Path
) -> None:
    assert SOURCE.count(old) == 1
    path = written(config, SOURCE.replace(old, new))
    with pytest.raises(BrokenTemplate) as broken:
        read_template(path)
    assert str(broken.value).startswith(f"会议模板 {path} 第 {line} 行：")
    assert said in str(broken.value)


def test_an_agenda_without_items_is_refused(config: Path) -> None:
    head = SOURCE.partition("[[agenda]]")[0]
    path = written(config, "agenda = []\n" + head)
    with pytest.raises(BrokenTemplate, match="第 1 行：agenda 至少要有一项议程"):
        read_template(path)


def test_an_agenda_item_without_steps_is_refused(config: Path) -> None:
    steps = 'steps = [{ kind = "briefing", by = "chair", minutes = 10 }]'
    path = written(config, SOURCE.replace(steps, "steps = []"))
    with pytest.raises(BrokenTemplate, match=r"第 22 行：agenda\[1\].steps 至少要有一步"):
        read_template(path)


def test_a_file_in_another_encoding_is_named_by_line(config: Path) -> None:
    source = SOURCE.encode()[:22] + b"\n" + 'x = "主题"'.encode("gbk")
    with pytest.raises(BrokenTemplate, match=r"第 \d 行：不是 UTF-8 编码（可能是 GBK），请另存为 UTF-8"):
        read_template(written(config, source))


def test_a_template_that_cannot_be_read_is_said(config: Path) -> None:
    (config / "templates" / "my.toml").mkdir()
    with pytest.raises(BrokenTemplate, match="读不了"):
        load("my", config)


def test_the_users_templates_stand_beside_the_built_in_ones_latest_first(config: Path) -> None:
    written(config, SOURCE, "2022-ours.toml")
    written(config, SOURCE, ".2023-half-saved.toml")
    offer = available(config)
    assert [template.id for template in offer.templates] == ["2022-ours", "2021-dangshi-xuexi"]
    assert offer.problems == ()


def test_a_users_template_of_the_same_name_wins(config: Path) -> None:
    written(config, SOURCE, "2021-dangshi-xuexi.toml")
    assert [template.title for template in available(config).templates] == ["民主生活会"]
    assert load("2021-dangshi-xuexi", config).title == "民主生活会"


def test_one_broken_template_hides_no_other(config: Path) -> None:
    written(config, SOURCE, "2022-ours.toml")
    written(config, SOURCE.replace("once", "twice"), "2023-broken.toml")
    offer = available(config)
    assert [template.id for template in offer.templates] == ["2022-ours", "2021-dangshi-xuexi"]
    (problem,) = offer.problems
    assert "2023-broken.toml 第 21 行：agenda[1].scope 不认识的取值“twice”" in problem


def test_an_unknown_template_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="没有叫“2030”的会议模板，可用 2021-dangshi-xuexi"):
        load("2030", tmp_path)


@pytest.fixture
def plan(tmp_path: Path) -> Template:
    return load("2021-dangshi-xuexi", tmp_path)


def test_the_plans_theme_place_and_people_stand_in_its_template(plan: Template) -> None:
    assert plan.title == "党史学习教育专题民主生活会"
    assert plan.theme == (
        "大力弘扬伟大建党精神，坚持和发展党的百年奋斗历史经验，坚定历史自信，践行时代使命，厚植为民情怀，"
        "勇于担当作为，团结带领人民群众走好新的赶考之路"
    )
    assert (plan.place, plan.chaired_by, plan.recorded_by) == ("党员会议室", Speaker.SECRETARY, "局办公室")
    assert (plan.quorum, plan.days_after, plan.working_days_before) == (2 / 3, 15, None)


def test_the_plans_legal_basis_is_named_in_its_order(plan: Template) -> None:
    assert plan.legal_basis == (
        "党章",
        "《关于新形势下党内政治生活的若干准则》",
        "《中国共产党党内监督条例》",
        "《中共中央政治局关于加强和维护党中央集中统一领导的若干规定》",
        "《中共中央政治局贯彻落实中央八项规定实施细则》",
    )


def test_the_plans_five_aspects_stand_word_for_word(plan: Template) -> None:
    assert {aspect.label: aspect.title for aspect in plan.aspects} == {
        "理想信念": "对照深刻感悟“两个确立”的决定性意义，深刻感悟党坚持把马克思主义同中国具体实际相结合、"
        "同中华优秀传统文化相结合的非凡历程，全面贯彻习近平新时代中国特色社会主义思想，树立正确党史观，"
        "坚定信仰信念信心，增强“四个意识”、坚定“四个自信”、做到“两个维护”",
        "担当作为": "带头牢记我们党是什么、要干什么这个根本问题，心怀“国之大者”，贯彻新发展理念，"
        "履职尽责、担当作为，聚焦新冠肺炎疫情防控、保持经济发展、深化改革开放、维护社会稳定等正在做的工作，"
        "不折不扣把党中央决策部署落实到位",
        "为民服务": "带头践行以人民为中心的发展思想，尊重群众意愿，为群众办实事解难题，有效保障改善民生，"
        "增强人民群众获得感幸福感安全感，确保党永远保持同人民群众的血肉联系",
        "斗争本领": "带头学习运用党在不同时期成功应对风险挑战的丰富经验，增强忧患意识，保持战略定力，"
        "提高能力本领，敢于斗争、善于斗争、不断取得新的胜利和荣光",
        "从严治党": "带头深刻汲取历史中正反两方面经验，履行全面从严治党责任，旗帜鲜明讲政治，"
        "严守党的政治纪律和政治规矩，落实中央八项规定及其实施细则精神，持续用力纠“四风”、树新风，"
        "坚决反对形式主义官僚主义，加强对“一把手”监督和领导班子监督，坚决同一切违规违法现象作斗争",
    }


def test_the_plans_agenda_expands_as_prescribed(plan: Template) -> None:
    prescribed = [item for item in plan.agenda if not item.optional]
    assert [item.title for item in prescribed] == [
        "通报党史学习教育专题民主生活会筹备情况",
        "党组书记代表班子作对照检查",
        "党组书记带头发言，各班子成员轮流对其提出批评意见，本人就批评意见作表态回应",
        "其它班子成员依次作对照检查，班子成员轮流对其提出批评意见，最后由本人对批评意见作表态回应",
    ]
    assert [item.scope for item in prescribed] == [Scope.ONCE, Scope.ONCE, Scope.SECRETARY, Scope.OTHERS]
    assert [[(step.kind, step.by, step.minutes) for step in item.steps] for item in prescribed] == [
        [(Kind.BRIEFING, Speaker.CHAIR, 10)],
        [(Kind.GROUP_EXAMINATION, Speaker.SECRETARY, 15)],
        [
            (Kind.SELF_EXAMINATION, Speaker.SUBJECT, 15),
            (Kind.CRITICISM, Speaker.EACH_OTHER, 3),
            (Kind.RESPONSE, Speaker.SUBJECT, 3),
        ],
        [
            (Kind.SELF_EXAMINATION, Speaker.SUBJECT, 12),
            (Kind.CRITICISM, Speaker.EACH_OTHER, 3),
            (Kind.RESPONSE, Speaker.SUBJECT, 3),
        ],
    ]


def test_commentary_and_closing_may_be_added_to_the_agenda(plan: Template) -> None:
    optional = [item for item in plan.agenda if item.optional]
    assert [(item.steps[0].kind, item.steps[0].by, item.steps[0].minutes) for item in optional] == [
        (Kind.COMMENTARY, Speaker.OBSERVER, 10),
        (Kind.CLOSING, Speaker.CHAIR, 10),
    ]


def test_each_member_accounts_for_the_four_things_that_the_plan_names(plan: Template) -> None:
    assert [item.title for item in plan.special_items] == [
        "上年度民主生活会整改措施落实情况",
        "个人、家庭、亲属重大事项",
        "巡视反馈、接受组织约谈函询等情况",
        "受到问责和因“四风”问题被查处的情况",
    ]


def test_the_plans_papers_are_due_before_and_after(plan: Template) -> None:
    assert [paper.title for paper in plan.due_before] == [
        "召开党史学习教育专题民主生活会的请示",
        "会议方案",
        "征求群众意见情况",
        "上年度民主生活会整改方案落实的简要情况",
    ]
    assert [paper.title for paper in plan.due_after] == [
        "会议原始记录",
        "综合报告",
        "整改清单",
        "班子对照检查材料",
        "主要负责同志的发言稿",
    ]
