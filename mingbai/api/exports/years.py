"""Columns of the years that can be downloaded."""

from mingbai.api.exports.records import absolute
from mingbai.api.exports.tables import Column, Table, attribute

YEARS = Table(
    "bulk",
    "批量下载",
    (
        attribute("year", "年份（按发布日期）", int),
        attribute("count", "条数", int),
        attribute("size", "大小（字节）", int),
        attribute("sha256", "文件摘要（SHA-256）", str, "digest"),
        attribute("made_at", "打包时间"),
        Column("url", "网址", str, lambda one: absolute(f"/api/v1/bulk/{one.year}.jsonl.gz")),
    ),
)
