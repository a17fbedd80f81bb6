"""Words of files."""

from giaoban.core.values.kinds import Kind


class Event(Kind):
    STORED = "files.stored", "lưu tệp"
    ATTACHED = "files.attached", "đính kèm tệp"
    OPENED = "files.opened", "mở tệp niêm phong"
    SEALED = "files.sealed", "chuyển tệp vào niêm phong"
