import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('disclosures', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthlyClose',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period_key', models.CharField(max_length=10, verbose_name='公开期')),
                ('starts_on', models.DateField(verbose_name='起')),
                ('ends_on', models.DateField(verbose_name='止')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='第几版')),
                ('state', models.CharField(choices=[('draft', '填写中'), ('signed', '已签字，待张贴'), ('posted', '公示中'), ('closed', '已办结'), ('reopened', '已被更正后的新表代替')], default='draft', max_length=10, verbose_name='状态')),
                ('opening', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='上期结余（元）')),
                ('closing', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='本期结余（元）')),
                ('lines', models.JSONField(default=list, verbose_name='内容')),
                ('note', models.TextField(blank=True, verbose_name='需要说明的情况')),
                ('digest', models.CharField(max_length=64, verbose_name='内容摘要')),
                ('posted_on', models.DateField(null=True, verbose_name='张贴日期')),
                ('posted_until', models.DateField(null=True, verbose_name='张贴到')),
                ('posted_place', models.CharField(blank=True, max_length=100, verbose_name='张贴地点')),
                ('closed_on', models.DateField(null=True, verbose_name='办结日期')),
                ('correction_reason', models.CharField(blank=True, max_length=300, verbose_name='更正原因')),
                ('created_at', models.DateTimeField(verbose_name='建立时间')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('information', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='village_sheets', to='disclosures.information', verbose_name='网上公开的稿件')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='village_sheets', to='organisations.organisation', verbose_name='村')),
            ],
            options={
                'verbose_name': '村务公开表',
                'verbose_name_plural': '村务公开表',
                'ordering': ['organisation', 'starts_on', 'version'],
                'indexes': [models.Index(fields=['organisation', 'posted_on'], name='village_sheet_posted')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'period_key', 'version'), name='village_sheet_version_once'), models.UniqueConstraint(condition=models.Q(('state', 'reopened'), _negated=True), fields=('organisation', 'period_key'), name='village_sheet_current_once'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'signed']), ('posted_on__isnull', False), _connector='OR'), name='village_sheet_posted_on')],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period_key', models.CharField(max_length=10, verbose_name='公开期')),
                ('kind', models.CharField(choices=[('question', '对公布内容有疑问、异议'), ('untrue', '反映公布的事项不真实'), ('late', '反映没有及时公布')], max_length=10, verbose_name='种类')),
                ('text', models.TextField(verbose_name='反映的内容')),
                ('raised_on', models.DateField(verbose_name='哪天提出')),
                ('name', models.CharField(blank=True, max_length=50, verbose_name='反映人')),
                ('result', models.CharField(blank=True, choices=[('explained', '已当面解释说明'), ('corrected', '情况属实，更正后重新公布'), ('ordered', '情况属实，已责令依法公布'), ('unfounded', '经核实情况不属实')], max_length=10, verbose_name='结果')),
                ('answer', models.TextField(blank=True, verbose_name='答复')),
                ('answered_on', models.DateField(null=True, verbose_name='答复日期')),
                ('entered_at', models.DateTimeField(verbose_name='录入时间')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='village_objections', to='organisations.organisation')),
                ('sheet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='villages.monthlyclose')),
            ],
            options={
                'verbose_name': '村民异议',
                'verbose_name_plural': '村民异议',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['organisation', 'period_key'], name='village_objection_period')],
            },
        ),
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('signed_sheet', '已签字的公开表'), ('posted_photo', '公开栏张贴照片')], max_length=20, verbose_name='种类')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('file', models.FileField(max_length=300, upload_to='villages/%Y/%m/', verbose_name='文件')),
                ('digest', models.CharField(max_length=64, verbose_name='文件摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='villages.monthlyclose')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '佐证',
                'verbose_name_plural': '佐证',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='RegimeRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('per', models.CharField(choices=[('month', '每月'), ('quarter', '每季度')], max_length=10, verbose_name='多久公布一次')),
                ('due_days', models.PositiveSmallIntegerField(verbose_name='期满后几天内公布')),
                ('posting_days', models.PositiveSmallIntegerField(verbose_name='至少张贴几天')),
                ('signers', models.JSONField(default=list, verbose_name='由谁签字')),
                ('telephone', models.CharField(blank=True, max_length=60, verbose_name='监督电话')),
                ('basis', models.CharField(max_length=200, verbose_name='依据')),
                ('valid_from', models.DateField(verbose_name='起用日期')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='用到哪一天')),
                ('decided_at', models.DateTimeField(verbose_name='设置时间')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='适用于（含下级）')),
            ],
            options={
                'verbose_name': '村务公开规定',
                'verbose_name_plural': '村务公开规定',
                'ordering': ['organisation__path', '-valid_from'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('organisation',), name='village_regime_once')],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=40, verbose_name='身份')),
                ('name', models.CharField(max_length=50, verbose_name='姓名')),
                ('signed_on', models.DateField(verbose_name='签字日期')),
                ('digest', models.CharField(max_length=64, verbose_name='所签内容摘要')),
                ('entered_at', models.DateTimeField(verbose_name='录入时间')),
                ('void_at', models.DateTimeField(null=True, verbose_name='作废时间')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proof', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='villages.proof', verbose_name='照片')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='villages.monthlyclose')),
            ],
            options={
                'verbose_name': '签字',
                'verbose_name_plural': '签字',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('void_at', None)), fields=('sheet', 'role'), name='village_signature_once')],
            },
        ),
    ]
