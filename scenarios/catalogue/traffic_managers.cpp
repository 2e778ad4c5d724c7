#include "tradewind/scenarios/traffic_managers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <variant>

#include "embedded/catalogue_data.h"
#include "tradewind/scenarios/csv.h"

namespace tradewind {
namespace {

using Member = std::variant<double TrafficManager::*, int TrafficManager::*, bool TrafficManager::*, TrafficLayer TrafficManager::*,
                            SteeringPolicy TrafficManager::*, AllDown TrafficManager::*>;

const std::map<std::string, Member, std::less<>>& members() {
  static const std::map<std::string, Member, std::less<>> all{{"layer", &TrafficManager::layer},
                                                              {"steering", &TrafficManager::steering},
                                                              {"all_down", &TrafficManager::all_down},
                                                              {"interval_s", &TrafficManager::interval_s},
                                                              {"timeout_s", &TrafficManager::timeout_s},
                                                              {"interval_from_reply", &TrafficManager::interval_from_reply},
                                                              {"attempts", &TrafficManager::attempts},
                                                              {"probers", &TrafficManager::probers},
                                                              {"quorum", &TrafficManager::quorum},
                                                              {"down_after", &TrafficManager::down_after},
                                                              {"up_after", &TrafficManager::up_after},
                                                              {"sample", &TrafficManager::sample},
                                                              {"sample_ok", &TrafficManager::sample_ok},
                                                              {"edges_judge", &TrafficManager::edges_judge},
                                                              {"ttl_s", &TrafficManager::ttl_s},
                                                              {"outstay_share", &TrafficManager::outstay_share},
                                                              {"outstay_s", &TrafficManager::outstay_s},
                                                              {"connection_life_s", &TrafficManager::connection_life_s},
                                                              {"reconvergence_s", &TrafficManager::reconvergence_s},
                                                              {"tries", &TrafficManager::tries},
                                                              {"bucket_ms", &TrafficManager::bucket_ms},
                                                              {"failover_health", &TrafficManager::failover_health},
                                                              {"fail_back_wait_s", &TrafficManager::fail_back_wait_s},
                                                              {"drain_s", &TrafficManager::drain_s}};
  return all;
}

// One field, put into the member that it belongs to.
struct Put {
  const CsvTable& table;
  std::size_t row, column;
  TrafficManager& manager;

  double number() const {
    const double value = table.number(row, column);
    if (value < 0) table.reject(row, column, "a number that is at least 0");
    return value;
  }
  template <class Enum>
  Enum one_of(const std::vector<std::pair<std::string, Enum>>& names) const {
    std::vector<std::string> known;
    for (const auto& [name, value] : names) {
      if (table.text(row, column) == name) return value;
      known.push_back(name);
    }
    table.reject(row, column, fmt::format("one of {}", fmt::join(known, ", ")));
  }

  void operator()(double TrafficManager::*member) const { manager.*member = number(); }
  void operator()(int TrafficManager::*member) const {
    manager.*member = static_cast<int>(number());
    if (manager.*member != number()) table.reject(row, column, "a whole number");
  }
  void operator()(bool TrafficManager::*member) const { manager.*member = one_of<bool>({{"0", false}, {"1", true}}); }
  void operator()(TrafficLayer TrafficManager::*member) const {
    manager.*member =
        one_of<TrafficLayer>({{"dns", TrafficLayer::dns}, {"connection", TrafficLayer::connection}, {"request", TrafficLayer::request}});
  }
  void operator()(SteeringPolicy TrafficManager::*member) const {
    manager.*member = one_of<SteeringPolicy>({{"latency", SteeringPolicy::latency},
                                              {"weighted", SteeringPolicy::weighted},
                                              {"geo", SteeringPolicy::geo},
                                              {"priority", SteeringPolicy::priority},
                                              {"multivalue", SteeringPolicy::multivalue},
                                              {"waterfall", SteeringPolicy::waterfall}});
  }
  void operator()(AllDown TrafficManager::*member) const {
    manager.*member = one_of<AllDown>({{"answer_all", AllDown::answer_all}, {"nearest", AllDown::nearest}, {"refuse", AllDown::refuse}});
  }
};

std::vector<std::string> known_parameters() {
  std::vector<std::string> names;
  for (const auto& [name, member] : members()) names.push_back(name);
  return names;
}

}  // namespace

std::vector<TrafficManager> read_traffic_managers(std::string_view csv, const std::string& file_name) {
  const CsvTable table(csv, file_name);
  std::map<std::string, TrafficManager> by_id;
  const std::size_t ids = table.column("managers"), parameter = table.column("parameter"), value = table.column("value");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto text = [&](std::string_view column) { return table.text(row, table.column(column)); };
    const auto member = members().find(table.text(row, parameter));
    if (member == members().end()) table.reject(row, parameter, fmt::format("one of {}", fmt::join(known_parameters(), ", ")));
    std::istringstream list(table.text(row, ids));
    for (std::string id; std::getline(list, id, ';');) {
      TrafficManager& manager = by_id[id];
      manager.id = id;
      manager.provider = id.substr(0, id.find('_'));
      if (std::any_of(manager.facts.begin(), manager.facts.end(), [&](const TrafficFact& fact) { return fact.parameter == member->first; }))
        table.reject(row, parameter, fmt::format("each parameter of {} once", id));
      std::visit(Put{table, row, value, manager}, member->second);
      manager.facts.push_back({text("parameter"), text("value"), text("basis"), text("source"), text("date"), text("note")});
    }
  }
  std::vector<TrafficManager> all;
  for (auto& [id, manager] : by_id) all.push_back(std::move(manager));
  return all;
}

std::span<const TrafficManager> traffic_managers() {
  static const std::vector<TrafficManager> all = read_traffic_managers(embedded::catalogue_data("traffic_managers.csv"), "traffic_managers.csv");
  return all;
}

const TrafficManager* find_traffic_manager(std::string_view id) {
  const auto all = traffic_managers();
  const auto found =
      std::lower_bound(all.begin(), all.end(), id, [](const TrafficManager& manager, std::string_view key) { return manager.id < key; });
  return found != all.end() && found->id == id ? &*found : nullptr;
}

}  // namespace tradewind
