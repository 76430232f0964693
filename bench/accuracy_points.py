"""Prices of items that were held out: haggle's beside those of others, on the same history."""

import dataclasses

import haggle
import numpy
from accuracy_embedding import learned_weights
from accuracy_haggle import Histories, tuned, values
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.metrics import make_scorer
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsRegressor

COUNTS = [1, 2, 3, 5, 8, 12, 20, 30]
TUNED_ON = 3_000


def mdape(real, said):
    return float(numpy.median(numpy.abs(said - real) / real))


def mape(real, said):
    return float(numpy.mean(numpy.abs(said - real) / real))


@dataclasses.dataclass(frozen=True)
class Answer:
    """What one method said of the held-out items; nan: it refused."""

    method: str
    prices: numpy.ndarray


def haggle_answer(name, history, asked):
    """The calibrated preset, its options tuned on the history alone."""
    rows = numpy.arange(min(TUNED_ON, len(history.items)))
    options, _ = tuned(history, rows)
    said = values(haggle.ValuationPolicy(**options), history.found(asked), asked)
    return Answer(name, numpy.array([one.price_minor / 100 if one else numpy.nan for one in said]))


def knn_answer(name, history, asked):
    """scikit-learn's neighbours in the same space: how many, how weighted and whether of prices or
    of their logarithms is chosen by five folds."""
    points = history.embedding.points(history.items.features)
    best = None
    for turn, back in ((numpy.asarray, numpy.asarray), (numpy.log, numpy.exp)):
        score = make_scorer(lambda a, b, back=back: mdape(back(a), back(b)),
                            greater_is_better=False)
        grid = {"n_neighbors": COUNTS, "weights": ["uniform", "distance"]}
        found = GridSearchCV(KNeighborsRegressor(), grid, scoring=score, cv=5)
        found.fit(points, turn(history.items.prices))
        if best is None or found.best_score_ > best[0]:
            best = found.best_score_, found, back
    return Answer(name, best[2](best[1].predict(history.embedding.points(asked.features))))


def boosting_answer(history, asked):
    """Gradient boosting of logarithms."""
    model = HistGradientBoostingRegressor(max_iter=400, learning_rate=0.06, loss="absolute_error",
                                          random_state=0)
    model.fit(history.features, numpy.log(history.prices))
    return Answer("boosting", numpy.exp(model.predict(asked.features)))


def median_answer(history, asked):
    """The median price of the category; of everything where the category is new."""
    everything = numpy.median(history.prices)
    medians = {one: numpy.median(history.prices[history.categories == one])
               for one in numpy.unique(history.categories)}
    return Answer("median", numpy.array([medians.get(one, everything)
                                         for one in asked.categories]))


def answers(known, asked):
    """All methods, and the two that see neighbours once more where a model says how much each
    feature counts."""
    plain = Histories.of(known)
    out = [haggle_answer("haggle", plain, asked), knn_answer("knn", plain, asked),
           median_answer(known, asked), boosting_answer(known, asked)]
    if not known.is_text:
        weighed = Histories.of(known, learned_weights(known.features, known.prices))
        out += [haggle_answer("haggle_weighed", weighed, asked),
                knn_answer("knn_weighed", weighed, asked)]
    return out


def point_rows(items, splits, history_max=8_000, asked_max=2_000):
    """The mean errors over random splits, a row for each method."""
    errors = {}
    for split in range(splits):
        order = numpy.random.default_rng(split).permutation(len(items))
        count = min(history_max, len(items) * 4 // 5)
        asked = items.some(order[count:count + asked_max])
        for one in answers(items.some(order[:count]), asked):
            known = ~numpy.isnan(one.prices)
            errors.setdefault(one.method, []).append(
                (mdape(asked.prices[known], one.prices[known]),
                 mape(asked.prices[known], one.prices[known]), float((~known).mean())))
    return [{"set": items.name, "rows": len(items), "method": method, "splits": splits,
             **dict(zip(("mdape", "mape", "refused"), map(float, numpy.mean(rows, axis=0))))}
            for method, rows in errors.items()]
