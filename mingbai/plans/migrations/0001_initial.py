import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organisations', '0002_second_factor_demand'),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='标题')),
                ('issuer', models.CharField(blank=True, max_length=200, verbose_name='文件里的发文单位')),
                ('year', models.PositiveIntegerField(blank=True, null=True, verbose_name='年度')),
                ('state', models.CharField(choices=[('read', '待核对'), ('confirmed', '已确认'), ('closed', '已办结'), ('cancelled', '已作废')], default='read', max_length=20, verbose_name='状态')),
                ('ended_because', models.CharField(blank=True, max_length=300, verbose_name='办结或作废说明')),
                ('file_name', models.CharField(max_length=200, verbose_name='文件名')),
                ('original', models.FileField(max_length=300, upload_to='plans/%Y/%m/', verbose_name='原件')),
                ('digest', models.CharField(max_length=64, verbose_name='原件摘要')),
                ('text_digest', models.CharField(db_index=True, max_length=64, verbose_name='文字摘要')),
                ('text', models.TextField(blank=True, verbose_name='文字内容')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='确认时间')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='organisations.organisation', verbose_name='录入单位')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '计划',
                'verbose_name_plural': '计划',
                'ordering': ['-uploaded_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['confirmed', 'closed']), _negated=True), ('confirmed_at__isnull', False), _connector='OR'), name='plan_confirmed_with_time')],
            },
        ),
        migrations.CreateModel(
            name='PlanTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(verbose_name='顺序')),
                ('path', models.CharField(blank=True, max_length=60, verbose_name='序号')),
                ('headings', models.JSONField(default=list, verbose_name='所在标题')),
                ('text', models.TextField(verbose_name='任务内容')),
                ('source', models.TextField(blank=True, verbose_name='原文')),
                ('lead_text', models.JSONField(blank=True, default=list, verbose_name='牵头单位')),
                ('support_text', models.JSONField(blank=True, default=list, verbose_name='配合单位')),
                ('deadline_text', models.CharField(blank=True, max_length=100, verbose_name='时限（原文）')),
                ('deadline_on', models.DateField(blank=True, null=True, verbose_name='办结日期')),
                ('frequency_text', models.CharField(blank=True, max_length=100, verbose_name='频次（原文）')),
                ('times', models.PositiveIntegerField(blank=True, null=True, verbose_name='次数')),
                ('per', models.CharField(blank=True, choices=[('day', '每天'), ('week', '每周'), ('month', '每月'), ('quarter', '每季度'), ('half_year', '每半年'), ('year', '每年'), ('event', '每次发生时')], max_length=20, verbose_name='周期')),
                ('at_least', models.BooleanField(default=False, verbose_name='是最低次数')),
                ('quantities', models.JSONField(blank=True, default=list, verbose_name='数量要求')),
                ('modality', models.CharField(choices=[('must', '必须做'), ('should', '应当、可以做'), ('must_not', '不得做')], default='must', max_length=20, verbose_name='要求程度')),
                ('state', models.CharField(choices=[('proposed', '待核对'), ('confirmed', '已确认'), ('dropped', '不作为任务')], default='proposed', max_length=20, verbose_name='状态')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='不作为任务的理由')),
                ('checked_at', models.DateTimeField(null=True, verbose_name='核对时间')),
                ('proposed', models.JSONField(default=dict, verbose_name='系统读出的内容')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('joined_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='plans.plantask')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plan_tasks', to=settings.AUTH_USER_MODEL, verbose_name='责任人')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='plans.plan')),
                ('split_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='plans.plantask')),
            ],
            options={
                'verbose_name': '计划任务',
                'verbose_name_plural': '计划任务',
                'ordering': ['plan', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TaskUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', '牵头'), ('support', '配合')], max_length=20, verbose_name='分工')),
                ('printed', models.CharField(max_length=100, verbose_name='原文')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='plans.plantask')),
            ],
            options={
                'verbose_name': '任务单位',
                'verbose_name_plural': '任务单位',
                'ordering': ['task', 'role', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('task', 'role', 'printed', 'organisation'), name='task_unit_once')],
            },
        ),
        migrations.AddField(
            model_name='plantask',
            name='organisations',
            field=models.ManyToManyField(related_name='plan_tasks', through='plans.TaskUnit', to='organisations.organisation'),
        ),
        migrations.CreateModel(
            name='UnitChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('printed', models.CharField(max_length=100, verbose_name='原文')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='plans.plan')),
            ],
            options={
                'verbose_name': '单位对照',
                'verbose_name_plural': '单位对照',
                'constraints': [models.UniqueConstraint(fields=('plan', 'printed'), name='unit_choice_once')],
            },
        ),
        migrations.AddIndex(
            model_name='plantask',
            index=models.Index(fields=['plan', 'state', 'order'], name='plan_task_of_plan'),
        ),
        migrations.AddConstraint(
            model_name='plantask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='plan_task_dropped_with_reason'),
        ),
    ]
