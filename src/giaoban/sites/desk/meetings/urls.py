from django.urls import path

from . import papers, views

app_name = "meetings"
urlpatterns = [
    path("hoi-nghi/", views.listing, name="list"),
    path("hoi-nghi/lap/", views.prepare, name="prepare"),
    path("hoi-nghi/<int:id>/", views.detail, name="detail"),
    path("hoi-nghi/<int:id>/sua/", views.change, name="change"),
    path("hoi-nghi/<int:id>/chuong-trinh/", views.agenda, name="agenda"),
    path("hoi-nghi/<int:id>/moi/", views.invite, name="invite"),
    path("hoi-nghi/<int:id>/thanh-phan/", views.attendance, name="attendance"),
    path("hoi-nghi/<int:id>/y-kien/", views.opinion, name="opinion"),
    path("hoi-nghi/<int:id>/da-hop/", views.hold, name="hold"),
    path("hoi-nghi/<int:id>/ket-luan/", views.points, name="points"),
    path("hoi-nghi/<int:id>/ban-hanh/", views.issue, name="issue"),
    path("hoi-nghi/<int:id>/thong-bao/", papers.notice, name="notice"),
    path("hoi-nghi/<int:id>/thong-bao.<str:kind>", papers.notice_file, name="notice_file"),
    path("hoi-nghi/<int:id>/giay-moi.<str:kind>", papers.invitation_file, name="invitation_file"),
    path("thong-bao-ket-luan/", papers.notices, name="notices"),
]
