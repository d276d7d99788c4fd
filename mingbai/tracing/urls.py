"""Addresses of the log and its proofs. Those below /log/ are as C2SP's tlog-tiles names them."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from mingbai.shell.views import guarded
from mingbai.tracing.policies import MANAGE
from mingbai.tracing.views import log, proofs, witnesses


class TileName(StringConverter):
    regex = "(?:x[0-9]{3}/)*[0-9]{3}"


register_converter(TileName, "tile_name")

_desk = [
    path("", guarded(witnesses.home, MANAGE), name="home"),
    path("witnesses/new/", guarded(witnesses.add, MANAGE), name="add"),
    path("witnesses/<int:pk>/end/", guarded(witnesses.end, MANAGE), name="end"),
    path("receipts/new/", guarded(witnesses.receipt, MANAGE), name="receipt"),
]

urlpatterns = [
    path("records/<int:pk>/proof/", proofs.proof, name="proof"),
    path("log/", log.log, name="log"),
    path("log/checkpoint", log.checkpoint, name="log_checkpoint"),
    path("log/checkpoints/<int:size>.txt", log.signed, name="log_signed"),
    path("log/key", log.key, name="log_key"),
    path("log/unsigned.jsonl", log.unsigned, name="log_unsigned"),
    path("log/consistency/<int:first>-<int:second>.json", log.consistency, name="log_consistency"),
    path("log/tile/entries/<tile_name:name>", log.entries, name="log_entries"),
    path("log/tile/entries/<tile_name:name>.p/<int:width>", log.entries, name="log_entries"),
    path("log/tile/<int:level>/<tile_name:name>", log.tile, name="log_tile"),
    path("log/tile/<int:level>/<tile_name:name>.p/<int:width>", log.tile, name="log_tile"),
    path("desk/log/", include((_desk, "tracing"))),
]
