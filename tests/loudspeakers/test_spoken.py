"""Official writing read aloud: a table by hand, and what holds for every text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.loudspeakers.queries import packaged_readings
from mingbai.loudspeakers.rules.spoken import speak

TABLE = """
3,500元 => 三千五百元
1.5万元 => 一点五万元
12.30元/亩 => 每亩十二元三角
620元/人·月 => 每人每月六百二十元
10-15元/亩 => 每亩十到十五元
3000—5000元 => 三千到五千元
1.5—2万元 => 一点五到两万元
¥3,500.00 => 三千五百元
共计1,234,567.89元 => 共计一百二十三万四千五百六十七元八角九分
每人每月350.50元 => 每人每月三百五十元五角
0.05元 => 五分
-300元 => 负三百元
3.5% => 百分之三点五
3.50% => 百分之三点五
3%—5% => 百分之三到百分之五
3-5% => 百分之三到百分之五
-3.5% => 负百分之三点五
12.5‰ => 千分之十二点五
2个百分点 => 两个百分点
2026-05-01 => 二〇二六年五月一日
2026/5/1 => 二〇二六年五月一日
2026.5.1 => 二〇二六年五月一日
2026年5月1日 => 二〇二六年五月一日
２０２６年５月１日 => 二〇二六年五月一日
2026 年 5 月 1 日 => 二〇二六年五月一日
2026.05 => 二〇二六年五月
5月1日至15日 => 五月一日至十五日
5月1日—6月2日 => 五月一日到六月二日
5.1—5.15 => 五月一日到五月十五日
公示期5.28—6.3 => 公示期五月二十八日到六月三日
1.5—2.5万亩 => 一点五到二点五万亩
自2026-05-01至2026-05-07 => 自二〇二六年五月一日至二〇二六年五月七日
2020年1月1日—2020年12月31日 => 二〇二〇年一月一日到二〇二〇年十二月三十一日
2024—2026年 => 二〇二四到二〇二六年
2024-2026年度 => 二〇二四到二〇二六年度
1-6月份 => 一月到六月份
2日内 => 两日内
5月2日内 => 五月二日内
20年 => 二十年
2023级 => 二〇二三级
《年鉴》（2026） => 年鉴，二〇二六年
8:30 => 八点三十分
8：30 => 八点三十分
9:05 => 九点零五分
14:00 => 十四点
2:00 => 两点
上午8:30—11:30 => 上午八点三十分到十一点三十分
8时30分 => 八点三十分
24小时 => 二十四小时
比例3:7 => 比例三比七
1:500 => 一比五百
周一—周五 => 周一到周五
13800138000 => 幺三八，零零幺三，八零零零
138 0013 8000 => 幺三八，零零幺三，八零零零
138****1234 => 幺三八，中间隐去，幺二三四
0999-5550101 => 零九九九，五五五，零幺零幺
(0999)5550101 => 零九九九，五五五，零幺零幺
010-12345678 => 零幺零，幺二三四，五六七八
电话：5550101、5550102 => 电话：五五五，零幺零幺、五五五，零幺零二
电话0999-5550101转801 => 电话零九九九，五五五，零幺零幺，转八零幺
请反映（0999-5550101）。 => 请反映，零九九九，五五五，零幺零幺。
聂**，张*三，李×× => 聂某某，张某三，李某某
400-800-1234 => 四零零，八零零，幺二三四
12345热线 => 幺二三四五热线
拨打120 => 拨打幺二零
120元 => 一百二十元
12345人 => 一万两千三百四十五人
盏政发〔2020〕118号 => 盏政发二〇二〇年第一百一十八号
盏政办发[2020]2号 => 盏政办发二〇二〇年第二号
国务院令第711号 => 国务院令第七百一十一号
610121199003071234 => 六幺零幺，二幺幺九，九零零三，零七幺二，三四
账号6222 0212 3456 7890 123 => 账号六二二二，零二幺二，三四五六，七八九零，幺二三
10—15 => 十到十五
约2-3天 => 约两到三天
3至5个工作日 => 三到五个工作日
第3批 => 第三批
第2批 => 第二批
第1—3批 => 第一到第三批
No.3 => 第三号
120㎡ => 一百二十平方米
120m² => 一百二十平方米
3km => 三公里
3.5 km => 三点五公里
5kg => 五公斤
2mu => 两亩
-5℃ => 零下五摄氏度
-5—3℃ => 零下五摄氏度到三摄氏度
60km/h => 每小时六十公里
35μg/m³ => 每立方米三十五微克
3人/户 => 每户三人
2次/年 => 每年两次
面积2.50亩 => 面积二点五亩
1/3的农户 => 三分之一的农户
2/3以上 => 三分之二以上
0 => 零
0.5 => 零点五
-3 => 负三
7×24小时 => 七乘二十四小时
2户 => 两户
22人 => 二十二人
2000亩 => 两千亩
2万元 => 两万元
2月 => 二月
2号楼 => 二号楼
2组 => 二组
3号楼2-1-402室 => 三号楼二杠一杠四零二室
G318国道 => G三幺八国道
A4纸2张 => A四纸两张
5G基站 => 五G基站
GDP增长5.2% => 国内生产总值增长百分之五点二
下载APP => 下载手机应用
PM2.5浓度 => 细颗粒物浓度
Ⅲ级响应 => 三级响应
II级 => 二级
①报名②审核 => 第一，报名；第二，审核
1. 补贴对象 => 第一点，补贴对象
（一）总体要求 => 第一项，总体要求
一、总体要求 => 第一，总体要求
(1)申报 => 第一小点，申报
《补贴“一卡通”办法》（试行） => 补贴一卡通办法，试行
≥3人 => 大于等于三人
北京、天津 => 北京、天津
详见https://www.qinghe.gov.cn/a?b=1。 => 详见网址请看公示栏或扫二维码。
邮箱a.b@qinghe.gov.cn => 邮箱电子邮箱请看公示栏
"""
ROWS = [line.split(" => ") for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("written", "spoken"), ROWS, ids=[row[0] for row in ROWS])
def test_official_writing_as_an_announcer_reads_it(written, spoken):
    assert speak(written, packaged_readings()) == spoken


def test_every_line_is_a_line_of_its_own():
    assert speak("一、对象\n\n2户\n3.5%") == "第一，对象\n两户\n百分之三点五"


def test_the_county_s_reading_is_taken_whatever_its_capitals():
    assert speak("用SaaS和saas", {"SaaS": "软件服务"}) == "用软件服务和软件服务"


def test_a_reading_touches_no_longer_word():
    assert speak("APPLE和App", {"App": "手机应用"}) == "APPLE和手机应用"


WRITTEN = st.text(
    st.sampled_from(
        "0123456789０５.,:：-—~/%‰（）()〔〕[]“”《》元万亿年月日号第亩人户个至到点 电话kgm㎡℃AbX*#+×\n"
    ),
    max_size=40,
)


@given(WRITTEN)
@settings(max_examples=1500, deadline=None)
def test_nothing_is_left_that_a_voice_cannot_say(written):
    spoken = speak(written, packaged_readings())
    assert not re.search(r"[0-9０-９()（）\[\]【】〔〕《》“”%‰℃㎡#*~—]", spoken)
    assert not re.search(r"[，、；]{2}", spoken)


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_at_all_can_be_read(written):
    assert isinstance(speak(written), str)


@given(st.text(st.sampled_from("各村要做好冬季供水保障工作，。、；：！？"), max_size=40))
def test_plain_chinese_words_stay_as_they_are(written):
    assert re.sub(r"\W", "", speak(written)) == re.sub(r"\W", "", written)


def test_a_long_text_takes_no_time():
    long = "截至2026年5月1日，补贴3,500元/亩，电话0999-5550101。" * 2000
    assert speak(long).count("零九九九") == 2000
