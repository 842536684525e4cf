"""The review page: the queue of disputes on the left, the card with the versions below the article."""
