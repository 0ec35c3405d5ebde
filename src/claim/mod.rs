//! Binding mentions to subjects and qualifiers, and comparing the claims made.
