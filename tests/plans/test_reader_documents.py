"""Plans of different shapes, each read whole. The texts are made up for the tests."""

import io
from datetime import date

from docx import Document as Word

from mingbai.documents.reading import read as read_document
from mingbai.plans.reader import Reading, read


def of_text(text: str) -> Reading:
    return read(read_document(text.encode(), "plan.txt"))


def of_html(body: str) -> Reading:
    return read(read_document(f"<html><body>{body}</body></html>".encode(), "plan.html"))


def of_table(rows, merges=(), title="甲县2021年政务公开任务分工表") -> Reading:
    """A Word file with one table; `merges` are pairs of corner cells."""
    word = Word()
    word.add_paragraph(title)
    table = word.add_table(len(rows), max(map(len, rows)))
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            table.cell(y, x).text = text
    for first, last in merges:
        text = table.cell(*first).text
        table.cell(*first).merge(table.cell(*last)).text = text
    stream = io.BytesIO()
    word.save(stream)
    return read(read_document(stream.getvalue(), "plan.docx"))


def paths(reading: Reading) -> list[str]:
    return [task.path for task in reading.tasks]


def leads(reading: Reading) -> list[tuple[str, ...]]:
    return [task.lead for task in reading.tasks]


WORK_POINTS = """甲县人民政府办公室关于印发2022年政务公开工作要点的通知
甲政办发〔2022〕15号
各乡镇人民政府，县政府各部门：
现将要点印发给你们，请于5月20日前将实施方案报县政府办公室。
甲县人民政府办公室
2022年4月28日
2022年政务公开工作要点
一、指导思想
坚持以人民为中心，全面推进公开。
二、重点任务
（一）公开惠企政策。建立政策专栏，每季度至少更新1次。（责任单位：县工信局、县财政局）
（二）公开重大项目
1.公开进展，按月更新。
2.公开招标结果。
3.公开征地批复。
责任单位：县发展改革局，各乡镇人民政府
三、平台建设（牵头单位：县政府办公室）
（四）改版门户网站。上半年完成适老化改造。
（五）规范账号。各单位原则上只开一个账号：
1. 每周更新不少于2次。（县委网信办牵头，各单位配合）
2. 注销账号要在10个工作日内备案。
四、保障措施
（六）加强领导。主要负责人年内至少听取2次汇报。
（七）加强培训。年底前培训不少于2期。
各乡镇、各部门要对照本要点抓落实，12月10日前报送落实情况。
抄送：县委办公室。
"""


def test_work_points_in_prose_yield_one_task_per_lowest_unit():
    reading = of_text(WORK_POINTS)
    below = [
        "二、（一）",
        "二、（二）1.",
        "二、（二）2.",
        "二、（二）3.",
        "三、（四）",
        "三、（五）",
        "三、（五）1.",
        "三、（五）2.",
    ]
    assert paths(reading) == ["", *below, "四、（六）", "四、（七）", "四、"]
    assert (reading.year, reading.organisation) == (2022, "甲县人民政府办公室")


def test_the_paragraph_that_closes_the_plan_is_a_task_of_its_section():
    last = of_text(WORK_POINTS).tasks[-1]
    assert (last.headings, last.lead) == (("保障措施",), ("各乡镇", "各部门"))
    assert last.deadline is not None
    assert last.deadline.date == date(2022, 12, 10)


def test_units_named_above_hold_for_the_tasks_below_that_name_none():
    tasks = {task.path: task for task in of_text(WORK_POINTS).tasks}
    assert tasks["三、（四）"].lead == ("县政府办公室",)
    assert tasks["三、（四）"].inherited
    assert tasks["三、（五）1."].lead == ("县委网信办",)
    assert not tasks["三、（五）1."].inherited


def test_a_line_of_units_below_the_last_of_several_items_is_meant_for_all():
    tasks = {task.path: task for task in of_text(WORK_POINTS).tasks}
    assert all(tasks[f"二、（二）{n}."].lead == ("县发展改革局", "各乡镇人民政府") for n in (1, 2, 3))


