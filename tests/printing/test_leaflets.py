"""What the text itself proposes for a leaflet."""

from mingbai.printing.rules.leaflets import proposal

TEXT = """一、对象：年满八十周岁的老年人。
每月（元）
三、材料：身份证原件，不收复印件。
五、地点和时间：便民服务中心，工作日8:30—17:30。
六、标准：每人每月80元。"""


def test_answers_leave_the_numbers_of_the_text_behind_and_answer_what_is_asked():
    met = [("申请材料和收费标准", "三、材料：身份证原件，不收复印件。")]
    found = proposal(title="高龄津贴办事指南", summary="怎样领高龄津贴。", text=TEXT, met=met, contact="")

    assert found["who"] == "年满八十周岁的老年人。"
    assert found["how_much"] == "每人每月80元。"
    assert found["when"] == "便民服务中心，工作日8:30—17:30。"
