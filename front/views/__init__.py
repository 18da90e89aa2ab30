"""The pages of the Front's room."""
