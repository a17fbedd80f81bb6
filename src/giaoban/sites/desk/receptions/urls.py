from django.urls import path

from ..petitions import attachments, secrecy
from ..petitions.letters import of_reception
from . import days, papers, views

app_name = "receptions"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", views.create, name="create"),
    path("lich/", days.months, name="calendar"),
    path("lich/moi/", days.plan, name="plan"),
    path("lich/niem-yet/", days.post, name="post"),
    path("lich/<int:pk>/", days.day, name="day"),
    path("lich/<int:pk>/niem-yet/", days.post_one, name="post_one"),
    path("lich/<int:pk>/viec/<slug:act>/", days.step, name="day_step"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/bien-nhan/", papers.items, name="items"),
    path("<int:pk>/truc-tuyen/", papers.online, name="online"),
    path("<int:pk>/ket-luan/moi/", papers.conclude, name="conclude"),
    path("<int:pk>/ket-luan/", papers.conclusion, name="conclusion"),
    path("<int:pk>/ket-luan/tep/<slug:kind>/", papers.conclusion_file, name="conclusion_file"),
    path("<int:pk>/viec/<slug:act>/", papers.step, name="step"),
    path("<int:pk>/xem-nhanh/", views.panel, name="panel"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/danh-tinh/", secrecy.of_reception, name="reveal"),
    path("<int:pk>/danh-tinh/<int:number>/tra-loi/", secrecy.answer_reception, name="reveal_answer"),
    path("<int:pk>/danh-tinh/<int:number>/dong/", secrecy.shut_reception, name="shut"),
    path("<int:pk>/danh-tinh/<int:number>/xem/", secrecy.look_reception, name="look"),
    path("<int:pk>/tai-lieu/", attachments.of_reception, name="papers"),
    path("<int:pk>/tep/<int:number>/", attachments.one_of_reception, name="paper"),
    path("<int:pk>/mau/", of_reception, name="letters"),
    path("<int:pk>/tra-loi/", views.answer, name="answer"),
    path("<int:pk>/tu-choi/", views.refuse, name="refuse"),
    path("<int:pk>/vao-so-don/", views.to_petition, name="petition"),
]
