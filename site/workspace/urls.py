"""Addresses of the workspace. The second segment says which partner one is in."""

from django.urls import include, path

from workspace.joining import views as joining
from workspace.views import easy, home, life, listings, places, sections, times, translations, versions

app_name = "workspace"

ONE = "<slug:organization>/listings/<slug:slug>"

urlpatterns = [
    path("", home.chooser, name="chooser"),
    path("<slug:organization>/", home.home, name="home"),
    path("<slug:organization>/my-languages/", translations.known_languages, name="known_languages"),
    path("<slug:organization>/people/", joining.people, name="people"),
    path("<slug:organization>/people/<int:number>/remove/", joining.remove, name="remove_person"),
    path("<slug:organization>/people/<int:number>/hand-over/", joining.succeed, name="hand_over"),
    path("<slug:organization>/invitations/<int:number>/take-back/", joining.take_back, name="take_back"),
    path("<slug:organization>/places/", places.places, name="places"),
    path("<slug:organization>/places/new/", places.place, name="new_place"),
    path("<slug:organization>/places/<slug:slug>/", places.place, name="place"),
    path("<slug:organization>/listings/", listings.listings, name="listings"),
    path("<slug:organization>/listings/new/", listings.begin, name="begin"),
    path(f"{ONE}/", listings.listing, name="listing"),
    path(f"{ONE}/copy/", listings.copy, name="copy"),
    path(f"{ONE}/do/<slug:what>/", life.change, name="change"),
    path(f"{ONE}/times/", times.times, name="times"),
    path(f"{ONE}/times/new/", times.session, name="new_session"),
    path(f"{ONE}/times/<int:number>/", times.session, name="session"),
    path(f"{ONE}/languages/", translations.languages, name="languages"),
    path(f"{ONE}/languages/<slug:code>/", translations.translation, name="translation"),
    path(f"{ONE}/easy/<slug:code>/", easy.easy, name="easy"),
    path(f"{ONE}/languages/<slug:code>/ask/", translations.ask, name="ask_translation"),
    path(f"{ONE}/versions/", versions.versions, name="versions"),
    path(f"{ONE}/versions/<int:number>/", versions.version, name="version"),
    path(f"{ONE}/<slug:section>/", sections.section, name="section"),
    path("<slug:organization>/", include("workspace.sharing.urls")),
    path("<slug:organization>/", include("workspace.upkeep.urls")),
]
