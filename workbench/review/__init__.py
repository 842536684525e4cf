"""Pure functions over several annotators' layers of one article: what they agree on, and what becomes gold."""
