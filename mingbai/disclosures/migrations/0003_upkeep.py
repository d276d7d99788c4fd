import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('catalogue', '0002_layers'),
        ('disclosures', '0002_kept_files'),
        ('organisations', '0002_second_factor_demand'),
    ]

    operations = [
        migrations.CreateModel(
            name='GroundWatch',
            fields=[
                ('ground', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='catalogue.ground')),
                ('digest', models.CharField(max_length=64)),
            ],
        ),
        migrations.AlterField(
            model_name='relation',
            name='kind',
            field=models.CharField(choices=[('amends', '修改'), ('repeals', '废止'), ('interprets', '解读'), ('based_on', '依据'), ('ends', '宣布失效')], max_length=20, verbose_name='关系'),
        ),
        migrations.CreateModel(
            name='CleanUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='名称')),
                ('year', models.PositiveIntegerField(verbose_name='年度')),
                ('written_before', models.DateField(verbose_name='成文日期早于')),
                ('state', models.CharField(choices=[('open', '逐件提出意见'), ('decided', '已全部确定，待公布'), ('published', '已公布'), ('closed', '已结束'), ('cancelled', '已取消')], default='open', max_length=10, verbose_name='状态')),
                ('published_at', models.DateTimeField(null=True, verbose_name='公布时间')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='清单被撤回的时间')),
                ('closing_note', models.CharField(blank=True, max_length=300, verbose_name='结束说明')),
                ('created_at', models.DateTimeField(verbose_name='发起时间')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发起人')),
                ('genres', models.ManyToManyField(related_name='+', to='catalogue.genre', verbose_name='清理哪些体裁')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clean_ups', to='organisations.organisation', verbose_name='组织单位')),
                ('organisations', models.ManyToManyField(related_name='+', to='organisations.organisation', verbose_name='清理哪些单位的文件')),
                ('result', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clean_ups', to='disclosures.information', verbose_name='结果清单')),
            ],
            options={
                'verbose_name': '文件清理',
                'verbose_name_plural': '文件清理',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='事项名称')),
                ('state', models.CharField(choices=[('open', '办理中'), ('closed', '已办完')], default='open', max_length=10, verbose_name='状态')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('waived', models.JSONField(default=dict, help_text='环节 → 理由', verbose_name='不涉及的公开环节')),
                ('created_at', models.DateTimeField(verbose_name='建立时间')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='建立人')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='organisations.organisation', verbose_name='单位')),
            ],
            options={
                'verbose_name': '五公开事项',
                'verbose_name_plural': '五公开事项',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='EvaluationCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='理由')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提出人')),
                ('information', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluation_calls', to='disclosures.information')),
            ],
            options={
                'verbose_name': '要求评估',
                'verbose_name_plural': '要求评估',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='GroundChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='变化')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('ground', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='catalogue.ground', verbose_name='事由')),
            ],
            options={
                'verbose_name': '事由变化',
                'verbose_name_plural': '事由变化',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='主题')),
                ('from_year', models.PositiveIntegerField(verbose_name='起始年度')),
                ('to_year', models.PositiveIntegerField(blank=True, null=True, verbose_name='截止年度')),
                ('created_at', models.DateTimeField(verbose_name='建立时间')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='建立人')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='organisations.organisation', verbose_name='单位')),
            ],
            options={
                'verbose_name': '重点任务主题',
                'verbose_name_plural': '重点任务主题',
                'ordering': ['-from_year', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('name', 'organisation', 'from_year'), name='topic_once'), models.UniqueConstraint(condition=models.Q(('organisation', None)), fields=('name', 'from_year'), name='topic_once_for_county')],
            },
        ),
        migrations.CreateModel(
            name='TopicTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='标注时间')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='取消时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='标注人')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='取消人')),
                ('information', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topic_tags', to='disclosures.information')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tags', to='disclosures.topic')),
            ],
            options={
                'verbose_name': '主题标注',
                'verbose_name_plural': '主题标注',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('topic', 'information'), name='topic_tag_once')],
            },
        ),
        migrations.CreateModel(
            name='UpkeepRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('active_from', models.DateField(unique=True, verbose_name='启用日期')),
                ('months', models.PositiveIntegerField(verbose_name='定期评估周期（月）')),
                ('notice_days', models.PositiveIntegerField(verbose_name='提前提醒（天）')),
                ('slot_days', models.PositiveIntegerField(verbose_name='五公开缺项提醒（天）')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('set_at', models.DateTimeField(verbose_name='设置时间')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='设置人')),
            ],
            options={
                'verbose_name': '评估周期',
                'verbose_name_plural': '评估周期',
                'ordering': ['-active_from'],
            },
        ),
        migrations.CreateModel(
            name='CleanUpItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposal', models.CharField(blank=True, choices=[('keep', '继续有效'), ('amend', '拟修改'), ('repeal', '废止'), ('expired', '宣布失效')], max_length=10, verbose_name='意见')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                ('proposed_at', models.DateTimeField(null=True, verbose_name='提出时间')),
                ('decision', models.CharField(blank=True, choices=[('keep', '继续有效'), ('amend', '拟修改'), ('repeal', '废止'), ('expired', '宣布失效')], max_length=10, verbose_name='决定')),
                ('decision_reason', models.CharField(blank=True, max_length=300, verbose_name='决定理由')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='决定时间')),
                ('applied_at', models.DateTimeField(null=True, verbose_name='生效时间')),
                ('applied_note', models.CharField(blank=True, max_length=200, verbose_name='生效情况')),
                ('clean_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='disclosures.cleanup')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='决定人')),
                ('information', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clean_up_items', to='disclosures.information')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提出人')),
            ],
            options={
                'verbose_name': '清理的文件',
                'verbose_name_plural': '清理的文件',
                'ordering': ['information__organisation__path', 'information__written_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('clean_up', 'information'), name='clean_up_item_once'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='clean_up_four_eyes')],
            },
        ),
        migrations.CreateModel(
            name='DossierEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.CharField(choices=[('decision', '决策公开'), ('execution', '执行公开'), ('management', '管理公开'), ('service', '服务公开'), ('result', '结果公开')], max_length=12, verbose_name='公开环节')),
                ('phase', models.CharField(choices=[('before', '事前'), ('during', '事中'), ('after', '事后')], max_length=8, verbose_name='阶段')),
                ('at', models.DateTimeField(verbose_name='放入时间')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='移出时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='放入人')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='disclosures.dossier')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='移出人')),
                ('information', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossier_entries', to='disclosures.information')),
            ],
            options={
                'verbose_name': '事项中的信息',
                'verbose_name_plural': '事项中的信息',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('dossier', 'information', 'slot'), name='dossier_entry_once')],
            },
        ),
        migrations.CreateModel(
            name='ElementAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, verbose_name='要素编号')),
                ('label', models.CharField(max_length=200, verbose_name='要素')),
                ('kind', models.CharField(choices=[('passage', '正文里的一段话'), ('attachment', '附件'), ('not_applicable', '不适用')], max_length=16, verbose_name='在哪里')),
                ('quote', models.CharField(blank=True, max_length=500, verbose_name='原文')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='不适用的理由')),
                ('at', models.DateTimeField(verbose_name='确认时间')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='被替换的时间')),
                ('attachment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='disclosures.attachment')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='确认人')),
                ('information', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='element_answers', to='disclosures.information')),
            ],
            options={
                'verbose_name': '要素对应',
                'verbose_name_plural': '要素对应',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('information', 'key'), name='element_answer_once')],
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('keep', '继续不主动公开'), ('release', '转为主动公开'), ('partly', '区分处理后公开一部分')], max_length=10, verbose_name='结论')),
                ('reason', models.CharField(max_length=500, verbose_name='理由')),
                ('checklist', models.JSONField(default=dict, verbose_name='逐项判断')),
                ('next_on', models.DateField(verbose_name='下次评估日期')),
                ('digest', models.CharField(max_length=64, verbose_name='所评内容摘要')),
                ('state', models.CharField(choices=[('proposed', '等待第二人确定'), ('confirmed', '已确定'), ('rejected', '未通过，需重新评估')], default='proposed', max_length=10, verbose_name='状态')),
                ('proposed_at', models.DateTimeField(verbose_name='评估时间')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='确定时间')),
                ('decision_note', models.CharField(blank=True, max_length=300, verbose_name='确定意见')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='确定人')),
                ('ground', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.ground')),
                ('information', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='disclosures.information')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='评估人')),
            ],
            options={
                'verbose_name': '定期评估',
                'verbose_name_plural': '定期评估',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('information',), name='evaluation_pending_once'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='evaluation_four_eyes')],
            },
        ),
        migrations.CreateModel(
            name='InternalOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='版本号')),
                ('at', models.DateTimeField(verbose_name='打开时间')),
                ('information', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='disclosures.information')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='读者')),
            ],
            options={
                'verbose_name': '内部公开已读',
                'verbose_name_plural': '内部公开已读',
                'constraints': [models.UniqueConstraint(fields=('information', 'number', 'user'), name='opening_once')],
            },
        ),
    ]
