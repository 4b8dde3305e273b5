"""The nouns of the field (INTERFACE: reporter, partner, flow, product, period, figure, release).

Frozen dataclasses; nothing here imports another room.
"""
