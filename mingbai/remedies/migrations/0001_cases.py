import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('foi', '0001_requests'),
        ('organisations', '0003_foi_officer'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('review', '行政复议'), ('litigation', '行政诉讼')], max_length=20, verbose_name='种类')),
                ('instance', models.CharField(choices=[('first', '一审'), ('second', '二审')], default='first', max_length=10, verbose_name='审级')),
                ('procedure', models.CharField(choices=[('normal', '普通程序'), ('simple', '简易程序')], default='normal', max_length=10, verbose_name='程序')),
                ('authority', models.CharField(max_length=100, verbose_name='复议机关或者人民法院')),
                ('case_number', models.CharField(max_length=60, verbose_name='案号')),
                ('began_on', models.DateField(verbose_name='受理、立案日期')),
                ('served_on', models.DateField(blank=True, null=True, verbose_name='收到通知日期')),
                ('result', models.CharField(choices=[('upheld', '结果维持'), ('corrected', '结果纠正'), ('other', '其他结果'), ('pending', '尚未审结')], default='pending', max_length=10, verbose_name='结果')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='审结日期')),
                ('decision_served_on', models.DateField(blank=True, null=True, verbose_name='收到决定、裁判日期')),
                ('result_text', models.TextField(blank=True, verbose_name='结果摘要（不写申请人姓名）')),
                ('state', models.CharField(choices=[('open', '正在审理'), ('decided', '已有结果，待落实'), ('closed', '已办结'), ('void', '登记作废')], default='open', max_length=10, verbose_name='状态')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='办结时间')),
                ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='作废原因')),
                ('entered_at', models.DateTimeField(verbose_name='登记时间')),
                ('appeal_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='remedies.case', verbose_name='一审案件')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='remedies.case', verbose_name='先前的复议')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remedies', to='organisations.organisation', verbose_name='被申请人、被告')),
                ('requests', models.ManyToManyField(related_name='remedies', to='foi.foirequest', verbose_name='所涉申请')),
            ],
            options={
                'verbose_name': '复议诉讼案件',
                'verbose_name_plural': '复议诉讼案件',
                'ordering': ['-began_on', '-pk'],
                'indexes': [models.Index(fields=['organisation', 'state', 'began_on'], name='remedy_of_place'), models.Index(fields=['organisation', 'ended_on'], name='remedy_ended')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'void'), _negated=True), fields=('organisation', 'authority', 'case_number'), name='remedy_once'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('result', 'pending')), models.Q(models.Q(('result', 'pending'), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='remedy_ended_with_result'), models.CheckConstraint(condition=models.Q(('kind', 'litigation'), models.Q(('appeal_of', None), ('follows', None)), _connector='OR'), name='remedy_only_suits_follow')],
            },
        ),
        migrations.CreateModel(
            name='CaseFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('notice', '答复通知、应诉通知'), ('complaint', '申请书、起诉状副本'), ('answer', '书面答复、答辩状'), ('evidence', '证据和依据'), ('decision', '决定书、判决书、裁定书'), ('renewal', '重新答复'), ('other', '其他材料')], max_length=20, verbose_name='类别')),
                ('title', models.CharField(max_length=100, verbose_name='题名')),
                ('on', models.DateField(verbose_name='材料日期')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('file', models.FileField(max_length=300, upload_to='remedies/%Y/%m/', verbose_name='文件（加密）')),
                ('size', models.PositiveIntegerField(verbose_name='字节')),
                ('digest', models.CharField(max_length=64, verbose_name='摘要')),
                ('added_at', models.DateTimeField(verbose_name='加入时间')),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='撤下时间')),
                ('dropped_reason', models.CharField(blank=True, max_length=200, verbose_name='撤下原因')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='remedies.case')),
                ('dropped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '案件材料',
                'verbose_name_plural': '案件材料',
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Renewal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=300, verbose_name='要求（不写申请人姓名）')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='期限')),
                ('unit', models.CharField(choices=[('working_day', '个工作日'), ('calendar_day', '日（自然日）')], default='working_day', max_length=20, verbose_name='单位')),
                ('state', models.CharField(choices=[('ordered', '待拟写'), ('prepared', '待签发'), ('signed', '待送出'), ('sent', '已送出'), ('dropped', '不用了')], default='ordered', max_length=10, verbose_name='状态')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                ('leaf', models.CharField(blank=True, choices=[('granted', '予以公开'), ('partly_granted', '部分公开'), ('refused_state_secret', '属于国家秘密'), ('refused_by_law', '其他法律行政法规禁止公开'), ('refused_security', '危及“三安全一稳定”'), ('refused_third_party', '保护第三方合法权益'), ('refused_internal', '属于三类内部事务信息'), ('refused_process', '属于四类过程性信息'), ('refused_enforcement_file', '属于行政执法案卷'), ('refused_administrative_query', '属于行政查询事项'), ('not_held', '本机关不掌握相关政府信息'), ('not_existing_needs_processing', '没有现成信息需要另行制作'), ('not_held_unclear', '补正后申请内容仍不明确'), ('not_processed_petition', '信访举报投诉类申请'), ('not_processed_repeated', '重复申请'), ('not_processed_publication', '要求提供公开出版物'), ('not_processed_excessive', '无正当理由大量反复申请'), ('not_processed_reissue', '要求行政机关确认或重新出具已获取信息'), ('other_not_clarified', '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'), ('other_fee_unpaid', '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'), ('other', '其他')], max_length=40, verbose_name='新的办理结果')),
                ('signed_at', models.DateTimeField(null=True, verbose_name='签发时间')),
                ('sent_way', models.CharField(blank=True, choices=[('direct', '直接送达'), ('entrusted', '委托其他行政机关代为送达'), ('post', '邮寄'), ('email', '电子邮件'), ('fax', '传真'), ('online', '网上')], max_length=20, verbose_name='送达方式')),
                ('sent_on', models.DateField(null=True, verbose_name='送出日期')),
                ('ordered_at', models.DateTimeField(verbose_name='登记时间')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renewals', to='remedies.case')),
                ('letter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='remedies.casefile')),
                ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='foi.foirequest', verbose_name='申请')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '重新答复',
                'verbose_name_plural': '重新答复',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.CharField(choices=[('answered', '提交书面答复和证据'), ('evidence', '提交答辩状和证据'), ('postponed', '法院准许延期提供证据'), ('heard', '听取意见、听证或者开庭'), ('extended', '批准延长审理期限'), ('suspended', '中止审理'), ('resumed', '恢复审理')], max_length=20, verbose_name='经过')),
                ('on', models.DateField(verbose_name='日期')),
                ('until', models.DateField(blank=True, null=True, verbose_name='延到哪一天')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时间')),
                ('struck_at', models.DateTimeField(blank=True, null=True, verbose_name='划去时间')),
                ('struck_reason', models.CharField(blank=True, max_length=200, verbose_name='划去原因')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='remedies.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('struck_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '案件经过',
                'verbose_name_plural': '案件经过',
                'ordering': ['on', 'pk'],
            },
        ),
    ]
