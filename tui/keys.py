"""Every key once, as it stands before a user's config.toml changes it (`tui.keymap`).

Primary keys are function keys that no input method, tmux, screen or window manager takes; the second key of
an action is a Ctrl letter, or its line in the F9 menu. While text can be typed no bare letter or digit is a
command.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The table is printed without the screen, and then without waiting for Textual.
    from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """One action with its keys; the first key is shown, an action without keys stands in the menu only."""

    action: str
    keys: tuple[str, ...]
    label: str
    """A few characters for the footer."""
    explains: str
    """A sentence for F1 and the menu."""
    in_footer: bool = True


_HELP = Key("help", ("f1", "ctrl+k"), "帮助", "这一屏和光标所在处的全部按键")
_MENU = Key("menu", ("f9", "ctrl+g"), "更多", "这一屏的全部操作：按数字直接选，或打名称、拼音、按键来找")
_GAPS = Key("gaps", (), "缺项和定稿", "还缺什么，逐项补上或写明理由；齐了就定稿")
_CHECKING = Key("checking", (), "发言人核对", "请各发言人核对自己的发言，核对过的打勾")
_PREPARATION = Key("preparation", (), "会前准备", "学习研讨、征求意见、谈心谈话：登记、归并、看还欠哪些谈话")
_PAPERS = Key("papers", (), "材料", "会前会后要报送的材料：期限、进度、写出、报送包")
_RECTIFICATION = Key(
    "rectification", (), "整改清单", "班子和各成员的整改清单：加入、修改、进展，和上年度的清单"
)
_SPEECH_PAPERS = Key("speech_papers", (), "发言材料", "会前交来的对照检查材料和发言提纲：交来、看、拿掉")
_BACK = Key("leave", ("escape",), "返回", "回上一屏，已写的都留着")
_CURSOR = (
    Key("up", ("up",), "上一行", "光标上移一行", in_footer=False),
    Key("down", ("down",), "下一行", "光标下移一行", in_footer=False),
    Key("left", ("left",), "左一列", "光标左移一列", in_footer=False),
    Key("right", ("right",), "右一列", "光标右移一列", in_footer=False),
    Key("page_up", ("pageup",), "上一页", "光标上移一页", in_footer=False),
    Key("page_down", ("pagedown",), "下一页", "光标下移一页", in_footer=False),
)
"""Of a matrix with a cursor."""

PLACES: dict[str, tuple[Key, ...]] = {
    "meetings": (
        Key("open", ("f2", "enter"), "打开", "打开选中的会议，直接到它进行到的那一屏"),
        Key("new", ("f3", "ctrl+n"), "新建", "新建一个会议"),
        Key("sample", ("f5", "ctrl+t"), "示例", "做一个标明“示例”的虚构会议，拿来试用"),
        Key("practice", (), "练习", "屏上念一个虚构会议，跟着记，练按键和速度；练完就删去"),
        Key("export", ("f6", "ctrl+o"), "导出", "导出选中会议的原始记录"),
        _PREPARATION,
        _PAPERS,
        _RECTIFICATION,
        Key("find", ("f8", "ctrl+f"), "查找", "在全部会议的记录里查找"),
        _MENU,
        _HELP,
        Key("quit", ("f12", "ctrl+l"), "退出", "退出 shilu；一切都已存好"),
    ),
    "find": (
        Key("open", ("f2", "enter"), "打开", "打开选中一条所在的会议，到这一条"),
        Key("clear", ("f8", "ctrl+l"), "清空", "清掉要找的词，从头写"),
        _MENU,
        _HELP,
        Key("leave", ("escape", "f12", "ctrl+f"), "返回", "回会议列表"),
        Key("up", ("up",), "上一条", "选上面一条", in_footer=False),
        Key("down", ("down",), "下一条", "选下面一条", in_footer=False),
        Key("page_up", ("pageup",), "上一页", "往上翻一页", in_footer=False),
        Key("page_down", ("pagedown",), "下一页", "往下翻一页", in_footer=False),
    ),
    "head": (
        Key("forward", ("f2", "ctrl+n"), "到名单", "存好会议信息，到名单"),
        Key("next_field", ("enter", "down", "tab"), "下一栏", "到下一栏", in_footer=False),
        Key("previous_field", ("up", "shift+tab"), "上一栏", "到上一栏", in_footer=False),
        _MENU,
        _HELP,
        _BACK,
    ),
    "roster": (
        Key("forward", ("f2", "ctrl+n"), "议程", "名单写好了，到议程与发言次序"),
        Key("enter", ("enter",), "加入或修改", "输入行有字时加入这个人；空着时修改选中的人", in_footer=False),
        Key("role", ("f3", "ctrl+t"), "身份", "轮换要加入的人的身份：班子成员、列席人员、记录人"),
        Key("move_up", ("f5", "ctrl+p"), "上移", "把选中的人上移一位"),
        Key("move_down", ("f6", "ctrl+o"), "下移", "把选中的人下移一位"),
        Key("absence", ("f8", "ctrl+l"), "缺席", "登记缺席和理由；再按一次取消"),
        _MENU,
        _HELP,
        _BACK,
        Key("secretary", (), "设为书记", "把选中的成员设为书记，书记一轮最先"),
        Key("chair", (), "设为主持人", "把选中的人设为主持人，只能有一位"),
        Key("remove", (), "删去此人", "从名单中删去选中的人；已有记录的不能删"),
        Key("take_table", (), "导入名单", "从 Excel、CSV 表格或粘贴的几行导入，先看再收"),
        _PREPARATION,
        _PAPERS,
        Key("carry", (), "从上年度带入", "从上年度会议带入名单、整改清单和函头，在列出的会议中选"),
        _SPEECH_PAPERS,
        Key("up", ("up",), "选上一人", "选上面一行", in_footer=False),
        Key("down", ("down",), "选下一人", "选下面一行", in_footer=False),
    ),
    "agenda": (
        Key("start", ("f2", "ctrl+n"), "开会", "会议开始：第一轮开始计时（已开会时回到记录）"),
        Key("minutes", ("f3", "ctrl+t"), "改分钟", "改选中一轮的计划分钟数"),
        Key("move_up", ("f5", "ctrl+p"), "上移", "把选中一轮上移"),
        Key("move_down", ("f6", "ctrl+o"), "下移", "把选中一轮下移"),
        Key("skip", ("f8", "ctrl+l"), "跳过", "跳过选中一轮，写明理由；已跳过的恢复"),
        _MENU,
        _HELP,
        _BACK,
        Key("kind_minutes", (), "同类都改", "改选中一轮所属环节每一轮的分钟数"),
        Key("insert", (), "插入一轮", "在选中一轮之后插入一轮"),
        Key("take_out", (), "撤掉插入的轮次", "撤掉选中的、插入后还没有记录的一轮"),
        Key("optional", (), "点评和总结", "点评、总结等可选议程进行或不进行"),
        _PREPARATION,
        _PAPERS,
        _SPEECH_PAPERS,
        _RECTIFICATION,
    ),
    "live": (
        Key("confirm", ("f2", "ctrl+n"), "记下转下位", "记下编辑区的文字，请下一位发言"),
        Key("stay", ("f3", "ctrl+s"), "记下不转", "记下编辑区的文字，仍由这一位发言"),
        Key("stamp", ("f5", "ctrl+t"), "已换人", "下一位已开始发言：先记时间，接着把上一位的话写完"),
        Key("aside", ("f6", "ctrl+o"), "插话", "有人插话、说明情况或列席人员发言：选人，记完自动回来"),
        Key(
            "no_opinion",
            ("f8", "ctrl+l"),
            "未提意见",
            "未提意见转下位；对照检查时照稿宣读",
        ),
        _MENU,
        _HELP,
        Key("shift", (), "开始时间前移", "这一位其实早已开始：把开始时间往前移"),
        Key("not_heard", (), "标〔未听清〕", "在光标处写上〔未听清〕"),
        Key("pause", (), "停表或继续", "会场暂停时停表，再选一次继续"),
        Key("mode", (), "记录方式", "这一条是原话、摘要，还是宣读材料"),
        Key("refers", (), "回应哪几条意见", "表态回应所指的批评意见"),
        Key("skip", (), "跳过这一轮", "这一轮不进行，写明理由"),
        Key("note", (), "程序记事", "会场里发生的、要写进记录的其他事"),
        Key("adjourn", (), "休会或复会", "休会停表，复会继续；都写进记录"),
        Key("close", (), "散会", "记下散会时间"),
        Key("attendance", (), "到会离会", "谁什么时候到会、离会；离会的人以后的轮次先跳过，回来再轮到"),
        Key("special", (), "四项说明", "正在进行的成员逐项说明了没有：已说明、无此情况、未说明"),
        Key("last_year", (), "上年度整改", "正在进行的成员或班子逐项报告上年度整改没有，报告了的打勾"),
        Key("rectify", (), "列入整改", "把最后记下的一条列入整改清单，发言权和时钟都不动"),
        Key("to_complete", (), "待补的几条", "看还有哪几条待补，选一条补全"),
        Key("hand_over", (), "记录人交接", "从现在起换一位记录人，时间写进记录"),
        Key(
            "take_back",
            ("f7", "ctrl+right_square_bracket"),
            "撤回上一条",
            "刚记下的一条收回编辑区，发言权回到那一轮；这一条不再印出",
            in_footer=False,
        ),
        Key(
            "unfinished",
            ("ctrl+d", "ctrl+x"),
            "待补转下位",
            "来不及写完：写到的先记下（没写也行），标为待补，请下一位发言",
            in_footer=False,
        ),
        Key("back", ("ctrl+p",), "回上一位", "发言权回到上一位；误按时上一位的时间照旧连着", in_footer=False),
        Key(
            "aspect",
            ("ctrl+r",),
            "对照方面",
            "给正在写的这一条标上对照检查方面，再按换下一个",
            in_footer=False,
        ),
        Key(
            "order",
            ("tab",),
            "发言次序",
            "看发言次序，转到其中一轮或补写其中一轮；下面提示“Tab：…”时写出提示的名称",
            in_footer=False,
        ),
        Key(
            "complete",
            ("ctrl+e",),
            "写全名称",
            "写出光标前的 @ # * 记号或名称开头所指的全文",
            in_footer=False,
        ),
        Key("record", ("f12", "ctrl+f"), "会议记录", "看整份记录，查找、更正、补记", in_footer=False),
        Key(
            "coverage",
            ("shift+tab",),
            "覆盖情况",
            "谁对谁提过意见、谁表过态、各项是否说明，还欠什么",
            in_footer=False,
        ),
        _GAPS,
        _CHECKING,
        _PAPERS,
        _SPEECH_PAPERS,
        _RECTIFICATION,
        Key("read_out", (), "照稿宣读", "记下“照稿宣读，与附件一致”，材料作附件；对照检查时也可按 F8"),
        Key(
            "passage",
            ("insert",),
            "取一段",
            "发言材料的一段或几段取到光标处，取完按 Esc；只改念得不同的地方",
            in_footer=False,
        ),
        Key("paper", (), "看发言材料", "看这一轮的发言材料；看完回来，编辑区不动"),
        Key("page_up", ("pageup",), "上翻一页", "旁边有发言材料时翻它，否则光标上移一页", in_footer=False),
        Key("page_down", ("pagedown",), "下翻一页", "同上，往下", in_footer=False),
        Key("phrase", (), "存为短语", "把选中的文字存为这次会议的短语，以后打 * 和缩写再按 Tab"),
        Key("hint", (), "批评意见提示", "记下的批评意见里未见具体事实时，在提示行说一句；再选一次不提示"),
        Key("sparing", (), "省流量时钟", "线路慢时用：时钟按分钟走，最后一分钟按秒走；再选一次按秒走"),
        Key("repaint", (), "重画屏幕", "屏幕被别的程序弄乱时，整屏重画一遍"),
        Key("setup", (), "会议信息、名单和议程", "开会中改名单、议程，已记下的不受影响"),
        Key("export", (), "导出", "导出会议原始记录"),
        Key("leave", (), "回会议列表", "离开这个会议；会议照常计时，再打开时回到这里"),
        Key(
            "escape",
            ("escape",),
            "不退出",
            "Esc 不会退出，也不会丢文字；要离开按 F9 选“回会议列表”",
            in_footer=False,
        ),
    ),
    "follow": (
        Key("take_over", ("f2", "ctrl+n"), "接着记", "那边退出以后，由这里接着记"),
        Key(
            "end_holder",
            ("f5", "ctrl+t"),
            "请那边退出",
            "断线留下的程序还占着时，让它存好退出，由这里接着记",
        ),
        Key("export", ("f6", "ctrl+o"), "导出", "导出到现在为止的会议原始记录"),
        _MENU,
        _HELP,
        Key("leave", ("escape", "f12"), "返回", "回会议列表"),
    ),
    "order": (
        Key("choose", ("f2", "enter"), "选这一轮", "对选中一轮：请他发言、补写或恢复"),
        _HELP,
        Key("leave", ("escape", "tab"), "返回", "回到记录"),
    ),
    "coverage": (
        Key("go", ("f2", "enter"), "转到", "转到这一格：看记下的那一条，补写这一轮，或登记是否说明"),
        Key("next_open", ("tab", "ctrl+n"), "下一个欠的", "光标到下一个还欠的格"),
        _MENU,
        _HELP,
        Key("leave", ("escape", "shift+tab"), "返回", "回上一屏"),
        _GAPS,
        *_CURSOR,
    ),
    "gaps": (
        Key("go", ("f2", "enter"), "转到", "转到选中一项该补的地方"),
        Key("accept", ("f3", "ctrl+n"), "不补", "选中一项不补了，写明理由，理由写进记录"),
        Key("seal", ("f5", "ctrl+t"), "定稿", "定稿：以后只能写明谁要求、为什么来更正"),
        _MENU,
        _HELP,
        Key("leave", ("escape",), "返回", "回上一屏"),
        Key("coverage", (), "覆盖情况", "谁对谁提过意见、谁表过态、各项是否说明，还欠什么"),
        _CHECKING,
        Key("export", (), "导出", "导出会议原始记录"),
    ),
    "checking": (
        Key("go", ("f2", "enter"), "看他的发言", "看选中一位的全部发言；要改就在那里更正"),
        Key("confirm", ("f3", "ctrl+n"), "核对过了", "选中一位已核对自己的发言，记下时间"),
        Key("export", ("f6", "ctrl+o"), "核对单", "写出选中一位的发言核对单，印出来请本人核对签字"),
        _MENU,
        _HELP,
        Key("leave", ("escape",), "返回", "回上一屏"),
    ),
    "record": (
        Key("amend", ("f2", "enter"), "更正", "更正或补全选中一条，原来的文字留存"),
        Key("add", ("f3", "ctrl+n"), "补记", "在选中一条之后补记漏记的发言"),
        Key("by_speaker", ("f5", "ctrl+t"), "发言人", "只看一位发言人的"),
        Key("by_target", ("f6", "ctrl+o"), "对象", "只看对一个人的批评"),
        Key("by_kind", ("f8", "ctrl+l"), "环节", "只看一个环节的"),
        _MENU,
        _HELP,
        Key("leave", ("escape", "f12", "ctrl+f"), "返回", "回上一屏；有查找条件时先清掉"),
        Key("versions", (), "各个版本", "看选中一条历次更正前的文字"),
        Key("strike", (), "作废", "不该有的一条写明理由，从记录里拿下，不再印出；文件里留着"),
        Key("struck", (), "作废的各条", "看作废了哪几条、原来的文字和理由"),
        Key("coverage", (), "覆盖情况", "谁对谁提过意见、谁表过态、各项是否说明，还欠什么"),
        _GAPS,
        _CHECKING,
        _PAPERS,
        _SPEECH_PAPERS,
        Key("rectify", ("f7", "ctrl+r"), "列入整改", "把选中的一条列入整改清单", in_footer=False),
        _RECTIFICATION,
        Key("export", (), "导出", "导出会议原始记录"),
        Key("notes", (), "导入笔记", "断线时记在纸上、记在别的文件里的，补记进来"),
        Key("up", ("up",), "上一条", "选上面一条", in_footer=False),
        Key("down", ("down",), "下一条", "选下面一条", in_footer=False),
        Key("page_up", ("pageup",), "上一页", "往上翻一页", in_footer=False),
        Key("page_down", ("pagedown",), "下一页", "往下翻一页", in_footer=False),
    ),
    "papers": (
        Key("write", ("f2", "ctrl+n"), "写出", "把选中的材料写成文件"),
        Key("sent", ("f3", "ctrl+t"), "已报送", "记下选中的材料哪天报送的；清空日期就是还没有"),
        Key("file", ("f5", "ctrl+p"), "文件", "选中的材料写好了放在哪里，报送包里就放它"),
        Key("package", ("f6", "ctrl+o"), "报送包", "会前或会后的材料写成一个文件夹或 .zip，附目录和校验码"),
        Key("letter", ("f8", "ctrl+l"), "函头", "会前几个工作日报送，主送机关、发文字号、签发人、联系人"),
        _MENU,
        _HELP,
        _BACK,
        _SPEECH_PAPERS,
        Key("days_off", (), "放假安排", "粘贴一年的放假通知，算会前几个工作日时按它扣除放假、计入调休"),
        Key("all_sent", (), "这一套都已报送", "选中材料所在的一套，有文件、还没有报送的都记下哪天报送"),
        _PREPARATION,
        _RECTIFICATION,
    ),
    "days_off": (
        Key("keep", ("f2", "ctrl+n"), "存下", "核对过读出的日子，存下这一年的通知"),
        Key("look", ("enter", "f5"), "看", "读年份后面粘贴的一行通知，列出读出的日子，什么也不存"),
        _MENU,
        _HELP,
        Key("leave", ("escape",), "返回", "不存，回上一屏"),
        Key("page_up", ("pageup",), "上一页", "往上翻一页", in_footer=False),
        Key("page_down", ("pagedown",), "下一页", "往下翻一页", in_footer=False),
    ),
    "rectification": (
        Key("edit", ("f2", "enter"), "修改", "修改选中一项的各栏"),
        Key("add", ("f3", "ctrl+n"), "新增", "在这一份清单里加一项"),
        Key("done", ("f5", "ctrl+t"), "完成", "选中一项改完了；再按一次改回没有完成"),
        Key("progress", ("f6", "ctrl+o"), "进展", "写选中一项的进展", in_footer=False),
        Key("remove", ("f8", "ctrl+l"), "删去", "从清单中删去选中一项，先问一句"),
        Key("year", ("tab", "ctrl+r"), "换年度", "换看这次会议的清单和上年度的清单"),
        _MENU,
        _HELP,
        Key("leave", ("escape",), "返回", "回上一屏"),
        Key("report", ("f7", "ctrl+p"), "哪条报告", "上年度的一项在哪一条发言里报告了", in_footer=False),
        Key("origin", (), "看出处", "看选中一项出自记录的哪一条"),
        Key("opinion", (), "取自征求的意见", "把征求到的一条意见列入清单"),
        _PREPARATION,
        _PAPERS,
        Key("carry", (), "从上年度带入", "从上年度会议带入整改清单，在列出的会议中选"),
        Key("previous_sheet", ("left",), "上一份", "看左边的上一份：全部、班子、各成员", in_footer=False),
        Key("next_sheet", ("right",), "下一份", "看左边的下一份", in_footer=False),
    ),
    "speech_papers": (
        Key("take_in", ("f2", "ctrl+n"), "交来一份", "选是谁的，写上文件；文字读进来，原文件另存一份"),
        Key("read", ("f3", "enter"), "看", "看选中一份的文字"),
        Key("take_out", ("f8", "ctrl+l"), "拿掉", "拿掉选中的一份，问过才删"),
        _MENU,
        _HELP,
        _BACK,
        Key("tidy", (), "移开多余的文件", "存下的文件里不属于哪一份材料的，移到旁边的文件夹，不删"),
    ),
    "amend": (
        Key("save", ("f2", "ctrl+s"), "存下", "存下更正或补记"),
        Key("speaker", ("f5", "ctrl+t"), "发言人", "改发言人"),
        Key("target", ("f6", "ctrl+o"), "对象", "改批评的对象"),
        Key("aspect", ("f8", "ctrl+r"), "方面", "改对照检查方面"),
        Key("mode", ("f3", "ctrl+l"), "方式", "改记录方式：原话、摘要、宣读材料"),
        Key("time", ("f7", "ctrl+p"), "时间", "改这一条在会场里的时间，次序跟着走；原来的时间留存"),
        _HELP,
        Key("leave", ("escape",), "返回", "回到记录；没存下的文字留着，下次打开还在"),
    ),
    "export": (
        Key("write", ("f2", "ctrl+n"), "导出", "写出文件"),
        Key("format", ("f3", "ctrl+t"), "换格式", "轮换 Word 文档、纯文本、Markdown、PDF 和 Excel"),
        Key("paper", ("f5", "ctrl+r"), "换材料", "选写出哪一份材料"),
        _HELP,
        _BACK,
        Key("page_up", ("pageup",), "上一页", "上面列出的往上翻一页", in_footer=False),
        Key("page_down", ("pagedown",), "下一页", "上面列出的往下翻一页", in_footer=False),
    ),
    "package": (
        Key("write", ("f2", "ctrl+n"), "写出", "把这一套材料都写出，附目录和校验码"),
        Key("annexes", ("f5", "ctrl+r"), "附表", "会后的会议原始记录带上附表，再按去掉"),
        _HELP,
        _BACK,
        Key("page_up", ("pageup",), "上一页", "上面列出的往上翻一页", in_footer=False),
        Key("page_down", ("pagedown",), "下一页", "上面列出的往下翻一页", in_footer=False),
    ),
    "preparation": (
        Key("edit", ("f2", "enter"), "修改", "修改选中一行的各栏"),
        Key("add", ("f3", "ctrl+n"), "新增", "在这一个列表里加一行"),
        Key("mark", ("f5", "ctrl+t"), "标记", "标记选中的意见，好和别的合并；再按去掉"),
        Key("merge", ("f6", "ctrl+o"), "合并", "把标记的意见并成一条，先标记的作代表"),
        Key(
            "take_table",
            ("f7", "ctrl+p"),
            "导入",
            "从 Excel、CSV 表格或粘贴的几行导入，先看再收",
            in_footer=False,
        ),
        Key("remove", ("f8", "ctrl+l"), "删去", "删去选中一行，先问一句", in_footer=False),
        Key("next_list", ("tab", "ctrl+r"), "换栏", "换到学习研讨、征求意见、谈心谈话中的下一个"),
        _MENU,
        _HELP,
        Key("leave", ("escape",), "返回", "回上一屏"),
        Key("talks", (), "谈心谈话表", "谁和谁谈过、还欠哪些；欠的一格按回车就登记"),
        Key("separate", (), "拆开", "把选中的意见从合并的里面拆出来；选中的是代表就全部拆开"),
        Key("forms", (), "征求意见表份数", "征求意见表发出多少份、收回多少份"),
        _PAPERS,
        _SPEECH_PAPERS,
        _RECTIFICATION,
        Key("previous_list", ("shift+tab",), "上一栏", "换到上一个列表", in_footer=False),
    ),
    "talks": (
        Key("go", ("f2", "enter"), "登记", "登记这一格的谈话，双方已填好；谈过的可修改或再登记"),
        Key("next_open", ("tab", "ctrl+n"), "下一个欠的", "光标到下一个还没有谈的格"),
        _MENU,
        _HELP,
        Key("leave", ("escape",), "返回", "回上一屏"),
        *_CURSOR,
    ),
    "take_table": (
        Key("take", ("f2", "ctrl+n"), "收下", "把能收的各行一次收下；有不能收的先问"),
        Key("look", ("enter", "f5"), "看", "读写好的文件，列出每一行会成为什么，什么也不收"),
        Key("next_problem", ("tab", "ctrl+r"), "下一处不对", "到下一个不能收的行"),
        _MENU,
        _HELP,
        Key("leave", ("escape",), "返回", "不收，回上一屏"),
        Key("up", ("up",), "上一行", "选上面一行", in_footer=False),
        Key("down", ("down",), "下一行", "选下面一行", in_footer=False),
        Key("page_up", ("pageup",), "上一页", "往上翻一页", in_footer=False),
        Key("page_down", ("pagedown",), "下一页", "往下翻一页", in_footer=False),
    ),
    "notes": (
        Key("write", ("f2", "ctrl+n"), "记入", "看过每一行会成为什么，再按一次记入"),
        Key("look", ("enter", "f5"), "看一遍", "读笔记，说明每一行会成为什么，什么也不记"),
        _HELP,
        _BACK,
        Key("page_up", ("pageup",), "上一页", "往上翻一页", in_footer=False),
        Key("page_down", ("pagedown",), "下一页", "往下翻一页", in_footer=False),
    ),
    "choose": (
        Key("take", ("enter", "f2"), "选定", "选定这一行；也可直接按行首的数字，方向键上下移"),
        _HELP,
        Key("leave", ("escape",), "返回", "不选，回去"),
    ),
    "form": (
        Key("save", ("f2", "ctrl+n"), "确定", "存下各栏"),
        Key("enter", ("enter",), "下一栏", "到下一栏；在最后一栏时确定"),
        _HELP,
        Key("next_field", ("down", "tab"), "下一栏", "到下一栏", in_footer=False),
        Key("previous_field", ("up", "shift+tab"), "上一栏", "到上一栏", in_footer=False),
        Key("leave", ("escape",), "返回", "不存，回去；有改动时要按两次"),
    ),
    "palette": (
        Key("take", ("enter", "f2"), "选定", "做选中的这一项；前十项也可直接按行首的数字"),
        _HELP,
        Key("leave", ("escape", "f9", "ctrl+g"), "返回", "不选，回去"),
        Key("up", ("up", "shift+tab"), "上一项", "选上面一项", in_footer=False),
        Key("down", ("down", "tab"), "下一项", "选下面一项", in_footer=False),
    ),
    "reading": (Key("leave", ("escape", "f1", "ctrl+k", "enter", "f2"), "返回", "回上一屏"),),
}

FOCUS: dict[str, tuple[Key, ...]] = {
    "editor": (
        Key("cursor_up", ("up",), "上一行", "光标上移一行"),
        Key("cursor_down", ("down",), "下一行", "光标下移一行"),
        Key("cursor_left", ("left",), "左移", "光标左移一个字"),
        Key("cursor_right", ("right",), "右移", "光标右移一个字"),
        Key("cursor_word_left", ("ctrl+left",), "左移一段", "左移到标点或词的边上（有的终端不送这个键）"),
        Key("cursor_word_right", ("ctrl+right",), "右移一段", "右移到标点或词的边上"),
        Key("cursor_line_start", ("home",), "到行首", "光标到这一行开头"),
        Key("cursor_line_end", ("end",), "到行末", "光标到这一行末尾"),
        Key("cursor_page_up", ("pageup",), "上翻一页", "光标上移一页"),
        Key("cursor_page_down", ("pagedown",), "下翻一页", "光标下移一页"),
        Key("cursor_left(True)", ("shift+left",), "向左选字", "选中光标左边的字"),
        Key("cursor_right(True)", ("shift+right",), "向右选字", "选中光标右边的字"),
        Key("cursor_up(True)", ("shift+up",), "向上选字", "选中到上一行"),
        Key("cursor_down(True)", ("shift+down",), "向下选字", "选中到下一行"),
        Key("delete_left", ("backspace",), "删左边", "删去光标左边一个字，或选中的字"),
        Key("delete_right", ("delete",), "删右边", "删去光标右边一个字，或选中的字"),
        Key("delete_to_start_of_line", ("ctrl+u",), "删到段首", "删去这一段里光标左边的字，Ctrl+Z 找回"),
        Key("undo", ("ctrl+z",), "撤销", "一段一段地退回刚才的改动"),
        Key("redo", ("ctrl+y",), "重做", "恢复刚撤销的改动"),
    ),
    "line": (
        Key("cursor_left", ("left",), "左移", "光标左移一个字"),
        Key("cursor_right", ("right",), "右移", "光标右移一个字"),
        Key("home", ("home",), "到开头", "光标到这一行开头"),
        Key("end", ("end",), "到末尾", "光标到这一行末尾"),
        Key("delete_left", ("backspace",), "删左边", "删去光标左边一个字，或选中的字"),
        Key("delete_right", ("delete",), "删右边", "删去光标右边一个字，或选中的字"),
        Key("delete_all", ("ctrl+u",), "清空", "删去这一行的全部文字"),
        Key("undo", ("ctrl+z",), "撤销", "退回刚才的改动，换掉的、删去的字都回来"),
        Key("redo", ("ctrl+y",), "重做", "恢复刚撤销的改动"),
    ),
}
"""The keys of what text is typed into; the terminal's own, so they stay as they are."""