def test_articles_are_counted_through_the_chapters():
    reading = of_text("""乙镇村务公开考核办法
第一章 总则
第一条 为规范村务公开，制定本办法。
第二章 内容
第二条 各村应当每季度公布一次财务收支。
第三条 资料保存十年以上，一式三份报镇党政办。
第三章 方式
第四条 考核由镇纪委牵头，党政办配合，采取以下方式：
（一）日常抽查。每月抽查不少于3个村。
（二）年终考核。12月中旬组织实施。
第五条 有下列情形之一的，不得评为先进：
（一）弄虚作假的；
（二）拒不整改的。
""")
    assert paths(reading) == [
        *("第二章第二条", "第二章第三条", "第三章第四条（一）", "第三章第四条（二）", "第三章第五条"),
    ]
    assert reading.tasks[2].lead == ("镇纪委",)
    assert reading.tasks[2].support == ("党政办",)
    assert reading.tasks[-1].modality == "must_not"


def test_wrong_numbers_are_placed_where_they_count_on():
    reading = of_text("""一、公开内容
（一）公开预算。
（二）公开决算：
（1）要公开部门决算。
2.要公开政府决算。
（三）公开采购。
2、 工作要求
（一）加强领导。要明确专人。
""")
    assert paths(reading) == ["一、（一）", "一、（二）（1）", "一、（二）2.", "一、（三）", "2、（一）"]


def test_decimal_numbers_stand_for_the_whole_path():
    reading = of_text("""1.信息发布
1.1 规范格式，8月15日前完成清理。牵头单位：办公室  配合单位：各股室
1.2 主动公开资金分配。责任单位：计财股
2.有关要求
① 明确专人。每单位确定1名联络员。
② 强化监督，对拖延的予以通报。
""")
    assert paths(reading) == ["1.1", "1.2", "2.①", "2.②"]
    assert reading.tasks[0].support == ("各股室",)


def test_stages_are_due_when_they_end_and_background_is_no_task():
    reading = of_text("""甲县2021年政务公开实施方案
一、工作目标
到2021年底，公开率达到100%。
二、基本原则
坚持公开为常态。
三、步骤
1、部署阶段（2021年3月1日至3月15日）。制定方案。
2、总结阶段（12月1日-12月31日）。形成报告，于12月20日前报办公室。
""")
    assert paths(reading) == ["三、1、", "三、2、"]
    assert [task.deadline and task.deadline.date for task in reading.tasks] == [
        date(2021, 3, 15),
        date(2021, 12, 20),
    ]


def test_paragraphs_that_each_name_their_units_are_tasks_of_one_path():
    reading = of_text("""一、重点任务
公开预算信息。（责任单位：财政局）
公开审计信息。（责任单位：审计局）
二、要求
加强督查。
""")
    assert paths(reading) == ["一、", "一、", "二、"]
    assert leads(reading) == [("财政局",), ("审计局",), ()]


def test_bullets_and_lines_of_units_belong_to_the_unit_above():
    reading = of_text("""一、深化公开
（一）审批信息
一是公开清单。6月30日前公布。
二是公开指南。
【责任科室：审批股；配合科室：各股】
（二）鼓励社区建立议事厅。
""")
    assert paths(reading) == ["一、（一）", "一、（二）"]
    assert reading.tasks[0].text == "一是公开清单。6月30日前公布。\n二是公开指南。"
    assert "【责任科室" in reading.tasks[0].source
    assert reading.tasks[1].modality == "should"


def test_labels_on_lines_of_their_own_are_read_and_names_of_persons_left_out():
    reading = of_text("""2022年实施方案
一、措施
（一）公开补贴。
公示期不少于5个工作日。
责任领导：张三
牵头单位：财政所
配合单位：
各村、农业服务中心
完成时限：11月底前
二、组织
1、成立领导小组
办公室设在党政办，负责日常工作。
""")
    first, second = reading.tasks
    assert (first.lead, first.support) == (("财政所",), ("各村", "农业服务中心"))
    assert first.deadline.date == date(2022, 11, 30)
    assert "张三" not in first.text
    assert second.lead == ()


