"""What opens above the page: dialogs, menus, toasts."""
