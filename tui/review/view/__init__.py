"""What is shown, as lines and styles, without a screen."""
