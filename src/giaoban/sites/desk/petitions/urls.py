from django.urls import path

from . import acts, letters, views

app_name = "petitions"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", views.create, name="create"),
    path("nap/", views.load, name="load"),
    path("vu-viec/<int:pk>/", views.matter, name="matter"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/xem-nhanh/", views.panel, name="panel"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/trung/", acts.duplicate, name="duplicate"),
    path("<int:pk>/bo-trung/", acts.unlink, name="unlink"),
    path("<int:pk>/da-lam/", acts.fulfil, name="fulfil"),
    path("<int:pk>/mau/", letters.of_petition, name="letters"),
    path("<int:pk>/giay-tra-cuu/", acts.receipt, name="receipt"),
    path("<int:pk>/danh-tinh/", acts.reveal, name="reveal"),
    path("<int:pk>/viec/<str:name>/", acts.act, name="act"),
]
