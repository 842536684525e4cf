"""How everything looks: colours and fonts, the style sheet, icons, lists, small widgets, the focus ring."""
