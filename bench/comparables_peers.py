#!/usr/bin/env python3
"""The searches of Python's packages as peers of comparables: the same rows, the same queries, and
the time that reading the rows once takes in the same rounds.

    comparables_peers.py LIBRARY FIGURES [--quick]

LIBRARY makes the rows and reads them; FIGURES are those of the run as JSON, to which the rows
are added that are printed. haggle was timed in another process, so the two are compared by what
each needs of the limit of its own rounds. A peer that is not installed is named as not had.
Everybody has one thread; times are those of the process on a processor.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import ctypes
import importlib
import json
import statistics
import sys
import time
from pathlib import Path

DIMENSION, QUERIES, WANTED, LEAST, BATCH = 1024, 64, 20, 0.70, 64
SHAPES = {"clustered": 1, "hard": 2}
SIZES = (1_000, 10_000, 100_000)
ROUNDS, RUN_SECONDS = 11, 0.05

# How many times as fast as a peer haggle is to be; what is not named is only shown.
PROMISED = {("single/clustered/100000", "faiss_panorama"): 4,
            ("single/clustered/100000", "faiss_flat"): 13,
            ("single/clustered/100000", "usearch"): 13,
            ("single/clustered/100000", "simsimd"): 13,
            ("filtered/clustered/100000", "simsimd"): 5}


def had(name):
    """The module, or None with a word about it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name}: not had, it is not installed")
        return None


np, faiss, usearch, simsimd, numkong, sklearn = map(
    had, ("numpy", "faiss", "usearch.index", "simsimd", "numkong", "sklearn.neighbors"))


class ProductLoop(ctypes.Structure):
    """As comparables_door.cpp has it."""
    _fields_ = [("product", ctypes.c_void_p), ("data", ctypes.c_void_p), ("rows", ctypes.c_void_p),
                ("rows_count", ctypes.c_size_t), ("dimension", ctypes.c_size_t)]


class Rows:
    """A catalogue and its queries on large pages, and the limit."""

    def __init__(self, library, shape, count):
        size, self.shape, self.count, self.library = ctypes.c_size_t, shape, count, library
        library.comparables_rows.restype = ctypes.POINTER(ctypes.c_float)
        library.comparables_read.restype = ctypes.c_double
        library.comparables_loop.restype = ctypes.c_void_p
        library.comparables_filtered.restype = size
        floats = (count + QUERIES) * DIMENSION
        self.pointer = library.comparables_rows(
            SHAPES[shape], size(count), size(DIMENSION), size(QUERIES))
        both = np.ctypeslib.as_array(self.pointer, (count + QUERIES, DIMENSION))
        self.matrix, self.queries = both[:count], both[count:]
        self.bytes, self.floats = size(4 * count * DIMENSION), size(floats)
        self.loop = ctypes.c_void_p(library.comparables_loop(self.pointer, self.bytes))

    def read_seconds(self, turns):
        return abs(self.library.comparables_read(self.loop, self.pointer, self.bytes, turns))

    def filtered(self):
        out = np.empty(self.count, np.uint32)
        found = self.library.comparables_filtered(
            SHAPES[self.shape], ctypes.c_size_t(self.count), ctypes.c_size_t(DIMENSION),
            out.ctypes.data_as(ctypes.c_void_p))
        return out[:found].copy()

    def release(self):
        self.library.comparables_release(self.pointer, self.floats)


def faiss_flat(rows):
    index = faiss.IndexFlatIP(DIMENSION)
    index.add(rows.matrix)
    return lambda queries: index.search(queries, WANTED)[1]


def faiss_panorama(rows):
    """With the rotation by principal components and the levels that suit it best."""
    pca = faiss.PCAMatrix(DIMENSION, DIMENSION)
    pca.train(rows.matrix[:20_000])
    flat = faiss.IndexFlatIPPanorama(DIMENSION, 16, 512)
    index = faiss.IndexPreTransform(pca, flat)
    pca.b = faiss.Float32Vector()  # products are kept by a rotation, not by a shift
    pca.have_bias = False
    index.add(rows.matrix)
    return lambda queries: index.search(queries, WANTED)[1]


def usearch_exact(rows):
    def search(queries):
        found = usearch.search(rows.matrix, queries, WANTED, usearch.MetricKind.IP, exact=True,
                               threads=1)
        return found.keys.reshape(len(queries), -1)
    return search


def sklearn_brute(rows):
    neighbours = sklearn.NearestNeighbors(
        n_neighbors=WANTED, algorithm="brute", metric="cosine").fit(rows.matrix)
    return lambda queries: neighbours.kneighbors(queries, return_distance=False)


def loop_with(product):
    """A loop in C over the rows, or over some, with a package's product."""
    def peer(rows, chosen=None):
        out = np.empty(WANTED, np.uint32)
        loop = ProductLoop(product, rows.matrix.ctypes.data,
                           None if chosen is None else chosen.ctypes.data,
                           rows.count if chosen is None else len(chosen), DIMENSION)
        run = rows.library.comparables_search
        run.restype = ctypes.c_size_t

        def search(queries):
            for query in queries:
                run(ctypes.byref(loop), ctypes.c_void_p(query.ctypes.data), ctypes.c_double(-1),
                    ctypes.c_size_t(WANTED), ctypes.c_void_p(out.ctypes.data))
            return out.reshape(1, -1).astype(np.int64)
        return search
    return peer


