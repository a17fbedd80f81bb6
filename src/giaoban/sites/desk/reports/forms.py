from django import forms

from giaoban.sites.desk.shell.forms import DeskForm


class SectionForm(DeskForm):
    """A hand-written part of the report: a paragraph a line, "- " begins a list item."""

    text = forms.CharField(label="Nội dung", max_length=20000, widget=forms.Textarea(attrs={"rows": 12}))
    widths = {"text": "full"}
