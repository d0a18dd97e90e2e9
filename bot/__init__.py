"""landsbygdsbot: gives a network's members its good examples when they ask in Telegram."""
