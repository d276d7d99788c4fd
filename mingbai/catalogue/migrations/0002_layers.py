import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('catalogue', '0001_initial'),
        ('organisations', '0002_second_factor_demand'),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('add', '增加事项'), ('alter', '修改事项'), ('retire', '停用事项'), ('overlay', '细化上级事项'), ('exclude', '标注不适用'), ('lift', '取消细化'), ('import', '成批导入')], max_length=20, verbose_name='类别')),
                ('values', models.JSONField(default=dict, verbose_name='新内容')),
                ('reason', models.CharField(max_length=300, verbose_name='理由')),
                ('effective_on', models.DateField(verbose_name='生效日期')),
                ('state', models.CharField(choices=[('draft', '起草中'), ('submitted', '待审核'), ('returned', '已退回'), ('approved', '已审定，未到生效日'), ('effective', '已生效'), ('filed', '已报备'), ('receipted', '已备案'), ('cancelled', '已作废')], default='draft', max_length=20, verbose_name='状态')),
                ('drafted_at', models.DateTimeField(verbose_name='起草时间')),
                ('reviewed_at', models.DateTimeField(null=True, verbose_name='审核时间')),
                ('review_note', models.CharField(blank=True, max_length=300, verbose_name='审核意见')),
                ('applied_at', models.DateTimeField(null=True, verbose_name='实际生效时间')),
                ('filed_at', models.DateTimeField(null=True, verbose_name='报备时间')),
                ('receipted_on', models.DateField(null=True, verbose_name='备案日期')),
                ('receipt_number', models.CharField(max_length=40, null=True, unique=True, verbose_name='备案号')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('filed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='catalogue.catalogueitem')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='catalogue_changes', to='organisations.organisation')),
                ('receipted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '目录变更',
                'verbose_name_plural': '目录变更',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', 'effective_on'], name='change_due')],
            },
        ),
        migrations.CreateModel(
            name='Column',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=40, unique=True, verbose_name='列名')),
                ('order', models.PositiveIntegerField(default=100, verbose_name='排序')),
                ('active', models.BooleanField(default=True, verbose_name='使用中')),
            ],
            options={
                'verbose_name': '地方增加的列',
                'verbose_name_plural': '地方增加的列',
                'ordering': ['order', 'title'],
            },
        ),
        migrations.CreateModel(
            name='Declined',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declined', to='catalogue.catalogueitem')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declined_holdings', to='organisations.organisation')),
            ],
            options={
                'verbose_name': '不采用的建议',
                'verbose_name_plural': '不采用的建议',
                'constraints': [models.UniqueConstraint(fields=('item', 'organisation'), name='declined_once')],
            },
        ),
        migrations.CreateModel(
            name='Holding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='列入日期')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='移出日期')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='catalogue.catalogueitem')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='organisations.organisation')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to=settings.AUTH_USER_MODEL, verbose_name='责任人')),
            ],
            options={
                'verbose_name': '本单位目录',
                'verbose_name_plural': '本单位目录',
                'ordering': ['organisation', 'item'],
                'indexes': [models.Index(fields=['organisation', 'valid_to'], name='holding_of_organisation')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('item', 'organisation'), name='holding_once')],
            },
        ),
        migrations.CreateModel(
            name='ListEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('power', '权责清单'), ('service', '公共服务清单')], max_length=20, verbose_name='清单')),
                ('code', models.CharField(max_length=60, verbose_name='事项编码')),
                ('name', models.CharField(max_length=200, verbose_name='事项名称')),
                ('category', models.CharField(blank=True, max_length=60, verbose_name='事项类别')),
                ('basis', models.TextField(blank=True, verbose_name='实施依据')),
                ('valid_from', models.DateField(verbose_name='列入日期')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='移出日期')),
                ('items', models.ManyToManyField(related_name='list_entries', to='catalogue.catalogueitem', verbose_name='对应的公开事项')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='list_entries', to='organisations.organisation')),
            ],
            options={
                'verbose_name': '清单事项',
                'verbose_name_plural': '清单事项',
                'ordering': ['organisation', 'kind', 'code'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('kind', 'organisation', 'code'), name='list_entry_once')],
            },
        ),
        migrations.CreateModel(
            name='Overlay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('applicable', models.BooleanField(default=True, verbose_name='适用')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='不适用的理由')),
                ('limit_text', models.CharField(blank=True, max_length=300, verbose_name='更严的时限')),
                ('limit', models.JSONField(blank=True, default=list, verbose_name='时限类型')),
                ('channel_list', models.JSONField(blank=True, default=list, verbose_name='增加的渠道')),
                ('extra', models.JSONField(blank=True, default=dict, verbose_name='地方增加的内容')),
                ('valid_from', models.DateField(verbose_name='生效日期')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='失效日期')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overlays', to='catalogue.catalogueitem')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overlays', to='organisations.organisation')),
            ],
            options={
                'verbose_name': '细化',
                'verbose_name_plural': '细化',
                'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('item', 'organisation'), name='overlay_once'), models.CheckConstraint(condition=models.Q(('applicable', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='not_applicable_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='起始日期')),
                ('content', models.JSONField(verbose_name='内容')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('change', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalogue.change')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalogue.catalogueitem')),
            ],
            options={
                'verbose_name': '事项历史',
                'verbose_name_plural': '事项历史',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='catalogueitem',
            name='channel_list',
            field=models.JSONField(blank=True, default=list, verbose_name='渠道清单'),
        ),
        migrations.AddField(
            model_name='catalogueitem',
            name='extra',
            field=models.JSONField(blank=True, default=dict, verbose_name='地方增加的内容'),
        ),
        migrations.AddField(
            model_name='catalogueitem',
            name='level3',
            field=models.CharField(blank=True, max_length=200, verbose_name='三级事项'),
        ),
        migrations.AddField(
            model_name='catalogueitem',
            name='limit',
            field=models.JSONField(blank=True, default=list, verbose_name='时限类型'),
        ),
        migrations.AddField(
            model_name='catalogueitem',
            name='mode',
            field=models.CharField(choices=[('proactive', '主动公开'), ('on_request', '依申请公开'), ('internal', '内部公开'), ('withheld', '不予公开（负面清单）')], default='proactive', max_length=20, verbose_name='公开方式'),
        ),
        migrations.AddField(
            model_name='catalogueitem',
            name='number',
            field=models.CharField(blank=True, max_length=20, verbose_name='序号'),
        ),
        migrations.AddField(
            model_name='catalogueitem',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='catalogue_items', to='organisations.organisation', verbose_name='增加单位'),
        ),
        migrations.AddField(
            model_name='catalogueitem',
            name='valid_from',
            field=models.DateField(blank=True, null=True, verbose_name='启用日期'),
        ),
        migrations.AddField(
            model_name='catalogueitem',
            name='valid_to',
            field=models.DateField(blank=True, null=True, verbose_name='停用日期'),
        ),
        migrations.AddField(
            model_name='catalogueitem',
            name='village_level',
            field=models.BooleanField(default=False, verbose_name='村级'),
        ),
        migrations.AlterField(
            model_name='catalogueitem',
            name='level1',
            field=models.CharField(max_length=100, verbose_name='一级事项'),
        ),
        migrations.AlterField(
            model_name='catalogueitem',
            name='level2',
            field=models.CharField(blank=True, max_length=200, verbose_name='二级事项'),
        ),
        migrations.AlterField(
            model_name='catalogueitem',
            name='township_level',
            field=models.BooleanField(default=True, verbose_name='乡级'),
        ),
        migrations.AddIndex(
            model_name='catalogueitem',
            index=models.Index(fields=['field', 'active'], name='item_of_field'),
        ),
    ]
