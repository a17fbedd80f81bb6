"""What a text says, one module for each thing: figures, citations, people, agencies, tasks, awards, the document itself, doubts."""
