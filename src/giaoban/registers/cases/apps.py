from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "giaoban.registers.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