def singles():
    """Who searches all rows, by name."""
    peers = {}
    if faiss:
        peers["faiss_flat"] = faiss_flat
        if hasattr(faiss, "IndexFlatIPPanorama"):
            peers["faiss_panorama"] = faiss_panorama
        else:
            print("faiss_panorama: not had, this faiss has none")
    if usearch:
        peers["usearch"] = usearch_exact
    if simsimd:
        peers["simsimd"] = loop_with(simsimd.pointer_to_dot("f32"))
    if numkong:
        peers["numkong"] = loop_with(numkong.pointer_to_dot("f32"))
    if sklearn:
        peers["sklearn"] = sklearn_brute
    return peers


def timed(search, queries):
    """Seconds of one query: `queries` is what each call is given."""
    begin, calls = time.process_time(), 0
    while calls == 0 or time.process_time() - begin < RUN_SECONDS:
        search(queries[calls % len(queries)])
        calls += 1
    return (time.process_time() - begin) / calls / len(queries[0])


def rounds_of(rows, searches, queries):
    """By name: the median time of a query and its median ratio to the limit of the round."""
    turns = max(1, int(RUN_SECONDS / max(1e-6, rows.read_seconds(1))))
    times, ratios = {name: [] for name in searches}, {name: [] for name in searches}
    limits = []
    for _ in range(ROUNDS):
        limits.append(rows.read_seconds(turns))
        for name, search in searches.items():
            times[name].append(timed(search, queries))
            ratios[name].append(times[name][-1] / limits[-1])
    return statistics.median(limits), {
        name: (statistics.median(times[name]), statistics.median(ratios[name]))
        for name in searches}


def agreement(rows, searches):
    """How many of eight queries have other rows than the product in double finds."""
    wrong = dict.fromkeys(searches, 0)
    for query in rows.queries[:8]:
        exact = rows.matrix @ query.astype(np.float64) if rows.count <= 10_000 else (
            rows.matrix @ query)
        best = set(np.argpartition(-exact, WANTED)[:WANTED].tolist())
        for name, search in searches.items():
            wrong[name] += set(search(query[None])[0].tolist()) != best
    return wrong


def show(scene, limit, measured, own, figures):
    """Prints a scene, and adds its rows: each peer to the limit, and haggle to each peer."""
    print(f"\ncomparables/{scene:<32} {'us a query':>12} {'times':>8} "
          f"{'haggle: times as fast':>24} {'promised':>9}  holds")
    print(f"  {'limit':<42} {limit * 1e6:>12.1f} {1:>8.2f}")
    for name, (seconds, ratio) in measured.items():
        figures.append({"name": f"comparables/{scene}/{name}/1t", "value": seconds * 1e9,
                        "unit": "ns", "against": "limit", "against_value": limit * 1e9,
                        "ratio": ratio, "target": 0, "holds": True, "checksum": ""})
        line = f"  {name:<42} {seconds * 1e6:>12.1f} {1 / ratio:>8.2f}"
        if own:
            times, promised = ratio / own, PROMISED.get((scene, name), 0)
            figures.append({"name": f"comparables/{scene}/haggle/1t", "value": own,
                            "unit": "limits", "against": f"python_{name}", "against_value": ratio,
                            "ratio": own / ratio, "target": 1 / promised if promised else 0,
                            "holds": times >= promised, "checksum": ""})
            line += (f" {times:>24.2f} {promised or '-':>9}  "
                     f"{('yes' if times >= promised else 'no') if promised else '-'}")
        print(line, flush=True)


def own_ratio(figures, scene):
    """What haggle needs of the limit, from its own rounds; None where it was not timed."""
    rows = {(row["name"], row["against"]): row for row in figures}
    own = next((row for row in figures if row["name"] == f"comparables/{scene}/haggle/1t"), None)
    limit = rows.get((f"comparables/{scene}/limit/1t", "limit"))
    return own["value"] / limit["value"] if own and limit else None


def scenes_of(rows, figures):
    """Everything about one catalogue."""
    searches = {name: make(rows) for name, make in singles().items()
                if name != "faiss_panorama" or rows.count >= 10_000}
    for name, wrong in agreement(rows, searches).items():
        if wrong:
            print(f"{name}: other rows in {wrong} of 8 queries of {rows.shape}/{rows.count}")
    place = f"{rows.shape}/{rows.count}"
    one_each = [query[None] for query in rows.queries]
    measured = rounds_of(rows, searches, one_each)
    show(f"single/{place}", *measured, own_ratio(figures, f"single/{place}"), figures)
    if rows.count != SIZES[-1]:
        return
    many = {name: searches[name] for name in ("faiss_flat", "usearch", "sklearn")
            if name in searches}
    measured = rounds_of(rows, many, [rows.queries[:BATCH]])
    show(f"batch/{place}", *measured, own_ratio(figures, f"batch/{place}"), figures)
    if simsimd and rows.shape == "clustered":
        chosen = rows.filtered()
        some = {"simsimd": loop_with(simsimd.pointer_to_dot("f32"))(rows, chosen)}
        measured = rounds_of(rows, some, one_each)
        show(f"filtered/{place}", *measured, own_ratio(figures, f"filtered/{place}"), figures)


def main(library_file, figures_file, *words):
    global SIZES, ROUNDS, RUN_SECONDS
    if "--quick" in words:
        SIZES, ROUNDS, RUN_SECONDS = (1_000,), 1, 0.001
    if np is None:
        return
    path = Path(figures_file)
    figures = json.loads(path.read_text()) if path.exists() else []
    library = ctypes.CDLL(library_file)
    if faiss:
        faiss.omp_set_num_threads(1)
    for shape in SHAPES:
        for count in SIZES:
            rows = Rows(library, shape, count)
            scenes_of(rows, figures)
            rows.release()
    path.write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
