"""Settings, all from the environment; what is not set gets a safe local default.

DATABASE_URL       sqlite:///… (default, inside MINGBAI_DATA) or postgres://user@host/name
DATABASE_REPLICA_URL  a streaming replica that answers searches, filtered lists and the interface for
                   machines; REPLICA_MAX_LAG seconds (10) behind at most, else the main database answers
S3_URL, S3_PUBLIC_URL  https://key:secret@host/bucket for private files and for public copies; "" (default):
                   folders in MINGBAI_DATA
MINGBAI_DATA       folder for the database, files and the generated secret key (default ./var)
MINGBAI_BASE_URL   address under which visitors reach the site, without a trailing slash
MINGBAI_READBACK   "inside" (default) reads published pages back through this process;
                   "http" fetches them from MINGBAI_BASE_URL as a visitor would
EMAIL_URL          smtp+tls://name:password@host:587 sends reminders by e-mail too; "" (default): not
EMAIL_FROM         sender of these messages
NOTICE_RECORD      "sms,wechat": on these channels reminders are recorded, not sent, until there is a gateway
SUBSCRIBE_RECORD   the same for what visitors subscribe to; only channels named here, and e-mail, are offered
OFFICIAL_LAYOUT    how official documents look here, where not as GB/T 9704 says: "title=华文中宋,body=仿宋,
                   top=37"; names stand in mingbai/documents/official/layout.py
FOI_KEYS           keys that seal applicants' data, newest first, comma separated; "" (default): made
                   once, MINGBAI_DATA/foi_key. Whoever loses them loses the data: keep copies elsewhere
LOG_KEYS           secrets signing the transparency log, newest first, comma separated; "" (default): one made
                   once, MINGBAI_DATA/log_key, which signs beside keys set later. All of them sign; take the
                   old one off (the file away) when all know the new
LOG_ORIGIN         the name of the log in what is signed (default: the site's host and /log, kept for ever)
FORWARDING_FETCH   1 lets sources of forwarded texts be read over the network, every FORWARDING_CHECK_HOURS
                   (24), from FORWARDING_HOSTS (".gov.cn") alone; 0 (default): nothing is fetched
STORED_PAGES       folder of the kept public pages (default MINGBAI_DATA/pages); "" keeps none
ARCHIVE_DIR        folder of the yearly archive packages (default MINGBAI_DATA/archive), shared by servers
BACKUP_DIR         folder for `mingbai backup` (default MINGBAI_DATA/backups); better another disk
LOG_FORMAT         "plain" (default) or "json", one object per line; LOG_LEVEL from which on (WARNING)
ACCESS_LOG         1: one line per request too, without what was asked (default: with "json" only)
METRICS_TOKEN      who shows it may read /metrics from elsewhere; "" (default): only from this machine
REDIS_URL          where several processes count tries together; "" (default): each process by itself
SECRET_KEY         signs sessions and tokens; "" (default): one made once, MINGBAI_DATA/secret_key
DEBUG              1 shows faults with their code; never where visitors come
ALLOWED_HOSTS      names under which the site answers, comma separated (default: this machine)
CSRF_TRUSTED_ORIGINS  origins, with https://, from which forms are taken beside the site's own
BEHIND_TLS         1: visitors come by https, as X-Forwarded-Proto says; cookies only by https, HSTS
TRUSTED_PROXY_COUNT  how many of our own proxies append to X-Forwarded-For; 0 (default) ignores the header
PASSWORD_MIN_LENGTH, PASSWORD_HISTORY, PASSWORD_MAX_AGE_DAYS  10 characters, 5 others first, 0: no age
LOGIN_FAILURE_LIMIT, LOGIN_LOCK_MINUTES  5 wrong passwords of a user from an address lock both for 30 minutes
SIGN_IN_HELP       whom to telephone, on the sign-in page; TOTP_ISSUER the name in apps for one-time codes
RATINGS_SHOWN_FROM, RATINGS_PER_HOUR  10 scores before an average is shown; 30 from one address
SUBSCRIBE_PER_HOUR, SUBSCRIBE_LETTERS_PER_DAY  30 forms from one address; 5 letters asked for to one mailbox
SUBSCRIBE_CONFIRM_HOURS, SUBSCRIBE_KEPT_DAYS  48 to confirm, else erased; 90 days sent is known
SUBSCRIBE_MOST, SUBSCRIBE_FAILURES, SUBSCRIBE_DIGEST_HOUR  50 per address; 3 failures and it rests; 8 o'clock
FEEDBACK_PER_HOUR, FEEDBACK_WRONG_PER_HOUR, VOTES_PER_HOUR  20 opinions, 30 wrong codes, 60 votes per address
HOUSEHOLDS_PER_HOUR, HOUSEHOLDS_WRONG_PER_HOUR, HOUSEHOLDS_WRONG_PER_CODE  20 objections and 30 wrong query
                   codes from one address, 5 wrong ends of an identity number for one code
FOI_PER_HOUR, FOI_PER_HOUR_PLAIN  60 requests from one address, 10 of them without the browser's proof of work
FOI_PROOF_OF_WORK  digests a browser computes before a request is taken (30000)
FOI_WRONG_PER_HOUR, FOI_WRONG_PER_CODE  30 wrong query codes from one address, 5 wrong digits for one code
WECHAT_ACCOUNTS    "account=appid:secret:cover", comma separated: Official Accounts posted to by machine;
                   `account` as in the register of accounts, `cover` the platform's number of a cover picture
WEIBO_ACCOUNTS     "account=token:address", `address` this server's public one. "" (default): by hand
WECHAT_API, WEIBO_API, OUTBOX_TIMEOUT  where the platforms answer; 10 seconds for one answer
SCREEN_VALID_HOURS, SCREEN_SILENT_HOURS  a playlist holds for 72; a player silent for 24 is told
KIOSK_VALID_HOURS, KIOSK_IDLE_SECONDS, KIOSK_RECORDS  168; home after 60 seconds; the newest 300 records
API_PER_MINUTE, API_BULK_PER_MINUTE  600 answers to programs from one address, 60 of whole tables; 0: no limit
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from mingbai.lib import configured

env = configured.Environment()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env("MINGBAI_DATA", default=str(BASE_DIR / "var"))).resolve()
configured.folder("MINGBAI_DATA", DATA_DIR / "static")


def local_secret(name: str) -> str:
    """A secret made once and kept beside the data, for an installation that sets none."""
    path = DATA_DIR / name
    if not path.exists():
        # Written elsewhere first, so that no other process ever reads half a key or makes a second one.
        fresh = DATA_DIR / f"{name}.{secrets.token_hex(8)}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text()


def with_local(keys: list[str], name: str) -> list[str]:
    """`keys`, and last the one made here, until its file is taken away: what it did is still to be done."""
    if keys and not (DATA_DIR / name).exists():
        return keys
    return list(dict.fromkeys([*keys, local_secret(name)]))


SECRET_KEY = env("SECRET_KEY", default="") or local_secret("secret_key")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
MINGBAI_BASE_URL = env("MINGBAI_BASE_URL", default="http://localhost:8000")
MINGBAI_READBACK = env("MINGBAI_READBACK", default="inside")

INSTALLED_APPS = [
    "mingbai.ledger",
    "mingbai.transparency",
    "mingbai.stored",
    "mingbai.mirror",
    "mingbai.accounts",
    "mingbai.organisations",
    "mingbai.shell",
    "mingbai.documents",
    "mingbai.timelimits",
    "mingbai.notifications",
    "mingbai.checks",
    "mingbai.reviews",
    "mingbai.search",
    "mingbai.letters",
    "mingbai.redaction",
    "mingbai.report_check",
    "mingbai.catalogue",
    "mingbai.disclosures",
    "mingbai.channels",
    "mingbai.forwarding",
    "mingbai.plans",
    "mingbai.registers",
    "mingbai.filings",
    "mingbai.promises",
    "mingbai.villages",
    "mingbai.printing",
    "mingbai.outbox",
    "mingbai.loudspeakers",
    "mingbai.book",
    "mingbai.archive",
    "mingbai.foi",
    "mingbai.remedies",
    "mingbai.casework",
    "mingbai.columns",
    "mingbai.duties",
    "mingbai.evaluation",
    "mingbai.reports",
    "mingbai.annual",
    "mingbai.api",
    "mingbai.asking",
    "mingbai.desk",
    "mingbai.portal",
    "mingbai.syndication",
    "mingbai.subscriptions",
    "mingbai.feedback",
    "mingbai.tracing",
    "mingbai.onsite",
    "mingbai.screens",
    "mingbai.gazette",
    "mingbai.households",
    "mingbai.operations",
    "mingbai.demo",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "mingbai.operations.middleware.Measured",
    "mingbai.operations.middleware.HeadAlone",
    "mingbai.operations.middleware.ClosedWhenAway",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mingbai.stored.middleware.StoredPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "mingbai.accounts.views.Gate",
    "mingbai.desk.middleware.CmsGate",
    "mingbai.operations.replicas.ReadReplica",
]

ROOT_URLCONF = "mingbai.urls"
WSGI_APPLICATION = "mingbai.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "mingbai.stored.loaders.NotingLoader",
                    ["django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# -- database ---------------------------------------------------------------

DATABASE_URL = env("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'mingbai.sqlite3'}"
DATABASES = {"default": configured.database("DATABASE_URL", DATABASE_URL)}
DATABASES["default"]["CONN_MAX_AGE"] = 60
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: writers wait for their turn instead of failing in the middle of a transaction.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536",
    }
else:
    DATABASES["default"]["OPTIONS"] = {**DATABASES["default"].get("OPTIONS", {}), "connect_timeout": 5}

DATABASE_REPLICA_URL = env("DATABASE_REPLICA_URL", default="")
REPLICA_MAX_LAG = env.int("REPLICA_MAX_LAG", default=10)  # seconds; older answers are not given
if DATABASE_REPLICA_URL:
    DATABASES["replica"] = configured.replica(
        "DATABASE_REPLICA_URL", DATABASE_REPLICA_URL, DATABASES["default"]
    )
DATABASE_ROUTERS = ["mingbai.lib.routing.Router"]

REDIS_URL = env("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:  # room for the counters of a minute, one for each address that reads
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    }

# -- language and time ------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [BASE_DIR / "mingbai" / "locale"]  # only what the CMS's own Chinese lacks
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("zh-hans", "简体中文")]

# -- files ------------------------------------------------------------------
# Two places: "default" is private (originals, drafts; never has a URL), "public" holds
# the stripped copies of attachments of published records.

# Public pages are kept here as files, for this application or a web server before it to hand out.
STORED_PAGES = env("STORED_PAGES", default=str(DATA_DIR / "pages"))

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "private"), "base_url": None},
    },
    "public": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "public"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
S3_URL = env("S3_URL", default="")
S3_PUBLIC_URL = env("S3_PUBLIC_URL", default="")
if S3_URL or S3_PUBLIC_URL:
    for place, name, url in (("default", "S3_URL", S3_URL), ("public", "S3_PUBLIC_URL", S3_PUBLIC_URL)):
        STORAGES[place] = {
            "BACKEND": "mingbai.operations.object_store.ObjectStore",
            "OPTIONS": configured.object_store(name, url),
        }
    if S3_URL.rpartition("@")[2] == S3_PUBLIC_URL.rpartition("@")[2]:
        raise configured.BadSetting("S3_URL 和 S3_PUBLIC_URL 要用两个不同的桶：前一个绝不能让外面读到。")
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# -- accounts on other platforms: nothing is sent until one is named here ----

WECHAT_ACCOUNTS = configured.accounts(
    "WECHAT_ACCOUNTS", env("WECHAT_ACCOUNTS", default=""), ("appid", "secret", "cover")
)
WEIBO_ACCOUNTS = configured.accounts(
    "WEIBO_ACCOUNTS", env("WEIBO_ACCOUNTS", default=""), ("token", "address")
)
WECHAT_API = env("WECHAT_API", default="https://api.weixin.qq.com")
WEIBO_API = env("WEIBO_API", default="https://api.weibo.com")
OUTBOX_TIMEOUT = env.int("OUTBOX_TIMEOUT", default=10)  # seconds

# -- accounts ---------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
PASSWORD_MIN_LENGTH = env.int("PASSWORD_MIN_LENGTH", default=10)
PASSWORD_HISTORY = env.int("PASSWORD_HISTORY", default=5)  # a password may come back after so many others
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": PASSWORD_MIN_LENGTH},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name", "telephone"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "mingbai.accounts.policies.TwoKinds"},
    {
        "NAME": "mingbai.accounts.policies.NotUsedBefore",
        "OPTIONS": {"last": PASSWORD_HISTORY},
    },
]
PASSWORD_MAX_AGE_DAYS = env.int("PASSWORD_MAX_AGE_DAYS", default=0)  # 0: passwords do not grow old
SIGN_IN_HELP = env("SIGN_IN_HELP", default="本单位的管理员或县政务公开办公室")
# By user and address together: a whole township sits behind one address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = env.int("LOGIN_FAILURE_LIMIT", default=5)
LOGIN_LOCK_MINUTES = env.int("LOGIN_LOCK_MINUTES", default=30)
AXES_COOLOFF_TIME = timedelta(minutes=LOGIN_LOCK_MINUTES)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # the ledger has it
AXES_LOCKOUT_CALLABLE = "mingbai.accounts.views.locked"
AXES_USERNAME_CALLABLE = "mingbai.accounts.policies.lockout_name"
AXES_CLIENT_IP_CALLABLE = "mingbai.accounts.policies.lockout_address"
AXES_SENSITIVE_PARAMETERS = [
    *["username", "ip_address", "login", "password", "code", "csrfmiddlewaretoken"],
    *["oldpassword", "password1", "password2"],
]
WRONG_CODE_LIMIT = 20  # wrong one-time codes for one account from all addresses, within the lock time
# How many of our own proxies append to X-Forwarded-For; 0 ignores the header.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
ACCOUNT_ADAPTER = "mingbai.accounts.policies.SignInAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# The lock-out above counts by user and address; here only a guard against floods from one address.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": None, "change_password": "20/m/user"}
ACCOUNT_FORMS = {
    "login": "mingbai.accounts.forms.SignInForm",
    "change_password": "mingbai.accounts.forms.PasswordChangeForm",
    "reauthenticate": "mingbai.accounts.forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "mingbai.accounts.policies.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = env("TOTP_ISSUER", default="政务公开")
MFA_TOTP_TOLERANCE = 1  # phones' clocks are off; a code works for 90 seconds, and once
MFA_FORMS = {
    "authenticate": "mingbai.accounts.forms.SignInCodeForm",
    "reauthenticate": "mingbai.accounts.forms.ConfirmCodeForm",
    "activate_totp": "mingbai.accounts.forms.SetUpCodeForm",
}
# The CMS has no sign-in, passwords or people of its own.
WAGTAILADMIN_LOGIN_URL = "account_enter_cms"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False

# -- reminders --------------------------------------------------------------

EMAIL_URL = env("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 20  # seconds; a mail server that hangs must not hold up the sweep
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", default="mingbai@localhost")
NOTICE_RECORD = env.list("NOTICE_RECORD", default=[])

# -- ratings of promises by citizens ----------------------------------------

RATINGS_SHOWN_FROM = env.int("RATINGS_SHOWN_FROM", default=10)  # fewer scores give no average
RATINGS_PER_HOUR = env.int("RATINGS_PER_HOUR", default=30)  # from one address; a village may share one

# -- subscriptions of visitors ----------------------------------------------
# Forms from one address of the network in one hour; a whole village may share one.
# Letters that anybody can ask for, to one mailbox in a day: nobody's mailbox is flooded from here.

SUBSCRIBE_RECORD = env.list("SUBSCRIBE_RECORD", default=[])
SUBSCRIBE_PER_HOUR = env.int("SUBSCRIBE_PER_HOUR", default=30)
SUBSCRIBE_LETTERS_PER_DAY = env.int("SUBSCRIBE_LETTERS_PER_DAY", default=5)
SUBSCRIBE_CONFIRM_HOURS = env.int("SUBSCRIBE_CONFIRM_HOURS", default=48)  # unconfirmed: then it is erased
SUBSCRIBE_MOST = env.int("SUBSCRIBE_MOST", default=50)  # subscriptions of one address
SUBSCRIBE_DIGEST_HOUR = env.int("SUBSCRIBE_DIGEST_HOUR", default=8)  # o'clock in China
SUBSCRIBE_KEPT_DAYS = env.int("SUBSCRIBE_KEPT_DAYS", default=90)  # what was sent is remembered so long
SUBSCRIBE_FAILURES = env.int("SUBSCRIBE_FAILURES", default=3)  # letters in a row; then the address rests

# -- requests of citizens for information -----------------------------------
# From one address in one hour; a whole village may share one.

FOI_PER_HOUR = env.int("FOI_PER_HOUR", default=60)  # with the browser's proof of work
FOI_PER_HOUR_PLAIN = env.int("FOI_PER_HOUR_PLAIN", default=10)  # without, as where JavaScript is off
FOI_PROOF_OF_WORK = env.int("FOI_PROOF_OF_WORK", default=30_000)  # digests; a second or two on a phone
FOI_WRONG_PER_HOUR = env.int("FOI_WRONG_PER_HOUR", default=30)  # wrong query codes from one address
FOI_WRONG_PER_CODE = env.int("FOI_WRONG_PER_CODE", default=5)  # wrong telephone digits for one code

# -- what visitors say about pages ------------------------------------------
# From one address in one hour; a whole village may share one.

FEEDBACK_PER_HOUR = env.int("FEEDBACK_PER_HOUR", default=20)
FEEDBACK_WRONG_PER_HOUR = env.int("FEEDBACK_WRONG_PER_HOUR", default=30)  # wrong codes of receipts
VOTES_PER_HOUR = env.int("VOTES_PER_HOUR", default=60)  # whether a page was useful

# -- households asking for their own line -----------------------------------
# From one address in one hour; a whole village may share one.

HOUSEHOLDS_PER_HOUR = env.int("HOUSEHOLDS_PER_HOUR", default=20)  # objections
HOUSEHOLDS_WRONG_PER_HOUR = env.int("HOUSEHOLDS_WRONG_PER_HOUR", default=30)  # wrong query codes
HOUSEHOLDS_WRONG_PER_CODE = env.int("HOUSEHOLDS_WRONG_PER_CODE", default=5)  # wrong digits for one code

# -- screens and touch screens -----------------------------------------------

SCREEN_VALID_HOURS = env.int("SCREEN_VALID_HOURS", default=72)  # then a player shows only that it is over
SCREEN_SILENT_HOURS = env.int("SCREEN_SILENT_HOURS", default=24)  # a player that did not ask is looked after
KIOSK_VALID_HOURS = env.int("KIOSK_VALID_HOURS", default=168)  # what is carried to a place once a week
KIOSK_IDLE_SECONDS = env.int("KIOSK_IDLE_SECONDS", default=60)  # without a touch; then home
KIOSK_RECORDS = env.int("KIOSK_RECORDS", default=300)

# -- sources of forwarded texts ---------------------------------------------
# Nothing is fetched from the network unless this is switched on; then only from these hosts, where a name
# that begins with a dot means everything below it.

FORWARDING_FETCH = env.bool("FORWARDING_FETCH", default=False)
FORWARDING_HOSTS = env.list("FORWARDING_HOSTS", default=[".gov.cn"])
FORWARDING_CHECK_HOURS = env.int("FORWARDING_CHECK_HOURS", default=24)  # between two looks at one source

# -- reading by machines ----------------------------------------------------
# From one address in one minute; a county hall shares one. 0: no limit.

API_PER_MINUTE = env.int("API_PER_MINUTE", default=600)
API_BULK_PER_MINUTE = env.int("API_BULK_PER_MINUTE", default=60)  # whole tables, years and checks of files
API_BULK_DIR = DATA_DIR / "bulk"  # years packed for download; several servers share it

# -- the archive ------------------------------------------------------------

ARCHIVE_DIR = Path(env("ARCHIVE_DIR", default=str(DATA_DIR / "archive")))  # several servers share it

# -- information on request -------------------------------------------------

# The generated key stays readable after keys have been set, so that nothing sealed before is lost.
FOI_KEYS = with_local(env.list("FOI_KEYS", default=[]), "foi_key")

# -- official documents -----------------------------------------------------

OFFICIAL_LAYOUT = configured.values("OFFICIAL_LAYOUT", env("OFFICIAL_LAYOUT", default=""))

# -- transparency log -------------------------------------------------------

# The generated key goes on signing beside keys set later: whoever knows no other still follows the log.
LOG_KEYS = with_local(env.list("LOG_KEYS", default=[]), "log_key")
LOG_ORIGIN = env("LOG_ORIGIN", default="")

# -- content management -----------------------------------------------------

WAGTAIL_SITE_NAME = "明白县政务公开"
WAGTAILADMIN_BASE_URL = MINGBAI_BASE_URL
WAGTAIL_FINISH_WORKFLOW_ACTION = "mingbai.reviews.finishing.finish"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_AUTOSAVE_INTERVAL = 15_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# -- security ---------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
BEHIND_TLS = env.bool("BEHIND_TLS", default=False)
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000

# -- running ----------------------------------------------------------------

METRICS_TOKEN = env("METRICS_TOKEN", default="")
BACKUP_DIR = env("BACKUP_DIR", default=str(DATA_DIR / "backups"))
LOG_FORMAT = env("LOG_FORMAT", default="plain")
ACCESS_LOG = env.bool("ACCESS_LOG", default=LOG_FORMAT == "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_request": {"()": "mingbai.operations.logs.WithoutRequest"}},
    "formatters": {
        "plain": {"()": "mingbai.operations.logs.Plain"},
        "json": {
            "()": "mingbai.operations.logs.Json",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
            "json_ensure_ascii": False,
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_request"],
            "formatter": "json" if LOG_FORMAT == "json" else "plain",
        }
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    "loggers": {
        # Pages that are gone or were never there are no event of the server.
        "django.request": {"level": "ERROR"},
        "mingbai.access": {"level": "INFO"},
        "axes": {"level": "ERROR"},  # it quotes browsers; the ledger has every failure to sign in
    },
}
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003"]
