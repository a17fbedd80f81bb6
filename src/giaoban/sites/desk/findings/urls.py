from django.urls import path

from . import views

app_name = "findings"

urlpatterns = [
    path("kien-nghi/", views.listing, name="list"),
    path("kien-nghi/moi/", views.create, name="create"),
    path("kien-nghi/<int:pk>/", views.detail, name="detail"),
    path("kien-nghi/<int:pk>/sua/", views.edit, name="edit"),
    path("kien-nghi/<int:pk>/them/", views.recommend, name="recommend"),
    path("kien-nghi/muc/<int:item>/thuc-hien/", views.carry_out, name="carry_out"),
    path("kien-nghi/muc/<int:item>/trang-thai/", views.set_state, name="set_state"),
]
