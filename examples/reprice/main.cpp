// Reprices a catalogue from marketplace notifications, with the store in memory.
#include <exception>
#include <string>

#include "job.hpp"
#include "options.hpp"
#include "sources.hpp"
#include "survey.hpp"

namespace reprice {
namespace {

int run(const Options& options) {
  const Sources sources = find_sources(options.sources);
  if (!sources.fault.empty()) {
    complain(sources.fault);
    return files_failed;
  }
  if (const std::string path = overwritten(options, sources); !path.empty()) {
    complain(path + " would be overwritten, but is read or written otherwise");
    return wrong_usage;
  }
  return Job{options, sources}.run();
}

}  // namespace
}  // namespace reprice

int main(int count, char** arguments) {
  try {
    const auto options = reprice::read_options(count, arguments);
    return options ? reprice::run(*options) : options.error();
  } catch (const std::exception& fault) {
    reprice::complain(fault.what());
    return reprice::files_failed;
  }
}
