"""The generated pages: docs/law from the rules of time, docs/models from the models, docs/api from the endpoints.

``python -m tests.docs`` checks that they are current, ``--write`` writes them, ``--map`` prints which room imports which.
"""

import json
import os
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
MADE = "<!-- Trang này do tests/docs.py sinh ra từ mã nguồn; sửa nguồn rồi gọi `make docs WRITE=1`. -->"
CLASSES = {"": "mở", "personal": "cá nhân", "sealed": "niêm phong"}
UNITS = {"day": "ngày", "working_day": "ngày làm việc", "month": "tháng", "hour": "giờ"}


def cell(text: object) -> str:
    """One cell of a table: no line break, no bar."""
    return " ".join(str(text).split()).replace("|", "\\|")


def row(*cells: object) -> str:
    return "| " + " | ".join(cell(item) for item in cells) + " |"


def day(iso: str | None) -> str:
    if iso is None:
        return "nay"
    year, month, number = iso.split("-")
    return f"{number}/{month}/{year}"


def length(item: dict[str, Any]) -> str:
    return f"{item['amount']} {UNITS[item['unit']]}"


def extension(item: dict[str, Any]) -> str:
    return f"{item['label']}: ".removeprefix(": ") + ("tổng cộng " if item["total"] else "thêm ") + length(item)


def with_extensions(words: str, extensions: list[dict[str, Any]]) -> str:
    return words + (f" (gia hạn {', '.join(extension(item) for item in extensions)})" if extensions else "")


def lengths(version: dict[str, Any]) -> str:
    """The length of a version with its variants and its extensions, in one cell."""
    parts = [length(version)] if version["amount"] else []
    parts += [
        with_extensions(f"{item['label']}: {length(item)}", item["extensions"]) for item in version["variants"] + version["severities"]
    ]
    if version["direction"] == "before":
        parts.append("chậm nhất trước sự kiện")
    return with_extensions("; ".join(parts) or "theo ngày ghi trong văn bản", version["extensions"])


def law_page(procedure: str, rules: list[dict[str, Any]]) -> str:
    title = tomllib.loads((SOURCE / "giaoban" / "core" / "law" / "data" / f"{procedure}.toml").read_text("utf-8"))["title"]
    lines = [MADE, f"# Thời hạn theo luật: {title}", ""]
    for rule in rules:
        lines += [f"## {rule['rule']}: {rule['label']}", "", f"Tính từ: {rule['start_event']}.", ""]
        lines += [row("Hiệu lực", "Thời hạn", "Căn cứ", "Đã kiểm chứng"), row("---", "---", "---", "---")]
        for version in rule["versions"]:
            basis = "; ".join(item["cite"] for item in version["basis"])
            known = "rồi" if version["confirmed"] else "cần kiểm chứng"
            lines.append(row(f"{day(version['from'])} - {day(version['until'])}", lengths(version), basis, known))
        lines += ["", *(f"- {version['note']}." for version in rule["versions"] if version["note"])]
        lines += ["" for _ in range(any(version["note"] for version in rule["versions"]))]
    return "\n".join(lines).rstrip() + "\n"


def law_pages() -> Iterator[tuple[Path, str]]:
    from giaoban.core.law.describing import describe_rules

    rules = describe_rules()
    for procedure in sorted({rule["procedure"] for rule in rules}):
        yield ROOT / "docs" / "law" / f"{procedure}.md", law_page(procedure, [rule for rule in rules if rule["procedure"] == procedure])


def field_type(field: Any) -> str:
    if field.related_model:
        return f"{type(field).__name__} → {field.related_model._meta.label}"
    size = f"({field.max_length})" if getattr(field, "max_length", None) else ""
    return type(field).__name__ + size


def model_lines(model: Any) -> list[str]:
    meta = model._meta
    privacy = getattr(model, "PRIVACY", {})
    lines = [f"## {meta.object_name}: {meta.verbose_name}", "", " ".join((model.__doc__ or "").split()), ""]
    if getattr(model, "IMMUTABLE", False):
        lines += ["Không sửa sau khi ghi.", ""]
    gate = getattr(model, "gate", None)
    if gate:
        through = f"; đọc theo cơ quan ở: {', '.join(gate.agencies)}" if gate.agencies else ""
        lines += [f"Quyền đọc: `{gate.right}`{through}.", ""]
    lines += [row("Trường", "Tên", "Kiểu", "Loại riêng tư"), row("---", "---", "---", "---")]
    for field in [*meta.local_fields, *meta.local_many_to_many]:
        lines.append(row(field.name, field.verbose_name, field_type(field), CLASSES[privacy.get(field.name, "")]))
    return [*lines, ""]


def model_pages() -> Iterator[tuple[Path, str]]:
    import django
    from django.apps import apps
    from django.utils.translation import override

    os.environ["DJANGO_SETTINGS_MODULE"] = "giaoban.conf.settings"
    django.setup()
    with override("vi"):
        for config in apps.get_app_configs():
            models = list(config.get_models())
            if config.name.startswith("giaoban.") and models:
                lines = [line for model in models for line in model_lines(model)]
                page = "\n".join([MADE, f"# Phòng {config.label} ({config.name})", "", *lines]).rstrip() + "\n"
                yield ROOT / "docs" / "models" / f"{config.label}.md", page


def api_page() -> tuple[Path, str]:
    """The API as OpenAPI, so that a change of what machines are told is seen as a difference. Asked after the models are ready."""
    from giaoban.sites.api.endpoints import api

    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    return ROOT / "docs" / "api" / "openapi.json", json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def pages() -> dict[Path, str]:
    return dict([*law_pages(), *model_pages(), api_page()])


def stale(wanted: dict[Path, str]) -> list[Path]:
    """Pages that are missing, differ, or that nothing makes any more."""
    kept = [path for folder in ("law", "models") for path in sorted((ROOT / "docs" / folder).glob("*.md"))]
    wrong = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    return wrong + [path for path in kept if path not in wanted]


def import_map() -> Iterator[str]:
    """One line for each room: the rooms it imports."""
    import grimp

    def room(module: str) -> str:
        return ".".join(module.split(".")[1:3])

    graph = grimp.build_graph("giaoban", cache_dir=None)
    found: dict[str, set[str]] = {}
    for module in graph.modules:
        targets = {room(target) for target in graph.find_modules_directly_imported_by(module)}
        found.setdefault(room(module), set()).update(targets - {room(module), ""})
    for name, targets in sorted(found.items()):
        yield f"{name:28} {' '.join(sorted(targets))}".rstrip()


def main(words: list[str]) -> int:
    sys.path.insert(0, str(SOURCE))
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("GIAOBAN_HOME", home)
        if "--map" in words:
            sys.stdout.writelines(f"{line}\n" for line in import_map())
            return 0
        wanted = pages()
        wrong = stale(wanted)
    if "--write" in words:
        for path in wrong:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], "utf-8") if path in wanted else path.unlink()
        return 0
    if wrong:
        sys.stderr.write(f"Trang sinh tự động không còn khớp mã nguồn ({wrong[0].relative_to(ROOT)}): gọi `make docs WRITE=1`.\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
