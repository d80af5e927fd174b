"""News for later rooms: what is asked has changed, so what was counted must be counted anew; a plan was issued, its
awards changed.
"""

from __future__ import annotations

from django.dispatch import Signal

# Sent in the operation's transaction with `campaign` and `now`: an event was dated, a minimum, window or place changed.
asked_anew = Signal()
# Sent in the operation's transaction with `plan` and `now`: a unit's own plan or guidance was signed and sent.
plan_issued = Signal()
# Sent in the operation's transaction with `round`: the issued plan of a lower unit gives other numbers of its awards.
own_awards_changed = Signal()
