"""Invented names and remarks for a sample meeting, in the manner of a real one; nobody ever said them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from meeting.model import Kind

_SURNAMES = "张李王赵陈刘杨黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐"
_GIVEN = (
    "建国", "秀兰", "志强", "明", "丽华", "晓东", "国栋", "雪梅", "海涛", "静",
    "卫平", "文博", "玉珍", "振华", "思远", "春燕", "立新", "桂芳", "永康", "佳慧",
    "少华", "红梅", "长青", "亚楠", "一鸣",
)  # fmt: skip
# Names that a program may stumble over: a rare character, and a name with a dot.
_RARE = {3: "阿依努尔·买买提", 5: "𠮷文彬"}

POSTS = (
    "党组书记、局长",
    "党组副书记、副局长",
    "党组成员、派驻纪检监察组组长",
    "党组成员、机关党委书记",
    "党组成员、总工程师",
    "党组成员、办公室主任",
    "党组成员、副局长",
)

# They stand in the order of the plan's five aspects, again and again.
_FACTS = (
    "今年中心组学习{n}次，你有3次请假，补学的笔记至今没有交",
    "老旧小区改造的{n}件信访，你批转给科室就算办结，没有一次到现场",
    "你联系的村去年只去过{n}次，去了也是看点位，没有进过困难群众的门",
    "机构改革遗留的{n}名人员安置，你在会上说“再等等”，一等就是一年",
    "分管科室公务接待有{n}张单据没有附函，你照样签了字",
    "调研报告里引用的数据是前年的，{n}处讲话精神写错了出处",
    "项目前期手续拖了{n}个月，部门之间来回推，你没有召集过一次协调会",
    "办事大厅中午不开门，群众反映了{n}次，你说是惯例，没有改",
    "执法中遇到说情，你让经办人“灵活一点”，有{n}起案件因此超期",
    "你牵头的专班一年发文{n}份，基层同一张表报了四遍",
    "民主评议党员走过场，{n}名同志的评议意见一字不差",
    "招商引资签约{n}个项目，落地的只有两个，汇报时只讲签约数",
    "十二件民生实事里你负责的停车场，晚了{n}个月才开工",
    "安全生产检查发现的{n}处隐患，你只发了通知，没有复查",
    "对班子成员的谈心谈话，记录上写了{n}次，有两次其实没有谈",
    "专题党课的讲稿，{n}页里有一大半是从网上抄来的",
    "局长办公会议定的{n}项任务，到期没有反馈，也没有人催办",
    "热线转来的{n}件投诉，有一半只回复“已转办”，没有下文",
    "数据平台建了两年，花了{n}万元，科室仍然手工填表",
    "下属单位违规发放补贴{n}人次，你事先知道，没有制止",
    "学习心得由办公室代写，{n}篇里有两篇交上去之前你没有看过",
    "重点工程的{n}次例会你只参加过一次，情况全靠听汇报",
    "群众代表的{n}条意见，你在台账上写“已采纳”，办理结果一栏是空的",
    "应急演练每年一次，{n}个单位用的是同一份脚本，你没有提出过意见",
    "亲属经商的情况，你拖了{n}个月才补报",
)
_EFFECTS = (
    "说明抓落实停在纸面上",
    "科室同志有意见，你也没有当面解释过",
    "这是不敢碰硬，怕得罪人",
    "根子在标准不高，觉得过得去就行",
    "你把难题留给了基层",
    "群众看在眼里，影响的是全局的形象",
    "这件事我在会前同你谈过，你当时没有接受",
    "同类问题上年度整改时已经提过一次，没有改到位",
)
_OPENINGS = (
    "给{to}同志提一条意见。",
    "我对{to}同志直说。",
    "{to}同志有一个问题比较突出。",
    "我讲具体的事，是对{to}同志说的。",
    "{to}同志的工作我清楚，问题也要点明。",
)
_FAULTS = (
    "理论学习不系统，今年通读的原著只有{n}篇，多数时候是用到什么查什么",
    "到基层调研{n}次，真正住下来的一次也没有",
    "分管的{n}项重点工作有两项没有按时完成，我没有及时向党组报告",
    "遇到矛盾先想怎么平息，有{n}件历史遗留问题在我手里没有进展",
    "对分管科室管得松，有{n}名干部经常迟到早退，我看见了没有批评",
    "开会多、发文多，仅上半年由我签发的通知就有{n}份",
    "同班子成员交心不够，{n}次谈话里谈工作的多，谈问题的少",
    "群众来信我只批“请阅处”，其中{n}封没有再过问",
)
_CAUSES = (
    "主要是党性锻炼放松了，把经验当成了本领。",
    "根源在宗旨意识淡薄，坐机关的时间长了，离群众远了。",
    "究其原因是怕担责任，凡事先求稳妥。",
    "说到底是政绩观有偏差，看重看得见的成绩。",
    "对自己要求不严，觉得大家都这样。",
    "忙于事务，把学习当成了软任务。",
    "制度意识不强，习惯于按老办法办事。",
)
_MEASURES = (
    "下一步我每月到联系点不少于两天，问题现场记、限期办。",
    "我把这{n}件事逐件列出清单，年底前办结一件销号一件。",
    "从本周起，凡我签发的文件先问有没有必要，能合并的合并。",
    "今后我每季度向党组报告一次整改情况，请同志们监督。",
    "我把这一条写进个人整改清单，由机关党委督促。",
    "年底前我同分管科室的每位同志谈一次，听真话。",
)
_REPLIES = (
    "同志们提的意见我都接受，特别是讲到具体事情的那几条，我心里是清楚的。",
    "大家的批评很中肯，有的事我原来以为过去了，今天才知道影响没有过去。",
    "意见我记下了{n}条，没有一条是冤枉我的。",
    "刚才讲的有一条我需要说明时间，但问题确实存在，责任在我。",
    "批评得对，我先认账，再整改。",
)
_BRIEFINGS = (
    "会前班子成员集中学习{n}次，撰写了发言提纲。",
    "共征求到意见建议{n}条，归并后逐人反馈。",
    "班子成员之间、成员与分管科室负责人之间谈心谈话{n}人次。",
    "上年度民主生活会列出的整改措施有{n}项，尚有两项正在推进。",
)
_GROUP_FAULTS = (
    "班子集体学习重部署、轻消化，{n}次中心组学习有两次以会代学。",
    "重大项目推进慢，年初定的{n}个节点有三个没有按期完成。",
    "联系群众不够经常，热线转办件超期{n}件。",
    "敢于斗争的劲头不足，{n}起违规案件处理偏软。",
    "管党治党压力传导不够，下属单位有{n}名党员受到处理。",
)
_ASIDES = (
    "请讲具体一点，是哪一件事？",
    "数字要说准确，是{n}件还是更多？",
    "刚才那句话请再说一遍，记录的同志没有听清。",
    "不要讲成绩，直接讲问题。",
)

_PARTS: Mapping[Kind, tuple[Sequence[str], ...]] = MappingProxyType(
    {
        Kind.BRIEFING: (
            _BRIEFINGS,
            ("会议方案已报上级同意。", "有关情况会前已书面通报。", "材料已发到各位手里。"),
        ),
        Kind.GROUP_EXAMINATION: (
            _GROUP_FAULTS,
            _CAUSES,
            ("班子将逐条列出清单。", "整改情况每季度通报一次。"),
        ),
        Kind.SELF_EXAMINATION: (_FAULTS, _CAUSES, _MEASURES),
        Kind.CRITICISM: (_FACTS, _EFFECTS, _OPENINGS),
        Kind.RESPONSE: (_REPLIES, _MEASURES),
        Kind.INTERJECTION: (_ASIDES, ("", "注意时间。", "会后把材料交给记录的同志。")),
        Kind.COMMENTARY: (
            ("这次会议批评意见讲到了{n}件具体的事。", "有的发言仍然原则多、事例少，涉及{n}位同志。"),
            ("请班子认真对待。", "我们会跟踪了解。"),
        ),
        Kind.CLOSING: (
            ("大家提出的意见经初步归并有{n}条。", "整改清单由办公室在{n}天内汇总。"),
            ("请同志们带头整改。", "会后各自把手头的事抓紧。"),
        ),
    }
)
_JOINED: Mapping[Kind, str] = MappingProxyType(
    {Kind.CRITICISM: "{2}{0}，{1}。", Kind.SELF_EXAMINATION: "{}。{}{}"}
)


def name(place: int) -> str:
    """The invented name of the person in this place, counted from 0; no two are equal."""
    lap, surname = divmod(place, len(_SURNAMES))
    plain = _SURNAMES[surname] + _GIVEN[(surname + lap) % len(_GIVEN)]
    return _RARE.get(place, plain if lap < len(_GIVEN) else f"{plain}{lap}")


def remark(kind: Kind, place: int, to: str = "") -> str:
    """The invented remark of this kind in this place, counted from 0; no two are equal."""
    chosen: list[str] = []
    rest, offset = place, 0
    for part in _PARTS.get(kind, _PARTS[Kind.INTERJECTION]):
        rest, digit = divmod(rest, len(part))
        # The offset mixes the parts, so that neighbours differ in all of them and no mixture comes twice.
        offset = (offset + digit) % len(part)
        chosen.append(part[offset])
    text = _JOINED.get(kind, "{}" * len(chosen)).format(*chosen)
    if rest and "{n}" not in text:
        text += "这是第{n}点。"
    return text.format(n=3 + place % 7 + 7 * rest, to=to)


def aspect_of(place: int) -> int:
    """Which of the plan's aspects, counted from 0, the criticism in this place is about."""
    return place % len(_FACTS) % 5
