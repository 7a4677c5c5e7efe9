"""What a review knows, without a screen."""
