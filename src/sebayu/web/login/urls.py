"""Included at the root: `path("", include("sebayu.web.login.urls"))`. Names of allauth's pages stay allauth's."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path

from sebayu.web.login import counter, views

_own = [
    path("", views.choose, name="choose"),
    path("kode/", views.code, name="code"),
    path("lanjut/", views.go_on, name="continue"),
    path("peran/", views.cast, name="cast"),
    path("peran/<uuid:account_id>/", views.play, name="play"),
    path("akun/", views.account, name="account"),
    path("bantu/", counter.assist, name="assist"),
    path("bantu/selesai/", counter.end_help, name="end_help"),
    path("warga/", counter.enrol, name="enrol"),
]
_password = [
    path("ganti/", account.password_change, name="account_change_password"),
    path("isi/", account.password_set, name="account_set_password"),
    path("lupa/", account.password_reset, name="account_reset_password"),
    path("lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    path("lupa/selesai/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^lupa/kunci/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
_second = [
    path("", mfa.index, name="mfa_index"),
    path("periksa/", mfa.authenticate, name="mfa_authenticate"),
    path("ulang/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("aplikasi/", totp.activate_totp, name="mfa_activate_totp"),
    path("aplikasi/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("cadangan/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("cadangan/buat/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("cadangan/unduh/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("kunci/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("kunci/tambah/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("kunci/ulang/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("kunci/masuk/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("kunci/<int:pk>/lepas/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("kunci/<int:pk>/nama/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]
urlpatterns = [
    path("masuk/", include((_own, "login"))),
    path("masuk/petugas/", account.login, name="account_login"),
    path("masuk/lagi/", account.reauthenticate, name="account_reauthenticate"),
    path("masuk/nonaktif/", account.account_inactive, name="account_inactive"),
    path("masuk/tutup/", account.signup, name="account_signup"),
    path("masuk/surel/", account.email_verification_sent, name="account_email_verification_sent"),
    path("masuk/nasional/<slug:provider_id>/", views.national, name="openid_connect_login"),
    path("masuk/nasional/<slug:provider_id>/kembali/", views.national_back, name="openid_connect_callback"),
    path("keluar/", account.logout, name="account_logout"),
    path("masuk/sandi/", include(_password)),
    path("masuk/langkah-kedua/", include(_second)),
]
