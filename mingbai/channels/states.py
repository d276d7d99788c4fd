"""Ways to the public, the life of a posting, and what must be done when a text changes."""

from django.db import models


class Channel(models.TextChoices):
    SITE = "site", "政府网站"
    BOARD = "board", "公示栏"
    LEAFLET = "leaflet", "明白纸（入户）"
    SCREEN = "screen", "电子屏"
    GAZETTE = "gazette", "政府公报"
    WECHAT = "wechat", "微信公众号"
    WEIBO = "weibo", "微博"
    GROUP = "group", "村民微信群"
    BROADCAST = "broadcast", "广播"
    INQUIRY = "inquiry", "公开查阅点"
    ARCHIVES = "archives", "档案馆"
    LIBRARY = "library", "图书馆"
    HALL = "hall", "政务服务中心"
    OTHER = "other", "其他"


class PlaceKind(models.TextChoices):
    BOARD = "board", "公示栏"
    SCREEN = "screen", "电子屏"
    LOUDSPEAKER = "loudspeaker", "大喇叭"
    INQUIRY = "inquiry", "公开查阅点"
    ARCHIVES = "archives", "档案馆"
    LIBRARY = "library", "图书馆"
    HALL = "hall", "政务服务中心（便民服务站）"


CHANNEL_OF_PLACE = {
    PlaceKind.BOARD: Channel.BOARD,
    PlaceKind.SCREEN: Channel.SCREEN,
    PlaceKind.LOUDSPEAKER: Channel.BROADCAST,
    PlaceKind.INQUIRY: Channel.INQUIRY,
    PlaceKind.ARCHIVES: Channel.ARCHIVES,
    PlaceKind.LIBRARY: Channel.LIBRARY,
    PlaceKind.HALL: Channel.HALL,
}

NEED_PLACE = frozenset(CHANNEL_OF_PLACE.values())
"""A posting on one of these is at a place; on the others it names an outlet (an account, a newspaper)."""

HANGS = frozenset({Channel.BOARD, Channel.SCREEN, Channel.INQUIRY, Channel.ARCHIVES, Channel.LIBRARY,
                   Channel.HALL})  # fmt: skip
"""What stays until somebody takes it away; a broadcast, an article or a leaflet is out once and for all."""


class PostingState(models.TextChoices):
    PLANNED = "planned", "待办"
    UP = "up", "公开中"
    ENDED = "ended", "已结束"
    CANCELLED = "cancelled", "已取消"


class ProofKind(models.TextChoices):
    PHOTO = "photo", "照片"
    SIGNATURE = "signature", "签字单"
    BROADCAST_LOG = "broadcast_log", "播出记录"
    RECEIPT = "receipt", "平台回执"
    STATEMENT = "statement", "文字说明"


class ProofOf(models.TextChoices):
    UP = "up", "已公开"
    DOWN = "down", "已撤下"


class RenderingKind(models.TextChoices):
    SHEET = "sheet", "张贴稿"
    LEAFLET = "leaflet", "明白纸"
    OFFICIAL = "official", "公文版式"
    SCREEN = "screen", "电子屏画面"
    WECHAT = "wechat", "公众号推文"
    WEIBO = "weibo", "微博"
    GROUP = "group", "村民群消息"
    SCRIPT = "script", "广播稿"


class RenderingState(models.TextChoices):
    DRAFT = "draft", "待预览"
    CONFIRMED = "confirmed", "已预览确认"


class JobKind(models.TextChoices):
    REPLACE = "replace", "换成新版"
    TAKE_DOWN = "take_down", "撤下"
    CORRECT_OUT = "correct_out", "用同一渠道更正说明"


class JobState(models.TextChoices):
    OPEN = "open", "待办"
    DONE = "done", "已办"
    DROPPED = "dropped", "说明不办"
