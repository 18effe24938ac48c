"""Vectors and nearness as they are kept: a byte for each number."""

import numpy as np

#: The nearness to a topic that a byte can say at most
MOST_NEAR = 1.2


def centred(vectors: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """Vectors of length 1 from the centre: all vectors of the model point nearly the same way."""
    return unit(vectors - centre)


def unit(vectors: np.ndarray) -> np.ndarray:
    """Vectors of length 1 in the same directions."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


def pack(vector: np.ndarray) -> bytes:
    """The direction of a vector in as many bytes as it has numbers."""
    return np.rint(vector / max(np.abs(vector).max(), 1e-9) * 127).astype(np.int8).tobytes()


def unpack(packed: bytes) -> np.ndarray:
    vector = np.frombuffer(packed, np.int8).astype(np.float32)
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def pack_nearness(near: np.ndarray) -> bytes:
    return np.rint(np.clip(near / MOST_NEAR, 0, 1) * 255).astype(np.uint8).tobytes()
