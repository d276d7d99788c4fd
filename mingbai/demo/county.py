"""The invented county 明白县: its organisations and the people who work there.

Everything is invented. Codes are well-formed unified social credit codes (GB 32100) whose
region digits 990001 are given to no place; the telephone code 0989 is in use nowhere.
"""

from dataclasses import dataclass
from datetime import date

HOURS = "工作日 8:30—12:00、14:30—17:30（夏季 15:00—18:00）"
HALL_HOURS = "工作日 8:30—17:30，午间不休；周六 9:00—12:00 延时服务"


@dataclass(frozen=True)
class DemoOrganisation:
    """One organisation; `key` is its name in addresses and in the demonstration's own files.

    kind: county, department, township, station, village or enterprise.
    former_names: pairs of (name, last day it was borne).
    merged_into: key of the organisation that took over after `valid_to`.
    """

    key: str
    code: str
    name: str
    kind: str
    parent: str
    short_names: tuple[str, ...]
    telephone: str
    address: str
    office_hours: str = HOURS
    document_prefix: str = ""
    former_names: tuple[tuple[str, date], ...] = ()
    valid_from: date = date(2004, 3, 1)
    valid_to: date | None = None
    merged_into: str = ""

    @property
    def index_code(self) -> str:
        """The nine characters of the code that name the body itself, used in index numbers."""
        return self.code[8:17]


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who signs in: pinyin user name, full name, organisation key, roles."""

    username: str
    name: str
    organisation: str
    roles: tuple[str, ...]
    title: str


@dataclass(frozen=True)
class DemoStandIn:
    """`username` does `role` for `for_username`; days count from today, negative is past."""

    username: str
    for_username: str
    role: str
    from_day: int
    to_day: int
    reason: str


def _department(
    key: str, code: str, name: str, short: tuple[str, ...], tel: str, address: str, prefix: str
) -> DemoOrganisation:
    return DemoOrganisation(key, code, name, "department", "county", short, tel, address, HOURS, prefix)


def _village(key: str, code: str, name: str, parent: str, tel: str, address: str) -> DemoOrganisation:
    full = f"{name}村民委员会"
    hours = "每天 8:00—11:30、14:30—17:30，有人值班"
    return DemoOrganisation(key, code, full, "village", parent, (name, f"{name}委会"), tel, address, hours)


def _hall(key: str, code: str, name: str, parent: str, tel: str, address: str) -> DemoOrganisation:
    return DemoOrganisation(key, code, name, "station", parent, (), tel, address, HALL_HOURS)


ORGANISATIONS: tuple[DemoOrganisation, ...] = (
    DemoOrganisation(
        "county",
        "11990001009910131E",
        "明白县人民政府",
        "county",
        "",
        ("县政府", "明白县政府"),
        "0989-6120001",
        "明白县府前街1号",
        HOURS,
        "明政发",
    ),
    _department(
        "office",
        "1199000100991030XD",
        "明白县人民政府办公室",
        ("县政府办", "县政府办公室"),
        "0989-6120012",
        "明白县府前街1号2楼",
        "明政办发",
    ),
    _department(
        "finance",
        "11990001009910473R",
        "明白县财政局",
        ("县财政局", "财政局"),
        "0989-6122107",
        "明白县府前街8号",
        "明财发",
    ),
    _department(
        "civil",
        "11990001009910641U",
        "明白县民政局",
        ("县民政局", "民政局"),
        "0989-6123306",
        "明白县育才路15号",
        "明民发",
    ),
    DemoOrganisation(
        "land",
        "1199000100991081XT",
        "明白县自然资源局",
        "department",
        "county",
        ("县自然资源局", "自然资源局"),
        "0989-6124415",
        "明白县环城北路22号",
        HOURS,
        "明自然资发",
        former_names=(("明白县国土资源局", date(2019, 3, 28)),),
    ),
    _department(
        "health",
        "119900010099109837",
        "明白县卫生健康局",
        ("县卫生健康局", "县卫健局", "卫健局"),
        "0989-6125520",
        "明白县康宁路6号",
        "明卫健发",
    ),
    DemoOrganisation(
        "forestry",
        "11990001009911150L",
        "明白县林业局",
        "department",
        "county",
        ("县林业局", "林业局"),
        "0989-6124480",
        "明白县环城北路22号",
        HOURS,
        "明林发",
        valid_to=date(2025, 3, 31),
        merged_into="land",
    ),
    DemoOrganisation(
        "qinghe",
        "11990001009911329Q",
        "青禾镇人民政府",
        "township",
        "county",
        ("青禾镇", "青禾镇政府"),
        "0989-6131001",
        "明白县青禾镇禾丰街3号",
        HOURS,
        "青政发",
    ),
    DemoOrganisation(
        "liudu",
        "119900010099114920",
        "柳渡镇人民政府",
        "township",
        "county",
        ("柳渡镇", "柳渡镇政府"),
        "0989-6132001",
        "明白县柳渡镇渡口路18号",
        HOURS,
        "柳政发",
    ),
    DemoOrganisation(
        "yunxiu",
        "119900010099116602",
        "云岫乡人民政府",
        "township",
        "county",
        ("云岫乡", "云岫乡政府"),
        "0989-6133001",
        "明白县云岫乡松风路1号",
        HOURS,
        "云政发",
    ),
    _hall(
        "qinghe-hall",
        "129900010099118393",
        "青禾镇便民服务中心",
        "qinghe",
        "0989-6131116",
        "明白县青禾镇禾丰街5号",
    ),
    DemoOrganisation(
        "qinghe-farm",
        "12990001009912006G",
        "青禾镇农业综合服务中心",
        "station",
        "qinghe",
        ("青禾镇农技站",),
        "0989-6131128",
        "明白县青禾镇禾丰街7号",
        former_names=(("青禾镇农业技术推广站", date(2024, 12, 31)),),
    ),
    _hall(
        "liudu-hall",
        "1299000100991217XL",
        "柳渡镇便民服务中心",
        "liudu",
        "0989-6132116",
        "明白县柳渡镇渡口路20号",
    ),
    _hall(
        "yunxiu-hall",
        "12990001009912348U",
        "云岫乡便民服务中心",
        "yunxiu",
        "0989-6133116",
        "明白县云岫乡松风路2号",
    ),
    _village(
        "dongtang", "54990001MB0006197K", "东塘村", "qinghe", "0989-6131301", "青禾镇东塘村党群服务中心"
    ),
    _village("maiping", "54990001MB0006568A", "麦坪村", "qinghe", "0989-6131302", "青禾镇麦坪村党群服务中心"),
    _village("nangang", "54990001MB00069391", "南岗村", "qinghe", "0989-6131303", "青禾镇南岗村党群服务中心"),
    _village("dukou", "54990001MB00073093", "渡口村", "liudu", "0989-6132301", "柳渡镇渡口村党群服务中心"),
    _village(
        "yangshuwan", "54990001MB0007675Y", "杨树湾村", "liudu", "0989-6132302", "柳渡镇杨树湾村党群服务中心"
    ),
    _village(
        "songling", "54990001MB00080451", "松岭村", "yunxiu", "0989-6133301", "云岫乡松岭村党群服务中心"
    ),
    DemoOrganisation(
        "water",
        "91990001MB0008416W",
        "明白县自来水有限责任公司",
        "enterprise",
        "county",
        ("县自来水公司", "自来水公司"),
        "0989-6129696",
        "明白县清源路30号",
        "营业厅每天 8:30—17:30；抢修电话 24 小时有人接听",
        "明水司",
    ),
)


def _person(username: str, name: str, organisation: str, title: str, *roles: str) -> DemoPerson:
    return DemoPerson(username, name, organisation, roles, title)


SITE = {
    "name": "明白县政务公开",
    "domain": "",
    "undertaker": "明白县人民政府办公室",
    "telephone": "0989-6120012",
    "fax": "0989-6120013",
    "email": "zhengwugongkai@mingbai.example",
    "address": "明白县府前街1号2楼",
    "postcode": "990001",
    "site_code": "9900000001",
    "icp_number": "示例ICP备00000000号",
    "police_number": "示例公网安备00000000000000号",
}
"""What the site says about itself; numbers and addresses that belong to nobody."""


PEOPLE: tuple[DemoPerson, ...] = (
    # 县政府
    _person("heyanqiu", "何雁秋", "county", "综合股科员", "drafter"),
    _person("tangwenbo", "唐文柏", "county", "综合股股长", "checker", "secrecy_reviewer"),
    _person("luohaisheng", "骆海笙", "county", "副县长", "approver"),
    _person("pengsiyuan", "彭思源", "county", "县审计局审计员", "auditor"),
    _person("weizhouping", "魏舟平", "county", "县信息中心系统管理员", "system_admin"),
    _person("jinruolan", "靳若兰", "county", "县信息中心安全管理员", "security_admin"),
    _person("duanlesheng", "段乐生", "county", "县信息中心审计管理员", "audit_admin"),
    # 县政府办公室
    _person("shenzhiyuan", "沈芷园", "office", "政务公开股股长", "county_office"),
    _person("jizaiming", "纪载明", "office", "政务公开股科员（公报编辑）", "county_office"),
    _person("xuqingtong", "许青桐", "office", "政务公开股科员", "drafter"),
    _person("fanhongru", "范鸿儒", "office", "秘书股股长", "checker"),
    _person("caiyunzhen", "蔡允真", "office", "保密专干", "secrecy_reviewer"),
    _person("liangjishan", "梁既山", "office", "办公室副主任", "approver"),
    _person("songwenjin", "宋问津", "office", "政务公开股科员", "foi_officer"),
    _person("ouyangmei", "欧阳湄", "office", "行政股股长", "organisation_admin"),
    # 县财政局
    _person("yuanshumin", "袁树敏", "finance", "预算股科员", "drafter"),
    _person("ganluping", "甘露平", "finance", "办公室主任", "checker", "secrecy_reviewer"),
    _person("qianbaoshu", "钱葆书", "finance", "副局长", "approver"),
    _person("shuizheng", "税峥", "finance", "办公室科员", "foi_officer"),
    # 县民政局
    _person("liuxiaohe", "柳晓荷", "civil", "社会救助股科员", "drafter"),
    _person("dingchunsheng", "丁椿生", "civil", "办公室主任", "checker"),
    _person("baiyuheng", "白玉衡", "civil", "保密专干", "secrecy_reviewer"),
    _person("songguangda", "宋广达", "civil", "副局长", "approver"),
    _person("nianshouyi", "年守一", "civil", "办公室科员", "foi_officer"),
    _person("hanqiuyue", "韩秋月", "civil", "办公室副主任", "organisation_admin"),
    # 县自然资源局
    _person("qinfangtian", "秦方田", "land", "征地股科员", "drafter"),
    _person("tongyawen", "童雅文", "land", "办公室主任", "checker", "secrecy_reviewer"),
    _person("renjianping", "任见平", "land", "副局长", "approver"),
    _person("dimingyuan", "狄明远", "land", "办公室科员", "foi_officer"),
    # 县卫生健康局
    _person("ningxiaobei", "宁小贝", "health", "公共卫生股科员", "drafter"),
    _person("shijingyan", "施景妍", "health", "办公室主任", "checker", "secrecy_reviewer"),
    _person("fudeming", "傅德铭", "health", "副局长", "approver"),
    _person("kangshuran", "康舒然", "health", "办公室科员", "foi_officer"),
    # 青禾镇
    _person("zhouhemiao", "周禾苗", "qinghe", "党政办科员", "drafter"),
    _person("chenlixia", "陈立夏", "qinghe", "党政办主任", "checker"),
    _person("mengxiangdong", "孟向东", "qinghe", "保密专干", "secrecy_reviewer"),
    _person("gushouren", "顾守仁", "qinghe", "镇长", "approver"),
    _person("wenyoujia", "闻友嘉", "qinghe", "党政办科员", "foi_officer"),
    _person("yeqiulin", "叶秋霖", "qinghe", "党政办副主任", "organisation_admin"),
    _person("jiangpeiwen", "江佩雯", "qinghe-hall", "窗口负责人", "reporter", "drafter"),
    _person("tianmanchang", "田满仓", "qinghe-farm", "农技员", "reporter", "drafter"),
    # 柳渡镇
    _person("wujiangping", "吴江萍", "liudu", "党政办科员", "drafter"),
    _person("zhenghaiyan", "郑海雁", "liudu", "党政办主任", "checker"),
    _person("luzhengming", "陆正铭", "liudu", "保密专干", "secrecy_reviewer"),
    _person("caoxinglong", "曹兴隆", "liudu", "镇长", "approver"),
    _person("qiaoduxin", "乔笃信", "liudu", "党政办科员", "foi_officer"),
    _person("shaomin", "邵珉", "liudu", "党政办副主任", "organisation_admin"),
    # 云岫乡
    _person("miaoyunfei", "苗云霏", "yunxiu", "党政办科员", "drafter"),
    _person("kongfanlin", "孔繁霖", "yunxiu", "党政办主任", "checker", "secrecy_reviewer"),
    _person("tengyuanshan", "滕远山", "yunxiu", "乡长", "approver"),
    _person("yunzhiqiu", "云知秋", "yunxiu", "党政办科员", "foi_officer"),
    # 村
    _person("tangmanqing", "唐满庆", "dongtang", "村会计", "reporter"),
    _person("xionglaosan", "熊劳善", "maiping", "村文书", "reporter"),
    _person("nieguihua", "聂桂华", "nangang", "村会计", "reporter"),
    _person("buchuanying", "卜川英", "dukou", "村文书", "reporter"),
    _person("yangshunian", "杨树年", "yangshuwan", "村会计", "reporter"),
    _person("songdagang", "松大岗", "songling", "村文书", "reporter"),
    # 自来水公司
    _person("shuiqingqing", "水清清", "water", "客服部职员", "drafter"),
    _person("guanlaowu", "管劳武", "water", "生产技术部经理", "checker", "secrecy_reviewer"),
    _person("yuantiao", "源迢", "water", "总经理", "approver"),
)

STAND_INS: tuple[DemoStandIn, ...] = (
    DemoStandIn("yeqiulin", "gushouren", "approver", -12, 9, "镇长外出学习期间代为签发"),
    DemoStandIn("zhouhemiao", "tianmanchang", "drafter", -320, -290, "农技员下村驻点期间代为拟稿"),
)

_BY_KEY = {organisation.key: organisation for organisation in ORGANISATIONS}


def organisation(key: str) -> DemoOrganisation:
    """The organisation of that key; `KeyError` when the demonstration has none."""
    return _BY_KEY[key]


def worker(key: str, *roles: str) -> DemoPerson:
    """The first person of the organisation `key` with one of the roles, else of the nearest body above."""
    while key:
        for person in PEOPLE:
            if person.organisation == key and {*roles} & {*person.roles}:
                return person
        key = _BY_KEY[key].parent
    raise LookupError(roles)


def reviewer(key: str, role: str) -> DemoPerson:
    """Who holds `role` for texts of the organisation `key`: there, or in the nearest body above it.

    Raises `LookupError` when nobody up to the county does.
    """
    while key:
        for person in PEOPLE:
            if person.organisation == key and role in person.roles:
                return person
        key = _BY_KEY[key].merged_into or _BY_KEY[key].parent
    raise LookupError(role)
