import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('disclosures', '0003_upkeep'),
        ('organisations', '0002_second_factor_demand'),
        ('plans', '0002_several_organisations_for_a_unit'),
    ]

    operations = [
        migrations.CreateModel(
            name='FulfilmentReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('below', models.BooleanField(default=False, verbose_name='连同下级单位')),
                ('year', models.PositiveIntegerField(verbose_name='年度')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='第几版')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('addressee', models.CharField(blank=True, max_length=200, verbose_name='主送机关')),
                ('document_number', models.CharField(blank=True, max_length=80, verbose_name='发文字号')),
                ('signer', models.CharField(blank=True, max_length=50, verbose_name='签发人')),
                ('written_on', models.DateField(blank=True, null=True, verbose_name='成文日期')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('fixed', '已定稿'), ('replaced', '已有新版')], default='draft', max_length=10, verbose_name='状态')),
                ('as_of', models.DateField(verbose_name='数字取自')),
                ('made_at', models.DateTimeField(verbose_name='起草时间')),
                ('fixed_at', models.DateTimeField(null=True, verbose_name='定稿时间')),
                ('snapshot', models.JSONField(default=dict, verbose_name='定稿内容')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='定稿摘要')),
                ('fixed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('information', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='disclosures.information', verbose_name='转成的稿件')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='organisations.organisation', verbose_name='报告单位')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='plans.plan', verbose_name='计划')),
                ('previous', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='following', to='reports.fulfilmentreport', verbose_name='上一版')),
            ],
            options={
                'verbose_name': '落实情况报告',
                'verbose_name_plural': '落实情况报告',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('plan', 'organisation'), name='one_draft_of_a_report'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('digest', ''), _negated=True), _connector='OR'), name='fixed_report_with_digest')],
            },
        ),
        migrations.CreateModel(
            name='ReportPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('kind', models.CharField(choices=[('intro', '总体情况'), ('heading', '任务'), ('records', '公开数量'), ('activities', '工作登记'), ('problems', '存在的问题'), ('closing', '结尾')], max_length=12)),
                ('order', models.PositiveIntegerField(verbose_name='顺序')),
                ('level', models.PositiveSmallIntegerField(default=1, verbose_name='层次')),
                ('path', models.CharField(blank=True, max_length=60, verbose_name='计划里的序号')),
                ('headings', models.JSONField(default=list, verbose_name='所在标题')),
                ('heading', models.CharField(blank=True, max_length=300, verbose_name='标题')),
                ('generated', models.TextField(blank=True, verbose_name='系统写的')),
                ('edited', models.TextField(blank=True, verbose_name='修改后的')),
                ('figures', models.JSONField(default=list, verbose_name='数字')),
                ('before', models.TextField(blank=True, verbose_name='原来系统写的')),
                ('before_figures', models.JSONField(default=list, verbose_name='原来的数字')),
                ('changed', models.BooleanField(default=False, verbose_name='有变化')),
                ('edited_at', models.DateTimeField(null=True, verbose_name='修改时间')),
                ('edited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='reports.fulfilmentreport')),
            ],
            options={
                'verbose_name': '报告的一部分',
                'verbose_name_plural': '报告的一部分',
                'ordering': ['report', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'key'), name='report_part_once')],
            },
        ),
    ]
