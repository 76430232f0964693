#include "catalogue.hpp"

#include <utility>
#include <vector>

#include "sources.hpp"

namespace reprice {
namespace {

struct Line {
  std::string text;
  std::size_t number{0};
};

std::optional<haggle::Error> put_line(std::string_view text, Book& book) {
  const auto line = haggle::read_catalogue_line(text, book.policies());
  if (!line) return line.error();
  return *line ? book.put(**line) : std::nullopt;
}

/// The lines of `waiting` that name a policy which is still not there.
std::vector<Line> read_again(std::vector<Line> waiting, Book& book,
                             const std::function<void(const Line&, const haggle::Error&)>& refuse) {
  std::vector<Line> still;
  for (Line& line : waiting) {
    const auto fault = put_line(line.text, book);
    if (fault && fault->code == haggle::Errc::unknown_policy) {
      still.push_back(std::move(line));
    } else if (fault) {
      refuse(line, *fault);
    }
  }
  return still;
}

}  // namespace

Catalogue read_catalogue(const std::string& path, Book& book, const TellFault& tell) {
  Catalogue read;
  std::vector<Line> waiting;
  const auto refuse = [&](const Line& line, const haggle::Error& fault) {
    ++read.refused_count;
    tell(line.number, fault);
  };
  const auto fault = read_letters({path, true, false}, [&](const Letter& letter) {
    ++read.lines_count;
    const auto wrong = put_line(letter.bytes, book);
    if (!wrong) return;
    Line line{std::string{letter.bytes}, letter.line};
    if (wrong->code == haggle::Errc::unknown_policy) {
      waiting.push_back(std::move(line));
    } else {
      refuse(line, *wrong);
    }
  });
  if (fault) read.fault = *fault;
  // First the policies that name later ones come in, then the listings that name those.
  waiting = read_again(std::move(waiting), book, refuse);
  waiting = read_again(std::move(waiting), book, refuse);
  for (const Line& line : waiting) {
    if (const auto unknown = put_line(line.text, book)) refuse(line, *unknown);
  }
  return read;
}

}  // namespace reprice
