"""The year of today, as far as it is settled; three ask the same, one answer becomes public for all."""

from mingbai.demo.requests.telling import (
    Move,
    Story,
    asked_to_clarify,
    because,
    consulted,
    intake,
    opinion,
    part,
    provided,
)
from mingbai.demo.requests.telling import answer as answered
from mingbai.foi.states import State

ARCHIVED = State.ARCHIVED


def _farmland(key: str, begins: str, who: str, words: str) -> Story:
    """What is asked again and again: often asked, and not public yet."""
    return Story(
        key, "qinghe", "online", begins, (who,), words, "高标准农田建设地块和资金",
        (*intake("online"), *provided("高标准农田建设地块清单1份", "资金安排表1份")), ARCHIVED,
    )  # fmt: skip


THIRD = (
    _farmland("farmland-1", "t-300", "rong", "申请公开青禾镇高标准农田建设项目的地块清单和资金安排表。"),
    _farmland("farmland-2", "t-240", "xi", "请公开青禾镇高标准农田建设项目地块清单、资金安排表。"),
    _farmland("farmland-3", "t-180", "yan", "申请获取青禾镇高标准农田建设项目的地块清单和资金安排表，谢谢。"),
    Story(
        "meal-points", "civil", "online", "t-280", ("zhong",),
        "申请公开全县老年助餐点的名称、地址和供餐时间。", "老年助餐点名单",
        (*intake("online"),
         part("名单", "老年助餐点名单", "| 助餐点 | 供餐时间 |", "| 柳渡镇老年食堂 | 11:00—12:30 |",
              "| 青禾镇老年食堂 | 11:00—12:30 |"),
         *provided("老年助餐点名单1份"),
         Move("publish", 3, {"title": "明白县老年助餐点名单", "theme": "民政、扶贫、救灾",
              "row": ("养老服务", "养老服务通用政策", "养老服务扶持政策措施清单"),
              "body": "<p>全县老年助餐点对60岁以上老年人开放，供餐时间为每天11时至12时30分。"
                      "名称和地址变动时及时更新。</p>"
              "<table><thead><tr><th>助餐点</th><th>地址</th></tr></thead><tbody>"
              "<tr><td>柳渡镇老年食堂</td><td>柳渡镇渡口路20号</td></tr>"
              "<tr><td>青禾镇老年食堂</td><td>青禾镇禾丰街5号</td></tr></tbody></table>"})),
        ARCHIVED,
    ),
    Story(
        "map-sheet", "land", "post_signed", "t-260", ("institute",),
        "申请提供县城以北1:10000地形图的坐标数据。", "地形图坐标数据",
        (*intake("post_signed"),
         *because("refused_state_secret", "所申请的坐标数据已经依法定为秘密级国家秘密，尚在保密期限内。")),
        ARCHIVED, ("electronic", "post"),
    ),
    Story(
        "water-weak", "office", "email", "t-235", ("owners",),
        "申请公开县城供水系统安全防护薄弱环节的排查报告。", "供水安全防护排查报告",
        (*intake("email"),
         *because("refused_security",
         "报告载明供水设施的位置和防护弱点，公开后可能危及公共安全。整改的总体情况已经另行公布。")),
        ARCHIVED, ("electronic", "email"),
    ),
    Story(
        "land-deal", "land", "online", "t-220", ("grain",),
        "申请公开环城北路储备地块出让合同中的付款期限。", "储备地块出让合同付款期限",
        (*intake("online"), *consulted("third_party", "明白县示例置业公司", "出让合同的付款期限条款"),
         opinion("objects", "付款安排属于公司经营信息，不希望公开。", 7,
                 "国有土地出让合同的付款期限关系公共财政收入，不公开可能对公共利益造成重大影响。"),
         *provided("出让合同付款期限条款1份", wait=3)),
        ARCHIVED,
    ),
    Story(
        "seal-again", "office", "counter", "t-200", ("zha",),
        "去年你们给我的议题目录，请再盖一次章确认内容是真的。", "要求确认已获取的信息",
        (*intake("counter"),
         *because("not_processed_reissue", "所要求的是对已经获取的政府信息进行确认，不是获取新的政府信息。",
                  条款="《国务院办公厅关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》载明的处理情形")),
        ARCHIVED, ("paper", "direct"),
    ),
    Story(
        "unclear-still", "liudu", "online", "t-150", ("gu",),
        "申请公开和我有关的所有东西。", "内容不明确",
        (*intake("online"), asked_to_clarify("没有写明需要什么信息", "写明文件名称、文号，或者事项和年份"),
         Move("clarified", 4, {"text": "所有文件，都要。"}),
         *because("not_held_unclear", "补正后仍不能指向具体的政府信息。", 3,
                  补正情况="补正内容为“所有文件”，没有写明事项和年份")),
        ARCHIVED,
    ),
    Story(
        "ward-contract", "health", "post_signed", "t-120", ("build",),
        "申请公开乡镇卫生院病房改造工程的结算审核报告。", "病房改造结算审核报告",
        (*intake("post_signed"), *provided("病房改造工程结算审核报告1份", wait=5, upto="deliver", how="纸质"),
         Move("prove", 3)),
        State.ANSWERED, ("paper", "post"),
    ),
    Story(
        "grain-depot", "finance", "online", "t-95", ("law",),
        "申请公开粮食储备补贴专项检查的内部请示和批示。", "专项检查请示",
        (*intake("online"), *because("refused_process",
         "请示和批示是作出决定以前内部形成的过程性信息，检查结论已经公布。")),
        ARCHIVED,
    ),
    Story(
        "ditch-again", "liudu", "email", "t-70", ("cheng",),
        "申请公开杨树湾村排水沟清淤工程的验收单。", "排水沟清淤验收单",
        (*intake("email"),
         *answered("granted", "provided", 3, "law", 提供内容=["清淤工程验收单1份"], 提供方式="电子文件")[:1],
         Move("send_back", 1, {"reason": "落款和内容要写明两个标段各一份"}),
         *provided("清淤工程验收单2份", wait=1)),
        ARCHIVED, ("electronic", "email"),
    ),
)  # fmt: skip
