"""Features as vectors whose order by cosine is the order by Euclidean distance."""

import dataclasses

import numpy
from sklearn.ensemble import HistGradientBoostingRegressor

FARTHEST = 6  # standard deviations; what lies beyond is taken to lie there
LEAST_SHARE = 0.05


@dataclasses.dataclass(frozen=True)
class Embedding:
    """Standardised features x, and two numbers that depend on the norm alone.

    An item of the history is (x, -|x|^2 / 2b, rest), where the rest makes all of them equally long;
    a query is (x, b, 0). Their product is x.y - |y|^2 / 2 = (|x|^2 - |x - y|^2) / 2, which falls as
    the distance grows, and all items are equally long: the cosine is in the same order.
    """

    mean: numpy.ndarray
    spread: numpy.ndarray
    weights: numpy.ndarray
    radius: float

    @classmethod
    def of(cls, features, weights=None):
        """Learned from a history; `weights` say how much each feature counts."""
        mean, spread = features.mean(axis=0), features.std(axis=0)
        weights = numpy.ones(len(mean)) if weights is None else weights
        plain = cls(mean, numpy.where(spread > 0, spread, 1.0), weights, 1.0)
        farthest = numpy.linalg.norm(plain.points(features), axis=1).max()
        return dataclasses.replace(plain, radius=float(farthest) * 1.01 or 1.0)

    @classmethod
    def as_it_is(cls, features):
        """Of features that are vectors already, such as those of texts."""
        width = features.shape[1]
        return cls(numpy.zeros(width), numpy.ones(width), numpy.ones(width), 1.01)

    def points(self, features):
        """Where items stand: what the distances are between."""
        standard = (features - self.mean) / self.spread
        return numpy.clip(standard, -FARTHEST, FARTHEST) * self.weights

    def items(self, features):
        """Items of the history, as float32."""
        points = self.points(features)
        middle = 2 * self.radius
        lift = -(points**2).sum(axis=1) / (2 * middle)
        longest = self.radius**2 + (self.radius**2 / (2 * middle))**2
        rest = numpy.sqrt(numpy.maximum(longest - (points**2).sum(axis=1) - lift**2, 0))
        return numpy.column_stack([points, lift, rest]).astype(numpy.float32)

    def queries(self, features):
        """Items that are asked about."""
        points = self.points(features)
        level = numpy.full(len(points), 2 * self.radius)
        return numpy.column_stack([points, level, numpy.zeros(len(points))]).astype(numpy.float32)


def learned_weights(features, prices, seed=0):
    """How much each feature counts: how far a model's answer moves when the feature is shuffled."""
    logs = numpy.log(prices)
    model = HistGradientBoostingRegressor(max_iter=200, loss="absolute_error",
                                          random_state=seed).fit(features, logs)
    dice = numpy.random.default_rng(seed)
    seen = features[:1500]
    answer = model.predict(seen)
    moved = numpy.zeros(features.shape[1])
    for column in range(features.shape[1]):
        shuffled = seen.copy()
        shuffled[:, column] = dice.permutation(shuffled[:, column])
        moved[column] = numpy.abs(model.predict(shuffled) - answer).mean()
    return moved / max(moved.max(), 1e-12) + LEAST_SHARE
