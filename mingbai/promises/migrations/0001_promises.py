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
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('number', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('kind', models.CharField(choices=[('project', '民生实事'), ('goal', '年度工作目标')], default='project', max_length=10, verbose_name='种类')),
                ('title', models.CharField(max_length=200, verbose_name='名称')),
                ('responsible_person', models.CharField(blank=True, max_length=50, verbose_name='责任人')),
                ('target_text', models.TextField(verbose_name='目标')),
                ('target_number', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='目标数')),
                ('target_unit', models.CharField(blank=True, max_length=20, verbose_name='单位')),
                ('due_on', models.DateField(verbose_name='完成期限')),
                ('state', models.CharField(choices=[('running', '正在办理'), ('fulfilled', '已完成'), ('partly', '部分完成'), ('missed', '未完成'), ('changed', '目标已调整，正在办理')], default='running', max_length=10, verbose_name='状态')),
                ('state_note', models.CharField(blank=True, max_length=300, verbose_name='状态说明')),
                ('settled_on', models.DateField(null=True, verbose_name='办结日期')),
                ('entered_at', models.DateTimeField(verbose_name='录入时间')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='核对时间')),
                ('cancelled_at', models.DateTimeField(null=True, verbose_name='作废时间')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='作废原因')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='organisations.organisation', verbose_name='作出承诺的单位')),
                ('responsible', models.ManyToManyField(related_name='responsible_for_promises', to='organisations.organisation', verbose_name='责任单位')),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='disclosures.information', verbose_name='出处')),
            ],
            options={
                'verbose_name': '年度承诺',
                'verbose_name_plural': '年度承诺',
                'ordering': ['-year', 'organisation__path', 'number'],
                'indexes': [models.Index(fields=['year', 'organisation'], name='promise_of_year')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at', None)), fields=('organisation', 'year', 'number'), name='promise_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='日期')),
                ('percent', models.PositiveSmallIntegerField(verbose_name='完成百分比')),
                ('number', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='完成数')),
                ('text', models.TextField(verbose_name='进展情况')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='变少的原因')),
                ('file', models.FileField(blank=True, max_length=300, upload_to='promises/%Y/%m/', verbose_name='佐证材料')),
                ('file_name', models.CharField(blank=True, max_length=200, verbose_name='文件名')),
                ('file_digest', models.CharField(blank=True, max_length=64, verbose_name='文件摘要')),
                ('entered_at', models.DateTimeField(verbose_name='录入时间')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='核对时间')),
                ('cancelled_at', models.DateTimeField(null=True, verbose_name='作废时间')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='作废原因')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.ManyToManyField(related_name='proves_progress', to='disclosures.information', verbose_name='佐证信息')),
                ('promise', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='promises.promise')),
            ],
            options={
                'verbose_name': '进展',
                'verbose_name_plural': '进展',
                'ordering': ['-on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='progress_percent')],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='调整日期')),
                ('reason', models.CharField(max_length=300, verbose_name='调整原因')),
                ('before_text', models.TextField(verbose_name='原目标')),
                ('before_number', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='原目标数')),
                ('before_unit', models.CharField(blank=True, max_length=20, verbose_name='原单位')),
                ('before_due_on', models.DateField(verbose_name='原期限')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('promise', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='promises.promise')),
            ],
            options={
                'verbose_name': '目标调整',
                'verbose_name_plural': '目标调整',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField(verbose_name='分数')),
                ('comment', models.CharField(blank=True, max_length=200, verbose_name='意见')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('browser', models.CharField(max_length=64)),
                ('origin', models.CharField(max_length=64)),
                ('hidden_at', models.DateTimeField(null=True, verbose_name='意见屏蔽时间')),
                ('hide_reason', models.CharField(blank=True, max_length=200, verbose_name='屏蔽原因')),
                ('hidden_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('promise', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='promises.promise')),
            ],
            options={
                'verbose_name': '群众评价',
                'verbose_name_plural': '群众评价',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['origin', 'at'], name='rating_origin')],
                'constraints': [models.UniqueConstraint(fields=('promise', 'browser'), name='rating_once'), models.CheckConstraint(condition=models.Q(('score__gte', 1), ('score__lte', 5)), name='rating_score')],
            },
        ),
    ]
