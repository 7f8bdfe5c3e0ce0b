"""How a character is read, in letters without tones, for finding an action by its name in pinyin."""

from __future__ import annotations

import re
from bisect import bisect_right

# The characters of GB 2312's first level stand in the order of their pinyin: here is each syllable with the
# first of its characters.
_SYLLABLES = re.findall(
    "([a-z]+)(.)",
    "a啊ai埃an鞍ang肮ao凹ba芭bai白ban斑bang邦bao苞bei杯ben奔beng崩bi逼bian鞭biao标bie鳖bin彬bing兵bo玻"
    "bu捕ca擦cai猜can餐cang苍cao操ce厕ceng层cha插chai拆chan搀chang昌chao超che车chen郴cheng撑chi吃chong充"
    "chou抽chu初chuai揣chuan川chuang疮chui吹chun春chuo戳ci疵cong聪cou凑cu粗cuan蹿cui摧cun村cuo磋da搭dai呆"
    "dan耽dang当dao刀de德deng蹬di堤dian颠diao碉die跌ding丁diu丢dong东dou兜du督duan端dui堆dun墩duo掇e蛾"
    "en恩er而fa发fan藩fang坊fei菲fen芬feng丰fo佛fou否fu夫ga噶gai该gan干gang冈gao篙ge哥gei给gen根geng耕"
    "gong工gou钩gu辜gua刮guai乖guan棺guang光gui瑰gun辊guo锅ha哈hai骸han酣hang夯hao壕he呵hei嘿hen痕heng哼"
    "hong轰hou喉hu呼hua花huai槐huan欢huang荒hui灰hun荤huo豁ji击jia嘉jian歼jiang僵jiao蕉jie揭jin巾jing荆"
    "jiong炯jiu揪ju鞠juan捐jue撅jun均ka喀kai开kan刊kang康kao考ke坷ken肯keng坑kong空kou抠ku枯kua夸kuai块"
    "kuan宽kuang匡kui亏kun坤kuo括la垃lai莱lan蓝lang琅lao捞le勒lei雷leng棱li厘lia俩lian联liang粮liao撩"
    "lie列lin琳ling玲liu溜long龙lou楼lu芦lv驴luan峦lve掠lun抡luo萝ma妈mai埋man瞒mang芒mao猫me么mei玫men门"
    "meng萌mi眯mian棉miao苗mie蔑min民ming明miu谬mo摸mou谋mu拇na拿nai氖nan南nang囊nao挠ne呢nei馁nen嫩"
    "neng能ni妮nian蔫niang娘niao鸟nie捏nin您ning柠niu牛nong脓nu奴nv女nuan暖nve虐nuo挪o哦ou欧pa啪pai拍"
    "pan攀pang乓pao抛pei呸pen喷peng砰pi坯pian篇piao飘pie撇pin拼ping乒po坡pu扑qi期qia掐qian牵qiang枪qiao橇"
    "qie切qin钦qing青qiong琼qiu秋qu趋quan圈que缺qun裙ran然rang瓤rao饶re惹ren壬reng扔ri日rong戎rou揉ru茹"
    "ruan软rui蕊run闰ruo若sa撒sai腮san三sang桑sao搔se瑟sen森seng僧sha莎shai筛shan珊shang墒shao梢she奢"
    "shen砷sheng声shi师shou收shu蔬shua刷shuai摔shuan栓shuang霜shui谁shun吮shuo说si斯song松sou搜su苏suan酸"
    "sui虽sun孙suo蓑ta塌tai胎tan坍tang汤tao掏te特teng藤ti梯tian天tiao挑tie贴ting厅tong通tou偷tu凸tuan湍"
    "tui推tun吞tuo拖wa挖wai歪wan豌wang汪wei威wen瘟weng嗡wo挝wu巫xi昔xia瞎xian掀xiang相xiao萧xie楔xin薪"
    "xing星xiong兄xiu休xu墟xuan轩xue靴xun勋ya压yan焉yang殃yao邀ye椰yi一yin茵ying英yo哟yong拥you幽yu迂"
    "yuan鸳yue曰yun耘za匝zai栽zan咱zang赃zao遭ze责zei贼zen怎zeng增zha扎zhai摘zhan瞻zhang樟zhao招zhe遮"
    "zhen珍zheng蒸zhi芝zhong中zhou舟zhu珠zhua抓zhuai拽zhuan专zhuang桩zhui椎zhun谆zhuo捉zi兹zong鬃zou邹"
    "zu租zuan钻zui嘴zun尊zuo昨",
)
_BEGIN = [character.encode("gb2312") for _, character in _SYLLABLES]
_LAST = "座".encode("gb2312")

_OTHERWISE = {"重": "chong", "着": "zhe", "了": "le"}
"""How names of actions read a character otherwise than where it stands in that order."""


def readings(character: str) -> tuple[str, ...]:
    """The syllables of a character, ü written as v and as u; the character itself where none is known."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return (character,)
    if not _BEGIN[0] <= code <= _LAST:
        return (character.lower(),)
    syllable = _SYLLABLES[bisect_right(_BEGIN, code) - 1][0]
    other = _OTHERWISE.get(character) or syllable.replace("v", "u")
    return (syllable,) if other == syllable else (syllable, other)
