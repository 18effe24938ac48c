"""The address of the links in mails."""

from django.urls import path

from confirming import views

urlpatterns = [path("confirm/", views.confirm, name="confirm")]
