"""Who must do what by when, because of which provision: from assignment through progress and extension to acceptance.

Written by the giver (assign, review) and the lead agency (progress, extension). Counted by the report's section on last conclusions."""
