"""The pages of registration: lists, the paper as a form, the record, its moves, its prints, plans."""
