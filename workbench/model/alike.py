"""Characters that a search takes for the same, unless it is asked not to: blanks, quotation marks, hyphens."""

from workbench.model.quotes import MARKS, SINGLE

# Together they are what ``str.isspace`` takes for blank, and so what no token holds.
BLANKS = "\t \x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
LINE_ENDS = "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_SINGLE = "".join(sorted(SINGLE)) + "‹›‛ʼ′＇"
_DOUBLE = "".join(sorted(MARKS - SINGLE - set("‹›"))) + "‟″＂"
_HYPHENS = "-\u2010\u2011"
# Each is alike to the others of its line only; the first stands for them all.
GROUPS = ("'" + _SINGLE.replace("'", ""), '"' + _DOUBLE.replace('"', ""), _HYPHENS)
GROUP_OF = {sign: group for group in GROUPS for sign in group}
