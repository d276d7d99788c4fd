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
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                ('number', models.PositiveSmallIntegerField(verbose_name='期号')),
                ('total_number', models.PositiveIntegerField(verbose_name='总期号')),
                ('origin', models.CharField(choices=[('composed', '在本平台编印'), ('imported', '以前的各期，补录')], default='composed', max_length=10, verbose_name='来源')),
                ('state', models.CharField(choices=[('drafting', '编辑中'), ('frozen', '已定稿，待出版'), ('issued', '已出版')], db_index=True, default='drafting', max_length=10, verbose_name='状态')),
                ('planned_on', models.DateField(help_text='补录的填印出的日期。', verbose_name='出版日期')),
                ('masthead', models.CharField(max_length=60, verbose_name='刊名')),
                ('sponsor', models.CharField(max_length=100, verbose_name='主办')),
                ('editor', models.CharField(blank=True, max_length=100, verbose_name='编辑')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='地址')),
                ('telephone', models.CharField(blank=True, max_length=60, verbose_name='电话')),
                ('giving', models.TextField(default='本公报免费赠阅，各取阅点可以免费领取；电子版在政府网站“政府公报”专栏全文公布，与纸质版内容一致。', max_length=500, verbose_name='怎样免费取得')),
                ('opened_at', models.DateTimeField(verbose_name='建立时间')),
                ('frozen_at', models.DateTimeField(null=True, verbose_name='定稿时间')),
                ('checkpoint', models.TextField(blank=True, verbose_name='日志封条')),
                ('returned_note', models.CharField(blank=True, max_length=300, verbose_name='退回原因')),
                ('issued_at', models.DateTimeField(null=True, verbose_name='出版时间')),
                ('assemblers', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编辑人')),
                ('frozen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='主办单位')),
            ],
            options={
                'verbose_name': '政府公报',
                'verbose_name_plural': '政府公报',
                'ordering': ['-year', '-number'],
                'constraints': [models.UniqueConstraint(fields=('year', 'number'), name='gazette_number_once'), models.UniqueConstraint(fields=('total_number',), name='gazette_total_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'issued'), ('issued_at__isnull', False)), models.Q(models.Q(('state', 'issued'), _negated=True), ('issued_at', None)), _connector='OR'), name='gazette_issued_at')],
            },
        ),
        migrations.CreateModel(
            name='HandIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('at', models.DateTimeField(verbose_name='报送时间')),
                ('state', models.CharField(choices=[('waiting', '等待编入'), ('taken', '已编入'), ('declined', '不刊登')], default='waiting', max_length=10, verbose_name='状态')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='不刊登的原因')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='答复时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='联络员')),
                ('information', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='disclosures.information', verbose_name='文件')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='报送单位')),
                ('issue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gazette.issue', verbose_name='编入')),
            ],
            options={
                'verbose_name': '公报报送',
                'verbose_name_plural': '公报报送',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('information',), name='gazette_hand_in_once')],
            },
        ),
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='第几次制作')),
                ('file', models.FileField(max_length=300, upload_to='gazette/%Y/', verbose_name='文件')),
                ('digest', models.CharField(max_length=64, verbose_name='文件摘要')),
                ('size', models.PositiveBigIntegerField(verbose_name='大小（字节）')),
                ('pages', models.PositiveSmallIntegerField(verbose_name='页数')),
                ('blanked', models.JSONField(default=list, verbose_name='涂去的篇目')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='重制原因')),
                ('made_at', models.DateTimeField(verbose_name='制作时间')),
                ('dropped_at', models.DateTimeField(null=True, verbose_name='作废时间')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='gazette.issue')),
            ],
            options={
                'verbose_name': '公报成品',
                'verbose_name_plural': '公报成品',
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('issue', 'number'), name='gazette_copy_once')],
            },
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('place', '公众取阅点'), ('unit', '赠阅单位')], max_length=10, verbose_name='种类')),
                ('name', models.CharField(max_length=100, verbose_name='名称')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='地址')),
                ('copies', models.PositiveSmallIntegerField(verbose_name='每期份数')),
                ('closed_on', models.DateField(null=True, verbose_name='停赠日期')),
            ],
            options={
                'verbose_name': '公报赠阅',
                'verbose_name_plural': '公报赠阅',
                'ordering': ['kind', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('name',), name='gazette_recipient_once')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('copies', models.PositiveSmallIntegerField(verbose_name='应发份数')),
                ('received', models.PositiveSmallIntegerField(null=True, verbose_name='签收份数')),
                ('received_on', models.DateField(null=True, verbose_name='签收日期')),
                ('signed_by', models.CharField(blank=True, max_length=50, verbose_name='签收人')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='gazette.issue')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='gazette.recipient')),
            ],
            options={
                'verbose_name': '公报签收',
                'verbose_name_plural': '公报签收',
                'ordering': ['recipient__kind', 'recipient_id'],
                'constraints': [models.UniqueConstraint(fields=('issue', 'recipient'), name='gazette_delivery_once')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=50, verbose_name='栏目')),
                ('order', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='gazette.issue')),
            ],
            options={
                'verbose_name': '公报栏目',
                'verbose_name_plural': '公报栏目',
                'ordering': ['order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('issue', 'name'), name='gazette_section_once')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('number', models.PositiveSmallIntegerField(null=True, verbose_name='第几篇')),
                ('kind', models.CharField(choices=[('record', '公开的文件'), ('notice', '编辑撰写（大事记、更正、启事）'), ('past', '以前印出的文件')], max_length=10, verbose_name='种类')),
                ('version_number', models.PositiveIntegerField(default=0, verbose_name='公开版本号')),
                ('version_digest', models.CharField(blank=True, max_length=64, verbose_name='公开内容摘要')),
                ('title', models.CharField(max_length=300, verbose_name='标题')),
                ('document_number', models.CharField(blank=True, max_length=80, verbose_name='文号')),
                ('signed', models.JSONField(blank=True, default=list, verbose_name='署名')),
                ('written_on', models.DateField(blank=True, null=True, verbose_name='成文日期')),
                ('body', models.TextField(blank=True, verbose_name='正文')),
                ('text', models.TextField(blank=True, verbose_name='文字')),
                ('hay', models.TextField(blank=True)),
                ('page', models.PositiveSmallIntegerField(null=True, verbose_name='页码')),
                ('blanked_at', models.DateTimeField(null=True, verbose_name='停止提供时间')),
                ('blank_reason', models.CharField(blank=True, max_length=300, verbose_name='停止提供的原因')),
                ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='gazette.entry', verbose_name='更正的是')),
                ('information', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gazette_entries', to='disclosures.information', verbose_name='文件')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='gazette.issue')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='gazette.section', verbose_name='栏目')),
            ],
            options={
                'verbose_name': '公报篇目',
                'verbose_name_plural': '公报篇目',
                'ordering': ['section__order', 'section_id', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('issue', 'number'), name='gazette_entry_number_once'), models.UniqueConstraint(condition=models.Q(('information__isnull', False)), fields=('issue', 'information'), name='gazette_record_once'), models.CheckConstraint(condition=models.Q(models.Q(('information__isnull', False), ('kind', 'record')), models.Q(models.Q(('kind', 'record'), _negated=True), ('information', None)), _connector='OR'), name='gazette_entry_of_record')],
            },
        ),
    ]
