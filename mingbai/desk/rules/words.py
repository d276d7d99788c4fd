"""Words for days and verbs."""

import re
from collections.abc import Iterable
from datetime import date

VERBS = {
    "record.create": "新建",
    "record.edit": "修改",
    "record.attach": "上传附件",
    "record.comment": "留言",
    "record.lock": "锁定",
    "record.unlock": "解除锁定",
    "record.submit": "提交审核",
    "record.recall": "撤回提交",
    "record.check": "审核通过",
    "record.secrecy": "保密审查通过",
    "record.approve": "签发",
    "record.return": "退回",
    "record.answer_finding": "说明检查发现",
    "record.schedule": "定时发布",
    "record.publish": "发布",
    "record.publish_urgent": "应急发布",
    "record.correct": "发布更正",
    "record.republish": "重新公开",
    "record.register": "登记",
    "record.withdraw": "撤回公开",
    "record.remove": "撤下",
    "record.merge": "并入其他信息",
    "record.discard": "作废草稿",
    "record.drop_correction": "放弃更正",
    "record.validity": "标注有效性",
    "record.relate": "关联文件",
    "record.evaluate": "提出评估意见",
    "record.evaluation_call": "要求评估",
    "record.evaluation_confirm": "确定评估结论",
    "record.evaluation_reject": "退回评估意见",
    "record.tag": "标上主题",
    "record.untag": "取消主题",
    "record.point_out": "指明要素",
    "record.remind": "提醒阅读",
    "upkeep.set_rule": "设置评估周期",
    "upkeep.ground_change": "登记事由变化",
    "clean_up.open": "发起文件清理",
    "clean_up.collect": "补收清理文件",
    "clean_up.propose": "提出清理意见",
    "clean_up.decide": "作出清理决定",
    "clean_up.finish": "清理全部决定完毕",
    "clean_up.reopen": "重新打开清理",
    "clean_up.draft": "起草清理结果清单",
    "clean_up.publish": "清理结果生效",
    "clean_up.list_withdrawn": "清理结果清单被撤回",
    "clean_up.close": "办结清理",
    "clean_up.cancel": "取消清理",
    "dossier.open": "建立五公开事项",
    "dossier.put_in": "信息放入事项",
    "dossier.take_out": "信息移出事项",
    "dossier.waive": "写明环节不涉及",
    "dossier.close": "事项办完",
    "topic.add": "建立主题",
    "topic.end": "停用主题",
    "filing.ask": "发起报备",
    "filing.file": "报送材料",
    "filing.receive": "确认收到报备",
    "filing.send_back": "退回报备",
    "filing.remind": "提醒报送",
    "filing.close": "结束报备",
    "record.read_back_failed": "回读发现问题",
    "sign_in": "登录",
    "sign_out": "退出",
    "fail_sign_in": "登录失败",
    "lock_user": "账号锁定",
    "create_user": "新建账号",
    "reset_password": "重置密码",
    "change_password": "修改密码",
    "deactivate_user": "停用账号",
    "activate_user": "启用账号",
    "unlock_user": "解锁账号",
    "reset_second_factor": "重置两步验证",
    "enable_second_factor": "启用两步验证",
    "disable_second_factor": "停用两步验证",
    "renew_recovery_codes": "更换备用码",
    "use_recovery_code": "使用备用码",
    "demand_second_factor": "要求两步验证",
    "lift_second_factor": "取消两步验证要求",
    "appoint": "任职",
    "appoint_stand_in": "安排代办",
    "end_membership": "结束任职",
    "create_organisation": "新建机构",
    "edit_organisation": "修改机构",
    "rename_organisation": "机构更名",
    "move_organisation": "移动机构",
    "merge_organisation": "合并机构",
    "close_organisation": "撤销机构",
    "route.set": "设置审核步骤",
    "index_rule.set": "设置索引号规则",
    "site_settings.set": "修改网站信息",
    "import.done": "批量导入",
    "add_term": "增加用词",
    "retire_term": "停用用词",
    "village.start": "新建村务公开表",
    "village.edit": "填写村务公开表",
    "village.proof": "上传村务公开照片",
    "village.sign": "录入村务公开签字",
    "village.post": "登记村务公开张贴",
    "village.close": "办结村务公开",
    "village.correct": "更正村务公开表",
    "village.record": "生成村务公开稿件",
    "village.objection": "登记村民异议",
    "village.answer": "答复村民异议",
    "village.regime": "设置村务公开规定",
    "promise.add": "录入承诺",
    "promise.edit": "修改承诺",
    "promise.confirm": "核对承诺",
    "promise.cancel": "作废承诺",
    "promise.change": "调整承诺目标",
    "promise.settle": "认定承诺结果",
    "promise.progress": "报承诺进展",
    "promise.confirm_progress": "核对承诺进展",
    "promise.cancel_progress": "作废承诺进展",
    "promise.rate": "群众评价",
    "promise.hide_comment": "屏蔽群众意见",
    "dismiss_finding": "记为误报",
    "calendar.enter": "录入放假安排",
    "calendar.add_local": "增加地方节日",
    "calendar.cancel_local": "取消地方节日",
    "limit.change": "修改时限",
    "inspection.draw": "抽取检查样本",
    "inspection.check": "检查抽中的信息",
    "inspection.close": "办结抽查",
    "finding.add": "登记督查问题",
    "finding.notify": "发出整改通知",
    "finding.answer": "答复整改",
    "finding.pass": "整改复查通过",
    "finding.send_back": "退回重新整改",
    "finding.object": "对问题提出异议",
    "finding.uphold": "驳回异议",
    "finding.cancel": "撤销问题",
    "finding.drop": "不再通知问题",
    "scheme.create": "新建考核方案",
    "scheme.add_indicator": "增加考核指标",
    "scheme.edit_indicator": "修改考核指标",
    "scheme.end_indicator": "删去考核指标",
    "scheme.use": "启用考核方案",
    "scheme.retire": "停用考核方案",
    "round.open": "开始考核",
    "round.compute": "考核重新取数",
    "round.self_score": "填写自评分",
    "round.self_submit": "提交自评",
    "round.close_self": "结束自评",
    "round.score": "考核评分",
    "round.exclude": "考核项不参与评分",
    "round.review": "审核结果发单位核对",
    "round.object": "对考核提出异议",
    "round.decide": "复核考核异议",
    "round.freeze": "固定考核结果",
    "round.publish": "公布考核结果",
    "selfcheck.start": "开始年度自查",
    "selfcheck.refresh": "自查重新取数",
    "selfcheck.answer": "填写年度自查",
    "selfcheck.submit": "上报年度自查",
    "selfcheck.return": "退回年度自查",
    "selfcheck.receive": "接收年度自查",
    "circular.draft": "起草通报",
    "circular.edit": "修改通报",
    "circular.hand_over": "通报转为稿件",
    "evaluation.set_parameters": "修改督查评估参数",
    "catalogue.hold": "确认单位目录",
    "catalogue.decline": "不采用目录建议",
    "catalogue.adopt": "事项列入本单位目录",
    "catalogue.release": "事项移出单位目录",
    "catalogue.hand_over": "指定事项责任人",
    "catalogue.propose": "起草目录变更",
    "catalogue.revise": "修改目录变更",
    "catalogue.submit": "提交目录变更",
    "catalogue.cancel": "作废目录变更",
    "catalogue.approve": "审定目录变更",
    "catalogue.return": "退回目录变更",
    "catalogue.apply": "目录变更生效",
    "catalogue.file": "目录变更报备",
    "catalogue.receipt": "接收目录备案",
    "catalogue.import": "导入公开目录",
    "catalogue.import_list": "导入权责清单或服务清单",
    "catalogue.tie": "清单事项对应公开事项",
    "catalogue.add_column": "增加目录的列",
    "catalogue.adopt_template": "采用企事业单位样表",
    "token.issue": "发放推送令牌",
    "token.revoke": "停用推送令牌",
    "push.create": "业务系统推送草稿",
    "push.update": "业务系统更新草稿",
    "notice.prefer": "选择提醒方式",
    "register.add": "登记活动",
    "register.correct": "修改登记",
    "register.hold": "登记开展情况",
    "register.cancel": "取消登记",
    "register.proof": "上传佐证",
    "register.proof_drop": "撤下佐证",
    "register.kind": "设置活动种类",
    "register.setting": "修改登记设置",
    "register.receive": "确认收到报备",
    "register.contact": "登记联络人员",
    "register.contact_correct": "修改联络人员",
    "register.contact_end": "结束联络人员",
    "register.group": "登记领导小组",
    "register.group_correct": "修改领导小组",
    "register.group_end": "撤销领导小组",
    "register.member": "登记小组成员",
    "register.member_end": "小组成员离任",
    "register.account": "登记新媒体账号",
    "register.account_change": "变更新媒体账号",
    "register.account_close": "关停新媒体账号",
    "register.account_see": "登记账号更新日期",
    "register.account_file": "登记账号报备",
    "register.roster": "排班",
    "register.roster_cancel": "作废排班",
    "register.incident": "登记突发情况",
    "register.incident_settle": "登记处置情况",
    "plan.take_in": "上传计划文件",
    "plan.check_task": "核对任务",
    "plan.correct_task": "修改任务",
    "plan.add_task": "补一项任务",
    "plan.join_tasks": "合并任务",
    "plan.split_task": "拆分任务",
    "plan.drop_task": "不作为任务",
    "plan.restore_task": "恢复任务",
    "plan.assign_unit": "对照单位",
    "plan.set_owner": "指定责任人",
    "plan.confirm": "确认计划",
    "plan.close": "办结计划",
    "plan.cancel": "作废计划",
    "duty.prove": "登记佐证",
    "duty.take_back": "撤销佐证",
    "duty.declare_nil": "起草零报告",
    "duty.ask_exemption": "申请不适用",
    "duty.exemption_granted": "同意不适用",
    "duty.exemption_refused": "不同意不适用",
    "duty.exemption_ended": "恢复适用",
    "duty.set_quota": "设置次数要求",
    "duty.set_setting": "设置台账",
    "duty.choose_evidence": "指定任务的佐证种类",
    "duty.make_calendar_link": "生成日历链接",
    "duty.end_calendar_link": "停用日历链接",
}


