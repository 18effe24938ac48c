"""Addresses of signing in and of joining.

Allauth finds its pages by these names; those of it that are not here do not exist.
"""

from allauth.mfa.base.views import authenticate
from allauth.mfa.recovery_codes.views import generate_recovery_codes, view_recovery_codes
from allauth.mfa.totp.views import activate_totp, deactivate_totp
from allauth.mfa.webauthn.views import add_webauthn, login_webauthn, remove_webauthn
from django.urls import path

from accounts.views.account import account
from accounts.views.applying import applied, apply
from accounts.views.city import to_city
from accounts.views.entering import enter
from accounts.views.joining import invitation, vouch
from accounts.views.person import person
from accounts.views.signing_in import CodeView, SignInView, sign_in_again, sign_out
from accounts.views.terms import terms

sign_in = SignInView.as_view()

urlpatterns = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/", sign_in, name="account_request_login_code"),
    path("sign-in/code/", CodeView.as_view(), name="account_confirm_login_code"),
    path("sign-in/second-step/", authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/again/", sign_in_again, name="sign_in_again"),
    path("sign-in/by/<slug:provider_id>/", to_city, name="openid_connect_login"),
    path("sign-in/once/<str:token>/", enter, name="enter"),
    path("sign-out/", sign_out, name="account_logout"),
    path("account/", account, name="account"),
    path("account/", account, name="mfa_index"),
    path("account/", account, name="mfa_list_webauthn"),
    path("account/name/", person, name="person"),
    path("account/terms/", terms, name="terms"),
    path("account/app/", activate_totp, name="mfa_activate_totp"),
    path("account/app/remove/", deactivate_totp, name="mfa_deactivate_totp"),
    path("account/codes/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/codes/new/", generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/passkeys/add/", add_webauthn, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove/", remove_webauthn, name="mfa_remove_webauthn"),
    path("apply/", apply, name="apply"),
    # What allauth calls an account of one's own
    path("apply/", apply, name="account_signup"),
    path("apply/sent/", applied, name="applied"),
    path("invitations/<str:token>/", invitation, name="invitation"),
    path("vouch/<str:token>/", vouch, name="vouch"),
]
