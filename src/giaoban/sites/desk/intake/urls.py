from django.urls import path

from . import views

app_name = "intake"
urlpatterns = [
    path("doc-van-ban/", views.listing, name="list"),
    path("doc-van-ban/nhap/", views.read, name="read"),
    path("doc-van-ban/<int:id>/", views.detail, name="detail"),
    path("doc-van-ban/<int:id>/ky/", views.period, name="period"),
    path("doc-van-ban/<int:id>/ghi/", views.confirm_many, name="confirm_many"),
    path("doc-van-ban/<int:id>/xong/", views.finish, name="finish"),
    path("doc-van-ban/<int:id>/bo/", views.discard, name="discard"),
    path("doc-van-ban/de-xuat/<int:id>/dung/", views.confirm, name="confirm"),
    path("doc-van-ban/de-xuat/<int:id>/sua/", views.correct, name="correct"),
    path("doc-van-ban/de-xuat/<int:id>/bo/", views.refuse, name="refuse"),
]
