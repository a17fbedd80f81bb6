from django.urls import path

from . import views

app_name = "tasks"

urlpatterns = [
    path("nhiem-vu/", views.listing, name="list"),
    path("nhiem-vu/moi/", views.create, name="create"),
    path("nhiem-vu/<int:pk>/", views.detail, name="detail"),
    path("nhiem-vu/<int:pk>/sua/", views.edit, name="edit"),
    path("nhiem-vu/<int:pk>/tien-do/", views.progress, name="progress"),
    path("nhiem-vu/<int:pk>/ket-qua/", views.result, name="result"),
    path("nhiem-vu/<int:pk>/xin-gia-han/", views.ask, name="ask"),
    path("nhiem-vu/<int:pk>/gia-han/<int:extension>/", views.decide, name="decide"),
    path("nhiem-vu/<int:pk>/nghiem-thu/", views.accept, name="accept"),
    path("nhiem-vu/<int:pk>/tra-lai/", views.return_, name="return"),
    path("nhiem-vu/<int:pk>/thoi-giao/", views.cancel, name="cancel"),
    path("nhiem-vu/<int:pk>/tep/<int:attachment>/", views.file, name="file"),
]
