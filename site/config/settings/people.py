"""Who signs in, and how: docs/decisions/0010."""

import environ

from config.environment import whole_number
from config.sign_in import CitySignIn
from config.terms import Terms

env = environ.Env()

AUTH_USER_MODEL = "accounts.User"
# Nobody signs in with a password: docs/decisions/0010
AUTHENTICATION_BACKENDS = ["accounts.backends.PeopleBackend"]
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# The answer is the same for an address that nobody has, and so is the time it takes: a mail says so
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_SESSION_REMEMBER = True
# Per address on the internet, and per e-mail address; counted in each process (docs/operator.md)
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,10/h/key"}
# Proxies in front that add to X-Forwarded-For
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number(env, "TRUSTED_PROXIES", default=0)
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tarjotin"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "activate_totp": "accounts.forms.AppForm",
    "add_webauthn": "accounts.forms.PasskeyForm",
    "authenticate_webauthn": "accounts.forms.PasskeyStepForm",
    "login_webauthn": "accounts.forms.PasskeySignInForm",
}
# The city's own sign-in: only who is known here comes in by it, by the address that it vouches for
CITY_SIGN_IN = CitySignIn(
    url=env.str("OIDC_URL", default=""),
    client_id=env.str("OIDC_CLIENT_ID", default=""),
    secret=env.str("OIDC_CLIENT_SECRET", default=""),
    name=env.str("OIDC_NAME", default=""),
)
SOCIALACCOUNT_ADAPTER = "accounts.adapters.CitySignInAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": CITY_SIGN_IN.apps()}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
# A link: the policy of our pages lets no form lead to another host
SOCIALACCOUNT_LOGIN_ON_GET = True
# Terms of use that partners accept before they work: the day since which they hold, where they are read
TERMS = Terms(version=env.str("TERMS_VERSION", default=""), url=env.str("TERMS_URL", default=""))
# What looks up a business id; an adapter of a deployment's own may ask a register
BUSINESS_REGISTER = env.str("BUSINESS_REGISTER", default="accounts.business_register.CheckDigit")
