from django.urls import path

from . import saved, views

app_name = "search"
urlpatterns = [
    path("", views.everything, name="all"),
    path("luu/", saved.keep, name="keep"),
    path("luu/<int:pk>/", saved.open_search, name="open"),
    path("luu/<int:pk>/bo/", saved.forget, name="forget"),
]
