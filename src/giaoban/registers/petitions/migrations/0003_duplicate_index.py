"""In SQLite the keys are stored in the order of the keys, without a second tree: half the size, one look-up."""

import django.db.models.deletion
from django.db import migrations, models


TABLE = "petitions_duplicatekey"


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    schema_editor.execute(f"DROP TABLE {TABLE}")
    schema_editor.execute(
        f"CREATE TABLE {TABLE} (key integer NOT NULL, petition_ref integer NOT NULL, PRIMARY KEY (key, petition_ref)) WITHOUT ROWID"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('petitions', '0002_citizen_receipts'),
    ]

    operations = [
        migrations.CreateModel(
            name='DuplicateKey',
            fields=[
                ('pk', models.CompositePrimaryKey('key', 'petition_ref', blank=True, editable=False, primary_key=True, serialize=False)),
                ('key', models.IntegerField(verbose_name='Dấu')),
                ('petition_ref', models.IntegerField(verbose_name='Mã đơn')),
            ],
            options={
                'verbose_name': 'dấu tìm đơn trùng',
                'verbose_name_plural': 'dấu tìm đơn trùng',
            },
        ),
        migrations.CreateModel(
            name='DuplicateMark',
            fields=[
                ('petition_ref', models.IntegerField(primary_key=True, serialize=False, verbose_name='Mã đơn')),
                ('box', models.BinaryField(verbose_name='Dấu người viết')),
            ],
            options={
                'verbose_name': 'dấu người viết đơn',
                'verbose_name_plural': 'dấu người viết đơn',
            },
        ),
        migrations.CreateModel(
            name='DuplicateRarity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letters', models.PositiveIntegerField(default=0, verbose_name='Số đơn đã đếm')),
                ('levels', models.BinaryField(verbose_name='Mức thường gặp')),
                ('stamp', models.CharField(blank=True, max_length=16, verbose_name='Dấu bảng')),
            ],
            options={
                'verbose_name': 'bảng từ hiếm',
                'verbose_name_plural': 'bảng từ hiếm',
            },
        ),
        migrations.CreateModel(
            name='DuplicateRefusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='Lý do')),
                ('refused_on', models.DateField(verbose_name='Ngày')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refused_by_duplicate', to='petitions.petition', verbose_name='Đơn kia')),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refused_as_duplicate', to='petitions.petition', verbose_name='Đơn')),
            ],
            options={
                'verbose_name': 'lần bác đơn trùng',
                'verbose_name_plural': 'lần bác đơn trùng',
                'constraints': [models.UniqueConstraint(fields=('petition', 'other'), name='duplicate_refused_once')],
            },
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
