import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('disclosures', '0006_found_by_digest'),
        ('organisations', '0003_foi_officer'),
    ]

    operations = [
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='查找摘要')),
                ('channel', models.CharField(choices=[('email', '电子邮件'), ('sms', '短信'), ('wechat', '微信')], max_length=10, verbose_name='方式')),
                ('sealed', models.TextField(verbose_name='地址（已加密）')),
                ('since', models.DateTimeField(verbose_name='最早登记时间')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='确认时间')),
                ('failures', models.PositiveSmallIntegerField(default=0, verbose_name='连续没有寄到的次数')),
                ('paused_at', models.DateTimeField(null=True, verbose_name='暂停时间')),
                ('opening', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='查看链接的摘要')),
                ('opening_until', models.DateTimeField(null=True, verbose_name='查看链接有效期')),
            ],
            options={
                'verbose_name': '订阅人',
                'verbose_name_plural': '订阅人',
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('organisation', '机构、村（社区）'), ('field', '领域'), ('theme', '主题'), ('column', '栏目'), ('record', '一条信息的变化'), ('search', '搜索的词')], max_length=12, verbose_name='订阅什么')),
                ('key', models.CharField(blank=True, max_length=100, verbose_name='键或者词')),
                ('below', models.BooleanField(default=False, verbose_name='含下级')),
                ('often', models.CharField(choices=[('at_once', '有新的就告诉我'), ('daily', '每天汇总一次'), ('weekly', '每周一汇总一次')], default='daily', max_length=10, verbose_name='多久一次')),
                ('asked_at', models.DateTimeField(db_index=True, verbose_name='提出时间')),
                ('token', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='确认链接的摘要')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='确认时间')),
                ('cursor', models.BigIntegerField(default=0, verbose_name='看到哪个版本')),
                ('looked_at', models.DateTimeField(null=True, verbose_name='看到什么时候')),
                ('next_at', models.DateTimeField(null=True, verbose_name='下次汇总时间')),
                ('known', models.CharField(blank=True, max_length=40, verbose_name='已告知的状态')),
                ('more', models.PositiveIntegerField(default=0, verbose_name='没有列出的条数')),
                ('information', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='disclosures.information')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('subscriber', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to='subscriptions.subscriber')),
            ],
            options={
                'verbose_name': '订阅',
                'verbose_name_plural': '订阅',
                'indexes': [models.Index(fields=['often', 'looked_at'], name='subscription_due')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('confirm', '请确认订阅'), ('open', '查看订阅的链接'), ('news', '新内容')], max_length=10, verbose_name='事由')),
                ('more', models.PositiveIntegerField(default=0, verbose_name='没有列出的条数')),
                ('state', models.CharField(choices=[('queued', '等待发送'), ('sending', '正在发送'), ('sent', '已发送'), ('recorded', '只作记录，没有发送'), ('failed', '没有发出')], default='queued', max_length=10, verbose_name='状态')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='次数')),
                ('created_at', models.DateTimeField(db_index=True, verbose_name='建立时间')),
                ('next_at', models.DateTimeField(verbose_name='下次发送时间')),
                ('taken_at', models.DateTimeField(null=True, verbose_name='开始发送时间')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='发出时间')),
                ('problem', models.CharField(blank=True, max_length=100, verbose_name='问题')),
                ('subscriber', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='subscriptions.subscriber')),
                ('subscription', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='subscriptions.subscription')),
            ],
            options={
                'verbose_name': '信',
                'verbose_name_plural': '信',
                'indexes': [models.Index(fields=['state', 'next_at'], name='letter_due')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('change', models.CharField(max_length=40, verbose_name='变化')),
                ('found_at', models.DateTimeField(db_index=True, verbose_name='发现时间')),
                ('information', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='disclosures.information')),
                ('letter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='items', to='subscriptions.letter')),
                ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='subscriptions.subscription')),
            ],
            options={
                'verbose_name': '告知的内容',
                'verbose_name_plural': '告知的内容',
                'indexes': [models.Index(condition=models.Q(('letter', None)), fields=['subscription'], name='item_waiting')],
                'constraints': [models.UniqueConstraint(fields=('subscription', 'information', 'change'), name='told_once')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='日期')),
                ('what', models.CharField(choices=[('asked', '提出订阅'), ('confirmed', '确认订阅'), ('lapsed', '没有确认，已清除'), ('ended', '退订'), ('erased', '清除全部'), ('sent', '发出信件'), ('recorded', '只作记录的信件'), ('failed', '没有发出的信件'), ('paused', '因寄不到而暂停的地址')], max_length=10, verbose_name='事项')),
                ('number', models.PositiveIntegerField(default=0, verbose_name='数量')),
            ],
            options={
                'verbose_name': '订阅数字',
                'verbose_name_plural': '订阅数字',
                'constraints': [models.UniqueConstraint(fields=('day', 'what'), name='subscriptions_tally_once')],
            },
        ),
        migrations.CreateModel(
            name='Try',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('ask', '填写订阅（按网络地址）'), ('letter', '要求寄信（按收信地址）')], max_length=10)),
                ('who', models.CharField(max_length=64)),
                ('at', models.DateTimeField(db_index=True)),
            ],
            options={
                'verbose_name': '限次记录',
                'verbose_name_plural': '限次记录',
                'indexes': [models.Index(fields=['what', 'who', 'at'], name='subscriptions_try_of')],
            },
        ),
    ]
