"""What Wagtail calls when the last step of a review has approved."""

from typing import Any


def finish(workflow_state: Any, user: Any = None) -> None:
    """Do nothing: approval and publication are two verbs.

    The action that decided the last step sees that the review ended and goes on
    in the same transaction; Wagtail's default would publish past the policies.
    """
