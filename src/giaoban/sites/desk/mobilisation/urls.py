from django.urls import path

from . import views

app_name = "mobilisation"

urlpatterns = [
    path("dan-van/", views.listing, name="list"),
    path("dan-van/moi/", views.create, name="create"),
    path("dan-van/<int:pk>/", views.detail, name="detail"),
    path("dan-van/<int:pk>/sua/", views.edit, name="edit"),
    path("dan-van/khen-thuong/", views.awards, name="awards"),
    path("dan-van/khen-thuong/moi/", views.create_award, name="create_award"),
    path("dan-van/khen-thuong/<int:pk>/", views.award, name="award"),
]
