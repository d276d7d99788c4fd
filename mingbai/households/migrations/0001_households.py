import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('disclosures', '0006_found_by_digest'),
        ('organisations', '0003_foi_officer'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40, unique=True, verbose_name='代号')),
                ('name', models.CharField(max_length=40, unique=True, verbose_name='名称')),
                ('retired_at', models.DateTimeField(null=True, verbose_name='停用时间')),
            ],
            options={
                'verbose_name': '到户名单种类',
                'verbose_name_plural': '到户名单种类',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='KindVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='第几版')),
                ('content', models.JSONField(verbose_name='内容')),
                ('at', models.DateTimeField(verbose_name='设置时间')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='households.listkind')),
            ],
            options={
                'verbose_name': '到户名单种类的版本',
                'verbose_name_plural': '到户名单种类的版本',
                'ordering': ['kind', '-number'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'number'), name='household_kind_version_once')],
            },
        ),
        migrations.CreateModel(
            name='HouseholdList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period_key', models.CharField(max_length=10, verbose_name='哪一期')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='第几版')),
                ('state', models.CharField(choices=[('draft', '待核对'), ('checked', '已核对，待签发'), ('approved', '已签发，待公示'), ('posted', '公示中'), ('stopped', '有异议，暂停公示'), ('ended', '公示结束'), ('corrected', '已更正，另有新版'), ('withdrawn', '已撤下')], default='draft', max_length=10, verbose_name='状态')),
                ('telephone', models.CharField(blank=True, max_length=60, verbose_name='咨询电话')),
                ('complaints', models.CharField(blank=True, max_length=60, verbose_name='监督电话')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='更正、退回、撤下的理由')),
                ('totals', models.JSONField(default=list, verbose_name='合计')),
                ('created_at', models.DateTimeField(verbose_name='建立时间')),
                ('entered_at', models.DateTimeField(null=True, verbose_name='导入时间')),
                ('checked_at', models.DateTimeField(null=True, verbose_name='核对时间')),
                ('approved_at', models.DateTimeField(null=True, verbose_name='签发时间')),
                ('posted_on', models.DateField(null=True, verbose_name='公示开始')),
                ('wanted_until', models.DateField(null=True, verbose_name='至少公示到')),
                ('ended_on', models.DateField(null=True, verbose_name='公示结束')),
                ('erased_at', models.DateTimeField(null=True, verbose_name='明细清除时间')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='哪里的名单')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('information', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='household_lists', to='disclosures.information', verbose_name='公开的合计信息')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='经办单位')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='households.householdlist')),
                ('rules', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lists', to='households.kindversion', verbose_name='种类')),
            ],
            options={
                'verbose_name': '到户名单',
                'verbose_name_plural': '到户名单',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', 'posted_on'], name='household_list_state'), models.Index(fields=['organisation', 'state'], name='household_list_of')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['posted', 'stopped', 'ended']), _negated=True), ('posted_on__isnull', False), _connector='OR'), name='household_posted_on'), models.CheckConstraint(condition=models.Q(models.Q(('approved_by', None), models.Q(('approved_by', models.F('entered_by')), _negated=True), _connector='OR'), models.Q(('checked_by', None), models.Q(('checked_by', models.F('entered_by')), _negated=True), _connector='OR')), name='household_four_eyes')],
            },
        ),
        migrations.CreateModel(
            name='MarkedCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.BinaryField()),
                ('problems', models.PositiveIntegerField(verbose_name='错误数')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('list', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='marked', to='households.householdlist')),
            ],
            options={
                'verbose_name': '标出错误的表格',
                'verbose_name_plural': '标出错误的表格',
            },
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stopped_on', models.DateField(verbose_name='暂停')),
                ('resumed_on', models.DateField(null=True, verbose_name='继续')),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='households.householdlist')),
            ],
            options={
                'verbose_name': '公示暂停',
                'verbose_name_plural': '公示暂停',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('resumed_on', None)), fields=('list',), name='household_paused_once')],
            },
        ),
        migrations.CreateModel(
            name='Row',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='第几行')),
                ('group', models.CharField(blank=True, max_length=20, verbose_name='组')),
                ('sealed', models.TextField()),
                ('identity', models.CharField(db_index=True, max_length=64)),
                ('code', models.CharField(blank=True, db_index=True, max_length=64)),
                ('code_at', models.DateTimeField(null=True, verbose_name='印查询码的时间')),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='households.householdlist')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='村（社区）')),
            ],
            options={
                'verbose_name': '到户明细',
                'verbose_name_plural': '到户明细',
                'ordering': ['list', 'number'],
                'indexes': [models.Index(fields=['list', 'village', 'group', 'number'], name='household_row_of')],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('amount', '金额、数量不对'), ('not_due', '不该有的在名单里'), ('left_out', '该有的漏报了'), ('other', '其他')], max_length=10, verbose_name='哪一类')),
                ('way', models.CharField(choices=[('web', '网上'), ('own', '本户用查询码'), ('oral', '口头、电话'), ('letter', '书面')], max_length=10, verbose_name='怎样提出')),
                ('sealed', models.TextField(blank=True)),
                ('has_contact', models.BooleanField(default=False, verbose_name='留了姓名或者联系方式')),
                ('state', models.CharField(choices=[('open', '正在核查'), ('upheld', '情况属实，名单要更正'), ('dismissed', '经核查，名单没有错')], default='open', max_length=10, verbose_name='状态')),
                ('code', models.CharField(max_length=64, unique=True)),
                ('key', models.CharField(max_length=64, unique=True)),
                ('received_on', models.DateField(verbose_name='收到')),
                ('entered_at', models.DateTimeField(verbose_name='登记时间')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='办结时间')),
                ('answer', models.TextField(blank=True, verbose_name='答复')),
                ('told_at', models.DateTimeField(null=True, verbose_name='告知时间')),
                ('erased_at', models.DateTimeField(null=True, verbose_name='内容清除时间')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='households.householdlist', verbose_name='名单')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='办理单位')),
                ('row', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='objections', to='households.row', verbose_name='本户')),
            ],
            options={
                'verbose_name': '到户名单异议',
                'verbose_name_plural': '到户名单异议',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['organisation', 'state'], name='household_objection_of')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='household_decided_at')],
            },
        ),
        migrations.CreateModel(
            name='Try',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(max_length=64)),
                ('at', models.DateTimeField(db_index=True)),
                ('what', models.CharField(choices=[('object', '提异议'), ('address', '查询码没有对上'), ('code', '同一个查询码没有对上')], max_length=8)),
            ],
            options={
                'verbose_name': '限次记录',
                'verbose_name_plural': '限次记录',
                'indexes': [models.Index(fields=['what', 'who', 'at'], name='household_try_of')],
            },
        ),
    ]
