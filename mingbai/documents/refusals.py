"""Why a file could not be taken, in words for the person who brought it."""

READABLE = "Word（.docx、.doc、.wps、.rtf）、Excel（.xlsx、.xls）、PDF、OFD、.txt、.html"

MESSAGES = {
    "empty": "文件是空的，里面没有内容。请检查后重新选择文件。",
    "corrupt": "文件已损坏，无法打开。请用 Word 或 WPS 打开原文件，另存为 .docx 后重新上传。",
    "password": "文件设置了密码，系统打不开。请先去掉密码，保存后重新上传。",
    "renamed": "文件的扩展名与实际内容不符。请用原来的软件打开，另存为正确的格式后重新上传。",
    "bomb": "文件解压后大得不正常，为了安全没有打开。请用 Word 或 WPS 另存一份后重新上传。",
    "entities": "文件里有不安全的外部引用（DTD 或实体），没有打开。请用 Word 或 WPS 另存一份后重新上传。",
    "unsupported": f"不支持这种文件。可以上传：{READABLE}。",
    "no_converter": (
        "服务器没有安装 LibreOffice，不能读取这种旧格式。"
        "请用 Word 或 WPS 打开，另存为 .docx（表格另存为 .xlsx）后重新上传。"
    ),
    "too_large": "文件太大，无法处理。请压缩文件里的图片，或拆成几个文件后重新上传。",
    "timeout": "文件处理时间过长，已经停止。请用 Word 或 WPS 另存为 .docx 后重新上传。",
    "not_clean": "系统不能保证去掉文件里的全部隐藏内容，没有生成公开稿。请另存为 PDF，检查后重新上传。",
}


class Refused(Exception):
    """A file was not taken: `code` is one of `MESSAGES`, `message` says what happened and what to do."""

    def __init__(self, code: str, message: str = "") -> None:
        self.code = code
        self.message = message or MESSAGES[code]
        super().__init__(self.message)
