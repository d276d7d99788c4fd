import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('channels', '0001_channels'),
        ('organisations', '0003_foi_officer'),
        ('registers', '0001_registers'),
    ]

    operations = [
        migrations.CreateModel(
            name='GroupChat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='群名称')),
                ('keeper', models.CharField(blank=True, max_length=50, verbose_name='管群的人')),
                ('opened_on', models.DateField(verbose_name='登记日期')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='停用日期')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_chats', to='organisations.organisation', verbose_name='管理单位')),
            ],
            options={
                'verbose_name': '村民群',
                'verbose_name_plural': '村民群',
                'ordering': ['organisation__path', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('organisation', 'name'), name='group_chat_once')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('first', '发布'), ('correction', '更正'), ('deletion', '删除')], max_length=12, verbose_name='用途')),
                ('variant', models.CharField(blank=True, max_length=10, verbose_name='用哪一种')),
                ('text', models.TextField(blank=True, verbose_name='说明文字')),
                ('state', models.CharField(choices=[('draft', '待送发'), ('queued', '已同意送发'), ('sending', '正在发送'), ('sent', '平台已受理'), ('unclear', '请人工核对'), ('failed', '没有发出'), ('confirmed', '已核对'), ('cancelled', '已取消')], default='draft', max_length=10, verbose_name='状态')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='原因')),
                ('receipt', models.JSONField(blank=True, default=dict, verbose_name='平台回执')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='网址')),
                ('out_at', models.DateTimeField(null=True, verbose_name='发出时间')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='试了几次')),
                ('not_before', models.DateTimeField(null=True, verbose_name='最早什么时候再试')),
                ('sending_since', models.DateTimeField(null=True, verbose_name='开始发送')),
                ('made_at', models.DateTimeField(verbose_name='建立时间')),
                ('released_at', models.DateTimeField(null=True, verbose_name='同意送发时间')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='核对时间')),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='registers.mediaaccount', verbose_name='账号')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='outbox.groupchat', verbose_name='村民群')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outbox_messages', to='organisations.organisation', verbose_name='账号单位')),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='channels.posting')),
                ('released_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rendering', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='channels.rendering', verbose_name='成稿')),
            ],
            options={
                'verbose_name': '新媒体消息',
                'verbose_name_plural': '新媒体消息',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', 'not_before'], name='message_due'), models.Index(fields=['organisation', 'state'], name='message_of_org')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'queued', 'sending', 'sent', 'unclear', 'failed'))), fields=('posting',), name='message_of_posting_once'), models.CheckConstraint(condition=models.Q(models.Q(('account__isnull', False), ('group', None)), models.Q(('account', None), ('group__isnull', False)), _connector='OR'), name='message_to_one_outlet'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('state', 'confirmed')), models.Q(models.Q(('state', 'confirmed'), _negated=True), ('confirmed_at', None)), _connector='OR'), name='message_confirmed_by')],
            },
        ),
    ]
