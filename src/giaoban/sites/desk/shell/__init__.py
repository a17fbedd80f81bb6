"""What every page of the desk shares: who is asking, the side bar, lists, forms, words for dates and numbers."""
