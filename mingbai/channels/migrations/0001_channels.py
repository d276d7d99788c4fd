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
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True, verbose_name='编号')),
                ('kind', models.CharField(choices=[('board', '公示栏'), ('screen', '电子屏'), ('loudspeaker', '大喇叭'), ('inquiry', '公开查阅点'), ('archives', '档案馆'), ('library', '图书馆'), ('hall', '政务服务中心（便民服务站）')], max_length=20, verbose_name='类别')),
                ('name', models.CharField(max_length=80, verbose_name='名称')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='在哪里')),
                ('telephone', models.CharField(blank=True, max_length=60, verbose_name='联系电话')),
                ('hours', models.CharField(blank=True, max_length=100, verbose_name='开放时间')),
                ('keeper', models.CharField(blank=True, max_length=50, verbose_name='管理人')),
                ('width_cm', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='宽（厘米）')),
                ('height_cm', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='高（厘米）')),
                ('sheets', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='能贴几张 A4')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('opened_on', models.DateField(verbose_name='启用日期')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='停用日期')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='organisations.organisation', verbose_name='管理单位')),
            ],
            options={
                'verbose_name': '公开场所',
                'verbose_name_plural': '公开场所',
                'ordering': ['organisation__path', 'kind', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('organisation', 'kind', 'name'), name='place_open_once')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version_number', models.PositiveIntegerField(verbose_name='公开版本号')),
                ('version_digest', models.CharField(max_length=64, verbose_name='公开内容摘要')),
                ('title', models.CharField(max_length=300, verbose_name='标题')),
                ('channel', models.CharField(choices=[('site', '政府网站'), ('board', '公示栏'), ('leaflet', '明白纸（入户）'), ('screen', '电子屏'), ('gazette', '政府公报'), ('wechat', '微信公众号'), ('weibo', '微博'), ('group', '村民微信群'), ('broadcast', '广播'), ('inquiry', '公开查阅点'), ('archives', '档案馆'), ('library', '图书馆'), ('hall', '政务服务中心'), ('other', '其他')], max_length=20, verbose_name='渠道')),
                ('outlet', models.CharField(blank=True, max_length=100, verbose_name='账号、报刊等')),
                ('state', models.CharField(choices=[('planned', '待办'), ('up', '公开中'), ('ended', '已结束'), ('cancelled', '已取消')], default='planned', max_length=10, verbose_name='状态')),
                ('planned_on', models.DateField(verbose_name='计划日期')),
                ('until', models.DateField(null=True, verbose_name='公开到')),
                ('least_until', models.DateField(null=True, verbose_name='至少公开到')),
                ('up_at', models.DateTimeField(null=True, verbose_name='公开时间')),
                ('up_name', models.CharField(blank=True, max_length=50, verbose_name='张贴（播出）人')),
                ('down_at', models.DateTimeField(null=True, verbose_name='结束时间')),
                ('down_name', models.CharField(blank=True, max_length=50, verbose_name='撤下人')),
                ('early_reason', models.CharField(blank=True, max_length=300, verbose_name='提前撤下的理由')),
                ('end_note', models.CharField(blank=True, max_length=300, verbose_name='结束说明')),
                ('planned_at', models.DateTimeField(verbose_name='安排时间')),
                ('down_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('information', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='disclosures.information')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='organisations.organisation', verbose_name='经办单位')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='channels.place', verbose_name='地点')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='channels.posting', verbose_name='替换')),
                ('up_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '张贴',
                'verbose_name_plural': '张贴',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('replace', '换成新版'), ('take_down', '撤下'), ('correct_out', '用同一渠道更正说明')], max_length=20, verbose_name='要做的事')),
                ('reason', models.CharField(max_length=500, verbose_name='原因')),
                ('version_number', models.PositiveIntegerField(default=0, verbose_name='要换成第几版')),
                ('made_at', models.DateTimeField(verbose_name='产生时间')),
                ('due_on', models.DateField(verbose_name='最迟')),
                ('state', models.CharField(choices=[('open', '待办'), ('done', '已办'), ('dropped', '说明不办')], default='open', max_length=10, verbose_name='状态')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='办结时间')),
                ('closed_note', models.CharField(blank=True, max_length=300, verbose_name='办结说明')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to='channels.posting')),
            ],
            options={
                'verbose_name': '渠道任务',
                'verbose_name_plural': '渠道任务',
                'ordering': ['due_on', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('posting',), name='job_of_posting_once'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='job_closed_at')],
            },
        ),
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(choices=[('up', '已公开'), ('down', '已撤下')], max_length=10, verbose_name='证明')),
                ('kind', models.CharField(choices=[('photo', '照片'), ('signature', '签字单'), ('broadcast_log', '播出记录'), ('receipt', '平台回执'), ('statement', '文字说明')], max_length=20, verbose_name='种类')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='文件名')),
                ('file', models.FileField(blank=True, max_length=300, upload_to='postings/%Y/%m/', verbose_name='文件')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='文件摘要')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='channels.posting')),
            ],
            options={
                'verbose_name': '张贴佐证',
                'verbose_name_plural': '张贴佐证',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Rendering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sheet', '张贴稿'), ('leaflet', '明白纸'), ('official', '公文版式'), ('screen', '电子屏画面'), ('wechat', '公众号推文'), ('weibo', '微博'), ('group', '村民群消息'), ('script', '广播稿')], max_length=20, verbose_name='种类')),
                ('version_number', models.PositiveIntegerField(verbose_name='公开版本号')),
                ('version_digest', models.CharField(max_length=64, verbose_name='公开内容摘要')),
                ('content', models.JSONField(default=dict, verbose_name='内容')),
                ('file', models.FileField(blank=True, max_length=300, upload_to='renderings/%Y/%m/', verbose_name='文件')),
                ('file_name', models.CharField(blank=True, max_length=200, verbose_name='文件名')),
                ('file_digest', models.CharField(blank=True, max_length=64, verbose_name='文件摘要')),
                ('state', models.CharField(choices=[('draft', '待预览'), ('confirmed', '已预览确认')], default='draft', max_length=10, verbose_name='状态')),
                ('made_at', models.DateTimeField(verbose_name='制作时间')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='确认时间')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('information', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renderings', to='disclosures.information')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '成稿',
                'verbose_name_plural': '成稿',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['information', 'kind'], name='rendering_of_record')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('state', 'draft')), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('state', 'confirmed')), _connector='OR'), name='rendering_confirmed_by')],
            },
        ),
        migrations.AddField(
            model_name='posting',
            name='rendering',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='channels.rendering', verbose_name='成稿'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(fields=['place', 'state'], name='posting_at_place'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(fields=['organisation', 'state', 'planned_on'], name='posting_to_do'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(fields=['channel', 'up_at'], name='posting_by_channel'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.UniqueConstraint(condition=models.Q(('channel__in', ['board', 'screen']), ('state__in', ['planned', 'up'])), fields=('information', 'channel', 'place', 'outlet'), name='posting_hangs_once'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['planned', 'cancelled']), ('up_at', None)), models.Q(('state__in', ['up', 'ended']), ('up_at__isnull', False)), _connector='OR'), name='posting_up_when_up'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ended'), ('down_at__isnull', False)), models.Q(models.Q(('state', 'ended'), _negated=True), ('down_at', None)), _connector='OR'), name='posting_down_when_ended'),
        ),
    ]
