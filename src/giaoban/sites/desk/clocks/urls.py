from django.urls import path

from . import views

app_name = "clocks"
urlpatterns = [
    path("", views.falling_due, name="list"),
    path("tat-ca/", views.register, name="all"),
    path("<int:pk>/", views.panel, name="panel"),
    path("luat/", views.law, name="law"),
    path("luat/tinh/", views.calculate, name="calculate"),
    path("luat/ngay/", views.decide_day, name="day"),
    path("luat/lich/", views.years, name="years"),
    path("luat/lich/xac-nhan/", views.confirm_year, name="confirm"),
    path("luat/lich/bo-xac-nhan/<int:year>/", views.withdraw_year, name="withdraw"),
    path("luat/lich/xem-truoc/", views.propose, name="propose"),
]
