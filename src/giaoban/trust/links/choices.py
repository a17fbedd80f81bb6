"""How two records belong together."""

from giaoban.core.values.kinds import Kind


class Relation(Kind):
    BECAME = "became", "trở thành"
    CAME_FROM = "came_from", "hình thành từ"
    CONCERNS = "concerns", "liên quan"
    PROPOSED = "proposed", "đọc được từ văn bản"


class Event(Kind):
    LINKED = "links.linked", "liên kết hồ sơ"