def test_items_that_run_on_in_one_paragraph_are_tasks_of_their_own():
    reading = of_text(
        "一、规划（县政府办公室、县自然资源局）\n（一）公开规划。1.公开总体规划。2.公开专项规划，6月底前完成。"
    )
    assert paths(reading) == ["一、（一）1.", "一、（一）2."]
    assert reading.tasks[0].lead == ("县政府办公室", "县自然资源局")


def test_a_unit_as_heading_leads_what_stands_below():
    reading = of_text("一、任务分工\n1.县财政局。公开预算。\n2.县教育局：公开招生方案。")
    assert leads(reading) == [("县财政局",), ("县教育局",)]


def test_a_term_among_the_units_of_a_bracket_is_the_tasks_term():
    reading = of_text("2021年要点\n一、公开清单。（甲局牵头，乙局等部门按职责分工负责，11月底前完成）")
    task = reading.tasks[0]
    assert (task.lead, task.support, task.deadline.date) == (("甲局",), ("乙局",), date(2021, 11, 30))


def test_a_task_table_with_rows_of_headings_is_read_row_by_row():
    reading = of_table(
        [
            ("序号", "工作任务", "责任单位", "完成时限"),
            ("一、主动公开", "", "", ""),
            ("1", "公开预算，每季度更新一次。", "县财政局", "3月底前"),
            ("2", "编制目录。", "县政府办公室牵头，各乡镇、县政府各部门配合", "2021年10月底前"),
            ("二、政策解读", "", "", ""),
            ("3", "解读文件不少于2次", "各部门", "每半年"),
            ("4", "举办培训", "同上", "长期"),
        ],
        [((1, 0), (1, 3)), ((4, 0), (4, 3))],
    )
    assert paths(reading) == ["一、1", "一、2", "二、3", "二、4"]
    assert leads(reading) == [("县财政局",), ("县政府办公室",), ("各部门",), ("各部门",)]
    assert reading.tasks[1].support == ("各乡镇", "县政府各部门")
    assert reading.tasks[1].deadline.date == date(2021, 10, 31)
    assert reading.tasks[2].frequency.per == "half_year"
    assert (reading.tasks[3].deadline.text, reading.tasks[3].deadline.date) == ("长期", None)


def test_merged_cells_of_headings_tasks_and_units_are_carried_down():
    reading = of_table(
        [
            ("重点任务", "具体措施", "牵头单位", "配合单位"),
            ("一、决策公开", "1.邀请代表列席会议。", "县政府办", "县司法局"),
            ("", "2.公布决策目录。", "县司法局", "各部门"),
            ("", "", "县教体局", ""),
            ("二、执行公开", "1、公开进展；2、公开评估。", "县发改局", ""),
        ],
        [((1, 0), (3, 0)), ((2, 1), (3, 1))],
    )
    assert paths(reading) == ["一、1.", "一、2.", "二、1、", "二、2、"]
    assert reading.tasks[1].lead == ("县司法局", "县教体局")
    assert reading.tasks[0].headings == ("决策公开",)


def test_headings_in_two_rows_name_the_parts():
    reading = of_table(
        [
            ("工作任务", "", "责任单位", "", "完成时间"),
            ("类别", "内容", "牵头", "配合", ""),
            ("平台", "改版网站", "县政府办", "县融媒体中心", "上半年"),
        ],
        [((0, 0), (0, 1)), ((0, 2), (0, 3)), ((0, 4), (1, 4))],
    )
    task = reading.tasks[0]
    assert (task.headings, task.lead, task.support) == (("平台",), ("县政府办",), ("县融媒体中心",))
    assert task.deadline.date == date(2021, 6, 30)


def test_a_table_that_assigns_nothing_holds_no_tasks():
    assert of_table([("单位", "姓名", "电话"), ("财政局", "张三", "1234")]).tasks == ()
    assert of_table([("年份", "件数"), ("2019", "12"), ("2020", "15")]).tasks == ()


