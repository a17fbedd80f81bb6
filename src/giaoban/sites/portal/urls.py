from django.urls import path

from . import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("tra-cuu/", views.look_up, name="look_up"),
    path("y-kien/", views.rate, name="rate"),
]