_IN_PRACTICE = {
    "leave": Key("leave", (), "结束练习", "停下来看练习结果；练习的会议随即删去"),
    "escape": Key("escape", ("escape",), "不退出", "Esc 不会退出；要停下按 F9 选“结束练习”", in_footer=False),
}
_NOT_PRACTISED = (
    *("setup", "attendance", "hand_over", "gaps", "checking", "export"),
    *("papers", "rectification", "rectify", "last_year"),
    *("speech_papers", "read_out", "passage", "paper", "page_up", "page_down"),
)
"""Would change who is there, by whom the script is spoken, or belong to a meeting that is kept."""
PLACES["practice"] = tuple(
    _IN_PRACTICE.get(key.action, key) for key in PLACES["live"] if key.action not in _NOT_PRACTISED
)

PLACE_NAMES = {
    "meetings": "会议列表",
    "find": "查找",
    "head": "会议信息",
    "roster": "名单",
    "agenda": "议程与发言次序",
    "live": "会议进行",
    "practice": "练习",
    "follow": "旁观（别处正在记录）",
    "order": "发言次序（记录中）",
    "coverage": "覆盖情况",
    "gaps": "缺项和定稿",
    "checking": "发言人核对",
    "preparation": "会前准备",
    "talks": "谈心谈话表",
    "take_table": "导入表格",
    "rectification": "整改清单",
    "record": "会议记录",
    "amend": "更正和补记",
    "export": "导出",
    "papers": "材料",
    "days_off": "放假安排",
    "speech_papers": "发言材料",
    "package": "报送包",
    "notes": "导入笔记",
    "choose": "选择",
    "form": "填写",
    "palette": "更多操作",
    "reading": "阅读",
    "editor": "编辑区",
    "line": "填写的一行",
}


