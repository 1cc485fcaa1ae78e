"""What many worlds at once can tell: policies, simulation, calibration against the public record."""
