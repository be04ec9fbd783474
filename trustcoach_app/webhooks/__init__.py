"""Where other programs' servers write to us. They carry no cookie and no Origin: a secret is their only proof."""
