from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("bao-cao/", views.listing, name="list"),
    path("bao-cao/ho-so/<int:pk>/", views.record, name="record"),
    path("bao-cao/<str:period>/", views.detail, name="detail"),
    path("bao-cao/<str:period>/lap/", views.draft, name="draft"),
    path("bao-cao/<str:period>/viec/<str:verb>/", views.act, name="act"),
    path("bao-cao/<str:period>/muc/<str:key>/", views.section, name="section"),
    path("bao-cao/<str:period>/bao-cao.<str:kind>", views.download, name="download"),
]
