from django.urls import path

from ..petitions.letters import of_reception
from . import views

app_name = "receptions"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/xem-nhanh/", views.panel, name="panel"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/mau/", of_reception, name="letters"),
    path("<int:pk>/tra-loi/", views.answer, name="answer"),
    path("<int:pk>/tu-choi/", views.refuse, name="refuse"),
    path("<int:pk>/vao-so-don/", views.to_petition, name="petition"),
]
