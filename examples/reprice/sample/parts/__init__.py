"""The parts of the sample generator."""
