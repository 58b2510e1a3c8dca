"""What the program does: one transaction a public function; knows neither Typer, Rich nor SQL."""
