from django.urls import path

from . import views

app_name = "round"
urlpatterns = [path("vong-quy/", views.home, name="home")]
