"""The article view: a news article and its labelled spans, painted into Qt's own text view."""
