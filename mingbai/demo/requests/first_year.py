"""Requests of the first months; some are answered in the year that follows."""

from mingbai.demo.requests.telling import (
    Barred,
    Move,
    Story,
    asked_to_clarify,
    because,
    consulted,
    intake,
    opinion,
    part,
    partly,
    provided,
    public,
    search,
    separated,
)
from mingbai.demo.requests.telling import answer as answered
from mingbai.foi.states import State

ARCHIVED = State.ARCHIVED
WALL = Barred(
    ("邻里示例户甲", "邻里示例户乙"), "台账中两户的户主姓名", "户主姓名和受助情况连在一起，属于个人隐私。"
)
WALL_LINES = (
    "渡口村防洪墙修建期间，下列农户临时搬迁，补助已经发放。",
    "| 序号 | 户主 | 搬迁人数 | 补助（元） |",
    "| 1 | 邻里示例户甲 | 4 | 2400 |",
    "| 2 | 邻里示例户乙 | 3 | 1800 |",
    "补助由柳渡镇财政所直接支付到户，合计4200元。",
)

FIRST = (
    Story(
        "grain-sum", "qinghe", "counter", "t-738", ("rong",),
        "申请获取青禾镇当年种粮补贴发放到各村的汇总表，写明各村的面积和金额。", "种粮补贴分村汇总",
        (*intake("counter"),
         part("分村汇总表", "青禾镇种粮补贴分村汇总", "| 村 | 面积（亩） | 金额（元） |",
              "| 东塘村 | 1820 | 182000 |", "| 麦坪村 | 2140 | 214000 |", "| 南岗村 | 1560 | 156000 |"),
         *provided("青禾镇种粮补贴分村汇总表1份", wait=2, how="纸质")),
        ARCHIVED, ("paper", "direct"),
    ),
    Story(
        "quarry-plan", "land", "post_signed", "t-734", ("stone",),
        "申请公开青石沟采石场储量核实报告全文，包括各中段的储量估算表。", "采石场储量核实报告",
        (*intake("post_signed"),
         *consulted("third_party", "青石沟示例采石场", "青石沟采石场储量核实报告"),
         opinion("objects", "报告里的储量和开采顺序是我场的商业秘密，公开以后会影响正在进行的合作谈判，"
                            "不同意公开。", 9),
         *because("refused_third_party",
                  "报告载明的储量估算、开采顺序不为公众所知悉，权利人采取了保密措施并书面不同意公开，"
                  "公开会对其合法权益造成损害，不公开也不会对公共利益造成重大影响。",
                  征求意见情况="本机关已书面征求第三方意见，第三方不同意公开。")),
        ARCHIVED, ("paper", "post"),
    ),
    Story(
        "ferry-hours", "liudu", "oral", "t-733", ("gu",),
        "不会写字，口头申请：柳渡渡口冬天几点停渡，有没有正式的规定，请给一份。", "渡口停渡规定",
        (*intake("oral"),
         *public("明白县政务公开网站柳渡镇专栏“公告公示”", "打开网站首页，在“找单位”里选柳渡镇即可看到；"
                 "不方便上网的，可以到镇便民服务中心查阅、打印")),
        ARCHIVED, ("paper", "direct"),
    ),
    Story(
        "meeting-list", "office", "online", "t-730", ("zha",),
        "申请公开本年度县政府常务会议的议题目录。", "县政府常务会议议题目录",
        (*intake("online"),
         *answered("granted", "provided_at_time", 4, 提供内容=["本年度县政府常务会议议题目录"],
                   提供方式="电子文件", 提供途径="县政府办公室政务公开股发送到您留下的邮箱",
                   提供时间="全年最后一次常务会议结束以后10个工作日内")),
        ARCHIVED,
    ),
    Story(
        "road-survey", "qinghe", "online", "t-722", ("bu",),
        "申请公开2011年麦坪村到东塘村机耕路的施工图和验收资料。", "机耕路施工图和验收资料",
        (*intake("online"),
         search("镇党政办档案室", "“机耕路”“麦坪村”“东塘村”，2010至2013年文书目录和基建目录",
                "没有找到施工图和验收资料，只有一份开工通知"),
         search("镇农业综合服务中心资料柜", "“机耕路”“验收”，2010至2013年项目盒逐盒翻看", "没有找到", wait=1),
         *answered("not_held", "not_found", 2)),
        ARCHIVED,
    ),
    Story(
        "duty-rota", "office", "email", "t-720", ("law",),
        "申请公开县政府办公室工作人员考勤记录和年度考核等次。", "工作人员考勤和年度考核",
        (*intake("email"),
         *because("refused_internal", "考勤记录和年度考核等次是本机关人事管理方面的内部事务信息，"
                  "不直接影响公众的权利义务。")),
        ARCHIVED, ("electronic", "email"),
    ),
    Story(
        "village-debts", "finance", "online", "t-715", ("institute",),
        "为研究需要，申请按村列出全县各村近十年债务的来源、利率和偿还情况，并计算增长率。",
        "各村近十年债务分析",
        (*intake("online"),
         *because("not_existing_needs_processing",
                  "本机关只有分乡镇的年度统计数，没有按村、按来源和利率汇总的资料，"
                  "提供这些内容需要重新调查、汇总和计算。")),
        ARCHIVED,
    ),
    Story(
        "flood-wall", "liudu", "fax", "t-698", ("build",),
        "申请公开渡口村防洪墙工程临时搬迁补助发放台账。", "防洪墙临时搬迁补助台账",
        (*intake("fax"),
         separated("搬迁补助台账（隐去户主姓名）", "渡口村防洪墙临时搬迁补助台账", WALL_LINES, WALL, wait=5),
         *partly("渡口村防洪墙临时搬迁补助台账（隐去户主姓名）", WALL)),
        ARCHIVED, ("electronic", "fax"),
    ),
    Story(
        "elder-care", "civil", "post_plain", "t-703", ("care",),
        "申请公开养老服务的资金情况。", "养老服务补助资金",
        (*intake("post_plain"),
         asked_to_clarify("没有写明是哪一年、哪一类养老服务的资金",
         "写明年度，以及是机构补助、居家服务还是老年食堂的资金"),
         Move("clarified", 6, {"text": "需要上一年度全县老年食堂运营补助的拨付名册（单位名称和金额）。"}),
         part("拨付名册", "老年食堂运营补助拨付名册", "| 单位 | 金额（元） |", "| 柳渡镇老年食堂 | 36000 |",
              "| 青禾镇老年食堂 | 28000 |", wait=4),
         *provided("上一年度老年食堂运营补助拨付名册1份", how="纸质")),
        ARCHIVED, ("paper", "post"),
    ),
    Story(
        "toilet-list", "qinghe", "online", "t-692", ("xi",),
        "申请公开南岗村旱厕改造的验收记录和施工合同。", "旱厕改造验收记录和合同",
        (*intake("online"),
         Move("extend", 8, {"reason": "验收记录分散在三个施工队，需要逐份核对"}),
         *provided("南岗村旱厕改造验收记录12份", "施工合同1份", wait=14)),
        ARCHIVED,
    ),
)  # fmt: skip
