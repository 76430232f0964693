#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <memory>

#include "comparables_kernels.hpp"
#include "comparables_world.hpp"
#include "haggle/comparables/plain_search.hpp"

namespace haggle::bench {
namespace {

/// Room for the answers of one run.
struct Room {
  std::vector<Neighbour> rows;
  std::vector<Found> found;
  explicit Room(std::size_t batch) : rows(batch * wanted), found(batch) {}
  [[nodiscard]] std::span<const Neighbour> answer(std::size_t i) const {
    return std::span{rows}.subspan(i * wanted, found[i].count);
  }
  /// The best of some products.
  template <class RowOf>
  void choose(std::span<const float> products, double min_similarity, RowOf row_of) {
    BestNeighbours best{std::span{rows}.first(wanted), min_similarity};
    for (std::size_t i = 0; i < products.size(); ++i) {
      if (products[i] >= best.least()) best.offer({row_of(i), 0, double{products[i]}});
    }
    found[0].count = best.sorted().size();
  }
};

Contestant with_room(std::string name, std::size_t batch, std::shared_ptr<Room> room) {
  Contestant out;
  out.name = std::move(name);
  out.batch = batch;
  out.answer = [room = std::move(room)](std::size_t i) { return room->answer(i); };
  return out;
}

void must(bool answered) {
  if (answered) return;
  Figures::say("a search was refused");
  std::exit(4);
}

}  // namespace

Contestant read_limit(const World& world, std::uint32_t threads) {
  const Matrix matrix = world.matrix();
  const auto* const data = reinterpret_cast<const std::byte*>(matrix.data);
  const std::size_t bytes = matrix.rows * matrix.dimension * sizeof(float);
  const ReadLoop loop = fastest_read(data, bytes);
  Contestant out;
  out.name = "limit";
  out.threads = threads;
  out.exact = false;
  out.shows_answers = false;
  auto seen = std::make_shared<std::array<std::uint64_t, 2>>();
  if (threads == 1) {
    out.run = [=](std::size_t) { (*seen)[0] |= loop(data, bytes); };
  } else {
    out.run = [=, pair = &world.pair()](std::size_t) {
      in_both(*pair, [&](std::uint32_t half) {
        const auto [begin, length] = half_of(bytes, half);
        (*seen)[half] |= loop(data + begin, length);
      });
    };
  }
  return out;
}

Contestant haggle_search(const World& world, const SearchOptions& options, double promised_times) {
  auto room = std::make_shared<Room>(1);
  Contestant out = with_room("haggle", 1, room);
  out.threads = options.executor.parts;
  out.promised_times = promised_times;
  out.run = [room, options, &world](std::size_t q) {
    const auto found = world.index().search(world.query(q), options, room->rows);
    must(found.has_value());
    room->found[0] = *found;
  };
  return out;
}

Contestant haggle_older(const World& world, const SearchOptions& options, std::size_t which) {
  Contestant out = haggle_search(world, options, 0);
  out.name += "_" + kernel_names()[which];
  out.run = [run = out.run, which](std::size_t q) {
    choose_kernels(which);
    run(q);
    choose_kernels(0);
  };
  return out;
}

Contestant haggle_batch(const World& world, const SearchOptions& options, double promised_times) {
  auto room = std::make_shared<Room>(batch_queries);
  Contestant out = with_room("haggle", batch_queries, room);
  out.threads = options.executor.parts;
  out.promised_times = promised_times;
  out.run = [room, options, &world](std::size_t q) {
    must(!world.index().search_each(world.batch(q), wanted, options, room->rows, room->found));
  };
  return out;
}

Contestant plain_loop(const World& world, double min_similarity) {
  auto room = std::make_shared<Room>(1);
  Contestant out = with_room("plain_search", 1, room);
  out.shows_answers = false;  // they are what all others are compared with
  out.run = [room, min_similarity, &world](std::size_t q) {
    const Matrix matrix = world.matrix();
    room->found[0].count = plain_search({matrix.data, matrix.rows * matrix.dimension},
                                        world.query(q), min_similarity, room->rows);
  };
  return out;
}

Contestant eigen_loop(const World& world, double min_similarity) {
  auto room = std::make_shared<Room>(1);
  Contestant out = with_room("eigen_gemv", 1, room);
  out.exact = false;
  auto products = std::make_shared<std::vector<float>>(world.size().rows);
  out.run = [room, products, min_similarity, &world](std::size_t q) {
    eigen_products(world.matrix(), world.query(q).data(), products->data());
    room->choose(*products, min_similarity,
                 [](std::size_t i) { return static_cast<std::uint32_t>(i); });
  };
  return out;
}

Contestant eigen_of_filtered(const World& world, double min_similarity) {
  auto room = std::make_shared<Room>(1);
  Contestant out = with_room("eigen_dots", 1, room);
  out.exact = false;
  auto rows = std::make_shared<std::vector<std::uint32_t>>();
  auto products = std::make_shared<std::vector<float>>();
  out.run = [room, rows, products, min_similarity, &world](std::size_t q) {
    rows->clear();
    for (std::uint32_t i = 0; i < world.facts().size(); ++i) {
      if (passes_filter(world.facts()[i])) rows->push_back(i);
    }
    products->resize(rows->size());
    eigen_products_of(world.matrix(), *rows, world.query(q).data(), products->data());
    room->choose(*products, min_similarity, [&](std::size_t i) { return (*rows)[i]; });
  };
  return out;
}

Contestant faiss_flat(const World& world, double min_similarity, std::size_t batch) {
  auto room = std::make_shared<Room>(batch);
  Contestant out = with_room(batch == 1 ? "faiss_flat" : "faiss_sgemm", batch, room);
  out.exact = false;
  struct Given {
    std::vector<float> scores;
    std::vector<std::int64_t> rows;
  };
  auto given = std::make_shared<Given>();
  given->scores.resize(batch * wanted);
  given->rows.resize(batch * wanted);
  out.run = [room, given, min_similarity, batch, &world](std::size_t first) {
    const std::span<const float> queries{world.query(first).data(), batch * world.size().dimension};
    faiss_search(world.matrix(), queries, wanted, given->scores.data(), given->rows.data());
    for (std::size_t i = 0; i < batch * wanted; ++i) {
      std::size_t& count = room->found[i / wanted].count;
      if (i % wanted == 0) count = 0;
      if (given->rows[i] < 0 || double{given->scores[i]} < min_similarity) continue;
      room->rows[i / wanted * wanted + count++] = {static_cast<std::uint32_t>(given->rows[i]), 0,
                                                   double{given->scores[i]}};
    }
  };
  return out;
}

}  // namespace haggle::bench
