from django.urls import path

from . import views

app_name = "people"

urlpatterns = [
    path("co-quan/", views.listing, name="list"),
    path("co-quan/moi/", views.create, name="create"),
    path("co-quan/<int:pk>/", views.detail, name="detail"),
    path("co-quan/<int:pk>/sua/", views.edit, name="edit"),
    path("co-quan/<int:pk>/ket-thuc/", views.end, name="end"),
    path("co-quan/<int:pk>/ke-thua/", views.succeed, name="succeed"),
    path("co-quan/can-bo/", views.persons, name="persons"),
    path("co-quan/can-bo/moi/", views.create_person, name="create_person"),
    path("co-quan/can-bo/<int:pk>/", views.person, name="person"),
    path("co-quan/can-bo/<int:pk>/chuc-vu/", views.give_post, name="give_post"),
    path("co-quan/can-bo/<int:pk>/thoi-chuc-vu/<int:post>/", views.end_post, name="end_post"),
    path("co-quan/ban-chi-dao/", views.committees, name="committees"),
    path("co-quan/ban-chi-dao/moi/", views.create_committee, name="create_committee"),
    path("co-quan/ban-chi-dao/<int:pk>/", views.committee, name="committee"),
    path("co-quan/ban-chi-dao/<int:pk>/ket-thuc/", views.end_committee, name="end_committee"),
    path("co-quan/ban-chi-dao/<int:pk>/thanh-vien/", views.add_member, name="add_member"),
    path("co-quan/ban-chi-dao/<int:pk>/thoi/<int:seat>/", views.remove_member, name="remove_member"),
]
