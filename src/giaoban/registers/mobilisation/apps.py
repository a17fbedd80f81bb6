from django.apps import AppConfig


class MobilisationConfig(AppConfig):
    name = "giaoban.registers.mobilisation"
    label = "mobilisation"
    default_auto_field = "django.db.models.BigAutoField"
