"""Tables of any making: their columns read as our fields, and our record written as columns."""