UNASSIGNED = "unassigned"
"""Stands where an action has no key: no terminal sends it."""


def bindings(place: str) -> list[Binding]:
    """The place's keys as Textual takes them, ahead of those of the widget that has the focus."""
    from textual.binding import Binding

    return [
        Binding(
            ",".join(key.keys) or UNASSIGNED,
            key.action,
            key.label,
            show=False,
            priority=True,
            id=f"{place}.{key.action}",
        )
        for key in PLACES[place]
    ]


def focus_bindings(widget: str) -> list[Binding]:
    """The keys of a widget that text is typed into, behind those of its screen."""
    from textual.binding import Binding

    return [Binding(",".join(key.keys), key.action, key.label, show=False) for key in FOCUS[widget]]


def in_menu(key: Key) -> bool:
    """Whether F9 lists the action first: it has no second key or no place in the footer."""
    return (len(key.keys) < 2 or not key.in_footer) and not (key.keys and key.keys[0] in _PLAIN)


_PLAIN = ("escape", "enter", "up", "down", "left", "right", "pageup", "pagedown")


def name(key: str) -> str:
    """A key as it is written on the keyboard."""
    return _NAMES.get(key) or "+".join(
        part.upper() if len(part) < 4 else part.title() for part in key.split("+")
    )


def key_named(written: str) -> str:
    """The key that a user means by a name; upper or lower case, as `name` writes it or as Textual does."""
    form = unicodedata.normalize("NFKC", written).strip().lower().replace(" ", "")
    return _KEYS.get(form, form)


_NAMES = {
    "escape": "Esc",
    "enter": "回车",
    "up": "上",
    "down": "下",
    "left": "左",
    "right": "右",
    "shift+up": "Shift+上",
    "shift+down": "Shift+下",
    "shift+left": "Shift+左",
    "shift+right": "Shift+右",
    "ctrl+left": "Ctrl+左",
    "ctrl+right": "Ctrl+右",
    "ctrl+right_square_bracket": "Ctrl+]",
    "backspace": "退格",
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
}
_KEYS = {shown.lower(): key for key, shown in _NAMES.items()}
