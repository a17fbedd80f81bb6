from django.urls import path

from . import views

app_name = "forms"
urlpatterns = [path("bieu/", views.listing, name="list"), path("bieu/<str:period>/xlsx/", views.download, name="download")]
