import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_sign_in'),
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='notice_preference', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('channels', models.JSONField(default=list, verbose_name='渠道')),
                ('urgent_only', models.BooleanField(default=False, verbose_name='只发紧急的')),
                ('address', models.EmailField(blank=True, max_length=254, verbose_name='接收邮箱')),
            ],
            options={
                'verbose_name': '提醒方式',
                'verbose_name_plural': '提醒方式',
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500, verbose_name='内容')),
                ('link', models.CharField(blank=True, max_length=300, verbose_name='链接')),
                ('key', models.CharField(max_length=160, verbose_name='事由')),
                ('urgent', models.BooleanField(default=False, verbose_name='紧急')),
                ('created_at', models.DateTimeField(verbose_name='时间')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='阅读时间')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '提醒',
                'verbose_name_plural': '提醒',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('read_at', None)), fields=['user'], name='notice_unread'), models.Index(fields=['user', '-created_at'], name='notice_of_user')],
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='notice_once')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('email', '电子邮件'), ('sms', '短信'), ('wechat', '微信')], max_length=10, verbose_name='渠道')),
                ('state', models.CharField(choices=[('queued', '等待发送'), ('sending', '正在发送'), ('sent', '已发送'), ('recorded', '只作记录，没有发送'), ('failed', '没有发出')], default='queued', max_length=10, verbose_name='状态')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='次数')),
                ('next_at', models.DateTimeField(verbose_name='下次发送时间')),
                ('taken_at', models.DateTimeField(blank=True, null=True, verbose_name='开始发送时间')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='发出时间')),
                ('last_error', models.CharField(blank=True, max_length=300, verbose_name='问题')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notifications.notice')),
            ],
            options={
                'verbose_name': '发送',
                'verbose_name_plural': '发送',
                'indexes': [models.Index(fields=['state', 'next_at'], name='delivery_due')],
                'constraints': [models.UniqueConstraint(fields=('notice', 'channel'), name='delivery_once')],
            },
        ),
    ]
