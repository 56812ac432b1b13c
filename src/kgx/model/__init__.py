"""The values that stages pass to each other: frozen, without behaviour beyond reading themselves."""
