from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0002_layers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='version',
            name='on',
            field=models.DateField(null=True, verbose_name='起始日期'),
        ),
    ]
