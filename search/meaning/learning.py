"""What the regression and the layer for stories both learn by, in numpy alone."""

import numpy as np


class Adam:
    """Steps downhill, in place, each number by how its slope has been so far (Kingma and Ba, 2014)."""

    def __init__(self, values: tuple[np.ndarray, ...]):
        self.values, self.taken = values, 0
        self.means = [np.zeros_like(each) for each in values]
        self.squares = [np.zeros_like(each) for each in values]

    def step(self, slopes: tuple[np.ndarray, ...], rate: float) -> None:
        self.taken += 1
        for place, slope in enumerate(slopes):
            self.means[place] += 0.1 * (slope - self.means[place])
            self.squares[place] += 0.001 * (slope * slope - self.squares[place])
            mean = self.means[place] / (1 - 0.9**self.taken)
            square = self.squares[place] / (1 - 0.999**self.taken)
            np.subtract(self.values[place], rate * mean / (np.sqrt(square) + 1e-8), out=self.values[place])


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)
