from django.urls import path

from . import views

app_name = "indicators"
urlpatterns = [
    path("so-lieu/", views.listing, name="list"),
    path("so-lieu/<str:period>/", views.period, name="period"),
    path("so-lieu/<str:period>/chot/", views.close, name="close"),
    path("so-lieu/<str:period>/<str:code>/", views.figure, name="figure"),
]
