"""The staff's desk. One folder for each room: urls.py, views.py, forms.py; its pages in templates/desk/<room>/."""
