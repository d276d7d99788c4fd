"""Whether words ask somebody to do something: modal words, or clauses that begin with an order."""

import re

from mingbai.plans.reader.masking import BLANK, without_names

_MODAL = re.compile(
    r"必须|务必|务求|(?<![重主需纲概摘紧必只])要(?![求点素件闻害领义道冲目紧旨务因])|须(?!知)|不得|严禁|禁止|不准|一律|原则上|鼓励"
    r"|(?<![相对反适响供效感回])应当?(?![用急对答邀付届变聘运])|需(?![求要])|(?<![申邀聘])请(?![示求])|确保"
    r"|(?:都|均|一律)(?:进行|予以|实行|纳入|公开)"
)
_RELATIVE = re.compile(r"应当?[^，。；：]{1,8}的(?:其他|有关|相关)?")
ADVERBS = (
    r"(?:进一步|全面|认真|切实|积极|及时|主动|加快|着力|大力|深入|持续|继续|严格|不断|扎实|抓紧|统一|依法|依规|稳步|有序|充分|牢固|逐步|准确|重点"
    r"|更加|同步|集中|规范有序|从严|主要|适时|尽快|按时|按期|如实|妥善|坚决|多渠道|统筹|科学|精准|有效|高效|合理|实时|定期|组织|配合|协助|督促"
    r"|指导|带头|牵头|突出|加大|首先|同时|还|并|再|做到|实行|力争|努力|年内|适当|高度|密切|特别|和|且|各自|分别|于|全力)*"
)
VERBS = (
    "加强|推进|推动|推行|推广|完善|建立|健全|制定|制订|公开(?!后|前|的|方式|内容|事项|栏)|公布|公示|发布|落实|贯彻|执行|开展|组织|编制|规范(?!性)|梳理|清理"
    "|整改|做好|抓好|办好|用好|管好|做强|做优|强化|深化|优化|提升|提高|扩大|拓展|拓宽|加大|督促|指导|检查|督查|抽查|考核|评估|培训|学习|宣传|解读|回应"
    "|征集|征求|听取|邀请|召开|举办|举行|报送|上报|报备|备案|汇总|统计|整合|建设|打造|创建|创新|探索|实施|实行|履行|细化|明确|确定|确保|保障|保证|维护"
    "|管理|监管|监测|监督|更新|调整|修订|审查|审核|把关|核查|研究|部署|安排|统筹|协调|配合|协助|参与|支持|设立|设置|配备|配齐|选聘|发掘|挖掘|总结|通报"
    "|约谈|问责|追究|接受|受理|答复|办理|反馈|处理|解决|收集|整理|归档|移送|提供|利用|运用|依托|围绕|聚焦|突出|坚持|坚决|把|将|对(?=.{2,40}(?:公开|进行|予以|开展))"
    "|增强|强调|压实|夯实|构建|打通|畅通|丰富|改进|改造|完成|实现|启动|引导|关注|防止|避免|严把|严格|充实|转发|转载|刊登|增加|减少|压减|简化|成立|结合"
    "|予以|全面|充分|切实|进一步|认真|积极|及时|主动|抓紧|加快|按照|发挥|促进|营造|注重|凝聚|广泛|分类|分级|实时|稳妥|常态化|多渠道|严肃|牢牢|密切|加速|申报|录入"
)
_ORDER = re.compile(rf"{ADVERBS}(?:{VERBS})")
TOPIC = re.compile(r"(?:在|向|对|予以|及时|主动|全面|依法|按).{0,40}(?:公开|公布|反馈|备案|公示)$")
_CLAUSES = re.compile(r"[，。；;：:,！\s]+")
_LISTED = re.compile(r"^[^。，]*的(?:情形|其他情形|信息|其他信息|其他政府信息|事项|内容)?[；;。]?$")


def commands(text: str) -> bool:
    """A modal word: what stands here binds somebody."""
    plain = _RELATIVE.sub(BLANK, without_names(text))
    return _MODAL.search(plain) is not None


# Lists of what to report, and headings that only name something: 主动公开情况；考核对象.
_NAMED = re.compile(
    r"^[^，。；]{1,15}(?:情况|问题|建议|打算|对象|内容|方式|范围|程序|时间|办法|标准|形式|目标|原则|依据|机构|要求|步骤|安排|措施"
    r"|分工|阶段|机制)[；;。]?$"
)
_PURPOSE = re.compile(r"^为(?:了)?[^。]{2,200}(?:制定|制订|特制定)本[^。]{0,20}。?$")


def asks(text: str) -> bool:
    """A modal word, or a clause that begins with an order; a list of things asks for nothing."""
    if any(pattern.match(text.strip()) for pattern in (_LISTED, _NAMED, _PURPOSE)):
        return False
    if commands(text):
        return True
    clauses = [clause for clause in _CLAUSES.split(without_names(text)) if clause]
    return any(_ORDER.match(clause.lstrip("□（(“")) or TOPIC.search(clause) for clause in clauses)
