from django.urls import path

from . import views

app_name = "directives"

urlpatterns = [
    path("van-ban/", views.listing, name="list"),
    path("van-ban/moi/", views.create, name="create"),
    path("van-ban/<int:pk>/", views.detail, name="detail"),
    path("van-ban/<int:pk>/sua/", views.edit, name="edit"),
    path("van-ban/<int:pk>/noi-dung/", views.provisions, name="provisions"),
    path("van-ban/<int:pk>/gui/", views.send, name="send"),
    path("van-ban/<int:pk>/het-hieu-luc/", views.end, name="end"),
    path("van-ban/quan-triet/<int:row>/", views.step, name="step"),
]
