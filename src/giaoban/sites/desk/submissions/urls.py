from django.urls import path

from . import views

app_name = "submissions"
urlpatterns = [
    path("bao-cao-co-quan/", views.listing, name="list"),
    path("bao-cao-co-quan/mo/<str:period>/", views.open_, name="open"),
    path("bao-cao-co-quan/<int:pk>/", views.detail, name="detail"),
    path("bao-cao-co-quan/<int:pk>/<str:verb>/", views.act, name="act"),
]
