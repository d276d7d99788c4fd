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
            name='Limit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, unique=True, verbose_name='代号')),
                ('order', models.PositiveSmallIntegerField(default=1000, verbose_name='排序')),
            ],
            options={
                'verbose_name': '时限',
                'verbose_name_plural': '时限',
                'ordering': ['order', 'key'],
            },
        ),
        migrations.CreateModel(
            name='Stamp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=32)),
            ],
            options={
                'verbose_name': '日历版本',
                'verbose_name_plural': '日历版本',
            },
        ),
        migrations.CreateModel(
            name='LimitVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='从哪一天起')),
                ('name', models.CharField(max_length=100, verbose_name='事项')),
                ('number', models.PositiveIntegerField(verbose_name='数')),
                ('unit', models.CharField(choices=[('working_day', '工作日'), ('calendar_day', '自然日'), ('month', '月'), ('hour', '小时'), ('times', '每一期多少次')], max_length=20, verbose_name='单位')),
                ('sense', models.CharField(choices=[('within', '期限以内办理'), ('at_least', '不少于这么久（或这么多次）'), ('before', '提前这么久')], default='within', max_length=10, verbose_name='含义')),
                ('from_event', models.CharField(max_length=40, verbose_name='起算事件代号')),
                ('from_label', models.CharField(max_length=100, verbose_name='从什么时候起算')),
                ('count_first_day', models.BooleanField(default=False, verbose_name='当日计入')),
                ('shift', models.BooleanField(default=True, verbose_name='最后一天是休息日时顺延')),
                ('per', models.CharField(blank=True, choices=[('day', '每天'), ('week', '每周'), ('month', '每月'), ('quarter', '每季度'), ('half_year', '每半年'), ('year', '每年')], max_length=10, verbose_name='周期')),
                ('month', models.PositiveSmallIntegerField(default=0, verbose_name='周期中的第几个月')),
                ('day', models.PositiveSmallIntegerField(default=0, verbose_name='当月几日')),
                ('article', models.CharField(max_length=200, verbose_name='依据条款')),
                ('quote', models.TextField(blank=True, verbose_name='依据内容')),
                ('note', models.TextField(blank=True, verbose_name='说明')),
                ('certainty', models.CharField(choices=[('text', '已核对原文'), ('retold', '据转述，未核对原文'), ('local', '地方做法，不是全国规定'), ('memory', '尚未核对，使用前请核对'), ('own', '本县自定')], max_length=10, verbose_name='依据核对情况')),
                ('events', models.JSONField(blank=True, default=list, verbose_name='中途事件')),
                ('reason', models.CharField(max_length=300, verbose_name='修改原因')),
                ('recorded_at', models.DateTimeField(verbose_name='修改时间')),
                ('limit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='timelimits.limit')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='修改人')),
            ],
            options={
                'verbose_name': '时限的版本',
                'verbose_name_plural': '时限的版本',
                'ordering': ['limit', 'valid_from', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                ('text', models.TextField(blank=True, verbose_name='通知原文')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='来源')),
                ('covers_year', models.BooleanField(default=True, verbose_name='全年安排齐全')),
                ('entered_at', models.DateTimeField(verbose_name='录入时间')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
            ],
            options={
                'verbose_name': '放假通知',
                'verbose_name_plural': '放假通知',
                'indexes': [models.Index(fields=['year', '-id'], name='notice_of_year')],
            },
        ),
        migrations.CreateModel(
            name='NoticeDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='日期')),
                ('off', models.BooleanField(verbose_name='放假')),
                ('name', models.CharField(blank=True, max_length=40, verbose_name='节日')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='timelimits.notice')),
            ],
            options={
                'verbose_name': '放假通知中的日子',
                'verbose_name_plural': '放假通知中的日子',
                'ordering': ['date'],
                'constraints': [models.UniqueConstraint(fields=('notice', 'date'), name='notice_day_once')],
            },
        ),
        migrations.CreateModel(
            name='LocalHoliday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='节日名称')),
                ('first_day', models.DateField(verbose_name='第一天')),
                ('last_day', models.DateField(verbose_name='最后一天')),
                ('basis', models.CharField(max_length=200, verbose_name='依据')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='取消时间')),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='取消原因')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='适用机构（含下级）')),
            ],
            options={
                'verbose_name': '地方节日',
                'verbose_name_plural': '地方节日',
                'ordering': ['first_day', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='local_holiday_ends_after_start')],
            },
        ),
    ]
