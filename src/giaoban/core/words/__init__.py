"""Vietnamese text: Unicode forms, folding, collation, names, numbers, dates and document numbers, as officials read and write them."""
