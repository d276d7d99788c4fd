import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('disclosures', '0003_upkeep'),
        ('organisations', '0003_foi_officer'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnnualReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('form', models.CharField(choices=[('2021', '2021年格式'), ('2019', '2019年格式')], max_length=10, verbose_name='格式')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('state', models.CharField(choices=[('drafting', '编写中'), ('submitted', '待签发'), ('signed', '已签发'), ('handed_in', '已签发并报送')], default='drafting', max_length=12, verbose_name='状态')),
                ('as_of', models.DateField(verbose_name='文字中的数字取自')),
                ('made_at', models.DateTimeField(verbose_name='开始编写')),
                ('submitted_at', models.DateTimeField(null=True, verbose_name='提交时间')),
                ('returned_reason', models.CharField(blank=True, max_length=300, verbose_name='退回或者重新编写的原因')),
                ('handed_in_on', models.DateField(null=True, verbose_name='报送日期')),
                ('handed_in_to', models.CharField(blank=True, max_length=100, verbose_name='报送给')),
                ('handed_in_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='报送人')),
                ('information', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='annual_reports', to='disclosures.information', verbose_name='转成的稿件')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编写人')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='annual_reports', to='organisations.organisation', verbose_name='报告单位')),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提交人')),
            ],
            options={
                'verbose_name': '政府信息公开年度报告',
                'verbose_name_plural': '政府信息公开年度报告',
                'ordering': ['-year', 'organisation__path'],
            },
        ),
        migrations.CreateModel(
            name='Parameter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, unique=True, verbose_name='参数')),
                ('value', models.JSONField(verbose_name='值')),
                ('set_at', models.DateTimeField(verbose_name='设置时间')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='')),
            ],
            options={
                'verbose_name': '年度报告参数',
                'verbose_name_plural': '年度报告参数',
            },
        ),
        migrations.CreateModel(
            name='Signing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='第几次签发')),
                ('snapshot', models.JSONField(verbose_name='签发内容')),
                ('digest', models.CharField(max_length=64, verbose_name='摘要')),
                ('signed_at', models.DateTimeField(verbose_name='签发时间')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='重新编写时间')),
                ('revoked_reason', models.CharField(blank=True, max_length=300, verbose_name='重新编写的原因')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signings', to='annual.annualreport')),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='重新编写')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签发人')),
            ],
            options={
                'verbose_name': '年度报告签发稿',
                'verbose_name_plural': '年度报告签发稿',
                'ordering': ['report', 'number'],
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='annual_signing_once')],
            },
        ),
        migrations.AddField(
            model_name='annualreport',
            name='signing',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annual.signing', verbose_name='现行的签发稿'),
        ),
        migrations.CreateModel(
            name='Entered',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='如 two.行政许可.本年处理决定数量', max_length=120, verbose_name='格')),
                ('value', models.DecimalField(decimal_places=6, max_digits=16, null=True, verbose_name='数')),
                ('source', models.CharField(max_length=300, verbose_name='来源')),
                ('at', models.DateTimeField(verbose_name='填报时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='填报人')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entered', to='annual.annualreport')),
            ],
            options={
                'verbose_name': '填报的数字',
                'verbose_name_plural': '填报的数字',
                'ordering': ['report', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'name'), name='annual_entered_once')],
            },
        ),
        migrations.CreateModel(
            name='Inclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left_out_reason', models.CharField(blank=True, max_length=300, verbose_name='不汇总的理由')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='单位')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inclusions', to='annual.annualreport')),
            ],
            options={
                'verbose_name': '汇总的单位',
                'verbose_name_plural': '汇总的单位',
                'ordering': ['report', 'organisation__path'],
                'constraints': [models.UniqueConstraint(fields=('report', 'organisation'), name='annual_inclusion_once')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='第几部分')),
                ('generated', models.TextField(blank=True, verbose_name='系统写的')),
                ('edited', models.TextField(blank=True, verbose_name='修改后的')),
                ('figures', models.JSONField(default=list, verbose_name='数字')),
                ('before', models.TextField(blank=True, verbose_name='原来系统写的')),
                ('changed', models.BooleanField(default=False, verbose_name='有变化')),
                ('edited_at', models.DateTimeField(null=True, verbose_name='修改时间')),
                ('edited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='annual.annualreport')),
            ],
            options={
                'verbose_name': '年度报告的一部分',
                'verbose_name_plural': '年度报告的一部分',
                'ordering': ['report', 'number'],
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='annual_section_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='annualreport',
            constraint=models.UniqueConstraint(fields=('organisation', 'year'), name='annual_report_once'),
        ),
        migrations.AddConstraint(
            model_name='annualreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('signed', 'handed_in')), _negated=True), ('signing__isnull', False), _connector='OR'), name='annual_signed_with_signing'),
        ),
    ]
