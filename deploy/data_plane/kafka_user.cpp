#include "data_plane/kafka_user.h"

#include "data_plane/places.h"

namespace tradewind::data_plane {

using yaml::List;
using yaml::Map;

Map named(const char* type, const std::string& name, const char* pattern) { return {{"type", type}, {"name", name}, {"patternType", pattern}}; }

Map rule(Map resource, List operations) { return {{"resource", std::move(resource)}, {"operations", std::move(operations)}}; }

Map kafka_user(const std::string& name, List rules) {
  return of_kafka("KafkaUser", name)
      .add("spec", Map{{"authentication", Map{{"type", "tls"}}}, {"authorization", Map{{"type", "simple"}, {"acls", std::move(rules)}}}});
}

}  // namespace tradewind::data_plane
