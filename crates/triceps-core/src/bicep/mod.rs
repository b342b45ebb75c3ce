//! Bicep text: the same that the official formatter leaves untouched.
