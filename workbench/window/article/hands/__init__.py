"""What hands do in the text: the mouse, keys, the caret, the edges of spans."""
