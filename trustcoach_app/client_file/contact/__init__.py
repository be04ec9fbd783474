"""Who a client is: added by hand, and changed."""
