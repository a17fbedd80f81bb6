from django.contrib.auth.views import LogoutView
from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.LogIn.as_view(), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("mat-khau/", views.password, name="password"),
    path("tai-khoan/", views.listing, name="list"),
    path("tai-khoan/moi/", views.create, name="create"),
    path("tai-khoan/<int:pk>/", views.detail, name="detail"),
    path("tai-khoan/<int:pk>/sua/", views.edit, name="edit"),
    path("tai-khoan/<int:pk>/mat-khau/", views.reset, name="reset"),
]