def verb_name(verb: str) -> str:
    """What an event did, in words."""
    return VERBS.get(verb, "其他操作")


def verb_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The verbs as choices under headings."""
    texts = [one for one in VERBS.items() if one[0].startswith("record.")]
    return [("稿件", texts), ("账号、人员和设置", [one for one in VERBS.items() if one not in texts])]


NOTICES = {
    "hidden_text": ("隐藏文字", "文件里有看不见的字，没有读进正文。请打开原文件看一看，不需要的删掉。"),
    "tracked_change": ("修订痕迹", "正文按接受全部修订读取。请核对正文是不是定稿。"),
    "comment": ("批注", "批注没有读进正文，也不会公开。请确认批注里的意见都处理过了。"),
    "field": ("域", "日期、目录这类会自己变的内容，已按文件里最后显示的字读取。请核对。"),
    "external_link": ("外部链接", "文件里连着外面的网址或者文件。请确认公众也打得开，打不开的删掉。"),
    "embedded_object": (
        "嵌入对象",
        "文件里嵌着别的文件，没有读取，也不会公开。需要公开的请单独作为附件上传。",
    ),
    "macro": ("宏", "文件里带有程序，没有运行，也不会公开。不清楚来源的，请联系信息员。"),
    "property": ("文件属性", "文件里记着作者、单位这类信息，公开的副本会自动去掉，不用处理。"),
    "gps": ("照片位置", "照片里记着拍摄地点，公开的副本会自动去掉，不用处理。"),
    "bookmark": ("书签", "书签已去掉，不影响正文，不用处理。"),
    "missing_image": ("图片缺失", "文件里有图片没有取到。请在正文里补上，或者把图片作为附件上传。"),
}
"""What was found in a file, and what the clerk should do about it."""


def explained(notices: Iterable[tuple[str, str]]) -> list[tuple[str, str, list[str]]]:
    """(name, what to do, details) for each kind of (kind, detail), in the order first met."""
    kinds: dict[str, list[str]] = {}
    for kind, detail in notices:
        kinds.setdefault(kind, []).append(detail)
    return [(*NOTICES.get(kind, (kind, "请核对。")), details[:20]) for kind, details in kinds.items()]


def days_left(due: date | None, today: date) -> str:
    """How much time is left until the end of `due`, in words; "" without a date."""
    if due is None:
        return ""
    days = (due - today).days
    if days < 0:
        return f"已超期 {-days} 天"
    return "今天到期" if days == 0 else f"还有 {days} 天"


def place_name(where: str) -> str:
    """Where a finding stands, in words."""
    sort, _, name = where.partition(":")
    if sort.startswith("table"):
        return f"第{sort.partition(' ')[2]}张表"
    known = {"attachment": "附件", "file name": "文件名", "property": "文件属性", "notice": "文件提示"}
    if sort in known:
        return f"{known[sort]}“{name}”" if name and sort != "notice" else known[sort]
    return {"title": "标题", "body": "正文", "document_number": "发文字号", "record": "整条信息"}.get(
        sort, sort
    )


def split_words(text: str) -> list[str]:
    """The entries of a field that holds several, separated by commas, semicolons or line breaks."""
    return [part.strip() for part in re.split(r"[、，,；;\n]+", text) if part.strip()]
