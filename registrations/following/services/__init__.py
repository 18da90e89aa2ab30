"""What is written while a model is being carried out."""
