"""What is written out of a class: tables of every decision, saved games, grades, statements of learning."""
