"""What the window shows while no project is open, and which projects were open last."""
