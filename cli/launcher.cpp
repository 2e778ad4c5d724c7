#include "launcher.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace tradewind {
namespace {

constexpr std::array<std::pair<const char*, const char*>, 4> launchers{{{"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"},
                                                                        {"PMI_RANK", "PMI_SIZE"},
                                                                        {"MV2_COMM_WORLD_RANK", "MV2_COMM_WORLD_SIZE"},
                                                                        {"SLURM_PROCID", "SLURM_STEP_NUM_TASKS"}}};

int number_of(const char* variable, std::string_view text) {
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0)
    throw std::invalid_argument(fmt::format("the environment variable {} is '{}', not a number; unset it to plan alone", variable, text));
  return number;
}

}  // namespace

std::optional<Shard> launched_shard() {
  for (const auto& [rank, size] : launchers) {
    const char *index = std::getenv(rank), *count = std::getenv(size);
    if (!index || !count) continue;
    const Shard shard{number_of(rank, index), number_of(size, count)};
    if (shard.index >= shard.count)
      throw std::invalid_argument(fmt::format("the environment variable {} is {}, but {} is {}", rank, shard.index, size, shard.count));
    return shard.count > 1 ? std::optional(shard) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace tradewind
