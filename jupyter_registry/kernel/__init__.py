"""The kernel's door: magics, displays, widgets."""