def test_a_web_page_with_prose_and_a_table_is_read_as_one_plan():
    reading = of_html("""<h1>丁县卫生健康局2023年政务公开工作安排</h1>
<h2>一、主动公开</h2>
<p><strong>（一）医疗信息。</strong>各医疗机构应于每季度首月10日前更新目录。</p>
<p>（二）疫苗信息。由疾控股牵头，县疾控中心参与，2023年9月30日前公开接种点。</p>
<h2>二、台账</h2>
<table><tr><th>序号</th><th>分类</th><th>任务内容</th><th>主办股室</th><th>协办股室</th><th>时间节点</th></tr>
<tr><td>1</td><td rowspan="2">基础</td><td>修订指南</td><td rowspan="2">办公室</td><td>法规股</td><td>3月底</td></tr>
<tr><td>2</td><td>更新目录，一式两份报局办</td><td></td><td>第二季度末前</td></tr></table>
<p>丁县卫生健康局</p><p>2023年3月6日</p>""")
    assert paths(reading) == ["一、（一）", "一、（二）", "二、1", "二、2"]
    assert leads(reading) == [("各医疗机构",), ("疾控股",), ("办公室",), ("办公室",)]
    assert reading.tasks[3].deadline.date == date(2023, 6, 30)
    assert reading.tasks[3].quantities[0].number == 2


def test_tables_typed_with_tabs_or_bars_or_left_cell_by_cell_are_tables():
    tabs = of_text("2022年要点\n一、任务\n序号\t任务\t责任单位\t时限\n1\t加强培训\t人社局\t6月底\n")
    bars = of_text(
        "2022年要点\n一、任务\n| 任务 | 责任单位 | 时限 |\n|---|---|---|\n| 加强培训 | 人社局 | 6月底 |\n"
    )
    cells = of_text(
        "2022年要点\n序号\n任务\n责任单位\n时限\n1\n加强培训\n人社局\n6月底\n2\n开展检查\n督查室\n"
    )
    assert leads(tabs) == leads(bars) == [("人社局",)]
    assert leads(cells) == [("人社局",), ("督查室",)]
    assert tabs.tasks[0].deadline == bars.tasks[0].deadline == cells.tasks[0].deadline


def test_a_report_is_read_as_tasks_and_signature_and_marks_are_left_out():
    reading = of_text("""[image: head.png]
戊镇人民政府关于2020年政务公开要点落实情况的报告
[bookmark: OLE]一、主动公开
1.信息发布
戊镇通过网站发布共计217条。
2.领导
党委书记于2020年10月29日听取了1次汇报。
戊镇人民政府
2020年11月30日
""")
    assert paths(reading) == ["一、1.", "一、2."]
    assert [(task.deadline, task.quantities[0].number) for task in reading.tasks] == [(None, 217), (None, 1)]
    assert leads(reading) == [(), ()]


def test_without_a_directory_every_unit_is_unmatched_once():
    reading = of_text("一、公开预算。（财政局负责）\n二、公开决算。（财政局牵头，各部门配合）")
    assert reading.unmatched_units == ("财政局", "各部门")


def test_an_empty_or_unrelated_text_has_no_tasks():
    assert of_text("你好").tasks == ()
    assert of_text("春眠不觉晓，处处闻啼鸟。\n夜来风雨声，花落知多少。").tasks == ()


MONTHS_FIRST = "明白县2026年政务公开工作要点\n1.公开救助标准，并在村里张贴。\n2.6月底前公布名册。\n3.2026年8月底前公布清单。\n"


def test_an_item_that_begins_with_a_month_keeps_its_number_and_its_date():
    found = of_text(MONTHS_FIRST).tasks

    assert [(one.path, str(one.deadline.date) if one.deadline else None) for one in found] == [
        ("1.", None), ("2.", "2026-06-30"), ("3.", "2026-08-31"),
    ]  # fmt: skip
