"""The name of an uploaded file and the words of its refused rows are kept no more: they may name people."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("petitions", "0008_loading_jobs")]
    operations = [
        migrations.RemoveField(model_name="loadingjob", name="errors"),
        migrations.RemoveField(model_name="loadingjob", name="name"),
        migrations.AddField(
            model_name="loadingjob", name="kind", field=models.CharField(default="", max_length=10, verbose_name="Kiểu tệp"), preserve_default=False
        ),
    ]
