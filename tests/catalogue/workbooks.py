"""Workbooks as offices make them, for the tests of import and export."""

import io

from openpyxl import Workbook


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def lines(sheet, *rows) -> None:
    for row in rows:
        sheet.append(list(row))


def official() -> Workbook:
    """Title, two-row header with merged groups, levels merged downwards, 同上, ticks."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    lines(
        sheet,
        ["明白县社会救助领域基层政务公开标准目录"],
        ["序号", "公开事项", None, "公开内容\n（要素）", "公开依据", "公开时限", "公开主体",
         "公开渠道和载体（“■”表示必选，“□”表示可选）", "公开对象", None, "公开方式", None, "公开层级", None],
        [None, "一级事项", "二级事项", None, None, None, None, None, "全社会", "特定群体\n（请写明）", "主动",
         "依申请", "县级", "乡、村级"],
        [1, "综合业务", "政策文件", "1.标题 2.文号", "《条例》", "形成之日起10个工作日内", "县民政局",
         "■政府网站\n□政务服务中心", "√", None, "√", None, "√", None],
        [2, None, "投诉电话", "电话；地址", "同上", "同上", "县民政局", "■政府网站", "✓", None, "●", None, "是", "■"],
        [3, "临时救助", "名单", "对象名单", "《办法》", "及时公开", "镇人民政府", "■村公示栏", None, "本村村民", "▲", None,
         "×", "○"],
        ["注：“■”为必选项。"],
    )  # fmt: skip
    for area in ("A1:N1", "A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:F3", "G2:G3", "H2:H3", "I2:J2", "K2:L2",
                 "M2:N2", "B4:B5", "A7:N7"):  # fmt: skip
        sheet.merge_cells(area)
    return book


def wide() -> Workbook:
    """Channels in columns of their own, three levels, local columns, a 领域 column, a section row."""
    book = Workbook()
    sheet = book.active
    lines(
        sheet,
        ["领域", "公开事项", None, None, "公开内容", "依据", "时限", "责任主体", "公开渠道和载体", None, None,
         "公开对象", None, "公开方式", "公开层级", None, None, "责任科室", "监督电话"],
        [None, "一级事项", "二级事项", "三级事项", None, None, None, None, "政府网站", "两微一端", "其他", "全社会",
         "特定群众", None, "县级", "乡镇级", "村级", None, None],
        ["一、综合"] + [None] * 18,
        ["养老服务", "机构管理", "备案", "流程", "条件、材料", "《办法》", "20个工作日内", "县民政局", "■", "□",
         "老年大学", "√", None, "依申请", "√", None, None, "养老股", "0989-1234567"],
        [None, None, None, "结果", "名单", "同上", "20个工作日内", "县民政局", "√", None, None, "√", None, "主动",
         "√", "√", "√", "同上", "0989-1234567"],
    )  # fmt: skip
    for area in ("A1:A2", "B1:D1", "I1:K1", "L1:M1", "O1:Q1", "A3:S3", "A4:A5", "B4:B5", "C4:C5"):
        sheet.merge_cells(area)
    return book


def tall() -> Workbook:
    """One row printed over several lines, one channel a line; two sheets named after fields."""
    book = Workbook()
    book.remove(book.active)
    for name in ("就业", "救灾"):
        sheet = book.create_sheet(name)
        lines(
            sheet,
            [
                "序号",
                "一级事项",
                "二级事项",
                "公开内容（要素）",
                "公开依据",
                "公开时限",
                "公开主体",
                "公开渠道和载体",
            ],
            [1, "服务", "招聘", "岗位", "《法》", "及时", "县人社局", "■政府网站"],
            [None, None, None, None, None, None, None, "□广播电视"],
            [2, None, "培训", "计划", "《法》", "每季度1次", "县人社局", "■政府网站"],
        )
        for letter in "ABCDEFG":
            sheet.merge_cells(f"{letter}2:{letter}3")
    cover = book.create_sheet("填表说明", 0)
    cover.append(["请各单位按要求填写"])
    return book


def plain() -> Workbook:
    """A single header row without merged cells; 公开方式 in words."""
    book = Workbook()
    sheet = book.active
    lines(
        sheet,
        [
            "一级事项",
            "二级事项",
            "公开内容",
            "公开依据",
            "公开时限",
            "公开主体",
            "公开渠道",
            "公开方式",
            "备注",
        ],
        ["内部事务", "值班表", "名单", "《规定》", "长期公开", "党政办", "公开栏", "内部公开", "每月更新"],
        ["秘密事项", "目录", "名称", "《保密法》", "", "党政办", "", "不予公开", ""],
    )
    return book


def broken() -> Workbook:
    """Wrong cells of every kind."""
    book = official()
    sheet = book.active
    sheet["K4"] = "随便"
    sheet["E4"] = "=1+1"
    sheet["B6"] = None
    sheet["C6"] = None
    sheet["F4"] = "同上"
    return book
