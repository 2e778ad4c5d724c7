// The rows of the outcome's tables, each as the routes whose requests it is about.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/cell.h"

namespace tradewind::engine {

// Everything, each workload, each population, each continent, each pool, each priority class of each workload: numbered in this order.
class Groups {
 public:
  using Routes = std::vector<std::uint32_t>;

  explicit Groups(const Plan& plan);

  std::size_t count() const { return routes_.size(); }
  const Routes& routes(std::size_t group) const { return routes_[group]; }
  const std::vector<std::string>& continents() const { return continents_; }  // by name

  static std::size_t everything() { return 0; }
  std::size_t workload(std::size_t index) const { return 1 + index; }
  std::size_t population(std::size_t index) const { return first_population_ + index; }
  std::size_t continent(std::size_t index) const { return first_continent_ + index; }
  std::size_t pool(std::size_t index) const { return first_pool_ + index; }
  std::size_t priority_class(std::size_t workload, std::size_t index) const { return first_classes_[workload] + index; }

 private:
  std::vector<Routes> routes_;
  std::vector<std::string> continents_;
  std::size_t first_population_, first_continent_, first_pool_;
  std::vector<std::size_t> first_classes_;  // by workload
};

inline constexpr std::size_t latency_kinds = 7;

// The cells of a group's routes together.
struct GroupSketches {
  Cell cell;
  statistics::Sketch perceived;  // by workload first token or end: what its SLO names

  GroupSketches(const Plan& plan, const std::vector<Cell>& cells, const Groups::Routes& routes);
  std::array<const statistics::Sketch*, latency_kinds> kinds() const {
    return {&cell.e2e, &cell.network, &cell.queue, &cell.service, &cell.ttft, &cell.tpot, &perceived};
  }
};

}  // namespace tradewind::engine
