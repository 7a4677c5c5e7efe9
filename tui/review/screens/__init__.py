"""The screens, one module each. They show the session and hand every change to it."""
