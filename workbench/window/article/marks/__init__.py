"""What is drawn round the text: boxes, lanes and lines of spans, tags, relations, suggestions, found places."""
