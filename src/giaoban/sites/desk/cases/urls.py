from django.urls import path

from . import views

app_name = "cases"

urlpatterns = [
    path("vu-an/", views.listing, name="list"),
    path("vu-an/moi/", views.create, name="create"),
    path("vu-an/<int:pk>/", views.detail, name="detail"),
    path("vu-an/<int:pk>/sua/", views.edit, name="edit"),
    path("vu-an/<int:pk>/giai-doan/", views.move, name="move"),
    path("vu-an/<int:pk>/khoi-to/", views.become, name="become"),
    path("vu-an/<int:pk>/vao-dien/", views.enter, name="enter"),
    path("vu-an/<int:pk>/ra-dien/<int:oversight>/", views.leave, name="leave"),
]
